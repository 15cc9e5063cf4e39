"""How much of the corpus is found, how often the harmless part is flagged, and what messages show."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.diagnostics import Diagnostic, Diagnostics
from referable.practice import load_practice

CORPUS = Path(__file__).parents[1] / "phi-corpus"
AUTHORS = [
    "Cherkin, Daniel C.",
    "Sherman, Karen J.",
    "Field, Tiffany",
    "Furlan, Andrea D.",
    "Chou, Roger",
    "Skelly, Andrea C.",
    "Côté, Pierre",
    "Skillgate, Eva",
    "Perlman, Adam",
]
WHOLE_LINE = {"reply", "photo", "bio", "trait", "anon"}
SHARED_WORDS = {
    "https",
    "http",
    "photos",
    "school",
    "mail",
    "about",
    "year",
    "facebook",
    "linkedin",
    "street",
    "county",
    "last",
    "plate",
    "massage",
    "client",
    "patient",
    "the",
    "and",
    "family",
    "teacher",
    "lady",
    "old",
    "place",
}


@dataclass(frozen=True)
class Scored:
    """One corpus entry with what was said about it."""

    entry: dict
    diagnostics: tuple[Diagnostic, ...]


def known_facts() -> KnownFacts:
    text = (CORPUS / "practice.yml").read_text(encoding="utf-8")
    return KnownFacts.from_practice(load_practice(text, "practice.yml", Diagnostics()), AUTHORS)


@cache
def scored(name: str) -> tuple[Scored, ...]:
    facts = known_facts()
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(
        Scored(e, tuple(check_text(e["text"], e["path"], SourceKind(e["kind"]), facts)))
        for e in map(json.loads, lines)
    )


def is_met(entry: dict, span: dict, diagnostics: tuple[Diagnostic, ...]) -> bool:
    text = entry["text"]
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    start, end = span["start"], span["end"]
    if span["category"] in WHOLE_LINE:
        start = text.rfind("\n", 0, start) + 1
        end = text.find("\n", end) if "\n" in text[end:] else len(text)
    for d in diagnostics:
        if d.line is None or d.column is None:
            return True
        at = starts[d.line - 1] + d.column - 1
        if at < end and start < at + d.length:
            return True
    return False


def recall(name: str) -> dict[str, tuple[int, int]]:
    met: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for s in scored(name):
        for span in s.entry.get("spans", ()):
            total[span["category"]] += 1
            met[span["category"]] += is_met(s.entry, span, s.diagnostics)
    return {c: (met[c], total[c]) for c in total}


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("tune", 0.99),
        ("tune-2", 0.98),
        ("tune-3", 0.97),
        ("tune-4", 0.98),
        ("tune-5", 0.97),
        ("tune-6", 0.95),
        ("heldout-3", 0.96),
        ("heldout-4", 0.98),
        ("heldout-5", 0.90),
        ("heldout-6", 0.89),
        ("heldout", 0.88),
    ],
)
def test_recall_stays_above_its_floor(name: str, floor: float) -> None:
    """Hazards of all categories together are found at least as often as when last measured."""
    by_category = recall(name)
    met = sum(m for m, _ in by_category.values())
    total = sum(t for _, t in by_category.values())

    assert met / total >= floor


@pytest.mark.parametrize("category", sorted(recall("tune")))
def test_every_category_is_found(category: str) -> None:
    """No category of the tuning corpus falls below nine in ten, or one miss in a small one."""
    met, total = recall("tune")[category]

    assert met >= min(0.9 * total, total - 1)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("tune", 0.01),
        ("tune-2", 0.01),
        ("tune-3", 0.01),
        ("tune-4", 0.01),
        ("tune-5", 0.03),
        ("tune-6", 0.12),
        ("heldout-3", 0.02),
        ("heldout-4", 0.01),
        ("heldout-5", 0.04),
        ("heldout-6", 0.06),
        ("heldout", 0.03),
    ],
)
def test_harmless_texts_are_left_alone(name: str, most: float) -> None:
    """False alarms stay within their share of harmless texts."""
    harmless = [s for s in scored(name) if s.entry["harmless"]]
    flagged = [s.entry["id"] for s in harmless if s.diagnostics]

    assert len(flagged) <= most * len(harmless) + name.startswith("heldout")


def test_messages_never_repeat_what_identifies() -> None:
    """No message or fix contains a word or number of the span it speaks of."""
    leaks = []
    for s in scored("tune"):
        said = " ".join(f"{d.message} {d.fix}" for d in s.diagnostics).lower()
        for span in s.entry.get("spans", ()):
            if span["category"] in WHOLE_LINE:
                continue
            value = s.entry["text"][span["start"] : span["end"]].lower()
            words = {w for w in re.findall(r"\w{4,}", value) if not w.isdigit() or len(w) > 4}
            leaks += [
                (s.entry["id"], w) for w in words - SHARED_WORDS if re.search(rf"\b{w}\b", said)
            ]

    assert leaks == []


def test_the_corpus_is_large_and_varied() -> None:
    """Both parts hold hazards and harmless texts of every kind of source."""
    kinds = {(s.entry["kind"], s.entry["harmless"]) for s in scored("tune")}

    assert kinds == {(k.value, h) for k in SourceKind for h in (True, False)}
    assert sum(not s.entry["harmless"] for s in scored("tune")) >= 300
    assert sum(s.entry["harmless"] for s in scored("tune")) >= 300
