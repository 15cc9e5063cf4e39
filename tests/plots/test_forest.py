"""Forest plots: what shares an axis, what is drawn, and that no number breaks them."""

from __future__ import annotations

import pytest
from plot_parts import (
    SVG,
    count,
    parse,
    real_synopses,
    real_vocabulary,
    study,
    vocabulary,
    words,
)

from referable.plots import draw_forests
from referable.plots.canvas import nice_ticks, wrap
from referable.plots.panels import collect_panels
from referable.research.synopses import Synopsis

BACK = "low-back-pain"


def draw(*studies: Synopsis):
    return draw_forests(BACK, studies, vocabulary(), "p")


def test_a_small_plot_has_exactly_its_parts():
    """One study: a square, an interval with two ends, a band, a line of no effect, an axis."""
    (plot,) = draw(study("smith2020", {"estimate": -1.5, "interval": (-2.5, -0.5)}))
    root = parse(plot.svg)

    assert words(root) == [
        "Smith 2020",
        "\u22121.5 (\u22122.5 to \u22120.5)",
        "pain intensity: massage vs usual care; 10 weeks",
        "not graded",
        "\u22123",
        "\u22122",
        "\u22121",
        "0",
        "1",
        "2",
        "3",
        "favors massage",
        "favors usual care",
        "Mean difference, NRS (0 to 10, points)",
        "Gray band: smaller than 2 points on 0 to 10 (A sample;",
        "between groups; low back pain)",
    ]
    assert count(root, "rect") == 1
    assert count(root, "polygon") == 3  # the square and the arrows at both ends
    assert count(root, "circle") == 1
    assert count(root, "line") == 1 + 3 + 1 + 7 + 2
    group = root.find(f"{SVG}g")
    assert group.find(f"{SVG}title").text.startswith("Smith 2020. pain intensity")


def test_the_table_holds_the_same_numbers():
    """The data table has a row for each result, all cells text."""
    (plot,) = draw(
        study("smith2020", {"estimate": -1.5, "interval": (-2.5, -0.5), "certainty": "low"}),
        study("jones2019", {"estimate": -1.0}),
    )

    assert plot.table.rows == (
        (
            "Smith 2020",
            "pain intensity: massage vs usual care; 10 weeks",
            "\u22121.5",
            "\u22122.5 to \u22120.5",
            "low",
            "Favors massage",
        ),
        (
            "Jones 2019",
            "pain intensity: massage vs usual care; 10 weeks",
            "\u22121",
            "not reported",
            "not graded",
            "Favors massage",
        ),
    )
    assert all(len(row) == len(plot.table.header) for row in plot.table.rows)
    assert "Open square: no interval" in words(parse(plot.svg))


def test_kinds_measures_and_scales_never_share_a_plot():
    """Sham and usual care, SMD and points, ratios and unknown scales each stand apart."""
    panels, left_out = collect_panels(
        BACK,
        [
            study("a2020", {"estimate": -1.0}),
            study("b2020", {"estimate": -1.0, "comparison": "massage vs sham"}),
            study("c2020", {"estimate": -0.4, "measure": "SMD"}),
            study("d2020", {"estimate": 1.4, "measure": "RR", "higher_is_better": True}),
            study("e2020", {"estimate": -3.0, "name": "Pain severity"}),
            study("f2020", {"estimate": -0.8, "measure": "other"}),
            study("g2020", {"estimate": -0.8, "comparison": "massage; comparator not seen"}),
            study("h2020", {"estimate": -0.8, "higher_is_better": None}),
            study("i2020", {"estimate": -0.5, "measure": "OR"}),
        ],
        vocabulary(),
    )

    assert [[p.finding.synopsis.key for p in panel.points] for panel in panels] == [
        ["b2020"],
        ["a2020"],
        ["d2020"],
        ["c2020"],
    ]
    assert sorted(text.partition(": ")[2] for text in left_out) == [
        "a ratio must be above zero",
        "its comparator is not stated",
        "its measure is not stated",
        "its scale is not stated",
        "the direction of its scale is not recorded",
    ]


def test_points_are_converted_to_one_scale():
    """A result on 0 to 100 is drawn on 0 to 10, and the table says so."""
    (plot,) = draw(
        study(
            "a2021",
            {"estimate": -15.0, "interval": (-25.0, -5.0), "name": "Pain intensity (0-100)"},
        ),
        study("b2020", {"estimate": -1.5, "interval": (-2.5, -0.5)}),
    )

    assert plot.table.rows[0][2:4] == ("\u22121.5 (converted)", "\u22122.5 to \u22120.5")
    assert plot.table.rows[1][2:4] == ("\u22121.5", "\u22122.5 to \u22120.5")


def test_benefit_is_always_on_the_left_for_differences():
    """A score where higher is better is turned, and the plot says that it was."""
    (plot,) = draw(
        study(
            "a2021",
            {
                "measure": "SMD",
                "name": "Quality of life",
                "domain": "pain",
                "estimate": 0.5,
                "interval": (0.2, 0.8),
                "higher_is_better": True,
            },
        )
    )

    assert "\u22120.5 (\u22120.8 to \u22120.2)" in words(parse(plot.svg))
    assert "Signs are turned where a higher score is better" in words(parse(plot.svg))


def test_ratios_have_a_log_axis_and_words_that_fit():
    """Where more is better, the treatment's side is the right one."""
    (plot,) = draw(
        study(
            "a2021",
            {
                "measure": "RR",
                "name": "Treatment success",
                "estimate": 1.5,
                "interval": (1.1, 2.2),
                "higher_is_better": True,
            },
        )
    )
    shown = words(parse(plot.svg))

    assert "1" in shown
    assert "2" in shown
    assert shown.index("favors usual care") < shown.index("favors massage")


HOSTILE = [
    {"estimate": 0.0, "interval": (0.0, 0.0)},
    {"estimate": 1e-12, "interval": (-1e-12, 1e-12)},
    {"estimate": -1e12, "interval": (-1e15, 1e3)},
    {"estimate": float("nan"), "interval": (-1.0, 1.0)},
    {"estimate": -1.0, "interval": (float("-inf"), float("inf"))},
    {"estimate": None, "interval": (-2.0, -1.0)},
    {"estimate": 1e300},
    {"measure": "RR", "estimate": 1e-9, "interval": (1e-12, 1e9), "higher_is_better": True},
    {"measure": "OR", "estimate": 1.0, "interval": (1.0, 1.0)},
    {"measure": "SMD", "estimate": -400.0, "interval": (-900.0, 100.0)},
    {"estimate": -1.0, "comparison": 'massage <b>&\x00 vs "usual" care' + " long" * 60},
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_number_breaks_a_plot(number):
    """Zero width, huge, missing and infinite values give well-formed pictures."""
    hostile = HOSTILE[number]
    plots = draw(
        study("hostile2020", hostile), study("plain2021", {"estimate": -1.0, "interval": (-2, 0)})
    )

    assert plots
    for plot in plots:
        parse(plot.svg)


def test_no_study_gives_no_picture():
    """Without a number there is nothing to draw, and nothing fails."""
    assert draw() == ()
    assert draw(study("a2020", {})) == ()


def test_ids_do_not_collide():
    """Two plots of one page have ids of their own."""
    plots = draw_forests("neck-pain", real_synopses(), real_vocabulary(), "neck")
    ids = [e.get("id") for plot in plots for e in parse(plot.svg).iter() if e.get("id")]

    assert len(plots) > 3
    assert len(ids) == len(set(ids))


def test_every_condition_of_the_library_is_drawn():
    """All real numbers give sound pictures without British spelling."""
    for slug in real_vocabulary().conditions:
        for plot in draw_forests(slug, real_synopses(), real_vocabulary(), slug):
            parse(plot.svg)
            assert "avour" not in plot.svg
            assert plot.table.rows


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 0), (5, 5), (-1e15, 1e15), (1e15, 1e15 + 1), (float("nan"), 1), (3, -3), (-0.001, 0.002)],
)
def test_ticks_are_few_and_cover_the_range(low, high):
    """Any two numbers give between two and fifty-one growing ticks."""
    ticks = nice_ticks(low, high)

    assert 2 <= len(ticks) <= 51
    assert ticks == sorted(ticks)


def test_text_is_wrapped_without_loss_until_the_last_line():
    """Words are kept whole where they fit, and a cut is marked."""
    assert wrap("one two three", 1000, 12) == ["one two three"]
    assert wrap("one two three four five six seven", 60, 12, most=2)[-1].endswith("\u2026")
    assert all(len(line) <= 20 for line in wrap("x" * 500, 100, 12))


def test_a_package_is_named_in_the_plot():
    """What was given with the massage is said, and the end does not say "favors massage"."""
    (plot,) = draw(study("a2021", {"estimate": -1.0}, intervention="Massage and foot reflexology"))
    shown = " ".join(words(parse(plot.svg)))

    assert "not massage alone" in shown
    assert "favors massage" not in shown
    assert "favors the treatment named first" in shown


def test_an_axis_names_no_range_where_versions_of_the_scale_differ():
    """Roland's questionnaire has 23 or 24 items: what a trial used is said only if it said so."""
    (mine,) = (s for s in real_synopses() if s.key == "cherkin2011massage")
    panels, _ = collect_panels(BACK, (mine,), real_vocabulary())

    axes = [p.axis for p in panels if "RMDQ" in p.axis]
    assert axes == ["Mean difference, RMDQ (points)"]
