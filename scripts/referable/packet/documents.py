"""Which documents a packet has, and what each of them needs to know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from referable.advertising import Advertising
from referable.packet.content import (
    Content,
    brief_facts,
    common_facts,
    person_facts,
)
from referable.packet.model import PacketData
from referable.packet.paper import Paper
from referable.packet.qr import qr_code
from referable.packet.red_flags import foremost
from referable.practice import Person
from referable.research.ranking import source_label

__all__ = ["Document", "documents"]


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF to make.

    Attributes:
        file: Its path below the packet's folder, with "/".
        title: The title readers and screen readers see.
        template: The template's name, without its ending.
        pages: How many pages it must have.
        content: What the template reads.
        form: Whether links named `field:…` become form fields.
        paper: The sheet, or None when the document has a size of its own.
        people: Ids of the people it is about; None for everybody.
    """

    file: str
    title: str
    template: str
    pages: int
    content: Content
    form: bool = False
    paper: Paper | None = None
    people: tuple[str, ...] | None = None


def documents(
    data: PacketData, required: Advertising, audience: str, papers: tuple[Paper, ...]
) -> list[Document]:
    """All documents of a packet, in the order a reader would want them.

    Args:
        data: The packet's data, its specialties already chosen for the audience.
        required: The lines that the practice's states want.
        audience: The kind of practice this is for, or an empty string.
        papers: The sheet sizes wanted.
    """
    common = common_facts(data, required, audience)
    sheets = [*_sheets(data, required, common)]
    found = [_on(document, paper) for paper in papers for document in sheets]
    found += _press_cards(data, required, common)
    return found


def _on(document: Document, paper: Paper) -> Document:
    return replace(
        document,
        file=f"{paper.value}/{document.file}",
        content={**document.content, "paper": paper.value},
        paper=paper,
    )


BASE = ("name", "sample", "telephone", "fax", "site", "accent", "lines", "greeting")
SAFETY = ("stop", "clearance")
REPLY = ("wait", "accepts", "replies")

# What each document prints of the common facts: it is set again only when one of these changes.
PRINTS = {
    "clinician-profile": (
        *BASE, *SAFETY, *REPLY, "tagline", "wait_date", "date", "refer_qr",
        "specialties", "people", "payers", "payers_checked", "reporting", "location",
        "languages", "scope",
    ),
    "evidence-brief": (*BASE, *SAFETY, *REPLY, "date"),
    "referral-form": (*BASE, "replies", "refer_qr"),
    "progress-letter": (*BASE, "people", "location", "reporting"),
    "brochure": (
        *BASE, *SAFETY, "tagline", "specialties", "fees", "payers", "payers_checked", "location",
        "languages", "interpreter", "people", "email", "visit_qr",
    ),
    "appointment-card": (*BASE, "location", "visit_qr", "specialties", "languages"),
    "thank-you-note": (*BASE, "people", "refer_qr"),
    "lunch-plan": (*BASE, *REPLY, "audience", "specialties", "reporting", "stop", "clearance"),
}  # fmt: skip


def _sheets(data: PacketData, required: Advertising, common: Content) -> Iterator[Document]:
    name = data.practice.name
    yield _sheet(
        "clinician-profile",
        f"{name}: for referring clinicians",
        "Who we are, what we see, how to refer and what you get back, on one page.",
        {**common, "citations": _citations(data)},
    )
    for brief in data.briefs:
        title = brief.specialty.title
        yield _sheet(
            "evidence-brief",
            f"{title}: evidence brief from {name}",
            f"What studies of massage found in {title.lower()}, with references, on one page.",
            {
                **common,
                "brief": brief_facts(brief),
                "stop": foremost(common["stop"], (title, *brief.specialty.names)),
            },
            file=f"evidence-brief-{brief.specialty.slug}",
        )
    form = _sheet(
        "referral-form",
        f"Referral form of {name}",
        "A form to refer a patient for massage therapy, to print or to fill in on screen.",
        common,
    )
    yield replace(form, form=True)
    yield _sheet(
        "progress-letter",
        f"Sample progress letter of {name}",
        "What a referring clinician gets back. A sample without a patient.",
        {**common, "scales": [asdict(scale) for scale in data.scales]},
        file="sample-progress-letter",
    )
    yield from _for_patients(data, required, common)
    yield _sheet(
        "thank-you-note",
        f"Thank-you note of {name}",
        "Two notes to a sheet, for the staff and clinicians who gave you their time.",
        common,
    )
    yield _sheet(
        "lunch-plan",
        f"Lunch visit plan of {name}",
        "Timeline, call script, agenda and checklist for a visit to a clinic. For the practice.",
        common,
        file="lunch-visit-plan",
        pages=2,
    )


def _for_patients(data: PacketData, required: Advertising, common: Content) -> Iterator[Document]:
    name = data.practice.name
    yield _sheet(
        "brochure",
        f"{name}: brochure",
        "A tri-fold brochure for patients. Print on both sides, flip on the short edge.",
        {**common, "soreness": SORENESS},
        pages=2,
    )
    yield _sheet(
        "appointment-card",
        f"Referral and appointment card of {name}",
        "Four folding cards to a sheet. Print on both sides, flip on the short edge.",
        common,
        pages=2,
    )
    for person in data.practice.people:
        cards = _sheet(
            "business-cards",
            f"Business cards of {person.name}, ten to a sheet",
            "Ten business cards to a sheet with crop marks.",
            _card(data, required, common, person),
            file=f"business-cards-{person.id}",
        )
        yield replace(cards, people=(person.id,))


def _sheet(
    template: str, title: str, description: str, content: Content, *, file: str = "", pages: int = 1
) -> Document:
    names = PRINTS.get(template)
    # Facts that are not common to all (a brief, a card) are all printed.
    facts = {k: v for k, v in content.items() if names is None or k in names or k in OWN}
    facts |= {"title": title, "description": description}
    return Document(f"{file or template}.pdf", title, template, pages, facts)


_DOI = re.compile(r"doi:\S+")
OWN = frozenset({"citations", "brief", "scales", "soreness"})

SORENESS = (
    "Some people are sore afterward. In one clinic survey of 91 people, about one in ten had some "
    "minor discomfort. It mostly began within 12 hours and was gone within 36 hours. The survey "
    "was too small to find rare harm."
)
"""Source: Cambron 2007, J Altern Complement Med, doi 10.1089/acm.2006.6401 (cambron2007sideeffects
in the library)."""


def _citations(data: PacketData) -> list[Content]:
    """The studies that the profile's sentences rest on, in the order in which they are cited."""
    known = {r.key: r.text for brief in data.briefs for r in brief.references}
    keys = dict.fromkeys(key for s in data.specialties for key in s.keys if key in known)
    return [{"key": key, "short": _short_reference(key, known[key])} for key in keys]


def _short_reference(key: str, text: str) -> str:
    """Name, year and DOI, by which a study is found; without a DOI the whole reference."""
    doi = _DOI.search(text)
    return f"{source_label(key)}, {doi[0].rstrip('.')}." if doi else text


def _press_cards(data: PacketData, required: Advertising, common: Content) -> Iterator[Document]:
    for person in data.practice.people:
        card = _sheet(
            "business-card-press",
            f"Business card of {person.name}, for a print shop",
            "One business card, 3.5 by 2 inches, with a bleed of an eighth of an inch.",
            {**_card(data, required, common, person), "paper": Paper.US_LETTER.value},
            file=f"press/business-card-{person.id}",
        )
        yield replace(card, people=(person.id,))


def _card(data: PacketData, required: Advertising, common: Content, person: Person) -> Content:
    address = data.refer_url or data.practice.url or ""
    names = ("name", "sample", "telephone", "fax", "email", "site", "accent", "report_promise")
    return {
        **{name: common[name] for name in names},
        "greeting": "",
        "person": person_facts(person, data.today),
        "focus": [s.title for s in data.specialties[:3]],
        "lines": list(required.lines((person.id,))),
        "qr": qr_code(address),
    }
