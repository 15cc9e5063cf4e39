"""Synopses: the practice's reading of each study, as `research/synopses/<citation-key>.md`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from referable.diagnostics import Diagnostics, did_you_mean
from referable.research.conditions import Domain, Vocabulary
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


class Outcome(Model):
    """One result: what was measured, against what, when, and what was found."""

    domain: Domain
    name: str
    comparison: str
    timepoint: str = ""
    term: str = ""
    measure: Measure
    estimate: float | None = None
    interval: tuple[float, float] | None = None
    p: str | None = None
    studies: int | None = None
    participants: int | None = None
    higher_is_better: bool | None = None
    direction: Direction
    certainty: Certainty | None = None
    """As the source states it. Leave it out when the source states none."""
    certainty_scale: str = ""

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
    by: str


class Provenance(Model):
    """A page where facts of the record were read; for editors, never linked on the site."""

    url: str
    saw: tuple[str, ...] = ()


class SynopsisFacts(Model):
    """The front matter of a synopsis. A field that is left out was not seen in the source."""

    design: Design
    conditions: tuple[str, ...] = Field(min_length=1)
    population: str
    country: str = ""
    participants: int | None = None
    studies: int | None = None
    intervention: str
    comparators: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    adverse_events: str = ""
    limitations: tuple[str, ...] = ()
    funding: str = ""
    conflict_of_interest: str = ""
    registration: str = ""
    guideline_recommendation: str = ""
    conclusion: str
    """One or two sentences in our own words, no stronger than the study."""
    publication_status: str = "current"
    free_full_text: bool | None = None
    reviewed: Reviewed
    provenance: tuple[Provenance, ...] = ()
    editor_notes: str = ""

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


@dataclass(frozen=True, slots=True)
class Synopsis:
    """A study's synopsis: its facts, its body in Markdown, and where it stands.

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
    if vocabulary.conditions:
        for index, slug in enumerate(facts.conditions):
            if slug not in vocabulary.conditions:
                line, column = parts.document.place(("conditions", index))
                near = did_you_mean(slug, vocabulary.conditions)
                diagnostics.report(
                    "condition-unknown",
                    f"“{slug}” is not in research/conditions.yml.",
                    path,
                    line,
                    column,
                    fix=f"Did you mean “{near[0]}”?" if near else "Add it there, or correct it.",
                    length=len(slug),
                )
    words = len(parts.body.split())
    if not 60 <= words <= 150:
        diagnostics.report(
            "synopsis-length",
            f"The synopsis has {words} words; 60 to 150 are read best.",
            path,
            parts.body_line + 1,
            fix="Say the question, what was done, what was found and what it means for a referral.",
        )
    body = parts.body.lstrip("\n")
    skipped = len(parts.body) - len(body)
    return Synopsis(key, facts, body.rstrip() + "\n", path, parts.body_line + skipped)
