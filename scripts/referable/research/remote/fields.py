"""The fields of an entry beside what the registers say about the same paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from referable.research.entries import Entry, Kind
from referable.research.names import Name
from referable.research.remote.matching import (
    same_issue,
    same_journal,
    same_name,
    same_pages,
    same_title,
    simplified,
    title_likeness,
)
from referable.research.remote.records import RemoteRecord

__all__ = ["Difference", "absent_fields", "differences", "is_same_paper", "is_surely_same_paper"]

_LIKE_ENOUGH = 0.6
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that no register confirms.

    Attributes:
        name: The field as it stands in the library.
        label: The field in words.
        mine: What the library says.
        theirs: What the registers say.
        sources: Which registers say it.
        write: The field's new value, if the registers are right; empty when it is not one value.
    """

    name: str
    label: str
    mine: str
    theirs: str
    sources: tuple[str, ...]
    write: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    names: tuple[str, ...]
    mine: Callable[[Entry], str]
    theirs: Callable[[RemoteRecord], tuple[str, ...]]
    same: Callable[[Entry, RemoteRecord], bool]


def is_same_paper(entry: Entry, record: RemoteRecord) -> bool:
    """Whether a record found by the entry's own DOI or PubMed number is about the same paper.

    Generous on purpose: a translated title with the same first author still counts.
    """
    if not record.title or same_title(entry.title, record.title, record.subtitle):
        return True
    longer = f"{record.title} {record.subtitle}"
    if max(title_likeness(entry.title, t) for t in (record.title, longer)) >= _LIKE_ENOUGH:
        return True
    return bool(
        entry.authors
        and record.authors
        and same_name(entry.authors[0], record.authors[0])
        and entry.year in record.years
    )


def is_surely_same_paper(entry: Entry, record: RemoteRecord) -> bool:
    """Whether a record found by its title alone is this very paper.

    The same text may stand in two journals, one of them retracted as a duplicate, so title, first
    author, year and journal must all agree.
    """
    return bool(
        same_title(entry.title, record.title, record.subtitle)
        and entry.authors
        and record.authors
        and same_name(entry.authors[0], record.authors[0])
        and entry.year in record.years
        and same_journal(entry.journal, record.journal_names)
    )


def differences(entry: Entry, records: Sequence[RemoteRecord]) -> Iterator[Difference]:
    """Fields that at least one register knows and none confirms.

    Args:
        entry: The library's entry.
        records: What the registers say about this paper; one that agrees is enough.
    """
    for field in _FIELDS:
        mine = field.mine(entry)
        knowing = [record for record in records if any(field.theirs(record))]
        if not mine or not knowing or any(field.same(entry, record) for record in knowing):
            continue
        name = next((name for name in field.names if entry.fields.get(name)), field.names[0])
        said = list(dict.fromkeys(value for r in knowing for value in field.theirs(r) if value))
        yield Difference(
            name,
            field.label,
            mine,
            " or ".join(said),
            tuple(dict.fromkeys(record.source for record in knowing)),
            said[0],
        )
    yield from _author_differences(entry, records)


def absent_fields(entry: Entry, records: Sequence[RemoteRecord]) -> dict[str, str]:
    """Fields that the entry lacks and a register knows, ready to be written, in a fixed order."""
    found: dict[str, str] = {}
    for field in _FIELDS:
        if field.mine(entry) or (field.label == "title"):
            continue
        if entry.kind is not Kind.ARTICLE and field.names[0] not in {"doi", "pmid", "pmcid"}:
            continue
        value = next((v for record in records for v in field.theirs(record) if v), "")
        if value:
            found[field.names[0]] = value
    return found


# -- authors ----------------------------------------------------------------------------------


def _author_differences(entry: Entry, records: Sequence[RemoteRecord]) -> Iterator[Difference]:
    mine = entry.authors
    knowing = [record for record in records if record.authors]
    if not mine or not knowing or all(name.literal for name in mine):
        return  # an organisation stands for people whom a register may list one by one
    found = [_first_difference(entry, record.authors) for record in knowing]
    if not all(found):
        return
    said = next(text for text in found if text)
    name = "author" if entry.raw("author") else "editor"
    yield Difference(name, "authors", said[0], said[1], tuple(r.source for r in knowing))


def _first_difference(entry: Entry, theirs: Sequence[Name]) -> tuple[str, str] | None:
    """The first author that differs: mine and theirs; None when the lists agree."""
    mine = [name for name in entry.authors if not name.literal]
    people = [name for name in theirs if not name.literal] or list(theirs)
    wanted = people[: len(mine)] if entry.has_more_authors else people
    for place, (one, other) in enumerate(zip(mine, wanted, strict=False), 1):
        if not same_name(one, other):
            return f"{one.display} as author {place}", other.display
    if len(mine) == len(wanted):
        return None
    extra = (mine if len(mine) > len(wanted) else wanted)[min(len(mine), len(wanted)) :]
    listed = ", ".join(name.display for name in extra[:_SHOWN])
    more = "…" if len(extra) > _SHOWN else ""
    side = "also" if len(mine) < len(wanted) else "without"
    return f"{len(mine)} people", f"{len(wanted)} people ({side} {listed}{more})"


# -- the other fields -------------------------------------------------------------------------


def _year_same(entry: Entry, record: RemoteRecord) -> bool:
    # First online in one year and in an issue of the next: both are the year of publication.
    return entry.year in record.years or (
        bool(record.years)
        and entry.year is not None
        and min(record.years) <= entry.year <= max(record.years)
    )


def _equal(get: Callable[[RemoteRecord], str], mine: Callable[[Entry], str]) -> Callable[..., bool]:
    return lambda entry, record: mine(entry).casefold() == get(record).casefold()


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


_FIELDS: tuple[_Field, ...] = (
    _Field(
        "title",
        ("title",),
        lambda e: e.title,
        lambda r: _one(f"{r.title}: {r.subtitle}" if r.subtitle else r.title),
        lambda e, r: same_title(e.title, r.title, r.subtitle),
    ),
    _Field(
        "journal",
        ("journal", "journaltitle"),
        lambda e: e.journal,
        lambda r: _one(r.journal),
        lambda e, r: same_journal(e.journal, r.journal_names),
    ),
    _Field(
        "abbreviated journal",
        ("shortjournal", "journalabbrev", "journal_abbrev"),
        lambda e: e.journal_abbrev if e.journal_abbrev != e.journal else "",
        lambda r: _one(r.journal_abbrev),
        lambda e, r: (
            same_journal(e.journal_abbrev, r.journal_names)
            or simplified(e.journal_abbrev) == simplified(r.journal_abbrev)
        ),
    ),
    _Field(
        "year",
        ("year", "date"),
        lambda e: str(e.year or ""),
        lambda r: tuple(map(str, r.years)),
        _year_same,
    ),
    _Field(
        "volume",
        ("volume",),
        lambda e: e.volume,
        lambda r: _one(r.volume),
        lambda e, r: same_issue(e.volume, r.volume),
    ),
    _Field(
        "issue",
        ("number", "issue"),
        lambda e: e.number if e.kind is Kind.ARTICLE else "",
        lambda r: _one(r.number),
        lambda e, r: same_issue(e.number, r.number),
    ),
    _Field(
        "page numbers",
        ("pages", "eid", "article-number", "articleno"),
        lambda e: e.pages,
        lambda r: r.pages,
        lambda e, r: any(same_pages(e.pages, pages) for pages in r.pages),
    ),
    _Field(
        "DOI",
        ("doi",),
        lambda e: e.doi or "",
        lambda r: _one(r.doi),
        _equal(lambda r: r.doi, lambda e: e.doi or ""),
    ),
    _Field(
        "PubMed number",
        ("pmid",),
        lambda e: e.pmid or "",
        lambda r: _one(r.pmid),
        _equal(lambda r: r.pmid, lambda e: e.pmid or ""),
    ),
    _Field(
        "PubMed Central number",
        ("pmcid", "pmc"),
        lambda e: e.pmcid or "",
        lambda r: _one(r.pmcid),
        _equal(lambda r: r.pmcid, lambda e: e.pmcid or ""),
    ),
)
