"""Photos: a face needs an entry in photos.yml, and published copies come in fitting sizes."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFilter

from referable.checks.media import check_image
from referable.checks.media.containers import Format
from referable.checks.media.faces import Seen, Sight, can_see_faces, look
from referable.checks.media.responsive import decode, encode, make_variants
from referable.checks.media.survey import check_media, check_people
from referable.diagnostics import Diagnostic, Diagnostics, Severity
from referable.photos import Photos, load_photos

needs_detector = pytest.mark.skipif(not can_see_faces(), reason="needs referable[faces]")


def noise(size: tuple[int, int] = (480, 480)) -> Image.Image:
    """Something without flat colours, as every photo is; the same each time."""
    wave = Image.radial_gradient("L").resize(size)
    other = Image.linear_gradient("L").rotate(37).resize(size)
    return Image.merge("RGB", (wave, other, wave.rotate(90)))


def photo(size: tuple[int, int]) -> Image.Image:
    """Shapes with the grain of a camera, which is what the formats were made for."""
    grain = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))
    return Image.blend(noise(size), grain.filter(ImageFilter.GaussianBlur(2)), 0.2)


def face() -> Image.Image:
    """A face plain enough for a detector, and nobody's."""
    image = noise()
    draw = ImageDraw.Draw(image)
    draw.pieslice((115, 30, 365, 260), 180, 360, fill=(60, 40, 30))
    draw.ellipse((135, 60, 345, 400), fill=(224, 180, 150))
    draw.pieslice((125, 30, 355, 200), 180, 360, fill=(60, 40, 30))
    for x in (190, 290):
        draw.ellipse((x - 26, 195, x + 26, 222), fill=(245, 245, 245))
        draw.ellipse((x - 11, 195, x + 11, 221), fill=(50, 30, 20))
        draw.line((x - 32, 178, x + 32, 174), fill=(60, 40, 30), width=9)
    draw.polygon([(240, 215), (218, 285), (262, 285)], fill=(205, 155, 128))
    draw.ellipse((222, 278, 236, 290), fill=(140, 90, 75))
    draw.ellipse((246, 278, 260, 290), fill=(140, 90, 75))
    draw.ellipse((195, 315, 285, 345), fill=(180, 80, 80))
    draw.line((195, 330, 285, 330), fill=(110, 40, 40), width=4)
    return image.filter(ImageFilter.GaussianBlur(3))


def drawing() -> Image.Image:
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).ellipse((100, 60, 260, 220), outline="black", fill="pink")
    return image


def written(image: Image.Image, path: Path, **options: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)
    return path


def load(text: str, **options: object) -> tuple[Photos | None, list[str]]:
    diagnostics = Diagnostics()
    photos = load_photos(text, "photos.yml", diagnostics, **options)
    return photos, [f"{d.line} {d.code}" for d in diagnostics.sorted()]


def survey(root: Path, *paths: str, photos: Photos | None = None) -> list[Diagnostic]:
    cache = root / "cache" / "media.json"
    return check_media(root, paths, photos=photos or Photos(), cache_file=cache)


@needs_detector
def test_face_without_entry_is_reported(tmp_path: Path) -> None:
    """A photo with a face and no entry is an error that says what to write."""
    written(face(), tmp_path / "docs" / "a.jpg", quality=90)

    found = survey(tmp_path, "docs/a.jpg")

    assert [(d.code, d.severity, d.path) for d in found] == [
        ("photo-undeclared", Severity.ERROR, "docs/a.jpg")
    ]
    assert "file: a.jpg" in found[0].fix


@needs_detector
def test_entry_that_says_nobody_is_pictured_is_doubted_at_its_line(tmp_path: Path) -> None:
    """`who: none` on a photo with a face is a warning in photos.yml, where it can be allowed."""
    written(face(), tmp_path / "docs" / "a.jpg", quality=90)
    photos, _ = load("photos:\n  - file: a.jpg\n    who: none\n")

    found = survey(tmp_path, "docs/a.jpg", photos=photos)

    assert [(d.code, d.severity, d.place) for d in found] == [
        ("photo-entry", Severity.WARNING, "photos.yml:2:5")
    ]


def test_photo_that_nobody_could_look_at_is_a_warning() -> None:
    """Without a detector a photo may show a person, which is less than knowing it does."""
    found = check_people(Seen(Sight.UNKNOWN), "a.jpg", "docs/a.jpg")

    assert [(d.code, d.severity) for d in found] == [("photo-undeclared", Severity.WARNING)]


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    """The second survey finds the same from what it has kept, until size or time changes."""
    path = written(noise(), tmp_path / "docs" / "a.jpg", comment="Jane S., second visit")
    first = survey(tmp_path, "docs/a.jpg")
    stat = path.stat()
    path.write_bytes(b"x" * stat.st_size)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert first
    assert survey(tmp_path, "docs/a.jpg") == first

    os.utime(path, ns=(0, 0))
    assert [d.code for d in survey(tmp_path, "docs/a.jpg")] == ["media-broken"]


def test_what_the_published_copy_leaves_out_is_a_warning(tmp_path: Path) -> None:
    """A camera's traces in an original do not keep the site from being built."""
    exif = Image.Exif()
    exif[0x013B] = "Jane Sampleton"
    written(drawing(), tmp_path / "docs" / "a.jpg", exif=exif.tobytes())

    found = survey(tmp_path, "docs/a.jpg")

    assert [(d.code, d.severity) for d in found] == [("media-person", Severity.WARNING)]
    assert "referable photo add docs/a.jpg" in found[0].fix


@needs_detector
@pytest.mark.parametrize("turn", [3, 6, 8])
def test_face_is_seen_whichever_way_the_camera_was_held(turn: int) -> None:
    """The orientation in the file is applied before faces are looked for."""
    turned = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    face().transpose(turned[turn]).save(out, "JPEG", exif=exif.tobytes(), quality=90)

    assert look(out.getvalue()).sight is Sight.FACE


@needs_detector
def test_photo_without_face_needs_no_entry(tmp_path: Path) -> None:
    """A room or a texture is left alone."""
    written(noise(), tmp_path / "docs" / "room.jpg", quality=90)

    assert survey(tmp_path, "docs/room.jpg") == []


def test_drawing_needs_no_entry_even_without_detector(tmp_path: Path) -> None:
    """Pictures of few flat colours are no photos."""
    path = written(drawing(), tmp_path / "a.png")

    assert look(path.read_bytes(), detect=False).sight is Sight.DRAWING
    assert check_people(look(path.read_bytes(), detect=False), "a.png", "docs/a.png") == []


def test_without_detector_every_photo_counts() -> None:
    """What cannot be looked at is unknown, never harmless."""
    out = io.BytesIO()
    noise().save(out, "JPEG")

    assert look(out.getvalue(), detect=False).sight is Sight.UNKNOWN


def test_entries_allow_photos(tmp_path: Path) -> None:
    """Staff, models, stock, clients with a signed authorization are fine with a full entry."""
    files = ("images/a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg")
    for file in files:
        written(face() if file != "d.jpg" else noise(), tmp_path / "docs" / file)
    photos, problems = load(
        "photos:\n"
        "  - {file: images/a.jpg, who: staff, names: [Alex Example], alt: Alex at work}\n"
        "  - {file: docs/b.jpg, who: model, release: {signed: 2026-01-31}}\n"
        "  - {file: ./c.jpg, who: stock, licence: Sample license from example.org}\n"
        "  - {file: d.jpg, who: none}\n"
        "  - {file: e.jpg, who: client, authorisation: {signed: 2026-01-31, kept: binder 3}}\n"
    )

    assert problems == []
    assert survey(tmp_path, *(f"docs/{file}" for file in files), photos=photos) == []


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        ("signed: 2026-01-31, expires: 2026-06-30", "expired on 2026-06-30"),
        ("signed: 2027-01-31", "dated 2027-01-31"),
    ],
)
def test_dates_of_a_release_are_judged_by_the_calendar(dates: str, says: str) -> None:
    """A release that has expired, or is yet to be signed, is reported at its line."""
    diagnostics = Diagnostics()
    text = f"photos:\n  - file: b.jpg\n    who: model\n    release: {{{dates}}}\n"

    load_photos(text, "photos.yml", diagnostics, today=dt.date(2026, 7, 1))

    assert [(d.code, d.line, says in d.message) for d in diagnostics] == [("photo-entry", 4, True)]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{file: a.jpg, who: patient}", "2 field-value"),
        ("{file: a.jpg, who: staff}", "2 field-value"),
        ("{file: a.jpg, who: model}", "2 field-value"),
        ("{file: a.jpg, who: client}", "2 field-value"),
        (
            "{file: a.jpg, who: client, authorization: {signed: 2026-01-31}, names: [Jo Roe]}",
            "2 field-value",
        ),
        (
            "{file: a.jpg, who: client, authorization: {signed: 2026-01-31, kept: scans/form.pdf}}",
            "2 field-value",
        ),
        ("{file: a.jpg, who: stock}", "2 field-value"),
        ("{file: a.jpg, who: somebody}", "2 field-value"),
        ("{file: a.jpg}", "2 field-missing"),
        ("{file: a.jpg, who: none, wo: x}", "2 field-unknown"),
        ("{file: a.jpg, who: model, release: {signed: soon}}", "2 field-value"),
    ],
)
def test_incomplete_entry_names_its_line(entry: str, expected: str) -> None:
    """Each slip in photos.yml is a diagnostic at its line."""
    _, problems = load(f"photos:\n  - {entry}\n")

    assert expected in problems


def test_entry_is_compared_with_files_and_staff(tmp_path: Path) -> None:
    """A file that is not there and a name that is not in practice.yml are reported."""
    _, problems = load(
        "photos:\n  - {file: a.jpg, who: staff, names: [Pat Unknown]}\n",
        docs=tmp_path,
        staff=("Alex Example",),
    )

    assert problems == ["2 photo-missing", "2 photo-entry"]


def test_list_at_the_top_is_explained() -> None:
    """A file that begins with the list itself says what is missing."""
    assert load("- {file: a.jpg}\n") == (None, ["1 yaml-syntax"])


def test_copies_are_never_larger_and_carry_nothing_but_colour(tmp_path: Path) -> None:
    """Widths above the original are left out; profile stays, metadata go, measures are true."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Jane Sampleton"
    source = written(
        photo((900, 600)),
        tmp_path / "a.jpg",
        quality=92,
        exif=exif.tobytes(),
        icc_profile=profile,
    )
    before = source.read_bytes()

    picture, problems = make_variants(source, tmp_path / "out", widths=(200, 400, 1600))

    assert problems == []
    assert picture is not None
    assert (picture.width, picture.height) == (600, 900)
    assert [(v.mime, v.width, v.height) for v in picture.of("image/avif")] == [
        ("image/avif", 200, 300),
        ("image/avif", 400, 600),
        ("image/avif", 600, 900),
    ]
    assert source.read_bytes() == before
    for variant in picture.variants:
        path = tmp_path / "out" / variant.name
        with Image.open(path) as image:
            assert image.size == (variant.width, variant.height)
            assert image.info.get("icc_profile") == profile
        assert check_image(path) == []


def test_copies_are_made_once(tmp_path: Path) -> None:
    """The same original gives the same names, and files that are there are not written again."""
    source = written(photo((300, 200)), tmp_path / "a.png")
    first, _ = make_variants(source, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.[!j]*"):
        path.write_bytes(b"kept")

    second, _ = make_variants(source, tmp_path / "out")

    assert first is not None
    assert second is not None
    assert [v.name for v in first.variants] == [v.name for v in second.variants]
    assert {p.read_bytes() for p in (tmp_path / "out").glob("*.[!j]*")} == {b"kept"}


def test_copies_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two runs give equal files."""
    source = written(photo((600, 400)), tmp_path / "a.jpg", quality=95)
    make_variants(source, tmp_path / "one")
    make_variants(source, tmp_path / "two")

    one, two = ({p.name: p.read_bytes() for p in (tmp_path / d).iterdir()} for d in ("one", "two"))
    assert one == two


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_picture_can_be_offered(mode: str, tmp_path: Path) -> None:
    """Grey, palette, transparent, print and sixteen-bit pictures all give copies."""
    kind = "tif" if mode == "CMYK" else "png"
    source = written(noise((64, 48)).convert("L").convert(mode), tmp_path / f"a.{kind}")
    format_ = Format.TIFF if mode == "CMYK" else Format.PNG

    image, problem = decode(source.read_bytes(), format_, "a")

    assert problem is None
    for kind in ("jpg", "png", "webp", "avif"):
        with Image.open(io.BytesIO(encode(image, kind))) as copy:
            assert copy.size == (64, 48)


def test_kind_that_saves_nothing_is_left_out(tmp_path: Path) -> None:
    """A drawing is offered without loss; a copy larger than the original is not offered."""
    source = written(drawing().resize((1000, 750), 0), tmp_path / "a.png", compress_level=0)

    picture, _ = make_variants(source, tmp_path / "out")

    assert picture is not None
    assert {v.mime for v in picture.variants} == {"image/webp"}
    with Image.open(tmp_path / "out" / picture.variants[-1].name) as copy:
        assert copy.convert("RGB").tobytes() == drawing().resize((1000, 750), 0).tobytes()


@pytest.mark.parametrize("kind", ["tif", "jpg", "png", "webp"])
def test_every_browser_gets_a_copy_it_can_show(kind: str, tmp_path: Path) -> None:
    """What is too wide or of a kind few browsers show has a copy that all of them show."""
    source = written(photo((1700, 300)), tmp_path / f"a.{kind}")

    picture, _ = make_variants(source, tmp_path / "out")

    assert picture is not None
    assert picture.fallback is not None
    assert picture.fallback.name.endswith(".jpg" if kind == "tif" else f".{kind}")
    assert picture.fallback.width == 1600


def test_damaged_picture_is_a_diagnostic(tmp_path: Path) -> None:
    """Cut and empty files give no copies and say so."""
    source = written(noise(), tmp_path / "a.jpg")
    source.write_bytes(source.read_bytes()[:5000])

    picture, problems = make_variants(source, tmp_path / "out")

    assert picture is None
    assert [d.code for d in problems] == ["media-broken"]
