"""A practice and a packet to build from: the starter's facts with hand-made evidence."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.packet import (
    Brief,
    Finding,
    LetterScale,
    PacketData,
    Reference,
    Specialty,
    build_packet,
)
from referable.practice import Practice, load_practice
from referable.research.synopses import Certainty

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 23)


def brief(slug: str, title: str, certainty: Certainty | None = Certainty.LOW) -> Brief:
    """A brief with a result for massage and one that is not."""
    return Brief(
        Specialty(
            slug=slug,
            title=title,
            statement=f"Massage may lower {title.lower()} compared with usual care, at 8 weeks.",
            certainty=certainty,
            keys=(f"sample2020{slug}",),
            url=f"https://example.org/specialties/{slug}/",
        ),
        findings=(
            Finding(
                "Pain", "Usual care", "8 weeks", "12 studies, 964 people",
                "1.2 lower (95% CI 0.5 to 1.9 lower). Favors massage.", certainty, 1,
            ),
            Finding(
                "Pain", "Exercise", "1 year", "579 people",
                "0.2 lower (95% CI 0.9 lower to 0.5 higher). No clear difference.", None, 2,
            ),
        ),
        conclusions=("It helped for some weeks.", "It did not last a year.", "Small study."),
        harms="Soreness in about 1 in 10 [1].",
        limits="Nobody was blinded [1]",
        refer=("Adults with pain for three months or longer.",),
        clear=("Recent surgery.",),
        avoid=("People who want a joint adjusted.",),
        references=tuple(
            Reference(f"sample202{n}{slug}", f"Sample A, Example B. Study {n} of {title}. J Sample. "
                      f"202{n};1(1):1-9. doi:10.0000/{slug}.{n}")
            for n in range(3)
        ),
        reviewed=TODAY,
    )  # fmt: skip


def packet(practice: Practice, briefs: tuple[Brief, ...]) -> PacketData:
    """A packet's data around a practice and briefs."""
    return PacketData(
        practice=practice,
        today=TODAY,
        specialties=tuple(b.specialty for b in briefs),
        briefs=briefs,
        scales=(
            LetterScale("NRS", "0 to 10, higher is worse", "2 points (Sample 2008)"),
            LetterScale("RMDQ", "0 to 24, higher is worse", "not known"),
        ),
        refer_url="https://example.org/clinicians/",
        visit_url="https://example.org/contact/",
    )


@pytest.fixture(scope="session")
def practice() -> Practice:
    """The starter's practice."""
    diagnostics = Diagnostics()
    found = load_practice((ROOT / "practice.yml").read_text("utf-8"), "practice.yml", diagnostics)
    assert found is not None, list(diagnostics)
    return found


@pytest.fixture(scope="session")
def starter(practice: Practice) -> PacketData:
    """A packet with two specialties."""
    return packet(
        practice,
        (brief("low-back-pain", "Low back pain"), brief("migraine", "Migraine", None)),
    )


@pytest.fixture(scope="session")
def built(starter: PacketData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's packet on both papers; nobody may write into it."""
    out = tmp_path_factory.mktemp("packet")
    build_packet(starter, out, diagnostics=Diagnostics())
    return out


EXTREME_NAME = "Wilhelmina-Désirée Szczęśniewska-Łukasiewicz Ångström-O’Shaughnessy"


@pytest.fixture(scope="session")
def extreme(practice: Practice) -> PacketData:
    """Everything long: names, payers, specialties, people, conditions, scope."""
    person = practice.people[0].model_copy(
        update={"name": EXTREME_NAME, "credentials": "LMT, BCTMB, MLD-C, CLT-LANA"}
    )
    people = tuple(person.model_copy(update={"id": f"person-{n}"}) for n in range(5))
    payer = practice.payers[0]
    payers = tuple(
        payer.model_copy(update={"payer": f"Mutual Health Cooperative of Greater Región {n}"})
        for n in range(20)
    )
    location = practice.locations[0].model_copy(
        update={
            "street": "12345 North-West Llanfairpwllgwyngyll Boulevard, Building 7, Suite 1200-B",
            "city": "Rancho Santa Margarita-by-the-Sea",
        }
    )
    rule = practice.safety[0]
    safety = (
        *practice.safety,
        *(rule.model_copy(update={"condition": f"Further red flag number {n}"}) for n in range(9)),
    )
    wide = practice.model_copy(
        update={
            "name": "Example Clinical Massage and Lymphatic Therapy Collaborative of Süd-Oregon",
            "tagline": practice.tagline + ", shoulder pain, repetitive strain and long COVID",
            "people": people,
            "payers": payers,
            "locations": (location,),
            "safety": safety,
            "scope": practice.scope * 2,
            "fees": practice.fees * 4,
            "languages": ("English", "Español", "Tiếng Việt", "Kreyòl ayisyen", "Polski"),
        }
    )
    briefs = tuple(brief(f"condition-{n}", f"Uncommon condition with a long name {n}")
                   for n in range(12))  # fmt: skip
    # Twelve specialties, of which three are set as briefs: those are alike.
    return dataclasses.replace(packet(wide, briefs), briefs=briefs[:3])


@pytest.fixture(scope="session")
def bare(practice: Practice) -> PacketData:
    """Nothing but what `practice.yml` cannot do without."""
    license_ = practice.people[0].licenses[0]
    alone = Practice.model_validate(
        {
            "name": "Ex",
            "telephone": "541-555-0100",
            "people": [
                {
                    "id": "ex",
                    "name": "Al Ex",
                    "title": "Licensed Massage Therapist",
                    "licenses": [license_.model_dump()],
                }
            ],
        }
    )
    return PacketData(practice=alone, today=TODAY)
