"""Crossref: works, and the notices about them.

A retracted paper's record names its notices under `updated-by` (from publishers and, since 2025,
from Retraction Watch). A notice's record names the paper under `update-to`; those notices are found
with the filter `updates`. A publisher who updates a paper in place points `update-to` at the paper
itself. All three are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from referable.research.entries import Kind
from referable.research.names import Name
from referable.research.remote.records import (
    Notice,
    NoticeKind,
    RemoteRecord,
    as_dict,
    as_doi,
    as_list,
    as_text,
    clean_title,
    notices_in_title,
)
from referable.research.remote.register import Register

__all__ = ["CROSSREF", "Crossref", "parse_work"]

CROSSREF = "https://api.crossref.org"
_SERVICE = "Crossref"
_KINDS = {
    "journal-article": Kind.ARTICLE,
    "article-journal": Kind.ARTICLE,
    "posted-content": Kind.OTHER,
    "book": Kind.BOOK,
    "edited-book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "reference-book": Kind.BOOK,
    "book-chapter": Kind.CHAPTER,
    "chapter": Kind.CHAPTER,
    "book-section": Kind.CHAPTER,
    "report": Kind.REPORT,
    "report-component": Kind.REPORT,
    "standard": Kind.REPORT,
    "dissertation": Kind.THESIS,
    "thesis": Kind.THESIS,
    "proceedings-article": Kind.CONFERENCE,
    "paper-conference": Kind.CONFERENCE,
}
_UPDATE_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "removal": NoticeKind.WITHDRAWAL,
    "expression_of_concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "new_version": NoticeKind.NEW_VERSION,
    "new_edition": NoticeKind.NEW_VERSION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_SOURCES = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}
# The issue's date first: it is the year that a reference carries.
_DATES = ("published-print", "journal-issue", "published", "issued", "published-online")
_JOURNAL_NAMES = (
    "container-title",
    "short-container-title",
    "container-title-short",
    "journalAbbreviation",
)
_WORDS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Crossref(Register):
    """Asks Crossref."""

    service: ClassVar[str] = _SERVICE
    base: str = CROSSREF

    def work(self, doi: str) -> RemoteRecord | None:
        """The paper with this DOI, or None when Crossref does not know it.

        Raises:
            RemoteError: Crossref did not give a usable answer.
        """
        message = as_dict(
            self.ask(f"/works/{quote(doi, safe='/')}", holds="message").get("message")
        )
        return parse_work(message) if message else None

    def updates(self, doi: str) -> tuple[Notice, ...]:
        """Notices whose own records say that they are about this DOI.

        Raises:
            RemoteError: Crossref did not give a usable answer.
        """
        if "," in doi:  # a comma separates filters and cannot be escaped
            return ()
        found: list[Notice] = []
        for item in self._list({"filter": f"updates:{doi}", "rows": "50"}):
            own = as_doi(item.get("DOI"))
            for update in as_list(item.get("update-to")):
                about = as_doi(as_dict(update).get("DOI"))
                if about.casefold() == doi.casefold():
                    notice = _notice(as_dict(update), own, as_text(item.get("title")))
                    found += [notice] if notice else []
        return tuple(found)

    def by_title(self, title: str, author: str = "") -> list[RemoteRecord]:
        """The papers most like a title, best first; a hint only, never a proof.

        Raises:
            RemoteError: Crossref did not give a usable answer.
        """
        words = f"{title} {author}".strip()
        items = self._list({"query.bibliographic": words[:400], "rows": "5"})
        return [parse_work(item) for item in items]

    def _list(self, params: dict[str, str]) -> list[dict[str, Any]]:
        items = as_list(
            as_dict(self.ask("/works", params, holds="message").get("message")).get("items")
        )
        return [item for item in items if isinstance(item, dict)]


def parse_work(message: dict[str, Any], source: str = _SERVICE) -> RemoteRecord:
    """A record from Crossref's work message, or from the CSL-JSON of the DOI system.

    Whatever is missing or of an unexpected shape is left out; nothing raises.
    """
    doi = as_doi(message.get("DOI"))
    dates = {name: _date(message.get(name)) for name in _DATES}
    dates["journal-issue"] = _date(
        as_dict(message.get("journal-issue")).get("published-print")
        or as_dict(message.get("journal-issue")).get("published-online")
    )
    years = [date[0] for date in dates.values() if date]
    print_date = next((date for date in dates.values() if date), ())
    names = [as_text(name) for key in _JOURNAL_NAMES for name in as_list(message.get(key))]
    pages = [as_text(message.get(key)) for key in ("page", "article-number")]
    issue = as_text(message.get("issue")) or as_text(
        as_dict(message.get("journal-issue")).get("issue")
    )
    notices, about = _updates(message, doi)
    return RemoteRecord(
        source=source,
        title=clean_title(message.get("title")),
        subtitle=as_text(message.get("subtitle")),
        authors=_authors(message.get("author")) or _authors(message.get("editor")),
        journal=as_text(message.get("container-title")),
        journal_names=tuple(dict.fromkeys(name for name in names if name)),
        journal_abbrev=as_text(message.get("short-container-title")),
        years=tuple(dict.fromkeys(years)),
        month=print_date[1] if len(print_date) > 1 else None,
        volume=as_text(message.get("volume")),
        number=issue,
        pages=tuple(dict.fromkeys(page for page in pages if page)),
        doi=doi,
        kind=_KINDS.get(as_text(message.get("type")), Kind.OTHER),
        types=tuple(filter(None, [as_text(message.get("type"))])),
        publisher=as_text(message.get("publisher")),
        date="-".join(f"{part:02}" for part in min(filter(None, dates.values()), default=())),
        notices=(*notices, *notices_in_title(message.get("title"), source)),
        notice_about=about,
    )


def _updates(message: dict[str, Any], doi: str) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    """Notices about this paper, and the papers that this one is a notice about."""
    notices: dict[tuple[NoticeKind, str], Notice] = {}
    about: list[str] = []

    def keep(notice: Notice | None) -> None:
        if notice:
            notices.setdefault((notice.kind, notice.doi.casefold()), notice)

    for update in as_list(message.get("updated-by")):
        keep(_notice(as_dict(update), as_doi(as_dict(update).get("DOI")), ""))
    for update in as_list(message.get("update-to")):
        target = as_doi(as_dict(update).get("DOI"))
        notice = _notice(as_dict(update), "", "the record itself was updated")
        if not notice:
            continue
        if not doi or target.casefold() == doi.casefold():
            keep(notice)
        elif notice.kind is not NoticeKind.NEW_VERSION:
            about.append(target)
    relation = as_dict(message.get("relation"))
    for later in as_list(relation.get("is-retracted-by")):
        keep(Notice(NoticeKind.RETRACTION, "the publisher", as_doi(as_dict(later).get("id"))))
    return tuple(notices.values()), tuple(about)


def _notice(update: dict[str, Any], own_doi: str, text: str) -> Notice | None:
    word = _WORDS.sub("_", as_text(update.get("type")).casefold())
    kind = _UPDATE_KINDS.get(word)
    if kind is None:
        return None
    source = as_text(update.get("source"))
    date = "-".join(f"{part:02}" for part in _date(update.get("updated")))
    return Notice(kind, _SOURCES.get(source, source or "Crossref"), own_doi, "", date, text)


def _authors(value: Any) -> tuple[Name, ...]:
    names = []
    for person in as_list(value):
        facts = as_dict(person)
        family, given = as_text(facts.get("family")), as_text(facts.get("given"))
        whole = as_text(facts.get("name")) or as_text(facts.get("literal"))
        if family:
            names.append(
                Name(
                    given=given,
                    particle=as_text(facts.get("non-dropping-particle")),
                    family=family,
                    suffix=as_text(facts.get("suffix")),
                )
            )
        elif whole or given:
            names.append(Name(literal=whole or given))
    return tuple(names)


def _date(value: Any) -> tuple[int, ...]:
    """Year, month and day, as far as they are said."""
    parts = as_dict(value).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers: list[int] = []
    for part, top in zip(first, (2200, 12, 31), strict=False):
        text = as_text(part)
        if not (text.isdecimal() and 0 < int(text) <= top):
            break
        numbers.append(int(text))
    return tuple(numbers) if numbers and numbers[0] > 1000 else ()
