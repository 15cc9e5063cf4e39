"""WCAG 2.2 AA in real Chromium: axe on every page type, keyboard, reflow, modes of display."""

from __future__ import annotations

import pytest
from gallery import PAGES

from conftest import LAPTOP, PHONE

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const r = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")} ${n.failureSummary.split("\\n")[1] ?? ""}`));
}"""
# Contrast depends on the scheme and layout on the size, so two modes cover all four.
MODES = [("light", PHONE), ("dark", LAPTOP)]


@pytest.mark.parametrize(("scheme", "size"), MODES, ids=["light-phone", "dark-laptop"])
def test_axe_finds_nothing(visit, site, axe_source, scheme, size) -> None:
    """No page type has an axe violation, in either scheme, on a phone and on a laptop."""
    page = visit("", color_scheme=scheme, viewport=size)
    found = {}
    for name, path in PAGES.items():
        if name == "library" and scheme == "dark":
            continue  # one long list of what the other pages show, too
        page.goto(site + path)
        # What lies under the bar at this moment can be scrolled out; keys have a test of their own.
        page.evaluate("document.querySelector('.rf-bar').style.position = 'static'")
        page.evaluate(axe_source)
        found[name] = page.evaluate(RUN, RULES)
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_search_and_previews(visit, axe_source, scheme) -> None:
    """What scripts add is as accessible as the page."""
    page = visit("specialties/low-back-pain/", color_scheme=scheme)
    page.evaluate(axe_source)
    page.locator(".citation a").first.focus()
    page.locator(".rf-preview").wait_for()
    assert page.evaluate(RUN, RULES) == []
    page.keyboard.press("Escape")
    page.click("#rf-search-open")
    page.fill("#rf-query", "lumbago")
    page.locator("#rf-search-list a").first.wait_for()
    assert page.evaluate(RUN, RULES) == []


def test_pages_reflow_at_400_percent(visit, site) -> None:
    """At 320 CSS pixels, a 1280-pixel screen at 400 %, nothing scrolls sideways."""
    page = visit("", viewport={"width": 320, "height": 256})
    for path in PAGES.values():
        page.goto(site + path)
        _assert_narrow(page, path)


def _assert_narrow(page, path: str) -> None:
    wide = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e => {
          const r = e.getBoundingClientRect();
          return r.right > 320.5 && r.width && !e.closest(".rf-skip, dialog, thead") && getComputedStyle(e).clipPath === "none";
        }).map(e => e.tagName + "." + e.className).slice(0, 5)"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, wide)
    assert page.evaluate("getComputedStyle(document.querySelector('.rf-bar')).position") == "static"


def test_keyboard_reaches_everything_in_order(visit) -> None:
    """The first Tab is the way to the text; each stop shows its focus and is not under the bar."""
    page = visit("specialties/low-back-pain/", viewport=PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "rf-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(25):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
              const bar = document.querySelector(".rf-bar").getBoundingClientRect();
              return {what: e.outerHTML.slice(0, 80), outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
                      seen: r.bottom <= bar.top + 1 || !!e.closest(".rf-bar")}; }"""
        )
        assert state["outline"], state
        assert state["seen"], state


def test_search_works_by_keyboard_alone(visit) -> None:
    """Slash opens it, arrows walk the results, Escape gives the focus back."""
    page = visit("about/")
    page.locator("#rf-search-open").focus()
    page.keyboard.press("Enter")
    page.locator("#rf-query").wait_for()
    page.keyboard.type("cherkin")
    page.locator("#rf-search-list a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#rf-search-list') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "rf-search-open"


def test_tables_stay_tables_as_cards(visit) -> None:
    """On phones a table's rows look like cards and are still rows with headers in the tree."""
    page = visit("insurance-and-fees/", viewport=PHONE)
    tree = page.locator(".rf-payers").aria_snapshot()
    assert tree.startswith("- table")
    assert 'rowheader "Example Health Plan' in tree
    assert 'cell "' in tree


def test_every_table_has_caption_or_heading_and_scopes(visit) -> None:
    """Header cells say what they head; generated tables carry a caption."""
    for path in (
        "clinicians/",
        "evidence/studies/cherkin2011massage/",
        "specialties/low-back-pain/",
    ):
        page = visit(path)
        assert page.evaluate(
            "[...document.querySelectorAll('table.rf-table')].every(t => t.caption)"
        )
        assert page.evaluate("[...document.querySelectorAll('th')].every(t => t.scope)"), path


def test_reduced_motion_is_honoured(visit) -> None:
    """Nothing scrolls smoothly for people who asked for less motion."""
    assert visit("").evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = visit("", reduced_motion="no-preference")
    assert moving.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"


def test_forced_colors_keep_edges_and_marks(visit) -> None:
    """With colours forced, buttons have edges and certainty marks are drawn in the text colour."""
    page = visit("evidence/studies/mak2024map/", forced_colors="active")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.rf-button')).borderStyle")
        == "solid"
    )
    same = page.evaluate(
        "getComputedStyle(document.querySelector('.rf-dots')).color === getComputedStyle(document.body).color"
    )
    assert same


def test_names_of_citations_and_back_links(visit) -> None:
    """A screen reader hears “Reference 1” and where each way back leads."""
    page = visit("specialties/low-back-pain/")
    names = page.evaluate(
        "[...document.querySelectorAll('.citation a, .reference-back')].map(a => a.getAttribute('aria-label') ?? a.textContent)"
    )
    assert names[0] == "Reference 1"
    assert any(n.startswith("Back to text, reference") for n in names)
