"""Scales: which one an outcome was measured on, its units, and the change that matters on it.

Nothing is guessed. An outcome whose text names no known scale, or names two, has none; an
estimate is converted only where both ranges begin at the same number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from referable.research.conditions import (
    ChangeKind,
    Convention,
    Domain,
    ImportantChange,
    Scale,
    Vocabulary,
)
from referable.research.figures import format_number, format_range
from referable.research.synopses import Outcome

__all__ = [
    "UsedScale",
    "describe_change",
    "important_change",
    "recognize_scale",
    "smd_convention",
]

_RANGE = re.compile(
    r"(?<![\d.,\u2212-])(\d{1,3})\s*(?:-|\u2013|to)\s*(\d{1,3})(?![\d%]|[.,]\d)"
    r"(?!\s*(?:second|minute|hour|day|week|month|year|session|visit|degree)s?\b)"
)
# A scale of pain cannot measure anxiety although both may be "a visual analogue scale"; a
# questionnaire of disability may well stand under function.
_ALSO = {
    Domain.FUNCTION: (Domain.DISABILITY, Domain.QUALITY_OF_LIFE),
    Domain.DISABILITY: (Domain.FUNCTION,),
    Domain.PAIN: (Domain.QUALITY_OF_LIFE,),
    Domain.OTHER: (Domain.FUNCTION, Domain.DISABILITY),
}


@dataclass(frozen=True, slots=True)
class UsedScale:
    """The scale of one outcome.

    Attributes:
        id: The scale's name in `conditions.yml`.
        scale: The scale as the vocabulary has it.
        low: The lowest score of the version that was used, or None when unknown.
        high: Its highest score, or None when unknown.
        printed: The range stands in the outcome's own text, not only in the vocabulary.
    """

    id: str
    scale: Scale
    low: float | None
    high: float | None
    printed: bool

    @property
    def unit(self) -> str:
        """The unit of the outcome's numbers; `mm` and `cm` only where the range bears them out."""
        unit = self.scale.unit
        own = (self.low, self.high) == (self.scale.min, self.scale.max)
        return unit if own or unit == "points" else "points"

    @property
    def range_text(self) -> str:
        """The range in words, such as "0 to 10", or nothing when it is not known."""
        if self.low is None or self.high is None:
            return ""
        if self.scale.versions and not self.printed:
            return ""  # which version the study used was not seen
        return format_range(self.low, self.high)

    @property
    def factor(self) -> float | None:
        """What a difference is multiplied with to stand in the scale's own unit, or None."""
        scale = self.scale
        if self.low is None or self.high is None or scale.min is None or scale.max is None:
            # Without ranges, a difference is already in the unit the vocabulary knows.
            return None if self.printed else 1.0
        if self.low != scale.min or self.high <= self.low or scale.max <= scale.min:
            return None
        return (scale.max - scale.min) / (self.high - self.low)

    def convert(self, difference: float) -> float | None:
        """A difference in the scale's own unit, or None when the ranges do not allow it."""
        return None if self.factor is None else difference * self.factor


def recognize_scale(outcome: Outcome, vocabulary: Vocabulary) -> UsedScale | None:
    """The scale an outcome was measured on.

    Aliases are tried at word boundaries, the longest first, within the outcome's own domain and
    then in domains that may share a questionnaire with it. A range in the outcome's text wins
    over the vocabulary's.

    Returns:
        The scale, or None when the text names none or more than one.
    """
    found: list[tuple[bool, int, int, str]] = []
    for scale_id, domain, pattern in _patterns(_fingerprint(vocabulary)):
        own = domain is outcome.domain
        if not own and domain not in _ALSO.get(outcome.domain, ()):
            continue
        found += [
            (not own, match.start() - match.end(), match.start(), scale_id)
            for match in pattern.finditer(outcome.name)
        ]
    if not found:
        return None
    found.sort()
    foreign, length, start, chosen = found[0]
    end = start - length
    for other_foreign, other_length, other_start, other in found[1:]:
        apart = other_start >= end or other_start - other_length <= start
        if other != chosen and apart and other_foreign == foreign:
            return None  # two questionnaires in one line: their numbers cannot be told apart
    return _used(chosen, vocabulary.scales[chosen], outcome.name)


def _used(scale_id: str, scale: Scale, text: str) -> UsedScale:
    for match in _RANGE.finditer(text):
        low, high = float(match[1]), float(match[2])
        if high > low and low in {0.0, scale.min}:
            return UsedScale(scale_id, scale, low, high, printed=True)
    return UsedScale(scale_id, scale, scale.min, scale.max, printed=False)


_Fingerprint = tuple[tuple[str, Domain, tuple[str, ...]], ...]


def _fingerprint(vocabulary: Vocabulary) -> _Fingerprint:
    """The part of a vocabulary that recognition reads, as a key for its compiled patterns."""
    return tuple((i, s.domain, s.aliases) for i, s in vocabulary.scales.items() if not s.convention)


@lru_cache(maxsize=8)
def _patterns(scales: _Fingerprint) -> tuple[tuple[str, Domain, re.Pattern[str]], ...]:
    found = []
    for scale_id, domain, aliases in scales:
        if not aliases:
            continue
        any_of = "|".join(re.escape(a) for a in sorted(aliases, key=lambda a: (-len(a), a)))
        found.append((scale_id, domain, re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)))
    return tuple(found)


def important_change(scale: Scale, conditions: tuple[str, ...] = ()) -> ImportantChange | None:
    """The important change that a difference on a scale is judged against.

    A difference between groups is preferred to a change within one person, because that is what
    a trial reports; within each kind, one found in people with the study's condition; then the
    first. A change known only in percent of a baseline is not used, since the baseline is not.

    Args:
        scale: The scale.
        conditions: The slugs of the study's conditions.
    """
    usable = [m for m in scale.mic if m.value is not None and m.value > 0]
    if not usable:
        return None
    words = _condition_words(conditions)

    def order(item: tuple[int, ImportantChange]) -> tuple[bool, bool, int]:
        index, mic = item
        population = mic.population.lower()
        fits = any(w in population for w in words)
        return (mic.kind is not ChangeKind.BETWEEN, not fits, index)

    return min(enumerate(usable), key=order)[1]


_COMMON = frozenset(
    {"and", "care", "chronic", "disorder", "low", "pain", "symptoms", "type", "work"}
)


def _condition_words(conditions: tuple[str, ...]) -> set[str]:
    """The telling words of the conditions: neck, back, migraine, osteoarthritis."""
    return {w for slug in conditions for w in slug.split("-")} - _COMMON


def smd_convention(vocabulary: Vocabulary) -> Convention | None:
    """The rule of thumb for standardized mean differences, when the vocabulary carries one."""
    return next((s.convention for s in vocabulary.scales.values() if s.convention), None)


def describe_change(mic: ImportantChange, value: float, unit: str, scale_range: str) -> str:
    """What a size was judged against: "2 points on 0 to 10 (Ostelo 2008; within one person)"."""
    source = mic.source.partition(",")[0].partition(" (")[0]
    kind = "between groups" if mic.kind is ChangeKind.BETWEEN else "within one person"
    where = f" on {scale_range}" if scale_range else ""
    about = "; ".join(p for p in (source, kind, mic.population) if p)
    return f"{format_number(round(value, 2))} {unit}{where} ({about})"
