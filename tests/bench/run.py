"""Measures Referable against the bare engines and against mkdocs-bibtex: `make bench`.

    python tests/bench/run.py                     sizes S and M, seven rounds
    python tests/bench/run.py --size L --rounds 1
    python tests/bench/run.py --only mkdocs --only "referable plugin" --no-parts

Prints Markdown and writes .referable/bench/results.json. See README.md for how to read it.
"""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import report
from builds import Row, compare
from corpus import SIZES
from peers import PEERS, Peer

_HERE = Path(__file__).resolve().parent
_WORK = _HERE.parents[1] / ".referable" / "bench"
_PARTS = ("scanner", "references", "texts", "phi", "claims", "packet", "preview")
_PACKAGES = ("referable", "mkdocs", "mkdocs-material", "zensical", "typst", "bibtexparser")


def main() -> int:
    """Run what the command line asks for; 1 when something failed to build."""
    given = _arguments()
    work: Path = given.work
    work.mkdir(parents=True, exist_ok=True)
    machine = _machine()
    print("# Benchmark\n\n" + report.table(["what", "version"], machine.items()))
    peers = [peer for peer in PEERS if not given.only or peer.name in given.only]
    rows: list[Row] = []
    for size in given.size or ["S", "M"]:
        # One extra page for each study is told of one size only.
        fitting = [peer for peer in peers if not peer.synopses or size == "M" or given.only]
        rows += compare(_with_bare(fitting), size, given.rounds, work)
    print(report.builds_table(rows))
    growth = report.growth_table(rows)
    if growth:
        print(growth)
    parts: dict[str, Any] = {}
    if given.parts:
        parts = {f"library of {n:,}": _library(n, work) for n in given.libraries}
        parts |= {name: _part(name) for name in _PARTS}
        print(report.parts_table(parts))
    results = {"machine": machine, "builds": [*map(report.as_data, rows)], "parts": parts}
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (work / "results.json").write_text(text, encoding="utf-8")
    return 1 if any(row.failed for row in rows) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    names = [peer.name for peer in PEERS]
    parser.add_argument("--size", action="append", choices=SIZES, help="S and M unless given")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"{names}")
    parser.add_argument("--parts", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--libraries", type=int, nargs="*", default=[1_000, 10_000, 50_000])
    parser.add_argument("--work", type=Path, default=_WORK, help="folder for sites and results")
    return parser.parse_args()


def _with_bare(peers: list[Peer]) -> list[Peer]:
    """The peers and the bare engines they are compared with, in the usual order."""
    wanted = {peer.name for peer in peers} | {peer.bare for peer in peers}
    return [peer for peer in PEERS if peer.name in wanted]


def _machine() -> dict[str, str]:
    found = {"cores": str(len(os.sched_getaffinity(0))), "Python": platform.python_version()}
    found["system"] = f"{platform.system()} {platform.machine()}"
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def _library(entries: int, work: Path) -> dict[str, Any]:
    path = work / f"library-{entries}.bib"
    script = str(_HERE / "corpus.py")
    command = [sys.executable, script, "--library", str(entries), "--out", str(path)]
    subprocess.run(command, check=True)
    return _part("library", str(path))


def _part(name: str, *arguments: str) -> dict[str, Any]:
    print(f"measuring {name} ...", file=sys.stderr)
    command = [sys.executable, str(_HERE / "parts.py"), name, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        return {"skipped": result.stderr.strip().splitlines()[-1]}
    measured: dict[str, Any] = json.loads(result.stdout)
    return measured


if __name__ == "__main__":
    sys.exit(main())
