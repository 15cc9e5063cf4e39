"""`referable photo add`: looks, cleans, asks, enters; never touches or writes over anything."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageCms

from referable.checks.media import check_image
from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.photos import Photos, load_photos

PRACTICE = """\
name: Example Clinical Massage
telephone: 541-555-0100
people:
  - id: alex-example
    name: Alex Example
    title: Licensed Massage Therapist
    licenses: [{state: OR, number: "00000", title: Licensed Massage Therapist}]
"""
ROOM = ("--who", "none", "--alt", "A treatment table by a window")
Site = Callable[[Mapping[str, str | bytes]], Path]


def camera(size: tuple[int, int] = (300, 200), kind: str = "JPEG") -> bytes:
    """A picture as a telephone writes it: turned, with a profile, place, name and serial number."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Jane Sampleton"
    exif.get_ifd(0x8769)[0xA431] = "0123456"
    exif.get_ifd(0x8825).update({1: "N", 2: (44.0, 30.0, 1.0), 3: "W", 4: (123.0, 1.0, 2.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    wave = Image.radial_gradient("L").resize(size)
    picture = Image.merge("RGB", (wave, wave.rotate(90).resize(size), wave.transpose(0)))
    out = io.BytesIO()
    picture.save(out, kind, exif=exif.tobytes(), icc_profile=profile)
    return out.getvalue()


@pytest.fixture
def site(make_site: Site) -> Path:
    return make_site(
        {"docs/index.md": "# A\n", "practice.yml": PRACTICE, "in/IMG_4032.jpg": camera()}
    )


def add(site: Path, *arguments: str, file: str = "in/IMG_4032.jpg", typed: str = "") -> Result:
    command = ["photo", "add", str(site / file), "-C", str(site), *arguments]
    return CliRunner().invoke(main, command, input=typed)


def entries(site: Path) -> Photos:
    diagnostics = Diagnostics()
    photos = load_photos(
        (site / "photos.yml").read_text(encoding="utf-8"), "photos.yml", diagnostics
    )
    assert list(diagnostics) == []
    assert photos is not None
    return photos


def test_photo_is_cleaned_turned_and_entered(site: Path) -> None:
    """The copy is upright, keeps its colours and nothing else; the original is as it was."""
    before = (site / "in/IMG_4032.jpg").read_bytes()

    result = add(site, "--as", "Treatment Room.JPG", *ROOM)

    copy = site / "docs/assets/photos/treatment-room.jpg"
    assert result.exit_code == 0, result.output
    assert (site / "in/IMG_4032.jpg").read_bytes() == before
    assert check_image(copy) == []
    with Image.open(copy) as image:
        assert image.size == (200, 300)
        assert image.info["icc_profile"]
    for said in ("where it was made", "a person’s name", "which camera"):
        assert said in result.output
    assert "Sampleton" not in result.output
    assert "![A treatment table by a window](assets/photos/treatment-room.jpg)" in result.output
    entry = entries(site).entry_for("assets/photos/treatment-room.jpg")
    assert entry is not None
    assert (entry.who.value, entry.alt) == ("none", "A treatment table by a window")


def test_questions_are_asked_in_turn(site: Path) -> None:
    """Without options each fact is asked, and the name comes from what the photo shows."""
    result = add(site, typed="staff\n\nAlex at the treatment table\n")

    assert result.exit_code == 0, result.output
    entry = entries(site).entry_for("assets/photos/alex-treatment-table.jpg")
    assert entry is not None
    assert entry.names == ("Alex Example",)


def test_where_nobody_can_type_the_option_is_named(site: Path) -> None:
    """Automation gets a sentence, not a question without end."""
    result = add(site)

    assert result.exit_code == 2
    assert "--who" in result.output
    assert not (site / "photos.yml").exists()


def test_client_needs_a_signed_authorization(site: Path) -> None:
    """A client's photo is entered with the day of the form, and not without it."""
    refused = add(site, "--as", "stretch", "--who", "client", "--alt", "A stretch")
    assert refused.exit_code == 2
    assert "HIPAA authorization" in refused.output
    assert not (site / "docs/assets").exists()

    arguments = (
        "--as",
        "stretch",
        "--who",
        "client",
        "--signed",
        "2026-01-31",
        "--alt",
        "A stretch",
    )
    assert add(site, *arguments, "--kept", "binder 3").exit_code == 0
    entry = entries(site).entry_for("assets/photos/stretch.jpg")
    assert entry is not None
    assert entry.authorization is not None
    assert entry.authorization.signed.isoformat() == "2026-01-31"


def test_a_description_without_a_word_is_asked_for_again(site: Path) -> None:
    """A question mark where the words should be is answered with an example, and nothing is lost."""
    result = add(site, typed="none\n?\nTable by a window\n")

    assert result.exit_code == 0, result.output
    assert "Say it as on the telephone" in result.output
    assert [photo.alt for photo in entries(site).photos] == ["Table by a window"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--who", "staff", "--name", "Pat Nobody", "--alt", "x"), "not in practice.yml"),
        (("--who", "model", "--signed", "2090-01-01", "--alt", "x"), "in time to come"),
        (
            ("--who", "client", "--signed", "2026-01-31", "--kept", "forms/a.pdf", "--alt", "x"),
            "stays at the practice",
        ),
        (("--who", "none", "--alt", "x", "--as", "mary-smith-left-hip"), "tells too much"),
        (("--who", "none", "--alt", "☺", "--as", "☺"), "no name that tells"),
    ],
)
def test_wrong_answer_writes_nothing(site: Path, arguments: tuple[str, ...], says: str) -> None:
    """Each slip is one sentence, and the folder is as it was."""
    named = arguments if "--as" in arguments else (*arguments, "--as", "table")

    result = add(site, *named)

    assert result.exit_code == 2
    assert says in result.output
    assert not (site / "docs/assets").exists()
    assert not (site / "photos.yml").exists()


def test_nothing_is_written_over(site: Path) -> None:
    """A second photo of the same name is refused."""
    add(site, "--as", "room", *ROOM)
    before = (site / "docs/assets/photos/room.jpg").read_bytes(), (site / "photos.yml").read_bytes()

    result = add(site, "--as", "room", *ROOM)

    assert result.exit_code == 2
    assert "--as room-2" in result.output
    assert before == (
        (site / "docs/assets/photos/room.jpg").read_bytes(),
        (site / "photos.yml").read_bytes(),
    )


@pytest.mark.parametrize(
    "old",
    [
        "",
        "# ours\nphotos: []  # none yet\n# the end\n",
        "photos:\n",
        "# ours\nphotos:\n- file: a.jpg # first\n  who: none\n\n# the end\n",
        "photos:\n    -   file: a.jpg\n        who: none",
        "photos:\r\n  - {file: a.jpg, who: none}\r\n",
    ],
)
def test_entry_is_appended_and_comments_stay(site: Path, old: str) -> None:
    """However the list was written, what is there stays and the entry comes last."""
    (site / "photos.yml").write_bytes(old.encode())
    (site / "docs/a.jpg").write_bytes(camera())

    result = add(site, "--as", "room", *ROOM)

    assert result.exit_code == 0, result.output
    new = (site / "photos.yml").read_bytes().decode()
    lines = iter(new.splitlines())
    assert all(line in lines for line in old.splitlines() if "[]" not in line)
    assert ("\r\n" in new) == ("\r\n" in old)
    assert "none yet" in new or "none yet" not in old
    assert [p.file for p in entries(site).photos][-1] == "assets/photos/room.jpg"


@pytest.mark.parametrize(
    "old", ["photos: [{file: a.jpg, who: none}]\n", "- {file: a.jpg}\n", "photos: [\n"]
)
def test_list_that_cannot_be_extended_is_left_alone(site: Path, old: str) -> None:
    """A list in another form, or a broken one, is not changed, and no photo is written."""
    (site / "photos.yml").write_text(old)

    result = add(site, "--as", "room", *ROOM)

    assert result.exit_code == 2
    assert (site / "photos.yml").read_text() == old
    assert not (site / "docs/assets").exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jpg", b"no picture at all", "is not a picture"),
        ("a.jpg", b"", "is not a picture"),
        ("a.jpg", camera()[:900], "is damaged"),
        ("a.pdf", b"%PDF-1.4", "is not a picture"),
    ],
)
def test_what_is_no_picture_is_refused(site: Path, name: str, data: bytes, says: str) -> None:
    """One sentence says why."""
    (site / name).write_bytes(data)

    result = add(site, *ROOM, file=name)

    assert (result.exit_code, says in result.output) == (2, True)


def test_missing_file_and_folder_are_refused(site: Path) -> None:
    """A slip in the name is no traceback."""
    assert add(site, *ROOM, file="none.jpg").exit_code == 2
    assert "is a folder" in add(site, *ROOM, file="docs").output


@pytest.mark.parametrize(("kind", "ending"), [("PNG", ".jpg"), ("WEBP", ".webp"), ("TIFF", ".jpg")])
def test_large_photo_of_any_kind_becomes_one_that_browsers_show(
    site: Path, kind: str, ending: str
) -> None:
    """The longer side has at most 2,400 pixels."""
    (site / "big").write_bytes(camera((2600, 100), kind))

    result = add(site, "--as", "big", *ROOM, file="big")

    assert result.exit_code == 0, result.output
    with Image.open(site / f"docs/assets/photos/big{ending}") as image:
        assert max(image.size) == 2400


def test_line_to_paste_counts_from_the_page(site: Path) -> None:
    """`--page` gives the address as that page writes it, with brackets in words escaped."""
    (site / "docs/about").mkdir()
    (site / "docs/about/team.md").write_text("# Team\n")

    result = add(site, "--as", "t", "--who", "none", "--alt", "A [b]", "--page", "about/team.md")

    assert "![A \\[b\\]](../assets/photos/t.jpg)" in result.output
