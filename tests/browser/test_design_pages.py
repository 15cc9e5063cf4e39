"""What pages show at first sight, weigh, print, and say to machines."""

from __future__ import annotations

import gzip
import json
from urllib.parse import urlsplit

import pytest
from gallery import PAGES
from lxml import etree

from conftest import LAPTOP, PHONE

pytestmark = pytest.mark.browser

VISIBLE = """(texts) => {
  const bar = document.querySelector(".rf-bar").getBoundingClientRect();
  const limit = getComputedStyle(document.querySelector(".rf-bar")).display === "none" ? innerHeight : bar.top;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = "";
  for (let n; (n = walker.nextNode()); ) {
    const range = document.createRange(); range.selectNodeContents(n);
    const r = range.getBoundingClientRect();
    if (r.width && r.bottom <= (n.parentElement.closest(".rf-bar") ? innerHeight : limit)) seen += " " + n.textContent;
  }
  seen = seen.replace(/\\s+/g, " ");
  return texts.filter(t => !seen.includes(t));
}"""


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_home_says_it_all_on_the_first_screen(visit, size) -> None:
    """What is treated, who, licence, insurance, how to refer and how fast, without scrolling."""
    page = visit("", viewport=size)
    wanted = [
        "low back pain, headache and neck pain", "Alex Example", "license 00000", "NPI 1234567893",
        "VA Community Care", "Refer a patient", "541-555-0100", "541-555-0101", "3 days", "1 business day",
    ]  # fmt: skip
    assert page.evaluate(VISIBLE, wanted) == []


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_condition_page_answers_on_the_first_screen(visit, size) -> None:
    """The answer and the way to refer stand on a condition page's first screen."""
    page = visit("specialties/low-back-pain/", viewport=size)
    wanted = ["Massage for low back pain", "massage and exercise", "Certainty:", "541-555-0100"]
    assert page.evaluate(VISIBLE, wanted) == []
    action = page.locator(".rf-bar .rf-button, .rf-rail .rf-button").locator("visible=true").first
    assert action.is_visible()
    assert action.bounding_box()["y"] < size["height"] - 20


def test_the_answer_comes_first(starter) -> None:
    """On every condition page the composed answer follows the title, before lists and red flags."""
    unanswered = []
    for page in sorted(starter.site.glob("specialties/*/index.html")):
        after = etree.HTML(page.read_text(encoding="utf-8")).xpath(
            "//article/h1/following-sibling::*"
        )
        if after[0].get("class") != "rf-answer-box":
            unanswered.append(page.parent.name)
    assert unanswered == ["long-covid"]  # nobody has compared anything there


def test_bar_never_hides_the_end_of_a_page(visit) -> None:
    """Scrolled to its end, the page's last line stands above the bar."""
    page = visit("contact/", viewport=PHONE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last, bar = (page.locator(s).bounding_box() for s in (".rf-footer__end", ".rf-bar"))
    assert last["y"] + last["height"] <= bar["y"] + 1


@pytest.mark.parametrize("name", ["home", "condition", "study", "clinicians"])
def test_first_visit_is_light(browser, site, name) -> None:
    """Under 150 kB over the wire with fonts, under 60 kB of script, one blocking stylesheet."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    got: dict[str, tuple[str, int]] = {}
    page.on(
        "response",
        lambda r: got.setdefault(r.url, (r.request.resource_type, _wire(r.body(), r.url))),
    )
    page.goto(site + PAGES[name], wait_until="networkidle")
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)"
    )
    context.close()
    assert {urlsplit(u).netloc for u in got} == {urlsplit(site).netloc}
    assert sum(size for _, size in got.values()) < 150_000, got
    assert sum(size for kind, size in got.values() if kind == "script") < 60_000
    assert [urlsplit(u).path for u in blocking] == ["/assets/site.css"]


def _wire(body: bytes, url: str) -> int:
    return len(body) if url.endswith(".woff2") else len(gzip.compress(body, 6))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("name", ["home", "condition", "library", "insurance"])
def test_nothing_moves_while_loading(browser, site, name, size) -> None:
    """The layout does not shift, fonts and scripts included."""
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.add_init_script(
        """window.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) window.shift += e.value; }).observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(site + PAGES[name], wait_until="networkidle")
    shift = page.evaluate("window.shift")
    context.close()
    assert shift < 0.01


def test_the_policy_hinders_nothing_of_ours(browser, site) -> None:
    """Under the published policy no page type reports an error or a refusal."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES.values():
        page.goto(site + path, wait_until="load")
    context.close()
    assert said == []


def test_html_does_not_grow_with_the_site(starter) -> None:
    """No page carries the list of all pages."""
    assert starter.html("contact/index.html").count("<a ") < 40


def test_print_is_the_text_with_ways_back(visit) -> None:
    """On paper there is no navigation; the address stands in words and as a code."""
    page = visit("specialties/low-back-pain/")
    page.emulate_media(media="print")
    hidden = [".rf-nav", ".rf-rail", ".rf-bar", ".rf-tools", ".reference-back"]
    assert [s for s in hidden if page.locator(s).first.is_visible()] == []
    assert page.locator(".rf-print-back svg").is_visible()
    assert "example.org/specialties/low-back-pain/" in page.locator(".rf-print-back").inner_text()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_dark_pages_print_black_on_white(visit) -> None:
    """A page read in dark colours comes out of the printer like any other."""
    page = visit("", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", [n for n in PAGES if n != "not-found"])
def test_head_says_what_the_page_is(starter, name) -> None:
    """Title, description, canonical, language and one h1 on every page type."""
    tree = etree.HTML(starter.html(f"{PAGES[name]}index.html"))
    assert tree.get("lang") == "en"
    assert len(tree.findtext(".//title")) > 15
    assert len(tree.xpath("string(//meta[@name='description']/@content)")) > 30
    assert (
        tree.xpath("string(//link[@rel='canonical']/@href)") == f"https://example.org/{PAGES[name]}"
    )
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//article")) == 1
    assert not tree.xpath("//meta[starts-with(@name, 'citation_')]")
    assert not tree.xpath("//@style")


def _json_ld(starter, page: str) -> list[dict]:
    tree = etree.HTML(starter.html(page))
    return [json.loads(s.text) for s in tree.xpath("//script[@type='application/ld+json']")]


def test_structured_data_equals_what_is_shown(starter) -> None:
    """The practice, its people and a page's sources, and nothing that the page does not show."""
    (practice,) = _json_ld(starter, "index.html")
    text = " ".join(etree.HTML(starter.html()).itertext())
    assert practice["@type"] == "MedicalBusiness"
    assert practice["telephone"] in text
    assert practice["address"]["streetAddress"] in text
    assert practice["employee"][0]["identifier"]["value"] in text
    (page,) = _json_ld(starter, "specialties/low-back-pain/index.html")
    shown = " ".join(etree.HTML(starter.html("specialties/low-back-pain/index.html")).itertext())
    assert page["@type"] == "MedicalWebPage"
    assert page["about"][0]["name"] == "Low back pain"
    assert any(
        "10.7326/0003-4819-155-1-201107050-00002" in c.get("sameAs", "") for c in page["citation"]
    )
    assert all(
        c["name"].split(":")[0][:40].casefold() in shown.casefold() for c in page["citation"]
    )
    assert page["lastReviewed"] in starter.html("specialties/low-back-pain/index.html")
    assert "aggregateRating" not in json.dumps([practice, page])


def test_feed_robots_and_lost_pages(starter) -> None:
    """The feed is well-formed with whole addresses, robots.txt names the sitemap, 404 leads on."""
    feed = etree.fromstring((starter.site / "evidence/feed.xml").read_bytes())
    links = feed.xpath("//a:entry/a:link/@href", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert len(links) == 20
    assert all((starter.site / urlsplit(u).path.strip("/") / "index.html").exists() for u in links)
    assert "Sitemap: https://example.org/sitemap.xml" in (starter.site / "robots.txt").read_text()
    lost = etree.HTML(starter.html("404.html"))
    assert lost.xpath("//article//a[@href='/clinicians/']")
    assert lost.xpath("string(//meta[@name='robots']/@content)") == "noindex"
