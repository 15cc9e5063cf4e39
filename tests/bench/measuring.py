"""Runs a command as a process of its own and tells what it cost."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cost", "run"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor time, its child processes included.
        memory: Peak of resident memory of its largest process, in MB.
        status: Its exit status.
        output: What it printed, for when it failed.
    """

    wall: float
    cpu: float
    memory: float
    status: int
    output: str


def run(command: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end.

    A process counts the memory of the one that started it until it begins its own program, so
    what is imported here must stay small.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        settings: Environment variables beside those of this process.
    """
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=output,
            env={**os.environ, **(settings or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    memory = usage.ru_maxrss / 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, process.returncode, text)
