"""Renders every page type to PNG, on phone, laptop and paper, in light and dark.

    python tests/browser/gallery.py [--site DIR] [--out DIR] [--first-screen] [PAGE ...]

The pictures go to `.referable/gallery`, one folder for each mode, to be looked at by a person.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "home": "",
    "conditions": "specialties/",
    "condition": "specialties/low-back-pain/",
    "clinicians": "clinicians/",
    "library": "evidence/",
    "evidence": "evidence/low-back-pain/",
    "study": "evidence/studies/cherkin2011massage/",
    "review": "evidence/studies/furlan2015backpain/",
    "guideline": "evidence/studies/qaseem2017acp/",
    "team": "about/team/",
    "about": "about/",
    "insurance": "insurance-and-fees/",
    "contact": "contact/",
    "first-visit": "first-visit/",
    "safety": "safety/",
    "not-found": "404.html",
}
_TEXT = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})
SCREENS = {"phone": (390, 844, 2), "laptop": (1366, 768, 1), "narrow": (320, 640, 2)}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends text compressed, as the usual hosts do."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        target = Path(self.translate_path(self.path))
        if target.is_dir():
            target /= "index.html"
        if target.suffix not in _TEXT or not target.is_file():
            return super().send_head()
        body = gzip.compress(target.read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(target)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # its parent's name
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and give its address, which ends with a slash."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chromium() -> str | None:
    """Path of a Chromium on this machine."""
    named = os.environ.get("REFERABLE_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


def built(folder: Path) -> Path:
    """The starter, built with MkDocs into a folder."""
    from referable.diagnostics import Diagnostics
    from referable.engines import mkdocs_runner

    problems = Diagnostics()
    mkdocs_runner.build(mkdocs_runner.load(ROOT, problems), folder, problems)
    return folder


def render(browser: Browser, root: str, out: Path, pages: dict[str, str], *, whole: bool) -> None:
    """Take every picture."""
    for screen, (width, height, scale) in SCREENS.items():
        for scheme in ("light", "dark"):
            if screen == "narrow" and scheme == "dark":
                continue
            context = browser.new_context(
                viewport={"width": width, "height": height},
                device_scale_factor=scale,
                color_scheme=scheme,
                has_touch=screen != "laptop",
                reduced_motion="reduce",
            )
            page = context.new_page()
            folder = out / f"{screen}-{scheme}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, path in pages.items():
                page.goto(root + path, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}.png", full_page=whole)
            context.close()
    paper = browser.new_context(color_scheme="light")
    page = paper.new_page()
    (out / "print").mkdir(parents=True, exist_ok=True)
    for name, path in pages.items():
        page.goto(root + path, wait_until="networkidle")
        page.pdf(path=out / "print" / f"{name}.pdf", format="Letter", prefer_css_page_size=True)
    paper.close()


def main() -> int:
    """Build the starter, unless a built site is named, and take the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of every page type, for review.")
    parser.add_argument("pages", nargs="*", choices=[*PAGES, []], help="all unless named")
    parser.add_argument("--site", type=Path, help="a built site; the starter is built otherwise")
    parser.add_argument("--out", type=Path, default=ROOT / ".referable" / "gallery")
    parser.add_argument("--first-screen", action="store_true", help="only what shows unscrolled")
    options = parser.parse_args()
    wanted = {name: PAGES[name] for name in options.pages or PAGES}
    with tempfile.TemporaryDirectory() as scratch:
        site = options.site or built(Path(scratch) / "site")
        with served(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            render(browser, root, options.out, wanted, whole=not options.first_screen)
            browser.close()
    print(f"Pictures in {options.out}")  # noqa: T201 # a command's answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
