"""Photos and their entries in a whole project, as `referable check` sees them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from referable.checks.sources import check_sources
from referable.diagnostics import Diagnostics
from referable.project import Settings
from referable.suppressions import apply_suppressions

PRACTICE = """\
name: Example Clinical Massage
telephone: 541-555-0100
people:
  - id: alex-example
    name: Alex Example
    title: Licensed Massage Therapist
    portrait: assets/alex.jpg
    licenses: [{state: OR, number: "00000", title: Licensed Massage Therapist}]
services:
  - {host: sample.janeapp.com, baa: true}
  - {host: calendly.com, baa: false}
"""
Site = Callable[[Mapping[str, str | bytes]], Path]


def picture(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", **options)
    return out.getvalue()


def found(make_site: Site, files: Mapping[str, str | bytes]) -> list[str]:
    root = make_site({"docs/index.md": "# A\n", "practice.yml": PRACTICE, **files})
    first, again = (
        check_sources(root, Settings(), "docs", dt.date(2026, 11, 23)) for _ in range(2)
    )
    assert again == first
    diagnostics = Diagnostics()
    diagnostics.extend(first)
    apply_suppressions(diagnostics, root)
    return [f"{d.place} {d.code}" for d in diagnostics.sorted()]


def test_portrait_that_is_not_there_is_reported_at_its_line(make_site: Site) -> None:
    """A slip in practice.yml is found before a visitor finds a broken picture."""
    assert "practice.yml:7 photo-missing" in found(make_site, {})
    there = {"docs/assets/alex.jpg": picture()}
    assert "practice.yml:7 photo-missing" not in found(make_site, there)


def test_picture_without_words_is_reported_unless_photos_yml_has_them(make_site: Site) -> None:
    """The page or the entry says what is to be seen; an ornament may be allowed."""
    page = (
        "# A\n\n![](assets/alex.jpg)\n\n![](b.png)\n\n`![](c.png)`\n\n![Room](d.png)\n\n"
        "<!-- referable: allow photo-alt: an ornament between parts -->\n![](e.png)\n"
    )
    entry = "photos:\n  - {file: assets/alex.jpg, who: staff, names: [Alex Example], alt: Alex}\n"
    files = {"docs/index.md": page, "photos.yml": entry, "docs/assets/alex.jpg": picture()}

    assert found(make_site, files) == ["docs/index.md:5:1 photo-alt"]


def test_services_of_practice_yml_decide_about_links(make_site: Site) -> None:
    """`baa: true` allows the host; `baa: false` does not."""
    page = "# A\n\n[Book](https://sample.janeapp.com/)\n[Book](https://calendly.com/sample)\n"
    files = {"docs/index.md": page, "docs/assets/alex.jpg": picture()}

    assert found(make_site, files) == ["docs/index.md:4:8 site-link-unlisted"]


def test_photographer_named_in_photos_yml_may_stand_in_the_photo(make_site: Site) -> None:
    """A credit that is published anyway is no secret of the file's."""
    exif = Image.Exif()
    exif[0x013B] = "Dana Sampleton"
    photo = picture(exif=exif.tobytes())
    entry = "photos:\n  - {file: assets/alex.jpg, who: none, alt: x, credit: Dana Sampleton}\n"

    assert found(make_site, {"docs/assets/alex.jpg": photo}) == [
        "docs/assets/alex.jpg media-person"
    ]
    assert found(make_site, {"docs/assets/alex.jpg": photo, "photos.yml": entry}) == []


def test_broken_list_is_one_message_not_one_for_each_photo(make_site: Site) -> None:
    """When photos.yml cannot be read, nobody is said to be missing in it."""
    files = {"docs/assets/alex.jpg": picture(), "photos.yml": "photos:\n  - {file: a.jpg}\n"}

    assert found(make_site, files) == ["photos.yml:2:5 field-missing"]


def test_what_photos_yml_declares_raises_no_alarm(make_site: Site) -> None:
    """Dates of papers, and words about a client who signed, are fine there and on the page."""
    entry = (
        "photos:\n  - file: assets/alex.jpg\n    who: client\n    alt: A client stretches\n"
        "    authorization: {signed: 2026-01-31, expires: 2028-01-31, kept: binder 3}\n"
    )

    page = "# A\n\n![A client stretches](assets/alex.jpg) A client stretches.\n"
    files = {"docs/assets/alex.jpg": picture(), "docs/index.md": page}

    assert "docs/index.md:3:3 phi-image" in found(make_site, files)
    assert found(make_site, {**files, "photos.yml": entry}) == []
