"""Where and when people are seen, and how they get in."""

from __future__ import annotations

import re
from enum import IntEnum

from pydantic import Field, field_validator

from referable.practice.states import State
from referable.practice.values import Telephone, TimeOfDay, Zip
from referable.validation import Model

__all__ = ["Geo", "Hours", "Location", "Weekday", "weekdays_in"]


class Weekday(IntEnum):
    """A day of the week, Monday first."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def label(self) -> str:
        """The day in words."""
        return self.name.capitalize()


_GROUPS = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_BETWEEN = re.compile(r"\s*(?:-|–|\bto\b|\bthrough\b)\s*")


def weekdays_in(text: str) -> tuple[Weekday, ...]:
    """The days that words such as "Monday to Thursday, Saturday" name, each once, in order.

    Raises:
        ValueError: A part names no day.
    """
    found: set[int] = set()
    for part in re.split(r"\s*(?:,|;|&|\band\b)\s*", text.strip().casefold()):
        if not part:
            continue
        if part in _GROUPS:
            found.update(_GROUPS[part])
            continue
        ends = [_weekday(word, text) for word in _BETWEEN.split(part)]
        if len(ends) > 2:
            raise ValueError(_no_days(text))
        first, last = ends[0], ends[-1]
        span = range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
        found.update(span)
    if not found:
        raise ValueError(_no_days(text))
    return tuple(Weekday(day) for day in sorted(found))


def _weekday(word: str, text: str) -> int:
    word = word.removesuffix(".").removesuffix("s")
    matches = [day for day in Weekday if len(word) >= 3 and day.name.casefold().startswith(word)]
    if len(matches) != 1:
        raise ValueError(_no_days(text))
    return matches[0]


def _no_days(text: str) -> str:
    return (
        f"“{text}” names no days of the week. "
        "| Write days in words, such as Monday to Thursday, or Tuesday, Saturday."
    )


def _clock(time: str) -> str:
    hour, minutes = int(time[:2]), time[3:]
    half = "am" if hour % 24 < 12 else "pm"
    return f"{hour % 12 or 12}{'' if minutes == '00' else ':' + minutes}\N{NO-BREAK SPACE}{half}"


class Hours(Model):
    """Opening hours of some days."""

    days: str
    """Days of the week in words. Example: Monday to Thursday"""
    open: TimeOfDay
    """When the day begins, on a 24-hour clock, in quotes. Example: "08:00\""""
    close: TimeOfDay
    """When the day ends, on a 24-hour clock, in quotes. Example: "18:00\""""

    @field_validator("days")
    @classmethod
    def _names_days(cls, days: str) -> str:
        weekdays_in(days)
        return days

    @property
    def text(self) -> str:
        """Days and times as Americans write them: "Friday: 8 am to 1 pm"."""
        return f"{self.days}: {_clock(self.open)} to {_clock(self.close)}"

    @property
    def weekdays(self) -> tuple[Weekday, ...]:
        """The days as such."""
        return weekdays_in(self.days)


class Geo(Model):
    """A place on the map, for search engines; in degrees."""

    latitude: float = Field(ge=-90, le=90)
    """Degrees north. Example: 44.05"""
    longitude: float = Field(ge=-180, le=180)
    """Degrees east; west is negative. Example: -123.09"""


class Location(Model):
    """A place where people are seen."""

    name: str = Field(min_length=1)
    """What you call it. Example: Main clinic"""
    street: str
    """Number, street, suite. Example: 100 Example Street, Suite 2"""
    city: str
    """The town. Example: Sampleton"""
    state: State
    """The state, in two letters. Example: OR"""
    zip: Zip
    """Five digits, in quotes so that a leading zero stays. Example: "97201\""""
    telephone: Telephone = ""
    """Only if this place has a number of its own. Example: 541-555-0102"""
    fax: Telephone = ""
    """Only if this place has a fax of its own. Example: 541-555-0103"""
    geo: Geo | None = None
    """Where it is on the map."""
    hours: tuple[Hours, ...] = ()
    """Opening hours, one line for days that are alike."""
    hours_note: str = ""
    """What the hours do not say. Example: By appointment only"""
    parking: str = ""
    """Where to park. Example: Free, four marked spaces at the door"""
    transit: str = ""
    """How to come without a car. Example: Bus 12, stop at the corner"""
    step_free: bool | None = None
    """Whether one gets from the street to the table without a step. Example: true"""
    access_note: str = ""
    """Doors, lift, restroom, scent, light. Example: Accessible restroom on the same floor"""
    table: str = ""
    """The treatment table in words. Example: Height-adjustable, carries 270 kg (595 lb)"""
    table_max_kg: int | None = Field(default=None, gt=0)
    """What the table carries, in kilograms. Example: 270"""
    table_height_adjustable: bool | None = None
    """Whether the table goes down for a transfer. Example: true"""
    home_visits: bool = False
    """Whether you go to people's homes from here. Example: true"""
    chaperone_policy: str = ""
    """Who may be in the room. Example: Anyone may bring a companion into the room."""
    photo: str = ""
    """A photo below docs/, described in photos.yml. Example: images/room.jpg"""
    photo_alt: str = ""
    """What the photo shows, for people who cannot see it. Example: A table by a window"""

    @property
    def address(self) -> str:
        """The address on one line."""
        return f"{self.street}, {self.city}, {self.state} {self.zip}"

    @property
    def table_text(self) -> str:
        """The table in words: those written, or the two facts about it."""
        if self.table:
            return self.table
        parts = []
        if self.table_height_adjustable is not None:
            parts.append("height-adjustable" if self.table_height_adjustable else "fixed height")
        if self.table_max_kg:
            parts.append(
                f"carries {self.table_max_kg} kg ({round(self.table_max_kg / 0.45359237)} lb)"
            )
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]
