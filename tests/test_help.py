"""Help, suggestions and output on every kind of console."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from referable.cli import main


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_every_help_has_an_example_that_names_the_command(path):
    """Help begins with what the command does and shows how it is typed."""
    result = CliRunner().invoke(main, [*path, "--help"])

    assert result.exit_code == 0
    assert "Example" in result.output
    assert " ".join(("referable", *path)) in result.output.partition("Example")[2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biuld", "build"),
        ("pubish", "publish"),
        ("specialties", "specialty"),
        ("study veriffy", "verify"),
        ("specialty ad", "add"),
        ("review du", "due"),
        ("build --engin mkdocs", "--engine"),
        ("publish --dryrun", "--dry-run"),
        ("new x --form a.yml", "--from"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(typed, meant):
    """Commands, commands within commands and options alike, with status 2."""
    result = CliRunner().invoke(main, typed.split())

    assert result.exit_code == 2
    assert f"Did you mean {meant}" in result.output.replace("'", "")


def test_an_unlike_word_lists_what_there_is():
    """Without anything near, the commands are named."""
    result = CliRunner().invoke(main, ["specialty", "zzz"])

    assert result.exit_code == 2
    assert "There are: list, add." in result.output


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-C here check", "-C goes after a command, such as: main serve -C"),
        ("help", "Write: main --help"),
        ("study help", "Write: main study --help"),
        ("page add", 'For example: referable page add "Parking and access"'),
        ("new", "For example: referable new my-site"),
    ],
)
def test_what_beginners_type_is_answered_with_what_to_type(typed, told):
    """An option too early, a word for help, nothing where something is needed."""
    result = CliRunner().invoke(main, typed.split())

    assert result.exit_code == 2
    assert told in result.output


def test_commands_are_listed_in_the_order_of_work_and_in_whole_sentences():
    """The first thing to do stands first, and no description is cut."""
    listed = CliRunner().invoke(main, ["--help"]).output.partition("Commands:")[2]

    names = re.findall(r"^  (\w+)", listed, re.MULTILINE)
    assert names[:3] == ["new", "serve", "check"]
    assert set(names) == set(main.commands)
    assert "..." not in listed


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_output_that_nobody_reads_on_is_no_mistake_of_ours(tmp_path):
    """`referable explain | head` ends quietly."""
    command = f"{shlex.quote(sys.executable)} -m referable explain | true"

    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_is_a_script_that_says_where_it_goes(shell):
    """The script asks this program, and its first line tells how to install it."""
    result = CliRunner().invoke(main, ["completion", shell])

    assert result.exit_code == 0
    assert result.output.startswith("# ")
    assert "_REFERABLE_COMPLETE" in result.output
    assert f"referable completion {shell}" in result.output


def run(folder, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "referable", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_completion_answers_the_shell(tmp_path):
    """Pressing Tab after `referable bui` gives build."""
    result = run(
        tmp_path, _REFERABLE_COMPLETE="bash_complete", COMP_WORDS="referable bui", COMP_CWORD="1"
    )

    assert result.stdout.split() == [b"plain,build"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
def test_a_console_that_is_not_utf8_never_ends_in_a_traceback(make_site, encoding):
    """What it cannot show is written in plain letters."""
    root = make_site({"docs/index.md": "# T\n\nA≥B → “日本” [@smith2091] …\n"})

    result = run(root, "check", PYTHONIOENCODING=encoding)

    assert b"Traceback" not in result.stderr
    assert result.returncode == 1
    text = result.stdout.decode(encoding)
    assert "citation-unknown" in text
    assert "A>=B" in text or "A≥B" in text


def test_a_pipe_gets_utf8(make_site):
    """Without a terminal and without a wish, JSON is UTF-8 whatever the locale says."""
    root = make_site({"docs/index.md": "# T\n\n“日本” [@smith2091]\n"})

    result = run(
        root, "check", "--format", "json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )

    assert "“smith2091”" in result.stdout.decode("utf-8")
    assert result.stderr == b""


def test_output_that_is_not_for_a_terminal_is_plain(make_site):
    """No color codes and no progress in a pipe."""
    result = run(make_site({"docs/index.md": "# T\n\n[@smith2091]\n"}), "check", FORCE_COLOR="")

    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\r" not in result.stdout.replace(b"\r\n", b"") + result.stderr.replace(b"\r\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_color_is_kept_on_a_terminal(tmp_path):
    """A terminal gets bold and color, unless NO_COLOR is set."""
    import pty

    def on_terminal(**environment: str) -> bytes:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "referable", "new", str(tmp_path / "s")],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", **environment},
        )
        os.close(theirs)
        os.write(ours, b"\x04")
        said = b""
        try:
            while chunk := os.read(ours, 4096):
                said += chunk
        except OSError:  # Linux says so when the other end is closed
            pass
        process.wait()
        os.close(ours)
        return said

    assert b"\x1b[1m" in on_terminal()
    assert b"\x1b[" not in on_terminal(NO_COLOR="1")
