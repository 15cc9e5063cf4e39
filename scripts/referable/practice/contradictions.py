"""Facts that cannot both be true, and statements that are left half said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from referable.practice.insurance import Coverage, Network, Payer, PlanType
from referable.practice.model import Practice
from referable.practice.people import LicenseStatus, Person
from referable.practice.places import Location, Weekday
from referable.practice.states import STATES
from referable.practice.values import digits_of
from referable.rules.model import Severity
from referable.yamlsource import Path

__all__ = ["Contradiction", "contradictions"]

_E, _W = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A problem between facts, with its place.

    Attributes:
        code: The rule.
        message: What is wrong.
        path: Where it stands in `practice.yml`.
        fix: What to write instead.
        severity: Other than the rule's own, or None.
    """

    code: str
    message: str
    path: Path
    fix: str
    severity: Severity | None = None


def contradictions(practice: Practice) -> Iterator[Contradiction]:
    """Every contradiction and gap that no calendar is needed for."""
    yield from _contact(practice)
    yield from _scope(practice)
    leads = [i for i, p in enumerate(practice.people) if p.lead]
    for index in leads[1:]:
        yield Contradiction(
            "fact-contradiction",
            f"Both {practice.people[leads[0]].name} and {practice.people[index].name} are marked "
            "as lead.",
            ("people", index, "lead"),
            "Keep `lead: true` for one person.",
        )
    ids = [p.id for p in practice.people]
    for index, person in enumerate(practice.people):
        at = ("people", index)
        if person.id in ids[:index]:
            yield Contradiction(
                "field-value",
                f"Two people have the id “{person.id}”.",
                (*at, "id"),
                "Give each person an id of their own.",
            )
        yield from _licenses(person, practice, at)
        yield from _credentials(person, at)
        yield from _spans(person, at)
    yield from _places(practice)
    yield from _fees(practice)
    for index, payer in enumerate(practice.payers):
        yield from _payer(payer, practice, ("payers", index))
    for index, report in enumerate(practice.reporting):
        if not re.search(
            r"\d|same day|at once|immediately|one |two |three ", report.within, re.IGNORECASE
        ):
            yield Contradiction(
                "promise-vague",
                f"“{report.within}” does not say how fast a report comes back.",
                ("reporting", index, "within"),
                "Write a number, such as 3 business days, or same day.",
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


def _licenses(person: Person, practice: Practice, at: Path) -> Iterator[Contradiction]:
    for index, granted in enumerate(person.licenses):
        here = (*at, "licenses", index)
        if granted.status not in {LicenseStatus.ACTIVE, LicenseStatus.PROBATION}:
            yield Contradiction(
                "license-invalid",
                f"The {STATES[granted.state]} license of {person.name} is {granted.status.value}.",
                (*here, "status"),
                "Take the person off the site until it is active.",
            )
        lacking = [n for n in ("expires", "verify_url") if getattr(granted, n) is None]
        if lacking:
            yield Contradiction(
                "credential-incomplete",
                f"The {STATES[granted.state]} license of {person.name} lacks "
                f"{' and '.join(f'`{n}:`' for n in lacking)}.",
                here,
                "Copy the last day from the license, and the address of the board's register.",
            )
    theirs = {granted.state for granted in person.licenses}
    everybodys = {granted.state for p in practice.people for granted in p.licenses}
    places = {place.state for place in practice.locations} & everybodys
    if places and not theirs & places:
        yield Contradiction(
            "license-elsewhere",
            f"{person.name} has no license of {_either(places)}, where you see people.",
            (*at, "licenses"),
            "Add the license of that state, or correct the state.",
        )


def _either(states: set[str]) -> str:
    return " or ".join(STATES[s] for s in sorted(states))


def _credentials(person: Person, at: Path) -> Iterator[Contradiction]:
    board = person.board_certification
    if board is not None and board.expires is None:
        yield Contradiction(
            "credential-incomplete",
            f"The certification of {person.name} by {board.issuer} has no `expires:`.",
            (*at, "board_certification"),
            "Add the last day it is good for.",
        )
    if board is None and "BCTMB" in person.credentials:
        yield Contradiction(
            "credential-unbacked",
            f"{person.name} carries the letters BCTMB, and no board certification is listed.",
            (*at, "credentials"),
            "Add `board_certification:` with name, issuer and expires, or delete the letters.",
        )
    if board is not None and "board certified" in board.issuer.casefold():
        yield Contradiction(
            "credential-unbacked",
            "The issuer of a board certification is the body that grants it.",
            (*at, "board_certification", "issuer"),
            "Write its name, such as NCBTMB.",
        )
    history = person.disciplinary_history
    if history is not None and history.board_url is None:
        yield Contradiction(
            "credential-incomplete",
            f"The disciplinary history of {person.name} has no link to the board's record.",
            (*at, "disciplinary_history"),
            "Add `board_url:` with the address of the board's public record.",
        )
    backed = any("specialist" in c.name.casefold() for c in person.certificates)
    backed = backed or (board is not None and "specialist" in board.name.casefold())
    for name in ("title", "credentials", "bio"):
        if not backed and re.search(r"\bspecialist\b", getattr(person, name), re.IGNORECASE):
            yield Contradiction(
                "credential-unbacked",
                f"{person.name} is called a specialist, and no certificate uses that word.",
                (*at, name),
                "Write the title as the state grants it, and list the training in hours.",
            )
    cover = person.liability_insurance
    if cover is not None and cover.per_claim > cover.aggregate:
        yield Contradiction(
            "fact-contradiction",
            f"The cover of {person.name} for one claim is larger than for all claims.",
            (*at, "liability_insurance", "per_claim"),
            "Swap the two numbers, or copy them again from the policy.",
        )


def _spans(person: Person, at: Path) -> Iterator[Contradiction]:
    """Papers that end before they begin."""
    papers: list[tuple[Path, str, dt.date | None, dt.date | None]] = [
        ((*at, "licenses", i), "The license", granted.issued, granted.expires)
        for i, granted in enumerate(person.licenses)
    ]
    papers += [
        ((*at, "certificates", i), "The certificate", c.date, c.expires)
        for i, c in enumerate(person.certificates)
    ]
    board = person.board_certification
    if board is not None:
        path = (*at, "board_certification")
        papers.append((path, "The certification", board.issued, board.expires))
    for path, what, begins, ends in papers:
        if begins and ends and ends < begins:
            yield Contradiction(
                "date-impossible",
                f"{what} of {person.name} expires on {ends}, before it was issued on {begins}.",
                (*path, "expires"),
                "Copy both dates again from the paper.",
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


def _payer(payer: Payer, practice: Practice, at: Path) -> Iterator[Contradiction]:
    def contradiction(
        message: str, field: str, fix: str, severity: Severity | None = None
    ) -> Contradiction:
        return Contradiction("payer-contradiction", message, (*at, field), fix, severity)

    kind, status = payer.plan_type, payer.status
    state = payer.state or (practice.location.state if practice.location else None)
    if kind is PlanType.AUTO and state == "FL" and status is not Coverage.NOT_COVERED:
        yield contradiction(
            "Personal injury protection in Florida does not pay massage therapists "
            "(Florida Statutes 627.736(1)(a)5).",
            "status",
            "Write `status: not_covered`.",
            _E,
        )
    if kind in {PlanType.MEDICARE, PlanType.TRICARE} and status is not Coverage.NOT_COVERED:
        name = "Original Medicare" if kind is PlanType.MEDICARE else "TRICARE"
        yield contradiction(
            f"{name} has no benefit for massage on its own.",
            "status",
            "Write `status: not_covered`; for a Medicare Advantage plan, "
            "`plan_type: medicare_advantage`.",
        )
    if kind is PlanType.VA and status not in {Coverage.AUTHORIZED_ONLY, Coverage.NOT_COVERED}:
        yield contradiction(
            "VA pays only for visits that it has authorized.",
            "status",
            "Write `status: authorized_only`.",
        )
    if kind is PlanType.HSA_FSA and status in {Coverage.COVERED, Coverage.COVERED_WITH_ORDER}:
        yield contradiction(
            "A health savings or flexible spending account asks for a letter of medical necessity.",
            "status",
            "Write `status: with_letter`.",
        )
    if status is Coverage.COVERED_WITH_ORDER and not payer.order_needed:
        yield contradiction(
            f"“{payer.payer}” covers massage with an order, and no order is said to be needed.",
            "order_needed",
            "Write `order_needed: true`, or `status: covered`.",
        )
    if status is Coverage.NOT_COVERED and payer.network is Network.IN:
        yield contradiction(
            f"You are in the network of “{payer.payer}”, which does not cover massage.",
            "network",
            "Write `network: none`, or correct the status.",
        )
    if status is Coverage.AUTHORIZED_ONLY and re.match(
        r"(no|none|not needed|never)\b", payer.prior_auth, re.IGNORECASE
    ):
        yield contradiction(
            f"“{payer.payer}” pays only with authorization, and `prior_auth` says there is none.",
            "prior_auth",
            "Say what has to be approved, and by whom.",
        )
    if any("97112" in code for code in payer.codes):
        yield contradiction(
            "97112 is neuromuscular re-education, which is not neuromuscular massage.",
            "codes",
            "Ask the payer which code it accepts for what you do.",
        )
