"""Benefits that a text promises without a sentence of the form "massage relieves pain".

Lists under a heading ("Eases stiffness"), results promised to the reader ("you will sleep
better"), borrowed authority ("experts recommend massage for ...") and contests with other care
("massage beats exercise").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.claims.document import Block, BlockKind, Document, Sentence
from referable.checks.claims.grades import Level
from referable.checks.claims.guards import is_denied, is_hope
from referable.checks.claims.model import Page
from referable.checks.claims.triggers import Trigger
from referable.checks.claims.words import COMPETITOR, CONDITION, MASSAGE

__all__ = ["TRIGGERS", "is_promise", "promised_level"]

_LIST_VERB = (
    r"reliev(?:es|ing)|reduc(?:es|ing)|eas(?:es|ing)|lower(?:s|ing)|improv(?:es|ing)|sooth(?:es"
    r"|ing)"
    r"|calm(?:s|ing)|alleviat(?:es|ing)|lessen(?:s|ing)|decreas(?:es|ing)|increas(?:es|ing)"
    r"|enhanc(?:es|ing)|restor(?:es|ing)|boost(?:s|ing)|speed(?:s|ing)(?: up)?|loosen(?:s|ing)"
    r"|relax(?:es|ing)|help(?:s|ing)(?: with)?|promot(?:es|ing)|shorten(?:s|ing)|cut(?:s|ting)"
)
_MORE = (
    r"less|fewer|decreased|reduced|improved|increased|better|deeper|faster|greater|lower|shorter"
)
LISTED = re.compile(
    rf"\b(?:(?:{_LIST_VERB}) (?:[\w-]+ ){{0,3}}?(?:{CONDITION})\b"
    rf"|(?:{_MORE})(?:,| and| or)? (?:[\w-]+ ){{0,3}}?(?:{CONDITION}|attacks?)\b"
    rf"|(?:relief|freedom) from (?:[\w-]+ ){{0,3}}?(?:{CONDITION}))\b"
)
"""A whole list item or cell that begins with an effect; its subject is what the page is about."""
_LISTED_WORDS = (
    "reliev|reduc|eas|lower|improv|sooth|calm|alleviat|lessen|decreas|increas|enhanc|restor"
    "|boost|speed|loosen|relax|help|promot|shorten|cut|less$|fewer|better$|deeper|faster"
    "|greater|shorter|relief|freedom"
)
PROMISED = re.compile(
    r"\byou(?:'ll| will| can expect to| are going to) (?:also |soon |finally |always |likely )?"
    r"(?:be able to |start to |begin to )?"
    r"(?:(?:sleep|rest|breathe|move|walk|run|recover|feel|perform|heal|bend|turn|be|wake(?: up)?"
    r"|leave(?: feeling)?|go home(?: feeling)?|walk out(?: feeling)?)"
    r" (?:\w+ ){0,2}?(?:better(?! (?:informed|prepared|able|placed))|deeper|deeply|looser|lighter"
    r"|faster|more (?:deeply|easily|freely"
    r"|soundly|relaxed|rested)|easier|calmer|renewed|restored|rejuvenated|refreshed|freely|soundly"
    r"|stronger|less (?:pain|sore|stiff|tense|anxious|stressed)|pain[ -]free|free of)\b"
    r"|(?:notice|see|experience|enjoy|have|gain) (?:\w+ ){0,2}?"
    rf"(?:{_MORE}|relief|improvements?)\b)"
)
"""A result promised to the reader in the second person."""
_NEAR_TREATMENT = re.compile(
    rf"\b(?:{MASSAGE}|sessions?|visits?|treatments?|appointment|therap\w+|bodywork|table)\b"
)
AUTHORITY = re.compile(
    r"\b(?:experts?|(?:many |most |some |more )?(?:doctors|physicians|surgeons|clinicians"
    r"|midwives|oncologists|neurologists|specialists|health professionals)|researchers|scientists"
    r"|science|(?:mayo|cleveland) clinic|harvard|guidelines)"
    r" (?:now |often |also |all |widely |increasingly |strongly |routinely |everywhere )*"
    r"(?:recommends?|endorses?|supports?|advises?|praises?|trusts?|favou?rs?|swears? by"
    r"|backs?) (?:the use of |regular |a course of |(?!against)\w+ )?"
    rf"(?:{MASSAGE})\b(?=[^.!?]{{0,60}}?\b(?:{CONDITION})\b)"
)
"""What unnamed others are said to recommend; a determiner ("your doctor") is not among them."""
_AUTHORITY_WORDS = (
    "expert|many$|most$|some$|more$|doctors|physicians|surgeons|clinicians|midwives|oncologists"
    "|neurologists|specialists|health$|researchers|scientists|science$|mayo|cleveland|harvard"
    "|guidelines"
)
BEATS = re.compile(
    rf"\b(?:{MASSAGE}|(?:our|this) (?:\w+ )?(?:therapy|treatment|method|technique|approach))"
    r"(?: \w+){0,2}? (?:can |will |may |probably )?"
    r"(?P<said>(?:beats?|outperforms?|surpasses|outdoes|trumps)"
    r"|(?:is|are|works?|does|helps?) (?:\w+ )?(?:better|more|superior|faster)(?: \w+)?"
    r" (?:than|to)|(?:works?|helps?|is|does) (?:just )?as (?:well|good|effective|much) as)"
    rf" (?:a |an |the |any |other |sham |taking |usual )*(?:{COMPETITOR}|sham|placebo|usual care"
    r"|no treatment|care|massage|treatments?|therap(?:y|ies)|waiting|pills?|painkillers?)\b"
)
"""A contest with other care, in the present tense."""
_BEATS_WORDS = (
    "beat|outperform|surpass|outdo|trump|better|more|superior|faster|well|good|effective|much"
)

TRIGGERS = (
    Trigger.of(LISTED, _LISTED_WORDS, begins=True),
    Trigger.of(PROMISED, "you$", begins=True),
    Trigger.of(AUTHORITY, _AUTHORITY_WORDS, begins=True),
    Trigger.of(BEATS, _BEATS_WORDS),
)
"""What to look for, and the words that give it away."""

_HEAD_HOPES = re.compile(
    r"\b(?:goals?|hopes?|want|wish|aims?|ask|measure|track|outcomes?|whether|limits?|questions?"
    r"|record|report|studied|looked|compared|found|trials?|stud(?:y|ies)|plan)\b"
)
_LIKELY = re.compile(r"\b(?:probably|likely)\b")
_MAY = re.compile(r"\b(?:may|might|could)\b")


def is_promise(
    page: Page, pattern: re.Pattern[str], match: re.Match[str], sentence: Sentence
) -> bool:
    """Whether what one of the patterns found in a sentence promises a benefit."""
    if pattern is LISTED:
        return _is_listed(page.document, sentence, match)
    if is_denied(sentence, *match.span()):
        return False
    if pattern is PROMISED:
        return _is_about_treatment(page.document, sentence)
    return True


def promised_level(match: re.Match[str]) -> Level:
    """How certain evidence must be for the wording of a contest or a promise."""
    said = match.group()
    if match.re is AUTHORITY:
        # A citation is what it lacks; what is cited says by itself how strong it is.
        return Level.NONE
    if _LIKELY.search(said):
        return Level.MODERATE
    return Level.LOW if _MAY.search(said) else Level.HIGH


def _is_listed(document: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    block = sentence.block
    if block.kind not in {BlockKind.ITEM, BlockKind.ROW}:
        return False
    if document.low[sentence.start : match.start()].strip(" |\n"):
        return False
    return not any(_HEAD_HOPES.search(head) for head in _heads(document, block))


def _heads(document: Document, block: Block) -> Iterator[str]:
    """What a list or table stands under: its lead-in, its heading, its first row."""
    for index in (block.lead, block.heading, block.table):
        if index is not None:
            above = document.blocks[index]
            yield document.low[above.start : above.end]


def _is_about_treatment(document: Document, sentence: Sentence) -> bool:
    """Whether a promise to the reader stands in or right after words about treatment."""
    if is_hope(sentence.text):
        return False
    block = sentence.block
    before = document.low[max(block.start, sentence.start - 160) : sentence.start]
    return bool(_NEAR_TREATMENT.search(sentence.text) or _NEAR_TREATMENT.search(before))
