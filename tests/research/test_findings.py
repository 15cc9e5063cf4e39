"""The summary-of-findings table and the answer box of a condition."""

from __future__ import annotations

import itertools

import pytest
from real_library import real_synopses, real_vocabulary
from statement_cases import outcome, synopsis, vocabulary

from referable.research.comparisons import parse_comparison
from referable.research.findings import compose_answer_box, report_harms, summarize_findings
from referable.research.ranking import collect_findings, find_package, source_label, study_year
from referable.research.relevance import belongs_to
from referable.research.synopses import Direction, Synopsis

BACK = "low-back-pain"
COUNTER = itertools.count()


def study(key: str, *outcomes: dict[str, object], **facts: object) -> Synopsis:
    made = synopsis(outcomes=tuple(outcome(**o).model_dump() for o in outcomes), **facts)
    return Synopsis(key, made.facts, "", f"{key}.md", 1)


REVIEW = {"design": "meta-analysis"}


def test_findings_come_in_the_documented_order():
    """Alone before package, synthesis before trial, graded first, newer, larger."""
    library = [
        study(
            "package2024", {"certainty": "high"}, intervention="Massage and reflexology", **REVIEW
        ),
        study("trial2024", {"estimate": -1.0}),
        study("old2010", {"estimate": -1.0}, **REVIEW),
        study("small2020", {"estimate": -1.0}, participants=10, **REVIEW),
        study("large2020", {"estimate": -1.0}, participants=90, **REVIEW),
        study("mute2024", {}, **REVIEW),
        study("graded2012", {"certainty": "low"}, **REVIEW),
    ]

    expected = [
        "graded2012",
        "large2020",
        "small2020",
        "old2010",
        "mute2024",
        "trial2024",
        "package2024",
    ]
    for shuffled in (library, library[::-1]):
        found = collect_findings(BACK, shuffled, vocabulary())
        assert expected == [f.synopsis.key for f in found]


def test_the_library_year_wins_over_the_key():
    """A year handed in is used, and the key's digits stand in for a missing one."""
    assert study_year("smith2019") == 2019
    assert study_year("smith2019", {"smith2019": 2020}) == 2020
    assert study_year("smith") == 0
    assert source_label("vandenberg2020trial") == "Vandenberg 2020"


def test_a_table_has_seven_rows_at_most_and_always_one_on_harms():
    """However many outcomes there are, seven rows remain and the last is about harms."""
    many = [
        study(f"study{year}", {"comparison": f"massage vs {arm}", "domain": domain, "term": term})
        for year, (arm, domain, term) in enumerate(
            itertools.product(
                ("sham", "usual care", "exercise", "control"),
                ("pain", "disability", "sleep"),
                ("short", "long"),
            ),
            2001,
        )
    ]
    rows = summarize_findings(BACK, many, vocabulary())

    assert len(rows) == 7
    assert [r.is_harm for r in rows] == [False] * 6 + [True]
    assert [r.domain for r in rows[:6]] == ["pain"] * 3 + ["disability"] * 3
    assert rows[-1].words == "No study listed here reports on unwanted effects."


def test_a_row_never_mixes_kinds_of_comparator():
    """Findings of one row share outcome, kind of comparator and time."""
    library = [
        study("a2020", {"comparison": "massage vs sham"}, **REVIEW),
        study("b2021", {"comparison": "massage vs usual care"}, **REVIEW),
        study("c2022", {"comparison": "massage vs exercise"}, **REVIEW),
    ]
    rows = summarize_findings(BACK, library, vocabulary())

    assert [(r.comparator_kind.value, r.key) for r in rows[:3]] == [
        ("sham", "a2020"),
        ("none", "b2021"),
        ("active", "c2022"),
    ]
    assert all(not r.also for r in rows)


def test_a_null_result_is_never_crowded_out():
    """Where the library has a null or negative result, a row shows one."""
    good = [
        study(
            f"good{year}",
            {"comparison": f"massage vs {arm}", "domain": d, "estimate": -3.0},
            **REVIEW,
        )
        for year, (arm, d) in enumerate(
            itertools.product(("sham", "usual care", "exercise"), ("pain", "disability")), 2015
        )
    ]
    null = study("null2001", {"comparison": "massage vs sham", "direction": "no-clear-difference"})
    rows = summarize_findings(BACK, [*good, null], vocabulary())

    assert len(rows) == 7
    assert "null2001" in {r.key for r in rows}


def test_a_row_tells_how_the_others_fell_out():
    """The directions of the other findings behind a row are counted."""
    library = [
        study("a2022", {"estimate": -3.0}, **REVIEW),
        study("b2021", {"direction": "no-clear-difference"}, **REVIEW),
        study("c2020", {"direction": "no-clear-difference"}, **REVIEW),
    ]
    row = summarize_findings(BACK, library, vocabulary())[0]

    assert row.also == ((Direction.NO_CLEAR_DIFFERENCE, 2),)


def test_packages_say_so_in_their_row():
    """What was given with the massage stands in the row."""
    library = [study("a2022", {"comparison": "massage plus exercise vs exercise only"}, **REVIEW)]

    assert summarize_findings(BACK, library, vocabulary())[0].package == (
        "Not massage alone: massage plus exercise"
    )


@pytest.mark.parametrize(
    ("intervention", "comparison", "package"),
    [
        ("Swedish massage", "massage vs usual care", False),
        ("Massage used alone: lymphatic drainage or Swedish massage", "massage vs placebo", False),
        ("Massage after strenuous exercise", "massage vs no intervention", False),
        ("Massage, including foot reflexology", "massage vs control", True),
        ("Manual therapy, including massage", "manual therapy vs exercise", True),
        ("Deep tissue massage, alone or after exercise", "exercise plus massage vs advice", True),
        ("Deep tissue massage, alone or after exercise", "massage vs advice", False),
        ("Soft tissue massage, or exercise", "soft tissue massage vs no treatment", False),
        (
            "Abdominal aromatherapy massage",
            "aromatherapy massage vs massage with placebo oil",
            True,
        ),
    ],
)
def test_packages_are_told_from_massage_alone(intervention, comparison, package):
    """The arm decides where it says which massage it was; else the intervention."""
    made = study("a2022", {"comparison": comparison}, intervention=intervention)

    assert bool(find_package(made.facts.outcomes[0], made)) is package


def test_surveys_cohorts_and_studies_without_massage_are_no_proof():
    """Only syntheses and trials that compare massage become findings."""
    library = [
        study("a2022", {}, design="cohort"),
        study("b2022", {}, design="survey"),
        study("c2022", {"comparison": "before vs after"}),
        study("d2022", {"comparison": "exercise vs rest (no massage arm)"}, **REVIEW),
        study("e2022", {}, design="guideline"),
    ]

    assert collect_findings(BACK, library, vocabulary()) == ()


def test_harms_are_told_word_for_word_with_their_source():
    """The text of a synopsis is not touched, and the better source comes first."""
    library = [
        study("trial2024", adverse_events="Soreness in 3 of 20, favourable otherwise"),
        study("review2015", adverse_events="None serious (1.5% to 25% had more pain)", **REVIEW),
        study("silent2024"),
    ]
    harms = report_harms(BACK, library)

    assert [(h.key, h.text) for h in harms] == [
        ("review2015", "None serious (1.5% to 25% had more pain)"),
        ("trial2024", "Soreness in 3 of 20, favourable otherwise"),
    ]
    assert summarize_findings(BACK, library, vocabulary())[-1].key == "review2015"


def test_the_answer_box_shows_the_other_side_too():
    """A favorable answer carries the best finding that points another way."""
    library = [
        study("good2023", {"certainty": "low", "estimate": -3.0}, **REVIEW),
        study(
            "null2024",
            {"direction": "no-clear-difference", "comparison": "massage vs sham"},
            **REVIEW,
        ),
    ]
    box = compose_answer_box(BACK, library, vocabulary())

    assert [a.label for a in box.answers] == ["pain", "disability"]
    pain, disability = box.answers
    assert pain.statement.key == "good2023"
    assert pain.contrast.key == "null2024"
    assert disability.statement is None
    assert box.harms == ()


def test_nothing_known_gives_empty_answers():
    """A condition without studies, or one that is not listed, does not fail."""
    for slug in (BACK, "unheard-of"):
        box = compose_answer_box(slug, [], vocabulary())
        assert all(a.statement is None for a in box.answers)
        assert [r.is_harm for r in summarize_findings(slug, [], vocabulary())] == [True]


def test_a_result_on_another_condition_stays_off_the_page():
    """In a study of several conditions an outcome belongs to the one it names."""
    known = real_vocabulary()
    by_key = {s.key: s for s in real_synopses()}
    ahrq, headache = by_key["skelly2020ahrq"], by_key["lu2024headache"]

    neck = [o for o in ahrq.facts.outcomes if belongs_to(o, ahrq, "neck-pain", known)]
    assert neck
    assert all("neck pain" in o.name for o in neck)
    for made in headache.facts.outcomes:
        if "cervicogenic" in made.name:
            assert not belongs_to(made, headache, "migraine", known)
            assert not belongs_to(made, headache, "tension-type-headache", known)


def test_every_condition_of_the_library_makes_a_sound_table():
    """At most seven rows, one on harms, nulls present, and nothing blank."""
    known, library = real_vocabulary(), real_synopses()
    for slug in known.conditions:
        rows = summarize_findings(slug, library, known)
        assert 1 <= len(rows) <= 7, slug
        assert sum(r.is_harm for r in rows) == 1, slug
        null = {Direction.NO_CLEAR_DIFFERENCE, Direction.COMPARATOR}
        found = collect_findings(slug, library, known)
        if any(f.outcome.direction in null for f in found):
            assert any(r.direction in null or r.is_harm for r in rows), slug
        for row in rows:
            assert row.outcome, slug
            assert row.comparator, slug
            assert row.timepoint, slug
            assert row.result, slug
            assert row.words, slug
            assert row.certainty or row.marked or row.domain is None, slug
        keys = [(r.domain, r.comparator, r.timepoint, r.outcome) for r in rows]
        assert len(keys) == len(set(keys)), slug


def test_rows_keep_their_comparator_kind():
    """A row's kind is what its comparator's words say."""
    known, library = real_vocabulary(), real_synopses()
    for finding in collect_findings("neck-pain", library, known):
        kind = parse_comparison(finding.outcome.comparison).kind
        assert finding.statement.comparator_kind is kind


def test_a_finding_that_says_next_to_nothing_takes_no_row_from_one_that_does():
    """Neither size nor time nor grade, though against placebo, comes after a measured difference."""
    library = [
        study("vague2013", {"comparison": "massage vs placebo", "timepoint": ""}, **REVIEW),
        study("clear2011", {"comparison": "massage vs usual care", "estimate": -1.0}),
        study("mixed2012", {"comparison": "massage vs control", "estimate": -1.0}),
        study("graded2020", {"comparison": "massage vs exercise", "certainty": "low"}, **REVIEW),
        *(
            study(f"other{n}", {"domain": "disability", "term": term, "estimate": -1.0})
            for n, term in enumerate(("short", "intermediate", "long"), 2001)
        ),
    ]

    keys = [row.key for row in summarize_findings(BACK, library, vocabulary())]

    assert {"graded2020", "clear2011"} <= set(keys)
    assert "vague2013" not in keys


def test_massage_in_a_study_that_names_its_package_apart_is_massage_alone():
    """A review of plain and aromatherapy massage reports on both, each under its own name."""
    both = study(
        "shin2016",
        {"comparison": "massage vs no massage"},
        {"comparison": "aromatherapy massage vs no massage"},
        intervention="Massage with carrier oil, or aromatherapy massage with oils",
    )
    plain, scented = both.facts.outcomes

    assert not find_package(plain, both)
    assert find_package(scented, both)
