"""Small scales beside a study's numbers."""

from __future__ import annotations

import re

from referable.plots.strips import draw_strips
from referable.research.synopses import Outcome


def _outcome(**values) -> Outcome:
    given = {
        "domain": "pain",
        "name": "Pain",
        "comparison": "massage vs rest",
        "measure": "MD",
        "direction": "no-clear-difference",
        **values,
    }
    return Outcome.model_validate(given)


def _interval(strip: str) -> tuple[float, float]:
    low, high = re.search(r'interval" d="M([\d.]+) 7H([\d.]+)"', strip).groups()
    return float(low), float(high)


def test_results_of_one_measure_share_a_scale_with_no_difference_in_the_middle() -> None:
    """The widest value reaches the edge; half of it stands half-way; the middle is nothing."""
    wide, half = draw_strips(
        [
            _outcome(estimate=-2, interval=[-4, 0]),
            _outcome(estimate=1, interval=[0, 2]),
        ]
    )
    assert _interval(wide) == (5.0, 52.0)
    assert _interval(half) == (52.0, 75.5)


def test_ratios_lie_on_a_scale_of_ratios() -> None:
    """A ratio of a half is as far from one as a ratio of two."""
    (strip,) = draw_strips([_outcome(measure="RR", estimate=1, interval=[0.5, 2])])
    assert _interval(strip) == (5.0, 99.0)
    assert 'cx="52"' in strip


def test_nothing_is_drawn_from_nothing() -> None:
    """Without an interval, or with a measure that has no line of no difference, there is no scale."""
    found = draw_strips(
        [
            _outcome(estimate=-2),
            _outcome(measure="percent", estimate=3, interval=[1, 5]),
            _outcome(measure="OR", interval=[0, 2]),
        ]
    )
    assert found == ["", "", ""]
