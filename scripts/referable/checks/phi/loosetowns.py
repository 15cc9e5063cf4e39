"""Towns and roads in passages that tell of one patient, whatever stands before them."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.facts import plain_street
from referable.checks.phi.judging import is_history
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.names import AFTER_ORG, CAP
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import STATE, Taken, geo, is_ours, is_place
from referable.checks.phi.states import STATE_CODES, STATE_NAMES
from referable.checks.phi.townwords import (
    CARED_FOR,
    MODAL,
    ORG_IN,
    after_prepositions,
    is_authors_own,
    town_name,
)
from referable.checks.phi.whose import (
    is_public,
    names_one,
    names_public_figure,
    tells_of_one,
)
from referable.checks.phi.wordsets import word_set

__all__ = ["loose_places"]

_STATE_WORDS = frozenset(w for s in STATE_NAMES for w in s.split()) | frozenset(STATE_CODES)
_ROAD = re.compile(
    rf"\b(?:on|off|at|near|along|up|down|by|from|to)[ ](?:of[ ])?(?P<road>(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|Upper|Lower)\.?[ ])?(?:{CAP}[ ]){{1,2}}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Way|Circle|Loop|Highway|Hwy)\b\.?|(?:Highway|Hwy\.?|State Route|County Road|Route)[ ]\d+\w?)"
)
_TOWN_STATE = re.compile(rf"(?<![\w’'-])(?P<town>{CAP}(?:[ ]{CAP}){{0,2}}),[ ](?:{STATE})(?![\w-])")
_ONE = re.compile(
    r"\b(?:one of (?:our|my) [a-z]+|she|he|her|his|him|i|my|me|client|patient|mr|mrs|ms|woman|man|lady|gentleman|boy|girl|user|caller)\b"
)
_MINE = re.compile(
    r"\b(?:i|we|our|my)\b.*\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b|\b(?:opened|founded)\b"
)
_ANYBODY = re.compile(
    r"\b(?:clients|patients|people|participants|authors?|researchers?|anyone|everyone|you|your|we are|our (?:office|clinic|practice|studio)|university|college|hospital|course|conference|workshop|trial|study|team|meeting|convention|published|press)\b"
)
_ONE_OF_OURS = re.compile(
    r"\bone of (?:our|my) (?:[\w-]+ ){0,2}?(?:people|clients|patients|folks)\b"
)
_AILING = re.compile(
    rf"(?:[a-z-]+[ ]){{1,2}}with[ ](?:the|an?|her|his)[ ](?:[\w-]+[ ])?(?:{words.AILMENT}|{words.BODY})\b"
)
_FROM_TOWN = re.compile(
    rf"(?:\b(?:[Aa]n?|[Oo]ur|[Oo]ne|[Tt]he|[Tt]his|[Tt]hat)[ ](?:[a-z-]+[ ])?|^[ \t>*-]*)(?P<town>(?:(?:North|South|East|West|Downtown|Upper|Lower)[ ])?{CAP}(?:[ ]{CAP})?)[ ](?=(?:[a-z-]+[ ])?(?:{words.PERSON_NOUN}|client|patient|regular)\b)(?!(?:[a-z]+[ ])?(?:[a-z]+ologists?|chiropractors?|pioneers?|therapists?|doctors?|surgeons?|physicians?|teachers?|instructors?|authors?|designers?|photographers?|providers?|practitioners?|writers?|printers?|researchers?|reporters?|lawyers?|trainers?)\b)",
    re.MULTILINE,
)
_BESIDE = re.compile(
    r"\b(?:(?:i|we|she|he|they|client|patient|pt|who) (?:now |still )?(?:lives?|lived)|living|(?:the |her |his |my |our |yellow |white |blue |red )(?:house|home|place|trailer|farm|cabin|apartment) is)[ ](?P<where>(?:just |right |out |up |down |over |way )?(?:on the corner|on|at|across|next|behind|near|by|off|past|two|three|\d+|beside|opposite|between|above|over|up|down|along)\b[^.\n;!?]{4,90})"
)
_SIGNED = re.compile(
    rf"(?:[–—(*-]|^|\n|\bby[ ]|[Ss]igned,?[ ])[ \t*_]*(?:[A-Z]\.(?:[ ]?[A-Z]\.)?(?:[ ]{CAP})?|{CAP}(?:[ ][A-Z]\w{{0,2}}\.?)?|(?:a|an|your)[ ][a-z -]{{3,40}}?|[A-Z][a-z]+ of \w+)(?:,| from| in| of)[ ](?P<town>{CAP}(?:[ ]{CAP}){{0,2}})(?=[*_ ]*(?:$|\n|[,.:)\"“”(<]))",
    re.MULTILINE,
)
_QUOTES = ('"', "“", "”", ">", "★", "⭐")
_SENT = word_set(
    "note notes card cards review reviews letter testimonial feedback thank thanks signed"
)
_PEOPLE = word_set(
    "she he her his him i my me client patient mr mrs ms woman man lady gentleman boy girl user caller"
)


def loose_places(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns and roads in passages that speak of one patient, whatever stands before them."""
    for passage in document.passages:
        if is_authors_own(document, passage):
            continue
        if not (
            document.is_weak(passage)
            or passage.marks & words.HAS_MOTION.bit
            or document.speaks_of_one(passage)
        ):
            continue
        quoted = any(document.text.find(mark, passage.start, passage.end) >= 0 for mark in _QUOTES)
        if not (quoted or len(document.capitals_in(passage)) > 1 or passage.has(_PEOPLE)):
            continue
        if (
            document.is_team(passage)
            or document.is_study(passage)
            or document.is_policy(passage)
            or is_history(document, passage)
        ):
            continue
        yield from _beside(document, passage, taken)
        yield from _roads(document, passage, taken)
        if quoted or passage.has(_SENT):
            yield from _signed(document, passage, taken)
        yield from _by_origin(document, passage, taken)
        if document.speaks_of_one(passage) or _is_told(document, passage):
            yield from _with_state(document, passage, taken)
            yield from _after_any(document, passage, taken)


def _is_told(document: Document, passage: Passage) -> bool:
    """Whether any sentence of a passage with a capital has a word for one person."""
    known = passage.memo.get("told")
    if known is None:
        known = passage.memo["told"] = int(
            not is_public(document, passage)
            and _ONE.search(document.low, passage.start, passage.end) is not None
        )
    return bool(known)


def _beside(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    if not (document.speaks_of_one(passage) or _is_told(document, passage)):
        return
    for match in _BESIDE.finditer(document.low, passage.start, passage.end):
        start, end = match.span("where")
        places = re.findall(r"[A-Z][\w'’-]+", document.text[start:end])
        if places and not (set(places) <= _STATE_WORDS) and not taken.holds(start):
            taken.add(start, end)
            yield geo(start, end, "a place somebody lives at", certain=False)


def _by_origin(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town in "a Brownsville grandmother"."""
    for match in _FROM_TOWN.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        if (
            is_place(match["town"])
            and fold(match["town"]) not in document.facts.towns
            and not taken.holds(start)
            and not _ANYBODY.search(document.sentence_text(start))
            and (
                document.speaks_of_one(passage)
                or tells_of_one(document, start, passage)
                or _AILING.match(document.low, match.end())
            )
        ):
            taken.add(start, end)
            yield geo(start, end, "a town", certain=False)


def _roads(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    for match in _ROAD.finditer(document.text, passage.start, passage.end):
        start, end = match.span("road")
        if (
            plain_street(match["road"]) in document.facts.street_names
            or taken.holds(start)
            or not (document.speaks_of_one(passage) or tells_of_one(document, start, passage))
            or (
                is_ours(document, start, passage)
                and not re.search(r"\b(?:lives?|house|home)\b", document.sentence_text(start))
            )
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a street")


def _with_state(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town in "Lebanon, Oregon"."""
    for match in _TOWN_STATE.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        sentence = document.sentence_text(start)
        cared_for = CARED_FOR.search(document.low, passage.start, start) is not None
        if (
            taken.holds(start)
            or fold(match["town"]) in document.facts.towns
            or (
                match[0].endswith((" MD", " PA", " MA", " DO", " LA"))
                and not lexicon.is_place(match["town"])
            )
            or (_ANYBODY.search(_ONE_OF_OURS.sub("", sentence)) and not cared_for)
            or _MINE.search(sentence)
            or (ORG_IN.search(document.low, passage.start, start) and not cared_for)
            or not (
                _ONE.search(sentence)
                or document.has_person(passage)
                or "year" in sentence
                or names_one(document, start)
            )
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a town", certain=False)


def _after_any(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """Known towns after any preposition."""
    for town in after_prepositions(document, passage):
        if taken.holds(town.start()):
            continue
        name = town_name(town[0])
        if not name or not lexicon.is_place(name) or fold(name) in document.facts.towns:
            continue
        if document.facts.knows_person((fold(name),)):
            continue  # "done by Alex": somebody of the practice
        start, end = town.start(), town.start() + len(name)
        sentence = document.sentence_text(start)
        cared_for = CARED_FOR.search(document.low, passage.start, start) is not None
        if (
            _MINE.search(sentence)
            or (_ANYBODY.search(_ONE_OF_OURS.sub("", sentence)) and not cared_for)
            or (ORG_IN.search(document.low, passage.start, start) and not cared_for)
            or not (
                _ONE.search(sentence) or document.has_person(passage) or names_one(document, start)
            )
            or AFTER_ORG.match(document.text, end)
            or names_public_figure(document, start)
            or any(f.start < end and start < f.end for f in document.findings)
            or MODAL.match(document.low, end)
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a town", certain=False)


def _signed(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town under a quotation: "— M., Philomath"."""
    for match in _SIGNED.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        if (
            not taken.holds(start)
            and is_place(match["town"])
            and not document.facts.knows_person((fold(match["town"]),))
            and not any(f.start <= start < f.end and f.secret for f in document.findings)
        ):
            taken.add(start, end)
            yield geo(start, end, "a town", certain=False)
