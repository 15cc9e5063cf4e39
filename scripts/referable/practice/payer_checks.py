"""Whether each row of the insurance table fits itself and what is known of its payer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referable.practice.contradiction import Contradiction
from referable.practice.insurance import Coverage, Network, Payer, PlanType
from referable.practice.model import Practice
from referable.rules.model import Severity
from referable.yamlsource import Path

__all__ = ["check_payers"]


def check_payers(practice: Practice) -> Iterator[Contradiction]:
    """What contradicts itself, the payer's own rule, or another row."""
    rows: dict[tuple[str, str, str], int] = {}
    for index, payer in enumerate(practice.payers):
        key = (payer.payer.casefold(), payer.plan_type.value, payer.state or "")
        first = rows.setdefault(key, index)
        if first != index:
            yield Contradiction(
                "payer-contradiction",
                f"“{payer.payer}” has two rows.",
                ("payers", index, "payer"),
                "Keep one, or name the plan or the state in each.",
            )
        yield from _payer(payer, practice, ("payers", index))


def _payer(payer: Payer, practice: Practice, at: Path) -> Iterator[Contradiction]:
    def contradiction(
        message: str, field: str, fix: str, severity: Severity | None = None
    ) -> Contradiction:
        return Contradiction("payer-contradiction", message, (*at, field), fix, severity)

    kind, status = payer.plan_type, payer.status
    state = payer.state or (practice.location.state if practice.location else None)
    if kind is PlanType.AUTO and state == "FL" and status is not Coverage.NOT_COVERED:
        yield contradiction(
            "Personal injury protection in Florida does not pay massage therapists "
            "(Florida Statutes 627.736(1)(a)5).",
            "status",
            "Write `status: not_covered`.",
            Severity.ERROR,
        )
    if kind in {PlanType.MEDICARE, PlanType.TRICARE} and status is not Coverage.NOT_COVERED:
        name = "Original Medicare" if kind is PlanType.MEDICARE else "TRICARE"
        yield contradiction(
            f"{name} has no benefit for massage on its own.",
            "status",
            "Write `status: not_covered`; for a Medicare Advantage plan, "
            "`plan_type: medicare_advantage`.",
        )
    if kind is PlanType.VA and status not in {Coverage.AUTHORIZED_ONLY, Coverage.NOT_COVERED}:
        yield contradiction(
            "VA pays only for visits that it has authorized.",
            "status",
            "Write `status: authorized_only`.",
        )
    if kind is PlanType.HSA_FSA and status in {Coverage.COVERED, Coverage.COVERED_WITH_ORDER}:
        yield contradiction(
            "A health savings or flexible spending account asks for a letter of medical necessity.",
            "status",
            "Write `status: with_letter`.",
        )
    if status is Coverage.COVERED_WITH_ORDER and not payer.order_needed:
        yield contradiction(
            f"“{payer.payer}” covers massage with an order, and no order is said to be needed.",
            "order_needed",
            "Write `order_needed: true`, or `status: covered`.",
        )
    if status is Coverage.NOT_COVERED and payer.network is Network.IN:
        yield contradiction(
            f"You are in the network of “{payer.payer}”, which does not cover massage.",
            "network",
            "Write `network: none`, or correct the status.",
        )
    if status is Coverage.AUTHORIZED_ONLY and re.match(
        r"(no|none|not needed|never)\b", payer.prior_auth, re.IGNORECASE
    ):
        yield contradiction(
            f"“{payer.payer}” pays only with authorization, and `prior_auth` says there is none.",
            "prior_auth",
            "Say what has to be approved, and by whom.",
        )
    if any("97112" in code for code in payer.codes):
        yield contradiction(
            "97112 is neuromuscular re-education, which is not neuromuscular massage.",
            "codes",
            "Ask the payer which code it accepts for what you do.",
        )
