"""What an Office file gives away: properties, comments, tracked changes, hidden and embedded parts.

Sources: ECMA-376 (Office Open XML), OASIS OpenDocument 1.3.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from referable.checks.endings import OFFICE
from referable.checks.media.images import IMAGE_SUFFIXES, check_image_bytes
from referable.checks.media.known import NOBODY, Known, identifies, is_generic, mask
from referable.checks.media.strip import strip_image_bytes
from referable.diagnostics import Diagnostic

__all__ = ["OFFICE_SUFFIXES", "check_office", "office_texts", "strip_office"]

OFFICE_SUFFIXES = OFFICE
_MAX_MEMBERS = 5000
_MAX_MEMBER_BYTES = 40_000_000
_MAX_TOTAL_BYTES = 200_000_000
_FIX = "Use File › Inspect Document (or save it as PDF), or the copy that the build makes."
_FIX_SHOWN = "Delete it in the program that made the file and save again, or publish a PDF."

_PEOPLE = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|Manager|Company|meta:initial-creator|meta:printed-by"
    r"|dc:contributor)\b[^>]*>([^<]*)<"
)
_WORDS = re.compile(
    r"<(?:dc:title|dc:subject|dc:description|cp:keywords|cp:category|cp:contentStatus|meta:keyword"
    r"|HyperlinkBase|vt:lpwstr|meta:user-defined)\b[^>]*>([^<]*)<"
)
_EXTERNAL = re.compile(
    r"<Relationship\b(?=[^>]*TargetMode=\"External\")(?=[^>]*Type=\"[^\"]*/(\w+)\")[^>]*>"
)
_AUTHORED_CHANGE = re.compile(
    r"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b[^>]*w:author=\"([^\"]*)\""
)
_VANISH = re.compile(r"<w:vanish(?:\s*/>|\s+w:val=\"(?:1|true|on)\")")
_RUN = re.compile(r"<w:r\b[^>]*>(.*?)</w:r>", re.DOTALL)
_RUN_TEXT = re.compile(r"<w:(?:t|delText)\b[^>]*>([^<]*)<")
_HIDDEN_SHEET = re.compile(r"<sheet\b[^>]*state=\"(?:hidden|veryHidden)\"[^>]*")
_HIDDEN_CELLS = re.compile(r"<(?:row|col)\b[^>]*\shidden=\"(?:1|true)\"")
_TEXT = re.compile(r"<(?:w:t|a:t|t|text:p|text:span)\b[^>]*>([^<]*)<")


@dataclass(slots=True)
class _File:
    """An Office file with its members read as text when asked for."""

    archive: zipfile.ZipFile
    names: list[str]
    budget: int = _MAX_TOTAL_BYTES
    _texts: dict[str, str] = field(default_factory=dict)

    def bytes_of(self, name: str) -> bytes:
        with self.archive.open(name) as member:
            data = member.read(min(_MAX_MEMBER_BYTES, self.budget) + 1)
        self.budget -= len(data)
        if len(data) > _MAX_MEMBER_BYTES or self.budget < 0:
            raise zipfile.LargeZipFile
        return data

    def text_of(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self.bytes_of(name).decode("utf-8", "replace")
        return self._texts[name]

    def like(self, pattern: str) -> list[str]:
        return [n for n in self.names if re.fullmatch(pattern, n, re.IGNORECASE)]


def _open(data: bytes) -> _File:
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    if len(members) > _MAX_MEMBERS or sum(m.file_size for m in members) > _MAX_TOTAL_BYTES:
        raise zipfile.LargeZipFile
    return _File(archive, sorted(m.filename for m in members))


def check_office(data: bytes, name: str, known: Known = NOBODY) -> list[Diagnostic]:
    """Diagnostics about a Word, Excel, PowerPoint or OpenDocument file.

    Args:
        data: The whole file.
        name: Its path, for messages.
        known: Names that may stand in it as author.
    """
    try:
        file = _open(data)
        found = list(_findings(file, known))
    except zipfile.LargeZipFile:
        message = "The document unfolds into far more than it shows."
        return [Diagnostic("media-too-large", message, name, fix="Save it again, or as PDF.")]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        message = "The document is damaged or locked with a password."
        return [Diagnostic("media-broken", message, name, fix="Save it again without password.")]
    except Exception as error:  # noqa: BLE001  (zlib and codecs raise their own kinds)
        message = f"The document is damaged ({type(error).__name__})."
        return [Diagnostic("media-broken", message, name, fix="Save it again.")]
    unique = dict.fromkeys(found)
    return [Diagnostic(code, message, name, fix=fix) for code, message, fix in unique]


_Finding = tuple[str, str, str]


def _findings(file: _File, known: Known) -> Iterator[_Finding]:
    parts: tuple[Callable[[_File, Known], Iterator[_Finding]], ...] = (
        _properties, _word, _sheets, _slides, _open_document, _embedded, _pictures,
    )  # fmt: skip
    for part in parts:
        yield from part(file, known)


def _properties(file: _File, known: Known) -> Iterator[_Finding]:
    for name in file.like(r"docProps/(?:core|app|custom)\.xml|meta\.xml"):
        text = file.text_of(name)
        for match in _PEOPLE.finditer(text):
            value = html.unescape(match[1]).strip()
            if not is_generic(value) and not known.explains(value):
                yield "media-person", f"The document names a person or firm: {mask(value)}.", _FIX
        for match in _WORDS.finditer(text):
            value = html.unescape(match[1]).strip()
            if identifies(value, known):
                yield (
                    "media-person",
                    f"The document’s properties name a person: {mask(value)}.",
                    _FIX,
                )
    for name in file.like(
        r"(?:word|xl|ppt)/(?:people|commentAuthors|authors)\.xml|xl/persons/.*\.xml"
    ):
        for match in re.finditer(
            r"(?:w15:author|displayName|\bname)=\"([^\"]+)\"", file.text_of(name)
        ):
            value = html.unescape(match[1]).strip()
            if not is_generic(value) and not known.explains(value):
                yield "media-person", f"The document names a person: {mask(value)}.", _FIX


def _word(file: _File, _known: Known) -> Iterator[_Finding]:
    if file.like(r"word/comments\w*\.xml") and any(
        "<w:comment " in file.text_of(n) for n in file.like(r"word/comments\.xml")
    ):
        yield "document-notes", "The document contains comments.", _FIX_SHOWN
    for name in file.like(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml"):
        text = file.text_of(name)
        if _AUTHORED_CHANGE.search(text):
            yield (
                "document-notes",
                "The document contains tracked changes.",
                ("Accept or reject all changes and save again."),
            )
        for run in _RUN.finditer(text) if "w:vanish" in text else ():
            words = "".join(_RUN_TEXT.findall(run[1])).strip()
            if _VANISH.search(run[1]) and words:
                yield (
                    "document-hidden",
                    f"The document has hidden words: {mask(words)}.",
                    _FIX_SHOWN,
                )
                break
        if re.search(r"<w:color w:val=\"FFFFFF\"\s*/>", text) and _white_words(text):
            yield "document-hidden", "The document has white words on white paper.", _FIX_SHOWN


def _white_words(text: str) -> bool:
    for run in _RUN.finditer(text):
        if '<w:color w:val="FFFFFF"' not in run[1] or "w:shd" in run[1] or "w:highlight" in run[1]:
            continue
        if "".join(_RUN_TEXT.findall(run[1])).strip() and "w:shd" not in text:
            return True
    return False


def _sheets(file: _File, _known: Known) -> Iterator[_Finding]:
    for name in file.like(r"xl/workbook\.xml"):
        if _HIDDEN_SHEET.search(file.text_of(name)):
            yield "document-hidden", "The workbook has a hidden sheet.", _FIX_SHOWN
    for name in file.like(r"xl/worksheets/[^/]+\.xml"):
        if _HIDDEN_CELLS.search(file.text_of(name)):
            yield "document-hidden", "The workbook has hidden rows or columns.", _FIX_SHOWN
    if file.like(r"xl/(?:comments\d*|threadedComments/.*|comments/.*)\.xml"):
        yield "document-notes", "The workbook contains comments.", _FIX_SHOWN
    if file.like(r"xl/pivotCache/pivotCacheRecords\d*\.xml"):
        yield (
            "document-hidden",
            "The workbook keeps a copy of the data behind a pivot table.",
            _FIX_SHOWN,
        )
    if file.like(r"xl/externalLinks/.*"):
        yield "document-active", "The workbook fetches values from other files.", _FIX_SHOWN
    if file.like(r"xl/revisions/.*"):
        yield "document-notes", "The workbook contains tracked changes.", _FIX_SHOWN


def _slides(file: _File, _known: Known) -> Iterator[_Finding]:
    for name in file.like(r"ppt/slides/slide\d+\.xml"):
        if re.search(r"<p:sld\b[^>]*\sshow=\"(?:0|false)\"", file.text_of(name)):
            yield "document-hidden", "The presentation has a hidden slide.", _FIX_SHOWN
    for name in file.like(r"ppt/notesSlides/[^/]+\.xml"):
        words = [w for w in _TEXT.findall(file.text_of(name)) if not w.strip().isdigit()]
        if "".join(words).strip():
            yield "document-notes", "The presentation contains speaker notes.", _FIX_SHOWN
            break
    if file.like(r"ppt/comments/.*\.xml"):
        yield "document-notes", "The presentation contains comments.", _FIX_SHOWN


def _open_document(file: _File, _known: Known) -> Iterator[_Finding]:
    for name in file.like(r"content\.xml"):
        text = file.text_of(name)
        if "<office:annotation" in text:
            yield "document-notes", "The document contains comments.", _FIX_SHOWN
        if "<text:tracked-changes" in text and "<text:changed-region" in text:
            yield "document-notes", "The document contains tracked changes.", _FIX_SHOWN
        if (
            'table:display="false"' in text
            or 'table:visibility="collapse"' in text
            or re.search(r"text:display=\"none\"", text)
        ):
            yield "document-hidden", "The document has hidden words, rows or sheets.", _FIX_SHOWN


def _embedded(file: _File, known: Known) -> Iterator[_Finding]:
    if file.like(r"(?:word|xl|ppt)/embeddings/.+|Object \d+/.*|ObjectReplacements/.+"):
        yield "document-attached", "The document contains another file.", _FIX_SHOWN
    if file.like(r".*vbaProject\.bin|Basic/.+"):
        yield "document-active", "The document contains macros.", _FIX_SHOWN
    if file.like(r"customXml/item\d+\.xml") and any(
        identifies(re.sub(r"<[^>]*>", " ", file.text_of(n)), known)
        for n in file.like(r"customXml/item\d+\.xml")
    ):
        yield "document-hidden", "The document keeps data that is not shown.", _FIX_SHOWN
    for name in file.like(r".*\.rels"):
        for match in _EXTERNAL.finditer(file.text_of(name)):
            if match[1] != "hyperlink":
                yield (
                    "document-active",
                    (f"The document fetches something from elsewhere ({match[1]})."),
                    _FIX_SHOWN,
                )


def _pictures(file: _File, known: Known) -> Iterator[_Finding]:
    for name in file.names:
        suffix = "." + name.rpartition(".")[2].lower()
        if "/" in name and suffix in IMAGE_SUFFIXES:
            for found in check_image_bytes(file.bytes_of(name), name, known):
                if found.code.startswith("media-") and found.code not in {
                    "media-format",
                    "media-broken",
                }:
                    yield found.code, f"A photo in the document: {found.message}", _FIX


def office_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Names of parts and their words, for the checks of text.

    Args:
        data: The whole file; from a damaged one comes as much as can be read.
    """
    try:
        file = _open(data)
        pattern = (
            r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
            r"|xl/(?:sharedStrings|comments\d*)\.xml|xl/worksheets/[^/]+\.xml"
            r"|ppt/(?:slides|notesSlides)/[^/]+\.xml|content\.xml"
        )
        for name in file.like(pattern):
            text = re.sub(r"</(?:w:p|a:p|text:p|si|row)>", "\n", file.text_of(name))
            yield name, html.unescape(re.sub(r"<[^>]*>", "", text))
    except Exception:  # noqa: BLE001  (as in check_office, which reports it)
        return


_EMPTY_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_EMPTY_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_EMPTY_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_EMPTY_META = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">'
    "<office:meta/></office:document-meta>"
)
_EMPTIED = {
    "docProps/core.xml": _EMPTY_CORE,
    "docProps/app.xml": _EMPTY_APP,
    "docProps/custom.xml": _EMPTY_CUSTOM,
    "meta.xml": _EMPTY_META,
}
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def strip_office(data: bytes, known: Known = NOBODY) -> bytes | None:
    """An Office file without properties and without its photos' metadata.

    Comments, changes and hidden parts stay, because only the author can say which words are
    meant; the check names them.

    Args:
        data: The whole file.
        known: Names that may stay in photos.

    Returns:
        The new file, or None when it cannot be read.
    """
    try:
        file = _open(data)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for member in file.archive.infolist():
                if member.is_dir() or member.filename == "docProps/thumbnail.jpeg":
                    continue
                content = file.bytes_of(member.filename)
                if member.filename in _EMPTIED:
                    content = _EMPTIED[member.filename].encode()
                elif "." + member.filename.rpartition(".")[2].lower() in IMAGE_SUFFIXES:
                    content = strip_image_bytes(content, known) or content
                elif member.filename == "_rels/.rels":
                    content = re.sub(rb"<Relationship\b[^>]*thumbnail\.jpeg[^>]*/>", b"", content)
                entry = zipfile.ZipInfo(member.filename, _FIXED_TIME)
                entry.compress_type = member.compress_type  # OpenDocument stores its mimetype
                target.writestr(entry, content)
    except Exception:  # noqa: BLE001  (as in check_office, which reports it)
        return None
    return out.getvalue()
