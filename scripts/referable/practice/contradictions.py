"""Facts that cannot both be true, and statements that are left half said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from referable.practice.contradiction import Contradiction
from referable.practice.credential_checks import check_people
from referable.practice.model import Practice
from referable.practice.payer_checks import check_payers
from referable.practice.places import Location, Weekday
from referable.practice.states import STATES
from referable.practice.values import digits_of
from referable.rules.model import Severity
from referable.yamlsource import Path

__all__ = ["contradictions"]

_E, _W = Severity.ERROR, Severity.WARNING

_TIME = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|an?)\b.*\b(?:hour|day|week|month|visit|minute)"
    r"|\b(?:day|visit)\s+\d|same day|next (?:business )?day|at once|immediately",
    re.IGNORECASE,
)


def contradictions(practice: Practice) -> Iterator[Contradiction]:
    """Every contradiction and gap that no calendar is needed for."""
    yield from _contact(practice)
    yield from _scope(practice)
    yield from check_people(practice)
    yield from _places(practice)
    yield from _fees(practice)
    yield from check_payers(practice)
    yield from _languages(practice)
    yield from _groups(practice)
    yield from _promises(practice)


def _promises(practice: Practice) -> Iterator[Contradiction]:
    """Promises to report that name no time."""
    for index, report in enumerate(practice.reporting):
        if not _TIME.search(report.within):
            yield Contradiction(
                "promise-vague",
                f"“{report.within}” does not say how fast a report comes back.",
                ("reporting", index, "within"),
                "Write a number of days or visits, such as 3 business days, or same day.",
            )


def _languages(practice: Practice) -> Iterator[Contradiction]:
    """Languages of the practice that nobody speaks, where everybody's are listed."""
    if not all(person.languages for person in practice.people):
        return
    spoken = {name.casefold() for person in practice.people for name in person.languages}
    for index, language in enumerate(practice.languages):
        if language.casefold() not in spoken:
            yield Contradiction(
                "fact-contradiction",
                f"{language} is spoken here, and nobody's entry lists it.",
                ("languages", index),
                "Add it to that person's `languages:`, or delete it; an interpreter goes under "
                "`interpreter:`.",
            )


def _groups(practice: Practice) -> Iterator[Contradiction]:
    """Groups that are seen on the strength of no training."""
    for group, acceptance in practice.training.items():
        if acceptance.accepts and not acceptance.training:
            yield Contradiction(
                "credential-incomplete",
                f"You see {group.replace('_', ' ')}, and no training for it is named.",
                ("training", group),
                "Add `training:` with the hours and the school.",
            )


def _contact(practice: Practice) -> Iterator[Contradiction]:
    if practice.fax and digits_of(practice.fax) == digits_of(practice.telephone):
        yield Contradiction(
            "fact-contradiction",
            "The fax number is the telephone number.",
            ("fax",),
            "Write the number of the fax, or delete the line if one number takes both.",
        )
    for index, place in enumerate(practice.locations):
        if place.fax and digits_of(place.fax) == digits_of(place.telephone or practice.telephone):
            yield Contradiction(
                "fact-contradiction",
                f"The fax number of “{place.name}” is its telephone number.",
                ("locations", index, "fax"),
                "Write the number of the fax, or delete the line.",
            )


_SCOPE_PARTS = (
    (r"diagnos", "do not diagnose"),
    (r"prescri", "do not prescribe"),
    (r"adjust|thrust|manipulat", "do not adjust or thrust joints"),
    (r"medicin|medication|drug", "do not advise anyone to stop a medicine"),
    (r"red flag|back to (?:you|the|their)", "send red flags back to the clinician"),
)  # fmt: skip


def _scope(practice: Practice) -> Iterator[Contradiction]:
    if not practice.scope.strip():
        yield Contradiction(
            "scope-statement",
            "practice.yml does not say what you do and do not do.",
            (),
            "Add `scope:` with two sentences: you assess and treat soft tissue within your "
            "state's scope; you do not diagnose, prescribe, adjust joints or advise on medicines, "
            "and red flags go back to the clinician.",
        )
        return
    missing = [
        words for stem, words in _SCOPE_PARTS if not re.search(stem, practice.scope, re.IGNORECASE)
    ]
    if missing:
        yield Contradiction(
            "scope-statement",
            f"The scope does not say that you {'; '.join(missing)}.",
            ("scope",),
            "Add it in your own words.",
            _W,
        )


def _places(practice: Practice) -> Iterator[Contradiction]:
    licensed = {granted.state for person in practice.people for granted in person.licenses}
    permit = practice.establishment_license
    if permit and permit.issued and permit.expires and permit.expires < permit.issued:
        yield Contradiction(
            "date-impossible",
            f"The {permit.title} expires on {permit.expires}, before it was issued.",
            ("establishment_license", "expires"),
            "Copy both dates again from the paper.",
        )
    if permit and permit.expires is None:
        yield Contradiction(
            "credential-incomplete",
            f"The {permit.title} has no `expires:`.",
            ("establishment_license",),
            "Add the last day it is good for.",
            Severity.NOTE,
        )
    states = {place.state for place in practice.locations}
    if permit and states & licensed and permit.state not in states:
        yield Contradiction(
            "license-elsewhere",
            f"The {permit.title} is of {STATES[permit.state]}, where you see nobody.",
            ("establishment_license", "state"),
            "Add the permit of the state you work in, or correct the state.",
        )
    for index, place in enumerate(practice.locations):
        if place.state not in licensed:
            yield Contradiction(
                "license-elsewhere",
                f"“{place.name}” is in {STATES[place.state]}, and nobody is licensed there.",
                ("locations", index, "state"),
                f"Add a license of {STATES[place.state]} to a person, or correct the state.",
            )
        yield from _hours(place, ("locations", index))


def _hours(place: Location, at: Path) -> Iterator[Contradiction]:
    by_day: dict[Weekday, list[tuple[str, str, int]]] = {}
    for index, hours in enumerate(place.hours):
        if hours.close <= hours.open:
            yield Contradiction(
                "fact-contradiction",
                f"{hours.days}: “{place.name}” closes at {hours.close}, before it opens at "
                f"{hours.open}.",
                (*at, "hours", index),
                "Write times on a 24-hour clock: 5 p.m. is 17:00.",
                _E,
            )
            continue
        for day in hours.weekdays:
            by_day.setdefault(day, []).append((hours.open, hours.close, index))
    told: set[tuple[int, int]] = set()
    for day, spans in sorted(by_day.items()):
        for (_, ends, first), (begins, _, second) in pairwise(sorted(spans)):
            pair = (min(first, second), max(first, second))
            if begins < ends and pair not in told:
                told.add(pair)
                yield Contradiction(
                    "fact-contradiction",
                    f"“{place.name}” has two hours for {day.label} that overlap.",
                    (*at, "hours", pair[1]),
                    "Keep one line for each day, or two that do not overlap.",
                    _E,
                )


def _fees(practice: Practice) -> Iterator[Contradiction]:
    seen: dict[tuple[int, str], int] = {}
    for index, fee in enumerate(practice.fees):
        first = seen.setdefault((fee.minutes, fee.note), index)
        if practice.fees[first].price != fee.price:
            yield Contradiction(
                "fact-contradiction",
                f"A visit of {fee.minutes} minutes has two prices: "
                f"${practice.fees[first].price} and ${fee.price}.",
                ("fees", index),
                "Keep one, or add a `note:` that says when each holds.",
            )
