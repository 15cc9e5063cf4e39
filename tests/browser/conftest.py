"""A Chromium and the starter site, served on loopback, for the tests of the design."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from gallery import chromium, served
from playwright.sync_api import Browser, Page, sync_playwright

from referable.engines.csp import apply_to_folder, script_hash
from referable.engines.theme_data import THEME_SCRIPT

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(starter, tmp_path_factory) -> Iterator[str]:
    """The address of the starter as it is published, with its policy; it ends with a slash."""
    folder = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(starter.site, folder)
    apply_to_folder(folder, trusted={script_hash(THEME_SCRIPT)})
    with served(folder) as root:
        yield root


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the starter; what the context is given (viewport, scheme) is by name."""
    contexts = []

    def open_page(path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": LAPTOP, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The axe engine, as text to run in a page."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
