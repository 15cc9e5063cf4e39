"""BibTeX source as entries, on bibtexparser's splitter; a broken entry costs only itself.

The file is cut before each line that begins a block, and each piece is split on its own. So a
brace that never closes cannot swallow the entries after it, and only one piece at a time is held
in bibtexparser's objects. All lines count from 1 here; bibtexparser's count from 0.
"""

from __future__ import annotations

import codecs
import logging
import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from bibtexparser import model
from bibtexparser.exceptions import ParsingException
from bibtexparser.splitter import Splitter

from referable.research.bibfaults import BibFaultError, explain_block, explain_value, shorten
from referable.research.entries import MONTHS, Entry

if TYPE_CHECKING:
    from referable.diagnostics import Diagnostics

__all__ = ["parse_bibtex"]

# Its warnings about broken blocks would be printed beside our diagnostics.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_TYPES = (
    b"article|book|booklet|inbook|incollection|inproceedings|conference|manual|misc|online|"
    b"phdthesis|mastersthesis|thesis|proceedings|report|techreport|unpublished"
)
_BLOCK_LINE = re.compile(
    rb"^[ \t]*@[ \t]*(?:[A-Za-z\x80-\xff][\w\x80-\xff-]*\s*[{(]"
    rb"|(?:" + _TYPES + rb")[ \t]+[\w:.+/-]+[ \t]*,[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER = re.compile(r"\s*@(\s*)([^\s{(@]+)(\s*)([{(]?)")
_PLAIN_HEADER = re.compile(r"[ \t]*@\w+[{(]")
_EVEN_BACKSLASHES = re.compile(r"(?<!\\)((?:\\\\)+)(?=[{}\",=\n])")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r"[^\s\"#{}=,]+")
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}\\]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes((*range(9), *range(14, 32), 127))
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Entries as every reference manager writes them. The splitter would agree, three times slower.
_TEXT = r"[^{}\\]*+(?:\\[^{}\n][^{}\\]*+)*+"
_NESTED = rf"{_TEXT}(?:\{{{_TEXT}(?:\{{{_TEXT}\}}{_TEXT})*+\}}{_TEXT})*+"
_QUOTED = _NESTED.replace(r"[^{}\\]", r"[^{}\"\\]")
_TIDY_START = re.compile(r"[ \t]*@(\w+)\{[ \t]*([^\s,={}\"()@\\]+)[ \t]*,")
_TIDY_FIELD = re.compile(
    rf"\s*([A-Za-z][\w-]*)\s*(=)\s*(\{{{_NESTED}\}}|\"{_QUOTED}\"|\w++)\s*(?:,|(?=\}}))"
)
_TIDY_END = re.compile(r"\s*\}\s*\Z")
_LOOKAHEAD = 50  # pieces that an @comment may enclose
_LONGEST_ABBREVIATIONS = 20_000
_NO_ENTRIES = frozenset({"string", "preamble", "comment"})
_KNOWN_FIELDS = (
    "abstract|address|author|booktitle|date|doi|edition|editor|eprint|howpublished|institution|"
    "isbn|issn|journal|journaltitle|keywords|language|month|note|number|organization|pages|pmcid|"
    "pmid|publisher|school|series|shortjournal|title|type|url|urldate|volume|year"
)
_AFTER_ENTRY = re.compile(rf"\s*,?\s*({_KNOWN_FIELDS})\s*=\s*[{{\"\w]", re.IGNORECASE)
_UTF8 = "Save the file again as UTF-8 (in most editors: Save with encoding, UTF-8)."


def parse_bibtex(data: bytes, path: str, diagnostics: Diagnostics) -> list[Entry]:
    """The entries of a BibTeX file, in file order.

    Args:
        data: The file's bytes: UTF-8, UTF-16 or UTF-32 with a byte order mark, else Latin-1.
        path: The file, for messages and for the entries.
        diagnostics: Receives one problem for each broken block, undefined abbreviation and field
            that stands twice.

    Returns:
        Every entry that can be read, duplicates included; nothing in the bytes raises.
    """
    return list(_Reader(data, path, diagnostics).entries())


class _Reader:
    """Reads one file piece by piece."""

    def __init__(self, data: bytes, path: str, diagnostics: Diagnostics) -> None:
        self.path = path
        self.diagnostics = diagnostics
        self.macros = {name[:3].lower(): name for name in MONTHS}
        self.names: dict[str, str] = {}
        self.bad_bytes_seen = False
        self.has_controls = False
        self.data = self._as_utf8(data)
        # Two numbers for each piece: where it starts, and on which line.
        self.starts, self.lines = array("Q", [0]), array("Q", [1])
        for match in _BLOCK_LINE.finditer(self.data):
            if match.start() > self.starts[-1]:
                newlines = self.data.count(b"\n", self.starts[-1], match.start())
                self.lines.append(self.lines[-1] + newlines)
                self.starts.append(match.start())

    def entries(self) -> Iterator[Entry]:
        # Abbreviations first: they may stand below the entries that use them.
        for match in re.finditer(
            rb"^[ \t]*@[ \t]*string\b", self.data, re.IGNORECASE | re.MULTILINE
        ):
            for _ in self._piece(bisect_right(self.starts, match.start()) - 1, strings=True):
                pass
        index = 0
        while index < len(self.starts):
            kind = self.data[self.starts[index] : self.starts[index] + 40].lstrip(b" \t@")[:8]
            if kind.lower().startswith(b"comment"):
                index += self._comment_length(index)
                continue
            yield from self._piece(index, strings=False)
            index += 1

    def _bytes(self, index: int) -> bytes:
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.data)
        return self.data[self.starts[index] : end]

    def _comment_length(self, index: int) -> int:
        """How many pieces an @comment covers: more than one when it encloses whole entries."""
        depth = 0
        for ahead in range(index, min(index + _LOOKAHEAD, len(self.starts))):
            piece = self._bytes(ahead)
            depth += piece.count(b"{") - piece.count(b"}")
            if depth <= 0:
                return ahead - index + 1
        return 1

    # -- bytes to text ------------------------------------------------------------------------

    def _as_utf8(self, data: bytes) -> bytes:
        """The file with one kind of line end, as UTF-8 as far as it was meant to be."""
        wide = next((name for bom, name in _WIDE if data.startswith(bom)), "")
        if wide:
            self.diagnostics.report(
                "file-encoding",
                f"The library is saved as {wide[:6].upper()}, which other programs may not read.",
                self.path,
                1,
                fix=_UTF8,
            )
            text = data.decode(wide, "replace")
            data = text.removeprefix("\ufeff").encode("utf-8", "replace")
        data = data.removeprefix(codecs.BOM_UTF8)
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data

    def _text(self, piece: bytes, line: int) -> str:
        try:
            return piece.decode()
        except UnicodeDecodeError as error:
            if not self.bad_bytes_seen:
                self._report_bad_byte(piece, line, error.start)
            self.bad_bytes_seen = True
        try:
            return piece.decode("cp1252")
        except UnicodeDecodeError:
            return piece.decode("latin-1")

    def _report_bad_byte(self, piece: bytes, line: int, at: int) -> None:
        line_start = piece.rfind(b"\n", 0, at) + 1
        shown = piece[at : at + 1].decode("cp1252", "replace")
        self.diagnostics.report(
            "file-encoding",
            f"The library is not saved as UTF-8; the first letter that shows it is here, "
            f'probably "{shown}". It was read as Western European (Latin-1).',
            self.path,
            line + piece.count(b"\n", 0, at),
            len(piece[line_start:at].decode()) + 1,
            fix=_UTF8,
        )

    # -- pieces to blocks ---------------------------------------------------------------------

    def _piece(self, index: int, *, strings: bool) -> Iterator[Entry]:
        """The entries of one piece, or, with `strings`, its abbreviations into `macros`."""
        line = self.lines[index]
        piece = self._bytes(index)
        self.has_controls = len(piece.translate(None, _CONTROL_BYTES)) < len(piece)
        text = self._text(piece, line)
        if "@" not in text:
            return
        try:
            text = _prepared(text, line)
            blocks = _split(text, line)
        except BibFaultError as fault:
            if not strings:
                self._report(fault)
            return
        broken = False
        for block, after in pairwise((*blocks, None)):
            found = getattr(block, "ignore_error_block", None) or block
            try:
                if isinstance(found, model.String) and strings:
                    self._define(found, line)
                elif isinstance(found, model.Entry) and found.entry_type and not strings:
                    yield self._entry(found, line, after)
                elif isinstance(found, model.ParsingFailedBlock) and not broken:
                    # What follows a fault in the same piece is its debris, not a second one.
                    broken = True
                    if strings == (found.raw or "").lower().startswith("@string"):
                        self._report(explain_block(found, text, line))
            except BibFaultError as fault:
                broken = True
                self._report(fault)

    def _report(self, fault: BibFaultError) -> None:
        self.diagnostics.report(fault.code, str(fault), self.path, fault.line, fix=fault.fix)

    def _define(self, block: model.String, line: int) -> None:
        unknown: list[tuple[str, str, int]] = []
        at = line + (block.start_line or 0)
        value = self._value(block.value, f'the abbreviation "{block.key}"', at, unknown)
        self.macros[block.key.lower()] = value
        self._report_unknown(unknown)

    def _entry(self, block: model.Entry, line: int, after: model.Block | None) -> Entry:
        key, start = block.key, line + (block.start_line or 0)
        fields: dict[str, str] = {}
        offsets: list[int] = []
        unknown: list[tuple[str, str, int]] = []
        twice: list[tuple[str, int]] = []
        for field in block.fields:
            at = line + field.start_line
            name = self.names.get(field.key) or self._field_name(field.key, key, at)
            if not name:
                continue
            value = self._value(field.value, f"'{name}' in '{key}'", at, unknown)
            if name in fields:
                twice.append((name, at))
            else:
                fields[name] = value
                offsets.append(at - start)
        self._refuse_early_end(block, after, key, line)
        self._report_unknown(unknown)
        first = dict(zip(fields, offsets, strict=True)) if twice else {}
        for name, at in twice:
            self.diagnostics.report(
                "bib-duplicate-field",
                f"'{key}' has the field '{name}' twice, first on line {start + first[name]}.",
                self.path,
                at,
                fix=f"Keep one of the two '{name}' lines and delete the other.",
            )
        kind = sys.intern(block.entry_type.lower())
        return Entry(key, kind, fields, self.path, start, tuple(offsets))

    def _field_name(self, raw: str, key: str, line: int) -> str:
        """The field's name in lower case; empty when the field is commented out with `%`."""
        name = raw
        if "%" in raw:
            lines = (part.strip() for part in raw.split("\n"))
            name = " ".join(part for part in lines if part and not part.startswith("%"))
            if not name:
                return ""
        if not _FIELD_NAME.fullmatch(name):
            words = name.split() or [""]
            raise BibFaultError(
                f"Something is wrong before the field '{words[-1]}' in '{key}': "
                f'"{shorten(name)}" is no field name.',
                f"Write each field of '{key}' as name = {{value}}, with a comma after it.",
                line,
            )
        name = sys.intern(name.lower())
        self.names[raw] = name
        return name

    def _refuse_early_end(
        self, block: model.Entry, after: model.Block | None, key: str, line: int
    ) -> None:
        """Refuse an entry whose fields go on below its end: one closing brace too many."""
        if not isinstance(after, model.ImplicitComment):
            return
        found = _AFTER_ENTRY.match(after.comment)
        if found:
            end = line + (block.start_line or 0) + (block.raw or "").count("\n")
            raise BibFaultError(
                f"'{key}' ends here, but its field '{found[1]}' comes after the end: there is "
                "one closing brace } too many.",
                f"Delete one closing brace }} before '{found[1]}'.",
                end,
            )

    # -- values -------------------------------------------------------------------------------

    def _value(self, raw: str, where: str, line: int, unknown: list[tuple[str, str, int]]) -> str:
        """The value without its delimiters, with `#` joins made and abbreviations resolved."""
        if self.has_controls:
            raw = _CONTROLS.sub("", raw)
        if raw[:1] == "{" and _closing(raw, 0) == len(raw):
            return raw[1:-1].strip()
        pieces: list[str] = []
        at = length = 0
        while True:
            piece, at = self._operand(raw, at, where, line, unknown)
            pieces.append(piece)
            length += len(piece)
            if length > len(raw) + _LONGEST_ABBREVIATIONS:
                raise BibFaultError(
                    f"The abbreviations in {where} unfold into far more than they show.",
                    "Write the value out in braces.",
                    line,
                )
            at = _after_space(raw, at)
            if at == len(raw):
                return "".join(pieces).strip()
            if raw[at] != "#":
                raise explain_value(raw, at, where, line)
            at = _after_space(raw, at + 1)

    def _operand(
        self, raw: str, at: int, where: str, line: int, unknown: list[tuple[str, str, int]]
    ) -> tuple[str, int]:
        """One braced, quoted or bare operand of a value, and the index after it."""
        opener = raw[at : at + 1]
        if opener in {"{", '"'}:
            end = _closing(raw, at) if opener == "{" else _closing_quote(raw, at)
            if end > 0:
                return raw[at + 1 : end - 1], end
        bare = _BARE.match(raw, at)
        if not bare:
            raise explain_value(raw, at, where, line)
        word = bare[0]
        if word[0].isdigit() or word[0] in "-+":
            return word, bare.end()
        if word.lower() not in self.macros:
            unknown.append((word, where, line))
        return self.macros.get(word.lower(), word), bare.end()

    def _report_unknown(self, unknown: list[tuple[str, str, int]]) -> None:
        for word, where, line in unknown:
            self.diagnostics.report(
                "bib-macro",
                f'The abbreviation "{word}", used for {where}, is not defined.',
                self.path,
                line,
                fix=f"Write the full name in braces, or define it once at the top of the file: "
                f"@string{{{word} = {{Full name}}}}.",
            )


def _prepared(text: str, line: int) -> str:
    """A piece in the form the splitter reads rightly, with the same number of lines."""
    if not _PLAIN_HEADER.match(text):
        header = _HEADER.match(text)
        if header and not header[4] and header[2].lower().encode() in _TYPES.split(b"|"):
            key = text[header.end() :].partition(",")[0].strip()
            raise BibFaultError(
                f"The opening brace of '{key}' is missing.",
                f"Write @{header[2]}{{{key}, at its start.",
                line,
            )
        if header and header[4]:
            gap = "\n" * (header[1] + header[3]).count("\n")
            name = header[2].replace("-", "_")
            text = f"@{name}{header[4]}{gap}{text[header.end() :]}"
    if "\\\\" in text:
        # The splitter takes any brace, comma or line end after a backslash as escaped, even where
        # the backslash itself is.
        text = _EVEN_BACKSLASHES.sub(r"\1 ", text)
    return text.replace("\\\n", "\\ \n")


def _tidy_entry(text: str) -> model.Entry | None:
    """The only entry of a piece when it is written in the usual way, else None."""
    start = _TIDY_START.match(text)
    if not start or start[1].lower() in _NO_ENTRIES:
        return None
    fields: list[model.Field] = []
    at, counted, line = start.end(), 0, 0
    while (found := _TIDY_FIELD.match(text, at)) is not None:
        line += text.count("\n", counted, found.start(2))
        at, counted = found.end(), found.start(2)
        fields.append(model.Field(found[1], found[3], line))
    if not _TIDY_END.match(text, at):
        return None
    return model.Entry(start[1], start[2], fields, 0)


def _split(text: str, line: int) -> list[model.Block]:
    tidy = _tidy_entry(text)
    if tidy:
        return [tidy]
    try:
        blocks = Splitter(text).split().blocks
        if _has_failed(blocks) and re.search(r"\\[{}]", text):
            # BibTeX counts a brace after a backslash; the splitter does not.
            again = Splitter(re.sub(r"\\(?=[{}])", r"\\ ", text)).split().blocks
            if not _has_failed(again):
                return list(again)
    except ParsingException as error:
        raise BibFaultError(
            "This part of the library cannot be read.",
            "Look for a brace or quotation mark without its twin.",
            line,
        ) from error
    return list(blocks)


def _has_failed(blocks: list[model.Block]) -> bool:
    return any(getattr(block, "error", None) is not None for block in blocks)


def _after_space(raw: str, at: int) -> int:
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _closing(raw: str, start: int) -> int:
    """The index after the brace that closes the one at `start`, or -1."""
    if raw.find("{", start + 1) < 0 and "\\" not in raw:
        return raw.find("}", start) + 1 or -1
    depth = 0
    for match in _BRACE.finditer(raw, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return -1


def _closing_quote(raw: str, start: int) -> int:
    """The index after the quotation mark that closes the one at `start`, or -1."""
    depth = 0
    for match in _BRACE_OR_QUOTE.finditer(raw, start + 1):
        if match[0] == '"' and depth <= 0:
            return match.end()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return len(raw) if raw.endswith('"') and len(raw) > start + 1 else -1
