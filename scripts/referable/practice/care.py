"""What is offered, promised and left alone: waits, fees, reports, safety rules."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from referable.practice.values import Host
from referable.validation import Model

__all__ = [
    "Acceptance",
    "Fee",
    "HygieneRule",
    "Level",
    "Replies",
    "Report",
    "SafetyRule",
    "Service",
    "Wait",
]


class Level(StrEnum):
    """What a condition means for massage, from "no treatment" to "adapt"."""

    STOP = "stop"
    LOCAL = "local"
    CLEARANCE = "clearance"
    ADAPT = "adapt"

    @property
    def label(self) -> str:
        """The level as a heading."""
        return {
            Level.STOP: "No massage: we act the same day",
            Level.LOCAL: "Massage elsewhere: this area is left alone",
            Level.CLEARANCE: "A written OK with limits comes first",
            Level.ADAPT: "Massage with changes",
        }[self]


class Wait(Model):
    """How long a new referral waits for a first visit."""

    days: int = Field(ge=0)
    """Days until the next opening. Example: 3"""
    as_of: dt.date
    """The day you looked; after 14 days it is asked again. Example: 2026-11-20"""


class Replies(Model):
    """How fast a referral is answered."""

    business_days: int = Field(ge=0)
    """Business days; 0 for the same day. Example: 1"""

    @property
    def promise(self) -> str:
        """The time in words, to follow a verb: "the same day", "within 2 business days"."""
        days = self.business_days
        if days == 0:
            return "the same day"
        return f"within {days} business {'day' if days == 1 else 'days'}"


class Acceptance(Model):
    """Whether a group of people is seen, and with what training or limit."""

    accepts: bool
    """Whether you see them. Example: true"""
    training: str = ""
    """The training that stands behind it. Example: 24 hours, Example School of Massage"""
    note: str = ""
    """A condition or limit. Example: With the oncology team's written limits"""


class Fee(Model):
    """The price of a visit in US dollars."""

    minutes: int = Field(gt=0)
    """Length of the visit. Example: 60"""
    price: int = Field(ge=0)
    """Dollars, digits only. Example: 110"""
    note: str = ""
    """What the price does not say. Example: First visit"""


class Report(Model):
    """One promise of what comes back to the referring clinician."""

    event: str = Field(min_length=1)
    """When it is sent. Example: First visit done"""
    within: str = Field(min_length=1)
    """How fast, with a number. Example: 3 business days"""
    channel: str = Field(min_length=1)
    """How. Example: fax"""
    content: str = ""
    """What it says. Example: Findings, baseline scores, plan"""


class SafetyRule(Model):
    """What a condition means for massage here, with source and review."""

    condition: str = Field(min_length=1)
    """The condition in words a patient knows, too. Example: Fever"""
    level: Level
    """stop, local (avoid there), clearance (written OK first) or adapt. Example: stop"""
    action: str = Field(min_length=1)
    """What you do. Example: No treatment. We call you the same day."""
    source: str = Field(min_length=1)
    """Where the rule was read. Example: https://www.ncbi.nlm.nih.gov/books/NBK52120/"""
    reviewed_by: str = Field(min_length=1)
    """Who last looked at it. Example: Alex Example"""
    reviewed_on: dt.date
    """When; it is due again after 12 months. Example: 2026-11-01"""


class Service(Model):
    """A booking, message or form service that the site may link to."""

    host: Host
    """Its web host. Example: booking.example.com"""
    baa: bool
    """Whether you have a signed business associate agreement with it. Example: true"""
    name: str = ""
    """What it is for. Example: Online booking"""


class HygieneRule(Model):
    """One line of infection control, with the day it was last checked in the room."""

    rule: str = Field(min_length=1)
    """What is done. Example: Fresh linen for each person"""
    checked_on: dt.date | None = None
    """The day you last checked that it is done. Example: 2026-11-01"""
