"""Which of many sets of words a passage has words of, as the bits of one number.

Every rule asks a passage whether it holds a word of this or that set before it searches. Each
word is looked up once in a run; a passage is then asked by a single test of a bit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import reduce
from itertools import accumulate, compress
from operator import or_

from referable.checks.firstwords import first_words, later_words

__all__ = ["DIGITS", "WordFlag", "Words", "bit_of", "lead_bit", "need_bit", "next_bit", "place_bit"]

DIGITS = 1
"""The bit of a passage that holds a digit."""
_SPLIT = re.compile(r"([^\W\d_]+)")
_SPLIT_PLAIN = re.compile("([a-z]+)")
"""The same for a text in lower case without letters beyond the English ones, and much faster."""
_MOST_WORDS = 100_000
"""Words remembered at most, so that memory stays flat over any number of files."""


_tests: list[tuple[int, Callable[[str], object]]] = []
_whole: dict[str, int] = {}
_begun: dict[str, int] = {}
_bits: dict[frozenset[str], int] = {}
# By identity, since a pattern's hash is of all its code; the pattern is kept, and so its identity.
_leads: dict[int, tuple[re.Pattern[str], int]] = {}
_needs: dict[int, tuple[re.Pattern[str], int]] = {}
_led: set[int] = set()


class _Tested(dict[str, int]):
    """The bits of a word that patterns give it."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        marks = 0
        for bit, test in _tests:
            if test(word):
                marks |= bit
        self[word] = marks
        return marks


class _Known(dict[str, int]):
    """The bits of a word; the words come along of which places are kept."""

    def __missing__(self, word: str) -> int:
        marks = _tested[word] | _whole.get(word, 0)
        for length in range(1, len(word) + 1):
            marks |= _begun.get(word[:length], 0)
        if bits := tuple(bit for bit in _led if bit & marks):
            _placed[word] = bits
        self[word] = marks
        return marks

    def clear(self) -> None:
        super().clear()
        _placed.clear()


_placed: dict[str, tuple[int, ...]] = {}
_tested = _Tested()
_known = _Known()


def next_bit() -> int:
    """A number greater than every bit given out so far, and than none that comes later."""
    return 2 << (len(_tests) + len(_bits))


def bit_of(wanted: frozenset[str]) -> int:
    """The bit of passages that have at least one of some words; always the same for equal sets.

    Args:
        wanted: Words; one that ends with "*" stands for all that begin with it.
    """
    bit = _bits.get(wanted)
    if bit is None:
        bit = next_bit()
        _bits[wanted] = bit
        for word in wanted:
            kept, plain = (_begun, word[:-1]) if word[-1] == "*" else (_whole, word)
            kept[plain] = kept.get(plain, 0) | bit
        _known.clear()
    return bit


def lead_bit(pattern: re.Pattern[str]) -> int:
    """The bit of the words with which every match of a pattern begins; 0 if they are unknown."""
    known = _leads.get(id(pattern))
    if known is None:
        wanted = first_words(pattern.pattern)
        known = _leads[id(pattern)] = (pattern, place_bit(wanted) if wanted else 0)
    return known[1]


def need_bit(pattern: re.Pattern[str]) -> int:
    """The bit of passages that have a later word that every match of a pattern needs; or 0."""
    known = _needs.get(id(pattern))
    if known is None:
        # Spaces of a pattern that is written over several lines are none of its matches'.
        verbose = pattern.flags & re.VERBOSE
        wanted = frozenset() if verbose else later_words(pattern.pattern)
        known = _needs[id(pattern)] = (pattern, bit_of(wanted) if wanted else 0)
    return known[1]


def place_bit(wanted: frozenset[str]) -> int:
    """The bit of some words, the places of which are kept for every text."""
    bit = bit_of(wanted)
    if bit not in _led:
        _led.add(bit)
        _known.clear()
    return bit


class Words:
    """The words of a text, each with its place and its bits.

    Args:
        low: The text in lower case.

    Attributes:
        starts: Where each word begins.
        marks: The bits of each word.
        places: Where the words stand that have a bit, for the bits that are kept.
        next_bit: A number greater than every bit they were looked up for.
    """

    __slots__ = ("_words", "marks", "next_bit", "places", "starts")

    def __init__(self, low: str) -> None:
        self.next_bit = next_bit()
        parts = (_SPLIT_PLAIN if low.isascii() else _SPLIT).split(low)
        words = parts[1::2]
        self.starts = [*accumulate(map(len, parts))][:-1:2]
        if len(_known) > _MOST_WORDS:
            _known.clear()
        self._words = words
        self.marks = [*map(_known.__getitem__, words)]
        at: defaultdict[str, list[int]] = defaultdict(list)
        for word, start in compress(
            zip(words, self.starts, strict=True), map(_placed.__contains__, words)
        ):
            at[word].append(start)
        self.places: dict[int, list[int]] = {}
        several: set[int] = set()
        for word, starts in at.items():
            for bit in _placed[word]:
                if bit in self.places:
                    several.add(bit)
                    self.places[bit] += starts
                else:
                    self.places[bit] = starts.copy()
        for bit in several:
            self.places[bit].sort()

    def with_bit(self, bit: int) -> set[str]:
        """The words that have a bit."""
        return {word for word, marks in zip(self._words, self.marks, strict=True) if marks & bit}

    def marks_in(self, start: int, end: int) -> int:
        """The bits of all words of a stretch."""
        first = bisect_left(self.starts, start)
        return reduce(or_, self.marks[first : bisect_left(self.starts, end, first)], 0)

    def places_in(self, bit: int, start: int, end: int) -> list[int]:
        """Where the words of a stretch stand that have a bit of those that are kept."""
        places = self.places.get(bit)
        if places is None:
            return []
        first = bisect_left(places, start)
        return places[first : bisect_left(places, end, first)]


class WordFlag:
    """Answers whether any of a set of words passes a test; each word is tried once only.

    Args:
        test: A pattern that a whole word matches, or a function of a word.

    Attributes:
        bit: The bit of passages that have such a word.
    """

    def __init__(self, test: str | Callable[[str], object]) -> None:
        self._test = re.compile(test).fullmatch if isinstance(test, str) else test
        self.bit = next_bit()
        _tests.append((self.bit, self._test))
        _tested.clear()
        _known.clear()

    def __call__(self, found: Iterable[str]) -> bool:
        """Whether one of the words passes."""
        # What is more than letters ("client's") is one word here and two to a text.
        return any(
            _tested[word] & self.bit if word.isalpha() else self._test(word) for word in found
        )
