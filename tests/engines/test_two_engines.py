"""MkDocs, plain MkDocs and Zensical give the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

pytestmark = pytest.mark.slow


def pages(site: Path) -> dict[str, dict[str, object]]:
    """For each page: title, text, links, reference list and anchors of its article."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        if file.name == "404.html":
            continue
        document = lxml_html.parse(str(file)).getroot()
        (article,) = document.xpath("//article")
        for element in article.xpath(".//*[@id='__skip']|.//*[contains(@class,'headerlink')]"):
            element.drop_tree()
        found[file.relative_to(site).as_posix()] = {
            "title": " ".join(document.xpath("string(//title)").split()),
            "text": " ".join(article.text_content().split()),
            "links": [a.get("href") for a in article.xpath(".//a")],
            "references": [
                li.get("id") for li in article.xpath(".//*[contains(@class,'references')]/li")
            ],
            "anchors": article.xpath(".//@id"),
        }
    return found


@pytest.fixture(scope="module")
def mkdocs_pages(starter) -> dict[str, dict[str, object]]:
    return pages(starter.site)


def test_starter_has_every_page(starter, mkdocs_pages):
    """Each study, each condition with studies and each written page is there."""
    studies = {p.stem for p in (starter.root / "research/synopses").glob("*.md")}
    built = {p.split("/")[2] for p in mkdocs_pages if p.startswith("evidence/studies/")}
    assert studies == built
    assert len(studies) == 154
    written = {p.relative_to(starter.root / "docs") for p in (starter.root / "docs").rglob("*.md")}
    assert all(
        (
            p.with_suffix("") / "index.html" if p.stem != "index" else p.with_suffix(".html")
        ).as_posix()
        in mkdocs_pages
        for p in written
    )


def test_zensical_gives_the_same_pages(starter_root, mkdocs_pages):
    """Titles, text, links, reference lists and anchors agree page by page."""
    site = starter_root / "zensical-site"
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "referable",
            "build",
            "--engine",
            "zensical",
            "--site-dir",
            str(site),
        ],
        cwd=starter_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    theirs = pages(site)

    assert sorted(mkdocs_pages) == sorted(theirs)
    for name, page in mkdocs_pages.items():
        for part, value in page.items():
            assert value == theirs[name][part], f"{name}: {part}"


def test_plain_mkdocs_gives_the_same_pages(starter_root, mkdocs_pages):
    """`mkdocs build --strict` passes and gives the same pages."""
    site = starter_root / "plain-site"
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site)],
        cwd=starter_root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert result.returncode == 0, result.stdout + result.stderr

    assert mkdocs_pages == pages(site)


def test_second_build_gives_equal_bytes(starter_root, starter, tmp_path):
    """The same sources give the same pages, with a cold cache or a warm one."""
    from referable.diagnostics import Diagnostics
    from referable.engines import mkdocs_runner

    diagnostics = Diagnostics()
    config = mkdocs_runner.load(starter_root, diagnostics)
    mkdocs_runner.build(config, tmp_path / "again", diagnostics)

    ours = {p.relative_to(starter.site): p.read_bytes() for p in starter.site.rglob("*.html")}
    theirs = {
        p.relative_to(tmp_path / "again"): p.read_bytes()
        for p in (tmp_path / "again").rglob("*.html")
    }
    assert ours == theirs


def test_starter_has_no_problem(starter):
    """The starter is clean: no error, no warning."""
    assert [] == [
        f"{d.place} {d.code} {d.message}" for d in starter.diagnostics if d.severity != "note"
    ]


def test_study_pages_are_kept_out_of_the_navigation(starter):
    """No page carries links to all studies: rendered navigation grows with the square of pages."""
    document = lxml_html.fromstring(starter.html("about/team/index.html"))
    for element in document.xpath("//article"):
        element.drop_tree()
    assert not [h for h in document.xpath("//a/@href") if "evidence/studies/" in h]


def test_study_page_says_where_it_is_cited(starter):
    """A synopsis lists the pages that cite it, and one cited nowhere says so."""
    text = starter.text("evidence/studies/cherkin2011massage/index.html")
    assert "Cited on: Massage for low back pain" in text
