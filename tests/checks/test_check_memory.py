"""What the checks keep: findings and results, never the texts, however many files there are."""

from __future__ import annotations

import datetime as dt
import gc
import json
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from referable.checks.claims import check_claims
from referable.checks.claims import triggers as claim_words
from referable.checks.claims.document import Block
from referable.checks.phi import KnownFacts, SourceKind, check_text, wordmarks
from referable.checks.phi.passages import Passage
from referable.checks.sources import check_sources
from referable.diagnostics import Diagnostic
from referable.project import Settings

Site = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 11, 23)
SAMPLE = """\
# Notes

Our client Yolanda Perez, 541-555-0123, came in on March 3, 2024 with a sore shoulder.

Massage cures back pain.
"""


class Text(str):
    """A text whose end can be noticed."""

    __slots__ = ("__weakref__",)


def _check(text: str) -> list[Diagnostic]:
    found = check_text(text, "docs/a.md", SourceKind.MARKDOWN, KnownFacts())
    return found + check_claims(text, "docs/a.md", (), {}, register="patient", today=DAY)


def _alive(*kinds: type) -> int:
    gc.collect()
    return sum(isinstance(thing, kinds) for thing in gc.get_objects())


def test_texts_are_released_while_their_findings_are_kept() -> None:
    """A finding that held on to its page would fill the memory with the whole site."""
    text = Text(SAMPLE)
    end = weakref.ref(text)
    found = _check(text)
    assert {d.code for d in found} >= {"phi-name", "phi-contact", "claim-cure"}
    del text
    gc.collect()
    assert end() is None


def test_nothing_of_a_page_outlives_a_run(make_site: Site) -> None:
    """Passages and blocks are gone when the run has ended, and its findings are all there."""
    pages = {f"docs/page-{number}.md": SAMPLE for number in range(12)}
    root = make_site({"docs/index.md": "# A\n", **pages})
    before = _alive(Passage, Block)
    found = check_sources(root, Settings(), "docs", DAY)
    assert len({d.path for d in found if d.code == "phi-name"}) == len(pages)
    assert _alive(Passage, Block) == before


def test_words_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words the pages have, few are kept, and what is found stays the same."""
    expected = _check(SAMPLE)
    monkeypatch.setattr(wordmarks, "_MOST_WORDS", 200)
    monkeypatch.setattr(claim_words, "_MOST_WORDS", 200)
    for page in range(8):
        words = " ".join(f"q{chr(97 + page)}{n:x}z".translate(_LETTERS) for n in range(300))
        found = _check(f"{SAMPLE}\n{words}\n")
        assert [d for d in found if d.line != 7 and d.code != "reading-grade"] == expected
        assert len(wordmarks._known) <= 600
        assert len(wordmarks._tested) <= 600


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def test_unchanged_file_is_not_checked_again(make_site: Site) -> None:
    """The second run takes what the first one kept, until the file has another text."""
    root = make_site({"docs/index.md": "# A\n", "docs/a.md": SAMPLE, "docs/b.md": SAMPLE})
    check_sources(root, Settings(), "docs", DAY)
    kept = root / Settings().cache / "checks.json"
    stored = json.loads(kept.read_bytes())
    for rows in stored["results"].values():
        for row in rows:
            row["message"] = f"Kept for {row['path']}"
    kept.write_text(json.dumps(stored), encoding="utf-8")
    written = kept.read_bytes()
    again = check_sources(root, Settings(), "docs", DAY)
    assert {d.message for d in again if d.path != "docs/index.md"} == {
        "Kept for docs/a.md",
        "Kept for docs/b.md",
    }
    assert kept.read_bytes() == written
    (root / "docs/b.md").write_text(f"{SAMPLE}\nMore.\n", encoding="utf-8")
    changed = check_sources(root, Settings(), "docs", DAY)
    assert {d.message for d in changed if d.path == "docs/a.md"} == {"Kept for docs/a.md"}
    assert not any(d.message.startswith("Kept") for d in changed if d.path == "docs/b.md")
