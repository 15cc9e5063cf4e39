"""Turns the places a template marks as fields into form fields of the PDF.

Typst cannot make form fields, but it makes links, tagged and in reading order. A template marks a
field as a link to `field:KIND/NAME?TIP`; here each such link becomes a widget in the same place of
the page and of the structure tree, so that the file stays accessible.

Source: ISO 32000-1, 12.7 (interactive forms) and 14.8.4.5 (Form elements); ISO 14289-1, 7.18.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

__all__ = ["FIELD_SCHEME", "add_fields"]

FIELD_SCHEME = "field:"

FONT_SIZE = 9
PRINT = 4
MULTILINE = 1 << 12
DATE_TIP = ", as month/day/year"


def add_fields(pdf: bytes) -> bytes:
    """The PDF with a form field in place of each `field:` link.

    Args:
        pdf: A tagged PDF as Typst made it.

    Returns:
        The same bytes when the file has no such link.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.open(io.BytesIO(pdf)) as document:
        widgets = [
            (page, annotation)
            for page in document.pages
            for annotation in _annotations(page)
            if _target(annotation).startswith(FIELD_SCHEME)
        ]
        if not widgets:
            return pdf
        font = _font(document)
        elements = dict(_link_elements(document))
        for page, annotation in widgets:
            element = elements[annotation.objgen]
            _make_widget(document, page.obj, annotation, element)
        document.Root.AcroForm = document.make_indirect(
            pikepdf.Dictionary(
                Fields=pikepdf.Array([annotation for _, annotation in widgets]),
                DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
                DA=pikepdf.String(_appearance()),
            )
        )
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue()


def _annotations(page: Any) -> list[Any]:
    return list(page.obj.get("/Annots", []))


def _appearance() -> str:
    return f"/F1 {FONT_SIZE} Tf 0 g"


def _target(annotation: Any) -> str:
    action = annotation.get("/A")
    if action is None or "/URI" not in action:
        return ""
    # Typst writes addresses in UTF-8; as a text string of a PDF they would be read otherwise.
    return bytes(action.URI).decode("utf-8", "replace")


def _link_elements(document: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], Any]]:
    """The structure elements of annotations, by the annotation's object number."""
    stack: list[Any] = [document.Root.StructTreeRoot.K]
    while stack:
        node = stack.pop()
        if _is_array(node):
            stack.extend(node)
        elif _is_element(node):
            for kid in _kids(node):
                if _is_dictionary(kid) and kid.get("/Type") == "/OBJR":
                    yield kid.Obj.objgen, node
            stack.extend(_kids(node))


def _is_array(node: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    return isinstance(node, pikepdf.Array)


def _is_dictionary(node: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    return isinstance(node, pikepdf.Dictionary)


def _is_element(node: Any) -> bool:
    return _is_dictionary(node) and "/S" in node


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if _is_array(kids) or isinstance(kids, list) else [kids]


def _make_widget(document: pikepdf.Pdf, page: Any, annotation: Any, element: Any) -> None:
    """Turn one link annotation and its structure element into a form field."""
    import pikepdf  # noqa: PLC0415 - heavy

    kind, _, rest = _target(annotation).removeprefix(FIELD_SCHEME).partition("/")
    name, _, tip = rest.partition("?")
    for key in ("/A", "/Contents", "/Border", "/H"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = pikepdf.Name.Widget
    annotation.P = page
    annotation.F = PRINT
    annotation.T = pikepdf.String(name)
    annotation.TU = pikepdf.String(tip + DATE_TIP if kind == "date" else tip)
    width, height = _size(annotation)
    if kind == "check":
        annotation.FT = pikepdf.Name.Btn
        annotation.V = pikepdf.Name.Off
        annotation.AS = pikepdf.Name.Off
        annotation.MK = pikepdf.Dictionary(CA=pikepdf.String("8"))
        cross = f"q 1.2 w 1.5 1.5 m {width - 1.5:g} {height - 1.5:g} l "
        cross += f"1.5 {height - 1.5:g} m {width - 1.5:g} 1.5 l S Q"
        annotation.AP = pikepdf.Dictionary(
            N=pikepdf.Dictionary(
                Yes=_form(document, width, height, cross), Off=_form(document, width, height, "")
            )
        )
    else:
        annotation.FT = pikepdf.Name.Tx
        annotation.DA = pikepdf.String(_appearance())
        if kind == "lines":
            annotation.Ff = MULTILINE
        annotation.AP = pikepdf.Dictionary(N=_form(document, width, height, "/Tx BMC EMC"))
    element.S = pikepdf.Name.Form
    # A Form element holds the widget and nothing else; what was drawn is not read aloud.
    element.K = next(k for k in _kids(element) if _is_dictionary(k) and k.get("/Type") == "/OBJR")


def _size(annotation: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(x) for x in annotation.Rect)
    return right - left, top - bottom


def _form(document: pikepdf.Pdf, width: float, height: float, content: str) -> Any:
    import pikepdf  # noqa: PLC0415 - heavy

    return document.make_stream(
        content.encode("ascii"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=pikepdf.Dictionary(),
    )


def _font(document: pikepdf.Pdf) -> Any:
    """Public Sans, whole and embedded, so that what is typed looks the same everywhere."""
    import pikepdf  # noqa: PLC0415 - heavy

    from referable.packet.form_font import form_font  # noqa: PLC0415 - heavy

    face = form_font()
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/PublicSans-Regular"),
        Flags=32,
        FontBBox=pikepdf.Array(list(face.box)),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.cap_height,
        StemV=80,
        FontFile2=document.make_stream(face.data, Length1=len(face.data)),
    )
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name("/PublicSans-Regular"),
            FirstChar=32,
            LastChar=255,
            Widths=pikepdf.Array(list(face.widths)),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FontDescriptor=document.make_indirect(descriptor),
        )
    )
