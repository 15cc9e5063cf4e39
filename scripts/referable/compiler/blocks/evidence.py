"""The block `::: evidence`: what the library knows about a condition, from answer to studies."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from referable.compiler.blocks.studies import newest_first, study_rows
from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.templating import render, render_plot
from referable.research.spelling import in_sentence

if TYPE_CHECKING:
    from referable.compiler.blocks.studies import StudyRow
    from referable.compiler.session import Session

__all__: list[str] = []

_PARTS = ("answer", "summary", "table", "forest", "guidelines", "timeline", "studies", "review")
_DEFAULT_PARTS = ("answer", "summary", "table", "forest", "guidelines", "studies", "review")
_REVIEW_AFTER = dt.timedelta(days=365)


def _cited(session: Session, options: Mapping[str, Any]) -> list[str]:
    """Keys of the studies that an evidence block cites, in the order of its parts."""
    from referable.research.findings import (  # noqa: PLC0415 # only where shown
        compose_answer_box,
        summarize_findings,
    )

    slug, vocabulary = options["condition"], session.project.vocabulary
    rows = study_rows(session, slug)
    years, synopses = _years(rows), [session.project.synopses[r.key] for r in rows]
    keys: list[str] = []
    for part in options["show"]:
        if part == "answer":
            box = compose_answer_box(slug, synopses, vocabulary, years)
            said = [s for a in box.answers if a.statement for s in (a.statement, a.contrast) if s]
            keys += [*(s.key for s in said), *(h.key for h in box.harms[:1])]
        elif part == "table":
            found = summarize_findings(slug, synopses, vocabulary, years)
            keys += [row.key for row in found if row.key]
        elif part == "guidelines":
            keys += [row.key for row in newest_first(rows) if _is_guideline(row)]
        elif part == "studies":
            keys += [row.key for row in rows if not _is_guideline(row)]
    return keys


def _is_guideline(row: StudyRow) -> bool:
    return row.facts.design.value == "guideline"


@directive(
    "evidence",
    Shows.RESEARCH,
    _cited,
    condition=Option(OptionKind.CONDITION, required=True),
    show=Option(OptionKind.CHOICES, _PARTS, default=_DEFAULT_PARTS),
)
def _evidence(context: Context, options: Mapping[str, Any]) -> str:
    slug = options["condition"]
    rows = study_rows(context.session, slug)
    if not rows:
        context.report_empty(
            f"The library holds no study on “{slug}”.", "Add studies, or delete the block."
        )
        return ""
    return "\n".join(
        filter(None, (_SECTIONS[part](context, slug, rows) for part in options["show"]))
    )


def _summary(context: Context, slug: str, rows: list[StudyRow]) -> str:
    vocabulary = context.session.project.vocabulary
    designs = Counter(r.facts.design for r in rows)
    condition = vocabulary.conditions.get(slug)
    outcomes = [o for r in rows for o in r.facts.outcomes]
    return render(
        "evidence-summary.html",
        context,
        name=vocabulary.name(slug),
        studies=rows,
        designs=[(d.label, designs[d]) for d in sorted(designs, key=lambda d: d.rank)],
        outcomes=len(outcomes),
        graded=sum(o.certainty is not None for o in outcomes),
        note=condition.note if condition else "",
    )


def _guidelines(context: Context, slug: str, rows: list[StudyRow]) -> str:
    found = [r for r in rows if _is_guideline(r)]
    if not found:
        return ""
    name = context.session.project.vocabulary.name(slug)
    return render("evidence-guidelines.html", context, name=name, studies=newest_first(found))


def _studies(context: Context, slug: str, rows: list[StudyRow]) -> str:
    name = context.session.project.vocabulary.name(slug)
    shown = [r for r in rows if not _is_guideline(r)]
    if not shown:
        return ""
    caption = f"Studies in the library on {in_sentence(name)}: reviews first, newest first"
    return render("study-table.html", context, studies=shown, caption=caption, cited=True)


def _answer(context: Context, slug: str, rows: list[StudyRow]) -> str:
    from referable.research.findings import compose_answer_box  # noqa: PLC0415 # only where shown

    project = context.session.project
    box = compose_answer_box(
        slug, [project.synopses[r.key] for r in rows], project.vocabulary, _years(rows)
    )
    shown = [a for a in box.answers if a.statement is not None]
    if not shown and not box.harms:
        return ""
    return render("answer-box.html", context, answers=shown, harms=box.harms[:1])


def _table(context: Context, slug: str, rows: list[StudyRow]) -> str:
    from referable.research.findings import summarize_findings  # noqa: PLC0415

    project = context.session.project
    found = summarize_findings(
        slug, [project.synopses[r.key] for r in rows], project.vocabulary, _years(rows)
    )
    if not found:
        return ""
    name = project.vocabulary.name(slug)
    labels = {r.key: r for r in rows}
    return render("findings-table.html", context, rows=found, name=name, studies=labels)


def _forest(context: Context, slug: str, rows: list[StudyRow]) -> str:
    from referable.plots import draw_forests  # noqa: PLC0415

    project = context.session.project
    plots = draw_forests(
        slug,
        [project.synopses[r.key] for r in rows],
        project.vocabulary,
        context.unique_id(f"forest-{slug}"),
        years=_years(rows),
        labels={r.key: r.label for r in rows},
    )
    return "\n".join(render_plot(context, plot) for plot in plots if plot.svg)


def _timeline(context: Context, slug: str, rows: list[StudyRow]) -> str:
    from referable.plots import draw_timeline  # noqa: PLC0415

    project = context.session.project
    plot = draw_timeline(
        [project.synopses[r.key] for r in rows],
        context.unique_id(f"timeline-{slug}"),
        years=_years(rows),
        labels={r.key: r.label for r in rows},
    )
    return render_plot(context, plot) if plot.svg else ""


def _review(context: Context, slug: str, rows: list[StudyRow]) -> str:
    del slug
    reviews = sorted((r.facts.reviewed for r in rows), key=lambda r: (r.on, r.by))
    names = list(dict.fromkeys(r.by for r in reviews))
    oldest, newest = reviews[0].on, reviews[-1].on
    return render(
        "evidence-review.html",
        context,
        oldest=oldest,
        newest=newest,
        names=names,
        due=oldest + _REVIEW_AFTER,
    )


def _years(rows: list[StudyRow]) -> dict[str, int]:
    return {r.key: r.year for r in rows if r.year}


_SECTIONS = {
    "answer": _answer,
    "summary": _summary,
    "table": _table,
    "forest": _forest,
    "guidelines": _guidelines,
    "timeline": _timeline,
    "studies": _studies,
    "review": _review,
}
