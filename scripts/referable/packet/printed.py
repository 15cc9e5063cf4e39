"""What a PDF prints, read from its own bytes: so that a license line is seen, not believed.

Reads the PDFs that Typst writes (objects one by one, fonts with a `ToUnicode` table), in a few
milliseconds each. Text whose place is off the page is not printed and does not count.

Source: ISO 32000-1, 7.3.4 (strings), 9.4 (text objects), 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from struct import unpack

__all__ = ["printed_pages", "printed_text"]

_STRING_DEPTH = 8


def _string_pattern() -> bytes:
    """A string in brackets; brackets inside it need a backslash only where they do not pair."""
    inner = plain = rb"(?:[^()\\]++|\\.)"
    for _ in range(_STRING_DEPTH):
        inner = rb"(?:" + plain + rb"|\(" + inner + rb"*+\))"
    return rb"\(" + inner + rb"*+\)"


_STRING = re.compile(_string_pattern(), re.DOTALL)
_FONT = re.compile(rb"/(\w+) [\d.]+ Tf")
_MATRIX = re.compile(rb"q (?:\S+ ){4}(\S+) (\S+) cm")
_BRACKET = re.compile(rb"(\\\\)|\\([()])")
_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>\s*(?=<[0-9A-Fa-f]{4}>|\w)")


def printed_text(pdf: bytes) -> str:
    """The text that stands on the pages of a PDF made by Typst, each run on a line of its own.

    Args:
        pdf: The file's bytes, as Typst wrote them.

    Returns:
        Nothing of what stands off the page, and nothing of what only a screen reader is told.
    """
    return "\n".join(text for text in printed_pages(pdf) if text)


def printed_pages(pdf: bytes) -> Iterator[str]:
    """The same for each page, in the order in which Typst writes them."""
    objects = _Objects(pdf)
    for page in objects.pages():
        yield "\n".join(_page_runs(objects, page))


class _Objects:
    """The objects of a file by number."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._places = {int(m[1]): m.end() for m in re.finditer(rb"(\d+) 0 obj\b", pdf)}

    def pages(self) -> Iterator[bytes]:
        """The dictionaries of the pages, in the file's order."""
        for found in re.finditer(rb"0 obj\s*(<</Type/Page\b(?!s).*?)endobj", self._pdf, re.DOTALL):
            yield found[1]

    def dictionary(self, number: int) -> bytes:
        """What stands before an object's stream, or all of it."""
        start = self._places.get(number, len(self._pdf))
        end = self._pdf.find(b"endobj", start)
        stream = self._pdf.find(b"stream", start, end)
        return self._pdf[start : stream if stream >= 0 else end]

    def stream(self, number: int) -> bytes:
        """An object's stream, unpacked."""
        head = self.dictionary(number)
        length = re.search(rb"/Length (\d+)", head)
        start = self._pdf.find(b"stream", self._places.get(number, len(self._pdf)))
        if length is None or start < 0:
            return b""
        start += len(b"stream")
        start += 2 if self._pdf[start : start + 2] == b"\r\n" else 1
        data = self._pdf[start : start + int(length[1])]
        return zlib.decompress(data) if b"/FlateDecode" in head else data


def _page_runs(objects: _Objects, page: bytes) -> Iterator[str]:
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    resources = re.search(rb"/Resources (\d+) 0 R", page)
    box = re.search(rb"/MediaBox\s*\[([^\]]*)\]", page)
    if contents is None or resources is None or box is None:
        return
    left, bottom, right, top = (float(n) for n in box[1].split())
    listed = re.search(rb"/Font\s*<<(.*?)>>", objects.dictionary(int(resources[1])), re.DOTALL)
    fonts = dict(_fonts(objects, listed[1])) if listed else {}
    content, end = objects.stream(int(contents[1])), 0
    while (start := content.find(b"BT ", end)) >= 0:
        # Each text has a place of its own, not one within another's.
        place = _MATRIX.match(content, max(content.rfind(b"q ", end, start), end))
        end = content.find(b"ET\n", start)
        if end < 0:
            return
        body = content[start:end]
        font = _FONT.search(body)
        if font is None or place is None:
            continue
        x, y = float(place[1]), float(place[2])
        if left <= x <= right and bottom <= y <= top:
            yield _read(body, fonts.get(font[1], {}))


def _fonts(objects: _Objects, listed: bytes) -> Iterator[tuple[bytes, dict[int, str]]]:
    """The letters of each font of a page by the number of the glyph."""
    for name, number in re.findall(rb"/(\w+) (\d+) 0 R", listed):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects.dictionary(int(number)))
        if table:
            yield name, _letters(objects.stream(int(table[1])))


@lru_cache(maxsize=64)
def _letters(table: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(letters.decode("ascii")).decode("utf-16-be", "replace")
        for glyph, letters in _MAPPED.findall(table)
    }


def _read(shown: bytes, letters: dict[int, str]) -> str:
    glyphs = b"".join(map(_unescaped, _STRING.findall(shown)))
    return "".join([letters.get(g, "") for g in unpack(f">{len(glyphs) // 2}H", glyphs)])


def _unescaped(string: bytes) -> bytes:
    """The bytes of a string in brackets. Python writes these escapes as PDF does, but for two."""
    inner = string[1:-1]
    if b"\\" not in inner:
        return inner
    told = _BRACKET.sub(lambda m: m[1] or m[2], inner)
    return told.decode("unicode_escape").encode("latin-1")
