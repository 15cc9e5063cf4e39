"""A reading laid out: its passages, sentences, numbers and capitals, each found once."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from referable.checks.phi.idioms import without_idioms
from referable.checks.phi.model import SourceKind
from referable.checks.phi.passages import Passage, split_passages
from referable.checks.phi.reading import Reading
from referable.checks.phi.wordmarks import DIGITS, Words, bit_of, lead_bit, need_bit

__all__ = ["Layout"]

_END = re.compile(r"[.!?][\"'”’)*_]*\s+|\n(?=[ \t]*(?:[-*+>|#<]|\d+[.)] |[\w ]{1,25}:))")
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|ms|mrs|st|no|ave|vs|mt|prof|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|apt|appt|hwy|acct|lic|[a-z])$"
)
_UP = "A-ZÀ-ÖØ-ÞŁŚŠŽŻŹČĆĐİŞŐŰĞŘĚĀĒĪŌŪ"
_CAPITAL = re.compile(rf"[{_UP}](?<![^\W\d_][{_UP}])")
_NUMBER = re.compile(r"\d+")
_NUMBER_PLAIN = re.compile(r"[0-9]+")
# A digit run after which, separators aside, at least six more digits follow.
_LONG_NUMBER = re.compile(r"\d(?=(?:[ \t().\u00b7/–x*~_•|[\]-]{0,3}\d){6})")
_SPACES = frozenset(" \t")
_FAR = 400
# A passage is judged this many times for one thing; what is over that repeats what is known.
_CROWD = 250


class Layout:
    """A text and its parts.

    Args:
        reading: The readable text with a way back to the written one.
        kind: How it is read.

    Attributes:
        passages: Its parts, in order.
        text: The reading.
        low: The reading in lower case.
        marks: Which sets of words it has words of; see `wordmarks`.
        numbers: Start and end of each run of digits.
        words: Its words with their places.
    """

    __slots__ = (
        "_by_bit", "_capitals", "_long_numbers", "_mixed_numbers", "_spaced_numbers", "_starts",
        "kind", "low", "marks", "numbers", "passages", "reading", "text", "words",
    )  # fmt: skip

    def __init__(self, reading: Reading, kind: SourceKind) -> None:
        self.reading = reading
        self.kind = kind
        self.text = reading.text
        self.low = low = without_idioms(reading.text, reading.low)
        self.passages = split_passages(reading.text, kind)
        plain = low.isascii()
        self.numbers = [m.span() for m in (_NUMBER_PLAIN if plain else _NUMBER).finditer(low)]
        self.words = Words(low)
        self.marks = 0
        for passage in self.passages:
            passage.low, passage.text_words = low, self.words
            passage.marks = self.words.marks_in(passage.start, passage.end)
            self.marks |= passage.marks
        self._starts = [p.start for p in self.passages]
        for number, _end in self.numbers:
            if (holder := self.passage_at(number)) is not None:
                holder.marks |= DIGITS
        self._by_bit: dict[int, list[Passage]] = {}
        self._long_numbers: list[tuple[int, int]] | None = None
        self._spaced_numbers: list[tuple[int, int]] | None = None
        self._capitals: list[int] | None = None
        self._mixed_numbers: bool | None = None

    def is_crowded(self, passage: Passage, what: str) -> bool:
        """Count one more of something in a passage; whether there are more than anybody reads."""
        count = passage.memo[what] = passage.memo.get(what, 0) + 1
        return count > _CROWD

    def passage_at(self, position: int) -> Passage | None:
        """The passage a position stands in."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.passages[index].end:
            return None
        return self.passages[index]

    def matches(
        self,
        pattern: re.Pattern[str],
        triggers: frozenset[str] = frozenset(),
        *,
        low: bool = True,
        digits: bool = False,
    ) -> Iterator[tuple[Passage, re.Match[str]]]:
        """The matches of a pattern in the passages that can hold one.

        Args:
            pattern: What to look for.
            triggers: Words of which a passage needs at least one; empty asks for none.
            low: Whether to search the lower-case reading.
            digits: Whether a passage needs a digit.
        """
        text = self.low if low else self.text
        lead, need = lead_bit(pattern), need_bit(pattern)
        if need >= self.words.next_bit:
            need = 0
        elif need and not self.marks & need:
            return iter(())
        if lead and lead < self.words.next_bit:
            if lead not in self.words.places:
                return iter(())
            return self._led(pattern, lead, need, triggers, text, digits=digits)
        passages = self.with_words(triggers) if triggers else self.passages
        return (
            (passage, match)
            for passage in passages
            if (passage.digits or not digits) and (not need or passage.marks & need)
            for match in pattern.finditer(text, passage.start, passage.end)
        )

    def _led(
        self,
        pattern: re.Pattern[str],
        lead: int,
        need: int,
        triggers: frozenset[str],
        text: str,
        *,
        digits: bool,
    ) -> Iterator[tuple[Passage, re.Match[str]]]:
        """The matches of a pattern of which the first words are known."""
        places = self.words.places[lead]
        for passage in self.marked(lead):
            if (
                (digits and not passage.digits)
                or (need and not passage.marks & need)
                or (triggers and not passage.has(triggers))
            ):
                continue
            done, end = passage.start, passage.end
            for at in places[bisect.bisect_left(places, done) : bisect.bisect_left(places, end)]:
                if at >= done and (match := pattern.match(text, at, end)) is not None:
                    done = match.end()
                    yield passage, match

    def with_words(self, wanted: frozenset[str]) -> Sequence[Passage]:
        """The passages that have at least one of some words, in order."""
        bit = bit_of(wanted)
        if bit >= self.words.next_bit:
            return [p for p in self.passages if not wanted.isdisjoint(p.words)]
        return self.marked(bit)

    def marked(self, bit: int) -> Sequence[Passage]:
        """The passages that have a bit, in order."""
        if not self.marks & bit:
            return ()
        found = self._by_bit.get(bit)
        if found is None:
            found = self._by_bit[bit] = [p for p in self.passages if p.marks & bit]
        return found

    def at_numbers(
        self,
        pattern: re.Pattern[str],
        *,
        low: bool = False,
        back: str = "",
        long: bool = False,
        lengths: tuple[int, int] = (1, 10_000),
        spaced: bool = False,
    ) -> Iterator[re.Match[str]]:
        """The matches of a pattern that begins with a number; much faster than searching for it.

        Args:
            pattern: What to look for; tried where a run of digits begins.
            low: Whether to read the lower-case reading.
            back: Characters that may stand before the number and belong to the match.
            long: Whether the match has at least seven digits.
            lengths: How many digits the first run of a match has at least and at most.
            spaced: Whether a space follows that run, with at most a letter before it.
        """
        text = self.low if low else self.text
        fewest, most = lengths
        done = 0
        numbers = self._long() if long else self._spaced() if spaced else self.numbers
        for number, stop in numbers:
            if not fewest <= stop - number <= most:
                continue
            start = number - 1 if back and number and text[number - 1] in back else number
            if start < done:
                continue
            match = pattern.match(text, start) or (
                pattern.match(text, number) if start < number else None
            )
            if match is not None:
                done = match.end()
                yield match

    def _spaced(self) -> list[tuple[int, int]]:
        """Runs of digits with a space after them, or after one more character."""
        if self._spaced_numbers is None:
            text = self.text
            self._spaced_numbers = [
                (start, end)
                for start, end in self.numbers
                if text[end : end + 1] in _SPACES or text[end + 1 : end + 2] in _SPACES
            ]
        return self._spaced_numbers

    def has_number_before(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern matches right behind any number."""
        text, match = self.text, pattern.match
        return any(match(text, end) for _, end in self.numbers)

    def numbers_in(self, passage: Passage) -> list[tuple[int, int]]:
        """Start and end of each run of digits in a passage."""
        first = bisect.bisect_left(self.numbers, (passage.start,))
        return self.numbers[first : bisect.bisect_left(self.numbers, (passage.end,), first)]

    def _long(self) -> list[tuple[int, int]]:
        """Runs of digits with which a number of seven digits or more begins."""
        if self._long_numbers is None:
            self._long_numbers = [
                span for span in self.numbers if _LONG_NUMBER.match(self.text, span[0])
            ]
        return self._long_numbers

    @property
    def mixed_numbers(self) -> bool:
        """Whether digits stand right beside capitals, as in codes of cars, cards and accounts."""
        if self._mixed_numbers is None:
            text = self.text
            self._mixed_numbers = any(
                text[start - 1 : start].isupper() or text[end : end + 1].isupper()
                for start, end in self.numbers
            )
        return self._mixed_numbers

    @property
    def capitals(self) -> list[int]:
        """Where words with a capital begin."""
        if self._capitals is None:
            self._capitals = [m.start() for m in _CAPITAL.finditer(self.text)]
        return self._capitals

    def capitals_in(self, passage: Passage) -> list[int]:
        """Where words with a capital begin in a passage."""
        first = bisect.bisect_left(self.capitals, passage.start)
        return self.capitals[first : bisect.bisect_left(self.capitals, passage.end, first)]

    def before(self, passage: Passage) -> Passage | None:
        """The passage before this one."""
        index = bisect.bisect_left(self._starts, passage.start) - 1
        return self.passages[index] if index >= 0 else None

    def after(self, passage: Passage) -> Passage | None:
        """The passage after this one."""
        index = bisect.bisect_right(self._starts, passage.start)
        return self.passages[index] if index < len(self.passages) else None

    def around(self, position: int, before: int, after: int) -> range:
        """The numbers of the passage at a position and of some before and after it."""
        index = bisect.bisect_right(self._starts, position) - 1
        return range(max(0, index - before), min(index + after + 1, len(self.passages)))

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence a position stands in."""
        passage = self.passage_at(position)
        if passage is None:
            return max(0, position - 80), position + 80
        if not passage.sentences:
            passage.sentences = [passage.start, *self._sentence_ends(passage), passage.end]
        index = bisect.bisect_right(passage.sentences, position)
        start = passage.sentences[index - 1]
        end = passage.sentences[min(index, len(passage.sentences) - 1)]
        # What is no sentence by its length is read around the place alone.
        return max(start, position - _FAR), min(end, position + _FAR)

    def _sentence_ends(self, passage: Passage) -> Iterator[int]:
        low = self.low
        for match in _END.finditer(low, passage.start, passage.end):
            at = match.start()
            if low[at] != "." or not _ABBREVIATION.search(low, max(0, at - 5), at):
                yield match.end()

    def sentence_text(self, position: int) -> str:
        """The sentence around a position, in lower case."""
        start, end = self.sentence(position)
        return self.low[start:end]
