"""The certainty that a study's record states, and how sure a sentence sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum

from referable.research.conditions import Domain
from referable.research.synopses import Certainty, Outcome, Synopsis

__all__ = ["LEVEL", "Level", "allowed", "is_about_evidence", "stated_levels"]


class Level(IntEnum):
    """Certainty in order; `NONE` where no source states any."""

    NONE = 0
    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4

    @property
    def label(self) -> str:
        """The level in words."""
        return {0: "not graded", 1: "very low", 2: "low", 3: "moderate", 4: "high"}[self.value]


_OF = {
    Certainty.VERY_LOW: Level.VERY_LOW,
    Certainty.LOW: Level.LOW,
    Certainty.MODERATE: Level.MODERATE,
    Certainty.HIGH: Level.HIGH,
}
_WORD = {
    "very low": Level.VERY_LOW,
    "very-low": Level.VERY_LOW,
    "low": Level.LOW,
    "moderate": Level.MODERATE,
    "high": Level.HIGH,
}
_ONE = r"(?:very[ -]low|low|moderate|high)"
LEVEL = re.compile(
    rf"\b(?P<word>{_ONE})(?:[ -]+(?:to|or|and)[ -]+(?P<second>{_ONE}))?(?:[ -]+level)?[ -]+"
    r"(?:certainty|quality evidence|quality of (?:the )?evidence|strength of evidence"
    r"|level evidence|evidence|confidence)\b(?! (?:of|in) (?:bias|method))"
    r"|\b(?:certainty|quality of (?:the )?evidence|strength of evidence"
    r"|evidence)(?: \w+)?(?:: ?| is | was | are | were | as | rated | graded | judged "
    rf"|, )(?:\w+ ){{0,2}}?(?P<word2>{_ONE})\b(?: (?:to|or|and) (?P<second2>{_ONE})\b)?"
    r"|\b(?:rated|graded|judged|called|considered|(?<=we )(?:rate|grade|judge|consider)|grades"
    rf"|rates) (?:\w+ ){{0,4}}?(?P<word3>{_ONE})\b(?: (?:to|or"
    rf"|and) (?P<second3>{_ONE})\b)?(?! (?:risk|effects?|benefits?|pressure|differences?"
    r"|heterogeneity|to severe|dose))"
)
"""Words that state a level of certainty."""
_GRADING = re.compile(r"certain|evidence|results?\b|conclusions?\b|outcomes?\b")
_GRADE_RANGE = re.compile(rf"\bgrade (?:\w+,? ){{0,4}}?({_ONE}) to ({_ONE})\b")
_OF_TRIALS = re.compile(r"\b(?:trials?|reviews?|studies|study|methods?)\b[^.;]{0,30}\Z")
_NONE_AFTER = re.compile(r"\W*(?:certainty|evidence)?\W*none\b")
_DENIED = re.compile(r"\b(?:no|not|none|nor|never|neither)\b[^.;:]*\Z")
_LOOSE = re.compile(r"\b(very[ -]low|low|moderate|high)\b")
_DOMAIN_WORDS = {
    Domain.PAIN: r"\bpain|\bache|\bsciatica|\brelief|\bheadaches?\b|\bmigraines?\b",
    Domain.DISABILITY: r"\bdisab|\bfunction|\bdaily (?:life|tasks)",
    Domain.FUNCTION: r"\bfunction|\bmov(?:e|ing|ement)|\bmobility|\brange of motion|\bdisab",
    Domain.QUALITY_OF_LIFE: r"\bquality of life|\bwell-?being",
    Domain.ANXIETY: r"\banxi|\bworry|\bstress",
    Domain.DEPRESSION: r"\bdepress|\bmood",
    Domain.SLEEP: r"\bsleep|\binsomnia",
    Domain.FATIGUE: r"\bfatigue|\btired|\benergy",
    Domain.HEADACHE_FREQUENCY: r"\bheadaches?\b|\bmigraines?\b|\battacks?\b",
    Domain.SORENESS: r"\bsore|\bdoms\b",
    Domain.MEDICATION_USE: r"\bmedic(?:ine|ation)|\bopioid|\banalges|\bpainkiller",
}
_DOMAINS = {domain: re.compile(words) for domain, words in _DOMAIN_WORDS.items()}


def is_about_evidence(text: str, match: re.Match[str]) -> bool:
    """Whether words found by `LEVEL` grade evidence, and not the quality of single trials."""
    if match["word3"] is None:
        return " none " not in match.group()
    if _OF_TRIALS.search(text, max(match.start() - 60, 0), match.start()):
        return bool(re.match(r"[ -]*(?:certainty|evidence)", text[match.end() : match.end() + 12]))
    near = text[max(match.start() - 90, 0) : match.end() + 30]
    return bool(_GRADING.search(near))


def stated_levels(study: Synopsis) -> frozenset[Level]:
    """Every level the record of a study states, for outcomes or in words."""
    facts = study.facts
    found = {_OF[o.certainty] for o in facts.outcomes if o.certainty}
    written = (
        facts.guideline_recommendation,
        facts.conclusion,
        *facts.limitations,
        *(o.name for o in facts.outcomes),
        study.body,
    )
    for words in written:
        low = words.lower()
        for match in LEVEL.finditer(low):
            if _DENIED.search(low, max(match.start() - 40, 0), match.start()):
                continue
            if _NONE_AFTER.match(low, match.end()) or not is_about_evidence(low, match):
                continue
            # A range ("low to moderate") states both of its ends.
            found.update(_WORD[m.group().replace("-", " ")] for m in _LOOSE.finditer(match.group()))
        for match in _GRADE_RANGE.finditer(low):
            found.update(_WORD[word.replace("-", " ")] for word in match.groups())
    return frozenset(found)


def allowed(studies: Iterable[Synopsis], sentence: str) -> Level:
    """The highest certainty that the cited studies state for what a sentence is about.

    Args:
        studies: The studies the sentence rests on.
        sentence: Its folded text.

    Returns:
        The highest level among outcomes of the domains that the sentence names, or among all
        outcomes when it names none of theirs; where no outcome is graded, what the record says
        in words.
    """
    best = Level.NONE
    about = {domain for domain, words in _DOMAINS.items() if words.search(sentence)}
    for study in studies:
        graded = [o for o in study.facts.outcomes if o.certainty]
        fitting: list[Outcome] = [o for o in graded if o.domain in about]
        if not fitting:
            fitting = [o for o in graded if o.domain is Domain.OTHER] if about else graded
        level = max((_OF[o.certainty] for o in fitting if o.certainty), default=Level.NONE)
        if level is Level.NONE:
            in_words = stated_levels(study) - {_OF[o.certainty] for o in graded if o.certainty}
            level = max(in_words, default=Level.NONE)
        best = max(best, level)
    return best
