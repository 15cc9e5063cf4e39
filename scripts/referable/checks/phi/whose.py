"""Whose a place, a day or a number is: signs that a sentence tells of one person who is treated."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import itertools
import re

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.facts import PUBLIC_FIGURES
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.wordsets import word_set

__all__ = [
    "is_commented",
    "is_public",
    "is_terse",
    "names_one",
    "names_public_figure",
    "tells_of_one",
]

_PRONOUN = re.compile(
    r"\b(?:she|he|her|hers|his|him|herself|himself|one of (?:our|my)\b[^.\n]{0,24}?\b(?:clients|patients|regulars|people|folks)|(?:my|our|the|this|that|one|another|a|an|new|each|every|last|first|next)\b[^.\n]{0,24}?\b(?:client|patient)\b(?!['’]?s)|client['’]s|patient['’]s|"
    r"(?:client|patient|pt|cl)(?=[ ]?[(#:,]| (?:with|in|from|of|at|is|was|has|had|lives|came|who|w/|c/o|aged|since|for|seen|first|last|booked|born|dob|wants|needs|called|reports|says|said|resides?|comes|drives)\b)|mr|mrs|ms|user|caller|\d{2,3}[- ]?(?:y/?o|yrs?|year)[- ]?(?:old)?|(?:fe)?male|woman|man|lady|gentleman|boy|girl|guy|teen(?:ager)?|toddler|infant|baby|"
    r"(?<!, )pt|regular(?: of ours)?|retiree|widow(?:er)?|grand(?:mother|father|ma|pa))\b"
    r"|(?<![a-z] )(?<![\w-])(?:patient|client)(?=[ ,])(?![ ](?:education|privacy|safety|portal|rights|information|satisfaction|care|centred|centered|forms?|handouts?|leaflets?|should|may|can|must|will|would|needs|advice|materials?|experience|outcomes?|records?|intake|base|names?|choice|pages?|stories|reviews?|feedback|testimonials?|list|and|or|reported|preferences?|values)\b)"
    r"|\b[fm][ /,-]{1,2}\d{2}\b|\b\d{2}[ ]?[/,-]?[ ]?[fm]\b|\bmy (?:[\w-]+ ){0,2}?(?:pain|neck|back|hips?|knees?|shoulders?|appointment|appt|session|visit|massage|number|cell|home|address|house|jaw|head|foot|wrist)\b"
)
_NOUN = re.compile(
    rf"\b(?:an?|our|one|another|my|his|her|retired|local|old|young)[ ](?:[\w’'-]+[ ]){{0,3}}?(?:{words.PERSON_NOUN})(?![ ]?['’]?s?[ -]?(?:number|line|group|therapist|office|clinic))\b"
)
_ANYBODY = re.compile(
    r"\b(?:clients|patients|people|participants|anyone|everyone|somebody else|you|your|yours|volunteers|members|authors?|researchers?|readers)\b"
)
_TERSE = re.compile(
    r"\b(?:(?<!, )pt(?!,? (?:dpt|lmt|md|in private))|dx|hx|hv|ns|pmh|rtc|wbat|nwb|c/o|s/p|tx|soap|rom|lbp|mva|wnl|prn|f/u|post-?op|vm|cb|appt|resched\w*|copay|superbill|intake|dob|yo|y/o|no-?show\w*)\b|\b(?:sex|age|cc|dob|gender)[:=]|\b(?:client|patient|case)[ ]?(?:#|no\b|id\b|\d|[:(,])|(?:^|[(,;/ ])[fm][ /,]{1,2}\d\d\b|\b\d\d[ ]?[/,]?[ ]?[fm](?=[ ,;:/)]|$)|\b(?:fe)?male,? ?\d\d\b|\b\d\d,? (?:fe)?male\b",
    re.MULTILINE,
)
# Words of what befalls a body, besides those that any page of a practice has.
_AFFECTED = word_set(
    """couldn cannot hit struck limp limps hurt hurts head dizzy numb weak tired injured operated admitted discharged hospital surgery
    born died birthday pregnant twins married stroke fell tripped rehab hospice ached twisted rolled whiplash"""
)
_SHORT = 600
_COMMENTS = (("<!--", "-->"), ("{#", "#}"), (" hidden", "\n\n"), ("%%", "%%\n"))


def is_public(document: Document, passage: Passage) -> bool:
    """Whether a passage speaks of research, of staff, of rules or of an event."""
    return (
        document.is_study(passage)
        or document.is_team(passage)
        or document.is_policy(passage)
        or document.is_event(passage)
    )


def _around(document: Document, position: int) -> tuple[int, int]:
    """The sentence of a position, or all of a short record, whose lines are about one thing."""
    passage = document.passage_at(position)
    if (
        passage is not None
        and passage.end - passage.start < _SHORT
        and (document.kind is SourceKind.YAML or passage.form in {"record", "row"})
    ):
        return passage.start, passage.end
    return document.sentence(position)


def names_one(document: Document, position: int, *, nouns: bool = True) -> bool:
    """Whether the sentence around a position has a word for one person.

    Args:
        document: The text.
        position: An offset of the reading.
        nouns: Whether "a baker" counts besides "she" and "a client".
    """
    first, last = _around(document, position)
    low = document.low
    return _PRONOUN.search(low, first, last) is not None or (
        nouns and _NOUN.search(low, first, last) is not None
    )


_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?:[ ](?:[a-z]{2,3}[ ])?[A-Z][\w.’'-]*){1,3}")
_THEIRS = re.compile(r"\b(?:his|her|he|she)\b")
_OF_OURS = re.compile(r"\b(?:clients?|patients?|our|us|my)\b")


def names_public_figure(document: Document, position: int) -> bool:
    """Whether the sentence around a position tells of somebody known to all, and not of us."""
    first, last = document.sentence(position)
    passage = document.passage_at(position)
    if passage is not None and _THEIRS.search(document.low, first, last):
        first = passage.start  # "Jimmy Carter lived to 100. His hospice care …"
    if _OF_OURS.search(document.low, first, last):
        return False
    for match in _FULL_NAME.finditer(document.text, first, last):
        words_ = [fold(w) for w in re.findall(r"[^\W\d_][\w’'-]*", match[0])]
        if any((a, b) in PUBLIC_FIGURES for a, b in itertools.pairwise(words_)):
            return True
    return False


def is_terse(document: Document, position: int) -> bool:
    """Whether the sentence is written as in a chart: "F/52, s/p fusion", "pt c/o neck pain"."""
    first, last = _around(document, position)
    return _TERSE.search(document.low, first, last) is not None


def tells_of_one(document: Document, position: int, passage: Passage) -> int:
    """How surely a place in a text is about one person who is treated: 0 not, 1 maybe, 2 surely.

    Args:
        document: The text.
        position: An offset of the reading.
        passage: The passage there.
    """
    headed = document.headed_personal(passage)
    if is_public(document, passage) and not headed:
        return 0
    if document.has_person(passage) or headed:
        return 2
    first, last = _around(document, position)
    if _ANYBODY.search(document.low, first, last) and not _PRONOUN.search(
        document.low, first, last
    ):
        return 0
    if document.sentence_personal(position) >= 3:
        return 2
    if not (
        document.is_weak(passage) or passage.marks & words.HAS_MOTION.bit or passage.has(_AFFECTED)
    ):
        return 0
    if is_terse(document, position):
        return 2
    return int(names_one(document, position))


def is_commented(document: Document, start: int, passage: Passage) -> bool:
    """Whether a place stands in a comment or a hidden element, where nobody would look for it."""
    low = document.low
    for opening, closing in _COMMENTS:
        opened = low.rfind(opening, passage.start, start)
        if opened >= 0 and low.rfind(closing, opened, start) < 0:
            return True
    return False
