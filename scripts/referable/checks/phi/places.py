"""What all checks of places share: whether a place is the practice's or another's, and a finding."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage
from referable.checks.phi.states import COUNTRIES, STATE_CODES, STATE_NAMES
from referable.checks.phi.wordsets import word_set

__all__ = ["DIRECTIONS", "STATE", "Taken", "geo", "is_ours", "is_place"]

STATE = r"(?:" + "|".join(STATE_CODES) + r"|" + "|".join(STATE_NAMES) + r"|Ore\.|Wash\.|Calif\.)"
_OURS = re.compile(
    r"\b(?:our|we|us|office|clinic|studio|practice|hospital|library|restaurant|venue|parking|bus|park|driver|pedestrians|entrance|workshop|class|conference|held|where:|"
    r"store|school|church|hall|board|department|publisher|press|press,|directions|shop|cafe|café|market|pool|gym|pharmacy|return to|visit us|find us)\b"
)
_AT_HOME = re.compile(
    r"\b(?:(?:see|saw|treat\w*|visit\w*) (?:her|him) at home|(?:she|he|client|patient) lives|(?:her|his|(?:client|patient)['’]?s?) (?:home|house|place|apartment|farm|trailer|condo|room|address|addr)|(?:home|house) (?:visit|call)s? (?:for|to|at)|(?:house|home)[ -]?calls?:)\b"
)
_MOVING = re.compile(
    r"\b(?:we|i)(?:['’](?:re|m)| are| am|['’]ve| have)? (?:just )?mov(?:ing|ed) (?:in ?)?to\b"
)
_OUR_CLIENTS = re.compile(
    r"\b(?:our|one of our) (?:[\w-]+ ){0,2}?(?:clients?|patients?|regulars?|runner|home visit|(?:wo)?man|lady|gentleman|couple|person|widow(?:er)?|farmer|teacher|nurse)\b|\bwe (?:saw|see|meet|met|work\w*|treat\w*|drove|drive|go|bring|travel|visit\w*|called|mail\w*|sent)\b|\b(?:here|to us|see us|from us|by bus|(?:get|take|takes|catch|catches|took|no) (?:a |the )?bus|bus driver|nurse at|teacher at)\b"
)

DIRECTIONS = word_set(
    "north south east west northeast northwest southeast southwest old downtown upper lower"
)

_TOWN_ENDS = frozenset(
    ["City", "Falls", "Springs", "Beach", "Junction", "Rapids", "Heights", "Harbor", "Ferry", "Mills", "Corners"]
)  # fmt: skip


class Taken:
    """Spans that have a finding already.

    Args:
        spans: Start and end of each.
    """

    def __init__(self, spans: list[tuple[int, int]] | None = None) -> None:
        self._spans = spans or []

    def add(self, start: int, end: int) -> None:
        """Take a span."""
        self._spans.append((start, end))

    def holds(self, position: int) -> bool:
        """Whether a position stands in a taken span."""
        return any(s <= position < e for s, e in self._spans)


def geo(start: int, end: int, what: str, *, certain: bool = True) -> Finding:
    """A finding of a place."""
    return Finding("phi-geo", start, end, what, "", certain, "Write the state only, or drop it.")


def is_ours(document: Document, start: int, passage: Passage) -> bool:
    """Whether the words around a place say that it is the practice's, a venue or another office."""
    first, last = document.sentence(start)
    near = document.low[max(first, start - 60) : min(last, start + 60)]
    if _AT_HOME.search(near) or (document.headed_personal(passage) and _MOVING.search(near)):
        return False
    if _OURS.search(_OUR_CLIENTS.sub("", near)) is None:
        return False
    return not (
        document.headed_personal(passage) and words.PERSONAL.search(document.low, first, last)
    )


def is_place(phrase: str) -> bool:
    """Whether a phrase is a town, with or without a direction before it."""
    first, _, rest = phrase.partition(" ")
    if fold(phrase) in COUNTRIES:
        return False
    return (
        lexicon.is_place(phrase)
        or (fold(first) in DIRECTIONS and lexicon.is_place(rest))
        or (" " in phrase and phrase.rsplit(" ", 1)[1] in _TOWN_ENDS)
    )
