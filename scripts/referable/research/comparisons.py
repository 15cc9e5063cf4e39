"""Comparisons: the two arms of an outcome's `comparison`, and what kind of comparator it was.

A direction such as "favors massage" means the first arm named. Where both arms are massage, or
the first is a package, only the arms' own words tell what was found, so statements use them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from referable.research.spelling import american

__all__ = ["Arms", "ComparatorKind", "Shape", "classify_comparator", "parse_comparison"]


class ComparatorKind(StrEnum):
    """What massage was compared with; kinds are never mixed in a table row or a plot."""

    SHAM = "sham"
    NONE = "none"
    ACTIVE = "active"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {
            ComparatorKind.SHAM: "sham or placebo",
            ComparatorKind.NONE: "no treatment or usual care",
            ComparatorKind.ACTIVE: "another treatment",
            ComparatorKind.OTHER: "other or mixed comparison",
        }[self]


class Shape(StrEnum):
    """How a comparison is built."""

    TWO_ARMS = "two-arms"
    SEVERAL = "several"
    """Arms compared with each other that the text does not name one by one."""
    UNNAMED = "unnamed"
    """A treatment is named, its comparator is not."""
    WITHIN = "within"
    """Before against after, or a single group: nothing to compare with."""
    CONTEXT = "context"
    """No arm received massage."""


@dataclass(frozen=True, slots=True)
class Arms:
    """The arms of a comparison.

    Attributes:
        shape: How the comparison is built.
        first: What the direction's "massage" stands for, in the record's words.
        second: What it was compared with; empty unless two arms are named.
        notes: What the record adds to each arm in parentheses, such as "39% improved".
        text: The comparison as recorded, in American spelling.
    """

    shape: Shape
    first: str
    second: str = ""
    notes: tuple[str, str] = ("", "")
    text: str = ""
    others: tuple[str, ...] = ()
    """Each comparator on its own, where the text names more than one."""

    @property
    def comparator(self) -> str:
        """The comparator in words that are never empty."""
        if self.second:
            return self.second
        return {
            Shape.SEVERAL: self.text,
            Shape.WITHIN: "no comparison group",
            Shape.CONTEXT: self.text,
        }.get(self.shape, "comparator not stated")

    @property
    def kind(self) -> ComparatorKind:
        """What kind of comparator the second arm is; `other` for a mixture and for add-ons.

        In "massage plus exercise vs exercise" the exercise is on both sides, so the comparison
        is not with exercise.
        """
        if _is_added(self.first, self.second):
            same = classify_comparator(self.second)
            return same if same is ComparatorKind.NONE else ComparatorKind.OTHER
        kinds = {classify_comparator(other) for other in self.others or (self.second,)}
        return kinds.pop() if len(kinds) == 1 else ComparatorKind.OTHER


_PAREN = re.compile(r"\s*\(([^()]*)\)")
_CONTEXT = re.compile(r"no massage arm|^yes vs no$", re.IGNORECASE)
_WITHIN = re.compile(
    r"^(?:before vs after|change within|changes? from baseline)\b|\bsingle cohort\b|no comparator\b"
    r"|no control group|no between-group|no comparison|^improved\b|^proportion of\b"
    r"|^national survey|^survey\b|^case reports|^none\b|^all office|^general and|^change\b",
    re.IGNORECASE,
)
_VERSUS = re.compile(r",?\s+(?:and\s+)?(?:vs\.?|versus)\s+", re.IGNORECASE)
_NARRATIVE = re.compile(r",\s*(?:narrative synthesis|propensity adjusted|across .*)$")
_SEVERAL = re.compile(
    r"each other|^between\b|^(?:two|three|four|five|six|all) \w+"
    r"|groups compared|groups, with or without",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def parse_comparison(text: str) -> Arms:
    """The arms of a comparison such as "massage vs usual care"."""
    shown = american(" ".join(text.split()))
    if _CONTEXT.search(shown):
        return Arms(Shape.CONTEXT, "", text=_PAREN.sub("", shown).strip())
    if _WITHIN.search(shown):
        return Arms(Shape.WITHIN, "", text=shown)
    parts = _VERSUS.split(shown)
    if len(parts) >= 2 and all(p.strip() for p in parts):
        arms = [_arm(part) for part in parts]
        first, others = arms[0], arms[1:]
        second = " or ".join(name for name, _ in others)
        note = "; ".join(n for _, n in others if n)
        return Arms(
            Shape.TWO_ARMS,
            _complete(first[0], second),
            second,
            (first[1], note),
            shown,
            tuple(name for name, _ in others),
        )
    if _SEVERAL.search(shown):
        return Arms(Shape.SEVERAL, "", text=shown)
    treatment = re.split(r"[,;:]", _PAREN.sub("", shown), maxsplit=1)[0].strip()
    return Arms(Shape.UNNAMED, treatment, text=shown)


def _arm(part: str) -> tuple[str, str]:
    """An arm's name and the note it carries; a note that tells what the arm is stays with it."""
    name = _NARRATIVE.sub("", part.strip())
    note = ""
    for match in _PAREN.finditer(name):
        if _is_note(match[1]):
            note = match[1]
            name = name.replace(match[0], "")
    return name.strip(" ,"), note


def _is_note(words: str) -> bool:
    numbers = re.search(r"\d", words) and not re.search(r"\bn\s*=", words)
    return bool(numbers) or bool(re.search(r"both groups|reported|trials?\b|benefit", words))


def _is_added(first: str, second: str) -> bool:
    """Whether the first arm is the second with something added."""
    common = re.sub(r"\b(?:only|alone|the same)\b|\([^()]*\)", "", second).strip()
    joined = re.search(r"\b(?:plus|added to|with|and)\b", first)
    return bool(common and joined and re.search(rf"\b{re.escape(common)}", first))


def _complete(first: str, second: str) -> str:
    """The words an arm leaves out: "higher vs lower dose" has a "higher dose"."""
    head, _, rest = second.partition(" ")
    endings = ("er", "ed")
    if rest and " " not in first and first.endswith(endings) and head.endswith(endings):
        return f"{first} {rest}"
    return first


_SHAM = re.compile(r"\b(?:sham|placebo|detuned)\b(?! (?:oil|ointment|injection))")
_NONE = re.compile(
    r"\bno (?:\w+ )?(?:treatment|intervention|massage|booster|touch|care)\b|\bno additional\b"
    r"|\bwait(?:ing)?[- ]?list\b|\bwait and see\b|\buntreated\b|\bdelayed\b"
    r"|\b(?:usual|routine|normal|standard)(?: \w+)? (?:care|treatment)\b|\btreatment as usual\b"
)
_ACTIVE = re.compile(
    r"\bactive (?:control|comparator|therap|treatment|intervention)\w*|\bexercises?\b"
    r"|\bacupuncture\b|\beducation\b|\bbook(?:let)?\b|\badvice\b|\btraction\b|\bdrugs?\b"
    r"|\bnsaids?\b|anti-inflammatory|\binjections?\b|\bshock ?wave\b|\bsplints?\b"
    r"|\brelaxation\b(?! time)|\bmeditation\b|\bthermotherapy\b|\bultrasound\b|\bphonophoresis\b"
    r"|\bneedling\b|\bstretching\b|\bphysical therapy\b|\bphysiotherapy\b|\bself-care\b"
    r"|\balexander\b|\bmassage\b|\bmanual therapy\b|\bmanipulation\b|\bvibration therapy\b"
    r"|\bother (?:\w+ )*(?:treatments?|therap(?:y|ies))\b|\banother (?:treatment|therapy)\b"
)
_UNCLEAR = re.compile(
    r"\binactive\b|\bnon-active\b|\bpassive\b|\bminimal\b|\bno or\b|\bno active\b|\battention\b"
    r"|\bany\b|\bor controls?\b|\bcontrol,|\bdifferent\b"
)


@lru_cache(maxsize=4096)
def classify_comparator(comparator: str) -> ComparatorKind:
    """The kind of a comparator, from its words; whatever is mixed or unclear is `other`.

    Light touch, rest and attention are `other`: sources call them a sham, an active control or
    an attention control, so no one kind can be claimed.
    """
    text = re.sub(r"\([^()]*\)", "", comparator).lower()
    if not text.strip() or _UNCLEAR.search(text):
        return ComparatorKind.OTHER
    # "sham ultrasound" is a sham, not ultrasound; "no massage" is not massage.
    rest = re.sub(r"\b(?:sham|detuned) \w+", "sham", text)
    none = bool(_NONE.search(rest))
    rest = _NONE.sub("", rest)
    kinds = [
        kind
        for kind, present in (
            (ComparatorKind.SHAM, bool(_SHAM.search(rest))),
            (ComparatorKind.NONE, none),
            (ComparatorKind.ACTIVE, bool(_ACTIVE.search(rest))),
        )
        if present
    ]
    return kinds[0] if len(kinds) == 1 else ComparatorKind.OTHER
