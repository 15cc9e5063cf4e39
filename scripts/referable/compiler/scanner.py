"""Finds citations, facts and directives in Markdown source, with exact places.

One pass over the text. Code spans, code blocks, comments, HTML tags, links and escapes are
stepped over, so that what is found is what an author meant. What the pass cannot know (whether
an indented line is code) the Markdown engine decides later: see `extension`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from referable.compiler.citations import Cluster, parse_cluster

__all__ = ["Kind", "Mark", "Scan", "scan"]


class Kind(StrEnum):
    """What a mark in the source is."""

    CITATION = "citation"
    FACT = "fact"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation, fact or directive, and the span of text it takes.

    Attributes:
        kind: What it is.
        start: Offset of its first character.
        end: Offset after its last character.
        text: The source text.
        name: The fact's or directive's name; empty for citations.
        cluster: The parsed citation, if it is one.
        options: The directive's indented lines, as written.
        indent: White space before a directive, kept before what replaces it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    name: str = ""
    cluster: Cluster | None = None
    options: str = ""
    indent: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """All marks of a text in order, and the line starts to tell where they stand."""

    marks: tuple[Mark, ...]
    line_starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset."""
        index = bisect.bisect_right(self.line_starts, offset) - 1
        return index + 1, offset - self.line_starts[index] + 1


# Each alternative begins with a plain character: only then does `re` skip ahead to the next of
# them, seven times as fast.
_TRIGGER = re.compile(r"``*|~~~~*|\\.|<|\[|\{\{|:::", re.DOTALL)
_BEFORE_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\Z")
_RAW = re.compile(r"<(script|style|pre|code|textarea)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:/?[A-Za-z][\w:-]*(?:\s+[^\s\"'<>=/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
    r"|[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|[^\s<>@]+@[^\s<>]+>)"
)
_FACT = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_FACT_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_BRACKET = re.compile(r"\[((?:[^\[\]\\]++|\\.|\[[^\[\]]*\])*+)\]", re.DOTALL)
_DIRECTIVE = re.compile(
    r":::[ \t]+([A-Za-z][\w-]*)[ \t]*(?=\n|\Z)((?:\n(?:[ \t]*(?=\n|\Z)|(?: {4}|\t)[^\n]*))*)"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*\S", re.MULTILINE)


def scan(text: str) -> Scan:
    """Find every citation, fact and directive.

    Args:
        text: Markdown without its front matter, with `\\n` line ends.

    Returns:
        The marks in source order; they never overlap.
    """
    line_starts = [0]
    if "@" not in text and "{{" not in text and ":::" not in text:
        return Scan((), (0,))
    line_starts.extend(m.end() for m in re.finditer("\n", text))
    return Scan(tuple(_Scanner(text).run()), tuple(line_starts))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._definitions: frozenset[str] | None = None

    def run(self) -> Iterator[Mark]:
        text, search = self.text, _TRIGGER.search
        while True:
            match = search(text, self.at)
            if match is None:
                return
            start, self.at = match.span()
            first = text[start]
            mark = None
            if first == "[":
                mark = self.citation(start)
            elif first in "`~":
                self.code(start, match.group())
            elif first == "<":
                self.html(start)
            elif first == "{":
                mark = self.fact(start)
            elif first == ":":
                mark = self.directive(start)
            if mark is not None:
                self.at = mark.end
                yield mark

    def line_before(self, start: int) -> str:
        return self.text[self.text.rfind("\n", 0, start) + 1 : start]

    def code(self, start: int, run: str) -> None:
        """Step over a fenced block or a code span."""
        text = self.text
        if len(run) >= 3 and _BEFORE_FENCE.match(self.line_before(start)):
            line_end = text.find("\n", start)
            if line_end < 0 or run[0] not in text[start + len(run) : line_end]:
                closing = re.compile(
                    rf"^[ \t>]*{re.escape(run[0])}{{{len(run)},}}[ \t]*$", re.MULTILINE
                )
                end = closing.search(text, start + len(run))
                self.at = end.end() if end else len(text)
                return
        if run[0] == "~":
            return
        closer = re.compile(rf"(?<!`){run}(?!`)").search(text, start + len(run))
        if closer:
            blank = _BLANK_LINE.search(text, start, closer.start())
            if blank is None:
                self.at = closer.end()

    def html(self, start: int) -> None:
        """Step over a comment, a tag with its attributes, an autolink, or a raw element."""
        text = self.text
        if text.startswith("<!--", start):
            end = text.find("-->", start)
            self.at = end + 3 if end >= 0 else start + 4
            return
        raw = _RAW.match(text, start)
        if raw:
            end_tag = re.compile(rf"</{raw.group(1)}\s*>", re.IGNORECASE).search(text, start)
            if end_tag:
                self.at = end_tag.end()
                return
        tag = _TAG.match(text, start)
        if tag:
            self.at = tag.end()

    def fact(self, start: int) -> Mark | None:
        match = _FACT.match(self.text, start)
        if match is None or not _FACT_NAME.fullmatch(match.group(1)):
            return None
        return Mark(Kind.FACT, start, match.end(), match.group(), name=match.group(1))

    def directive(self, start: int) -> Mark | None:
        indent = self.line_before(start)
        if indent.strip(" ") or len(indent) > 3:
            return None
        match = _DIRECTIVE.match(self.text, start)
        if match is None:
            return None
        # The indentation stays: YAML does not mind, and columns are then those of the page.
        options = match.group(2).removeprefix("\n").expandtabs(4)
        end = start + len(match.group().rstrip())
        return Mark(
            Kind.DIRECTIVE,
            start,
            end,
            self.text[start:end],
            name=match.group(1),
            options=options.rstrip(),
            indent=indent,
        )

    def citation(self, start: int) -> Mark | None:
        match = _BRACKET.match(self.text, start)
        if match is None or "@" not in match.group(1):
            return None
        end = match.end()
        if _BLANK_LINE.search(match.group(1)) or self.is_link(start, end):
            return None
        cluster = parse_cluster(match.group(1))
        if cluster is None:
            return None
        return Mark(Kind.CITATION, start, end, match.group(), cluster=cluster)

    def is_link(self, start: int, end: int) -> bool:
        """Whether a bracket is a link, an image, a reference definition or part of an address."""
        text = self.text
        after = text[end : end + 1]
        if after == "(" or text[start - 1 : start] == "!":
            return True
        if after == ":" and not self.line_before(start).strip():
            return True
        if after == "[":
            label = _BRACKET.match(text, end)
            if label and label.group(1).casefold() in self.definitions():
                return True
        word_start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
        return "://" in text[word_start:start]

    def definitions(self) -> frozenset[str]:
        if self._definitions is None:
            self._definitions = frozenset(
                m.group(1).casefold() for m in _DEFINITION.finditer(self.text)
            )
        return self._definitions
