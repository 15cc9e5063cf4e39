"""The library page of a large library: light, and every study is still within reach."""

from __future__ import annotations

import json

import pytest

from referable.compiler.blocks import library

CONFIG = "site_name: T\ntheme: {name: material, font: false}\nplugins: [referable]\n"
CONDITIONS = """\
conditions:
  neck-pain: {name: Neck pain, group: Spine, summary: Pain in the neck.}
"""


def _synopsis(number: int) -> str:
    return f"""\
---
design: rct
conditions: [neck-pain]
population: Adults
participants: {number}
intervention: Massage
conclusion: Nothing clear was found.
outcomes:
  - {{domain: pain, name: Pain 0-10, comparison: massage vs rest, measure: MD, estimate: -1, interval: [-2, 1], direction: no-clear-difference}}
reviewed: {{on: 2026-01-02, by: Editors}}
---

{"word " * 70}
"""


@pytest.fixture
def large(build, monkeypatch):
    """A library of twelve studies, built as if that were many."""
    monkeypatch.setattr(library, "_WHOLE", 10)
    monkeypatch.setattr(library, "_NEWEST", 3)
    entries = "\n".join(
        f"@article{{ng{year}, author = {{Ng, Jo}}, title = {{Trial {year}}}, journal = {{Pain}}, year = {year}}}"
        for year in range(2001, 2013)
    )
    files = {f"research/synopses/ng{year}.md": _synopsis(year) for year in range(2001, 2013)}
    return build(
        {
            **files,
            "mkdocs.yml": CONFIG,
            "docs/index.md": "# T\n",
            "research/library.bib": entries,
            "research/conditions.yml": CONDITIONS,
        }
    )


def test_a_large_library_lists_its_newest_and_leads_to_topics(large) -> None:
    """The page holds the newest studies and a way to each topic, whose page holds its studies."""
    page = large.article("evidence/index.html")
    assert page.xpath(".//li/@data-key") == ["ng2012", "ng2011", "ng2010"]
    (topic,) = page.xpath(".//ul[@class='rf-topics']//a/@href")
    assert topic == "neck-pain/"
    assert len(large.article("evidence/neck-pain/index.html").xpath(".//tbody/tr//a/@href")) >= 12


def test_the_index_holds_every_study(large) -> None:
    """What filters read has each study once, newest first, with its address."""
    data = json.loads(large.html("evidence/library-index.json"))
    assert [row[0] for row in data["studies"]] == [f"ng{y}" for y in range(2012, 2000, -1)]
    assert data["studies"][0][1:8] == [
        "Ng 2012", "Trial 2012", 2012, "evidence/studies/ng2012/", "rct", ["no-clear-difference"], "none",
    ]  # fmt: skip
    assert data["studies"][0][9] == "2,012 people"
