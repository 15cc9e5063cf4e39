"""Tiny sites built for real, and the starter built once for all tests that read it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html as lxml_html

from referable.diagnostics import Diagnostic, Diagnostics
from referable.engines import mkdocs_runner

ROOT = Path(__file__).resolve().parents[1]

MKDOCS_YML = """\
site_name: Tiny
theme: {name: material, font: false}
plugins: [referable]
markdown_extensions: [admonition, attr_list, footnotes, tables, md_in_html, {toc: {permalink: false}}]
"""

LIBRARY = """\
@article{smith2019, author = {Smith, Ann and Doe, Bo}, title = {Massage for backs}, journal = {Journal of Touch}, shortjournal = {J Touch}, year = 2019, volume = 3, pages = {1--9}, doi = {10.1000/xyz1}, pmid = {123}}
@article{vandenberg2020, author = {van den Berg, Cas}, title = {Rest for necks}, journal = {Pain}, year = 2020}
@article{lee.2021:a-b_c, author = {Lee, Di}, title = {Sham for knees}, journal = {Pain}, year = 2021}
@article{müller2022, author = {Müller, Eva}, title = {Touch for hands}, journal = {Pain}, year = 2022}
"""


@dataclass
class Built:
    """A built site: its folder and what was reported."""

    root: Path
    site: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def html(self, page: str = "index.html") -> str:
        return (self.site / page).read_text(encoding="utf-8")

    def tree(self, page: str = "index.html"):
        return lxml_html.fromstring(self.html(page))

    def article(self, page: str = "index.html"):
        return self.tree(page).xpath("//article")[0]

    def text(self, page: str = "index.html") -> str:
        return " ".join(self.article(page).text_content().split())

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.diagnostics]

    def places(self, code: str) -> list[str]:
        return [d.place for d in self.diagnostics if d.code == code]


def write_site(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a site's files, with a mkdocs.yml and a library unless they are given."""
    defaults: dict[str, str | bytes] = {"mkdocs.yml": MKDOCS_YML, "research/library.bib": LIBRARY}
    for name, content in {**defaults, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write a tiny site and return its folder."""
    return lambda files: write_site(tmp_path / "tiny", files)


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Built]:
    """Build a tiny site with MkDocs."""

    def run(files: Mapping[str, str | bytes]) -> Built:
        root = write_site(tmp_path / "tiny", files)
        diagnostics = Diagnostics()
        mkdocs_runner.build(mkdocs_runner.load(root, diagnostics), tmp_path / "out", diagnostics)
        return Built(root, tmp_path / "out", diagnostics.sorted())

    return run


@pytest.fixture(scope="module")
def unknown_to_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A git that knows nobody, so that no test depends on whose computer it runs on."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "EMAIL"):
            patch.delenv(name, raising=False)
        patch.delenv("GIT_DIR", raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / "nobody"))
        yield home


@pytest.fixture(scope="session")
def starter_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the starter's sources, so that no test writes into the checkout."""
    root = tmp_path_factory.mktemp("starter")
    for part in ("docs", "research", "overrides"):
        shutil.copytree(ROOT / part, root / part)
    for part in ("practice.yml", "mkdocs.yml"):
        shutil.copyfile(ROOT / part, root / part)
    return root


@pytest.fixture(scope="session")
def starter(starter_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The starter, built with MkDocs."""
    site = tmp_path_factory.mktemp("site") / "site"
    diagnostics = Diagnostics()
    mkdocs_runner.build(mkdocs_runner.load(starter_root, diagnostics), site, diagnostics)
    return Built(starter_root, site, diagnostics.sorted())
