"""What Crossref, the DOI system and Europe PMC answer, read into one kind of record."""

from __future__ import annotations

import json

import pytest
from loopback_registers import ANSWERS, Reply

from referable.diagnostics import ReferableError
from referable.research.entries import Kind
from referable.research.remote.crossref import parse_work
from referable.research.remote.europepmc import parse_result
from referable.research.remote.records import NoticeKind
from referable.research.remote.services import Services

RETRACTION, CORRECTION = NoticeKind.RETRACTION, NoticeKind.CORRECTION


def crossref_sample(name: str) -> dict:
    return json.loads(ANSWERS.joinpath(name).read_text(encoding="utf-8"))["message"]


def europepmc_sample(name: str) -> dict:
    answer = json.loads(ANSWERS.joinpath(name).read_text(encoding="utf-8"))
    return answer["resultList"]["result"][0]


def test_a_crossref_work():
    """Every field that a reference needs is found."""
    record = parse_work(crossref_sample("crossref-cherkin2001.json"))

    assert record.title.startswith("Randomized Trial Comparing")
    assert [name.short for name in record.authors][:2] == ["Cherkin", "Eisenberg"]
    assert (record.journal, record.volume, record.number, record.pages) == (
        "Archives of Internal Medicine", "161", "8", ("1081",),
    )  # fmt: skip
    assert (record.years, record.month, record.doi) == ((2001,), 4, "10.1001/archinte.161.8.1081")
    assert (record.kind, record.notices, record.notice_about) == (Kind.ARTICLE, (), ())


def test_a_europe_pmc_result():
    """PubMed's closing full stop goes, its abbreviation and numbers stay; a comment is no notice."""
    record = parse_result(europepmc_sample("europepmc-cherkin2001.json"))

    assert record.title.endswith("chronic low back pain")
    assert record.authors[0].display == "Daniel C Cherkin"
    assert record.journal_abbrev == "Arch Intern Med"
    assert (record.pmid, record.pmcid, record.pages) == ("11322842", "", ("1081-1088",))
    assert record.has_type("randomized controlled trial")
    assert (record.open_access, record.notices) == (False, ())


def test_notices_of_crossref_come_from_publisher_and_retraction_watch():
    """One retraction that two sources report is one notice; online and issue years both count."""
    record = parse_work(crossref_sample("crossref-iwj14089-retracted.json"))

    assert [(n.kind, n.source, n.date) for n in record.notices] == [
        (RETRACTION, "the publisher", "2024-05-01")
    ]
    assert record.years == (2023,)


def test_a_correction_and_a_retraction_are_told_apart():
    """The record of 1998 that everybody knows has both, and its title says so too."""
    record = parse_work(crossref_sample("crossref-wakefield1998.json"))

    assert [n.kind for n in record.notices] == [CORRECTION, RETRACTION, RETRACTION]
    assert record.notices[1].doi == "10.1016/s0140-6736(10)60175-4"
    assert record.title.startswith("Ileal-lymphoid")


@pytest.mark.parametrize(
    ("target", "notices", "about"),
    [("10.5555/own", [RETRACTION], ()), ("10.5555/OTHER", [], ("10.5555/OTHER",))],
)
def test_update_to_itself_and_to_another(target, notices, about):
    """Updated in place, a paper is retracted; pointing elsewhere, it is the notice."""
    record = parse_work(
        {"DOI": "10.5555/OWN", "update-to": [{"DOI": target, "type": "retraction"}]}
    )

    assert [n.kind for n in record.notices] == notices
    assert record.notice_about == about


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("retraction", RETRACTION),
        ("partial_retraction", RETRACTION),
        ("withdrawal", NoticeKind.WITHDRAWAL),
        ("removal", NoticeKind.WITHDRAWAL),
        ("expression_of_concern", NoticeKind.CONCERN),
        ("Expression of Concern", NoticeKind.CONCERN),
        ("erratum", CORRECTION),
        ("corrigendum", CORRECTION),
        ("correction", CORRECTION),
        ("addendum", CORRECTION),
        ("new_version", NoticeKind.NEW_VERSION),
        ("reinstatement", NoticeKind.REINSTATEMENT),
    ],
)
def test_crossrefs_kinds_of_update(word, kind):
    """Each of Crossref's update types means what it says."""
    record = parse_work(
        {"DOI": "10.5555/a", "updated-by": [{"DOI": "10.5555/n", "type": word}, {"type": "x"}]}
    )

    assert [n.kind for n in record.notices] == [kind]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Retraction in", RETRACTION),
        ("Retracted and republished in", RETRACTION),
        ("Expression of concern in", NoticeKind.CONCERN),
        ("Erratum in", CORRECTION),
        ("Corrected and republished in", CORRECTION),
        ("Update in", NoticeKind.NEW_VERSION),
    ],
)
def test_pubmeds_links_about_a_paper(word, kind):
    """The notice's DOI is read out of its reference."""
    link = {"id": "77", "source": "MED", "type": word, "reference": "J. 2024. doi: 10.5555/n1."}
    record = parse_result({"commentCorrectionList": {"commentCorrection": link}})

    assert [(n.kind, n.doi, n.pmid) for n in record.notices] == [(kind, "10.5555/n1", "77")]
    assert record.notice_about == ()


@pytest.mark.parametrize(
    "link", ["Retraction of", "Erratum for", "Expression of concern for", "Partial retraction of"]
)
def test_pubmeds_links_from_a_notice(link):
    """A notice is not itself retracted."""
    record = parse_result(
        {"commentCorrectionList": {"commentCorrection": [{"type": link, "id": "5"}]}}
    )

    assert (record.notices, record.notice_about) == ((), ("PMID 5",))


@pytest.mark.parametrize("link", ["Comment in", "Preprint in", "Update of", "Comment on", "Cites"])
def test_other_links_mean_nothing(link):
    """Discussion of a paper is no notice about it."""
    record = parse_result(
        {"commentCorrectionList": {"commentCorrection": [{"type": link, "id": "5"}]}}
    )

    assert (record.notices, record.notice_about) == ((), ())


def test_pubmeds_publication_types():
    """“Retracted Publication” is the paper, “Retraction of Publication” its notice."""
    paper = parse_result({"pubTypeList": {"pubType": ["Journal Article", "retracted publication"]}})
    notice = parse_result({"pubTypeList": {"pubType": ["Retraction of Publication"]}})

    assert [n.kind for n in paper.notices] == [RETRACTION]
    assert (notice.notices, notice.notice_about) == ((), ("another paper",))


@pytest.mark.parametrize(
    ("title", "kinds", "clean"),
    [
        ("RETRACTED: Massage for burns.", [RETRACTION], "Massage for burns"),
        ("Retracted Article: Massage for burns", [RETRACTION], "Massage for burns"),
        ("[Retracted] Massage for burns", [RETRACTION], "Massage for burns"),
        ("WITHDRAWN: Massage for burns", [NoticeKind.WITHDRAWAL], "Massage for burns"),
        ("Retraction: Massage for burns", [], "Retraction: Massage for burns"),
        ("Retracted head posture and massage", [], "Retracted head posture and massage"),
        ("[Massage bei Verbrennungen.]", [], "Massage bei Verbrennungen"),
        ("[Massage bei Verbrennungen].", [], "Massage bei Verbrennungen"),
        ("Massage &amp;amp; <i>burns</i>, p &lt; 0.05", [], "Massage & burns, p < 0.05"),
    ],
)
def test_titles_are_cleaned(title, kinds, clean):
    """What publishers add to a title is read and removed; tags and entities go."""
    record = parse_work({"title": [title]})

    assert [n.kind for n in record.notices] == kinds
    assert record.title == clean


NONSENSE = [None, 0, True, "text", [], {}, [None], [[]], [{}], {"a": 1}, [["x"]], 1e308, "\x1b[31m"]


@pytest.mark.parametrize("value", NONSENSE, ids=repr)
@pytest.mark.parametrize(
    "source", ["crossref-wakefield1998.json", "europepmc-iwj14089-retracted.json"]
)
def test_misshapen_answers_never_raise(source, value):
    """Each part of a real answer replaced with nonsense still gives a record."""
    crossref = source.startswith("crossref")
    sample = (crossref_sample if crossref else europepmc_sample)(source)
    parse = parse_work if crossref else parse_result
    for name in [*sample, "relation", "journal-issue", "subtitle", "editor"]:
        record = parse({**sample, name: value})
        assert "\x1b" not in repr(record.title)
    if not crossref:
        for name in sample["journalInfo"]:
            parse({**sample, "journalInfo": {**sample["journalInfo"], name: value}})
        parse({**sample, "authorList": {"author": value}, "pubTypeList": {"pubType": value}})
        parse({**sample, "commentCorrectionList": {"commentCorrection": value}})
    else:
        parse({**sample, "issued": {"date-parts": value}, "updated-by": [{"type": value}]})


def test_crossref_is_asked_for_notices(registers, services: Services):
    """Notices whose records name the DOI, in whatever case, are found; others are not."""
    registers.notices("10.1111/iwj.14089", "crossref-iwj14089-notices.json")

    (notice,) = services.crossref.updates("10.1111/iwj.14089")

    assert (notice.kind, notice.doi) == (RETRACTION, "10.5555/sample-retraction-notice")
    assert services.crossref.updates("10.5555/with,comma") == ()


def test_odd_dois_are_encoded(registers, services: Services):
    """An old Wiley DOI with <, >, # and % reaches the register whole."""
    doi = "10.1002/(SICI)1097<1::AID-A1>3.0.CO;2-#%"
    registers.work(doi, {"message": {"DOI": doi, "title": ["Found"]}})

    record = services.crossref.work(doi)

    assert record is not None
    assert record.title == "Found"


def test_the_doi_system(registers, services: Services):
    """A DOI of another agency is found by content negotiation; a made-up one does not exist."""
    registers.on("/doi/api/handles/10.5281/x", "handle-known.json")
    registers.on("/doi/10.5281/x", Reply(status=302, headers={"Location": "/agency/x"}))
    registers.on(
        "/agency/x",
        {"type": "report", "DOI": "10.5281/x", "title": "A report", "publisher": "Agency",
         "author": [{"literal": "World Health Organization"}], "issued": {"date-parts": [["2023"]]}},
    )  # fmt: skip

    record = services.doi.record("10.5281/x")

    assert services.doi.exists("10.5281/x")
    assert not services.doi.exists("10.5555/nowhere")
    assert record is not None
    assert (record.title, record.years, record.kind) == ("A report", (2023,), Kind.REPORT)
    assert record.authors[0].display == "World Health Organization"
    accept = [a.headers["Accept"] for a in registers.asked if a.path == "/agency/x"]
    assert accept == ["application/vnd.citationstyles.csl+json"]
    assert services.doi.record("10.5555/nowhere") is None


def test_europe_pmc_prefers_pubmeds_own_record(registers, services: Services):
    """Of a preprint and an article with one DOI, the article counts."""
    registers.pubmed(
        'DOI:"10.5555/a"',
        {"resultList": {"result": [
            {"id": "PPR1", "source": "PPR", "doi": "10.5555/A", "title": "Preprint"},
            {"id": "7", "source": "MED", "pmid": "7", "doi": "10.5555/A", "title": "Article"},
            {"id": "8", "source": "MED", "pmid": "8", "doi": "10.5555/ab", "title": "Other"},
        ]}},
    )  # fmt: skip

    record = services.europepmc.by_doi("10.5555/a")

    assert record is not None
    assert record.pmid == "7"


def test_europe_pmc_is_paged(registers, services: Services):
    """More than one page is fetched, and a repeated cursor ends it."""
    page = [{"id": str(n), "source": "MED", "pmid": str(n)} for n in range(1, 101)]
    registers.pubmed("massage * core", {})
    registers.on(
        "/europepmc/search",
        {"nextCursorMark": "second", "resultList": {"result": page}},
        {"nextCursorMark": "second", "resultList": {"result": page[:30]}},
        query="massage",
    )

    records = services.europepmc.search("massage", 250)

    assert len(records) == 130
    assert [asked.query["cursorMark"] for asked in registers.asked] == ["*", "second"]


def test_a_wrong_base_address_is_a_sentence(project):
    """A mistyped environment variable is explained."""
    with pytest.raises(ReferableError, match="REFERABLE_DOI_URL is not a web address"):
        Services.connect(project, environ={"REFERABLE_DOI_URL": "doi.org"})
