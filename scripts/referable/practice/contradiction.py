"""One problem between facts of `practice.yml`, before it is reported at its line."""

from __future__ import annotations

from dataclasses import dataclass

from referable.rules.model import Severity
from referable.yamlsource import Path

__all__ = ["Contradiction"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A problem between facts, with its place.

    Attributes:
        code: The rule.
        message: What is wrong.
        path: Where it stands in `practice.yml`.
        fix: What to write instead.
        severity: Other than the rule's own, or None.
    """

    code: str
    message: str
    path: Path
    fix: str
    severity: Severity | None = None
