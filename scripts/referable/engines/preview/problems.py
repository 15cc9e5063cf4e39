"""What the preview knows is wrong, and which pages it concerns."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from referable.diagnostics import Diagnostic
from referable.rules import Severity

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["ProblemBoard", "pages_by_source", "read_check"]


class ProblemBoard:
    """The problems that the preview shows, for the terminal and for every open page.

    A build finds some at once; the whole check, which looks at every text, file and photo, takes
    a little longer. What it found stays on the board until it has looked again, except for files
    that have changed since.

    Attributes:
        version: Rises with each change of the board.
    """

    def __init__(self) -> None:
        self.version = 1
        self._changed = threading.Condition()
        self._pages: dict[str, tuple[str, ...]] = {}
        self._built: tuple[Diagnostic, ...] = ()
        self._found_by_builds: set[tuple[str, int, int, str, str]] = set()
        self._checked: tuple[Diagnostic, ...] = ()
        self._failure = ""
        self._checking = True

    def after_build(
        self,
        problems: Iterable[Diagnostic],
        pages: dict[str, tuple[str, ...]],
        edited: Iterable[str],
    ) -> None:
        """Put up what a build found.

        Args:
            problems: What it reported.
            pages: For each source file, the addresses of the pages it makes.
            edited: Files that have changed since the last whole check.
        """
        forgotten = set(edited)
        with self._changed:
            # What builds find, this one would have found again.
            self._checked = tuple(
                d
                for d in self._checked
                if d.path not in forgotten and d.sort_key() not in self._found_by_builds
            )
            self._built = tuple(problems)
            self._found_by_builds = {d.sort_key() for d in self._built}
            # A synopsis that cannot be read has lost its page, which somebody may have open.
            self._pages, self._failure, self._checking = {**self._pages, **pages}, "", True
            self._announce()

    def after_failure(self, message: str) -> None:
        """Put up why there is no new build; the old pages stay."""
        with self._changed:
            self._failure, self._checking = message, False
            self._announce()

    def after_check(self, problems: Iterable[Diagnostic] | None) -> None:
        """Put up what the whole check found; None when it could not be run."""
        with self._changed:
            if problems is not None:
                self._checked, self._built = tuple(problems), ()
            self._checking = False
            self._announce()

    @property
    def problems(self) -> list[Diagnostic]:
        """All problems on the board but notes, in order."""
        # A check tells its problems as JSON, which says the same without how long the place is.
        found = {d.sort_key(): d for d in (*self._checked, *self._built)}
        kept = (d for d in found.values() if d.severity is not Severity.NOTE)
        return sorted(kept, key=Diagnostic.sort_key)

    def wait(self, version: int, seconds: float) -> None:
        """Wait until the board is newer than a version, but not for ever."""
        with self._changed:
            self._changed.wait_for(lambda: self.version > version, timeout=seconds)

    def for_page(self, address: str) -> dict[str, Any]:
        """What the panel of a page shows, as plain values.

        Args:
            address: The page's address relative to the site, as MkDocs gives it (`a/b/`).
        """
        here: list[dict[str, Any]] = []
        elsewhere: list[dict[str, Any]] = []
        for problem in self.problems:
            on_page = address in self._pages.get(problem.path, ())
            (here if on_page else elsewhere).append(_plain(problem))
        return {
            "version": self.version,
            "failure": self._failure,
            "checking": self._checking,
            "here": here,
            "elsewhere": elsewhere,
        }

    def _announce(self) -> None:
        self.version += 1
        self._changed.notify_all()


def _plain(problem: Diagnostic) -> dict[str, Any]:
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "why": problem.reason,
        "fix": problem.fix,
    }


def pages_by_source(session: Session) -> dict[str, tuple[str, ...]]:
    """For each source file, the addresses of the pages made of it and of little else."""
    settings = session.project.settings
    shared = {settings.library, settings.conditions, settings.practice}
    found: dict[str, list[str]] = {}
    for page in session.pages.values():
        for path in {origin.path for origin in page.origins} - shared:
            found.setdefault(path, []).append(session.links.url(page.path))
    return {path: tuple(addresses) for path, addresses in found.items()}


def read_check(output: str, status: int) -> tuple[Diagnostic, ...] | None:
    """The problems in what `referable check --format json` printed.

    Args:
        output: What it printed.
        status: Its exit status.

    Returns:
        None when it did not come to an end: it says 1 only with a problem to show for it.
    """
    found = []
    try:
        for line in output.splitlines():
            row = json.loads(line)
            found.append(
                Diagnostic(
                    row["code"],
                    row["message"],
                    row["path"],
                    row["line"],
                    row["column"],
                    row["fix"],
                    override=Severity(row["severity"]),
                )
            )
    except (ValueError, KeyError, TypeError):
        return None
    finished = status == 0 or (status == 1 and found)
    return tuple(found) if finished else None
