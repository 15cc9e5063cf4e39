"""What a PDF gives away: its metadata, notes, filled fields, attachments and hidden words.

Source: ISO 32000-2 (PDF 2.0).
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from referable.checks.media.known import NOBODY, Known, identifies, is_generic, mask
from referable.checks.media.pdf_hidden import hidden_words
from referable.checks.media.xmp import read_xmp
from referable.diagnostics import Diagnostic

__all__ = ["ACTIVE", "check_pdf", "open_pdf", "pdf_texts"]

_MAX_PAGES = 400
_PEOPLE = ("/Author", "/Company", "/Manager", "/LastModifiedBy", "/SourceModifiedBy", "/Owner")
_WORDS = ("/Title", "/Subject", "/Keywords", "/Comments", "/Category")
_OWN_INFO = frozenset(
    {*_PEOPLE, *_WORDS, "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped",
     "/PTEX.Fullbanner", "/AAPL:Keywords", "/GTS_PDFXVersion"}
)  # fmt: skip
_NOT_NOTES = frozenset({"/Link", "/Widget", "/Popup", "/TrapNet", "/PrinterMark", "/Watermark"})
ACTIVE = {
    "/JavaScript": "runs a script",
    "/Launch": "starts a program",
    "/SubmitForm": "sends what is typed to another host",
    "/ImportData": "fetches data",
    "/RichMediaExecute": "runs embedded media",
}
_FIX = "Print it to a new PDF, or use the copy without it that the build makes."
_PICTURES = 3


@dataclass(frozen=True, slots=True)
class _Trace:
    code: str
    message: str
    fix: str = _FIX


def open_pdf(data: bytes) -> Any:
    """A reader; pypdf's own warnings are ours to word, so they are kept quiet."""
    import pypdf  # noqa: PLC0415  (heavy)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def check_pdf(data: bytes, name: str, known: Known = NOBODY) -> list[Diagnostic]:
    """Diagnostics about a PDF.

    Args:
        data: The whole file.
        name: Its path, for messages.
        known: Names that may stand in it as author.
    """
    try:
        reader = open_pdf(data)
        pages = list(reader.pages[:_MAX_PAGES])
    except (KeyboardInterrupt, SystemExit):
        raise
    except Exception:  # noqa: BLE001  (pypdf raises many kinds on hostile files)
        locked = b"/Encrypt" in data
        message = (
            "The PDF is locked with a password and cannot be checked."
            if locked
            else "The PDF is damaged and cannot be read."
        )
        return [Diagnostic("media-broken", message, name, fix="Export the PDF again, unlocked.")]
    if not pages:
        message = "The PDF has no pages."
        return [Diagnostic("media-broken", message, name, fix="Export the PDF again.")]
    found: list[Diagnostic] = []
    incomplete = False
    for part in (_info, _xmp, _notes, _values, _attachments, _actions, _hidden, _pictures):
        try:
            found.extend(
                Diagnostic(t.code, t.message, name, fix=t.fix) for t in part(reader, pages, known)
            )
        except Exception:  # noqa: BLE001  (as above)
            incomplete = True
    if incomplete:
        message = "Parts of the PDF are damaged and could not be checked."
        found.append(Diagnostic("media-broken", message, name, fix="Export the PDF again."))
    if len(reader.pages) > _MAX_PAGES:
        message = f"Only the first {_MAX_PAGES} pages of the PDF were checked."
        found.append(Diagnostic("media-unchecked", message, name, fix="Split the PDF."))
    return list(dict.fromkeys(found))


def pdf_texts(data: bytes) -> Iterator[tuple[int, str]]:
    """Page numbers, from 1, and the words on each page, for the checks of text.

    Args:
        data: The whole file; from a damaged one comes as much as can be read.
    """
    try:
        for number, page in enumerate(open_pdf(data).pages[:_MAX_PAGES], 1):
            yield number, page.extract_text()
    except Exception:  # noqa: BLE001  (as in check_pdf, which reports it)
        return


def _info(reader: Any, _pages: list[Any], known: Known) -> Iterator[_Trace]:
    for key, value in (reader.metadata or {}).items():
        text = str(value).strip()
        if not text:
            continue
        if key in _PEOPLE:
            if not is_generic(text) and not known.explains(text):
                yield _Trace(
                    "media-person", f"The PDF names a person or firm: {mask(text)} ({key[1:]})."
                )
        elif (key in _WORDS or key not in _OWN_INFO) and identifies(text, known):
            yield _Trace("media-person", f"The PDF names a person: {mask(text)} ({key[1:]}).")


def _xmp(reader: Any, _pages: list[Any], known: Known) -> Iterator[_Trace]:
    packet = reader.trailer["/Root"].get("/Metadata")
    data = packet.get_object().get_data() if packet is not None else b""
    for kind, text in read_xmp(data):
        if kind == "person" and not is_generic(text) and not known.explains(text):
            yield _Trace("media-person", f"The PDF names a person or firm: {mask(text)} (XMP).")
        elif kind in {"comment", "copyright"} and identifies(text, known):
            yield _Trace("media-person", f"The PDF names a person: {mask(text)} (XMP).")
        elif kind == "location":
            yield _Trace("media-location", "The PDF says where it was made (XMP).")


def _annotations(pages: list[Any]) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pages, 1):
        for reference in page.get("/Annots") or ():
            yield number, reference.get_object()


def _notes(_reader: Any, pages: list[Any], known: Known) -> Iterator[_Trace]:
    for number, note in _annotations(pages):
        kind = str(note.get("/Subtype", ""))
        if kind in _NOT_NOTES:
            continue
        if kind in {"/FileAttachment", "/Sound", "/Movie", "/RichMedia", "/Screen", "/3D"}:
            yield _Trace("document-attached", f"Page {number} of the PDF carries an attached file.")
            continue
        words = str(note.get("/Contents", "") or "").strip()
        author = str(note.get("/T", "") or "").strip()
        if words or (author and not known.explains(author)):
            yield _Trace(
                "document-notes",
                f"Page {number} of the PDF carries a note: {mask(words or author)}.",
            )
        elif kind == "/Redact":
            yield _Trace(
                "document-hidden",
                f"Page {number} has words marked for removal that are still there.",
            )


def _values(reader: Any, pages: list[Any], known: Known) -> Iterator[_Trace]:
    form = reader.trailer["/Root"].get("/AcroForm")
    form = form.get_object() if form is not None else {}
    if form.get("/XFA") is not None:
        yield _Trace(
            "media-unchecked", "The PDF holds a second, hidden form (XFA) that was not checked."
        )
    for number, note in _annotations(pages):
        value: Any = note
        for _ in range(8):
            if value is None or "/V" in value:
                break
            value = value["/Parent"].get_object() if "/Parent" in value else None
        if value is None or note.get("/Subtype") != "/Widget":
            continue
        content, kind = value["/V"], str(value.get("/FT", note.get("/FT", "")))
        if kind == "/Sig":
            yield _Trace(
                "document-values", f"Page {number} of the PDF is signed.", "Publish it unsigned."
            )
            continue
        text = str(content).strip()
        if text in {"", "/Off", "Off", "None", "[]"} or text == str(value.get("/DV", "\0")).strip():
            continue
        if kind == "/Btn" or not known.explains(text):
            yield _Trace(
                "document-values",
                f"A field on page {number} of the PDF is filled in: {mask(text)}.",
                "Clear the form before you export it.",
            )


def _attachments(reader: Any, pages: list[Any], _known: Known) -> Iterator[_Trace]:
    root = reader.trailer["/Root"]
    names = root.get("/Names")
    names = names.get_object() if names is not None else {}
    if (
        (names.get("/EmbeddedFiles") is not None and _has_leaf(names["/EmbeddedFiles"], 0))
        or root.get("/AF")
        or any(page.get("/AF") for page in pages)
    ):
        yield _Trace("document-attached", "The PDF carries attached files.")
    if root.get("/Collection") is not None:
        yield _Trace("document-attached", "The PDF is a folder of other files.")


def _has_leaf(node: Any, depth: int) -> bool:
    node = node.get_object()
    if node.get("/Names"):
        return True
    return depth < 8 and any(_has_leaf(kid, depth + 1) for kid in node.get("/Kids") or ())


def _actions(reader: Any, pages: list[Any], _known: Known) -> Iterator[_Trace]:
    root = reader.trailer["/Root"]
    sources = [root.get("/OpenAction"), *_additional(root)]
    names = root.get("/Names")
    if names is not None and names.get_object().get("/JavaScript") is not None:
        yield _Trace("document-active", "The PDF runs a script.")
    for page in pages:
        sources.extend(_additional(page))
    for _, note in _annotations(pages):
        sources.extend((note.get("/A"), *_additional(note)))
    for source in sources:
        action: Any = source.get_object() if source is not None else None
        if not hasattr(action, "get"):
            continue
        what = ACTIVE.get(str(action.get("/S", "")))
        if what:
            yield _Trace("document-active", f"The PDF {what}.")
        elif action.get("/S") == "/URI" and source is root.get("/OpenAction"):
            yield _Trace("document-active", "The PDF opens a web page by itself.")


def _additional(holder: Any) -> list[Any]:
    actions = holder.get("/AA")
    return list(actions.get_object().values()) if actions is not None else []


def _hidden(reader: Any, pages: list[Any], _known: Known) -> Iterator[_Trace]:
    config = reader.trailer["/Root"].get("/OCProperties")
    if config is not None:
        off = config.get_object().get("/D", {}).get_object().get("/OFF")
        if off:
            yield _Trace("document-hidden", "The PDF has layers that are not shown.")
    for number, page in enumerate(pages, 1):
        for message in hidden_words(page):
            yield _Trace(
                "document-hidden",
                f"Page {number} of the PDF {message}",
                "Delete the words in the program that made the PDF, then export it again. "
                "Covering them is not enough.",
            )


def _pictures(_reader: Any, pages: list[Any], known: Known) -> Iterator[_Trace]:
    """Photos placed in a PDF keep their own metadata as JPEG files."""
    from referable.checks.media.images import check_image_bytes  # noqa: PLC0415  (only for PDFs)

    told: set[str] = set()
    for number, page in enumerate(pages, 1):
        resources = page.get("/Resources")
        objects = resources.get_object().get("/XObject") if resources is not None else None
        for reference in objects.get_object().values() if objects is not None else ():
            picture = reference.get_object()
            if picture.get("/Filter") not in ("/DCTDecode", ["/DCTDecode"]):
                continue
            for found in check_image_bytes(picture._data, "x.jpg", known):  # noqa: SLF001
                if found.code in {"media-broken", "media-thumbnail", "media-leftover"}:
                    continue
                if found.code not in told:
                    told.add(found.code)
                    yield _Trace(
                        found.code, f"A photo on page {number} of the PDF: {found.message}"
                    )
