"""Checks a PDF for what PDF/UA-1 asks, as far as a program can without judging the content.

Checked for: tags, marked content, language, title shown, the PDF/UA mark, fonts embedded, headings
that begin at level 1 and skip none, table headers, alternative texts of figures, links and fields
in the structure with descriptions, tab order by structure, and fields named once. Not checked:
whether a description is apt, color contrast, and reading order against the page's look.

Source: ISO 14289-1:2014; the Matterhorn Protocol 1.1 lists the failure conditions.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

__all__ = ["accessibility_problems"]

UA_MARK = re.compile(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"")


def accessibility_problems(pdf: bytes) -> list[str]:
    """What a PDF lacks, in words; empty when nothing was found.

    Args:
        pdf: The file's bytes.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return ["The document has no tags."]
        elements = list(_elements(document.Root.StructTreeRoot))
        return [
            *_document_problems(document),
            *_heading_problems(elements),
            *_element_problems(elements),
            *_annotation_problems(document, elements),
            *_font_problems(document),
            *_content_problems(document),
        ]


def _document_problems(document: Any) -> Iterator[str]:
    root = document.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "The document is not marked as tagged."
    if not str(root.get("/Lang", "")):
        yield "The document states no language."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "The window shows the file name instead of the title."
    metadata = bytes(root.Metadata.read_bytes()).decode("utf-8") if "/Metadata" in root else ""
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", metadata, re.DOTALL):
        yield "The document has no title."
    if not UA_MARK.search(metadata):
        yield "The document does not say that it follows PDF/UA-1."


def _elements(root: Any) -> Iterator[Any]:
    """All structure elements in reading order."""
    import pikepdf  # noqa: PLC0415 - heavy

    stack = [root.get("/K", [])]
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            stack.append(node.get("/K", []))


def _kind(element: Any) -> str:
    return str(element.S).removeprefix("/")


def _heading_problems(elements: list[Any]) -> Iterator[str]:
    last = 0
    for element in elements:
        found = re.fullmatch(r"H([1-6])", _kind(element))
        if not found:
            continue
        level = int(found[1])
        if level > last + 1:
            yield f"A heading of level {level} follows level {last}."
        last = level


def _element_problems(elements: list[Any]) -> Iterator[str]:
    for element in elements:
        kind = _kind(element)
        if kind in {"Figure", "Formula"} and not str(element.get("/Alt", "")):
            yield f"A {kind.lower()} has no alternative text."
        if kind == "Table" and "TH" not in {_kind(e) for e in _elements(element)}:
            yield "A table has no header cells."


def _annotation_problems(document: Any, elements: list[Any]) -> Iterator[str]:
    owners = {
        kid.Obj.objgen: _kind(element)
        for element in elements
        for kid in _kids(element)
        if _is_reference(kid)
    }
    names: Counter[str] = Counter()
    for page in document.pages:
        annotations = list(page.obj.get("/Annots", []))
        if annotations and str(page.obj.get("/Tabs", "")) != "/S":
            yield "The tab order of a page does not follow its structure."
        for annotation in annotations:
            owner = owners.get(annotation.objgen, "")
            if annotation.Subtype == "/Widget":
                names[str(annotation.get("/T", ""))] += 1
                yield from _field_problems(annotation, owner)
            elif annotation.Subtype == "/Link":
                yield from _link_problems(annotation, owner)
            if "/StructParent" not in annotation:
                yield "An annotation does not point back into the structure."
    yield from (f"Two fields are named “{n}”." for n, count in names.items() if count > 1)


def _field_problems(annotation: Any, owner: str) -> Iterator[str]:
    name = str(annotation.get("/T", ""))
    if owner != "Form":
        yield f"The field “{name}” stands outside the structure."
    if not str(annotation.get("/TU", "")):
        yield f"The field “{name}” has no description."


def _link_problems(annotation: Any, owner: str) -> Iterator[str]:
    if owner != "Link":
        yield "A link stands outside the structure."
    if not str(annotation.get("/Contents", "")):
        yield "A link has no description."


def _kids(element: Any) -> list[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_reference(kid: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _font_problems(document: Any) -> Iterator[str]:
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in document.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        holder = thing.DescendantFonts[0] if "/DescendantFonts" in thing else thing
        if holder.get("/Subtype") == "/Type3":
            continue
        descriptor: Any = holder.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"The font {holder.get('/BaseFont')} is not embedded."
        if thing.get("/Subtype") == "/Type0" and "/ToUnicode" not in thing:
            yield f"The font {holder.get('/BaseFont')} does not say which letters it shows."


def _content_problems(document: Any) -> Iterator[str]:
    """Whether everything drawn on a page is either tagged or marked as decoration."""
    import pikepdf  # noqa: PLC0415 - heavy

    paint = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
    for number, page in enumerate(document.pages, 1):
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in {"BDC", "BMC"}:
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in paint and depth == 0:
                yield f"Page {number} draws something that is neither tagged nor decoration."
                break
