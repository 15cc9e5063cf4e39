"""The report for the site's owner."""

from __future__ import annotations

import datetime as dt

from referable.diagnostics import Diagnostic
from referable.project import Settings
from referable.report import Checked, count_files, render_report, write_report
from referable.suppressions import Suppression

DAY = dt.date(2026, 11, 3)
NAME = Diagnostic("phi-name", "“M… L…” is a name | of somebody.", "docs/a.md", 3, 5, "Delete it.")
STALE = Diagnostic("review-overdue", "The last review was long ago.", "docs/b.md", 1)


def report(**changes) -> str:
    facts = {"name": "Example Clinical Massage", "today": DAY, "files": {"pages": 2}}
    return render_report(Checked(**{**facts, "diagnostics": (), **changes}))


def test_report_says_day_version_and_what_was_found():
    """A reader learns when, by which version, and what, with each problem's place."""
    text = report(diagnostics=[NAME, STALE])

    assert "On November 3, 2026, Referable 0." in text
    assert "2 found. 1 of them stops publication." in text
    assert "- `docs/a.md:3:5` (error, `phi-name`): “M… L…” is a name | of somebody." in text
    assert "| `review-overdue` | A review is past its date | 1 |" in text


def test_exceptions_stand_with_place_code_and_reason():
    """What a source allows is listed, and a bar in a reason does not break the table."""
    text = report(suppressed=[Suppression(NAME, "signed | 2026-05-02", 2)])

    assert r"| `docs/a.md:3:5` | `phi-name` | signed \| 2026-05-02 |" in text
    assert "No exception was used." in report()


def test_report_never_certifies():
    """It says what was looked for and what nobody looked at, and claims nothing."""
    text = report().lower()

    assert "hipaa compliant" not in text
    assert "hipaa-compliant" not in text
    assert "is no certificate" in text
    assert "what a program cannot check" in text


def test_many_problems_are_counted_not_listed():
    """A report of a thousand problems stays readable, and says how many it leaves out."""
    many = [Diagnostic("engine", f"Problem {n}.", "docs/a.md", n) for n in range(1, 1001)]

    text = report(diagnostics=many)

    assert "1000 found." in text
    assert "and 800 more" in text
    assert "Problem 201." not in text


def test_files_are_counted_by_kind(tmp_path):
    """Pages, synopses, facts, pictures and documents are told apart; kinds without files go."""
    for path in ("docs/index.md", "docs/a/b.md", "docs/x.JPG", "docs/form.pdf", "practice.yml",
                 "research/synopses/a.md"):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x", encoding="utf-8")

    counted = count_files(tmp_path, Settings(), "docs")

    expected = {
        "pages": 2,
        "synopses of studies": 1,
        "files of facts, studies and set-up": 1,
        "pictures": 1,
        "documents for download": 1,
    }
    assert expected == counted


def test_report_is_written_whole(tmp_path):
    """The file is replaced in one go and nothing is left beside it."""
    target = tmp_path / ".referable" / "report.md"
    checked = Checked("Example", DAY, {}, ())

    write_report(checked, target)
    write_report(checked, target)

    assert render_report(checked) == target.read_text(encoding="utf-8")
    assert [target] == list(target.parent.iterdir())
