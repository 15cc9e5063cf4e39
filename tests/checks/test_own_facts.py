"""The practice's own addresses and numbers in practice.yml are nobody else's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from referable.checks.own_facts import without_own_facts
from referable.checks.sources import check_sources
from referable.diagnostics import Diagnostic
from referable.project import Settings

FACTS = """\
name: Example Clinical Massage
telephone: 541-555-0100
people:
  - id: alex-example
    name: Alex Example
    title: Licensed Massage Therapist
    npi: "1234567893"
    licenses:
      - state: OR
        number: "00000"
        title: Licensed Massage Therapist
establishment_license:
  state: OR
  number: FP-00000
  title: Massage facility permit
locations:
  - name: Main clinic
    street: 12345 North-West Llanfair Boulevard, Building 7, Suite 1200-B
    city: Rancho Santa Margarita-by-the-Sea
    state: OR
    zip: "97000"
    parking: In front of the house
area_served:
  - Sampleton
  - Example County
"""


def private(tmp_path: Path, text: str) -> list[Diagnostic]:
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "practice.yml").write_text(text, encoding="utf-8")
    found = check_sources(tmp_path, Settings(), "docs", dt.date(2026, 11, 24))
    return [d for d in found if d.code.startswith("phi-")]


def test_own_places_and_numbers_are_not_blamed(tmp_path: Path):
    """One field to a line, with an address and a town of unusual form."""
    assert private(tmp_path, FACTS) == []


def test_what_stands_in_another_field_is_checked(tmp_path: Path):
    """A telephone of somebody else in a note is still told."""
    text = FACTS.replace("In front of the house", "Ask our patient Mary Miller at 503-867-1234")
    assert {d.line for d in private(tmp_path, text)} == {
        text[: text.index("parking")].count("\n") + 1
    }


@pytest.mark.parametrize(
    ("line", "column", "length", "left"),
    [(14, 11, 8, 0), (14, 11, 3, 0), (22, 14, 5, 1), (14, None, 8, 1), (None, None, 1, 1)],
)
def test_only_words_of_the_value_itself_are_own(
    line: int | None, column: int | None, length: int, left: int
):
    """A problem without a place, or of another field, stays."""
    found = [Diagnostic("phi-number", "x", "practice.yml", line, column, length=length)]
    assert len(without_own_facts(FACTS, "practice.yml", found)) == left


@pytest.mark.parametrize("text", ["", "[", "- a\n", "people: 5\nlocations: [x]\narea_served: y\n"])
def test_a_file_of_another_form_changes_nothing(text: str):
    """What cannot be read owns nothing."""
    found = [Diagnostic("phi-number", "x", "practice.yml", 1, 1)]
    assert without_own_facts(text, "practice.yml", found) == found
