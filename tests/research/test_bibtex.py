"""Reading BibTeX source."""

from __future__ import annotations

import random

import pytest

from referable.diagnostics import Diagnostics
from referable.research import bibtex
from referable.research.bibtex import parse_bibtex

PROBE = r"""
@string{ijtmb = "International Journal of Therapeutic Massage {\&} Bodywork"}
@article{good2019, author = {Garc{\'\i}a-Mu{\~n}oz, Jos{\'e} and M{\"u}ller, J{\"u}rgen and {\AA}kesson, {\AA}sa and Dvo{\v{r}}{\'a}k, Ond{\v{r}}ej}, title = {{Braced Title With {DNA} {\&} Massage}}, journal = ijtmb, year = 2019, volume = 12, number = {3}, pages = {12--19}, month = jan, doi = {10.3822/ijtmb.v12i3.1}, pmid = {31186637}}
@article{xss2020, author = {Mallory, Eve}, title = {<script>alert("x")</script> & <b>bold</b> touch}, journal = {J <img src=x onerror=alert(1)> Test}, year = {2020}, url = {javascript:alert(1)}, doi = {10.1/x"><script>alert(2)</script>}}
@article{sici1998, author = {Stat, A.}, title = {Old {DOI} at $p < 0.05$}, journal = {Statistics in Medicine}, year = 1998, volume = 17, pages = {1661--1712}, doi = {10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2}}
@misc{nodate, author = {{World Health Organization}}, title = {Guideline without a year}, howpublished = {\url{https://example.org/a_b?c=1&d=2}}}
@book{noauthor2001, title = {A book without an author}, publisher = {Elsevier}, year = 2001}
@article{many2005, author = {One, A. and Two, B. and Three, C. and Four, D. and Five, E. and Six, F. and Seven, G. and others}, title = {Many authors}, journal = "Spine", year = 2005}
@article{good2019, author = {Duplicate, D.}, title = {Duplicate key entry}, journal = {X}, year = 2021}
@article{badmacro, author = {Macro, U.}, title = {Undefined macro}, journal = undefinedmacro, year = 2011}
@article{key.with:odd/chars+1, author = {Odd, K.}, title = {Odd key characters}, journal = {Y}, year = 2012}
""".lstrip()
PROBE_BROKEN = "@article{broken2000, author = {Broken, B.}, title = {Never closed, year = 2000}\n"

BEFORE = {
    "nothing": "",
    "an entry": "@book{before, title = {B}}\n",
    "free text": "Some words, an address me@example.org and a stray }.\n\n",
    "a comment": "@comment{jabref-meta: databaseType:bibtex;}\n\n",
    "an entry over lines": "@article(before,\n\ttitle = {One\n two},\n\tyear = 2000\n)\n",
}
# Name: source, line of the fault counted from the fault's own first line, word in the message.
FAULTS = {
    "value never closed": ("@article{bad,\n title = {T,\n year = 2000\n}", 1, "title"),
    "value never closed on one line": (PROBE_BROKEN.strip(), 1, "title"),
    "entry never closed": ("@article{bad,\n title = {T},\n year = 2000", 1, "closing brace"),
    "parenthesis never closed": ("@article(bad,\n title = {T}", 1, "never ends"),
    "only a beginning": ("@article{bad,", 1, "never ends"),
    "quotation mark never closed": ('@article{bad,\n title = "T,\n year = 2000\n}', 1, "quotation"),
    "quotation mark inside": ('@article{bad,\n title = "A "B" C"\n}', 2, "quotation"),
    "comma missing": ("@article{bad,\n title = {T}\n year = 2000\n}", 2, "comma"),
    "comma missing after a number": ("@article{bad, year = 2000\n title = {T}}", 1, "comma"),
    "comma missing after the key": ("@article{bad\n title = {T}\n}", 1, "comma"),
    "key missing": ("@article{\n title = {T},\n year = 2000\n}", 1, "no citation key"),
    "equals sign missing": ("@article{bad,\n year = 2000,\n title {T}\n}", 3, "equals sign"),
    "equals sign missing at the end": ("@article{bad,\n year 2000\n}", 2, "equals sign"),
    "one brace too many": ("@article{bad,\n title = {T}},\n year = 2000\n}", 2, "too many"),
    "opening brace missing": ("@article bad,\n title = {T}\n}", 1, "opening brace"),
    "value without braces": ("@article{bad,\n title = Foo bar\n}", 2, "without braces"),
    "text after the value": ("@article{bad,\n title = {Foo} (bar)\n}", 2, "closing brace"),
    "value missing": ("@article{bad,\n title = ,\n year = 2000\n}", 2, "Nothing"),
    "abbreviation not complete": ('@string{bad = "X', 1, "@string"),
    "abbreviation without a value": ("@string{bad}", 1, "@string"),
    "preamble never closed": ("@preamble{bad", 1, "@preamble"),
}
AFTER = {
    "nothing": "",
    "an entry": "\n@book{after, title = {A}}\n",
    "an indented entry": "\n\n\t@Book {after,\n  title = {A}}",
    "free text and an entry": "\nwords = 5, {more}\n@book{after, title = {A}}\n",
}


def read(source):
    diagnostics = Diagnostics()
    data = source if isinstance(source, bytes) else source.encode()
    return parse_bibtex(data, "library.bib", diagnostics), diagnostics.sorted()


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_fault_costs_one_entry_and_one_diagnostic(before, fault, after):
    """Whatever stands around it, a broken block gives one problem at its line; others survive."""
    source, line, word = FAULTS[fault]
    entries, problems = read(BEFORE[before] + source + AFTER[after])

    expected_keys = ["before"] * ("entry" in before) + ["after"] * ("entry" in after)
    assert [entry.key for entry in entries] == expected_keys
    assert len(problems) == 1
    assert problems[0].code == "bib-syntax"
    assert problems[0].line == BEFORE[before].count("\n") + line
    assert word in problems[0].message
    assert problems[0].fix


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_count_from_one_whatever_the_line_end(line_end):
    """Entries and fields know their lines in the file as the user sees it."""
    source = "\n% note\n@article{a,\n\ttitle = {T\n two},\n  year\n = 2000}\n@book{b,year=2001}"
    (first, second), problems = read(source.replace("\n", line_end))

    assert problems == []
    assert (first.line, first.field_lines) == (3, {"title": 4, "year": 7})
    assert (second.line, second.line_of("year"), second.line_of("none")) == (8, 8, 8)


def test_lines_stay_right_after_a_backslash_at_the_end_of_a_line():
    """A line that ends with a backslash counts (bibtexparser skips it)."""
    (entry,), _ = read("@article{a,\n note = {x \\\n y \\\\\n z},\n %\n year = 2000}")

    assert entry.field_lines == {"note": 2, "year": 6}


def test_the_probe_library_is_read_whole():
    """Of the probe, only the undefined abbreviation and the unclosed entry are problems."""
    entries, problems = read(PROBE + PROBE_BROKEN)

    assert [entry.key for entry in entries] == [
        "good2019",
        "xss2020",
        "sici1998",
        "nodate",
        "noauthor2001",
        "many2005",
        "good2019",
        "badmacro",
        "key.with:odd/chars+1",
    ]
    assert [(problem.code, problem.line) for problem in problems] == [
        ("bib-macro", 9),
        ("bib-syntax", 11),
    ]
    good = entries[0]
    assert good.journal == "International Journal of Therapeutic Massage & Bodywork"
    assert good.title == "Braced Title With DNA & Massage"
    assert [name.display for name in good.authors] == [
        "José García-Muñoz",
        "Jürgen Müller",
        "Åsa Åkesson",
        "Ondřej Dvořák",
    ]
    assert (good.year, good.month, good.pages, good.pmid) == (2019, 1, "12-19", "31186637")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("JAN", "January"),
        ('jan # "~1"', "January~1"),
        ("{a} # sp # { b}", "aSpine b"),
        ("both", "Spine and Pain"),
        ('"{"}quoted{"}"', '{"}quoted{"}'),
        (r'"M{\"u}ller"', r"M{\"u}ller"),
        ("{ padded }", "padded"),
        ("12-19", "12-19"),
        ("{a {b {c {d}}}}", "a {b {c {d}}}"),
        ("{x @ {CLEF}, y = 3}", "x @ {CLEF}, y = 3"),
        ("{C:\\dir\\}", "C:\\dir\\"),
        ("{C:\\dir\\\\}", "C:\\dir\\\\"),
    ],
)
def test_values_are_joined_and_resolved(value, expected):
    """Abbreviations, months, joins and delimiters give the text that BibTeX would give."""
    source = f"@article{{a, note = {value}, year = 1}}\n@string{{sp = {{Spine}}}}\n"
    (entry,), problems = read(source + '@STRING(both = SP # " and Pain")')

    assert problems == []
    assert entry.fields == {"note": expected, "year": "1"}


def test_an_undefined_abbreviation_is_named_at_its_line():
    """The bare word is kept, and the problem stands at the field."""
    (entry,), (problem,) = read("@article{a,\n title = {T},\n journal = bmj\n}")

    assert entry.journal == "bmj"
    assert (problem.code, problem.line) == ("bib-macro", 3)
    assert '"bmj"' in problem.message
    assert "@string{bmj" in problem.fix


def test_abbreviations_cannot_unfold_without_end():
    """Abbreviations that double each other are stopped before they fill the memory."""
    laughs = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(200))
    _, problems = read("@string{a0 = {ha}}\n" + laughs + "@misc{x, title = a200}")

    assert "bib-syntax" in {problem.code for problem in problems}


@pytest.mark.parametrize("name", ["title", "TITLE"])
def test_the_first_of_two_fields_counts(name):
    """A field that stands twice is reported at the second, and the first is kept."""
    (entry,), (problem,) = read(f"@article{{a,\n title = {{One}},\n {name} = {{Two}}}}")

    assert entry.title == "One"
    assert (problem.code, problem.line) == ("bib-duplicate-field", 3)
    assert "line 2" in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n\n% nothing",
        "@comment{never closed",
        "@comment{\n@article{out, title = {commented out}}\n}",
        '@preamble{"\\newcommand{\\noopsort}[1]{}"}',
        "mail me@{x} or @ nobody {",
        "@",
    ],
)
def test_what_is_no_entry_is_passed_over(source):
    """Comments, preambles and text between entries are no problems; the next entry is read."""
    entries, problems = read(source + "\n@book{next, title = {N}}")

    assert [entry.key for entry in entries] == ["next"]
    assert problems == []


def test_a_commented_field_is_left_out():
    """A `%` line inside an entry, as in LaTeX, hides a field and nothing else."""
    (entry,), problems = read("@article{a,\n % title = {Old},\n % why\n year = 2000}")

    assert problems == []
    assert entry.fields == {"year": "2000"}


@pytest.mark.parametrize(
    "header", ["@Article{a,", "@ article {a,", "@article\n{a,", "\t@ARTICLE(a,"]
)
def test_entries_may_begin_in_many_ways(header):
    """Case, spaces and a line break in the first line make no difference."""
    (entry,), problems = read(f"{header} title = {{T}}{')' if '(' in header else '}'}")

    assert problems == []
    assert (entry.type, entry.key, entry.title) == ("article", "a", "T")


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["file-encoding"]),
        ("utf-32", ["file-encoding"]),
    ],
)
def test_unicode_files_are_read_by_their_mark(encoding, codes):
    """UTF-8 is read without a word; UTF-16 and UTF-32 are read by their mark and reported."""
    (entry,), problems = read("@misc{ü, title = {Müller, 漢字}}".encode(encoding))

    assert [p.code for p in problems] == codes
    assert (entry.key, entry.title) == ("ü", "Müller, 漢字")


def test_other_encodings_are_read_and_reported_once():
    """Latin-1 text is understood; one problem names the first letter that is not UTF-8."""
    source = "@misc{a,\n note = {x}, title = {Müller}}\n@misc{b, title = {Größe – “x”}}"
    (first, second), (problem,) = read(source.encode("cp1252"))

    assert (first.title, second.title) == ("Müller", "Größe – “x”")
    assert (problem.code, problem.line, problem.column) == ("file-encoding", 2, 24)


def test_invisible_control_characters_are_dropped_from_values():
    """A NUL pasted into a title never reaches a page."""
    (entry,), _ = read("@misc{a, title = {T\0i\x07tle}}")

    assert entry.title == "Title"


def test_a_key_that_breaks_the_first_line_is_named():
    """A quotation mark or brace in a key is a problem of the key."""
    for key in ('a"b', "a{b"):
        entries, (problem,) = read(f"@misc{{{key}, title = {{T}}}}\n@misc{{next, title = {{N}}}}")
        assert problem.code == "bib-key"
        assert [entry.key for entry in entries] == ["next"]


def test_tidy_entries_read_as_the_splitter_reads_them(monkeypatch):
    """The quick way for tidy entries and bibtexparser's give the same entries."""
    quick = read(PROBE)
    monkeypatch.setattr(bibtex, "_tidy_entry", lambda _text: None)

    assert read(PROBE) == quick


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_never_fail(seed, monkeypatch):
    """Random damage gives entries and problems, the same by the quick way as by the other."""
    chooser = random.Random(seed)
    debris = [
        "{",
        "}",
        '"',
        ",",
        "=",
        "\n",
        "@",
        "\\",
        "(",
        ")",
        "#",
        "%",
        "\0",
        "@article{",
        "@string{x=",
    ]
    tidy = bibtex._tidy_entry
    for _ in range(60):
        source = list(PROBE)
        for _ in range(chooser.randint(1, 20)):
            at = chooser.randrange(len(source))
            source[at : at + chooser.randint(0, 2)] = [chooser.choice(debris)]
        text = "".join(source)
        monkeypatch.setattr(bibtex, "_tidy_entry", tidy)
        quick = read(text)
        monkeypatch.setattr(bibtex, "_tidy_entry", lambda _text: None)
        assert read(text) == quick
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in quick[1])
