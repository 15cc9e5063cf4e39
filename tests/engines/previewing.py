"""A preview in a process of its own, for the tests that watch it."""

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
        if sys.platform == "win32":  # which sends no signals
            process.terminate()
        else:
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
