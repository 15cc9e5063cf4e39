"""The model of `practice.yml`: the practice's facts, written once and said everywhere."""

from __future__ import annotations

from referable.practice.care import (
    Acceptance,
    Fee,
    HygieneRule,
    Level,
    Replies,
    Report,
    SafetyRule,
    Service,
    Wait,
)
from referable.practice.dated import (
    Dated,
    background_is_stale,
    dated_facts,
    day_of_judgment,
)
from referable.practice.insurance import BILLED, Coverage, Network, Payer, PlanType
from referable.practice.loading import fact, facts_of, load_practice
from referable.practice.model import Practice
from referable.practice.people import (
    BackgroundCheck,
    BoardCertification,
    Certificate,
    DisciplinaryHistory,
    EstablishmentLicense,
    LiabilityInsurance,
    License,
    LicenseStatus,
    Person,
)
from referable.practice.places import Geo, Hours, Location, Weekday, weekdays_in
from referable.practice.states import STATES, State
from referable.practice.values import WebAddress, digits_of, npi_is_valid

__all__ = [
    "BILLED",
    "STATES",
    "Acceptance",
    "BackgroundCheck",
    "BoardCertification",
    "Certificate",
    "Coverage",
    "Dated",
    "DisciplinaryHistory",
    "EstablishmentLicense",
    "Fee",
    "Geo",
    "Hours",
    "HygieneRule",
    "Level",
    "LiabilityInsurance",
    "License",
    "LicenseStatus",
    "Location",
    "Network",
    "Payer",
    "Person",
    "PlanType",
    "Practice",
    "Replies",
    "Report",
    "SafetyRule",
    "Service",
    "State",
    "Wait",
    "WebAddress",
    "Weekday",
    "background_is_stale",
    "dated_facts",
    "day_of_judgment",
    "digits_of",
    "fact",
    "facts_of",
    "load_practice",
    "npi_is_valid",
    "weekdays_in",
]
