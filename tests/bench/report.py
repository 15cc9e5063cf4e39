"""The results as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from builds import Row
from corpus import SIZES

__all__ = ["as_data", "builds_table", "growth_table", "parts_table", "table"]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def builds_table(rows: Sequence[Row]) -> str:
    """Medians of each peer, and of its ratios to the bare engine in the same rounds."""
    bare = {(row.size, row.peer.name): row for row in rows}
    lines = []
    for row in rows:
        if row.problem:
            lines.append([row.size, row.peer.name, row.problem, *[""] * 8])
            continue
        base = bare.get((row.size, row.peer.bare))
        cells: list[str] = []
        for state in ("cold", "warm"):
            for quantity in ("wall", "cpu"):
                ratio = row.ratio(base, state, quantity)
                own = f"{row.median(state, quantity):.2f}"
                cells += [own, f"{ratio:.2f}" if ratio else ""]
        memory = row.median("cold", "memory")
        lines.append([row.size, row.peer.name, str(len(row.cold)), *cells, f"{memory:.0f}"])
    head = ["size", "peer", "rounds"]
    for state in ("cold", "warm"):
        head += [f"{state} wall s", "ratio", f"{state} CPU s", "ratio"]
    return table([*head, "peak MB"], lines)


def growth_table(rows: Sequence[Row]) -> str:
    """What citations add to the bare engine for each page, reference and citation.

    Where time and memory grow linearly, a column stays level from size to size.
    """
    by_name = {(row.size, row.peer.name): row for row in rows}
    lines = []
    for row in rows:
        base = by_name.get((row.size, row.peer.bare))
        if row.peer.dialect != "referable" or base is None or row.problem or base.problem:
            continue
        size = SIZES[row.size]
        more = 1e3 * (row.median("cold", "cpu") - base.median("cold", "cpu"))
        memory = 1e3 * (row.median("cold", "memory") - base.median("cold", "memory"))
        lines.append(
            [
                row.size,
                row.peer.name,
                f"{1e3 * base.median('cold', 'cpu') / size.pages:.1f}",
                f"{more / size.pages:.2f}",
                f"{more / (size.pages * size.citations):.3f}",
                f"{more / size.references:.3f}",
                f"{memory / size.references:.1f}",
            ]
        )
    head = ("size", "peer", "engine ms/page", "added ms/page", "added ms/citation")
    return table([*head, "added ms/reference", "added kB/reference"], lines) if lines else ""


def parts_table(measured: dict[str, dict[str, Any]]) -> str:
    """One line for each part, with whatever it measured."""
    return table(
        ["part", "measured"],
        (
            (name, ", ".join(f"{key} {value}" for key, value in values.items()))
            for name, values in measured.items()
        ),
    )


def as_data(row: Row) -> dict[str, Any]:
    """A row for the file of results."""
    return {
        "peer": row.peer.name,
        "size": row.size,
        "problem": row.problem,
        **{
            state: [{k: v for k, v in asdict(cost).items() if k != "output"} for cost in costs]
            for state, costs in (("cold", row.cold), ("warm", row.warm))
        },
    }
