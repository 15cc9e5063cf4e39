"""The list never enters a site, and the command keeps it out of version control."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, zensical
from referable.outreach.guard import is_private
from referable.starter import create_site

LIST = "practice,manager,visit\nElm Street,Pat,2026-11-10\n"


def build(root: Path, site: Path, engine: str) -> list[str]:
    """Build a site; where lists were found."""
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    site.mkdir()
    (zensical if engine == "zensical" else mkdocs_runner).build(config, site, diagnostics)
    return [d.path for d in diagnostics.sorted() if d.code == "outreach-published"]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_engine_publishes_the_list(make_site, tmp_path: Path, engine: str):
    """By name anywhere below docs/, by its columns under any name; other tables are published."""
    if engine == "zensical":
        pytest.importorskip("zensical")
    root = make_site(
        {
            "docs/index.md": "# Home\n",
            "docs/outreach.csv": LIST,
            "docs/files/Outreach 2026.XLSX": b"PK",
            "docs/files/list.csv": "\ufeff" + LIST.replace(",", ";"),
            "docs/files/utf16.csv": LIST.encode("utf-16"),
            "docs/files/prices.csv": "minutes,price\n30,65\n",
            "outreach.csv": LIST,
        }
    )

    found = build(root, tmp_path / "site", engine)

    assert sorted(found) == [
        "docs/files/Outreach 2026.XLSX",
        "docs/files/list.csv",
        "docs/files/utf16.csv",
        "docs/outreach.csv",
    ]
    published = {p.name for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert "prices.csv" in published
    assert not published & {"outreach.csv", "Outreach 2026.XLSX", "list.csv", "utf16.csv"}
    for file in (tmp_path / "site").rglob("*"):
        assert not file.is_file() or b"Elm Street" not in file.read_bytes()


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("outreach.csv", True),
        ("OUTREACH.CSV", True),
        ("outreach (1).csv", True),
        (".~lock.outreach.csv#", True),
        ("outreach.csv~", True),
        ("my-outreach-list.ods", True),
        ("outreach.md", False),
        ("outreach.png", False),
        ("reach.csv", False),
    ],
)
def test_names_of_the_list(tmp_path: Path, name: str, private: bool):
    """Copies, locks and other formats count; a page about outreach does not."""
    file = tmp_path / name
    file.write_text("x\n")

    assert is_private(file) is private


def run(root: Path, *words: str) -> tuple[int, str]:
    """Exit status and output of the command."""
    result = CliRunner().invoke(main, ["outreach", "-C", str(root), *words])
    return result.exit_code, result.output


def test_a_new_list_is_begun_and_kept_out_of_git(tmp_path: Path):
    """`add` writes the first line, the row, and the line of .gitignore that is missing."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("no Git here")
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)

    status, said = run(tmp_path, "add", "Núñez Clinic", "--manager", "Pat Example")

    assert status == 0, said
    assert (tmp_path / "outreach.csv").read_bytes().startswith(b"\xef\xbb\xbfpractice,kind,")
    assert (tmp_path / ".gitignore").read_text() == "outreach.csv\n"
    assert run(tmp_path, "--today", "2026-11-23") == (
        0,
        "Calls\n  2026-11-23  Núñez Clinic (Pat Example)\n      never called\n",
    )


def test_a_tracked_list_is_told(tmp_path: Path):
    """One that Git keeps, and one that it would take along."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("no Git here")
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "outreach.csv").write_text(LIST)

    status, said = run(tmp_path, "--today", "2026-11-23")
    assert status == 1
    assert "is not named in .gitignore" in said

    (tmp_path / ".gitignore").write_text("outreach.csv\n")
    subprocess.run([git, "-C", str(tmp_path), "add", "-f", "outreach.csv"], check=True)
    status, said = run(tmp_path, "--today", "2026-11-23")
    assert status == 1
    assert "git rm --cached outreach.csv" in said


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("practice;notes\r\nCafé;schön\r\n", "cp1252"),
        ("practice,notes\nCafé,schön", "utf-8-sig"),
        ("practice\tnotes\nCafé\tschön\n", "utf-16"),
        ("practice,notes\nCafé,schön\n", "utf-8"),
    ],
)
def test_a_row_is_added_as_the_file_is_written(tmp_path: Path, written: str, encoding: str):
    """Delimiter and encoding stay; what stood there is untouched."""
    file = tmp_path / "outreach.csv"
    file.write_bytes(written.encode(encoding))

    status, said = run(tmp_path, "add", "Oak; Elm, and Fir", "--notes", "größer")

    assert status == 0, said
    text = file.read_bytes().decode(encoding)
    assert text.startswith(written.rstrip("\n"))
    assert "größer" in text
    status, said = run(tmp_path, "--today", "2026-11-23")
    assert status == 0, said
    assert "Café" in said
    assert "Oak; Elm, and Fir" in said


def test_a_letter_the_old_encoding_lacks_makes_the_file_utf8(tmp_path: Path):
    """Nothing is lost, and nothing is written as a question mark."""
    file = tmp_path / "outreach.csv"
    file.write_bytes("practice;notes\r\nCafé;\r\n".encode("cp1252"))

    run(tmp_path, "add", "Łódź Clinic")

    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "practice;notes", "Café;", "Łódź Clinic;",
    ]  # fmt: skip


def test_a_practice_is_not_added_twice(tmp_path: Path):
    """In whatever case it is written; the file stays as it was."""
    run(tmp_path, "add", "Elm Street")
    before = (tmp_path / "outreach.csv").read_bytes()

    status, said = run(tmp_path, "add", "elm street")

    assert status == 2
    assert "is in outreach.csv already" in said
    assert (tmp_path / "outreach.csv").read_bytes() == before


def test_without_a_list_the_command_says_how_to_begin(tmp_path: Path):
    """One sentence, exit status 2, no traceback."""
    status, said = run(tmp_path)

    assert status == 2
    assert "There is no outreach.csv" in said


def test_a_new_practice_ignores_the_list(tmp_path: Path):
    """The starter's .gitignore names it, and no file of it is called so."""
    create_site(tmp_path / "new", today=dt.date(2026, 11, 23))

    lines = (tmp_path / "new/.gitignore").read_text().splitlines()
    assert any(fnmatch("outreach.csv", line) for line in lines)
    assert not [p for p in (tmp_path / "new").rglob("*") if p.is_file() and is_private(p)]
