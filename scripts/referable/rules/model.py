"""What a rule is: one kind of problem, how serious it is, and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Rule", "Severity"]


class Severity(StrEnum):
    """How serious a diagnostic is. Errors stop publication; notes never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem: a stable code, its usual severity, and why it matters to a reader."""

    code: str
    severity: Severity
    title: str
    why: str
