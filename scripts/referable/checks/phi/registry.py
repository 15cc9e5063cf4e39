"""The families of rules, in the order they run: replies and names first, since others ask for them."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

from collections.abc import Callable, Iterable

from referable.checks.phi import (
    contact,
    dates,
    filenames,
    geography,
    images,
    numbers,
    people,
    records,
    replies,
    strays,
    testimonials,
    traits,
    web,
)
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding

__all__ = ["FAMILIES"]

FAMILIES: tuple[Callable[[Document], Iterable[Finding]], ...] = (
    replies.find,
    testimonials.find,
    people.find,
    records.find,
    filenames.find,
    numbers.find,
    contact.find,
    geography.find,
    dates.find,
    web.find,
    strays.find,
    images.find,
    traits.find,
)
