"""How the packet's data are chosen from synopses, conditions and specialty pages."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import yaml

from referable.diagnostics import Diagnostics
from referable.packet import Sources, packet_data
from referable.packet.audience import AUDIENCES
from referable.packet.pages import read_specialty_page
from referable.packet.qr import qr_code
from referable.practice import Practice
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.findings import compose_answer_box
from referable.research.synopses import Synopsis, load_synopsis

TODAY = dt.date(2026, 11, 23)
VOCABULARY = """
conditions:
  low-back-pain: {name: Low back pain, synonyms: [lumbago], outcomes: [{domain: pain, scales: [nrs-pain]}, {domain: disability, scales: [rmdq]}]}
  neck-pain: {name: Neck pain}
  safety: {name: Safety, kind: topic}
scales:
  nrs-pain: {name: Numeric rating scale, short: NRS, domain: pain, min: 0, max: 10, mic: [{value: 2, kind: within, source: "Sample 2008, a title"}]}
  rmdq: {name: Roland, short: RMDQ, domain: disability, min: 0, max: 24}
"""


@pytest.fixture
def vocabulary() -> Vocabulary:
    return load_vocabulary(VOCABULARY, "research/conditions.yml", Diagnostics())


def study(
    key: str, design: str = "rct", outcomes: list[dict] | None = None, **facts: object
) -> Synopsis:
    front = {
        "design": design,
        "conditions": ["low-back-pain"],
        "population": "Adults",
        "intervention": "Massage",
        "conclusion": f"What {key} concluded.",
        "reviewed": {"on": "2026-11-01", "by": "Sample"},
        "outcomes": outcomes or [],
        **facts,
    }
    text = f"---\n{yaml.safe_dump(front)}---\n\n{'word ' * 80}\n"
    diagnostics = Diagnostics()
    found = load_synopsis(text, f"{key}.md", key, Vocabulary(), diagnostics)
    assert found, list(diagnostics)
    return found


def outcome(direction: str = "favours-massage", **facts: object) -> dict:
    return {
        "domain": "pain",
        "name": "Pain intensity",
        "comparison": "massage vs usual care",
        "timepoint": "8 weeks",
        "measure": "MD",
        "estimate": -1.5,
        "direction": direction,
        **facts,
    }


def made(practice: Practice, vocabulary: Vocabulary, *studies: Synopsis, **options: object):
    treats = practice.model_copy(update={"treats": ("low-back-pain",)})
    references = {s.key: f"Reference {s.key}." for s in studies}
    sources = Sources(studies, vocabulary, references, **options)
    return packet_data(treats, sources, TODAY)


def test_the_packet_says_what_the_site_says(practice, vocabulary):
    """The sentence and its certainty are those of the condition page's answer box."""
    studies = (
        study("a2020", "systematic-review", [outcome(certainty="low", interval=[-2, -1])]),
        study("b2021", outcomes=[outcome("no-clear-difference", estimate=-0.1)]),
    )
    data = made(practice, vocabulary, *studies)
    answer = compose_answer_box("low-back-pain", studies, vocabulary).answers[0]
    specialty, brief = data.specialties[0], data.briefs[0]
    assert (specialty.statement, specialty.certainty) == (answer.statement.text, "low")
    assert specialty.keys == ("a2020",)
    assert brief.contrast == answer.contrast.text


def test_nothing_is_graded_that_the_source_did_not_grade(practice, vocabulary):
    """Without a stated certainty there is none on the brief either."""
    data = made(practice, vocabulary, study("a2020", outcomes=[outcome()]))
    assert data.specialties[0].certainty is None
    assert {f.certainty for f in data.briefs[0].findings} == {None}


def test_a_result_against_massage_is_looked_for(practice, vocabulary):
    """With many positive studies, the one that found no difference is still cited and shown."""
    studies = [study(f"pro{n}", outcomes=[outcome()], participants=900) for n in range(5)]
    null = study(
        "null2019", outcomes=[outcome("no-clear-difference", timepoint="1 year")], participants=40
    )
    brief = made(practice, vocabulary, *studies, null).briefs[0]
    assert "null2019" in [r.key for r in brief.references]
    assert any("No clear difference" in f.result for f in brief.findings)
    assert len(brief.references) == 3


def test_a_result_about_another_condition_is_not_borrowed(practice, vocabulary):
    """A review of two conditions lends only the results that name this one."""
    both = study(
        "both2020",
        "systematic-review",
        [
            outcome(name="Pain in neck pain", certainty="moderate"),
            outcome(name="Pain in lumbago", certainty="low"),
            outcome(name="Pain", certainty="high"),
        ],
        conditions=["neck-pain", "low-back-pain"],
    )
    data = made(practice, vocabulary, both)
    assert [f.outcome for f in data.briefs[0].findings] == ["Pain in lumbago"], data.briefs[0]
    assert data.specialties[0].certainty == "low"


def test_the_specialty_page_chooses_the_citations(practice, vocabulary):
    """After the answer and its contrast, the page's own citation comes, and its lists are kept."""
    page = read_specialty_page(PAGE)
    studies = [study(f"s{n}", outcomes=[outcome()]) for n in range(6)]
    null = study("null2019", outcomes=[outcome("no-clear-difference")])
    data = made(practice, vocabulary, *studies, null, specialty_pages=(page,))
    cited = [r.key for r in data.briefs[0].references]
    assert "null2019" in cited[:2]
    assert cited[2] == "s4"
    assert data.briefs[0].refer == ("Adults with pain for three months.", "People who exercise.")
    assert data.briefs[0].clear == ("Recent surgery: written limits.",)
    assert data.briefs[0].avoid == ("Children.",)


PAGE = """---
title: Back
conditions: [low-back-pain]
---

# Back

One sentence.[@s4; see @s2, p. 4] Another `[@s1]`... no.[@null2019]

## Who

### Refer with back pain

- Adults with **pain** for three months.[@s5]
- People who [exercise](../x.md).

### Clear first

Text before the list with {{ practice.fax }}.

- Recent surgery:
  written limits.
- {{ practice.training.oncology.note }}

### Do not send

- Anyone with a red flag in the box below.
- Children.

!!! danger "Red flags"
    - Not an item of the list above.

## Evidence
"""


def test_pages_without_conditions_are_no_specialty():
    """A page about something else, or a broken one, gives nothing and breaks nothing."""
    for text in (
        "",
        "# Hello",
        "---\ntitle: x\n---\n",
        "---\nconditions: x\n---\n",
        "---\n: [\n---\n",
    ):
        assert read_specialty_page(text) is None


def test_studies_without_reference_or_withdrawn_are_not_cited(practice, vocabulary):
    """What cannot be referenced, or is no longer current, is left out."""
    old = study("old2001", outcomes=[outcome()], publication_status="superseded")
    data = made(practice, vocabulary, old)
    assert data.briefs == ()
    assert data.specialties[0].keys == ()


def test_harms_are_never_left_blank(practice, vocabulary):
    """Silence on harm is said to be silence."""
    told = study("a2020", outcomes=[outcome()], adverse_events="soreness in some")
    brief = made(practice, vocabulary, told, study("b2020", outcomes=[outcome()])).briefs[0]
    assert brief.harms.startswith("Soreness in some [1].")
    assert "Not reported" in brief.harms
    assert "Not reported" in made(practice, vocabulary, study("b2020")).briefs[0].harms


def test_the_letter_names_the_change_people_notice(practice, vocabulary):
    """Scales carry their change with its source; an unknown one is said to be unknown."""
    scales = made(practice, vocabulary, study("a2020")).scales
    assert [(s.name, s.change) for s in scales] == [
        ("NRS", "2 points (Sample 2008)"),
        ("RMDQ", "not known"),
    ]


def test_addresses_need_the_practice_address(practice, vocabulary):
    """Without a site nothing is printed that leads nowhere."""
    homeless = practice.model_copy(update={"url": None})
    data = made(homeless, vocabulary, study("a2020", outcomes=[outcome()]))
    assert {data.refer_url, data.visit_url, data.specialties[0].url} == {""}
    there = made(practice, vocabulary, study("a2020"), pages={"low-back-pain": "/s/back/"})
    assert there.specialties[0].url == "https://example.org/s/back/"


def test_audiences_name_known_conditions():
    """The lists of audiences use the vocabulary's own slugs."""
    from pathlib import Path

    text = (Path(__file__).parents[2] / "research" / "conditions.yml").read_text("utf-8")
    known = load_vocabulary(text, "c", Diagnostics()).conditions
    for kind, (_, slugs) in AUDIENCES.items():
        assert set(slugs) <= known.keys(), kind


def test_a_qr_code_draws_every_module():
    """The drawing holds exactly the code's dark modules inside a border of four."""
    segno = pytest.importorskip("segno")
    address = "https://example.org/specialties/low-back-pain/"
    drawn = qr_code(address)
    assert drawn is not None
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    cells = {
        (int(x) + i - 4, int(y) - 4)
        for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1\.04", drawn["svg"])
        for i in range(int(n))
    }
    assert cells == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert f"0 0 {len(matrix) + 8} " in drawn["svg"]
    assert drawn["shown"] == "example.org/specialties/low-back-pain"
    assert qr_code("") is None
    json.dumps(drawn)
