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
from referable.checks.firstwords import first_words, later_words
from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.checks.phi.idioms import without_idioms
from referable.checks.phi.layout import Layout
from referable.checks.phi.reading import read_text
from referable.checks.phi.wordmarks import Words, lead_bit, need_bit, place_bit

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


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (
            r"\b(?:the|a|(?:19|20)\d\d) (?:former )?(?:mayor|vice[- ]mayor)\b",
            {"former", "mayor", "vice"},
        ),
        (r"\b(?:call|called) (?:me|her|him) (?:by )?", {"me", "her", "him"}),
        (r"(?:^|\W)won the [a-z]+ title\b", {"title"}),
        (r"\bwon the medal\b|\bin[ ](?:channel|news)\b", {"medal", "channel", "news"}),
        (r"\b(?:(?:old|red) cars|blue[ ]+van)s?\b", {"carss", "cars", "vans", "van"}),
    ],
)
def test_later_words_are_read_off_a_pattern(pattern: str, words: set[str]) -> None:
    """Words behind the spaces that every match has are told, and common ones are passed over."""
    assert later_words(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bmayor\b",  # one word has none behind it
        r"\bmayor ?elect\b",
        r"\bmayor( elect)?\b",
        r"\b(?:mayor elect|sheriff)\b",
        r"\bmayor of\b",
        r"\bmayor \w+\b",
        r"\bmayor [ ]*",
        r"\bmayor\ elect|[ ]?x",
    ],
)
def test_later_words_that_cannot_be_told_are_not_guessed(pattern: str) -> None:
    """No passage is passed over for want of a word that a match can do without."""
    assert later_words(pattern) == frozenset()


def test_words_of_plain_and_other_texts_have_the_same_places() -> None:
    """A text of English letters is cut by a faster pattern, at the same places."""
    bit = place_bit(frozenset({"hip", "hips", "back"}))
    plain = "hip-hop, 2 hips_back; back2back"
    assert Words(plain).places[bit] == Words(f"{plain} é").places[bit] == [0, 11, 16, 22, 27]


def test_plain_texts_are_read_like_others() -> None:
    """What is looked for at once in a text of plain characters is found as in any other."""
    lines = (CORPUS / "tune.jsonl").read_text(encoding="utf-8").splitlines()
    samples = [text for line in lines if (text := json.loads(line)["text"]).isascii()]
    samples += ["x A l i c e", "on 5 / 6 / 2 0 2 4", "a 4 2 year-old", "541-9O8-22l7", "&amp; *b*"]
    for text in samples:
        assert read_text(text).text == read_text(f"{text}\n“”").text[:-3]


@pytest.mark.parametrize("end", ["", " é"])
def test_hardware_addresses_are_found_in_any_text(end: str) -> None:
    """Pairs of characters between colons are an address, with or without accents around them."""
    found = check_text(
        f"My client's phone has the address 3c:22:fb:9a:10:7e.{end}",
        "a.md",
        SourceKind.TEXT,
        KnownFacts(),
    )
    assert "phi-web" in {d.code for d in found}


def _patterns() -> Iterator[re.Pattern[str]]:
    """Every pattern of the rules of which the first words or later ones are known."""
    for package in (phi, claims):
        for module in pkgutil.iter_modules(package.__path__):
            values = vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
            for value in values:
                if isinstance(value, re.Pattern) and (lead_bit(value) or need_bit(value)):
                    yield value


def test_looking_for_first_words_misses_nothing_on_the_corpus() -> None:
    """For every pattern of the rules a full search of the corpus finds the same places."""
    patterns = list(dict.fromkeys(_patterns()))
    assert len(patterns) > 100
    lines = (CORPUS / "tune.jsonl").read_text(encoding="utf-8").splitlines()[::4]
    text = "\n\n".join(json.loads(line)["text"] for line in lines)
    # Turns of phrase are blotted out of the lower-case text, from which the words are taken.
    low = without_idioms(text, text.lower())
    text = "".join(t if t.lower() == c else c for t, c in zip(text, low, strict=True))
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
