"""Plain words for patients: never stronger than the statement they come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from referable.project import Project
from referable.research.parts import StatementKind
from referable.research.plain import plain_certainty, plain_statement
from referable.research.ranking import collect_findings
from referable.research.synopses import Certainty

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told() -> list[tuple[object, str]]:
    """Every finding of the library with its plain words."""
    project = Project(ROOT)
    findings = [
        finding
        for slug in project.vocabulary.conditions
        for finding in collect_findings(slug, project.synopses.values(), project.vocabulary)
    ]
    return [(f, plain_statement(f.outcome, f.synopsis, project.vocabulary)) for f in findings]


def test_the_verb_goes_no_further_than_the_certainty(told):
    """A plain present tense needs high certainty, "probably" moderate, "may" low."""
    hedges = {Certainty.MODERATE: "probably", Certainty.LOW: "may"}
    graded = 0
    for finding, text in told:
        certainty = finding.outcome.certainty
        if text == finding.statement.text or certainty is Certainty.HIGH:
            continue
        hedge = hedges.get(certainty)
        for verb in re.finditer(r"(\w+) (?:eases|lowers|improves|makes|is worse|is no)\b", text):
            assert (verb[1], certainty) == ("probably", Certainty.MODERATE), text
        compared = not text.startswith("What was studied")
        for other in hedges.values():
            assert (other in text.split()) == (other == hedge and compared), text
        graded += hedge is not None
    assert graded > 10


def test_very_low_certainty_says_that_nobody_knows(told):
    """No effect is told where the evidence is very uncertain."""
    texts = [
        t for f, t in told if f.statement.kind is StatementKind.UNCERTAIN and t != f.statement.text
    ]
    assert texts
    for text in texts:
        assert text.startswith("We do not know if "), text
        assert "very uncertain" in text


def test_no_clear_difference_is_not_told_as_the_same(told):
    """It is always said that one could still be better."""
    for finding, text in told:
        if finding.statement.kind is StatementKind.NO_CLEAR and text != finding.statement.text:
            assert "no clear difference" in text, text
            assert text.endswith("One of them could still be better."), text


def test_what_was_against_massage_stays_against_it(told):
    """A result that favors the comparator is worse with massage."""
    found = [
        t for f, t in told if f.statement.kind is StatementKind.AGAINST and t != f.statement.text
    ]
    assert found
    assert all(re.search(r"\bworse with\b", text) for text in found)


def test_against_what_always_stands_there(told):
    """No sentence tells an effect without a comparison."""
    for finding, text in told:
        if finding.statement.kind in {StatementKind.NOT_COMPARED, StatementKind.CONTEXT}:
            continue
        assert re.search(r"compared with|\bthan\b|between|\(|as with", text), text


def test_patients_meet_no_numbers_and_no_jargon(told):
    """Intervals, standard deviations and the names of scales stay with the clinicians."""
    plain = [text for finding, text in told if text != finding.statement.text]
    assert len(plain) > 150
    for text in plain:
        assert not re.search(
            r"95%|\bCI\b|standard deviation|AHRQ|GRADE|\bsham\b|attention control|meta-analysis",
            text,
        ), text


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        (Certainty.HIGH, "unlikely to change"),
        (Certainty.MODERATE, "may change"),
        (Certainty.LOW, "likely to change"),
        (Certainty.VERY_LOW, "very uncertain"),
        (None, "nobody has said"),
    ],
)
def test_certainty_is_said_in_words(certainty, words):
    """Each grade says what further studies may do; none says that nobody graded it."""
    assert words in plain_certainty(certainty)
