"""Files that are neither pages nor pictures and yet are published with them."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from referable.checks.sources import check_sources
from referable.diagnostics import Diagnostic
from referable.project import Settings

Site = Callable[[Mapping[str, str | bytes]], Path]
STORY = "Client Mary Poe, born 3/4/1961, has sciatica. Call 541-555-0150.\n"


def found(make_site: Site, name: str, content: str | bytes) -> list[Diagnostic]:
    return found_at(make_site, f"docs/{name}", content)


def found_at(make_site: Site, path: str, content: str | bytes) -> list[Diagnostic]:
    root = make_site({"docs/index.md": "# Massage\n", path: content})
    every = check_sources(root, Settings(), "docs", dt.date(2026, 11, 24))
    return [d for d in every if d.path == path]


def film(place: bytes) -> bytes:
    def atom(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside) + 8) + kind + inside

    text = atom(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place) if place else b""
    return atom(b"ftyp", b"isom\0\0\0\0isom") + atom(b"moov", atom(b"udta", text))


@pytest.mark.parametrize(
    "name",
    ["page.md~", "page.md.bak", "notes.log", "intake.json", "captions.vtt", "mail.eml", "a.htm",
     "old/list.orig", "data.xml"],
)  # fmt: skip
def test_a_text_of_any_kind_is_read(make_site: Site, name: str) -> None:
    """Engines copy backups, logs and exports to the site as they are."""
    codes = {d.code for d in found(make_site, name, STORY)}

    assert {"phi-name", "phi-date", "phi-contact"} <= codes


def test_an_export_with_tabs_is_read_by_its_columns(make_site: Site) -> None:
    """What a spreadsheet saves as .tsv holds the same columns as a .csv."""
    table = "name\tphone\nMary Poe\t541-555-0150\n"

    assert {d.code for d in found(make_site, "list.tsv", table)} == {"phi-name", "phi-contact"}


def test_a_contact_card_is_read_without_the_words_of_its_format(make_site: Site) -> None:
    """The card's name and number are told, and not BEGIN, FN or END."""
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Mary Poe\nTEL;TYPE=cell:541-555-0150\n"
        "NOTE:client with a sore knee\nEND:VCARD\n"
    )

    assert [(d.line, d.code) for d in found(make_site, "mary.vcf", card)] == [
        (3, "phi-name"),
        (4, "phi-contact"),
    ]


def test_a_calendar_of_public_events_is_left_alone(make_site: Site) -> None:
    """A date and a place in a calendar belong to the event."""
    calendar = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1@example.org\n"
        "DTSTAMP:20260101T000000Z\nSUMMARY:Open house\nLOCATION:Library\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )

    assert found(make_site, "events.ics", calendar) == []


@pytest.mark.parametrize("name", ["clients.zip", "intake.7z", "book.epub", "practice.sqlite"])
def test_an_archive_is_said_to_be_unchecked(make_site: Site, name: str) -> None:
    """Nobody is left to think that the inside of an archive was looked at."""
    assert [d.code for d in found(make_site, name, b"PK\x03\x04 Mary Poe")] == ["media-unchecked"]


def test_a_film_that_says_where_it_was_made_is_an_error(make_site: Site) -> None:
    """Telephones write coordinates into films as into photos, and no copy is made without them."""
    (diagnostic,) = found(make_site, "home-visit.mp4", film(b"+44.5646-123.2620/"))

    assert diagnostic.code == "media-location"
    assert diagnostic.severity.value == "error"


@pytest.mark.parametrize("content", [film(b""), b"", b"+44.5646-123.2620/ in no film"])
def test_a_film_without_a_place_is_left_alone(make_site: Site, content: bytes) -> None:
    """Coordinates count only where the format keeps them; an empty file is no failure."""
    assert found(make_site, "tour.mov", content) == []


def test_a_template_is_read_without_its_code(make_site: Site) -> None:
    """Words in overrides/ stand on every page; the names in its code are a program's."""
    template = (
        '{% if client.mary_poe %}<aside aria-label="Refer a patient">{% endif %}\n'
        "<p>Our client Mary Poe says: my sciatica is gone!</p>\n"
    )

    assert [(d.line, d.code) for d in found_at(make_site, "overrides/main.html", template)] == [
        (2, "phi-name")
    ]


def test_the_set_up_file_is_read(make_site: Site) -> None:
    """A description in mkdocs.yml stands in the head of every page."""
    text = (
        "site_name: Example\nplugins: [referable]\n"
        "site_description: Our client Mary Poe lost her sciatica here.\n"
    )

    assert [(d.line, d.code) for d in found_at(make_site, "mkdocs.yml", text)] == [(3, "phi-name")]
