"""The blocks `::: library` and `::: evidence-map`: everything the practice holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from referable.compiler.blocks.studies import (
    StudyRow,
    filter_choices,
    newest_first,
    study_rows,
)
from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.downloads import (
    condition_downloads,
    library_downloads,
    study_downloads,
)
from referable.compiler.library_index import index_path
from referable.compiler.templating import render, render_plot
from referable.research.synopses import Certainty

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__: list[str] = []

# A page with more studies than this would be slow to open; its filters and its topics' pages
# lead to all of them.
_WHOLE = 600
_NEWEST = 50


@directive(
    "library",
    Shows.RESEARCH,
    part=Option(OptionKind.CHOICE, ("all", "finder", "shelves"), default="all"),
)
def _library(context: Context, options: Mapping[str, Any]) -> str:
    session = context.session
    rows = study_rows(session)
    whole = len(rows) <= _WHOLE
    # In one go for all studies' pages, which follow and would ask one by one.
    references = _references(session)
    years = [r.year for r in rows if r.year]
    return render(
        "library.html",
        context,
        part=options["part"],
        index=index_path(session),
        total=len(rows),
        whole=whole,
        first=min(years, default=""),
        last=max(years, default=""),
        groups=_groups(session, rows),
        newest=[] if whole else newest_first(rows)[:_NEWEST],
        references=references if whole else [],
        marks=[*Certainty, None],
        **filter_choices(rows),
    )


def _groups(session: Session, rows: list[StudyRow]) -> list[dict[str, Any]]:
    """The conditions that have studies, in their groups."""
    filed: dict[str, list[StudyRow]] = {}
    for row in rows:
        for slug in row.facts.conditions:
            filed.setdefault(slug, []).append(row)
    groups: dict[str, list[dict[str, Any]]] = {}
    for slug, condition in session.project.vocabulary.conditions.items():
        if slug in filed:
            groups.setdefault(condition.group, []).append(
                {
                    "slug": slug,
                    "name": condition.name,
                    "path": session.condition_path(slug),
                    "studies": newest_first(filed[slug]),
                }
            )
    return [{"name": name, "conditions": found} for name, found in groups.items()]


def _references(session: Session) -> list[dict[str, Any]]:
    """Every reference, in the order of its text."""
    library = session.project.library
    return sorted(
        (
            {
                "slug": library.slug(key),
                "html": Markup(reference.html),  # noqa: S704 # sanitised by the formatter
                "path": session.study_path(key),
                "label": reference.label,
                "sort": reference.text.casefold(),
            }
            for key, reference in session.references(library.keys()).items()
        ),
        key=lambda item: str(item["sort"]),
    )


@directive("evidence-map", Shows.RESEARCH)
def _evidence_map(context: Context, options: Mapping[str, Any]) -> str:
    del options
    from referable.plots import Layout, draw_evidence_map  # noqa: PLC0415 # only where shown

    project = context.session.project
    if not project.synopses:
        context.report_empty("“::: evidence-map” has nothing to show.", "Add synopses first.")
        return ""
    years = {e.key: e.year for e in project.library if e.year}
    prefix = context.unique_id("evidence-map")
    wide, narrow = (
        draw_evidence_map(
            project.synopses.values(), project.vocabulary, f"{prefix}-{layout.value}", layout, years
        )
        for layout in (Layout.WIDE, Layout.NARROW)
    )
    return render_plot(context, wide, narrow=narrow)


@directive(
    "downloads", Shows.RESEARCH, condition=Option(OptionKind.CONDITION), key=Option(OptionKind.KEY)
)
def _downloads(context: Context, options: Mapping[str, Any]) -> str:
    session = context.session
    if options["key"]:
        files = study_downloads(session, options["key"])
    elif options["condition"]:
        files = condition_downloads(session, options["condition"])
    else:
        files = library_downloads(session)
    return render("downloads.html", context, files=files)
