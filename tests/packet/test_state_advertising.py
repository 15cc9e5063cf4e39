"""What states want on advertising, and what a practice's artefacts lack of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from pypdf import PdfReader

from referable.advertised import demanded_lines, report_lacking
from referable.advertising import advertising, license_line, state_rules
from referable.diagnostics import Diagnostics
from referable.packet import PacketData, Paper, build_packet
from referable.practice import STATES, Practice
from referable.rules import Severity


def practice_in(practice: Practice, state: str, **changes: object) -> Practice:
    """The sample practice with one therapist, licensed and working in a state."""
    person = practice.people[0]
    changed = person.licenses[0].model_copy(update={"state": state, **changes})
    one = person.model_copy(update={"licenses": (changed,)})
    place = practice.locations[0].model_copy(update={"state": state})
    update = {"people": (one,), "locations": (place,), "establishment_license": None}
    return practice.model_copy(update=update)


def codes(practice: Practice) -> dict[str, Severity]:
    diagnostics = Diagnostics()
    advertising(practice, "practice.yml", diagnostics)
    return {d.code: d.severity for d in diagnostics}


def test_every_row_has_a_source_and_the_day_it_was_read():
    """No rule stands without where and when it was read."""
    rules = state_rules()
    assert sorted(rules) == ["AL", "AZ", "CA", "FL", "GA", "IL", "LA", "MA", "MD", "NC", "NJ", "NV", "NY", "OR", "TN", "TX", "WA"]  # fmt: skip
    assert set(rules) <= STATES.keys()
    for rule in rules.values():
        assert rule.sources
        assert all(s.startswith(("https://", "http://")) for s in rule.sources)
        assert rule.checked_on == dt.date(2026, 11, 23)


def test_the_starter_lacks_nothing(practice: Practice):
    """Oregon's practice with its facility permit has nothing to mend."""
    diagnostics = Diagnostics()
    required = advertising(practice, "practice.yml", diagnostics)
    assert list(diagnostics) == []
    assert required.lines() == (
        "Alex Example, Licensed Massage Therapist · Oregon license 00000",
        "Sam Sample, Licensed Massage Therapist · Oregon license 00001",
        "Oregon massage facility permit FP-00000",
    )
    assert required.lines(("sam-sample",))[0].startswith("Sam Sample")


def test_oregon_wants_the_permit(practice: Practice):
    """Two therapists without a permit number are an error; one alone may be exempt."""
    assert codes(practice.model_copy(update={"establishment_license": None})) == {
        "ad-establishment-missing": Severity.ERROR
    }
    assert codes(practice_in(practice, "OR")) == {"ad-establishment-missing": Severity.WARNING}


def test_an_unlisted_state_is_said_to_be_unresearched(practice: Practice):
    """Silence about a state is never taken for permission."""
    assert codes(practice_in(practice, "OH")) == {"ad-state-not-researched": Severity.WARNING}


def test_a_rule_read_in_part_is_told(practice: Practice):
    """Tennessee's rule is linked, not checked."""
    assert codes(practice_in(practice, "TN")) == {"ad-rule-partial": Severity.NOTE}


def test_maryland_gets_its_phrase_address_and_telephone(practice: Practice):
    """The status phrase is added when the title bears it out."""
    there = practice_in(practice, "MD")
    diagnostics = Diagnostics()
    required = advertising(there, "practice.yml", diagnostics)
    assert "State of Maryland licensed massage therapist" in required.lines()
    assert required.contact in required.lines()
    without = " ".join(required.lines()).replace(required.contact, "")
    assert required.lacking(without) == (
        "100 Example Street, Suite 2, Sampleton, MD 97000",
        "541-555-0100",
    )
    wrong = practice_in(practice, "MD", title="Bodyworker")
    assert codes(wrong) == {"ad-phrase-missing": Severity.ERROR}


def test_california_never_says_license(practice: Practice):
    """A council certificate is not called a license of the state."""
    there = practice_in(practice, "CA", number="12345", title="Certified Massage Therapist")
    line = license_line(there.people[0])
    assert "CAMTC certificate 12345" in line
    assert "license" not in line.casefold().replace("licensed massage therapist", "")
    assert codes(there) == {}


def test_florida_numbers_begin_with_ma_or_mm(practice: Practice):
    """A number without the prefix is probably mistyped."""
    assert codes(practice_in(practice, "FL", number="MA12345")) == {}
    assert codes(practice_in(practice, "FL", number="12345")) == {
        "ad-license-missing": Severity.WARNING
    }


def test_massachusetts_limits_the_name_of_the_service(practice: Practice):
    """Only "massage therapy" or "therapeutic massage" may be advertised."""
    there = practice_in(practice, "MA")
    assert codes(there) == {}
    wellness = there.model_copy(update={"tagline": "Deep tissue massage and bodywork"})
    assert codes(wellness) == {"ad-wording": Severity.WARNING}


def test_a_practice_in_two_states_gets_both(practice: Practice):
    """Rules of all states add up."""
    first = practice.people[0]
    second = first.licenses[0].model_copy(update={"state": "WA", "number": "MA 60000000"})
    both = first.model_copy(update={"licenses": (*first.licenses, second)})
    there = practice.model_copy(update={"people": (both, *practice.people[1:])})
    line = advertising(there, "practice.yml", Diagnostics()).lines()[0]
    assert line.endswith("Oregon license 00000 · Washington license MA 60000000")


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ("Oregon license 00000", "ad-license-missing"),
        ("Alex Example, Licensed Massage Therapist", "ad-license-missing"),
        ("Oregon massage facility permit FP-00000", "ad-establishment-missing"),
    ],
)
def test_what_an_artefact_lacks_is_named(practice: Practice, gone: str, code: str):
    """One missing line is one error on that artefact, with the words to add."""
    required = advertising(practice, "practice.yml", Diagnostics())
    text = "\n".join(required.lines()).replace(gone, "")
    diagnostics = Diagnostics()
    report_lacking(required, text, "packet/a4/brochure.pdf", diagnostics)
    (found,) = diagnostics
    assert (found.code, found.path) == (code, "packet/a4/brochure.pdf")
    assert gone in found.message


def test_line_breaks_hide_nothing(practice: Practice):
    """A number torn by a line break or a no-break space still counts."""
    required = advertising(practice, "practice.yml", Diagnostics())
    torn = "\n".join(required.lines()).replace(" ", "\u00a0\n")
    assert required.lacking(torn) == ()


def test_every_document_satisfies_maryland(starter: PacketData, tmp_path: Path):
    """The strictest row, with phrase, address and telephone, holds on every PDF down to the card."""
    there = practice_in(starter.practice, "MD")
    diagnostics = Diagnostics()
    data = dataclasses.replace(starter, practice=there)
    build_packet(data, tmp_path, paper=Paper.US_LETTER, diagnostics=diagnostics)
    assert [d.message for d in diagnostics if d.severity is Severity.ERROR] == []
    required = advertising(there, "practice.yml", Diagnostics())
    files = sorted(tmp_path.rglob("*.pdf"))
    assert len(files) >= 10
    for file in files:
        text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
        lacking = Diagnostics()
        report_lacking(required, text, file.name, lacking, only={there.people[0].id})
        assert list(lacking) == []


def test_a_permit_of_another_state_does_not_do(practice: Practice):
    """Oregon wants its own permit's number."""
    permit = practice.establishment_license.model_copy(update={"state": "WA"})  # type: ignore[union-attr]
    assert codes(practice) == {}
    elsewhere = practice.model_copy(update={"establishment_license": permit})
    assert codes(elsewhere) == {"ad-establishment-missing": Severity.ERROR}


@pytest.mark.parametrize(
    ("state", "demanded"),
    [
        ("WA", ("Alex Example, Licensed Massage Therapist · Washington license 00000",)),
        ("OH", ()),
        ("NY", ()),
        ("MD", ("State of Maryland licensed massage therapist", "100 Example Street, Suite 2, Sampleton, MD 97000 · 541-555-0100")),
    ],
)  # fmt: skip
def test_what_a_state_asks_for_is_told_from_what_we_print_anyway(
    practice: Practice, state: str, demanded: tuple[str, ...]
):
    """A short post keeps at least what a state's own rule asks for."""
    required = advertising(practice_in(practice, state), "practice.yml", Diagnostics())
    assert demanded_lines(required) == demanded


def test_oregon_asks_for_the_permit_and_no_more(practice: Practice):
    """The therapist's own number is printed anyway, and is not the rule's."""
    required = advertising(practice, "practice.yml", Diagnostics())
    assert demanded_lines(required) == ("Oregon massage facility permit FP-00000",)
