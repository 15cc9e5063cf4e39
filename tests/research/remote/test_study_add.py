"""`study add`: from an identifier to an entry and a synopsis to fill in."""

from __future__ import annotations

import json

import pytest
from loopback_registers import ANSWERS, Reply, connect

from referable.diagnostics import Diagnostics, ReferableError
from referable.project import Project
from referable.research.library import load_library
from referable.research.names import Name
from referable.research.remote.drafts import bibtex_entry, new_key
from referable.research.remote.files import append_entry
from referable.research.remote.http import OfflineError, RemoteError
from referable.research.remote.identifiers import read_identifier
from referable.research.remote.records import RemoteRecord
from referable.research.remote.study_add import Added, Outcome, Preview, study_add
from referable.research.synopses import load_synopsis

DOI = "10.1001/archinte.161.8.1081"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.1001/archinte.161.8.1081", "DOI", DOI),
        (" doi:10.1001/archinte.161.8.1081 ", "DOI", DOI),
        ("https://doi.org/10.1001/archinte.161.8.1081", "DOI", DOI),
        ("http://dx.doi.org/10.1016/S0140-6736(97)11096-0", "DOI", "10.1016/S0140-6736(97)11096-0"),
        ("https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001929.pub3/full", "DOI",
         "10.1002/14651858.CD001929.pub3"),
        ("https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001929.pub3/full/es", "DOI",
         "10.1002/14651858.CD001929.pub3"),
        ("https://onlinelibrary.wiley.com/doi/epdf/10.1111/iwj.14089", "DOI", "10.1111/iwj.14089"),
        ("https://example.org/article?doi=10.1371%2Fjournal.pone.0000217", "DOI",
         "10.1371/journal.pone.0000217"),
        ("10.5555/with/two/parts", "DOI", "10.5555/with/two/parts"),
        ("11322842", "PubMed number", "11322842"),
        ("PMID: 11322842", "PubMed number", "11322842"),
        ("https://pubmed.ncbi.nlm.nih.gov/11322842/", "PubMed number", "11322842"),
        ("https://europepmc.org/article/MED/11322842", "PubMed number", "11322842"),
        ("pmc8734598", "PubMed Central number", "PMC8734598"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC8734598/", "PubMed Central number", "PMC8734598"),
    ],
)  # fmt: skip
def test_identifiers(text, kind, value):
    """Whatever a therapist copies from a browser or a paper is understood."""
    found = read_identifier(text)

    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "massage for back pain",
        "https://example.org/12345",
        "http://[",
        "file:///10.1/x",
        "1234567890123",
    ],
)
def test_no_identifier_is_a_sentence(text):
    """Anything else gets an example of what to write."""
    with pytest.raises(ReferableError, match="No DOI or PubMed number") as caught:
        read_identifier(text)

    assert "10.1001/archinte" in caught.value.tip


def author(family: str, given: str = "A") -> Name:
    return Name(given=given, family=family)


@pytest.mark.parametrize(
    ("authors", "title", "taken", "key"),
    [
        ((author("Furlan"),), "Massage for low-back pain", set(), "furlan2015low"),
        ((author("Côté"),), "Effect of massage on neck pain", set(), "cote2015neck"),
        ((Name("P", "van den", "Dolder"),), "Massage for shoulder pain", set(), "vandendolder2015shoulder"),
        ((author("O’Brien-Smith"),), "Sleep", set(), "obriensmith2015sleep"),
        ((Name(literal="World Health Organization"),), "Chronic pain", set(), "worldhealth2015chronic"),
        ((), "Massage therapy: a randomized controlled trial", set(), "anonymous2015"),
        ((author("王"),), "Tuina for knees", set(), "anonymous2015tuina"),
        ((author("Furlan"),), "Massage for neck pain", {"furlan2015neck"}, "furlan2015pain"),
        ((author("Furlan"),), "Massage neck", {"furlan2015neck", "furlan2015"}, "furlan2015neck2"),
    ],
)  # fmt: skip
def test_keys(authors, title, taken, key):
    """Author, year, first telling word; plain letters; never one that is taken."""
    assert (
        new_key(RemoteRecord("x", title=title, authors=authors, years=(2015, 2014)), taken) == key
    )


@pytest.fixture
def known(registers):
    registers.work(DOI, "crossref-cherkin2001.json")
    registers.pubmed(f'DOI:"{DOI}"', "europepmc-cherkin2001.json")
    registers.pubmed("EXT_ID:11322842", "europepmc-cherkin2001.json")
    return registers


def library(project: Project, text: bytes | str) -> Project:
    data = text.encode() if isinstance(text, str) else text
    (project.root / "research/library.bib").write_bytes(data)
    return Project(project.root)


def add(
    project: Project, services, identifier: str, answer: bool = True
) -> tuple[Added, list[Preview]]:
    shown: list[Preview] = []

    def confirm(preview: Preview) -> bool:
        shown.append(preview)
        return answer

    return study_add(project, services, identifier, confirm=confirm), shown


@pytest.mark.parametrize("identifier", [DOI, "11322842"])
def test_a_study_is_added(known, project, services, identifier):
    """The entry joins Crossref's and PubMed's facts, and the rest of the file is untouched."""
    before = "% my notes: keep é\n@article{other, title = {Other}, author={A, B}, year = 2000}"
    project = library(project, before)

    added, (preview,) = add(project, services, identifier)

    assert (added.outcome, added.key) == (Outcome.ADDED, "cherkin2001comparing")
    assert added.paths == ("research/library.bib", "research/synopses/cherkin2001comparing.md")
    text = (project.root / "research/library.bib").read_text(encoding="utf-8")
    assert text == before + "\n\n" + preview.entry
    entry = load_library(text.encode(), "b", Diagnostics()).get("cherkin2001comparing")
    assert entry is not None
    assert [n.display for n in entry.authors][:3] == [
        "Daniel C. Cherkin",
        "David Eisenberg",
        "Karen J. Sherman",
    ]
    assert (entry.journal, entry.journal_abbrev) == (
        "Archives of Internal Medicine",
        "Arch Intern Med",
    )
    assert (entry.year, entry.volume, entry.number, entry.pages) == (2001, "161", "8", "1081-1088")
    assert (entry.doi, entry.pmid) == (DOI, "11322842")


def test_every_blank_of_the_new_synopsis_is_a_diagnostic(known, project, services):
    """Nothing unread can be published: each blank is reported at its own line."""
    project = library(project, "")
    added, _ = add(project, services, DOI)
    path = f"research/synopses/{added.key}.md"
    text = (project.root / path).read_text(encoding="utf-8")
    diagnostics = Diagnostics()

    assert load_synopsis(text, path, added.key, project.vocabulary, diagnostics) is None

    blanks = [n for n, line in enumerate(text.splitlines(), 1)
              if (line.strip().endswith(":") and not line.startswith(("#", "reviewed")))
              or "TODO" in line or "conditions: []" in line]  # fmt: skip
    assert sorted({d.line for d in diagnostics}) == blanks
    assert "design: rct" in text
    assert "low-back-pain" in text


def test_no_is_no(known, project, services):
    """Nothing is written unless the answer is yes."""
    project = library(project, "")

    added, shown = add(project, services, DOI, answer=False)

    assert (added.outcome, len(shown)) == (Outcome.DECLINED, 1)
    assert (project.root / "research/library.bib").read_bytes() == b""
    assert list((project.root / "research/synopses").iterdir()) == []


@pytest.mark.parametrize(
    "case",
    [
        (f"doi = {{https://doi.org/{DOI.upper()}}}", DOI, 0),
        ("pmid = {11322842}", "https://pubmed.ncbi.nlm.nih.gov/11322842", 0),
        ("pmid = {11322842}", DOI, 1),
        (f"doi = {{{DOI}}}", "11322842", 1),
        ("author = {Cherkin, D C}, journal = {Arch Intern Med}, year = 2001, title = {Randomized trial comparing traditional Chinese medical acupuncture, therapeutic massage, and self-care education for chronic low back pain}", DOI, 1),
    ],
)  # fmt: skip
def test_duplicates_are_found(known, project, services, case):
    """By DOI, by PubMed number, and by title; the first two without asking anybody."""
    entry, identifier, asked = case
    project = library(project, f"@article{{mine, {entry}}}\n")
    before = (project.root / "research/library.bib").read_bytes()

    added, shown = add(project, services, identifier)

    assert (added.outcome, added.key, shown) == (Outcome.DUPLICATE, "mine", [])
    assert "[@mine]" in added.message
    assert bool(known.asked) is bool(asked)
    assert (project.root / "research/library.bib").read_bytes() == before


def test_the_same_title_elsewhere_is_a_warning(known, project, services):
    """A paper of the same name in another journal may be another paper: the user decides."""
    project = library(project, "@article{twin, journal = {Other}, year = 1999, author = {Z, Z}, title = {Randomized trial comparing traditional Chinese medical acupuncture, therapeutic massage, and self-care education for chronic low back pain}}")  # fmt: skip

    added, (preview,) = add(project, services, DOI)

    assert added.outcome is Outcome.ADDED
    assert any("same title: twin" in warning for warning in preview.warnings)


@pytest.mark.parametrize("identifier", ["10.1111/iwj.14089", "36680488"])
def test_the_retracted_review_on_burns_is_refused(registers, project, services, identifier):
    """The user reads who retracted it and where; nothing is written or even asked."""
    registers.work("10.1111/iwj.14089", "crossref-iwj14089-retracted.json")
    registers.pubmed("iwj.14089", "europepmc-iwj14089-retracted.json")
    registers.pubmed("36680488", "europepmc-iwj14089-retracted.json")

    added, shown = add(project, services, identifier)

    assert (added.outcome, shown) == (Outcome.REFUSED, [])
    assert "was retracted" in added.message
    assert "10.5555/sample-retraction-notice" in added.message
    assert not (project.root / "research/library.bib").exists()


def test_the_retracted_duplicate_on_cataract_surgery_is_refused(registers, project, services):
    """PubMed alone knows it, and that is enough."""
    registers.pubmed("99900002", "europepmc-cataract-retracted.json")

    added, _ = add(project, services, "99900002")

    assert added.outcome is Outcome.REFUSED
    assert "says PubMed: PMID 99900003" in added.message


def test_a_notice_is_refused(registers, project, services):
    """Whoever pastes the DOI of an erratum is told what it is."""
    registers.work("10.5555/n", {"message": {"DOI": "10.5555/n", "title": ["Erratum"],
        "update-to": [{"DOI": "10.5555/paper", "type": "erratum"}]}})  # fmt: skip

    added, _ = add(project, services, "10.5555/n")

    assert added.outcome is Outcome.REFUSED
    assert "a notice about 10.5555/paper" in added.message


def test_a_corrected_study_is_added_with_a_warning(known, project, services):
    """A correction is to be read, no reason to refuse."""
    paper = json.loads(ANSWERS.joinpath("crossref-cherkin2001.json").read_text())["message"]
    known.work(
        DOI, {"message": {**paper, "updated-by": [{"DOI": "10.5555/c", "type": "correction"}]}}
    )

    added, (preview,) = add(project, services, DOI)

    assert added.outcome is Outcome.ADDED
    assert preview.warnings == (
        "There is a notice about it (correction): https://doi.org/10.5555/c.",
    )


def test_unknown_everywhere(registers, project, services):
    """A mistyped DOI ends in one sentence."""
    added, _ = add(project, services, "10.5555/nowhere")

    assert added.outcome is Outcome.NOT_FOUND
    assert "10.5555/nowhere" in added.message


def test_one_register_out_of_order(known, project, services):
    """The other is enough, and the preview says what is missing."""
    known.work(DOI, Reply(status=500))

    added, (preview,) = add(project, services, DOI)

    assert added.outcome is Outcome.ADDED
    assert preview.sources == ("Europe PMC",)
    assert "Crossref is out of order" in preview.warnings[0]


def test_all_registers_out_of_order(registers, project, services):
    """One error with a sentence for each, and no file."""
    for path in (f"/crossref/works/{DOI}", f"/doi/{DOI}", "/europepmc/search"):
        registers.on(path, Reply(status=500))

    with pytest.raises(RemoteError, match="Crossref is out of order"):
        add(project, services, DOI)


def test_offline(registers, project, policy):
    """Said at once."""
    registers.url = "http://127.0.0.1:9"

    with pytest.raises(OfflineError, match="seems to be offline"):
        add(project, connect(registers, project, policy), DOI)


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        (b"", b""),
        (b"\xef\xbb\xbf", b""),
        (b"@comment{x}", b"\n\n"),
        (b"@comment{x}\n", b"\n"),
        (b"@comment{x}\r\n", b"\r\n"),
        (b"@comment{\r\nx}", b"\r\n\r\n"),
    ],
)
def test_entries_are_appended_byte_for_byte(tmp_path, before, gap):
    """What stood there stays, and the file's own line ends are used."""
    file = tmp_path / "library.bib"
    file.write_bytes(before)
    file.chmod(0o640)

    append_entry(file, "@misc{é,\n}\n")

    entry = "@misc{é,\n}\n".replace("\n", "\r\n" if b"\r\n" in before else "\n").encode()
    assert file.read_bytes() == before + gap + entry
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["library.bib"]


def test_a_link_stays_a_link(tmp_path):
    """A library that Zotero keeps elsewhere is written there."""
    real = tmp_path / "zotero.bib"
    real.write_bytes(b"")
    (tmp_path / "library.bib").symlink_to(real)

    append_entry(tmp_path / "library.bib", "@misc{a,\n}\n")

    assert (tmp_path / "library.bib").is_symlink()
    assert real.read_bytes() == b"@misc{a,\n}\n"


def test_a_library_in_another_encoding_is_left_alone(tmp_path):
    """Mixing encodings would spoil every accent in it."""
    file = tmp_path / "library.bib"
    file.write_bytes("@misc{a, title = {Côté}}\n".encode("latin-1"))
    before = file.read_bytes()

    with pytest.raises(ReferableError, match="not saved as UTF-8"):
        append_entry(file, "@misc{b,\n}\n")

    assert file.read_bytes() == before


def test_a_synopsis_that_exists_is_kept(known, project, services):
    """What somebody wrote is never replaced."""
    file = project.root / "research/synopses/cherkin2001comparing.md"
    file.write_text("mine")

    added, _ = add(project, services, DOI)

    assert added.paths == ("research/library.bib",)
    assert file.read_text() == "mine"


def test_hostile_records_make_one_harmless_entry():
    """Braces, backslashes and commands from a register stay text."""
    record = RemoteRecord(
        "x",
        title=r"100% of {people} \input{x} } @misc{evil, & STONE_trial mRNA",
        authors=(
            Name("Ann and Bob", "", "and"),
            Name(literal="A, B and C"),
            Name("J", "", "O}Neil"),
        ),
        journal="Pain & Gain",
        years=(2020,),
        pages=("1081-8",),
        doi="10.5555/a_b%c{d}",
    )

    found = load_library(bibtex_entry("k", record).encode(), "b", Diagnostics())

    (entry,) = found
    assert entry.title == record.title
    assert [name.display for name in entry.authors] == ["Ann and Bob and", "A, B and C", "J O}Neil"]
    assert (entry.journal, entry.pages, entry.doi) == (
        "Pain & Gain",
        "1081-1088",
        "10.5555/a_b%c{d}",
    )


def test_acronyms_keep_their_capitals():
    """Braces as in the starter's library."""
    record = RemoteRecord("x", title="The STONE trial of mRNA in US adults: an RCT", years=(2020,))

    assert "{STONE} trial of {mRNA} in {US} adults: an {RCT}}" in bibtex_entry("k", record)
