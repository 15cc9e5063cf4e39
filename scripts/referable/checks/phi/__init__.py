"""Checks for what may identify a patient in a text. They find problems; they certify nothing."""

from __future__ import annotations

from referable.checks.phi.check import check_text
from referable.checks.phi.facts import KnownFacts
from referable.checks.phi.model import SourceKind

__all__ = ["KnownFacts", "SourceKind", "check_text"]
