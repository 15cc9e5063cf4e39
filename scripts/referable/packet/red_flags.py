"""Which red flags a page about one condition names first, when it has no room for all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["foremost"]

_WORD = re.compile(r"[a-z]{4,}")
# Words of names and synonyms that say nothing about which red flag is meant.
_COMMON = frozenset({
    "pain", "pains", "painful", "ache", "aches", "acute", "chronic", "severe", "sudden",
    "signs", "sign", "disease", "disorder", "syndrome", "massage", "therapy", "treatment",
    "treatments", "symptom", "symptoms", "recovery", "recent", "related", "induced", "after",
    "before", "during", "with", "without", "from", "body", "high", "less", "loss", "movement",
    "change", "changes", "minor", "major", "type", "area", "infection", "whole",
})  # fmt: skip


def foremost(stops: Iterable[dict[str, Any]], names: Iterable[str]) -> list[dict[str, Any]]:
    """The red flags that speak of a condition, then the others; each group in its order.

    Args:
        stops: The red flags, each with its whole wording as `full`.
        names: What the condition is called, its other names included.
    """
    words = {_stem(w) for name in names for w in _WORD.findall(name.casefold())} - _COMMON
    return sorted(
        stops,
        key=lambda stop: not words & {_stem(w) for w in _WORD.findall(stop["full"].casefold())},
    )


def _stem(word: str) -> str:
    return word if word in _COMMON else word.removesuffix("s")
