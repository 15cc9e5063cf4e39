"""Numbers as readers see them: kept decimals, true minus signs, intervals in one orientation."""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["counted", "decimals", "finite", "format_number", "format_people", "format_range"]

MINUS = "\N{MINUS SIGN}"


def finite(value: float | None) -> float | None:
    """The number, or None when there is none that can be shown or drawn."""
    return value if value is not None and math.isfinite(value) else None


def decimals(values: Iterable[float | None]) -> int:
    """How many decimals a group of numbers needs so that none loses any: 0 to 4."""
    most = 0
    for value in values:
        if value is None or not math.isfinite(value) or abs(value) >= 1e9:
            continue
        shown = f"{value:.4f}".rstrip("0").partition(".")[2]
        most = max(most, len(shown))
    return most


def format_number(value: float, places: int | None = None) -> str:
    """A number with a true minus sign and thousands separated by commas.

    Args:
        value: The number; one that is not finite is shown as "not a number".
        places: Decimals to show; those the number itself has when left out.
    """
    if not math.isfinite(value):
        return "not a number"
    if abs(value) >= 1e12:
        return f"{value:.2e}".replace("-", MINUS)
    places = decimals([value]) if places is None else places
    digits = f"{abs(value):,.{places}f}"
    negative = value < 0 and any(c in "123456789" for c in digits)
    return f"{MINUS}{digits}" if negative else digits


def format_range(low: float, high: float, places: int | None = None) -> str:
    """Two numbers as `low to high`, both with the same decimals."""
    places = decimals([low, high]) if places is None else places
    return f"{format_number(low, places)} to {format_number(high, places)}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: "1 study", "12 studies", "1,595 studies"."""
    many = plural or f"{noun}s"
    return f"{count:,} {noun if count == 1 else many}"


def format_people(count: int) -> str:
    """A count of people: "1 person", "3,096 people"."""
    return counted(count, "person", "people")
