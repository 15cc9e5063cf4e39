"""What practice.yml claims is checked like a page, since its words stand on pages and PDFs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from referable.checks.fact_claims import check_fact_claims
from referable.checks.sources import check_sources
from referable.project import Settings
from referable.rules import Severity

STARTER = (Path(__file__).resolve().parents[2] / "practice.yml").read_text(encoding="utf-8")
TODAY = dt.date(2026, 11, 24)


def claims(text: str) -> list[tuple[int | None, str, str]]:
    found = check_fact_claims(text, "practice.yml", set(), {}, today=TODAY)
    lines = text.split("\n")
    return [
        (d.line, d.code, lines[(d.line or 1) - 1][(d.column or 1) - 1 :][: d.length]) for d in found
    ]


def test_the_starter_claims_nothing():
    """The sample's scope, safety actions and promises are taken for what they are."""
    assert claims(STARTER) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("tagline: Clinical massage therapy for", "tagline: Massage that cures", "claim-cure", "cures"),
        ("their work or sleep.", "their work. Alex is board certified.", "claim-credential", "board certified"),
        ("send: Order with", "we_do: Medicare accepted\n    send: Order with", "claim-payer", "Medicare accepted"),
        ("Fresh linen for each person;", "Risk-free massage;", "claim-risk-free", "Risk-free"),
        ("credentials: LMT\n", "credentials: LMT, NPI certified\n", "claim-credential", "NPI certified"),
    ],
)  # fmt: skip
def test_a_claim_is_reported_where_its_words_stand(old: str, new: str, code: str, words: str):
    """In one line, in a folded text and in a list within braces alike."""
    assert old in STARTER
    text = STARTER.replace(old, new, 1)
    (found,) = claims(text)
    line = text[: text.index(words)].count("\n") + 1
    assert found == (line, code, words)


def test_words_over_two_lines_are_told_at_their_field():
    """A claim that the file breaks over lines is shown where its field begins."""
    text = STARTER.replace(
        "      Alex trained in clinical massage", "      Alex is board\n      certified", 1
    )
    ((line, code, _),) = claims(text)
    assert code == "claim-credential"
    assert text.split("\n")[(line or 1) - 1].strip().startswith("bio:")


@pytest.mark.parametrize("text", ["", "name: [", "- a\n- b\n", "name: 5\nscope: null\n"])
def test_a_file_that_cannot_be_read_claims_nothing(text: str):
    """What is wrong with the file is told elsewhere."""
    assert claims(text) == []


def test_the_check_of_all_sources_reads_it(tmp_path: Path):
    """`referable check` and every build report it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "practice.yml").write_text(
        STARTER.replace("tagline: Clinical", "tagline: Guaranteed clinical", 1), encoding="utf-8"
    )
    (found,) = check_sources(tmp_path, Settings(), "docs", TODAY)
    assert (found.path, found.code, found.severity) == (
        "practice.yml",
        "claim-guarantee",
        Severity.ERROR,
    )


@pytest.mark.parametrize("name", ["Healing Hands", "Pain Relief Massage", "The Miracle Touch"])
def test_a_practice_may_be_called_what_it_likes(name: str):
    """Its own name is no claim; the same words in its tagline are one."""
    assert claims(STARTER.replace("name: Example Clinical Massage", f"name: {name}", 1)) == []


def test_a_word_that_a_state_forbids_is_reported_in_a_name_too():
    """A name that claims a credential which the therapists do not have is still reported."""
    named = STARTER.replace(
        "name: Example Clinical Massage", "name: Board Certified Massage of Salem", 1
    )

    assert [code for _, code, _ in claims(named)] == ["claim-credential"]
