"""Windows, macOS and Linux: processes, line ends, marks, folders and names as they are there."""

from __future__ import annotations

import datetime as dt
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from referable import renaming, starter
from referable.checks.sources import check_sources_beside
from referable.cli import main
from referable.commands.page import address_of
from referable.diagnostics import Diagnostics, ReferableError
from referable.engines import mkdocs_runner
from referable.engines.csp import apply_to_folder
from referable.engines.preview.server import PreviewServer

FROZEN = Path(__file__).resolve().parent / "fixtures/site-0.1"
_TEXT = {".md", ".yml", ".bib", ".txt"}


def build(root: Path, out: Path) -> dict[str, bytes]:
    """Every file of the built site, and what was reported as one more."""
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    session = mkdocs_runner.build(config, out, diagnostics)
    checked = check_sources_beside(
        root, session.project.settings, session.docs_dir, session.project.today
    )
    diagnostics.extend(checked.result())
    built = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    for dated in ("sitemap.xml", "sitemap.xml.gz"):  # midnight may pass
        del built[dated]
    places = [f"{d.place} {d.code}" for d in diagnostics.sorted() if d.severity != "note"]
    return {**built, "(reported)": "\n".join(places).encode()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as this computer builds it."""
    folder = tmp_path_factory.mktemp("usual")
    return build(Path(shutil.copytree(FROZEN, folder / "site")), folder / "out")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(k for k in one.keys() | other.keys() if one.get(k) != other.get(k))


def test_without_fork_the_site_is_the_same(usual, tmp_path, monkeypatch):
    """As on Windows: nothing copies the process, and every page is the same."""

    def refuse(method: str | None = None) -> None:
        raise ValueError(f"cannot find context for {method!r}")

    monkeypatch.setattr(multiprocessing, "get_context", refuse)
    for module in ("checks.sources", "engines.page_renders", "research.references.beside"):
        monkeypatch.setattr(f"referable.{module}.can_fork", lambda: False)
    monkeypatch.delattr(os, "fork", raising=False)

    found = build(Path(shutil.copytree(FROZEN, tmp_path / "site")), tmp_path / "out")

    assert differing(usual, found) == []


def test_crlf_and_marks_in_a_folder_as_people_have_it(usual, tmp_path):
    """Windows line ends, byte order marks, spaces, accents and brackets change nothing."""
    deep = "-".join(["tief"] * (2 if os.name == "nt" else 30))  # Windows may stop at 260 letters
    parent = tmp_path / "OneDrive - Praxis für Hände" / f"Website (1) {deep}"
    root = Path(shutil.copytree(FROZEN, parent / "quiet hands"))
    for file in root.rglob("*"):
        if file.suffix in _TEXT and ".github" not in file.parts:
            text = file.read_bytes().replace(b"\n", b"\r\n")
            mark = b"\xef\xbb\xbf" if file.name != "mkdocs.yml" else b""
            file.write_bytes(mark + text)

    found = build(root, parent / "out")

    pages = [k for k in differing(usual, found) if k.endswith((".html", ".json", "(reported)"))]
    assert pages == []


def test_a_link_in_other_capitals_is_a_problem_everywhere(make_site):
    """It would work on a Mac and be dead on the server."""
    root = make_site({"docs/index.md": "# T\n\n[See](About.md)\n", "docs/about.md": "# A\n"})
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    assert [(d.code, d.line) for d in diagnostics if d.severity != "note"] == [("engine", 3)]


def test_names_that_differ_only_in_capitals_are_reported(make_site):
    """Two such pages cannot both be checked out on Windows or a Mac."""
    root = make_site({"docs/index.md": "# T\n", "docs/About.md": "# A\n", "docs/about.md": "# B\n"})
    if len(list((root / "docs").iterdir())) == 2:
        pytest.skip("this computer takes them for one, too")
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    assert [d.place for d in diagnostics if d.code == "page-conflict"] == ["docs/about.md:1"]


def test_a_name_that_is_held_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    """On Windows a virus scanner or OneDrive holds what has just been written."""
    (tmp_path / "new").mkdir()
    refusals, real = [1, 2, 3], Path.rename

    def held(self: Path, target: Path) -> Path:
        if refusals:
            raise PermissionError(13, f"held: {refusals.pop()}")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", held)
    monkeypatch.setattr(renaming, "_WAITS", (0,) * 5)

    renaming.rename(tmp_path / "new", tmp_path / "old")

    assert (tmp_path / "old").is_dir()


def test_a_page_that_a_scanner_looks_at_gets_its_policy(tmp_path, monkeypatch):
    """It was written a moment ago, and Windows replaces nothing that is open."""
    page = tmp_path / "index.html"
    page.write_text("<!doctype html><html><head></head><body>T</body></html>", encoding="utf-8")
    refusals, real = [1, 2], Path.replace

    def held(self: Path, target: Path) -> Path:
        if refusals:
            raise PermissionError(13, f"held: {refusals.pop()}")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(renaming, "_WAITS", (0,) * 5)

    apply_to_folder(tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]
    assert "Content-Security-Policy" in page.read_text(encoding="utf-8")


def test_a_new_site_that_cannot_be_moved_in_leaves_nothing(tmp_path, monkeypatch):
    """A part that stays refused takes the others out again, and the folder may be tried anew."""
    real = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == "mkdocs.yml":
            raise PermissionError(13, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", held)
    monkeypatch.setattr(renaming, "_WAITS", ())

    with pytest.raises(ReferableError, match="cannot be written"):
        starter.create_site(tmp_path / "site", today=dt.date(2026, 11, 23))

    assert list(tmp_path.iterdir()) == []


def test_two_previews_never_share_a_port():
    """Windows allows it to those who ask, and would show either site."""
    assert PreviewServer.allow_reuse_address == (sys.platform != "win32")


@pytest.mark.parametrize("title", ["Con", "AUX", "Nul!", "com1"])
def test_no_page_has_a_name_that_windows_keeps_for_itself(title):
    """A file called `con.md` could not be checked out there."""
    assert address_of(title).endswith("-page")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("aux.md", "“aux” for a device"),
        ("Con/index.md", "“Con” for a device"),
        ("what?.md", "no ? in a name"),
        ("a: b.md", "no : in a name"),
        ("end./a.md", "full stop"),
        ("U\u0308bung.md", "accents are signs of their own"),
        ("\u00dcbung.md", ""),
        ("auxiliary.md", ""),
        ("com/console.v2.md", ""),
    ],
)
def test_a_name_that_some_computer_cannot_use_is_told(make_site, name, why):
    """On a Mac it is made with ease, and then nobody can clone the site on Windows."""
    if os.name == "nt" and why:
        pytest.skip("this computer cannot hold it, as said")
    root = make_site({"docs/index.md": "# T\n", f"docs/{name}": "# A\n"})
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    told = [d.message for d in diagnostics if d.code == "name-not-portable"]
    assert len(told) == bool(why)
    assert why in "".join(told)


def test_a_photo_is_never_called_as_windows_calls_a_device(make_site):
    """“Con” on a badge would name the copy con.jpg."""
    photo = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(photo, "PNG")
    root = make_site({"docs/index.md": "# T\n", "in/img_1.png": photo.getvalue()})
    command = ["photo", "add", str(root / "in/img_1.png"), "-C", str(root)]

    result = CliRunner().invoke(main, [*command, "--who", "none", "--alt", "Con"])

    assert result.exit_code == 0, result.output
    assert [p.stem for p in (root / "docs/assets/photos").iterdir()] == ["con-photo"]


def test_a_reply_is_read_however_a_program_wrote_it(tmp_path):
    """With a mark, in UTF-16 or in Windows' own letters, as PowerShell and Notepad write."""
    text = "Thank you for coming in, José! We are glad your shoulder feels better."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        done = subprocess.run(
            [sys.executable, "-m", "referable", "check", "-"],
            cwd=tmp_path,
            input=text.encode(encoding),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        assert b"review-reply" in done.stdout, encoding
        assert b"file-encoding" not in done.stdout


def test_a_list_that_a_spreadsheet_holds_open_leaves_no_copy(make_site, monkeypatch):
    """On Windows it cannot be replaced then; what was written beside it is private, too."""
    root = make_site({"docs/index.md": "# T\n", ".gitignore": "outreach*.csv\n"})
    added = ["outreach", "-C", str(root), "add"]
    assert CliRunner().invoke(main, [*added, "Elm Street"]).exit_code == 0
    before = {p.name: p.stat().st_size for p in root.iterdir() if p.is_file()}

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "held", str(target))

    monkeypatch.setattr(Path, "replace", held)
    result = CliRunner().invoke(main, [*added, "Oak Street"])

    assert result.exit_code == 2
    assert "spreadsheet" in result.output
    assert {p.name: p.stat().st_size for p in root.iterdir() if p.is_file()} == before
