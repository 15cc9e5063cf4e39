"""Studies that a block lists are cited as those in the text are: for machines, and on their pages."""

from __future__ import annotations

import json

import pytest
from small_synopsis import SYNOPSIS

from referable.compiler.links import Links
from referable.compiler.session import Session
from referable.compiler.site import add_pages
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, zensical
from referable.engines.structured_data import page_json
from referable.project import Project

CONDITIONS = """\
conditions:
  neck-pain: {name: Neck pain}
  long-covid: {name: Long COVID, note: No randomised trial.}
"""
RESEARCH = {
    "research/conditions.yml": CONDITIONS,
    "research/synopses/smith2019.md": SYNOPSIS,
    "research/synopses/vandenberg2020.md": SYNOPSIS.replace("rct", "cohort"),
    "research/synopses/müller2022.md": SYNOPSIS.replace("neck-pain", "long-covid"),
}


def session_of(make_site, page):
    root = make_site({**RESEARCH, "docs/index.md": page})
    session = Session(Project(root), Links())
    add_pages(session, ["index.md"])
    return session


@pytest.mark.parametrize(
    ("block", "cited"),
    [
        ("::: studies", ["Touch for hands", "Massage for backs", "Rest for necks"]),
        ("::: studies\n    condition: neck-pain", ["Massage for backs", "Rest for necks"]),
        ("::: studies\n    design: cohort", ["Rest for necks"]),
        ("::: studies\n    limit: 1", ["Touch for hands"]),
        ("::: studies\n    limit: none", []),
        ("::: studies\n    condition: knee", []),
        ("::: evidence\n    condition: neck-pain\n    show: studies", ["Massage for backs", "Rest for necks"]),
        ("::: evidence\n    condition: neck-pain\n    show: summary", []),
        ("::: library", []),
    ],
)  # fmt: skip
def test_structured_data_cites_what_blocks_list(make_site, block, cited):
    """In the order of the page's references, after what the text before the block cites."""
    session = session_of(make_site, f"# T\n\nA.[@lee.2021:a-b_c]\n\n{block}\n")
    node = json.loads(page_json(session, session.pages["index.md"], "condition", ""))

    assert [c["name"] for c in node["citation"]] == ["Sham for knees", *cited]
    assert not session.project.diagnostics.has_errors  # options are told when they are rendered


def test_a_study_knows_the_pages_whose_blocks_list_it(build):
    """Its page names them, as the reference list of those pages names the study."""
    built = build(
        {**RESEARCH, "docs/index.md": "# Home\n\n::: studies\n    condition: neck-pain\n"}
    )

    assert "Cited on: Home" in built.text("evidence/studies/smith2019/index.html")
    assert "Not cited on any" in built.text("evidence/studies/müller2022/index.html")


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_page_that_is_not_published_cites_nothing(make_site, tmp_path, engine):
    """Excluded pages and drafts are on no list of the pages that cite a study, nor of specialties."""
    pytest.importorskip("zensical")
    root = make_site(
        {
            **RESEARCH,
            "docs/index.md": "# Home\n\n[@smith2019]\n\n::: specialties\n",
            "docs/hidden.md": "# Hidden\n\n[@smith2019]\n",
            "docs/specialties/shown.md": "# Shown\n",
            "docs/specialties/draft.md": "# Draft\n\n[@smith2019]\n",
            "mkdocs.yml": "site_name: T\ntheme: {name: material, font: false}\n"
            "plugins: [referable]\nexclude_docs: |\n  hidden.md\n  specialties/draft.md\n",
        }
    )
    site = tmp_path / "out"
    site.mkdir()
    diagnostics = Diagnostics()
    build = {"mkdocs": mkdocs_runner.build, "zensical": zensical.build}[engine]
    build(mkdocs_runner.load(root, diagnostics), site, diagnostics)

    study = (site / "evidence/studies/smith2019/index.html").read_text(encoding="utf-8")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "Cited on:" in study
    assert "Hidden" not in study
    assert "Draft" not in study + home
    assert "Shown" in home


def test_capitals_of_a_name_stand_in_sentences_too(build):
    """A generated page says "long COVID", never "long covid"."""
    built = build(
        {**RESEARCH, "docs/index.md": "# Home\n\n::: studies\n    condition: long-covid\n"}
    )

    page = built.html("evidence/long-covid/index.html")
    assert "Evidence on massage: long COVID" in page
    assert "No randomized trial." in page
    assert "long covid" not in page + built.html()
    assert "Evidence on massage: neck pain" in built.html("evidence/neck-pain/index.html")
