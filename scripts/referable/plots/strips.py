"""Small scales that stand in a table's cell: the interval around the line of no difference.

Each is decoration beside its numbers, and hidden from screen readers, which hear the numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from referable.research.synopses import Measure

if TYPE_CHECKING:
    from referable.research.synopses import Outcome

__all__ = ["draw_strips"]

_WIDTH, _HEIGHT, _EDGE = 104.0, 14.0, 5.0
_DIFFERENCES = frozenset({Measure.MD, Measure.SMD, Measure.WMD})
_RATIOS = frozenset({Measure.RR, Measure.OR})


def draw_strips(outcomes: Sequence[Outcome]) -> list[str]:
    """An SVG for each outcome, or an empty string where no interval was reported.

    Results of one measure and name share a scale, with no difference in its middle, so that
    their lengths can be compared with each other and with nothing else.
    """
    places = [_place(o) for o in outcomes]
    reach: dict[tuple[str, str], float] = {}
    for outcome, place in zip(outcomes, places, strict=True):
        group = (outcome.measure.value, outcome.name)
        reach[group] = max([reach.get(group, 0.0), *(abs(v) for v in place)])
    return [
        _draw(place, reach[o.measure.value, o.name]) if place else ""
        for o, place in zip(outcomes, places, strict=True)
    ]


def _place(outcome: Outcome) -> tuple[float, ...]:
    """Low end, high end and, if there is one, the estimate, as distances from no difference."""
    if outcome.interval is None:
        return ()
    values = (*outcome.interval, *([] if outcome.estimate is None else [outcome.estimate]))
    if outcome.measure in _DIFFERENCES:
        return values
    if outcome.measure in _RATIOS and min(values) > 0:
        return tuple(math.log(v) for v in values)
    return ()


def _draw(place: tuple[float, ...], reach: float) -> str:
    def x(value: float) -> str:
        share = value / reach if reach else 0.0
        at = _WIDTH / 2 + share * (_WIDTH / 2 - _EDGE)
        return f"{at:.1f}".removesuffix(".0")

    middle, center = f"{_WIDTH / 2:g}", f"{_HEIGHT / 2:g}"
    low, high, *estimate = place
    dot = f'<circle cx="{x(estimate[0])}" cy="{center}" r="3.2"/>' if estimate else ""
    return (
        f'<svg class="rf-strip-plot" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'height="{_HEIGHT:g}" aria-hidden="true">'
        f'<path class="rf-strip-plot__none" d="M{middle} 0V{_HEIGHT:g}"/>'
        f'<path class="rf-strip-plot__interval" d="M{x(low)} {center}H{x(high)}"/>{dot}</svg>'
    )
