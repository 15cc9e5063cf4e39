"""The starter's own synopses and vocabulary, read once for the tests that walk them all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from referable.diagnostics import Diagnostics
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.synopses import Synopsis, load_synopsis

RESEARCH = Path(__file__).resolve().parents[2] / "research"


@cache
def real_vocabulary() -> Vocabulary:
    path = RESEARCH / "conditions.yml"
    return load_vocabulary(path.read_text(encoding="utf-8"), path.name, Diagnostics())


@cache
def real_synopses() -> tuple[Synopsis, ...]:
    known, found = real_vocabulary(), []
    for path in sorted((RESEARCH / "synopses").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        synopsis = load_synopsis(text, path.name, path.stem, known, Diagnostics())
        assert synopsis is not None, path
        found.append(synopsis)
    return tuple(found)
