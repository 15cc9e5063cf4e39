"""Makes downloads and pictures beside a build, and puts them into the finished site.

They are kept in the cache by their content. When nothing they show has changed, no process is
started and nothing is set; the files are copied.
"""

from __future__ import annotations

import filecmp
import json
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from referable.diagnostics import Diagnostic
from referable.forking import let_wait
from referable.rules import Severity
from referable.sharing.job import describe_job, fingerprint, practice_is_whole
from referable.sharing.offers import FOLDER as DOWNLOADS
from referable.sharing.offers import size_in_words
from referable.sharing.tags import image_path

if TYPE_CHECKING:
    from referable.compiler.session import Session
    from referable.diagnostics import Diagnostics

__all__ = ["Publication", "begin"]

STATE = "state.json"
_RUNNING: dict[Path, subprocess.Popen[bytes]] = {}
_SIZE = re.compile(r'<span class="rf-size" data-file="([^"]+)">([^<]*)</span>')


def begin(
    session: Session, site_url: str, site_description: str = "", *, preview: bool = False
) -> Publication | None:
    """Start on what a site offers beside its pages; None when it offers nothing.

    Args:
        session: A session whose pages are complete.
        site_url: The site's address, or an empty string.
        site_description: What stands for a page that has no description.
        preview: Whether this is a preview, which shows no pictures for posts and waits for
            nothing that an earlier state can stand in for.
    """
    if not practice_is_whole(session.project):
        return None
    job = describe_job(session, site_url, site_description, images=not preview)
    if not (job.packet or job.images):
        return None
    # A preview's state must not undo a build's.
    name = "preview" if preview else "sharing"
    folder = session.project.root / session.project.settings.cache / name
    mark = fingerprint(job, session.project.digests)
    state = _read_state(folder)
    wait = not preview or state is None
    publication = Publication(session, folder, wait=wait)
    if state is None or state["fingerprint"] != mark or not _is_complete(state, folder):
        running = _RUNNING.get(folder)
        if running is None or running.poll() is not None:  # a preview may still be at the last one
            publication.make(json.dumps({"job": job.to_json(), "fingerprint": mark}))
    return publication


class Publication:
    """The files that go into a site beside its pages.

    Attributes:
        published: The paths that `publish` has written, below the site's root.
    """

    def __init__(self, session: Session, folder: Path, *, wait: bool) -> None:
        self.published: set[str] = set()
        self._session = session
        self._folder = folder
        self._wait = wait
        self._process: subprocess.Popen[bytes] | None = None
        self._later = ""

    def make(self, told: str) -> None:
        """Have it all made: beside the build that waits for it, or else after the build."""
        if self._wait:
            self._process = _RUNNING[self._folder] = _start(self._folder, told)
        else:
            self._later = told

    def publish(self, site_dir: Path) -> None:
        """Wait for what is being made, put it into the site, and report what was found.

        A file of the same name that the therapist put into `docs/` is left as it is.
        """
        diagnostics = self._session.project.diagnostics
        if self._process is not None:
            self._await(self._process, diagnostics)
        elif self._later:
            process = _RUNNING[self._folder] = _start(self._folder, self._later)
            let_wait(process)
        state = _read_state(self._folder)
        if state is None:
            return
        for row in state["diagnostics"]:
            override = Severity(row["override"]) if row["override"] else None
            diagnostics.add(Diagnostic(**{**row, "override": override}))
        for file in state["packet"]:
            self._put(self._folder / "packet" / file, f"{DOWNLOADS}/{file}", site_dir)
        for page, stamp in state["images"].items():
            self._put(self._folder / "social" / f"{stamp}.png", image_path(page), site_dir)
        if state["packet"]:
            self._tell_sizes(site_dir)

    def stop(self) -> None:
        """End what is going on, when the build has failed."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _await(self, process: subprocess.Popen[bytes], diagnostics: Diagnostics) -> None:
        _, said = process.communicate()
        self._process = None
        if process.returncode:
            last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
            diagnostics.report(
                "sharing-failed",
                f"Downloads and pictures for posts could not be made: {last or 'no reason given'}",
                fix="Run `referable packet` to see more, or set `packet: false` and "
                "`social_images: false` under the plugin in mkdocs.yml.",
            )

    def _put(self, source: Path, path: str, site_dir: Path) -> None:
        target = site_dir / path
        project = self._session.project
        if (project.root / self._session.docs_dir / path).exists() or not source.exists():
            return
        if target.exists() and filecmp.cmp(source, target, shallow=False):
            return  # a preview has it from the last time
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        self.published.add(path)

    def _tell_sizes(self, site_dir: Path) -> None:
        """Write each file's size beside its link, now that there is a file."""

        def told(match: re.Match[str]) -> str:
            file = site_dir / DOWNLOADS / unquote(match[1])
            size = f", {size_in_words(file.stat().st_size)}" if file.is_file() else ""
            return f'<span class="rf-size">{match[2]}{escape(size)}</span>'

        for page in self._session.pages.values():
            if page.generated or "packet" not in page.body:
                continue
            file = site_dir / _html_path(self._session.links.url(page.path))
            try:
                text = file.read_text(encoding="utf-8")
            except OSError:
                continue
            with_sizes = _SIZE.sub(told, text)
            if with_sizes != text:
                file.write_text(with_sizes, encoding="utf-8", newline="\n")


def _html_path(url: str) -> str:
    return unquote(url + "index.html" if url.endswith("/") or not url else url)


def _start(folder: Path, told: str) -> subprocess.Popen[bytes]:
    """A process of its own rather than a copy of this one, which may have threads."""
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "referable.sharing.worker", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(told.encode())
    process.stdin.close()
    process.stdin = None
    return process


def _read_state(folder: Path) -> dict[str, Any] | None:
    """What the folder holds; an unreadable state counts as none."""
    try:
        state = json.loads((folder / STATE).read_bytes())
        if {"fingerprint", "packet", "images", "diagnostics"} <= state.keys():
            found: dict[str, Any] = state
            return found
    except (OSError, ValueError, AttributeError):
        pass
    return None


def _is_complete(state: dict[str, Any], folder: Path) -> bool:
    """Whether every file is there, in case somebody has emptied a part of the cache."""
    return all((folder / "packet" / file).is_file() for file in state["packet"]) and all(
        (folder / "social" / f"{stamp}.png").is_file() for stamp in state["images"].values()
    )
