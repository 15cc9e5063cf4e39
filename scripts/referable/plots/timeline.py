"""Timeline: the library's studies by year and design, each with the directions it found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from referable.plots.canvas import Canvas, Color, DataTable, Plot
from referable.research.figures import counted
from referable.research.ranking import source_label, study_year
from referable.research.synopses import Design, Direction, Synopsis

__all__ = ["Reading", "draw_timeline", "read_direction"]

WIDTH = 400.0
_EDGE = 6.0
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a study found as a whole.

    Attributes:
        direction: The one direction all its comparisons share, or None.
        label: In words: "Favors massage", "Mixed", "No comparison on record".
    """

    direction: Direction | None
    label: str


def read_direction(synopsis: Synopsis) -> Reading:
    """The direction of a study; one that found different things is mixed."""
    found = [d for d in synopsis.facts.directions if d is not Direction.NOT_ESTIMABLE]
    if not found:
        return Reading(Direction.NOT_ESTIMABLE, "No comparison on record")
    if len(found) == 1:
        return Reading(found[0], found[0].label)
    return Reading(None, "Mixed")


def draw_timeline(
    synopses: Iterable[Synopsis],
    prefix: str,
    years: Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Plot:
    """Draw the timeline; a lane for each design, a mark for each study.

    Args:
        synopses: The studies.
        prefix: Begins the ids inside the SVG; must be unique on the page.
        years: Publication years by citation key.
        labels: Names of studies by citation key; made from the key where missing.
    """
    known = sorted(synopses, key=lambda s: (study_year(s.key, years), s.key))
    dated = [s for s in known if study_year(s.key, years)]
    names = {s.key: (labels or {}).get(s.key) or source_label(s.key, years) for s in known}
    title = "Studies by year and design"
    left_out = tuple(f"{names[s.key]}: its year is not known" for s in known if s not in dated)
    table = DataTable(
        title,
        ("Year", "Study", "Design", "Found"),
        tuple(
            (
                str(study_year(s.key, years)),
                names[s.key],
                s.facts.design.label,
                read_direction(s).label,
            )
            for s in dated
        ),
    )
    if not dated:
        return Plot("", title, "No studies to show.", table, left_out)
    first, last = study_year(dated[0].key, years), study_year(dated[-1].key, years)
    description = (
        f"{counted(len(dated), 'study', 'studies')} from {first} to {last}. Circle: favors "
        "massage; square: no clear difference; triangle: favors the comparator; diamond: mixed; "
        "cross: no comparison on record."
    )
    canvas = Canvas(WIDTH, prefix)
    height = _draw(canvas, dated, names, years)
    return Plot(canvas.finish(height, title, description), title, description, table, left_out)


def _draw(
    canvas: Canvas,
    dated: list[Synopsis],
    names: Mapping[str, str],
    years: Mapping[str, int] | None,
) -> float:
    """Draw the lanes; the result is the height used."""
    first, last = study_year(dated[0].key, years), study_year(dated[-1].key, years)
    column = (WIDTH - 2 * _EDGE) / max(1, last - first + 1)
    radius = max(1.5, min(_RADIUS, column / 2 - 0.6))
    y = _draw_legend(canvas)
    for design in Design:
        lane: dict[int, list[Synopsis]] = defaultdict(list)
        for synopsis in dated:
            if synopsis.facts.design is design:
                lane[study_year(synopsis.key, years)].append(synopsis)
        if not lane:
            continue
        count = sum(len(v) for v in lane.values())
        canvas.text(_EDGE, y + 14, f"{design.label} ({count})", size=12.5, bold=True)
        pitch = 2 * radius + 2
        height = pitch * max(len(v) for v in lane.values())
        base = y + 22 + height
        for year, members in sorted(lane.items()):
            x = _EDGE + (year - first + 0.5) * column
            for index, synopsis in enumerate(members):
                reading = read_direction(synopsis)
                canvas.open_group(f"{names[synopsis.key]}: {reading.label.lower()}")
                center = (x, base - pitch * (index + 0.5))
                canvas.direction(center, radius, reading.direction)
                canvas.close_group()
        canvas.line((_EDGE, base + 1), (WIDTH - _EDGE, base + 1), width=0.8)
        y = base + 6
    _draw_years(canvas, first, last, column, y)
    return y + 20


def _draw_years(canvas: Canvas, first: int, last: int, column: float, y: float) -> None:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if s * column >= 34 or s == 1000)
    marked = [year for year in range(first, last + 1) if year % step == 0] or [first]
    for year in marked:
        x = _EDGE + (year - first + 0.5) * column
        anchor = "middle"
        if x < 16:
            anchor = "start"
        elif x > WIDTH - 16:
            anchor = "end"
        canvas.line((x, y - 5), (x, y), color=Color.INK)
        canvas.text(x, y + 13, str(year), size=11.5, anchor=anchor)


def _draw_legend(canvas: Canvas) -> float:
    x, y = _EDGE, 14.0
    entries: tuple[tuple[Direction | None, str], ...] = (
        (Direction.MASSAGE, "favors massage"),
        (Direction.NO_CLEAR_DIFFERENCE, "no clear difference"),
        (Direction.COMPARATOR, "favors comparator"),
        (None, "mixed"),
        (Direction.NOT_ESTIMABLE, "no comparison on record"),
    )
    for direction, words in entries:
        room = 16 + len(words) * 6.3 + 10
        if x + room > WIDTH:
            x, y = _EDGE, y + 18
        canvas.direction((x + 5, y - 4), 5, direction)
        canvas.text(x + 15, y, words, size=11.5)
        x += room
    return y + 12
