"""Sizes: how large an effect is, measured against a sourced important change or a convention.

The steps of the rule of thumb for standardized mean differences (0.2, 0.5, 0.8) are 1, 2.5 and 4
times its smallest. The same steps are used for an important change, which is conservative: an
effect below it is trivial, from it on small but important, from 2.5 times moderate and from
4 times large. Most important changes are changes within one person; a difference between group
means is not the share of people who improved, so the reason always says which kind it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from referable.research.conditions import ChangeKind, Vocabulary
from referable.research.figures import finite, format_number
from referable.research.scales import (
    UsedScale,
    describe_change,
    important_change,
    recognize_scale,
    smd_convention,
)
from referable.research.synopses import Measure, Outcome

__all__ = ["MODERATE_FROM", "Judgement", "Size", "Verdict", "judge_size"]

MODERATE_FROM = 2.5
"""Multiples of the important change from which an effect is called moderate."""
LARGE_FROM = 4.0
"""Multiples of the important change from which an effect is called large."""

DIFFERENCES = frozenset({Measure.MD, Measure.WMD, Measure.SMD})


class Size(StrEnum):
    """The size of an effect in words."""

    LARGE = "large"
    MODERATE = "moderate"
    SMALL = "small"
    TRIVIAL = "trivial"
    UNJUDGED = "unjudged"

    @property
    def label(self) -> str:
        """The size as a table shows it."""
        return {
            Size.SMALL: "small but important",
            Size.TRIVIAL: "trivial",
            Size.UNJUDGED: "not judged",
        }.get(self, self.value)


class Verdict(StrEnum):
    """Whether a difference reaches the important change, its interval considered."""

    MET = "met"
    NOT_MET = "not met"
    UNCERTAIN = "uncertain"
    UNKNOWN = "not judged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A size and what it rests on.

    Attributes:
        size: The size in words.
        reason: What it was judged against, with source, or why it could not be judged.
        scale: The scale of the outcome, when it is known.
        important: The important change in the outcome's own unit, or None.
        conventional: The important change is only a rule of thumb.
        inside: The whole interval lies inside the important change on both sides, and that is a
            difference between groups or the rule of thumb.
        within: The important change is one within a person.
        verdict: Whether the important change is reached.
        stated: The size is the source's own word, not a judgement of ours.
    """

    size: Size
    reason: str
    scale: UsedScale | None = None
    important: float | None = None
    conventional: bool = False
    inside: bool = False
    within: bool = False
    verdict: Verdict = Verdict.UNKNOWN
    stated: bool = False


_STATED = re.compile(
    r"\b(?:a |an )?(small|moderate|medium|large) (?:improvement|effect|benefit)\b", re.IGNORECASE
)
_STATED_SIZES = {
    "small": Size.SMALL,
    "moderate": Size.MODERATE,
    "medium": Size.MODERATE,
    "large": Size.LARGE,
}


def judge_size(
    outcome: Outcome, vocabulary: Vocabulary, conditions: tuple[str, ...] = ()
) -> Judgement:
    """The size of an outcome's effect.

    Args:
        outcome: The outcome. Ratios are never judged: without absolute risks they have no size.
        vocabulary: The scales with their important changes.
        conditions: The study's conditions, to choose the important change.
    """
    scale = recognize_scale(outcome, vocabulary)
    estimate = finite(outcome.estimate)
    if outcome.measure in {Measure.RR, Measure.OR}:
        return Judgement(Size.UNJUDGED, "a ratio without absolute numbers has no size", scale)
    if outcome.measure not in DIFFERENCES or (estimate is None and outcome.interval is None):
        stated = _STATED.search(outcome.name)
        if stated and estimate is None:
            word = stated[1].lower()
            return Judgement(
                _STATED_SIZES[word],
                f"the source itself calls the effect {word}",
                scale,
                stated=True,
            )
        missing = "no size was reported" if estimate is None else "the measure is not stated"
        return Judgement(Size.UNJUDGED, missing, scale)
    if outcome.measure is Measure.SMD:
        return _by_convention(outcome, estimate, vocabulary, scale)
    if scale is None:
        return Judgement(Size.UNJUDGED, "the scale is not stated or not known here")
    mic = important_change(scale.scale, conditions)
    name = scale.scale.short or scale.scale.name
    if mic is None or mic.value is None:
        return Judgement(Size.UNJUDGED, f"no important change is on record for {name}", scale)
    if not scale.factor:
        return Judgement(Size.UNJUDGED, f"its range is not the one known for {name}", scale)
    threshold = mic.value / scale.factor
    against = describe_change(mic, threshold, scale.unit, scale.range_text)
    steps = (threshold, MODERATE_FROM * threshold, LARGE_FROM * threshold)
    within = mic.kind is ChangeKind.WITHIN
    return Judgement(
        _size(estimate, steps),
        f"judged against {against}",
        scale,
        threshold,
        inside=not within and _inside(outcome, threshold),
        within=within,
        verdict=_verdict(outcome, threshold),
    )


def _by_convention(
    outcome: Outcome, estimate: float | None, vocabulary: Vocabulary, scale: UsedScale | None
) -> Judgement:
    rule = smd_convention(vocabulary)
    if rule is None:
        return Judgement(Size.UNJUDGED, "no rule of thumb for this measure is on record", scale)
    steps = (rule.small, rule.moderate, rule.large)
    shown = ", ".join(
        f"{format_number(step)} {word}"
        for step, word in zip(steps, ("small", "moderate", "large"), strict=True)
    )
    source = rule.source.partition("(")[0].strip()
    return Judgement(
        _size(estimate, steps),
        f"by rule of thumb only: {shown} ({source})",
        scale,
        rule.small,
        conventional=True,
        inside=_inside(outcome, rule.small),
    )


def _size(estimate: float | None, steps: tuple[float, float, float]) -> Size:
    if estimate is None:
        return Size.UNJUDGED
    amount = abs(estimate) + 1e-9
    if amount < steps[0]:
        return Size.TRIVIAL
    if amount < steps[1]:
        return Size.SMALL
    return Size.MODERATE if amount < steps[2] else Size.LARGE


def _inside(outcome: Outcome, threshold: float) -> bool:
    interval = outcome.interval
    if not interval or finite(interval[0]) is None or finite(interval[1]) is None:
        return False
    return max(abs(interval[0]), abs(interval[1])) < threshold


def _verdict(outcome: Outcome, threshold: float) -> Verdict:
    """Whether the benefit reaches the important change: the interval decides, not the estimate."""
    interval = outcome.interval
    if outcome.higher_is_better is None or not interval:
        return Verdict.UNKNOWN
    if finite(interval[0]) is None or finite(interval[1]) is None:
        return Verdict.UNKNOWN
    low, high = interval if outcome.higher_is_better else (-interval[1], -interval[0])
    if low >= threshold:
        return Verdict.MET
    return Verdict.NOT_MET if high < threshold else Verdict.UNCERTAIN
