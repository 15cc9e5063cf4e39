"""References without a citation style: what a reader gets when Typst refuses an entry."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from referable.research.references.hayagriva import spaced_initials
from referable.research.references.markers import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from referable.research.entries import Entry
    from referable.research.names import Name

__all__ = ["name_list", "plain_label", "plain_reference"]

_LISTED, _SHOWN = 6, 3  # AMA and ICMJE: up to six authors, else three and "et al."


def name_list(names: Sequence[Name], *, more: bool = False) -> str:
    """Names as medical journals write them: "van den Dolder PA, Roberts DL, et al."."""
    if len(names) > _LISTED:
        names, more = names[:_SHOWN], True
    shown = [_inverted(name) for name in names]
    return ", ".join([*shown, "et al"] if more and shown else shown)


def plain_reference(entry: Entry) -> str:
    """The authors, title, source and year of an entry, as HTML."""
    parts = [
        _escaped(name_list(entry.authors, more=entry.has_more_authors)),
        _escaped(entry.title),
        _source(entry),
    ]
    shown = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    # Some name is needed, be it the key, for a reader to tell the reference from another.
    return " ".join(
        shown if any(map(str.isalnum, "".join(shown))) else (f"{_escaped(entry.key)}.",)
    )


def plain_label(entry: Entry, year: str) -> str:
    """How an author-date style would cite the entry: "Furlan et al., 2015"."""
    names = [name.short for name in entry.authors]
    if len(names) > 2 or (names and entry.has_more_authors):
        who = f"{names[0]} et al."
    else:
        who = " & ".join(names) or entry.title or entry.key
    return f"{printable(who)}, {year}"


def _source(entry: Entry) -> str:
    where = entry.journal or entry.text("booktitle") or entry.publisher or entry.institution
    number = f"({entry.number})" if entry.number else ""
    place = ":".join(filter(None, (f"{entry.volume}{number}", entry.pages)))
    when = _escaped(";".join(filter(None, (entry.year_text, place))))
    return ". ".join(filter(None, (f"<em>{_escaped(where)}</em>" if where else "", when)))


def _escaped(text: str) -> str:
    return escape(printable(text), quote=False)


def _inverted(name: Name) -> str:
    words = spaced_initials(name.given).replace("-", " ").split()
    initials = "".join(word[0].upper() for word in words if word[0].isalpha())
    return " ".join(part for part in (name.short, initials, name.suffix) if part)
