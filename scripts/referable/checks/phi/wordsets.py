"""Sets of words written as one text, which is easier to read and to keep than a list."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which blanks part."""
    return frozenset(text.split())
