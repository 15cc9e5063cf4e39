"""`study verify`: the library beside the registers."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest
from loopback_registers import ANSWERS, ROOT, Registers, Reply, connect

from referable.project import Project
from referable.research.remote.study_verify import Verification, study_verify
from referable.rules import Severity

CHERKIN = """@article{cherkin2001massage,
  author  = {Cherkin, Daniel C. and Eisenberg, David and Sherman, Karen J. and Barlow, William and Kaptchuk, Ted J. and Street, Janet and Deyo, Richard A.},
  title   = {Randomized trial comparing traditional Chinese medical acupuncture, therapeutic massage, and self-care education for chronic low back pain},
  journal = {Archives of Internal Medicine},
  shortjournal = {Arch Intern Med},
  year    = {2001},
  volume  = {161},
  number  = {8},
  pages   = {1081--1088},
  doi     = {10.1001/archinte.161.8.1081},
  pmid    = {11322842},
}
"""
BURNS = """@article{miri2023burns,
  author = {Miri, Sahar and Hosseini, Seyed Javad and others},
  title = {Effects of massage therapy on pain and anxiety intensity in patients with burns: A systematic review and meta-analysis},
  journal = {International Wound Journal}, shortjournal = {Int Wound J}, year = {2023}, volume = {20}, number = {6},
  pages = {2440--2458}, doi = {10.1111/iwj.14089}, pmid = {36680488}}
"""
CATARACT = """@article{keramati2019cataract,
  author = {Keramati, Maryam and Sargolzaei, Mohammad Sadegh and Moghadasi, Ali and Basirinezhad, Mohammad Hasan and Mohammadpourhodki, Reza},
  title = {Evaluating the effect of slow-stroke back massage on the anxiety of candidates for cataract surgery},
  journal = {%s}, year = {2019}, volume = {12}, number = {2}, pages = {12--17}}
"""
DOI = "10.1001/archinte.161.8.1081"
SYNOPSIS = """---
design: systematic-review
conditions: [low-back-pain]
population: Adults
intervention: Massage
conclusion: Little.
publication_status: {status}
reviewed: {{'on': 2026-11-23, by: A}}
editor_notes: '{notes}'
---
Body.
"""


def write(project: Project, bib: str, synopses: dict[str, str] | None = None) -> Project:
    (project.root / "research/library.bib").write_text(bib, encoding="utf-8")
    for key, text in (synopses or {}).items():
        (project.root / f"research/synopses/{key}.md").write_text(text, encoding="utf-8")
    return Project(project.root)


def codes(result: Verification) -> list[str]:
    return [problem.code for problem in result.problems]


@pytest.fixture
def known(registers: Registers) -> Registers:
    registers.work(DOI, "crossref-cherkin2001.json")
    registers.pubmed("EXT_ID:11322842", "europepmc-cherkin2001.json")
    registers.work("10.1111/iwj.14089", "crossref-iwj14089-retracted.json")
    registers.notices("10.1111/iwj.14089", "crossref-iwj14089-notices.json")
    registers.pubmed("EXT_ID:36680488", "europepmc-iwj14089-retracted.json")
    return registers


def test_a_correct_entry_passes(known, project, services):
    """Registers that differ in capitals, full stops and page styles find nothing wrong."""
    result = study_verify(write(project, CHERKIN), services)

    assert (result.problems, result.checked, result.stopped) == ([], ["cherkin2001massage"], "")
    assert "Nothing wrong was found" in result.markdown()


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (("chronic low back pain}", "chronic neck pain}"), ("title", "chronic neck pain")),
        (
            ("Archives of Internal Medicine", "Annals of Internal Medicine"),
            ("journal", "Archives of"),
        ),
        (("{Arch Intern Med}", "{Ann Surg}"), ("shortjournal", "Arch Intern Med")),
        (("{2001}", "{2003}"), ("year", "2001")),
        (("{161}", "{116}"), ("volume", "161")),
        (("{8}", "{9}"), ("number", "8")),
        (("1081--1088", "1801--1808"), ("pages", "1081")),
        (("Street, Janet and ", ""), ("author", "Janet Street")),
        ((" and Deyo, Richard A.", ""), ("author", "7 people (also Richard A. Deyo)")),
        (("Eisenberg, David", "Eisenberger, Dora"), ("author", "David Eisenberg")),
    ],
)
def test_a_wrong_field_shows_both_values(known, project, services, change, shown):
    """The message holds what the library says and what the registers say, at the field's line."""
    library = CHERKIN.replace(*change)
    name, words = shown

    result = study_verify(write(project, library), services)

    (problem,) = result.problems
    assert problem.code == "study-field-wrong"
    line = next(
        n for n, text in enumerate(library.splitlines(), 1) if text.strip().startswith(name)
    )
    assert (problem.path, problem.line) == ("research/library.bib", line)
    assert words in problem.message
    assert "Europe PMC" in problem.message


def test_a_wrong_pubmed_number_is_found(known, project, services):
    """The number of another paper is an error that names that paper."""
    registers = known
    registers.pubmed(
        "EXT_ID:11111111",
        {"resultList": {"result": [
            {"id": "11111111", "source": "MED", "pmid": "11111111", "title": "Zebrafish genomes",
             "authorList": {"author": [{"lastName": "Other", "firstName": "Ann"}]}}]}},
    )  # fmt: skip

    result = study_verify(write(project, CHERKIN.replace("11322842", "11111111")), services)

    (problem,) = result.problems
    assert (problem.code, problem.line) == ("study-other-paper", 11)
    assert "Zebrafish genomes" in problem.message


def test_a_doi_of_another_paper_is_found(registers, project, services):
    """A wrong DOI is one error, not ten wrong fields."""
    registers.work(DOI, {"message": {
        "DOI": DOI, "title": ["Zebrafish genomes"], "author": [{"family": "Other"}], "volume": "1"}})  # fmt: skip

    result = study_verify(
        write(project, CHERKIN.replace("  pmid    = {11322842},\n", "")), services
    )

    assert codes(result) == ["study-other-paper"]


def test_what_either_register_confirms_is_right(known, project, services):
    """Crossref deposits only a first page here, and an online year can differ from the issue's."""
    known.work(DOI, json.loads(ANSWERS.joinpath("crossref-cherkin2001.json").read_text()) | {
        "message": {"DOI": DOI, "title": ["Randomized trial comparing traditional Chinese medical acupuncture, therapeutic massage, and self-care education for chronic low back pain"],
                    "volume": "999", "published-online": {"date-parts": [[2000, 12, 30]]},
                    "issued": {"date-parts": [[2000, 12, 30]]}}})  # fmt: skip

    assert study_verify(write(project, CHERKIN), services).problems == []


def test_missing_numbers_are_offered(known, project, services):
    """What the registers know and the library lacks is one note with the lines to add."""
    library = CHERKIN.replace("  number  = {8},\n", "").replace("  pmid    = {11322842},\n", "")
    known.pubmed(f'DOI:"{DOI}"', "europepmc-cherkin2001.json")

    (problem,) = study_verify(write(project, library), services).problems

    assert (problem.code, problem.severity) == ("study-field-missing", Severity.NOTE)
    assert problem.fix == "Add: number = {8}, pmid = {11322842},"


def test_the_retracted_review_on_burns_is_an_error(known, project, services):
    """Publisher, Retraction Watch and PubMed are named, with the notice to read."""
    (problem,) = study_verify(write(project, BURNS), services).problems

    assert (problem.code, problem.severity) == ("study-retracted", Severity.ERROR)
    assert "was retracted on 2024-05-01" in problem.message
    assert "the publisher and PubMed" in problem.message
    assert problem.message.count("https://doi.org/10.5555/sample-retraction-notice") == 1


@pytest.mark.parametrize("silent_source", ["updated-by", "update-to", "pubmed"])
def test_any_one_source_is_enough_for_a_retraction(known, project, services, silent_source):
    """A retraction that only one of the three places knows is still found."""
    paper = json.loads(ANSWERS.joinpath("crossref-iwj14089-retracted.json").read_text())
    pubmed = json.loads(ANSWERS.joinpath("europepmc-iwj14089-retracted.json").read_text())
    clean = pubmed["resultList"]["result"][0]
    del clean["commentCorrectionList"]
    clean["pubTypeList"] = {"pubType": ["Journal Article"]}
    bare = {"message": {k: v for k, v in paper["message"].items() if k != "updated-by"}}
    if silent_source != "updated-by":
        known.work("10.1111/iwj.14089", bare)
    if silent_source != "update-to":
        known.notices("10.1111/iwj.14089", "crossref-no-notices.json")
    if silent_source != "pubmed":
        known.pubmed("EXT_ID:36680488", pubmed)

    assert codes(study_verify(write(project, BURNS), services)) == ["study-retracted"]


def test_the_retracted_duplicate_is_found_by_its_title(registers, project, services):
    """Without DOI or PMID, title, author, journal and year together are worth a warning."""
    registers.pubmed('TITLE:"Evaluating the effect', "europepmc-cataract-retracted.json")
    journal = "International Journal of Therapeutic Massage \\& Bodywork"

    result = study_verify(write(project, CATARACT % journal), services)

    found = {problem.code: problem for problem in result.problems}
    assert found["study-retracted"].severity is Severity.WARNING
    assert "seems to have been retracted" in found["study-retracted"].message


def test_its_honest_twin_in_another_journal_is_left_alone(registers, project, services):
    """A title search never fails a correct entry: the first publication was not retracted."""
    registers.pubmed('TITLE:"Evaluating the effect', "europepmc-cataract-retracted.json")

    result = study_verify(write(project, CATARACT % "Romanian Journal of Ophthalmology"), services)

    assert (result.problems, result.checked) == ([], ["keramati2019cataract"])


def updated_by(*updates: dict) -> dict:
    paper = json.loads(ANSWERS.joinpath("crossref-cherkin2001.json").read_text())
    return {"message": {**paper["message"], "updated-by": list(updates)}}


def test_an_erratum_is_a_correction(known, project, services):
    """An erratum is a note to compare the numbers, never a retraction."""
    known.work(
        DOI, updated_by({"DOI": "10.5555/erratum", "type": "erratum", "source": "publisher"})
    )

    (problem,) = study_verify(write(project, CHERKIN), services).problems

    assert (problem.code, problem.severity) == ("study-correction", Severity.NOTE)
    assert "10.5555/erratum" in problem.message


def test_a_correction_that_the_synopsis_names_is_settled(known, project, services):
    """Nobody reads the same note every month."""
    known.work(DOI, updated_by({"DOI": "10.5555/erratum", "type": "correction"}))
    synopsis = SYNOPSIS.format(status="corrected", notes="Read the erratum 10.5555/ERRATUM.")

    result = study_verify(write(project, CHERKIN, {"cherkin2001massage": synopsis}), services)

    assert result.problems == []


def test_an_expression_of_concern_is_a_warning(known, project, services):
    """A doubt is told as a doubt."""
    known.work(DOI, updated_by({"DOI": "10.5555/eoc", "type": "expression_of_concern"}))

    (problem,) = study_verify(write(project, CHERKIN), services).problems

    assert (problem.code, problem.severity) == ("study-concern", Severity.WARNING)


def test_a_reinstated_paper_is_not_called_retracted(known, project, services):
    """Retracted and put back: read both notices."""
    known.work(DOI, updated_by({"DOI": "10.5555/r", "type": "retraction"}, {"DOI": "10.5555/b", "type": "reinstatement"}))  # fmt: skip

    (problem,) = study_verify(write(project, CHERKIN), services).problems

    assert (problem.code, problem.severity) == ("study-retracted", Severity.WARNING)
    assert "later reinstated" in problem.message


def test_an_entry_that_is_a_notice(known, project, services):
    """Somebody pasted the DOI of the erratum instead of the paper's."""
    paper = json.loads(ANSWERS.joinpath("crossref-cherkin2001.json").read_text())["message"]
    known.work(
        DOI, {"message": {**paper, "update-to": [{"DOI": "10.5555/paper", "type": "erratum"}]}}
    )

    assert codes(study_verify(write(project, CHERKIN), services)) == ["study-is-notice"]


COCHRANE = """@article{furlan2015backpain, author = {Furlan, Andrea D}, title = {Massage for low-back pain},
  journal = {Cochrane Database of Systematic Reviews}, year = {2015}, volume = {2015}, number = {9},
  pages = {CD001929}, doi = {10.1002/14651858.CD001929.pub3}, pmid = {26329399}, pmcid = {PMC8734598}}
"""


def cochrane(version: int, year: int, **more: object) -> dict:
    return {"message": {
        "DOI": f"10.1002/14651858.CD001929.pub{version}", "title": ["Massage for low-back pain"],
        "author": [{"family": "Furlan", "given": "A D"}], "issued": {"date-parts": [[year, 9, 1]]},
        **more}}  # fmt: skip


@pytest.mark.parametrize("versions", [[], [4], [4, 5]])
def test_newer_cochrane_versions(registers, project, services, versions):
    """The newest version is named; when there is none, nothing is said."""
    registers.work("10.1002/14651858.CD001929.pub3", cochrane(3, 2015))
    for version in versions:
        registers.work(f"10.1002/14651858.CD001929.pub{version}", cochrane(version, 2020 + version))

    result = study_verify(write(project, COCHRANE), services)

    found = [
        problem.message for problem in result.problems if problem.code == "study-newer-version"
    ]
    expected = [f"10.1002/14651858.CD001929.pub{v} ({2020 + v})." for v in versions[-1:]]
    assert len(found) == len(expected)
    assert all(message.endswith(end) for message, end in zip(found, expected, strict=True))


def test_a_version_known_to_be_superseded_is_settled(registers, project, services):
    """The synopsis says so already."""
    registers.work("10.1002/14651858.CD001929.pub3", cochrane(3, 2015))
    registers.work("10.1002/14651858.CD001929.pub4", cochrane(4, 2024))
    synopsis = SYNOPSIS.format(status="superseded", notes="")

    result = study_verify(write(project, COCHRANE, {"furlan2015backpain": synopsis}), services)

    assert "study-newer-version" not in codes(result)


def test_a_withdrawn_newer_version_is_said_to_be_withdrawn(registers, project, services):
    """Readers are not sent to a withdrawn review unawares."""
    registers.work("10.1002/14651858.CD001929.pub3", cochrane(3, 2015))
    registers.work(
        "10.1002/14651858.CD001929.pub4", cochrane(4, 2024, title=["WITHDRAWN: Massage"])
    )

    result = study_verify(write(project, COCHRANE), services)

    assert any("pub4 (2024), which was withdrawn" in problem.message for problem in result.problems)


def test_a_dead_doi(registers, project, services):
    """Neither Crossref nor the DOI system knows it."""
    registers.pubmed("EXT_ID:11322842", "europepmc-cherkin2001.json")

    result = study_verify(write(project, CHERKIN), services)

    (problem,) = [p for p in result.problems if p.code == "study-doi-dead"]
    assert (problem.line, DOI in problem.message) == (10, True)


def test_a_doi_of_another_agency_is_not_dead(registers, project, services):
    """DataCite's DOIs are unknown to Crossref and perfectly alive."""
    registers.on(f"/doi/api/handles/{DOI}", "handle-known.json")
    registers.pubmed("EXT_ID:11322842", "europepmc-cherkin2001.json")

    assert study_verify(write(project, CHERKIN), services).problems == []


@pytest.mark.parametrize(
    "reply",
    [Reply(status=500), Reply(status=429), Reply(b"<html>"), Reply(b"{", fault="truncated")],
)
def test_a_register_that_fails_is_a_note(known, project, services, reply):
    """The other register still does its part, and the rest is said not to have been checked."""
    known.work(DOI, reply)

    result = study_verify(write(project, CHERKIN), services)

    (problem,) = result.problems
    assert (problem.code, problem.severity) == ("study-unchecked", Severity.NOTE)
    assert "Crossref" in problem.message
    assert result.checked == ["cherkin2001massage"]


def test_a_register_that_fails_never_makes_a_doi_dead(registers, project, services):
    """What could not be asked is not known."""
    registers.work(DOI, Reply(status=503))
    registers.on(f"/doi/api/handles/{DOI}", Reply(status=503))
    registers.on("/europepmc/search", Reply(status=503))

    result = study_verify(write(project, CHERKIN), services)

    assert codes(result) == ["study-unchecked"]
    assert list(result.unchecked) == ["cherkin2001massage"]


def test_offline_stops_at_once(registers, project, policy):
    """One sentence, no traceback, nothing reported about the studies."""
    registers.url = "http://127.0.0.1:9"
    services = connect(registers, project, policy)
    project = write(project, CHERKIN + BURNS)

    result = study_verify(project, services)

    assert "seems to be offline" in result.stopped
    assert (result.problems, result.checked) == ([], [])
    assert list(result.unchecked) == ["cherkin2001massage", "miri2023burns"]
    assert "The run stopped early" in result.markdown()


def test_an_interrupted_run_goes_on_where_it_stopped(known, project, policy):
    """Answers of the first run are not asked for again; progress is told."""
    project = write(project, CHERKIN + BURNS)
    steps: list[tuple[int, int, str]] = []

    def interrupt(done: int, total: int, what: str) -> None:
        steps.append((done, total, what))
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study_verify(project, connect(known, project, policy), progress=interrupt)
    known.asked.clear()

    result = study_verify(project, connect(known, project, policy))

    assert steps == [(0, 2, "cherkin2001massage"), (1, 2, "miri2023burns")]
    assert codes(result) == ["study-retracted"]
    assert not any("cherkin" in str(asked) or DOI in asked.path for asked in known.asked)


def test_chosen_keys_alone_are_checked(known, project, services):
    """One study can be looked at by itself."""
    result = study_verify(write(project, CHERKIN + BURNS), services, keys=["cherkin2001massage"])

    assert result.checked == ["cherkin2001massage"]


def test_the_project_receives_the_problems(known, project, services):
    """The command prints them as it prints all others."""
    project = write(project, BURNS)

    result = study_verify(project, services)

    assert set(result.problems) <= set(project.diagnostics)


def test_words_of_a_register_do_nothing_in_the_report(registers, project, services):
    """A hostile title is no link, no mention and no tag in the issue."""
    registers.work(
        DOI, {"message": {"DOI": DOI, "title": ["[x](http://evil) @everyone <b>hi</b> `rm`"]}}
    )

    text = study_verify(
        write(project, CHERKIN.replace("  pmid    = {11322842},\n", "")), services
    ).markdown()

    assert "@everyone" not in text
    assert r"\[x\](http" in text
    assert "<b>" not in text


def shortened(first: str, last: str) -> str:
    """PubMed's style: "1088" after "1081" becomes "8"."""
    if len(first) != len(last):
        return last
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=True))
    return last[len(list(same)) :]


def test_the_starters_library_agrees_with_itself(registers, project, policy):
    """Each entry of the starter, served back as the registers would write it, passes."""
    data = Path(ROOT / "research/library.bib").read_text(encoding="utf-8")
    project = write(project, data)
    for entry in project.library:
        if not entry.doi:
            continue
        first, _, last = entry.pages.partition("-")
        registers.work(entry.doi, {"message": {
            "DOI": entry.doi.lower(), "title": [entry.title.upper()],
            "author": [{"family": n.family, "given": n.given[:1], "non-dropping-particle": n.particle}
                       if not n.literal else {"name": n.literal} for n in entry.authors],
            "container-title": [entry.journal.replace("&", "&amp;")],
            "volume": entry.volume, "issue": entry.number,
            "page": f"{first}–{shortened(first, last)}" if last else first,
            "issued": {"date-parts": [[entry.year]]}}})  # fmt: skip
    services = connect(registers, project, replace(policy, tries=1))

    result = study_verify(project, services, keys=[e.key for e in project.library if e.doi])

    wrong = [
        p.message
        for p in result.problems
        if p.code not in {"study-field-missing", "study-unchecked"}
    ]
    assert wrong == []
