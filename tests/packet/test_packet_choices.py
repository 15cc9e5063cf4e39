"""What a document puts first, leaves out, or turns around."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from pypdf import PdfReader

from referable.diagnostics import Diagnostics
from referable.packet import PacketData, build_packet
from referable.packet.content import person_facts
from referable.packet.red_flags import foremost
from referable.practice import Practice

STOPS = [
    {"full": "Suspected deep vein thrombosis"},
    {"full": "Unexplained weight loss with back pain"},
    {"full": "New, sudden, severe headache"},
    {"full": "Pregnancy with bleeding, severe headache"},
]


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("Migraine", "migraine headache"), ["New,", "Pregnancy"]),
        (("Pregnancy and labor",), ["Pregnancy", "Suspected"]),
        (("Low back pain", "severe pain"), ["Unexplained", "Suspected"]),
        (("Long COVID",), ["Suspected", "Unexplained"]),
    ],
)
def test_red_flags_of_the_condition_come_first(names: tuple[str, ...], first: list[str]):
    """A brief with room for two red flags names those that concern its condition."""
    found = foremost(STOPS, names)
    assert [stop["full"].split()[0] for stop in found[:2]] == first
    assert sorted(map(str, found)) == sorted(map(str, STOPS))


def text_of(data: PacketData, out: Path, template: str) -> str:
    made = build_packet(
        data, out, paper="us-letter", templates=[template], diagnostics=Diagnostics()
    )
    return " ".join(p.extract_text() for file in made for p in PdfReader(file).pages)


@pytest.mark.parametrize("template", ["clinician-profile", "evidence-brief"])
def test_nobody_is_told_of_an_opening_while_nobody_is_taken(
    starter: PacketData, tmp_path: Path, template: str
):
    """A practice that takes nobody new says so in place of its wait time."""
    assert "Next opening" in text_of(starter, tmp_path / "open", template)
    closed = starter.practice.model_copy(update={"accepts_new_patients": False})
    text = text_of(dataclasses.replace(starter, practice=closed), tmp_path / "closed", template)
    assert "Next opening" not in text
    assert "New patients" in text


def test_an_old_background_check_is_left_out(practice: Practice):
    """After two years without a new one it is no longer printed."""
    made = practice.lead.background_check.date  # type: ignore[union-attr]
    assert person_facts(practice.lead, made + dt.timedelta(days=730))["background"]
    assert not person_facts(practice.lead, made + dt.timedelta(days=731))["background"]


def test_the_back_of_a_folding_card_stands_on_its_head(built: Path):
    """The fold is at the top, so front and back are both upright once the card is folded."""
    turned: dict[str, set[bool]] = {"How to find us": set(), "100 Example Street": set()}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        for words, ways in turned.items():
            if words in text:
                ways.add(cm[3] * tm[3] < 0)

    PdfReader(built / "us-letter" / "appointment-card.pdf").pages[0].extract_text(visitor_text=note)
    back, front = turned.values()
    assert len(back) == len(front) == 1
    assert back != front


@pytest.mark.parametrize("template", ["clinician-profile", "brochure", "appointment-card"])
def test_every_place_is_named(starter: PacketData, tmp_path: Path, template: str):
    """A practice with two places says where the second is."""
    second = starter.practice.locations[0].model_copy(
        update={"street": "9 Other Street", "city": "Elsewhere"}
    )
    places = (*starter.practice.locations, second)
    wide = starter.practice.model_copy(update={"locations": places})
    text = text_of(dataclasses.replace(starter, practice=wide), tmp_path, template)
    assert "Also at 9 Other Street, Elsewhere" in " ".join(text.split())
