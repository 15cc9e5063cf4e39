"""Entries as records of Hayagriva, the bibliography format and formatter inside Typst."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from referable.research.entries import Entry, Kind
from referable.research.names import parse_names
from referable.research.references.markers import AUTHOR, BATCH, EDITOR, OTHERS, clean, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from referable.research.names import Name

__all__ = ["Record", "make_record", "spaced_initials"]

_GENRES = {"phdthesis": "Dissertation", "mastersthesis": "Master's thesis"}
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_STUCK_INITIAL = re.compile(r"\.(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Record:
    """An entry on its way through Typst.

    Attributes:
        entry: The entry.
        data: The record as Hayagriva reads it, without the mark of its place in a batch.
        shown_year: What a reader sees as the year: "2015", "in press", "n.d.".
        stand_in: The year that Typst was given in the place of another, or nothing.
        editors: The editors of the book that holds a chapter.
    """

    entry: Entry
    data: dict[str, Any]
    shown_year: str
    stand_in: str
    editors: tuple[Name, ...]

    @property
    def has_editors_only(self) -> bool:
        """Whether the people named are a book's editors, for want of authors."""
        return "editor" in self.data

    def marked(self, marker: str) -> dict[str, Any]:
        """The record with a mark in its title and its first author, to be known by.

        The mark stands after the first letter: at the end it would come between a title and its
        closing stop. In the author it also keeps a style from telling two Smiths of the batch
        apart, or from writing a dash for an author just named.
        """
        data = dict(self.data)
        if "title" in data:
            data["title"] = data["title"][:2] + marker + data["title"][2:]
        for role in ("author", "editor"):
            if role in data:
                first, *others = data[role]
                name = first["name"]
                marked = {**first, "name": name[:1] + marker + AUTHOR + name[1:]}
                data[role] = [marked, *others]
        return data


def make_record(entry: Entry, place: int = 0, *, stand_in: bool = False) -> Record:
    """An entry as Typst takes it.

    Args:
        entry: The entry.
        place: Its place among those that are to be set.
        stand_in: Whether another year shall hold the place of the year in any case, because a
            letter may have to follow it.
    """
    data: dict[str, Any] = {}
    _add(data, title=_verbatim(entry.title.removesuffix(".")))
    people = [*_people(entry.authors), *([{"name": OTHERS}] if entry.has_more_authors else [])]
    if people and entry.authors:
        edited = entry.kind in {Kind.BOOK, Kind.OTHER} and not parse_names(entry.raw("author"))
        data["editor" if edited else "author"] = people
    editors = _fill(data, entry)
    serials = {"doi": entry.doi, "isbn": clean(entry.isbn), **data.pop("serial-number", {})}
    _add(data, **{"serial-number": {name: value for name, value in serials.items() if value}})
    if entry.url and not entry.doi:
        visited = entry.raw("urldate").strip()
        data["url"] = {"value": entry.url}
        if _DATE.fullmatch(visited):
            data["url"]["date"] = visited
    shown, known = printable(entry.year_text), entry.year is not None
    # Hayagriva knows only years that are numbers, so another holds the place of "in press".
    other_year = _unused_year(data, place) if stand_in or (shown and not known) else ""
    if known or other_year:
        month = f"-{entry.month:02}" if known and entry.month else ""
        data["date"] = f"{other_year or entry.year}{month}"
    return Record(entry, data, shown or "n.d.", other_year, editors)


@lru_cache(maxsize=50_000)
def spaced_initials(given: str) -> str:
    """Given names with initials apart: "Pim AJ" and "P.A.J." are read as "P" alone by Typst."""
    words: list[str] = []
    for word in _STUCK_INITIAL.sub(". ", given.replace("(", " ").replace(")", " ")).split():
        bare = word.rstrip(".")
        if 2 <= len(bare) <= 3 and bare.isalpha() and bare.isupper():
            words += (f"{letter}." for letter in bare)
        else:
            words.append(word)
    return " ".join(words)


def _fill(data: dict[str, Any], entry: Entry) -> tuple[Name, ...]:
    """Add what depends on the kind of entry; return the editors of the book around a chapter."""
    kind, booktitle = entry.kind, entry.text("booktitle")
    if kind in {Kind.ARTICLE, Kind.OTHER} and entry.journal:
        data["type"] = "article"
        _add(data, **{"page-range": clean(entry.pages)})
        data["parent"] = _periodical(entry)
    elif kind in {Kind.CHAPTER, Kind.CONFERENCE, Kind.OTHER} and booktitle:
        return _fill_part(data, entry, booktitle)
    elif kind in {Kind.BOOK, Kind.CHAPTER}:
        data["type"] = "book"
        _add(data, edition=clean(entry.edition), publisher=_publisher(entry))
        _add(data, volume=clean(entry.volume), **{"page-range": clean(entry.pages)})
    elif kind is Kind.WEB:
        _fill_web(data, entry)
    elif kind is Kind.THESIS:
        data["type"] = "thesis"
        genre = entry.text("type") or _GENRES.get(entry.type, "Thesis")
        _add(data, genre=_verbatim(genre), publisher=_publisher(entry))
    else:
        # A report is the one form that every style prints whole without a journal or a book.
        data["type"] = "report"
        _add(data, publisher=_publisher(entry))
        _add(data, **{"serial-number": {"serial": clean(entry.number)} if entry.number else {}})
    return ()


def _periodical(entry: Entry) -> dict[str, Any]:
    title = {"value": _verbatim(entry.journal), "short": _verbatim(entry.journal_abbrev)}
    parent: dict[str, Any] = {"type": "periodical", "title": title}
    _add(parent, volume=clean(entry.volume), issue=clean(entry.number))
    return parent


def _fill_part(data: dict[str, Any], entry: Entry, booktitle: str) -> tuple[Name, ...]:
    is_talk = entry.kind is Kind.CONFERENCE
    editors = parse_names(entry.raw("editor")) if entry.raw("author") else ()
    data["type"] = "article" if is_talk else "chapter"
    _add(data, **{"page-range": clean(entry.pages)})
    parent: dict[str, Any] = {"type": "proceedings" if is_talk else "book"}
    _add(parent, title=_verbatim(booktitle), edition=clean(entry.edition))
    _add(parent, volume=clean(entry.volume), publisher=_publisher(entry))
    people = _people(editors)
    if people:
        name = people[0]["name"]
        people[0]["name"] = name[:1] + EDITOR + name[1:]
        parent["editor"] = people
    data["parent"] = parent
    return editors


def _fill_web(data: dict[str, Any], entry: Entry) -> None:
    data["type"] = "web"
    site = entry.journal or entry.institution or entry.publisher
    if not site:
        return
    if "author" not in data and "editor" not in data:
        data["author"] = [{"name": clean(site)}]
    elif all(site.casefold() != name.short.casefold() for name in entry.authors):
        data["parent"] = {"type": "web", "title": _verbatim(site)}


def _publisher(entry: Entry) -> dict[str, str]:
    publisher: dict[str, str] = {}
    is_report = entry.kind in {Kind.REPORT, Kind.GUIDELINE, Kind.THESIS}
    names = (entry.institution, entry.publisher)
    name = next(filter(None, names if is_report else reversed(names)), "")
    _add(publisher, name=_verbatim(name or entry.text("howpublished")))
    if publisher:
        _add(publisher, location=_verbatim(entry.text("address") or entry.text("location")))
    return publisher


def _people(names: Sequence[Name]) -> list[dict[str, str]]:
    people = []
    for name in names:
        # A particle of its own would be set behind the initials: "Dolder PA van den".
        person: dict[str, str] = {"name": clean(name.short or name.given)}
        if name.short:
            _add(person, **{"given-name": clean(spaced_initials(name.given))})
            _add(person, suffix=clean(name.suffix))
        if person["name"]:
            people.append(person)
    return people


def _unused_year(data: dict[str, Any], place: int) -> str:
    """A year that occurs nowhere in the record, to be found again in what Typst makes of it.

    No other record of the batch has the same, lest a style add letters to tell them apart.
    """
    taken, pages = json.dumps(data, ensure_ascii=False), data.get("page-range", "")
    years = map(str, range(9999 - place % BATCH, 2999, -BATCH))
    # A style may write "9512-20" out as "9512-9520".
    return next((year for year in years if year not in taken and year[:2] not in pages), "")


def _verbatim(text: str) -> str:
    """The text between braces, which keep a style from changing its case."""
    cleaned = clean(text)
    return f"{{{cleaned}}}" if cleaned else ""


def _add(data: dict[str, Any], **values: object) -> None:
    """Add the values that are not empty."""
    data.update((name, value) for name, value in values.items() if value)
