"""References: real Typst, golden AMA, other styles, hostile text, refusals and the cache."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.research.bibtex import parse_bibtex
from referable.research.references import ALIASES, DEFAULT_STYLE, STYLES, ReferenceFormatter
from referable.research.references.cache import Formatted, ReferenceCache
from referable.research.references.markup import sanitise
from referable.research.references.plain import name_list, plain_reference
from referable.research.references.styles import find_style
from referable.research.references.typesetter import Typesetter

JOURNAL = "journal={Journal of Things}, shortjournal={J Things}, volume={9}, number={3}"
CSL = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>T</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout>
    <names variable="author"><name/></names><text variable="title" prefix=" wrote "/>
  </layout></bibliography>
</style>
"""


def entries(*sources):
    """The entries of BibTeX source; each is `@type{key, …}` on a line of its own."""
    diagnostics = Diagnostics()
    found = list(parse_bibtex("\n".join(sources).encode(), "research/library.bib", diagnostics))
    assert not diagnostics.has_errors, list(diagnostics)
    return found


def formatter(style="ama", root=Path(), cache=None):
    diagnostics = Diagnostics()
    return ReferenceFormatter(style, root, cache, diagnostics), diagnostics


def texts(style, *sources):
    """The plain text of each reference by key; nothing may be reported."""
    made, diagnostics = formatter(style)
    references = made.format(entries(*sources))
    assert not len(diagnostics), list(diagnostics)
    return {key: reference.text for key, reference in references.items()}


def reference(source, style="ama"):
    made, _ = formatter(style)
    (found,) = made.format(entries(source)).values()
    return found


class Tags(HTMLParser):
    """Collects the tags with their attributes, and all text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.open = [], "", []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


GOLDEN = {
    "article": (
        (
            "@article{a, author={Furlan, Andrea D. and Giraldo, Mario}, title={Massage for low-back "
            f"pain}}, {JOURNAL}, year=2015, pages={{1--10}}, doi={{10.1000/x.1}}}}"
        ),
        (
            "Furlan AD, Giraldo M. Massage for low-back pain. <em>J Things</em>. 2015;9(3):1-10. "
            '<a href="https://doi.org/10.1000/x.1" rel="noopener">doi:10.1000/x.1</a>'
        ),
    ),
    "article ending in a question": (
        f"@article{{a, author={{Smith, A}}, title={{Does it help?}}, {JOURNAL}, year=2015}}",
        "Smith A. Does it help? <em>J Things</em>. 2015;9(3).",
    ),
    "article ahead of print": (
        (
            "@article{a, author={Smith, A}, title={T.}, journal={J Things}, year=2015, month=may,"
            "doi={10.1000/x}}"
        ),
        (
            "Smith A. T. <em>J Things</em>. Published online May 2015. "
            '<a href="https://doi.org/10.1000/x" rel="noopener">doi:10.1000/x</a>'
        ),
    ),
    "article in press": (
        "@article{a, author={Smith, A}, title={T}, journal={J Things}, year={in press}}",
        "Smith A. T. <em>J Things</em>. In press.",
    ),
    "article without a title": (
        f"@article{{a, author={{Smith, A}}, {JOURNAL}, year=2015}}",
        "Smith A. <em>J Things</em>. 2015;9(3).",
    ),
    "article without anyone or a year": (
        f"@article{{a, title={{Alone}}, {JOURNAL}, pages={{CD001929}}}}",
        "Alone. <em>J Things</em>. 9(3):CD001929.",
    ),
    "book": (
        (
            "@book{a, author={Smith, John A.}, title={A Book of massage}, edition={2},"
            "publisher={Wiley}, address={Hoboken}, year=2010}"
        ),
        "Smith JA. <em>A Book of massage</em>. 2nd ed. Wiley; 2010.",
    ),
    "edited book": (
        "@book{a, editor={Smith, A and Doe, B}, title={A book}, publisher={Wiley}, year=2010}",
        "Smith A, Doe B, eds. <em>A book</em>. Wiley; 2010.",
    ),
    "chapter": (
        (
            "@incollection{a, author={Smith, A}, title={Neck pain}, editor={Doe, Jane and Roe, R},"
            "booktitle={The Book of Massage}, publisher={Wiley}, year=2010, pages={12--20}}"
        ),
        (
            "Smith A. Neck pain. In: Doe J, Roe R, eds. <em>The Book of Massage</em>. "
            "Wiley; 2010:12-20."
        ),
    ),
    "report": (
        (
            "@techreport{a, author={{World Health Organization}}, title={WHO recommendations},"
            "institution={WHO Press}, year=2018, url={https://who.int/a?b=1&c=2}}"
        ),
        (
            "World Health Organization. <em>WHO recommendations</em>. WHO Press; 2018. "
            '<a href="https://who.int/a?b=1&amp;c=2" rel="noopener">https://who.int/a?b=1&amp;c=2</a>'
        ),
    ),
    "guideline": (
        "@techreport{a, author={{NICE}}, title={Low back pain}, year=2016, keywords={guideline}}",
        "NICE. <em>Low back pain</em>. 2016.",
    ),
    "web page": (
        (
            "@online{a, author={{NCCIH}}, title={What is massage?}, year=2019,"
            "organization={National Institutes of Health}, url={https://nccih.nih.gov/m},"
            "urldate={2024-01-05}}"
        ),
        (
            "NCCIH. What is massage? National Institutes of Health. 2019. Accessed January 5, 2024. "
            '<a href="https://nccih.nih.gov/m" rel="noopener">https://nccih.nih.gov/m</a>'
        ),
    ),
    "thesis": (
        "@phdthesis{a, author={Smith, A}, title={My thesis}, school={University of X}, year=2019}",
        "Smith A. <em>My thesis</em>. Dissertation. University of X; 2019.",
    ),
    "conference": (
        (
            "@inproceedings{a, author={Smith, A}, title={A talk}, booktitle={Massage 2019},"
            "year=2019, pages={3--5}}"
        ),
        "Smith A. A talk. In: <em>Massage 2019</em>. 2019:3-5.",
    ),
    "other": (
        "@misc{a, author={Smith, A}, title={A leaflet}, publisher={Pub}, year=2019}",
        "Smith A. <em>A leaflet</em>. Pub; 2019.",
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_ama(name):
    """Each kind of entry reads as the AMA Manual of Style asks."""
    source, expected = GOLDEN[name]

    assert reference(source).html == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("van den Dolder, Paul A. and de Laat, Anton", "van den Dolder PA, de Laat A"),
        ("Paul A. van den Dolder", "van den Dolder PA"),
        ("{Cochrane Back and Neck Group}", "Cochrane Back and Neck Group"),
        ("Luijsterburg, Pim AJ and Smith, P.A. and Roe, JB", "Luijsterburg PAJ, Smith PA, Roe JB"),
        ("Meziat-Filho, Jean-Pierre", "Meziat-Filho JP"),
        ("King, Jr, Martin Luther", "King ML Jr"),
        ("O'Leary, Shaun and Sj{\\o}gaard, {\\AA}sa", "O'Leary S, Sjøgaard Å"),
        ("A, B and C, D and others", "A B, C D, et al"),
        ("A, B and C, D and E, F and G, H and I, J and K, L", "A B, C D, E F, G H, I J, K L"),
        ("A, B and C, D and E, F and G, H and I, J and K, L and M, N", "A B, C D, E F, et al"),
    ],
)
@pytest.mark.parametrize("style", ["ama", "vancouver"])
def test_names(authors, expected, style):
    """Particles stay before the family name, initials are all there, long lists are cut."""
    text = reference(f"@article{{a, author={{{authors}}}, title={{Title}}, {JOURNAL}}}", style).text

    assert text.startswith(f"{expected}. Title.")


SAMPLE = (
    f"@article{{zeta, author={{Zeta, A}}, title={{Last}}, {JOURNAL}, year=2001}}",
    f"@article{{alpha, author={{Alpha, A}}, title={{First}}, {JOURNAL}, year=2002}}",
    "@book{mid, editor={Mid, B and Nid, C and Oid, D}, title={Middle}, publisher={P}, year=2003}",
    f"@article{{none, title={{Nobody wrote this}}, {JOURNAL}, year=2004}}",
    f"@article{{same, author={{Alpha, A}}, title={{Another}}, {JOURNAL}, year=2002}}",
)


def test_apa():
    """Author-date styles sort by name; each reference and label still belongs to its key."""
    made, diagnostics = formatter("apa")
    found = made.format(entries(*SAMPLE))

    assert not made.is_numeric
    assert not len(diagnostics)
    assert list(found) == ["zeta", "alpha", "mid", "none", "same"]
    assert found["zeta"].text == "Zeta, A. (2001). Last. Journal of Things, 9(3)."
    assert found["mid"].text == "Mid, B., Nid, C., & Oid, D. (Eds.). (2003). Middle. P."
    assert {key: (r.label, r.year_label) for key, r in found.items()} == {
        "zeta": ("Zeta, 2001", "2001"),
        "alpha": ("Alpha, 2002b", "2002b"),
        "mid": ("Mid et al., 2003", "2003"),
        "none": ("“Nobody wrote this,” 2004", "2004"),
        "same": ("Alpha, 2002a", "2002a"),
    }
    assert found["alpha"].text.startswith("Alpha, A. (2002b). First.")


def test_letters_do_not_depend_on_the_order_of_entries():
    """The letters after a year follow the list, not the library."""
    made, _ = formatter("apa")

    assert made.format(entries(*SAMPLE)) == made.format(entries(*reversed(SAMPLE)))


@pytest.mark.parametrize(
    ("year", "labels"),
    [
        ("in press", ["Smith, in press-a", "Smith, in press-b"]),
        ("", ["Smith, n.d.-a", "Smith, n.d.-b"]),
    ],
)
def test_alike_without_a_year(year, labels):
    """Letters follow words after a hyphen, as APA asks."""
    made, _ = formatter("apa")
    found = made.format(
        entries(
            *(
                f"@article{{{k}, author={{Smith, A}}, title={{{k}}}, {JOURNAL}, year={{{year}}}}}"
                for k in "ab"
            )
        )
    )

    assert [r.label for r in found.values()] == labels


def test_others_in_apa():
    """`and others` is no person: it leaves no ampersand behind."""
    found = reference(
        f"@article{{a, author={{Smith, A and others}}, title={{T}}, {JOURNAL}, year=2015}}", "apa"
    )

    assert found.text == "Smith, A., et al. (2015). T. Journal of Things, 9(3)."
    assert found.label == "Smith et al., 2015"


def test_vancouver_has_authors_and_editors():
    """Typst's NLM styles print no authors; we do."""
    found = texts("vancouver", *SAMPLE)

    assert found["zeta"] == "Zeta A. Last. J Things. 2001;9(3)."
    assert found["mid"] == "Mid B, Nid C, Oid D, editors. Middle. P; 2003."


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style(style):
    """Typst knows every style we name; nothing of ours is left in what it makes."""
    made, diagnostics = formatter(style)
    found = made.format(entries(*SAMPLE))

    assert not len(diagnostics), list(diagnostics)
    assert made.style == style
    assert made.is_numeric is Typesetter(find_style(style, Path())).is_numeric()
    assert re.search("[\ue000-\uf8ff]", str(found)) is None
    for key, names in {"zeta": "zeta", "alpha": "alpha", "mid": "mid", "none": "nobody"}.items():
        if (key, style) != ("none", "royal-society-of-chemistry"):  # which prints no titles
            assert names in found[key].text.casefold()
        assert bool(found[key].label) is not made.is_numeric
        assert not re.match(r"\W*[0-9]{1,3}\b", found[key].text)


def test_aliases_lead_to_known_styles():
    """No short name leads nowhere, and none hides a name that Typst knows."""
    assert set(ALIASES.values()) <= STYLES
    assert not set(ALIASES) & STYLES


@pytest.mark.parametrize("style", ["ama", "apa", "vancouver"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>bold</b> #panic() [x] @z",
        '" onmouseover="alert(1)',
        "</em></li><li>x",
        "*a* _b_ `c` = d - e // f /* g */ ~ -- 'h' \"i\"",
        "&lt;img src=x&gt; &#60;b&#62;",
        "a\x01b\x7fc\u2028d\ue100e\ue015f\u202eg",
        "9999 9998 9997",
        " ".join(map(str, range(3000, 10_000))),
    ],
)
def test_hostile_text(style, text):
    """Whatever stands in a field comes out as text, in every field that is printed."""
    (entry,) = entries(f"@article{{a, author={{Smith, A}}, {JOURNAL}, year={{in press}}}}")
    for name in ("title", "journal", "shortjournal", "volume", "pages", "number"):
        entry.fields[name] = text.replace("&", r"\&").replace("#", r"\#").replace("_", r"\_")
    entry.fields["author"] = "{" + entry.fields["title"] + "}"
    made, diagnostics = formatter(style)
    found = made.format([entry])["a"]
    page = Tags(found.html)

    assert not len(diagnostics), list(diagnostics)
    assert {tag for tag, _ in page.tags} <= {"em"}
    assert all(attributes == {} for _, attributes in page.tags)
    assert page.text == found.text
    assert entry.title.split()[0].rstrip("\x01\x7f")[:2].strip("\x01") in found.text
    assert re.search("[\x00-\x1f\x7f\ue000-\uf8ff\u202e]", found.html + found.label) is None


def test_characters_with_a_meaning_for_typst():
    """Braces, dollars and backslashes of a title are printed, and change nothing."""
    found = reference(
        r"@article{a, author={{\$mith \{\}}}, title={A \{b\} \$c\$ {\textbackslash} d}, "
        f"{JOURNAL}, year=2015}}"
    )

    assert found.text == "$mith {}. A {b} $c$ \\ d. J Things. 2015;9(3)."


def test_sici():
    """A DOI with angle brackets is one link, encoded in its address, escaped in its text."""
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    found = reference(f"@article{{a, author={{A, B}}, title={{T}}, {JOURNAL}, doi={{{doi}}}}}")
    ((_, link),) = [tag for tag in Tags(found.html).tags if tag[0] == "a"]

    assert link["href"] == "https://doi.org/" + doi.replace("<", "%3C").replace(">", "%3E")
    assert f"doi:{doi}" in found.text
    assert "&lt;1661::AID-SIM968&gt;" in found.html


def test_links():
    """PubMed and free full text follow, each named after its study, none opening a window."""
    found = reference(
        f"@article{{a, author={{A, B}}, title={{Massage \\& pain}}, {JOURNAL}, year=2015,"
        "doi={10.1000/x}, pmid={123}, pmcid={PMC99}}"
    )
    links = [attributes for tag, attributes in Tags(found.html).tags if tag == "a"]

    assert [link["href"] for link in links] == [
        "https://doi.org/10.1000/x",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC99/",
    ]
    assert [link.get("aria-label") for link in links[1:]] == [
        "PubMed record of Massage & pain",
        "Free full text of Massage & pain",
    ]
    assert all(link["rel"] == "noopener" and "target" not in link for link in links)
    assert found.html.count('<span class="reference-links">') == 1
    assert found.text == "A B. Massage & pain. J Things. 2015;9(3). doi:10.1000/x"


def test_doi_that_the_style_leaves_out():
    """It is added as a link, and to the text."""
    source = f"@article{{a, author={{A, B}}, title={{T}}, {JOURNAL}, year=2015, doi={{10.1000/x}}}}"
    found = reference(source, "nature")

    assert found.html.endswith(
        '<span class="reference-links">'
        '<a href="https://doi.org/10.1000/x" rel="noopener">doi:10.1000/x</a></span>'
    )
    assert found.text.endswith(" doi:10.1000/x")


def test_one_refused_entry_costs_no_other():
    """Typst refuses the batch; the others are set all the same, the one is printed plainly."""
    sources = [
        f"@article{{k{at}, author={{Smith, A}}, title={{T{at}}}, {JOURNAL}, year=2015}}"
        for at in range(12)
    ]
    sources[7] = (
        "@online{bad, author={Smith, A}, title={T <7>}, year=2015, url={http://256.256.256.256/}}"
    )
    made, diagnostics = formatter()
    found = made.format(entries(*sources))

    assert found["bad"].html.startswith("Smith A. T &lt;7&gt;. 2015.")
    assert found["k6"].text == "Smith A. T6. J Things. 2015;9(3)."
    assert found["k11"].text == "Smith A. T11. J Things. 2015;9(3)."
    (problem,) = diagnostics
    assert (problem.code, problem.path, problem.line) == (
        "reference-format", "research/library.bib", 8,
    )  # fmt: skip
    assert "says: url.value: invalid IPv4 address:" in problem.message


@pytest.mark.parametrize("style", ["ama", "apa"])
def test_refusal_is_reported_from_the_cache_too(tmp_path, style):
    """A problem does not vanish because its reference was formatted yesterday."""
    source = "@online{bad, author={Smith, A}, title={T}, year=2015, url={http://256.256.256.256/}}"
    seen = []
    for _ in range(2):
        made, diagnostics = formatter(style, cache=tmp_path)
        seen.append((made.format(entries(source)), diagnostics.sorted()))

    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 1


def test_entry_with_nothing():
    """An empty entry is printed by its key, and said."""
    made, diagnostics = formatter()

    assert made.format(entries("@article{empty, year={}}"))["empty"].text == "empty."
    assert [d.code for d in diagnostics] == ["reference-format"]


def test_title_that_looks_like_a_tag():
    """It is a title like any other."""
    assert texts("ama", "@book{a, title={<script>}, publisher={P}, year=2015}") == {
        "a": "<script>. P; 2015."
    }


def test_more_than_one_batch():
    """References of several documents come back to their keys."""
    found = texts(
        "ama",
        *(
            f"@article{{k{at}, author={{Name{at}, A}}, title={{T{at}}}, {JOURNAL}}}"
            for at in range(1001)
        ),
    )

    assert found == {f"k{at}": f"Name{at} A. T{at}. J Things. 9(3)." for at in range(1001)}


def test_nothing_to_format():
    """No entries, no references."""
    made, _ = formatter()

    assert made.format([]) == {}


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("vancuver", "“vancouver”"),
        ("american-medical", "“american-medical-association”"),
        ("alphanumeric", "ama, apa"),
        ("styles/own.csl", "zotero.org"),
        ("../own.csl", "Copy it"),
    ],
)
def test_unknown_style(tmp_path, style, words):
    """The nearest names are offered, and the default style is used."""
    made, diagnostics = formatter(style, root=tmp_path)
    (problem,) = diagnostics

    assert problem.code == "style-unknown"
    assert words in problem.fix
    assert made.style == DEFAULT_STYLE
    assert made.is_numeric


def test_unknown_style_at_its_place():
    """The message points to the line that names the style."""
    diagnostics = Diagnostics()
    ReferenceFormatter("x", Path(), None, diagnostics, path="practice.yml", line=9)

    assert [d.place for d in diagnostics] == ["practice.yml:9"]


def test_style_file(tmp_path):
    """A .csl file of the project is used, from the cache too."""
    (tmp_path / "own.csl").write_text(CSL, encoding="utf-8")
    source = f"@article{{a, author={{Smith, Ann}}, title={{T}}, {JOURNAL}}}"
    for _ in range(2):
        made, diagnostics = formatter("own.csl", root=tmp_path, cache=tmp_path / "cache")

        assert made.format(entries(source))["a"].text == "Ann Smith wrote T"
        assert made.is_numeric
        assert not len(diagnostics)

    (tmp_path / "own.csl").write_text(CSL.replace("wrote", "made"), encoding="utf-8")
    made, _ = formatter("own.csl", root=tmp_path, cache=tmp_path / "cache")

    assert made.format(entries(source))["a"].text == "Ann Smith made T"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no style",
        b"\xff\xfe\x00",
        CSL.replace("<bibliography>", "<x>").encode(),
        re.sub("<bibliography.*bibliography>", "", CSL, flags=re.DOTALL).encode(),
        b'<style><info><link rel="independent-parent" href="x"/></info></style>',
    ],
)
def test_broken_style_file(tmp_path, content):
    """A file that is no style is reported at its path."""
    (tmp_path / "own.csl").write_bytes(content)
    made, diagnostics = formatter("own.csl", root=tmp_path)
    source = f"@article{{a, author={{Smith, A}}, title={{T}}, {JOURNAL}}}"

    assert made.format(entries(source))["a"].text == "Smith A. T. J Things. 9(3)."
    assert [(d.code, d.path) for d in diagnostics] == [("style-unknown", "own.csl")]


@pytest.mark.parametrize("style", ["ama", "apa"])
def test_cached_references_need_no_typst(tmp_path, style):
    """With everything in the cache, the typesetter is not even imported."""
    (tmp_path / "library.bib").write_text("\n".join(SAMPLE), encoding="utf-8")
    script = f"""
import sys
from pathlib import Path
from referable.diagnostics import Diagnostics
from referable.research.bibtex import parse_bibtex
from referable.research.references import ReferenceFormatter
root = Path({str(tmp_path)!r})
entries = list(parse_bibtex((root / "library.bib").read_bytes(), "library.bib", Diagnostics()))
formatter = ReferenceFormatter({style!r}, root, root / "cache", Diagnostics())
print(sorted(r.html + r.label for r in formatter.format(entries).values()), formatter.is_numeric)
print("typst" in sys.modules)
"""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "random",
    }
    first, second = (
        subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for _ in range(2)
    )

    assert first[0] == second[0]
    assert (first[1], second[1]) == ("True", "False")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\x00\xff",
        b"[" * 100_000,
        b'{"identity": "other", "references": {}}',
        "short",
        "typed",
    ],
)
def test_corrupt_cache(tmp_path, content):
    """A broken file counts as empty and is written anew."""
    made, _ = formatter(cache=tmp_path)
    expected = made.format(entries(*SAMPLE))
    (path,) = tmp_path.iterdir()
    good = path.read_bytes()
    if isinstance(content, str):
        data = json.loads(good)
        for digest in data["references"]:
            data["references"][digest] = ["a"] if content == "short" else ["a", 1, 2, 3, 4]
        content = json.dumps(data).encode()
    path.write_bytes(content)
    made, diagnostics = formatter(cache=tmp_path)

    assert made.format(entries(*SAMPLE)) == expected
    assert not len(diagnostics)
    assert path.read_bytes() == good
    assert list(tmp_path.iterdir()) == [path]


def test_cache_that_cannot_be_written(tmp_path):
    """A folder that cannot be made is no obstacle."""
    (tmp_path / "file").write_text("")
    made, diagnostics = formatter(cache=tmp_path / "file" / "cache")

    assert len(made.format(entries(*SAMPLE))) == len(SAMPLE)
    assert not len(diagnostics)


def test_cache_follows_the_content(tmp_path):
    """A changed entry is formatted anew; a changed abstract is no change."""
    source = f"@article{{a, author={{Smith, A}}, title={{Old}}, {JOURNAL}, abstract={{x}}}}"
    made, _ = formatter(cache=tmp_path)
    made.format(entries(source))
    (path,) = tmp_path.iterdir()
    before = path.read_bytes()
    made, _ = formatter(cache=tmp_path)
    made.format(entries(source.replace("{x}", "{y}")))

    assert path.read_bytes() == before

    made, _ = formatter(cache=tmp_path)

    assert made.format(entries(source.replace("Old", "New")))["a"].text.startswith("Smith A. New.")


def test_cache_forgets_what_nobody_asks_for(tmp_path):
    """References of deleted entries do not pile up for ever."""
    cache = ReferenceCache(tmp_path, "s")
    for at in range(6_000):
        cache[str(at)] = Formatted("", "", "", "", "")
    cache.save()
    cache = ReferenceCache(tmp_path, "s")
    assert "5999" in cache
    cache["new"] = cache["5999"]
    cache.save()
    cache = ReferenceCache(tmp_path, "s")

    assert "5999" in cache
    assert "new" in cache
    assert "0" not in cache


def test_same_bytes_twice(tmp_path):
    """Two builds from nothing write the same cache."""
    written = []
    for name in ("one", "two"):
        made, _ = formatter("apa", cache=tmp_path / name)
        made.format(entries(*SAMPLE))
        written.append([path.read_bytes() for path in (tmp_path / name).iterdir()])

    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<em>a</em>", "<em>a</em>"),
        ('<em class="x" onclick="y">a</em>', "<em>a</em>"),
        ('<a href="javascript:x">a</a>', "a"),
        ('<span style="x">a</span><br>b', "a b"),
        ("<em>a", "<em>a</em>"),
        ("a</em></b>", "a"),
        ("<script>x</script>", "x"),
        ("a < b > c <!-- d -->", "a &lt; b &gt; c &lt;!-- d --&gt;"),
        ("<em a=b onload=c>d", "&lt;em a=b onload=c&gt;d"),
    ],
)
def test_sanitise(html, expected):
    """Nothing passes but text and bare emphasis, closed in the right order."""
    assert sanitise(html).split() == expected.split()


def test_plain_reference():
    """Our own rendering has authors, title, source and year, and escapes them."""
    (entry,) = entries(
        f"@article{{a, author={{de Laat, Anton and others}}, title={{A <b>}}, {JOURNAL},"
        "year=2015, pages={1--2}}"
    )

    assert plain_reference(entry) == (
        "de Laat A, et al. A &lt;b&gt;. <em>Journal of Things</em>. 2015;9(3):1-2."
    )
    assert name_list(entry.authors) == "de Laat A"
