"""Results of checks kept between runs, so that unchanged files are not checked again."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from referable.diagnostics import Diagnostic
from referable.rules import Severity

__all__ = ["ResultCache", "code_state"]


@lru_cache(maxsize=1)
def code_state() -> str:
    """Newest change of the checks' own code, so that a cache never outlives a rule."""
    folder = Path(__file__).parent
    return str(max(p.stat().st_mtime_ns for p in folder.rglob("*.py")))


class ResultCache:
    """Diagnostics by the digest of what was checked.

    A cache that cannot be read or written is no problem: everything is checked again.

    Args:
        file: Where it is kept.
        context: A digest of everything else that results depend on; another one empties it.
    """

    def __init__(self, file: Path, context: str) -> None:
        self.file = file
        self.context = context
        self.old: dict[str, Any] = {}
        self.new: dict[str, Any] = {}
        self.changed = False
        try:
            stored = json.loads(file.read_bytes())
            if stored["context"] == context:
                self.old = stored["results"]
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def get(self, digest: str) -> list[Diagnostic] | None:
        """What was found, or None when it has not been checked."""
        rows = self.old.get(digest)
        if rows is None:
            return None
        self.new[digest] = rows
        return [_diagnostic(row) for row in rows]

    def put(self, digest: str, found: list[Diagnostic]) -> list[Diagnostic]:
        """Remember and return what was found."""
        self.new[digest] = [asdict(d) for d in found]
        self.changed = True
        return found

    def save(self) -> None:
        """Write what was asked for in this run; the rest is forgotten."""
        if not self.changed and len(self.new) == len(self.old):
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"context": self.context, "results": self.new}, stream)
            Path(name).replace(self.file)
        except OSError:
            pass


def _diagnostic(row: dict[str, Any]) -> Diagnostic:
    override = row["override"]
    return Diagnostic(**{**row, "override": Severity(override) if override else None})
