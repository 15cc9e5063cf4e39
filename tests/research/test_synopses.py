"""Synopses are read once, and what is wrong in them is told each time."""

from __future__ import annotations

from referable.diagnostics import Diagnostics
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.synopses import load_synopsis

SHORT = """\
---
design: rct
conditions: [neck-pain, nowhere]
population: Adults
participants: 12
intervention: Massage
conclusion: Pain fell.
reviewed: {on: 2026-11-01, by: Editors}
---

Too few words.
"""
CONDITIONS = "conditions:\n  neck-pain: {nam: Neck pain}\n"


def read(vocabulary: Vocabulary):
    diagnostics = Diagnostics()
    synopsis = load_synopsis(SHORT, "a.md", "smith2019", vocabulary, diagnostics)
    return synopsis, [(d.code, d.line) for d in diagnostics.sorted()]


def test_problems_are_told_at_each_reading():
    """A preview reads the same text again, and must not take it for mended."""
    first, told = read(Vocabulary())
    again, told_again = read(Vocabulary())

    assert first is again
    assert told == told_again == [("synopsis-length", 10)]


def test_another_vocabulary_is_another_judgement():
    known = {"low-back-pain": {"name": "Low back pain", "clinical": "LBP"}}
    other = Vocabulary.model_construct(conditions=known, scales={})
    assert ("condition-unknown", 3) in read(other)[1]
    assert ("condition-unknown", 3) not in read(Vocabulary())[1]


def test_a_broken_vocabulary_is_told_at_each_reading():
    for _ in range(2):
        diagnostics = Diagnostics()
        assert load_vocabulary(CONDITIONS, "conditions.yml", diagnostics).conditions == {}
        assert [d.line for d in diagnostics.sorted()][:1] == [2]
