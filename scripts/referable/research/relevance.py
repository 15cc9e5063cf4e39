"""Relevance: which outcomes of a study belong to which condition's page.

A review of chronic pain reports on the back, the neck and the knee; the knee's result must not
stand on the neck's page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from referable.research.conditions import Domain, Kind, Vocabulary
from referable.research.synopses import Outcome, Synopsis

__all__ = ["belongs_to"]

_COMMON = frozenset({"pain", "symptoms", "headache", "type", "disorder", "chronic", "low", "and"})
_BY_PLACE = frozenset({Domain.PAIN, Domain.HEADACHE_FREQUENCY})


def belongs_to(outcome: Outcome, synopsis: Synopsis, slug: str, vocabulary: Vocabulary) -> bool:
    """Whether an outcome is about a condition.

    An outcome that names conditions by their place of pain ("function in chronic neck pain")
    belongs to those. One that names none belongs to all conditions of its study; but where its
    neighbors name theirs, as in a review of many joints, it belongs only where a word of the
    condition's own stands in it ("pain after breast cancer surgery").

    Args:
        outcome: The outcome, one of the synopsis's.
        synopsis: Its study.
        slug: The condition or topic.
        vocabulary: The conditions with their synonyms.
    """
    if slug not in synopsis.facts.conditions:
        return False
    condition = vocabulary.conditions.get(slug)
    if condition is None or condition.kind is Kind.TOPIC:
        return True
    names = _names(vocabulary)
    named = _named(outcome.name, names)
    if named:
        return slug in named
    if len(synopsis.facts.conditions) == 1:
        return True
    if not any(_named(o.name, names) for o in synopsis.facts.outcomes):
        return True
    telling = set(slug.split("-")) - _COMMON
    return bool(telling & set(re.findall(r"[a-z]+", outcome.name.lower())))


_Names = tuple[tuple[str, tuple[str, ...]], ...]


def _names(vocabulary: Vocabulary) -> _Names:
    """The names of the conditions that are known by where it hurts.

    "Sleep" or "anxiety" would be found in half of all outcomes and tell nothing.
    """
    return tuple(
        (slug, (c.name, c.clinical_name, *c.synonyms))
        for slug, c in vocabulary.conditions.items()
        if c.outcomes and c.outcomes[0].domain in _BY_PLACE and c.kind is Kind.CONDITION
    )


@lru_cache(maxsize=8)
def _index(names: _Names) -> tuple[re.Pattern[str], dict[str, set[str]]]:
    """One pattern for all names, the longest first, and whose names they are."""
    owners: dict[str, set[str]] = {}
    for slug, texts in names:
        for text in filter(None, texts):
            owners.setdefault(text.lower(), set()).add(slug)
    any_of = "|".join(re.escape(t) for t in sorted(owners, key=lambda t: (-len(t), t))) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE), owners


def _named(text: str, names: _Names) -> set[str]:
    pattern, owners = _index(names)
    found: set[str] = set()
    for match in pattern.finditer(text):
        found |= owners.get(match[0].lower(), set())
    return found
