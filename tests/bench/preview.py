"""Measures the preview: from the save of a file to the new page, on the starter and 300 pages."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import Size, write_site

__all__ = ["measure"]

_ROOT = Path(__file__).resolve().parents[2]
_STARTER = ("docs", "research", "overrides", "practice.yml", "photos.yml", "mkdocs.yml")
_ROUNDS = 5
_PATIENCE = 60.0  # seconds
# What is edited in the starter, what is replaced there by what, and the page that shows it.
_EDITS = (
    ("docs/specialties/migraine.md", "\n\n", "\n\n{} ", "specialties/migraine/"),
    ("practice.yml", "tagline: ", "tagline: {} ", "./"),
    (
        "research/synopses/furlan2015backpain.md",
        "\n---\n\n",
        "\n---\n\n{} ",
        "evidence/studies/furlan2015backpain/",
    ),
    (
        "research/library.bib",
        "{Massage for low-back pain}",
        "{{{} Massage for low-back pain}}",
        "evidence/studies/furlan2015backpain/",
    ),
    ("overrides/partials/rf-footer.html", "</footer>", "<!-- {} --></footer>", "./"),
)


def measure() -> dict[str, float]:
    """Median seconds for each kind of edit."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "starter")
        root.mkdir()
        for name in _STARTER:
            source = _ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            elif source.exists():
                shutil.copyfile(source, root / name)
        with _preview(root) as address:
            for path, old, new, page in _EDITS:
                found[f"{path} s"] = _median(root / path, old, new, address + page)
        site = Path(folder, "pages")
        write_site("referable", Size(300, 1_000, 12), site)
        page = sorted((site / "docs").rglob("*.md"))[100]
        where = page.relative_to(site / "docs").with_suffix("").as_posix()
        with _preview(site) as address:
            found["a page of 300 s"] = _median(page, "\n\n", "\n\n{} ", f"{address}{where}/")
    return found


def _median(file: Path, old: str, new: str, address: str) -> float:
    times = []
    before = file.read_text(encoding="utf-8")
    for number in range(_ROUNDS):
        mark = f"edit-{number}-{os.getpid()}"
        text = before.replace(old, new.format(mark), 1)
        if text == before:
            raise LookupError(f"{old!r} is not in {file}")
        start = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        _wait_for(address, mark)
        times.append(time.perf_counter() - start)
        time.sleep(0.5)
    file.write_text(before, encoding="utf-8")
    time.sleep(2)
    return round(statistics.median(times), 2)


def _wait_for(address: str, text: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.01)
    raise TimeoutError(f"{text!r} never came at {address}")


@contextmanager
def _preview(root: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "referable", "serve", "--no-open", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", "<html")
        time.sleep(15)  # the first whole check
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)
