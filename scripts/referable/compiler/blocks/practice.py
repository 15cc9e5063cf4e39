"""Blocks that show the practice's facts: refer, credentials, insurance, safety and their like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from referable.compiler.blocks.headings import level_below
from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.templating import render
from referable.sharing.contacts import contact_card

if TYPE_CHECKING:
    from referable.practice import Practice

__all__: list[str] = []

_LEVELS = ("stop", "local", "clearance", "adapt")
_REFER_PAGES = ("clinicians.md", "refer.md")
_INSURANCE_PAGE = "insurance-and-fees.md"
_NOTICE = "good-faith-estimate"


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
    from referable.practice import STATES, background_is_stale  # noqa: PLC0415 # pydantic is slow to import

    practice = _practice(context, needs)
    if practice is None:
        return ""
    return render(
        template,
        context,
        practice=practice,
        state=STATES.get,
        stale=background_is_stale,
        host=_host,
        day=context.session.project.practice_day,
        **values,
    )


def _host(address: str) -> str:
    """The host of a web address, as people call a website."""
    return urlsplit(address).netloc.removeprefix("www.")


@directive("refer", Shows.PRACTICE)
def _refer(context: Context, options: Mapping[str, Any]) -> str:
    del options
    practice = _practice(context)
    return _show(context, "refer.html", payers=practice.billed if practice else ())


@directive("at-a-glance")
def _at_a_glance(context: Context, options: Mapping[str, Any]) -> str:
    """Who, licence, insurance, how to refer and how fast: the first screen of the home page."""
    del options
    practice = _practice(context)
    pages = context.session.pages
    return _show(
        context,
        "at-a-glance.html",
        payers=practice.billed if practice else (),
        refer_path=next((p for p in _REFER_PAGES if p in pages), None),
        insurance_path=_INSURANCE_PAGE if _INSURANCE_PAGE in pages else None,
    )


@directive("credentials", Shows.PRACTICE)
def _credentials(context: Context, options: Mapping[str, Any]) -> str:
    del options
    # A page that shows the team as well has the contact cards there.
    card = None if "::: team" in context.state.source.body else contact_card
    return _show(context, "credentials.html", level=level_below(context), card=card)


@directive("insurance", Shows.PRACTICE)
def _insurance(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "insurance.html", needs="payers")


@directive("fees", Shows.PRACTICE)
def _fees(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "fees.html", needs="fees")


@directive(
    "reporting",
    Shows.PRACTICE,
    show=Option(OptionKind.CHOICES, ("promise", "letter"), default=("promise",)),
)
def _reporting(context: Context, options: Mapping[str, Any]) -> str:
    """What comes back to the referring clinician, and a sample of the letter."""
    return _show(
        context,
        "reporting.html",
        needs="reporting",
        show=options["show"],
        letter_id=context.unique_id("sample-letter"),
    )


@directive(
    _NOTICE,
    Shows.PRACTICE,
    form=Option(OptionKind.CHOICE, ("notice", "short"), default="notice"),
)
def _good_faith_estimate(context: Context, options: Mapping[str, Any]) -> str:
    """The notice for people who pay themselves, in plain words.

    Source: 45 CFR 149.610, as told by the pages named in the documentation of this block.
    """
    here = context.state.source.path
    path = f"{_NOTICE}.md"
    pages = context.session.pages
    return _show(
        context,
        "good-faith-estimate.html",
        form=options["form"],
        notice_path=path if path in pages and path != here else None,
    )


@directive("hygiene", Shows.PRACTICE)
def _hygiene(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "hygiene.html", needs="hygiene")


@directive("access", Shows.PRACTICE)
def _access(context: Context, options: Mapping[str, Any]) -> str:
    """How people get in and are understood, and which groups are seen."""
    del options
    practice = _practice(context)
    rows = list(_access_rows(practice)) if practice is not None else []
    if practice is not None and not rows and not practice.training:
        context.report_empty(
            "“::: access” has nothing to show: practice.yml says nothing about access.",
            "Add `languages:`, `interpreter:`, or `step_free:` and `parking:` to a location.",
        )
        return ""
    return _show(context, "access.html", rows=rows)


def _access_rows(practice: Practice) -> Iterator[tuple[str, str]]:
    """Label and words of each fact about access; a practice with one place does not name it."""
    several = len(practice.locations) > 1
    if practice.languages:
        yield "Languages", ", ".join(practice.languages)
    if practice.interpreter:
        yield "Interpreter", practice.interpreter
    for place in practice.locations:
        of = f" ({place.name})" if several else ""
        if place.step_free is not None:
            yield f"Step-free access{of}", "Yes" if place.step_free else "No"
        facts = {
            "Access": place.access_note,
            "Table": place.table_text,
            "Parking": place.parking,
            "Transit": place.transit,
            "Companion or chaperone": place.chaperone_policy,
        }
        yield from ((f"{label}{of}", value) for label, value in facts.items() if value)
        yield f"Home visits{of}", "Yes" if place.home_visits else "No"
    if practice.secure_message:
        yield "Secure messages", practice.secure_message


@directive("team", Shows.PRACTICE)
def _team(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "team.html", level=level_below(context), card=contact_card)


@directive("locations", Shows.PRACTICE)
def _locations(context: Context, options: Mapping[str, Any]) -> str:
    del options
    return _show(context, "locations.html", needs="locations", level=level_below(context))


@directive("safety", Shows.PRACTICE, level=Option(OptionKind.CHOICES, _LEVELS, default=_LEVELS))
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
    return _show(context, "safety.html", levels=levels, rules=by_level)
