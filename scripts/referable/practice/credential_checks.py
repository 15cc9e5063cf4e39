"""Whether what is said of a person fits together: licenses, letters, titles, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from referable.practice.contradiction import Contradiction
from referable.practice.model import Practice
from referable.practice.people import LicenseStatus, Person
from referable.practice.states import STATES
from referable.yamlsource import Path

__all__ = ["check_people"]

MASSAGE_THERAPIST = "225700000X"
"""The code of massage therapists in the Health Care Provider Taxonomy (NUCC)."""

_GRANTED_LETTERS = re.compile(r"\b(?:LMT|LMBT|LMP|LMTI|CMT|CMP|RMT|RMP|MMP|CAMTC)\b")
_DOCTOR = re.compile(r"^(?:Dr|Doctor)\b", re.IGNORECASE)


def check_people(practice: Practice) -> Iterator[Contradiction]:
    """What is contradictory, half said or borne out by nothing in each person's entry."""
    ids = [p.id for p in practice.people]
    leads = [i for i, p in enumerate(practice.people) if p.lead]
    for index in leads[1:]:
        yield Contradiction(
            "fact-contradiction",
            f"Both {practice.people[leads[0]].name} and {practice.people[index].name} are marked "
            "as lead.",
            ("people", index, "lead"),
            "Keep `lead: true` for one person.",
        )
    yield from _shared_numbers(practice)
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
        yield from _titles(person, at)
        yield from _credentials(person, at)
        yield from _spans(person, at)


def _shared_numbers(practice: Practice) -> Iterator[Contradiction]:
    """Numbers that are given to one person only, and stand on two."""
    seen: dict[tuple[str, str], str] = {}
    for index, person in enumerate(practice.people):
        numbers: list[tuple[tuple[str, str], str, Path]] = [
            (
                (granted.state, granted.number),
                f"license {granted.number}",
                ("licenses", i, "number"),
            )
            for i, granted in enumerate(person.licenses)
        ]
        if person.npi:
            numbers.append((("NPI", person.npi), f"NPI {person.npi}", ("npi",)))
        for key, what, place in numbers:
            first = seen.setdefault(key, person.id)
            if first != person.id:
                yield Contradiction(
                    "fact-contradiction",
                    f"Two people have {what}.",
                    ("people", index, *place),
                    "Copy each number again from the paper or the register.",
                )


def _titles(person: Person, at: Path) -> Iterator[Contradiction]:
    """Titles and letters that no license of the person grants."""
    granted = {lic.title.casefold() for lic in person.licenses}
    if person.title.casefold() not in granted and not re.search(
        r"\bspecialist\b", person.title, re.IGNORECASE
    ):
        yield Contradiction(
            "credential-unbacked",
            f"The title of {person.name} is “{person.title}”, and the license says "
            f"“{person.licenses[0].title}”.",
            (*at, "title"),
            "Write the same title in both places, as the state grants it.",
        )
    shorts = {lic.short_title.casefold() for lic in person.licenses if lic.short_title}
    for letters in _GRANTED_LETTERS.findall(person.credentials) if shorts else ():
        if letters.casefold() not in shorts:
            yield Contradiction(
                "credential-unbacked",
                f"{person.name} carries the letters {letters}, and no license listed grants them.",
                (*at, "credentials"),
                "Write the letters of `short_title:`, or correct the license.",
            )
    if _DOCTOR.search(person.name):
        yield Contradiction(
            "credential-unbacked",
            f"“{person.name}” reads as a physician's name.",
            (*at, "name"),
            "Write the name as it stands on the license; a doctorate goes after it, such as PhD.",
        )
    if person.taxonomy and person.taxonomy.upper() != MASSAGE_THERAPIST:
        yield Contradiction(
            "fact-contradiction",
            f"The taxonomy code of {person.name} is not that of massage therapists.",
            (*at, "taxonomy"),
            f"Write {MASSAGE_THERAPIST}, or leave the line out if your NPPES record names "
            "another profession first.",
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
