"""Synopses are read once, and what is wrong in them is told each time."""

from __future__ import annotations

import pytest

from referable.diagnostics import Diagnostics
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.statements import compose_statement
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


RESULT = """---
design: rct
conditions: [low-back-pain]
population: Adults
intervention: Massage
conclusion: Little.
outcomes:
  - domain: pain
    name: Pain, 0 to 10
    comparison: massage vs usual care
    measure: {measure}
    estimate: -1.2
    {interval}
    direction: favours-massage
reviewed: {{on: 2026-11-23, by: A}}
---

{body}
"""


def result(measure: str, interval: str):
    diagnostics = Diagnostics()
    text = RESULT.format(measure=measure, interval=interval, body="word " * 80)
    return load_synopsis(text, "s.md", "s", Vocabulary(), diagnostics), list(diagnostics)


@pytest.mark.parametrize(
    ("measure", "interval", "codes"),
    [
        ("MD", "# nothing", ["interval-missing"]),
        ("OR", "# nothing", ["interval-missing"]),
        ("percent", "# nothing", []),
        ("other", "# nothing", []),
        ("MD", "interval: [-1.9, -0.5]", []),
        ("MD", "interval: not reported", []),
        ("MD", "interval: Not  seen", []),
        ("MD", "interval: unknown", ["field-value"]),
        ("MD", "interval:", ["field-value"]),
    ],
)
def test_an_estimate_says_its_interval_or_that_there_is_none(measure, interval, codes):
    """A difference without its interval and without a word about it is a problem."""
    _, problems = result(measure, interval)

    assert codes == [p.code for p in problems]
    assert all(p.line == (12 if p.code == "interval-missing" else 13) for p in problems)


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ("interval: not reported", "interval not reported"),
        ("interval: not seen", "interval not seen"),
    ],
)
def test_what_is_said_of_a_missing_interval_is_shown(interval, said):
    """What a source does not give and what was not read are two things."""
    synopsis, _ = result("MD", interval)
    (outcome,) = synopsis.facts.outcomes

    assert outcome.interval is None
    assert said in compose_statement(outcome, synopsis, Vocabulary()).text
