"""What must not be published: the starter's made-up facts and blanks that wait to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from referable.diagnostics import Diagnostic

__all__ = ["find_placeholders"]

_MARK = "made up, not yours"
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
        told = _under_marks(text)
        for pattern, what in _SAMPLES:
            for match in pattern.finditer(text):
                before = text[: match.start()]
                line = before.count("\n") + 1
                if what not in _FIX and line in told:
                    continue
                subject = match.group().strip()
                yield Diagnostic(
                    "placeholder",
                    f"The facts below are {what}: {subject.removeprefix('# SAMPLE: ')}"
                    if what is _MARK
                    else f"“{subject}” is {what}.",
                    path,
                    line,
                    match.start() - before.rfind("\n"),
                    fix=_FIX.get(what, "Replace it with your own fact, or delete the line."),
                    length=len(match.group()),
                )


def _under_marks(text: str) -> set[int]:
    """The lines of a YAML file that a SAMPLE mark above them speaks for.

    A mark speaks for the field below it with all that is indented more, or for the items of a list.
    """
    found: set[int] = set()
    depth: int | None = None  # of the mark that is open
    fields = 0
    for number, line in enumerate(text.split("\n"), 1):
        words = line.lstrip(" ")
        if not words or (words.startswith("#") and "# SAMPLE: " not in words):
            continue
        indent = len(line) - len(words)
        if words.startswith("# SAMPLE: "):
            depth, fields = indent, 0
        elif depth is not None:
            fields += indent == depth and not words.startswith("- ")
            if indent < depth or fields > 1:
                depth = None
            else:
                found.add(number)
    return found
