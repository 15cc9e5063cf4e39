"""A synopsis printed for the chart: one page, with its citation and the date of its review."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def longest(starter) -> list[str]:
    """Keys of the synopses with the most text, longest first."""
    lengths = {
        page.parent.name: len(lxml_html.parse(str(page)).xpath("string(//article)"))
        for page in starter.site.glob("evidence/studies/*/index.html")
    }
    return sorted(lengths, key=lambda key: (-lengths[key], key))


@pytest.fixture
def paper(browser, site) -> Iterator[Page]:
    """A window whose pages go to the printer."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def _printed(page: Page, address: str, size: str) -> PdfReader:
    page.goto(address, wait_until="load")
    return PdfReader(io.BytesIO(page.pdf(format=size, prefer_css_page_size=True)))


@pytest.mark.parametrize("size", ["Letter", "A4"])
def test_a_synopsis_fits_one_page(paper, site, longest, size) -> None:
    """Even the longest synopses take one sheet, of either size."""
    pages = {
        k: len(_printed(paper, f"{site}evidence/studies/{k}/", size).pages) for k in longest[:8]
    }
    assert {key: count for key, count in pages.items() if count != 1} == {}


def test_the_sheet_says_what_it_is(paper, site) -> None:
    """Citation, answer, practice, address of the page and date of the review stand on the sheet."""
    sheet = _printed(paper, f"{site}evidence/studies/cherkin2011massage/", "Letter")
    text = " ".join(sheet.pages[0].extract_text().split())
    for wanted in (
        "Ann Intern Med. 2011;155(1):1-9",
        "Bottom line.",
        "not graded",
        "Compared with its source on",
        "example.org/evidence/studies/cherkin2011massage/",
        "Example Clinical Massage",
    ):
        assert wanted in text
    assert "Print for the chart" not in text


def test_the_sheet_is_headed_by_the_question(paper, site) -> None:
    """Whom, what, against what and which outcome stand first; the paper's title is cited below."""
    paper.goto(f"{site}evidence/studies/cherkin2011massage/")
    heading = paper.locator("h1").inner_text()

    assert heading.startswith("In adults aged 20 to 65 years with nonspecific chronic low back")
    assert heading.endswith("compared with usual care?")
    assert paper.title().startswith(heading)
    assert "A comparison of the effects" in paper.locator(".rf-citation-line").inner_text()


def test_the_printed_library_shows_no_filters(paper, site) -> None:
    """A form cannot be filled in on paper."""
    paper.goto(f"{site}evidence/")
    assert paper.locator(".rf-filters").is_visible()
    paper.emulate_media(media="print")
    assert not paper.locator(".rf-filters").is_visible()
