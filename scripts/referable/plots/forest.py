"""Forest plots: each study's estimate and interval, never pooled.

One plot holds one domain, one measure on one scale, and one kind of comparator. Mean differences
share a plot only where their scale is the same after conversion; standardized differences and
ratios have plots of their own. Differences are turned so that the first arm's benefit is always
on the left. The grey band is the important change, or the smallest step of the rule of thumb.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from referable.plots.canvas import Canvas, Color, DataTable, Plot, nice_ticks, wrap
from referable.plots.panels import ForestPanel, ForestPoint, collect_panels
from referable.research.comparisons import ComparatorKind
from referable.research.conditions import Vocabulary
from referable.research.figures import decimals, format_number, format_range
from referable.research.synopses import Synopsis

__all__ = ["draw_forest", "draw_forests"]

WIDTH = 400.0
_EDGE = 10.0


def draw_forests(
    slug: str,
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    prefix: str,
    *,
    years: Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Plot, ...]:
    """The forest plots of a condition, the most important outcome first.

    Args:
        slug: The condition.
        synopses: The library's synopses.
        vocabulary: Conditions and scales.
        prefix: Begins the ids inside the SVGs; must be unique on the page.
        years: Publication years by citation key.
        labels: Names of studies by citation key; made from the key where missing.
    """
    panels, left_out = collect_panels(slug, synopses, vocabulary, years, labels)
    return tuple(
        draw_forest(panel, f"{prefix}-{index}", left_out if index == len(panels) else ())
        for index, panel in enumerate(panels, 1)
    )


def draw_forest(panel: ForestPanel, prefix: str, left_out: tuple[str, ...] = ()) -> Plot:
    """Draw one panel.

    Args:
        panel: The studies and their axis.
        prefix: Begins the ids inside the SVG; must be unique on the page.
        left_out: What could not be drawn, to be said beside the plot.
    """
    table = _table(panel)
    description = _describe(panel)
    if not panel.points:
        return Plot("", panel.title, description, table, left_out)
    canvas = Canvas(WIDTH, prefix)
    axis = _Axis(panel)
    y = 4.0
    for point in panel.points:
        y = _draw_point(canvas, axis, panel, point, y)
    y = _draw_axis(canvas, axis, panel, y)
    return Plot(
        canvas.finish(y, panel.title, description), panel.title, description, table, left_out
    )


class _Axis:
    """Values to places, with round ticks; ratios on a logarithmic scale."""

    def __init__(self, panel: ForestPanel) -> None:
        self.ratio = panel.ratio
        self.neutral = 1.0 if panel.ratio else 0.0
        ends = [e for p in panel.points for e in p.ends]
        if self.ratio:
            low = max(min([*ends, 0.8]), 0.02)
            high = min(max([*ends, 1.25]), 50.0)
            steps = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
            first = max((s for s in steps if s <= low), default=steps[0])
            last = min((s for s in steps if s >= high), default=steps[-1])
            self.ticks = [s for s in steps if first <= s <= last]
        else:
            margin = max(panel.band * 1.15, panel.reach)
            least, most = min([*ends, 0.0, -margin]), max([*ends, 0.0, margin])
            room = 0.12 * (most - least)  # both directions keep a side of the axis
            self.ticks = nice_ticks(min(least, -room), max(most, room))
        self.low, self.high = self.ticks[0], self.ticks[-1]

    def x(self, value: float) -> float:
        """The place of a value, held inside the axis."""
        value = min(max(value, self.low), self.high)
        a, b, v = self.low, self.high, value
        if self.ratio:
            a, b, v = math.log(a), math.log(b), math.log(v)
        part = (v - a) / (b - a) if b > a else 0.5
        return _EDGE + part * (WIDTH - 2 * _EDGE)

    def beyond(self, value: float) -> int:
        """-1 or 1 where a value lies outside the axis."""
        slack = 1e-9 * max(1.0, abs(self.high), abs(self.low))
        return -1 if value < self.low - slack else 1 if value > self.high + slack else 0


def _draw_point(
    canvas: Canvas, axis: _Axis, panel: ForestPanel, point: ForestPoint, y: float
) -> float:
    """One study: its name and numbers, what was compared, and the interval below them."""
    numbers = _numbers(point)
    canvas.open_group(f"{point.label}. {point.detail}. {numbers}")
    canvas.text(_EDGE, y + 13, point.label, size=13, bold=True)
    canvas.text(WIDTH - _EDGE, y + 13, numbers, size=12.5, anchor="end")
    certainty = point.finding.statement.certainty
    word = certainty.label if certainty else "not graded"
    mark = 27.0 if certainty else 10.0
    reserve = mark + len(word) * 6.2 + 10
    lines = wrap(point.detail, WIDTH - 2 * _EDGE - reserve, 11.5)
    for index, line in enumerate(lines):
        canvas.text(_EDGE, y + 28 + index * 14, line, size=11.5, soft=True)
    canvas.text(WIDTH - _EDGE, y + 28, word, size=11.5, anchor="end", soft=True)
    canvas.dots(WIDTH - _EDGE - len(word) * 6.2 - mark - 2, y + 24, certainty)
    top = y + 24 + len(lines) * 14
    middle = top + 9
    if panel.band:
        left, right = axis.x(-panel.band), axis.x(panel.band)
        canvas.rect(left, top, right - left, 18, Color.BAND)
    neutral = axis.x(axis.neutral)
    canvas.line((neutral, top), (neutral, top + 18), color=Color.INK, width=1)
    _draw_interval(canvas, axis, point, middle)
    canvas.close_group()
    return top + 18 + 12


def _draw_interval(canvas: Canvas, axis: _Axis, point: ForestPoint, y: float) -> None:
    if point.low is not None and point.high is not None:
        left, right = axis.x(point.low), axis.x(point.high)
        canvas.line((left, y), (right, y), color=Color.ACCENT, width=2)
        for value, place in ((point.low, left), (point.high, right)):
            if axis.beyond(value):
                canvas.arrow((place, y), axis.beyond(value))
            else:
                canvas.line((place, y - 4), (place, y + 4), color=Color.ACCENT, width=2)
    if point.estimate is None:
        return
    x = axis.x(point.estimate)
    side = axis.beyond(point.estimate)
    if side:
        canvas.arrow((x, y), side)
        return
    known = point.low is not None
    r = 5.0
    square = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
    fill = Color.ACCENT if known else Color.PAPER
    canvas.polygon(square, fill=fill, stroke=Color.ACCENT)


def _draw_axis(canvas: Canvas, axis: _Axis, panel: ForestPanel, y: float) -> float:
    _draw_ticks(canvas, axis, y)
    y = _draw_ends(canvas, panel, y + 33)
    notes = [panel.axis, *([panel.band_text] if panel.band_text else [])]
    if any(p.turned for p in panel.points):
        notes.append("Signs are turned where a higher score is better")
    if any(p.low is None for p in panel.points):
        notes.append("Open square: no interval")
    for note in notes:
        for line in wrap(note, WIDTH - 2 * _EDGE, 11.5):
            canvas.text(_EDGE, y, line, size=11.5, soft=True)
            y += 14
    return y


def _draw_ticks(canvas: Canvas, axis: _Axis, y: float) -> None:
    canvas.line((_EDGE, y), (WIDTH - _EDGE, y), color=Color.INK)
    places = decimals(axis.ticks)
    shown_to = -math.inf
    for tick in axis.ticks:
        x = axis.x(tick)
        canvas.line((x, y), (x, y + 4), color=Color.INK)
        label = format_number(tick) if axis.ratio else format_number(tick, places)
        half = len(label) * 3.2
        anchor = "middle"
        if x - half < 1:
            anchor = "start"
        elif x + half > WIDTH - 1:
            anchor = "end"
        if x - half > shown_to + 4 or math.isclose(tick, axis.neutral):
            canvas.text(x, y + 16, label, size=11.5, anchor=anchor)
            shown_to = x + half


def _draw_ends(canvas: Canvas, panel: ForestPanel, y: float) -> float:
    """What each side favors, in words."""
    left, right = _favors(panel)
    half_width = WIDTH / 2 - _EDGE - 20
    lefts, rights = (wrap(t, half_width, 13.5) for t in (left, right))
    canvas.line((_EDGE + 5, y - 4), (_EDGE + 16, y - 4), color=Color.INK, width=1.4)
    canvas.arrow((_EDGE, y - 4), -1, Color.INK)
    canvas.line((WIDTH - _EDGE - 5, y - 4), (WIDTH - _EDGE - 16, y - 4), color=Color.INK, width=1.4)
    canvas.arrow((WIDTH - _EDGE, y - 4), 1, Color.INK)
    for index, line in enumerate(lefts):
        canvas.text(_EDGE + 21, y + index * 14, line, size=12, bold=True)
    for index, line in enumerate(rights):
        canvas.text(WIDTH - _EDGE - 21, y + index * 14, line, size=12, bold=True, anchor="end")
    return y + 14 * max(len(lefts), len(rights)) + 5


def _favors(panel: ForestPanel) -> tuple[str, str]:
    """The words at the two ends: what the left and the right side favor."""
    firsts = {p.first for p in panel.points}
    seconds = {p.second for p in panel.points}
    mixed = any(p.finding.package for p in panel.points)
    if len(firsts) == 1 and not (mixed and firsts == {"massage"}):
        treatment = firsts.pop()
    else:
        massages = all("massage" in f for f in firsts) and not any("massage" in s for s in seconds)
        treatment = "massage" if massages and not mixed else "the treatment named first"
    if len(seconds) == 1:
        other = seconds.pop()
    else:
        other = {
            ComparatorKind.SHAM: "sham or placebo",
            ComparatorKind.NONE: "no treatment or usual care",
            ComparatorKind.ACTIVE: "the other treatment",
        }.get(panel.kind, "the comparison")
    ends = (f"favors {treatment}", f"favors {other}")
    return (ends[1], ends[0]) if panel.better_right else ends


def _numbers(point: ForestPoint) -> str:
    places = decimals([round(v, 2) for v in point.ends])
    parts = []
    if point.estimate is not None:
        parts.append(format_number(point.estimate, places))
    if point.low is not None and point.high is not None:
        parts.append(f"({format_range(point.low, point.high, places)})")
    return " ".join(parts)


def _table(panel: ForestPanel) -> DataTable:
    header = ("Study", "Compared", "Estimate", "95% CI", "Certainty", "Favors")
    rows = []
    for p in panel.points:
        places = decimals([round(v, 2) for v in p.ends])
        certainty = p.finding.statement.certainty
        interval = p.finding.outcome.no_interval.removeprefix("interval ")
        if p.low is not None and p.high is not None:
            interval = format_range(p.low, p.high, places)
        estimate = "not reported" if p.estimate is None else format_number(p.estimate, places)
        rows.append(
            (
                p.label,
                p.detail,
                f"{estimate} (converted)" if p.converted else estimate,
                interval,
                certainty.label if certainty else "not graded",
                p.finding.outcome.direction.label,
            )
        )
    return DataTable(f"{panel.title}. {panel.axis}", header, tuple(rows))


def _describe(panel: ForestPanel) -> str:
    if not panel.points:
        return "No study has a number that can be drawn."
    count = len(panel.points)
    left, right = _favors(panel)
    neutral = "1" if panel.ratio else "0"
    return (
        f"{count} {'result' if count == 1 else 'results'}, not pooled. {panel.axis}; "
        f"left of {neutral} {left}, right of {neutral} {right}."
        f"{f' {panel.band_text}.' if panel.band_text else ''}"
    )
