"""The one finding of a study that a post or a picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referable.research.ranking import collect_findings, is_harm
from referable.research.spelling import american, in_sentence

if TYPE_CHECKING:
    from referable.research.conditions import Vocabulary
    from referable.research.ranking import Finding
    from referable.research.synopses import Synopsis

__all__ = ["study_findings", "topics"]

_TOPICS = 3


def topics(synopsis: Synopsis, vocabulary: Vocabulary) -> str:
    """What a study is about, in the plain names of its first conditions."""
    slugs = synopsis.facts.conditions[:_TOPICS]
    return ", ".join(in_sentence(american(vocabulary.name(slug))) for slug in slugs)


def study_findings(synopsis: Synopsis, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """A study's findings in the site's own order, which no result can buy itself into.

    The order looks at what was compared, how surely and how lately, never at who was favored.
    Harms come last, since they are told in a sentence of their own.
    """
    found: dict[int, Finding] = {}
    for slug in synopsis.facts.conditions:
        for finding in collect_findings(slug, [synopsis], vocabulary):
            found.setdefault(id(finding.outcome), finding)
    return tuple(sorted(found.values(), key=lambda f: (is_harm(f.outcome), f.rank)))
