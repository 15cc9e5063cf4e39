"""Finding and reading: search, previews of references, the library's filters, chosen colours."""

from __future__ import annotations

import pytest

from conftest import PHONE

pytestmark = pytest.mark.browser


def _search(page, words: str) -> list[str]:
    page.click("#rf-search-open")
    page.fill("#rf-query", words)
    page.locator("#rf-search-list a").first.wait_for()
    return [a.get_attribute("href") for a in page.locator("#rf-search-list a").all()]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("lumbago", "/specialties/low-back-pain/"),
        ("M54.50", "/specialties/low-back-pain/"),
        ("Cherkin", "/evidence/studies/cherkin20"),
        ("cherkin2011massage", "/evidence/studies/cherkin2011massage/"),
        ("10.7326/0003-4819-155-1-201107050-00002", "/evidence/studies/cherkin2011massage/"),
        ("insurance", "/insurance-and-fees/"),
    ],
)
def test_search_finds_by_any_name(visit, words, target) -> None:
    """A condition by synonym or code, a study by author, key or DOI, stands first."""
    assert target in _search(visit("about/team/"), words)[0]


def test_search_reads_the_text_and_says_how_many(visit) -> None:
    """Words that stand only in a page's text are found, and the number is announced."""
    page = visit("")
    assert any("/safety/" in a for a in _search(page, "138 adverse events"))
    assert page.locator("#rf-search-count").inner_text().endswith(("result.", "results."))
    page.fill("#rf-query", "zzzzqq")
    page.get_by_text("Nothing found").wait_for()


def test_search_shows_markup_as_text(visit) -> None:
    """What is typed never becomes part of the page."""
    page = visit("")
    page.click("#rf-search-open")
    page.fill("#rf-query", "<img src=x onerror=alert(1)>")
    page.get_by_text("Nothing found").wait_for()
    assert page.locator("#rf-search img").count() == 0


def test_search_index_comes_only_when_asked_for(visit) -> None:
    """Nobody pays for search who does not search."""
    page = visit("")
    loaded = "performance.getEntriesByType('resource').map(e => e.name).filter(n => /search|finder/.test(n)).length"
    assert page.evaluate(loaded) == 0
    _search(page, "neck")
    assert page.evaluate(loaded) >= 2


def test_preview_on_focus_hover_and_tap(browser, visit) -> None:
    """A citation shows its reference; Escape, leaving and a tap elsewhere take it away."""
    page = visit("specialties/low-back-pain/")
    first = page.locator(".citation a").first
    first.focus()
    card = page.locator(".rf-preview")
    assert "Skelly AC" in card.inner_text()
    assert first.get_attribute("aria-describedby") == "rf-preview"
    page.keyboard.press("Escape")
    assert card.count() == 0
    page.locator(".citation a").nth(1).hover()
    card.wait_for()
    card.hover()  # it stays while the pointer is on it
    page.wait_for_function("document.querySelector('.rf-preview') !== null")
    page.mouse.move(5, 5)
    card.wait_for(state="detached")

    touch = visit("specialties/low-back-pain/", viewport=PHONE, has_touch=True)
    touch.locator(".citation a").first.tap()
    touch.locator(".rf-preview").wait_for()
    assert "#ref-" not in touch.url
    box = touch.locator(".rf-preview").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    touch.locator("h1").tap()
    assert touch.locator(".rf-preview").count() == 0


def test_citation_leads_to_its_reference_without_script(browser, site) -> None:
    """Without JavaScript a citation is a link to the list, and a reference leads back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}specialties/low-back-pain/")
    page.locator(".citation a").first.click()
    assert "#ref-skelly2020ahrq" in page.url
    assert page.locator("#rf-search-open").is_hidden()
    context.close()


def _keys(page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.rf-study-list > li')].filter(e => e.checkVisibility()).map(e => e.dataset.key)"
    )


def _said(page, words: str) -> str:
    status = page.locator(".rf-filters [role=status]")
    status.get_by_text(words).wait_for()
    return status.inner_text()


def test_filters_narrow_count_and_share(visit) -> None:
    """Filters narrow the list, say how many fit, and stand in the address."""
    page = visit("evidence/")
    page.select_option("[name=filter-condition]", "low-back-pain")
    page.select_option("[name=filter-direction]", "no-clear-difference")
    page.wait_for_function("location.search.includes('direction')")
    said = _said(page, "of 154")
    keys = _keys(page)
    assert said.startswith(f"{len(keys)} of 154")
    assert len(keys) == len(set(keys))
    assert 0 < len(keys) < 21
    shared = page.url
    assert "condition=low-back-pain" in shared
    again = visit(shared.split("/", 3)[3])
    _said(again, "of 154")
    assert again.input_value("[name=filter-direction]") == "no-clear-difference"
    _said(again, "of 154")
    assert _keys(again) == keys
    again.get_by_role("button", name="Clear filters").click()
    assert again.locator(".rf-shelves .rf-study-list > li").first.is_visible()
    assert again.url.endswith("/evidence/")


def test_library_is_searched_and_paged_by_keyboard(visit) -> None:
    """Words narrow the list; its pages turn, are announced, and stand in the address."""
    page = visit("evidence/")
    page.locator("[name=filter-q]").focus()
    page.keyboard.insert_text("CHERKIN back")
    said = _said(page, "fit")
    assert said.startswith(f"{len(_keys(page))} of 154")
    assert all("cherkin" in key for key in _keys(page))
    page.fill("[name=filter-q]", "")
    page.locator("[name=filter-from]").select_option(index=4)
    _said(page, "Page 1 of")
    first = _keys(page)
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    _said(page, "Page 2 of")
    assert page.evaluate("document.activeElement.id") == "studies-found"
    assert not set(first) & set(_keys(page))
    assert "page=2" in page.url
    again = visit(page.url.split("/", 3)[3])
    _said(again, "Page 2 of")
    assert _keys(again) == _keys(page)


def test_library_says_when_its_list_cannot_be_loaded(visit) -> None:
    """Without the list the topics stay, and the reader is told."""
    page = visit("evidence/")
    page.route("**/library-index.json", lambda route: route.abort())
    page.select_option("[name=filter-certainty]", "low")
    _said(page, "could not be loaded")
    assert page.locator(".rf-shelves").is_visible()


def test_library_is_complete_without_script(browser, site) -> None:
    """Without JavaScript every study is there and no dead filter is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}evidence/")
    assert page.locator(".rf-filters").is_hidden()
    keys = {li.get_attribute("data-key") for li in page.locator(".rf-study-list > li").all()}
    assert len(keys) == 154
    context.close()


def test_chosen_colours_last_and_never_flash(visit) -> None:
    """The choice is kept, and the next page is in it before anything is painted."""
    page = visit("")
    toggle = page.locator("#rf-theme")
    assert toggle.get_attribute("aria-pressed") == "false"
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "true"
    page.context.add_init_script(
        """new MutationObserver((_, o) => { if (document.body) { window.early = document.documentElement.dataset.theme; o.disconnect(); } }).observe(document, {childList: true, subtree: true});"""
    )
    page.goto(page.url + "about/")
    assert page.evaluate("window.early") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 22)"
