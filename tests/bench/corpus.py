"""Writes a site of known size for one peer: the same words, tables and citations for each.

    python tests/bench/corpus.py --size M --peer referable --out DIR
    python tests/bench/corpus.py --pages 4 --references 12 --citations 3 --peer mkdocs --out DIR
    python tests/bench/corpus.py --library 10000 --out library.bib

Only the standard library is used, and the same arguments always write the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path

from corpus_library import Study, bibtex, make_studies
from corpus_pages import index_page, make_pages

__all__ = ["PEERS", "SIZES", "Size", "write_site"]

SEED = 20260101
PEERS = ("mkdocs", "referable", "designed", "bibtex", "bibtex-csl")
"""Dialects. Zensical reads those of MkDocs; without a plugin citations are plain text."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a site is.

    Attributes:
        pages: Pages beside the first one.
        references: Entries of the library.
        citations: Brackets with citations on each page.
    """

    pages: int
    references: int
    citations: int


SIZES = {
    "XS": Size(4, 12, 3),  # for tests of the benchmark itself
    "S": Size(20, 50, 10),
    "M": Size(200, 1_000, 12),
    "L": Size(1_000, 10_000, 15),
}

_MKDOCS_YML = """\
site_name: Example practice
site_url: https://example.org/
site_description: Massage therapy with its evidence
theme:
  name: material
  font: false
plugins:
  - search
{plugin}markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc:
      permalink: true
"""
_PLUGINS = {
    "mkdocs": "",
    # Only with synopses are there study pages, and only the run that asks for them has any.
    "referable": "  - referable\n",
    "designed": "  - referable:\n      design: true\n",
    "bibtex": "  - bibtex:\n      bib_file: library.bib\n",
    "bibtex-csl": "  - bibtex:\n      bib_file: library.bib\n      csl_file: numeric.csl\n",
}


def write_site(peer: str, size: Size, out: Path, *, synopses: bool = False) -> None:
    """Write a site, in place of what stands at `out`.

    Args:
        peer: One of `PEERS`.
        size: How large it is to be.
        out: Its folder.
        synopses: Whether each study gets a synopsis, and so a page.
    """
    studies = make_studies(SEED, size.references)
    pages = make_pages(SEED, size.pages, size.citations, [study.key for study in studies])
    shutil.rmtree(out, ignore_errors=True)
    _write(out / "mkdocs.yml", _MKDOCS_YML.format(plugin=_PLUGINS[peer]))
    _write(out / "docs/index.md", index_page(pages))
    for page in pages:
        _write(out / "docs" / page.path, page.text)
    if peer != "mkdocs":
        name = "research/library.bib" if peer in {"referable", "designed"} else "library.bib"
        _write(out / name, bibtex(studies))
    if peer == "bibtex-csl":
        shutil.copyfile(Path(__file__).with_name("numeric.csl"), out / "numeric.csl")
    if synopses:
        _write_synopses(out, studies)


def _write_synopses(out: Path, studies: list[Study]) -> None:
    slugs = {study.condition: study.condition.replace(" ", "-") for study in studies}
    conditions = "".join(
        f"  {slug}:\n    name: {name[0].upper()}{name[1:]}\n"
        for name, slug in sorted(slugs.items())
    )
    _write(out / "research/conditions.yml", f"conditions:\n{conditions}")
    for number, study in enumerate(studies):
        text = _SYNOPSIS.format(
            condition=slugs[study.condition],
            name=study.condition,
            technique=study.technique,
            participants=20 + number % 400,
            estimate=-(number % 80) / 100,
        )
        _write(out / f"research/synopses/{study.key}.md", text)


_SYNOPSIS = """\
---
design: rct
conditions: [{condition}]
population: Adults with {name}
participants: {participants}
intervention: Eight weekly sessions of {technique} by licensed therapists
comparators: [usual care]
outcomes:
  - domain: pain
    name: Pain from 0 to 10
    comparison: massage vs usual care
    timepoint: 8 weeks
    measure: MD
    estimate: {estimate}
    interval: [-2.0, 1.0]
    higher_is_better: false
    direction: no-clear-difference
    certainty: low
limitations: [participants were not blinded]
funding: A sample foundation
conclusion: Whether {technique} changes pain in {name} remains uncertain.
reviewed:
  'on': 2026-01-01
  by: Sample editors
---

Does {technique} ease {name}? In this made-up trial, {participants} adults were randomized to eight
weekly sessions or to usual care. Those who assessed the results did not know who had received what.

After eight weeks pain differed by {estimate} points on a scale from 0 to 10, with an interval that
holds benefit and harm alike. Few had sore muscles for a day; nobody was seriously harmed.

**For a referral.** This invented study tells nothing about any patient. It fills a page of the usual
length, so that building it takes the usual time.
"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write what it asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", choices=SIZES)
    for name in ("pages", "references", "citations"):
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--peer", choices=PEERS, default="referable")
    parser.add_argument("--synopses", action="store_true")
    parser.add_argument("--library", type=int, metavar="ENTRIES", help="only a .bib file")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.library is not None:
        _write(given.out, bibtex(make_studies(SEED, given.library)))
        return
    usual = SIZES[given.size or "S"]
    size = Size(
        given.pages or usual.pages,
        given.references or usual.references,
        given.citations or usual.citations,
    )
    write_site(given.peer, size, given.out, synopses=given.synopses)


if __name__ == "__main__":
    main()
