"""What a synopsis can say wrongly although each of its fields is of the right kind."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from referable.diagnostics import Diagnostics, did_you_mean

if TYPE_CHECKING:
    from referable.research.synopses import SynopsisFacts
    from referable.yamlsource import FrontMatter, YamlDocument

__all__ = ["check_facts", "check_length"]


def check_facts(
    facts: SynopsisFacts,
    document: YamlDocument,
    path: str,
    conditions: Collection[str],
    diagnostics: Diagnostics,
) -> None:
    """Report unknown conditions, blanks, and estimates without their interval.

    Args:
        facts: The front matter, read.
        document: The front matter as written, for the places.
        path: The file, for messages.
        conditions: The known conditions; none are not checked against.
        diagnostics: Receives the problems.
    """
    _report_unknown_conditions(facts, document, path, conditions, diagnostics)
    _report_blanks(document, path, diagnostics)
    _report_intervals(facts, document, path, diagnostics)


def check_length(parts: FrontMatter, path: str, diagnostics: Diagnostics) -> None:
    """Report a text that is too short to say what matters, or too long to be read."""
    words = len(parts.body.split())
    if not 60 <= words <= 150:
        diagnostics.report(
            "synopsis-length",
            f"The synopsis has {words} words; 60 to 150 are read best.",
            path,
            parts.body_line + 1,
            fix="Say the question, what was done, what was found and what it means for a referral.",
        )


def _report_unknown_conditions(
    facts: SynopsisFacts,
    document: YamlDocument,
    path: str,
    conditions: Collection[str],
    diagnostics: Diagnostics,
) -> None:
    for index, slug in enumerate(facts.conditions):
        if not conditions or slug in conditions:
            continue
        line, column = document.place(("conditions", index))
        near = did_you_mean(slug, conditions)
        diagnostics.report(
            "condition-unknown",
            f"“{slug}” is not in research/conditions.yml.",
            path,
            line,
            column,
            fix=f"Did you mean “{near[0]}”?" if near else "Add it there, or correct it.",
            length=len(slug),
        )


def _report_blanks(document: YamlDocument, path: str, diagnostics: Diagnostics) -> None:
    """A name with nothing after it, where a number or a word could be left out, is a blank too."""
    data = document.data
    found: list[tuple[str | int, ...]] = [(name,) for name, value in data.items() if value is None]
    for index, outcome in enumerate(data.get("outcomes") or ()):
        found += [("outcomes", index, name) for name, value in outcome.items() if value is None]
    for place in found:
        line, column = document.place(place)
        diagnostics.report(
            "field-value",
            f"{'.'.join(str(p + 1) if isinstance(p, int) else p for p in place)} is left empty.",
            path,
            line,
            column,
            fix="Write a value after the colon, or delete the line.",
            length=len(str(place[-1])),
        )


def _report_intervals(
    facts: SynopsisFacts, document: YamlDocument, path: str, diagnostics: Diagnostics
) -> None:
    """Estimates of a difference without their interval and without a word about it."""
    for index, outcome in enumerate(facts.outcomes):
        if not outcome.lacks_interval:
            continue
        line, column = document.place(("outcomes", index, "estimate"))
        diagnostics.report(
            "interval-missing",
            f"The result “{outcome.name[:60]}” has an estimate and no interval.",
            path,
            line,
            column,
            fix="Write `interval: [low, high]`, `interval: not reported` where the source gives "
            "none, or `interval: not seen` where you have read only a part of it.",
            length=len("estimate"),
        )
