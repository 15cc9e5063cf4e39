"""What must not go out is named with what to do about it."""

from __future__ import annotations

import pytest

from referable.checks.placeholders import find_placeholders
from referable.diagnostics import Diagnostics
from referable.printers import format_text


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


MARKED = """\
name: Quiet Hands
# SAMPLE: Your prices.
fees:
  - {minutes: 30, price: 65, note: "(sample)"}
telephone: 541-555-0100
people:
  - name: Ann Lee
    # SAMPLE: Your hours.
    hours: by Alex Example

    bio: Alex Example works here.
payers:
  # SAMPLE: Ask each of these.
  - payer: Example Mutual
    by: Office (sample)
  - payer: Example Health Plan
fax: 541-555-0101
"""


def test_a_mark_speaks_for_the_facts_below_it(tmp_path):
    """A field or list under a mark is one place that waits; what stands beside it is another."""
    (tmp_path / "a.yml").write_text(MARKED, encoding="utf-8")

    found = sorted(d.line or 0 for d in find_placeholders(tmp_path, ["a.yml"]))

    assert found == [2, 5, 8, 11, 13, 17]


def test_blanks_are_a_list_to_work_through(tmp_path):
    """The first of a kind in a file is explained; each other one is a line, and none is left out."""
    (tmp_path / "a.yml").write_text(MARKED, encoding="utf-8")
    diagnostics = Diagnostics()
    diagnostics.extend(find_placeholders(tmp_path, ["a.yml"]))

    text = format_text(diagnostics.sorted(), tmp_path)

    assert text.count("why:") == 2
    assert [line for line in text.splitlines() if line.startswith("a.yml:")] == [
        "a.yml:2:1: error[placeholder] The facts below are made up, not yours: Your prices.",
        "a.yml:5:12: error[placeholder] “541-555-0100” is a sample telephone number.",
        "a.yml:8:5: error[placeholder] The facts below are made up, not yours: Your hours.",
        "a.yml:11:10: error[placeholder] “Alex Example” is a sample name.",
        "a.yml:13:3: error[placeholder] The facts below are made up, not yours: Ask each of these.",
        "a.yml:17:6: error[placeholder] “541-555-0101” is a sample telephone number.",
    ]
    assert "sample name.\na.yml:13:3" in text
