"""The fields of practice.yml: what each takes, and what is said of a wrong value."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.practice import Weekday, fact, load_practice, npi_is_valid, weekdays_in

ROOT = Path(__file__).resolve().parents[2]
STARTER = (ROOT / "practice.yml").read_text(encoding="utf-8")


def load(old: str = "", new: str = ""):
    assert old in STARTER
    diagnostics = Diagnostics()
    practice = load_practice(STARTER.replace(old, new, 1), "practice.yml", diagnostics)
    return practice, diagnostics.sorted()


@pytest.mark.parametrize(
    ("old", "new", "words", "fix"),
    [
        ("price: 65", "price: -65", "fees.1.price should be 0 or more", "0 or more"),
        ("minutes: 30", "minutes: 0", "more than 0", "more than 0"),
        ('npi: "1234567893"', 'npi: "1234567890"', "check digit", "NPPES"),
        ("telephone: 541-555-0100", "telephone: 555-0100", "area code", "541-555-0100"),
        ("email: office@example.org", "email: office at example", "e-mail address", "office@"),
        ('zip: "97000"', "zip: 970", "ZIP code", "five digits in quotes"),
        ('open: "08:00"', 'open: "8am"', "time of day", "08:00"),
        ("days: Friday", "days: Fryday", "names no days", "Monday to Thursday"),
        ("status: active", "status: activ", "not a choice", "Did you mean “active”"),
        ("plan_type: commercial", "plan_type: comercial", "not a choice", "commercial"),
        ("      - state: OR", "      - state: XX", "not a US state", "OR"),
        ("hours: 24", "hours: 0", "more than 0", "more than 0"),
        ("taxonomy: 225700000X", "taxonomy: massage", "taxonomy", ""),
        ("url: https://example.org", "url: example.org", "not a web address", "https://"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_in_plain_words(old, new, words, fix):
    """The message names the field, and the fix says what to write."""
    _, found = load(old, new)
    assert [d.code for d in found] == ["field-value"]
    assert words in found[0].message
    assert fix in found[0].fix
    assert found[0].line == STARTER[: STARTER.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    "gone",
    ["        issuer: Example School of Massage\n", "        hours: 24\n", "      issuer: NCBTMB\n",
     "      carrier: Example Mutual\n", "    verified_by: Office (sample)\n"],
)  # fmt: skip
def test_what_must_be_there_is_asked_for(gone):
    """A certificate names issuer and hours, a payer row who checked it."""
    _, found = load(gone)
    assert [d.code for d in found] == ["field-missing"]


def test_former_names_go_on_working():
    """A file that says licences is read, and pages may name the facts either way."""
    practice, found = load("    licenses:\n", "    licences:\n")
    assert found == []
    assert practice is not None
    assert fact(practice, "people.0.licences.0.number") == "00000"
    assert fact(practice, "lead.licence") == fact(practice, "lead.license")
    assert fact(practice, "lead.license") == "Oregon LMT license 00000"
    with pytest.raises(LookupError):
        fact(practice, "lead.licens")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday to Thursday", "0123"),
        ("Mon-Fri", "01234"),
        ("Mondays and Wednesdays", "02"),
        ("Tue, Thu; Sat", "135"),
        ("weekdays, Sunday", "012346"),
        ("Friday through Monday", "0456"),
        ("daily", "0123456"),
    ],
)
def test_days_are_read_from_words(text, days):
    """Therapists write days as they speak; schema.org and the checks need each."""
    assert weekdays_in(text) == tuple(Weekday(int(d)) for d in days)


@pytest.mark.parametrize("text", ["", "T", "Mo to", "by appointment", "Monday to Friday to Sunday"])
def test_words_that_name_no_day_are_refused(text):
    """A day that cannot be told apart is an error, not a guess."""
    with pytest.raises(ValueError, match="names no days"):
        weekdays_in(text)


def test_hours_are_said_as_americans_say_them():
    """Readers see am and pm; the file keeps the 24-hour clock."""
    practice, _ = load('close: "13:00"', 'close: "12:30"')
    assert practice is not None
    assert practice.locations[0].hours[1].text.replace("\u00a0", " ") == "Friday: 8 am to 12:30 pm"


@pytest.mark.parametrize("number", ["1234567893", "1003000126"])
def test_npi_check_digit(number):
    """The published examples pass, and every number one digit off does not."""
    assert npi_is_valid(number)
    for at in range(10):
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert not npi_is_valid(wrong)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "the same day"), (1, "within 1 business day"), (2, "within 2 business days")],
)
def test_the_time_to_a_reply_reads_well_whatever_the_number(days, said):
    """Pages say it in words, so that a changed number leaves no "2 business day" behind."""
    practice, found = load("business_days: 1", f"business_days: {days}")

    assert found == []
    assert fact(practice, "replies.promise") == said
