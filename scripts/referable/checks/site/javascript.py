"""JavaScript cut into code and strings, so that a comment or a sentence is never taken for a call.

This is no full parser: it knows comments, strings, templates and regular expressions, and folds
strings that are put together from pieces, which is what hides an address from a plain search.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

__all__ = ["Script", "StringLiteral", "read_script"]

_TOKEN = re.compile(
    r"""//[^\n\u2028\u2029]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`"""
    r"""|/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])*/[a-z]*""",
    re.DOTALL,
)
_BEFORE_REGEX = frozenset("(,=:[!&|?{};+-*%<>~^\n")
_WORD_BEFORE = re.compile(r"(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw)$")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_HIDDEN = "\x01"
"""Stands for a letter of a string: neither a blank nor part of a name."""
_PLUS = re.compile(r"\s*\)*\s*(?:\+|\.concat\()\s*\(*\s*")
_COMMA = re.compile(r"\s*,\s*")
_JOIN = re.compile(r"\s*\]\s*\.\s*join\s*\(\s*(?:''|\"\"|``)\s*\)")
_CHAR_CODES = re.compile(r"String\s*\.\s*fromCharCode\s*\(([\d\s,xa-fA-F]{5,})\)")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")


@dataclass(frozen=True, slots=True)
class StringLiteral:
    """A string, or several put together, with its value and its place in the script."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Script:
    """A script with comments blanked out.

    Attributes:
        code: The script without comments and regular expressions; as long as the script.
        bare: The same with the contents of strings made unreadable as well.
        strings: Every string in order.
    """

    code: str
    bare: str
    strings: tuple[StringLiteral, ...]


@lru_cache(maxsize=256)
def read_script(text: str) -> Script:
    """Cut a script into code and strings.

    Args:
        text: JavaScript, whole or broken; never an error.
    """
    code: list[str] = []
    bare: list[str] = []
    raw: list[StringLiteral] = []
    position = 0
    while True:
        match = _TOKEN.search(text, position)
        if not match:
            code.append(text[position:])
            bare.append(text[position:])
            break
        start, end = match.span()
        first = text[start]
        if first == "/" and text[start + 1] not in "/*" and not _regex_may_stand(text, start):
            code.append(text[position : start + 1])
            bare.append(text[position : start + 1])
            position = start + 1
            continue
        between = text[position:start]
        code.append(between)
        bare.append(between)
        blank = re.sub(r"[^\n]", " ", match[0])
        if first in "\"'`":
            code.append(match[0])
            bare.append(first + _HIDDEN * (len(blank) - 2) + first)
            raw.append(StringLiteral(_unescape(match[0][1:-1]), start, end))
        else:
            code.append(blank)
            bare.append(blank)
        position = end
    whole = "".join(code)
    return Script(whole, "".join(bare), tuple(_fold(raw, whole)))


def _regex_may_stand(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\r") if at < 200 else text[at - 200 : at].rstrip(" \t\r")
    return not before or before[-1] in _BEFORE_REGEX or bool(_WORD_BEFORE.search(before))


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text

    def plain(match: re.Match[str]) -> str:
        number = match[1] or match[2] or match[3]
        if number:
            value = int(number, 16)
            return chr(value) if value < 0x110000 else ""
        return _SIMPLE.get(match[4], match[4])

    return _ESCAPE.sub(plain, text)


def _fold(raw: list[StringLiteral], code: str) -> list[StringLiteral]:
    """Strings with their neighbours joined: `"a" + "b"`, `["a", "b"].join("")`, character codes."""
    folded: list[StringLiteral] = []
    group: list[StringLiteral] = []
    for literal in raw:
        if group:
            between = code[group[-1].end : literal.start]
            if not _PLUS.fullmatch(between):
                folded.append(_together(group))
                group = []
        group.append(literal)
    if group:
        folded.append(_together(group))
    folded.extend(_joined_lists(raw, code))
    for match in _CHAR_CODES.finditer(code):
        numbers = [int(n, 0) for n in re.findall(r"0x[0-9a-fA-F]+|[1-9]\d*", match[1])]
        value = "".join(chr(n) for n in numbers if n < 0x110000)
        folded.append(StringLiteral(value, match.start(), match.end()))
    for literal in raw:
        before = code[max(0, literal.start - 24) : literal.start].rstrip()
        decoded = ""
        if before.endswith("atob("):
            decoded = _base64(literal.value)
        elif before.endswith(("decodeURIComponent(", "decodeURI(", "unescape(")):
            decoded = unquote(literal.value)
        if decoded:
            folded.append(StringLiteral(decoded, literal.start, literal.end))
    return sorted(folded, key=lambda s: (s.start, s.end))


def _together(group: list[StringLiteral]) -> StringLiteral:
    if len(group) == 1:
        return group[0]
    return StringLiteral("".join(s.value for s in group), group[0].start, group[-1].end)


def _joined_lists(raw: list[StringLiteral], code: str) -> list[StringLiteral]:
    if not re.search(r"\.\s*join\s*\(", code):
        return []
    found = []
    for index, literal in enumerate(raw):
        if not _JOIN.match(code, literal.end):
            continue
        first = index
        while first and _COMMA.fullmatch(code[raw[first - 1].end : raw[first].start]):
            first -= 1
        found.append(_together(raw[first : index + 1]))
    return found


def _base64(text: str) -> str:
    if not _BASE64.fullmatch(text):
        return ""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("latin-1")
    except (binascii.Error, ValueError):
        return ""
