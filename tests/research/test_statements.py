"""Statements: every combination, and every outcome of the starter's own library."""

from __future__ import annotations

import re

import pytest
import yaml
from real_library import real_synopses, real_vocabulary
from statement_cases import (
    GOLDEN,
    IMPORTANT,
    VOCABULARY,
    cases,
    outcome,
    statements,
    synopsis,
    vocabulary,
)

from referable.diagnostics import Diagnostics
from referable.research.comparisons import ComparatorKind, Shape, parse_comparison
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.phrases import time_phrase
from referable.research.spelling import american
from referable.research.statements import (
    NOT_GRADED,
    StatementKind,
    Strength,
    compose_statement,
)
from referable.research.synopses import Certainty, Direction

VERB = re.compile(
    r"\b(?:probably|may (?:lower|improve|make|result|be)|very uncertain|lowers|improves"
    r"|results? in (?:much|slightly|higher|worse)|makes)\b"
)


def compose(**changes: object):
    return compose_statement(outcome(**changes), synopsis(), vocabulary())


def test_every_combination_has_its_golden_text():
    """Certainty, direction, measure, size and interval give exactly the text on record."""
    golden = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    expected = {key: group["text"] for group in golden for key in group["cases"]}

    actual = {key: statement.text for key, statement in statements().items()}
    assert expected == actual
    assert len(actual) == len(list(cases()))


@pytest.mark.parametrize("more", [False, True])
def test_the_table_leaves_no_combination_out(more: bool):
    """Each certainty meets each direction, size and kind of interval, either way up."""
    kinds = ("excludes-null", "crosses-null", "none")
    shapes = {(size, kind) for size in ("trivial", "small", "moderate", "large") for kind in kinds}
    shapes |= {("trivial", "inside"), ("unjudged", "interval-only"), ("unjudged", "nothing")}
    wanted = {
        (certainty, direction.value, measure, size, kind)
        for certainty in (*(level.value for level in Certainty), "-")
        for direction in Direction
        for measure in ("MD", "SMD")
        for size, kind in shapes
    }

    made = {tuple(key.split("/")) for key, _ in cases()}
    assert wanted <= {key[:5] for key in made if (key[-1] == "more-is-better") is more}


def test_no_combination_goes_beyond_its_certainty():
    """The verb fits the certainty, and an ungraded result has none."""
    for key, statement in statements().items():
        text, certainty = statement.text, statement.certainty
        if certainty is None:
            assert not VERB.search(text), key
            assert statement.marked == NOT_GRADED
        elif statement.kind is StatementKind.NOT_COMPARED:
            assert not VERB.search(text), key
        elif certainty is Certainty.VERY_LOW:
            assert text.startswith("The evidence is very uncertain about the effect of"), key
        elif certainty is Certainty.LOW:
            assert " may " in text, key
            assert "probably" not in text, key
        elif certainty is Certainty.MODERATE:
            assert " probably " in text, key
        else:
            assert not re.search(r"\b(?:may|probably)\b", text), key


def test_little_or_no_difference_needs_its_proof():
    """A null says it only for an interval inside the important change, graded or not.

    An effect that is graded and trivial says it too, with what its interval leaves possible.
    """
    made = dict(cases())
    for key, statement in statements().items():
        if "little or no difference" in statement.text:
            interval = made[key].interval
            inside = interval is not None and (
                max(abs(end) for end in interval) < IMPORTANT[made[key].measure]
            )
            if key.startswith("-/") or "/no-clear-difference/" in key:
                assert inside, key
            else:
                assert "/trivial/" in key, key
                assert inside or re.search(
                    r"cannot be ruled out|interval not reported", statement.text
                ), key
        if statement.kind is StatementKind.NO_CLEAR:
            assert "no clear difference" in statement.text
            assert (
                "ruled out" in statement.text
                or "rule out" in statement.text
                or (
                    "interval not reported" in statement.text
                    or "cannot be judged" in statement.text
                )
            ), key


def _within_one_person() -> Vocabulary:
    known = load_vocabulary(VOCABULARY.replace("between", "within"), "c.yml", Diagnostics())
    assert known.scales
    return known


@pytest.mark.parametrize("certainty", [None, "high", "moderate", "low"])
@pytest.mark.parametrize("direction", ["favours-massage", "favours-comparator"])
def test_what_one_person_notices_does_not_prove_two_treatments_equal(certainty, direction):
    """A difference of means inside a within-person change is no "little or no difference"."""
    known, toward = _within_one_person(), -1 if direction == "favours-massage" else 1
    ends = sorted((1.2 * toward, 0.6 * toward))
    effect = compose_statement(
        outcome(estimate=0.9 * toward, interval=ends, direction=direction, certainty=certainty),
        synopsis(),
        known,
    )
    null = compose_statement(
        outcome(
            estimate=-0.2,
            interval=(-0.9, 0.5),
            direction="no-clear-difference",
            certainty=certainty,
        ),
        synopsis(),
        known,
    )

    assert "little or no" not in effect.text + null.text
    assert "within one person" in effect.reason
    assert "difference of up to 0.9 points" in null.text
    if certainty:
        assert "by less than one person usually notices" in effect.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Pain (0-10; about 2 points lower on average)", "(about 2 points lower on average; p = "),
        (
            "Function (mean 36.6 in controls, 32.4 with massage, 95% CI 25.6 to 38.9)",
            "95% CI 25.6 to 38.9; p = 0.03; interval of the difference not reported",
        ),
        ("Pain (58.3 to 42.2 with massage; 51.8 to 30.6 with heat)", "(58.3 to 42.2 with massage"),
        ("Pain (p ranged from .11 to .93)", "to .93; p = 0.03; size and interval not reported"),
        ("Pain, day of surgery (unadjusted p)", "(unadjusted p = 0.03; size and interval not"),
        ("Anxiety (change ranged from -10.0 to -13.0)", "from \u221210.0 to \u221213.0; p = 0.03"),
        ("Pain (0-10 numeric rating; no effect size in the abstract)", "(p = 0.03; size and int"),
    ],
)
@pytest.mark.parametrize("direction", ["favours-massage", "no-clear-difference"])
def test_numbers_a_record_tells_in_words_are_passed_on(name, told, direction):
    """Nothing is called unreported that the record's own name for the outcome carries."""
    made = compose(name=name, measure="other", p="0.03", direction=direction)

    assert told in made.text
    assert told.strip("(") in f"({made.numbers}"


def test_comparator_and_time_stand_in_every_combination():
    """No text leaves out what massage was compared with, or when."""
    for key, statement in statements().items():
        assert "usual care" in statement.text, key
        assert "at 10 weeks" in statement.text, key


def plain(text: str) -> str:
    return text.lower().replace("-", " ")


def real_statements():
    known = real_vocabulary()
    for study in real_synopses():
        for made in study.facts.outcomes:
            yield study, made, compose_statement(made, study, known)


def test_no_outcome_of_the_library_is_stronger_than_its_source():
    """Without a certainty there is no verb of certainty; with one there is its own verb."""
    for study, made, statement in real_statements():
        where = f"{study.key}: {statement.text}"
        if made.certainty is None:
            assert not VERB.search(statement.text), where
            assert statement.marked == NOT_GRADED
            assert statement.strength is Strength.REPORTED
            assert statement.certainty is None
        else:
            assert statement.marked == ""
            assert statement.certainty is made.certainty


def test_every_outcome_of_the_library_says_compared_with_what_and_when():
    """The comparator's words and the time point, or that it is not stated, are in the text."""
    for study, made, statement in real_statements():
        where = f"{study.key}: {statement.text}"
        arms = parse_comparison(made.comparison)
        if arms.shape is Shape.TWO_ARMS:
            assert arms.second in statement.text, where
        elif arms.shape is Shape.UNNAMED:
            assert re.search(
                r"comparator (?:that is )?not stated|that is not stated", statement.text
            ), where
        else:
            assert arms.text in statement.text, where
        when = american(made.timepoint.strip())
        if when and not when.startswith("not stated"):
            assert plain(when) in plain(statement.text), where
        else:
            assert "time point not stated" in statement.text, where


def test_the_library_reads_in_american_english_without_loose_ends():
    """No British spelling, empty parenthesis, doubled space or missing full stop."""
    for study, _, statement in real_statements():
        text = statement.text
        assert not re.search(r"favour|randomis|standardis|labour|behaviour|programme\b", text), text
        assert not re.search(r"\(\s*\)|  | ,|\.\.|nan|None|inf\b", text), (study.key, text)
        assert text.endswith("."), text
        assert text[0].isupper(), text
        assert text.count("(") == text.count(")"), text


def test_two_massages_are_named_and_not_turned_into_massage_alone():
    """Where both arms are massage, or the first is a package, the arms' own words are used."""
    doses = compose(
        comparison="higher vs lower dose of massage", estimate=-17.4, interval=(-25.4, -9.4)
    )
    oils = compose(comparison="aromatherapy massage vs massage with placebo oil", certainty="low")
    package = compose(
        comparison="massage plus exercise vs exercise only", direction="favours-comparator"
    )

    assert "with the higher dose of massage than with the lower dose of massage" in doses.text
    assert oils.text.startswith(
        "Aromatherapy massage may lower pain intensity compared with massage with placebo oil"
    )
    assert package.text.endswith("this favors exercise only.")


def test_a_study_without_massage_is_called_context():
    """An outcome without a massage arm says so before anything else, graded or not."""
    made = compose(
        comparison="exercise vs no or other intervention (no massage arm)", certainty="moderate"
    )

    assert made.text.startswith("Context, not evidence on massage: in one trial")
    assert made.strength is Strength.REPORTED
    assert not VERB.search(made.text)


def test_before_and_after_is_not_a_comparison():
    """A single group is told as such, whatever direction its record claims."""
    made = compose(comparison="before vs after, no control group", certainty="high")

    assert "there was no group to compare with" in made.text
    assert not VERB.search(made.text)


def test_a_scale_that_is_not_grade_is_named():
    """AHRQ's own scale stands in the sentence by its name."""
    made = compose(certainty="low", certainty_scale="AHRQ strength of evidence", estimate=-3.0)

    assert made.certainty_scale == "AHRQ strength of evidence"
    assert made.text.endswith("(AHRQ strength of evidence: low).")
    assert compose(certainty="low").certainty_scale == "GRADE"


def test_less_is_said_only_where_less_is_better():
    """A score whose direction conflicts with its domain is told as better or worse."""
    relief = compose(name="Pain relief", estimate=1.3, higher_is_better=True)
    signed = compose(
        name="Neck pain (positive SMD favours massage)",
        measure="SMD",
        estimate=1.79,
        higher_is_better=True,
    )
    unknown = compose(
        name="Cortisol", domain="other", measure="SMD", estimate=0.52, higher_is_better=None
    )

    assert "pain relief was better by 1.3" in relief.text
    assert "neck pain was better by 1.79 standard deviations" in signed.text
    assert "standardized mean difference 0.52" in unknown.text
    assert not re.search(r"higher|lower", unknown.text)


def test_a_number_that_contradicts_its_direction_is_not_dressed_up():
    """The record's own number is shown, and that it does not fit."""
    made = compose(estimate=2.0, interval=(1.0, 3.0))

    assert "mean difference 2" in made.text
    assert "does not fit the direction recorded" in made.text
    assert "lower by" not in made.text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, -1e-300, 0.0])
@pytest.mark.parametrize("measure", ["MD", "SMD", "RR", "OR", "percent", "other"])
@pytest.mark.parametrize("certainty", [None, "low"])
def test_hostile_numbers_make_plain_sentences(value, measure, certainty):
    """No number makes a statement fail or print nan."""
    for direction in (
        "favours-massage",
        "no-clear-difference",
        "favours-comparator",
        "not-estimable",
    ):
        made = compose(
            measure=measure,
            estimate=value,
            interval=(value, value),
            certainty=certainty,
            direction=direction,
        )
        assert "nan" not in made.text
        assert "inf " not in made.text
        assert made.numbers


@pytest.mark.parametrize(
    ("timepoint", "term", "phrase"),
    [
        ("10 weeks", "", ", at 10 weeks"),
        ("six months", "", ", at six months"),
        ("0 to 6 months", "", ", at 0 to 6 months"),
        (
            "6 to under 12 months after treatment ended",
            "",
            ", at 6 to under 12 months after treatment ended",
        ),
        ("up to 12 weeks", "", ", up to 12 weeks"),
        ("After treatment", "", ", after treatment"),
        ("short-term", "", ", in the short term"),
        ("day 1", "", ", on day 1"),
        ("end of treatment", "", ", at the end of treatment"),
        ("last week of life", "", ", in the last week of life"),
        ("12 sessions over 6 weeks", "", ", time point: 12 sessions over 6 weeks"),
        ("2012", "", ", time point: 2012"),
        ("", "", ", time point not stated"),
        ("", "short", ", time point not stated (classed as short term)"),
        (
            "not stated in the abstract",
            "immediate",
            ", time point not stated (classed as immediate)",
        ),
    ],
)
def test_time_points_read_as_part_of_a_sentence(timepoint, term, phrase):
    """Each way of writing a time is led by the right word, or by its name."""
    assert time_phrase(timepoint, term) == phrase


@pytest.mark.parametrize(
    ("comparison", "kind"),
    [
        ("massage vs usual care", ComparatorKind.NONE),
        ("massage vs waiting list", ComparatorKind.NONE),
        ("booster massage vs no booster", ComparatorKind.NONE),
        ("massage plus usual treatment vs usual treatment", ComparatorKind.NONE),
        ("massage vs placebo or sham", ComparatorKind.SHAM),
        ("massage vs placebo (detuned ultrasound)", ComparatorKind.SHAM),
        ("myofascial release vs sham ultrasound", ComparatorKind.SHAM),
        ("massage vs exercise", ComparatorKind.ACTIVE),
        ("massage vs active controls", ComparatorKind.ACTIVE),
        ("relaxation massage vs structural massage", ComparatorKind.ACTIVE),
        ("aromatherapy massage vs massage with placebo oil", ComparatorKind.ACTIVE),
        ("massage vs massage plus NSAID", ComparatorKind.ACTIVE),
        ("massage vs control", ComparatorKind.OTHER),
        ("massage vs inactive therapies", ComparatorKind.OTHER),
        ("massage vs non-active therapies", ComparatorKind.OTHER),
        ("massage vs light touch", ComparatorKind.OTHER),
        ("massage vs rest", ComparatorKind.OTHER),
        ("massage vs quiet relaxation time", ComparatorKind.OTHER),
        ("massage vs placebo vs waiting list", ComparatorKind.OTHER),
        ("massage vs hand holding and vs standard care", ComparatorKind.OTHER),
        (
            "massage vs usual care, placebo, sham, attention control or waiting list",
            ComparatorKind.OTHER,
        ),
        ("massage vs usual care or control", ComparatorKind.OTHER),
        ("massage plus exercise vs exercise only", ComparatorKind.OTHER),
        ("massage; comparator not seen", ComparatorKind.OTHER),
        ("before vs after", ComparatorKind.OTHER),
    ],
)
def test_comparators_are_classified_with_caution(comparison, kind):
    """Only an unmixed, plainly named comparator gets a kind."""
    assert parse_comparison(comparison).kind is kind


def test_arms_keep_what_they_scored():
    """A note with numbers is the arm's score, a note in words is the arm's name."""
    arms = parse_comparison("traditional massage (mean fall 1.3) vs waiting list (mean fall 0.4)")
    named = parse_comparison("massage vs placebo (detuned ultrasound)")

    assert (arms.first, arms.second, arms.notes) == (
        "traditional massage",
        "waiting list",
        ("mean fall 1.3", "mean fall 0.4"),
    )
    assert named.second == "placebo (detuned ultrasound)"
