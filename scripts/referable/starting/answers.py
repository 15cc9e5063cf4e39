"""Answers: what `referable new` knows about a practice, from questions or from a YAML file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from referable.diagnostics import Diagnostics, did_you_mean
from referable.practice.insurance import Coverage
from referable.starting import checks
from referable.validation import Model, is_mapping, validate
from referable.yamlsource import load_yaml

__all__ = ["Answers", "PayerAnswer", "load_answers", "unknown_specialty"]


def _checked(check: Callable[[str], Any]) -> BeforeValidator:
    """A check of typed words for a value of a YAML file; dates and numbers come as themselves."""

    def run(value: object) -> object:
        if value is None or value == "":
            return value
        return check(str(value))

    return BeforeValidator(run)


Words = Annotated[str, _checked(checks.check_words)]
Day = Annotated[dt.date, _checked(checks.check_date)]


class PayerAnswer(Model):
    """An insurer or program and what it does with massage."""

    payer: Words = Field(min_length=1)
    """The plan or program. Example: Example Health Plan"""
    status: Coverage = Coverage.PLAN_DEPENDENT
    """What it does with massage. Example: covered_with_order"""


class Answers(Model):
    """Everything `referable new` asks."""

    practice: Words = Field(min_length=1)
    """The practice's name. Example: Quiet Hands Massage"""
    therapist: Words = Field(min_length=1)
    """Your name as it stands on your license. Example: Alex Example"""
    credentials: Words = Field(min_length=1)
    """The letters after your name. Example: LMT"""
    state: Annotated[str, _checked(checks.check_state)] = Field(min_length=1)
    """The state that licensed you. Example: OR"""
    license_number: Words = Field(min_length=1)
    """The number as the board's register shows it, in quotes. Example: "00123\""""
    license_title: Words = Field(min_length=1)
    """The title exactly as the state grants it. Example: Licensed Massage Therapist"""
    license_expires: Day | None = None
    """The last day it is good for. Example: 2027-12-31"""
    license_register: Annotated[str, _checked(checks.check_web)] = ""
    """The board's register, where anybody can check it. Example: https://www.oregon.gov/obmt/"""
    npi: Annotated[str, _checked(checks.check_npi)] = ""
    """Ten digits from your NPPES record, in quotes; may stay empty."""
    telephone: Annotated[str, _checked(checks.check_telephone)] = Field(min_length=1)
    """The number that clinicians call. Example: 541-555-0100"""
    fax: Annotated[str, _checked(checks.check_telephone)] = ""
    """The fax that takes orders. Example: 541-555-0101"""
    email: Annotated[str, _checked(checks.check_email)] = ""
    """For questions without patient details. Example: office@example.org"""
    street: Words = Field(min_length=1)
    """Number, street, suite. Example: 100 Example Street, Suite 2"""
    city: Words = Field(min_length=1)
    """The town. Example: Sampleton"""
    zip: Annotated[str, _checked(checks.check_zip)] = Field(min_length=1)
    """Five digits, in quotes. Example: "97201\""""
    specialties: tuple[str, ...] = Field(min_length=1)
    """Pages to begin with, by name. Example: [low-back-pain, neck-pain]"""
    payers: tuple[PayerAnswer, ...] = ()
    """Insurers and programs. Example: [{payer: Example Health Plan, status: covered}]"""
    site_url: Annotated[str, _checked(checks.check_site_url)] = ""
    """The site's address, if you have one. Example: https://quiet-hands.example/"""
    repository: Annotated[str, _checked(checks.check_repository)] = ""
    """The repository on GitHub, if you have one. Example: quiet-hands/website"""

    @model_validator(mode="before")
    @classmethod
    def _without_empty_lines(cls, data: Any) -> Any:
        """What may stay empty may also stand there with nothing after its colon."""
        if not isinstance(data, dict):
            return data
        required = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {k: v for k, v in data.items() if k in required or v not in (None, "")}

    @property
    def address(self) -> str:
        """The site's address: its own, or the one GitHub Pages gives; empty without either."""
        if self.site_url or not self.repository:
            return self.site_url
        owner, _, name = self.repository.partition("/")
        root = f"https://{owner.lower()}.github.io/"
        return root if name.lower() == f"{owner.lower()}.github.io" else f"{root}{name}/"


def load_answers(
    text: str, path: str, known: tuple[str, ...], diagnostics: Diagnostics
) -> Answers | None:
    """Read a file of answers.

    Args:
        text: The file.
        path: Its name, for messages.
        known: The specialties there are.
        diagnostics: Receives every problem with its line.

    Returns:
        The answers, or None when one of them cannot be used.
    """
    document = load_yaml(text, path, diagnostics)
    if document is None:
        return None
    if not is_mapping(document, path, diagnostics, begin="`practice: Your practice`"):
        return None
    answers = validate(Answers, document, path, diagnostics)
    chosen = document.data.get("specialties")
    named = list(map(str, chosen)) if isinstance(chosen, list) else []
    wrong = [s for s in named if s not in known]
    for slug in wrong:
        line, column = document.place(("specialties", named.index(slug)))
        message, _, fix = unknown_specialty(slug, known).partition(" | ")
        diagnostics.report("field-value", message, path, line, column, fix=fix, length=len(slug))
    return None if wrong else answers


def unknown_specialty(slug: str, known: tuple[str, ...]) -> str:
    """What to say of a specialty that there is not: message | fix."""
    near = did_you_mean(slug, known)
    fix = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return f"There is no specialty “{slug}”. | {fix}"
