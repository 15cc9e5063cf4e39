"""Therapists: licenses, certifications, training, insurance, and what the record says."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import AliasChoices, Field

from referable.practice.states import STATES, State
from referable.practice.values import Npi, WebAddress
from referable.validation import Model

__all__ = [
    "BackgroundCheck",
    "BoardCertification",
    "Certificate",
    "DisciplinaryHistory",
    "EstablishmentLicense",
    "LiabilityInsurance",
    "License",
    "LicenseStatus",
    "Person",
]


class LicenseStatus(StrEnum):
    """What the board's register says of a license."""

    ACTIVE = "active"
    PROBATION = "probation"
    INACTIVE = "inactive"
    PENDING = "pending"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


class License(Model):
    """A license, or the certificate or registration a state gives in its place."""

    state: State
    """The state that granted it, in two letters. Example: OR"""
    number: str = Field(min_length=1)
    """The number as the register shows it, in quotes so that zeros stay. Example: "00123\""""
    title: str = Field(min_length=1)
    """The title exactly as the state grants it. Example: Licensed Massage Therapist"""
    short_title: str = ""
    """The letters the state allows after the name. Example: LMT"""
    status: LicenseStatus = LicenseStatus.ACTIVE
    """What the register says today. Example: active"""
    issued: dt.date | None = None
    """The day it was first granted. Example: 2019-06-01"""
    expires: dt.date | None = None
    """The last day it is good for. Example: 2027-12-31"""
    verify_url: WebAddress | None = None
    """The board's register, where anybody can check it. Example: https://www.oregon.gov/obmt/"""

    @property
    def formatted(self) -> str:
        """State, title and number in one phrase."""
        if self.state == "CA":
            # California certifies through a council; "license" would suggest the state did.
            return f"CAMTC certificate {self.number}"
        return f"{STATES[self.state]} {self.short_title or self.title} license {self.number}"


class EstablishmentLicense(Model):
    """The license or permit of the place, where the state asks for one."""

    state: State
    """The state that granted it, in two letters. Example: OR"""
    number: str = Field(min_length=1)
    """Its number. Example: FP-00000"""
    title: str = Field(min_length=1)
    """What the state calls it. Example: Massage facility permit"""
    issued: dt.date | None = None
    """The day it was granted. Example: 2022-01-15"""
    expires: dt.date | None = None
    """The last day it is good for. Example: 2027-12-31"""
    verify_url: WebAddress | None = None
    """Where anybody can check it. Example: https://www.oregon.gov/obmt/"""


class BoardCertification(Model):
    """A voluntary certification above the license, always with the name of who grants it."""

    name: str = Field(min_length=1)
    """Its full name. Example: Board Certified in Therapeutic Massage and Bodywork (BCTMB)"""
    issuer: str = Field(min_length=1)
    """Who grants it. Example: NCBTMB"""
    number: str = ""
    """Its number, if it has one. Example: "123456\""""
    issued: dt.date | None = None
    """The day it was first granted. Example: 2020-04-01"""
    expires: dt.date | None = None
    """The last day it is good for. Example: 2028-03-31"""
    verify_url: WebAddress | None = None
    """Where anybody can check it. Example: https://www.ncbtmb.org/"""


class Certificate(Model):
    """Further training with its issuer and hours."""

    name: str = Field(min_length=1)
    """What it says on the certificate. Example: Oncology massage"""
    issuer: str = Field(min_length=1)
    """The school or body that gave it. Example: Example School of Massage"""
    hours: int = Field(gt=0)
    """How many hours it took. Example: 24"""
    date: dt.date | None = None
    """The day it was given. Example: 2024-05-01"""
    expires: dt.date | None = None
    """The day it ends, if it does. Example: 2027-05-01"""


class LiabilityInsurance(Model):
    """Professional liability cover in US dollars; hidden on the site once it has run out."""

    carrier: str
    """The insurer. Example: Example Mutual"""
    per_claim: int = Field(gt=0)
    """Cover for one claim in dollars, digits only. Example: 2000000"""
    aggregate: int = Field(gt=0)
    """Cover for a year in dollars, digits only. Example: 6000000"""
    expires: dt.date
    """The last day of the policy. Example: 2027-06-30"""


class BackgroundCheck(Model):
    """Who checked, and when."""

    by: str
    """Who made the check. Example: NCBTMB"""
    date: dt.date
    """The day of the check. Example: 2026-03-01"""


class DisciplinaryHistory(Model):
    """What the public record shows, in the practice's own words; never asserted by us."""

    statement: str = Field(min_length=1)
    """What you found, in your own words. Example: None on the public record"""
    as_of: dt.date
    """The day you looked. Example: 2026-11-01"""
    board_url: WebAddress | None = None
    """The board's public record. Example: https://www.oregon.gov/obmt/"""


class Person(Model):
    """A therapist."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """A short name for web addresses: small letters, digits, hyphens. Example: alex-example"""
    name: str = Field(min_length=1)
    """The name as it stands on the license. Example: Alex Example"""
    credentials: str = ""
    """Letters after the name. Example: LMT, BCTMB"""
    title: str = Field(min_length=1)
    """The title as the state grants it. Example: Licensed Massage Therapist"""
    lead: bool = False
    """Write true for the one person who stands first on the site. Example: true"""
    bio: str = ""
    """Two or three sentences about this person's work. Example: Alex works with runners."""
    portrait: str = ""
    """A photo below docs/, with an entry in photos.yml. Example: images/alex.jpg"""
    languages: tuple[str, ...] = ()
    """Languages this person works in. Example: [English, Spanish]"""
    licenses: tuple[License, ...] = Field(
        min_length=1, validation_alias=AliasChoices("licenses", "licences")
    )
    """Every license, the one for this state first."""
    npi: Npi | None = None
    """Ten digits from the NPPES record, in quotes. Example: "1234567893\""""
    taxonomy: str = Field(default="", pattern=r"^([0-9A-Za-z]{9}[Xx])?$")
    """The taxonomy code of the NPPES record. Example: 225700000X"""
    school: str = ""
    """Where the first training was. Example: Example School of Massage"""
    training_hours: int | None = Field(default=None, gt=0)
    """Hours of the first training. Example: 750"""
    exam: str = ""
    """The licensing exam that was passed. Example: MBLEx"""
    board_certification: BoardCertification | None = None
    """A certification above the license, with the name of who grants it."""
    certificates: tuple[Certificate, ...] = ()
    """Further training, each with issuer and hours."""
    liability_insurance: LiabilityInsurance | None = None
    """Professional liability cover."""
    background_check: BackgroundCheck | None = None
    """A background check: by whom and when."""
    cpr_expires: dt.date | None = None
    """The day the CPR card ends. Example: 2027-08-31"""
    disciplinary_history: DisciplinaryHistory | None = None
    """What the board's public record shows, and when you looked."""
    profiles: tuple[WebAddress, ...] = ()
    """Public profiles of this person. Example: [https://npiregistry.cms.hhs.gov/]"""

    @property
    def license(self) -> str:
        """The first license in one phrase."""
        return self.licenses[0].formatted

    @property
    def display(self) -> str:
        """Name with credentials."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name
