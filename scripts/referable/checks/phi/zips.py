"""ZIP and postal codes of patients, and positions on the map."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import STATE, Taken, geo, is_ours
from referable.checks.phi.states import STATE_CODES, STATE_NAMES
from referable.checks.phi.whose import (
    is_commented,
    is_public,
    is_terse,
    names_one,
    tells_of_one,
)
from referable.checks.phi.wordsets import word_set

__all__ = ["positions", "zip_codes"]

_FIVE_DIGITS = re.compile(r"(?P<zip>\d{5}(?:[-–]\d{4})?)(?![\d-]|[.,]\d|[ ]?(?:%|mg|ml|kg))")
_LABEL = re.compile(r"\b(?:zip|post(?:al)?[ ]?code|plz|code postal|c[óo]digo postal)")
_LEAD = re.compile(
    rf"(?<![\w])(?:(?i:zip ?code|zip|postal code|postcode)(?: is| as|:)?[ \t]*|{STATE},?[ \t\n]+"
    r"|(?i:(?:from|in|near|to|around|outside|for)[ ](?:the[ ])?|of the (?:client|patient)[^\n.]{0,30}:[ ]))$"
)
_APART = re.compile(r"(?:^|[,;:(/|–—-]|[a-z])[ \t\"'“*_]*$")
_APART_AFTER = re.compile(
    r"[ \t\"'”*_]*(?:[,;:)/|–—.\n]|-[ ]|-->|$|[ ](?:area|zip|with|came|has|and)\b)"
)
_COUNTED = re.compile(
    r"[ ]*(?:steps|dollars|people|patients|clients|miles|feet|words|visits|sessions|times|km|m\b|units?|adults|women|men|participants|hours|minutes|lbs?|pounds|calories|students|members|votes|volts)\b|[ ]*[×x]\b"
)
_CODED = re.compile(
    r"\b(?:cpt|hcpcs|icd|model|codes?(?! on)|pmid|pmc|npi|doi|mrn|chart|record|id|claim|member|invoice|order|case|file|account|acct|policy|number|no|ref|page|pages|grant|lot|serial|unit|units|bill(?:ed|s|ing)?|modifier|fee|procedure|form|port|po box|box)\b[^\n.;]{0,20}$|[#$€£№]\s?$|\bcpt\b"
)
_ENVELOPE = re.compile(
    r"\b(?:code on (?:her|his|the) (?:envelope|letter|parcel|card)|billing zip|zip)\b"
)
# Codes of procedures a practice bills; many look like ZIP codes of Oregon.
_PROCEDURES = word_set(
    """97010 97012 97014 97016 97018 97022 97024 97026 97028 97032 97033 97034 97035 97036 97039 97110 97112 97113 97116 97124 97129
    97130 97139 97140 97150 97161 97162 97163 97164 97165 97166 97167 97168 97169 97170 97172 97530 97533 97535 97537 97542 97545
    97546 97597 97598 97605 97606 97607 97608 97610 97750 97755 97760 97761 97763 97799 97802 97803 97804 97810 97811 97813 97814
    98925 98926 98940 98941 98942 98943 98960 99202 99203 99204 99205 99211 99212 99213 99214 99215"""
)
_ASKED = re.compile(r"\?[\s>*_]*(?:[a-z]+[ ]?:[ ]*)?(?:it['’]?s )?$")
_THEIRS = re.compile(
    r"\b(?:her|his|my|client['’]s|patient['’]s|pt['’]?s?) (?:\w+ )?(?:zip|post(?:al)?[ ]?code)\b"
)
_COUNT_FROM = re.compile(r"\b(?:\d+|one|two|three|four|five|six) (?:of them |were )?(?:from|in) $")
_AILING = re.compile(
    rf"\b(?:for|with) (?:a |an |the |her |his )?(?:{words.BODY}|{words.AILMENT})\b"
)
_BARE = re.compile(r"^[ \t]*(?P<zip>\d{5}(?:-\d{4})?)[ \t]*$", re.MULTILINE)
_SAID = re.compile(
    r"\b(?:zip(?: ?code)?|post(?:al)? ?code)\b[^.\n\d]{0,50}?\b(?P<zip>(?:(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double)[ ,.-]+){3,5}(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|nine|ninety)[ -]?){1,2}[a-z]+[ -](?:[a-z]+[ -]?){1,4})"
)
_SAID_DIGIT = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)"
# "Lebanon, OR nine seven three five five", or the five words on a line of their own.
_SAID_BARE = re.compile(
    rf"(?:\b(?:{'|'.join((*(c.lower() for c in STATE_CODES), *(n.lower() for n in STATE_NAMES)))}),?\s+|^[ \t>]*)(?P<zip>(?:{_SAID_DIGIT}[ ,.-]+){{4}}{_SAID_DIGIT})\b(?![ ,.-]+{_SAID_DIGIT}\b)",
    re.MULTILINE,
)
_DIGITS_SAID = 2
_FOREIGN = re.compile(
    r"\b(?P<zip>[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d|[A-Z]{1,2}\d[A-Z\d]?[ ]\d[ABD-HJLNP-UW-Z]{2})\b"
)
_MAYBE_FOREIGN = re.compile(r"[A-Z]\d[A-Z]?[ -]?\d[A-Z]")
# The first three digits may stay, except where 20,000 people or fewer live: lists of HHS guidance
# (2000 Census) and of the 2010 Census together.
_SMALL_AREAS = (
    r"(?:036|059|063|102|203|205|369|556|692|753|772|790|821|823|830|831|878|879|884|890|893)"
)
_SMALL = re.compile(
    rf"(?<![\w.$-])(?P<zip>{_SMALL_AREAS}(?:xx|\*\*|--|__|\.\.\.|…|XX|##)?)(?![\w%.,-]*\d)"
)
_GEOCODE = re.compile(
    r"(?<![\d.])-?\d{1,2}\.\d{3,}°?[ ]?[NS]?[,;/ ][ \t]*-?\d{2,3}\.\d{3,}°?[ ]?[EW]?|\d{1,2}°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d+)?[\"″])?[ ]?[NS],?[ ]+\d{1,3}°[ ]?\d{1,2}['′][ ]?(?:\d{1,2}(?:\.\d+)?[\"″])?[ ]?[EW]"
)
_DECIMALS = re.compile(r"\.\d{3,}°?[ ]?[NS]?[,;/ ]|°[ ]?\d")
_PLUS_CODE = re.compile(
    r"(?<!\w)(?:[23456789CFGHJMPQRVWX]{4})?[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)|///[a-z]+\.[a-z]+\.[a-z]+"
)


def zip_codes(document: Document, taken: Taken) -> Iterator[Finding]:
    """Five digits, five words, foreign codes, and the first three digits of small areas."""
    yield from _in_digits(document, taken)
    yield from _otherwise(document)


def _in_digits(document: Document, taken: Taken) -> Iterator[Finding]:
    for match in document.at_numbers(_FIVE_DIGITS, lengths=(5, 5)):
        start = match.start("zip")
        if taken.holds(start) or set(match["zip"]) <= {"0", "-"}:
            continue
        passage = document.passage_at(start)
        if passage is not None and _is_zip(document, match, passage):
            yield geo(start, match.end("zip"), "a ZIP code")
    if document.personal:
        for match in _BARE.finditer(document.text):
            if not taken.holds(match.start("zip")):
                yield geo(match.start("zip"), match.end("zip"), "a ZIP code")


def _otherwise(document: Document) -> Iterator[Finding]:
    """Codes in words, of other countries, and the first three digits of small areas."""
    yield from _in_words(document)
    if document.mixed_numbers and _MAYBE_FOREIGN.search(document.text):
        for passage, match in document.matches(_FOREIGN, low=False, digits=True):
            sentence = document.sentence_text(match.start())
            labelled = _LABEL.search(sentence) and names_one(document, match.start())
            if labelled or (
                tells_of_one(document, match.start(), passage)
                and not _CODED.search(document.low, passage.start, match.start())
            ):
                yield geo(*match.span("zip"), "a postal code")
    for passage in document.with_words(frozenset({"zip", "postal", "postcode", "prefix"})):
        if not passage.digits or is_public(document, passage):
            continue
        for match in _SMALL.finditer(document.text, passage.start, passage.end):
            if _LABEL.search(
                document.low, max(passage.start, match.start() - 30), match.start()
            ) and tells_of_one(document, match.start(), passage):
                yield geo(*match.span("zip"), "the beginning of a rare ZIP code")


def _in_words(document: Document) -> Iterator[Finding]:
    """Five digits said as words."""
    for passage, match in document.matches(_SAID, frozenset({"zip", "postal", "postcode"})):
        if tells_of_one(document, match.start(), passage) or names_one(document, match.start()):
            yield geo(*match.span("zip"), "a ZIP code in words")
    for passage in document.with_words(triggers.DIGIT_WORDS):
        if len(triggers.DIGIT_WORDS & passage.words) < _DIGITS_SAID:
            continue
        for match in _SAID_BARE.finditer(document.low, passage.start, passage.end):
            if document.speaks_of_one(passage) or document.near_person(passage):
                yield geo(*match.span("zip"), "a ZIP code in words")


def _is_zip(document: Document, match: re.Match[str], passage: Passage) -> bool:  # noqa: C901, PLR0912 - a chain of early returns
    """Whether five digits are the ZIP code of a patient."""
    start = match.start("zip")
    low, text = document.low, document.text
    before = low[max(passage.start, start - 50) : start]
    led = _LEAD.search(text, max(0, start - 24), start) is not None
    labelled = _LABEL.search(before) is not None
    bracketed = text[start - 1 : start] == "("
    if not (led or labelled or bracketed or _stands_apart(document, match, before)):
        return False
    if document.is_crowded(passage, "zip codes") or (
        is_ours(document, start, passage) and not _THEIRS.search(before)
    ):
        return False
    sentence = document.sentence_text(start)
    if labelled and _ASKED.search(before):
        return True
    if led and _COUNT_FROM.search(before) and re.search(r"\b(?:clients|patients)\b", sentence):
        return not is_public(document, passage)
    if labelled or led:
        if labelled and (
            document.speaks_of_one(passage)
            or _AILING.search(sentence)
            or re.search(r"\b(?:clients?|patients?)\b", sentence)
        ):
            return not (document.is_policy(passage) and not document.speaks_of_one(passage))
        if re.search(r"\b(?:client|patient|female|male|man|woman|her|his|my)\b", sentence):
            return not is_public(document, passage)
        if document.personal_score(passage) >= 2:
            return True
    if is_public(document, passage) and not document.headed_personal(passage):
        return False
    if match["zip"] in _PROCEDURES and not (led or labelled):
        return False
    if bracketed and document.sentence_personal(start) >= 3:
        return True
    if document.personal_score(passage) >= 2:
        return True
    if is_commented(document, start, passage) and document.is_weak(passage):
        return True
    return is_terse(document, start) or tells_of_one(document, start, passage) > 0


def _stands_apart(document: Document, match: re.Match[str], before: str) -> bool:
    """Whether five digits stand between commas or signs, with nothing that counts or labels them."""
    start, end = match.span("zip")
    text = document.text
    if _CODED.search(before) and not _ENVELOPE.search(document.sentence_text(start)):
        return False
    if _COUNTED.match(document.low, end) or text[start - 1 : start] in {
        "$",
        "#",
        ".",
        ",",
    }:
        return False
    if text[end : end + 1] in {".", ","} and text[end + 1 : end + 2].isdigit():
        return False
    return (
        _APART.search(text, max(0, start - 12), start) is not None
        and _APART_AFTER.match(text, end) is not None
    ) or _ENVELOPE.search(document.sentence_text(start)) is not None


def positions(document: Document) -> Iterator[Finding]:
    """Coordinates and codes of places."""
    if document.has_number_before(_DECIMALS):
        for passage, match in document.matches(_GEOCODE, low=False, digits=True):
            if document.personal_score(passage) >= 1 or re.search(
                r"\b(?:patient|client|home visit|her|his)\b",
                document.sentence_text(match.start()),
            ):
                yield geo(match.start(), match.end(), "a position on the map")
    if "+" in document.text or "///" in document.text:
        for passage, match in document.matches(_PLUS_CODE, low=False):
            if tells_of_one(document, match.start(), passage) or re.search(
                r"\b(?:client|patient|her|his|home visit)\b",
                document.sentence_text(match.start()),
            ):
                yield geo(match.start(), match.end(), "a position on the map")
