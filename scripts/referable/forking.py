"""Whether work can be handed to a copy of this process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["can_fork"]


def can_fork() -> bool:
    """Whether a copy of this process is cheap, safe and has a core to run on.

    Another thread, Python's or a library's (Typst keeps some once it has worked), might hold a lock
    that nobody in the copy would ever release.
    """
    if sys.platform != "linux" or _cores() < 2:
        return False
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
