"""The vocabulary of `research/conditions.yml`: conditions, topics and outcome scales."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import Field, model_validator

from referable.diagnostics import Diagnostics, read_once
from referable.validation import Model, is_mapping, validate
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
    """The ICD-10-CM code. Example: M54.50"""
    name: str
    """Its descriptor, as the code list words it. Example: Low back pain, unspecified"""
    source: str = ""
    """The page where code and descriptor were seen together. Example: https://www.cdc.gov/nchs/icd/"""


class ConditionOutcome(Model):
    """An outcome that matters for a condition, and the scales that measure it."""

    domain: Domain
    """What is measured. Example: pain"""
    scales: tuple[str, ...] = ()
    """Ids of the scales that measure it, from `scales:` below. Example: [nrs-pain]"""


class Condition(Model):
    """A condition or topic that studies and pages refer to by its slug."""

    name: str
    """The name readers see. Example: Low back pain"""
    clinical_name: str = ""
    """The clinical name, where it differs. Example: Non-specific low back pain"""
    kind: Kind = Kind.CONDITION
    """condition, or topic for what cuts across conditions, such as safety. Example: condition"""
    group: str = "Other"
    """The heading it stands under in lists. Example: Back and neck"""
    summary: str = ""
    """One sentence for its evidence page. Example: Pain between the ribs and the hips."""
    synonyms: tuple[str, ...] = ()
    """Other names that people search for. Example: [lumbago, backache]"""
    icd10cm: tuple[Code, ...] = ()
    """Diagnosis codes of this area; the diagnosis is always the clinician’s."""
    outcomes: tuple[ConditionOutcome, ...] = ()
    """Outcomes that matter to people who have it, the most important first."""
    related: tuple[str, ...] = ()
    """Slugs of related conditions. Example: [neck-pain]"""
    note: str = ""
    """One or two sentences shown on its evidence page. Example: Very little is known."""


class ChangeKind(StrEnum):
    """Whether a minimal important change is within one person or between groups."""

    WITHIN = "within"
    BETWEEN = "between"


class ImportantChange(Model):
    """A minimal important change, in the scale's unit or in percent of baseline."""

    value: float | None = None
    """The change in the scale’s unit. Example: 2"""
    relative: float | None = None
    """The change in percent of the first score. Example: 30"""
    kind: ChangeKind
    """within one person, or between two groups. Example: within"""
    population: str = ""
    """In whom it was found. Example: Adults with chronic low back pain"""
    source: str
    """Who found it, in a few words. Example: Ostelo 2008"""
    url: str = ""
    """Where it was read. Example: https://example.org/study"""
    note: str = ""
    """What a reader should know about it. Example: Error of measurement is larger"""


class Convention(Model):
    """Rule-of-thumb sizes for a scale without units."""

    small: float
    """From here on an effect is called small. Example: 0.2"""
    moderate: float
    """From here on moderate. Example: 0.5"""
    large: float
    """From here on large. Example: 0.8"""
    source: str
    """Whose convention it is. Example: Cochrane Handbook 12.6.2"""
    url: str = ""
    """Where it was read. Example: https://training.cochrane.org/handbook"""


class Scale(Model):
    """An outcome scale: its range, its direction and what change people notice."""

    name: str
    """Its full name. Example: Numeric rating scale for pain"""
    short: str = ""
    """Its short name. Example: NRS"""
    domain: Domain
    """What it measures. Example: pain"""
    min: float | None = None
    """Its lowest score. Example: 0"""
    max: float | None = None
    """Its highest score. Example: 10"""
    versions: bool = False
    """Versions differ, so a range is shown only where a study prints it. Example: true"""
    unit: str = "points"
    """What it counts. Example: points"""
    higher_is: str = Field(default="worse", pattern="^(worse|better)$")
    """Whether a higher score is worse or better. Example: worse"""
    mic: tuple[ImportantChange, ...] = ()
    """Changes that people notice, each with its source."""
    convention: Convention | None = None
    """Sizes by convention, for a scale without a unit."""
    aliases: tuple[str, ...] = ()
    """Other names studies use for it. Example: [NPRS]"""
    source: str = ""
    """Where its range was read, in words. Example: Ostelo 2008"""
    url: str = ""
    """The page. Example: https://example.org/study"""
    note: str = ""
    """What an editor should know. Example: Some studies double it to 0 to 100"""


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_TAKEN = frozenset({"index", "studies", "readme"})  # pages and folders beside the conditions' own


class Vocabulary(Model):
    """All conditions by slug and all scales by id."""

    __hash__ = object.__hash__  # by identity: what is worked out with one is found again quickly

    conditions: dict[str, Condition] = Field(default_factory=dict)
    """Each condition or topic under its slug. Example: low-back-pain"""
    scales: dict[str, Scale] = Field(default_factory=dict)
    """Each outcome scale under its id. Example: nrs-pain"""

    @model_validator(mode="after")
    def _references_exist(self) -> Vocabulary:
        for slug, condition in self.conditions.items():
            if not _SLUG.fullmatch(slug) or slug in _TAKEN:
                raise ValueError(
                    f"“{slug}” cannot be a condition's short name: it is part of a page's address. "
                    "| Use small letters, digits and hyphens, such as low-back-pain."
                )
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
    return _read(diagnostics, text, path)


@read_once(4)
def _read(diagnostics: Diagnostics, text: str, path: str) -> Vocabulary:
    document = load_yaml(text, path, diagnostics)
    if document is None or document.data is None:
        return Vocabulary()
    if not is_mapping(document, path, diagnostics, begin="`conditions:`"):
        return Vocabulary()
    return validate(Vocabulary, document, path, diagnostics) or Vocabulary()
