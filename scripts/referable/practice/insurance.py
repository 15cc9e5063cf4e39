"""Payers: what each covers, asks for, and when that was last checked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import Field

from referable.practice.states import State
from referable.practice.values import WebAddress
from referable.validation import Model

__all__ = ["BILLED", "Coverage", "Network", "Payer", "PlanType"]


class Coverage(StrEnum):
    """What a payer does with massage."""

    COVERED = "covered"
    COVERED_WITH_ORDER = "covered_with_order"
    AUTHORIZED_ONLY = "authorized_only"
    PLAN_DEPENDENT = "plan_dependent"
    WITH_LETTER = "with_letter"
    NOT_COVERED = "not_covered"

    @property
    def label(self) -> str:
        """The answer to "do we bill?"."""
        return {
            Coverage.COVERED: "Yes",
            Coverage.COVERED_WITH_ORDER: "Yes, with an order",
            Coverage.AUTHORIZED_ONLY: "Only with authorization",
            Coverage.PLAN_DEPENDENT: "Depends on the plan",
            Coverage.WITH_LETTER: "No; the patient pays and may use a letter",
            Coverage.NOT_COVERED: "No, not covered",
        }[self]


BILLED = frozenset({Coverage.COVERED, Coverage.COVERED_WITH_ORDER, Coverage.AUTHORIZED_ONLY})
"""The states of coverage in which the practice bills the payer."""


class Network(StrEnum):
    """Whether the practice has a contract with the payer."""

    IN = "in"
    OUT = "out"
    NONE = "none"

    @property
    def label(self) -> str:
        """The contract in words; empty when there is none."""
        return {Network.IN: "in network", Network.OUT: "out of network"}.get(self, "")


class PlanType(StrEnum):
    """What kind of payer it is."""

    COMMERCIAL = "commercial"
    MEDICARE = "medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    VA = "va"
    TRICARE = "tricare"
    WORKERS_COMP = "workers_comp"
    AUTO = "auto"
    HSA_FSA = "hsa_fsa"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind of payer in words."""
        return {
            PlanType.COMMERCIAL: "Commercial health plan",
            PlanType.MEDICARE: "Original Medicare",
            PlanType.MEDICARE_ADVANTAGE: "Medicare Advantage",
            PlanType.MEDICAID: "Medicaid",
            PlanType.VA: "VA Community Care",
            PlanType.TRICARE: "TRICARE",
            PlanType.WORKERS_COMP: "Workers’ compensation",
            PlanType.AUTO: "Auto insurance",
            PlanType.HSA_FSA: "Health savings or flexible spending account",
            PlanType.OTHER: "Other",
        }[self]


class Payer(Model):
    """One row of the insurance table; every row says when it was checked."""

    payer: str = Field(min_length=1)
    """The plan or program. Example: Example Health Plan"""
    plan_type: PlanType
    """What kind of payer it is. Example: commercial"""
    state: State | None = None
    """The state, where the rules depend on it. Example: OR"""
    network: Network
    """Your contract with it: in, out, or none. Example: in"""
    status: Coverage
    """What it does with massage. Example: covered_with_order"""
    order_needed: bool
    """Whether it asks for a clinician's order. Example: true"""
    prior_auth: str
    """What has to be approved beforehand. Example: After visit 6"""
    visit_limit: str
    """How many visits. Example: 12 visits a year"""
    codes: tuple[str, ...] = ()
    """Service codes you bill it with, without their official wording. Example: ["97124"]"""
    patient_does: str = ""
    """What the patient brings or does. Example: Bring the claim number"""
    we_do: str = ""
    """What you do. Example: Bill, and report at visit 6"""
    send: str = ""
    """What the referring office sends. Example: Order with diagnosis code, areas and visits"""
    verified_on: dt.date
    """The day you last asked the payer. Example: 2026-11-02"""
    verified_by: str
    """Who asked. Example: Front desk"""
    source: WebAddress | None = None
    """The payer's page with the rule. Example: https://example.org/massage-policy"""

    @property
    def is_billed(self) -> bool:
        """Whether the practice bills this payer."""
        return self.status in BILLED
