"""The reading grade of a page: the Flesch-Kincaid formula over its prose.

Source: Kincaid and colleagues, 1975 (Research Branch Report 8-75, US Navy):
0.39 x words per sentence + 11.8 x syllables per word - 15.59.
Syllables are counted from spelling, which is right for most English words and close on average.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from referable.checks.claims.document import Block, BlockKind, Document, Sentence
from referable.checks.claims.model import Finding, Page, Register

__all__ = ["LIMITS", "Reading", "check", "count_syllables", "measure"]

LIMITS: dict[Register, int] = {"patient": 8, "clinician": 13}
"""The highest reading grade that needs no note."""

_SHORTEST = 100
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z'’]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?:[^laeiouy]e|[aeiouy]le|(?:[^aeiouysxzcglh]|[^cs]h|(?<=a)ch|[aeiouy]l)es|[^aeioutdy]ed)$"
)
_TWO_VOWELS = re.compile(
    r"(?<![ct])ia|(?<![ct])ie(?=t|nt)|(?<!t)ie(?=nc)|(?<![cgstx])io|(?<=[cgstx])io(?!n|us)"
    r"|e(?=o(?!n$|us|ple))"
    r"|ea$|rea(?=ct)|crea(?=t)|(?<![gq])ua|(?<![gq])ui(?=d$|n)|[aeiouy]ing|iu|oa(?=rth)"
)
"""Neighboring vowels that are spoken apart, as in "idea" and "anxiety"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard a text is to read.

    Attributes:
        grade: US school grade.
        words: Words counted.
        sentences: Sentences counted.
    """

    grade: float
    words: int
    sentences: int


@lru_cache(maxsize=20_000)
def count_syllables(word: str) -> int:
    """Syllables of an English word, from its spelling; at least one."""
    total = 0
    for part in word.lower().replace("’", "'").split("-"):
        plain = part.removesuffix("'s").replace("'", "")
        if not plain:
            continue
        count = len(_VOWELS.findall(plain)) + len(_TWO_VOWELS.findall(plain))
        if count > 1 and _SILENT_END.search(plain):
            count -= 1
        total += max(count, 1)
    return max(total, 1)


def measure(document: Document) -> Reading | None:
    """The reading grade of a document's prose; None when there is too little of it.

    Headings, tables, code and citations do not count; list items do.
    """
    words = syllables = sentences = 0
    for block in _prose(document):
        found = _WORD.findall(document.masked, block.start, block.end)
        if found:
            words += len(found)
            syllables += sum(map(count_syllables, found))
            sentences += document.count_sentences(block)
    if words < _SHORTEST:
        return None
    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    return Reading(grade, words, sentences)


def _prose(document: Document) -> Iterator[Block]:
    return (b for b in document.blocks if b.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM})


def _length(sentence: Sentence) -> int:
    return len(_WORD.findall(sentence.text))


def check(page: Page) -> Iterator[Finding]:
    """A note when a page is harder to read than its readers should find it."""
    reading = measure(page.document)
    limit = LIMITS[page.register]
    if reading is None or reading.grade <= limit:
        return
    longest = max(
        (s for b in _prose(page.document) for s in page.document.sentences(b)), key=_length
    )
    yield Finding(
        "reading-grade",
        longest.start,
        longest.end,
        f"The page reads at grade {reading.grade:.1f}; {page.register} pages aim at {limit} or "
        "below.",
        f"Split long sentences, first this one of {_length(longest)} words, and use shorter words.",
    )
