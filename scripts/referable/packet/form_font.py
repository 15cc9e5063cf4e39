"""The metrics of the font that form fields are filled in with."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["FormFont", "form_font"]

FILE = Path(__file__).parent / "fonts" / "PublicSans-Regular.ttf"
FIRST, LAST = 32, 255


@dataclass(frozen=True, slots=True)
class FormFont:
    """A TrueType font as a PDF wants it described, in thousandths of the type size.

    Attributes:
        data: The font file.
        widths: Advance widths of the characters 32 to 255 of WinAnsiEncoding.
        box: Left, bottom, right and top of all glyphs.
        ascent: Height above the baseline.
        descent: Depth below it, negative.
        cap_height: Height of capitals.
    """

    data: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


@cache
def form_font() -> FormFont:
    """The font of form fields.

    Source: OpenType specification, tables head, hhea, hmtx, OS/2 and cmap format 4.
    """
    data = FILE.read_bytes()
    tables = _tables(data)
    head, hhea, os2 = tables["head"], tables["hhea"], tables["OS/2"]
    unit = 1000 / _u16(data, head + 18)
    glyphs = _glyphs(data, tables["cmap"])
    metrics = _u16(data, hhea + 34)

    def width(code: int) -> int:
        character = bytes([code]).decode("cp1252", "replace")
        glyph = min(glyphs.get(ord(character), 0), metrics - 1)
        return round(_u16(data, tables["hmtx"] + 4 * glyph) * unit)

    return FormFont(
        data=data,
        widths=tuple(width(code) for code in range(FIRST, LAST + 1)),
        box=tuple(round(_i16(data, head + 36 + 2 * i) * unit) for i in range(4)),  # type: ignore[arg-type]
        ascent=round(_i16(data, hhea + 4) * unit),
        descent=round(_i16(data, hhea + 6) * unit),
        cap_height=round(_i16(data, os2 + 88) * unit),
    )


def _u16(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])


def _i16(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">h", data, at)[0])


def _tables(data: bytes) -> dict[str, int]:
    """The offset of each table."""
    count = _u16(data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Glyph numbers by code point, from the first format 4 subtable."""
    for i in range(_u16(data, cmap + 2)):
        table = cmap + struct.unpack_from(">L", data, cmap + 4 + 8 * i + 4)[0]
        if _u16(data, table) == 4:
            return _format_4(data, table)
    return {}


def _format_4(data: bytes, table: int) -> dict[int, int]:
    segments = _u16(data, table + 6) // 2
    ends = table + 14
    starts = ends + 2 * segments + 2
    deltas, offsets = starts + 2 * segments, starts + 4 * segments
    found: dict[int, int] = {}
    for i in range(segments):
        end, start = _u16(data, ends + 2 * i), _u16(data, starts + 2 * i)
        delta, offset = _u16(data, deltas + 2 * i), _u16(data, offsets + 2 * i)
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset:
                glyph = _u16(data, offsets + 2 * i + offset + 2 * (code - start))
                glyph = (glyph + delta) % 65536 if glyph else 0
            else:
                glyph = (code + delta) % 65536
            found[code] = glyph
    return found
