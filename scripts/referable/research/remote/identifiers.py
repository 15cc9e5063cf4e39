"""What a therapist types to name a study: a DOI, a PubMed number, or the address of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from referable.diagnostics import ReferableError
from referable.research.entries import normalise_doi

__all__ = ["Identifier", "IdentifierKind", "read_identifier"]

_DOI_IN_ADDRESS = re.compile(r"10\.[0-9]{4,9}/[^?#\s]+")
# What publishers put after a DOI in the address of a page.
_AFTER_DOI = re.compile(
    r"(?:/(?:full(?:\.html|text)?|abstract|e?pdf|pdfft|html|meta|summary|references|information|"
    r"media|related-content|appendices)(?:/[a-z]{2})?|\.(?:full|abstract)(?:\.pdf)?|\.pdf)/*$",
    re.IGNORECASE,
)
_PUBMED = re.compile(r"/(?:pubmed/|article/med/|abstract/med/)?([0-9]{1,9})/?$", re.IGNORECASE)
_PMC = re.compile(r"\b(PMC[0-9]{1,10})\b", re.IGNORECASE)
_PUBMED_HOSTS = frozenset({"pubmed.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "europepmc.org"})


class IdentifierKind(StrEnum):
    """What was typed."""

    DOI = "DOI"
    PMID = "PubMed number"
    PMCID = "PubMed Central number"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A study's identifier, and what sort it is."""

    kind: IdentifierKind
    value: str


def read_identifier(text: str) -> Identifier:
    """What a therapist typed: a DOI, PMID, PMCID, or the address of a page about a paper.

    Raises:
        ReferableError: None of these can be read in it.
    """
    text = text.strip().strip("<>")
    doi = normalise_doi(text)
    if doi:
        return Identifier(IdentifierKind.DOI, doi)
    if re.fullmatch(r"(?:pmid:?\s*)?[0-9]{1,9}", text, re.IGNORECASE):
        return Identifier(IdentifierKind.PMID, re.sub(r"[^0-9]", "", text))
    pmc = _PMC.search(text)
    if pmc and (pmc[0] == text or "nih.gov" in text or "europepmc.org" in text):
        return Identifier(IdentifierKind.PMCID, pmc[1].upper())
    found = _in_address(text) if re.match(r"https?://", text, re.IGNORECASE) else None
    if found is None:
        raise ReferableError(
            f"No DOI or PubMed number can be read in “{text[:100]}”.",
            "Write a DOI such as 10.1001/archinte.161.8.1081, or a PubMed number such as 11322842.",
        )
    return found


def _in_address(address: str) -> Identifier | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    doi = _DOI_IN_ADDRESS.search(unquote(f"{parts.path}?{parts.query}".replace("?doi=", "/")))
    if doi:
        return Identifier(IdentifierKind.DOI, _without_page(doi[0].rstrip(".,;/&")))
    number = _PUBMED.search(parts.path)
    if number and parts.hostname in _PUBMED_HOSTS:
        return Identifier(IdentifierKind.PMID, number[1])
    return None


def _without_page(doi: str) -> str:
    """The DOI without what the address of a page adds to it."""
    while True:
        shorter = _AFTER_DOI.sub("", doi)
        if shorter == doi or "/" not in shorter:
            return doi
        doi = shorter
