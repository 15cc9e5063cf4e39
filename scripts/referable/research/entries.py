"""Entries: one record of the library, with its fields as a reader or a link needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit

from referable.research.latex import decode, decode_verbatim
from referable.research.names import Name, ends_with_others, parse_names

__all__ = ["MONTHS", "Entry", "Kind", "doi_link", "normalise_doi", "normalise_url"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months by number less one; their first three letters are BibTeX's month macros."""

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*\b|(0?[1-9]|1[0-2])(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20|21)[0-9]{2}(?![0-9])")
_ISO_DATE = re.compile(r"\s*([0-9]{4})(?:-([0-9]{2}))?(?:-[0-9]{2})?(?![0-9])")
_IN_PRESS = re.compile(
    r"\b(?:in\s*press|forthcoming|to\s+appear|accepted|(?:e-?pub|online)?\s*ahead\s+of\s+print)\b",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+|doi:?\s*", re.IGNORECASE)
_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"([0-9]{1,9})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:pmcid:?\s*|https?://[a-z.]*ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/)?"
    r"(?:pmc)?([0-9]{1,10})(?:\.[0-9]+)?/?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?"
    r"([a-z-]+(?:\.[a-z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(v[0-9]+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_ARCHIVES = {
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
}
_RANGE = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_URL_IN_TEXT = re.compile(r"https?://[^\s{}]+")


class Kind(StrEnum):
    """What sort of publication an entry is."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    GUIDELINE = "guideline"
    WEB = "web"
    THESIS = "thesis"
    CONFERENCE = "conference"
    OTHER = "other"


_KINDS = {
    name: kind
    for kind, names in {
        Kind.ARTICLE: "article suppperiodical review periodical",
        Kind.BOOK: "book mvbook booklet collection mvcollection proceedings mvproceedings "
        "reference mvreference bookinbook",
        Kind.CHAPTER: "inbook incollection suppbook suppcollection inreference",
        Kind.REPORT: "techreport report manual standard",
        Kind.GUIDELINE: "guideline",
        Kind.WEB: "online electronic www webpage",
        Kind.THESIS: "phdthesis mastersthesis thesis",
        Kind.CONFERENCE: "inproceedings conference",
    }.items()
    for name in names.split()
}
_MAY_BE_GUIDELINE = frozenset({Kind.REPORT, Kind.WEB, Kind.BOOK, Kind.OTHER})


@dataclass(slots=True)
class Entry:
    """One record of the library.

    Attributes:
        key: The citation key.
        type: The entry type in lower case, such as "article".
        fields: Raw text by lower-case field name: abbreviations resolved, delimiters removed.
        path: POSIX path of the library, relative to the project.
        line: Line where the entry starts, from 1.
        line_offsets: How many lines below `line` each of the fields stands, in their order.
    """

    key: str
    type: str
    fields: dict[str, str] = field(default_factory=dict)
    path: str = ""
    line: int = 1
    line_offsets: tuple[int, ...] = ()
    _authors: tuple[Name, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def field_lines(self) -> dict[str, int]:
        """The line of each field, from 1."""
        # Kept as offsets: a dictionary for each of 50,000 entries would outweigh their text.
        pairs = zip(self.fields, self.line_offsets, strict=False)
        return {name: self.line + offset for name, offset in pairs}

    def line_of(self, name: str) -> int:
        """The line of a field, or of the entry when it has no such field."""
        return self.field_lines.get(name, self.line)

    def raw(self, *names: str) -> str:
        """The raw text of the first of these fields that is not empty, or an empty string."""
        for name in names:
            value = self.fields.get(name)
            if value:
                return value
        return ""

    def text(self, name: str, default: str = "") -> str:
        """A field decoded for display."""
        value = self.fields.get(name)
        return decode(value) if value else default

    @property
    def title(self) -> str:
        """The title for display; HTML in it is literal text, to be escaped where it is written."""
        return self.text("title")

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors or, when there are none, the editors."""
        if self._authors is None:
            self._authors = parse_names(self.raw("author")) or parse_names(self.raw("editor"))
        return self._authors

    @property
    def has_more_authors(self) -> bool:
        """Whether the names end with "and others"."""
        return ends_with_others(self.raw("author", "editor"))

    @property
    def year(self) -> int | None:
        """The year of publication; None while in press or when no year can be read."""
        for name in ("year", "date"):
            found = _YEAR.search(self.text(name))
            if found:
                return int(found[0])
        return None

    @property
    def year_text(self) -> str:
        """The year for display: "2015", "in press", whatever else stands there, or nothing."""
        year = self.year
        if year is not None:
            return str(year)
        shown = self.text("year") or self.text("date")
        state = shown or self.text("pubstate") or self.text("note")
        return "in press" if _IN_PRESS.search(state) else shown

    @property
    def month(self) -> int | None:
        """The month of publication, from 1; the first of "Sep-Oct"."""
        found = _MONTH.match(self.text("month").strip("\N{NO-BREAK SPACE} "))
        if found:
            return _MONTH_NUMBERS.get(found[1].lower()) if found[1] else int(found[2])
        dated = _ISO_DATE.match(self.raw("date"))
        month = int(dated[2]) if dated and dated[2] else 0
        return month if 1 <= month <= 12 else None

    @property
    def journal(self) -> str:
        """The journal's name as written."""
        return decode(self.raw("journal", "journaltitle"))

    @property
    def journal_abbrev(self) -> str:
        """The journal's abbreviated name, or its name when the library gives no abbreviation."""
        return decode(
            self.raw("shortjournal", "journalabbrev", "journal_abbrev", "journal", "journaltitle")
        )

    @property
    def volume(self) -> str:
        """The volume."""
        return self.text("volume")

    @property
    def number(self) -> str:
        """The issue."""
        return decode(self.raw("number", "issue"))

    @property
    def pages(self) -> str:
        """Pages as "12-19", or the article number."""
        shown = decode(self.raw("pages", "eid", "article-number", "articleno"))
        return _RANGE.sub("-", shown).strip("-")

    @property
    def doi(self) -> str | None:
        """The bare DOI, or None when there is none that could be one."""
        return normalise_doi(self.raw("doi"))

    @property
    def doi_url(self) -> str | None:
        """The DOI as an address, percent-encoded."""
        doi = self.doi
        return doi_link(doi) if doi else None

    @property
    def pmid(self) -> str | None:
        """The PubMed number: digits, or None."""
        raw = self.raw("pmid")
        if not raw and self.text("eprinttype").lower() == "pubmed":
            raw = self.raw("eprint")
        found = _PMID.fullmatch(decode_verbatim(raw))
        return found[1] if found else None

    @property
    def pmcid(self) -> str | None:
        """The PubMed Central number as "PMC123", or None."""
        found = _PMCID.fullmatch(decode_verbatim(self.raw("pmcid", "pmc")))
        return f"PMC{found[1]}" if found else None

    @property
    def arxiv(self) -> str | None:
        """The number at arXiv with its version, as "2101.00001v2", or None."""
        raw = decode_verbatim(self.raw("eprint"))
        named = self.eprint_type or raw.lower().partition("arxiv")[1]
        found = _ARXIV.fullmatch(raw) if named == "arxiv" else None
        return f"{found[1]}{found[2] or ''}" if found else None

    @property
    def archive(self) -> tuple[str, str] | None:
        """The archive that holds an electronic copy and the address there, or None.

        PubMed and PubMed Central are told by `pmid` and `pmcid`.
        """
        number = self.arxiv
        if number:
            return "arXiv", f"https://arxiv.org/abs/{number}"
        name, address = _ARCHIVES.get(self.eprint_type, ("", ""))
        copy = decode_verbatim(self.raw("eprint"))
        if not name or not copy or " " in copy or not copy.isprintable():
            return None
        return name, address + quote(copy, safe="/:;.()")

    @property
    def eprint_type(self) -> str:
        """The archive that `eprint` is a number of, in lower case, such as "arxiv"."""
        return decode(self.raw("eprinttype", "archiveprefix")).strip().lower()

    @property
    def url(self) -> str | None:
        """A web address (http or https), percent-encoded, or None."""
        if self.raw("url"):
            return normalise_url(self.raw("url"))
        found = _URL_IN_TEXT.search(decode_verbatim(self.raw("howpublished", "note")))
        return normalise_url(found[0].rstrip(".,;)")) if found else None

    @property
    def publisher(self) -> str:
        """The publisher."""
        return self.text("publisher")

    @property
    def institution(self) -> str:
        """The institution, school or organisation behind a report or thesis."""
        return decode(self.raw("institution", "school", "organization"))

    @property
    def edition(self) -> str:
        """The edition."""
        return self.text("edition")

    @property
    def isbn(self) -> str:
        """The ISBN as written."""
        return self.text("isbn")

    @property
    def kind(self) -> Kind:
        """What sort of publication this is."""
        kind = _KINDS.get(self.type, Kind.OTHER)
        if kind in _MAY_BE_GUIDELINE and any(
            "guideline" in self.raw(name).lower() for name in ("type", "keywords")
        ):
            return Kind.GUIDELINE
        if kind is Kind.OTHER and self.type == "misc" and self.url:
            return Kind.WEB
        return kind


def normalise_doi(raw: str) -> str | None:
    """The bare DOI in a field's raw text: no `https://doi.org/`, no `doi:`, no LaTeX escapes.

    Returns:
        The DOI with its case kept, or None when the text is no DOI.
    """
    text = decode_verbatim(raw)
    prefix = _DOI_PREFIX.match(text)
    if prefix:
        text = text[prefix.end() :]
        if "/" in prefix[0]:  # an address may be percent-encoded; a bare DOI is not
            text = unquote(text)
    text = text.rstrip(".,;")
    return text if _DOI.fullmatch(text) and text.isprintable() else None


def doi_link(doi: str) -> str:
    """The address of a DOI, with `<`, `>`, `"`, `%` and the like percent-encoded."""
    return "https://doi.org/" + quote(doi, safe="/:;()")


def normalise_url(raw: str) -> str | None:
    """A web address from a field's raw text, percent-encoded, or None when it is not one."""
    text = decode_verbatim(raw)
    if " " in text or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return quote(text, safe="/:;?#[]@!$&'()*+,=~%") if usable else None
