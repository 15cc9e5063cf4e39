"""The referral form's fields: real, described, in order, and filled in with an embedded font."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from referable.packet.accessibility import accessibility_problems
from referable.packet.form import add_fields
from referable.packet.form_font import form_font

# The field list of a referral: what we need, what insurers ask for, safety, office use.
FIELDS = [
    "patient-name",
    "patient-birth",
    "patient-phone",
    "patient-language",
    "patient-call-time",
    "referrer-name",
    "referrer-practice",
    "referrer-npi",
    "referrer-phone",
    "referrer-fax",
    "report-channel",
    "report-copy",
    "reason",
    "diagnosis",
    "icd10",
    "onset",
    "payer",
    "claim",
    "adjuster",
    "evaluate-treat",
    "technique",
    "areas",
    "visits-week",
    "weeks",
    "visits-total",
    "minutes",
    "start-by",
    "expires",
    "necessary",
    "goal",
    "anticoagulant",
    "clot",
    "cancer",
    "osteoporosis",
    "pregnancy",
    "implants",
    "skin",
    "pressure",
    "allergies",
    "motion",
    "position",
    "other",
    "cleared-yes",
    "cleared-limits",
    "cleared-no",
    "attach-imaging",
    "attach-medication",
    "attach-insurance",
    "office-received",
    "office-called",
    "office-scheduled",
    "office-report",
    "office-progress",
]


@pytest.fixture(params=["us-letter", "a4"])
def form(request: pytest.FixtureRequest, built: Path) -> Path:
    return built / request.param / "referral-form.pdf"


def test_the_form_asks_what_a_referral_needs(form: Path):
    """Every field of the list is there once, and safety rows have a line for details."""
    names = list(PdfReader(form).get_fields() or {})
    assert [n for n in names if not n.endswith("-detail")] == FIELDS
    assert len(names) == len(set(names)) == len(FIELDS) + 12


def test_every_field_says_what_it_is(form: Path):
    """Descriptions stand alone, without the label beside them, and tell what is required."""
    fields = PdfReader(form).get_fields() or {}
    tips = {name: str(field["/TU"]) for name, field in fields.items()}
    assert len(set(tips.values())) == len(tips)
    assert tips["patient-birth"].endswith("required, as month/day/year")
    assert "insurers" in tips["icd10"]


def test_nothing_is_filled_in_beforehand(form: Path):
    """No tick is set and no signature can be made on screen."""
    fields = PdfReader(form).get_fields() or {}
    assert {f.get("/V") for f in fields.values()} <= {None, "/Off"}
    assert {f["/FT"] for f in fields.values()} == {"/Tx", "/Btn"}
    assert not any("signature" in name for name in fields)


def test_tab_order_follows_the_page(form: Path):
    """Fields come in reading order: down the page, and from the left within a row."""
    with pikepdf.open(form) as pdf:
        assert str(pdf.pages[0].obj.Tabs) == "/S"
        rects = [[float(x) for x in a.Rect] for a in pdf.Root.AcroForm.Fields]
    rows = [round(top / 8) for _, _, _, top in rects]
    jumps_up = [b - a for a, b in pairwise(rows) if b - a > 1]
    assert jumps_up == []
    assert all(right > left + 8 and top > bottom + 8 for left, bottom, right, top in rects)


def test_no_two_fields_overlap(form: Path):
    """A click reaches one field only."""
    with pikepdf.open(form) as pdf:
        rects = [[float(x) for x in a.Rect] for a in pdf.Root.AcroForm.Fields]
    for i, a in enumerate(rects):
        for b in rects[i + 1 :]:
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (a, b)


def test_the_form_can_be_filled_in(form: Path):
    """What is typed, accents included, comes back when the form is read, and stays accessible."""
    writer = PdfWriter(clone_from=form)
    values = {"patient-name": "Sample, no patient", "areas": "Low back – José", "necessary": "/Yes"}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    fields = PdfReader(out).get_fields() or {}
    assert {name: fields[name]["/V"] for name in values} == values
    assert accessibility_problems(out.getvalue()) == []


def test_the_font_of_the_fields_is_embedded(form: Path):
    """A filled-in form looks the same on a machine without our fonts."""
    with pikepdf.open(form) as pdf:
        font = pdf.Root.AcroForm.DR.Font.F1
        assert font.FontDescriptor.FontFile2.read_bytes() == form_font().data
        assert len(font.Widths) == 256 - 32


def test_the_font_is_measured_right():
    """Widths agree with another reader of the same file."""
    ttf = pytest.importorskip("fontTools.ttLib").TTFont(io.BytesIO(form_font().data))
    names, metrics = ttf.getBestCmap(), ttf["hmtx"]
    scale = 1000 / ttf["head"].unitsPerEm
    for code in range(33, 256):
        letter = bytes([code]).decode("cp1252", "replace")
        if ord(letter) in names:
            expected = round(metrics[names[ord(letter)]][0] * scale)
            assert form_font().widths[code - 32] == expected, letter


def test_a_file_without_marks_stays_as_it_is(built: Path):
    """Only links that name a field are touched."""
    pdf = (built / "a4" / "clinician-profile.pdf").read_bytes()
    assert add_fields(pdf) is pdf


def test_tooltips_keep_their_apostrophes(built: Path):
    """What a screen reader says of a field has the letters of the template."""
    for paper in ("us-letter", "a4"):
        fields = PdfReader(built / paper / "referral-form.pdf").get_fields() or {}
        tips = {name: str(field.get("/TU")) for name, field in fields.items()}
        assert "workers’ compensation" in tips["claim"]
        assert tips["adjuster"].startswith("Adjuster’s name")
        assert all(set(tip) <= set(map(chr, range(32, 127))) | {"’"} for tip in tips.values())
