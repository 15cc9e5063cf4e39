"""PHI-CONTACT (D, E, F): telephone and fax numbers and e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.phi.document import Document
from referable.checks.phi.emails import emails
from referable.checks.phi.model import Finding
from referable.checks.phi.telephones import telephones

__all__ = ["find"]


def find(document: Document) -> Iterator[Finding]:
    """All telephone numbers and addresses that may be a patient's."""
    yield from telephones(document)
    yield from emails(document)
