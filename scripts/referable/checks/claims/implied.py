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
_BODY = (
    r"necks?|backs?|shoulders?|jaws?|knees?|hips?|joints?|muscles?|body|spine|legs?|arms?|hands?"
    r"|wrists?|feet|foot|ankles?|hamstrings?|calves|mind|sleep|breathing|posture|mood|pain"
    r"|headaches?|migraines?|tension|stress|anxiety|stiffness"
)
YOURS = re.compile(
    rf"\byour (?:[\w-]+ ){{0,2}}?(?:{_BODY}) (?:will|is going to|are going to)"
    r" (?:finally |soon |again |slowly |quickly |gradually |naturally |start to |begin to )*"
    r"(?:loosen|relax|unwind|soften|improve|recover|melt|thank you|ease|let go|calm|subside|fade"
    r"|lift|dissolve|stop (?:hurting|aching|throbbing|clicking|locking)|hurt less|ache less"
    r"|(?:move|bend|turn|feel|work|be|rest|glide) (?:\w+ ){0,2}?(?:better|freely|again|more|easier"
    r"|lighter|looser|good|great|new|younger|freer|smoothly|less (?:stiff|tense|sore|tight)))\b"
)
"""A result promised for a part of the reader's body; what it is promised from need not be said."""
_HELPED = (
    r"(?:milder|easier|calmer|lighter|looser|deeper|fewer|faster|freer|gentler|shorter"
    r"|better(?! (?:informed|prepared|idea|known|able|placed))|(?:hurts?|aches?) less"
    r"|less (?:often|severe|intense|sore|stiff|tense|tired|anxious|stressed|painful|pain)"
    r"|more (?:easily|freely|deeply|soundly|comfortabl[ey]|relaxed|mobile|rested|flexible|restful))"
)
_GIVEN = (
    rf"(?:{MASSAGE}|(?:weekly|monthly|regular|a few|our|the first|your first|every|each"
    r"|one|two|three|several) (?:\w+ )?(?:sessions?|visits?|treatments?|appointments?)"
    r"|of (?:sessions|visits|treatments)|(?:they|you) (?:see|come to|visit) us"
    r"|we (?:\w+ly )?(?:work|release|treat|see)|seeing us|working with us|coming to us)"
)
AFTERWARDS = re.compile(
    rf"\b(?:{_HELPED}\b[^.!?;:\n|]{{0,60}}?\b(?:after|with|when|once|from|thanks to|because of"
    rf"|through|since) (?:[\w-]+ ){{0,4}}?{_GIVEN}"
    rf"|(?:after|with|through|once|thanks to|following) (?:[\w-]+ ){{0,3}}?{_GIVEN}"
    rf"[^.!?;:\n|]{{0,60}}?\b{_HELPED})\b"
)
"""Something is better, and massage stands in the sentence as its reason."""
_AFTERWARDS_WORDS = (
    "milder|easier|calmer|lighter|looser|deeper|fewer|faster|freer|gentler|shorter|better$|less$"
    "|more$"
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
    Trigger.of(YOURS, "your$", begins=True),
    Trigger.of(AFTERWARDS, _AFTERWARDS_WORDS),
    Trigger.of(AUTHORITY, _AUTHORITY_WORDS, begins=True),
    Trigger.of(BEATS, _BEATS_WORDS),
)
"""What to look for, and the words that give it away."""

_HEAD_HOPES = re.compile(
    r"\b(?:goals?|hopes?|want|wish|aims?|ask|measure|track|outcomes?|whether|limits?|questions?"
    r"|record|report|studied|looked|compared|found|trials?|stud(?:y|ies)|plan)\b"
)
_OF_HEALTH = re.compile(
    rf"\b(?:{CONDITION}|sleep|slept|move|moves|recover|recovers|labor|breathe|breathes|walk|walks"
    r"|attacks?|hurts?|aches?|body|muscles?|joints?|nerves?)\b"
)
_REPORTED = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|reviews?|comparisons?|results?|show(?:s|ed)?|groups?|was|were"
    r"|had|found|reported|compared|than|did|scored)\b"
)
"""Words of a report; what it says is judged by its own verbs."""
_OF_CARE = re.compile(r"\b(?:parking|booking|schedul\w+|forms?|paperwork|billing|questions?)\b")
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
    if pattern is YOURS:
        return not is_hope(sentence.text)
    if pattern is AFTERWARDS:
        return _is_reason(sentence, match)
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


def _is_reason(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what is better after massage is health, and not a report or a comparison."""
    if is_hope(sentence.text) or _REPORTED.search(sentence.text):
        return False
    return bool(_OF_HEALTH.search(sentence.text)) and not _OF_CARE.search(match.group())


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
