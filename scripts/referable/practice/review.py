"""What a practice's facts say against each other and against the calendar, as diagnostics."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from referable.diagnostics import Diagnostics, Severity
from referable.practice.contradictions import contradictions
from referable.practice.dated import SOON, Dated, checked_days, dated_facts, day_of_judgment
from referable.practice.model import Practice
from referable.yamlsource import Path, YamlDocument

__all__ = ["review_practice"]

_TOLD_SINGLY = 3
_FORMER = {"licenses": "licences", "establishment_license": "establishment_licence"}


def review_practice(
    practice: Practice,
    document: YamlDocument,
    path: str,
    diagnostics: Diagnostics,
    *,
    today: dt.date | None = None,
    asked: bool = False,
    is_whole: bool = True,
) -> None:
    """Report facts that contradict each other, have run out, or were not looked at for long.

    Args:
        practice: The facts.
        document: Where each stands.
        path: The file, for messages.
        diagnostics: Receives the problems.
        today: The day of the run; when None, the calendar is left out.
        asked: Whether that day was asked for; see `day_of_judgment`.
        is_whole: Whether nothing wrong was left out; else facts are not held against each other.
    """

    def report(
        at: Path, code: str, message: str, fix: str, severity: Severity | None = None
    ) -> None:
        line, column = document.place(_as_written(at, document))
        length = len(str(at[-1])) if at and isinstance(at[-1], str) else 1
        diagnostics.report(
            code, message, path, line, column, fix=fix, length=length, severity=severity
        )

    for found in contradictions(practice) if is_whole else ():
        report(found.path, found.code, found.message, found.fix, found.severity)
    if today is None:
        return
    for at, what, day in _days_in_the_past(practice):
        if day > today:
            message = f"{what} is dated {day}, which is still to come."
            report(at, "date-impossible", message, "Write the day on which it was done.")
    judged = day_of_judgment(practice, today, asked=asked)
    for fact, message in _by_the_calendar(practice, judged):
        code = fact.code if fact.until < judged else "expires-soon"
        report(fact.path, code, message, fact.fix)


def _by_the_calendar(practice: Practice, judged: dt.date) -> Iterator[tuple[Dated, str]]:
    """Facts that have run out or end soon, each with what to say of it."""
    facts = list(dated_facts(practice))
    overdue = Counter(f.code for f in facts if f.until < judged)
    rules_told = False
    for fact in facts:
        if fact.until < judged:
            message = f"{fact.what} expired on {fact.until}." if fact.ends else _overdue(fact)
            if fact.code == "safety-stale" and overdue[fact.code] > _TOLD_SINGLY:
                if rules_told:
                    continue
                rules_told = True
                message += f" So were {overdue[fact.code] - 1} more, below."
            yield fact, message
        elif fact.ends and fact.until <= judged + SOON:
            days = (fact.until - judged).days
            when = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
            yield fact, f"{fact.what} ends {when}, on {fact.until}."


def _overdue(fact: Dated) -> str:
    return f"{fact.what}, and was due again by {fact.until}."


def _days_in_the_past(practice: Practice) -> list[tuple[Path, str, dt.date]]:
    """Days that can only lie behind: of checks, and of papers that were given."""
    days: list[tuple[Path, str, dt.date]] = list(checked_days(practice))
    for index, person in enumerate(practice.people):
        at: Path = ("people", index)
        for number, granted in enumerate(person.licenses):
            if granted.issued:
                days.append(((*at, "licenses", number, "issued"), "The license", granted.issued))
        for number, certificate in enumerate(person.certificates):
            if certificate.date:
                path = (*at, "certificates", number, "date")
                days.append((path, f"“{certificate.name}”", certificate.date))
        board = person.board_certification
        if board and board.issued:
            path = (*at, "board_certification", "issued")
            days.append((path, "The certification", board.issued))
    permit = practice.establishment_license
    if permit and permit.issued:
        days.append((("establishment_license", "issued"), "The permit", permit.issued))
    return days


def _as_written(at: Path, document: YamlDocument) -> Path:
    """A place by the names that the file uses, which may be the former ones."""
    written: Path = ()
    for part in at:
        former = _FORMER.get(part, part) if isinstance(part, str) else part
        written = (*written, part if (*written, part) in document.places else former)
    return written
