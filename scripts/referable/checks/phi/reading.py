"""A text as a person reads it: entities decoded, invisible characters gone, spaced letters joined.

People hide names from search engines, and editors hide them by accident. The checks look at the
reading; every offset in it leads back to the text the author wrote.
"""

from __future__ import annotations

import bisect
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Reading", "read_text"]

# What a reader does not see: soft hyphens, zero-width characters, direction marks.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff"
)
# Each odd stretch begins with one of these, so the search for them is a single fast pass.
_START = re.compile(
    rf"[{_INVISIBLE}&%*_<\u00a0\u2007\u202f\u3000\uff01-\uff5e\u2010-\u2012\u2212\U0001d400-\U0001d7ff]"
)
_ODD = re.compile(
    rf"(?P<gone>[{_INVISIBLE}]+)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});)"
    r"|(?P<wide>[\u00a0\u2007\u202f\u3000\uff01-\uff5e\u2010-\u2012\u2212\U0001d400-\U0001d7ff]+)"
    r"|(?P<percent>%20|%40)"
    r"|(?P<marks>(?<![*-])\*{1,3}(?![*\s-])|(?<=[^\s*-])\*{1,3}(?![*-])|(?<![\w/.-])_{1,2}(?=\w)|(?<=\w)_{1,2}(?![\w/.-])"
    r"|</?(?:b|i|em|strong|span|u|mark|wbr|small)(?:[ ](?:class|style)=\"[^\"\n]{0,60}\")*[ ]?/?>)"
)
_MAYBE_SPACED = re.compile(r"[ .-]\w[ .-]\w[ .-]\w")
_MAYBE_SPACED_DATE = re.compile(r"\d[ ](?:/[ ]\d[ ]|\d[ -]y)")
_SPACED = re.compile(
    r"(?<![^\W_])(?:[^\W\d_] ){3,}[^\W\d_](?![^\W_])"
    r"|(?<!\d)(?:\d[ ](?:[.-][ ])?){4,15}\d(?!\d)"
    r"|(?<![^\W_.-])(?:[^\W\d_][.\-]){3,}[^\W\d_](?![^\W_])"
    r"|(?<!\d)\d[ ]\d[ ]?/[ ]?\d[ ]\d(?:[ ]?/[ ]?(?:\d[ ]){1,3}\d)?(?!\d)"
    r"|(?<![\d.,])(?<!\d[ ])(?:1[ ])?\d[ ]\d(?=[ -](?:years?[ -]old|y/?o\b))"
)
# An address spelled letter by letter: "d e l i a @ g m a i l . c o m".
_SPELLED = re.compile(r"(?<!\S)(?:[\w@.:/+-][ ]){5,}[\w@.:/+-](?!\S)")
_MAYBE_SPELLED = re.compile(r"[ ][@:./][ ]")
# Digits typed as the letters they resemble: "541-9O8-22l7", "2O24-O4-O9", "age 9O".
_LOOKALIKE = re.compile(
    r"(?<![^\W_])(?:[\dOolI]{2,4}(?:[-./ ][\dOolI]{2,4}){1,3}|[\dOlI]{5,10}|9[Oo])(?![^\W_])"
)
_MAYBE_LOOKALIKE = re.compile(r"\d(?:[OolI]|(?<=[OolI].))")
_DIGIT = str.maketrans("OolI", "0011")
_WIDE_DASH = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212"), "-")
# The kinds of characters of a plain text, in which a stretch worth a search shows at once.
_START_PLAIN = re.compile(r"[&%*_<]")
_JOINTS = str.maketrans(
    {chr(c): "w" if chr(c).isalnum() or chr(c) == "_" else "x" for c in range(128)}
    | dict.fromkeys(" .-", " ")
)
_FIGURES = str.maketrans(dict.fromkeys("0123456789", "9") | dict.fromkeys("OolI", "o"))


@dataclass(slots=True)
class Reading:
    """The readable text with a way back to the written one.

    Attributes:
        raw: The text as written.
        text: The text as read.
        low: The reading in lower case, of the same length.
    """

    raw: str
    text: str
    low: str
    _at: list[int] = field(default_factory=list)
    _shift: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def offset(self, position: int) -> int:
        """Where a position of the reading stands in the written text."""
        if not self._at:
            return position
        index = bisect.bisect_right(self._at, position) - 1
        return position + self._shift[index] if index >= 0 else position

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The written span that reads as `text[start:end]`."""
        first = self.offset(start)
        return first, max(self.offset(end - 1) + 1, first + 1)

    def place(self, raw_offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in the written text."""
        if not self._lines:
            self._lines = [0]
            self._lines.extend(m.end() for m in re.finditer(r"\n", self.raw))
        line = bisect.bisect_right(self._lines, raw_offset)
        return line, raw_offset - self._lines[line - 1] + 1


def read_text(raw: str) -> Reading:
    """The reading of a text."""
    pieces: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    done = 0
    length = 0
    for start, end, new in _changes(raw):
        before = raw[done:start]
        pieces += (before, new)
        length += len(before)
        if new:
            at.append(length)
            shift.append(start - length)
        length += len(new)
        done = end
        at.append(length)
        shift.append(done - length)
    if not pieces:
        return Reading(raw, raw, _lower(raw))
    pieces.append(raw[done:])
    text = "".join(pieces)
    return Reading(raw, text, _lower(text), at, shift)


def _changes(raw: str) -> list[tuple[int, int, str]]:
    """The stretches that read differently from how they are written, in order."""
    changes: list[tuple[int, int, str]] = []
    done = 0
    plain = raw.isascii()
    for start in (_START_PLAIN if plain else _START).finditer(raw):
        if start.start() < done:
            continue
        match = _ODD.match(raw, start.start())
        if match is None or (new := _readable(match)) == match[0]:
            continue
        changes.append((match.start(), match.end(), new))
        done = match.end()
    maybe: list[int] = []
    if not plain or " w w w" in raw.translate(_JOINTS):
        maybe = [m.start() for m in _MAYBE_SPACED.finditer(raw)]
    figures = raw.translate(_FIGURES) if plain else ""
    if not plain or "9 / 9 " in figures or "9 9 y" in figures or "9 9-y" in figures:
        dates = [max(0, m.start() - 2) for m in _MAYBE_SPACED_DATE.finditer(raw)]
        maybe = sorted(maybe + dates)
    if maybe:
        found = {
            m.span(): m[0] for at in maybe if (m := _SPACED.search(raw, max(0, at - 2), at + 80))
        }
        spaced: list[tuple[int, int, str]] = []
        for (first, last), letters in sorted(found.items(), key=lambda item: item[0]):
            if not spaced or first >= spaced[-1][1]:  # a search may begin inside a stretch
                spaced.append((first, last, re.sub(r"[ .\-]", "", letters)))
        if spaced:
            spans = [(s, e) for s, e, _ in spaced]
            changes = [c for c in changes if not any(s < c[1] and c[0] < e for s, e in spans)]
            changes = sorted(changes + spaced)
    alike = not plain or "9o" in figures or "o9" in figures
    return _with(changes, [*_spelled(raw), *(_lookalikes(raw) if alike else ())])


def _with(
    changes: list[tuple[int, int, str]], more: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Changes with more of them where nothing else changes, in order."""
    for start, end, new in more:
        if not any(s < end and start < e for s, e, _ in changes):
            changes.append((start, end, new))
            changes.sort()
    return changes


def _spelled(raw: str) -> Iterator[tuple[int, int, str]]:
    """Addresses written letter by letter."""
    if " @ " not in raw and " . " not in raw and " / " not in raw and " : " not in raw:
        return
    done = 0
    for hint in _MAYBE_SPELLED.finditer(raw):
        if hint.start() < done:
            continue
        line = max(raw.rfind("\n", 0, hint.start()) + 1, hint.start() - 80)
        for match in _SPELLED.finditer(raw, line, hint.end() + 80):
            if "@" in match[0] or "/" in match[0] or " . " in match[0]:
                yield match.start(), match.end(), match[0].replace(" ", "")
            done = match.end()


def _lookalikes(raw: str) -> Iterator[tuple[int, int, str]]:
    """Numbers that have letters for digits."""
    done = 0
    for hint in _MAYBE_LOOKALIKE.finditer(raw):
        if hint.start() < done:
            continue
        match = _LOOKALIKE.search(raw, max(done, hint.start() - 12), hint.end() + 16)
        if match is None or not match.start() <= hint.start() < match.end():
            continue
        done = match.end()
        parts = re.split(r"[-./ ]", match[0])
        digits = sum(c.isdigit() for c in match[0])
        letters = sum(c.isalpha() for c in match[0])
        if (
            letters
            and digits > letters - (len(match[0]) == 2)
            and all(any(c.isdigit() for c in part) for part in parts)
        ):
            yield match.start(), match.end(), match[0].translate(_DIGIT)


def _readable(match: re.Match[str]) -> str:
    kind = match.lastgroup
    found = match[0]
    if kind in {"gone", "marks"}:
        return ""
    if kind == "percent":
        return " " if found == "%20" else "@"
    if kind == "entity":
        plain = unicodedata.normalize("NFKC", html.unescape(found)).translate(_WIDE_DASH)
        return re.sub(f"[{_INVISIBLE}]", "", plain)
    return unicodedata.normalize("NFKC", found).translate(_WIDE_DASH)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
