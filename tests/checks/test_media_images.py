"""Pictures: hidden data of every kind is found, look-alikes are left alone, copies are clean."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from referable.checks.media import Known, check_image, strip_image
from referable.checks.media.containers import read_parts
from referable.checks.media.images import check_image_bytes
from referable.checks.media.strip import strip_image_bytes

KNOWN = Known.of(["Sample Practice", "Alex Example"])
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EXIF_IFD, GPS_IFD = 0x8769, 0x8825


def picture(size: tuple[int, int] = (32, 24)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def saved(format_: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture().save(out, format_, **options)
    return out.getvalue()


def exif(
    main: dict[int, Any] | None = None, inner: dict[int, Any] | None = None, *, gps: bool = False
) -> bytes:
    data = Image.Exif()
    for tag, value in (main or {}).items():
        data[tag] = value
    for tag, value in (inner or {}).items():
        data.get_ifd(EXIF_IFD)[tag] = value
    if gps:
        data.get_ifd(GPS_IFD).update({1: "N", 2: (44.0, 30.0, 1.0), 3: "W", 4: (123.0, 1.0, 2.0)})
    return data.tobytes()


def xmp(body: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        'xmlns:mwg="http://www.metadataworkinggroup.com/schemas/regions/" '
        f'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def with_segment(marker: int, payload: bytes) -> bytes:
    data = saved("JPEG")
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload + data[2:]


def with_thumbnail() -> bytes:
    small = saved("JPEG", quality=10)
    main = struct.pack(">H", 0) + struct.pack(">I", 14)
    first = struct.pack(">HHHII", 2, 0x0201, 4, 1, 14 + 30) + struct.pack(
        ">HHII", 0x0202, 4, 1, len(small)
    )
    tiff = b"MM\0*\0\0\0\x08" + main + first + b"\0\0\0\0" + small
    return with_segment(0xE1, b"Exif\0\0" + tiff)


def iptc(*records: tuple[int, str]) -> bytes:
    body = b"".join(struct.pack(">BBBH", 0x1C, 2, n, len(v)) + v.encode() for n, v in records)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body


def png_text(**texts: str) -> bytes:
    info = PngInfo()
    for key, value in texts.items():
        info.add_text(key.replace("_", " "), value)
    return saved("PNG", pnginfo=info)


def heic(**options: Any) -> bytes:
    pillow_heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    pillow_heif.from_pillow(picture((64, 64))).save(out, **options)
    return out.getvalue()


def gif_with_comment() -> bytes:
    return saved("GIF", comment=b"Jordan's hip, third visit")


JANE = xmp("<dc:creator><rdf:Seq><rdf:li>Jane Sampleton</rdf:li></rdf:Seq></dc:creator>")
HAZARDS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "jpeg-gps": ("media-location", "a.jpg", lambda: saved("JPEG", exif=exif(gps=True))),
    "jpeg-date": ("media-date", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0x9003: "2026:01:02 10:00:00"}))),
    "jpeg-camera-date": ("media-date", "a.jpg", lambda: saved("JPEG", exif=exif({0x010F: "Apple", 0x0132: "2026:01:02 10:00:00"}))),
    "jpeg-serial": ("media-serial", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0xA431: "0123456"}))),
    "jpeg-lens": ("media-serial", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0xA435: "L998"}))),
    "jpeg-maker-note": ("media-serial", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0x927C: b"Apple iOS\0\0\x01"}))),
    "jpeg-owner": ("media-person", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0xA430: "Jane Sampleton"}))),
    "jpeg-artist": ("media-person", "a.jpg", lambda: saved("JPEG", exif=exif({0x013B: "Jane Sampleton"}))),
    "jpeg-description": ("media-comment", "a.jpg", lambda: saved("JPEG", exif=exif({0x010E: "Jane, left hip"}))),
    "jpeg-user-comment": ("media-comment", "a.jpg", lambda: saved("JPEG", exif=exif(inner={0x9286: b"ASCII\0\0\0Jane hip"}))),
    "jpeg-xp": ("media-comment", "a.jpg", lambda: saved("JPEG", exif=exif({0x9C9C: "hip".encode("utf-16-le")}))),
    "jpeg-com": ("media-comment", "a.jpg", lambda: saved("JPEG", comment="Jane S., second visit")),
    "jpeg-iptc": ("media-person", "a.jpg", lambda: with_segment(0xED, iptc((80, "Jane Sampleton")))),
    "jpeg-iptc-city": ("media-location", "a.jpg", lambda: with_segment(0xED, iptc((90, "Sampleton")))),
    "jpeg-iptc-caption": ("media-comment", "a.jpg", lambda: with_segment(0xED, iptc((120, "After surgery")))),
    "jpeg-xmp": ("media-person", "a.jpg", lambda: saved("JPEG", xmp=JANE)),
    "jpeg-xmp-person": ("media-person", "a.jpg", lambda: saved("JPEG", xmp=xmp("<e:PersonInImage><rdf:Bag><rdf:li>Jo</rdf:li></rdf:Bag></e:PersonInImage>"))),
    "jpeg-xmp-face": ("media-person", "a.jpg", lambda: saved("JPEG", xmp=xmp("<mwg:Regions rdf:parseType='Resource'><mwg:RegionList><rdf:Bag><rdf:li mwg:Name='Jo' mwg:Type='Face'/></rdf:Bag></mwg:RegionList></mwg:Regions>"))),
    "jpeg-xmp-gps": ("media-location", "a.jpg", lambda: saved("JPEG", xmp=xmp("<exif:GPSLatitude>44,30N</exif:GPSLatitude>"))),
    "jpeg-xmp-serial": ("media-serial", "a.jpg", lambda: saved("JPEG", xmp=xmp("<aux:SerialNumber>12345</aux:SerialNumber>"))),
    "jpeg-xmp-date": ("media-date", "a.jpg", lambda: saved("JPEG", xmp=xmp("<photoshop:DateCreated>2026-01-02</photoshop:DateCreated>"))),
    "jpeg-xmp-broken": ("media-person", "a.jpg", lambda: saved("JPEG", xmp=JANE.replace(b"</x:xmpmeta>", b"<oops"))),
    "jpeg-thumbnail": ("media-thumbnail", "a.jpg", with_thumbnail),
    "jpeg-trailer": ("media-leftover", "a.jpg", lambda: saved("JPEG") + saved("JPEG")),
    "jpeg-copyright": ("media-person", "a.jpg", lambda: saved("JPEG", exif=exif({0x8298: "(c) Jennifer Sanderson"}))),
    "png-text": ("media-comment", "a.png", lambda: png_text(Comment="Jane, left hip")),
    "png-author": ("media-person", "a.png", lambda: png_text(Author="Jane Sampleton")),
    "png-time": ("media-date", "a.png", lambda: png_text(Creation_Time="2026-01-02")),
    "png-exif": ("media-location", "a.png", lambda: saved("PNG", exif=exif(gps=True))),
    "png-xmp": ("media-person", "a.png", lambda: png_text(**{"XML:com.adobe.xmp": JANE.decode()})),
    "png-ztxt": ("media-comment", "a.png", lambda: png_chunk(b"zTXt", b"Description\0\0" + zlib.compress(b"Jane hip"))),
    "png-trailer": ("media-leftover", "a.png", lambda: saved("PNG") + b"rest of the screenshot" * 9),
    "webp-exif": ("media-location", "a.webp", lambda: saved("WEBP", exif=exif(gps=True))),
    "webp-xmp": ("media-person", "a.webp", lambda: saved("WEBP", xmp=JANE)),
    "avif-exif": ("media-location", "a.avif", lambda: saved("AVIF", exif=exif(gps=True))),
    "avif-xmp": ("media-person", "a.avif", lambda: saved("AVIF", xmp=JANE)),
    "heic-exif": ("media-location", "a.heic", lambda: heic(exif=exif(gps=True))),
    "heic-xmp": ("media-person", "a.heic", lambda: heic(xmp=JANE)),
    "gif-comment": ("media-comment", "a.gif", gif_with_comment),
    "tiff-artist": ("media-person", "a.tif", lambda: saved("TIFF", tiffinfo={0x013B: "Jane Sampleton"})),
    "tiff-gps": ("media-location", "a.tiff", lambda: saved("TIFF", exif=exif(gps=True))),
    "tiff-xmp": ("media-person", "a.tif", lambda: saved("TIFF", tiffinfo={700: JANE})),
    "svg-creator": ("media-person", "a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><metadata><dc:creator>Jane Sampleton</dc:creator></metadata></svg>"),
    "svg-title": ("media-person", "a.svg", lambda: b"<svg><title>Jennifer Sanderson, left hip</title></svg>"),
    "svg-user": ("media-person", "a.svg", lambda: b"<svg inkscape:export-filename='C:\\Users\\jsampleton\\hip.png'></svg>"),
}  # fmt: skip


def png_chunk(kind: bytes, payload: bytes) -> bytes:
    chunk = (
        struct.pack(">I", len(payload))
        + kind
        + payload
        + struct.pack(">I", zlib.crc32(kind + payload))
    )
    data = saved("PNG")
    return data[:33] + chunk + data[33:]


HARMLESS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "jpeg": ("a.jpg", lambda: saved("JPEG")),
    "jpeg-icc-dpi": ("a.jpg", lambda: saved("JPEG", icc_profile=SRGB, dpi=(300, 300))),
    "jpeg-orientation": ("a.jpg", lambda: saved("JPEG", exif=exif({0x0112: 6, 0x011A: 72.0}))),
    "jpeg-software": ("a.jpg", lambda: saved("JPEG", exif=exif({0x0131: "GIMP 2.10", 0x0132: "2026:01:02 10:00:00"}))),
    "jpeg-copyright": ("a.jpg", lambda: saved("JPEG", exif=exif({0x8298: "© 2026 Sample Practice. All rights reserved."}))),
    "jpeg-staff": ("a.jpg", lambda: saved("JPEG", exif=exif({0x013B: "Alex Example, LMT"}))),
    "jpeg-encoder": ("a.jpg", lambda: saved("JPEG", comment="CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90")),
    "jpeg-xmp-tool": ("a.jpg", lambda: saved("JPEG", xmp=xmp("<dc:format>image/jpeg</dc:format>"))),
    "jpeg-camera-words": ("a.jpg", lambda: saved("JPEG", exif=exif({0x010E: "OLYMPUS DIGITAL CAMERA"}))),
    "png": ("a.png", lambda: saved("PNG", dpi=(144, 144), icc_profile=SRGB)),
    "png-software": ("a.png", lambda: png_text(Software="Matplotlib version3.9, https://matplotlib.org/")),
    "png-transparent": ("a.png", lambda: saved("PNG", transparency=(1, 2, 3))),
    "webp": ("a.webp", lambda: saved("WEBP", icc_profile=SRGB)),
    "avif": ("a.avif", lambda: saved("AVIF", icc_profile=SRGB)),
    "gif": ("a.gif", lambda: saved("GIF")),
    "tiff": ("a.tif", lambda: saved("TIFF", dpi=(300, 300))),
    "bmp": ("a.bmp", lambda: saved("BMP")),
    "svg": ("a.svg", lambda: b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><title>Levator Scapulae and Baker Cyst</title><desc>Back of the knee</desc><!-- Generator: Adobe Illustrator --><metadata><dc:creator>Alex Example</dc:creator></metadata></svg>"),
}  # fmt: skip


@pytest.mark.parametrize("case", HAZARDS)
def test_hidden_data_is_found_and_masked(case: str) -> None:
    """Each kind of metadata is reported by its rule, without repeating the value."""
    code, name, make = HAZARDS[case]

    found = check_image_bytes(make(), name, KNOWN)

    assert code in {d.code for d in found}
    assert not any("Sampleton" in d.message or "Sanderson" in d.message for d in found)


@pytest.mark.parametrize("case", HARMLESS)
def test_ordinary_picture_is_left_alone(case: str) -> None:
    """Colour profile, orientation, resolution, programs and the practice's own names are fine."""
    name, make = HARMLESS[case]

    assert check_image_bytes(make(), name, KNOWN) == []


@pytest.mark.parametrize("case", HAZARDS)
def test_stripped_copy_is_clean_and_shows_the_same(case: str, tmp_path: Path) -> None:
    """A stripped copy has no finding, the same pixels, and the original is untouched."""
    _, name, make = HAZARDS[case]
    data = make()
    source, target = tmp_path / name, tmp_path / "out" / name
    source.write_bytes(data)

    found = strip_image(source, target, known=KNOWN)

    assert found == []
    assert source.read_bytes() == data
    assert check_image(target, known=KNOWN) == []
    assert sorted(p.name for p in target.parent.iterdir()) == [name]
    if not name.endswith((".svg", ".heic")):
        with Image.open(io.BytesIO(data)) as before, Image.open(target) as after:
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_orientation_and_profile_survive(format_: str) -> None:
    """A copy keeps how the picture is turned and its colours, and loses the rest."""
    data = saved(
        format_, exif=exif({0x0112: 6, 0x013B: "Jane Sampleton"}, gps=True), icc_profile=SRGB
    )

    clean = strip_image_bytes(data)

    assert clean is not None
    with Image.open(io.BytesIO(clean)) as image:
        assert image.getexif().get(0x0112) == 6
        assert image.info.get("icc_profile") == SRGB
        assert b"Sampleton" not in clean


def test_clean_picture_is_copied_as_it_is() -> None:
    """A picture with nothing to hide keeps every byte."""
    data = saved("JPEG", icc_profile=SRGB)

    assert strip_image_bytes(data) == data


def test_heic_still_opens_after_stripping() -> None:
    """Metadata are overwritten in place, so the HEIC file stays readable."""
    pillow_heif = pytest.importorskip("pillow_heif")
    data = heic(exif=exif({0x013B: "Jane Sampleton"}, gps=True), xmp=JANE)

    clean = strip_image_bytes(data)

    assert clean is not None
    assert b"Sampleton" not in clean
    before, after = pillow_heif.open_heif(data), pillow_heif.open_heif(clean)
    assert bytes(after.data) == bytes(before.data)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "BMP"])
def test_damage_anywhere_never_raises(format_: str) -> None:
    """Cut or changed at any place, a picture gives diagnostics and no exception."""
    options = {} if format_ in {"GIF", "BMP"} else {"exif": exif({0x010E: "x" * 40}, gps=True)}
    data = saved(format_, **options)
    step = max(1, len(data) // 60)

    for at in range(0, len(data), step):
        check_image_bytes(data[:at], "a.jpg")
        strip_image_bytes(data[:at])
        for byte in (0, 0xFF, 0x7F):
            changed = data[:at] + bytes([byte]) + data[at + 1 :]
            check_image_bytes(changed, "a.jpg")
            strip_image_bytes(changed)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_truncated_picture_is_named_as_damaged(format_: str) -> None:
    """A picture that ends early is reported as damaged, and nothing is published for it."""
    data = saved(format_)[:-20]

    found = check_image_bytes(data, f"a.{format_.lower()}")

    assert "media-broken" in {d.code for d in found}
    assert strip_image_bytes(data) is None


def test_bomb_is_refused_without_decoding(tmp_path: Path) -> None:
    """A small file that claims a giant picture is a diagnostic, and no copy is made."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    data = saved("PNG")
    bomb = data[:8] + chunk + data[33:]
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb)

    assert [d.code for d in check_image(path)] == ["media-too-large"]
    assert strip_image_bytes(bomb) is None


def test_compressed_note_cannot_fill_the_memory() -> None:
    """A note that unfolds to a gigabyte is read only as far as needed."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"a" * 1_000_000) for _ in range(50)) + packer.flush()

    found = check_image_bytes(png_chunk(b"zTXt", b"Comment\0\0" + packed), "a.png")

    assert [d.code for d in found] == ["media-comment"]


def test_wrong_ending_is_named() -> None:
    """A telephone's HEIC or a PNG that is called .jpg is reported with the right ending."""
    found = check_image_bytes(saved("PNG"), "images/room.jpg")

    assert [(d.code, "end in .png" in d.fix) for d in found] == [("media-format", True)]


def test_missing_and_empty_files_are_diagnostics(tmp_path: Path) -> None:
    """A file that is not there, or empty, is a diagnostic."""
    empty = tmp_path / "empty.jpg"
    empty.write_bytes(b"")

    assert [d.code for d in check_image(tmp_path / "none.jpg")] == ["media-broken"]
    assert [d.code for d in check_image(empty)] == ["media-broken"]
    assert [d.code for d in strip_image(tmp_path / "none.jpg", tmp_path / "x.jpg")] == [
        "media-broken"
    ]
    assert [d.code for d in strip_image(empty, tmp_path / "x.jpg")] == ["media-broken"]


def test_sizes_are_read_without_decoding() -> None:
    """Width and height come from every format's header."""
    sizes = {}
    for format_ in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF"):
        parts = read_parts(saved(format_))
        assert parts is not None
        sizes[format_] = (parts.width, parts.height)

    assert set(sizes.values()) == {(32, 24)}


@pytest.mark.parametrize("piece", ["<!--", "<title>", "<metadata>", "<desc ", " inkscape:label="])
def test_endless_drawing_comes_to_an_end(piece: str) -> None:
    """Elements that are opened again and again and never closed are read in one go."""
    check_image_bytes(b"<svg " + piece.encode() * 20_000, "a.svg")
