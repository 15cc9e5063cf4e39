"""PHI-GEO (B): places smaller than a state that belong to a patient."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.phi.addresses import addresses, corners
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.places import Taken
from referable.checks.phi.towns import towns
from referable.checks.phi.zips import positions, zip_codes

__all__ = ["find"]


def find(document: Document) -> Iterator[Finding]:
    """All places of patients."""
    taken = Taken()
    for finding in addresses(document):
        taken.add(finding.start, finding.end)
        yield finding
    yield from zip_codes(document, taken)
    yield from positions(document)
    yield from corners(document, taken)
    yield from towns(document, taken)
