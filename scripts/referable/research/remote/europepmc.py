"""Europe PMC: PubMed's records with their links to retractions, corrections and new versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from referable.research.entries import Kind
from referable.research.names import Name
from referable.research.remote.records import (
    Notice,
    NoticeKind,
    RemoteRecord,
    as_dict,
    as_doi,
    as_list,
    as_number,
    as_text,
    clean_title,
    notices_in_title,
)
from referable.research.remote.register import Register

__all__ = ["EUROPE_PMC", "EuropePmc", "parse_result"]

EUROPE_PMC = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_SERVICE = "Europe PMC"
# PubMed's links. "... in" points from a paper to a notice about it; "... of" and "... for" point
# from a notice to its paper, and mixing them up would call an erratum retracted.
_ABOUT_THIS = {
    "retraction in": NoticeKind.RETRACTION,
    "partial retraction in": NoticeKind.RETRACTION,
    "retracted and republished in": NoticeKind.RETRACTION,
    "expression of concern in": NoticeKind.CONCERN,
    "erratum in": NoticeKind.CORRECTION,
    "corrected and republished in": NoticeKind.CORRECTION,
    "update in": NoticeKind.NEW_VERSION,
}
_ABOUT_OTHERS = frozenset(
    {
        "retraction of",
        "partial retraction of",
        "erratum for",
        "expression of concern for",
    }
)
_YEAR = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}")
_IN_REFERENCE = re.compile(r"\bdoi:\s*(10\.\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EuropePmc(Register):
    """Asks Europe PMC."""

    service: ClassVar[str] = _SERVICE
    base: str = EUROPE_PMC

    def by_pmid(self, pmid: str) -> RemoteRecord | None:
        """The paper with this PubMed number, or None.

        Raises:
            RemoteError: Europe PMC did not give a usable answer.
        """
        found = self.search(f"EXT_ID:{pmid} AND SRC:MED", 5)
        return next((record for record in found if record.pmid == pmid), None)

    def by_doi(self, doi: str) -> RemoteRecord | None:
        """The paper with this DOI, PubMed's record before others, or None.

        Raises:
            RemoteError: Europe PMC did not give a usable answer.
        """
        found = self.search(f'DOI:"{_quoted(doi)}"', 10)
        same = [record for record in found if record.doi.casefold() == doi.casefold()]
        return min(same, key=lambda record: not record.pmid, default=None)

    def by_pmcid(self, pmcid: str) -> RemoteRecord | None:
        """The paper with this PubMed Central number, or None.

        Raises:
            RemoteError: Europe PMC did not give a usable answer.
        """
        found = self.search(f"PMCID:{pmcid}", 5)
        return next((record for record in found if record.pmcid == pmcid), None)

    def by_title(self, title: str) -> list[RemoteRecord]:
        """Papers whose title holds these words; a hint only, never a proof.

        Raises:
            RemoteError: Europe PMC did not give a usable answer.
        """
        return self.search(f'TITLE:"{_quoted(title)}"', 5)

    def search(self, query: str, limit: int) -> list[RemoteRecord]:
        """The first papers that answer a query in Europe PMC's language.

        Args:
            query: Such as `TITLE_ABS:massage AND SRC:MED`.
            limit: How many at most.

        Raises:
            RemoteError: Europe PMC did not give a usable answer.
        """
        records: list[RemoteRecord] = []
        cursor = "*"
        while len(records) < limit:
            size = min(limit - len(records), 100)
            question = {
                "query": query,
                "format": "json",
                "resultType": "core",
                "pageSize": str(size),
                "cursorMark": cursor,
            }
            answer = self.ask("/search", question, holds="resultList")
            results = as_list(as_dict(answer.get("resultList")).get("result"))
            records += [parse_result(result) for result in results if isinstance(result, dict)]
            following = as_text(answer.get("nextCursorMark"))
            if len(results) < size or not following or following == cursor:
                break
            cursor = following
        return records[:limit]


def parse_result(result: dict[str, Any]) -> RemoteRecord:
    """A record from one `core` result; what is missing or misshapen is left out."""
    info = as_dict(result.get("journalInfo"))
    journal = as_dict(info.get("journal"))
    names = [
        as_text(journal.get(key)) for key in ("title", "medlineAbbreviation", "isoabbreviation")
    ]
    types = tuple(
        filter(None, map(as_text, as_list(as_dict(result.get("pubTypeList")).get("pubType"))))
    )
    notices, about = _links(result, types)
    title = result.get("title")
    is_book = bool(result.get("bookOrReportDetails")) and not journal
    pmcid = as_text(result.get("pmcid")).upper()
    return RemoteRecord(
        source=_SERVICE,
        title=clean_title(title),
        authors=_authors(result),
        journal=names[0],
        journal_names=tuple(dict.fromkeys(filter(None, names))),
        journal_abbrev=names[1] or names[2],
        years=_years(result, info),
        month=_month(info),
        volume=as_text(info.get("volume")),
        number=as_text(info.get("issue")),
        pages=tuple(filter(None, [as_text(result.get("pageInfo"))])),
        doi=as_doi(result.get("doi")),
        pmid=as_number(result.get("pmid")),
        pmcid=pmcid if re.fullmatch(r"PMC[0-9]{1,10}", pmcid) else "",
        kind=_kind(types, is_book=is_book),
        types=types,
        publisher=as_text(as_dict(result.get("bookOrReportDetails")).get("publisher")),
        date=as_text(result.get("firstPublicationDate")),
        notices=(*notices, *notices_in_title(title, _SERVICE)),
        notice_about=about,
        open_access=_yes_or_no(result),
    )


def _links(
    result: dict[str, Any], types: tuple[str, ...]
) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    notices: list[Notice] = []
    about: list[str] = []
    links = as_list(as_dict(result.get("commentCorrectionList")).get("commentCorrection"))
    for link in map(as_dict, links):
        word = as_text(link.get("type")).casefold()
        number, reference = as_number(link.get("id")), as_text(link.get("reference"))
        if word in _ABOUT_THIS:
            doi = _IN_REFERENCE.search(reference)
            notices.append(
                Notice(
                    _ABOUT_THIS[word],
                    "PubMed",
                    doi[1].rstrip(".,;") if doi else "",
                    number if as_text(link.get("source")) in {"MED", ""} else "",
                    text=reference or as_text(link.get("note")),
                )
            )
        elif word in _ABOUT_OTHERS:
            about.append(f"PMID {number}" if number else reference)
    marked = {kind.casefold() for kind in types}
    if "retracted publication" in marked and not any(
        notice.kind is NoticeKind.RETRACTION for notice in notices
    ):
        notices.append(
            Notice(NoticeKind.RETRACTION, "PubMed", text="PubMed marks it Retracted Publication")
        )
    if marked & {"retraction of publication", "published erratum"} and not about:
        about.append("another paper")
    return tuple(notices), tuple(about)


def _authors(result: dict[str, Any]) -> tuple[Name, ...]:
    names = []
    for author in map(as_dict, as_list(as_dict(result.get("authorList")).get("author"))):
        family = as_text(author.get("lastName"))
        whole = as_text(author.get("collectiveName")) or as_text(author.get("fullName"))
        if family:
            given = as_text(author.get("firstName")) or " ".join(as_text(author.get("initials")))
            names.append(Name(given=given, family=family, suffix=as_text(author.get("suffix"))))
        elif whole:
            names.append(Name(literal=whole))
    return tuple(names)


def _years(result: dict[str, Any], info: dict[str, Any]) -> tuple[int, ...]:
    said = (
        info.get("yearOfPublication"),
        result.get("pubYear"),
        info.get("printPublicationDate"),
        result.get("electronicPublicationDate"),
        result.get("firstPublicationDate"),
    )
    found = [_YEAR.match(as_text(value)) for value in said]
    return tuple(dict.fromkeys(int(match[0]) for match in found if match))


def _month(info: dict[str, Any]) -> int | None:
    text = as_text(info.get("monthOfPublication"))
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else None


def _kind(types: tuple[str, ...], *, is_book: bool) -> Kind:
    marked = {kind.casefold() for kind in types}
    if is_book or "technical report" in marked:
        return Kind.REPORT
    return Kind.ARTICLE


def _yes_or_no(result: dict[str, Any]) -> bool | None:
    said = [as_text(result.get(key)) for key in ("isOpenAccess", "inEPMC", "inPMC")]
    return True if "Y" in said else (False if "N" in said else None)


def _quoted(text: str) -> str:
    """Text that can stand between double quotes in a query."""
    return " ".join(re.sub(r'["\\]', " ", text).split())
