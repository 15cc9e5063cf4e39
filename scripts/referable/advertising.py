"""What a practice's states want on every page, PDF, card and picture that advertises it.

Name, title and license number are printed everywhere in every state; the rows of
`data/state_advertising.yml` only add to that. Checked for the rules listed there, each with its
source and the date it was read; a state without a row is reported as not researched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from referable.diagnostics import Diagnostics
from referable.practice import STATES, EstablishmentLicense, License, Person, Practice
from referable.rules import Severity

__all__ = [
    "Advertising",
    "Need",
    "Read",
    "StateRule",
    "advertising",
    "establishment_line",
    "license_line",
    "license_number",
    "state_rules",
    "states_of",
]


class Need(StrEnum):
    """Something an advertisement must show."""

    PERSON = "person-license"
    ESTABLISHMENT = "establishment-license"
    EITHER = "either-license"
    ADDRESS = "address"
    TELEPHONE = "telephone"


class Read(StrEnum):
    """How well a state's rule is known."""

    OFFICIAL = "official"
    SECONDARY = "secondary"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class StateRule:
    """One state's row.

    Attributes:
        state: Two letters.
        read: What was read of the rule.
        citation: The statute or rule by name; may be empty.
        needs: What the advertisement must show.
        exempt: Who need not show the establishment's number, in words.
        phrases: Groups of phrases; one of each group must stand on the advertisement.
        only_terms: The only names the service may have; empty for no limit.
        number_prefixes: What a license number begins with; empty when unknown.
        claims: What an advertisement may not say or show, in words.
        sources: Where it was read.
        recheck: What a person should look up before relying on the row.
        checked_on: When the sources were read.
    """

    state: str
    read: Read
    citation: str
    needs: frozenset[Need]
    exempt: str
    phrases: tuple[tuple[str, ...], ...]
    only_terms: tuple[str, ...]
    number_prefixes: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    recheck: str
    checked_on: dt.date


@cache
def state_rules() -> dict[str, StateRule]:
    """The rows of `data/state_advertising.yml` by state."""
    import yaml  # noqa: PLC0415 - only documents need it

    text = (resources.files("referable") / "data" / "state_advertising.yml").read_text("utf-8")
    data = yaml.safe_load(text)
    return {
        state: StateRule(
            state=state,
            read=Read(row["read"]),
            citation=row.get("citation", ""),
            needs=frozenset(Need(n) for n in row.get("needs", ())),
            exempt=row.get("exempt", ""),
            phrases=tuple(tuple(group) for group in row.get("phrases", ())),
            only_terms=tuple(row.get("only_terms", ())),
            number_prefixes=tuple(row.get("number_prefixes", ())),
            claims=tuple(row.get("claims", ())),
            sources=tuple(row["sources"]),
            recheck=row.get("recheck", ""),
            checked_on=row.get("checked_on", data["checked_on"]),
        )
        for state, row in data["states"].items()
    }


@dataclass(frozen=True, slots=True)
class Advertising:
    """The lines that every page, PDF, card and picture of a practice carries.

    Attributes:
        people: Name, title and license numbers, one line a person, by the person's id.
        establishment: The establishment's license or permit, or an empty string.
        phrases: Further phrases that a state demands and that are true of this practice.
        address: The address, where a state wants it shown, or an empty string.
        telephone: The telephone, where a state wants it shown, or an empty string.
        unmet: Phrases a state demands which the practice's facts do not bear out.
        rules: The rows of the practice's states, for saying who wants a line.
    """

    people: tuple[tuple[str, str], ...]
    establishment: str
    phrases: tuple[str, ...]
    address: str
    telephone: str
    unmet: tuple[str, ...] = ()
    rules: tuple[StateRule, ...] = ()

    def lines(self, only: Collection[str] | None = None) -> tuple[str, ...]:
        """The lines to print: people, the practice, and its address where a state wants it.

        Args:
            only: Ids of the people the artefact is about; all of them when None.
        """
        people = [line for key, line in self.people if only is None or key in only]
        return tuple(line for line in (*people, *self.of_the_practice, self.contact) if line)

    @property
    def of_the_practice(self) -> tuple[str, ...]:
        """The establishment's number and the phrases that the states demand."""
        return tuple(line for line in (self.establishment, *self.phrases) if line)

    @property
    def contact(self) -> str:
        """Address and telephone on one line, where a state wants them on every advertisement."""
        return " · ".join(part for part in (self.address, self.telephone) if part)

    def lacking(self, text: str, only: Collection[str] | None = None) -> tuple[str, ...]:
        """What an artefact's visible text lacks, in the words that should stand there.

        Args:
            text: All text of the artefact; line breaks and spacing do not matter.
            only: Ids of the people the artefact is about; all of them when None.
        """
        seen = text.casefold()
        wanted = [part for line in self.lines(only) for part in line.split(" · ")]
        return tuple(dict.fromkeys(w for w in wanted if w and not _in_print(w).search(seen)))


def _plain(text: str) -> str:
    """Letters and digits only, so that no line break, comma or hyphenation hides anything."""
    return "".join(c for c in text.casefold() if c.isalnum())


@cache
def _in_print(wanted: str) -> re.Pattern[str]:
    """Finds words whatever stands between their letters; a number is not part of a longer one."""
    letters = _plain(wanted)
    before = r"(?<!\d)" if letters[:1].isdigit() else ""
    after = r"(?!\d)" if letters[-1:].isdigit() else ""
    return re.compile(before + r"[\W_]*".join(map(re.escape, letters)) + after)


def license_line(person: Person) -> str:
    """Name, title and license numbers of a person: "Alex Example, LMT · Oregon license 1"."""
    title = person.title or person.licenses[0].title
    numbers = (license_number(granted) for granted in person.licenses)
    return " · ".join([f"{person.name}, {title}", *numbers])


def license_number(granted: License) -> str:
    """The state and number of a license: "Oregon license 1", or what the state calls it."""
    if granted.state == "CA":
        # California certifies through a council; "license" would suggest the state did.
        return f"CAMTC certificate {granted.number}"
    title = granted.title.casefold()
    word = next(
        (w for stem, w in (("regist", "registration"), ("certif", "certificate")) if stem in title),
        "license",
    )
    return f"{STATES[granted.state]} {word} {granted.number}"


def establishment_line(granted: EstablishmentLicense) -> str:
    """The state, title and number of a permit: "Oregon massage facility permit 1"."""
    return f"{STATES[granted.state]} {_lower_first(granted.title)} {granted.number}"


def _lower_first(title: str) -> str:
    first, _, rest = title.partition(" ")
    return f"{first.lower()} {rest}".strip() if first[1:].islower() else title


def states_of(practice: Practice) -> tuple[str, ...]:
    """The states a practice is licensed or works in, each once, in alphabetical order."""
    states = {granted.state for person in practice.people for granted in person.licenses}
    states |= {location.state for location in practice.locations}
    return tuple(sorted(states))


def advertising(practice: Practice, path: str, diagnostics: Diagnostics) -> Advertising:
    """The lines every artefact of a practice must carry; a practice in many states gets them all.

    Args:
        practice: The facts.
        path: The path of `practice.yml`, for messages.
        diagnostics: Receives what the facts lack, limits on wording, and states without a row.
    """
    rules = state_rules()
    people = tuple((person.id, license_line(person)) for person in practice.people)
    permit = practice.establishment_license
    establishment = establishment_line(permit) if permit is not None else ""
    needs: set[Need] = set()
    phrases: list[str] = []
    unmet: list[str] = []
    for state in states_of(practice):
        rule = rules.get(state)
        if rule is None:
            diagnostics.report(
                "ad-state-not-researched",
                f"The advertising rules of {STATES[state]} have not been researched.",
                path,
                1,
                fix="Ask the board what an advertisement must show; compare the packet with it.",
            )
            continue
        needs |= rule.needs
        for group in rule.phrases:
            add, missing = _phrase(group, practice, "\n".join(line for _, line in people))
            phrases += [add] * bool(add)
            unmet += [missing] * bool(missing)
        for problem in _problems(rule, practice):
            diagnostics.report(*problem[:2], path, 1, fix=problem[2], severity=problem[3])
    location = practice.location
    return Advertising(
        people=people,
        establishment=establishment,
        phrases=tuple(dict.fromkeys(phrases)),
        address=location.address if location and Need.ADDRESS in needs else "",
        telephone=practice.telephone if Need.TELEPHONE in needs else "",
        unmet=tuple(unmet),
        rules=tuple(rules[state] for state in states_of(practice) if state in rules),
    )


def _phrase(group: tuple[str, ...], practice: Practice, lines: str) -> tuple[str, str]:
    """The phrase of a group to add to the lines, and the phrase that the facts do not bear out."""
    if any(_plain(phrase) in _plain(lines) for phrase in group):
        return "", ""
    titles = {lic.title.casefold() for person in practice.people for lic in person.licenses}
    for phrase in group:
        if any(title in phrase.casefold() for title in titles):
            return phrase, ""
    return "", " or ".join(f"“{phrase}”" for phrase in group)


def _problems(
    rule: StateRule, practice: Practice
) -> Iterator[tuple[str, str, str, Severity | None]]:
    """What the facts lack for one state: code, message, fix, severity."""
    name = STATES[rule.state]
    source = f" ({rule.citation})" if rule.citation else ""
    lines = "\n".join(license_line(person) for person in practice.people)
    permit = practice.establishment_license
    if Need.ESTABLISHMENT in rule.needs and (permit is None or permit.state != rule.state):
        sole = len(practice.people) == 1 and bool(rule.exempt)
        exempt = f" {rule.exempt}" if rule.exempt else ""
        yield (
            "ad-establishment-missing",
            f"{name} wants the establishment's number on every advertisement{source}.{exempt}",
            "Add `establishment_license:` with state, number and title to practice.yml.",
            Severity.WARNING if sole else None,
        )
    for group in rule.phrases:
        missing = _phrase(group, practice, lines)[1]
        if missing:
            yield (
                "ad-phrase-missing",
                f"{name} wants {missing} on every advertisement{source}.",
                "Write the license's title in practice.yml exactly as the state grants it.",
                None,
            )
    for granted in (lic for person in practice.people for lic in person.licenses):
        known = rule.number_prefixes
        if granted.state == rule.state and known and not granted.number.startswith(known):
            yield (
                "ad-license-missing",
                (
                    f"License numbers in {name} begin with {' or '.join(known)}; "
                    f"“{granted.number}” does not."
                ),
                f"Write the number as the register shows it, such as {known[0]}12345.",
                Severity.WARNING,
            )
    wording = _other_terms(rule, practice)
    if wording:
        yield (
            "ad-wording",
            (
                f"{name} lets you call the service only {_either(rule.only_terms)}{source}; "
                f"“{wording}” uses another name."
            ),
            f"Write {_either(rule.only_terms)}.",
            None,
        )
    if rule.read is Read.PARTIAL:
        yield (
            "ad-rule-partial",
            f"The advertising rule of {name}{source} could be read only in part. {rule.recheck}",
            f"Read it at {rule.sources[0]}.",
            None,
        )


def _other_terms(rule: StateRule, practice: Practice) -> str:
    """The tagline, when it names the service otherwise than the state allows."""
    if not rule.only_terms:
        return ""
    text = practice.tagline.casefold()
    for term in rule.only_terms:
        text = text.replace(term, "")
    return practice.tagline if re.search(r"massage|bodywork|clinical \w+ therapy", text) else ""


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(f"“{w}”" for w in words)
