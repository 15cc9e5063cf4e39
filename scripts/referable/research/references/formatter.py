"""References in a citation style: from the cache where they are known, from Typst where not."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from referable.diagnostics import ReferableError
from referable.research.references.cache import Formatted, ReferenceCache
from referable.research.references.hayagriva import make_record
from referable.research.references.links import with_links
from referable.research.references.markers import YEAR
from referable.research.references.markup import finish_label, finish_reference, plain_text
from referable.research.references.plain import plain_label, plain_reference
from referable.research.references.styles import DEFAULT_STYLE, Style, StyleError, find_style
from referable.research.references.typesetter import Refused, Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from referable.diagnostics import Diagnostics
    from referable.research.entries import Entry
    from referable.research.references.hayagriva import Record
    from referable.research.references.typesetter import Set

__all__ = ["Reference", "ReferenceFormatter"]

# Long, often changed, and no part of any reference.
_UNSEEN = frozenset({"abstract", "annotation", "annote", "file", "comment", "timestamp"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One formatted item of a bibliography.

    Attributes:
        key: The citation key.
        html: The item's inner HTML without a number, with its links; safe to put into a page.
        text: The same as plain text, without the names of links.
        label: How an author-date style cites it, "Furlan et al., 2015"; plain text, empty in
            styles that cite by number.
        year_label: The year of that citation, "2015" or "2015a".
    """

    key: str
    html: str
    text: str
    label: str = ""
    year_label: str = ""


class ReferenceFormatter:
    """Formats entries in one citation style.

    A style that cannot be used is reported as `style-unknown`, and the default one used instead.

    Args:
        style: A style's name, a short name such as "ama", or the path of a .csl file.
        root: The project's folder, from which such a path counts.
        cache_dir: Where formatted references are kept between runs, or None.
        diagnostics: Receives `style-unknown` and `reference-format`.
        path: The file that names the style, for messages.
        line: The line there.
    """

    def __init__(
        self,
        style: str,
        root: Path,
        cache_dir: Path | None,
        diagnostics: Diagnostics,
        *,
        path: str = "",
        line: int | None = None,
    ) -> None:
        self._diagnostics = diagnostics
        self._cache_dir = cache_dir
        self._named_at = (path, line)
        try:
            self._use(find_style(style, root))
        except StyleError as error:
            self._give_up_style(error)
        if self._style.csl:
            self._learn_kind()  # which shows whether the file is a style at all

    @property
    def style(self) -> str:
        """The name of the style in use, or the path of its file."""
        return self._style.name

    @property
    def is_numeric(self) -> bool:
        """Whether the style cites by number (or by note) rather than by author and date."""
        known = self._style.is_numeric
        if known is None:
            known = self._cache.is_numeric
        return self._learn_kind() if known is None else known

    def format(self, entries: Sequence[Entry]) -> dict[str, Reference]:
        """The reference of every entry by its key, in the order given.

        Call it once with all entries that a site cites: in author-date styles, two that would be
        cited alike are told apart by a letter after the year, within the entries given.
        """
        formatted = self._obtain(entries)
        letters = {} if self.is_numeric else _letters(formatted)
        self._report(entries, formatted)
        self._cache.save()
        return {
            key: _reference(key, known, letters.get(key, "")) for key, known in formatted.items()
        }

    def _use(self, style: Style) -> None:
        self._style = style
        self._typesetter = Typesetter(style)
        self._cache = ReferenceCache(self._cache_dir, style.digest)

    def _learn_kind(self) -> bool:
        """Ask Typst whether the style cites by number; if it cannot be used, use the default."""
        known = self._cache.is_numeric
        while known is None:
            try:
                known = self._cache.is_numeric = self._typesetter.is_numeric()
            except Refused as error:
                name, csl = self._style.name, self._style.csl
                if name == DEFAULT_STYLE:
                    raise ReferableError(f"Typst cannot format references: {error}.") from error
                self._give_up_style(
                    StyleError(
                        f"The style “{name}” cannot be used: {error}.",
                        "Save it again from zotero.org/styles, or choose another one.",
                        name if csl else "",
                    )
                )
                known = self._cache.is_numeric
        return known

    def _give_up_style(self, error: StyleError) -> None:
        path, line = (error.path, None) if error.path else self._named_at
        self._diagnostics.report("style-unknown", str(error), path, line, fix=error.fix)
        self._use(Style(DEFAULT_STYLE))

    def missing(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Those entries that the cache does not hold, by the digest of their content."""
        found = {_digest(entry): entry for entry in entries}
        return {digest: entry for digest, entry in found.items() if digest not in self._cache}

    def set(self, missing: Mapping[str, Entry]) -> dict[str, Formatted]:
        """What Typst makes of entries, by the digests given; nothing of the formatter changes."""
        cites = not self.is_numeric
        records = (
            make_record(entry, at, stand_in=cites) for at, entry in enumerate(missing.values())
        )
        done = self._typesetter.set(records, cites=cites)
        return {
            digest: _finish(record, result, cites=cites)
            for digest, (record, result) in zip(missing, done, strict=True)
        }

    def adopt(self, formatted: Mapping[str, Formatted]) -> None:
        """Keep what `set` gave, be it in another process."""
        for digest, known in formatted.items():
            self._cache[digest] = known

    def _obtain(self, entries: Sequence[Entry]) -> dict[str, Formatted]:
        """What is known of each entry by its key, after setting what the cache does not hold."""
        missing = self.missing(entries)
        if missing:
            self.adopt(self.set(missing))
        return {entry.key: self._cache[_digest(entry)] for entry in entries}

    def _report(self, entries: Iterable[Entry], formatted: dict[str, Formatted]) -> None:
        for entry in entries:
            problem = formatted[entry.key].problem
            if problem:
                self._diagnostics.report(
                    "reference-format",
                    f"“{entry.key}” cannot be set in the style “{self.style}”; its reference is "
                    f"printed plainly. The typesetter says: {problem}.",
                    entry.path,
                    entry.line,
                    fix="Compare its fields with those of an entry of the same type that works; "
                    "addresses and dates are the usual cause.",
                )


def _finish(record: Record, result: Set | Refused, *, cites: bool) -> Formatted:
    """What is kept of a record that Typst has set or refused."""
    entry = record.entry
    if not isinstance(result, Refused):
        html = finish_reference(result.item, record, numbered=not cites)
        label = finish_label(result.citation, record) if cites else ""
        subjects = chain((entry.title,), (name.display for name in entry.authors))
        if any(map(_has_words, subjects)) and _has_words(plain_text(html)):
            return Formatted(*with_links(html, entry), label, record.shown_year, problem="")
        result = Refused("it has neither an author nor a title")
    label = plain_label(entry, YEAR) if cites else ""
    html, text = with_links(plain_reference(entry), entry)
    return Formatted(html, text, label, record.shown_year, str(result))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _reference(key: str, known: Formatted, letter: str) -> Reference:
    """The reference as a reader gets it: its year in its place, with a letter or without."""
    html, text, label, year, _ = known
    if letter:
        year = f"{year}{letter}" if year.isdigit() else f"{year}-{letter}"
    if YEAR in html:
        html, text = _dated(html, escape(year, quote=False)), _dated(text, year)
    return Reference(key, html, text, label.replace(YEAR, year), year if label else "")


def _dated(text: str, year: str) -> str:
    if year.endswith("."):
        text = text.replace(f"{YEAR}.", YEAR)
    elif year[0].isalpha():
        text = text.replace(f". {YEAR}", f". {year[0].upper()}{year[1:]}")
    return text.replace(YEAR, year)


def _digest(entry: Entry) -> str:
    # From the raw fields: decoding them all would take longer than everything else here.
    fields = [f"{name}={text}" for name, text in entry.fields.items() if name not in _UNSEEN]
    content = "\0".join((entry.type, *fields))
    return hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()


def _letters(formatted: dict[str, Formatted]) -> dict[str, str]:
    """A letter for each entry that would be cited like another, in the order of the list."""
    alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, known in formatted.items():
        if YEAR in known.label:  # MLA cites without a year
            alike[known.label, known.year].append(key)
    return {
        key: _letter(at)
        for group in alike.values()
        if len(group) > 1
        for at, key in enumerate(sorted(group, key=lambda k: (formatted[k].text.casefold(), k)))
    }


def _letter(index: int) -> str:
    """The letter of the first, second, … of a row: a to z, then aa, ab and so on."""
    rest, last = divmod(index, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + last)
