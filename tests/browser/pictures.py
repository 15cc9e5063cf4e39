"""Reference pictures of the main page types: takes them, compares with them, accepts new ones.

    python tests/browser/pictures.py [--site DIR]   # makes the present state the reference

A picture is kept grey and at a third of its size. Two are compared in blocks of twelve pixels, each
against its neighbourhood in the other, so that another machine's way of smoothing letters, or a
line that ends one pixel lower, is no difference, while a column that moved or vanished is one.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gallery import PAGES, ROOT, built, chromium, served
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Route, sync_playwright

REFERENCE = Path(__file__).resolve().parent / "reference"
SHOWN = ROOT / ".referable" / "differences"
SHOT = (
    "home", "conditions", "condition", "clinicians", "library", "evidence", "study", "insurance",
    "team", "safety", "not-found",
)  # fmt: skip
_SCALE = 3
_BLOCK = 4  # of the scaled picture
_NOTICED = 22  # of 255: between a paragraph and the paper beside it lie about 50
ALLOWED = 0.015
"""Share of blocks that may differ."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to look at a page.

    Attributes:
        width: Of the window, in CSS pixels.
        height: How much of the page is kept, from its top.
        scheme: Light or dark.
        media: Screen or print.
    """

    width: int
    height: int
    scheme: str = "light"
    media: str = "screen"


MODES = {
    "phone": Mode(390, 1700),
    "laptop": Mode(1366, 1300),
    "laptop-dark": Mode(1366, 1300, scheme="dark"),
    "print": Mode(720, 1056, media="print"),  # Letter without its margins
}


def take(browser: Browser, root: str, mode: Mode, names: tuple[str, ...]) -> dict[str, Image.Image]:
    """Grey, small pictures of pages, by name."""
    context = browser.new_context(
        viewport={"width": mode.width, "height": mode.height},
        color_scheme=mode.scheme,
        reduced_motion="reduce",
    )
    context.route("**/assets/site.css", _with_fonts)
    page = context.new_page()
    page.emulate_media(media=mode.media)
    pictures = {}
    for name in names:
        page.goto(root + PAGES[name], wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
        size = (shot.width // _SCALE, shot.height // _SCALE)
        pictures[name] = shot.resize(size, Image.Resampling.BOX)
    context.close()
    return pictures


def _with_fonts(route: Route) -> None:
    """The stylesheet with fonts that are waited for: readers may get a page without, tests not."""
    answer = route.fetch()
    css = answer.text().replace("font-display: optional", "font-display: block")
    route.fulfill(response=answer, body=css)


def difference(old: Image.Image, new: Image.Image) -> tuple[float, Image.Image]:
    """The share of blocks that differ, and a picture of where."""
    if old.size != new.size:
        return 1.0, new
    one, other = (_blocks(p) for p in (old, new))
    apart = ImageChops.lighter(_outside(one, other), _outside(other, one))
    noticed = apart.point(lambda value: 255 if value > _NOTICED else 0)
    share = noticed.histogram()[255] / (noticed.width * noticed.height)
    return share, noticed.resize(new.size, Image.Resampling.NEAREST)


def _blocks(picture: Image.Image) -> Image.Image:
    size = (picture.width // _BLOCK, picture.height // _BLOCK)
    return picture.resize(size, Image.Resampling.BOX)


def _outside(picture: Image.Image, other: Image.Image) -> Image.Image:
    """How far each block lies outside what the same place and its neighbours show elsewhere."""
    lowest, highest = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    below = ImageChops.subtract(lowest, picture)
    above = ImageChops.subtract(picture, highest)
    return ImageChops.lighter(below, above)


def show(name: str, old: Image.Image, new: Image.Image, where: Image.Image) -> Path:
    """Write reference, present and difference side by side, to be looked at."""
    height = max(old.height, new.height)
    sheet = Image.new("L", (old.width + new.width + where.width, height), 128)
    for offset, picture in ((0, old), (old.width, new), (old.width + new.width, where)):
        sheet.paste(picture, (offset, 0))
    SHOWN.mkdir(parents=True, exist_ok=True)
    target = SHOWN / f"{name}.png"
    sheet.save(target)
    return target


def accept(browser: Browser, root: str) -> int:
    """Make the present pictures the reference; their size in bytes."""
    shutil.rmtree(REFERENCE, ignore_errors=True)
    for label, mode in MODES.items():
        (REFERENCE / label).mkdir(parents=True)
        for name, picture in take(browser, root, mode, SHOT).items():
            picture.quantize(24).save(REFERENCE / label / f"{name}.png", optimize=True)
    return sum(p.stat().st_size for p in REFERENCE.rglob("*.png"))


def main() -> int:
    """Build the starter, unless a built site is named, and accept how it looks."""
    parser = argparse.ArgumentParser(description="Accept how the pages look now.")
    parser.add_argument("--site", type=Path, help="a built site; the starter is built otherwise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        site = options.site or built(Path(scratch) / "site")
        with served(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--font-render-hinting=none"]
            )
            size = accept(browser, root)
            browser.close()
    count = len(SHOT) * len(MODES)
    print(f"Accepted: {count} pictures, {size // 1000} kB, in {REFERENCE}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
