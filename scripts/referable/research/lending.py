"""Fields that an entry takes from another: `crossref` and `xdata`, as BibLaTeX gives them.

A chapter with `crossref` takes from its book what it lacks, and the book's title becomes its
`booktitle`. Not lent is what belongs to the book alone: its DOI, PubMed number, address, abstract
and notes; a chapter's reader would be led to another work. `xdata` lends everything.
Source: the manual of biblatex 3.20, section 2.4.1 and appendix B, and that of biber.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from referable.diagnostics import did_you_mean
from referable.research.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from referable.diagnostics import Diagnostics

__all__ = ["BORROWING", "LENDING_ONLY", "lend_fields"]

BORROWING = ("xdata", "crossref")
"""The fields that name other entries, in the order in which these lend."""
LENDING_ONLY = "xdata"
"""The type of entries that only lend, and are nothing to cite."""

_LONGEST_CHAIN = 20
_PARTS = frozenset(
    {"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference"}
    | {"inproceedings", "conference"}
)
_OF_PERIODICALS = frozenset({"article", "review", "suppperiodical"})
_NEVER_LENT = frozenset(
    {"crossref", "xref", "xdata", "ids", "entryset", "entrysubtype", "execute", "label", "options"}
    | {"presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand"}
    | {"shorthandintro", "sortkey"}
)
_OF_THE_LENDER = frozenset(
    {"doi", "pmid", "pmc", "pmcid", "eprint", "eprinttype", "eprintclass", "archiveprefix"}
    | {"primaryclass", "url", "urldate", "howpublished", "note", "keywords", "abstract", "file"}
    | {"annotation", "annote", "comment", "timestamp"}
)
_OF_ITS_TITLE = frozenset({"subtitle", "titleaddon", "shorttitle"})
# Of these one is enough: who has a date of its own takes no year.
_TWINS = {
    name: twins
    for twins in (
        ("year", "date"),
        ("journal", "journaltitle"),
        ("shortjournal", "journalabbrev", "journal_abbrev"),
        ("number", "issue"),
        ("pages", "eid", "article-number", "articleno"),
        ("address", "location"),
        ("institution", "school"),
    )
    for name in twins
} | {"month": ("month", "year", "date")}


def lend_fields(
    entries: dict[str, Entry], borrowers: Iterable[str], diagnostics: Diagnostics
) -> list[str]:
    """Give entries the fields that they take from others.

    Args:
        entries: All entries by key; each borrower is replaced by one with all its fields.
        borrowers: The keys of those with a field of `BORROWING`.
        diagnostics: Receives a `bib-crossref` for each lender that is not there, or that takes its
            own fields from the borrower.

    Returns:
        The keys of those whose lenders are all there.
    """
    lending = _Lending(entries, diagnostics)
    return [key for key in borrowers if lending.complete(key, ())]


class _Lending:
    def __init__(self, entries: dict[str, Entry], diagnostics: Diagnostics) -> None:
        self.entries = entries
        self.diagnostics = diagnostics
        self.done: dict[str, bool] = {}

    def complete(self, key: str, borrowers: tuple[str, ...]) -> bool:
        """Give an entry its fields; whether all of its lenders are there.

        Args:
            key: The entry.
            borrowers: Those that wait for it, from the first.
        """
        if key in self.done:
            return self.done[key]
        entry = self.entries[key]
        whole = True
        for name, wanted in _lenders(entry):
            problem = self.problem(key, wanted, borrowers)
            if problem:
                self.report(entry, name, *problem)
                whole = False
                continue
            whole = self.complete(wanted, (*borrowers, key)) and whole
            entry = _with_fields(entry, self.entries[wanted], name)
        self.entries[key] = entry
        self.done[key] = whole
        return whole

    def problem(self, key: str, wanted: str, borrowers: tuple[str, ...]) -> tuple[str, str] | None:
        """Why an entry cannot take fields from another, and what to do about it."""
        if wanted not in self.entries:
            near = did_you_mean(wanted, self.entries.keys() - {key})
            mend = f"Add the entry '{wanted}', or write its fields out in '{key}' instead."
            return (
                f"'{key}' takes fields from '{wanted}', which is not in the library.",
                f"Did you mean {near[0]}?" if near else mend,
            )
        if wanted == key:
            return f"'{key}' takes fields from itself.", "Name the book or journal it is part of."
        if wanted in borrowers:
            return (
                f"'{key}' takes fields from '{wanted}', which takes its own from '{key}'.",
                "Delete one of the two: a chapter takes from its book, never the other way round.",
            )
        if len(borrowers) >= _LONGEST_CHAIN:
            return (
                f"'{key}' is at the end of a row of {_LONGEST_CHAIN} entries that lend fields.",
                f"Write the fields out in '{key}', and delete this line.",
            )
        return None

    def report(self, entry: Entry, name: str, message: str, fix: str) -> None:
        self.diagnostics.report(
            "bib-crossref", message, entry.path, entry.line_of(name), fix=fix, length=len(name)
        )


def _lenders(entry: Entry) -> Iterator[tuple[str, str]]:
    """The field that names each lender, and its key."""
    for name in BORROWING:
        value = entry.fields.get(name, "").replace("{", "").replace("}", "")
        for key in value.split(",") if name == "xdata" else [value]:
            if key.strip():
                yield name, key.strip()


def _with_fields(entry: Entry, lender: Entry, by: str) -> Entry:
    """An entry with what it takes from a lender; a lent field keeps the line where it stands."""
    lines, lent_lines = entry.field_lines, lender.field_lines
    fields = dict(entry.fields)
    for name, value in lender.fields.items():
        to = name if by == "xdata" else _lent_as(name, entry, lender)
        if to in _NEVER_LENT or not value or any(map(entry.fields.get, _TWINS.get(to, (to,)))):
            continue
        fields[to] = value
        lines[to] = lent_lines.get(name, entry.line)
    offsets = tuple(lines.get(name, entry.line) - entry.line for name in fields)
    return Entry(entry.key, entry.type, fields, entry.path, entry.line, offsets)


def _lent_as(name: str, entry: Entry, lender: Entry) -> str:
    """The field that a lender's field becomes; one that is never lent when it is not to be."""
    if name in _OF_THE_LENDER:
        return "crossref"
    of_volumes = lender.type.startswith("mv") and entry.type not in _PARTS
    in_periodical = lender.type == "periodical" and entry.type in _OF_PERIODICALS
    if name == "title":
        if entry.type in _PARTS:
            return "crossref" if lender.fields.get("booktitle") else "booktitle"
        return "journaltitle" if in_periodical else "crossref" if of_volumes else "title"
    if name in _OF_ITS_TITLE and (entry.type in _PARTS or in_periodical or of_volumes):
        return "crossref"
    return name
