"""Who is due for a call, a visit or a note.

The spans are those of the lunch-visit plan in the packet, which are this project's own judgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referable.outreach.contacts import Contact

__all__ = ["Due", "Step", "find_due"]

NOTE_DAYS = 2
"""Days after a visit in which the note is written."""
CONFIRM_DAYS = 7
"""Days before a visit on which it is confirmed."""
TRY_AGAIN_DAYS = 7
"""Days after a call without an answer."""
AFTER_NO_DAYS = 56
"""Days after a no."""
RETURN_DAYS = 42
"""Days after a visit on which to return, or to send one page."""


class Step(StrEnum):
    """What is due, the most urgent first."""

    NOTE = "note"
    VISIT = "visit"
    CALL = "call"

    @property
    def heading(self) -> str:
        """How a list of them is headed."""
        return {"note": "Thank-you notes", "visit": "Visits", "call": "Calls"}[self.value]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do.

    Attributes:
        step: What.
        on: The day it is due.
        contact: For whom.
        why: In a few words.
    """

    step: Step
    on: dt.date
    contact: Contact
    why: str


def find_due(contacts: Iterable[Contact], today: dt.date, *, ahead: int = 0) -> list[Due]:
    """What is due, the most urgent kind first, then by day.

    Args:
        contacts: The rows of the list.
        today: The run's clock.
        ahead: How many days to look ahead.
    """
    last = today + dt.timedelta(days=ahead)
    found = [due for contact in contacts for due in _steps(contact, today) if due.on <= last]
    order = list(Step)
    return sorted(found, key=lambda d: (order.index(d.step), d.on, d.contact.line))


def _steps(contact: Contact, today: dt.date) -> Iterator[Due]:
    if contact.answer == "never":
        return
    visit = contact.visit
    if visit is not None and visit <= today:
        if contact.thanked is None:
            day = visit + dt.timedelta(days=NOTE_DAYS)
            yield Due(Step.NOTE, min(day, today), contact, f"the visit was on {visit}")
        yield _again(contact, visit)
        return
    if visit is not None:
        yield Due(Step.VISIT, visit, contact, "planned")
        day = max(visit - dt.timedelta(days=CONFIRM_DAYS), contact.called or dt.date.min)
        if contact.called is None or contact.called < visit - dt.timedelta(days=CONFIRM_DAYS):
            yield Due(Step.CALL, day, contact, f"confirm head count and diets for {visit}")
        return
    yield _call(contact, today)


def _again(contact: Contact, visit: dt.date) -> Due:
    """After a visit: on the day that was agreed, else when the plan says so."""
    follow_up = contact.follow_up
    if follow_up is not None and follow_up > visit:
        return Due(Step.CALL, follow_up, contact, "follow-up agreed")
    day = visit + dt.timedelta(days=RETURN_DAYS)
    called = contact.called
    if called is not None and called >= day:
        day = called + dt.timedelta(days=TRY_AGAIN_DAYS)
    return Due(Step.CALL, day, contact, f"return, or send one page; last visit {visit}")


def _call(contact: Contact, today: dt.date) -> Due:
    called, follow_up = contact.called, contact.follow_up
    if follow_up is not None and (called is None or follow_up > called):
        return Due(Step.CALL, follow_up, contact, "follow-up agreed")
    if called is None:
        return Due(Step.CALL, today, contact, "never called")
    if contact.answer == "no":
        day = called + dt.timedelta(days=AFTER_NO_DAYS)
        return Due(Step.CALL, day, contact, f"a no on {called}; offer to fax one page")
    if contact.answer == "yes":
        day = called + dt.timedelta(days=TRY_AGAIN_DAYS)
        return Due(Step.CALL, day, contact, f"a yes on {called}, but no visit has a date")
    return Due(
        Step.CALL, called + dt.timedelta(days=TRY_AGAIN_DAYS), contact, f"no answer on {called}"
    )
