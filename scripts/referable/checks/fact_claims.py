"""What practice.yml claims: its words stand on every page, card and PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from referable.checks.claims import check_claims
from referable.diagnostics import Diagnostic, Diagnostics
from referable.research.synopses import Synopsis
from referable.yamlsource import Path, load_yaml

__all__ = ["check_fact_claims"]

# What is no prose: names of things elsewhere, and values with a form of their own.
_NOT_PROSE = frozenset(
    {"id", "number", "state", "zip", "npi", "taxonomy", "accent", "treats", "portrait", "photo"}
)

# What a practice calls itself or a service promises nothing, as in "Healing Hands"; some states
# still forbid a few words in a name: those that claim another profession or a title.
_NAMED = frozenset({"services", "fees", "locations"})
_FORBIDDEN_IN_NAMES = frozenset({"claim-profession", "claim-credential"})


def check_fact_claims(
    text: str,
    path: str,
    library_keys: Collection[str],
    synopses: Mapping[str, Synopsis],
    *,
    today: dt.date,
) -> list[Diagnostic]:
    """Every claim among the facts that goes further than the library carries, at its line.

    Args:
        text: The text of practice.yml; one that cannot be read has no claims.
        path: Its path, for messages.
        library_keys: The citation keys of the library.
        synopses: The synopses at hand, by key.
        today: The day reviews are measured against.
    """
    document = load_yaml(text, path, Diagnostics())
    if document is None:
        return []
    lines = text.split("\n")
    values: list[str] = []
    owners: list[Path] = []  # of each line of the values, one below the other
    for at, value in _prose(document.data, ()):
        told = " ".join(value.split())
        values += [told, ""]
        owners += [at, at]
    found = check_claims(
        "\n".join(values),
        path,
        library_keys,
        synopses,
        register="clinician",
        today=today,
        plain=True,
    )
    placed = []
    for claim in found:
        row = (claim.line or 1) - 1
        if _is_name(owners[row]) and claim.code not in _FORBIDDEN_IN_NAMES:
            continue
        start = (claim.column or 1) - 1
        said = values[row][start : start + (claim.length or 1)]
        line, column = _place(said, lines, document.place(owners[row]))
        placed.append(replace(claim, line=line, column=column))
    return placed


def _prose(value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    """Each text that readers see, with its place."""
    if isinstance(value, str):
        if not value.startswith(("http://", "https://")):
            yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_PROSE:
                yield from _prose(inner, (*at, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _prose(inner, (*at, index))


def _is_name(at: Path) -> bool:
    """Whether a value is what the practice, a service or a fee is called."""
    return at == ("name",) or (len(at) == 3 and at[0] in _NAMED and at[2] == "name")


def _place(said: str, lines: list[str], field: tuple[int, int]) -> tuple[int, int]:
    """Where words stand in a value that begins at a field; the field where they cannot be seen."""
    indent = len(lines[field[0] - 1]) - len(lines[field[0] - 1].lstrip())
    for number in range(field[0], len(lines) + 1):
        line = lines[number - 1]
        if number > field[0] and line.strip() and len(line) - len(line.lstrip()) <= indent:
            break  # the next field
        column = line.find(said, field[1] - 1 if number == field[0] else 0)
        if column >= 0:
            return number, column + 1
    return field
