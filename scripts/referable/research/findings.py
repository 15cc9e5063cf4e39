"""Findings: the answer box and the summary-of-findings table of a condition.

Findings are ordered as `ranking` says. The table has one row for each outcome, kind of comparator
and time, at most seven. Outcomes come in the order that `conditions.yml` gives for the condition
(others only when those leave room), each outcome's first finding before any outcome's second.
Within an outcome massage alone comes before packages, and what says how much, or against what and
when or how certain, before what does not; then a new kind of comparator before another time, graded
findings, comparisons with sham and findings with a number before the rest, then no treatment or
usual care, another treatment, and what is mixed or unclear. Kinds of comparator are never mixed in
a row. One row is always about harms. If none of the chosen rows is a null or negative result and
the library has one, it takes the place of the row chosen last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from referable.research.comparisons import ComparatorKind
from referable.research.conditions import Domain, Vocabulary
from referable.research.ranking import (
    Finding,
    collect_findings,
    is_harm,
    rank_study,
    source_label,
    study_year,
)
from referable.research.sizes import Judgement, Size, judge_size
from referable.research.statements import Statement
from referable.research.synopses import Certainty, Direction, Synopsis
from referable.research.topics import make_topic

__all__ = [
    "Answer",
    "AnswerBox",
    "HarmReport",
    "Row",
    "compose_answer_box",
    "report_harms",
    "summarize_findings",
]

MOST_ROWS = 7
NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class HarmReport:
    """What a source says about unwanted effects, word for word from its synopsis."""

    text: str
    key: str
    source: str
    year: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the summary-of-findings table; every text is ready to be shown.

    Attributes:
        outcome: What was measured.
        domain: The outcome's domain; None in a harms row without an outcome.
        scale: The scale with its range and direction, or "scale not stated".
        comparator: What massage was compared with.
        comparator_kind: Of what kind that is.
        timepoint: When, or "time point not stated".
        studies: Studies behind the result, or None.
        people: People behind the result, or None.
        result: Difference and interval with unit.
        important: Whether the important change is reached.
        reason: What the size was judged against, or why it was not.
        certainty: The source's certainty, or None.
        certainty_scale: Whose scale: "GRADE", or another by name.
        marked: "certainty not graded", or nothing.
        words: The statement.
        direction: Which side it favors; None in a harms row without an outcome.
        key: The citation key; empty when nothing was found.
        source: The source's short name.
        year: Its year, or 0.
        design: Its design in words.
        package: Why this is not massage alone, or nothing.
        also: How the other findings of this row's outcome, comparator and time fell out.
        is_harm: The row is about unwanted effects.
    """

    outcome: str
    domain: Domain | None
    scale: str
    comparator: str
    comparator_kind: ComparatorKind
    timepoint: str
    studies: int | None
    people: int | None
    result: str
    important: str
    reason: str
    certainty: Certainty | None
    certainty_scale: str
    marked: str
    words: str
    direction: Direction | None
    key: str
    source: str
    year: int
    design: str
    package: str
    also: tuple[tuple[Direction, int], ...]
    is_harm: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the answer box.

    Attributes:
        label: What it is about: "pain", "disability".
        statement: The best finding, or None when the library has none.
        contrast: The best finding that points another way, so that the box never shows only
            one side; or None.
        package: Why the statement is not about massage alone, or nothing.
    """

    label: str
    statement: Statement | None
    contrast: Statement | None = None
    package: str = ""


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """The answer box: two outcomes and the harms."""

    answers: tuple[Answer, ...]
    harms: tuple[HarmReport, ...]
    """Best source first; empty when no study of the condition reports on harms."""


_Group = tuple[Domain, ComparatorKind, str]
_KIND_ORDER = list(ComparatorKind)
_TERMS = ["immediate", "short", "intermediate", "long", ""]
_FUNCTION = (Domain.DISABILITY, Domain.FUNCTION)


def summarize_findings(
    slug: str,
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None = None,
) -> tuple[Row, ...]:
    """The rows of a condition's summary-of-findings table, at most seven.

    Args:
        slug: The condition.
        synopses: The library's synopses.
        vocabulary: Conditions and scales.
        years: Publication years by citation key.
    """
    known = list(synopses)
    findings = collect_findings(slug, known, vocabulary, years)
    benefits = [f for f in findings if not is_harm(f.outcome)]
    groups: dict[_Group, list[Finding]] = {}
    for finding in benefits:
        groups.setdefault(_group(finding), []).append(finding)
    importance = _importance(slug, vocabulary)
    condition = vocabulary.conditions.get(slug)
    listed = {o.domain for o in condition.outcomes} if condition else set()
    chosen = _choose(groups, importance, listed, MOST_ROWS - 1)
    chosen = _with_null(chosen, benefits)
    chosen.sort(key=lambda f: _display_order(f, importance))
    rows = [_row(f, groups[_group(f)], vocabulary, years) for f in chosen]
    harms = [f for f in findings if is_harm(f.outcome)]
    rows.append(_harm_row(harms, report_harms(slug, known, years), vocabulary, years))
    return tuple(rows)


def _group(finding: Finding) -> _Group:
    return (finding.outcome.domain, finding.statement.comparator_kind, finding.outcome.term)


def _importance(slug: str, vocabulary: Vocabulary) -> dict[Domain, int]:
    """How much a domain matters in a condition; unlisted ones come last, "other" at the end."""
    condition = vocabulary.conditions.get(slug)
    listed = [o.domain for o in condition.outcomes] if condition else []
    order = [*dict.fromkeys(listed), *(d for d in Domain if d not in listed)]
    return {domain: index for index, domain in enumerate(order)}


def _choose(
    groups: Mapping[_Group, list[Finding]],
    importance: Mapping[Domain, int],
    listed: set[Domain],
    most: int,
) -> list[Finding]:
    queues: dict[Domain, list[Finding]] = {}
    for domain in sorted({g[0] for g in groups}, key=lambda d: importance[d]):
        best = sorted((fs[0] for g, fs in groups.items() if g[0] is domain), key=lambda f: f.rank)
        kinds: Counter[ComparatorKind] = Counter()
        turned: list[tuple[tuple[int | bool | tuple[int | str, ...], ...], Finding]] = []
        for finding in sorted(best, key=_is_bare):
            kind = finding.statement.comparator_kind
            graded = finding.outcome.certainty is not None
            place = (
                bool(finding.package),
                _is_bare(finding),
                kinds[kind],
                not graded,
                not (kind is ComparatorKind.SHAM or finding.has_number),
                _KIND_ORDER.index(kind),
                finding.rank,
            )
            turned.append((place, finding))
            kinds[kind] += 1
        queues[domain] = [f for _, f in sorted(turned, key=lambda t: t[0])]
    chosen: list[Finding] = []
    for part in (listed, set(queues) - listed):
        mine = [queue for domain, queue in queues.items() if domain in part]
        while len(chosen) < most and any(mine):
            for queue in mine:
                if queue and len(chosen) < most:
                    chosen.append(queue.pop(0))
    return chosen


def _is_bare(finding: Finding) -> bool:
    """Whether a finding gives no size, and neither when nor how certain, or not against what."""
    if finding.has_number:
        return False
    outcome = finding.outcome
    compared = finding.statement.comparator != "comparator not stated"
    return not (compared and (outcome.certainty or outcome.timepoint))


def _is_null(finding: Finding) -> bool:
    return finding.outcome.direction in {Direction.NO_CLEAR_DIFFERENCE, Direction.COMPARATOR}


def _with_null(chosen: list[Finding], benefits: list[Finding]) -> list[Finding]:
    if any(_is_null(f) for f in chosen):
        return chosen
    null = next((f for f in benefits if _is_null(f)), None)
    if null is None:
        return chosen
    return [*chosen[: MOST_ROWS - 2], null]


def _display_order(
    finding: Finding, importance: Mapping[Domain, int]
) -> tuple[int, int, int, tuple[int | str, ...]]:
    term = finding.outcome.term
    return (
        importance[finding.outcome.domain],
        _KIND_ORDER.index(finding.statement.comparator_kind),
        _TERMS.index(term) if term in _TERMS else len(_TERMS),
        finding.rank,
    )


def _row(
    finding: Finding,
    group: list[Finding],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None,
) -> Row:
    outcome, statement = finding.outcome, finding.statement
    facts = finding.synopsis.facts
    judgement = judge_size(outcome, vocabulary, facts.conditions)
    others = Counter(f.outcome.direction for f in group if f is not finding)
    return Row(
        outcome=make_topic(outcome).text,
        domain=outcome.domain,
        scale=_scale_text(finding, vocabulary),
        comparator=statement.comparator,
        comparator_kind=statement.comparator_kind,
        timepoint=statement.timepoint,
        studies=outcome.studies,
        people=outcome.participants or facts.participants,
        result=statement.numbers,
        important=_against_change(judgement),
        reason=statement.reason,
        certainty=statement.certainty,
        certainty_scale=statement.certainty_scale,
        marked=statement.marked,
        words=statement.text,
        direction=outcome.direction,
        key=finding.synopsis.key,
        source=source_label(finding.synopsis.key, years),
        year=finding.year,
        design=facts.design.label,
        package=f"Not massage alone: {finding.package}" if finding.package else "",
        also=tuple((d, others[d]) for d in Direction if others[d]),
        is_harm=is_harm(outcome),
    )


def _against_change(judgement: Judgement) -> str:
    """Whether the important change is reached; by rule of thumb, the size of the estimate."""
    if judgement.conventional and judgement.size is not Size.UNJUDGED:
        return f"{judgement.size.value} by its estimate"
    return judgement.verdict.value


def _scale_text(finding: Finding, vocabulary: Vocabulary) -> str:
    scale = judge_size(finding.outcome, vocabulary, finding.synopsis.facts.conditions).scale
    if scale is None:
        return "scale not stated"
    parts = [scale.scale.short or scale.scale.name]
    if scale.range_text:
        parts.append(f"{scale.range_text} {scale.unit}")
    parts.append(f"higher is {scale.scale.higher_is}")
    return ", ".join(parts)


def _harm_row(
    harms: list[Finding],
    reports: tuple[HarmReport, ...],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None,
) -> Row:
    """A comparison where there is one of massage alone, else a source's own words."""
    compared = [f for f in harms if f.outcome.direction is not Direction.NOT_ESTIMABLE]
    if compared and (not compared[0].package or not reports):
        return _row(compared[0], harms, vocabulary, years)
    report = reports[0] if reports else HarmReport("", "", "", 0)
    return Row(
        outcome="unwanted effects",
        domain=None,
        scale="",
        comparator=NOT_REPORTED,
        comparator_kind=ComparatorKind.OTHER,
        timepoint=NOT_REPORTED,
        studies=None,
        people=None,
        result=NOT_REPORTED,
        important="",
        reason="",
        certainty=None,
        certainty_scale="",
        marked="",
        words=report.text or "No study listed here reports on unwanted effects.",
        direction=None,
        key=report.key,
        source=report.source,
        year=report.year,
        design="",
        package="",
        also=(),
        is_harm=True,
    )


def report_harms(
    slug: str, synopses: Iterable[Synopsis], years: Mapping[str, int] | None = None
) -> tuple[HarmReport, ...]:
    """What the studies of a condition say about harms, word for word, the best source first."""
    telling = [s for s in synopses if slug in s.facts.conditions and s.facts.adverse_events.strip()]
    telling.sort(key=lambda s: rank_study(s, years))
    return tuple(
        HarmReport(
            s.facts.adverse_events.strip(),
            s.key,
            source_label(s.key, years),
            study_year(s.key, years),
        )
        for s in telling
    )


def compose_answer_box(
    slug: str,
    synopses: Iterable[Synopsis],
    vocabulary: Vocabulary,
    years: Mapping[str, int] | None = None,
) -> AnswerBox:
    """The answer box of a condition.

    The first line is about pain where the condition lists it, else about its first outcome; the
    second about disability or function, else about the next outcome. Graded findings come before
    the rest, and a comparison with sham, nothing or usual care before one with another treatment.

    Args:
        slug: The condition.
        synopses: The library's synopses.
        vocabulary: Conditions and scales.
        years: Publication years by citation key.
    """
    known = list(synopses)
    findings = [
        f for f in collect_findings(slug, known, vocabulary, years) if not is_harm(f.outcome)
    ]
    order = sorted(_importance(slug, vocabulary).items(), key=lambda item: item[1])
    condition = vocabulary.conditions.get(slug)
    listed = [d for d, _ in order][: len(condition.outcomes) if condition else 0] or [Domain.PAIN]
    first = Domain.PAIN if Domain.PAIN in listed else listed[0]
    function = tuple(d for d in listed if d in _FUNCTION)
    rest = next(((d,) for d in listed if d is not first), ())
    slots = [(first,), function or rest]
    answers = tuple(_answer(slot, findings) for slot in slots if slot)
    return AnswerBox(answers, report_harms(slug, known, years))


def _answer(domains: tuple[Domain, ...], findings: list[Finding]) -> Answer:
    label = " or ".join(d.label for d in domains)
    mine = [f for f in findings if f.outcome.domain in domains]
    if not mine:
        return Answer(label, None)
    mine.sort(
        key=lambda f: (
            *f.rank[:4],
            f.statement.certainty is None,
            f.statement.comparator_kind is ComparatorKind.ACTIVE,
            f.rank,
        )
    )
    best = mine[0]
    apart = {best.outcome.direction, Direction.NOT_ESTIMABLE}
    contrast = next((f for f in mine if f.outcome.direction not in apart), None)
    return Answer(
        best.outcome.domain.label,
        best.statement,
        contrast.statement if contrast else None,
        f"Not massage alone: {best.package}" if best.package else "",
    )
