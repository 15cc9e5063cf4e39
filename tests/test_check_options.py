"""`check` with a report, with single files, and the report that a build keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from referable.cli import main

NAMED = "Maria Lopez came to us with a stiff neck after a car crash.\n"


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.fixture
def site(make_site, monkeypatch) -> Path:
    """A tiny site with a name on one page, as the folder that commands are typed in."""
    root = make_site({"docs/index.md": "# Start\n", "docs/story.md": NAMED})
    monkeypatch.chdir(root)
    return root


def test_report_alone_goes_to_standard_output(site):
    """The report can be printed or piped: nothing else is in it, and the status stays."""
    result = run("check", "--report")

    assert result.exit_code == 1
    assert result.stdout.startswith("# What was checked: tiny\n")
    assert "`phi-name`" in result.stdout
    assert "why:" not in result.stdout


def test_report_in_a_file_leaves_the_output_as_it_is(site):
    """With a file, the problems are printed as ever, and programs can still read them."""
    result = run("check", "--report", "out/report.md", "--format", "json")

    assert [json.loads(line)["code"] for line in result.stdout.splitlines()] == ["phi-name"]
    assert "The report is in out/report.md." in result.stderr
    assert (site / "out" / "report.md").read_text().startswith("# What was checked:")


def test_report_replaces_a_report_and_nothing_else(site):
    """A page named by mistake is not written over; last month's report is."""
    run("check", "--report", "report.md")
    again = run("check", "--report", "report.md")
    wrong = run("check", "--report", "docs/story.md")

    assert again.exit_code == 1
    assert wrong.exit_code == 2
    assert "nothing was written" in wrong.stderr
    assert (site / "docs" / "story.md").read_text() == NAMED


def test_given_files_are_all_that_is_shown(site):
    """A clean file is clean although another one is not."""
    assert run("check", "docs/index.md").exit_code == 0
    assert run("check", "docs/index.md", "docs/story.md").exit_code == 1


def test_file_beside_the_site_is_checked_when_it_is_given(site):
    """A letter or README that is no page is read, too, when somebody asks."""
    (site / "README.md").write_text(NAMED)

    result = run("check", "README.md", "--format", "json")

    assert ["README.md"] == [json.loads(line)["path"] for line in result.stdout.splitlines()]
    assert run("check", "--format", "json").stdout.count("README.md") == 0


def test_build_keeps_a_report_out_of_the_site(site):
    """Each build, also one that fails, leaves its report beside the site, not in it."""
    result = run("build")

    report = (site / ".referable" / "report.md").read_text()
    assert "the sources and the built site" in report
    assert not list((site / "site").rglob("report.md"))
    assert ("stops publication" in report) == (result.exit_code == 1)


def test_sarif_of_a_run_is_one_log(site):
    """Code scanning gets a single document, without the closing lines for people."""
    log = json.loads(run("check", "--format", "sarif").stdout)

    assert [r["ruleId"] for r in log["runs"][0]["results"]] == ["phi-name"]


def test_text_ends_with_the_command_that_explains(site):
    """People are told where to read more; programs are not."""
    assert run("check").stdout.endswith("`referable explain phi-name` says more.\n")
    assert "says more" not in run("check", "docs/index.md").stdout


ALLOWED = "<!-- referable: allow phi-name: an invented person in a test -->\n"


def test_exceptions_are_counted_listed_and_marked(site):
    """What is allowed is no problem, is counted at the end, and stands in report and SARIF."""
    (site / "docs" / "story.md").write_text(ALLOWED + NAMED)

    text = run("check")
    report = run("check", "--report")
    log = json.loads(run("check", "docs/story.md", "--format", "sarif").stdout)

    assert text.exit_code == 0
    assert "No problems found. 1 allowed by an exception" in text.stdout
    assert "| `docs/story.md:2:1` | `phi-name` | an invented person in a test |" in report.stdout
    (result,) = log["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "an invented person in a test"


def test_exceptions_elsewhere_are_not_counted_for_a_file(site):
    """A file given by name is judged with its own exceptions only."""
    (site / "docs" / "story.md").write_text(ALLOWED + NAMED)

    assert "allowed" not in run("check", "docs/index.md").stdout
