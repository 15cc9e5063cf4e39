"""`study watch`: what is new for the site's conditions."""

from __future__ import annotations

import datetime as dt

import pytest
from loopback_registers import Registers, Reply, connect

from referable.project import Project
from referable.research.remote.study_watch import last_look, study_watch

TODAY = dt.date(2026, 11, 23)
SINCE = dt.date(2026, 10, 23)
SYNOPSIS = """---
design: rct
conditions: [neck-pain, safety]
population: Adults
intervention: Massage
conclusion: Little.
reviewed: {'on': 2026-11-23, by: A}
---
Body.
"""
LIBRARY = """@article{known, title = {Massage for stiff necks: a randomized trial}, author = {A, B},
  year = 2020, doi = {10.5555/known}, pmid = {99900100}}
"""


def paper(number: int, title: str, *types: str, **more: object) -> dict:
    return {
        "id": str(number), "source": "MED", "pmid": str(number), "doi": f"10.5555/p{number}",
        "title": title, "pubTypeList": {"pubType": ["Journal Article", *types]},
        "authorList": {"author": [{"lastName": "One", "firstName": "Ann"}, {"lastName": "Two"}]},
        "journalInfo": {"yearOfPublication": 2026, "journal": {"title": "Sample journal"}},
        "firstPublicationDate": "2026-11-01", **more,
    }  # fmt: skip


def results(*papers: dict) -> dict:
    return {"resultList": {"result": list(papers)}}


@pytest.fixture
def site(project: Project) -> Project:
    (project.root / "research/library.bib").write_text(LIBRARY, encoding="utf-8")
    (project.root / "research/synopses/known.md").write_text(SYNOPSIS, encoding="utf-8")
    return project


RCT, REVIEW = "Randomized Controlled Trial", "Systematic Review"


def test_new_papers_are_listed_with_reasons(registers: Registers, site, services):
    """Guidelines first, then reviews, then trials; each with why, where and how to add it."""
    registers.pubmed("neck pain", results(
        paper(1, "Massage for neck pain in nurses.", RCT),
        paper(2, "Hands-on care for neck pain: what works", REVIEW),
        paper(3, "Neck pain: clinical practice guideline"),
    ))  # fmt: skip

    watch = study_watch(site, services, today=TODAY, since=SINCE)

    assert [finding.record.pmid for finding in watch.findings] == ["3", "2", "1"]
    assert watch.findings[2].reasons == (
        "randomized trial (PubMed says so)", "“massage” in its title", "“neck pain” in its title",
    )  # fmt: skip
    assert watch.findings[0].reasons[:2] == (
        "guideline (its title says so)", "look whether it speaks of massage",
    )  # fmt: skip
    text = watch.markdown()
    assert "## New studies from 2026-10-23 to 2026-11-23" in text
    assert "3 new papers." in text
    assert "- **Massage for neck pain in nurses.** One et al. Sample journal 2026." in text
    assert "https://doi.org/10.5555/p1 PMID 1" in text
    assert "`referable study add 10.5555/p1`" in text


def test_only_conditions_of_the_site_are_asked_about(registers, site, services):
    """Neck pain has a study here; topics such as safety are no search words."""
    study_watch(site, services, today=TODAY, since=SINCE)

    (asked,) = registers.asked
    query = asked.query["query"]
    assert 'TITLE_ABS:"neck pain"' in query
    assert 'TITLE_ABS:"massage"' in query
    assert "FIRST_PDATE:[2026-08-24 TO 2026-11-23]" in query
    assert asked.query["resultType"] == "core"


@pytest.mark.parametrize(
    "known",
    [
        paper(99900100, "Anything about massage", RCT),
        paper(5, "Anything about massage", RCT, doi="10.5555/KNOWN"),
        paper(5, "Massage for Stiff Necks: A Randomised Trial", RCT) | {"title": "Massage for stiff necks: a randomized trial."},
        paper(5, "Massage: protocol for a randomized trial", RCT),
        paper(5, "RETRACTED: Massage for neck pain", RCT),
        paper(5, "Massage for neck pain", RCT, "Retracted Publication"),
        paper(5, "Erratum: massage", RCT, "Published Erratum"),
        paper(5, "Massage: an essay"),
        paper(5, "", RCT),
    ],
)  # fmt: skip
def test_what_need_not_be_read_is_left_out(registers, site, services, known):
    """The library's own papers, protocols, notices, retracted papers and essays are no news."""
    registers.pubmed("neck pain", results(known))

    assert study_watch(site, services, today=TODAY, since=SINCE).findings == []


def test_a_new_cochrane_version_of_a_known_title_is_news(registers, site, services):
    """The title stays from version to version, the evidence does not."""
    newer = paper(
        6,
        "Massage for stiff necks: a randomized trial",
        REVIEW,
        doi="10.1002/14651858.CD004871.pub6",
    )
    registers.pubmed("neck pain", results(newer))

    assert len(study_watch(site, services, today=TODAY, since=SINCE).findings) == 1


def test_a_paper_about_two_conditions_is_listed_once(registers, site, services):
    """Under the first, with the other named."""
    both = paper(7, "Massage for neck pain and migraine", RCT)
    registers.pubmed("migraine", results(both))
    registers.pubmed("neck pain", results(both))

    watch = study_watch(
        site, services, today=TODAY, since=SINCE, conditions=["migraine", "neck-pain"]
    )

    (finding,) = watch.findings
    assert finding.conditions == ("neck-pain", "migraine")
    assert watch.markdown().count("Massage for neck pain and migraine") == 1
    assert "also about Migraine" in watch.markdown()


def test_the_next_look_begins_where_the_last_ended(registers, site, services, policy):
    """What was listed is not listed again, although the window overlaps."""
    registers.pubmed("neck pain", results(paper(1, "Massage one", RCT)),
                     results(paper(1, "Massage one", RCT), paper(2, "Massage two", RCT)))  # fmt: skip
    assert last_look(site) is None

    first = study_watch(site, services, today=TODAY)
    second = study_watch(
        Project(site.root), connect(registers, site, policy), today=TODAY + dt.timedelta(days=30)
    )

    assert (first.since, second.since) == (TODAY - dt.timedelta(days=365), TODAY)
    assert [f.record.pmid for f in first.findings] == ["1"]
    assert [f.record.pmid for f in second.findings] == ["2"]
    assert last_look(site) == TODAY + dt.timedelta(days=30)


def test_earlier_lists_count_as_seen(registers, site, services):
    """The monthly issue of last month is the memory of the workflow."""
    registers.pubmed("neck pain", results(
        paper(1, "Massage one", RCT, doi="10.5555/A(97)1-0"), paper(2, "Massage two", RCT, doi=""),
        paper(3, "Massage three", RCT)))  # fmt: skip
    listed = study_watch(site, services, today=TODAY, since=SINCE)
    earlier = "\n".join(
        line for line in listed.markdown().splitlines() if "three" not in line and "p3" not in line
    )

    again = study_watch(site, services, today=TODAY, since=SINCE, seen=earlier)

    assert [f.record.pmid for f in again.findings] == ["3"]


def test_a_failing_register_is_a_sentence_and_not_remembered(registers, site, services):
    """An incomplete look does not move the date."""
    registers.on("/europepmc/search", Reply(status=500))

    watch = study_watch(site, services, today=TODAY)

    assert "Europe PMC is out of order" in watch.troubles["neck-pain"]
    assert "**Neck pain could not be looked at.**" in watch.markdown()
    assert last_look(site) is None


def test_offline_is_a_sentence(registers, site, policy):
    """Said at once, without a traceback."""
    registers.url = "http://127.0.0.1:9"

    watch = study_watch(site, connect(registers, site, policy), today=TODAY)

    assert "seems to be offline" in watch.stopped
    assert "The look stopped early" in watch.markdown()


@pytest.mark.parametrize(
    "state", [b"", b"[]", b'{"until": "soon"}', b"\xff", b'{"until": "2026-11-01"}']
)
def test_a_spoilt_memory_is_ignored(registers, site, services, state):
    """A damaged state file means a longer look, never an error."""
    file = site.root / ".referable/cache/watch.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(state)

    assert study_watch(site, services, today=TODAY).complete


def test_words_of_a_register_do_nothing_in_the_list(registers, site, services):
    """A hostile record is no link, no mention, no tag and no shell command."""
    registers.pubmed("neck pain", results(
        paper(1, "[massage](http://evil.example) @everyone <img src=x> `rm`", RCT, doi="10.5555/a;rm$(x)"),
        paper(2, "Massage", RCT, doi="10.5555/`rm`", journalInfo={"journal": {"title": "<b>@x</b>"}})))  # fmt: skip

    text = study_watch(site, services, today=TODAY, since=SINCE).markdown()

    assert "@everyone" not in text
    assert "<img" not in text
    assert "`rm`" not in text
    assert r"\[massage\](http" in text
    assert "`referable study add '10.5555/a;rm$(x)'`" in text
    assert "`referable study add 2`" in text


def test_the_same_answers_give_the_same_list(registers, site, services):
    """The order of a register's answer does not matter."""
    papers = [paper(n, f"Massage {n}", RCT) for n in range(1, 9)]
    registers.pubmed("neck pain", results(*papers), results(*reversed(papers)))

    first = study_watch(site, services, today=TODAY, since=SINCE).markdown()
    second = study_watch(site, services, today=TODAY, since=SINCE - dt.timedelta(days=1)).markdown()

    assert first.splitlines()[2:] == second.splitlines()[2:]
