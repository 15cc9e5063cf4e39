"""Entries that take fields from others, and copies in archives."""

from __future__ import annotations

import pytest

from referable.diagnostics import Diagnostics
from referable.research.exports import to_bibtex, to_csl_json, to_ris
from referable.research.library import load_library
from referable.research.references import ReferenceFormatter

BOOK = (
    "@book{hands2018, editor = {Roe, Ann}, title = {Hands}, publisher = {Press}, "
    "address = {Salem}, year = 2018, month = may, doi = {10.1000/book}, note = {Kept in room 2}}\n"
)


def load(source):
    diagnostics = Diagnostics()
    return load_library(source.encode(), "library.bib", diagnostics), diagnostics.sorted()


def formatted(library, key, root):
    made = ReferenceFormatter("ama", root, None, Diagnostics())
    return made.format([library.get(key)])[key]


def test_a_chapter_takes_from_its_book_what_it_lacks(tmp_path):
    """The book may stand below; its title becomes the chapter's booktitle; its DOI stays its own."""
    chapter = "@incollection{a, author = {Lee, Di}, title = {Necks}, pages = {1--9}, crossref = {hands2018}}\n"
    library, problems = load(chapter + BOOK)

    assert problems == []
    entry = library.get("a")
    assert (entry.title, entry.text("booktitle"), entry.publisher) == ("Necks", "Hands", "Press")
    assert (entry.year, entry.month, entry.doi, entry.raw("note")) == (2018, 5, None, "")
    text = formatted(library, "a", tmp_path).text
    assert text == "Lee D. Necks. In: Roe A, ed. Hands. Press; 2018:1-9."
    assert "booktitle" in to_bibtex([entry])
    assert "crossref" not in to_bibtex([entry])


def test_what_an_entry_says_itself_is_kept():
    """A date of its own leaves no room for the book's year and month."""
    chapter = "@inbook{a, author = {Lee}, title = {Necks}, date = {2020}, booktitle = {Mine}, location = {Bend}, crossref = {hands2018}}\n"
    library, problems = load(BOOK + chapter)

    assert problems == []
    entry = library.get("a")
    assert (entry.year, entry.month, entry.text("booktitle")) == (2020, None, "Mine")
    assert "address" not in entry.fields


@pytest.mark.parametrize(
    ("kind", "lender", "field", "taken"),
    [
        ("inproceedings", "proceedings", "booktitle", "Whole"),
        ("conference", "proceedings", "booktitle", "Whole"),
        ("inbook", "book", "booktitle", "Whole"),
        ("article", "periodical", "journaltitle", "Whole"),
        ("book", "mvbook", "title", "Part"),
        ("book", "book", "publisher", "Press"),
    ],
)
def test_titles_go_where_the_kinds_of_both_say(kind, lender, field, taken):
    """A book's title is the chapter's booktitle, a periodical's the article's journal."""
    library, problems = load(
        f"@{kind}{{a, author = {{Lee}}, title = {{Part}}, crossref = {{b}}}}\n"
        f"@{lender}{{b, editor = {{Roe}}, title = {{Whole}}, publisher = {{Press}}, year = 2018}}\n"
    )

    assert problems == []
    assert library.get("a").title == "Part"
    assert library.get("a").text(field) == taken


def test_xdata_lends_everything_and_is_no_study():
    """Several may lend, also to each other; none of them can be cited."""
    library, problems = load(
        "@xdata{one, publisher = {Press}, xdata = {two}}\n"
        "@xdata{two, year = 2019, url = {https://example.org/}}\n"
        "@xdata{three, publisher = {Other}, author = {Lee, Di}}\n"
        "@book{a, title = {T}, xdata = {one, three}}\n"
    )

    assert problems == []
    assert list(library.keys()) == ["a"]
    entry = library.get("a")
    assert (entry.publisher, entry.year, entry.url) == ("Press", 2019, "https://example.org/")
    assert [name.short for name in entry.authors] == ["Lee"]


@pytest.mark.parametrize(
    ("source", "line", "words", "fix"),
    [
        (
            "@inbook{a, author = {Lee}, title = {T},\n crossref = {hands20}}\n" + BOOK,
            2,
            "'a' takes fields from 'hands20', which is not in the library.",
            "Did you mean hands2018?",
        ),
        (
            "@book{a, title = {T},\n xdata = {zzz}}\n",
            2,
            "'a' takes fields from 'zzz', which is not in the library.",
            "Add the entry 'zzz', or write its fields out in 'a' instead.",
        ),
        (
            "@book{a, title = {T},\n crossref = {a}}\n",
            2,
            "'a' takes fields from itself.",
            "Name the book or journal it is part of.",
        ),
        (
            "@inbook{a, author = {Lee}, title = {T}, crossref = {b}}\n@book{b,\n crossref = {a}}\n",
            3,
            "'b' takes fields from 'a', which takes its own from 'b'.",
            "Delete one of the two: a chapter takes from its book, never the other way round.",
        ),
    ],
)
def test_a_lender_that_cannot_lend_is_told_once(source, line, words, fix):
    """A missing one and a circle: one problem at the line that names it, the entry is kept."""
    library, (problem,) = load(source)

    assert (problem.code, problem.line) == ("bib-crossref", line)
    assert (problem.message, problem.fix) == (words, fix)
    assert library.get("a").title == "T"


def test_a_long_row_of_lenders_ends():
    """Thousands of entries that lend to each other are no harm."""
    rows = (f"@book{{k{n}, title = {{T}}, crossref = {{k{n + 1}}}}}" for n in range(3000))
    library, problems = load("\n".join(rows))

    assert len(library) == 3000
    assert {p.code for p in problems} == {"bib-crossref"}


def test_what_nobody_lends_is_missing():
    """An entry whose lenders are all there and that is still incomplete is told so."""
    _, problems = load(
        "@inbook{a, title = {T}, crossref = {b}}\n@book{b, author = {Lee}, title = {W}}\n"
    )

    assert [(p.code, p.line) for p in problems] == [("bib-field-missing", n) for n in (1, 2)]


def test_a_lent_field_is_found_where_it_stands():
    """Its line is that of the lender, so that a message names the one to mend."""
    library, _ = load(
        "@inbook{a, author = {Lee}, title = {T}, crossref = {b}}\n@book{b, title = {W},\n year = 2018}\n"
    )

    assert library.get("a").line_of("year") == 3
    assert library.get("a").line_of("title") == 1


@pytest.mark.parametrize(
    ("fields", "name", "address"),
    [
        ("eprint = {2101.00001v2}, eprinttype = {arXiv}", "arXiv", "https://arxiv.org/abs/2101.00001v2"),
        ("eprint = {hep-th/9901001}, archivePrefix = {arXiv}, primaryClass = {hep-th}", "arXiv", "https://arxiv.org/abs/hep-th/9901001"),
        ("eprint = {arXiv:2101.00001}", "arXiv", "https://arxiv.org/abs/2101.00001"),
        ("eprint = {12345}, eprinttype = {jstor}", "JSTOR", "https://www.jstor.org/stable/12345"),
        ("eprint = {10079/abc}, eprinttype = {hdl}", "Handle", "https://hdl.handle.net/10079/abc"),
    ],
)  # fmt: skip
def test_a_copy_in_an_archive_is_linked(fields, name, address, tmp_path):
    """arXiv and other archives are links of the reference, and addresses of the downloads."""
    library, problems = load(
        f"@misc{{a, author = {{Lee, Di}}, title = {{T}}, year = 2021, {fields}}}"
    )

    assert problems == []
    entry = library.get("a")
    assert entry.archive == (name, address)
    assert (
        f'<a href="{address}" rel="noopener" aria-label="{name}'
        in formatted(library, "a", tmp_path).html
    )
    assert address in to_ris([entry])
    assert address in to_csl_json([entry])
    again, _ = load(to_bibtex([entry]))
    assert again.get("a").arxiv == entry.arxiv


def test_arxiv_is_linked_once(tmp_path):
    """The DOI that arXiv gives leads to the same page, and so may an address."""
    for more in ("doi = {10.48550/arXiv.2101.00001}", "url = {https://arxiv.org/abs/2101.00001}"):
        library, _ = load(
            "@misc{a, author = {Lee, Di}, title = {T}, year = 2021, eprint = {2101.00001}, "
            f"eprinttype = {{arxiv}}, {more}}}"
        )
        assert formatted(library, "a", tmp_path).html.count("<a ") == 1


def test_a_number_that_is_none_of_arxiv_is_told():
    """The line of the field is named; other archives have numbers of any form."""
    _, (problem,) = load(
        "@misc{a, author = {Lee}, title = {T}, year = 2021,\n eprint = {see there}, eprinttype = {arxiv}}\n"
        "@misc{b, author = {Lee}, title = {T}, year = 2021, eprint = {see there}, eprinttype = {hal}}"
    )

    assert (problem.code, problem.line) == ("bib-field-value", 2)
    assert "arXiv number" in problem.message
