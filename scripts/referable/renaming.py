"""Renaming where other programs look at every new file: virus scanners, indexers, OneDrive."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["rename", "take_place"]

_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds


def rename(path: Path, target: Path) -> None:
    """Give a file or folder another name, waiting for programs that hold it for a moment.

    Windows renames nothing that is open, and what has just been written is often being looked at.

    Raises:
        OSError: It cannot be done, for longer than two seconds where it is merely refused.
    """
    _patiently(lambda: path.rename(target))


def take_place(path: Path, target: Path) -> None:
    """Put a file in another one's place, waiting as `rename` does.

    Raises:
        OSError: As for `rename`; the one that stood there is as it was.
    """
    _patiently(lambda: path.replace(target))


def _patiently(move: Callable[[], object]) -> None:
    for wait in _WAITS:
        try:
            move()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    move()
