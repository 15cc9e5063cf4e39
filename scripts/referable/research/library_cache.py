"""The library as it was read last time, found again by the bytes of its file."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.diagnostics import Diagnostic
from referable.research.entries import Entry
from referable.research.fingerprint import code_fingerprint
from referable.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["LibraryCache"]

_CHUNK = 500  # entries on one line: never the whole library twice in memory
_RESEARCH = Path(__file__).parent
_SOURCES = (
    *("bibtex.py", "bibfaults.py", "lending.py", "library.py", "library_cache.py"),
    *("entries.py", "latex.py", "names.py"),
)


class LibraryCache:
    """One file with the entries of the library and what was reported about them.

    A file that is missing, broken, of other bytes or made by other versions counts as empty, and a
    folder that cannot be written to is no obstacle.

    Args:
        folder: Where the file is kept.
        data: The library's bytes.
        path: The library's path, which messages name.
    """

    def __init__(self, folder: Path, data: bytes, path: str) -> None:
        self._file = folder / "library.json"
        self._path = path
        whole = hashlib.sha256(data)
        whole.update(f"{path} {_fingerprint()}".encode(errors="surrogatepass"))
        self._identity = whole.hexdigest()

    def load(self) -> tuple[dict[str, Entry], list[Diagnostic]] | None:
        """The entries by key and the problems found in them, or None when they are not known."""
        entries: dict[str, Entry] = {}
        try:
            with self._file.open(encoding="ascii") as lines:
                if next(lines, "").rstrip() != self._identity:
                    return None
                count, reported = json.loads(next(lines))
                problems = [_problem(parts) for parts in reported]
                for line in lines:
                    entries.update((parts[0], self._entry(*parts)) for parts in json.loads(line))
        except (OSError, ValueError, TypeError, StopIteration, RecursionError):
            return None
        return (entries, problems) if len(entries) == count else None

    def _entry(
        self, key: str, kind: str, values: dict[str, str], line: int, offsets: list[int]
    ) -> Entry:
        return Entry(key, sys.intern(kind), values, self._path, line, tuple(offsets))

    def save(self, entries: Collection[Entry], problems: Iterable[Diagnostic]) -> None:
        """Keep what was read, if the folder lets us."""
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("w", encoding="ascii") as file:
                file.writelines(self._lines(entries, problems))
            temporary.replace(self._file)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _lines(self, entries: Collection[Entry], problems: Iterable[Diagnostic]) -> Iterator[str]:
        yield f"{self._identity}\n"
        reported = [
            (d.code, d.message, d.path, d.line, d.column, d.fix, d.length, d.override)
            for d in problems
        ]
        yield f"{json.dumps((len(entries), reported))}\n"
        remaining = iter(entries)
        while chunk := list(islice(remaining, _CHUNK)):
            rows = [(e.key, e.type, e.fields, e.line, e.line_offsets) for e in chunk]
            yield f"{json.dumps(rows)}\n"


def _problem(parts: list[Any]) -> Diagnostic:
    code, message, path, line, column, fix, length, severity = parts
    override = Severity(severity) if severity else None
    return Diagnostic(code, message, path, line, column, fix, length, override)


@cache
def _fingerprint() -> str:
    return code_fingerprint("bibtexparser", (_RESEARCH / name for name in _SOURCES))
