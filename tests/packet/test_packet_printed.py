"""What a PDF prints is read from its bytes, and a document that lacks a demanded line stops all."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from referable.diagnostics import Diagnostics, Severity
from referable.packet import PacketData, build_packet, typesetter
from referable.packet.printed import printed_text


def letters(text: str) -> list[str]:
    """Every letter and digit, in alphabetical order: line breaks and order are left out."""
    return sorted(re.sub(r"[\W_]", "", text))


def test_it_reads_what_a_full_reader_reads(built: Path):
    """On every document the letters are those that a general PDF reader finds."""
    files = [p for p in sorted(built.rglob("*.pdf")) if p.stem != "referral-form"]
    assert len(files) > 20
    for file in files:
        full = "\n".join(page.extract_text() for page in PdfReader(file).pages)
        assert letters(printed_text(file.read_bytes())) == letters(full), file.name


def set_page(source: str) -> bytes:
    import typst

    # The text is a single run at a place of its own.
    page = "#set page(width: 200pt, height: 100pt, margin: 10pt)\n"
    return bytes(typst.compile((page + source).encode(), format="pdf"))


@pytest.mark.parametrize(
    "text",
    ["License 00000", "((((", ")(", "a (b) c", "\\\\ back", "Süd-Øst Ελένη", "fi ffi fl", "–−-"],
)
def test_odd_letters_are_read(text: str):
    """Brackets, backslashes, ligatures and accents come out as they went in."""
    typed = text.replace("\\", "\\\\")
    found = printed_text(set_page(f'#text("{typed}")'))
    assert re.sub(r"\s", "", found) == re.sub(r"\s", "", text)


def test_text_beside_the_page_does_not_count():
    """A line that is set beyond the edge is printed nowhere."""
    pdf = set_page("#place(dx: 300pt)[License 1]\n#place(dy: -90pt)[License 2]\nLicense 3")
    assert printed_text(pdf).split() == ["License", "3"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"1 0 obj<</Type/Page/Contents 9 0 R>>endobj"])
def test_what_is_no_document_prints_nothing(data: bytes):
    """A file that is cut off or empty gives no text and no error."""
    assert printed_text(data) == ""


@pytest.fixture
def again(built: Path, tmp_path: Path) -> Path:
    """A copy of the packet that a test may change."""
    copy = tmp_path / "again"
    shutil.copytree(built, copy)
    return copy


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates that a test may spoil."""
    copy = tmp_path / "templates"
    shutil.copytree(typesetter.TEMPLATES, copy)
    monkeypatch.setattr(typesetter, "TEMPLATES", copy)
    typesetter._shared_stamp.cache_clear()
    yield copy
    typesetter._shared_stamp.cache_clear()


def test_a_document_without_its_line_stops_the_packet(
    starter: PacketData, again: Path, templates: Path
):
    """State, rule, source and fix are told, and the old files stay as they were."""
    before = {p: p.read_bytes() for p in again.rglob("*") if p.is_file()}
    card = templates / "card.typ"
    text = card.read_text("utf-8")
    card.write_text(text.replace("d.lines.map(license-line).join(linebreak())", ""), "utf-8")
    diagnostics = Diagnostics()

    assert build_packet(starter, again, diagnostics=diagnostics) == []

    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    assert {p: p.read_bytes() for p in again.rglob("*") if p.is_file()} == before
    assert {d.code for d in errors} == {"ad-license-missing", "ad-establishment-missing"}
    assert all("business-card" in d.path for d in errors)
    permit = next(d for d in errors if d.code == "ad-establishment-missing")
    assert "“Oregon massage facility permit FP-00000” is missing." in permit.message
    assert "Oregon (OAR 334-020-0005; ORS 687.021) wants it" in permit.message
    assert "practice.yml" in permit.fix
    assert "See http" in permit.fix


def test_a_practice_that_lacks_what_its_state_demands_gets_no_packet(
    starter: PacketData, tmp_path: Path
):
    """Without the permit that Oregon wants there is nothing that could be printed."""
    practice = starter.practice.model_copy(update={"establishment_license": None})
    diagnostics = Diagnostics()
    data = dataclasses.replace(starter, practice=practice)

    assert build_packet(data, tmp_path, diagnostics=diagnostics) == []
    assert [d.code for d in diagnostics if d.severity is Severity.ERROR] == [
        "ad-establishment-missing"
    ]
    assert list(tmp_path.iterdir()) == []
