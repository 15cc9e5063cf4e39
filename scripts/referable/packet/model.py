"""What the packet is made from: plain values, so that it knows no site builder and no library."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from referable.practice import Practice
from referable.research.synopses import Certainty

__all__ = ["Brief", "Finding", "LetterScale", "PacketData", "Reference", "Specialty"]


@dataclass(frozen=True, slots=True)
class Specialty:
    """A condition the practice shows to referrers, with one graded sentence.

    Attributes:
        slug: The condition's slug.
        title: Its plain name.
        statement: One sentence, worded by its certainty, with comparator and time.
        certainty: As the source states it; None is printed as "not graded".
        keys: The citation keys the sentence rests on.
        url: Where the QR code leads; empty when the site has no address yet.
        plain: The same for patients, in plain words; empty to use the sentence itself.
        names: What else the condition is called, for choosing what concerns it.
    """

    slug: str
    title: str
    statement: str
    certainty: Certainty | None = None
    keys: tuple[str, ...] = ()
    url: str = ""
    plain: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a brief's table.

    Attributes:
        outcome: What was measured.
        comparison: Against what.
        timepoint: When.
        people: How many studies and people, in words.
        result: Estimate and interval with the kind of number, and the side it favors.
        certainty: As the source states it.
        reference: Which of the brief's references it comes from, counted from 1.
    """

    outcome: str
    comparison: str
    timepoint: str
    people: str
    result: str
    certainty: Certainty | None
    reference: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A study's citation key and its formatted reference as plain text."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What one page says about one condition.

    Attributes:
        specialty: The condition and its graded sentence.
        contrast: The best result that points another way, in one sentence; may be empty.
        contrast_certainty: Its certainty, as the source states it.
        findings: Results, null ones among them.
        conclusions: What each reference concluded, in the order of the references.
        harms: What the cited studies reported on harm; "not reported" is said, never left blank.
        limits: What weakens these results.
        refer: Whom to send; may be empty.
        clear: Whom to clear first for this condition; may be empty.
        avoid: Whom not to send for this condition; may be empty.
        references: Up to three formatted references.
        reviewed: When the synopses were last compared with their sources.
    """

    specialty: Specialty
    contrast: str = ""
    contrast_certainty: Certainty | None = None
    findings: tuple[Finding, ...] = ()
    conclusions: tuple[str, ...] = ()
    harms: str = ""
    limits: str = ""
    refer: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    reviewed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LetterScale:
    """A scale of the sample letter: its name, range and what change counts, with the source."""

    name: str
    span: str
    change: str


@dataclass(frozen=True, slots=True)
class PacketData:
    """Everything the packet says.

    Attributes:
        practice: The facts of `practice.yml`.
        today: The run's clock.
        specialties: In the order the practice shows them.
        briefs: One for each specialty that has evidence.
        conditions: Slug and plain name of every known condition.
        scales: For the sample letter.
        refer_url: Where the QR code for referring leads; empty for none.
        visit_url: Where patients find address and first visit; empty for none.
        accent: The color of rules; text is always black.
    """

    practice: Practice
    today: dt.date
    specialties: tuple[Specialty, ...] = ()
    briefs: tuple[Brief, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    scales: tuple[LetterScale, ...] = ()
    refer_url: str = ""
    visit_url: str = ""
    accent: str = "#1F4D46"
