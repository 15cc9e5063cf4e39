"""EXIF and IPTC as lists of named values, read by hand so that damaged files cannot hurt.

Sources: CIPA DC-008-2023 (Exif 3.0); TIFF 6.0; IPTC-IIM 4.2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Field", "orientation_of", "read_exif", "read_iptc"]


@dataclass(frozen=True, slots=True)
class Field:
    """One value: the directory it stands in, its tag's number and its text."""

    directory: str
    tag: int
    value: str


_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
_POINTERS = {0x8769: "exif", 0x8825: "gps", 0xA005: "interop"}
_UCS2 = frozenset({0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F})
_SUB_DIRECTORIES = 0x014A
_USER_COMMENT = 0x9286
_MAX_ENTRIES = 1000
_MAX_VALUE = 4096


def read_exif(data: bytes) -> list[Field]:
    """The fields of a TIFF structure, as many as can be read.

    Args:
        data: TIFF bytes; an introduction such as `Exif\\0\\0` is skipped.

    Returns:
        Fields in order. The directories are `main`, `exif`, `gps`, `interop` and `thumbnail`.
    """
    if data[:6] in {b"Exif\0\0", b"Exif\0\xff"}:
        data = data[6:]
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return []
    fields: list[Field] = []
    (first,) = struct.unpack_from(f"{order}I", data, 4)
    pending = [("main", first)]
    seen: set[int] = set()
    while pending and len(fields) < _MAX_ENTRIES:
        directory, offset = pending.pop(0)
        if offset not in seen and 8 <= offset <= len(data) - 2:
            seen.add(offset)
            pending.extend(_read_directory(data, order, directory, offset, fields))
    return fields


def _read_directory(
    data: bytes, order: str, directory: str, offset: int, fields: list[Field]
) -> list[tuple[str, int]]:
    """Add one directory's fields; the directories that it points to."""
    pending: list[tuple[str, int]] = []
    (count,) = struct.unpack_from(f"{order}H", data, offset)
    for index in range(min(count, _MAX_ENTRIES)):
        at = offset + 2 + 12 * index
        if at + 12 > len(data):
            return pending
        tag, kind, number, inline = struct.unpack_from(f"{order}HHII", data, at)
        if tag in _POINTERS:
            pending.append((_POINTERS[tag], inline))
        elif tag == _SUB_DIRECTORIES and number == 1:
            pending.append(("sub", inline))
        else:
            raw = _payload(data, at, kind, number, inline)
            fields.append(Field(directory, tag, _text(raw, tag, kind, order)))
    after = offset + 2 + 12 * count
    if directory in {"main", "page"} and after + 4 <= len(data):
        (following,) = struct.unpack_from(f"{order}I", data, after)
        if following:
            pending.append(("thumbnail" if directory == "main" else "page", following))
    return pending


def _payload(data: bytes, at: int, kind: int, number: int, inline: int) -> bytes:
    size = _SIZES.get(kind, 1) * number
    if size <= 4:
        return data[at + 8 : at + 8 + size]
    if inline >= len(data):
        return b""
    return data[inline : inline + min(size, _MAX_VALUE)]


def _text(raw: bytes, tag: int, kind: int, order: str) -> str:
    if tag in _UCS2:
        return raw.decode("utf-16-le", "replace").strip("\0 ")
    if tag == _USER_COMMENT:
        body = raw[8:]
        if raw[:7] == b"UNICODE":
            codec = "utf-16-le" if order == "<" else "utf-16-be"
            return body.decode(codec, "replace").strip("\0 ")
        return body.replace(b"\0", b" ").decode("utf-8", "replace").strip()
    if kind in {2, 129}:
        return raw.replace(b"\0", b" ").decode("utf-8", "replace").strip()
    if kind in {3, 4, 8, 9} and raw:
        code = {3: "H", 4: "I", 8: "h", 9: "i"}[kind]
        count = len(raw) // struct.calcsize(code)
        return " ".join(map(str, struct.unpack_from(f"{order}{count}{code}", raw)))
    return raw.hex() if raw.strip(b"\0") else ""


def orientation_of(fields: list[Field]) -> int:
    """How the picture must be turned, 1 (upright) to 8."""
    for field in fields:
        if field.directory == "main" and field.tag == 0x112 and field.value.isdigit():
            value = int(field.value)
            return value if 1 <= value <= 8 else 1
    return 1


_IPTC_NAMES = {
    (2, 5): "title", (2, 25): "keywords", (2, 40): "instructions", (2, 55): "date",
    (2, 60): "time", (2, 62): "date", (2, 63): "time", (2, 80): "by-line", (2, 85): "by-line title",
    (2, 90): "city", (2, 92): "sublocation", (2, 95): "state", (2, 100): "country code",
    (2, 101): "country", (2, 103): "reference", (2, 105): "headline", (2, 110): "credit",
    (2, 115): "source", (2, 116): "copyright", (2, 118): "contact", (2, 120): "caption",
    (2, 122): "caption writer",
}  # fmt: skip


def read_iptc(data: bytes) -> Iterator[tuple[str, str]]:
    """Names and values of IPTC records, bare or within Photoshop's image resources.

    Args:
        data: The payload of a JPEG APP13 segment, or bare IPTC-IIM records.
    """
    if data.startswith(b"Photoshop 3.0\0"):
        for number, start, end in _resources(data, 14):
            if number == 0x0404:
                yield from _records(data[start:end])
            elif number in {0x0409, 0x040C}:
                yield "thumbnail", "yes"
    else:
        yield from _records(data)


def _resources(data: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    while position + 12 <= len(data) and data[position : position + 4] == b"8BIM":
        number, name_length = struct.unpack_from(">HB", data, position + 4)
        at = position + 6 + 1 + name_length
        at += (at - position) & 1
        if at + 4 > len(data):
            return
        (size,) = struct.unpack_from(">I", data, at)
        yield number, at + 4, min(at + 4 + size, len(data))
        position = at + 4 + size + (size & 1)


def _records(data: bytes) -> Iterator[tuple[str, str]]:
    position = 0
    while position + 5 <= len(data) and data[position] == 0x1C:
        record, dataset, size = struct.unpack_from(">BBH", data, position + 1)
        if size & 0x8000:
            return  # an extended length is never used for text
        value = data[position + 5 : position + 5 + size]
        name = _IPTC_NAMES.get((record, dataset))
        if name:
            yield name, value.decode("utf-8", "replace").strip("\0 ")
        position += 5 + size
