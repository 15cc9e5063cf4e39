"""The packet as built: every document, its pages, its words, and what a second build leaves alone."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from referable.advertising import advertising
from referable.diagnostics import Diagnostics
from referable.packet import MANIFEST, PacketData, build_packet
from referable.packet.accessibility import accessibility_problems
from referable.rules import Severity

PAGES = {"brochure": 2, "appointment-card": 2, "lunch-visit-plan": 2}
SHEETS = {
    "appointment-card", "brochure", "business-cards-alex-example", "business-cards-sam-sample",
    "clinician-profile", "evidence-brief-low-back-pain", "evidence-brief-migraine",
    "lunch-visit-plan", "referral-form", "sample-progress-letter", "thank-you-note",
}  # fmt: skip


@lru_cache
def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


@pytest.fixture
def again(built: Path, tmp_path: Path) -> Path:
    """A folder that already holds the packet, to build into once more."""
    return shutil.copytree(built, tmp_path / "packet")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_document_is_made_on_both_papers(built: Path):
    """A packet holds the eleven sheets on each paper and a press card for each person."""
    for paper, size in (("us-letter", (612, 792)), ("a4", (595, 842))):
        found = {p.stem: p for p in (built / paper).glob("*.pdf")}
        assert found.keys() == SHEETS
        for name, path in found.items():
            pages = PdfReader(path).pages
            assert len(pages) == PAGES.get(name, 1), name
            box = sorted((round(pages[0].mediabox.width), round(pages[0].mediabox.height)))
            assert box == sorted(size), name
    assert {p.stem for p in (built / "press").glob("*.pdf")} == {
        "business-card-alex-example",
        "business-card-sam-sample",
    }


def test_every_document_carries_the_license_lines(built: Path, starter: PacketData):
    """Name, title, license number and facility permit stand on every document."""
    required = advertising(starter.practice, "practice.yml", Diagnostics())
    for pdf in built.rglob("*.pdf"):
        only = next(({p.id} for p in starter.practice.people if p.id in pdf.stem), None)
        assert required.lacking(text_of(pdf), only) == (), pdf.name


def test_every_document_passes_the_accessibility_checks(built: Path):
    """Nothing that PDF/UA-1 asks and a program can see is missing."""
    for pdf in built.rglob("*.pdf"):
        assert accessibility_problems(pdf.read_bytes()) == [], pdf.name


def test_titles_are_told_apart(built: Path):
    """Each document has a title of its own and says English."""
    titles = [PdfReader(p).metadata.title for p in sorted((built / "us-letter").glob("*.pdf"))]
    assert len(set(titles)) == len(titles)
    with pikepdf.open(built / "a4" / "brochure.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en-US"


def test_a_sample_practice_says_so(built: Path):
    """Sample facts cannot be taken for a real practice's."""
    for pdf in built.rglob("*.pdf"):
        assert "not a real practice" in text_of(pdf), pdf.name


def test_the_brief_shows_the_result_that_is_not_for_massage(built: Path):
    """A null result stands beside the positive one, with three references."""
    text = text_of(built / "us-letter" / "evidence-brief-low-back-pain.pdf")
    for words in ("Favors massage", "No clear difference", "Low certainty", "Not graded",
                  "Study 0", "Study 1", "Study 2", "Soreness in about 1 in 10"):  # fmt: skip
        assert words in text, words


def test_the_letter_is_plainly_a_sample(built: Path):
    """Nobody can take the sample letter for a patient's."""
    text = text_of(built / "a4" / "sample-progress-letter.pdf")
    assert "SAMPLE LETTER. No patient" in text
    assert "not known" in text


def test_the_lunch_plan_warns_of_kickbacks(built: Path):
    """The box on gifts and the agenda's fifteen minutes are in the plan."""
    text = text_of(built / "us-letter" / "lunch-visit-plan.pdf")
    assert "Nothing of value for referrals" in text
    assert "Anti-Kickback" in text
    assert "Say the certainty aloud" in text


def test_appointment_cards_show_no_reason_outside(built: Path):
    """Folded, the card shows no condition; inside it does."""
    outside, inside = (
        p.extract_text() for p in PdfReader(built / "us-letter" / "appointment-card.pdf").pages
    )
    assert "Low back pain" not in outside
    assert "Migraine" not in outside
    assert "Low back pain" in inside
    assert "First name" in inside


def positions(pdf: Path, page: int) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((cm[0] * tm[4] + cm[4], text.strip()))

    PdfReader(pdf).pages[page].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize(
    ("paper", "width", "flap"),
    [("us-letter", 792, 3.625 * 72), ("a4", 297 / 25.4 * 72, 97 / 25.4 * 72)],
)
def test_the_brochure_folds(built: Path, paper: str, width: float, flap: float):
    """The panel that folds in is the narrowest, on the left outside and on the right inside."""
    wide = (width - flap) / 2
    assert flap < wide
    outside = positions(built / paper / "brochure.pdf", 0)
    inside = positions(built / paper / "brochure.pdf", 1)

    def panel(words: str, places: list[tuple[float, str]], edges: list[float]) -> int:
        x = next(x for x, text in places if text.startswith(words))
        return sum(x >= edge for edge in edges)

    edges = [flap, flap + wide]
    assert panel("Before you come", outside, edges) == 0
    assert panel("Fees and insurance", outside, edges) == 1
    assert panel("Clinical massage", outside, edges) == 2
    edges = [wide, 2 * wide]
    assert panel("What massage therapy is", inside, edges) == 0
    assert panel("Your first visit", inside, edges) == 1
    assert panel("What we see", inside, edges) == 2


def test_the_press_card_has_bleed(built: Path):
    """The trim box is 3.5 by 2 inches inside an eighth of an inch of bleed."""
    with pikepdf.open(built / "press" / "business-card-alex-example.pdf") as pdf:
        page = pdf.pages[0]
        media = [float(x) for x in page.obj.MediaBox]
        trim = [float(x) for x in page.obj.TrimBox]
    assert media == [0, 0, 3.75 * 72, 2.25 * 72]
    assert trim == [9, 9, 9 + 3.5 * 72, 9 + 2 * 72]


def test_lines_survive_a_fax(built: Path):
    """No line is thinner than 0.75 points, and text is pure black."""
    for pdf in (built / "us-letter").glob("*.pdf"):
        with pikepdf.open(pdf) as document:
            for page in document.pages:
                color, width = [0.0], 1.0
                for step in pikepdf.parse_content_stream(page):
                    operator = str(step.operator)
                    if operator == "w":
                        width = float(step.operands[0])
                    elif operator in {"S", "s", "B", "b"}:
                        assert width >= 0.75, pdf.name
                    elif operator in {"scn", "sc", "g", "rg"}:
                        color = [float(o) for o in step.operands]
                    elif operator in {"Tj", "TJ"}:
                        assert not any(color), pdf.name


def test_the_second_build_sets_nothing(starter: PacketData, again: Path):
    """Unchanged documents keep their files untouched."""
    before = {p: p.stat().st_mtime_ns for p in again.rglob("*") if p.is_file()}
    paths = build_packet(starter, again, diagnostics=Diagnostics())
    assert {p: p.stat().st_mtime_ns for p in again.rglob("*") if p.is_file()} == before
    assert {*paths, again / MANIFEST} == before.keys()


def test_only_what_changed_is_set_again(starter: PacketData, again: Path):
    """A new fee changes the brochure and nothing else; a lost file is made again."""
    before = {p: p.stat().st_ino for p in again.rglob("*.pdf")}
    (again / "a4" / "referral-form.pdf").unlink()
    fees = starter.practice.fees[:1]
    practice = starter.practice.model_copy(update={"fees": fees})
    build_packet(dataclasses.replace(starter, practice=practice), again, diagnostics=Diagnostics())
    after = {p: p.stat().st_ino for p in again.rglob("*.pdf")}
    assert after.keys() == before.keys()
    assert {p.relative_to(again).as_posix() for p in after if after[p] != before[p]} == {
        "us-letter/brochure.pdf",
        "a4/brochure.pdf",
        "a4/referral-form.pdf",
    }


def test_what_the_packet_no_longer_has_goes(starter: PacketData, again: Path):
    """A paper no longer wanted and a condition no longer treated go; files of others stay."""
    mine = again / "us-letter" / "my-own.pdf"
    mine.write_bytes(b"kept")
    data = dataclasses.replace(starter, briefs=starter.briefs[:1])
    build_packet(data, again, paper="us-letter", diagnostics=Diagnostics())
    assert not (again / "a4").exists()
    assert not (again / "us-letter" / "evidence-brief-migraine.pdf").exists()
    assert mine.read_bytes() == b"kept"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"documents": [{"file": "../../x.pdf"}]}', '{"documents": 3}', "\x00"]
)
def test_a_broken_manifest_means_building_anew(bare: PacketData, tmp_path: Path, text: str):
    """A manifest that cannot be read costs time, never the packet."""
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    paths = build_packet(bare, tmp_path, paper="a4", diagnostics=Diagnostics())
    assert all(p.is_file() for p in paths)
    listed = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["documents"]
    assert [tmp_path / row["file"] for row in listed] == paths


def test_a_manifest_cannot_delete_outside_its_folder(starter: PacketData, again: Path):
    """A manifest from elsewhere that names a file above the folder does no harm."""
    outside = again.parent / "precious.pdf"
    outside.write_bytes(b"kept")
    manifest = json.loads((again / MANIFEST).read_text("utf-8"))
    manifest["documents"].append({**manifest["documents"][0], "file": "../precious.pdf"})
    (again / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    build_packet(starter, again, diagnostics=Diagnostics())
    assert outside.read_bytes() == b"kept"


def test_a_document_that_cannot_be_set_changes_nothing(starter: PacketData, again: Path):
    """When one document fails, all the old ones stay and the reason is a diagnostic."""
    before = {p: p.read_bytes() for p in again.rglob("*") if p.is_file()}
    diagnostics = Diagnostics()
    broken = dataclasses.replace(starter, accent="no color")
    assert build_packet(broken, again, diagnostics=diagnostics) == []
    assert {p: p.read_bytes() for p in again.rglob("*") if p.is_file()} == before
    assert {d.code for d in diagnostics} == {"packet-typeset"}


def test_two_builds_give_equal_bytes(built: Path, starter: PacketData, tmp_path: Path):
    """The same facts give the same files in another folder."""
    build_packet(starter, tmp_path, diagnostics=Diagnostics())
    for pdf in built.rglob("*.pdf"):
        assert (tmp_path / pdf.relative_to(built)).read_bytes() == pdf.read_bytes(), pdf.name
    assert (tmp_path / MANIFEST).read_bytes() == (built / MANIFEST).read_bytes()


def test_an_audience_chooses_and_is_greeted(starter: PacketData, tmp_path: Path):
    """A neurology office is greeted and sees migraine alone, in a folder of its own."""
    diagnostics = Diagnostics()
    build_packet(starter, tmp_path, paper="a4", audience="neurology", diagnostics=diagnostics)
    assert [p.name for p in tmp_path.iterdir()] == ["for-neurology"]
    names = {p.stem for p in tmp_path.rglob("*.pdf")}
    assert "evidence-brief-migraine" in names
    assert "evidence-brief-low-back-pain" not in names
    profile = text_of(tmp_path / "for-neurology" / "a4" / "clinician-profile.pdf")
    assert "Prepared for neurology" in profile
    assert "Massage may lower low back pain" not in profile
    assert "packet-audience" not in {d.code for d in diagnostics}


def test_an_unknown_audience_sees_everything(starter: PacketData, tmp_path: Path):
    """A slip in the audience's name is told, with the nearest name, and loses nothing."""
    diagnostics = Diagnostics()
    build_packet(starter, tmp_path, paper="a4", audience="Nuerology", diagnostics=diagnostics)
    told = next(d for d in diagnostics if d.code == "packet-audience")
    assert "Neurology" in told.fix
    assert (tmp_path / "for-nuerology" / "a4" / "evidence-brief-low-back-pain.pdf").is_file()


def test_an_unknown_paper_is_told(starter: PacketData, tmp_path: Path):
    """A paper nobody has is a diagnostic and no file."""
    diagnostics = Diagnostics()
    assert build_packet(starter, tmp_path, paper="legal", diagnostics=diagnostics) == []  # type: ignore[arg-type]
    assert [d.code for d in diagnostics] == ["packet-paper"]
    assert list(tmp_path.iterdir()) == []


def test_extremes_fit_their_pages(extreme: PacketData, tmp_path: Path):
    """Long names, twenty payers and twelve specialties keep page counts, and nothing is cut off."""
    diagnostics = Diagnostics()
    build_packet(extreme, tmp_path, diagnostics=diagnostics)
    assert [d.message for d in diagnostics if d.severity is Severity.ERROR] == []
    required = advertising(extreme.practice, "practice.yml", Diagnostics())
    # The five therapists' cards are alike: one of each kind is read.
    read = [*tmp_path.glob("us-letter/*.pdf"), *tmp_path.glob("press/*.pdf")]
    pdfs = [p for p in read if not re.search(r"person-[1-4]|condition-1$", p.stem)]
    for pdf in pdfs:
        reader = PdfReader(pdf)
        cards = pdf.stem.startswith(("business-card-", "business-cards-"))
        assert len(reader.pages) == PAGES.get(pdf.stem, 1), pdf.name
        only = {pdf.stem[-8:]} if cards else None
        assert required.lacking(text_of(pdf), only) == (), pdf.name
        assert accessibility_problems(pdf.read_bytes()) == [], pdf.name
        for page in reader.pages:
            assert_inside(page, pdf.name)
    shortened = {d.message for d in diagnostics if d.code == "packet-shortened"}
    assert any("payers" in message for message in shortened)
    text = squeezed(text_of(tmp_path / "us-letter" / "evidence-brief-condition-2.pdf"))
    assert "ExampleClinicalMassageandLymphaticTherapyCollaborativeofSüd-Oregon" in text


def assert_inside(page, name: str) -> None:
    """No text stands beyond the trim of the page."""
    box = page.trimbox

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            assert box.left - 1 <= x <= box.right, (name, text, x)
            assert box.bottom + 5 <= y <= box.top, (name, text, y)

    page.extract_text(visitor_text=visit)


def test_a_bare_practice_gets_a_packet(bare: PacketData, tmp_path: Path):
    """Every optional fact may be missing; the gaps are diagnostics and no document breaks."""
    diagnostics = Diagnostics()
    paths = build_packet(bare, tmp_path, diagnostics=diagnostics)
    assert paths
    assert {d.code for d in diagnostics if d.severity is Severity.ERROR} == set()
    assert "packet-no-address" in {d.code for d in diagnostics}
    for pdf in paths:
        assert accessibility_problems(pdf.read_bytes()) == [], pdf.name
        assert len(PdfReader(pdf).pages) == PAGES.get(pdf.stem, 1)


def test_letters_our_fonts_lack_are_still_shown(starter: PacketData, tmp_path: Path):
    """A Greek name is set with a stand-in font rather than refused."""
    person = starter.practice.people[0].model_copy(update={"name": "Ελένη Παπαδοπούλου"})
    practice = starter.practice.model_copy(update={"people": (person,)})
    data = dataclasses.replace(starter, practice=practice, briefs=())
    diagnostics = Diagnostics()
    build_packet(data, tmp_path, paper="a4", diagnostics=diagnostics)
    assert "packet-typeset" not in {d.code for d in diagnostics}
    assert "Ελένη" in text_of(tmp_path / "a4" / "business-cards-alex-example.pdf")
