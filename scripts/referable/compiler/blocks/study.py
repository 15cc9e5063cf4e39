"""The block `::: study`: one study, its facts and its results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.templating import render
from referable.research.sizes import Verdict, judge_size
from referable.research.synopses import Outcome, Provenance, SynopsisFacts

__all__: list[str] = []


@directive(
    "study",
    Shows.RESEARCH,
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
            measured=_measured(synopsis.facts.outcomes),
            reference=Markup(reference.html),  # noqa: S704 # sanitised by the formatter
        )
    from referable.plots.strips import draw_strips  # noqa: PLC0415 # only where shown

    strips = draw_strips(synopsis.facts.outcomes)
    return render(
        "study-results.html",
        context,
        facts=synopsis.facts,
        judged=[_judged(outcome, context, synopsis.facts) for outcome in synopsis.facts.outcomes],
        strips=[Markup(strip) for strip in strips],  # noqa: S704 # drawn by ourselves
        condition_path=session.condition_path,
        cited_on=[session.pages[path] for path in session.cited_on.get(key, ())],
        read_at=_read_at(synopsis.facts.provenance),
    )


_TIMES = 4
"""Time points that the strip of facts names; the table of results has all of them."""


def _measured(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """When the outcomes were measured, each time once."""
    times = tuple(dict.fromkeys(o.timepoint for o in outcomes if o.timepoint))
    return times if len(times) <= _TIMES else (*times[: _TIMES - 1], "and later, see the results")


def _judged(outcome: Outcome, context: Context, facts: SynopsisFacts) -> str:
    """How a difference stands to the change that people notice, or nothing where none is known."""
    judgement = judge_size(outcome, context.session.project.vocabulary, facts.conditions)
    if judgement.verdict is Verdict.UNKNOWN:
        return ""
    return f"Important change: {judgement.verdict.value}; {judgement.reason}"


def _read_at(pages: Iterable[Provenance]) -> dict[str, tuple[str, ...]]:
    """What was read at which site; named and never linked, since some are mirrors."""
    found: dict[str, dict[str, None]] = {}
    for page in pages:
        site = (urlsplit(page.url).hostname or page.url).removeprefix("www.")
        found.setdefault(site, {}).update(dict.fromkeys(page.saw))
    return {site: tuple(saw) for site, saw in found.items()}
