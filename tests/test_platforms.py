"""Windows, macOS and Linux: processes, line ends, marks, folders and names as they are there."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from referable.checks.sources import check_sources_beside
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner

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
