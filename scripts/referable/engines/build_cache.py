"""What builds keep for the next one: texts by the digest of everything they were made from."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referable.project import Project

__all__ = ["BuildCache", "build_cache"]

_KEPT_DAYS = 7  # a preview and a build take turns, each with keys of its own
_CHUNK = 500  # fewer than the parameters that SQLite takes in one statement


def build_cache(project: Project) -> BuildCache:
    """The cache of a project's builds."""
    return BuildCache(project.root / project.settings.cache / "build.sqlite", project.today)


class BuildCache:
    """Texts in one SQLite file, by key.

    A file that is missing, broken, locked or cannot be written counts as empty; everything is
    made again then.

    Args:
        file: Where it is kept.
        today: The date of the run; what no run has asked for in a week is forgotten.
    """

    def __init__(self, file: Path, today: dt.date) -> None:
        self._file = file
        self._today = today.toordinal()
        self._reading: sqlite3.Connection | None = None

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are kept. No connection stays open, so a process may be copied."""
        if not self._file.exists():
            return set()
        wanted = list(dict.fromkeys(keys))
        found: set[str] = set()
        with suppress(sqlite3.Error), closing(self._connect()) as connection:
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                marks = ",".join("?" * len(chunk))
                rows = connection.execute(f"SELECT key FROM kept WHERE key IN ({marks})", chunk)  # noqa: S608 # only question marks
                found.update(key for (key,) in rows)
        return found

    def get(self, key: str) -> str | None:
        """One text, or None. A connection stays open until `close`."""
        try:
            if self._reading is None:
                if not self._file.exists():
                    return None
                self._reading = self._connect()
            row = self._reading.execute("SELECT text FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return None if row is None else str(row[0])

    def close(self) -> None:
        """End reading."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def put(self, made: Mapping[str, str], used: Iterable[str] = ()) -> None:
        """Keep new texts, note which old ones were used, and forget what nobody uses."""
        self.close()
        try:
            try:
                self._write(made, used)
            except sqlite3.OperationalError:  # locked, or a folder that cannot be written to
                return
            except sqlite3.DatabaseError:  # no database: begin a new one
                self._file.unlink(missing_ok=True)
                self._write(made, used)
        except (OSError, sqlite3.Error):
            return

    def _write(self, made: Mapping[str, str], used: Iterable[str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        day = self._today
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS kept"
                " (key TEXT PRIMARY KEY, text TEXT NOT NULL, day INTEGER NOT NULL)"
            )
            connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                ((key, text, day) for key, text in made.items()),
            )
            connection.executemany(
                "UPDATE kept SET day = ? WHERE key = ? AND day <> ?",
                ((day, key, day) for key in used),
            )
            connection.execute("DELETE FROM kept WHERE day < ?", (day - _KEPT_DAYS,))

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=0.5)
        connection.execute("PRAGMA synchronous = OFF")  # what a crash loses is made again
        return connection
