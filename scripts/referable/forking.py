"""Work handed to other processes: when a copy of this one may be made, and what can wait."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess

__all__ = ["can_fork", "let_wait"]

_PATIENT = 10  # "nice", of 0 to 19


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


def let_wait(process: subprocess.Popen[Any]) -> None:
    """Let a process have what others leave of the computer's time."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, process.pid, _PATIENT)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
