"""A practice with a long name keeps its header in one piece."""

from __future__ import annotations

import pytest

LONG = "Example Clinical Massage and Lymphatic Therapy Collaborative of South Oregon"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (900, 700), (1280, 800)])
def test_a_long_name_fits_the_header(visit, width: int, height: int):
    """The name is not cut at the top, and the four words stay on one line beside or below it."""
    page = visit("", viewport={"width": width, "height": height})
    page.evaluate(f"document.querySelector('.rf-name span').textContent = {LONG!r}")
    name = page.locator(".rf-name span").bounding_box()
    header = page.locator(".rf-header").bounding_box()
    tops = page.locator(".rf-nav a").evaluate_all(
        "links => links.map(a => Math.round(a.getBoundingClientRect().top))"
    )
    assert name["y"] >= 2
    assert name["y"] + name["height"] <= header["y"] + header["height"]
    assert len(set(tops)) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
