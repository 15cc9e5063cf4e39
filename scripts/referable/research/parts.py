"""Parts: what a statement is composed of, and the little grammar both kinds of statement share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from referable.research.comparisons import Arms, Shape
from referable.research.figures import counted, format_people
from referable.research.phrases import RATIOS, Numbers
from referable.research.sizes import Judgement
from referable.research.synopses import Design, Outcome, SynopsisFacts
from referable.research.topics import Topic

__all__ = ["Parts", "StatementKind", "between_arms", "opening", "upper_first", "with_article"]


class StatementKind(StrEnum):
    """What a statement says."""

    EFFECT = "effect"
    LITTLE_OR_NO = "little-or-no-difference"
    NO_CLEAR = "no-clear-difference"
    AGAINST = "favors-comparator"
    UNCERTAIN = "very-uncertain"
    NOT_COMPARED = "not-comparable"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence is composed of.

    Attributes:
        outcome: The outcome.
        facts: The study it belongs to.
        topic: What it is about.
        arms: Its arms, in the record's words.
        judgement: Its size.
        numbers: Its numbers in words.
        when: The time point, with its leading comma.
        about: The topic's noun, without what the arm's name says already.
    """

    outcome: Outcome
    facts: SynopsisFacts
    topic: Topic
    arms: Arms
    judgement: Judgement
    numbers: Numbers
    when: str
    about: str

    @property
    def preposition(self) -> str:
        """The word before the arms: with a treatment, in a leg, among users."""
        if self.arms.first.endswith("leg"):
            return "in"
        people = re.search(r"\b(?:users|workers|people|patients)$", self.arms.first)
        return "among" if people else "with"

    @property
    def a(self) -> str:
        """The first arm, with its article."""
        return with_article(self.arms.first)

    @property
    def with_b(self) -> str:
        """The comparator, with its article, in words that are never empty."""
        return with_article(self.arms.second) or "a comparator that is not stated"

    @property
    def of_topic(self) -> str:
        """The topic where a sentence compares it: a share of people has a chance."""
        return f"the chance of {self.about}" if self.outcome.measure in RATIOS else self.about


_NOUNS = {
    Design.GUIDELINE: "guideline",
    Design.OVERVIEW: "overview of reviews",
    Design.META_ANALYSIS: "meta-analysis",
    Design.SYSTEMATIC_REVIEW: "systematic review",
    Design.RCT: "trial",
    Design.PILOT_RCT: "pilot trial",
    Design.COHORT: "cohort study",
    Design.CASE_SERIES: "case series",
    Design.SURVEY: "survey",
    Design.MECHANISTIC: "laboratory study",
    Design.OTHER: "study",
}
_POOLED = frozenset({Design.OVERVIEW, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})


def opening(p: Parts, *, lower: bool = False) -> str:
    o, facts = p.outcome, p.facts
    start = f"{'in' if lower else 'In'} one {_NOUNS[facts.design]}"
    if facts.design in _POOLED:
        inner = [counted(o.studies, "study", "studies")] if o.studies else []
        inner += [format_people(o.participants)] if o.participants else []
        if inner:
            return f"{start} ({', '.join(inner)}), "
        whole = [counted(facts.studies, "study", "studies")] if facts.studies else []
        whole += [format_people(facts.participants)] if facts.participants else []
        return f"{start} ({', '.join(whole)} in all), " if whole else f"{start}, "
    total, part = facts.participants or o.participants, o.participants
    if not total:
        return f"{start}, "
    counted_here = f" ({part:,} in this result)" if part and part != total else ""
    return f"{start} of {format_people(total)}{counted_here}, "


_NEEDS_A = re.compile(
    r"^(?!(?:an?|the|no|any|one|other)\b)(?:\S+ ){0,2}(?:session|course|book|booklet"
    r"|comparator|comparison)(?: of .*)?$"
)
_NEEDS_THE = re.compile(
    r"^(?!(?:an?|the|no|any)\b)(?:\S+ ){0,3}(?:list|leg|dose|program|package)"
    r"(?: of .*)?$"
)


def with_article(arm: str) -> str:
    """An arm's name, with "a" or "the" where a sentence needs it."""
    if re.search(r"\b(?:and|or|plus)\b", arm):
        return arm
    if _NEEDS_A.match(arm):
        return f"{'an' if arm[0] in 'aeiou' else 'a'} {arm}"
    return f"the {arm}" if _NEEDS_THE.match(arm) else arm


def upper_first(text: str) -> str:
    """The text with a capital first letter and nothing else changed."""
    return text[:1].upper() + text[1:]


def between_arms(p: Parts) -> str:
    """Both arms, as a difference is told between them."""
    if p.arms.shape is Shape.SEVERAL:
        return f"({p.arms.text})"
    return f"between {p.a} and {p.with_b}"
