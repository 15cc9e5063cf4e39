"""Towns on lines of their own, between commas, and behind a label."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.names import CAP
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import STATE, Taken, geo, is_place
from referable.checks.phi.states import COUNTRIES, STATE_NAMES
from referable.checks.phi.whose import is_public, is_terse, tells_of_one
from referable.checks.phi.wordsets import word_set

__all__ = ["bare_lines", "labelled", "listed"]

_LISTED = re.compile(
    rf"(?:,|\n|[|(/–—]|[ ]-)[ \t]*(?P<town>{CAP}(?:[ \t]+{CAP}){{0,2}})[ \t]*(?=[,\n;|)./:]|[ ]?[\"“”*]|[ ][–—-][ ]|$)"
)
_LABELLED = re.compile(
    rf"\b(?i:(?:client|patient|pt|home)['’s]*[ _-]?)?(?i:resid(?:es|ence|ing|ent of)|home ?town|town|city|county|home|based|lives(?: in)?|neighbou?rhood|village|locality|municipality|region|area|suburb)[\"']?[ ]?[:=][ ]*[\"']?(?P<town>{CAP}(?:[ ]{CAP}){{0,2}})"
)
_CHARTED = word_set("pt dx hx hv tx soap rom mva prn appt intake yo client patient male female")
_CARDED = word_set("complaint occupation job age client patient reason dx diagnosis visits")
_CARD = re.compile(
    r"\b(?:chief complaint|complaint|occupation|job|age|client|patient|reason(?: for visit)?|dx|diagnosis)[ ]?:[ ]*\w"
)
_ALONE = re.compile(
    rf"^[ \t>?*]{{0,6}}(?P<town>{CAP}(?:[ ](?!{STATE}\b){CAP}){{0,2}})(?:,?[ ](?:{STATE}))?(?:[ ]\d{{5}})?[ \t]*$",
    re.MULTILINE,
)


def listed(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns between commas in a line about a patient: "Z.F., 38, potter, Philomath"."""
    for passage in document.passages:
        if document.is_team(passage):
            continue
        person = document.has_person(passage)
        if not (
            person or (document.is_weak(passage) and (passage.digits or passage.has(_CHARTED)))
        ):
            continue
        for match in _LISTED.finditer(document.text, passage.start, passage.end):
            start, end = match.span("town")
            if (
                taken.holds(start)
                or not lexicon.is_place(match["town"])
                or fold(match["town"]) in COUNTRIES
                or lexicon.is_given(match["town"])
                or not (person or _is_of_one(document, start, passage))
                or fold(match["town"]) in document.facts.towns
                or any(f.start <= start < f.end and f.secret for f in document.findings)
            ):
                continue
            taken.add(start, end)
            yield geo(start, end, "a town")


def _is_of_one(document: Document, start: int, passage: Passage) -> bool:
    """Whether a town between commas stands in a line about one person."""
    if is_public(document, passage):
        return False
    if is_terse(document, start):
        return True
    aged = re.search(r"\b\d\d,[ ]$", document.low[max(passage.start, start - 6) : start])
    return aged is not None and tells_of_one(document, start, passage) > 0


def labelled(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns behind a label: "Patient resides: ..."."""
    for passage, match in document.matches(_LABELLED, low=False):
        if document.text.find(":", passage.start, passage.end) < 0 or not (
            document.is_weak(passage) or document.headed_personal(passage)
        ):
            continue
        start, end = match.span("town")
        if (
            not taken.holds(start)
            and (tells_of_one(document, start, passage) or _is_carded(document, passage))
            and match["town"] not in STATE_NAMES
            and fold(match["town"]) not in document.facts.towns
        ):
            taken.add(start, end)
            yield geo(start, end, "a town")


def _is_carded(document: Document, passage: Passage) -> bool:
    """Whether a passage is a card of one person: "Home: ... Job: ... Complaint: ..."."""
    return (
        passage.has(_CARDED)
        and document.is_weak(passage)
        and not is_public(document, passage)
        and _CARD.search(document.low, passage.start, passage.end) is not None
    )


def bare_lines(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns alone on a line under a name: the end of a letter or of an address."""
    for passage in document.passages:
        if (
            passage.form == "heading"
            or not (document.has_person(passage) or document.near_person(passage))
            or document.is_team(passage)
            or document.is_event(passage)
        ):
            continue
        for match in _ALONE.finditer(document.text, passage.start, passage.end):
            start, end = match.span("town")
            if (
                taken.holds(start)
                or not is_place(match["town"])
                or fold(match["town"]) in document.facts.towns
                or any(f.start <= start < f.end and f.secret for f in document.findings)
            ):
                continue
            taken.add(start, end)
            yield geo(start, end, "a town", certain=False)
