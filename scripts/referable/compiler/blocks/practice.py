"""Blocks that show the practice's facts: refer, credentials, insurance, safety and their like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from referable.compiler.blocks.headings import level_below
from referable.compiler.directives import Context, Option, OptionKind, directive
from referable.compiler.templating import render

if TYPE_CHECKING:
    from referable.practice import Practice

__all__: list[str] = []

_LEVELS = ("stop", "local", "clearance", "adapt")
_LEVEL_HEADINGS = {
    "stop": "No massage: we act the same day",
    "local": "Massage elsewhere: this area is left alone",
    "clearance": "A written OK with limits comes first",
    "adapt": "Massage with changes",
}
_STATUS = {
    "covered": "Yes",
    "covered_with_order": "Yes, with an order",
    "authorized_only": "Only with authorization",
    "plan_dependent": "Depends on the plan",
    "with_letter": "No; the patient pays and may use a letter",
    "not_covered": "No, not covered",
}

_BILLED = frozenset({"covered", "covered_with_order", "authorized_only"})
_REFER_PAGES = ("clinicians.md", "refer.md")
_INSURANCE_PAGE = "insurance-and-fees.md"


def _billed(practice: Practice) -> list[str]:
    """Names of the payers the practice bills."""
    return [p.payer for p in practice.payers if p.status.value in _BILLED]


def _practice(context: Context, needs: str = "") -> Practice | None:
    """The practice, or None with a diagnostic when the block has nothing to show."""
    settings = context.session.project.settings
    practice = context.session.project.practice
    if practice is None and context.session.project.practice_is_broken:
        return None  # one message about the file is enough
    if practice is None:
        context.report_empty(
            f"“::: {context.name}” has nothing to show: there is no usable {settings.practice}.",
            f"Mend or add {settings.practice}.",
        )
        return None
    if needs and not getattr(practice, needs):
        context.report_empty(
            f"“::: {context.name}” has nothing to show: {settings.practice} has no “{needs}”.",
            f"Add “{needs}:” to {settings.practice}, or delete this block.",
        )
        return None
    return practice


def _show(context: Context, template: str, needs: str = "", **values: Any) -> str:
    from referable.practice import STATES  # noqa: PLC0415 # pydantic is slow to import

    if _practice(context, needs) is None:
        return ""
    return render(template, context, state=STATES.get, **values)


@directive("refer")
def _refer(context: Context, options: Mapping[str, Any]) -> str:
    del options
    practice = _practice(context)
    payers = _billed(practice) if practice else []
    return _show(context, "refer.html", payers=payers)


@directive("at-a-glance")
def _at_a_glance(context: Context, options: Mapping[str, Any]) -> str:
    """Who, licence, insurance, how to refer and how fast: the first screen of the home page."""
    del options
    practice = _practice(context)
    payers = _billed(practice) if practice else []
    pages = context.session.pages
    return _show(
        context,
        "at-a-glance.html",
        payers=payers,
        refer_path=next((p for p in _REFER_PAGES if p in pages), None),
        insurance_path=_INSURANCE_PAGE if _INSURANCE_PAGE in pages else None,
    )


@directive("credentials")
def _credentials(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "credentials.html", level=level_below(context))


@directive("insurance")
def _insurance(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "insurance.html", needs="payers", status=_STATUS)


@directive("fees")
def _fees(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "fees.html", needs="fees")


@directive("reporting")
def _reporting(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "reporting.html", needs="reporting")


@directive("team")
def _team(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "team.html", level=level_below(context))


@directive("locations")
def _locations(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "locations.html", needs="locations", level=level_below(context))


@directive("safety", level=Option(OptionKind.CHOICES, _LEVELS, default=_LEVELS))
def _safety(context: Context, options: Mapping[str, Any]) -> str:
    practice = _practice(context, needs="safety")
    if practice is None:
        return ""
    by_level = {
        level: [r for r in practice.safety if r.level is level]
        for level in dict.fromkeys(r.level for r in practice.safety)
        if level.value in options["level"]
    }
    levels = sorted(by_level, key=lambda level: _LEVELS.index(level.value))
    if not levels:
        context.report_empty(
            "“::: safety” has nothing to show: no entry has this level.",
            "Choose another level, or add entries to “safety:” in practice.yml.",
        )
        return ""
    return _show(context, "safety.html", levels=levels, rules=by_level, headings=_LEVEL_HEADINGS)
