"""The live preview follows edits and survives broken files."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def preview(root: Path) -> Iterator[str]:
    """A preview of a site on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "referable", "serve", "--no-open", "--port", str(port)]
    log = (root / "serve.log").open("w")
    process = subprocess.Popen(command, cwd=root, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        log.close()


def wait_for(address: str, text: str, seconds: float = 60) -> str:
    """The page once it holds a text."""
    deadline = time.monotonic() + seconds
    page = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""
        if text in page:
            return page
        time.sleep(0.05)
    raise AssertionError(f"{text!r} never came; last page: {page[:300]!r}")


@pytest.mark.slow
def test_preview_follows_edits_and_survives_broken_files(make_site):
    """An edit shows; a broken page, library and facts are reported; mending them shows again."""
    root = make_site({"docs/index.md": "# T\n\nFirst words [@smith2019].\n"})
    page, library = root / "docs/index.md", root / "research/library.bib"
    with preview(root) as address:
        wait_for(address, "First words")
        page.write_text("# T\n\nSecond words [@smith2019].\n")
        wait_for(address, "Second words")
        page.write_text("---\ntitle: [\n---\n# T\n\nThird words [@nobody].\n")
        wait_for(address, "Third words")
        good = library.read_text(encoding="utf-8")
        library.write_text("@article{broken, title = {Never closed\n\n" + good, encoding="utf-8")
        page.write_text("# T\n\nFourth words [@smith2019].\n")
        wait_for(address, "Fourth words")
        # An editor that saves by renaming a new file over the old one.
        beside = root / "docs/.index.md.tmp"
        beside.write_text("# T\n\nFifth words [@vandenberg2020].\n")
        beside.replace(page)
        wait_for(address, "Fifth words")
    log = (root / "serve.log").read_text()
    assert "Traceback" not in log
    assert "citation-unknown" in log
    assert "bib-syntax" in log
