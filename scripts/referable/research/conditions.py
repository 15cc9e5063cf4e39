"""The vocabulary of `research/conditions.yml`: conditions, topics and outcome scales."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from referable.diagnostics import Diagnostics
from referable.validation import Model, validate
from referable.yamlsource import load_yaml

__all__ = ["Condition", "Domain", "Scale", "Vocabulary", "load_vocabulary"]


class Domain(StrEnum):
    """What an outcome measures."""

    PAIN = "pain"
    DISABILITY = "disability"
    FUNCTION = "function"
    QUALITY_OF_LIFE = "quality-of-life"
    ANXIETY = "anxiety"
    DEPRESSION = "depression"
    SLEEP = "sleep"
    FATIGUE = "fatigue"
    HEADACHE_FREQUENCY = "headache-frequency"
    SORENESS = "soreness"
    MEDICATION_USE = "medication-use"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The domain in words."""
        return self.value.replace("-", " ")


class Kind(StrEnum):
    """Whether a slug names a condition or a topic that cuts across conditions."""

    CONDITION = "condition"
    TOPIC = "topic"


class Code(Model):
    """An ICD-10-CM code with the page where code and descriptor were seen together."""

    code: str = Field(pattern=r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$")
    name: str
    source: str = ""


class ConditionOutcome(Model):
    """An outcome that matters for a condition, and the scales that measure it."""

    domain: Domain
    scales: tuple[str, ...] = ()


class Condition(Model):
    """A condition or topic that studies and pages refer to by its slug."""

    name: str
    clinical_name: str = ""
    kind: Kind = Kind.CONDITION
    group: str = "Other"
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    icd10cm: tuple[Code, ...] = ()
    outcomes: tuple[ConditionOutcome, ...] = ()
    related: tuple[str, ...] = ()
    note: str = ""


class ChangeKind(StrEnum):
    """Whether a minimal important change is within one person or between groups."""

    WITHIN = "within"
    BETWEEN = "between"


class ImportantChange(Model):
    """A minimal important change, in the scale's unit or in percent of baseline."""

    value: float | None = None
    relative: float | None = None
    kind: ChangeKind
    population: str = ""
    source: str
    url: str = ""
    note: str = ""


class Convention(Model):
    """Rule-of-thumb sizes for a scale without units."""

    small: float
    moderate: float
    large: float
    source: str
    url: str = ""


class Scale(Model):
    """An outcome scale: its range, its direction and what change people notice."""

    name: str
    short: str = ""
    domain: Domain
    min: float | None = None
    max: float | None = None
    unit: str = "points"
    higher_is: str = Field(default="worse", pattern="^(worse|better)$")
    mic: tuple[ImportantChange, ...] = ()
    convention: Convention | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    note: str = ""


class Vocabulary(Model):
    """All conditions by slug and all scales by id."""

    conditions: dict[str, Condition] = Field(default_factory=dict)
    scales: dict[str, Scale] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _references_exist(self) -> Vocabulary:
        for slug, condition in self.conditions.items():
            for outcome in condition.outcomes:
                for scale in outcome.scales:
                    if scale not in self.scales:
                        raise ValueError(
                            f"conditions.{slug} names the scale “{scale}”, which is not listed. "
                            f"| Add it under `scales:` or correct the name."
                        )
            for other in condition.related:
                if other not in self.conditions:
                    raise ValueError(
                        f"conditions.{slug} is related to “{other}”, which is not listed. "
                        f"| Correct the name or delete it."
                    )
        return self

    def name(self, slug: str) -> str:
        """The plain name of a condition, or the slug itself when it is not known."""
        condition = self.conditions.get(slug)
        return condition.name if condition else slug


def load_vocabulary(text: str, path: str, diagnostics: Diagnostics) -> Vocabulary:
    """Read `conditions.yml`; an unusable file gives an empty vocabulary and diagnostics."""
    document = load_yaml(text, path, diagnostics)
    if document is None or document.data is None:
        return Vocabulary()
    if not isinstance(document.data, dict):
        diagnostics.report(
            "yaml-syntax",
            "The file is not a group of `name: value` lines.",
            path,
            1,
            fix="Begin with `conditions:`.",
        )
        return Vocabulary()
    return validate(Vocabulary, document, path, diagnostics) or Vocabulary()
