"""What must not go out is named with what to do about it."""

from __future__ import annotations

import pytest

from referable.checks.placeholders import find_placeholders


@pytest.mark.parametrize(
    ("line", "column", "fix"),
    [
        ("# SAMPLE: Your fax.", 1, "Write your own facts below it, then delete this line."),
        ("sample: true  # for now", 1, "Delete the line when every other fact is your own."),
        ("Parking is TODO: where?", 12, "Write what belongs there, or delete the sentence."),
        ("fax: 541-555-0101", 6, "Replace it with your own fact, or delete the line."),
    ],
)
def test_each_kind_of_blank_says_what_to_do(tmp_path, line, column, fix):
    """A mark, a switch, a blank and a made-up number are mended in different ways."""
    (tmp_path / "a.yml").write_text(f"# First\n{line}\n", encoding="utf-8")

    (found,) = find_placeholders(tmp_path, ["a.yml", "gone.yml"])

    assert (found.path, found.line, found.column, found.fix) == ("a.yml", 2, column, fix)
