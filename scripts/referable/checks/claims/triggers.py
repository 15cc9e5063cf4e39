"""Finds the places worth a closer look: one pass over the words serves every family of checks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from referable.checks.claims.document import Block, Document
from referable.checks.firstwords import first_words

__all__ = ["Hits", "Trigger", "Triggers"]

_SPLIT = re.compile(r"([a-z0-9#]+)")
_LETTERS = re.compile(r"[a-z]+")
_MOST_WORDS = 100_000
"""Words remembered at most, so that memory stays flat over any number of files."""


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
        triggers: What is looked for.
        places: For each word that gives a trigger away, and after those for each word that its
            matches begin with: where it stands.
    """

    def __init__(
        self, document: Document, triggers: Triggers, places: dict[int, list[int]]
    ) -> None:
        self._document = document
        self._triggers = triggers
        self._places = places

    def matches(self, key: Hashable) -> Iterator[re.Match[str]]:
        """All matches of a trigger's pattern that do not overlap, in order.

        Each lies within one block.
        """
        for number in self._triggers.numbers[id(key)]:
            places = self._places.get(number)
            if places is None:
                continue
            trigger = self._triggers.all[number]
            if trigger.begins:
                yield from self._at(trigger.pattern, places)
            elif self._triggers.led[number]:
                starts = self._places.get(number + len(self._triggers.all), [])
                for block in self._blocks(places):
                    first = bisect_left(starts, block.start)
                    last = bisect_left(starts, block.end, first)
                    yield from self._at(trigger.pattern, starts[first:last])
            else:
                for block in self._blocks(places):
                    yield from trigger.pattern.finditer(self._document.low, block.start, block.end)

    def _at(self, pattern: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
        """The matches that begin at one of some places."""
        document, low = self._document, self._document.low
        at = end = 0
        for place in places:
            if place < at:
                continue
            if place >= end:
                block = document.block_at(place)
                if block is None:
                    continue
                end = block.end
            match = pattern.match(low, place, end)
            if match is not None:
                yield match
                at = match.end()

    def _blocks(self, places: list[int]) -> Iterator[Block]:
        """The blocks that some places stand in."""
        end = 0
        for place in places:
            if place >= end and (block := self._document.block_at(place)) is not None:
                end = block.end
                yield block


class Triggers:
    """What the checks look for, by the beginnings of words.

    Args:
        wanted: The triggers of all checks.

    Attributes:
        all: The same, in order.
        numbers: The places among them of those with a key.
        led: Whether the first words of their matches are known.
    """

    def __init__(self, wanted: Iterable[Trigger]) -> None:
        self.all = tuple(wanted)
        # By identity, since a pattern's hash is of all its code.
        self.numbers: dict[int, list[int]] = {}
        self.led: list[bool] = []
        self._given = _Words()
        self._first = _Words()
        for number, trigger in enumerate(self.all):
            self.numbers.setdefault(id(trigger.key), []).append(number)
            for word in trigger.words:
                self._given.add(word.removesuffix("$"), number, whole=word.endswith("$"))
            words = None if trigger.begins else first_words(trigger.pattern.pattern)
            self.led.append(words is not None and all(map(str.isascii, words)))
            for word in words or ():
                self._first.add(word.removesuffix("*"), number, whole=not word.endswith("*"))
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def _learn(self, piece: str) -> tuple[tuple[int, int], ...]:
        """What a word gives away, each with the place in the word at which it does."""
        found = [(number, 0) for number in self._given.numbers(piece)]
        for letters in _LETTERS.finditer(piece):
            first = self._first.numbers(letters[0])
            found.extend((number + len(self.all), letters.start()) for number in first)
        known = self._known[piece] = tuple(found)
        return known

    def find(self, document: Document) -> Hits:
        """Where each trigger may match something."""
        low = document.low
        parts = _SPLIT.split(low)
        words = parts[1::2]
        starts = [*accumulate(map(len, parts))][:-1:2]
        known = self._known
        if len(known) > _MOST_WORDS:
            known.clear()
        for word in set(words) - known.keys():
            self._learn(word)
        plain = low.isascii()
        places: dict[int, list[int]] = {}
        for word, start in zip(words, starts, strict=True):
            found = known.get(word)
            if found and (plain or _is_whole(low, start, start + len(word))):
                for number, at in found:
                    if number in places:
                        places[number].append(start + at)
                    else:
                        places[number] = [start + at]
        return Hits(document, self, places)


class _Words:
    """The numbers of triggers by words and by beginnings of words."""

    def __init__(self) -> None:
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}

    def add(self, word: str, number: int, *, whole: bool) -> None:
        """Let a word, or all that begin with it, stand for a trigger."""
        (self._whole if whole else self._begun).setdefault(word, []).append(number)

    def numbers(self, word: str) -> Iterable[int]:
        """The triggers that a word stands for, each once."""
        found = dict.fromkeys(self._whole.get(word, ()))
        for length in range(1, len(word) + 1):
            found.update(dict.fromkeys(self._begun.get(word[:length], ())))
        return found


def _is_whole(low: str, start: int, end: int) -> bool:
    """Whether no letter stands beside a word, such as one with an accent."""
    # A slice past either end is empty, and nothing is no letter.
    return not (low[end : end + 1].isalnum() or (start > 0 and low[start - 1].isalnum()))
