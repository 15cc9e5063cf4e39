"""Words that state a certainty: who graded it, and was it that high?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.claims.grades import LEVEL, Level, is_about_evidence, stated_levels
from referable.checks.claims.guards import is_denied, is_exempt
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger

__all__ = ["TRIGGERS", "check"]

_WORDS = {
    "very low": Level.VERY_LOW,
    "low": Level.LOW,
    "moderate": Level.MODERATE,
    "high": Level.HIGH,
}
_STRONG = re.compile(
    r"\b(?:strong|solid|robust|compelling|overwhelming|convincing|good|growing|plenty of|clear"
    r"|undeniable|irrefutable|indisputable|unequivocal|unquestionable|definitive|a wealth of"
    r"|ample|mounting|abundant|conclusive) (?:scientific |clinical |research "
    r"|body of )?evidence\b"
    r"|\bevidence (?:[\w-]+ ){0,7}?(?:is|was|looks|remains) (?:very |quite |now |already |also "
    r"|really )?(?:strong"
    r"|solid|robust|compelling|overwhelming|convincing|conclusive|clear-cut|beyond doubt|undeniable"
    r"|irrefutable|indisputable|unequivocal|clear|settled|in)\b(?! (?:doubt|question|on|of))"
    r"|\b(?:science|research|case) (?:[\w-]+ ){0,6}?(?:is|are) (?:clear|settled|conclusive|solid"
    r"|beyond dispute|beyond doubt|overwhelming|undeniable|in no doubt|unequivocal)\b"
    r"|\bwell[ -]established that\b"
)
_FOR_MASSAGE = re.compile(
    r"\b(?:massage|bodywork|treatment|therapy|works?|helps?|reliev\w+|reduc\w+|support\w*)\b"
)
_EXPLAINS = re.compile(
    r"\b(?:levels?|marks?|dots|means?|called|word(?:ed|ing)?|grade(?:s|d)? (?:come|are)|scale"
    r"|scheme|or very low|any page|badge)\b"
)

TRIGGERS = (
    Trigger.of(
        LEVEL,
        "very$|low$|moderate$|high$|certainty|quality|strength|evidence|rated$|graded$|judged$"
        "|called|grades|rates|rate$|grade$|judge$|consider",
        begins=True,
    ),
    Trigger.of(
        _STRONG,
        "strong$|solid|robust|compelling|overwhelming|convincing|good$|growing|plenty|ample"
        "|mounting|abundant|conclusive|evidence|clear$|undeniable|irrefutable|indisputable"
        "|unequivocal|unquestionable|definitive|a$|science$|research$|case$|well$",
        begins=True,
    ),
)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Certainties without a source or above the one their source states."""
    document = page.document
    for match in page.hits.matches(LEVEL):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if not is_about_evidence(document.low, match):
            continue
        if is_denied(sentence, match.start(), match.end()):
            continue
        sources = page.sources(match.start())
        if not sources:
            if not document.cited_for(match.start()) and not _EXPLAINS.search(sentence.text):
                yield _without_source(page, match)
            continue
        yield from _above_source(page, match, sources)
    yield from _strong_evidence(page)


def _said(page: Page, match: re.Match[str]) -> str:
    return " ".join(page.document.text[match.start() : match.end()].split())


def _without_source(page: Page, match: re.Match[str]) -> Finding:
    return Finding(
        "claim-certainty",
        match.start(),
        match.end(),
        f"“{_said(page, match)}” states a certainty, and no source for it is cited.",
        "Cite the study that grades the evidence ([@key]), or write “certainty was not graded”.",
    )


def _above_source(page: Page, match: re.Match[str], sources: tuple[str, ...]) -> Iterator[Finding]:
    word = next(w for w in (match["word"], match["word2"], match["word3"]) if w)
    second = match["second"] or match["second2"] or match["second3"]
    claimed = max(_WORDS[w.replace("-", " ")] for w in (word, second) if w)
    studies = [page.synopses[key] for key in sources if key in page.synopses]
    if not studies or page.own_key is not None:
        return
    stated = frozenset().union(*(stated_levels(study) for study in studies))
    best = max(stated, default=Level.NONE)
    if claimed <= best:
        return
    who = " and ".join(f"@{key}" for key in sources[:2])
    record = (
        "states no certainty" if best is Level.NONE else f"states {best.label} certainty at most"
    )
    fix = (
        "Write “certainty was not graded”, or cite the source that grades it."
        if best is Level.NONE
        else f"Write “{best.label} certainty”, or cite the source that grades it higher."
    )
    yield Finding(
        "claim-certainty",
        match.start(),
        match.end(),
        f"“{_said(page, match)}” is more than the record of {who} says: it {record}.",
        fix,
    )


def _strong_evidence(page: Page) -> Iterator[Finding]:
    document = page.document
    for match in page.hits.matches(_STRONG):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if is_denied(sentence, match.start(), match.end()):
            continue
        if not _FOR_MASSAGE.search(sentence.text):
            continue
        sources = page.sources(match.start())
        studies = [page.synopses[key] for key in sources if key in page.synopses]
        if any(Level.HIGH in stated_levels(study) for study in studies):
            continue
        yield Finding(
            "claim-certainty",
            match.start(),
            match.end(),
            f"“{_said(page, match)}” is stronger than what is known: a 2024 map of 129 reviews "
            "of massage for pain found no conclusion of high certainty.",
            "Write the certainty that the source states (“low-certainty evidence [@key]”), or "
            "“certainty was not graded”.",
        )
