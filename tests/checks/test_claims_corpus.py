"""How much of what claims too much is found, and how seldom honest sentences are blamed."""

from __future__ import annotations

import pytest
import yaml
from claims_library import ROOT, check, codes

CORPUS = ROOT / "tests" / "claims-corpus"


def _bad(part: str) -> list[tuple[str, str]]:
    data = yaml.safe_load((CORPUS / f"bad-{part}.yml").read_text(encoding="utf-8"))
    return [(code, text) for code, texts in data.items() for text in texts]


def _good(part: str) -> list[str]:
    return yaml.safe_load((CORPUS / f"good-{part}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code", "text"), _bad("tune"))
def test_a_claim_that_goes_too_far_is_found_under_its_code(code: str, text: str):
    """Each tuned sentence raises the code it stands under."""
    assert code in codes(text)


@pytest.mark.parametrize("text", _good("tune"))
def test_an_honest_sentence_is_left_alone(text: str):
    """Nothing is said about a tuned sentence that claims nothing."""
    assert check(text) == []


def test_most_unseen_claims_are_found():
    """On sentences no rule was tuned on, recall stays above its floor."""
    cases = _bad("held-out")
    found = sum(code in codes(text) for code, text in cases)
    assert found / len(cases) >= 0.84


def test_few_unseen_honest_sentences_are_blamed():
    """On sentences no rule was tuned on, false alarms stay below their ceiling."""
    cases = _good("held-out")
    blamed = [text for text in cases if check(text)]
    assert len(blamed) / len(cases) <= 0.04


def test_every_finding_says_what_to_do():
    """Each diagnostic of the corpus has a message, a place and a fix."""
    for _, text in _bad("tune") + _bad("held-out"):
        for diagnostic in check(text):
            assert diagnostic.message.endswith((".", "?"))
            assert diagnostic.fix
            assert diagnostic.line is not None
            assert diagnostic.column is not None
            line = text.split("\n")[diagnostic.line - 1]
            assert 1 <= diagnostic.column <= len(line)
