"""A mistake of our own is one sentence with a file for whoever mends it, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from referable import cli, starter
from referable.commands import packet
packet.packet.callback = lambda **_: {does}
cli.main(["packet"], prog_name="referable")
"""


def run(tmp_path: Path, does: str = "1 / 0", **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{does}", does)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path), **extra},
    )


def test_no_traceback_for_a_therapist(tmp_path):
    """The sentence names the file, which holds the details; the exit status is 2."""
    result = run(tmp_path)

    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "Referable itself made a mistake (ZeroDivisionError: division by zero)" in result.stderr
    kept = tmp_path / "referable-mistake.txt"
    assert str(kept) in result.stderr
    assert "Traceback" in kept.read_text(encoding="utf-8")


def test_a_developer_may_ask_for_it(tmp_path):
    """With REFERABLE_DEBUG set the error comes as it is."""
    assert "Traceback" in run(tmp_path, REFERABLE_DEBUG="1").stderr


def test_a_file_that_cannot_be_written_is_no_mistake_of_ours(tmp_path):
    """Whatever a command could not write is named, in a sentence that blames nobody."""
    result = run(tmp_path, "open('gone/there.pdf', 'w')")

    assert result.returncode == 2
    assert "Stopped: gone/there.pdf cannot be read or written" in result.stderr
    assert "mistake" not in result.stderr


def test_a_document_that_a_reader_holds_open_is_named(tmp_path):
    """Not what was to take its place, which nobody knows and which is gone by then."""
    result = run(tmp_path, "__import__('os').replace('gone/.beside', 'profile.pdf')")

    assert result.returncode == 2
    assert "Stopped: profile.pdf cannot be read or written" in result.stderr
    assert "no other program has it open" in result.stderr
