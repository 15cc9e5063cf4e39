"""What stands around towns, whosever they are."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.elsewhere import PART_OF
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.names import CAP, NOT_NAME
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import DIRECTIONS
from referable.checks.phi.states import COUNTRIES, STATE_CODES, STATE_NAMES

__all__ = ["CARED_FOR", "MODAL", "ORG_IN", "after_prepositions", "is_authors_own", "town_name"]

_CAPS = re.compile(rf"{CAP}(?:[ \t]+{CAP}){{0,2}}")
_PREPOSITION = re.compile(
    r"\b(?:in|from|of|near|outside|to|around|at|via|past|beyond|between|leaving|left|reach|reached|above|by)[ \t]+(?:the[ \t]+)?(?:(?:small |little )?(?:town|city|village|hamlet|suburb) of[ \t]+)?$"
)
MODAL = re.compile(r"[ ]+(?:may|can|must|should|will|could|might)\b")
ORG_IN = re.compile(
    r"\b(?:clinics?|hospitals?|offices?|practices?|schools?(?! bus)|studios?|shops?|stores?|center|centre|therapists?|colleagues?|surgeons?|doctors?|physicians?|trained|studied|opened|founded|held|based|made|printed|published)[ ]+(?:\w+[ ]+)?(?:in|at|near|of|from|outside)[ ]+(?:the )?$"
)
# A therapist who writes of a grandfather has a grandfather; a patient's voice is headed as such.
_AUTHORS_OWN = re.compile(
    r"(?:^|[.!?\n][ ]?)\W*(?:and |but )?my (?:late |own |great[- ])?(?:grand(?:mother|father|parents|ma|pa)|mother|father|parents|aunt|uncle|teacher|first teacher|mentor|family|people)(?:,[^,.\n]{2,50},)? (?:was|were|had|came|grew|ran|kept|taught|worked|farmed|lived|used)\b"
)
CARED_FOR = re.compile(
    r"\b(?:taken|ambulance|admitted|rushed|airlifted|transferred|surgery|operated|infusion|chemo|stayed|rehab)\b[^.;\n]{0,50}\b(?:hospital|clinic|er|center|centre) (?:in|at|near|outside) (?:the )?$|\b(?:her|his|my) (?:[\w-]+ )?(?:nursing home|hospital|school|work|office|shop|clinic) (?:in|at|near|outside) $"
)


def is_authors_own(document: Document, passage: Passage) -> bool:
    """Whether a page's writer tells of a relative or a teacher of their own."""
    return (
        document.kind is SourceKind.MARKDOWN
        and not document.headed_personal(passage)
        and _AUTHORS_OWN.search(document.low, passage.start, passage.end) is not None
        and not words.OF_CLIENTS.search(document.low, passage.start, passage.end)
    )


def after_prepositions(document: Document, passage: Passage) -> Iterator[re.Match[str]]:
    """Capitalised words after "in", "from", "the town of" and the like."""
    for capital in document.capitals_in(passage):
        if document.text[capital - 1 : capital] == " " and _PREPOSITION.search(
            document.low, max(passage.start, capital - 32), capital
        ):
            town = _CAPS.match(document.text, capital)
            part = PART_OF.search(document.low, max(passage.start, capital - 24), capital)
            if town is not None and part is None:
                yield town


def town_name(phrase: str) -> str:
    words_ = phrase.split()
    if fold(words_[0]) in COUNTRIES:
        return ""
    if len(words_) > 1 and fold(words_[0]) in DIRECTIONS and lexicon.is_place(" ".join(words_[1:])):
        return phrase
    if lexicon.is_place(phrase):
        return phrase
    while words_ and fold(words_[-1]) in NOT_NAME:
        words_.pop()
    if not words_ or (fold(words_[0]) in NOT_NAME and not lexicon.is_place(" ".join(words_))):
        return ""
    name = " ".join(words_)
    while len(words_) > 1 and not lexicon.is_place(name):
        words_.pop()
        name = " ".join(words_)
    if fold(name) in {fold(s) for s in STATE_NAMES} or name.upper() in STATE_CODES:
        return ""
    return name
