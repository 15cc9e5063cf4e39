"""The block `::: study`: one study, its facts and its results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from referable.compiler.directives import Context, Option, OptionKind, directive
from referable.compiler.templating import render

__all__: list[str] = []


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
