"""Facts that grow old: until when each is good, and what to do then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from referable.practice.model import Practice
from referable.practice.people import BackgroundCheck, Person
from referable.practice.states import STATES
from referable.yamlsource import Path

__all__ = [
    "SOON",
    "Dated",
    "background_is_stale",
    "checked_days",
    "dated_facts",
    "day_of_judgment",
]

SOON = dt.timedelta(days=60)
"""How long before its end a license is spoken of."""

_WAIT = dt.timedelta(days=14)
_PAYER = dt.timedelta(days=180)
_YEAR = dt.timedelta(days=365)
_BACKGROUND = dt.timedelta(days=730)  # NCBTMB checks anew at each renewal, every two years


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact that is good until some day.

    Attributes:
        path: Where its date stands in `practice.yml`.
        what: The fact in a few words, as a message begins.
        until: The last day it is good.
        code: The rule that is broken after that day.
        ends: Whether it ends by itself, as a license does; else it wants another look.
        fix: What to do.
    """

    path: Path
    what: str
    until: dt.date
    code: str
    ends: bool
    fix: str


def background_is_stale(check: BackgroundCheck, today: dt.date) -> bool:
    """Whether a background check is too old to be shown."""
    return check.date + _BACKGROUND < today


def day_of_judgment(practice: Practice, today: dt.date, *, asked: bool = False) -> dt.date:
    """The day that dated facts are judged by.

    A sample's facts are made up, and nobody can keep them fresh: unless a day was asked for,
    they are judged by the newest day on which they say they were checked.
    """
    if asked or not practice.sample:
        return today
    days = [day for _, _, day in checked_days(practice) if day <= today]
    return max(days, default=today)


def checked_days(practice: Practice) -> Iterator[tuple[Path, str, dt.date]]:
    """Each day on which something is said to have been done: its place, what, and the day."""
    if practice.wait:
        yield ("wait", "as_of"), "The wait time", practice.wait.as_of
    for index, payer in enumerate(practice.payers):
        yield ("payers", index, "verified_on"), f"“{payer.payer}”", payer.verified_on
    for index, rule in enumerate(practice.safety):
        yield ("safety", index, "reviewed_on"), "This safety rule", rule.reviewed_on
    for index, line in enumerate(practice.hygiene):
        if line.checked_on:
            yield ("hygiene", index, "checked_on"), "This rule", line.checked_on
    for index, person in enumerate(practice.people):
        at = ("people", index)
        if person.background_check:
            path = (*at, "background_check", "date")
            yield path, "The background check", person.background_check.date
        if person.disciplinary_history:
            path = (*at, "disciplinary_history", "as_of")
            yield path, "The disciplinary history", person.disciplinary_history.as_of


def dated_facts(practice: Practice) -> Iterator[Dated]:
    """Every fact with an end or a review date, in the order of the file."""
    if practice.wait:
        yield Dated(
            ("wait", "as_of"),
            f"The wait time was last looked at on {practice.wait.as_of}",
            practice.wait.as_of + _WAIT,
            "fact-stale",
            ends=False,
            fix="Look at your calendar and write today's `days:` and `as_of:`.",
        )
    for index, person in enumerate(practice.people):
        yield from _of_person(person, ("people", index))
    permit = practice.establishment_license
    if permit and permit.expires:
        yield Dated(
            ("establishment_license", "expires"),
            f"The {permit.title} of {STATES[permit.state]}",
            permit.expires,
            "license-invalid",
            ends=True,
            fix="Renew it, then write the new date.",
        )
    for index, payer in enumerate(practice.payers):
        yield Dated(
            ("payers", index, "verified_on"),
            f"“{payer.payer}” was last checked on {payer.verified_on}",
            payer.verified_on + _PAYER,
            "payer-stale",
            ends=False,
            fix="Ask the payer again, correct the row, and write today's date; or delete the row.",
        )
    for index, rule in enumerate(practice.safety):
        yield Dated(
            ("safety", index, "reviewed_on"),
            f"This safety rule was last reviewed on {rule.reviewed_on}",
            rule.reviewed_on + _YEAR,
            "safety-stale",
            ends=False,
            fix="Read its source again, correct the rule if need be, and write today's date.",
        )
    for index, line in enumerate(practice.hygiene):
        if line.checked_on:
            yield Dated(
                ("hygiene", index, "checked_on"),
                f"“{line.rule}” was last checked on {line.checked_on}",
                line.checked_on + _YEAR,
                "fact-stale",
                ends=False,
                fix="Check it in the room and write today's date.",
            )


def _of_person(person: Person, at: Path) -> Iterator[Dated]:
    for index, granted in enumerate(person.licenses):
        if granted.expires:
            yield Dated(
                (*at, "licenses", index, "expires"),
                f"The {STATES[granted.state]} license of {person.name}",
                granted.expires,
                "license-invalid",
                ends=True,
                fix="Renew it and write the new date, or take the person off the site.",
            )
    board = person.board_certification
    if board and board.expires:
        yield Dated(
            (*at, "board_certification", "expires"),
            f"The certification of {person.name} by {board.issuer}",
            board.expires,
            "license-invalid",
            ends=True,
            fix="Renew it and write the new date, or delete `board_certification:`.",
        )
    for index, certificate in enumerate(person.certificates):
        if certificate.expires:
            yield Dated(
                (*at, "certificates", index, "expires"),
                f"The certificate “{certificate.name}” of {person.name}",
                certificate.expires,
                "fact-stale",
                ends=True,
                fix="Write the new date, or delete the certificate. The site hides it.",
            )
    if person.liability_insurance:
        yield Dated(
            (*at, "liability_insurance", "expires"),
            f"The liability insurance of {person.name}",
            person.liability_insurance.expires,
            "fact-stale",
            ends=True,
            fix="Write the new policy's date. The site hides the old one.",
        )
    check = person.background_check
    if check:
        yield Dated(
            (*at, "background_check", "date"),
            f"The background check of {person.name} was made on {check.date}",
            check.date + _BACKGROUND,
            "fact-stale",
            ends=False,
            fix="Write the date of a newer one, or delete it. The site hides it meanwhile.",
        )
    if person.cpr_expires:
        yield Dated(
            (*at, "cpr_expires"),
            f"The CPR card of {person.name}",
            person.cpr_expires,
            "fact-stale",
            ends=True,
            fix="Write the new card's date, or delete the line. The site hides the old one.",
        )
    history = person.disciplinary_history
    if history:
        yield Dated(
            (*at, "disciplinary_history", "as_of"),
            f"The disciplinary history of {person.name} was last looked up on {history.as_of}",
            history.as_of + _YEAR,
            "fact-stale",
            ends=False,
            fix="Look at the board's public record again and write today's date.",
        )
