"""What a therapist reads about a finding; the private value itself is masked."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi.model import Finding

__all__ = ["fix_of", "mask", "message_of"]

_FIX = {
    "phi-name": "Delete the name, or use a role (“a client in her forties”). A patient may be named only with a "
    "signed authorization (45 CFR 164.508).",
    "phi-geo": "Write the state only, or drop it.",
    "phi-date": "Keep the year only, or write a duration such as “after six visits”.",
    "phi-age": "Write “90 or older” or leave the age out.",
    "phi-contact": "Remove it; contact goes through the practice's own phone.",
    "phi-number": "Delete the number; describe it if the text needs it (“the member ID on your card”).",
    "phi-web": "Remove the link or address.",
}
_LONGEST_CLUE = 24


def mask(value: str) -> str:
    """The value with all but its beginnings hidden: "Ph… S…", "541-…", "p…@…"."""
    value = " ".join(value.split())
    if "@" in value:
        return value[0] + "…@…"
    if value.startswith("///"):  # three words that are a square on the map
        return "///" + value.lstrip("/")[:1] + "…"
    if re.match(r"https?:|www\.|[\w-]+\.[a-z]{2,}/", value):
        return re.split(r"(?<=[a-z0-9])/", value, maxsplit=1)[0][:8] + "…"
    digits = sum(c.isdigit() for c in value)
    if digits >= 4 and digits * 2 >= len(value.replace(" ", "")):
        return re.match(r"[(+]?\w{0,3}[)-]?", value)[0][:4].rstrip("-") + "-…"  # type: ignore[index]
    if digits and len(value) < 5:
        return "…"
    words = value.split(" ")
    shown = " ".join(w if not w[0].isalnum() else _mask_word(w) for w in words[:3])
    return shown + (" …" if len(words) > 3 else "")


def _mask_word(word: str) -> str:
    if len(word) <= 2 or word[0].isdigit():
        return "…" if len(word) > 1 or word[0].isdigit() else word[0] + "…"
    return (word[:2] if len(word) > 5 else word[0]) + "…"


def message_of(finding: Finding, written: str, private: frozenset[str]) -> str:
    """One sentence: what stands here, which words tie it to a person.

    Args:
        finding: The finding.
        written: The text of its span.
        private: Words of other findings of the file, which a message must not repeat either.
    """
    shown = f"“{mask(written)}” " if finding.secret else ""
    verb = "is" if finding.certain else "may be"
    clue = finding.clue.strip().lower()
    tie = ""
    if (
        clue
        and len(clue) <= _LONGEST_CLUE
        and not any(c.isdigit() for c in clue)
        and not (set(re.findall(r"\w+", clue)) & private)
    ):
        tie = f", because of “{clue}” nearby"
    if finding.code == "review-reply":
        return "These words confirm that somebody is a patient."
    if finding.code == "testimonial":
        return "This looks like a patient's own words about results."
    what = finding.what
    about = (
        ""
        if "patient" in what or "person" in what or "somebody" in what
        else " of somebody you treat"
    )
    return f"{shown or 'This '}{verb} {what}{about}{tie}."


def fix_of(finding: Finding) -> str:
    """What to write instead."""
    return finding.fix or _FIX.get(finding.code, "Remove it.")
