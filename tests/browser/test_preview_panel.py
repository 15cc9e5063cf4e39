"""The preview's panel, in a real browser: it tells, counts, and vanishes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "engines"))

from previewing import preview, wait_for

pytestmark = pytest.mark.browser


def test_panel_shows_problems_and_goes(make_site, browser):
    """A mistake appears on the open page with its line and fix, and goes when it is mended."""
    good = "# One\n\nWords [@smith2019].\n"
    root = make_site({"docs/index.md": good, "docs/two.md": "# Two\n"})
    with preview(root) as address:
        wait_for(address, "Words")
        page = browser.new_page()
        page.goto(address)
        panel = page.locator("referable-problems summary")
        assert panel.count() == 0

        (root / "docs/index.md").write_text("# One\n\nOther words [@smith2018].\n")
        page.get_by_text("Other words").wait_for()
        panel.filter(has_text="problem on this page").wait_for()
        panel.press("Enter")
        sheet = page.locator("referable-problems .sheet")
        assert "docs/index.md, line 3" in sheet.inner_text()
        assert "@smith2019" in sheet.inner_text()

        other = browser.new_page()
        other.goto(f"{address}two/")
        other.locator("referable-problems summary", has_text="problem elsewhere").wait_for()

        (root / "docs/index.md").write_text(good)
        page.get_by_text("Words").first.wait_for()
        panel.wait_for(state="detached")
        other.locator("referable-problems summary").wait_for(state="detached")
        page.close()
        other.close()
