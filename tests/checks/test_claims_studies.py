"""Claims are measured against what the cited studies carry."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from claims_library import check, codes, library

from referable.checks.claims.grades import Level, allowed, stated_levels
from referable.research.synopses import Certainty, Direction, Outcome, Synopsis


def _study(key: str = "sample2026trial", **changes) -> dict[str, Synopsis]:
    base = library()["perlman2019knee"]
    return {key: replace(base, key=key, facts=base.facts.model_copy(update=changes), body="")}


def _outcome(certainty: str | None, domain: str = "pain", direction: str = "favours-massage"):
    return Outcome(
        domain=domain,
        name="Pain",
        comparison="massage vs light touch",
        measure="other",
        direction=Direction(direction),
        certainty=Certainty(certainty) if certainty else None,
    )


VERBS = {
    "lowers": Level.HIGH,
    "can lower": Level.HIGH,
    "has been shown to lower": Level.HIGH,
    "probably lowers": Level.MODERATE,
    "likely lowers": Level.MODERATE,
    "may lower": Level.LOW,
    "might lower": Level.LOW,
}


@pytest.mark.parametrize("certainty", [None, "very-low", "low", "moderate", "high"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_no_stronger_than_the_recorded_certainty(verb: str, certainty: str | None):
    """Every verb against every certainty: only what is stronger is reported."""
    rank = {None: 0, "very-low": 1, "low": 2, "moderate": 3, "high": 4}[certainty]
    study = _study(outcomes=(_outcome(certainty),), conclusion="", limitations=())
    found = codes(f"Massage {verb} knee pain.[@sample2026trial]\n", synopses=study)
    expected = ["claim-strength"] if VERBS[verb] > rank else []
    assert found == expected


@pytest.mark.parametrize("certainty", [None, "very-low", "low"])
def test_plain_reports_in_the_past_are_always_fine(certainty: str | None):
    """What a study found may be told whatever its certainty."""
    study = _study(outcomes=(_outcome(certainty),), conclusion="", limitations=())
    text = "Massage lowered knee pain more than light touch in 222 people.[@sample2026trial]\n"
    assert codes(text, synopses=study) == []


def test_very_uncertain_fits_very_low_certainty():
    """The wording for very low certainty raises nothing, with `may` or without."""
    study = _study(outcomes=(_outcome("very-low"),), conclusion="", limitations=())
    text = "Massage may lower pain, but the evidence is very uncertain.[@sample2026trial]\n"
    assert codes(text, synopses=study) == []


def test_the_certainty_of_another_outcome_does_not_help():
    """A moderate rating for function does not carry a claim about pain."""
    study = _study(
        outcomes=(_outcome("moderate", "function"), _outcome("very-low", "pain")),
        conclusion="",
        limitations=(),
    )
    found = codes("Massage probably lowers pain.[@sample2026trial]\n", synopses=study)
    assert found == ["claim-strength"]


def test_the_fix_offers_the_wording_of_the_recorded_level():
    """The message names the study and its level, the fix the right verb."""
    study = _study(outcomes=(_outcome("low"),), conclusion="", limitations=())
    (found,) = check("Massage relieves pain.[@sample2026trial]\n", synopses=study)
    assert "@sample2026trial states low certainty" in found.message
    assert "may" in found.fix


def test_an_unknown_key_is_left_to_the_check_of_citations():
    """A misspelt key is reported once, elsewhere, and not as a missing citation."""
    assert codes("Massage relieves neck pain.[@nobody1900]\n") == []


def test_a_certainty_above_the_record_is_reported():
    """“Moderate” where the record says low, and any level where it says none."""
    study = _study(outcomes=(_outcome("low"),), conclusion="", limitations=())
    text = "On moderate-certainty evidence, pain was lower.[@sample2026trial]\n"
    assert codes(text, synopses=study) == ["claim-certainty"]
    study = _study(outcomes=(_outcome(None),), conclusion="", limitations=())
    text = "On low-certainty evidence, pain was lower.[@sample2026trial]\n"
    assert codes(text, synopses=study) == ["claim-certainty"]


def test_levels_are_read_from_a_guideline_in_words():
    """A guideline's evidence quality stands in its recommendation, not in outcomes."""
    levels = stated_levels(library()["qaseem2017acp"])
    assert levels == {Level.LOW, Level.MODERATE}


def test_the_quality_of_single_trials_is_no_certainty():
    """`Nine of 44 trials were judged high quality` grades trials, not evidence."""
    assert Level.HIGH not in stated_levels(library()["verhagen2013cans"])
    assert Level.HIGH not in stated_levels(library()["mak2024map"])


def test_the_highest_cited_study_counts():
    """Of several cited studies the surest one carries the claim."""
    studies = library()
    pair = [studies["shin2016cancer"], studies["vandendolder2014review"]]
    assert allowed(pair, "massage may lower pain") is Level.LOW


@pytest.mark.parametrize("status", ["retracted", "Retracted 2025-01-01", "withdrawn"])
def test_a_retracted_study_is_an_error_unless_the_text_says_so(status: str):
    """The citation is marked; a sentence that reports the retraction is fine."""
    study = _study(publication_status=status)
    assert codes("Pain was lower.[@sample2026trial]\n", synopses=study) == ["study-retracted"]
    assert codes("This trial was retracted.[@sample2026trial]\n", synopses=study) == []


@pytest.mark.parametrize("status", ["superseded by x2027", "replaced", "expression of concern"])
def test_a_replaced_study_is_a_warning(status: str):
    """A study with a newer version or a notice is named; a correction is not."""
    study = _study(publication_status=status)
    assert codes("Pain was lower.[@sample2026trial]\n", synopses=study) == ["study-superseded"]
    assert (
        codes(
            "Pain was lower.[@sample2026trial]\n", synopses=_study(publication_status="corrected")
        )
        == []
    )


@pytest.mark.parametrize(
    ("today", "late"),
    [(dt.date(2027, 11, 23), False), (dt.date(2027, 11, 24), True), (dt.date(2026, 11, 23), False)],
)
def test_a_review_is_overdue_after_twelve_months(today: dt.date, late: bool):
    """On the day it falls due a review is still in time; the day after it is not."""
    text = "Pain was lower.[@sample2026trial]\n"
    found = codes(text, synopses=_study(), today=today)
    assert found == (["review-overdue"] if late else [])


def test_an_overdue_synopsis_and_page_are_marked_at_their_date():
    """The date in the front matter is the place, in either way of writing it."""
    text = "---\nreviewed:\n  'on': 2024-02-29\n  by: Sample\n---\n\nText.\n"
    (found,) = check(text)
    assert (found.code, found.line, found.column, found.length) == ("review-overdue", 3, 9, 10)
    assert codes("---\nreviewed: 2024-01-31\n---\n") == ["review-overdue"]
    assert codes("---\nreviewed: 2024-13-31\n---\n") == []


def test_a_condition_page_with_favorable_results_only_is_marked():
    """The fix names studies of the condition that found no difference."""
    page = "---\nconditions: [migraine]\n---\n\nAttacks fell.[@lawler2006migraine]\n"
    studies = {
        **_study("lawler2006migraine", outcomes=(_outcome(None),), conditions=("migraine",)),
        **_study(
            "null2026trial",
            outcomes=(_outcome(None, direction="no-clear-difference"),),
            conditions=("migraine",),
        ),
    }
    (found,) = check(page, synopses=studies)
    assert found.code == "evidence-one-sided"
    assert "@null2026trial" in found.fix
    both = page.replace("[@lawler2006migraine]", "[@lawler2006migraine; @null2026trial]")
    assert codes(both, synopses=studies) == []
    assert codes(page.replace("conditions: [migraine]", "title: Notes"), synopses=studies) == []


def test_evidence_based_needs_a_citation_anywhere_on_the_page():
    """A cited study or an evidence block keeps the promise of the word."""
    word = "We work in an evidence-based way.\n\n"
    assert codes(word) == ["claim-evidence-based"]
    assert codes(f"{word}Attacks fell.[@lawler2006migraine]\n") == []
    assert codes(f"{word}::: evidence\n    condition: migraine\n") == []
    assert codes("We do not call ourselves evidence-based.\n") == []


def test_a_synopsis_speaks_about_its_own_study():
    """In a synopsis no citation is needed, but its verbs are measured all the same."""
    path = "research/synopses/perlman2019knee.md"
    assert codes("Massage lowered knee pain.\n", path=path) == []
    assert codes("Massage lowers knee pain.\n", path=path) == ["claim-strength"]


def test_a_percentage_may_rely_on_numbers_given_elsewhere_for_the_same_study():
    """Where the page has said how many people the study had, it need not say so again."""
    text = "Soreness followed in 15.1%.[@epstein2023impact]\n"
    people = "In 298 people pain fell.[@epstein2023impact]\n\n"
    assert codes("Pain was reported by 40% of patients.[@epstein2023impact]\n") == ["claim-percent"]
    assert codes(f"{people}{text}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Massage relieved pain after heart surgery.[@albert2009cardiac]", ["claim-strength"]),
        ("Massage lowered anxiety more than rest.[@sherman2010gad]", ["claim-strength"]),
        ("Massage did not improve pain or mood in 252 people.[@albert2009cardiac]", []),
        ("Anxiety improved in all three groups, with massage as with rest.[@sherman2010gad]", []),
        ("Massage lowered anxiety more than light touch in 40 adults.[@rapaport2016gad]", []),
    ],
)
def test_a_benefit_is_not_reported_from_a_study_without_one(text: str, found: list[str]):
    """Where no result on record favors massage, a report of a benefit is found."""
    assert found == codes(text)
