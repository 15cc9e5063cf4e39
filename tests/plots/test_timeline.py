"""The timeline: a lane for each design, a mark for each study."""

from __future__ import annotations

from plot_parts import SVG, outcome, parse, real_synopses, synopsis, words

from referable.plots import draw_timeline
from referable.research.synopses import Synopsis


def study(key: str, *directions: str, **facts: object) -> Synopsis:
    outcomes = tuple(outcome(direction=d).model_dump() for d in directions)
    return Synopsis(key, synopsis(outcomes=outcomes, **facts).facts, "", f"{key}.md", 1)


def test_studies_stand_in_the_lane_of_their_design():
    """Lanes come in the order of designs with their counts; each mark is named."""
    plot = draw_timeline(
        [
            study("b2012", "favours-massage", "no-clear-difference"),
            study("a2010", "favours-massage"),
            study("c2020", design="guideline"),
            study("d2020", "no-clear-difference", design="meta-analysis"),
        ],
        "t",
    )
    root = parse(plot.svg)

    assert [w for w in words(root) if "(" in w] == [
        "Guideline (1)",
        "Meta-analysis (1)",
        "Randomized trial (2)",
    ]
    assert [g.find(f"{SVG}title").text for g in root.iter(f"{SVG}g")] == [
        "C 2020: no comparison on record",
        "D 2020: no clear difference",
        "A 2010: favors massage",
        "B 2012: mixed",
    ]
    assert plot.table.rows[0] == ("2010", "A 2010", "Randomized trial", "Favors massage")


def test_years_far_apart_and_crowded_years_stay_inside():
    """A century, or a hundred studies in one year, still fit the width."""
    parse(draw_timeline([study("a1900"), study("b2025")], "t").svg)
    parse(draw_timeline([study(f"s{i}x2020", "favours-massage") for i in range(100)], "t").svg)
    parse(draw_timeline([study("a2020")], "t").svg)


def test_a_study_without_a_year_is_left_out_by_name():
    """Nothing is guessed: it is said which study is missing."""
    plot = draw_timeline([study("nodate"), study("a2020")], "t")

    assert plot.left_out == ("nodate: its year is not known",)
    assert draw_timeline([study("nodate")], "t").svg == ""
    assert draw_timeline([study("nodate")], "t", years={"nodate": 2001}).svg


def test_the_library_is_drawn_whole():
    """Every dated study of the real library has its mark."""
    plot = draw_timeline(real_synopses(), "t")

    marks = len(list(parse(plot.svg).iter(f"{SVG}g")))
    assert marks == len(plot.table.rows) == len(real_synopses()) - len(plot.left_out)
