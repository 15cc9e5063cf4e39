"""Panels: which results may share a forest plot, converted and turned to one axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from referable.research.comparisons import ComparatorKind, parse_comparison
from referable.research.conditions import Domain, Vocabulary
from referable.research.figures import finite, format_number
from referable.research.phrases import RATIOS
from referable.research.ranking import Finding, collect_findings, is_harm, source_label
from referable.research.scales import UsedScale
from referable.research.sizes import DIFFERENCES, Judgement, judge_size
from referable.research.synopses import Measure, Synopsis
from referable.research.topics import make_topic

__all__ = ["ForestPanel", "ForestPoint", "collect_panels"]

MOST_POINTS = 30
"""More than this in one plot is left to the table."""


@dataclass(frozen=True, slots=True)
class ForestPoint:
    """One study's result.

    Attributes:
        label: The study, "Cherkin 2011".
        detail: What was compared with what, on what, when.
        first: The first arm.
        second: The comparator.
        estimate: The estimate, benefit negative for differences, or None.
        low: The interval's lower end, or None.
        high: Its upper end, or None.
        finding: Where it comes from.
        converted: The numbers were converted to the panel's scale.
    """

    label: str
    detail: str
    first: str
    second: str
    estimate: float | None
    low: float | None
    high: float | None
    finding: Finding
    converted: bool = False
    turned: bool = False
    """The sign was turned, because a higher score is better on its scale."""

    @property
    def ends(self) -> list[float]:
        """The numbers that need room on the axis."""
        return [v for v in (self.estimate, self.low, self.high) if v is not None]


@dataclass(frozen=True, slots=True)
class ForestPanel:
    """The studies of one plot.

    Attributes:
        title: The plot's title.
        axis: What the axis counts.
        kind: The kind of comparator.
        points: The studies in their order.
        band: The important change, or 0 when there is none.
        band_text: What the band is, with its source.
        reach: How far the axis goes at least to either side, so that a tenth of a point on a
            scale of ten does not fill the picture.
        ratio: The axis is logarithmic and its line of no effect is at 1.
        better_right: Benefit is on the right, as for "improved" on a ratio scale.
    """

    title: str
    axis: str
    kind: ComparatorKind
    points: tuple[ForestPoint, ...]
    band: float = 0.0
    band_text: str = ""
    reach: float = 0.0
    ratio: bool = False
    better_right: bool = False


_KINDS = list(ComparatorKind)
_PanelKey = tuple[int, int, str, str, bool]


def collect_panels(
    slug: str,
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[tuple[ForestPanel, ...], tuple[str, ...]]:
    """The panels of a condition, and what could not be drawn with its reason."""
    findings = collect_findings(slug, synopses, vocabulary, years)
    condition = vocabulary.conditions.get(slug)
    order = [o.domain for o in condition.outcomes] if condition else []
    order += [d for d in Domain if d not in order]
    groups: dict[_PanelKey, list[tuple[ForestPoint, Judgement]]] = {}
    left_out: list[str] = []
    for finding in findings:
        o = finding.outcome
        if is_harm(o) or (finite(o.estimate) is None and o.interval is None):
            continue
        name = (labels or {}).get(finding.synopsis.key) or source_label(finding.synopsis.key, years)
        # Judged for this condition, so that one plot has one band.
        judgement = judge_size(o, vocabulary, (slug,))
        reason, measure, unit = _axis_of(finding, judgement)
        if reason:
            left_out.append(f"{name}, {make_topic(o).text}: {reason}")
            continue
        key = (
            order.index(o.domain),
            _KINDS.index(finding.statement.comparator_kind),
            measure,
            unit,
            bool(o.higher_is_better) if o.measure in RATIOS else False,
        )
        groups.setdefault(key, []).append((_point(finding, judgement, name), judgement))
    panels = [_panel(key, members, order) for key, members in sorted(groups.items())]
    return tuple(panels), tuple(left_out)


def _axis_of(finding: Finding, judgement: Judgement) -> tuple[str, str, str]:
    """Why a result cannot be drawn (or nothing), its measure, and its scale."""
    o = finding.outcome
    topic = make_topic(o)
    if not finding.statement.comparator or not parse_comparison(o.comparison).second:
        return "its comparator is not stated", "", ""
    if o.higher_is_better is None:
        return "the direction of its scale is not recorded", "", ""
    if o.measure in RATIOS:
        ends = [finite(o.estimate), *(o.interval or ())]
        if any(e is not None and e <= 0 for e in ends):
            return "a ratio must be above zero", "", ""
        return "", o.measure.value, ""
    if o.measure is Measure.SMD:
        return "", "SMD", ""
    if o.measure not in DIFFERENCES:
        return "its measure is not stated", "", ""
    if judgement.scale:
        if judgement.scale.factor is None:
            return "its range cannot be converted", "", ""
        return "", "MD", judgement.scale.id
    if topic.unit:
        return "", "MD", topic.unit
    return "its scale is not stated", "", ""


def _point(finding: Finding, judgement: Judgement, name: str) -> ForestPoint:
    o = finding.outcome
    arms = parse_comparison(o.comparison)
    scale = judgement.scale if o.measure in DIFFERENCES - {Measure.SMD} else None
    factor = (scale.factor if scale else 1.0) or 1.0
    ratio = o.measure in RATIOS
    turn = -factor if o.higher_is_better and not ratio else factor
    estimate = finite(o.estimate)
    low = high = None
    if o.interval and all(finite(v) is not None for v in o.interval):
        low, high = sorted(v * turn for v in o.interval)
    alone = "; not massage alone" if finding.package else ""
    return ForestPoint(
        name,
        f"{make_topic(o).text}: {arms.first} vs {arms.second}; "
        f"{finding.statement.timepoint}{alone}",
        arms.first,
        arms.second,
        None if estimate is None else estimate * turn,
        low,
        high,
        finding,
        converted=not math.isclose(factor, 1.0),
        turned=turn < 0,
    )


def _panel(
    key: _PanelKey, members: list[tuple[ForestPoint, Judgement]], order: list[Domain]
) -> ForestPanel:
    place, kind_place, measure, unit, better_right = key
    domain, kind = order[place].label, _KINDS[kind_place]
    judgement = members[0][1]
    scale = judgement.scale if measure == "MD" else None
    if measure == "SMD":
        axis = "Standardized mean difference (standard deviations)"
    elif measure in {"RR", "OR"}:
        axis = "Risk ratio" if measure == "RR" else "Odds ratio"
    elif scale:
        own = scale.scale
        known = None not in (own.min, own.max) and not own.versions
        full = f"{own.min:g} to {own.max:g}, " if known else ""
        axis = f"Mean difference, {own.short or own.name} ({full}{own.unit})"
    else:
        axis = f"Mean difference, {unit}"
    band = judgement.important or 0.0
    if scale and band and scale.factor:
        band *= scale.factor
    text = ""
    if band and measure in {"SMD", "MD"}:
        against = judgement.reason.removeprefix("judged against ")
        if judgement.conventional:
            against = f"{format_number(round(band, 2))}, by rule of thumb only"
        text = f"Gray band: smaller than {against}"
    where = {"SMD": " (standardized)", "RR": " (risk ratio)", "OR": " (odds ratio)"}.get(
        measure, f" ({unit})"
    )
    if scale:
        where = f" ({scale.scale.short or scale.scale.name})"
    title = f"{domain.capitalize()}{where}, compared with {kind.label}"
    if kind is ComparatorKind.OTHER:
        title = f"{domain.capitalize()}{where}, {kind.label}"
    return ForestPanel(
        title,
        axis,
        kind,
        tuple(point for point, _ in members[:MOST_POINTS]),
        band if text else 0.0,
        text,
        _reach(scale),
        ratio=measure in {"RR", "OR"},
        better_right=better_right,
    )


def _reach(scale: UsedScale | None) -> float:
    """A tenth of the scale's range."""
    if scale is None or scale.scale.min is None or scale.scale.max is None:
        return 0.0
    return (scale.scale.max - scale.scale.min) / 10
