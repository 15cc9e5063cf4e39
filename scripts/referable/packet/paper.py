"""The sheets that documents are set for."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Paper"]


class Paper(StrEnum):
    """A sheet size."""

    US_LETTER = "us-letter"
    A4 = "a4"
