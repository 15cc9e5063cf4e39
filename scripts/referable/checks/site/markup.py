"""HTML as a browser's tokenizer sees it: tags with attributes, text, and raw script or style.

Places are offsets into the text, so that every finding can name its line and column. A regular
expression tokenizer is used instead of `html.parser` because it is several times faster and
because the standard library's rules for scripts and comments differ between Python versions.
Source: WHATWG HTML, 13.2.5 Tokenization.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Attribute", "EndTag", "Raw", "StartTag", "Text", "Token", "clean_url", "tokenize"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its value with entities resolved, and where the value begins."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class StartTag:
    """An opening tag; names of tags and attributes are in lower case."""

    name: str
    attributes: dict[str, Attribute]
    offset: int

    def get(self, name: str) -> str:
        """The value of an attribute, or an empty string."""
        found = self.attributes.get(name)
        return found.value if found else ""


@dataclass(frozen=True, slots=True)
class EndTag:
    """A closing tag."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, with entities resolved."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of a script, style, title or another element that holds no tags."""

    tag: StartTag
    value: str
    offset: int


Token = StartTag | EndTag | Text | Raw

_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?"""
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(
    {"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"}
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of an HTML text; comments and doctypes are left out, as browsers ignore them.

    Args:
        text: Any HTML, whole or in part. Broken markup is read as a browser would.

    Yields:
        Tags, text and raw contents in order.
    """
    position = 0
    end = len(text)
    while position < end:
        at = text.find("<", position)
        if at < 0:
            yield Text(_unescape(text[position:]), position)
            return
        tag = _TAG.match(text, at)
        if tag:
            if at > position:
                yield Text(_unescape(text[position:at]), position)
            name = tag[2].lower()
            attributes, position = _attributes(text, tag.end())
            if tag[1]:
                yield EndTag(name, at)
                continue
            start = StartTag(name, attributes, at)
            yield start
            if name in _RAW:
                raw_end = _raw_end(text, position, name)
                yield Raw(start, text[position:raw_end], position)
                position = raw_end
            continue
        if text.startswith(("<!", "<?", "</"), at):
            if at > position:
                yield Text(_unescape(text[position:at]), position)
            position = _markup_end(text, at)
            continue
        yield Text(_unescape(text[position : at + 1]), position)
        position = at + 1


def _unescape(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _attributes(text: str, position: int) -> tuple[dict[str, Attribute], int]:
    found: dict[str, Attribute] = {}
    end = len(text)
    while True:
        match = _ATTRIBUTE.match(text, position)
        if not match:
            break
        group = match.lastindex or 1
        value = match[group] if group > 1 else ""
        offset = match.start(group)
        # The first of two attributes with the same name counts in every browser.
        found.setdefault(match[1].lower(), Attribute(_unescape(value), offset))
        position = match.end()
    closing = text.find(">", position)
    return found, (closing + 1 if closing >= 0 else end)


def _raw_end(text: str, position: int, name: str) -> int:
    if name == "plaintext":
        return len(text)
    match = _RAW_END[name].search(text, position)
    return match.start() if match else len(text)


def _markup_end(text: str, at: int) -> int:
    """Where a comment, doctype or processing instruction ends."""
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + 4):
            return text.index(">", at) + 1
        found = _COMMENT_END.search(text, at + 4)
        return found.end() if found else len(text)
    if text.startswith("<![CDATA[", at):
        # In HTML this is a comment up to the next ">"; inside SVG it is text. Reading on is safer.
        return at + len("<![CDATA[")
    closing = text.find(">", at)
    return closing + 1 if closing >= 0 else len(text)


_URL_NOISE = re.compile(r"[\t\n\r]")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))


def clean_url(value: str) -> str:
    """An address as a browser reads it: without surrounding blanks, tabs or line breaks.

    Source: WHATWG URL, 4.4 URL parsing.
    """
    return _URL_NOISE.sub("", value.strip(_C0_AND_SPACE))
