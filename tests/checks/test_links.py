"""Links to services for booking and messages, at the line where they are written."""

from __future__ import annotations

import pytest

from referable.checks.links import check_links
from referable.checks.site import check_text


def codes(text: str, *allowed: str) -> list[str]:
    found = check_links(text, "docs/a.md", allowed, ["https://example.org"])
    return [f"{d.line}:{d.column} {d.code}" for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Book](https://example.janeapp.com/)", ["1:8 site-link-unlisted"]),
        ("text\n\n<https://calendly.com/sample>", ["3:2 site-link-unlisted"]),
        ("See https://www.jotform.com/123.", ["1:5 site-link-unlisted"]),
        ('<a href="https://wa.me/15035550100">Chat</a>', ["1:10 site-link-unlisted"]),
        ("[Chat](whatsapp://send?phone=15035550100)", ["1:8 site-link-unlisted"]),
        ("[book]: https://as.me/sample", ["1:9 site-link-unlisted"]),
        (
            "[Book your appointment](https://booking.unknown-host.net/a)",
            ["1:25 site-link-unlisted"],
        ),
        ("[**Schedule online**](https://unknown-host.net)", ["1:23 site-link-unlisted"]),
        ('<iframe src="https://calendly.com/sample"></iframe>', ["1:14 site-frame"]),
        ('<script src="https://assets.calendly.com/widget.js"></script>', ["1:14 site-script"]),
    ],
)
def test_unlisted_service_is_reported_at_its_place(text: str, expected: list[str]) -> None:
    """However a link is written, the line and column are those of its address."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[Book](https://example.org/book/)",
        "[Book a visit](contact.md)",
        "[the book](https://publisher-sample.com/massage)",
        "[Schedule an appointment](https://www.va.gov/)",
        "`https://calendly.com/sample`",
        "```\nhttps://calendly.com/sample\n```",
        "<!-- https://calendly.com/sample -->",
        "[A trial of scheduling](https://doi.org/10.1000/xyz1)",
        "[Directions](https://maps.google.com/?q=x)",
    ],
)
def test_other_links_are_left_alone(text: str) -> None:
    """Own pages, code, comments and links that take no bookings are fine."""
    assert codes(text) == []


def test_listed_host_may_be_linked_and_never_framed() -> None:
    """`baa: true` allows a link to the host and what lies below it, not a frame."""
    assert codes("[Book](https://sample.janeapp.com/)", "janeapp.com") == []
    assert codes("[Book now](https://book.sample.net/)", "book.sample.net") == []
    frame = '<iframe src="https://sample.janeapp.com/"></iframe>'
    assert codes(frame, "janeapp.com") == ["1:14 site-frame"]


def test_many_open_brackets_take_no_time() -> None:
    """Hostile text of open brackets is read in one go."""
    assert codes("[" * 50_000 + " https://doi.org/x") == []


def test_words_of_a_link_tell_a_booking_page_in_the_built_site_too() -> None:
    """A service not known by name is told by what the link says, also through markup in it."""
    link = '<p><a href="https://booking.unknown-host.net/a"><b>Book</b> an appointment</a></p>'

    assert [d.code for d in check_text(link, "a.html")] == ["site-link-unlisted"]
    assert check_text(link, "a.html", allowed_link_hosts=["unknown-host.net"]) == []
