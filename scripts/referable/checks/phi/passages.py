"""A source cut into passages: paragraphs, records, rows and fields, each with its heading."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from referable.checks.phi.model import SourceKind
from referable.checks.phi.wordmarks import DIGITS, Words, bit_of

__all__ = ["Field", "Passage", "split_passages"]

_WORD = re.compile(r"[^\W\d_]+")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]+(.+?)#*|(.+)\n(?:=+|-{3,})[ \t]*|<h[1-6][^>]*>(.*?)</h[1-6]>)[ \t]*$"
)
_KEY = r"[A-Za-z][\w .’'/#&()?-]{0,40}?"
_PAIR = re.compile(
    rf"^[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]+)*[\"'{{]*(?P<key>{_KEY})[\"']?[ \t]*(?::=?|=|\t|[ \t][–—][ \t])"
    r"[ \t]*(?P<value>[^\s].*?)[ \t]*,?[ \t]*$",
    re.MULTILINE,
)
_QUOTED = re.compile(r"[:=][ \t]*[\"']")
_INLINE = re.compile(
    r"(?<![\w-])[\"']?(?:data-)?(?P<key>[A-Za-z][\w-]{1,30})[\"']?[ \t]*[:=][ \t]*"
    r"(?P<quote>[\"'])(?P<value>[^\"'\n]{1,200})(?P=quote)"
)
_FLOW = re.compile(
    r"(?<=[{,;|])[ \t]*(?P<key>[A-Za-z][\w -]{1,30}?)[ \t]*:[ \t]*(?P<value>[^,;|{}\[\]\n\"']{1,120})"
)
_YAML_LINE = re.compile(
    r"^(?P<indent>[ ]*)(?P<dash>(?:-[ ]+)*)(?P<key>[\"']?[\w][\w .\-/]*[\"']?[ ]*:(?=[ ]|$))?(?P<rest>.*)$",
    re.MULTILINE,
)
_BIB_FIELD = re.compile(r"(?:^|,|\{)\s*(?P<key>[\w-]+)\s*=\s*(?=[{\"])")
_BIB_ENTRY = re.compile(r"@(?P<type>\w+)\s*[{(]")
_BIB_FACTS = frozenset(
    ["author", "editor", "translator", "title", "subtitle", "booktitle", "journal", "journaltitle", "shortjournal", "year", "date", "month", "volume", "number", "issue", "pages", "doi", "pmid", "pmcid", "url", "urldate", "eprint", "isbn", "issn", "publisher", "address", "location", "institution", "organization", "school", "edition", "series", "language", "langid", "type", "version", "shorttitle", "crossref", "copyright", "chapter", "eprinttype", "archiveprefix", "primaryclass", "articleno", "orcid", "orcid-numbers", "researcherid-numbers"]
)  # fmt: skip


# Labels of a form; a table of two columns that has some of them in its first is one.
_FORM_KEYS = frozenset(
    ["name", "client", "patient", "full name", "client name", "patient name", "first name", "last name", "born", "dob", "date of birth", "birth date", "birthday", "age", "address", "street", "city", "town", "lives", "lives in", "zip", "zip code", "phone", "cell", "mobile", "email", "e-mail", "employer", "occupation", "emergency", "emergency contact", "complaint", "chief complaint", "reason", "reason for visit", "member id", "member", "plan", "insurance", "ssn", "mrn", "chart", "diagnosis", "referred by", "claim", "date of injury", "last visit", "first visit"]
)  # fmt: skip


@dataclass(slots=True)
class Field:
    """A named value: `Name: …`, a table cell under its heading, a YAML value, an attribute."""

    key: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Passage:
    """A part of the reading that speaks of one thing.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last.
        heading: Headings and parent keys above it, lower case.
        form: paragraph, record, row, note or heading.
        fields: The named values in it.
        low: The whole reading in lower case.
        marks: Which sets of words it has words of; see `wordmarks`.
        text_words: The words of the whole reading.
    """

    start: int
    end: int
    heading: str = ""
    form: str = "paragraph"
    fields: list[Field] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    memo: dict[str, int] = field(default_factory=dict)
    low: str = ""
    marks: int = 0
    text_words: Words | None = None
    _words: set[str] | None = None

    @property
    def words(self) -> set[str]:
        """Its words, in lower case."""
        if self._words is None:
            self._words = set(_WORD.findall(self.low, self.start, self.end))
        return self._words

    @property
    def digits(self) -> bool:
        """Whether it has any digit."""
        return self.marks & DIGITS > 0

    def has(self, wanted: frozenset[str]) -> bool:
        """Whether it has at least one of some words."""
        bit = bit_of(wanted)
        if self.text_words is not None and bit < self.text_words.next_bit:
            return self.marks & bit > 0
        return not wanted.isdisjoint(self.words)

    def places(self, bit: int) -> list[int]:
        """Where its words stand that have a bit of those that are kept."""
        return self.text_words.places_in(bit, self.start, self.end) if self.text_words else []


def split_passages(text: str, kind: SourceKind) -> list[Passage]:
    """The passages of a reading, in order."""
    if kind is SourceKind.YAML:
        return list(_yaml(text, 0, len(text)))
    if kind is SourceKind.CSV:
        return list(_csv(text))
    if kind is SourceKind.BIBTEX:
        return list(_bibtex(text))
    if kind is SourceKind.FILENAME:
        return [Passage(0, len(text), form="filename")]
    passages: list[Passage] = []
    at = 0
    front = _FRONT.match(text) if kind is SourceKind.MARKDOWN else None
    if front:
        passages += _yaml(text, front.start(1), front.end(1))
        at = front.end()
    passages += _prose(text, at)
    return passages


def _prose(text: str, at: int) -> Iterator[Passage]:
    title = ""
    section = ""
    cuts = [at, *(m.end() for m in _BLANK.finditer(text, at)), len(text)]
    for start, end in itertools.pairwise(cuts):
        block = text[start:end]
        stripped = block.strip()
        if not stripped:
            continue
        first, _, rest = stripped.partition("\n")
        if first[0] in "#<" and (match := _HEADING.match(first)):
            words = (match[1] or match[3] or "").lower()
            title, section = (words, "") if first.startswith("# ") or not title else (title, words)
            yield Passage(start, start + len(block) - len(rest), f"{title} {section}", "heading")
            if rest:
                yield _block(text, start + block.index(rest), end, f"{title} {section}")
            continue
        if (
            "\n" not in stripped
            and len(stripped) < 70
            and not title
            and stripped[-1] not in '.!?,;”"'
        ):
            title = stripped.lower()
        yield _block(text, start, end, f"{title} {section}")


def _block(text: str, start: int, end: int, heading: str) -> Passage:
    block = text[start:end]
    passage = Passage(start, end, heading)
    if block.count("|") >= 3 and (fields := _table(text, start, end)):
        passage.form, passage.fields = "row", fields
        return passage
    _add_pairs(text, passage)
    return passage


def _add_pairs(text: str, passage: Passage) -> None:
    block = text[passage.start : passage.end]
    if ":" not in block and "=" not in block and "\t" not in block and "—" not in block:
        return
    base = passage.start
    at = base
    for line in block.split("\n"):
        if (":" in line or "=" in line or "\t" in line or "—" in line or "–" in line) and (
            m := _PAIR.match(text, at, passage.end)
        ):
            passage.fields.append(Field(_plain(m["key"]), m.start("value"), m.end("value")))
        at += len(line) + 1
    if _QUOTED.search(block):
        for m in _INLINE.finditer(text, base, passage.end):
            passage.fields.append(Field(_plain(m["key"]), m.start("value"), m.end("value")))
    if ":" in block and ("{" in block or ";" in block or "|" in block or block.count(":") > 1):
        for m in _FLOW.finditer(text, base, passage.end):
            passage.fields.append(Field(_plain(m["key"]), m.start("value"), m.end("value")))
    if len(passage.fields) > 1:
        passage.form = "record"


@functools.lru_cache(maxsize=4096)
def _plain(key: str) -> str:
    return re.sub(r"[\s_-]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", key).lower()).strip(
        " .?'’\""
    )


def _table(text: str, start: int, end: int) -> list[Field]:
    fields: list[Field] = []
    header: list[str] = []
    first: list[tuple[str, int]] = []
    pairs: list[tuple[str, str, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        begin = at
        at += len(line) + 1
        if line.count("|") < 2 or re.fullmatch(r"[\s|:-]+", line):
            continue
        cells = [
            (m.group().strip(), begin + m.start())
            for m in re.finditer(r"[^|]+", line)
            if m.group().strip()
        ]
        if not header:
            header = [_plain(c) for c, _ in cells]
            first = cells
            continue
        if len(header) == 2 == len(cells):
            pairs.append((cells[0][0], *cells[1]))
        for key, (cell, offset) in zip(header, cells, strict=False):
            lead = len(text[offset:]) and len(re.match(r"\s*", text[offset : offset + 80])[0])  # type: ignore[index]
            fields.append(Field(key, offset + lead, offset + lead + len(cell)))
    if sum(_asked(key) in _FORM_KEYS for key, _, _ in pairs) > 1:
        # A form: each row is a label and its answer, perhaps the first as well.
        for key, cell, offset in [(first[0][0], *first[1]), *pairs]:
            begin = text.index(cell, offset)
            fields.append(Field(_asked(key), begin, begin + len(cell)))
    return fields


def _asked(key: str) -> str:
    """What a label of a form asks for: "name" for "Your name"."""
    return _plain(key).removeprefix("your ").removeprefix("my ")


def _csv(text: str) -> Iterator[Passage]:
    header: list[str] = []
    at = 0
    for line in text.split("\n"):
        begin = at
        at += len(line) + 1
        if not line.strip() or re.match(r"\s*#(?![,;\t])", line):  # "#" heads a column too
            if line.strip():
                yield Passage(begin, begin + len(line))
            continue
        sep = next((s for s in (",", ";", "\t") if s in (line if not header else text[:400])), ",")
        cells = list(re.finditer(rf'(?:^|(?<={sep}))(?:"(?:[^"]|"")*"|[^{sep}]*)', line))
        if not header:
            header = [_plain(c[0].strip('" ')) for c in cells]
            yield Passage(begin, begin + len(line), form="heading")
            continue
        passage = Passage(begin, begin + len(line), " ".join(header), "row")
        for key, cell in zip(header, cells, strict=False):
            value = cell[0].strip().strip('"').strip()
            if value:
                offset = begin + cell.start() + cell[0].index(value)
                passage.fields.append(Field(key, offset, offset + len(value)))
        yield passage


def _yaml(text: str, start: int, end: int) -> Iterator[Passage]:
    """Records of YAML: an item of a list, a block under a key, or the scalars of the top level.

    Read line by line rather than parsed, so that a broken file is checked too.
    """
    reader = _YamlReader(text)
    for line in _YAML_LINE.finditer(text, start, end):
        if line[0].strip() and (finished := reader.take(line)) is not None:
            yield finished
    if reader.current is not None:
        yield reader.current


# Keys above values that say whose they are: "client_device:".
_OF_ONE = ("client ", "patient ", "pt ")


class _YamlReader:
    """Collects lines into records and knows the keys above them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.current: Passage | None = None
        self._keys: list[tuple[int, str]] = []
        self._item_indent = -1
        self._flat = False

    def take(self, line: re.Match[str]) -> Passage | None:
        """Add a line; the record it closes, if any."""
        indent = len(line["indent"]) + len(line["dash"])
        key, dash, rest = line["key"], bool(line["dash"]), line["rest"].strip()
        scalar = bool(key) and indent == 0 and not dash and bool(rest)
        item = dash and (self._item_indent < 0 or len(line["indent"]) <= self._item_indent)
        finished = None
        current = self.current
        begins = item or (key and indent == 0 and not (scalar and self._flat))
        if current is None or begins:
            finished = current
            self._flat = scalar
            self._item_indent = len(line["indent"]) if dash else -1
            self._leave(indent)
            heading = " ".join(k for _, k in self._keys)
            current = self.current = Passage(line.start(), line.end(), heading, "record")
        current.end = line.end()
        if key:
            self._leave(indent)
            self._keys.append((indent, _plain(key.rstrip(": ").strip("\"'"))))
            if not rest and self._keys[-1][1].startswith(_OF_ONE):
                current.heading += f" {self._keys[-1][1]}"
        if rest and (key or dash) and rest not in {"|", ">", ">-", "|-"}:
            self._add(current, line, rest)
        return finished

    def _leave(self, indent: int) -> None:
        while self._keys and self._keys[-1][0] >= indent:
            self._keys.pop()

    def _add(self, passage: Passage, line: re.Match[str], value: str) -> None:
        bare = value.strip("\"'")
        offset = line.start("rest") + line["rest"].index(value) + (value.index(bare) if bare else 0)
        name = self._keys[-1][1] if self._keys else ""
        passage.fields.append(Field(name, offset, offset + len(bare)))
        if "{" in value:
            _flow_fields(self.text, passage, line)


def _flow_fields(text: str, passage: Passage, line: re.Match[str]) -> None:
    for pattern in (_FLOW, _INLINE):
        for m in pattern.finditer(text, line.start(), line.end()):
            passage.fields.append(Field(_plain(m["key"]), m.start("value"), m.end("value")))


def _bibtex(text: str) -> Iterator[Passage]:
    done = 0
    for entry in _BIB_ENTRY.finditer(text):
        if entry.start() < done:
            continue
        yield from _between(text, done, entry.start())
        done = _closing(text, entry.end() - 1)
        kind = entry["type"].lower()
        if kind == "string":
            continue
        if kind in {"comment", "preamble"}:
            passage = Passage(entry.end(), done, "note", "note")
            _add_pairs(text, passage)
            yield passage
            continue
        at = entry.end()
        while (m := _BIB_FIELD.search(text, at, done)) is not None:
            opening = m.end()
            at = (
                _closing(text, opening) if text[opening] == "{" else text.find('"', opening + 1) + 1
            )
            at = at if at > opening else done
            name = m["key"].lower()
            if name not in _BIB_FACTS:
                passage = Passage(opening + 1, max(at - 1, opening + 1), name, "note")
                _add_pairs(text, passage)
                yield passage
    yield from _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Passage]:
    for m in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        passage = Passage(start + m.start(), start + m.end(), "comment", "note")
        _add_pairs(text, passage)
        yield passage


_BRACE = re.compile(r"(?<!\\)[{}]")


def _closing(text: str, opening: int) -> int:
    """Offset after the bracket that closes the one at `opening`."""
    depth = 0
    if text[opening] == "(":
        end = text.find("\n)", opening)
        return end + 2 if end > 0 else len(text)
    for m in _BRACE.finditer(text, opening):
        depth += 1 if m[0] == "{" else -1
        if depth == 0:
            return m.end()
    return len(text)
