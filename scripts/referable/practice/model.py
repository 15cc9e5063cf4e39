"""Everything `practice.yml` says, as one model."""

from __future__ import annotations

from pydantic import AliasChoices, Field

from referable.practice.care import (
    Acceptance,
    Fee,
    HygieneRule,
    Replies,
    Report,
    SafetyRule,
    Service,
    Wait,
)
from referable.practice.insurance import Payer
from referable.practice.people import EstablishmentLicense, Person
from referable.practice.places import Location
from referable.practice.values import Email, Telephone, WebAddress
from referable.validation import Model

__all__ = ["Practice"]


class Practice(Model):
    """Everything `practice.yml` says."""

    name: str = Field(min_length=1)
    """The practice's name. Example: Example Clinical Massage"""
    sample: bool = False
    """true while the facts are the starter's made-up ones; such a site is never published. When
    they are your own, delete the line. Example: true"""
    tagline: str = ""
    """What you do, in one line. Example: Clinical massage therapy for low back pain"""
    accent: str | None = Field(default=None, pattern=r"^#[0-9A-Fa-f]{6}$")
    """The site's one color; shades that can be read are derived from it. Example: "#1F4D46\""""
    url: WebAddress | None = None
    """The site's address, for PDFs and QR codes. Example: https://example.org"""
    telephone: Telephone = Field(min_length=1)
    """The number that clinicians and patients call. Example: 541-555-0100"""
    fax: Telephone = ""
    """The fax that takes orders. Example: 541-555-0101"""
    email: Email = ""
    """For questions without patient details. Example: office@example.org"""
    secure_message: str = ""
    """A secure way to send patient details besides fax. Example: Direct address on request"""
    languages: tuple[str, ...] = ()
    """Languages spoken here. Example: [English, Spanish]"""
    interpreter: str = ""
    """How an interpreter is arranged. Example: By telephone, arranged by us"""
    accepts_new_patients: bool = True
    """Write false while you take nobody new. Example: true"""
    wait: Wait | None = None
    """How long a new referral waits for a first visit."""
    replies: Replies | None = None
    """How fast a referral is answered."""
    scope: str = ""
    """What you do and do not do: you do not diagnose, prescribe, adjust joints or advise on
    medicines, and red flags go back. Example: We assess and treat soft tissue. We do not …"""
    treats: tuple[str, ...] = ()
    """Conditions shown first on the home page, by their names in research/conditions.yml.
    Example: [low-back-pain, migraine]"""
    people: tuple[Person, ...] = Field(min_length=1)
    """Everybody who treats."""
    establishment_license: EstablishmentLicense | None = Field(
        default=None,
        validation_alias=AliasChoices("establishment_license", "establishment_licence"),
    )
    """The license or permit of the place, where the state asks for one."""
    locations: tuple[Location, ...] = ()
    """Where people are seen, the main place first."""
    area_served: tuple[str, ...] = ()
    """Towns or counties you serve. Example: [Sampleton, Example County]"""
    training: dict[str, Acceptance] = Field(default_factory=dict)
    """Groups of people that a referrer asks about, such as children, pregnancy, oncology."""
    fees: tuple[Fee, ...] = ()
    """What a visit costs without insurance."""
    payment: tuple[str, ...] = ()
    """How people can pay. Example: [Cash, Check, Credit card, HSA card]"""
    payers: tuple[Payer, ...] = ()
    """The insurance table, one entry a payer."""
    reporting: tuple[Report, ...] = ()
    """What comes back to the referring clinician, and when."""
    safety: tuple[SafetyRule, ...] = ()
    """What each condition means for massage here."""
    hygiene: tuple[HygieneRule, ...] = ()
    """How the room and the equipment are kept clean."""
    services: tuple[Service, ...] = ()
    """Booking, message or form services that the site links to, each with its agreement."""
    profiles: tuple[WebAddress, ...] = ()
    """Public profiles of the practice elsewhere. Example: [https://example.com/our-practice]"""

    @property
    def lead(self) -> Person:
        """The person marked as lead, or the first."""
        return next((p for p in self.people if p.lead), self.people[0])

    @property
    def opening(self) -> Wait | None:
        """How long somebody new waits; None while nobody new is taken."""
        return self.wait if self.accepts_new_patients else None

    @property
    def location(self) -> Location | None:
        """The first location."""
        return self.locations[0] if self.locations else None

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every telephone and fax number of the practice."""
        own = [(self.telephone, self.fax), *((p.telephone, p.fax) for p in self.locations)]
        return tuple(dict.fromkeys(n for pair in own for n in pair if n))

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Hosts of services with a signed business associate agreement."""
        return tuple(s.host.casefold() for s in self.services if s.baa)

    @property
    def billed(self) -> tuple[str, ...]:
        """Names of the payers the practice bills."""
        return tuple(p.payer for p in self.payers if p.is_billed)
