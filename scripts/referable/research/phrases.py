"""Phrases: an outcome's numbers in words, all turned so that they read from the first arm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referable.research.comparisons import Arms
from referable.research.figures import decimals, finite, format_number, format_range
from referable.research.scales import UsedScale
from referable.research.sizes import DIFFERENCES
from referable.research.synopses import Direction, Measure, Outcome
from referable.research.topics import Topic

__all__ = ["Numbers", "plain_time", "read_numbers", "time_phrase"]

_COUNTED = frozenset({" points", " standard deviations", " hours", " days"})
RATIOS = frozenset({Measure.RR, Measure.OR})


@dataclass(frozen=True, slots=True)
class Numbers:
    """An outcome's numbers, ready for a sentence or a table cell.

    Attributes:
        amount: The difference without its direction, "1.4 points"; empty when there is none.
        compared: "lower", "higher", "better" or "worse"; empty when it cannot be said.
        interval: "95% CI 0.8 to 1.9", or "interval not reported".
        cell: All of it for a table cell, in the record's own sign where the direction of the
            scale is unknown.
        most: The largest difference the interval allows, with its unit; empty without interval.
        agrees: The sign of the estimate agrees with the recorded direction.
        reported: There is an estimate or an interval.
    """

    amount: str
    compared: str
    interval: str
    cell: str
    most: str
    agrees: bool
    reported: bool


def read_numbers(outcome: Outcome, topic: Topic, scale: UsedScale | None, arms: Arms) -> Numbers:
    """An outcome's numbers in words.

    Args:
        outcome: The outcome.
        topic: Its topic, which knows whether "lower" may be said.
        scale: Its scale, for the unit and the range.
        arms: Its arms, for what each of them scored.
    """
    estimate = finite(outcome.estimate)
    interval = _finite_interval(outcome)
    groups = _groups(topic, arms)
    p = _p(outcome) if outcome.p else ""
    if estimate is None and interval is None:
        told = groups or topic.told
        sized = told and not told.startswith("p ")
        missing = outcome.no_interval if sized else f"size and {outcome.no_interval}"
        if "% CI" in told:
            missing = missing.replace("interval", "interval of the difference", 1)
        cell = "; ".join(t for t in (told, p, missing) if t)
        return Numbers("", "", outcome.no_interval, cell, "", agrees=True, reported=False)
    if outcome.measure in RATIOS:
        return _ratio(outcome, estimate, interval, groups)
    return _difference(outcome, topic, scale, groups=groups)


def _finite_interval(outcome: Outcome) -> tuple[float, float] | None:
    interval = outcome.interval
    if not interval or finite(interval[0]) is None or finite(interval[1]) is None:
        return None
    return interval


def _p(outcome: Outcome) -> str:
    """The p value; where the record calls it unadjusted, that is said."""
    match = re.match(r"([<>=\u2264]?)\s*(.*)$", (outcome.p or "").strip())
    assert match
    name = "unadjusted p" if re.search(r"\bunadjusted p\b", outcome.name) else "p"
    return f"{name} {match[1] or '='} {match[2]}"


def _groups(topic: Topic, arms: Arms) -> str:
    """What each arm scored, as the record prints it."""
    first, second = topic.values
    if not first:
        first, second = arms.notes
    if first and second and arms.second:
        return f"{first} with {arms.first}, {second} with {arms.second}"
    return ""


def _ratio(
    outcome: Outcome, estimate: float | None, interval: tuple[float, float] | None, groups: str
) -> Numbers:
    places = decimals([estimate, *(interval or ())])
    name = outcome.measure.label
    shown = f"95% CI {format_range(*interval, places)}" if interval else outcome.no_interval
    point = format_number(estimate, places) if estimate is not None else "not reported"
    absolute = groups or "absolute numbers not reported"
    most = ""
    if interval and interval[0] > 0:
        # The bound farther from 1 as a factor, so that 0.5 counts as much as 2.
        far = max(interval, key=lambda bound: max(bound, 1 / bound))
        most = f"{'an' if name.startswith('odds') else 'a'} {name} of {format_number(far, places)}"
    agrees = _agrees(outcome, None if estimate is None else estimate - 1)
    return Numbers(
        point if estimate is not None else "",
        "",
        shown,
        f"{name} {point} ({shown}; {absolute})",
        most,
        agrees,
        reported=True,
    )


def _difference(outcome: Outcome, topic: Topic, scale: UsedScale | None, *, groups: str) -> Numbers:
    estimate, interval = finite(outcome.estimate), _finite_interval(outcome)
    places = decimals([estimate, *(interval or ())])
    unit, missing = _unit(outcome, topic, scale)
    better = outcome.higher_is_better
    agrees = _agrees(outcome, estimate)
    if better is None or not agrees:
        return _raw(outcome, estimate, interval, unit, missing)
    less, more = ("lower", "higher") if topic.less_is_better else ("better", "worse")
    sign = -1 if better else 1  # negative now means benefit
    amount = ""
    if estimate is not None:
        amount = format_number(abs(estimate), places)
        amount += unit.removesuffix("s") if amount == "1" and unit in _COUNTED else unit
    compared = "" if not estimate else (less if sign * estimate < 0 else more)
    shown, most = outcome.no_interval, ""
    if interval:
        low, high = sorted(sign * bound for bound in interval)
        own_unit = "" if amount else unit
        turned = _turned((low, high), compared, (less, more), places=places, unit=own_unit)
        shown = f"95% CI {turned}"
        most = f"{format_number(max(abs(low), abs(high)), places)}{unit}"
    extra = "; ".join(t for t in (missing, groups) if t)
    tail = f"; {extra}" if extra else ""
    cell = f"{amount} {compared} ({shown}{tail})"
    if not amount:
        cell = f"{shown}; estimate not reported{tail}"
    if amount and not compared:
        cell = f"no difference ({shown})"
    return Numbers(amount, compared, shown, cell, most, agrees, reported=True)


def _turned(
    ends: tuple[float, float], compared: str, words: tuple[str, str], *, places: int, unit: str
) -> str:
    """An interval, with its directions in words where the estimate's word does not cover it.

    Args:
        ends: The interval's ends, the lower first; benefit is negative.
        compared: The estimate's own word, or nothing without an estimate.
        words: The words for benefit and for its opposite.
        places: Decimals to show.
        unit: The unit, where the estimate does not show it already.
    """
    (low, high), (less, more) = ends, words
    if low < 0 < high:
        good, bad = (f"{format_number(abs(end), places)}{unit}" for end in ends)
        return f"{good} {less} to {bad} {more}"
    near, far = sorted((abs(low), abs(high)))
    text = f"{format_range(near, far, places)}{unit}"
    word = less if high <= 0 else more
    return text if compared == word else f"{text} {word}"


def _raw(
    outcome: Outcome,
    estimate: float | None,
    interval: tuple[float, float] | None,
    unit: str,
    missing: str,
) -> Numbers:
    """Numbers whose direction is not known: as recorded, sign and all."""
    places = decimals([estimate, *(interval or ())])
    name = outcome.measure.label or "difference"
    if outcome.measure is Measure.PERCENT:
        name, unit = "", "%"
    point = f"{format_number(estimate, places)}{unit}" if estimate is not None else "not reported"
    shown = f"95% CI {format_range(*interval, places)}" if interval else outcome.no_interval
    inside = "; ".join(t for t in (shown, missing) if t)
    most = ""
    if interval:
        most = f"{format_number(max(abs(interval[0]), abs(interval[1])), places)}{unit}"
    return Numbers(
        "",
        "",
        shown,
        f"{name} {point} ({inside})".strip(),
        most,
        _agrees(outcome, estimate),
        reported=True,
    )


def _unit(outcome: Outcome, topic: Topic, scale: UsedScale | None) -> tuple[str, str]:
    """The unit with a space before it, and what to say when it is not known."""
    if outcome.measure is Measure.PERCENT:
        return "%", ""
    if outcome.measure is Measure.SMD:
        return " standard deviations", ""
    if topic.unit:
        return f" {topic.unit}", ""
    if outcome.measure in DIFFERENCES:
        return (f" {scale.unit}", "") if scale else ("", "scale not stated")
    return "", "measure not stated"


def _agrees(outcome: Outcome, benefit: float | None) -> bool:
    better = outcome.higher_is_better
    if benefit is None or better is None or benefit == 0:
        return not (benefit == 0 and outcome.direction in _ONE_SIDED)
    good = (benefit > 0) == better
    if outcome.direction is Direction.MASSAGE:
        return good
    return not good if outcome.direction is Direction.COMPARATOR else True


_ONE_SIDED = frozenset({Direction.MASSAGE, Direction.COMPARATOR})
_ADVERBIAL = re.compile(
    r"^(?:after|before|during|over|at|in|on|up to|within|between|throughout|just|closest to"
    r"|immediately|weekly|daily|around|from)\b",
    re.IGNORECASE,
)
_NO_TIME = re.compile(r"not (?:stated|reported)", re.IGNORECASE)
_TERM = re.compile(r"^(short|intermediate|medium|long)[- ]term$", re.IGNORECASE)
_COUNT = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve)"
_UNIT_OF_TIME = r"(?:minute|hour|day|week|month|year)s?"
_SPAN = re.compile(
    rf"^{_COUNT}(?: {_UNIT_OF_TIME})?(?: (?:to|and|to under|or) {_COUNT})?(?:,? {_UNIT_OF_TIME})"
    r"(?: or more)?(?: after .*| \(.*\))?$",
    re.IGNORECASE,
)


def plain_time(timepoint: str) -> str:
    """A time point for a table cell: as recorded, or "time point not stated"."""
    text = timepoint.strip()
    return "time point not stated" if not text or _NO_TIME.match(text) else text


def time_phrase(timepoint: str, term: str = "") -> str:
    """A time point as a part of a sentence, with its leading comma.

    "10 weeks" gives ", at 10 weeks"; nothing gives ", time point not stated".
    """
    text = timepoint.strip()
    if not text or _NO_TIME.match(text):
        classed = term if term == "immediate" else f"{term} term"
        return f", time point not stated{f' (classed as {classed})' if term else ''}"
    term_match = _TERM.match(text)
    if term_match:
        return f", in the {term_match[1].lower()} term"
    small = f"{text[0].lower()}{text[1:]}"
    if _SPAN.match(text) or re.search(r"^every |follow-up$|^weeks \d", text):
        return f", at {text}"
    if re.match(r"days? \d", text):
        return f", on {text}"
    if re.match(r"end of ", text, re.IGNORECASE):
        return f", at the {small}"
    if re.match(r"(?:last|first) ", text, re.IGNORECASE):
        return f", in the {small}"
    if _ADVERBIAL.match(text):
        return f", {small}"
    return f", time point: {text}"
