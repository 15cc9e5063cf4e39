"""Questions: what heads a study's page when its record compares something."""

from __future__ import annotations

import re

import pytest
from real_library import real_synopses
from statement_cases import outcome, synopsis

from referable.research.questions import study_question


def _asked(*comparisons: str, **changes: object) -> str:
    made = [outcome(comparison=comparison) for comparison in comparisons]
    return study_question(synopsis(**{"outcomes": made, **changes}))


def test_people_treatment_outcome_and_comparator_stand_in_the_question():
    """The four parts come from the record, each named once."""
    made = [
        outcome(comparison="relaxation massage vs usual care"),
        outcome(comparison="structural massage vs usual care"),
        outcome(comparison="relaxation massage vs structural massage", domain="disability"),
    ]

    question = study_question(
        synopsis(outcomes=made, population="Adults (n=401) with low back pain; 60% women")
    )

    assert question == (
        "In adults with low back pain, does relaxation massage or structural massage change pain "
        "or disability, compared with usual care?"
    )


@pytest.mark.parametrize(
    ("comparison", "part"),
    [
        ("60 minutes twice weekly vs the wait list", "does massage change pain"),
        ("manual therapies vs sham", "do manual therapies change pain, compared with sham?"),
        ("massage; comparator not seen", "compared with a comparator that is not stated?"),
        ("self-massage course vs booklet", "does a self-massage course change pain, compared with"),
    ],
)
def test_arms_read_as_part_of_a_sentence(comparison, part):
    """Doses, plurals, articles and comparators that nobody named."""
    assert part in _asked(comparison)


@pytest.mark.parametrize(
    ("comparison", "design"),
    [
        ("before vs after, no control group", "rct"),
        ("exercise vs no exercise (no massage arm)", "meta-analysis"),
        ("massage vs no massage", "cohort"),
        ("massage vs no massage", "survey"),
    ],
)
def test_nothing_is_asked_where_nothing_was_compared(comparison, design):
    """A single group, a survey and a study without massage keep the paper's own title."""
    assert _asked(comparison, design=design) == ""


def test_a_question_that_would_be_too_long_names_fewer_things():
    """Many arms are told as others, and a hopeless record has no question."""
    many = [f"massage of the {part} and everything near it vs {part} exercise" for part in PARTS]

    assert len(_asked(*many)) <= 260
    assert "other comparators" in _asked(*many)
    assert _asked(*many, population="Adults " * 60) == ""


PARTS = ("neck", "shoulder", "elbow", "wrist", "hand", "hip", "knee", "ankle", "foot")


def test_questions_of_the_library_claim_nothing():
    """Every trial and review with two arms is asked about, and none is asked if massage helps."""
    asked = {s.key: question for s in real_synopses() if (question := study_question(s))}

    assert len(asked) > 100
    for key, question in asked.items():
        assert re.fullmatch(r"In .+ change .+, compared with .+\?", question), key
        assert not {"help", "effective", "improve", "reduce"} & set(question.split()), key
