"""The library: all entries by key, checked once while loading."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, KeysView
from functools import lru_cache
from pathlib import Path

from referable.diagnostics import Diagnostics
from referable.portable import is_device
from referable.research.entries import Entry, normalise_doi
from referable.research.lending import BORROWING, LENDING_ONLY, lend_fields
from referable.research.library_cache import LibraryCache
from referable.rules import Severity

__all__ = ["Library", "load_library", "page_slug"]

# A character that a citation key cannot hold.
_UNUSABLE_IN_KEY = re.compile(r"[\s,;@\[\]{}#%\"'\\\x00-\x1f\x7f-\x9f]")
_PATH_IN_KEY = re.compile(r"\.\.|^/")
# What Crossref and reference managers leave in titles; "p<0.05" is none of it.
_HTML = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|scp|span|div|p|br|a|img|script|style|iframe|\w+:\w+)\b[^<>]*>"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);",
    re.IGNORECASE,
)
_NOT_IN_SLUG = re.compile(r"[^\w.-]|\.{2,}")
_RESERVED = frozenset({"index", "readme", "404"})
"""Pages with a meaning of their own."""
_LONGEST_SLUG = 120
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_VALUES = (
    ("doi", "doi", "DOI", "Write only the part that begins with 10., as in doi = {10.1001/abc},"),
    ("pmid", "pmid", "PubMed number", "Write only its digits, as in pmid = {12345678},"),
    ("pmcid", "pmcid", "PubMed Central number", "Write it as in pmcid = {PMC123456},"),
    ("url", "url", "web address", "Write an address that begins with https://, or delete it."),
    ("eprint", "archive", "arXiv number", "Write it as in eprint = {2101.00001},"),
)
_MISSING = {
    "author": "author = {Family, Given},",
    "title": "title = {Title of the study},",
    "year": "year = {2019},",
}


class Library:
    """Entries by key, in file order; of two entries with one key the first counts.

    Args:
        entries: The entries, without two of the same key.
    """

    __slots__ = ("_by_doi", "_entries", "_slugs")

    def __init__(self, entries: dict[str, Entry] | None = None) -> None:
        self._entries = entries if entries is not None else {}
        self._by_doi: dict[str, str] | None = None
        self._slugs: dict[str, str] | None = None

    def get(self, key: str) -> Entry | None:
        """The entry with this key, or None."""
        return self._entries.get(key)

    def keys(self) -> KeysView[str]:
        """All keys, in file order."""
        return self._entries.keys()

    def by_doi(self, doi: str) -> Entry | None:
        """The first entry with this DOI, however it is written and in any case, or None."""
        if self._by_doi is None:
            self._by_doi = {}
            for entry in self:
                found = entry.doi
                if found:
                    self._by_doi.setdefault(found.lower(), entry.key)
        wanted = normalise_doi(doi)
        key = self._by_doi.get(wanted.lower()) if wanted else None
        return self._entries[key] if key is not None else None

    def slug(self, key: str) -> str:
        """The file name, without extension, of an entry's page; no two keys share one.

        Where two keys would, even on a disk that ignores case, one keeps the plain name (the one
        that is its own name, else the first by alphabet, whatever their order in the file) and
        the others get a short hash.
        """
        if self._slugs is None:
            self._slugs = _resolve_collisions(self._entries)
        return self._slugs.get(key) or page_slug(key)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries


@lru_cache(maxsize=100_000)
def page_slug(key: str) -> str:
    """A safe file name for a citation key, the same on every system.

    Letters of any script, digits and `.-_` stay; everything else becomes `-`. The name is never
    empty, never hidden, never a Windows device and never longer than a disk allows.
    """
    slug = _NOT_IN_SLUG.sub("-", unicodedata.normalize("NFC", key)).strip(".")
    if not slug or is_device(slug) or slug.partition(".")[0].lower() in _RESERVED:
        slug = f"ref-{slug}".rstrip("-")
    if len(slug.encode()) > _LONGEST_SLUG:
        cut = slug.encode()[: _LONGEST_SLUG - 11].decode(errors="ignore")
        slug = f"{cut}-{_hash(key, 10)}"
    return slug


def load_library(
    data: bytes, path: str, diagnostics: Diagnostics, cache: Path | None = None
) -> Library:
    """The library in a BibTeX file's bytes.

    Args:
        data: The file's bytes; none at all give an empty library.
        path: The file, relative to the project, for messages.
        diagnostics: Receives what is wrong, each problem at its line.
        cache: The folder that remembers what was read from the same bytes, or None.

    Returns:
        Every entry that can be cited; nothing in the bytes raises.
    """
    kept = LibraryCache(cache, data, path) if cache is not None else None
    known = kept.load() if kept is not None else None
    if known is None:
        found = Diagnostics()
        known = _read(data, path, found), list(found)
        if kept is not None:
            kept.save(known[0].values(), known[1])
    entries, problems = known
    diagnostics.extend(problems)
    return Library(entries)


def _read(data: bytes, path: str, diagnostics: Diagnostics) -> dict[str, Entry]:
    from referable.research.bibtex import parse_bibtex  # noqa: PLC0415 # slow to import

    checker = _Checker(path, diagnostics)
    for entry in parse_bibtex(data, path, diagnostics):
        checker.add(entry)
    checker.finish()
    if not checker.entries and not len(diagnostics):
        diagnostics.report(
            "bib-empty",
            "The library holds no studies yet.",
            path,
            fix="Add the first one with: referable study add DOI",
        )
    return checker.entries


class _Checker:
    """Takes entries in file order, keeps the usable ones and reports what is wrong with them."""

    def __init__(self, path: str, diagnostics: Diagnostics) -> None:
        self.path = path
        self.diagnostics = diagnostics
        self.entries: dict[str, Entry] = {}
        self.folded: dict[str, str] = {}
        self.dois: dict[str, str] = {}
        self.borrowers: list[str] = []
        self.lending_only: list[str] = []

    def add(self, entry: Entry) -> None:
        if not (self._has_usable_key(entry) and self._is_first_of_its_key(entry)):
            return
        self.entries[entry.key] = entry
        borrows = any(name in entry.fields for name in BORROWING)
        if borrows:
            self.borrowers.append(entry.key)
        if entry.type == LENDING_ONLY:
            self.lending_only.append(entry.key)
            return
        self._check_key(entry)
        if not borrows:
            self._check_present(entry)
        self._check_title(entry)
        self._check_year(entry)
        self._check_names(entry)
        self._check_values(entry)

    def finish(self) -> None:
        """Once all are known: lend fields, which may come from entries further down."""
        for key in lend_fields(self.entries, self.borrowers, self.diagnostics):
            if self.entries[key].type != LENDING_ONLY:
                self._check_present(self.entries[key])
        for key in self.lending_only:
            del self.entries[key]

    def _report(self, code: str, message: str, line: int, fix: str) -> None:
        self.diagnostics.report(code, message, self.path, line, fix=fix)

    def _has_usable_key(self, entry: Entry) -> bool:
        key = entry.key
        found = _UNUSABLE_IN_KEY.search(key)
        if key and not found and key.isprintable():
            return True
        if not key:
            message = "This entry has no citation key."
        elif found and not found[0].isspace() and found[0].isprintable():
            message = f"The citation key '{_shown(key)}' holds the character {found[0]}"
        else:
            message = f"The citation key '{_shown(key)}' holds a space or an invisible character."
        usable = "".join(char for char in _UNUSABLE_IN_KEY.sub("", key) if char.isprintable())
        example = f"@{entry.type}{{{_shown(usable) or 'smith2019'},"
        self._report(
            "bib-key", message, entry.line, f"Write a key of letters and digits: {example}"
        )
        return False

    def _is_first_of_its_key(self, entry: Entry) -> bool:
        key = entry.key
        first = self.entries.get(key)
        if first is not None:
            self._report(
                "bib-duplicate-key",
                f"The entry on line {first.line} has the key '{key}' already; that one counts.",
                entry.line,
                f"Give this entry another key, such as {key}b, or delete it.",
            )
            return False
        folded = unicodedata.normalize("NFC", key).casefold()
        other = self.folded.setdefault(folded, key)
        if other != key:
            # Both can be cited, and slugs keep their pages apart: a warning, not an error.
            self.diagnostics.report(
                "bib-duplicate-key",
                f"The key '{key}' differs from '{other}' on line {self.entries[other].line} only "
                "in capital letters.",
                self.path,
                entry.line,
                fix=f"Give this entry a key that is clearly different, such as {key}b.",
                severity=Severity.WARNING,
            )
        return True

    def _check_key(self, entry: Entry) -> None:
        if _PATH_IN_KEY.search(entry.key):
            self.diagnostics.report(
                "bib-key",
                f"The key '{_shown(entry.key)}' looks like a path, which no file name can hold.",
                self.path,
                entry.line,
                fix=f"Its page and synopsis are called {page_slug(entry.key)}; a key of letters "
                "and digits is easier to find.",
                severity=Severity.NOTE,
            )

    def _check_title(self, entry: Entry) -> None:
        raw = entry.fields.get("title", "")
        if "<" not in raw and "&" not in raw and "textless" not in raw:
            return
        found = _HTML.search(entry.title)
        if found:
            self._report(
                "bib-field-value",
                f"The title of '{entry.key}' holds HTML, \"{_shown(found[0])}\", which is shown as "
                "it stands.",
                entry.line_of("title"),
                "Delete it. Italics are written \\emph{E. coli}, and an ampersand \\&.",
            )

    def _check_present(self, entry: Entry) -> None:
        fields = entry.fields
        missing = [
            name
            for name, present in (
                ("author", _has_text(fields, "author") or _has_text(fields, "editor")),
                ("title", _has_text(fields, "title")),
                ("year", _has_text(fields, "year") or bool(entry.year_text)),
            )
            if not present
        ]
        if missing:
            # A field may stand there empty; then its own line is the one to mend.
            lines = entry.field_lines
            line = lines.get(missing[0], entry.line) if len(missing) == 1 else entry.line
            fix = "Add: " + " ".join(_MISSING[name] for name in missing)
            if "author" in missing:
                fix += " (an organization in two pairs of braces: {{World Health Organization}})"
            self._report(
                "bib-field-missing", f"'{entry.key}' has no {_listed(missing)}.", line, fix
            )

    def _check_year(self, entry: Entry) -> None:
        shown = entry.year_text
        if shown and not shown.isdigit() and shown != "in press":
            name = "year" if entry.fields.get("year") else "date"
            self._report(
                "bib-field-value",
                f"The {name} of '{entry.key}' cannot be read as a year: \"{_shown(shown)}\".",
                entry.line_of(name),
                "Write four digits, as in year = {2019}, or year = {in press},",
            )
        elif shown == "in press":
            self.diagnostics.report(
                "bib-field-value",
                f"'{entry.key}' is cited as in press.",
                self.path,
                entry.line_of("year" if entry.fields.get("year") else "date"),
                fix="Once it is out, write its year, volume and pages: year = {2026},",
                severity=Severity.NOTE,
            )
        elif shown.isdigit() and entry.year is None:
            self._report(
                "bib-field-value",
                f"The year of '{entry.key}' is no year of publication: {_shown(shown)}.",
                entry.line_of("year"),
                "Write four digits, as in year = {2019},",
            )

    def _check_names(self, entry: Entry) -> None:
        for name in ("author", "editor"):
            raw = entry.fields.get(name, "")
            separator = ";" if ";" in raw and not _is_braced(raw) else ""
            if not separator and raw.count(",") >= 3 and not (_AND.search(raw) or "{" in raw):
                separator = ","
            if separator:
                self._report(
                    "bib-field-value",
                    f"The names in '{name}' of '{entry.key}' are separated by {separator} and "
                    "would be read as one person.",
                    entry.line_of(name),
                    f'Put the word "and" between people: {name} = {{Furlan, Andrea D. and '
                    "Giraldo, Mario},",
                )

    def _check_values(self, entry: Entry) -> None:
        fields = entry.fields
        for name, attribute, what, fix in _VALUES:
            elsewhere = name == "eprint" and entry.eprint_type != "arxiv"
            if fields.get(name) and not elsewhere and getattr(entry, attribute) is None:
                self._report(
                    "bib-field-value",
                    f"\"{_shown(fields[name])}\" in '{entry.key}' is no {what} that can be used.",
                    entry.line_of(name),
                    fix,
                )
        doi = entry.doi
        first = self.dois.setdefault(doi.lower(), entry.key) if doi else entry.key
        if first != entry.key:
            self._report(
                "bib-duplicate-doi",
                f"'{entry.key}' has the same DOI as '{first}' on line {self.entries[first].line}.",
                entry.line_of("doi"),
                f"Delete this entry and cite {first}, or correct its DOI.",
            )


def _resolve_collisions(keys: dict[str, Entry]) -> dict[str, str]:
    """Slugs of the keys whose plain slug another key has taken."""
    owners: dict[str, list[str]] = {}
    for key in keys:
        owners.setdefault(page_slug(key).casefold(), []).append(key)
    slugs: dict[str, str] = {}
    for folded in sorted(name for name, sharing in owners.items() if len(sharing) > 1):
        sharing = sorted(owners[folded], key=lambda key: (page_slug(key) != key, key))
        for key in sharing[1:]:
            length = 6
            while f"{page_slug(key)}-{_hash(key, length)}".casefold() in owners:
                length += 2
            slugs[key] = f"{page_slug(key)}-{_hash(key, length)}"
            owners[slugs[key].casefold()] = [key]
    return slugs


def _hash(key: str, length: int) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _has_text(fields: dict[str, str], name: str) -> bool:
    return bool(fields.get(name, "").strip("{} "))


def _is_braced(raw: str) -> bool:
    return raw.startswith("{") and raw.endswith("}")


def _listed(names: list[str]) -> str:
    """As prose: "author", "author or title", "author, title or year"."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _shown(text: str, width: int = 60) -> str:
    """Text from the file, short and printable enough for a message."""
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return line if len(line) <= width else line[: width - 1] + "\N{HORIZONTAL ELLIPSIS}"
