"""The starter's own synopses, read once for the tests of claims."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from referable.checks.claims import check_claims
from referable.diagnostics import Diagnostic, Diagnostics
from referable.research.conditions import Vocabulary
from referable.research.synopses import Synopsis, load_synopsis
from referable.suppressions import cover, read_exemptions

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 23)


@cache
def library() -> dict[str, Synopsis]:
    """All synopses of the starter by key."""
    problems = Diagnostics()
    found = {}
    for file in sorted((ROOT / "research" / "synopses").glob("*.md")):
        path = file.relative_to(ROOT).as_posix()
        text = file.read_text(encoding="utf-8")
        synopsis = load_synopsis(text, path, file.stem, Vocabulary(), problems)
        if synopsis is not None:
            found[file.stem] = synopsis
    return found


def check(
    text: str,
    *,
    path: str = "docs/page.md",
    synopses: dict[str, Synopsis] | None = None,
    register: str = "clinician",
    today: dt.date = TODAY,
    grade: bool = False,
    **options,
) -> list[Diagnostic]:
    """What the claim checks say about a text; the reading grade only when it is asked for."""
    studies = library() if synopses is None else synopses
    found = check_claims(
        text, path, studies.keys(), studies, register=register, today=today, **options
    )
    return [d for d in found if grade or d.code != "reading-grade"]


def codes(text: str, **options) -> list[str]:
    """The codes found that no exception in the text covers, in order."""
    before = "\n" * (options.get("first_line", 1) - 1)
    return [d.code for d in cover(check(text, **options), read_exemptions(before + text)[0])[0]]
