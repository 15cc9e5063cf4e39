"""Facts and blocks on real pages."""

from __future__ import annotations

import csv
import json

import pytest

PRACTICE = """\
name: Quiet Hands
sample: true
telephone: 541-555-0100
fax: 541-555-0101
scope: We do not diagnose, prescribe, adjust joints or change a medicine. Red flags go back to you.
wait: {days: 3, as_of: 2026-11-20}
replies: {business_days: 1}
people:
  - id: ann
    name: Ann *Star* <Example>
    credentials: LMT
    title: Licensed Massage Therapist
    licenses: [{state: OR, number: "00123", title: Licensed Massage Therapist, short_title: LMT, expires: 2099-12-31, verify_url: "https://example.org"}]
safety:
  - {condition: Fever, level: stop, action: No treatment., source: s, reviewed_by: Ann, reviewed_on: 2026-11-01}
  - {condition: Burn, level: local, action: Leave it alone., source: s, reviewed_by: Ann, reviewed_on: 2026-11-01}
"""

CONDITIONS = """\
conditions:
  neck-pain: {name: Neck pain, group: Back, summary: Pain in the neck.}
  back-pain: {name: Back pain, group: Back, summary: Pain in the back.}
"""


def synopsis(design: str, condition: str, conclusion: str, outcomes: str = "") -> str:
    body = "word " * 70
    return (
        f"---\ndesign: {design}\nconditions: [{condition}]\npopulation: Adults\nparticipants: 1234\n"
        f"intervention: Massage\nconclusion: {conclusion}\n{outcomes}"
        f"reviewed: {{on: 2026-11-01, by: Editors}}\n---\n\n{body}\n"
    )


LIBRARY_SITE = {
    "research/conditions.yml": CONDITIONS,
    "research/synopses/smith2019.md": synopsis(
        "rct",
        "neck-pain",
        "Pain fell.",
        "outcomes:\n  - {domain: pain, name: Pain 0-10, comparison: massage vs rest, measure: MD, "
        "estimate: -1.5, interval: [-2, -1], direction: favours-massage, certainty: low}\n",
    ),
    "research/synopses/vandenberg2020.md": synopsis("meta-analysis", "neck-pain", "Nothing clear."),
    "research/synopses/müller2022.md": synopsis("guideline", "back-pain", "May be offered."),
}


def test_facts_are_filled_in_everywhere(build):
    """Facts stand in headings, links and tables; special characters are shown as they are."""
    page = (
        "# Call {{ practice.telephone }}\n\n{{practice.lead.name}}, {{ practice.people.0.license }}. "
        "As of {{ practice.wait.as_of }}. [Call](tel:{{ practice.telephone }})\n\n`{{ practice.name }}`\n"
    )
    built = build({"practice.yml": PRACTICE, "docs/index.md": page})

    assert built.diagnostics == []
    text = built.text()
    assert "Call 541-555-0100" in text
    assert "Ann *Star* <Example>, Oregon LMT license 00123. As of November 20, 2026." in text
    assert "{{ practice.name }}" in text
    assert 'href="tel:541-555-0100"' in built.html()


@pytest.mark.parametrize(
    ("fact", "fix"),
    [
        ("practice.telefone", "telephone"),
        ("practice.lead.nam", "name"),
        ("practise.telephone", "practice.telephone"),
        ("practice.people", "several values"),
        ("practice.email", "empty"),
        ("practice.people.7.name", "0"),
    ],
)
def test_unknown_fact_says_what_was_meant(build, fact, fix):
    """A wrong name, an empty fact or a list is an error with the nearest name."""
    built = build({"practice.yml": PRACTICE, "docs/index.md": f"# T\n\nX {{{{ {fact} }}}}.\n"})

    (found,) = built.diagnostics
    assert ("fact-unknown", "docs/index.md:3:3") == (found.code, found.place)
    assert fix in found.fix + found.message


def test_place_is_right_after_front_matter_and_blank_lines(build):
    """Lines count from the top of the file the user wrote."""
    built = build(
        {
            "docs/index.md": "---\ntitle: T\n---\n\n\n# T\n\nX [@nobody].\n",
            "docs/b.md": "\n\n# B\n\n[@nobody]\n",
        }
    )

    assert ["docs/b.md:5:2", "docs/index.md:8:4"] == built.places("citation-unknown")


@pytest.mark.parametrize(
    ("block", "code", "words"),
    [
        ("::: safty", "directive-unknown", "::: safety"),
        ("::: safety\n    levl: stop", "directive-option", "level"),
        ("::: safety\n    level: stopp", "directive-option", "stop"),
        ("::: safety\n    level: [stop, lokal]", "directive-option", "local"),
        ("::: evidence\n    condition: neckpain", "directive-option", "neck-pain"),
        ("::: studies\n    limit: 0", "directive-option", "5"),
        ("::: studies\n    - a", "directive-option", "condition, design, limit"),
        ("::: insurance", "directive-empty", "payers"),
        ("::: safety\n    level: adapt", "directive-empty", "level"),
        (
            "::: evidence\n    condition: neck-pain\n    show: [sumary]",
            "directive-option",
            "summary",
        ),
    ],
)
def test_wrong_block_says_what_is_right(build, block, code, words):
    """A wrong name, option or value is one diagnostic that names what was meant."""
    built = build(
        {**LIBRARY_SITE, "practice.yml": PRACTICE, "docs/index.md": f"# T\n\n{block}\n\nAfter.\n"}
    )

    (found,) = [d for d in built.diagnostics if d.severity != "note"]
    assert code == found.code
    assert words in found.fix
    assert "After." in built.text()


def test_block_in_code_is_code(build):
    """A block inside a fence, or one that is indented, is shown as it is."""
    built = build({"docs/index.md": "# T\n\n```\n::: nothing\n```\n\n    ::: nothing\n"})

    assert built.diagnostics == []
    assert "::: nothing" in built.text()


def test_a_safety_source_is_named_in_its_link(build):
    """Out of its row a link still says where it leads and what about."""
    named = PRACTICE.replace(
        "source: s,", "source: 'https://www.ncbi.nlm.nih.gov/books/NBK52120/',", 1
    )
    built = build({"practice.yml": named, "docs/index.md": "# T\n\n::: safety\n"})

    (link,) = built.article().xpath(".//table//a")
    assert link.text == "ncbi.nlm.nih.gov"
    assert link.get("aria-label") == "ncbi.nlm.nih.gov, on: Fever"


def test_safety_shows_the_levels_asked_for(build):
    """`level` chooses; without it all levels stand in the order of urgency."""
    built = build(
        {
            "practice.yml": PRACTICE,
            "docs/index.md": "# T\n\n::: safety\n    level: [local]\n",
            "docs/b.md": "# B\n\n::: safety\n",
        }
    )

    assert "Burn" in built.text()
    assert "Fever" not in built.text()
    both = built.text("b/index.html")
    assert both.index("Fever") < both.index("Burn")
    for table in built.article("b/index.html").xpath(".//table"):
        assert table.xpath("./caption")
        assert {"col"} == set(table.xpath("./thead//th/@scope"))
        assert {"row"} == set(table.xpath("./tbody//th/@scope"))


def test_studies_are_listed_cited_and_linked(build):
    """Reviews stand before trials; each row cites its study and leads to its page."""
    built = build(
        {**LIBRARY_SITE, "docs/index.md": "# T\n\n::: studies\n    condition: neck-pain\n"}
    )

    article = built.article()
    names = [" ".join(th.text_content().split()) for th in article.xpath(".//tbody/tr/th")]
    assert ["van den Berg 20201", "Smith and Doe 20192"] == names
    assert "evidence/studies/vandenberg2020/" in article.xpath(".//tbody//a/@href")
    assert len(article.xpath(".//ol[contains(@class,'references')]/li")) == 2


def test_certainty_is_shown_only_where_the_source_graded(build):
    """A graded outcome shows its certainty; the others say "not graded"."""
    built = build(
        {**LIBRARY_SITE, "docs/index.md": "# T\n\n::: studies\n    condition: neck-pain\n"}
    )

    cells = [
        " ".join(td.text_content().split())
        for td in built.article().xpath(".//td[@data-label='Certainty']")
    ]
    assert "not graded" in cells[0]
    assert "low" in cells[1]


def test_generated_pages_follow_what_exists(build):
    """Each synopsis, each condition with a study and the library have a page; nothing else has."""
    built = build({**LIBRARY_SITE, "docs/index.md": "# T\n\nA [@smith2019].\n"})

    made = {
        p.relative_to(built.site / "evidence").parent.as_posix()
        for p in (built.site / "evidence").rglob("index.html")
    }
    assert {
        ".",
        "neck-pain",
        "back-pain",
        "studies/smith2019",
        "studies/vandenberg2020",
        "studies/müller2022",
    } == made
    assert "Cited on: T" in built.text("evidence/studies/smith2019/index.html")
    assert "Not cited on any of our pages yet" in built.text(
        "evidence/studies/vandenberg2020/index.html"
    )
    library = built.article("evidence/index.html")
    assert len(library.xpath(".//ol[contains(@class,'references')]/li")) == 4


def test_years_and_designs_are_drawn_where_there_are_several_studies(build):
    """A condition with four studies has the picture of their years; one with three has none."""
    studies = {
        f"research/synopses/author{year}.md": synopsis("rct", slug, "Pain did not clearly differ.")
        for slug, years in (("neck-pain", range(2001, 2005)), ("back-pain", range(2011, 2014)))
        for year in years
    }
    library = "".join(
        f"@article{{{key}, author={{Author, A.}}, title={{T {key}}}, journal={{J}}, year={{{key[6:]}}}}}\n"
        for key in (file[len("research/synopses/") : -3] for file in studies)
    )
    built = build(
        {
            "docs/index.md": "# Home",
            "research/conditions.yml": CONDITIONS,
            "research/library.bib": library,
            **studies,
        }
    )

    assert "Studies by year and design" in built.text("evidence/neck-pain/index.html")
    assert "Studies by year and design" not in built.text("evidence/back-pain/index.html")


def test_records_are_shown_in_american_spelling(build):
    """Facts of a record read as the rest of the site does; its title and funding stay."""
    record = synopsis(
        "rct",
        "neck-pain",
        "Pain during labour fell in favour of massage.",
        "comparators: [mobilisation]\nlimitations: [not randomised, analysed late]\n"
        "funding: Labour Centre for Behaviour\n",
    )
    built = build(
        {**LIBRARY_SITE, "research/synopses/smith2019.md": record, "docs/index.md": "# Home"}
    )

    text = built.text("evidence/studies/smith2019/index.html")
    assert "Pain during labor fell in favor of massage." in text
    assert "mobilization" in text
    assert "not randomized" in text
    assert "analyzed late" in text
    assert "Labour Centre for Behaviour" in text


def test_outcomes_to_download_name_their_study(build):
    """Each row of the tables has title, author and year, not the key alone."""
    built = build({**LIBRARY_SITE, "docs/index.md": "# T\n"})

    for stem in ("library", "neck-pain"):
        table = (built.site / f"evidence/{stem}-outcomes.csv").read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(table.splitlines())
        (same,) = json.loads((built.site / f"evidence/{stem}-outcomes.json").read_bytes())
        assert row["key"] == same["key"] == "smith2019"
        assert row["title"] == same["title"] != ""
        assert row["first_author"] == same["first_author"] != ""
        assert row["year"] == str(same["year"]) == "2019"


def test_study_pages_can_be_switched_off(build):
    """With study_pages: false no study page is made and none is linked."""
    config = "site_name: T\ntheme: {name: material, font: false}\nplugins: [{referable: {study_pages: false}}]\n"
    built = build({**LIBRARY_SITE, "mkdocs.yml": config, "docs/index.md": "# T\n\n::: studies\n"})

    assert not (built.site / "evidence/studies").exists()
    assert [] == [d for d in built.diagnostics if d.severity != "note"]
    assert not [h for h in built.article().xpath(".//a/@href") if "studies/" in h]


def test_page_of_ones_own_wins_over_a_generated_one(build):
    """A page written where a generated one would be stands, with a warning."""
    built = build(
        {
            **LIBRARY_SITE,
            "docs/index.md": "# T\n",
            "docs/evidence/neck-pain.md": "# Mine\n\nOwn words.\n",
        }
    )

    assert ["docs/evidence/neck-pain.md:1"] == built.places("page-conflict")
    assert "Own words." in built.text("evidence/neck-pain/index.html")


def test_diagnostic_in_a_synopsis_body_names_the_synopsis(build):
    """What is wrong in a generated page is reported where the user wrote it."""
    text = LIBRARY_SITE["research/synopses/smith2019.md"] + "\nAnd [@nobody1900].\n"
    built = build(
        {**LIBRARY_SITE, "research/synopses/smith2019.md": text, "docs/index.md": "# T\n"}
    )

    line = text.split("\n").index("And [@nobody1900].") + 1
    assert [f"research/synopses/smith2019.md:{line}:6"] == built.places("citation-unknown")


def test_navigation_follows_order_and_titles(build):
    """Pages stand by `order`, then title; folders take the name of their index page."""
    built = build(
        {
            "docs/index.md": "---\nnav_title: Home\n---\n# T\n",
            "docs/zebra.md": "---\norder: 1\n---\n# Zebra\n",
            "docs/apple.md": "# Apple\n",
            "docs/hidden.md": "---\nnav: false\n---\n# Hidden\n",
            "docs/area/index.md": "---\nnav_title: Areas\norder: 2\n---\n# All areas\n",
            "docs/area/b.md": "# B\n",
        }
    )

    from lxml import html

    nav = html.fromstring(built.html()).xpath("//nav[contains(@class,'md-nav--primary')]/ul/li")
    shown = [
        " ".join(li.xpath("string((.//span[contains(@class,'md-ellipsis')])[1])").split())
        for li in nav
    ]
    assert ["Home", "Zebra", "Areas", "Apple"] == shown
