"""Exceptions written in the source: a code and a reason, on the line they cover or above it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from referable.diagnostics import Diagnostic, Diagnostics

__all__ = ["Suppression", "apply_suppressions"]

_MARK = re.compile(
    r"(?:<!--|#|%)[ \t]*referable:[ \t]*allow[ \t]+(?P<code>[\w-]+)[ \t]*:[ \t]*"
    r"(?P<reason>\S.*?)[ \t]*(?:-->|$)"
)
_SHORTEST_REASON = 8


@dataclass(frozen=True, slots=True)
class Suppression:
    """An exception that covered a diagnostic.

    Attributes:
        diagnostic: What was found.
        reason: Why it may stand, in the author's words.
        line: The line of the exception.
    """

    diagnostic: Diagnostic
    reason: str
    line: int


def apply_suppressions(diagnostics: Diagnostics, root: Path) -> list[Suppression]:
    """Take out diagnostics that the sources allow by code and reason.

    Args:
        diagnostics: The collection; covered diagnostics are removed from it.
        root: The project's folder, to read the sources from.

    Returns:
        What was covered, for the report.
    """
    covered: list[Suppression] = []
    for path in sorted({d.path for d in diagnostics if d.path and d.line}):
        marks = _marks(root / path)
        if marks:
            covered.extend(_covered((d for d in diagnostics if d.path == path), marks))
    diagnostics.remove(s.diagnostic for s in covered)
    return covered


def _marks(file: Path) -> dict[tuple[str, int], tuple[str, int]]:
    """Reason and line of each exception, by code and by each line it covers."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    if "referable:" not in text:
        return {}
    marks: dict[tuple[str, int], tuple[str, int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _MARK.search(line) if "referable:" in line else None
        if match and len(match["reason"]) >= _SHORTEST_REASON:
            for covered in (number, number + 1):
                marks.setdefault((match["code"], covered), (match["reason"], number))
    return marks


def _covered(
    diagnostics: Iterable[Diagnostic], marks: dict[tuple[str, int], tuple[str, int]]
) -> list[Suppression]:
    return [
        Suppression(d, *marks[d.code, d.line])
        for d in diagnostics
        if d.line is not None and (d.code, d.line) in marks
    ]
