"""Blocks that show what the library knows: a condition's evidence, one study, the whole library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from referable.compiler.blocks.studies import newest_first, study_rows
from referable.compiler.directives import Context, Option, OptionKind, directive
from referable.compiler.templating import render

if TYPE_CHECKING:
    from referable.compiler.blocks.studies import StudyRow

__all__: list[str] = []

_PARTS = ("summary", "guidelines", "studies")


@directive(
    "evidence",
    condition=Option(OptionKind.CONDITION, required=True),
    show=Option(OptionKind.CHOICES, _PARTS, default=_PARTS),
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
    found = [r for r in rows if r.facts.design.value == "guideline"]
    if not found:
        return ""
    name = context.session.project.vocabulary.name(slug)
    return render("evidence-guidelines.html", context, name=name, studies=newest_first(found))


def _studies(context: Context, slug: str, rows: list[StudyRow]) -> str:
    name = context.session.project.vocabulary.name(slug)
    shown = [r for r in rows if r.facts.design.value != "guideline"]
    if not shown:
        return ""
    caption = f"Studies in the library on {name.lower()}: reviews first, newest first"
    return render("study-table.html", context, studies=shown, caption=caption, cited=True)


_SECTIONS = {"summary": _summary, "guidelines": _guidelines, "studies": _studies}


@directive(
    "study",
    key=Option(OptionKind.KEY, required=True),
    part=Option(OptionKind.CHOICE, ("facts", "results"), default="facts"),
)
def _study(context: Context, options: Mapping[str, Any]) -> str:
    session, key = context.session, options["key"]
    synopsis = session.project.synopses.get(key)
    if synopsis is None:
        context.report_empty(f"“{key}” has no synopsis.", "Write one, or delete the block.")
        return ""
    if options["part"] == "facts":
        reference = session.references([key])[key]
        return render(
            "study-facts.html",
            context,
            facts=synopsis.facts,
            reference=Markup(reference.html),  # noqa: S704 # sanitised by the formatter
        )
    return render(
        "study-results.html",
        context,
        facts=synopsis.facts,
        condition_path=session.condition_path,
        cited_on=[session.pages[path] for path in session.cited_on.get(key, ())],
    )


@directive("library")
def _library(context: Context, options: Mapping[str, Any]) -> str:
    del options
    session = context.session
    project = session.project
    rows = study_rows(session)
    groups: dict[str, list[dict[str, Any]]] = {}
    for slug, condition in project.vocabulary.conditions.items():
        studies = newest_first(r for r in rows if slug in r.facts.conditions)
        if studies:
            groups.setdefault(condition.group, []).append(
                {
                    "slug": slug,
                    "name": condition.name,
                    "path": session.condition_path(slug),
                    "studies": studies,
                }
            )
    formatted = session.references(project.library.keys())
    references = sorted(
        (
            {
                "slug": project.library.slug(key),
                "html": Markup(reference.html),  # noqa: S704 # sanitised by the formatter
                "path": session.study_path(key),
                "sort": reference.text.casefold(),
            }
            for key, reference in formatted.items()
        ),
        key=lambda item: str(item["sort"]),
    )
    years = [r.year for r in rows if r.year]
    return render(
        "library.html",
        context,
        total=len(rows),
        first=min(years, default=""),
        last=max(years, default=""),
        groups=[{"name": name, "conditions": found} for name, found in groups.items()],
        references=references,
    )
