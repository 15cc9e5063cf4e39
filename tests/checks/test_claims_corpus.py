"""How much of what claims too much is found, and how seldom honest sentences are blamed."""

from __future__ import annotations

import pytest
import yaml
from claims_library import ROOT, check, codes

from referable.checks.claims import TRIGGERS
from referable.checks.claims.document import Document

CORPUS = ROOT / "tests" / "claims-corpus"


def _bad(part: str) -> list[tuple[str, str]]:
    data = yaml.safe_load((CORPUS / f"bad-{part}.yml").read_text(encoding="utf-8"))
    return [(code, text) for code, texts in data.items() for text in texts]


def _good(part: str) -> list[str]:
    return yaml.safe_load((CORPUS / f"good-{part}.yml").read_text(encoding="utf-8"))


TUNED = ("tune", "second-tune", "third-tune", "fourth-tune")
HELD_OUT = {
    "held-out": (0.92, 0.04),
    "second-held-out": (0.88, 0.03),
    "third-held-out": (0.8, 0.03),
    "fourth-held-out": (0.25, 0.03),
}
"""Floor of recall and ceiling of false alarms on sentences that no rule was tuned on."""


@pytest.mark.parametrize(("code", "text"), [case for part in TUNED for case in _bad(part)])
def test_a_claim_that_goes_too_far_is_found_under_its_code(code: str, text: str):
    """Each tuned sentence raises the code it stands under."""
    assert code in codes(text)


@pytest.mark.parametrize("text", [text for part in TUNED for text in _good(part)])
def test_an_honest_sentence_is_left_alone(text: str):
    """Nothing is said about a tuned sentence that claims nothing."""
    assert check(text) == []


@pytest.mark.parametrize("part", HELD_OUT)
def test_most_unseen_claims_are_found(part: str):
    """On sentences no rule was tuned on, recall stays above its floor."""
    cases = _bad(part)
    found = sum(code in codes(text) for code, text in cases)
    assert found / len(cases) >= HELD_OUT[part][0]


@pytest.mark.parametrize("part", HELD_OUT)
def test_few_unseen_honest_sentences_are_blamed(part: str):
    """On sentences no rule was tuned on, false alarms stay below their ceiling."""
    cases = _good(part)
    blamed = [text for text in cases if check(text)]
    assert len(blamed) / len(cases) <= HELD_OUT[part][1]


def test_every_finding_says_what_to_do():
    """Each diagnostic of the corpus has a message, a place and a fix."""
    for _, text in [case for part in (*TUNED, *HELD_OUT) for case in _bad(part)]:
        for diagnostic in check(text):
            assert diagnostic.message.endswith((".", "?"))
            assert diagnostic.fix
            assert diagnostic.line is not None
            assert diagnostic.column is not None
            line = text.split("\n")[diagnostic.line - 1]
            assert 1 <= diagnostic.column <= len(line)


def test_looking_only_where_words_give_a_claim_away_misses_none():
    """What a pattern finds anywhere in a block, its trigger words lead to."""
    texts = [text for part in (*TUNED, *HELD_OUT) for _, text in _bad(part)]
    texts += [text for part in (*TUNED, *HELD_OUT) for text in _good(part)]
    texts += [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))]
    for text in texts:
        document = Document(text)
        hits = TRIGGERS.find(document)
        for trigger in TRIGGERS.all:
            found = [match.span() for match in hits.matches(trigger.key)]
            assert found == [
                match.span()
                for block in document.blocks
                for match in trigger.pattern.finditer(document.low, block.start, block.end)
            ], (trigger.pattern.pattern[:60], text[:80])
