"""Photos in real Chromium: fitting, still, late below the first screen, and nobody else asked."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gallery import served
from PIL import Image
from playwright.sync_api import Browser, Page

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.engines.csp import apply_to_folder, script_hash
from referable.engines.theme_data import THEME_SCRIPT

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SHIFTS = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


def photo(size: tuple[int, int]) -> bytes:
    grain = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    out = io.BytesIO()
    wave = Image.radial_gradient("L").resize(size)
    Image.blend(wave, grain, 0.15).convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with our theme and three photos on one page, with its policy."""
    root = tmp_path_factory.mktemp("photos")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "docs").mkdir()
    for name in ("one", "two", "three"):
        (root / f"docs/{name}.jpg").write_bytes(photo((1700, 1000)))
    filler = "Words that fill the first screen and the next. " * 150
    (root / "docs/index.md").write_text(
        f"# Rooms\n\n![One](one.jpg)\n\n{filler}\n\n![Two](two.jpg)\n\n{filler}\n\n![Three](three.jpg)\n"
    )
    (root / "mkdocs.yml").write_text(
        "site_name: Tiny\ntheme: {name: material, custom_dir: overrides, font: false}\n"
        "plugins: [referable]\n"
    )
    mkdocs_runner.build(mkdocs_runner.load(root, Diagnostics()), root / "site", Diagnostics())
    apply_to_folder(root / "site", trusted={script_hash(THEME_SCRIPT)})
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize(("width", "density", "largest"), [(390, 3, 1600), (1366, 1, 960)])
def test_photos_fit_the_screen_and_nothing_jumps(
    browser: Browser, photos: str, width: int, density: float, largest: int
) -> None:
    """Each screen gets the width it needs, in AVIF, without a shift, an error or a stranger."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=density
    )
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(photos, wait_until="load")

    assert page.evaluate(SHIFTS) < 0.01
    first = _shown(page, "One")
    assert first.endswith(".avif")
    assert int(first.rpartition("-")[2].removesuffix(".avif")) <= largest
    assert not any("three" in url for url in asked)

    page.locator("img[alt=Three]").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('img[alt=Three]').decode()")
    assert _shown(page, "Three").endswith(".avif")
    assert page.evaluate(SHIFTS) < 0.01
    assert [url for url in asked if not url.startswith(photos)] == []
    assert errors == []
    context.close()


def _shown(page: Page, alt: str) -> str:
    return str(page.evaluate(f"document.querySelector('img[alt={alt}]').currentSrc"))
