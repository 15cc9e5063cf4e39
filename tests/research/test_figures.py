"""Numbers as readers see them."""

from __future__ import annotations

import pytest

from referable.research.figures import counted, format_number, format_people


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1 person"), (401, "401 people"), (1595, "1,595 people"), (97183, "97,183 people")],
)
def test_thousands_are_separated_in_sentences_as_in_tables(count, shown):
    """Four digits get their comma too, so that one number is not written in two ways."""
    assert format_people(count) == shown


def test_other_counts_and_estimates_follow_the_same_way():
    """Studies, points and negative estimates are written like people."""
    assert counted(1012, "study", "studies") == "1,012 studies"
    assert format_number(-1595.5) == "\N{MINUS SIGN}1,595.5"
