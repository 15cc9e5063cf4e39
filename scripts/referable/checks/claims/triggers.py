"""Finds the places worth a closer look: one pass over the words serves every family of checks."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from referable.checks.claims.document import Block, Document

__all__ = ["Hits", "Trigger", "Triggers"]

_WORD = re.compile(r"[a-z0-9#]+")
_MOST_WORDS = 200_000
_STRETCH = 1_500
"""Characters whose words are looked up together."""


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """A pattern and the words that give its matches away.

    Attributes:
        key: The name under which a check asks for the matches.
        pattern: What to find in the folded text; it begins at the beginning of a word.
        words: Beginnings of words, one of which every match holds or stands beside; one that
            ends with `$` is a whole word.
        begins: Whether every match begins with one of these words. It is then tried there
            only, which is many times faster.
    """

    key: Hashable
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    begins: bool = False

    @classmethod
    def of(cls, pattern: re.Pattern[str], words: str, *, begins: bool = False) -> Trigger:
        """A pattern that is its own key, with its words separated by bars."""
        return cls(pattern, pattern, tuple(words.split("|")), begins)


class Hits:
    """Where in a document the triggers may match something.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[Hashable, tuple[Trigger, list[int]]] = {}

    def add(self, trigger: Trigger, places: list[int]) -> None:
        """Note the offsets of a word that gives a trigger away."""
        known = self._places.get(trigger.key)
        if known is None:
            self._places[trigger.key] = (trigger, places.copy())
        else:
            known[1].extend(places)

    def matches(self, key: Hashable) -> Iterator[re.Match[str]]:
        """All matches of a trigger's pattern that do not overlap, in order.

        Each lies within one block.
        """
        if key not in self._places:
            return
        trigger, places = self._places[key]
        document, pattern = self._document, trigger.pattern
        low = document.low
        block: Block | None = None
        at = 0
        for place in sorted(places):
            if place < at:
                continue
            if block is None or place >= block.end:
                block = document.block_at(place)
                if block is None:
                    continue
            if not trigger.begins:
                yield from pattern.finditer(low, block.start, block.end)
                at = block.end
                continue
            match = pattern.match(low, place, block.end)
            if match is not None:
                yield match
                at = match.end()


class Triggers:
    """What the checks look for, by the beginnings of words.

    Args:
        wanted: The triggers of all checks.

    Attributes:
        all: The same, in order.
    """

    def __init__(self, wanted: Iterable[Trigger]) -> None:
        self.all = tuple(wanted)
        self._by_prefix: dict[str, list[Trigger]] = {}
        self._by_word: dict[str, list[Trigger]] = {}
        for trigger in self.all:
            for word in trigger.words:
                if word.endswith("$"):
                    self._by_word.setdefault(word[:-1], []).append(trigger)
                else:
                    self._by_prefix.setdefault(word, []).append(trigger)
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})
        self._seen: set[str] = set()
        self._known: dict[str, tuple[Trigger, ...]] = {}

    def _learn(self, words: set[str]) -> None:
        """Find out which triggers words belong to; each word is looked at once."""
        if len(self._seen) > _MOST_WORDS:
            self._seen.clear()
            self._known.clear()
        for word in words:
            found = dict.fromkeys(self._by_word.get(word, ()))
            for length in self._lengths:
                found.update(dict.fromkeys(self._by_prefix.get(word[:length], ())))
            if found:
                self._known[word] = tuple(found)
        self._seen |= words

    def find(self, document: Document) -> Hits:
        """Where each trigger may match something."""
        hits = Hits(document)
        low, known = document.low, self._known
        for start, end in _stretches(document):
            words = set(_WORD.findall(low, start, end))
            if not words <= self._seen:
                self._learn(words - self._seen)
            for word in words & known.keys():
                places = _places(low, word, start, end)
                for trigger in known[word]:
                    hits.add(trigger, places)
        return hits


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Spans of whole blocks, each long enough to be worth asking for its words at once."""
    blocks = document.blocks
    first = 0
    for index, block in enumerate(blocks):
        if block.end - blocks[first].start >= _STRETCH or index == len(blocks) - 1:
            yield blocks[first].start, block.end
            first = index + 1


def _places(low: str, word: str, start: int, end: int) -> list[int]:
    """Offsets at which a whole word stands between two offsets."""
    found: list[int] = []
    length = len(word)
    place = low.find(word, start, end)
    while place >= 0:
        after = place + length
        # A slice past either end is empty, and nothing is no letter.
        if not (low[after : after + 1].isalnum() or (place and low[place - 1].isalnum())):
            found.append(place)
        place = low.find(word, after, end)
    return found
