"""Formatted references kept from one run to the next, found again by their content."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from referable.research.fingerprint import code_fingerprint

__all__ = ["Formatted", "ReferenceCache"]

_SPARE = 5_000  # This many references nobody asked for are kept, for a branch switched back.
_RESEARCH = Path(__file__).parent.parent
# What decides how a reference looks.
_SOURCES = ("entries.py", "names.py", "latex.py", "references")


class Formatted(NamedTuple):
    """What is kept of one formatted reference, with `markers.YEAR` where the year is to stand.

    Attributes:
        html: The reference with its links, safe to put into a page.
        text: The same as plain text.
        label: How an author-date style cites it; empty otherwise.
        year: The year as shown, without a letter that tells it from its like.
        problem: Why Typst refused the entry; empty when it did not.
    """

    html: str
    text: str
    label: str
    year: str
    problem: str


class ReferenceCache:
    """One file of formatted references for one style.

    A file that is missing, broken or made by other versions counts as empty, and a folder that
    cannot be written to is no obstacle: then everything is formatted anew.

    Args:
        folder: Where the file is kept, or None to keep nothing.
        style: The digest of the style.
    """

    def __init__(self, folder: Path | None, style: str) -> None:
        self._path = folder / f"references-{style[:16]}.json" if folder else None
        self._identity = f"{style} {_fingerprint()}" if folder else ""
        self._references: dict[str, list[str]] = {}
        self._used: set[str] = set()
        self._changed = False
        self._numeric: bool | None = None
        self._load()

    @property
    def is_numeric(self) -> bool | None:
        """Whether the style cites by number, or None when that is not known yet."""
        return self._numeric

    @is_numeric.setter
    def is_numeric(self, value: bool) -> None:
        self._changed |= self._numeric is not value
        self._numeric = value

    def __contains__(self, digest: str) -> bool:
        return digest in self._references

    def __getitem__(self, digest: str) -> Formatted:
        self._used.add(digest)
        return Formatted(*self._references[digest])

    def __setitem__(self, digest: str, formatted: Formatted) -> None:
        self._references[digest] = list(formatted)
        self._used.add(digest)
        self._changed = True

    def save(self) -> None:
        """Write the file in one step, if anything is new and the folder lets us."""
        if self._path is None or not self._changed:
            return
        kept = self._references
        if len(kept) > len(self._used) + _SPARE:
            kept = {digest: kept[digest] for digest in kept if digest in self._used}
        data = {"identity": self._identity, "numeric": self._numeric, "references": kept}
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self._path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._changed = False

    def _load(self) -> None:
        if self._path is None:
            return
        try:
            data: Any = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return
        if not isinstance(data, dict) or data.get("identity") != self._identity:
            return
        references, numeric = data.get("references"), data.get("numeric")
        if isinstance(references, dict) and all(map(_is_record, references.values())):
            self._references = references
            self._numeric = numeric if isinstance(numeric, bool) else None


def _is_record(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len(Formatted._fields)
        and set(map(type, value)) == {str}
    )


@cache
def _fingerprint() -> str:
    """The same for the same Typst and the same formatting code."""
    return code_fingerprint("typst", (_RESEARCH / name for name in _SOURCES))
