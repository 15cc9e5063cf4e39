"""Picture files taken apart: which blocks they hold, without decoding a single pixel.

Every reader is bounded by the file's own size and stops at the first block that cannot be right,
so damaged or hostile files cost no memory and raise nothing but `BrokenFileError`.
Sources: ITU-T T.81 (JPEG), PNG third edition, RFC 9649 (WebP), GIF89a, ISO/IEC 14496-12 and
23008-12 (HEIF).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Block", "BrokenFileError", "Format", "Parts", "read_parts", "sniff"]


class BrokenFileError(Exception):
    """A file that ends early or contradicts itself; the message is for the user."""


class Format(StrEnum):
    """What a picture is by its first bytes."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    GIF = "GIF"
    TIFF = "TIFF"
    HEIC = "HEIC"
    AVIF = "AVIF"
    BMP = "BMP"
    SVG = "SVG"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind (a marker, chunk or item type) and where its payload lies in the file."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Parts:
    """A picture's blocks and measures.

    Attributes:
        format: What the file is.
        width: Pixels across, 0 when not known.
        height: Pixels down, 0 when not known.
        blocks: Everything in the file in order, pixels included.
        end: Where the picture ends; bytes after it are left over.
        problem: Why reading stopped early, or an empty string.
    """

    format: Format
    width: int = 0
    height: int = 0
    blocks: list[Block] = field(default_factory=list)
    end: int = 0
    problem: str = ""


_BRANDS_AVIF = {b"avif", b"avis"}
_BRANDS_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}


_SIGNATURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
)


def sniff(data: bytes) -> Format | None:
    """The picture format that the first bytes tell, or None."""
    for signature, format_ in _SIGNATURES:
        if data.startswith(signature):
            return format_
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[4:8] == b"ftyp":
        return _brand(data)
    if data[:2] == b"BM" and len(data) > 26:
        return Format.BMP
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in start:
        return Format.SVG
    return None


def _brand(data: bytes) -> Format | None:
    size = min(int.from_bytes(data[:4], "big"), 512)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size, 4))}
    if brands & _BRANDS_AVIF:
        return Format.AVIF
    return Format.HEIC if brands & _BRANDS_HEIC else None


def read_parts(data: bytes) -> Parts | None:
    """A picture's blocks, as many as can be read.

    Args:
        data: The whole file.

    Returns:
        The parts with `problem` set when the file is damaged; None when it is no picture.
    """
    format_ = sniff(data)
    reader = _READERS.get(format_) if format_ else None
    if format_ is None:
        return None
    parts = Parts(format_, end=len(data))
    if reader is None:
        return parts
    try:
        reader(data, parts)
    except BrokenFileError as error:
        parts.problem = str(error)
    except (struct.error, IndexError, ValueError, RecursionError):
        parts.problem = "it ends in the middle of a block"
    return parts


_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _read_jpeg(data: bytes, parts: Parts) -> None:
    position = 2
    while True:
        if position + 2 > len(data):
            raise BrokenFileError("it ends before the picture does")
        if data[position] != 0xFF:
            raise BrokenFileError("a block does not begin where it should")
        while position < len(data) and data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker == 0xD9:
            parts.end = position
            return
        if marker in _STANDALONE:
            continue
        (length,) = struct.unpack_from(">H", data, position)
        end = position + length
        if length < 2 or end > len(data):
            raise BrokenFileError("it ends in the middle of a block")
        parts.blocks.append(Block(f"{marker:02X}", position + 2, end))
        if marker in _FRAMES and not parts.width:
            parts.height, parts.width = struct.unpack_from(">HH", data, position + 3)
        position = end
        if marker == 0xDA:
            position = _skip_scan(data, position)
            parts.blocks.append(Block("scan", end, position))


def _skip_scan(data: bytes, position: int) -> int:
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise BrokenFileError("it ends before the picture does")
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        elif data[position + 1] == 0xFF:
            position += 1
        else:
            return position


def _read_png(data: bytes, parts: Parts) -> None:
    position = 8
    while True:
        if position + 12 > len(data):
            raise BrokenFileError("it ends before the picture does")
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        end = position + 8 + length
        if end + 4 > len(data) or not kind.isalpha():
            raise BrokenFileError("it ends in the middle of a block")
        (crc,) = struct.unpack_from(">I", data, end)
        if zlib.crc32(data[position + 4 : end]) != crc:
            raise BrokenFileError("a block was changed on its way")
        name = kind.decode("ascii")
        parts.blocks.append(Block(name, position + 8, end))
        if name == "IHDR":
            parts.width, parts.height = struct.unpack_from(">II", data, position + 8)
        position = end + 4
        if name == "IEND":
            parts.end = position
            return


def _read_webp(data: bytes, parts: Parts) -> None:
    (size,) = struct.unpack_from("<I", data, 4)
    stop = 8 + size
    if stop > len(data):
        raise BrokenFileError("it ends before the picture does")
    position = 12
    while position + 8 <= stop:
        kind = data[position : position + 4].decode("latin-1")
        (length,) = struct.unpack_from("<I", data, position + 4)
        start, end = position + 8, position + 8 + length
        if end > stop:
            raise BrokenFileError("it ends in the middle of a block")
        parts.blocks.append(Block(kind, start, end))
        _webp_size(data, kind, start, parts)
        position = end + (length & 1)
    parts.end = min(len(data), stop + (size & 1))


def _webp_size(data: bytes, kind: str, start: int, parts: Parts) -> None:
    if kind == "VP8X":
        parts.width = 1 + int.from_bytes(data[start + 4 : start + 7], "little")
        parts.height = 1 + int.from_bytes(data[start + 7 : start + 10], "little")
    elif kind == "VP8 " and not parts.width:
        width, height = struct.unpack_from("<HH", data, start + 6)
        parts.width, parts.height = width & 0x3FFF, height & 0x3FFF
    elif kind == "VP8L" and not parts.width:
        (bits,) = struct.unpack_from("<I", data, start + 1)
        parts.width, parts.height = 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)


def _read_gif(data: bytes, parts: Parts) -> None:
    parts.width, parts.height = struct.unpack_from("<HH", data, 6)
    flags = data[10]
    position = 13 + (3 * (2 << (flags & 7)) if flags & 0x80 else 0)
    while True:
        kind = data[position]
        if kind == 0x3B:
            parts.end = position + 1
            return
        if kind == 0x21:
            label, start = data[position + 1], position + 2
            position = _skip_sub_blocks(data, start)
            names = {0xFE: "comment", 0xFF: "application", 0xF9: "control", 0x01: "text"}
            parts.blocks.append(Block(names.get(label, "unknown"), start, position))
        elif kind == 0x2C:
            start, flags = position, data[position + 9]
            position += 10 + (3 * (2 << (flags & 7)) if flags & 0x80 else 0) + 1
            position = _skip_sub_blocks(data, position)
            parts.blocks.append(Block("image", start, position))
        else:
            raise BrokenFileError("a block does not begin where it should")


def _skip_sub_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1


def _read_tiff(data: bytes, parts: Parts) -> None:
    parts.blocks.append(Block("Exif", 0, len(data)))


def _read_bmp(data: bytes, parts: Parts) -> None:
    width, height = struct.unpack_from("<ii", data, 18)
    parts.width, parts.height = abs(width), abs(height)


def _boxes(data: bytes, start: int, end: int) -> Iterator[Block]:
    """The boxes of an ISO media file between two places."""
    position = start
    while position + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, position)
        header = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, position + 8)
            header = 16
        elif size == 0:
            size = end - position
        if size < header or position + size > end:
            raise BrokenFileError("it ends in the middle of a block")
        yield Block(kind.decode("latin-1"), position + header, position + size)
        position += size


def _read_heif(data: bytes, parts: Parts) -> None:
    for box in _boxes(data, 0, len(data)):
        if box.kind == "meta":
            _read_meta(data, box, parts)
        elif box.kind == "moov":
            parts.blocks.append(box)


def _read_meta(data: bytes, meta: Block, parts: Parts) -> None:
    kinds: dict[int, str] = {}
    places: dict[int, list[tuple[int, int]]] = {}
    for box in _boxes(data, meta.start + 4, meta.end):
        if box.kind == "iinf":
            kinds = _item_kinds(data, box)
        elif box.kind == "iloc":
            places = _item_places(data, box)
        elif box.kind == "iprp":
            _read_size(data, box, parts)
    for item, kind in sorted(kinds.items()):
        for start, end in places.get(item, ()):
            if end > len(data):
                raise BrokenFileError("it ends before the picture does")
            parts.blocks.append(Block(kind, start, end))


def _item_kinds(data: bytes, box: Block) -> dict[int, str]:
    version = data[box.start]
    skip = 6 if version == 0 else 8
    kinds = {}
    for entry in _boxes(data, box.start + skip, box.end):
        entry_version, at = data[entry.start], entry.start + 4
        if entry.kind != "infe" or entry_version < 2:
            continue
        wide = entry_version > 2
        item = int.from_bytes(data[at : at + (4 if wide else 2)], "big")
        at += (4 if wide else 2) + 2
        kind = data[at : at + 4].decode("latin-1")
        if kind == "mime":
            rest = data[at + 4 : entry.end].split(b"\0")
            content = rest[1] if len(rest) > 1 else b""
            kind = "XMP" if content == b"application/rdf+xml" else "mime"
        kinds[item] = kind
    return kinds


def _item_places(data: bytes, box: Block) -> dict[int, list[tuple[int, int]]]:
    version, at = data[box.start], box.start + 4
    sizes = data[at]
    offset_size, length_size = sizes >> 4, sizes & 15
    base_size = data[at + 1] >> 4
    index_size = data[at + 1] & 15 if version in {1, 2} else 0
    at += 2
    wide = 4 if version == 2 else 2
    count = int.from_bytes(data[at : at + wide], "big")
    at += wide
    places: dict[int, list[tuple[int, int]]] = {}
    for _ in range(min(count, 10_000)):
        item = int.from_bytes(data[at : at + wide], "big")
        at += wide
        method = 0
        if version in {1, 2}:
            method = data[at + 1] & 15
            at += 2
        at += 2
        base = int.from_bytes(data[at : at + base_size], "big")
        at += base_size
        extents = int.from_bytes(data[at : at + 2], "big")
        at += 2
        for _ in range(extents):
            at += index_size
            offset = base + int.from_bytes(data[at : at + offset_size], "big")
            at += offset_size
            length = int.from_bytes(data[at : at + length_size], "big")
            at += length_size
            if at > box.end:
                raise BrokenFileError("it ends in the middle of a block")
            if method == 0:
                places.setdefault(item, []).append((offset, offset + length))
    return places


def _read_size(data: bytes, box: Block, parts: Parts) -> None:
    for child in _boxes(data, box.start, box.end):
        if child.kind == "ipco":
            for item in _boxes(data, child.start, child.end):
                if item.kind == "ispe":
                    width, height = struct.unpack_from(">II", data, item.start + 4)
                    # A file has a size for each tile and thumbnail; the largest is the picture.
                    if width * height > parts.width * parts.height:
                        parts.width, parts.height = width, height


_READERS = {
    Format.JPEG: _read_jpeg,
    Format.PNG: _read_png,
    Format.WEBP: _read_webp,
    Format.GIF: _read_gif,
    Format.TIFF: _read_tiff,
    Format.BMP: _read_bmp,
    Format.HEIC: _read_heif,
    Format.AVIF: _read_heif,
}
