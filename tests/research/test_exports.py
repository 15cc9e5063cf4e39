"""Downloads of entries and outcomes, opened with other people's parsers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import bibtexparser
import pypandoc
import pytest
import rispy

from referable.diagnostics import Diagnostics
from referable.research.conditions import Vocabulary
from referable.research.entries import Entry
from referable.research.exports import (
    OUTCOME_COLUMNS,
    outcomes_csv,
    outcomes_json,
    to_bibtex,
    to_csl_json,
    to_ris,
)
from referable.research.library import Library, load_library
from referable.research.synopses import Synopsis, load_synopsis

ROOT = Path(__file__).parents[2]

HOSTILE = r"""
@string{jbmt = {Journal of Bodywork \& Movement Therapies}}
@article{dolder2015,
  author = {van den Dolder, Paul A. and C{\^o}t{\'e}, Pierre and King, Jr, Martin Luther
    and {World Health Organization, Europe} and 王 and others},
  title = {{STONE}: massage {\&} 50\% less pain, p $<$ 0.05 --- a ``trial''},
  journal = jbmt, shortjournal = {J Bodyw Mov Ther}, year = 2015, month = sep,
  volume = {19}, number = {3--4}, pages = {1081--8}, doi = {https://doi.org/10.1000/A_B(1)<2>%3},
  pmid = {123}, pmcid = {PMC9}, issn = {1360-8592}, keywords = {massage; neck, pain},
  abstract = {SECRET}, file = {/home/me/SECRET.pdf}, note = {SECRET of mine}, annote = {SECRET},
}
@online{guide, author = {{NICE}}, title = {Guidance}, date = {2020-11-26}, url = {https://example.org/a?b=1&c=2},
  urldate = {2024-05-01}, keywords = {guideline}}
@incollection{chapter, author = {One, Ann}, editor = {Two, Bob and Three, Cy}, title = {A chapter},
  booktitle = {The book}, publisher = {Press}, address = {Oslo}, year = {1999}, pages = {1--9},
  isbn = {978-0-00-000000-2}}
@phdthesis{thesis, author = {Four, Di}, title = {A thesis}, school = {A university}, year = {in press}}
@article{articlenumber, author = {Five, Eve}, title = {Number}, journal = {J}, year = {2020}, pages = {e123}}
"""


def load(text: str) -> Library:
    return load_library(text.encode(), "library.bib", Diagnostics())


@pytest.fixture(scope="module")
def starter() -> list[Entry]:
    data = (ROOT / "research/library.bib").read_bytes()
    return list(load_library(data, "research/library.bib", Diagnostics()))


@pytest.fixture(scope="module")
def hostile() -> list[Entry]:
    return list(load(HOSTILE))


def pandoc(text: str, source: str) -> dict[str, dict]:
    return {
        item["id"]: item
        for item in json.loads(pypandoc.convert_text(text, "csljson", format=source))
    }


def test_bibtexparser_reads_back_every_field_of_the_starter_library(starter):
    """Nothing of the library is lost or changed on the way through BibTeX."""
    again = {entry.key: entry for entry in load(to_bibtex(starter))}

    assert list(again) == [entry.key for entry in starter]
    for entry in starter:
        copy = again[entry.key]
        assert copy.type == entry.type
        for name in ("title", "authors", "has_more_authors", "year", "journal", "journal_abbrev"):
            assert getattr(copy, name) == getattr(entry, name), (entry.key, name)
        for name in ("volume", "number", "pages", "doi", "pmid", "pmcid", "url", "institution"):
            assert getattr(copy, name) == getattr(entry, name), (entry.key, name)


def test_bibtex_of_odd_entries_is_clean_for_bibtexparser(hostile):
    """Macros are resolved, biblatex types become BibTeX ones, and no block fails."""
    library = bibtexparser.parse_string(to_bibtex(hostile))

    assert library.failed_blocks == []
    assert [e.entry_type for e in library.entries] == [
        "article", "misc", "incollection", "phdthesis", "article",
    ]  # fmt: skip
    fields = library.entries_dict["dolder2015"].fields_dict
    assert fields["journal"].value == r"Journal of Bodywork \& Movement Therapies"
    assert fields["pages"].value == "1081--8"
    assert fields["doi"].value == "10.1000/A_B(1)<2>%3"
    assert fields["month"].value == "sep"
    assert library.entries_dict["thesis"].fields_dict["year"].value == "in press"


def test_an_entry_with_unpaired_braces_cannot_break_the_file():
    """Text from a quoted value with a lone brace is written anew, still one entry."""
    odd = Entry("odd", "article", {"title": "a } b { c \\", "year": "2020"})
    fine = Entry("fine", "article", {"title": "Fine", "year": "2021"})

    again = load(to_bibtex([odd, fine]))

    assert [entry.key for entry in again] == ["odd", "fine"]


@pytest.mark.parametrize("write", [to_bibtex, to_ris, to_csl_json])
def test_private_fields_never_leave_the_library(hostile, write):
    """Abstracts, file paths and notes stay at home."""
    text = write(hostile)

    assert "SECRET" not in text
    assert text == write(hostile)


@pytest.mark.parametrize(
    ("write", "source"), [(to_bibtex, "bibtex"), (to_ris, "ris"), (to_csl_json, "csljson")]
)
def test_pandoc_reads_every_format(starter, write, source):
    """Pandoc finds each study with its title, year, first author, DOI and pages."""
    found = pandoc(write(starter), source)

    assert sorted(found) == sorted(entry.key for entry in starter)
    for entry in starter:
        item = found[entry.key]
        assert item.get("DOI") == entry.doi, entry.key
        assert item["issued"]["date-parts"][0][0] == entry.year
        assert item.get("volume", "") == entry.volume
        if entry.kind == "article":
            assert item["type"] == "article-journal"
            assert item.get("page", "").replace("–", "-") == entry.pages
            assert item["container-title"] == entry.journal
            families = [author.get("family") for author in item.get("author", [])]
            assert families[:1] == [name.family for name in entry.authors][:1]
        if source != "bibtex":  # pandoc lower-cases BibTeX titles on purpose
            assert item["title"].replace("’", "'") == entry.title.replace("’", "'")


@pytest.mark.parametrize("source", ["bibtex", "csljson"])
def test_pandoc_reads_pubmed_numbers(hostile, source):
    """PMID and PMCID survive in the formats that have a place for them."""
    text = {"bibtex": to_bibtex, "csljson": to_csl_json}[source](hostile)

    item = pandoc(text, source)["dolder2015"]

    assert (item["PMID"], item["PMCID"]) == ("123", "PMC9")


def test_rispy_reads_every_reference(starter, hostile):
    """RIS holds types, names, page ranges and identifiers under the tags programs expect."""
    assert len(rispy.loads(to_ris(starter))) == len(starter)
    found = {item["id"]: item for item in rispy.loads(to_ris(hostile))}

    article = found["dolder2015"]
    assert article["type_of_reference"] == "JOUR"
    assert article["authors"] == [
        "van den Dolder, Paul A.", "Côté, Pierre", "King, Martin Luther, Jr",
        "World Health Organization Europe,", "王",
    ]  # fmt: skip
    assert article["title"] == "STONE: massage & 50% less pain, p < 0.05 — a “trial”"
    assert (article["secondary_title"], article["alternate_title1"]) == (
        "Journal of Bodywork & Movement Therapies", "J Bodyw Mov Ther",
    )  # fmt: skip
    assert (article["start_page"], article["end_page"]) == ("1081", "8")
    assert (article["year"], article["date"]) == ("2015", "2015/09//")
    assert (article["doi"], article["accession_number"], article["custom2"]) == (
        "10.1000/A_B(1)<2>%3", "123", "PMC9",
    )  # fmt: skip
    assert article["keywords"] == ["massage", "neck", "pain"]
    assert found["guide"]["type_of_reference"] == "RPRT"
    assert found["chapter"]["secondary_title"] == "The book"
    assert found["chapter"]["secondary_authors"] == ["Two, Bob", "Three, Cy"]
    assert found["thesis"]["publisher"] == "A university"
    assert found["articlenumber"]["start_page"] == "e123"
    assert "end_page" not in found["articlenumber"]


def test_organisations_stay_whole_in_ris(starter):
    """Pandoc does not take an organisation's last words for a family name."""
    item = pandoc(to_ris(starter), "ris")["nice2016ng59"]

    assert item["author"] == [{"family": "National Institute for Health and Care Excellence"}]


def test_pandoc_formats_a_reference_of_every_csl_entry(starter, hostile, tmp_path):
    """A CSL processor makes one reference of each entry, with names, journal and pages."""
    library = tmp_path / "library.json"
    library.write_text(to_csl_json([*starter, *hostile]), encoding="utf-8")

    text = pypandoc.convert_text(
        "---\nnocite: '@*'\n---\n",
        "plain",
        format="markdown",
        extra_args=["--citeproc", "--bibliography", str(library), "--wrap=none"],
    )

    references = [line for line in text.splitlines() if line.strip()]
    assert len(references) == len(starter) + len(hostile)
    dolder = next(line for line in references if "Dolder" in line and "2015. “STONE" in line)
    assert "Journal of Bodywork & Movement Therapies 19 (3–4): 1081–88" in dolder
    assert "Martin Luther King Jr, World Health Organization, Europe, and 王" in dolder


def test_csl_json_values():
    """Names keep their parts, dates their month, and a report's number is no issue."""
    item = json.loads(to_csl_json(load(HOSTILE)))[0]

    assert item["author"][0] == {
        "family": "Dolder", "given": "Paul A.", "non-dropping-particle": "van den",
    }  # fmt: skip
    assert item["author"][2]["suffix"] == "Jr"
    assert item["author"][3] == {"literal": "World Health Organization, Europe"}
    assert item["issued"] == {"date-parts": [[2015, 9]]}
    report = json.loads(to_csl_json(load("@techreport{a, title={T}, number={227}, year=2020}")))[0]
    assert (report["number"], "issue" in report) == ("227", False)


def test_no_entries_give_valid_empty_files():
    """An empty condition page offers files that open."""
    assert (to_bibtex([]), to_ris([]), json.loads(to_csl_json([]))) == ("", "", [])
    assert json.loads(outcomes_json([])) == []
    assert outcomes_csv([]).strip().split(",") == list(OUTCOME_COLUMNS)


SYNOPSIS = """---
design: rct
conditions: [neck-pain, desk-work]
population: Adults
intervention: Massage
outcomes:
  - {domain: pain, name: "=cmd|' /C calc'!A0, with \\"quotes\\"", comparison: "massage\\nvs usual care",
     measure: MD, estimate: -0.75, interval: [-1.5, 0], p: "< 0.05", higher_is_better: false,
     direction: favours-massage, certainty: very-low, participants: 0}
  - {domain: function, name: Côté's scale, comparison: vs sham, measure: other,
     direction: no-clear-difference}
conclusion: Little.
reviewed: {'on': 2026-11-23, by: A}
---
Body.
"""


@pytest.fixture
def synopsis() -> Synopsis:
    found = load_synopsis(SYNOPSIS, "a.md", "dolder2015", Vocabulary(), Diagnostics())
    assert found is not None
    return found


def test_outcomes_as_csv(synopsis, hostile):
    """Numbers stay numbers, blanks stay blank, and no cell runs as a formula."""
    entries = {entry.key: entry for entry in hostile}

    first, second = csv.DictReader(outcomes_csv([synopsis], entries).splitlines())

    assert first["estimate"] == "-0.75"
    assert (first["interval_low"], first["interval_high"]) == ("-1.5", "0.0")
    assert first["participants"] == "0"
    assert first["outcome"].startswith("'=cmd")
    assert first["comparison"] == "massage vs usual care"
    assert first["conditions"] == "neck-pain; desk-work"
    assert (first["first_author"], first["year"], first["pmid"]) == (
        "van den Dolder", "2015", "123",
    )  # fmt: skip
    assert first["higher_is_better"] == "no"
    assert (second["estimate"], second["certainty"], second["higher_is_better"]) == ("", "", "")
    assert second["outcome"] == "Côté's scale"


def test_outcomes_as_json(synopsis):
    """What a source does not say is null, never an empty word or a guess."""
    first, second = json.loads(outcomes_json([synopsis]))

    assert tuple(first) == OUTCOME_COLUMNS
    assert (first["certainty"], second["certainty"]) == ("very-low", None)
    assert (first["estimate"], second["estimate"]) == (-0.75, None)
    assert (first["year"], second["timepoint"]) == (None, None)
