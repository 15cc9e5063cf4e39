"""Exceptions written in the sources: a code and a reason, on the line they cover or above it.

Every check reports what it finds; exceptions are applied here, once, so that a report can list
them all. `<!-- referable: allow phi-name: signed authorization on file, 2026-03-01 -->` in
Markdown, the same after `#` in YAML, CSV and plain text and after `%` in BibTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from referable.diagnostics import Diagnostic, Diagnostics
from referable.rules import RULES

__all__ = [
    "Exemption",
    "Suppression",
    "apply_suppressions",
    "cover",
    "read_exemptions",
    "without_exemptions",
]

_MARK = re.compile(
    r"(?P<open><!--|#|%)[ \t]*referable:[ \t]*allow\b[ \t]*(?P<code>[\w-]*)[ \t]*"
    r"(?:[:,][ \t]*(?P<reason>.*?))?[ \t]*(?:-->|$)"
)
_ANY = re.compile(r"(?:<!--|#|%)[ \t]*referable:[ \t]*allow\b[^\n]*?(?:-->|(?=\n)|$)")
_SHORTEST_REASON = 8
_SAMPLE = "referable: allow {}: signed authorization on file, YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception as it stands in a source.

    Attributes:
        code: The rule it switches off.
        reason: Why, in the author's words.
        line: Its line, from 1.
    """

    code: str
    reason: str
    line: int


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


def read_exemptions(text: str, path: str = "") -> tuple[list[Exemption], list[Diagnostic]]:
    """All exceptions of a text, and a diagnostic for each that is not well formed.

    Args:
        text: The text as written.
        path: Its path, for the diagnostics.
    """
    found: list[Exemption] = []
    wrong: list[Diagnostic] = []
    if "referable:" not in text:
        return found, wrong
    for number, line in enumerate(text.split("\n"), 1):
        match = _MARK.search(line) if "referable:" in line else None
        if match is None:
            continue
        code, reason = match["code"], (match["reason"] or "").strip()
        if code in RULES and len(reason) >= _SHORTEST_REASON:
            found.append(Exemption(code, reason, number))
        else:
            wrong.append(_unclear(match, path, number))
    return found, wrong


def _unclear(match: re.Match[str], path: str, line: int) -> Diagnostic:
    code = match["code"]
    known = code in RULES
    lacks = (
        "it gives no reason" if known
        else f"“{code}” is not the code of a rule" if code
        else "it names no rule"
    )  # fmt: skip
    sample = _SAMPLE.format(code if known else "phi-name")
    opening = match["open"]
    written = f"<!-- {sample} -->" if opening == "<!--" else f"{opening} {sample}"
    return Diagnostic(
        "suppression",
        f"This exception allows nothing: {lacks}.",
        path,
        line,
        match.start() + 1,
        fix=f"Write {written}",
        length=len(match[0].rstrip()),
    )


def without_exemptions(text: str) -> str:
    """The text with its exceptions blanked, so that a reason's date is no finding; same length."""
    if "referable:" not in text:
        return text
    return _ANY.sub(lambda m: re.sub(r"\S", " ", m[0]), text)


def cover(
    diagnostics: Iterable[Diagnostic], exemptions: Iterable[Exemption]
) -> tuple[list[Diagnostic], list[Suppression]]:
    """The diagnostics that no exception covers, and those that one does.

    An exception covers its own line and the next one.
    """
    reasons: dict[tuple[str, int], Exemption] = {}
    for exemption in exemptions:
        for line in (exemption.line, exemption.line + 1):
            reasons.setdefault((exemption.code, line), exemption)
    kept: list[Diagnostic] = []
    covered: list[Suppression] = []
    for diagnostic in diagnostics:
        found = reasons.get((diagnostic.code, diagnostic.line or 0))
        if found is None:
            kept.append(diagnostic)
        else:
            covered.append(Suppression(diagnostic, found.reason, found.line))
    return kept, covered


def apply_suppressions(diagnostics: Diagnostics, root: Path) -> list[Suppression]:
    """Take out diagnostics that the sources allow by code and reason.

    May be applied again after more was found.

    Args:
        diagnostics: The collection; covered diagnostics are removed from it and kept as
            `diagnostics.suppressed` for the report.
        root: The project's folder, to read the sources from.

    Returns:
        What was covered this time.
    """
    covered: list[Suppression] = []
    for path in sorted({d.path for d in diagnostics if d.path and d.line}):
        exemptions = _exemptions_of(root / path)
        if exemptions:
            covered.extend(cover((d for d in diagnostics if d.path == path), exemptions)[1])
    diagnostics.remove(s.diagnostic for s in covered)
    diagnostics.suppressed.extend(s for s in covered if s not in diagnostics.suppressed)
    return covered


def _exemptions_of(file: Path) -> list[Exemption]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return read_exemptions(text)[0]
