"""Questions: what a study asked, in the order people, treatment, comparison, outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable

from referable.research.comparisons import Arms, Shape, parse_comparison
from referable.research.conditions import Domain
from referable.research.parts import with_article
from referable.research.spelling import american
from referable.research.synopses import Design, Direction, Outcome, Synopsis
from referable.research.topics import is_plural, lower_first, make_topic

__all__ = ["study_question"]

_MOST = 3
"""Treatments, comparators or outcomes that one question names."""
_LONGEST = 260
"""Characters; a longer question names fewer of each, and at last there is none."""


def study_question(synopsis: Synopsis) -> str:
    """The question a study answers: whom, what was given, against what, and what it changed.

    It asks if something changed, never if it helped, so that the question claims nothing.

    Args:
        synopsis: The study.

    Returns:
        A question, or nothing where the record has no outcome that compares a treatment: a
        survey, a guideline, a study of one group or one without massage.
    """
    for most in range(_MOST, 0, -1):
        question = _question(synopsis, most)
        if len(question) <= _LONGEST:
            return question
    return ""


def _question(synopsis: Synopsis, most: int) -> str:
    if synopsis.facts.design in {Design.SURVEY, Design.COHORT, Design.CASE_SERIES}:
        return ""
    compared = [
        (outcome, arms)
        for outcome in synopsis.facts.outcomes
        if (arms := parse_comparison(outcome.comparison)).shape in {Shape.TWO_ARMS, Shape.UNNAMED}
        and not arms.first.endswith(" leg")
    ]
    compared = [c for c in compared if c[0].direction is not Direction.NOT_ESTIMABLE] or [
        c for c in compared if c[0].domain is not Domain.OTHER
    ]
    people = re.sub(r"\s*\([^()]*\)", "", american(synopsis.facts.population))
    people = people.partition(";")[0].strip(" .")
    treatments = _distinct(_treatment(arms.first) for _, arms in compared)
    if not treatments or not people:
        return ""
    measured = _some(_measured([outcome for outcome, _ in compared]), most, "other outcomes")
    against = _against([arms for _, arms in compared], treatments, most)
    do = "do" if is_plural(treatments[0]) else "does"
    given = _some([with_article(treatment) for treatment in treatments], most, "other treatments")
    return f"In {lower_first(people)}, {do} {given} change {measured}, compared with {against}?"


def _treatment(arm: str) -> str:
    """An arm without its dose; one that is only a dose, "60 minutes twice weekly", is massage."""
    return "massage" if arm[:1].isdigit() else re.sub(r"\s*\([^()]*\)", "", arm)


def _against(arms: list[Arms], treatments: list[str], most: int) -> str:
    named = _distinct(
        _treatment(other)
        for arm in arms
        for other in (arm.others or ((arm.second,) if arm.second else ()))
    )
    others = [other for other in named if other not in treatments] or named
    if not others:
        return "a comparator that is not stated"
    return _some([with_article(other) for other in others], most, "other comparators")


def _measured(outcomes: list[Outcome]) -> list[str]:
    named = _distinct(o.domain.label for o in outcomes if o.domain is not Domain.OTHER)
    return named or _distinct(
        "unwanted effects" if "adverse" in o.name.lower() else make_topic(o).text for o in outcomes
    )


def _some(items: list[str], most: int, rest: str) -> str:
    """The first items, and that there are others."""
    return _list(items if len(items) <= most else [*items[: max(1, most - 1)], rest])


def _distinct(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(text.strip() for text in texts) if text]


def _list(items: list[str]) -> str:
    *rest, last = items
    return f"{', '.join(rest)} or {last}" if rest else last
