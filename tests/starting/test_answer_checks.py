"""What may be typed, and what is said kindly when it does not fit."""

from __future__ import annotations

import datetime as dt

import pytest

from referable.starting import checks


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        ("state", "or", "OR"),
        ("state", " Oregon ", "OR"),
        ("state", "district of columbia", "DC"),
        ("date", "2027-12-31", dt.date(2027, 12, 31)),
        ("date", "12/31/2027", dt.date(2027, 12, 31)),
        ("date", "1.5.2027", dt.date(2027, 1, 5)),
        ("npi", "1245319599", "1245319599"),
        ("npi", "1245 319-599", "1245319599"),
        ("telephone", "(541) 555 0100", "541-555-0100"),
        ("telephone", "+1 541.555.0100", "541-555-0100"),
        ("telephone", "541-555-0100 ext 12", "541-555-0100 ext. 12"),
        ("zip", "97201-1234", "97201-1234"),
        ("email", " office@example.org ", "office@example.org"),
        ("web", "example.org", "https://example.org"),
        ("site_url", "https://example.org", "https://example.org/"),
        ("repository", "https://github.com/quiet-hands/website.git", "quiet-hands/website"),
        ("repository", "git@github.com:quiet-hands/website.git", "quiet-hands/website"),
        ("words", "  Quiet \t Hands ", "Quiet Hands"),
    ],
)
def test_answers_are_taken_as_people_write_them(check, typed, kept):
    """Spaces, dashes, names in place of codes and American dates are understood."""
    assert getattr(checks, f"check_{check}")(typed) == kept


@pytest.mark.parametrize(
    ("check", "typed", "said"),
    [
        ("state", "Oregn", "Did you mean Oregon?"),
        ("state", "XX", "two letters"),
        ("date", "31/12/2027", "2027-12-31"),
        ("date", "2027-02-30", "2027-12-31"),
        ("date", "soon", "12/31/2027"),
        ("npi", "1245319598", "last digit"),
        ("npi", "12453", "ten digits"),
        ("npi", "1234567893", "sample"),
        ("npi", "١٢٣٤٥٦٧٨٩٣", "ten digits"),
        ("telephone", "555-0100", "area code"),
        ("telephone", "041-555-0100", "area code"),
        ("zip", "9720", "five digits"),
        ("email", "office(at)example.org", "office@example.org"),
        ("email", "a@b.org, c@d.org", "office@example.org"),
        ("web", "no address", "https://"),
        ("web", "javascript:alert(1)", "https://"),
        ("repository", "my repository", "quiet-hands/website"),
        ("repository", "../..", "quiet-hands/website"),
        ("words", "   ", "needed"),
        ("words", "x" * 300, "too long"),
        ("words", "a\x1b[31mb", "odd characters"),
    ],
)
def test_what_does_not_fit_is_said_with_a_remedy(check, typed, said):
    """Each refusal has two parts, what is wrong and what to write, and names no rule of ours."""
    with pytest.raises(ValueError, match=r".+ \| .+") as refusal:
        getattr(checks, f"check_{check}")(typed)

    assert said in str(refusal.value)
