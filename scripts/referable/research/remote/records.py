"""One model for what Crossref, the DOI system and Europe PMC say about a paper."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from referable.research.entries import Kind
from referable.research.names import Name

__all__ = [
    "Notice",
    "NoticeKind",
    "RemoteRecord",
    "as_dict",
    "as_doi",
    "as_list",
    "as_number",
    "as_text",
    "clean_title",
    "notices_in_title",
]

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s`]+")
_FLAG = re.compile(
    r"\s*(?:(?P<word>retracted(?:\s+(?:article|paper))?|withdrawn(?:\s+article)?)"
    r"\s*(?:[:.\u2013\u2014]|\s-)\s*|\[\s*(?P<bracketed>retracted|withdrawn)[^\]]*\]\s*)",
    re.IGNORECASE,
)


class NoticeKind(StrEnum):
    """What a notice says about a paper, the gravest first."""

    RETRACTION = "retraction"
    WITHDRAWAL = "withdrawal"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    NEW_VERSION = "new version"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about a paper.

    Attributes:
        kind: What it says.
        source: Who says so: "the publisher", "Retraction Watch", "PubMed".
        doi: The notice's own DOI, or an empty string.
        pmid: The notice's own PubMed number, or an empty string.
        date: When it was issued, as far as known: "2024", "2024-03", "2024-03-09".
        text: A reference or title that helps to find it.
    """

    kind: NoticeKind
    source: str = ""
    doi: str = ""
    pmid: str = ""
    date: str = ""
    text: str = ""

    @property
    def where(self) -> str:
        """The place to read it: a DOI, a PubMed number or its reference."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"PMID {self.pmid}" if self.pmid else self.text


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """A paper as one service describes it; an empty value means "not said".

    Attributes:
        source: The service.
        title: The title without markup and without a "RETRACTED:" in front.
        subtitle: A subtitle kept apart from the title.
        authors: The authors in order.
        journal: The journal's full name.
        journal_names: Every name and abbreviation of the journal.
        journal_abbrev: Its MEDLINE abbreviation.
        years: Every year that can be called the year of publication; the issue's year first.
        month: Month of the issue.
        volume: Volume.
        number: Issue.
        pages: Pages or article number, as the service writes them.
        doi: DOI.
        pmid: PubMed number.
        pmcid: PubMed Central number, with "PMC".
        kind: What sort of publication it is.
        types: Publication types in the service's words.
        publisher: Publisher.
        date: First publication, as an ISO date or a part of one.
        notices: Notices about this paper.
        notice_about: DOIs or PubMed numbers of papers that this one is a notice about.
        open_access: Whether the full text is free, or None when that is not said.
    """

    source: str
    title: str = ""
    subtitle: str = ""
    authors: tuple[Name, ...] = ()
    journal: str = ""
    journal_names: tuple[str, ...] = ()
    journal_abbrev: str = ""
    years: tuple[int, ...] = ()
    month: int | None = None
    volume: str = ""
    number: str = ""
    pages: tuple[str, ...] = ()
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    kind: Kind = Kind.ARTICLE
    types: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    notices: tuple[Notice, ...] = ()
    notice_about: tuple[str, ...] = ()
    open_access: bool | None = None

    @property
    def identifier(self) -> str:
        """The best identifier there is, for lists."""
        return self.doi or (f"PMID {self.pmid}" if self.pmid else self.pmcid)

    def has_type(self, *names: str) -> bool:
        """Whether one of these is among the publication types, in any case."""
        known = {kind.casefold() for kind in self.types}
        return any(name.casefold() in known for name in names)


def as_dict(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one: answers may be nonsense."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value as a list: a single object or word becomes a list of one."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict | str) and value else []


def as_text(value: Any) -> str:
    """The first text in a value, without markup, entities and line breaks."""
    if isinstance(value, list):
        return next((text for text in map(as_text, value) if text), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    # Entities may be encoded twice, as in "&amp;amp;".
    text = html.unescape(html.unescape(str(value)))
    words = " ".join(_TAG.sub("", text).split())
    return "".join(char for char in words if char.isprintable())  # no escape codes in a terminal


def as_doi(value: Any) -> str:
    """A value that is a DOI, without its resolver, or an empty string."""
    text = _RESOLVER.sub("", as_text(value))
    return text if _DOI.fullmatch(text) else ""


def as_number(value: Any) -> str:
    """A value that is a PubMed number, or an empty string."""
    text = as_text(value)
    return text if text.isascii() and text.isdecimal() and len(text) < 10 else ""


def clean_title(raw: Any) -> str:
    """A title without markup, closing full stop and a "RETRACTED:" in front."""
    text = _FLAG.sub("", as_text(raw), count=1) if _FLAG.match(as_text(raw)) else as_text(raw)
    text = _without_stop(text.strip())
    if text.startswith("[") and text.endswith("]"):  # PubMed's mark of a translated title
        text = _without_stop(text[1:-1].strip())
    return text


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def notices_in_title(raw: Any, source: str) -> tuple[Notice, ...]:
    """A notice that the publisher wrote into the title itself, such as "RETRACTED: ..."."""
    found = _FLAG.match(as_text(raw))
    if not found:
        return ()
    word = (found["word"] or found["bracketed"]).casefold()
    kind = NoticeKind.WITHDRAWAL if word.startswith("withdrawn") else NoticeKind.RETRACTION
    return (Notice(kind, source, text="the title says so"),)
