"""Blanks out what is not prose, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["FIELD", "fold", "front_matter_end", "mask_markdown", "mask_plain"]

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(
    r"^(?P<name>title|nav_title|description|conclusion|guideline_recommendation|summary|alt"
    r"|caption)"
    r":[ \t]*(?:[>|][+-]?[ \t]*$)?(?P<value>[^\n]*(?:\n[ \t]+[^\n]*)*)",
    re.MULTILINE,
)
"""The front matter that readers see; the rest is settings."""
_FIELD_EDGES = re.compile(r"\A\w+:[ \t]*(?:[>|][+-]?)?[ \t]*[\"']?|[\"']?\s*\Z")
_FENCE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}+|~{3,}+)[^`\n]*+\n(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)",
    re.DOTALL | re.MULTILINE,
)
_RAW = re.compile(
    r"<(?P<raw>script|style|pre|code|textarea)\b.*?</(?P=raw)\s*>", re.DOTALL | re.IGNORECASE
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S[^\n]*", re.MULTILINE)
_ADMONITION = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t]*[\w-]*", re.MULTILINE)
# Every alternative begins with a letter of its own, which lets the engine skip plain prose fast.
_NOT_PROSE = re.compile(
    r"""
      <!--.*?(?:-->|\Z)
    | </?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>
    | `(?<!``)(?P<ticks>`*+)[^\n]*?(?:\n[^\n]+?)?(?<!`)`(?P=ticks)(?!`)
    | \]\((?:[^()\n]|\([^()\n]*\))*\) | \]\[[^\]\n]*\] | \]
    | https?://\S+ | www\.\S+
    | \{[:.\#][^{}\n]*\}
    | &\#?\w{2,8};
    | !\[ | \[ | \\(?=[^\w\s]) | \*\** | __* | ~~ | ==
    """,
    re.VERBOSE | re.DOTALL,
)
_ALT = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ADMONITION_TITLE = re.compile(
    r"^([ \t]*(?:!!!|\?\?\?\+?|===)[^\n\"]*)\"([^\n\"]*)\"", re.MULTILINE
)
_URL = re.compile(r"https?://\S+|\bwww\.\S+")
_FOLDING = str.maketrans(
    {"’": "'", "‘": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u202f": " "}
)
_TRIGGERS = re.compile(r"[`<~\[\]&{}*_!?=\\]|https?:|www\.")


def front_matter_end(text: str) -> int:
    """Offset after the front matter; 0 when there is none."""
    if not text.startswith(("---", "\ufeff---")):
        return 0
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def fold(text: str) -> str:
    """Lower case with plain apostrophes, hyphens and spaces, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        # A few letters (İ) grow when lowered, which would shift every place after them.
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_FOLDING)


def _blank(text: str) -> str:
    if "\n" not in text:
        return " " * len(text)
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _blank_match(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] == "<" and "=" in text:
        return _keep_alt(text)
    return _blank(text)


def _keep_alt(tag: str) -> str:
    """A tag with only its alternative text and titles left, each closed like a sentence."""
    out = list(_blank(tag))
    for match in _ALT.finditer(tag):
        group = 1 if match.group(1) is not None else 2
        start, end = match.span(group)
        out[start:end] = tag[start:end]
        if end < len(out):
            out[end] = "."
    return "".join(out)


def mask_plain(text: str) -> str:
    """Plain text with web addresses blanked out."""
    return _URL.sub(_blank_match, text) if "http" in text or "www." in text else text


def mask_markdown(text: str, body_start: int, marks: Iterable[tuple[int, int]]) -> str:
    """Markdown with everything but prose blanked out.

    Args:
        text: The file's text.
        body_start: Offset after the front matter, of which only what readers see is kept.
        marks: Spans of citations, facts and directives.

    Returns:
        A text of the same length and lines.
    """
    pieces = [_mask_front_matter(text[:body_start])] if body_start else []
    at = body_start
    for start, end in marks:
        pieces += (text[at:start], _blank(text[start:end]))
        at = end
    pieces.append(text[at:])
    body = "".join(pieces)
    if not _TRIGGERS.search(body):
        return body
    head, rest = body[:body_start], body[body_start:]
    if "```" in rest or "~~~" in rest:
        rest = _FENCE.sub(_blank_match, rest)
    if "</" in rest:
        rest = _RAW.sub(_blank_match, rest)
    if '"' in rest:
        rest = _ADMONITION_TITLE.sub(lambda m: f"{m[1]} {m[2]} ", rest)
    if "!!!" in rest or "???" in rest or "===" in rest:
        rest = _ADMONITION.sub(_blank_match, rest)
    if "]:" in rest:
        rest = _DEFINITION.sub(_blank_match, rest)
    return head + _NOT_PROSE.sub(_blank_match, rest)


def _mask_front_matter(text: str) -> str:
    out: list[str] = []
    at = 0
    for match in FIELD.finditer(text):
        value = _FIELD_EDGES.sub(_blank_match_plain, match.group())
        out += (_blank(text[at : match.start()]), value)
        at = match.end()
    out.append(_blank(text[at:]))
    return "".join(out)


def _blank_match_plain(match: re.Match[str]) -> str:
    return _blank(match.group())
