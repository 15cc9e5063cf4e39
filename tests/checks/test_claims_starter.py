"""The starter passes its own claim checks without a single exception."""

from __future__ import annotations

import pytest
from claims_library import ROOT, check, library

PAGES = sorted((ROOT / "docs").rglob("*.md"))
FOR_PATIENTS = {
    "first-visit",
    "insurance-and-fees",
    "privacy",
    "accessibility",
    "contact",
    "good-faith-estimate",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_starter_page_claims_no_more_than_the_library(page):
    """No finding, no note on reading, no exception."""
    text = page.read_text(encoding="utf-8")
    register = "patient" if page.stem in FOR_PATIENTS else "clinician"
    path = page.relative_to(ROOT).as_posix()
    assert "referable: allow" not in text
    assert [
        d.place + " " + d.message for d in check(text, path=path, register=register, grade=True)
    ] == []


def test_no_synopsis_claims_more_than_its_record():
    """Bodies, conclusions and recommendations of all synopses are clean."""
    found = []
    for key in library():
        path = f"research/synopses/{key}.md"
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "referable: allow" not in text
        found += [f"{d.place} {d.code} {d.message}" for d in check(text, path=path)]
    assert found == []
