"""Plain words: one finding for the people it is about, never stronger than its statement.

The verb goes exactly as far as the statement's: "eases" only at high certainty, "probably eases",
"may ease"; at very low certainty nobody can tell; without a grade the sentence is in the past tense
and names its source. Whom was studied, against what and when always stand in it; numbers, intervals
and the names of questionnaires do not. "No clear difference" is never told as "works as well": the
sentence says that one could still be better. No size is given unless the source was graded and the
size could be judged.

Source: Santesso 2020, J Clin Epidemiol 119:126-135 (the verbs); GRADE working group 2004,
BMJ 328:1490 (what further research may do at each certainty).
"""

from __future__ import annotations

import re

from referable.research.comparisons import Shape
from referable.research.conditions import Vocabulary
from referable.research.parts import Parts, StatementKind, upper_first
from referable.research.phrases import RATIOS
from referable.research.sizes import Size
from referable.research.statements import compose_statement, make_parts
from referable.research.synopses import Certainty, Design, Outcome, Synopsis
from referable.research.topics import is_plural

__all__ = ["plain_certainty", "plain_statement"]

_SOURCES = {
    Design.GUIDELINE: "one guideline",
    Design.OVERVIEW: "one summary of many studies",
    Design.META_ANALYSIS: "one summary of several studies",
    Design.SYSTEMATIC_REVIEW: "one summary of several studies",
}
_FUTURE = {
    Certainty.HIGH: "new studies are unlikely to change this",
    Certainty.MODERATE: "new studies may change this",
    Certainty.LOW: "new studies are likely to change this",
    Certainty.VERY_LOW: "any result is very uncertain",
}
_NOBODY_GRADED = "nobody has said how sure this is"

_COMPARISON_GROUP = "the comparison group"
_PLAINER = (
    (
        re.compile(
            r"\b(?:an? )?(?:sham|placebo)(?: (?:treatment|massage|therapy))?(?=$|,| or\b| and\b)"
        ),
        "a pretend treatment",
    ),
    (
        re.compile(r"a pretend treatment(?:(?:,| or|, or) a pretend treatment)+"),
        "a pretend treatment",
    ),
    (re.compile(r"\b(?:sham|placebo) (?=\w)"), "pretend "),
    (re.compile(r"\battention control\b"), "attention without massage"),
    (re.compile(r"\b(?:an? |the )?wait(?:ing)?[ -]list\b"), "waiting"),
    (re.compile(r"\binactive controls\b"), "no real treatment"),
    (re.compile(r"\bactive controls\b"), "other treatments"),
    (re.compile(r"^(?:the |an? )?controls?$"), _COMPARISON_GROUP),
    (re.compile(r"\bno intervention\b"), "no treatment"),
    (re.compile(r"\bstandard care\b"), "usual care"),
)


def plain_certainty(certainty: Certainty | None) -> str:
    """How sure one can be, in words that need no explanation.

    Args:
        certainty: As the source states it; None when it states none.
    """
    return _FUTURE[certainty] if certainty else _NOBODY_GRADED


def plain_statement(outcome: Outcome, synopsis: Synopsis, vocabulary: Vocabulary) -> str:
    """One outcome in plain words.

    Args:
        outcome: The outcome, one of the synopsis's.
        synopsis: The study it belongs to.
        vocabulary: The scales and their important changes.

    Returns:
        The statement itself where it cannot be said more plainly without changing what it says:
        for a share of people, for arms that the record does not name one by one, and for a number
        whose sign does not fit its direction.
    """
    statement = compose_statement(outcome, synopsis, vocabulary)
    p = make_parts(outcome, synopsis, vocabulary)
    kind = statement.kind
    if kind in {StatementKind.NOT_COMPARED, StatementKind.CONTEXT}:
        return "What was studied does not show if massage helps with this more than something else."
    hard = p.arms.shape is not Shape.TWO_ARMS or outcome.measure in RATIOS
    if hard or (p.numbers.reported and not p.numbers.agrees):
        return statement.text
    if kind is StatementKind.UNCERTAIN:
        return (
            f"We do not know if {_first(p)} {_agree(p, 'changes')} {_about(p)} compared with "
            f"{_second(p)}{_when(p)}. The studies leave it very uncertain."
        )
    return _graded(p, kind) if outcome.certainty else _reported(p, kind)


def _graded(p: Parts, kind: StatementKind) -> str:
    certainty = p.outcome.certainty
    first, rest = upper_first(_first(p)), f"compared with {_second(p)}{_when(p)}"
    if kind is StatementKind.NO_CLEAR:
        be = {Certainty.HIGH: "is", Certainty.MODERATE: "is probably"}.get(
            certainty or Certainty.LOW, "may be"
        )
        return (
            f"There {be} no clear difference in {_about(p)} between {_first(p)} and {_second(p)}"
            f"{_when(p)}. One of them could still be better."
        )
    if kind is StatementKind.LITTLE_OR_NO:
        tail = "" if p.judgement.inside else " A difference cannot be ruled out."
        verb = _verb(certainty, "make", _agree(p, "makes"))
        return f"{first} {verb} little or no difference to {_about(p)} {rest}.{tail}"
    if kind is StatementKind.AGAINST:
        verb = _verb(certainty, "be", "is")
        return f"{upper_first(_about(p))} {verb} worse with {_first(p)} {_than(p)}{_when(p)}."
    word = _easing(p)
    verb = _verb(certainty, word, _agree(p, f"{word}s"))
    size = {Size.LARGE: " a lot", Size.SMALL: " a little"}.get(p.judgement.size, "")
    if p.judgement.within and p.judgement.size is Size.TRIVIAL:
        size = " by less than one person usually notices"
    tail = " We cannot say by how much." if p.judgement.size is Size.UNJUDGED else ""
    return f"{first} {verb} {_about(p)}{size} {rest}.{tail}"


def _reported(p: Parts, kind: StatementKind) -> str:
    lead = f"In {_source(p)}, "
    if kind in {StatementKind.NO_CLEAR, StatementKind.LITTLE_OR_NO}:
        clear = "no clear" if kind is StatementKind.NO_CLEAR else "little or no"
        return (
            f"{lead}there was {clear} difference in {_about(p)} between {_first(p)} and "
            f"{_second(p)}{_when(p)}."
            + (" One of them could still be better." if kind is StatementKind.NO_CLEAR else "")
        )
    was = "were" if is_plural(_about(p)) else "was"
    if kind is StatementKind.AGAINST:
        word = "worse"
    else:
        word = "lower" if p.topic.less_is_better else "better"
    return f"{lead}{_about(p)} {was} {word} with {_first(p)} {_than(p)}{_when(p)}."


def _source(p: Parts) -> str:
    people = p.facts.participants or p.outcome.participants
    if p.facts.design in _SOURCES:
        return _SOURCES[p.facts.design]
    return f"one study of {people:,} people" if people else "one study"


def _verb(certainty: Certainty | None, bare: str, third: str) -> str:
    """The verb, as far as the certainty lets it go."""
    return {Certainty.HIGH: third, Certainty.MODERATE: f"probably {third}"}.get(
        certainty or Certainty.LOW, f"may {bare}"
    )


def _agree(p: Parts, third: str) -> str:
    return third.removesuffix("s") if is_plural(p.arms.first) else third


def _easing(p: Parts) -> str:
    if _about(p).partition(" in ")[0].endswith(("pain", "ache", "soreness")):
        return "ease"
    return "lower" if p.topic.less_is_better else "improve"


def _about(p: Parts) -> str:
    """What was measured, in whom, without the names of questionnaires."""
    text = re.sub(r"\s*\([^()]*\)", "", p.about)
    text = re.sub(r"\b(pain) intensity\b|\bself-reported (\w+)", r"\1\2", text)
    text = re.sub(r"\bchronic\b", "long-lasting", text)
    return re.sub(r"^pain in ((?:[\w-]+ )*pain)$", r"\1", text)


def _first(p: Parts) -> str:
    return re.sub(r"\s*\([^()]*\)", "", p.a) or "massage"


def _second(p: Parts) -> str:
    text = p.with_b
    for pattern, plain in _PLAINER:
        text = pattern.sub(plain, text)
    return text


def _than(p: Parts) -> str:
    second = _second(p)
    return f"than {'in' if second == _COMPARISON_GROUP else 'with'} {second}"


def _when(p: Parts) -> str:
    """The time point; where the record gives none, that is said."""
    if "time point not stated" in p.when:
        return "; the source does not say when"
    return p.when.replace(", time point: ", "; when: ")
