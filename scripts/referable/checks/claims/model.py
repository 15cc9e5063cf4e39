"""The nouns of the claim checks: a finding, the studies at hand, and what a page is read for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from referable.checks.claims.document import Document
from referable.checks.claims.triggers import Hits
from referable.diagnostics import Severity
from referable.research.synopses import Synopsis

__all__ = ["Finding", "Page", "Register"]

Register = Literal["patient", "clinician"]
"""Who a page is written for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a span of the text.

    Attributes:
        code: A code of `referable.rules.claims`.
        start: Offset of its first character.
        end: Offset after its last one.
        message: What is wrong.
        fix: What to write instead.
        severity: A severity for this place, if it differs from the rule's.
    """

    code: str
    start: int
    end: int
    message: str
    fix: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what its claims are measured against.

    Attributes:
        document: The text, cut into blocks and sentences.
        keys: The citation keys of the library.
        synopses: The studies read so far, by key.
        register: Who the page is written for.
        today: The day of the check.
        hits: Where each check may find something.
        own_key: The study a synopsis is about; None for other texts.
    """

    document: Document
    keys: Collection[str]
    synopses: Mapping[str, Synopsis]
    register: Register
    today: dt.date
    hits: Hits
    own_key: str | None = None

    def sources(self, offset: int) -> tuple[str, ...]:
        """The studies that the sentence at an offset rests on; unknown keys do not count."""
        if self.own_key is not None:
            return (self.own_key,)
        return tuple(k for k in self.document.cited_for(offset) if k in self.keys)

    def cited(self) -> tuple[str, ...]:
        """All known studies cited on the page, in order, each once."""
        if self.own_key is not None:
            return (self.own_key,)
        found = dict.fromkeys(k for mark in self.document.citations for k in mark.keys)
        return tuple(k for k in found if k in self.keys)
