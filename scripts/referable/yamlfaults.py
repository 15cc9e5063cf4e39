"""What is wrong with a text that is no YAML, in words for somebody who never learned YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

__all__ = ["YamlFault", "explain_fault"]

_TAB = re.compile(r" *\t")
_WORD_PROCESSOR_SPACE = re.compile(r":[\u00a0\u2007\u202f]")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """One mistake.

    Attributes:
        index: Its line, counted from 0.
        column: Its column, counted from 1; None when the whole line is meant.
        message: What is wrong.
        fix: What to write instead.
    """

    index: int
    column: int | None
    message: str
    fix: str


def explain_fault(error: yaml.MarkedYAMLError, text: str) -> YamlFault:
    """The mistake that a parser met, told by what somebody most likely did.

    Args:
        error: What the parser says; libyaml's words and PyYAML's own are both known.
        text: What it read.
    """
    mark = error.problem_mark or error.context_mark
    index = mark.line if mark else 0
    column = mark.column + 1 if mark else None
    lines = text.splitlines()
    problem = error.problem or "something unexpected"
    tabbed = next((i for i, line in enumerate(lines) if _TAB.match(line)), None)
    if "\\t" in problem or (tabbed is not None and tabbed <= index):
        return YamlFault(
            tabbed if tabbed is not None else index,
            1,
            "The line is indented with a tab; YAML allows spaces only.",
            "Replace the tab at the start of the line with two spaces for each step.",
        )
    if "found unexpected end of stream" in problem or "quoted scalar" in (error.context or ""):
        opened = error.context_mark or mark
        return YamlFault(
            opened.line if opened else index,
            opened.column + 1 if opened else column,
            "A quotation mark is opened and never closed.",
            "Close the quotation mark at the end of the value.",
        )
    if index >= len(lines) and re.search(r"[\[{]", text):
        # libyaml tells only that the text ended; the bracket that is open is the place to mend.
        index, column = _last_open_bracket(lines)
        return YamlFault(
            index,
            column,
            "A bracket is opened and never closed.",
            "Close it with ] or } at the end of the list, or write one item a line with a dash.",
        )
    source = lines[index] if index < len(lines) else ""
    if "could not find expected ':'" in problem:
        begun = error.context_mark or mark
        return YamlFault(
            begun.line if begun else index,
            begun.column + 1 if begun else column,
            "A line has no colon after its name.",
            "Write `name: value`, with a space after the colon.",
        )
    if "mapping values are not allowed" in problem:
        return _colon(index, column, lines)
    return YamlFault(index, column, *_in_words(problem, source, (column or 1) - 1))


def _colon(index: int, column: int | None, lines: Sequence[str]) -> YamlFault:
    """A colon where none can be: a line that is indented too far, or a colon inside a value."""
    source = lines[index] if index < len(lines) else ""
    above = lines[index - 1] if index else ""
    for number in (index - 1, index):
        odd = _WORD_PROCESSOR_SPACE.search(lines[number]) if 0 <= number < len(lines) else None
        if odd:
            return YamlFault(
                number,
                odd.start() + 2,
                "The space after the colon is one that a word processor made.",
                "Delete it and type a space.",
            )
    if column is not None and ":" in source[: column - 1]:
        message = "A colon followed by a space stands inside a value."
        return YamlFault(index, column, message, _quoted(source))
    if above.strip() and ":" not in above:
        return YamlFault(
            index - 1,
            len(above) - len(above.lstrip()) + 1,
            "A line has no colon after its name.",
            "Write `name: value`, with a space after the colon.",
        )
    return YamlFault(
        index,
        len(source) - len(source.lstrip()) + 1,
        "The line is indented further than the one above it, which has a value already.",
        "Begin it below the first letter of the name above.",
    )


def _in_words(problem: str, source: str, at: int) -> tuple[str, str]:
    """Message and fix for a parser's words about a line, of which the letter `at` is meant."""
    begun = source.lstrip()
    before, here = source[:at].rstrip(), source[at : at + 1]
    if "cannot start any token" in problem:
        return (
            f"A value cannot begin with {here or 'this sign'}.",
            _quoted(source),
        )
    if "undefined alias" in problem or "alphabetic or numeric" in problem:
        return "A value that begins with * or & must be in quotes.", _quoted(source)
    if re.search("comment or (?:a )?line break|chomping", problem):
        return "A value that begins with > or | must be in quotes.", _quoted(source)
    if "block sequence entries" in problem or "sequence entries are not allowed" in problem:
        return (
            "A list begins on the same line as its name.",
            "Write each item on a line of its own, below the name: a dash, a space, the item.",
        )
    if "',' or" in problem:
        return (
            "Inside brackets, a comma or the closing bracket is missing.",
            "Put a comma between any two items, and close the bracket after the last one.",
        )
    if "another document" in problem:
        return "Three dashes stand in the middle of the file.", "Delete the line with the dashes."
    if "'-' indicator" in problem or "but found '?'" in problem:
        return (
            "The line stands between the items of a list, but neither is one nor belongs to one.",
            "Begin it with a dash and a space, or below the first letter of the line above.",
        )
    if "expected key" in problem or "<block end>" in problem or "<document start>" in problem:
        return _out_of_place(before, begun, here)
    return (
        f"YAML cannot be read here: {problem}.",
        "Compare the line with its neighbors: same indentation, `name: value`, quotes closed.",
    )


def _quoted(source: str) -> str:
    """How a line is written with its value in quotes."""
    name, _, value = source.partition(": ")
    mark = "'" if '"' in value else '"'
    return f"Put the value in quotes: {name.strip()}: {mark}{value.strip()}{mark}"


def _out_of_place(before: str, begun: str, here: str) -> tuple[str, str]:
    """A line, or its rest, that does not fit what stands before it."""
    if here in {"]", "}"} or (before.endswith(("]", "}")) and begun):
        return "A bracket is closed that was never opened, or too early.", "Count the brackets."
    if before.endswith(("'", '"')) or (before and before.count("'") + before.count('"') > 1):
        return (
            "The value goes on after its closing quotation mark.",
            'Leave the quotation marks out, or use the other kind: "Ann\'s place".',
        )
    if begun.startswith("- "):
        return (
            "A list item stands where a name is expected.",
            "Put the name of the list on a line of its own above it, with a colon: `name:`.",
        )
    return (
        "The line begins in another column than its neighbors.",
        "Begin it below its neighbors; what belongs to a name stands two spaces further in.",
    )


def _last_open_bracket(lines: Sequence[str]) -> tuple[int, int]:
    """Index of the line, and column from 1, of the last bracket that nothing closes."""
    open_at: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        for column, char in enumerate(line, 1):
            if char in "[{":
                open_at.append((number, column))
            elif char in "]}" and open_at:
                open_at.pop()
    return open_at[-1] if open_at else (len(lines) - 1, 1)
