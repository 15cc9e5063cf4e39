"""The words that a match can begin with, and that looking for them alone misses nothing."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from referable.checks import claims, phi
from referable.checks.firstwords import first_words
from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.checks.phi.layout import Layout
from referable.checks.phi.reading import read_text
from referable.checks.phi.wordmarks import lead_bit

CORPUS = Path(__file__).parents[1] / "phi-corpus"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:stud(?:y|ies)|enrol\w*)\b", {"study", "studies", "enrol*"}),
        (r"\bnick-?names?\b", {"nick", "nickname", "nicknames"}),
        (r"\b(?:head|back)?aches\b", {"aches", "headaches", "backaches"}),
        (r"\bage[sd]? of", {"age", "ages", "aged"}),
        (r"\b(?:very )?low", {"very", "low*"}),
        (r"\bcolou?rs?[ ]", {"color", "colors", "colour", "colours"}),
        (r"\b(?!the end)the (?=dog)", {"the"}),
        (r"(?<![\w.])(?:Mr|Mrs)\b\.?", {"mr", "mrs"}),
        (r"\b(?:one|two)+ more", {"one*", "two*"}),
        (r"\bborn\b|\bdob:", {"born", "dob"}),
        (r"\b(?:P\.?[ ]?O\.?[ ]?Box) \d", {"p", "po", "pobox"}),
    ],
)
def test_first_words_are_read_off_a_pattern(pattern: str, words: set[str]) -> None:
    """What is optional, repeated, grouped or joined by a hyphen is neither lost nor invented."""
    assert first_words(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        r"study",  # may begin within a word
        r"\b\w+ing\b",
        r"\b(?:study|\d+ people)\b",
        r"\b(?:very )?",
        r"\bborn\b|dob",
        r"\b[a-z]+['’]s",
        r"\b(?:[^x]|dog)",
        r"^name",
    ],
)
def test_first_words_that_cannot_be_told_are_not_guessed(pattern: str) -> None:
    """Such a pattern is searched for as before, since a wrong guess would hide a finding."""
    assert first_words(pattern) is None


def _patterns() -> Iterator[re.Pattern[str]]:
    """Every pattern of the rules of which the first words are known."""
    for package in (phi, claims):
        for module in pkgutil.iter_modules(package.__path__):
            values = vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
            for value in values:
                if isinstance(value, re.Pattern) and lead_bit(value):
                    yield value


def test_looking_for_first_words_misses_nothing_on_the_corpus() -> None:
    """For every pattern of the rules a full search of the corpus finds the same places."""
    patterns = list(dict.fromkeys(_patterns()))
    assert len(patterns) > 100
    lines = (CORPUS / "tune.jsonl").read_text(encoding="utf-8").splitlines()[::4]
    text = "\n\n".join(json.loads(line)["text"] for line in lines)
    layout = Layout(read_text(text), SourceKind.TEXT)
    for pattern in patterns:
        for low in (True, False):
            source = layout.low if low else layout.text
            plain = [
                match.span()
                for passage in layout.passages
                for match in pattern.finditer(source, passage.start, passage.end)
            ]
            assert [m.span() for _, m in layout.matches(pattern, low=low)] == plain, pattern.pattern


def test_letters_outside_ascii_belong_to_their_word() -> None:
    """A name with an accent is not cut where the accent stands."""
    found = check_text(
        "Happy birthday to our client Zoë Müller!", "a.md", SourceKind.MARKDOWN, KnownFacts()
    )
    assert [(d.code, d.column, d.length) for d in found] == [("phi-name", 30, 10)]
