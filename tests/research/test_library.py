"""Loading and checking the library."""

from __future__ import annotations

import pytest

from referable.diagnostics import Diagnostics
from referable.research.entries import Entry, Kind, doi_link, normalise_doi, normalise_url
from referable.research.library import Library, load_library, page_slug
from referable.rules import Severity

WHOLE = "author = {Smith, J.}, title = {T}, year = 2019"


def load(source):
    diagnostics = Diagnostics()
    return load_library(source.encode(), "library.bib", diagnostics), diagnostics.sorted()


def entry(kind="article", **fields):
    return Entry("k", kind, fields)


def test_a_sound_library_says_nothing():
    """Entries stand in file order and can be found by key and by DOI."""
    library, problems = load(
        f"@article{{b, {WHOLE}, doi = {{10.1000/ABC}}}}\n@article{{a.x:y/z, {WHOLE}}}"
    )

    assert problems == []
    assert list(library.keys()) == ["b", "a.x:y/z"]
    assert [each.key for each in library] == ["b", "a.x:y/z"]
    assert (len(library), "b" in library, "c" in library) == (2, True, False)
    assert library.get("c") is None
    assert library.by_doi("https://doi.org/10.1000/abc") is library.get("b")
    assert library.by_doi("nonsense") is None


@pytest.mark.parametrize("source", ["", "\n\n", "% only a comment", "@comment{x}", "\ufeff"])
def test_an_empty_library_is_only_noted(source):
    """A library without entries gives one note."""
    library, (problem,) = load(source)

    assert len(library) == 0
    assert (problem.code, problem.severity) == ("bib-empty", Severity.NOTE)


def test_of_two_entries_with_one_key_the_first_counts():
    """The second is reported, naming the line of the first."""
    library, (problem,) = load(f"\n@article{{a, {WHOLE}}}\n@book{{a, title = {{Other}}}}")

    assert library.get("a").title == "T"
    assert (problem.code, problem.line) == ("bib-duplicate-key", 3)
    assert "line 2" in problem.message


def test_keys_that_differ_only_in_case_are_told_apart_but_reported():
    """Both can be cited, their pages never share a file, and a warning says so."""
    library, (problem,) = load(f"@article{{Smith, {WHOLE}}}\n@article{{smith, {WHOLE}}}")

    assert len(library) == 2
    assert (problem.code, problem.severity) == ("bib-duplicate-key", Severity.WARNING)
    assert library.slug("Smith").casefold() != library.slug("smith").casefold()


def test_one_study_under_two_keys_is_reported():
    """Two entries with one DOI, written differently, are one study."""
    _, (problem,) = load(
        f"@article{{a, {WHOLE}, doi = {{10.1000/Abc}}}}\n"
        f"@article{{b, {WHOLE},\n doi = {{https://doi.org/10.1000/aBC}}}}"
    )

    assert (problem.code, problem.line) == ("bib-duplicate-doi", 3)
    assert "'a' on line 1" in problem.message


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("title = {T}, year = 2019", "author"),
        ("author = {A}, year = 2019", "title"),
        ("author = {A}, title = {T}", "year"),
        ("author = {}, title = {T}, year = {{}}", "author or year"),
        ("note = {x}", "author, title or year"),
    ],
)
def test_a_reference_without_its_essentials_is_reported_once(fields, missing):
    """Author, title and year are asked for, in one problem for each entry."""
    library, (problem,) = load(f"@article{{a, {fields}}}")

    assert "a" in library
    assert problem.code == "bib-field-missing"
    assert f"no {missing}." in problem.message


@pytest.mark.parametrize(
    "fields",
    [
        "editor = {{World Health Organization}}, title = {T}, year = 2019",
        "author = {{Cochrane}}, title = {T}, year = {in press}",
        "author = {A}, title = {T}, year = {forthcoming}",
        "author = {A}, title = {T}, date = {2015-03-01}",
        "author = {A}, title = {T}, pubstate = {inpress}, note = {In press}",
    ],
)
def test_editors_and_studies_in_press_are_complete(fields):
    """Editors stand in for authors, "in press" for a year."""
    problems = load(f"@book{{a, {fields}}}")[1]

    assert [p for p in problems if p.severity is not Severity.NOTE] == []
    noted = [p.message for p in problems]
    assert noted == (
        ["'a' is cited as in press."] if "press" in fields or "forth" in fields else []
    )


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Effects of <i>Arnica</i>", "<i>"),
        (r"{\textless}sup{\textgreater}2{\textless}/sup{\textgreater}", "<sup>"),
        ("Pain &amp; touch", "&amp;"),
        ("<jats:italic>x</jats:italic>", "<jats:italic>"),
        ("<script>alert(1)</script>", "<script>"),
        (r"Less at $p<0.05$, a \& b, AT&T; 3 < 4 > 2", ""),
    ],
)
def test_html_in_a_title_is_told(title, shown):
    """What Crossref and reference managers leave there is shown as text, and said to be."""
    problems = load(f"@book{{a, author = {{A, B}}, title = {{{title}}}, year = 2019}}")[1]

    assert [p.code for p in problems] == ["bib-field-value"] * bool(shown)
    assert all(f'"{shown}"' in p.message for p in problems)


@pytest.mark.parametrize(
    "field",
    [
        "doi = {10.1/x}",
        "doi = {see the journal}",
        "pmid = {PMC12345}",
        "pmcid = {none}",
        "url = {javascript:alert(1)}",
        "url = {www.example.org}",
        "url = {https://[}",
        "year = {MMXIX}",
        "year = {20199}",
        "author = {Smith J; Doe A}",
        "author = {Smith J, Doe A, Roe B, Poe C}",
    ],
)
def test_values_that_cannot_be_used_are_reported_at_their_line(field):
    """A wrong identifier, address, year or list of names is named at its field."""
    name = field.split()[0]
    whole = {"author": "author = {Smith, J.}", "title": "title = {T}", "year": "year = 2019"}
    others = ",\n".join(text for each, text in whole.items() if each != name)
    _, (problem,) = load(f"@article{{a,\n{others},\n {field}\n}}")

    assert problem.code == "bib-field-value"
    assert problem.line == 3 + others.count("\n")
    assert problem.fix


@pytest.mark.parametrize(
    "key", ["", "a b", "a;b", "a@b", "a[b", "a#b", "a%b", "a'b", "a\\b", "a\x01b", "a\u202eb"]
)
def test_keys_that_cannot_be_cited_are_refused(key):
    """Such an entry is left out, and the next one is kept."""
    library, (problem,) = load(f"@misc{{{key}, {WHOLE}}}\n@misc{{next, {WHOLE}}}")

    assert (problem.code, problem.line) == ("bib-key", 1)
    assert list(library.keys()) == ["next"]


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("furlan2015massage", "furlan2015massage"),
        ("key.with:odd/chars+1", "key.with-odd-chars-1"),
        ("Müller2019", "Müller2019"),
        ("../../etc/passwd", "----etc-passwd"),
        (".hidden", "hidden"),
        ("...", "-"),
        ("a..b", "a-b"),
        ("CON", "ref-CON"),
        ("nul.x", "ref-nul.x"),
        ("index", "ref-index"),
        ("", "ref"),
        ("end.", "end"),
    ],
)
def test_a_slug_is_a_safe_file_name(key, slug):
    """Nothing in a key can leave the folder, hide a file or name a device."""
    assert page_slug(key) == slug


def test_long_keys_give_short_and_distinct_slugs():
    """A file name stays within what disks allow."""
    slugs = {page_slug("ü" * 300 + end) for end in "ab"}

    assert len(slugs) == 2
    assert all(len(slug.encode()) <= 120 for slug in slugs)


def test_slugs_never_collide_and_do_not_depend_on_the_order():
    """Keys with the same plain slug get a short hash, whatever their order in the file."""
    keys = ["a/b", "a:b", "a-b", "A-B", "other", "Straße", "STRASSE"]
    forward = Library({key: Entry(key, "misc") for key in keys})
    backward = Library({key: Entry(key, "misc") for key in reversed(keys)})

    slugs = {key: forward.slug(key) for key in keys}
    assert len({slug.casefold() for slug in slugs.values()}) == len(keys)
    assert slugs == {key: backward.slug(key) for key in keys}
    assert slugs["other"] == "other"
    assert "A-B" in slugs.values()


@pytest.mark.parametrize(
    ("raw", "doi"),
    [
        ("10.1001/ABC", "10.1001/ABC"),
        ("https://doi.org/10.1001/abc", "10.1001/abc"),
        ("http://dx.doi.org/10.1001/abc", "10.1001/abc"),
        ("DOI: 10.1001/abc.", "10.1001/abc"),
        (r"\url{https://doi.org/10.1001/a\_b}", "10.1001/a_b"),
        ("https://doi.org/10.1002/%28SICI%291%3C2", "10.1002/(SICI)1<2"),
        (r"10.1002/1{\textless}2::3{\textgreater}4", "10.1002/1<2::3>4"),
        ("10.1/short", None),
        ("10.1001/a b", None),
        ("10.1001/a\u202eb", None),
        ("", None),
    ],
)
def test_dois_are_bare_or_none(raw, doi):
    """However a DOI was pasted, only the DOI is left."""
    assert normalise_doi(raw) == doi


def test_doi_links_are_percent_encoded():
    """A DOI with brackets, quotes or spaces gives an address that works and cannot break out."""
    sici = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"

    assert doi_link(sici) == (
        "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16"
        "%3C1661::AID-SIM968%3E3.0.CO;2-2"
    )
    assert doi_link('10.1001/"><b>%#?') == "https://doi.org/10.1001/%22%3E%3Cb%3E%25%23%3F"


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("https://example.org/a_b?c=1&d=2#e", "https://example.org/a_b?c=1&d=2#e"),
        (r"\url{https://example.org/a\_b~c--d}", "https://example.org/a_b~c--d"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)//https://x", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("http://[", None),
    ],
)
def test_only_web_addresses_are_links(raw, url):
    """Nothing but http and https becomes a link, and nothing in it can break out of HTML."""
    assert normalise_url(raw) == url


@pytest.mark.parametrize(
    ("fields", "year", "shown", "month"),
    [
        ({"year": "2015", "month": "January"}, 2015, "2015", 1),
        ({"year": "{2015}", "month": "03"}, 2015, "2015", 3),
        ({"date": "2015-03-01"}, 2015, "2015", 3),
        ({"date": "2015"}, 2015, "2015", None),
        ({"year": "2015a", "month": "January~1"}, 2015, "2015", 1),
        ({"year": "c2015", "month": "Sep-Oct"}, 2015, "2015", 9),
        ({"year": "in press"}, None, "in press", None),
        ({"year": r"\textit{In Press}", "month": "13"}, None, "in press", None),
        ({"year": "Forthcoming", "month": "spring"}, None, "in press", None),
        ({"note": "Epub ahead of print"}, None, "in press", None),
        ({"year": "n.d."}, None, "n.d.", None),
        ({}, None, "", None),
    ],
)
def test_dates_are_read_as_people_write_them(fields, year, shown, month):
    """A year is a number or "in press"; a month is a number."""
    record = entry(**fields)

    assert (record.year, record.year_text, record.month) == (year, shown, month)


@pytest.mark.parametrize(
    ("raw", "pages"),
    [
        ("12--19", "12-19"),
        ("12 – 19", "12-19"),
        ("12-19, 25--30", "12-19, 25-30"),
        ("e123", "e123"),
        ("7--", "7"),
    ],
)
def test_pages_have_one_form(raw, pages):
    """Page ranges use a hyphen; article numbers pass through."""
    assert entry(pages=raw).pages == pages


def test_identifiers_are_digits_or_none():
    """PubMed and PubMed Central numbers are recognised in all their usual forms."""
    link = "https://pubmed.ncbi.nlm.nih.gov/31186637/"

    assert [entry(pmid=raw).pmid for raw in ("31186637", "PMID: 31186637", link, "x")] == [
        "31186637",
        "31186637",
        "31186637",
        None,
    ]
    assert [entry(pmcid=raw).pmcid for raw in ("PMC123", "123", "pmcid: PMC123.1", "x")] == [
        "PMC123",
        "PMC123",
        "PMC123",
        None,
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"keywords": "guideline"}, Kind.ARTICLE),
        ("book", {}, Kind.BOOK),
        ("incollection", {}, Kind.CHAPTER),
        ("techreport", {}, Kind.REPORT),
        ("techreport", {"type": "Clinical Guideline"}, Kind.GUIDELINE),
        ("report", {"keywords": "pain, guideline"}, Kind.GUIDELINE),
        ("online", {}, Kind.WEB),
        ("misc", {"howpublished": r"\url{https://example.org}"}, Kind.WEB),
        ("misc", {}, Kind.OTHER),
        ("phdthesis", {}, Kind.THESIS),
        ("inproceedings", {}, Kind.CONFERENCE),
        ("dataset", {}, Kind.OTHER),
    ],
)
def test_the_kind_follows_from_the_entry_type(kind, fields, expected):
    """Entry types of BibTeX and biblatex map to a few kinds."""
    assert entry(kind, **fields).kind is expected


def test_the_abbreviated_journal_is_preferred_where_given():
    """`shortjournal` wins for abbreviations; without one the journal's name stands in."""
    assert entry(journal="Cochrane Database", shortjournal="Cochrane DB").journal_abbrev == (
        "Cochrane DB"
    )
    assert entry(journaltitle="Spine").journal_abbrev == "Spine"


def test_editors_are_the_authors_of_a_book_without_authors():
    """Whoever is named is shown, with "and others" told apart."""
    record = entry("book", editor="Field, Tiffany and others")

    assert [name.display for name in record.authors] == ["Tiffany Field"]
    assert record.has_more_authors
