"""Which scale an outcome used, what its numbers are worth on it, and what change matters."""

from __future__ import annotations

import pytest
from real_library import real_synopses, real_vocabulary
from statement_cases import outcome

from referable.research.conditions import ChangeKind
from referable.research.scales import important_change, recognize_scale, smd_convention
from referable.research.sizes import Size, Verdict, judge_size


@pytest.mark.parametrize(
    ("domain", "name", "scale", "span"),
    [
        ("pain", "Pain intensity (0-10)", "nrs-pain", "0 to 10"),
        ("pain", "Pain, 0-100 scale", "vas-pain", "0 to 100"),
        ("pain", "Pain, 100-mm visual analogue scale (primary outcome)", "vas-pain", "0 to 100"),
        (
            "pain",
            "Symptom bothersomeness (0-10), adjusted group means 3.41 vs 4.71",
            "bothersomeness",
            "0 to 10",
        ),
        (
            "disability",
            "Roland disability scale (0-23), adjusted group means 5.88 vs 8.92",
            "rmdq",
            "0 to 23",
        ),
        (
            "disability",
            "Roland Disability Questionnaire (points lower than usual care)",
            "rmdq",
            "",
        ),
        (
            "disability",
            "Improvement of at least 5 points on the Neck Disability Index",
            "ndi",
            "0 to 50",
        ),
        ("disability", "Neck Disability Index 0-100", "ndi-100", "0 to 100"),
        ("pain", "WOMAC pain", "womac-pain", "0 to 100"),
        ("function", "WOMAC global", "womac", "0 to 100"),
        ("pain", "Bodily pain (SF-36)", "sf-36", "0 to 100"),
        ("sleep", "Pittsburgh Sleep Quality Index", "psqi", "0 to 21"),
        ("anxiety", "Anxiety (STAI-state, lower is less anxiety)", "stai", "20 to 80"),
        (
            "pain",
            "Worst pain (Brief Pain Inventory, 0-10); change -3.01 with massage",
            "bpi",
            "0 to 10",
        ),
    ],
)
def test_a_scale_is_recognized_with_its_range(domain, name, scale, span):
    """The longest alias of the outcome's domain wins, and a printed range wins over the list's."""
    found = recognize_scale(outcome(domain=domain, name=name), real_vocabulary())

    assert found is not None
    assert (found.id, found.range_text) == (scale, span)


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("pain", "Pain"),
        ("pain", "Pain (VAS)"),
        ("pain", "Pain while standing"),
        ("pain", "Bodily pain (SF-8, higher is less pain)"),
        ("anxiety", "Anxiety on a visual analogue scale"),
        ("anxiety", "Anxiety (VAS)"),
        ("other", "Immediate mood (Memorial Pain Assessment Card, 0-10)"),
        ("pain", "WOMAC pain, WOMAC function and pain on a visual analogue scale"),
        ("function", "Function, 0-100 scale, lateral elbow tendinitis"),
        ("pain", "Pain severity"),
    ],
)
def test_nothing_is_guessed(domain, name):
    """A text that names no scale of its domain, or names two, has none."""
    assert recognize_scale(outcome(domain=domain, name=name), real_vocabulary()) is None


def test_numbers_that_are_not_ranges_are_left_alone():
    """Scores, times and percentages do not become the scale's range."""
    for name in (
        "Roland-Morris questionnaire (9.8 to 6.4 vs 9.3 to 6.1)",
        "Roland disability scale, days 0-3 weeks",
        "Hamilton Anxiety Rating Scale (mean change ranged from -10.0 to -13.0)",
        "Roland disability scale at 0 to 6 months",
    ):
        domain = "anxiety" if "Hamilton" in name else "disability"
        found = recognize_scale(outcome(domain=domain, name=name), real_vocabulary())
        assert found is not None
        assert not found.printed, name


def test_a_difference_is_converted_only_where_the_ranges_allow_it():
    """Ranges that begin at the same number are stretched; others are not converted."""
    pain = recognize_scale(outcome(name="Pain, NRS 0-100"), real_vocabulary())
    stai = recognize_scale(outcome(domain="anxiety", name="STAI 0-100"), real_vocabulary())
    roland = recognize_scale(
        outcome(domain="disability", name="Roland disability scale (0-23)"), real_vocabulary()
    )

    assert pain is not None
    assert pain.convert(20.0) == 2.0
    assert stai is not None
    assert stai.convert(5.0) is None
    assert roland is not None
    assert roland.convert(23.0) == pytest.approx(24.0)


def test_between_groups_comes_before_within_one_person():
    """The important change is the kind a trial reports, then the one of the study's condition."""
    scales = real_vocabulary().scales

    assert important_change(scales["vas-pain"]).kind is ChangeKind.BETWEEN
    assert important_change(scales["hit-6"], ("tension-type-headache",)).value == 1.5
    assert important_change(scales["nrs-pain"], ("neck-pain",)).value == 1.3
    assert important_change(scales["nrs-pain"], ("low-back-pain",)).value == 2
    assert important_change(scales["nrs-pain"], ("fibromyalgia",)).value == 2
    assert important_change(scales["ndi"], ("neck-pain",)).value == 10
    assert important_change(scales["bothersomeness"]) is None


def test_a_change_known_only_in_percent_is_not_used():
    """A percentage needs a baseline that a record does not have."""
    scale = real_vocabulary().scales["nrs-pain"]
    only = scale.mic[0].model_copy(update={"value": None})

    assert important_change(scale.model_copy(update={"mic": (only,)})) is None


@pytest.mark.parametrize(
    ("measure", "estimate", "size"),
    [
        ("SMD", -0.19, Size.TRIVIAL),
        ("SMD", -0.2, Size.SMALL),
        ("SMD", 0.5, Size.MODERATE),
        ("SMD", -0.8, Size.LARGE),
        ("MD", -1.9, Size.TRIVIAL),
        ("MD", -2.0, Size.SMALL),
        ("MD", -5.0, Size.MODERATE),
        ("MD", -8.0, Size.LARGE),
        ("MD", None, Size.UNJUDGED),
        ("RR", 3.0, Size.UNJUDGED),
        ("OR", 0.1, Size.UNJUDGED),
        ("other", -4.0, Size.UNJUDGED),
        ("percent", 40.0, Size.UNJUDGED),
        ("MD", float("nan"), Size.UNJUDGED),
    ],
)
def test_sizes_go_in_steps_of_the_important_change(measure, estimate, size):
    """Below it is trivial; 2.5 and 4 times are moderate and large; ratios have no size."""
    judged = judge_size(
        outcome(measure=measure, estimate=estimate), real_vocabulary(), ("low-back-pain",)
    )

    assert judged.size is size
    assert judged.reason


def test_the_interval_decides_whether_the_important_change_is_reached():
    """Met only when the whole interval reaches it, not met only when none of it does."""
    known, back = real_vocabulary(), ("low-back-pain",)

    def verdict(*interval: float) -> Verdict:
        made = outcome(estimate=sum(interval) / 2, interval=interval)
        return judge_size(made, known, back).verdict

    assert verdict(-4.0, -2.0) is Verdict.MET
    assert verdict(-3.0, -1.0) is Verdict.UNCERTAIN
    assert verdict(-1.9, 1.0) is Verdict.NOT_MET
    assert judge_size(outcome(estimate=-3.0), known, back).verdict is Verdict.UNKNOWN


def test_every_reason_says_what_a_size_rests_on():
    """Across the library a judged size names its source and kind, or says "rule of thumb"."""
    known = real_vocabulary()
    assert smd_convention(known) is not None
    for synopsis in real_synopses():
        for made in synopsis.facts.outcomes:
            judged = judge_size(made, known, synopsis.facts.conditions)
            if judged.size is not Size.UNJUDGED and not judged.stated:
                told = "rule of thumb" in judged.reason or "between groups" in judged.reason
                assert told or "within one person" in judged.reason, judged.reason
