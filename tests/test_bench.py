"""The benchmark's workload is always the same, and measuring it works from end to end."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner

BENCH = Path(__file__).parent / "bench"


def write(out: Path, *options: str) -> Path:
    command = [
        sys.executable,
        str(BENCH / "corpus.py"),
        "--size",
        "XS",
        "--out",
        str(out),
        *options,
    ]
    subprocess.run(command, check=True)
    return out


def digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("mkdocs", "ae26f2eadc2cf34c"),
        ("referable", "cfcaac07a59bc535"),
        ("bibtex", "073795a320893a88"),
    ],
)
def test_workload_is_deterministic(tmp_path, peer, expected):
    """The same arguments write the same bytes, today and on any Python; else figures mean nothing."""
    assert digest(write(tmp_path / "site", "--peer", peer)) == expected


def test_peers_build_the_same_words(tmp_path):
    """Only the configuration and the library differ between peers."""
    bare = write(tmp_path / "bare", "--peer", "mkdocs")
    ours = write(tmp_path / "ours", "--peer", "referable")
    assert digest(bare / "docs") == digest(ours / "docs")


@pytest.mark.parametrize("options", [(), ("--synopses",)])
def test_workload_has_no_problem(tmp_path, options):
    """What is measured is a sound site: every citation and study is found."""
    root = write(tmp_path / "site", *options)
    diagnostics = Diagnostics()
    mkdocs_runner.build(mkdocs_runner.load(root, diagnostics), tmp_path / "out", diagnostics)

    assert [f"{d.place} {d.code} {d.message}" for d in diagnostics.sorted()] == []
    pages = list((tmp_path / "out").rglob("index.html"))
    assert len(pages) > (4 + 12 if options else 4)


def test_measuring_works(tmp_path):
    """One round of the smallest size gives a table, a ratio and a file of results."""
    command = [sys.executable, str(BENCH / "run.py"), "--size", "XS", "--rounds", "1"]
    command += ["--only", "referable plugin", "--no-parts", "--work", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr
    rows = [line.split(" | ") for line in result.stdout.splitlines() if line.startswith("| XS | ")]
    assert [row[1] for row in rows[:2]] == ["mkdocs", "referable plugin"]
    assert rows[0][4] == "1.00"
    builds = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["builds"]
    assert [(len(build["cold"]), len(build["warm"])) for build in builds] == [(1, 1)] * 2


def test_parts_are_measured_or_skipped(tmp_path):
    """A part prints one line of JSON whether or not what it measures exists."""
    library = tmp_path / "library.bib"
    command = [sys.executable, str(BENCH / "corpus.py"), "--library", "20", "--out", str(library)]
    subprocess.run(command, check=True)
    command = [sys.executable, str(BENCH / "parts.py"), "library", str(library)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)

    assert json.loads(result.stdout)["entries"] == 20
