"""The preview's web server: MkDocs's own, which also follows the disk and tells of problems."""

from __future__ import annotations

import json
import sys
import threading
import urllib.parse
import webbrowser
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from referable.engines.preview.problems import ProblemBoard

__all__ = ["ABOUT", "PreviewServer"]

_OURS = "-/referable/"
ABOUT = f"{_OURS}about.json"
_WAIT = 25.0  # seconds that a page's question for news stays open
_NOT_EDITS = frozenset({"opened", "closed_no_write"})
# What editors and synchronised folders write beside a file that is being saved.
_PASSING = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload", ".log")


class PreviewServer(LiveReloadServer):
    """Serves a built site, reloads pages when it is built anew, and answers for its problems.

    Args:
        builder: Builds the site; it never raises.
        address: Host and port to listen at.
        site: The built site's folder.
        mount_path: The path of the site's address.
        project: The folder of the sources.
        board: The problems.

    Raises:
        OSError: The port is taken.
    """

    # Windows would let two previews listen at one port, and show either.
    allow_reuse_address = sys.platform != "win32"

    def __init__(
        self,
        builder: Callable[[], None],
        address: tuple[str, int],
        *,
        site: Path,
        mount_path: str,
        project: Path,
        board: ProblemBoard,
    ) -> None:
        super().__init__(builder, *address, str(site), mount_path)
        self.project = project
        self.board = board
        self.build_delay = 0.05  # seconds without a further change before a build begins
        self.observer: Any = Observer()
        self._edits: set[str] = set()
        self._edits_lock = threading.Lock()
        self.error_handler = self._error_page
        try:
            self.server_bind()
            self.server_activate()
        except OSError:
            self.server_close()
            raise

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Follow a folder, or the folder of a file: editors replace files when they save them."""
        del func
        watched = Path(path).resolve()
        if watched.is_file():
            watched, recursive = watched.parent, False
        if not watched.is_dir() or str(watched) in self._watched_paths:
            return
        self._watched_paths[str(watched)] = 1
        self.observer.schedule(_Edits(self._note), str(watched), recursive=recursive)

    def take_edits(self) -> list[str]:
        """Files that have changed since this was last asked, relative to the project."""
        with self._edits_lock:
            edits, self._edits = self._edits, set()
        found = []
        for edit in sorted(edits):
            path = Path(edit).resolve()
            if path.is_relative_to(self.project):
                found.append(path.relative_to(self.project).as_posix())
        return found

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Answer and follow until interrupted."""
        try:
            self.observer.start()
        except OSError:  # no more watches to be had, or a network drive
            self.observer = self._polling()
            self.observer.start()
        self.serve_thread.start()
        if open_in_browser:
            webbrowser.open(self.url)
        self._build_loop()  # type: ignore[no-untyped-call]

    def _polling(self) -> Any:
        observer = PollingObserver(timeout=0.5)
        for path in self._watched_paths:
            recursive = Path(path) != self.project
            observer.schedule(_Edits(self._note), path, recursive=recursive)
        return observer

    def _note(self, paths: Iterable[str]) -> None:
        with self._edits_lock:
            self._edits.update(paths)
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        ours = f"{self.mount_path}{_OURS}"
        if not path.startswith(ours):
            return super()._serve_request(environ, start_response)
        name = path.removeprefix(ours)
        if name == "panel.js":
            kind = "text/javascript; charset=utf-8"
            body = files("referable.engines.preview").joinpath("panel.js").read_bytes()
        elif name in {"problems.json", "about.json"}:
            kind = "application/json"
            asked = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""))
            answer = self._problems(asked) if name == "problems.json" else self._about()
            body = json.dumps(answer).encode()
        else:
            return None
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [body]

    def _about(self) -> dict[str, Any]:
        return {"project": str(self.project), "url": self.url}

    def _problems(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        version = asked.get("version", ["0"])[0]
        if version.isdecimal():
            self.board.wait(int(version), _WAIT)
        page = asked.get("page", [""])[0].removeprefix(self.mount_path)
        return self.board.for_page(page.removesuffix("index.html"))

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        mount = self.mount_path
        panel = f'<script src="{mount}{_OURS}panel.js" data-mount="{mount}"></script>'
        at = content.rfind(b"</body>")
        at = len(content) if at < 0 else at
        content = content[:at] + panel.encode() + content[at:]
        injected: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return injected

    def _error_page(self, code: int) -> bytes | None:
        """The site's own page for an address that leads nowhere, or ours before there is one."""
        file = Path(self.root) / f"{code}.html"
        page = file.read_bytes() if file.is_file() else _NOTHING_YET
        return self._inject_js_into_html(page, self._visible_epoch)


class _Edits(FileSystemEventHandler):
    """Tells of files that were written, made, moved or removed."""

    def __init__(self, note: Callable[[Iterable[str]], None]) -> None:
        self._note = note

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _NOT_EDITS or (
            event.is_directory and event.event_type not in {"moved", "deleted"}
        ):
            return
        paths = [str(p) for p in (event.src_path, event.dest_path) if p]
        edited = [p for p in paths if not _is_passing(Path(p).name)]
        if edited:
            self._note(edited)


def _is_passing(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith(_PASSING)


_NOTHING_YET = (
    b"<!doctype html><html lang=en><head><meta charset=utf-8><title>Preview</title></head>"
    b'<body style="font:1.1rem/1.6 system-ui;margin:3rem auto;max-width:40rem;padding:0 1rem">'
    b"<h1>This page is not there (yet)</h1><p>It appears as soon as it can be built.</p>"
    b"</body></html>"
)
