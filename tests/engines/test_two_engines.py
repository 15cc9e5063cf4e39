"""MkDocs, plain MkDocs and Zensical give the same pages."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html as lxml_html

pytestmark = pytest.mark.slow

BASE = "https://example.org/"


def navigation(document: lxml_html.HtmlElement, name: str) -> list[tuple[str, str, str | None]]:
    """Address, words and state of each link around the article, and of the files of the head.

    Addresses are compared as a browser resolves them: the engines' own filter for addresses in
    templates writes the same one as `..` or `./..`, and as `/.` or `/` on the page for a wrong
    address.
    """
    around = document.xpath("//a[@href][not(ancestor::article)] | //head/link[@href]")
    return [
        (
            urljoin(BASE + name.removesuffix("index.html"), link.get("href")),
            " ".join((link.text_content() or link.get("rel", "")).split()),
            link.get("aria-current"),
        )
        for link in around
    ]


def pages(site: Path) -> dict[str, dict[str, object]]:
    """For each page: title, text, links, reference list, anchors, navigation and JSON-LD."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        document = lxml_html.parse(str(file)).getroot()
        name = file.relative_to(site).as_posix()
        around = navigation(document, name)
        if name == "404.html":
            found[name] = {"navigation": around, "text": document.text_content().split()}
            continue
        (article,) = document.xpath("//article")
        for element in article.xpath(".//*[@id='__skip']|.//*[contains(@class,'headerlink')]"):
            element.drop_tree()
        found[name] = {
            "navigation": around,
            "json-ld": document.xpath("//script[@type='application/ld+json']/text()"),
            "title": " ".join(document.xpath("string(//title)").split()),
            "text": " ".join(article.text_content().split()),
            "links": [a.get("href") for a in article.xpath(".//a")],
            "references": [
                li.get("id") for li in article.xpath(".//*[contains(@class,'references')]/li")
            ],
            "anchors": article.xpath(".//@id"),
        }
    return found


def searched(index: Path) -> dict[str, tuple[str, str]]:
    """For each place that the search knows: its title and text, as search.js reads them."""
    data = json.loads(index.read_text(encoding="utf-8"))

    def plain(text: str) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())

    found = data.get("docs") or data["items"]
    return {d["location"]: (plain(d["title"]), plain(d["text"])) for d in found}


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


@pytest.fixture(scope="module")
def zensical_site(starter_root) -> Path:
    """The starter, built with Zensical."""
    site = starter_root / "zensical-site"
    command = [sys.executable, "-m", "referable", "build", "--engine", "zensical"]
    result = subprocess.run(
        [*command, "--site-dir", str(site)],
        cwd=starter_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert not (starter_root / ".referable/zensical").exists()  # what it was handed is gone again
    return site


def test_zensical_gives_the_same_pages(zensical_site, mkdocs_pages):
    """Titles, text, links, references, anchors, navigation and JSON-LD agree page by page."""
    theirs = pages(zensical_site)

    assert sorted(mkdocs_pages) == sorted(theirs)
    for name, page in mkdocs_pages.items():
        for part, value in page.items():
            assert value == theirs[name][part], f"{name}: {part}"


def test_both_searches_find_the_same(starter, zensical_site):
    """The indexes hold the same places, titles and words, and no numbers of citations."""
    ours = searched(starter.site / "search/search_index.json")
    theirs = searched(zensical_site / "search.json")

    assert sorted(ours) == sorted(theirs)
    for place, found in ours.items():
        assert found == theirs[place], place


def test_words_of_table_cells_are_apart_in_the_search(starter):
    """An index without tags would join the last word of a cell to the first of the next."""
    place = "specialties/migraine/#what-the-evidence-says-about-migraine"
    text = searched(starter.site / "search/search_index.json")[place][1]
    assert "not stated waiting list" in text


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
