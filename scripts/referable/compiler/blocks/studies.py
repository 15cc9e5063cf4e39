"""Blocks that list studies and specialty pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from referable.compiler.blocks.body_chart import body_chart
from referable.compiler.blocks.headings import level_below
from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.templating import render
from referable.research.spelling import in_sentence
from referable.research.synopses import Certainty, Design, Direction

if TYPE_CHECKING:
    from referable.compiler.session import Session
    from referable.research.synopses import SynopsisFacts

__all__ = ["DESIGNS", "StudyRow", "filter_choices", "newest_first", "study_row", "study_rows"]

DESIGNS = (
    "guideline", "overview-of-reviews", "meta-analysis", "systematic-review", "rct", "pilot-rct",
    "cohort", "case-series", "survey", "mechanistic", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study as lists show it.

    Attributes:
        key: Citation key.
        label: "Cherkin 2011".
        title: The publication's title.
        year: Year, or 0 when there is none.
        path: Source path of its page, if it has one.
        facts: Its synopsis's front matter.
    """

    key: str
    label: str
    title: str
    year: int
    path: str | None
    facts: SynopsisFacts


def study_row(session: Session, key: str) -> StudyRow:
    """The row of one study that has an entry and a synopsis."""
    entry = session.project.library.get(key)
    assert entry is not None
    authors = entry.authors
    who = authors[0].short if authors else "Authors not stated"
    if len(authors) > 1:
        who += " et al." if len(authors) > 2 else f" and {authors[1].short}"
    return StudyRow(
        key,
        f"{who} {entry.year_text}".strip(),
        entry.title.rstrip("."),
        entry.year or 0,
        session.study_path(key),
        session.project.synopses[key].facts,
    )


def study_rows(session: Session, condition: str | None = None) -> list[StudyRow]:
    """Studies of a condition (or all): syntheses before trials, newest first within a design."""
    rows = [
        study_row(session, key)
        for key, synopsis in session.project.synopses.items()
        if condition is None or condition in synopsis.facts.conditions
    ]
    return sorted(rows, key=lambda r: (r.facts.design.rank, -r.year, r.key))


def newest_first(rows: Iterable[StudyRow]) -> list[StudyRow]:
    """Rows by year, newest first."""
    return sorted(rows, key=lambda r: (-r.year, r.key))


def filter_choices(rows: Iterable[StudyRow]) -> dict[str, list[Any]]:
    """What a list of studies can be narrowed to: only choices that at least one study meets."""
    known = list(rows)
    designs = {r.facts.design for r in known}
    directions = {d for r in known for d in r.facts.directions}
    certainties = {r.facts.best_certainty for r in known}
    newest = max((r.year for r in known), default=0)
    oldest = min((r.year for r in known if r.year), default=newest + 1)
    return {
        "designs": [d for d in Design if d in designs],
        "directions": [d for d in Direction if d in directions],
        "certainties": [c for c in Certainty if c in certainties],
        "years": [y for y in range(newest - newest % 5, oldest - 1, -5) if y > oldest],
    }


def _listed(session: Session, options: Mapping[str, Any]) -> list[StudyRow]:
    """The studies that a block lists."""
    rows = study_rows(session, options["condition"])
    if options["design"]:
        rows = [r for r in rows if r.facts.design.value in options["design"]]
    return rows[: options["limit"]]


@directive(
    "studies",
    Shows.RESEARCH,
    lambda session, options: [row.key for row in _listed(session, options)],
    condition=Option(OptionKind.CONDITION),
    design=Option(OptionKind.CHOICES, DESIGNS, default=()),
    limit=Option(OptionKind.NUMBER),
)
def _studies(context: Context, options: Mapping[str, Any]) -> str:
    rows = _listed(context.session, options)
    if not rows:
        context.report_empty(
            "“::: studies” finds no study.", "Loosen its options, or delete the block."
        )
        return ""
    about = options["condition"]
    caption = "Studies in the library"
    if about:
        caption += f" on {in_sentence(context.session.project.vocabulary.name(about))}"
    return render("study-table.html", context, studies=rows, caption=caption, cited=True)


@directive("specialties")
def _specialties(context: Context, options: Mapping[str, Any]) -> str:
    del options
    pages = [
        {
            "path": page.path,
            "name": str(page.meta.get("nav_title") or page.title),
            "summary": str(page.meta.get("description") or ""),
            "order": page.meta.get("order", 1000),
            "chart": body_chart(_conditions(page.meta.get("conditions"))),
        }
        for page in context.session.pages.values()
        if page.path.startswith("specialties/") and not page.path.endswith("/index.md")
    ]
    if not pages:
        context.report_empty("“::: specialties” finds no page.", "Add a page to docs/specialties/.")
        return ""
    pages.sort(key=lambda p: (p["order"], p["name"]))
    return render("specialties.html", context, pages=pages, level=level_below(context))


def _conditions(named: Any) -> list[str]:
    return [str(slug) for slug in named] if isinstance(named, list) else []
