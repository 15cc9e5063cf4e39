"""A fetched record as a BibTeX entry with a stable key, and as a synopsis to fill in."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from referable.research.conditions import Vocabulary
from referable.research.entries import Kind
from referable.research.latex import encode
from referable.research.names import Name
from referable.research.remote.matching import simplified
from referable.research.remote.records import RemoteRecord
from referable.research.synopses import Design

__all__ = ["bibtex_entry", "design_of", "new_key", "synopsis_skeleton"]

# Words that tell one massage study from another badly.
_DULL = frozenset(
    re.findall(
        r"[a-z]+",
        """
    a about after among an analysis and are as at based be before between by can clinical compared
    comparison controlled days do does during effect effectiveness effects efficacy evaluation
    evidence examining following for from how impact in into investigating is its massage meta
    month months new of on or overview patients people pilot protocol quality randomised randomized
    results review role single study systematic than that the their therapeutic therapy to treating
    treatment trial trials two update updated use using versus vs was week weeks were what when
    whether which who with within without
    """,
    )
)
_BIBTEX_TYPES = {
    Kind.ARTICLE: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.REPORT: "techreport",
    Kind.GUIDELINE: "techreport",
    Kind.THESIS: "phdthesis",
    Kind.CONFERENCE: "inproceedings",
}
# Words with a capital inside or several capitals keep them in every citation style.
_CAPITALS = re.compile(
    r"(?<![\w\\{])(?:\w*[A-Z\u00c0-\u00de]\w*[A-Z\u00c0-\u00de]\w*|[a-z]+[A-Z]\w*)(?![\w}])"
)
_RANGE = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_DESIGNS = (
    (("practice guideline", "guideline", "consensus development conference"), Design.GUIDELINE),
    (("meta-analysis", "network meta-analysis"), Design.META_ANALYSIS),
    (("systematic review", "systematic-review"), Design.SYSTEMATIC_REVIEW),
    (("randomized controlled trial",), Design.RCT),
)


def new_key(record: RemoteRecord, taken: Container[str]) -> str:
    """A citation key such as "furlan2015backpain": author, year, and a word that says what.

    Args:
        record: The paper.
        taken: Keys that are in use.

    Returns:
        Plain letters and digits, the same every time for the same record and library.
    """
    first = record.authors[0] if record.authors else Name(literal=record.publisher or "anonymous")
    words = simplified(first.short).split()
    author = "".join(words) if not first.literal else "".join(words[:2])
    stem = f"{_ascii(author) or 'anonymous'}{record.years[0] if record.years else ''}"
    telling = [
        _ascii(word)
        for word in simplified(record.title).split()
        if word not in _DULL and len(word) > 2 and not word.isdecimal()
    ]
    for word in [*filter(None, telling), ""]:
        if f"{stem}{word}" not in taken:
            return f"{stem}{word}"
    base = f"{stem}{next(filter(None, telling), '')}"
    return next(key for number in count(2) if (key := f"{base}{number}") not in taken)


def _ascii(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalnum())


def bibtex_entry(key: str, record: RemoteRecord) -> str:
    """The record as a BibTeX entry, in the layout of the starter's library."""
    article = record.kind is Kind.ARTICLE
    title = record.title
    if record.subtitle and simplified(record.subtitle) not in simplified(title):
        title = f"{title}: {record.subtitle}"
    pages = _RANGE.sub("--", encode(_full_range(record.pages[0]))) if record.pages else ""
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in record.authors),
        "title": _CAPITALS.sub(lambda match: f"{{{match[0]}}}", encode(title)),
        "journal" if article else "booktitle": encode(record.journal),
        "shortjournal": encode(record.journal_abbrev) if article else "",
        "publisher" if record.kind in {Kind.BOOK, Kind.CHAPTER} else "institution": ""
        if article
        else encode(record.publisher),
        "year": str(record.years[0]) if record.years else "",
        "volume": encode(record.volume),
        "number": _RANGE.sub("--", encode(record.number)),
        "pages": pages,
        "doi": record.doi if _is_plain(record.doi) else encode(record.doi),
        "pmid": record.pmid,
        "pmcid": record.pmcid,
        "keywords": "guideline" if design_of(record) is Design.GUIDELINE else "",
    }
    present = {name: value for name, value in fields.items() if value}
    width = max(map(len, present), default=0)
    lines = "".join(f"  {name:<{width}} = {{{value}}},\n" for name, value in present.items())
    return f"@{_BIBTEX_TYPES.get(record.kind, 'misc')}{{{key},\n{lines}}}\n"


def _is_plain(doi: str) -> bool:
    return not re.search(r"[{}\\%#]", doi)


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return f"{{{encode(name.literal)}}}"
    family = f"{name.particle} {name.family}".strip()
    parts = [encode(part).replace(",", "") for part in (family, name.suffix, name.given) if part]
    written = ", ".join(parts)
    # "and" as a word of its own separates people.
    return re.sub(r"\band\b", "{and}", written)


def _full_range(pages: str) -> str:
    """PubMed's "1081-8" as "1081-1088"."""
    found = re.fullmatch(r"([0-9]+)\s*[-\u2010-\u2015]\s*([0-9]+)", pages)
    if not found or len(found[2]) >= len(found[1]):
        return pages
    return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"


def design_of(record: RemoteRecord) -> Design | None:
    """The design that a register states; None when it states none. Nothing is guessed."""
    for names, design in _DESIGNS:
        if record.has_type(*names):
            return design
    return None


_SKELETON = """\
---
# Fill in every blank from the paper itself. A blank is reported until it is filled in.
# A line that the paper says nothing about may be deleted: it is shown as "not reported".
design: {design}
conditions: []  # {conditions}
population:
country:
participants: TODO
studies: TODO  # in a review; else delete the line
intervention:
comparators:
outcomes:
#  - domain: pain
#    name: Pain intensity
#    comparison: massage vs usual care
#    timepoint: 12 weeks
#    measure: MD            # MD, SMD, WMD, RR, OR, percent, other
#    estimate: -1.1
#    interval: [-1.9, -0.3]  # or: not reported
#    higher_is_better: false
#    direction: favours-massage
#    certainty: low         # only as the paper itself states it (GRADE); else delete the line
adverse_events:
limitations:
funding:
conflict_of_interest:
registration:
conclusion:
publication_status: current
{free}reviewed:
  'on':
  by:
---

"""


def synopsis_skeleton(record: RemoteRecord, vocabulary: Vocabulary) -> str:
    """A synopsis whose blanks are diagnostics; only what a register states is filled in."""
    design = design_of(record)
    free = {True: "free_full_text: true\n", False: "", None: ""}[record.open_access]
    slugs = ", ".join(vocabulary.conditions) or "for example low-back-pain"
    return _SKELETON.format(design=design.value if design else "", conditions=slugs, free=free)
