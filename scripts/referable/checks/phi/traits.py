"""PHI-R, other unique characteristics: an office, a first or an only one, a piece of news."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage

__all__ = ["find"]

_OFFICE = re.compile(
    r"\b(?:the|our|a|(?:20|19)\d\d) (?:former |current |retired |local |long-?time )?(?:mayor|vice-?mayor|sheriff|fire chief|police chief|postmaster|superintendent|city manager|town clerk|district attorney|county judge|school principal|high school principal|head coach|state senator|"
    r"state representative|congress(?:man|woman)|tv (?:anchor|meteorologist)|news anchor|radio host|weather ?(?:man|woman|presenter|caster|reporter)|news ?(?:reader|caster|presenter)|(?:state |county |national |world |local |high school )?(?:rodeo|homecoming|prom|beauty|fair|dairy|rose) (?:queen|princess|king)|(?:state|national|world|county|olympic|league|regional) (?:champion|medallist|medalist|record[- ]holder|finalist|spelling bee champion|winner)|bishop|rabbi|priest|imam|pastor|choir director|band director|football coach|basketball coach|county commissioner|city council(?:or|man|woman|member))\b"
)
_ONLY = re.compile(
    r"\b(?:the only|the first|the youngest|the oldest|the last|the tallest|the sole|one of (?:only )?(?:two|three)) (?:[\w-]+ ){1,6}?(?:(?:on|of|at|from) (?-i:[A-Z])\w+|in (?:the )?(?:town|county|state|valley|city|village|area|region|district|oregon|(?-i:[A-Z])\w+)|to (?:win|climb|swim|finish|run|serve|play|survive|have)|who (?:won|climbed|swam|finished|survived))\b",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"\b(?:the|our|a) (?:town|county|state|village|city|valley|island|region|district|university|school|college|team|club|church|tribe)['’]s (?:only |first |last |former |retired |best |own |one |most |famous |lone |sole )?(?:[\w-]+ ){0,2}?(?!massage|clinic|practice|website|rules?|law|board|hospital|library)"
    rf"{words.PERSON_NOUN}\b"
    r"|\b(?:the|its|our) only (?:[\w-]+ ){1,4}?(?:on|in|at|north|south|east|west|for|within|this side) (?:of )?(?:the )?(?:coast|town|county|state|valley|city|village|region|island|north|south|world|country|district|tribe|reservation|miles)\b"
    r"|\b(?:last|this) year['’]s (?:winner|champion|queen|king|marshal|valedictorian|finalist|(?:[\w-]+ ){1,3}(?:winner|champion|queen|king))\b"
    r"|\b(?:winner|champion|record[- ]holder|runner-up|valedictorian|grand marshal) (?:of|in|at) (?:the |this |last )"
    r"|\b(?:the|our|a) (?:goalkeeper|goalie|keeper|captain|quarterback|pitcher|catcher|setter|libero|striker|point guard|shortstop|coxswain|cox|stroke|concertmaster|first violin\w*|conductor|soloist|organist|principal \w+|lead singer|drummer|bassist|mascot) (?:of|for|in) (?:the|our|a) (?:[\w'’-]+ ){0,4}?(?:team|squad|crew|club|orchestra|symphony|choir|band|side|league)\b"
    r"|\b(?:surviving|remaining|one of the (?:two|three|four|five|six)) (?:[\w-]+ ){0,2}?(?:triplets?|quadruplets?|quintuplets?|siblings?|brothers?|sisters?|survivors?|members?|founders?|speakers?)\b"
)
_NEWS = re.compile(
    r"\b(?:was (?:on|in) the (?:local )?(?:news|paper|front page)|made (?:the )?(?:headlines|the news|the paper)|whose (?:story|accident|crash|rescue|trial|case) (?:was|made|ran)|as (?:seen|reported|read) (?:on|in) (?:the )?(?:news|tv|gazette|paper)|you (?:may|might|will|probably|surely) (?:have (?:seen|read|heard)|remember|know|recogni[sz]e) (?:about |of |that |from )*(?:her|him|the \w+|that \w+|this \w+)|survivor of the (?:\d{4}|(?-i:[A-Z])\w+)|won (?:the )?(?:lottery|bronze|silver|gold|olympic|world|state title|national)|the (?:crash|fire|shooting|accident|explosion|avalanche) (?:on|at) (?-i:[A-Z])\w+)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?:tattoos? (?:of|that (?:says|reads)|reading)|birthmark (?:shaped|on|over)|missing (?:her|his) (?:left|right) \w+|prosthetic (?:eye|leg|arm)|glass eye|conjoined|six fingers|albin\w+|identical (?:twin|triplet)|one of (?:the )?(?:triplets|quadruplets|quintuplets))\b"
)

_SUBJECTS = frozenset(
    {
        "story",
        "case",
        "client",
        "patient",
        "her",
        "his",
        "she",
        "he",
        "clients",
        "patients",
        "treated",
        "saw",
        "helped",
        "regular",
        "regulars",
        "our",
        "we",
        "table",
    }
)


def find(document: Document) -> Iterator[Finding]:
    """All traits that point to one patient."""
    for pattern in (_OFFICE, _ONLY, _NOTED, _NEWS, _MARK):
        for passage, match in _candidates(document, pattern):
            if document.is_study(passage) or (
                document.is_team(passage) and not document.is_personal(passage)
            ):
                continue
            sentence = document.low[passage.start : passage.end]
            patient = re.search(
                r"\b(?:client|patient|regulars?|we look after|we see|we loosen|hence our|among our|came (?:in|to (?:us|me))|on (?:our|my) table|she|he|this story|this case|we (?:treated|saw|helped)|i (?:treated|saw|helped)|her|his)\b",
                sentence,
            )
            if patient is None or not (
                words.PERSONAL.search(sentence) or words.PERSONAL_WEAK.search(sentence)
            ):
                continue
            if re.search(
                r"\b(?:we are|our (?:clinic|practice|studio) (?:is|was)|is the only (?:clinic|practice|trial|study|drug))\b",
                sentence,
            ):
                continue
            yield Finding(
                "phi-trait",
                match.start(),
                match.end(),
                "a rare trait",
                "",
                False,
                "Leave the trait out, or write a role many people have (“an office worker”).",
            )


def _candidates(
    document: Document, pattern: re.Pattern[str]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    text = document.text if pattern in {_ONLY, _NEWS} else document.low
    for passage in document.passages:
        if _SUBJECTS.isdisjoint(passage.words) or triggers.TRAITS.isdisjoint(passage.words):
            continue
        if document.may_be_personal(passage):
            for match in pattern.finditer(text, passage.start, passage.end):
                yield passage, match
