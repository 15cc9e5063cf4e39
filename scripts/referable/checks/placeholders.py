"""What must not be published: the starter's made-up facts and blanks that wait to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from referable.diagnostics import Diagnostic

__all__ = ["find_placeholders"]

_MARK = "a mark over facts that are made up"
_SAMPLE = "the mark of a sample practice"
_BLANK = "a blank that waits to be filled"
_FIX = {
    _MARK: "Write your own facts below it, then delete this line.",
    _SAMPLE: "Delete the line when every other fact is your own.",
    _BLANK: "Write what belongs there, or delete the sentence.",
}
_SAMPLES = (
    (re.compile(r"\b(?:\(?\d{3}\)?[ .-]?)?555[ .-]?01\d\d\b"), "a sample telephone number"),
    (re.compile(r"\bexample\.(?:org|com|net)\b", re.IGNORECASE), "the sample address example.org"),
    (re.compile(r"\b1234567893\b"), "the sample NPI"),
    (re.compile(r"\b(?:Alex Example|Sam Sample|Example Clinical Massage)\b"), "a sample name"),
    (
        re.compile(
            r"\(sample(?: row)?\)|\bSampleton\b|\bExample (?:Mutual|School|Health Plan|Street)\b"
        ),
        "a sample fact",
    ),
    (re.compile(r"# SAMPLE: [^\n]*"), _MARK),
    (re.compile(r"^sample:\s*true\b", re.MULTILINE), _SAMPLE),
    (re.compile(r"\b(?:TODO|FIXME|TBD|lorem ipsum)\b"), _BLANK),
)  # fmt: skip


def find_placeholders(root: Path, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Sample facts and blanks in the sources.

    Args:
        root: The project's folder.
        paths: The files to look at, relative to it.

    Yields:
        A `placeholder` diagnostic for each, at its place.
    """
    for path in paths:
        try:
            text = (root / path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        for pattern, what in _SAMPLES:
            for match in pattern.finditer(text):
                before = text[: match.start()]
                yield Diagnostic(
                    "placeholder",
                    f"“{match.group().strip()}” is {what}.",
                    path,
                    before.count("\n") + 1,
                    match.start() - before.rfind("\n"),
                    fix=_FIX.get(what, "Replace it with your own fact, or delete the line."),
                    length=len(match.group()),
                )
