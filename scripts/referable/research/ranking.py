"""Ranking: which of several findings on one question is shown first.

The order is fixed and the same everywhere: massage alone before packages; what people feel
before laboratory measures such as pressure thresholds and cortisol; results that compare
two named arms before those that do not; syntheses before trials; graded before ungraded, and
among the ungraded those with a number before those without; newer before older; higher certainty
before lower; larger before smaller; then by citation key and by place in the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from referable.research.comparisons import Shape, parse_comparison
from referable.research.conditions import Vocabulary
from referable.research.relevance import belongs_to
from referable.research.spelling import american
from referable.research.statements import Statement, StatementKind, compose_statement
from referable.research.synopses import Design, Direction, Outcome, Synopsis

__all__ = [
    "Finding",
    "collect_findings",
    "find_package",
    "is_harm",
    "is_package",
    "rank_study",
    "source_label",
    "study_year",
]

_SYNTHESES = frozenset({Design.OVERVIEW, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW})
_TRIALS = frozenset({Design.RCT, Design.PILOT_RCT})
_HARM = re.compile(r"adverse|side effect|\bharms?\b|discomfort after", re.IGNORECASE)
_SURROGATE = re.compile(
    r"threshold|electromyogra|cortisol|kinase|\bmarkers\b|interleukin|lactate|blood pressure"
    r"|heart rate",
    re.IGNORECASE,
)
_SPORT = re.compile(r"\b(?:after|around|post|in sport and)\b[\w ()-]*?\bexercise\b", re.IGNORECASE)
_PACKAGE = re.compile(
    r"acupressure|acupoint|reflexology|reflex-area|aromatherapy|dry needling"
    r"|spinal manipulation|manipulative|osteopathic|lymph\w* drainage|manual therap"
    r"|\bexercises?\b|\bstretching\b|multimodal|package|physiotherapy|physical therapy"
    r"|mental training|warm packs|touch interventions|\binjections?\b|\bsplint\b"
    r"|re-education|phonophoresis|ultrasound",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome with its study, its statement and its place in the order.

    Attributes:
        outcome: The outcome.
        synopsis: Its study.
        statement: Its statement.
        year: The study's year, or 0 when unknown.
        package: Why this is not massage alone, or nothing.
        rank: Sorts findings, the best first.
    """

    outcome: Outcome
    synopsis: Synopsis
    statement: Statement
    year: int
    package: str
    rank: tuple[int | str, ...]

    @property
    def has_number(self) -> bool:
        """Whether its source gives the size of the difference, or an interval for it."""
        return self.outcome.estimate is not None or self.outcome.interval is not None

    @property
    def people(self) -> int:
        """The people behind the result, or in the whole study, or 0."""
        return self.outcome.participants or self.synopsis.facts.participants or 0


def study_year(key: str, years: Mapping[str, int] | None = None) -> int:
    """The year of a study: from the library, else from its citation key, else 0."""
    if years and key in years:
        return years[key]
    match = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", key)
    return int(match[0]) if match else 0


def source_label(key: str, years: Mapping[str, int] | None = None) -> str:
    """A short name for a study, "Cherkin 2011", as far as its key gives one."""
    name = re.match(r"[^\W\d_]+", key)
    year = study_year(key, years)
    return f"{name[0].title()} {year}" if name and year else key


def is_harm(outcome: Outcome) -> bool:
    """Whether an outcome counts unwanted effects."""
    return bool(_HARM.search(outcome.name))


def find_package(outcome: Outcome, synopsis: Synopsis) -> str:
    """What was given, when it was not massage alone; else nothing."""
    first = parse_comparison(outcome.comparison).first
    if _PACKAGE.search(first):
        return american(first)
    said = f"{first} {outcome.name}"
    if "massage" in first.lower().split()[1:] or re.search(r"\balone\b", said):
        return ""  # the arm itself says which massage it was
    arms = {parse_comparison(o.comparison).first for o in synopsis.facts.outcomes}
    if first.lower() == "massage" and any(_PACKAGE.search(arm) for arm in arms - {first}):
        return ""  # the study tells its packages apart by name
    given = synopsis.facts.intervention
    return american(given) if is_package(given) and not re.search(r"\balone\b", given) else ""


def is_package(intervention: str) -> bool:
    """Whether a study gave more than massage; exercise that was massaged after does not count."""
    return bool(_PACKAGE.search(_SPORT.sub("", intervention)))


def collect_findings(
    slug: str,
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None = None,
) -> tuple[Finding, ...]:
    """All findings on a condition, the best first.

    Only syntheses and trials are taken; surveys, cohorts and laboratory studies compare nothing
    or do not compare massage. Outcomes without a massage arm and single groups are left out.
    Harms are taken from any design.

    Args:
        slug: The condition.
        synopses: The library's synopses.
        vocabulary: Conditions and scales.
        years: Publication years by citation key; a key's own digits stand in for a missing one.
    """
    found = []
    for synopsis in synopses:
        if slug not in synopsis.facts.conditions:
            continue
        for index, outcome in enumerate(synopsis.facts.outcomes):
            harm = is_harm(outcome)
            if not harm and synopsis.facts.design not in _SYNTHESES | _TRIALS:
                continue
            if not belongs_to(outcome, synopsis, slug, vocabulary):
                continue
            shape = parse_comparison(outcome.comparison).shape
            if not harm and shape in {Shape.WITHIN, Shape.CONTEXT}:
                continue
            year = study_year(synopsis.key, years)
            found.append(_finding(synopsis, index, vocabulary, year))
    return tuple(sorted(found, key=lambda f: f.rank))


@lru_cache(maxsize=10_000)  # a finding is shown by its condition, by the map and by its study
def _finding(synopsis: Synopsis, index: int, vocabulary: Vocabulary, year: int) -> Finding:
    outcome = synopsis.facts.outcomes[index]
    statement = compose_statement(outcome, synopsis, vocabulary)
    package = find_package(outcome, synopsis)
    graded = outcome.certainty is not None
    has_number = outcome.estimate is not None or outcome.interval is not None
    people = outcome.participants or synopsis.facts.participants or 0
    rank: tuple[int | str, ...] = (
        bool(package),
        bool(_SURROGATE.search(outcome.name)),
        statement.kind in {StatementKind.NOT_COMPARED, StatementKind.CONTEXT}
        or outcome.direction is Direction.NOT_ESTIMABLE,
        statement.comparator == "comparator not stated",
        synopsis.facts.design not in _SYNTHESES,
        not graded,
        not (graded or has_number),
        -year,
        -(outcome.certainty.dots if outcome.certainty else 0),
        -people,
        synopsis.key,
        index,
    )
    return Finding(outcome, synopsis, statement, year, package, rank)


def rank_study(synopsis: Synopsis, years: Mapping[str, int] | None = None) -> tuple[int | str, ...]:
    """The order of whole studies, by the same rules as findings."""
    facts = synopsis.facts
    return (
        is_package(facts.intervention),
        facts.design not in _SYNTHESES,
        -study_year(synopsis.key, years),
        -(facts.participants or 0),
        synopsis.key,
    )
