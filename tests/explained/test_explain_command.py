"""`referable explain` as a person meets it in a terminal."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from referable.cli import main
from referable.diagnostics import Diagnostic
from referable.printers import more_about
from referable.rules import RULES
from referable.rules.pages import parse_page


def explain(*arguments: str, columns: str = "80"):
    return CliRunner().invoke(main, ["explain", *arguments], env={"COLUMNS": columns})


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_words_are_wrapped_and_examples_are_not(columns):
    """Paragraphs keep to the terminal's width, and to 80; an example stays as it is written."""
    lines = explain("claim-uncited", columns=columns).stdout.splitlines()

    words = [line for line in lines if not line.startswith("    ")]
    assert max(len(line) for line in words) <= min(int(columns), 80)
    assert "    Massage relieves chronic back pain." in lines


def test_page_is_plain_text_without_a_terminal():
    """No escape codes, no fences and no Markdown headings reach a file or a pipe."""
    text = explain("phi-name").stdout

    assert text.startswith("phi-name: A person is named in a patient's context\n(error)\n")
    assert "\x1b" not in text
    assert "```" not in text
    assert "##" not in text
    assert "  docs/example.md\n" in text


def test_reply_is_called_by_what_it_is():
    """An example that has no file is named in words, not by a dash."""
    assert "  what you would post\n" in explain("review-reply").stdout


@pytest.mark.parametrize(
    ("typed", "meant"), [("phi-nmae", "phi-name"), ("hipaa", "claim-hipaa"), ("claim", "claim-")]
)
def test_misspelt_code_gets_a_suggestion(typed, meant):
    """An unknown code is a wrong command, and the nearest codes are named."""
    result = explain(typed)

    assert result.exit_code == 2
    assert f"“{typed}” is not the code of a problem." in result.stderr
    assert f"`referable explain {meant}" in result.stderr


def test_code_may_be_copied_with_its_brackets():
    """`[phi-name]` as messages print it works as well."""
    assert explain("[PHI-NAME]").stdout == explain("phi-name").stdout


def test_list_holds_every_code():
    """Without a code, all of them are listed with their titles."""
    text = explain().stdout

    assert all(code in text for code in RULES)
    assert "A person is named in a patient's context" in text


def test_closing_line_names_the_codes():
    """A run ends by naming the command for what was found; a clean run says nothing."""
    problems = [Diagnostic(code, "x") for code in ("phi-name", "claim-cure", "phi-name")]

    assert more_about([]) == ""
    assert more_about(problems[:1]) == "`referable explain phi-name` says more."
    assert more_about(problems) == "`referable explain claim-cure` says more (also: phi-name)."
    many = more_about([Diagnostic(code, "x") for code in sorted(RULES)[:9]])
    assert many.endswith("and 4 more).")


def test_headings_inside_examples_are_examples():
    """A heading in a fenced page is part of the example and starts no section."""
    page = parse_page("# a: B\n\nSaw.\n\n## Write\n\n```markdown file=docs/x.md\n## Not one\n```\n")

    assert [s.heading for s in page.sections] == ["", "Write"]
    assert page.section("Write").examples[0].text == "## Not one\n"
