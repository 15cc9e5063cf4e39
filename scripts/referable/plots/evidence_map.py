"""Evidence map: conditions by outcomes; size is people, shape and color are direction.

A cell has a mark for each direction that the library holds, so that a null result never hides
behind a favorable one. A mark is as large as the people in its largest source, because reviews
share trials and their numbers must not be added. The dots below it are the certainty of the
finding that ranks first; a ring says that nobody graded it. A dashed mark comes only from packages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from referable.plots.canvas import Canvas, Color, DataTable, Plot, wrap
from referable.research.conditions import Domain, Kind, Vocabulary
from referable.research.figures import counted
from referable.research.ranking import Finding, collect_findings, is_harm
from referable.research.spelling import american
from referable.research.synopses import Certainty, Direction, Synopsis

__all__ = ["Layout", "MapMark", "collect_marks", "draw_evidence_map"]


class Layout(Enum):
    """A grid for wide screens and paper, a list for phones; the page shows one of the two."""

    WIDE = "wide"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class MapMark:
    """What the library holds for a condition, an outcome and a direction.

    Attributes:
        slug: The condition.
        domain: The outcome.
        direction: Where the findings point.
        people: The people in the largest source, or 0 when none says.
        sources: How many studies and reviews.
        certainty: The certainty of the finding ranked first, or None.
        package: No source is about massage alone.
    """

    slug: str
    domain: Domain
    direction: Direction
    people: int
    sources: int
    certainty: Certainty | None
    package: bool


def collect_marks(
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None = None,
) -> tuple[MapMark, ...]:
    """The marks of the whole library, in the order of conditions, outcomes and directions."""
    known = list(synopses)
    marks = []
    for slug, condition in vocabulary.conditions.items():
        if condition.kind is Kind.TOPIC:
            continue
        cells: dict[tuple[Domain, Direction], list[Finding]] = {}
        for finding in collect_findings(slug, known, vocabulary, years):
            if not is_harm(finding.outcome):
                cell = (finding.outcome.domain, finding.outcome.direction)
                cells.setdefault(cell, []).append(finding)
        for domain in Domain:
            for direction in Direction:
                found = cells.get((domain, direction))
                if found:
                    marks.append(_mark(slug, domain, direction, found))
    return tuple(marks)


def _mark(slug: str, domain: Domain, direction: Direction, found: list[Finding]) -> MapMark:
    return MapMark(
        slug,
        domain,
        direction,
        max(f.people for f in found),
        len({f.synopsis.key for f in found}),
        found[0].outcome.certainty,
        all(f.package for f in found),
    )


def draw_evidence_map(
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    prefix: str,
    layout: Layout = Layout.WIDE,
    years: Mapping[str, int] | None = None,
) -> Plot:
    """Draw the map.

    Args:
        synopses: The library's synopses.
        vocabulary: Conditions, in the order of the map, and scales.
        prefix: Begins the ids inside the SVG; must be unique on the page.
        layout: A grid, or a list that stays legible on a phone.
        years: Publication years by citation key.
    """
    marks = collect_marks(synopses, vocabulary, years)
    title = "Evidence on massage by condition and outcome"
    shown = len({m.slug for m in marks})
    description = (
        f"{counted(shown, 'condition')}. Circle: favors massage; square: no clear difference; "
        "triangle: favors the comparator; cross: cannot be compared. Larger marks: more people in "
        "the largest source. Dots: certainty as the source grades it; ring: not graded. "
        "Dashed: not massage alone."
    )
    table = _table(marks, vocabulary)
    if not marks:
        return Plot("", title, "No findings to map.", table)
    if layout is Layout.WIDE:
        svg = _draw_grid(marks, vocabulary, prefix, title, description)
    else:
        svg = _draw_list(marks, vocabulary, prefix, title, description)
    return Plot(svg, title, description, table)


_ORDER = (
    Direction.MASSAGE,
    Direction.NO_CLEAR_DIFFERENCE,
    Direction.COMPARATOR,
    Direction.NOT_ESTIMABLE,
)


def radius(people: int, least: float, most: float) -> float:
    """A radius whose area grows with the people, up to 3000."""
    return least + (most - least) * math.sqrt(min(max(people, 0), 3000) / 3000)


def _draw_grid(
    marks: tuple[MapMark, ...], vocabulary: Vocabulary, prefix: str, title: str, description: str
) -> str:
    domains = [d for d in Domain if any(m.domain is d for m in marks)]
    label_width, row = 172.0, 38.0
    cell = 64.0
    width = label_width + cell * len(domains) + 8
    canvas = Canvas(width, prefix)
    y = _draw_legend(canvas, 4.0)
    for index, domain in enumerate(domains):
        x = label_width + cell * (index + 0.5)
        lines = wrap(domain.label, cell, 11, most=2)
        for place, line in enumerate(lines):
            canvas.text(x, y + 26 - (len(lines) - 1 - place) * 13, line, anchor="middle", size=11)
    y += 34
    group = ""
    for slug in dict.fromkeys(m.slug for m in marks):
        condition = vocabulary.conditions[slug]
        if condition.group != group:
            group = condition.group
            canvas.line((0, y), (width, y), color=Color.INK, width=1)
            canvas.text(0, y + 16, american(group), size=11.5, soft=True)
            y += 22
        canvas.line((0, y), (width, y), width=0.8)
        lines = wrap(american(condition.name), label_width - 8, 13, most=2)
        for place, line in enumerate(lines):
            canvas.text(0, y + (24 if len(lines) == 1 else 17) + place * 15, line, size=13)
        for index, domain in enumerate(domains):
            inside = [m for m in marks if m.slug == slug and m.domain is domain]
            middle = label_width + cell * (index + 0.5)
            step = min(21.0, (cell - 2) / max(1, len(inside)))
            for place, mark in enumerate(sorted(inside, key=lambda m: _ORDER.index(m.direction))):
                x = middle + (place - (len(inside) - 1) / 2) * step
                _draw_mark(canvas, mark, (x, y + 14), vocabulary, below=True)
        y += row
    canvas.line((0, y), (width, y), color=Color.INK, width=1)
    return canvas.finish(y + 2, title, description)


def _draw_mark(
    canvas: Canvas,
    mark: MapMark,
    center: tuple[float, float],
    vocabulary: Vocabulary,
    *,
    below: bool,
) -> None:
    x, y = center
    canvas.open_group(_say(mark, vocabulary))
    r = radius(mark.people, 3.2, 8.0)
    canvas.direction(center, r, mark.direction, dashed=mark.package)
    dot = 1.8
    if below:
        span = dot * (2 + 3 * 2.7) if mark.certainty else 2 * dot
        canvas.dots(x - span / 2, y + 17, mark.certainty, dot)
    else:
        canvas.dots(x + 13, y, mark.certainty, dot + 0.4)
    canvas.close_group()


def _say(mark: MapMark, vocabulary: Vocabulary) -> str:
    people = f"{mark.people:,} people in the largest" if mark.people else "people not reported"
    certainty = f"{mark.certainty.label} certainty" if mark.certainty else "certainty not graded"
    alone = "; not massage alone" if mark.package else ""
    condition = american(vocabulary.name(mark.slug))
    return (
        f"{condition}, {mark.domain.label}: {mark.direction.label.lower()}; "
        f"{counted(mark.sources, 'source')}, {people}; {certainty}{alone}"
    )


def _draw_legend(canvas: Canvas, y: float) -> float:
    """What the marks mean, wrapped to the width."""
    x, y = 0.0, y + 10
    for direction in _ORDER:
        x, y = _legend_room(canvas, x, y, direction.label)
        canvas.direction((x + 8, y - 4), 6, direction)
        canvas.text(x + 19, y, direction.label, size=11.5)
        x += 19 + len(direction.label) * 6.9 + 12
    for words, certainty in (("certainty, here low", Certainty.LOW), ("not graded", None)):
        x, y = _legend_room(canvas, x, y, words + "xxx")
        canvas.dots(x + 2, y - 4, certainty)
        gap = 34 if certainty else 14
        canvas.text(x + gap, y, words, size=11.5)
        x += gap + len(words) * 6.9 + 12
    x, y = _legend_room(canvas, x, y, "not massage alone")
    canvas.direction((x + 8, y - 4), 6, Direction.MASSAGE, dashed=True)
    canvas.text(x + 19, y, "not massage alone", size=11.5)
    x += 19 + 17 * 6.9 + 12
    x, y = _legend_room(canvas, x, y, "50 and 3,000 people xx")
    for people, offset in ((50, 6.0), (3000, 21.0)):
        r = radius(people, 3.2, 8.0)
        canvas.circle((x + offset, y - 4), r, fill=Color.PAPER, stroke=Color.INK, width=1)
    canvas.text(x + 34, y, "50 and 3,000 people", size=11.5)
    return y + 14


def _legend_room(canvas: Canvas, x: float, y: float, words: str) -> tuple[float, float]:
    return (0.0, y + 20) if x + 19 + len(words) * 6.9 > canvas.width else (x, y)


_COLUMNS = {
    Direction.MASSAGE: (152.0, ("favors", "massage")),
    Direction.NO_CLEAR_DIFFERENCE: (216.0, ("no clear", "difference")),
    Direction.COMPARATOR: (280.0, ("favors", "comparator")),
    Direction.NOT_ESTIMABLE: (346.0, ("cannot be", "compared")),
}


def _draw_list(
    marks: tuple[MapMark, ...], vocabulary: Vocabulary, prefix: str, title: str, description: str
) -> str:
    canvas = Canvas(400.0, prefix)
    y = _draw_legend(canvas, 4.0) + 6
    group = ""
    for slug in dict.fromkeys(m.slug for m in marks):
        condition = vocabulary.conditions[slug]
        if condition.group != group:
            group = condition.group
            canvas.line((0, y), (400, y), color=Color.INK, width=1)
            for index, line in enumerate(wrap(american(group), 118, 11, most=2)):
                canvas.text(0, y + 14 + 12 * index, line, size=11, soft=True)
            for x, words in _COLUMNS.values():
                canvas.text(x - 8, y + 14, words[0], size=10, soft=True)
                canvas.text(x - 8, y + 26, words[1], size=10, soft=True)
            y += 34
        canvas.text(0, y + 15, american(condition.name), size=13.5, bold=True)
        y += 22
        for domain in (d for d in Domain if any(m.slug == slug and m.domain is d for m in marks)):
            canvas.text(10, y + 14, domain.label, size=12.5)
            for mark in marks:
                if mark.slug == slug and mark.domain is domain:
                    place = (_COLUMNS[mark.direction][0], y + 10)
                    _draw_mark(canvas, mark, place, vocabulary, below=False)
            y += 21
            canvas.line((10, y), (400, y), width=0.7)
        y += 6
    return canvas.finish(y + 2, title, description)


def _table(marks: tuple[MapMark, ...], vocabulary: Vocabulary) -> DataTable:
    header = (
        "Condition",
        "Outcome",
        "Direction",
        "Sources",
        "People in the largest source",
        "Certainty of the first finding",
        "Massage alone",
    )
    rows = tuple(
        (
            american(vocabulary.name(m.slug)),
            m.domain.label,
            m.direction.label,
            str(m.sources),
            f"{m.people:,}" if m.people else "not reported",
            m.certainty.label if m.certainty else "not graded",
            "no" if m.package else "yes",
        )
        for m in marks
    )
    return DataTable("Evidence on massage by condition, outcome and direction", header, rows)
