"""What a drawing in SVG says beside what it shows.

A title such as “Trapezius” helps readers and is left alone; a name of a person is not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from referable.checks.media.known import NOBODY, Known, identifies, is_generic, mask
from referable.diagnostics import Diagnostic

__all__ = ["check_svg", "strip_svg"]

_MAX_BYTES = 10_000_000
_METADATA = "metadata"
_WORDS = "title|desc"
_AGENT = "creator|publisher|contributor|rights|title|description|subject|date|coverage"
_TAG = re.compile(r"<[^<>]*>")
_EDITOR = re.compile(
    r"""\s(?:(?:inkscape|sodipodi|sketch|serif|i|x|a):[\w-]+|data-(?:name|author|owner|user))"""
    r"""\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_USER_FOLDER = re.compile(
    r"(?:/home/|/Users/|[A-Z]:\\+Users\\+|Documents and Settings\\+)([^/\\\"'<>]+)", re.IGNORECASE
)
_TOOL = re.compile(r"generator|created with", re.IGNORECASE)
_LONGEST_NAME = 200
_Finding = tuple[str, str, int]
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_FIX = "Export the drawing as “plain SVG”, or use the copy without it that the build makes."


def check_svg(data: bytes, name: str, known: Known = NOBODY) -> list[Diagnostic]:
    """Diagnostics about an SVG file.

    Args:
        data: The whole file.
        name: Its path, for messages.
        known: Names that may stand in it.
    """
    if len(data) > _MAX_BYTES:
        message = f"The drawing is too large: {len(data) // 1_000_000} MB."
        return [Diagnostic("media-too-large", message, name, fix="Export it as a PNG picture.")]
    text = data.decode("utf-8-sig", "replace")
    if "<svg" not in text.lower():
        message = "The file is not a drawing, or damaged at its beginning."
        return [Diagnostic("media-broken", message, name, fix="Export the drawing again.")]
    found: dict[tuple[str, str], Diagnostic] = {}
    for code, message, offset in _findings(text, known):
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        found.setdefault((code, message), Diagnostic(code, message, name, line, column, _FIX))
    tail = text[-4096:].rstrip().lower()
    if "</svg" not in tail and "</svg:svg" not in tail and not tail.endswith("/>"):
        message = "The drawing is damaged: it ends before it is closed."
        found[("", "")] = Diagnostic("media-broken", message, name, fix="Export it again.")
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Part:
    """An element or comment: its name in lower case, what stands in it, and its place."""

    name: str
    body: str
    start: int
    end: int


def _elements(text: str, names: str) -> Iterator[_Part]:
    """The elements of some names, read once from front to back whatever is left open."""
    opening = re.compile(rf"<(?:\w{{1,20}}:)?({names})(?=[\s/>])[^<>]*>", re.IGNORECASE)
    position = 0
    while match := opening.search(text, position):
        position = match.end()
        if match[0].endswith("/>"):
            yield _Part(match[1].lower(), "", match.start(), match.end())
            continue
        closing = re.compile(rf"</(?:\w{{1,20}}:)?{match[1]}\s{{0,9}}>", re.IGNORECASE)
        end = closing.search(text, position)
        if end is None:
            return
        yield _Part(match[1].lower(), text[position : end.start()], match.start(), end.end())
        position = end.end()


def _comments(text: str) -> Iterator[_Part]:
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield _Part("", text[start + 4 : end], start, end + 3)
        position = end + 3


def _without(text: str, parts: Iterator[_Part]) -> str:
    pieces, position = [], 0
    for part in parts:
        pieces.append(text[position : part.start])
        position = part.end
    return "".join((*pieces, text[position:]))


def _plain(fragment: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", fragment)).split())


def _findings(text: str, known: Known) -> Iterator[_Finding]:
    if _ENTITY.search(text):
        at = text.upper().index("<!ENTITY")
        yield "media-broken", "The drawing defines entities, which can stop a browser.", at
    for part in _elements(text, _METADATA):
        yield from _metadata(part.body, part.start, known)
    for part in _elements(text, _WORDS):
        words = _plain(part.body)
        if identifies(words, known):
            what = "title" if part.name == "title" else "description"
            message = f"The drawing’s {what} names a person: {mask(words)}."
            yield "media-person", message, part.start
    for part in _comments(text):
        words = part.body.strip()
        if identifies(words, known) and not _TOOL.match(words):
            message = f"The drawing carries a note: {mask(words)}."
            yield "media-comment", message, part.start
    yield from _editor(text, known)


def _editor(text: str, known: Known) -> Iterator[_Finding]:
    """What drawing programs write beside the drawing: names of files, layers and users."""
    for match in _EDITOR.finditer(text):
        value = html.unescape(match[1] or match[2] or "")
        spoken = re.sub(r"[_\-./\\]+|(?<=[a-z])(?=[A-Z])", " ", value)
        # A user's folder is reported below.
        if _USER_FOLDER.search(value) or len(spoken) >= _LONGEST_NAME:
            continue
        if identifies(spoken.title(), known):
            message = f"A file or layer name in the drawing names a person: {mask(spoken)}."
            yield "media-person", message, match.start()
    for match in _USER_FOLDER.finditer(text):
        if not is_generic(match[1]) and not known.explains(match[1]):
            message = f"The drawing names a computer’s user: {mask(match[1])}."
            yield "media-person", message, match.start()


def _metadata(body: str, offset: int, known: Known) -> Iterator[_Finding]:
    for part in _elements(body, _AGENT):
        words = _plain(part.body)
        kind = part.name
        if not words or is_generic(words) or known.explains(words):
            continue
        if kind in {"creator", "publisher", "contributor"}:
            yield "media-person", f"The drawing’s metadata name a person: {mask(words)}.", offset
        elif kind == "date":
            continue
        elif identifies(words, known):
            yield "media-person", f"The drawing’s metadata name a person: {mask(words)}.", offset


def strip_svg(text: str, known: Known = NOBODY) -> str:
    """A drawing without metadata, notes, editor's attributes, and titles that name a person.

    Args:
        text: The SVG.
        known: Names that may stand in titles.
    """
    text = _without(text, _elements(text, _METADATA))
    text = _without(text, _comments(text))
    text = _EDITOR.sub("", text)
    named = (p for p in _elements(text, _WORDS) if identifies(_plain(p.body), known))
    text = _without(text, named)
    return _USER_FOLDER.sub("", text)
