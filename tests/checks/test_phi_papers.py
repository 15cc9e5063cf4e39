"""Cards, loans, lists of a day, answers and workplaces are found; the same papers of others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.diagnostics import Diagnostics
from referable.practice import load_practice

PRACTICE = Path(__file__).parents[1] / "phi-corpus" / "practice.yml"


def flagged(text: str, kind: SourceKind, path: str) -> set[str]:
    practice = load_practice(PRACTICE.read_text(encoding="utf-8"), "practice.yml", Diagnostics())
    facts = KnownFacts.from_practice(practice, [])
    lines = text.split("\n")
    return {
        lines[d.line - 1][d.column - 1 : d.column - 1 + d.length]
        for d in check_text(text, path, kind, facts)
        if d.line and d.column
    }


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Name: Leif Torgersen\nCell: 541-555-0143", {"Leif Torgersen", "541-555-0143"}),
        ("Ann Wood lives at 77 Cold Spring Rd", {"Ann Wood", "77 Cold Spring Rd"}),
        ("Billing address: Ji-woo Bang\n  9 Dune Ct", {"Ji-woo Bang", "9 Dune Ct"}),
        ("Follow up with Priya Raghunathan in a couple of months.", {"Priya Raghunathan"}),
        ("TENS unit loaned to Hyacinth, s/n TN-88-20417, return by May 12", {"Hyacinth", "May 12"}),
        ("Today: Ottoline, Kwabena, Mei-ling and Ulf.", {"Ottoline", "Kwabena", "Mei-ling", "Ulf"}),
        ("My name is Tuppence. Is Alex free? My hip is killing me.", {"Tuppence"}),
        ("add Grace Hill as guardian for my child's visits", {"Grace Hill"}),
        ("I just turned 95", {"95"}),
        ("What is your address? it is 1180 Bluff St", {"1180 Bluff St"}),
        ("Ruaridh Campbell\n\n412 Sorrel Ave\n\nRe: your six visits", {"Ruaridh Campbell"}),
    ],
)
def test_papers_of_one_patient_are_found(text: str, values: set[str]) -> None:
    """What a front desk writes of one patient needs no word of care beside it."""
    assert values <= flagged(text, SourceKind.TEXT, "desk/a.txt")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Our client Eulalia limps. She taught at Hoover Elementary. Her hip hurts.", {"Hoover Elementary"}),
        ("Ingeborg worked at the cannery on Bolon Island; her back pays.", {"the cannery on Bolon Island"}),
        ("She drove here from Sisters because her hip would not let her sleep.", {"Sisters"}),
        ("Our client fell on the tenth of the tenth and could not sit.", {"tenth of the tenth"}),
        ("Last four of the social on her wrist claim: seven-seven-oh-four.", {"seven-seven-oh-four"}),
        ("Her claim for the neck visit: ref. CLM/2026/0098117.", {"CLM/2026/0098117"}),
        ("Write to her at fern.okoro (a t) mail.example about the hip.", {"fern.okoro (a t) mail.example"}),
        ("Thanks #TeamHenrietta, who walked in without her cane!", {"Henrietta"}),
    ],
)  # fmt: skip
def test_told_of_one_patient(text: str, values: set[str]) -> None:
    """Workplaces, towns, days and numbers in a page that tells of one patient are found."""
    assert values <= flagged(text, SourceKind.MARKDOWN, "docs/stories/a.md")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (
            "Projector lent to Benton County Library, serial PJ-220-1, due back June 3.",
            "desk/a.txt",
        ),
        ("Linda Ng\nBenton Printing\n40 Ferry Street, Salem\n\nQuote for 500 cards.", "desk/a.txt"),
        ("Name: Bon Vital\nPhone: 800-253-6466", "desk/a.txt"),
        ("Tuesday's order list: jojoba, almond, arnica, lavender", "desk/a.txt"),
        ("Staff on duty Tuesday: Alex, Sam, Marguerite", "desk/a.txt"),
        ("Follow up with the printer in two months.", "desk/a.txt"),
        ("I turned 40 in this building, and the building just turned 110.", "desk/a.txt"),
        ("We drive to Depoe Bay, Alsea and Monroe for home visits.", "desk/a.txt"),
    ],
)
def test_papers_of_others_are_left_alone(text: str, path: str) -> None:
    """Suppliers, libraries, staff and towns that are served are no patients."""
    assert flagged(text, SourceKind.TEXT, path) == set()
