"""Downloads: entries as BibTeX, RIS and CSL-JSON, and outcomes as CSV and JSON.

Only bibliographic facts leave the library: abstracts, attached files and an editor's private notes
(`abstract`, `file`, `note`, `annote`, `comment`, ...) are never exported. The same entries give the
same text, whatever the machine or the day.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from referable.research.entries import MONTHS, Entry, Kind
from referable.research.latex import decode, encode
from referable.research.names import Name, parse_names

if TYPE_CHECKING:
    from referable.research.synopses import Outcome, Synopsis

__all__ = [
    "OUTCOME_COLUMNS",
    "outcomes_csv",
    "outcomes_json",
    "outcomes_rows",
    "to_bibtex",
    "to_csl_json",
    "to_ris",
]

_RIS_TYPES = {
    Kind.ARTICLE: "JOUR",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.REPORT: "RPRT",
    Kind.GUIDELINE: "RPRT",
    Kind.WEB: "ELEC",
    Kind.THESIS: "THES",
    Kind.CONFERENCE: "CONF",
    Kind.OTHER: "GEN",
}
_CSL_TYPES = {
    Kind.ARTICLE: "article-journal",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.REPORT: "report",
    Kind.GUIDELINE: "report",
    Kind.WEB: "webpage",
    Kind.THESIS: "thesis",
    Kind.CONFERENCE: "paper-conference",
    Kind.OTHER: "document",
}
# biblatex's types by the BibTeX type that every program knows.
_BIBTEX_TYPES = {
    "report": "techreport",
    "thesis": "phdthesis",
    "online": "misc",
    "electronic": "misc",
    "www": "misc",
    "webpage": "misc",
    "guideline": "techreport",
    "collection": "book",
    "mvbook": "book",
    "periodical": "misc",
    "standard": "techreport",
    "conference": "inproceedings",
}
_BIBTEX_KNOWN = frozenset(
    {"article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual"}
    | {"mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished"}
)
# The field written, and the fields it may come from. Order is the order in the file.
_BIBTEX_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("author", ("author",)),
    ("editor", ("editor",)),
    ("title", ("title",)),
    ("booktitle", ("booktitle",)),
    ("journal", ("journal", "journaltitle")),
    ("shortjournal", ("shortjournal", "journalabbrev", "journal_abbrev")),
    ("edition", ("edition",)),
    ("series", ("series",)),
    ("publisher", ("publisher",)),
    ("institution", ("institution",)),
    ("school", ("school",)),
    ("organization", ("organization",)),
    ("address", ("address", "location")),
    ("howpublished", ("howpublished",)),
    ("type", ("type",)),
    ("volume", ("volume",)),
    ("number", ("number", "issue")),
    ("pages", ("pages", "eid", "article-number", "articleno")),
    ("isbn", ("isbn",)),
    ("issn", ("issn",)),
    ("language", ("language", "langid")),
    ("urldate", ("urldate",)),
    ("keywords", ("keywords",)),
)
_BRACE = re.compile(r"(?<!\\)[{}]")
_RANGE = re.compile(r"\s*-+\s*")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
_FORMULA = re.compile(r"[=+@\t\r-]")


def to_bibtex(entries: Iterable[Entry]) -> str:
    """The entries as BibTeX that pandoc, Zotero, JabRef and LaTeX read.

    Args:
        entries: What to write, in this order.

    Returns:
        UTF-8 text ending with a newline, or an empty string when there are no entries.
    """
    return "\n".join(_bibtex(entry) for entry in entries)


def to_ris(entries: Iterable[Entry]) -> str:
    """The entries as RIS; PubMed numbers stand in `AN`, PubMed Central numbers in `C2`."""
    return "\n".join(_ris(entry) for entry in entries)


def to_csl_json(entries: Iterable[Entry]) -> str:
    """The entries as a CSL-JSON array, the form that citation programs exchange."""
    return _dump([_csl(entry) for entry in entries])


# -- BibTeX -----------------------------------------------------------------------------------


def _bibtex(entry: Entry) -> str:
    pairs = []
    for name, sources in _BIBTEX_FIELDS:
        value = _balanced(entry.raw(*sources))
        if name == "pages":
            value = _RANGE.sub("--", encode(entry.pages)) if value else ""
        if value:
            pairs.append((name, f"{{{value}}}"))
    when = [("year", f"{{{entry.year_text}}}")] if entry.year_text else []
    if entry.month:
        when.append(("month", MONTHS[entry.month - 1][:3].lower()))
    pairs += when
    pairs += [
        (name, f"{{{value}}}")
        for name, value in (
            ("doi", entry.doi),
            ("pmid", entry.pmid),
            ("pmcid", entry.pmcid),
            ("eprint", entry.arxiv),
            ("archiveprefix", "arXiv" if entry.arxiv else ""),
            ("url", entry.url),
        )
        if value and _is_balanced(value)
    ]
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"  {name:<{width}} = {value},\n" for name, value in pairs]
    kind = _BIBTEX_TYPES.get(entry.type, entry.type)
    if kind not in _BIBTEX_KNOWN:
        kind = "misc"
    return f"@{kind}{{{entry.key},\n{''.join(lines)}}}\n"


def _balanced(raw: str) -> str:
    """The raw text, or its reading written anew when its braces do not pair."""
    folded = " ".join(raw.split())
    return folded if _is_balanced(folded) else encode(decode(folded))


def _is_balanced(raw: str) -> bool:
    depth = 0
    for match in _BRACE.finditer(raw):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not raw.endswith("\\")


# -- RIS --------------------------------------------------------------------------------------


def _ris(entry: Entry) -> str:
    first, last = _pages(entry)
    report = entry.kind in {Kind.REPORT, Kind.GUIDELINE, Kind.THESIS}
    inside = entry.text("booktitle") if entry.kind is not Kind.ARTICLE else ""
    tags: list[tuple[str, str]] = [("TY", _RIS_TYPES[entry.kind])]
    tags += [("AU", _ris_name(name)) for name in parse_names(entry.raw("author"))]
    tags += [("A2", _ris_name(name)) for name in parse_names(entry.raw("editor"))]
    tags += [
        ("TI", entry.title),
        ("T2", entry.journal or inside),
        ("J2", entry.journal_abbrev if entry.journal_abbrev != entry.journal else ""),
        ("T3", entry.text("series")),
        ("PY", entry.year_text),
        ("DA", f"{entry.year}/{entry.month:02}//" if entry.year and entry.month else ""),
        ("VL", entry.volume),
        ("IS", entry.number),
        ("SP", first),
        ("EP", last),
        ("ET", entry.edition),
        ("PB", (report and entry.institution) or entry.publisher or entry.institution),
        ("CY", decode(entry.raw("address", "location"))),
        ("SN", entry.isbn or entry.text("issn")),
        ("M3", _genre(entry)),
        ("LA", decode(entry.raw("language", "langid"))),
        ("DO", entry.doi or ""),
        ("DB", "PubMed" if entry.pmid else ""),
        ("AN", entry.pmid or ""),
        ("C2", entry.pmcid or ""),
        ("UR", _address(entry)),
    ]
    tags += [("KW", word) for word in _keywords(entry)]
    tags += [("ID", entry.key)]
    written = [f"{tag}  - {_one_line(value)}\n" for tag, value in tags if value]
    return f"{''.join(written)}ER  - \n"


def _ris_name(name: Name) -> str:
    # The closing comma says that the whole is one name: without it pandoc takes "World Health"
    # for the given names of an organisation.
    return f"{name.literal.replace(',', ' ')}," if name.literal else name.sort_name


def _pages(entry: Entry) -> tuple[str, str]:
    first, _, last = entry.pages.partition("-")
    return first, last


def _address(entry: Entry) -> str:
    return entry.url or entry.doi_url or (entry.archive[1] if entry.archive else "")


def _genre(entry: Entry) -> str:
    if entry.text("type"):
        return entry.text("type")
    return "Guideline" if entry.kind is Kind.GUIDELINE else ""


def _keywords(entry: Entry) -> list[str]:
    return [word.strip() for word in re.split(r"[,;]", entry.text("keywords")) if word.strip()]


def _one_line(value: str) -> str:
    return " ".join(value.split())


# -- CSL-JSON ---------------------------------------------------------------------------------


def _csl(entry: Entry) -> dict[str, object]:
    kind = entry.kind
    in_journal = kind in {Kind.ARTICLE, Kind.OTHER}
    number = entry.number
    fields: dict[str, object] = {
        "id": entry.key,
        "type": _CSL_TYPES[kind],
        "title": entry.title,
        "author": [_csl_name(name) for name in parse_names(entry.raw("author"))],
        "editor": [_csl_name(name) for name in parse_names(entry.raw("editor"))],
        "container-title": entry.journal or entry.text("booktitle"),
        "container-title-short": entry.journal_abbrev if entry.journal else "",
        "collection-title": entry.text("series"),
        "genre": _genre(entry),
        "edition": entry.edition,
        "volume": entry.volume,
        "issue": number if in_journal else "",
        "number": "" if in_journal else number,
        "page": entry.pages,
        "issued": _issued(entry),
        "status": "in press" if entry.year_text == "in press" else "",
        "publisher": entry.publisher or entry.institution,
        "publisher-place": decode(entry.raw("address", "location")),
        "DOI": entry.doi or "",
        "PMID": entry.pmid or "",
        "PMCID": entry.pmcid or "",
        "URL": _address(entry),
        "ISBN": entry.isbn,
        "ISSN": entry.text("issn"),
        "language": decode(entry.raw("language", "langid")),
        "accessed": _date(entry.raw("urldate")),
        "keyword": ", ".join(_keywords(entry)),
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _issued(entry: Entry) -> dict[str, object]:
    if entry.year is None:
        return {"literal": entry.year_text} if entry.year_text not in {"", "in press"} else {}
    parts = [entry.year] + ([entry.month] if entry.month else [])
    return {"date-parts": [parts]}


def _date(text: str) -> dict[str, object]:
    found = _ISO.fullmatch(text.strip())
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {}


# -- outcomes ---------------------------------------------------------------------------------


def _reference(
    get: Callable[[Entry], object],
) -> Callable[[Synopsis, Outcome, Entry | None], object]:
    return lambda _synopsis, _outcome, entry: get(entry) if entry is not None else None


_COLUMNS: dict[str, Callable[[Synopsis, Outcome, Entry | None], object]] = {
    "key": lambda s, _o, _e: s.key,
    "title": _reference(lambda e: e.title),
    "first_author": _reference(lambda e: e.authors[0].short if e.authors else None),
    "year": _reference(lambda e: e.year),
    "doi": _reference(lambda e: e.doi),
    "pmid": _reference(lambda e: e.pmid),
    "design": lambda s, _o, _e: s.facts.design.value,
    "conditions": lambda s, _o, _e: list(s.facts.conditions),
    "publication_status": lambda s, _o, _e: s.facts.publication_status,
    "domain": lambda _s, o, _e: o.domain.value,
    "outcome": lambda _s, o, _e: o.name,
    "comparison": lambda _s, o, _e: o.comparison,
    "timepoint": lambda _s, o, _e: o.timepoint,
    "term": lambda _s, o, _e: o.term,
    "measure": lambda _s, o, _e: o.measure.value,
    "estimate": lambda _s, o, _e: o.estimate,
    "interval_low": lambda _s, o, _e: o.interval[0] if o.interval else None,
    "interval_high": lambda _s, o, _e: o.interval[1] if o.interval else None,
    "p": lambda _s, o, _e: o.p,
    "studies": lambda _s, o, _e: o.studies,
    "participants": lambda _s, o, _e: o.participants,
    "higher_is_better": lambda _s, o, _e: o.higher_is_better,
    "direction": lambda _s, o, _e: o.direction.value,
    "certainty": lambda _s, o, _e: o.certainty.value if o.certainty else None,
    "certainty_scale": lambda _s, o, _e: o.certainty_scale,
    "reviewed_on": lambda s, _o, _e: s.facts.reviewed.on.isoformat(),
    "reviewed_by": lambda s, _o, _e: s.facts.reviewed.by,
}
OUTCOME_COLUMNS: tuple[str, ...] = tuple(_COLUMNS)
"""The columns of the CSV and the names in the JSON, in order."""


def outcomes_rows(
    synopses: Iterable[Synopsis], entries: Mapping[str, Entry] | None = None
) -> list[dict[str, object]]:
    """One row for each outcome, in the order of the synopses.

    Args:
        synopses: The studies.
        entries: Library entries by key, for title, author, year and identifiers.

    Returns:
        Rows with every name of `OUTCOME_COLUMNS`; what the source does not say is None. A
        certainty stands only where the source states one.
    """
    rows = []
    for synopsis in synopses:
        entry = entries.get(synopsis.key) if entries else None
        for outcome in synopsis.facts.outcomes:
            row = {name: get(synopsis, outcome, entry) for name, get in _COLUMNS.items()}
            rows.append({name: None if value == "" else value for name, value in row.items()})
    return rows


def outcomes_csv(synopses: Iterable[Synopsis], entries: Mapping[str, Entry] | None = None) -> str:
    """The outcomes as CSV with a header; lists are joined with "; ", blanks mean "not stated".

    Write it with the encoding `utf-8-sig`: without the mark Excel misreads accented names. Text
    that a spreadsheet would run as a formula begins with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(OUTCOME_COLUMNS)
    for row in outcomes_rows(synopses, entries):
        writer.writerow([_cell(value) for value in row.values()])
    return buffer.getvalue()


def outcomes_json(synopses: Iterable[Synopsis], entries: Mapping[str, Entry] | None = None) -> str:
    """The outcomes as a JSON array of objects; null means that the source does not say."""
    return _dump(outcomes_rows(synopses, entries))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str):
        text = _one_line(value)
        return f"'{text}" if _FORMULA.match(text) else text
    return str(value)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
