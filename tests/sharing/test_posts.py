"""Posts about all studies of the starter: short enough, complete, and no stronger than the record."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from referable.advertising import advertising
from referable.checks.claims import check_claims
from referable.checks.phi import SourceKind
from referable.checks.sources import check_file
from referable.commands.posts import posts as posts_command
from referable.compiler.session import Session
from referable.compiler.site import open_session
from referable.diagnostics import Diagnostics, ReferableError
from referable.project import Project
from referable.research.comparisons import Shape, parse_comparison
from referable.sharing.leading import study_findings
from referable.sharing.posts import LIMITS, Post, compose_posts
from referable.sharing.study_posts import study_posts

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def session(starter_root: Path) -> Session:
    """The starter's sources."""
    return open_session(starter_root, {})


@pytest.fixture(scope="module")
def texts(session: Session) -> dict[str, tuple[Post, ...]]:
    """The posts of every study."""
    return {key: study_posts(session, key) for key in session.project.synopses}


def test_every_study_has_medium_and_long_texts(texts):
    """All 154 studies have them, and nearly all a short one, too."""
    assert len(texts) == 154
    assert all({"medium", "long"} <= {p.name for p in posts} for posts in texts.values())
    assert sum(any(p.name == "short" for p in posts) for posts in texts.values()) >= 145


def test_no_text_is_longer_than_its_limit(texts):
    """The limit counts the link as it is written."""
    assert [p for posts in texts.values() for p in posts if len(p.text) > LIMITS[p.name]] == []


def test_every_text_has_certainty_and_link(texts):
    """A text without its source or its certainty would be a bare claim."""
    for key, posts in texts.items():
        for post in posts:
            assert f"https://example.org/evidence/studies/{key}/" in post.text, key
            told = ("Certainty: ", "ertainty not graded", "Highest certainty of its results: ")
            assert any(words in post.text for words in told), key


def test_every_text_names_comparator_and_time(session, texts):
    """What was compared, and when, stands in each length."""
    project = session.project
    for key, posts in texts.items():
        found = study_findings(project.synopses[key], project.vocabulary)
        for post in posts:
            if not found:
                assert "Compared with: " in post.text, key
                assert "ime point" in post.text, key
                continue
            told = found[0].statement
            compared = parse_comparison(found[0].outcome.comparison).shape is not Shape.WITHIN
            if compared and not told.comparator.startswith(("comparator not", "no comparison")):
                assert told.comparator in post.text, (key, post.name)
            when = told.timepoint.partition(" (")[0].replace("short-term", "short term")
            assert when in post.text or "no group to compare" in post.text or not compared, key


def test_every_finding_stands_as_it_was_composed(session, texts):
    """Medium and long texts hold the statement word for word, so no verb is stronger."""
    project = session.project
    for key, posts in texts.items():
        found = study_findings(project.synopses[key], project.vocabulary)
        composed = {f.statement.text for f in found}
        for post in posts:
            if composed and post.name != "short":
                assert any(text in post.text for text in composed), (key, post.name)
            for certainty in ("high", "moderate", "low", "very low"):
                if f"Certainty: {certainty} (" in post.text:
                    graded = {f.statement.certainty for f in found} - {None}
                    assert certainty in {g.label for g in graded}, key


def test_a_long_text_shows_a_result_that_points_another_way(texts):
    """Where a study found no clear difference as well, its long text says so."""
    long = next(p.text for p in texts["cherkin2011massage"] if p.name == "long")

    assert "was 2.9 points lower" in long
    assert "there was no clear difference" in long


def test_every_text_passes_the_claim_checks(session, texts):
    """Each text is checked as a text about its study."""
    project = session.project
    for key, posts in texts.items():
        for post in posts:
            found = check_claims(
                post.text,
                f"research/synopses/{project.library.slug(key)}.md",
                project.library.keys(),
                project.synopses,
                register="clinician",
                today=TODAY,
                plain=True,
            )
            assert [(d.code, d.message) for d in found] == [], (key, post.name)


def test_the_license_line_stands_in_longer_texts(texts):
    """States want it on advertisements; the short text leaves it to the picture."""
    line = "Alex Example, Licensed Massage Therapist · Oregon license 00000"
    assert all(line in p.text for posts in texts.values() for p in posts if p.name == "long")


def test_no_text_is_cut_in_a_sentence(texts):
    """Nothing ends in an ellipsis."""
    assert not [p for posts in texts.values() for p in posts if "…" in p.text or "..." in p.text]


def test_a_length_that_cannot_hold_what_it_must_say_is_left_out(session):
    """With an endless address, no post is better than a bare claim."""
    project = session.project
    synopsis = project.synopses["cherkin2011massage"]
    url = "https://example.org/" + "x" * 300

    posts = compose_posts(synopsis, project.vocabulary, label="Cherkin 2011", url=url)

    assert [p.name for p in posts] == ["medium", "long"]


def test_a_pasted_post_is_checked_against_its_study(starter_root):
    """The link says which study it is about, so that a stronger verb is found."""
    project = Project(starter_root, today=TODAY)
    posts = {p.name: p.text for p in study_posts(open_session(starter_root, {}), "lu2024headache")}
    stronger = posts["short"].replace("probably lowers", "lowers")

    assert check_file(posts["short"], "-", SourceKind.REPLY, project) == []
    (found,) = check_file(stronger, "-", SourceKind.REPLY, project)
    assert (found.code, found.path, found.line) == ("claim-strength", "-", 1)


def test_every_text_carries_what_the_state_demands(session, texts):
    """Oregon's permit stands in each length; the longer ones carry all lines."""
    required = advertising(session.project.practice, "practice.yml", Diagnostics())
    for key, posts in texts.items():
        for post in posts:
            assert "Oregon massage facility permit FP-00000" in post.text, (key, post.name)
        assert not required.lacking(posts[-1].text, ("alex-example",)), key


def test_a_state_that_wants_the_license_gets_it_in_the_shortest_text(session):
    """Where the number is demanded, a short text has it or is left out."""
    project = session.project
    line = "Alex Example, Licensed Massage Therapist · Washington license MA00000000"
    shorts = []
    for synopsis in project.synopses.values():
        url = "https://example.org/evidence/studies/a2020study/"
        posts = compose_posts(
            synopsis, project.vocabulary, label="A 2020", url=url, signature=line, demanded=line
        )
        assert all(line in post.text for post in posts)
        shorts += [post for post in posts if post.name == "short"]
    assert len(shorts) > 100


@pytest.mark.parametrize(
    "permit", ["", "establishment_license: {state: WA, number: X-1, title: Permit}"]
)
def test_no_text_goes_out_without_what_the_state_demands(starter_root, tmp_path, permit):
    """Without Oregon's permit there is nothing to post, and the command says why."""
    for name in ("practice.yml", "mkdocs.yml"):
        shutil.copyfile(starter_root / name, tmp_path / name)
    shutil.copytree(starter_root / "research", tmp_path / "research")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "overrides").mkdir()
    facts = (tmp_path / "practice.yml").read_text("utf-8")
    line = next(li for li in facts.splitlines() if li.startswith("establishment_license:"))
    (tmp_path / "practice.yml").write_text(facts.replace(line, permit), "utf-8")

    assert study_posts(open_session(tmp_path, {}), "cherkin2011massage") == ()
    result = CliRunner().invoke(posts_command, ["cherkin2011massage", "-C", str(tmp_path)])
    assert isinstance(result.exception, ReferableError)
    assert "Oregon wants the establishment's number" in str(result.exception)
