"""Statements: one sentence for an outcome, no stronger than its source.

An outcome whose source states a certainty is worded by the GRADE informative statements
(Santesso 2020, J Clin Epidemiol 119:126-135), by certainty and size:

    high       lowers a lot | lowers | lowers slightly | makes little or no difference
    moderate   probably ...
    low        may ...
    very low   the evidence is very uncertain about the effect

An outcome without one is reported in the past tense with its numbers and no such verb, and is
marked "certainty not graded". Certainty is never inferred. A size that cannot be judged is not
worded. "Little or no difference" needs a whole interval inside the important change, or a
source's grade together with a trivial size. Comparator and time point always stand in the text,
and both arms are named in the record's own words, so that a package or a comparison of two
massages never turns into a sentence about massage alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from referable.research.comparisons import Arms, ComparatorKind, Shape, parse_comparison
from referable.research.conditions import Vocabulary
from referable.research.graded import compose_graded
from referable.research.parts import Parts, StatementKind
from referable.research.phrases import plain_time, read_numbers, time_phrase
from referable.research.reported import (
    compose_not_comparable,
    compose_reported,
    compose_uncontrolled,
)
from referable.research.sizes import Size, judge_size
from referable.research.spelling import american
from referable.research.synopses import Certainty, Direction, Outcome, Synopsis, SynopsisFacts
from referable.research.topics import make_topic

__all__ = [
    "NOT_GRADED",
    "Statement",
    "StatementKind",
    "Strength",
    "compose_statement",
    "make_parts",
]

NOT_GRADED = "certainty not graded"


class Strength(StrEnum):
    """How far a sentence's verb goes."""

    PLAIN = "plain"
    """High certainty: lowers, improves."""
    PROBABLY = "probably"
    MAY = "may"
    VERY_UNCERTAIN = "very-uncertain"
    REPORTED = "reported"
    """The past tense of a report: was lower."""


_STRENGTH = {
    Certainty.HIGH: Strength.PLAIN,
    Certainty.MODERATE: Strength.PROBABLY,
    Certainty.LOW: Strength.MAY,
    Certainty.VERY_LOW: Strength.VERY_UNCERTAIN,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One outcome in one sentence.

    Attributes:
        text: The sentence, with comparator and time point.
        kind: What it says.
        strength: How far its verb goes.
        certainty: The certainty the source states, or None.
        certainty_scale: Whose scale that is: "GRADE", or the name the record gives; empty
            without a certainty.
        marked: "certainty not graded", or empty.
        size: How large the effect is.
        reason: What the size was judged against, or why it was not.
        numbers: The result as a table cell.
        comparator: What it was compared with.
        comparator_kind: Of what kind that is.
        timepoint: When, or "time point not stated".
        key: The citation key of the source.
    """

    text: str
    kind: StatementKind
    strength: Strength
    certainty: Certainty | None
    certainty_scale: str
    marked: str
    size: Size
    reason: str
    numbers: str
    comparator: str
    comparator_kind: ComparatorKind
    timepoint: str
    key: str


def compose_statement(outcome: Outcome, synopsis: Synopsis, vocabulary: Vocabulary) -> Statement:
    """The statement of one outcome.

    Args:
        outcome: The outcome, one of the synopsis's.
        synopsis: The study it belongs to.
        vocabulary: The scales and their important changes.
    """
    parts = make_parts(outcome, synopsis, vocabulary)
    arms, judgement, numbers = parts.arms, parts.judgement, parts.numbers
    kind, text = _compose(parts)
    strength = Strength.REPORTED
    if outcome.certainty and kind not in {StatementKind.NOT_COMPARED, StatementKind.CONTEXT}:
        strength = _STRENGTH[outcome.certainty]
    scale = outcome.certainty_scale or "GRADE"
    return Statement(
        text=text,
        kind=kind,
        strength=strength,
        certainty=outcome.certainty,
        certainty_scale=scale if outcome.certainty else "",
        marked="" if outcome.certainty else NOT_GRADED,
        size=judgement.size,
        reason=judgement.reason,
        numbers=numbers.cell,
        comparator=arms.comparator,
        comparator_kind=arms.kind,
        timepoint=plain_time(american(outcome.timepoint)),
        key=synopsis.key,
    )


def make_parts(outcome: Outcome, synopsis: Synopsis, vocabulary: Vocabulary) -> Parts:
    """What the sentence about an outcome is composed of.

    Args:
        outcome: The outcome, one of the synopsis's.
        synopsis: The study it belongs to.
        vocabulary: The scales and their important changes.
    """
    facts = synopsis.facts
    judgement = judge_size(outcome, vocabulary, facts.conditions)
    topic = make_topic(outcome)
    arms = _named(parse_comparison(outcome.comparison), facts)
    numbers = read_numbers(outcome, topic, judgement.scale, arms)
    about = topic.text
    if arms.first:
        about = about.replace(f" ({arms.first})", "").replace(f" ({arms.first.lower()})", "")
    return Parts(
        outcome,
        facts,
        topic,
        arms,
        judgement,
        numbers,
        time_phrase(american(outcome.timepoint), outcome.term),
        about,
    )


def _named(arms: Arms, facts: SynopsisFacts) -> Arms:
    """The arms, with "60 minutes twice weekly" named as the massage it was."""
    first = arms.first
    is_dose = first[:1].isdigit() and "massage" not in first.lower()
    if is_dose and "massage" in facts.intervention.lower():
        first = f"massage ({first})"
    return Arms(arms.shape, first, arms.second, arms.notes, arms.text, arms.others)


def _compose(p: Parts) -> tuple[StatementKind, str]:
    if p.arms.shape is Shape.CONTEXT:
        text = compose_uncontrolled(p, "Context, not evidence on massage: ")
        return StatementKind.CONTEXT, text
    if p.arms.shape is Shape.WITHIN:
        return StatementKind.NOT_COMPARED, compose_uncontrolled(p, "")
    if p.outcome.direction is Direction.NOT_ESTIMABLE:
        return StatementKind.NOT_COMPARED, compose_not_comparable(p)
    return compose_graded(p) if p.outcome.certainty else compose_reported(p)
