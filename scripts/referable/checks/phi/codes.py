"""Numbers of patients in odd shapes: with slashes, in words, at a distance from what they are called."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi.document import Document
from referable.checks.phi.wordsets import word_set

__all__ = ["codes"]

_DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|\d)"
_LAST_IN_WORDS = re.compile(
    rf"\b(?:last (?:four|4)\b[^.\n]{{0,24}}\b(?:social|ssn|card|account)\b[^.\n]{{0,60}}?|(?:social|ssn|card|account) (?:that )?(?:ends?|ending)(?: in| with)?[ ])[:,]?[ ]?(?P<value>{_DIGIT}(?:[ -]{_DIGIT}){{3}})(?!\w|[ -]{_DIGIT})"
)
_LAST = word_set("last social ssn card account")
_SLASHED = re.compile(
    r"\b(?:claim|chart|file|record|case|member|policy|auth(?:orization)?|mrn|subscriber|visit|treatment|referral)\b[^\n]{0,60}?\b(?:ref\.?|no\.?|number|id|#|nr\.?|is)[ :]{0,2}(?P<value>(?=[a-z\d/-]*\d{3})[a-z]{1,5}[/-]\d[a-z\d]*(?:[/-][a-z\d]+){0,4})(?![\w/-])"
)
_SLASHED_WORDS = word_set(
    "claim chart file record case member policy auth authorization mrn subscriber visit treatment referral"
)
_PRINT = re.compile(
    r"\b(?:thumb|finger|palm|voice|face|iris|retina)[ -]?(?:print|scan|id)?s?\b[^.\n]{0,70}?\b(?:template|hash|file|id|record|scan|print)?\b[^.\n]{0,40}?(?:is|:|=)[ ]?(?P<value>(?:fp|bio|vp|iris|face|voice)[:_-][\w:-]{4,60})"
)
_PRINTS = word_set("thumb thumbprint finger fingerprint palm voice voiceprint face iris retina")
_OF_ONE = re.compile(
    r"\b(?:her|his|she|he|my|client['’]?s?|patient['’]?s?|pt|mr|mrs|ms|woman|man|lady)\b"
)


def codes(document: Document) -> Iterator[tuple[int, int, str]]:
    """Where such numbers stand, and what each is."""
    for pattern, needed, what in (
        (_LAST_IN_WORDS, _LAST, "the end of a number of one person"),
        (_SLASHED, _SLASHED_WORDS, "a number of one person"),
        (_PRINT, _PRINTS, "a print of somebody's body"),
    ):
        for passage, match in document.matches(pattern, needed):
            if document.is_study(passage) or (
                document.is_policy(passage) and pattern is not _PRINT  # a template of a thumb
            ):
                continue
            if document.speaks_of_one(passage) or _OF_ONE.search(
                document.sentence_text(match.start())
            ):
                yield *match.span("value"), what
