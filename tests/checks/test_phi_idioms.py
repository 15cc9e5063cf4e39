"""Turns of phrase with words of bodies and visits; houses and countries that look like names."""

from __future__ import annotations

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.checks.phi.idioms import without_idioms


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bring it in case of rain", "bring it in xxxx of rain"),
        ("in case of emergency: call", "in case of emergency: call"),
        ("her case of sciatica", "her case of sciatica"),
        ("Back in 1987 her back hurt", "xxxx in 1987 her back hurt"),
        ("free of charge; we charge her", "free of xxxxxx; we charge her"),
        ("be patient. A patient came", "be xxxxxxx. a patient came"),
        ("last fall she had a fall", "last xxxx she had a fall"),
        ("heads up, the head coach", "xxxxx up, the xxxx coach"),
        ("Ms. Obi has MS", "mr. obi has ms"),
        ("Benton Hospice; in hospice", "benton xxxxxxx; in hospice"),
    ],
)
def test_words_that_mean_no_body_are_blotted_out(text: str, left: str) -> None:
    assert without_idioms(text, text.lower()) == left


@pytest.mark.parametrize(
    "text",
    [
        "Mary Ważny listed the top 20 songs and had the nerve to list this one at #15.",
        "Ireland was super fun to visit!",
        "I will be travelling to Peru next week, so I need my passport.",
        "Benton Hospice\n\n2406 Alder Springs Avenue Apt. 12B",
        "Please return to 782 Blackberry Rd, Depoe Bay in case of an issue.",
        "Our offices are located at 326 Juniper Ln, Monroe, Oregon 97345",
        "For my take on Ms. Obi, see Guilty Pleasures: 5 Musicians Of The 70s",
    ],
)
def test_what_only_looks_like_care_is_left_alone(text: str) -> None:
    assert check_text(text + "\n", "docs/notes.md", SourceKind.MARKDOWN, KnownFacts()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "# Client mail\n\nI'd like it to be sent to 2430 Pioneer Rd Suite 3, Lyons.",
            "2430 Pioneer Rd",
        ),
        ("# Client requests\n\nJin Baptista\n12 Hill Ln\nMill City OR 97391", "Mill City"),
        ("pt drives for Benton Lumber, low back", "Benton Lumber"),
        ("Ms. Obi came back about her knee.", "Obi"),
    ],
)
def test_the_same_words_of_a_patient_are_found(text: str, found: str) -> None:
    problems = check_text(text + "\n", "docs/notes.md", SourceKind.MARKDOWN, KnownFacts())
    lines = text.split("\n")
    told = [lines[p.line - 1][p.column - 1 :] for p in problems if p.line and p.column]
    assert any(t.startswith(found) for t in told)
