"""The blocks `::: library` and `::: evidence-map`: everything the practice holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from referable.compiler.blocks.studies import filter_choices, newest_first, study_rows
from referable.compiler.directives import Context, Option, OptionKind, directive
from referable.compiler.downloads import (
    condition_downloads,
    library_downloads,
    study_downloads,
)
from referable.compiler.templating import render, render_plot

__all__: list[str] = []


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
                "label": reference.label,
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
        **filter_choices(rows),
    )


@directive("evidence-map")
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


@directive("downloads", condition=Option(OptionKind.CONDITION), key=Option(OptionKind.KEY))
def _downloads(context: Context, options: Mapping[str, Any]) -> str:
    session = context.session
    if options["key"]:
        files = study_downloads(session, options["key"])
    elif options["condition"]:
        files = condition_downloads(session, options["condition"])
    else:
        files = library_downloads(session)
    return render("downloads.html", context, files=files)
