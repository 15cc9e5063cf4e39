"""Runs the preview: builds after each edit, checks after each build, and says how it went."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from referable.diagnostics import Diagnostic, Diagnostics, ReferableError
from referable.engines import mkdocs_runner
from referable.engines.preview.changed import ChangedPages, Memory
from referable.engines.preview.problems import ProblemBoard, pages_by_source, read_check
from referable.engines.preview.server import ABOUT, PreviewServer
from referable.forking import let_wait
from referable.mishap import told_mishap
from referable.printers import format_text

__all__ = ["serve"]

_HOST = "127.0.0.1"
_USUAL_PORT = 8000
_PORTS = 20  # free ports looked for, from the usual one


def serve(
    root: Path, *, port: int | None = None, open_browser: bool = True, colour: bool = False
) -> None:
    """Show a site on this computer until interrupted.

    Args:
        root: The project's folder.
        port: The port to use; None for the usual one, or the next that is free.
        open_browser: Whether to open the site in a web browser.
        colour: Whether the terminal shows colours.

    Raises:
        ReferableError: `mkdocs.yml` cannot be used, or the port is taken.
    """
    logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)  # we tell what matters
    config = mkdocs_runner.load(root, Diagnostics())
    mount = urlsplit(config.site_url or "/").path or "/"
    # Windows removes no file that is still being sent.
    with tempfile.TemporaryDirectory(prefix="referable-", ignore_cleanup_errors=True) as folder:
        preview = _Preview(root, Path(folder), colour=colour)
        server = _bound(preview, port, mount)
        if isinstance(server, str):
            click.echo(f"This site's preview is already running: {server}")
            if open_browser:
                click.launch(server)
            return
        preview.server = server
        _stop_kindly()
        click.echo("Building the preview …")
        preview.build()
        for path in (config.docs_dir, config.theme.custom_dir, *config.watch):
            if path:
                server.watch(path)
        plugin = mkdocs_runner.plugin_of(config)
        for source in plugin.open_project(config).source_paths():
            server.watch(str(root / source))
        server.watch(str(root), recursive=False)
        click.echo(f"Preview: {server.url}   (every edit shows by itself; Ctrl+C stops)")
        try:
            server.serve(open_in_browser=open_browser)
        except KeyboardInterrupt:
            click.echo("\nStopped.")
        finally:
            preview.stop()
            server.shutdown()


def _stop_kindly() -> None:
    """Let a closed terminal or a wish to end be as Ctrl+C, so that nothing is left behind."""

    def interrupt(number: int, frame: object) -> None:
        del number, frame
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):  # not every system has them all
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), interrupt)


class _Preview:
    """One preview: what it has built, and what it has said."""

    def __init__(self, root: Path, site: Path, *, colour: bool) -> None:
        self.root = root
        self.site = site
        self.board = ProblemBoard()
        self.server: PreviewServer | None = None
        self._colour = colour
        self._memory = Memory()
        self._check: _Check | None = None
        self._unchecked: set[str] = set()
        self._told: Counter[tuple[str, str, str]] = Counter()

    def build(self) -> None:
        """Build after an edit; whatever is wrong is told, and the old pages stay."""
        assert self.server is not None
        edits = self.server.take_edits()
        self.stop()
        started = time.perf_counter()
        diagnostics = Diagnostics()
        if "mkdocs.yml" in edits:
            self._memory = Memory()
        try:
            session = self._build(diagnostics)
        except ReferableError as error:
            self._fail(" ".join(filter(None, (str(error), error.tip))))
            return
        except Exception as error:  # noqa: BLE001 # a preview goes on, whatever happens
            self._fail(f"{told_mishap(error)} Undo your last change.")
            return
        self._unchecked.update(edits)
        self.board.after_build(diagnostics.sorted(), pages_by_source(session), self._unchecked)
        self._tell()
        if edits:
            what = edits[0] if len(edits) == 1 else f"{edits[0]} and {len(edits) - 1} more"
            self._say(f"{what}: shown after {time.perf_counter() - started:.1f} s")
        self._check = _Check(self.root, self._checked)

    def stop(self) -> None:
        """End a check that is under way."""
        if self._check is not None:
            self._check.stop()
            self._check = None

    def _build(self, diagnostics: Diagnostics) -> Any:
        assert self.server is not None
        again = bool(self._memory.shown)
        memory, self._memory = self._memory, Memory()  # forgotten should the build fail
        config = mkdocs_runner.load(self.root, diagnostics, site_dir=str(self.site))
        config.site_url = self.server.url
        plugin = mkdocs_runner.plugin_of(config)
        config.plugins["referable/preview"] = ChangedPages(memory, plugin.open_session)
        session = mkdocs_runner.build(
            config, self.site, diagnostics, preview=self.server.url, dirty=again
        )
        self._memory = memory
        return session

    def _checked(self, problems: tuple[Diagnostic, ...] | None) -> None:
        self.board.after_check(problems)
        if problems is not None:
            self._unchecked.clear()
        self._tell()

    def _fail(self, message: str) -> None:
        self.board.after_failure(message)
        self._say(f"{message} The preview shows the last good version.")

    def _tell(self) -> None:
        """Print what is new since the last time, and what has gone."""
        problems = self.board.problems
        now = Counter(_identity(d) for d in problems)
        new, gone = now - self._told, self._told - now
        fresh = []
        for problem in problems:
            if new[_identity(problem)] > 0:
                new[_identity(problem)] -= 1
                fresh.append(problem)
        if fresh:
            click.echo("\n" + format_text(fresh, self.root, colour=self._colour))
        # A file that cannot be read hides what else is wrong in it; that is not mended.
        hidden = {d.path for d in problems if d.code == "yaml-syntax"}
        mended = sum(count for (_, path, _), count in gone.items() if path not in hidden)
        if mended:
            self._say(f"mended: {mended}")
        if fresh or gone:
            count = len(problems)
            left = "1 problem" if count == 1 else f"{count or 'No'} problems"
            self._say(f"{left} left{'; each is shown on its page, too.' if count else '.'}")
        self._told = now

    @staticmethod
    def _say(message: str) -> None:
        click.echo(f"{time.strftime('%H:%M:%S')}  {message}")


class _Check:
    """One run of `referable check`, in a process of its own.

    Args:
        root: The project's folder.
        done: Called with what it found, unless it was stopped; None when it could not be run.
    """

    def __init__(self, root: Path, done: Callable[[tuple[Diagnostic, ...] | None], None]) -> None:
        self._stopped = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "referable", "check", "--format", "json", "-C", str(root)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        let_wait(self._process)
        self._done = done
        self._lock = threading.Lock()
        threading.Thread(target=self._wait, daemon=True).start()

    def stop(self) -> None:
        """End it; nothing is reported any more."""
        with self._lock:
            self._stopped = True
        self._process.kill()

    def _wait(self) -> None:
        output, _ = self._process.communicate()
        with self._lock:
            if not self._stopped:
                self._done(read_check(output, self._process.returncode))


def _bound(preview: _Preview, port: int | None, mount: str) -> PreviewServer | str:
    """A server at the port asked for, or at the first free one.

    Where a preview of this very folder listens already, its address. Only ports that are taken are
    asked: Windows lets one wait for an answer where nobody listens.
    """
    for candidate in _candidates(port):
        try:
            server = PreviewServer(
                preview.build,
                (_HOST, candidate),
                site=preview.site,
                mount_path=mount,
                project=preview.root,
                board=preview.board,
            )
        except OSError:
            running = _already_running(preview.root, candidate, mount)
            if running:
                return running
            continue
        if port is None and candidate != _USUAL_PORT:
            click.echo(f"Another program uses port {_USUAL_PORT}; this preview uses {candidate}.")
        return server
    raise ReferableError(
        f"Another program uses port {port or _USUAL_PORT}.",
        f"Stop it, or choose another: referable serve --port {(port or _USUAL_PORT) + 1}",
    )


def _candidates(port: int | None) -> list[int]:
    return [port] if port else list(range(_USUAL_PORT, _USUAL_PORT + _PORTS))


def _already_running(root: Path, port: int, mount: str) -> str:
    """The address of a preview of this very folder at the port, or an empty string."""
    address = f"http://{_HOST}:{port}{mount.rstrip('/')}/"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
    try:
        with opener.open(address + ABOUT, timeout=1) as answer:
            about = json.load(answer)
    except (OSError, ValueError):
        return ""
    return address if isinstance(about, dict) and about.get("project") == str(root) else ""


def _identity(problem: Diagnostic) -> tuple[str, str, str]:
    return (problem.code, problem.path, problem.message)
