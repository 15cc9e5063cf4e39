"""The evidence map: a mark for each direction, sizes by people, nothing hidden."""

from __future__ import annotations

import pytest
from plot_parts import (
    SVG,
    parse,
    real_synopses,
    real_vocabulary,
    study,
    vocabulary,
    words,
)

from referable.plots import Layout, draw_evidence_map
from referable.plots.evidence_map import collect_marks, radius
from referable.research.synopses import Certainty, Direction

LIBRARY = [
    study("good2020", {"certainty": "low", "participants": 40}),
    study("good2021", {"participants": 90}),
    study("null2022", {"direction": "no-clear-difference"}),
    study(
        "bad2019",
        {"direction": "favours-comparator", "comparison": "massage plus exercise vs exercise only"},
    ),
]


def test_a_cell_has_a_mark_for_each_direction():
    """A null result never hides behind a favorable one; people are never added up."""
    marks = collect_marks(LIBRARY, vocabulary())

    assert [(m.direction, m.people, m.sources, m.certainty, m.package) for m in marks] == [
        (Direction.MASSAGE, 90, 2, Certainty.LOW, False),
        (Direction.NO_CLEAR_DIFFERENCE, 222, 1, None, False),
        (Direction.COMPARATOR, 222, 1, None, True),
    ]


@pytest.mark.parametrize("layout", list(Layout))
def test_both_layouts_say_the_same(layout):
    """The grid and the list have the same marks, named for a pointer, and the same table."""
    plot = draw_evidence_map(LIBRARY, vocabulary(), "m", layout)
    root = parse(plot.svg)

    titles = [g.find(f"{SVG}title").text for g in root.iter(f"{SVG}g")]
    assert titles == [
        "Low back pain, pain: favors massage; 2 sources, 90 people in the largest; low certainty",
        (
            "Low back pain, pain: no clear difference; 1 source, 222 people in the largest; "
            "certainty not graded"
        ),
        (
            "Low back pain, pain: favors the comparator; 1 source, 222 people in the largest; "
            "certainty not graded; not massage alone"
        ),
    ]
    assert plot.table.rows[0] == (
        "Low back pain",
        "pain",
        "Favors massage",
        "2",
        "90",
        "low",
        "yes",
    )
    assert "pain" in words(root)


def test_shapes_differ_without_color():
    """Circle, square and triangle tell the directions apart in grey and by fax."""
    root = parse(draw_evidence_map(LIBRARY, vocabulary(), "m").svg)
    shapes = []
    for group in root.iter(f"{SVG}g"):
        first = next(e for e in group if e.tag != f"{SVG}title")
        corners = len((first.get("points") or "").split())
        shapes.append((first.tag.removeprefix(SVG), corners))

    assert shapes == [("circle", 0), ("polygon", 4), ("polygon", 3)]


def test_area_grows_with_people_up_to_a_limit():
    """Twice the people is not twice the width, and no crowd fills the page."""
    assert radius(0, 3, 8) == 3
    assert radius(3000, 3, 8) == radius(10**9, 3, 8) == 8
    assert radius(-5, 3, 8) == 3


def test_nothing_gives_no_picture():
    """An empty library has an empty table."""
    plot = draw_evidence_map([], vocabulary(), "m")

    assert plot.svg == ""
    assert plot.table.rows == ()


@pytest.mark.parametrize("layout", list(Layout))
def test_the_library_fits_on_its_map(layout):
    """Every mark of the real library lies inside the picture."""
    plot = draw_evidence_map(real_synopses(), real_vocabulary(), "m", layout)

    root = parse(plot.svg)
    assert len(list(root.iter(f"{SVG}g"))) == len(plot.table.rows)
    assert "avour" not in plot.svg
    assert "labour" not in plot.svg
