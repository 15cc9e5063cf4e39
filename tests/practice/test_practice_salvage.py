"""One wrong value in practice.yml is one error, and the rest of the practice stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.practice import Practice, load_practice

STARTER = (Path(__file__).resolve().parents[2] / "practice.yml").read_text(encoding="utf-8")
LICENSE = "      - state: OR\n        number: "


def load(*changes: tuple[str, str]) -> tuple[Practice | None, list[str], list[int | None]]:
    text = STARTER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    diagnostics = Diagnostics()
    practice = load_practice(text, "practice.yml", diagnostics)
    found = diagnostics.sorted()
    return practice, [d.code for d in found], [d.line for d in found]


def line_of(words: str) -> int:
    return STARTER[: STARTER.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("url: https://example.org", "url: example.org", {"url": None}),
        ("email: office@example.org", "email: office", {"email": ""}),
        ("  days: 3\n", "  days: soon\n", {"wait": None}),
        ("languages: [English, Spanish]\ninterpreter", "languages: English\ninterpreter",
         {"languages": ()}),
    ],
)  # fmt: skip
def test_a_wrong_field_is_left_out(old, new, lost):
    """An optional field goes, and every other fact is there."""
    practice, codes, lines = load((old, new))
    whole, _, _ = load()
    assert codes == ["field-value"]
    assert lines[0] is not None
    assert practice == whole.model_copy(update=lost)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("price: 65", "price: -65", "fees"),
        ("plan_type: commercial", "plan_type: comercial", "payers"),
        ("event: Referral received, ", "", "reporting"),
        ("level: stop, action", "level: stopp, action", "safety"),
        ("rule: We wash our hands before and after each person, ", "", "hygiene"),
    ],
)
def test_a_list_loses_only_its_wrong_item(old, new, field):
    """The other items stay in their order."""
    practice, codes, lines = load((old, new))
    whole, _, _ = load()
    assert len(codes) == 1
    assert lines == [line_of(old)]
    assert getattr(practice, field) == getattr(whole, field)[1:]
    assert practice.model_copy(update={field: getattr(whole, field)}) == whole


def test_a_license_that_cannot_be_read_takes_its_person_along():
    """Nobody is shown without a license; the others are."""
    practice, codes, lines = load((LICENSE, LICENSE.replace("OR", "XX")))
    assert [p.id for p in practice.people] == ["sam-sample"]
    assert codes == ["field-value"]
    assert lines == [line_of(LICENSE)]


def test_former_names_lose_no_more():
    """A wrong value below a former name is found at its own line."""
    practice, codes, lines = load(
        ("    licenses:\n" + LICENSE, "    licences:\n" + LICENSE.replace("OR", "XX"))
    )
    assert [p.id for p in practice.people] == ["sam-sample"]
    assert (codes, lines) == (["field-value"], [line_of(LICENSE)])


def test_a_name_of_the_users_own_goes_alone():
    """Of the groups in `training:` only the wrong one is left out."""
    practice, codes, _ = load(("children: {accepts: false}", "children: {accepts: maybe}"))
    assert codes == ["field-value"]
    assert list(practice.training) == ["pregnancy", "oncology"]


def test_a_wrong_telephone_is_shown_as_written():
    """Nothing works without a number, so a preview shows what stands there, and the error."""
    practice, codes, lines = load(("telephone: 541-555-0100", "telephone: 555-0100"))
    assert practice.telephone == "555-0100"
    assert (codes, lines) == (["field-value"], [line_of("telephone: 541-555-0100")])


def test_a_sample_never_passes_for_real():
    """What stands after `sample:` may be mistyped; the facts are still the made-up ones."""
    practice, codes, _ = load(("sample: true", "sample: ture"))
    assert codes == ["field-value"]
    assert practice.sample


def test_lines_after_what_was_left_out_are_right():
    """A rule after the one that went is still found at its own line."""
    old = "We call you the same day and rebook."
    text = STARTER.replace("level: stop, action", "level: stopp, action", 1)
    # The second rule, the first one that stays, was reviewed long ago.
    at = text.index(old)
    text = text[:at] + text[at:].replace("reviewed_on: 2026-11-01", "reviewed_on: 2020-11-01", 1)
    diagnostics = Diagnostics()
    load_practice(text, "practice.yml", diagnostics, today=dt.date(2026, 11, 23))
    assert [(d.code, d.line) for d in diagnostics.sorted()] == [
        ("field-value", line_of("level: stop, action")),
        ("safety-stale", line_of(old)),
    ]


def test_every_mistake_is_told_at_once():
    """Mistakes in several places are all there the first time."""
    _, codes, _ = load(
        ("price: 65", "price: -65"),
        ("price: 110", "price: much"),
        ('zip: "97000"', "zip: 970"),
        ("tagline:", "taglin:"),
    )
    assert sorted(codes) == ["field-unknown", "field-value", "field-value", "field-value"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("name: Example Clinical Massage\n", "", ["field-missing"]),
        ("telephone: 541-555-0100\n", "", ["field-missing"]),
        ("telephone: 541-555-0100\n", "telephone: [1]\n", ["field-value"]),
        ("people:\n", "folk:\n", ["field-missing", "field-unknown"]),
    ],
)
def test_without_these_nothing_works(old, new, codes):
    """Only the name, the telephone and the people make the whole file unusable."""
    practice, found, _ = load((old, new))
    assert practice is None
    assert sorted(found) == codes


def test_two_people_of_one_id_are_told():
    """The second one's line is named; pages are still shown."""
    practice, codes, lines = load(("id: sam-sample", "id: alex-example"))
    assert practice is not None
    assert (codes, lines) == (["field-value"], [line_of("id: sam-sample")])


def test_a_form_that_does_not_fit_is_explained():
    """The message says what such a value looks like, not which pattern it fails."""
    text = STARTER.replace("id: alex-example", "id: Alex Example")
    diagnostics = Diagnostics()
    load_practice(text, "practice.yml", diagnostics)
    (found,) = diagnostics
    assert "“Alex Example” does not have the form" in found.message
    assert "small letters, digits, hyphens" in found.fix


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("telephone: 541", "telefone: 541"),
        ("\npeople:\n", "\npeeple:\n"),
        ("        number: ", "        nummber: "),
    ],
)
def test_a_slip_in_a_name_is_one_problem(old, new):
    """That the right name is missing, too, says nothing new."""
    _, codes, lines = load((old, new))

    assert codes == ["field-unknown"]
    assert lines == [line_of(old.strip("\n"))]
