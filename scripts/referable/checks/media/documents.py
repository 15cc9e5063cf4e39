"""PDF and Office files: what they give away, and copies without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from referable.checks.endings import DOCUMENTS, OLD_DOCUMENTS
from referable.checks.media.known import NOBODY, Known
from referable.checks.media.office import OFFICE_SUFFIXES, check_office, office_texts, strip_office
from referable.checks.media.pdf import check_pdf, pdf_texts
from referable.checks.media.pdf_strip import strip_pdf
from referable.checks.media.strip import write_beside
from referable.diagnostics import Diagnostic

__all__ = [
    "DOCUMENT_SUFFIXES",
    "check_document",
    "document_texts",
    "strip_document",
    "stripped_document",
]

_OLD = OLD_DOCUMENTS
DOCUMENT_SUFFIXES = DOCUMENTS
MAX_DOCUMENT_BYTES = 60_000_000
_MISFIT = "media-format"


def check_document(path: Path, *, name: str = "", known: Known = NOBODY) -> list[Diagnostic]:
    """What a document gives away beside what it shows.

    Dates of making, the program's name, and staff or practice as author are left alone.

    Args:
        path: The document.
        name: How messages call it; its path when empty.
        known: Names that may stand in it, from practice.yml.

    Returns:
        Diagnostics; a damaged, huge or locked file is one too, never an exception.
    """
    shown = name or path.as_posix()
    data = _read(path, shown)
    return check_document_bytes(data, shown, known) if isinstance(data, bytes) else [data]


def check_document_bytes(data: bytes, name: str, known: Known = NOBODY) -> list[Diagnostic]:
    """The same for a document in memory.

    Args:
        data: The whole file.
        name: Its path, for messages.
        known: Names that may stand in it.
    """
    suffix = "." + name.rpartition(".")[2].lower()
    if data.lstrip()[:5] == b"%PDF-":
        found = check_pdf(data, name, known)
        return found if suffix == ".pdf" else [*found, _misnamed(name, "a PDF")]
    if data[:4] == b"PK\x03\x04" and suffix not in {".pages", ".numbers", ".key"}:
        found = check_office(data, name, known)
        return found if suffix in OFFICE_SUFFIXES else [*found, _misnamed(name, "an Office file")]
    if suffix in _OLD:
        message = "A file of this old or closed kind cannot be checked for hidden contents."
        return [Diagnostic("media-unchecked", message, name, fix="Publish it as PDF or .docx.")]
    what = "empty" if not data else "damaged or locked, or not what its name says"
    return [Diagnostic("media-broken", f"The document is {what}.", name, fix="Export it again.")]


def document_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Places (“page 2”, a part's name) and the words there, for the checks of text.

    Args:
        path: The document; nothing comes from one that cannot be read.
    """
    data = _read(path, path.as_posix())
    if not isinstance(data, bytes):
        return
    if data.lstrip()[:5] == b"%PDF-":
        for number, text in pdf_texts(data):
            yield f"page {number}", text
    elif data[:4] == b"PK\x03\x04":
        yield from office_texts(data)


def strip_document(
    source: Path, target: Path, *, name: str = "", known: Known = NOBODY
) -> list[Diagnostic]:
    """Write a copy of a document without its metadata.

    Args:
        source: The original, which is not touched.
        target: Where the copy goes; written beside and moved into place. A document with nothing
            to hide is copied as it is, so that accessible PDFs stay accessible.
        name: How messages call it; the source's path when empty.
        known: Names that may stay.

    Returns:
        What is still wrong with the copy; hidden words, filled fields and comments have to be
        taken out by hand. When the document cannot be read nothing is written.
    """
    shown = name or source.as_posix()
    clean, left = stripped_document(source, shown, known)
    if clean is not None:
        write_beside(target, clean)
    return left


def stripped_document(
    source: Path, shown: str, known: Known = NOBODY
) -> tuple[bytes | None, list[Diagnostic]]:
    """A document without its metadata, and what is still wrong with it.

    Args:
        source: The original, which is not touched.
        shown: How messages call it.
        known: Names that may stay.

    Returns:
        None in place of the document when it cannot be handled; the diagnostics say why.
    """
    data = _read(source, shown)
    if not isinstance(data, bytes):
        return None, [data]
    before = check_document_bytes(data, shown, known)
    if any(d.code in {"media-broken", "media-too-large", "media-unchecked"} for d in before):
        return None, before
    if all(d.code == _MISFIT for d in before):
        return data, before
    clean = strip_pdf(data) if data.lstrip()[:5] == b"%PDF-" else strip_office(data, known)
    if clean is None:
        message = "The document’s metadata cannot be taken out."
        fix = "Export it as PDF again."
        return None, [Diagnostic("media-unchecked", message, shown, fix=fix)]
    return clean, check_document_bytes(clean, shown, known)


def _misnamed(name: str, what: str) -> Diagnostic:
    message = f"The file’s name does not say that it is {what}."
    return Diagnostic(_MISFIT, message, name, fix="Rename it with the right ending.")


def _read(path: Path, shown: str) -> bytes | Diagnostic:
    try:
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            message = f"The document is too large to be checked: {size // 1_000_000} MB."
            return Diagnostic(
                "media-too-large", message, shown, fix="Split it, or save it smaller."
            )
        return path.read_bytes()
    except OSError as error:
        message = f"The document cannot be read: {error.strerror or type(error).__name__}."
        return Diagnostic("media-broken", message, shown, fix="Put the file back or delete it.")
