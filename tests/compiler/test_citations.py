"""Citations, from Markdown to the page a reader sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import html as lxml_html

from referable.compiler.citations import collapse_runs, parse_cluster

CASES = yaml.safe_load((Path(__file__).parent / "citation_cases.yml").read_text(encoding="utf-8"))


def seen(built) -> str:
    """The page's text without heading and references, superscript marked."""
    article = built.article()
    for element in article.xpath(
        ".//h1|.//h2[@id='references']|.//*[contains(@class,'references')]"
    ):
        element.drop_tree()
    for sup in article.xpath(".//sup[contains(@class,'citation')]"):
        for child in sup.xpath(".//a|.//em|.//strong"):
            child.drop_tag()
        sup.text = f"^{sup.text}^"
    text = " ".join(article.text_content().split())
    return text.replace("^ ^", "^ ^").strip()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_page_shows_citations_as_pandoc_reads_them(build, case):
    """What a reader sees is what the case says."""
    built = build({"docs/index.md": f"# T\n\n{case['markdown']}\n"})

    assert case["text"] == seen(built)
    assert built.diagnostics == []


def test_reference_list_links_both_ways(build):
    """Each number leads to its reference, and each reference back to every place."""
    built = build({"docs/index.md": "# T\n\nA [@smith2019] b [@vandenberg2020] c [@smith2019].\n"})

    article = built.article()
    items = article.xpath(".//ol[contains(@class,'references')]/li")
    numbers = article.xpath(".//sup[contains(@class,'citation')]/a")
    assert [i.get("id") for i in items] == ["ref-smith2019", "ref-vandenberg2020"]
    assert [a.get("href") for a in numbers] == [
        "#ref-smith2019",
        "#ref-vandenberg2020",
        "#ref-smith2019",
    ]
    ids = set(article.xpath(".//@id"))
    back = [a.get("href") for a in items[0].xpath(".//*[contains(@class,'reference-back')]//a")]
    assert back == ["#cite-1", "#cite-3"]
    assert {"cite-1", "cite-2", "cite-3"} <= ids
    assert len(ids) == len(article.xpath(".//@id"))


def test_every_link_of_a_citation_says_where_it_leads(build):
    """A screen reader hears words, not bare numbers, and the list keeps its role."""
    built = build({"docs/index.md": "# T\n\nA [@smith2019, p. 4] b [@smith2019].\n"})

    article = built.article()
    labels = [a.get("aria-label") for a in article.xpath(".//sup[contains(@class,'citation')]/a")]
    assert labels == ["Reference 1, p. 4", "Reference 1"]
    (ol,) = article.xpath(".//ol[contains(@class,'references')]")
    assert ol.get("role") is None
    back = ol.xpath(".//*[contains(@class,'reference-back')]")[0]
    assert "Back to text" in back.text_content()
    assert all("Back to text" in a.get("aria-label") for a in back.xpath(".//a"))


def test_unknown_key_names_place_and_nearest_key(build):
    """A misspelt key is an error with line, column and the key that was meant."""
    built = build(
        {
            "docs/index.md": "---\ntitle: T\n---\n# T\n\nSo [see @smith2091, p. 2; @vandenberg2020].\n"
        }
    )

    (found,) = built.diagnostics
    assert (found.code, found.place) == ("citation-unknown", "docs/index.md:6:9")
    assert "@smith2019" in found.fix
    assert "research/library.bib:1" in found.fix
    assert "^1^" in seen(built)


def test_unknown_key_on_a_later_line_of_a_bracket(build):
    """The place is the key's own line when a citation is broken over lines."""
    built = build({"docs/index.md": "# T\n\nSo [see @smith2019;\n  @nobody1900].\n"})

    assert built.places("citation-unknown") == ["docs/index.md:4:3"]


def test_code_is_never_reported(build):
    """An unknown key in code is no problem: it is shown as it is."""
    built = build(
        {"docs/index.md": "# T\n\n    [@nobody1900]\n\n`[@nobody]`\n\n```\n[@nobody]\n```\n"}
    )

    assert built.diagnostics == []
    assert "[@nobody1900]" in built.text()


def test_stray_part_is_reported(build):
    """A part between semicolons that names no key is a warning."""
    built = build({"docs/index.md": "# T\n\nSo [@smith2019; and others].\n"})

    assert built.codes == ["citation-syntax"]


def test_references_stand_where_the_author_says(build):
    """`::: references` puts the list there and nowhere else."""
    built = build(
        {
            "docs/index.md": "# T\n\nA [@smith2019].\n\n## Sources\n\n::: references\n\n## After\n\nEnd.\n"
        }
    )

    html = built.html()
    assert html.count('class="references"') == 1
    assert html.index('id="sources"') < html.index('class="references"') < html.index('id="after"')
    assert 'id="references"' not in html


def test_heading_with_a_citation_keeps_a_clean_anchor(build):
    """Numbers stay out of heading anchors and of the table of contents."""
    built = build({"docs/index.md": "# T\n\n## Backs [@smith2019]\n\nText.\n"})

    assert built.article().xpath(".//h2[@id='backs']")
    toc = lxml_html.fromstring(built.html()).xpath(
        "(//nav[contains(@class,'md-nav--secondary')])[1]//a"
    )
    assert [" ".join(a.text_content().split()) for a in toc] == ["Backs", "References"]


def test_page_without_citations_has_no_reference_list(build):
    """Nothing is added to a page that cites nothing."""
    built = build({"docs/index.md": "# T\n\nNothing cited.\n"})

    assert "references" not in built.html().split("<article")[1].split("</article>")[0]


def test_author_date_style_cites_by_name(build):
    """A style that cites by author and year gets names in the text and an alphabetical list."""
    config = (
        "site_name: T\ntheme: {name: material, font: false}\nplugins: [{referable: {style: apa}}]\n"
    )
    built = build(
        {"mkdocs.yml": config, "docs/index.md": "# T\n\nA [@vandenberg2020; -@smith2019, p. 4].\n"}
    )

    text = re.sub(r"\s+", " ", built.text())
    assert "(van den Berg, 2020; 2019, p. 4)" in text
    items = [
        i.text_content() for i in built.article().xpath(".//ul[contains(@class,'references')]/li")
    ]
    assert items[0].startswith("Smith, A.")


def test_private_use_characters_in_a_page_do_no_harm(build):
    """Characters used for our own tokens are dropped from the source, never misread."""
    built = build({"docs/index.md": "# T\n\nOdd \ue0000\ue001 text \ue0020\ue003 [@smith2019].\n"})

    assert seen(built) == "Odd 0 text 0 ^1^."


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([1], [(1, 1)]),
        ([2, 1], [(1, 1), (2, 2)]),
        ([3, 1, 2], [(1, 3)]),
        ([1, 2, 4, 5, 6], [(1, 1), (2, 2), (4, 6)]),
    ],
)
def test_runs_collapse_from_three(numbers, runs):
    """AMA writes "1,2" but "1-3"."""
    assert runs == collapse_runs(numbers)


@pytest.mark.parametrize("text", ["", "no key", "mail joe@x.org", "a; b", "@", "@ home", "\\@key"])
def test_ordinary_brackets_are_no_citation(text):
    """Brackets without a key are left alone."""
    assert parse_cluster(text) is None
