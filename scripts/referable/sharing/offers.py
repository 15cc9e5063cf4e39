"""Which documents of the packet the site offers, and where they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.packet.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from referable.compiler.session import Session

__all__ = ["KINDS", "Offer", "offers", "offers_packet", "papers", "size_in_words"]

FOLDER = "downloads"
KINDS = ("profile", "form", "letter", "brief", "brochure", "card")
"""What visitors are offered. Business cards, thank-you notes and the plan of a visit stay with the
practice; `referable packet` makes them."""

TEMPLATES = frozenset(
    {
        "clinician-profile", "evidence-brief", "referral-form", "progress-letter", "brochure",
        "appointment-card",
    }
)  # fmt: skip
"""The packet's templates behind `KINDS`."""

_PAPER_NAMES = {Paper.US_LETTER: "US Letter", Paper.A4: "A4"}
_BLOCK = re.compile(r"^ {0,3}::: *packet\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Offer:
    """One PDF that the site offers.

    Attributes:
        file: Its path in the packet's folder.
        kind: One of `KINDS`.
        label: What the link says.
        paper: The sheet, in words.
        condition: The condition a brief is about, or an empty string.
    """

    file: str
    kind: str
    label: str
    paper: str
    condition: str = ""

    @property
    def path(self) -> str:
        """Its path below the site's root."""
        return f"{FOLDER}/{self.file}"


def papers(session: Session) -> tuple[Paper, ...]:
    """The sheet sizes the site offers; the first when the setting names none we know."""
    wanted = session.project.settings.packet_paper
    if wanted == "both":
        return tuple(Paper)
    return tuple(p for p in Paper if p.value == wanted) or (Paper.US_LETTER,)


def offers_packet(session: Session) -> bool:
    """Whether a page shows the packet, so that it has to be made."""
    project = session.project
    if not project.settings.packet or project.practice is None:
        return False
    return any(_BLOCK.search(page.body) for page in session.pages.values() if not page.generated)


def offers(session: Session) -> tuple[Offer, ...]:
    """The documents the site offers, in the order a reader would want them."""
    if session.project.practice is None:
        return ()
    sheets = [*_sheets(session)]
    return tuple(
        Offer(f"{paper.value}/{stem}.pdf", kind, label, _PAPER_NAMES[paper], condition)
        for stem, kind, label, condition in sheets
        for paper in papers(session)
    )


def _sheets(session: Session) -> Iterator[tuple[str, str, str, str]]:
    yield "clinician-profile", "profile", "Profile for clinicians, one page", ""
    yield "referral-form", "form", "Referral form, to print or to fill in on screen", ""
    yield "sample-progress-letter", "letter", "Sample of the letter you get back", ""
    for slug in _with_evidence(session):
        name = session.project.vocabulary.name(slug)
        yield f"evidence-brief-{slug}", "brief", f"Evidence brief, one page: {name}", slug
    yield "brochure", "brochure", "Brochure for patients, folds in three", ""
    yield "appointment-card", "card", "Referral and appointment cards, four to a sheet", ""


def _with_evidence(session: Session) -> Iterator[str]:
    """The conditions of which there is a brief, in the packet's order.

    They are what the practice treats, and what its specialty pages are about, if a current study
    is at hand.
    """
    practice = session.project.practice
    written = (
        page.meta.get("conditions")
        for page in session.pages.values()
        if page.path.startswith("specialties/") and not page.generated
    )
    first = (str(slugs[0]) for slugs in written if isinstance(slugs, list) and slugs)
    known = {
        slug
        for synopsis in session.project.synopses.values()
        if synopsis.facts.publication_status == "current"
        for slug in synopsis.facts.conditions
    }
    slugs = dict.fromkeys([*(practice.treats if practice else ()), *first])
    yield from (slug for slug in slugs if slug in known)


def size_in_words(count: int) -> str:
    """A file's size as a reader knows it from other sites.

    Args:
        count: Bytes.
    """
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB"
