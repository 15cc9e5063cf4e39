"""A text cut into blocks and sentences, with every place kept.

What is not prose (code, comments, tags, addresses, markup) is blanked out and not removed, so
that an offset in the readable text is an offset in the file.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from referable.checks.claims.masking import (
    FIELD,
    fold,
    front_matter_end,
    mask_markdown,
    mask_plain,
)
from referable.compiler.scanner import Kind, scan

__all__ = ["Block", "BlockKind", "Document", "Sentence"]


class BlockKind(StrEnum):
    """What a stretch of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    FIELD = "field"


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item, table row or front matter field.

    Attributes:
        kind: What it is.
        start: Offset of its first character.
        end: Offset after its last one.
        name: A field's name.
        lead: Index of the paragraph that leads into this item or row, if one does.
        heading: Index of the heading it stands under.
        table: Index of the first row of the table it belongs to.
    """

    kind: BlockKind
    start: int
    end: int
    name: str = ""
    lead: int | None = None
    heading: int | None = None
    table: int | None = None
    _sentences: list[Sentence] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span (with a citation that follows its full stop) and folded text."""

    start: int
    end: int
    text: str
    block: Block


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A citation bracket and the keys it names."""

    start: int
    end: int
    keys: tuple[str, ...]


_PREFIX = re.compile(
    r"[ \t>]*(?:(?P<heading>\#{1,6})[ \t]+|(?P<item>(?:[-*+]"
    r"|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)"
    r"|(?P<row>\|)|(?P<definition>:[ \t]{2,})|(?P<admonition>(?:!!!|\?\?\?\+?|===)))?"
)
_PREFIX_STARTS = frozenset(" \t>#-*+|:!?=0123456789")
_RULE_ROW = re.compile(r"[ \t>|:-]+\Z")
_BOUNDARY = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[^a-z\s])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|dr|mr|mrs|ms|st|no|fig|approx|al|dept|inc|jr|sr|ca|cf|p|pp)"
    r"|\b[A-Za-z])\Z",
    re.IGNORECASE,
)
_LONGEST = 2_000
"""Characters after which a text without full stops is cut, so that no check runs away on it."""
_CELL = re.compile(r"\|")
_QUOTE = re.compile(r"“[^”]{0,400}”|\"[^\"\n]{0,300}(?:\n[^\"\n]{1,200})?\"|«[^»]{0,400}»")


class Document:
    """A Markdown or plain text, ready to be asked about sentences and their citations.

    Args:
        text: The text as written, front matter included.
        plain: Whether it is plain text, such as a social post.
    """

    def __init__(self, text: str, *, plain: bool = False) -> None:
        self.text = text
        self.plain = plain
        self.body_start = 0 if plain else front_matter_end(text)
        self.citations: tuple[CitationMark, ...] = ()
        self.directives: tuple[tuple[str, str], ...] = ()
        if plain:
            self.masked = mask_plain(text)
        else:
            self._read_marks()
        self.low = fold(self.masked)
        self.blocks = list(self._blocks())
        if "|" in self.masked:
            self._mark_tables()
        self._starts = [b.start for b in self.blocks]

    def _read_marks(self) -> None:
        body = self.text[self.body_start :]
        marks = scan(body).marks
        shift = self.body_start
        self.citations = tuple(
            CitationMark(m.start + shift, m.end + shift, tuple(c.key for c in m.cluster.citations))
            for m in marks
            if m.kind is Kind.CITATION and m.cluster is not None
        )
        self.directives = tuple((m.name, m.options) for m in marks if m.kind is Kind.DIRECTIVE)
        spans = [(m.start + shift, m.end + shift) for m in marks]
        self.masked = mask_markdown(self.text, self.body_start, spans)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        index = bisect.bisect_right(self.line_starts, offset) - 1
        return index + 1, offset - self.line_starts[index] + 1

    def _blocks(self) -> Iterator[Block]:
        fields = list(self._fields()) if self.body_start else []
        yield from fields
        current: Block | None = None
        count = len(fields)
        heading: int | None = None
        lead: int | None = None
        at = self.body_start
        for line in self.masked[self.body_start :].split("\n"):
            start, at = at, at + len(line) + 1
            if not line.strip():
                if current is not None:
                    yield current
                    lead = self._lead_after(current, count, lead)
                    count += 1
                    current = None
                continue
            prefix = None
            if not self.plain and self.text[start] in _PREFIX_STARTS:
                prefix = _PREFIX.match(self.text, start)
            kind = _kind(prefix)
            if current is not None and (kind is not None or current.kind in _ONE_LINE):
                yield current
                lead = self._lead_after(current, count, lead)
                count += 1
                current = None
            if current is not None:
                current.end = start + len(line)
                continue
            if kind is BlockKind.ROW and _RULE_ROW.match(line):
                continue
            begin = prefix.end() if prefix is not None else start
            rest = self.masked[begin : at - 1]
            begin += len(rest) - len(rest.lstrip())
            kind = kind or BlockKind.PARAGRAPH
            if kind is BlockKind.HEADING:
                heading, lead = count, None
            leads = kind in {BlockKind.ITEM, BlockKind.ROW}
            current = Block(
                kind, begin, start + len(line), lead=lead if leads else None, heading=heading
            )
        if current is not None:
            yield current

    def _mark_tables(self) -> None:
        """Let each row know the first row of its table; a blank line ends a table."""
        last: Block | None = None
        for index, block in enumerate(self.blocks):
            if block.kind is not BlockKind.ROW:
                last = None
                continue
            same = last is not None and "\n\n" not in self.text[last.end : block.start]
            block.table = last.table if last is not None and same else index
            last = block

    def _lead_after(self, done: Block, index: int, lead: int | None) -> int | None:
        """Which block leads into a list or table that may follow."""
        return lead if done.kind in {BlockKind.ITEM, BlockKind.ROW} else index

    def _fields(self) -> Iterator[Block]:
        for match in FIELD.finditer(self.text[: self.body_start]):
            yield Block(BlockKind.FIELD, match.start("value"), match.end("value"), match["name"])

    def block_at(self, offset: int) -> Block | None:
        """The block an offset stands in."""
        index = bisect.bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]

    def sentences(self, block: Block) -> list[Sentence]:
        """The sentences of a block; a table cell is a sentence of its own."""
        if block._sentences is None:  # noqa: SLF001 # a cache kept on the value it describes
            block._sentences = list(self._split(block))  # noqa: SLF001
        return block._sentences  # noqa: SLF001

    def count_sentences(self, block: Block) -> int:
        """How many sentences a block has, at least one."""
        if block._sentences is None:  # noqa: SLF001
            last = (
                block.end
                - len(self.masked[block.start : block.end])
                + len(self.masked[block.start : block.end].rstrip(" |\n"))
            )
            return sum(end < last for end in self._sentence_ends(block)) + 1
        return max(len(block._sentences), 1)  # noqa: SLF001

    def _split(self, block: Block) -> Iterator[Sentence]:
        start = block.start
        for end in (*self._sentence_ends(block), block.end):
            for cut in (*range(start + _LONGEST, end, _LONGEST), end):
                if self.masked[start:cut].strip(" |\n"):
                    yield Sentence(start, cut, self.low[start:cut], block)
                start = cut

    def _sentence_ends(self, block: Block) -> Iterator[int]:
        pattern = _CELL if block.kind is BlockKind.ROW else _BOUNDARY
        for match in pattern.finditer(self.masked, block.start, block.end):
            if pattern is _BOUNDARY and self.masked[match.start()] == ".":
                before = self.masked[max(block.start, match.start() - 12) : match.start()]
                if _ABBREVIATION.search(before):
                    continue
            yield match.end()

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence an offset stands in."""
        block = self.block_at(offset)
        if block is None:
            return None
        sentences = self.sentences(block)
        index = bisect.bisect_right(sentences, offset, key=_start) - 1
        if index < 0 or offset >= sentences[index].end:
            return None
        return sentences[index]

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Spans of quoted text; a quotation does not run from one block into the next."""
        found: list[tuple[int, int]] = []
        if '"' not in self.masked and "“" not in self.masked and "«" not in self.masked:
            return found
        for block in self.blocks:
            found.extend(m.span() for m in _QUOTE.finditer(self.masked, block.start, block.end))
        return found

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset stands within quotation marks."""
        index = bisect.bisect_right(self.quotes, (offset, len(self.text))) - 1
        return index >= 0 and self.quotes[index][0] <= offset < self.quotes[index][1]

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [mark.start for mark in self.citations]

    def citations_between(self, start: int, end: int) -> tuple[CitationMark, ...]:
        """The citations that begin in a span."""
        first = bisect.bisect_left(self._citation_starts, start)
        last = bisect.bisect_left(self._citation_starts, end)
        return self.citations[first:last]

    def cited_for(self, offset: int) -> tuple[str, ...]:
        """Keys the sentence at an offset rests on.

        Those it cites itself; else the next ones in its paragraph or anywhere in its table row;
        else those that close the paragraph leading into its list or table.
        """
        sentence = self.sentence_at(offset)
        if sentence is None:
            return ()
        block = sentence.block
        marks = self.citations_between(sentence.start, sentence.end)
        if not marks and block.kind is BlockKind.ROW:
            marks = self.citations_between(block.start, block.end)
        if not marks:
            marks = self.citations_between(sentence.end, block.end)[:1]
        if not marks and block.lead is not None:
            lead = self.blocks[block.lead]
            marks = self.citations_between(self.sentences(lead)[-1].start, lead.end)
        return tuple(dict.fromkeys(key for mark in marks for key in mark.keys))


_ONE_LINE = frozenset({BlockKind.HEADING, BlockKind.ROW})


def _start(sentence: Sentence) -> int:
    return sentence.start


def _kind(prefix: re.Match[str] | None) -> BlockKind | None:
    """The kind of block a line begins, or None when it may continue the one before."""
    if prefix is None:
        return None
    if prefix["heading"]:
        return BlockKind.HEADING
    if prefix["item"]:
        return BlockKind.ITEM
    if prefix["row"]:
        return BlockKind.ROW
    if prefix["definition"] or prefix["admonition"]:
        return BlockKind.PARAGRAPH
    return None
