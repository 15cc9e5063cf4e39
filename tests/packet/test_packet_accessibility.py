"""The accessibility checks see what they claim to see: each fault put into a good file is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from referable.packet.accessibility import accessibility_problems


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and str(o.get("/S", "")) == f"/{kind}" and "/P" in o
    ]


def no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def file_name_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def no_alt(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def heading_skips(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "H2")[0].S = pikepdf.Name.H4


def no_field_tip(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[3].TU


def field_outside(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Form")[0].S = pikepdf.Name.Span


def same_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[1].T = pdf.Root.AcroForm.Fields[0].T


def tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def no_way_back(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0].StructParent


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.DR.Font.F1.FontDescriptor.FontFile2


def untagged_drawing(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


FAULTS: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (no_tags, "no tags"),
    (unmarked, "not marked as tagged"),
    (no_language, "no language"),
    (file_name_shown, "file name instead of the title"),
    (no_metadata, "no title"),
    (no_metadata, "does not say that it follows"),
    (no_alt, "no alternative text"),
    (heading_skips, "heading of level 4 follows level 1"),
    (no_field_tip, "has no description"),
    (field_outside, "stands outside the structure"),
    (same_name, "Two fields are named"),
    (tab_order, "tab order"),
    (no_way_back, "point back"),
    (font_not_embedded, "not embedded"),
    (untagged_drawing, "neither tagged nor decoration"),
]


@pytest.mark.parametrize(("damage", "said"), FAULTS)
def test_a_fault_is_found(built: Path, damage: Callable[[pikepdf.Pdf], None], said: str):
    """Exactly the fault that was put in is reported."""
    out = io.BytesIO()
    with pikepdf.open(built / "us-letter" / "referral-form.pdf") as pdf:
        damage(pdf)
        pdf.save(out)
    assert any(said in problem for problem in accessibility_problems(out.getvalue()))


def test_a_table_without_headers_is_found(built: Path):
    """Data cells alone are no table to a screen reader."""
    out = io.BytesIO()
    with pikepdf.open(built / "us-letter" / "clinician-profile.pdf") as pdf:
        for cell in elements(pdf, "TH"):
            cell.S = pikepdf.Name.TD
        pdf.save(out)
    assert "A table has no header cells." in accessibility_problems(out.getvalue())
