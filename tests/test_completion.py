"""Completion in PowerShell: what its script sends, what it is answered, and the script itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from referable.cli import main

POWERSHELL = shutil.which("pwsh") or shutil.which("powershell")


def answered(folder, words: list[str], word: str) -> list[list[str]]:
    """Kind, value and help of each answer to a word after other words."""
    done = subprocess.run(
        [sys.executable, "-m", "referable"],
        cwd=folder,
        capture_output=True,
        encoding="ascii",
        check=False,
        env={
            **os.environ,
            "_REFERABLE_COMPLETE": "powershell_complete",
            "COMP_WORDS": "\n".join(words),
            "COMP_WORD": word,
        },
    )
    assert done.stderr == ""
    return [line.split("\t") for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "word", "values"),
    [
        (["referable"], "pub", ["publish"]),
        ([r"C:\My Sites\.venv\Scripts\referable.exe", "specialty"], "", ["list", "add"]),
        (["referable", "build", "--engine"], "z", ["zensical"]),
        (["referable", "check"], "--format=g", ["--format=github"]),
        (["referable", "check", '"C:\\My Site\\a.md"'], "--sta", ["--staged"]),
        (["referable", "build"], '"--str', ["--strict"]),
    ],
)
def test_a_word_is_completed_by_what_may_stand_there(tmp_path, words, word, values):
    """Commands, options and choices, whatever quotes, spaces and backslashes stand before."""
    assert [answer[1] for answer in answered(tmp_path, words, word)] == values


def test_after_a_slip_the_tab_key_is_no_mistake_of_ours(tmp_path):
    """A misspelt command is told when it is run; until then nothing is printed over the line."""
    assert ["--version", "--help"] == [
        a[1] for a in answered(tmp_path, ["referable", "pubish"], "--")
    ]


def test_every_answer_has_help_that_any_console_shows(tmp_path):
    """PowerShell refuses a completion without help, and an old console garbles more than ASCII."""
    for words in (["referable"], ["referable", "photo", "add"], ["referable", "new"]):
        for dashes in ("", "--"):
            assert all(len(a) == 3 and a[2].strip() for a in answered(tmp_path, words, dashes)[:-1])
    (kept,) = answered(tmp_path, ["referable", "photo", "add"], "--kept")
    assert '"binder 3"' in kept[2]


@pytest.mark.parametrize(
    ("words", "kind"), [(["check", "-C"], "dir"), (["new", "x", "--from"], "file")]
)
def test_where_a_file_goes_powershell_is_told_so(tmp_path, words, kind):
    """It completes files and folders better than anybody."""
    ((found, *_),) = answered(tmp_path, ["referable", *words], "")

    assert found == kind


def test_the_script_is_whole_and_asks_by_the_names_that_are_read():
    """Every bracket closes, and what is set is what the program reads, and is taken away again."""
    script = CliRunner().invoke(main, ["completion", "powershell"]).output
    code = "\n".join(line for line in script.splitlines() if not line.startswith("#"))

    assert script.isascii()
    for opened, closed in ("{}", "()", "[]"):
        assert code.count(opened) == code.count(closed)
    assert re.match(r"Register-ArgumentCompleter -Native -CommandName 'referable',", code)
    before, _, after = code.partition("finally")
    for name in ("COMP_WORDS", "COMP_WORD", "_REFERABLE_COMPLETE"):
        assert len(re.findall(rf"\$env:{name} = ", before)) == 1
        assert f"$env:{name} = $null" in after
    assert "Out-String | Invoke-Expression" in script


@pytest.mark.skipif(
    not (POWERSHELL and shutil.which("referable")), reason="needs PowerShell and the program"
)
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("referable pub", "publish"), ("referable build --engine z", "zensical")],
)
def test_powershell_completes(tmp_path, typed, completed):
    """The Tab key, where there is a PowerShell."""
    assert POWERSHELL is not None
    command = (
        "referable completion powershell | Out-String | Invoke-Expression; "
        f"(TabExpansion2 '{typed}' {len(typed)}).CompletionMatches.CompletionText"
    )

    done = subprocess.run(
        [POWERSHELL, "-NoProfile", "-NonInteractive", "-Command", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == [completed], done.stderr
