"""Finds the blocks worth a closer look: one pass over the words serves every family of checks."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping

from referable.checks.claims.document import Block, Document

__all__ = ["Hits", "Triggers"]

Hits = Mapping[Hashable, list[Block]]
"""Blocks in which something that a check looks for may stand."""

_WORD = re.compile(r"[a-z0-9#]+")
_MOST_WORDS = 200_000


class Triggers:
    """What the checks look for, by the beginnings of words.

    Args:
        wanted: Pairs of a check and the beginnings of words, one of which must stand in a block
            for the check to find anything there.
    """

    def __init__(self, wanted: Iterable[tuple[Hashable, Iterable[str]]]) -> None:
        self._by_prefix: dict[str, list[Hashable]] = {}
        for check, prefixes in wanted:
            for prefix in prefixes:
                self._by_prefix.setdefault(prefix, []).append(check)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})
        self._known: dict[str, tuple[Hashable, ...]] = {}

    def _checks_for(self, word: str) -> tuple[Hashable, ...]:
        found: dict[Hashable, None] = {}
        for length in self._lengths:
            found.update(dict.fromkeys(self._by_prefix.get(word[:length], ())))
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
        return self._known.setdefault(word, tuple(found))

    def find(self, document: Document) -> Hits:
        """The blocks in which each check may find something, in order."""
        hits: dict[Hashable, list[Block]] = {}
        known, low = self._known, document.low
        for block in document.blocks:
            for word in set(_WORD.findall(low, block.start, block.end)):
                checks = known.get(word)
                if checks is None:
                    checks = self._checks_for(word)
                for check in checks:
                    blocks = hits.get(check)
                    if blocks is None:
                        hits[check] = [block]
                    elif blocks[-1] is not block:
                        blocks.append(block)
        return hits
