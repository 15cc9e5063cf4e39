"""Mistakes of our own: kept in a file for whoever mends them, told in one sentence to the rest."""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

__all__ = ["told_mishap", "wants_traceback"]


def wants_traceback() -> bool:
    """Whether a developer asked to see the program's own mistakes as they are."""
    return bool(os.environ.get("REFERABLE_DEBUG"))


def told_mishap(error: Exception) -> str:
    """A sentence about an error that nobody foresaw; its details go into a file that it names."""
    file = Path(tempfile.gettempdir()) / "referable-mistake.txt"
    details = "".join(traceback.format_exception(error))
    where = ""
    with suppress(OSError):
        file.write_text(details, encoding="utf-8")
        where = f" The details for whoever mends it are in {file}."
    return f"Referable itself made a mistake ({type(error).__name__}: {error}).{where}"
