"""Synopses: the practice's reading of each study, as `research/synopses/<citation-key>.md`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)

from referable.diagnostics import Diagnostics, read_once
from referable.research.conditions import Domain, Vocabulary
from referable.research.synopsis_checks import check_facts, check_length
from referable.validation import Model, validate
from referable.yamlsource import split_front_matter

__all__ = [
    "Certainty",
    "Design",
    "Direction",
    "Measure",
    "Outcome",
    "Synopsis",
    "SynopsisFacts",
    "load_synopsis",
]


class Design(StrEnum):
    """How a study was made."""

    GUIDELINE = "guideline"
    OVERVIEW = "overview-of-reviews"
    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    RCT = "rct"
    PILOT_RCT = "pilot-rct"
    COHORT = "cohort"
    CASE_SERIES = "case-series"
    SURVEY = "survey"
    MECHANISTIC = "mechanistic"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The design in words."""
        return _DESIGN_LABELS[self]

    @property
    def rank(self) -> int:
        """Order in lists: syntheses first, then trials, then the rest."""
        return list(Design).index(self)


_DESIGN_LABELS = {
    Design.GUIDELINE: "Guideline",
    Design.OVERVIEW: "Overview of reviews",
    Design.META_ANALYSIS: "Meta-analysis",
    Design.SYSTEMATIC_REVIEW: "Systematic review",
    Design.RCT: "Randomized trial",
    Design.PILOT_RCT: "Pilot randomized trial",
    Design.COHORT: "Cohort study",
    Design.CASE_SERIES: "Case series",
    Design.SURVEY: "Survey",
    Design.MECHANISTIC: "Mechanism study",
    Design.OTHER: "Other",
}


class Direction(StrEnum):
    """Which side an outcome favours, as its source reported it."""

    MASSAGE = "favours-massage"
    NO_CLEAR_DIFFERENCE = "no-clear-difference"
    COMPARATOR = "favours-comparator"
    NOT_ESTIMABLE = "not-estimable"

    @property
    def label(self) -> str:
        """The direction in words."""
        return {
            Direction.MASSAGE: "Favors massage",
            Direction.NO_CLEAR_DIFFERENCE: "No clear difference",
            Direction.COMPARATOR: "Favors the comparator",
            Direction.NOT_ESTIMABLE: "Cannot be compared",
        }[self]


class Certainty(StrEnum):
    """The certainty a source states for an outcome; never inferred.

    Source: GRADE, or the scale named in `certainty_scale`.
    """

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"

    @property
    def label(self) -> str:
        """The certainty in words."""
        return self.value.replace("-", " ")

    @property
    def dots(self) -> int:
        """Filled dots of the mark: high 4 to very low 1."""
        return {"high": 4, "moderate": 3, "low": 2, "very-low": 1}[self.value]


class Measure(StrEnum):
    """The kind of number an estimate is."""

    MD = "MD"
    SMD = "SMD"
    WMD = "WMD"
    RR = "RR"
    OR = "OR"
    PERCENT = "percent"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The measure in words."""
        return {
            Measure.MD: "mean difference",
            Measure.SMD: "standardized mean difference",
            Measure.WMD: "weighted mean difference",
            Measure.RR: "risk ratio",
            Measure.OR: "odds ratio",
            Measure.PERCENT: "percent",
            Measure.OTHER: "",
        }[self]


NOT_REPORTED = "not reported"
"""What stands for an interval that the source does not give."""
NOT_SEEN = "not seen"
"""What stands for an interval that did not stand in what was read of the source."""

_COMPARED = frozenset({Measure.MD, Measure.SMD, Measure.WMD, Measure.RR, Measure.OR})
"""Measures of a difference between groups, which says little without its interval."""


def _said(value: object) -> str:
    return " ".join(value.split()).casefold() if isinstance(value, str) else ""


def _interval_or_none(value: object) -> object:
    """`not reported` and `not seen` are answers: there is no interval."""
    return None if _said(value) in {NOT_REPORTED, NOT_SEEN} else value


_Interval = Annotated[
    tuple[float, float] | None,
    BeforeValidator(_interval_or_none),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "prefixItems": [{"type": "number"}] * 2, "minItems": 2},
                {"enum": [NOT_REPORTED, NOT_SEEN]},
            ]
        }
    ),
]


class Outcome(Model):
    """One result: what was measured, against what, when, and what was found."""

    domain: Domain
    """What was measured, as a kind. Example: pain"""
    name: str
    """The outcome in the study’s words. Example: Pain intensity, NRS 0 to 10"""
    comparison: str
    """Against what. Example: massage vs usual care"""
    timepoint: str = ""
    """When it was measured. Example: 8 weeks"""
    term: str = ""
    """short or long, as the source calls it. Example: short"""
    measure: Measure
    """What kind of number the estimate is. Example: MD"""
    estimate: float | None = None
    """The number, with its sign. Example: -1.2"""
    interval: _Interval = None
    """The 95% confidence interval, low then high; or not reported. Example: [-1.9, -0.5]"""
    p: str | None = None
    """The P value as printed. Example: <0.001"""
    studies: int | None = None
    """How many studies it pools. Example: 12"""
    participants: int | None = None
    """How many people it rests on. Example: 964"""
    higher_is_better: bool | None = None
    """Write true where a higher number is better. Example: false"""
    direction: Direction
    """Which side it favors, as the source reports it. Example: no-clear-difference"""
    certainty: Certainty | None = None
    """As the source states it; leave it out when the source states none. Example: low"""
    certainty_scale: str = ""
    """The grading, when it is not GRADE. Example: AHRQ strength of evidence"""

    _unseen: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_what_is_said(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        outcome = handler(data)
        if isinstance(data, dict) and _said(data.get("interval")) == NOT_SEEN:
            outcome._unseen = True  # noqa: SLF001 # of its own class
        return outcome

    @property
    def no_interval(self) -> str:
        """What to write where the interval would stand: "interval not reported" or "not seen"."""
        return f"interval {NOT_SEEN if self._unseen else NOT_REPORTED}"

    @property
    def lacks_interval(self) -> bool:
        """Whether a difference stands here without its interval, and without a word about it."""
        return (
            self.estimate is not None
            and self.measure in _COMPARED
            and "interval" not in self.model_fields_set
        )

    @model_validator(mode="after")
    def _interval_in_order(self) -> Outcome:
        if self.interval and self.interval[0] > self.interval[1]:
            raise ValueError(
                "the interval's first number is larger than its second. | Write [low, high]."
            )
        return self


class Reviewed(Model):
    """When the synopsis was last compared with its source, and by whom."""

    on: dt.date
    """The day. Example: 2026-11-01"""
    by: str
    """Who. Example: Alex Example"""


class Provenance(Model):
    """A page where facts of the record were read; for editors, never linked on the site."""

    url: str
    """The page. Example: https://example.org/study"""
    saw: tuple[str, ...] = ()
    """What was read there. Example: [abstract, conclusion]"""


class SynopsisFacts(Model):
    """The front matter of a synopsis. A field that is left out was not seen in the source."""

    design: Design
    """How the study was made. Example: rct"""
    conditions: tuple[str, ...] = Field(min_length=1)
    """Slugs from research/conditions.yml. Example: [low-back-pain]"""
    population: str
    """Who was studied. Example: Adults with chronic low back pain"""
    country: str = ""
    """Where. Example: United States"""
    participants: int | None = None
    """How many people. Example: 401"""
    studies: int | None = None
    """For reviews: how many studies. Example: 25"""
    intervention: str
    """What was given: kind, minutes, visits, by whom. Example: Relaxation massage, 10 visits"""
    comparators: tuple[str, ...] = ()
    """What it was compared with. Example: [usual care]"""
    outcomes: tuple[Outcome, ...] = ()
    """Each result: what, against what, when, and what was found."""
    adverse_events: str = ""
    """Harms as reported, or that none were reported on. Example: Soreness in 5 of 134 people"""
    limitations: tuple[str, ...] = ()
    """What weakens the result. Example: [Nobody was blinded]"""
    funding: str = ""
    """Who paid. Example: National Institutes of Health"""
    conflict_of_interest: str = ""
    """Interests the authors declare. Example: None declared"""
    registration: str = ""
    """The trial’s or review’s number. Example: NCT00371384"""
    guideline_recommendation: str = ""
    """For guidelines: the recommendation with its strength. Example: Weak for, low certainty"""
    conclusion: str
    """One or two sentences in our own words, no stronger than the study.
    Example: Disability was lower at 10 weeks than with usual care."""
    publication_status: str = "current"
    """current, or what became of it. Example: retracted"""
    free_full_text: bool | None = None
    """Whether the full text is free to read. Example: true"""
    reviewed: Reviewed
    """The last time the synopsis was compared with its source: `on:` and `by:`."""
    provenance: tuple[Provenance, ...] = ()
    """Pages where these facts were read; for editors, never linked on the site."""
    editor_notes: str = ""
    """For editors; not shown. Example: Ask for the full text."""

    @property
    def best_certainty(self) -> Certainty | None:
        """The highest certainty any outcome of this study carries."""
        graded = [o.certainty for o in self.outcomes if o.certainty]
        return max(graded, key=lambda c: c.dots, default=None)

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The directions found, in a fixed order, each once."""
        found = {o.direction for o in self.outcomes}
        return tuple(d for d in Direction if d in found)


@dataclass(frozen=True, slots=True, eq=False)
class Synopsis:
    """A study's synopsis: its facts, its body in Markdown, and where it stands.

    Each is equal to itself alone, so that what is worked out of one is found again quickly.

    Attributes:
        key: Citation key.
        facts: The front matter.
        body: Markdown, without blank lines around it.
        path: The file, relative to the project.
        body_line: How many lines of the file come before the body.
    """

    key: str
    facts: SynopsisFacts
    body: str
    path: str
    body_line: int


def load_synopsis(
    text: str, path: str, key: str, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> Synopsis | None:
    """Read one synopsis.

    Args:
        text: The file's text.
        path: Its path, for messages.
        key: The citation key it belongs to.
        vocabulary: The known conditions; an empty one is not checked against.
        diagnostics: Receives every problem with its line.

    Returns:
        The synopsis, or None when its front matter cannot be relied on.
    """
    return _read(diagnostics, text, path, key, tuple(vocabulary.conditions))


@read_once(2_000)
def _read(
    diagnostics: Diagnostics, text: str, path: str, key: str, conditions: tuple[str, ...]
) -> Synopsis | None:
    parts = split_front_matter(text, path, diagnostics)
    if parts.document is None:
        if not text.startswith("---"):
            diagnostics.report(
                "front-matter",
                "The synopsis has no front matter.",
                path,
                1,
                fix="Begin the file with ---, the study's facts, and --- again.",
            )
        return None
    facts = validate(SynopsisFacts, parts.document, path, diagnostics)
    if facts is None:
        return None
    check_facts(facts, parts.document, path, conditions, diagnostics)
    check_length(parts, path, diagnostics)
    body = parts.body.lstrip("\n")
    skipped = len(parts.body) - len(body)
    return Synopsis(key, facts, body.rstrip() + "\n", path, parts.body_line + skipped)
