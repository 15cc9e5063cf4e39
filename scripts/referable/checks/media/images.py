"""What a picture says beside what it shows: place, time, device, people, notes, leftovers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from referable.checks.endings import PICTURES
from referable.checks.media.containers import Block, Format, Parts, read_parts, sniff
from referable.checks.media.exif import Field, read_exif, read_iptc
from referable.checks.media.known import (
    NOBODY,
    Known,
    is_boilerplate,
    is_generic,
    mask,
    mentions_person,
)
from referable.checks.media.svg import check_svg
from referable.checks.media.xmp import read_xmp
from referable.diagnostics import Diagnostic

__all__ = ["IMAGE_SUFFIXES", "MAX_IMAGE_BYTES", "MAX_PIXELS", "check_image", "check_image_bytes"]

IMAGE_SUFFIXES = PICTURES
MAX_IMAGE_BYTES = 80_000_000
MAX_PIXELS = 120_000_000
"""More than any camera of today; a file that claims more would only fill the memory."""

_FORMATS = {
    ".jpg": Format.JPEG, ".jpeg": Format.JPEG, ".jpe": Format.JPEG, ".jfif": Format.JPEG,
    ".png": Format.PNG, ".apng": Format.PNG, ".webp": Format.WEBP, ".gif": Format.GIF,
    ".tif": Format.TIFF, ".tiff": Format.TIFF, ".heic": Format.HEIC, ".heif": Format.HEIC,
    ".hif": Format.HEIC, ".avif": Format.AVIF, ".svg": Format.SVG, ".bmp": Format.BMP,
}  # fmt: skip
_STRIP = (
    "Use the copy without it that the build makes, or export the picture again without metadata, "
    "and do not commit the original: the repository is public too."
)
_MAX_TEXT = 1_000_000
_MIN_LEFTOVER = 16


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a picture gives away: its rule, where it stands, and its value."""

    code: str
    where: str
    value: str = ""


_MESSAGES = {
    "media-location": "The picture says where it was made ({where}).",
    "media-serial": "The picture names the camera or lens that made it ({where}).",
    "media-date": "The picture says when it was taken ({where}).",
    "media-person": "The picture names a person: {value} ({where}).",
    "media-comment": "The picture carries a note: {value} ({where}).",
    "media-thumbnail": "The picture carries a small copy of itself ({where}).",
    "media-leftover": "There is more in the file after the picture’s end ({where}).",
}


def check_image(path: Path, *, name: str = "", known: Known = NOBODY) -> list[Diagnostic]:
    """What a picture gives away beside what it shows.

    Colour profile, orientation, resolution, the program's name and the practice's own copyright
    are left alone.

    Args:
        path: The picture.
        name: How messages call it; its path when empty.
        known: Names that may stand in it.

    Returns:
        Diagnostics; a damaged, huge or unreadable file is one too, never an exception.
    """
    shown = name or path.as_posix()
    try:
        size = path.stat().st_size
        if size > MAX_IMAGE_BYTES:
            return [_too_large(shown, f"{size // 1_000_000} MB")]
        data = path.read_bytes()
    except OSError as error:
        message = f"The picture cannot be read: {error.strerror or type(error).__name__}."
        return [Diagnostic("media-broken", message, shown, fix="Put the file back or delete it.")]
    return check_image_bytes(data, shown, known)


def check_image_bytes(data: bytes, name: str, known: Known = NOBODY) -> list[Diagnostic]:
    """The same for a picture in memory.

    Args:
        data: The whole file.
        name: Its path, for messages; the ending says what it should be.
        known: Names that may stand in it.
    """
    expected = _FORMATS.get("." + name.rpartition(".")[2].lower())
    found = sniff(data)
    if found is Format.SVG or (found is None and expected is Format.SVG):
        return check_svg(data, name, known)
    parts = read_parts(data)
    if parts is None:
        what = "empty" if not data else "not a picture, or damaged at its beginning"
        return [
            Diagnostic(
                "media-broken", f"The file is {what}.", name, fix="Export the picture again."
            )
        ]
    diagnostics = []
    if expected is not None and expected is not parts.format:
        diagnostics.append(
            Diagnostic(
                "media-format",
                f"The file’s name says {expected}, but it is a {parts.format} picture.",
                name,
                fix=f"Rename it to end in {_ending(parts.format)}, or export it as {expected}.",
            )
        )
    if parts.width * parts.height > MAX_PIXELS:
        diagnostics.append(_too_large(name, f"{parts.width} × {parts.height} pixels"))
    if parts.problem:
        diagnostics.append(
            Diagnostic(
                "media-broken",
                f"The picture is damaged: {parts.problem}.",
                name,
                fix="Copy it from the camera or telephone again.",
            )
        )
    diagnostics.extend(_diagnostic(trace, name) for trace in _distinct(traces(data, parts, known)))
    return diagnostics


def _ending(format_: Format) -> str:
    return {Format.JPEG: ".jpg", Format.TIFF: ".tif"}.get(format_, f".{format_.lower()}")


def _too_large(name: str, size: str) -> Diagnostic:
    return Diagnostic(
        "media-too-large",
        f"The picture is too large to be handled safely: {size}.",
        name,
        fix="Export it with 4,000 pixels on its longer side, or fewer.",
    )


def _distinct(found: Iterator[Trace]) -> list[Trace]:
    first: dict[tuple[str, str], Trace] = {}
    for trace in found:
        first.setdefault((trace.code, mask(trace.value) if trace.value else ""), trace)
    return list(first.values())


def _diagnostic(trace: Trace, name: str) -> Diagnostic:
    message = _MESSAGES[trace.code].format(where=trace.where, value=mask(trace.value))
    fix = _STRIP
    if trace.code == "media-thumbnail":
        fix = f"Make sure that the small copy shows nothing you cut off. {_STRIP}"
    elif trace.code == "media-leftover":
        fix = "Export the picture again under a new name; the build’s copy leaves the rest out too."
    return Diagnostic(trace.code, message, name, fix=fix)


def traces(data: bytes, parts: Parts, known: Known) -> Iterator[Trace]:
    """Everything a picture gives away, from its blocks."""
    for block in parts.blocks:
        yield from _block_traces(data, parts.format, block, known)
    left = len(data) - parts.end
    if not parts.problem and left >= _MIN_LEFTOVER and data[parts.end :].strip(b"\0\xff \r\n"):
        yield Trace("media-leftover", f"{left:,} bytes")


def _block_traces(data: bytes, format_: Format, block: Block, known: Known) -> Iterator[Trace]:
    payload = data[block.start : block.end]
    if format_ is Format.JPEG:
        yield from _jpeg_block(block.kind, payload, known)
    elif format_ is Format.PNG:
        yield from _png_block(block.kind, payload, known)
    elif block.kind in {"Exif", "EXIF"}:
        yield from _exif_block(payload, format_, known)
    elif block.kind in {"XMP", "XMP "}:
        yield from xmp_traces(payload, known)
    elif format_ is Format.GIF and block.kind == "comment":
        yield from _comment(_sub_blocks(payload).decode("utf-8", "replace"), "GIF comment", known)
    elif format_ is Format.GIF and block.kind == "application" and payload[1:12] == b"XMP DataXMP":
        yield from xmp_traces(payload[12:], known)


def _exif_block(payload: bytes, format_: Format, known: Known) -> Iterator[Trace]:
    if format_ in {Format.HEIC, Format.AVIF}:
        skip = 4 + int.from_bytes(payload[:4], "big")
        payload = payload[skip:] if skip < len(payload) else payload[4:]
    yield from exif_traces(read_exif(payload), known, is_tiff=format_ is Format.TIFF)
    if format_ is Format.TIFF:
        start = payload.find(b"<x:xmpmeta")
        if start >= 0:
            yield from xmp_traces(payload[start : payload.find(b"</x:xmpmeta>", start) + 12], known)
        at = payload.find(b"\x1c\x02")
        if at >= 0:
            yield from _iptc(payload[at : at + 65_536], known)


def _sub_blocks(payload: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(payload) and payload[at]:
        out += payload[at + 1 : at + 1 + payload[at]]
        at += payload[at] + 1
    return bytes(out)


def _jpeg_block(kind: str, payload: bytes, known: Known) -> Iterator[Trace]:
    if kind == "E1" and payload.startswith(b"Exif"):
        yield from exif_traces(read_exif(payload), known)
    elif kind == "E1" and payload.startswith(
        (b"http://ns.adobe.com/xap/", b"http://ns.adobe.com/xmp/")
    ):
        yield from xmp_traces(payload.partition(b"\0")[2], known)
    elif kind == "ED":
        yield from _iptc(payload, known)
    elif kind == "FE":
        yield from _comment(
            payload.decode("utf-8", "replace").strip("\0 \n"), "JPEG comment", known
        )
    elif kind == "E0" and payload.startswith(b"JFXX"):
        yield Trace("media-thumbnail", "JFXX")
    elif kind == "E0" and payload.startswith(b"JFIF") and payload[12:14] not in {b"\0\0", b""}:
        yield Trace("media-thumbnail", "JFIF")


_PNG_PEOPLE = frozenset({"author", "artist", "creator", "owner"})
_PNG_HARMLESS = frozenset(
    {"software", "source", "copyright", "warning", "disclaimer", "date:create", "date:modify",
     "date:timestamp", "icc:copyright", "icc:description", "png:text", "dpi", "gamma"}
)  # fmt: skip


def _png_block(kind: str, payload: bytes, known: Known) -> Iterator[Trace]:
    if kind == "eXIf":
        yield from exif_traces(read_exif(payload), known)
        return
    if kind not in {"tEXt", "zTXt", "iTXt"}:
        return
    key, _, rest = payload.partition(b"\0")
    name = key.decode("latin-1").strip()
    value = _png_text(kind, rest)
    low = name.lower()
    if low == "xml:com.adobe.xmp":
        yield from xmp_traces(value.encode(), known)
    elif low.startswith("raw profile type"):
        yield from _raw_profile(low, value, known)
    elif low in _PNG_PEOPLE:
        yield from _person(value, f"PNG {name}", known)
    elif low in {"creation time", "create-date", "exif:datetimeoriginal"} and value:
        yield Trace("media-date", f"PNG {name}")
    elif low.startswith("exif:gps") and value:
        yield Trace("media-location", f"PNG {name}")
    elif low in {"copyright", "disclaimer"}:
        yield from _copyright(value, f"PNG {name}", known)
    elif low not in _PNG_HARMLESS and not low.startswith(("exif:", "tiff:", "png:", "jpeg:")):
        yield from _comment(value, f"PNG {name}", known)


def _png_text(kind: str, rest: bytes) -> str:
    if kind == "tEXt":
        return rest[:_MAX_TEXT].decode("utf-8", "replace").strip()
    if kind == "zTXt":
        return _inflate(rest[1:])
    compressed = rest[:1] == b"\1"
    text = rest[2:].split(b"\0", 2)[-1]
    return _inflate(text) if compressed else text[:_MAX_TEXT].decode("utf-8", "replace").strip()


def _inflate(data: bytes) -> str:
    """Compressed text, never more than a megabyte of it, so that a bomb stays small."""
    try:
        return zlib.decompressobj().decompress(data, _MAX_TEXT).decode("utf-8", "replace").strip()
    except zlib.error:
        return ""


def _raw_profile(name: str, value: str, known: Known) -> Iterator[Trace]:
    """EXIF, IPTC or XMP that ImageMagick writes as hexadecimal text."""
    lines = value.split("\n", 2)
    try:
        data = bytes.fromhex("".join(lines[2:])) if len(lines) == 3 else b""
    except ValueError:
        return
    if "exif" in name or "app1" in name:
        yield from exif_traces(read_exif(data), known)
        if b"<x:xmpmeta" in data:
            yield from xmp_traces(data, known)
    elif "iptc" in name or "8bim" in name:
        yield from _iptc(b"Photoshop 3.0\0" + data if data[:4] == b"8BIM" else data, known)
    elif "xmp" in name:
        yield from xmp_traces(data, known)


_SERIALS = {0xA431: "BodySerialNumber", 0xA435: "LensSerialNumber", 0xC62F: "CameraSerialNumber",
            0xA420: "ImageUniqueID"}  # fmt: skip
_DATES = {0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized"}
_PEOPLE = {0x013B: "Artist", 0xA430: "CameraOwnerName", 0x9C9D: "XPAuthor", 0xA436: "ImageTitle",
           0xA437: "Photographer", 0xA438: "ImageEditor"}  # fmt: skip
_NOTES = {0x010E: "ImageDescription", 0x9286: "UserComment", 0x9C9B: "XPTitle",
          0x9C9C: "XPComment", 0x9C9E: "XPKeywords", 0x9C9F: "XPSubject", 0x010D: "DocumentName",
          0x013C: "HostComputer"}  # fmt: skip


_PLACES = frozenset({0x02, 0x04, 0x06, 0x14, 0x16, 0x1B, 0x1C, 0x1D})
_MAKER_NOTE, _DATE_TIME, _COPYRIGHT = 0x927C, 0x0132, 0x8298


def exif_traces(fields: list[Field], known: Known, *, is_tiff: bool = False) -> Iterator[Trace]:
    """What EXIF fields give away."""
    camera = any(f.directory == "main" and f.tag in {0x010F, 0x0110} and f.value for f in fields)
    for field in fields:
        if field.directory == "gps":
            if field.tag in _PLACES and field.value:
                yield Trace("media-location", "EXIF GPS")
        elif field.directory == "thumbnail" and field.tag in {0x0201, 0x0111}:
            if not is_tiff:
                yield Trace("media-thumbnail", "EXIF")
        elif field.value:
            yield from _exif_field(field, known, camera=camera)


def _exif_field(field: Field, known: Known, *, camera: bool) -> Iterator[Trace]:
    tag, value = field.tag, field.value
    if tag in _SERIALS and value.strip("0 "):
        yield Trace("media-serial", f"EXIF {_SERIALS[tag]}")
    elif tag == _MAKER_NOTE:
        yield Trace("media-serial", "EXIF MakerNote, the camera’s own notes")
    elif (tag in _DATES or (tag == _DATE_TIME and camera)) and value.strip("0: "):
        yield Trace("media-date", f"EXIF {_DATES.get(tag, 'DateTime')}")
    elif tag in _PEOPLE:
        yield from _person(value, f"EXIF {_PEOPLE[tag]}", known)
    elif tag in _NOTES:
        yield from _comment(value, f"EXIF {_NOTES[tag]}", known)
    elif tag == _COPYRIGHT:
        yield from _copyright(value, "EXIF Copyright", known)


def xmp_traces(data: bytes, known: Known) -> Iterator[Trace]:
    """What an XMP packet gives away."""
    values = list(read_xmp(data))
    camera = any(kind == "camera" for kind, _ in values)
    for kind, value in values:
        if kind == "location":
            yield Trace("media-location", "XMP")
        elif kind == "date" or (kind == "create-date" and camera):
            yield Trace("media-date", "XMP")
        elif kind == "serial" and value.strip("0 "):
            yield Trace("media-serial", "XMP")
        elif kind == "person":
            yield from _person(value, "XMP", known)
        elif kind == "comment":
            yield from _comment(value, "XMP", known)
        elif kind == "copyright":
            yield from _copyright(value, "XMP", known)
        elif kind == "thumbnail":
            yield Trace("media-thumbnail", "XMP")


_IPTC_CODES = {
    "date": "media-date", "time": "media-date", "city": "media-location", "state": "media-location",
    "sublocation": "media-location", "country": "media-location", "country code": "media-location",
}  # fmt: skip
_IPTC_PEOPLE = frozenset({"by-line", "caption writer", "credit", "source", "contact"})


def _iptc(payload: bytes, known: Known) -> Iterator[Trace]:
    for name, value in read_iptc(payload):
        if name == "thumbnail":
            yield Trace("media-thumbnail", "Photoshop")
        elif not value:
            continue
        elif name in _IPTC_CODES:
            yield Trace(_IPTC_CODES[name], f"IPTC {name}")
        elif name in _IPTC_PEOPLE:
            yield from _person(value, f"IPTC {name}", known)
        elif name == "copyright":
            yield from _copyright(value, "IPTC copyright", known)
        else:
            yield from _comment(value, f"IPTC {name}", known)


def _person(value: str, where: str, known: Known) -> Iterator[Trace]:
    if not is_generic(value) and not is_boilerplate(value) and not known.explains(value):
        yield Trace("media-person", where, value)


def _copyright(value: str, where: str, known: Known) -> Iterator[Trace]:
    if mentions_person(value, known):
        yield Trace("media-person", where, value)


def _comment(value: str, where: str, known: Known) -> Iterator[Trace]:
    if value and not is_boilerplate(value) and not known.explains(value):
        yield Trace("media-comment", where, value)
