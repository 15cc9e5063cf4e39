"""The model of `practice.yml`: the practice's facts, written once and said everywhere."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator

from referable.diagnostics import Diagnostics
from referable.validation import Model, validate
from referable.yamlsource import load_yaml

__all__ = ["Level", "Location", "Payer", "Person", "Practice", "load_practice"]

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "PR": "Puerto Rico", "VI": "U.S. Virgin Islands", "GU": "Guam",
}  # fmt: skip


def _state(value: str) -> str:
    if value.upper() not in STATES:
        raise ValueError(f"“{value}” is not a US state. | Write two letters, such as OR.")
    return value.upper()


def npi_is_valid(value: str) -> bool:
    """Whether ten digits pass the NPI check: Luhn over the digits after the prefix 80840.

    Source: 45 CFR 162.406; CMS, Requirements for National Provider Identifier check digit.
    """
    if len(value) != 10 or not (value.isascii() and value.isdigit()):
        return False
    total = 24  # what the prefix 80840 adds to the sum
    for index, char in enumerate(reversed(value)):
        digit = int(char) * (2 if index % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _npi(value: str) -> str:
    digits = value.replace(" ", "").replace("-", "")
    if not npi_is_valid(digits):
        raise ValueError(
            f"“{value}” is not a valid NPI: the check digit does not fit. "
            "| Copy the ten digits from your NPPES record."
        )
    return digits


def _web(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"“{value}” is not a web address. | Begin it with https://.")
    return value


State = Annotated[str, AfterValidator(_state)]
Npi = Annotated[str, AfterValidator(_npi)]
WebAddress = Annotated[str, AfterValidator(_web)]


class Level(StrEnum):
    """What a condition means for massage, from "no treatment" to "adapt"."""

    STOP = "stop"
    LOCAL = "local"
    CLEARANCE = "clearance"
    ADAPT = "adapt"


class Coverage(StrEnum):
    """What a payer does with massage."""

    COVERED = "covered"
    COVERED_WITH_ORDER = "covered_with_order"
    AUTHORIZED_ONLY = "authorized_only"
    PLAN_DEPENDENT = "plan_dependent"
    WITH_LETTER = "with_letter"
    NOT_COVERED = "not_covered"


class Network(StrEnum):
    """Whether the practice has a contract with the payer."""

    IN = "in"
    OUT = "out"
    NONE = "none"


class Licence(Model):
    """A licence as the state's register shows it."""

    state: State
    """Two-letter state."""
    number: str
    """The number, in quotes so that leading zeros stay."""
    title: str
    """The title exactly as the state grants it."""
    short_title: str = ""
    """The letters the state allows after the name, such as LMT."""
    status: str = "active"
    expires: dt.date | None = None
    verify_url: WebAddress | None = None
    """The board's register, where anybody can check the number."""

    @property
    def formatted(self) -> str:
        """State, title and number in one phrase."""
        return f"{STATES[self.state]} {self.short_title or self.title} licence {self.number}"


class EstablishmentLicence(Model):
    """The licence or permit of the place, where the state asks for one."""

    state: State
    number: str
    title: str
    expires: dt.date | None = None


class BoardCertification(Model):
    """A voluntary certification above the licence, always with the name of who grants it."""

    name: str
    issuer: str
    expires: dt.date | None = None


class Certificate(Model):
    """Further training with its issuer and hours."""

    name: str
    issuer: str
    hours: int = Field(gt=0)
    date: dt.date | None = None


class LiabilityInsurance(Model):
    """Professional liability cover in US dollars."""

    carrier: str
    per_claim: int
    aggregate: int
    expires: dt.date


class BackgroundCheck(Model):
    """Who checked, and when."""

    by: str
    date: dt.date


class DisciplinaryHistory(Model):
    """What the public record shows, in the practice's own words; never asserted by us."""

    statement: str
    as_of: dt.date
    board_url: WebAddress | None = None


class Person(Model):
    """A therapist."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Short name for addresses, such as alex-example."""
    name: str
    credentials: str = ""
    """Letters after the name."""
    title: str
    lead: bool = False
    """Whether this person stands first on the site."""
    bio: str = ""
    languages: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = Field(min_length=1)
    npi: Npi | None = None
    taxonomy: str = ""
    board_certification: BoardCertification | None = None
    training_hours: int | None = None
    certificates: tuple[Certificate, ...] = ()
    liability_insurance: LiabilityInsurance | None = None
    background_check: BackgroundCheck | None = None
    cpr_expires: dt.date | None = None
    disciplinary_history: DisciplinaryHistory | None = None

    @property
    def licence(self) -> str:
        """The first licence in one phrase."""
        return self.licences[0].formatted

    @property
    def display(self) -> str:
        """Name with credentials."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


class Hours(Model):
    """Opening hours of some days."""

    days: str
    open: str
    close: str


class Location(Model):
    """A place where people are seen."""

    name: str
    street: str
    city: str
    state: State
    zip: str
    hours: tuple[Hours, ...] = ()
    parking: str = ""
    transit: str = ""
    step_free: bool | None = None
    table: str = ""
    home_visits: bool = False
    chaperone_policy: str = ""

    @property
    def address(self) -> str:
        """The address on one line."""
        return f"{self.street}, {self.city}, {self.state} {self.zip}"


class Wait(Model):
    """How long a new referral waits for a first visit."""

    days: int = Field(ge=0)
    as_of: dt.date


class Replies(Model):
    """How fast a referral is answered."""

    business_days: int = Field(ge=0)


class Acceptance(Model):
    """Whether a group of people is seen, and with what training or limit."""

    accepts: bool
    note: str = ""


class Fee(Model):
    """The price of a visit in US dollars."""

    minutes: int = Field(gt=0)
    price: int = Field(ge=0)


class Payer(Model):
    """One row of the insurance table; every row says when it was checked."""

    payer: str
    plan_type: str
    state: State | None = None
    network: Network
    status: Coverage
    order_needed: bool
    prior_auth: str
    visit_limit: str
    codes: tuple[str, ...] = ()
    patient_does: str = ""
    we_do: str = ""
    send: str = ""
    verified_on: dt.date
    verified_by: str
    source: WebAddress | None = None


class Report(Model):
    """One promise of what comes back to the referring clinician."""

    event: str
    within: str
    channel: str
    content: str = ""


class SafetyRule(Model):
    """What a condition means for massage here, with source and review."""

    condition: str
    level: Level
    action: str
    source: str
    reviewed_by: str
    reviewed_on: dt.date


class Practice(Model):
    """Everything `practice.yml` says."""

    name: str
    sample: bool = False
    """True while the facts are the starter's made-up ones; such a site is never published."""
    tagline: str = ""
    accent: str | None = Field(default=None, pattern=r"^#[0-9A-Fa-f]{6}$")
    """The site's one colour, as "#1F4D46"; shades that can be read are derived from it."""
    url: WebAddress | None = None
    telephone: str
    fax: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    interpreter: str = ""
    accepts_new_patients: bool = True
    wait: Wait | None = None
    replies: Replies | None = None
    scope: str = ""
    treats: tuple[str, ...] = ()
    """Condition slugs shown first on the home page."""
    people: tuple[Person, ...] = Field(min_length=1)
    establishment_licence: EstablishmentLicence | None = None
    locations: tuple[Location, ...] = ()
    training: dict[str, Acceptance] = Field(default_factory=dict)
    fees: tuple[Fee, ...] = ()
    payers: tuple[Payer, ...] = ()
    reporting: tuple[Report, ...] = ()
    safety: tuple[SafetyRule, ...] = ()

    @field_validator("people")
    @classmethod
    def _one_id_each(cls, people: tuple[Person, ...]) -> tuple[Person, ...]:
        ids = [p.id for p in people]
        twice = next((i for i in ids if ids.count(i) > 1), None)
        if twice:
            raise ValueError(
                f"two people have the id “{twice}”. | Give each person an id of their own."
            )
        return people

    @property
    def lead(self) -> Person:
        """The person marked as lead, or the first."""
        return next((p for p in self.people if p.lead), self.people[0])

    @property
    def location(self) -> Location | None:
        """The first location."""
        return self.locations[0] if self.locations else None


def load_practice(text: str, path: str, diagnostics: Diagnostics) -> Practice | None:
    """Read `practice.yml`.

    Args:
        text: The file's text.
        path: Its path, for messages.
        diagnostics: Receives every problem with its line.

    Returns:
        The practice, or None when an error leaves nothing to rely on.
    """
    document = load_yaml(text, path, diagnostics)
    if document is None:
        return None
    if not isinstance(document.data, dict):
        diagnostics.report(
            "yaml-syntax",
            "practice.yml is not a list of `name: value` lines.",
            path,
            1,
            fix="Begin with `name: Your practice`.",
        )
        return None
    return validate(Practice, document, path, diagnostics)


def fact(practice: Practice, name: str) -> Any:
    """The value at a dotted path such as `lead.name` or `people.0.npi`.

    Raises:
        LookupError: When there is no such fact; its argument lists the names known there.
    """
    value: Any = practice
    for part in name.split("."):
        if isinstance(value, tuple) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
            continue
        names = facts_of(value)
        if part not in names:
            raise LookupError(names)
        value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value


def facts_of(value: Any) -> list[str]:
    """The names of the facts directly inside a value."""
    if isinstance(value, Model):
        computed = [
            n for n, v in vars(type(value)).items() if isinstance(v, property) and n[0] != "_"
        ]
        return [*type(value).model_fields, *computed]
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, tuple):
        return [str(i) for i in range(len(value))]
    return []
