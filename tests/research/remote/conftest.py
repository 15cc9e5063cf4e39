"""Fixtures: the loopback server, a small project, and services that ask the server."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_registers import ROOT, LoopbackServer, Registers, connect, handler_of

from referable.project import Project
from referable.research.remote.http import Policy
from referable.research.remote.services import Services


@pytest.fixture
def registers() -> Iterator[Registers]:
    script = Registers()
    server = LoopbackServer(("127.0.0.1", 0), handler_of(script))
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield script
    script.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxy must not stand between a test and loopback."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def policy() -> Policy:
    return Policy(contact="office@example.org", timeout=5, tries=3, backoff=0, interval=0)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "research/synopses").mkdir(parents=True)
    shutil.copy(ROOT / "research/conditions.yml", tmp_path / "research/conditions.yml")
    return Project(tmp_path)


@pytest.fixture
def services(registers: Registers, project: Project, policy: Policy) -> Services:
    return connect(registers, project, policy)
