"""Plates of patients' cars."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi.document import Document

__all__ = ["plates"]

# "her plates say SPINE1", "a red Tacoma, YBC 441", "of our patient, Oregon ZZT-118".
_VANITY = re.compile(
    r"\b(?:plates?|tags?|registration|regn?\.?)(?: number| no\.?| #)?(?:(?: is| are| says?| reads?| reading| spells?|:|=|,)|[ ](?=(?:WA|OR|CA|ID|NV)[ ]))[ \t]*(?:(?:WA|OR|CA|ID|NV)[ ])?[\"“']?(?P<value>(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4,8}|[A-Z]{2,4}[ -][A-Z0-9]{2,4}|\d{2,4}[ -][A-Z]{2,4})(?![\w-])"
)
_CAR_PLATE = re.compile(
    r"(?<![\w/.-])(?P<value>\d{3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]\d{3,4}|\d[A-Z]{3}[ -]?\d{3})(?![\w-])"
)
_DRIVEN = re.compile(
    r"\b(?:drives?|driving|drove|parks?|parked|parking|rides?|plates?|van|truck|car|pickup|suv|sedan|minivan|motorcycle|scooter|wagon|toyota|honda|subaru|ford|tacoma|tundra|chevy|jeep|nissan|mazda|volvo|vw|kia|hyundai|tesla|prius|civic|accord|outback|forester|cr-?v|rav-?4|camry|corolla|highlander|sienna|odyssey|pilot|f-?1[05]0|silverado|ram|explorer|escape|altima|rogue|sentra|cx-?[359]|golf|jetta|audi|bmw|lexus|dodge|gmc|buick|(?:silver|white|black|gr[ae]y|red|blue|green|tan|gold|beige|brown|maroon|orange|yellow) (?:car|[a-z]+ ))\b"
)
_OF_ONE = re.compile(r"\b(?:my|hers?|his|she|he|client|patient|pt)\b")
_DRIVERS = frozenset({"she", "he", "her", "his", "hers", "my", "client", "patient", "pt"})
_PLATED = frozenset({"plate", "plates", "tag", "tags", "registration", "reg", "regn"})
_CAR = re.compile(
    r"\b(?:"
    + "|".join(sorted(triggers.CARS))
    + r")\b,?[ ](?:plates? )?(?P<value>(?-i:\d{3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{3,4}))(?![\w-])",
    re.IGNORECASE,
)


def plates(document: Document) -> Iterator[tuple[int, int]]:
    """Where plates stand behind a word for them, behind a car, and beside one that somebody drives."""
    for _, match in document.matches(_CAR, triggers.CARS, low=False, digits=True):
        yield match.span("value")
    for passage, match in document.matches(_VANITY, _PLATED, low=False):
        if document.is_policy(passage):
            continue
        if _OF_ONE.search(document.sentence_text(match.start())) or (
            document.speaks_of_one(passage) and not document.is_study(passage)
        ):
            yield match.span("value")
    for _, match in document.matches(_CAR_PLATE, _DRIVERS, low=False, digits=True):
        sentence = document.sentence_text(match.start())
        if _DRIVEN.search(sentence) and _OF_ONE.search(sentence):
            yield match.span("value")
