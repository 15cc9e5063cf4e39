"""Graded: sentences for outcomes whose source states a certainty, by certainty and size."""

from __future__ import annotations

from referable.research.comparisons import Shape
from referable.research.parts import Parts, StatementKind, between_arms, upper_first
from referable.research.phrases import RATIOS
from referable.research.sizes import Size
from referable.research.synopses import Certainty, Direction
from referable.research.topics import is_plural

__all__ = ["compose_graded"]


def compose_graded(p: Parts) -> tuple[StatementKind, str]:
    """The GRADE informative statement of an outcome with a certainty."""
    if p.outcome.certainty is Certainty.VERY_LOW:
        return StatementKind.UNCERTAIN, _finish(p, _very_uncertain(p))
    if p.outcome.direction is Direction.NO_CLEAR_DIFFERENCE:
        return _graded_null(p)
    if p.judgement.size is Size.TRIVIAL and not p.judgement.within and p.numbers.agrees:
        return StatementKind.LITTLE_OR_NO, _finish(p, f"{_little_or_no(p)}{_not_ruled_out(p)}")
    if p.arms.shape is Shape.SEVERAL:
        text = f"{upper_first(p.about)} {_differs(p)} ({p.arms.text}){p.when}"
        return StatementKind.EFFECT, _finish(p, text)
    if p.outcome.direction is Direction.COMPARATOR:
        return StatementKind.AGAINST, _finish(p, _graded_against(p))
    return StatementKind.EFFECT, _finish(p, _graded_effect(p))


def _graded_effect(p: Parts) -> str:
    if p.outcome.measure in RATIOS:
        return _graded_chance(p)
    verb = "lower" if p.topic.less_is_better else "improve"
    adverb = _adverb(p)
    return f"{upper_first(p.a)} {_verb(p, verb)} {p.about}{adverb} {_compared(p)}{_unsized(p)}"


def _graded_chance(p: Parts) -> str:
    """For a share of people: more likely or less likely."""
    more = (p.outcome.direction is Direction.MASSAGE) == (p.outcome.higher_is_better is not False)
    word = "more" if more else "less"
    return (
        f"{upper_first(p.a)} {_verb(p, 'make')} {p.about} {word} likely {_compared(p)}{_unsized(p)}"
    )


def _graded_against(p: Parts) -> str:
    if p.outcome.measure in RATIOS:
        return f"{_graded_chance(p)}; this favors {p.with_b}"
    word = "higher" if p.topic.less_is_better else "worse"
    sized = {Size.LARGE: f"much {word}", Size.SMALL: f"slightly {word}"}.get(p.judgement.size, word)
    return (
        f"{upper_first(p.a)} {_verb(p, 'result')} in {sized} {p.about} {_compared(p)}"
        f"{', by less than one person usually notices' if _unnoticed(p) else ''}{_unsized(p)}; "
        f"this favors {p.with_b}"
    )


def _unnoticed(p: Parts) -> bool:
    """Whether a difference between groups is below what is known only for a single person."""
    return p.judgement.within and p.judgement.size is Size.TRIVIAL


def _little_or_no(p: Parts) -> str:
    return (
        f"{upper_first(p.a or p.arms.text)} {_verb(p, 'make')} little or no difference to "
        f"{p.of_topic} {_compared(p)}"
    )


def _graded_null(p: Parts) -> tuple[StatementKind, str]:
    if p.judgement.inside and p.arms.shape is Shape.TWO_ARMS:
        return StatementKind.LITTLE_OR_NO, _finish(p, _little_or_no(p))
    be = {
        Certainty.HIGH: "is",
        Certainty.MODERATE: "is probably",
        Certainty.LOW: "may be",
    }[p.outcome.certainty or Certainty.LOW]
    possible = _possible(p) or "how large a difference is possible cannot be judged here"
    text = f"There {be} no clear difference in {p.of_topic} {between_arms(p)}{p.when}; {possible}"
    return StatementKind.NO_CLEAR, _finish(p, text)


def _possible(p: Parts) -> str:
    """What the interval leaves possible; empty where there is none."""
    if not p.numbers.most:
        return ""
    ratio = p.outcome.measure in RATIOS
    most = p.numbers.most if ratio else f"a difference of up to {p.numbers.most}"
    return f"{most} cannot be ruled out"


def _not_ruled_out(p: Parts) -> str:
    """What stands after a trivial effect whose interval does not show that it is trivial."""
    if p.judgement.inside:
        return ""
    return f"; {_possible(p) or p.outcome.no_interval}"


def _very_uncertain(p: Parts) -> str:
    of = p.a or p.arms.text
    return f"The evidence is very uncertain about the effect of {of} on {p.of_topic} {_compared(p)}"


def _differs(p: Parts) -> str:
    return {
        Certainty.HIGH: "differs between the arms",
        Certainty.MODERATE: "probably differs between the arms",
    }.get(p.outcome.certainty or Certainty.LOW, "may differ between the arms")


def _verb(p: Parts, verb: str) -> str:
    """A verb at the strength of the certainty, agreeing with the first arm."""
    third = verb if is_plural(p.arms.first) else f"{verb}s"
    return {
        Certainty.HIGH: third,
        Certainty.MODERATE: f"probably {third}",
    }.get(p.outcome.certainty or Certainty.LOW, f"may {verb}")


def _adverb(p: Parts) -> str:
    adverb = {Size.LARGE: " a lot", Size.SMALL: " slightly"}.get(p.judgement.size, "")
    return adverb or (" by less than one person usually notices" if _unnoticed(p) else "")


def _unsized(p: Parts) -> str:
    return "; how much cannot be judged here" if p.judgement.size is Size.UNJUDGED else ""


def _compared(p: Parts) -> str:
    if p.arms.shape is Shape.SEVERAL:
        return f"({p.arms.text}){p.when}"
    return f"compared with {p.with_b}{p.when}"


def _finish(p: Parts, text: str) -> str:
    notes = ["size as the source words it"] if p.judgement.stated else []
    if p.outcome.certainty and p.outcome.certainty_scale:
        notes.append(f"{p.outcome.certainty_scale}: {p.outcome.certainty.label}")
    return f"{text} ({'; '.join(notes)})." if notes else f"{text}."
