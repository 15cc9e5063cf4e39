"""Builds the workload with each peer in turns, cold and warm."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import SIZES
from measuring import Cost, run
from peers import Peer, command_of

__all__ = ["Row", "compare"]

_OUTPUT = ("site", ".referable", ".cache")
_SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "NO_COLOR": "1"}
_PATIENCE = 60.0  # seconds after which a peer has had rounds enough


@dataclass(slots=True)
class Row:
    """What one peer took for one size.

    Attributes:
        peer: The peer.
        size: Name of the size.
        cold: Runs with output and caches removed.
        warm: Runs over what a cold one left.
        problem: Why there are none: it is not available, or it failed.
        failed: Whether it failed to build.
    """

    peer: Peer
    size: str
    cold: list[Cost] = field(default_factory=list)
    warm: list[Cost] = field(default_factory=list)
    problem: str = ""
    failed: bool = False

    def median(self, state: str, quantity: str) -> float:
        """The median of wall, cpu or memory of the cold or warm runs; 0 without runs."""
        costs: list[Cost] = getattr(self, state)
        return statistics.median(getattr(cost, quantity) for cost in costs) if costs else 0.0

    def ratio(self, base: Row | None, state: str, quantity: str) -> float:
        """The median, over the rounds, of this peer's cost by the other's in the same round.

        Neighbours in a round share the machine's mood; 0 when there is nothing to compare with.
        """
        if base is None:
            return 0.0
        pairs = zip(getattr(self, state), getattr(base, state), strict=False)
        found = [getattr(own, quantity) / getattr(other, quantity) for own, other in pairs]
        return statistics.median(found) if found else 0.0


def compare(peers: Sequence[Peer], size: str, rounds: int, work: Path) -> list[Row]:
    """Let the peers build in turns (A B C A B C ...), so that a busy minute falls on all alike.

    Args:
        peers: Who builds.
        size: A name of `corpus.SIZES`.
        rounds: How often; peers that take long have fewer.
        work: Where sites and environments are kept.
    """
    rows = [Row(peer, size) for peer in peers]
    ready: list[tuple[Row, list[str], Path]] = []
    for row in rows:
        command = command_of(row.peer, work)
        if command is None:
            row.problem = "not available"
        else:
            ready.append((row, command, _site(row.peer, size, work)))
    for number in range(rounds):
        for row, command, folder in ready:
            if row.problem or (number and (row.peer.slow or _spent(row) > _PATIENCE)):
                continue
            print(f"{size}, round {number + 1} of {rounds}: {row.peer.name}", file=sys.stderr)
            for name in _OUTPUT:
                shutil.rmtree(folder / name, ignore_errors=True)
            row.cold.append(_build(row, command, folder))
            if not row.problem:
                row.warm.append(_build(row, command, folder))
    return rows


def _site(peer: Peer, size: str, work: Path) -> Path:
    """The peer's own copy of the site, written anew by a process that takes its memory with it."""
    folder = work / "sites" / f"{size}-{peer.name.replace(' ', '-').replace(',', '')}"
    script = str(Path(__file__).with_name("corpus.py"))
    options = ["--size", size, "--peer", peer.dialect, "--out", str(folder)]
    options += ["--synopses"] if peer.synopses else []
    subprocess.run([sys.executable, script, *options], check=True)
    return folder


def _build(row: Row, command: list[str], folder: Path) -> Cost:
    cost = run(command, folder, _SETTINGS)
    pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    if cost.status or pages <= SIZES[row.size].pages:
        last = [line for line in cost.output.splitlines() if line.strip()][-3:]
        row.problem = f"failed with status {cost.status}: {' / '.join(last) or 'no pages'}"
        row.failed = True
    return cost


def _spent(row: Row) -> float:
    return sum(cost.wall for cost in (*row.cold, *row.warm))
