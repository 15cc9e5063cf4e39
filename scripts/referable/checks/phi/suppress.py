"""Exceptions written in the source: a code and a reason, beside the text they cover."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from referable.checks.phi.model import SourceKind, Suppression
from referable.diagnostics import Diagnostic
from referable.rules import RULES

__all__ = ["read_suppressions", "suppress", "without_exceptions"]

_OPEN = {
    SourceKind.MARKDOWN: r"<!--",
    SourceKind.YAML: r"\#",
    SourceKind.CSV: r"\#",
    SourceKind.TEXT: r"(?:<!--|\#)",
    SourceKind.BIBTEX: r"%",
}
_SHAPE = r"[ \t]*referable:[ \t]*allow\b[ \t]*(?P<code>[\w-]*)[ \t]*(?:[:,][ \t]*(?P<reason>.*?))?[ \t]*(?:-->|$)"
_ANY = re.compile(r"(?:<!--|#|%)[ \t]*referable:[ \t]*allow\b[^\n]*?(?:-->|(?=\n)|$)")
_WRITE = {
    SourceKind.MARKDOWN: "<!-- referable: allow {}: signed authorization on file, YYYY-MM-DD -->",
    SourceKind.YAML: "# referable: allow {}: signed authorization on file, YYYY-MM-DD",
    SourceKind.BIBTEX: "% referable: allow {}: signed authorization on file, YYYY-MM-DD",
}
_SHORTEST_REASON = 8


def read_suppressions(
    raw: str, path: str, kind: SourceKind
) -> tuple[list[Suppression], list[Diagnostic]]:
    """All exceptions of a text, and a diagnostic for each that is not well formed."""
    found: list[Suppression] = []
    wrong: list[Diagnostic] = []
    opening = _OPEN.get(kind)
    if opening is None or "referable:" not in raw:
        return found, wrong
    openings = f"(?:<!--|{opening})" if kind is SourceKind.YAML else opening
    for number, line in enumerate(raw.split("\n"), 1):
        if "referable:" not in line:
            continue
        match = re.search(openings + _SHAPE, line)
        if match is None:
            continue
        code = match["code"]
        reason = (match["reason"] or "").strip()
        if code in RULES and len(reason) >= _SHORTEST_REASON:
            found.append(Suppression(code, reason, path, number))
            continue
        lacks = (
            f"“{code}” is not the code of a rule" if code and code not in RULES else
            "it names no rule" if not code else "it gives no reason"
        )  # fmt: skip
        example = _WRITE.get(kind, _WRITE[SourceKind.YAML])
        wrong.append(
            Diagnostic(
                "suppression",
                f"This exception allows nothing: {lacks}.",
                path,
                number,
                match.start() + 1,
                fix="Write " + example.format(code if code in RULES else "phi-name"),
                length=len(match[0].rstrip()),
            )
        )
    return found, wrong


def without_exceptions(raw: str) -> str:
    """The text with its exceptions blanked, so that a reason's date is no finding; same length."""
    if "referable:" not in raw:
        return raw
    return _ANY.sub(lambda m: re.sub(r"\S", " ", m[0]), raw)


def suppress(
    diagnostics: Iterable[Diagnostic], suppressions: list[Suppression]
) -> tuple[list[Diagnostic], list[Suppression]]:
    """The diagnostics that no exception covers, and the exceptions with their uses counted.

    An exception covers its own line and the next one.
    """
    uses = [0] * len(suppressions)
    kept: list[Diagnostic] = []
    for diagnostic in diagnostics:
        cover = next(
            (
                index
                for index, s in enumerate(suppressions)
                if s.code == diagnostic.code
                and diagnostic.line is not None
                and s.line <= diagnostic.line <= s.line + 1
            ),
            None,
        )
        if cover is None:
            kept.append(diagnostic)
        else:
            uses[cover] += 1
    return kept, [replace(s, used=n) for s, n in zip(suppressions, uses, strict=True)]
