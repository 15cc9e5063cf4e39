"""PDF files without metadata, notes, attachments and scripts."""

from __future__ import annotations

import io
from typing import Any

from referable.checks.media.known import identifies
from referable.checks.media.pdf import ACTIVE, open_pdf
from referable.checks.media.strip import strip_image_bytes

__all__ = ["strip_pdf"]


def strip_pdf(data: bytes) -> bytes | None:
    """A PDF without metadata, notes, attachments and scripts.

    Filled fields and hidden words stay, because taking them out would change what the document
    says; the check names them.

    Args:
        data: The whole file.

    Returns:
        The new file, or None when it cannot be read.
    """
    import pypdf  # noqa: PLC0415  (heavy)
    from pypdf.generic import NameObject  # noqa: PLC0415

    try:
        reader = open_pdf(data)
        title = (reader.metadata or {}).get("/Title")
        writer = pypdf.PdfWriter(clone_from=reader)
        root: Any = writer._root_object  # noqa: SLF001
        for key in ("/Metadata", "/PieceInfo", "/AF", "/Collection", "/OpenAction", "/AA"):
            root.pop(NameObject(key), None)
        names = root.get("/Names")
        if names is not None:
            for key in ("/EmbeddedFiles", "/JavaScript"):
                names.get_object().pop(NameObject(key), None)
        for page in writer.pages:
            for key in ("/Metadata", "/PieceInfo", "/AA", "/AF", "/Thumb", "/LastModified"):
                page.pop(NameObject(key), None)
            _strip_page(page)
        writer.metadata = None
        if title is not None and not identifies(str(title)):
            writer.add_metadata({"/Title": str(title)})
        out = io.BytesIO()
        writer.compress_identical_objects(remove_unreferenced=True)
        writer.write(out)
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception:  # noqa: BLE001  (pypdf raises many kinds on hostile files)
        return None
    return out.getvalue()


def _strip_page(page: Any) -> None:
    from pypdf.generic import ArrayObject, NameObject  # noqa: PLC0415

    notes = page.get("/Annots")
    if notes is not None:
        kept = []
        for reference in notes.get_object():
            note = reference.get_object()
            if note.get("/Subtype") in {"/Link", "/Widget"}:
                action = note.get("/A")
                if action is not None and str(action.get_object().get("/S")) in ACTIVE:
                    note.pop(NameObject("/A"))
                note.pop(NameObject("/AA"), None)
                kept.append(reference)
        page[NameObject("/Annots")] = ArrayObject(kept)
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    for reference in objects.get_object().values() if objects is not None else ():
        picture = reference.get_object()
        if picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            clean = strip_image_bytes(picture._data)  # noqa: SLF001
            if clean is not None:
                picture._data = clean  # noqa: SLF001
        picture.pop(NameObject("/Metadata"), None)
