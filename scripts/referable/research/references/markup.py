"""Typst's HTML of a reference, made safe and mended.

Typst's own tags are read one by one: a few of emphasis are kept, without attributes, the others
dropped; all text between them is escaped again. What its formatter gets wrong in the styles that
physicians read is mended here, and each mending says what it mends.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from referable.research.references.markers import (
    ANY_MARKER,
    AUTHOR,
    EDITOR,
    ENTRY,
    LINK_END,
    LINK_START,
    OTHERS,
    YEAR,
    clean,
    restore,
)
from referable.research.references.plain import name_list

if TYPE_CHECKING:
    from referable.research.references.hayagriva import Record

__all__ = ["finish_label", "finish_reference", "plain_text", "sanitise"]

_TAG = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"\'=<>/]+(?:="[^"]*")?)*)\s*/?>')
_HREF = re.compile(r'\shref="([^"]*)"')
_KEPT = frozenset({"em", "i", "b", "strong", "sup", "sub"})
_INLINE = _KEPT | {"a", "span"}
_ANY_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\r\n]+")
_OUTER = re.compile(r"[\[(](.*)[\])]")

_LEADING_LABEL = re.compile(
    r"^,\s*((?:ed|hrsg)s?\.|editors?|eds?)(?=[^\s.])(.*?)\.\s", re.IGNORECASE
)
_IN_BOOK = re.compile(r"\bIn: (?=<em>|\S)")
_OTHERS_AFTER_AND = re.compile(rf"(,?)\s(?:&amp;|and|und|et|y|e)\s{OTHERS}\.?")
_OTHERS_ALONE = re.compile(rf"(,|;)?\s*(?:and\s)?{OTHERS}\.?")
_LEADING_STOPS = re.compile(r"^[\s.,;:]+")
_NUMBER = re.compile(
    rf"^(?:<[a-z]+>)?[\[(]?[0-9]{{1,3}}[\])]?[.:]?(?![0-9]|{ENTRY.pattern})(?:</[a-z]+>)?\s*"
)
_CLOSING = r"(?:</[a-z]+>)*[\u201d\u2019\u00bb]?"
_SLIPS = (
    (re.compile(r"\s+(?=[.,](?:\s|$))"), ""),  # "massage? . Internet"
    (re.compile(rf"([?!]{_CLOSING})\.(?=[\s<\u201d\u2019\u00bb]|$)"), r"\1"),  # "massage?."
    (re.compile(r"(?<!\.)(\.(?:</[a-z]+>)*)\.(?=[\s<)]|$)"), r"\1"),  # "et al..", "(eds..)"
    (re.compile(r"[,;](?=[.,](?:\s|$)|\))"), ""),  # "Wiley,.", "(2019,)"
    (re.compile(rf"((?:[0-9]{{4}}|{YEAR})(?: [A-Z][a-z]{{2}})?) ;(?=\S)"), r"\1;"),  # "2015 ;9"
    (_LEADING_STOPS, ""),
)


def sanitise(html: str, url: str | None = None, *, numbered: bool = False) -> str:
    """The inner HTML of one of Typst's list items, with nothing in it but text and emphasis.

    Args:
        html: What Typst wrote.
        url: The one address that may become a link; its place is marked.
        numbered: Whether there is a number in front, to be left out.
    """
    out: list[str] = []
    open_tags: list[str] = []
    at, prefix_depth = 0, 0
    for tag in _TAG.finditer(html):
        if not prefix_depth:
            out.append(escape(unescape(html[at : tag.start()]), quote=False))
        at = tag.end()
        closes, name, attributes = tag[1] == "/", tag[2].lower(), tag[3]
        if prefix_depth:
            prefix_depth += (-1 if closes else 1) if name == "span" else 0
        elif numbered and name == "span" and 'class="prefix"' in attributes:
            prefix_depth, numbered = 1, False
        elif name in _KEPT:
            out.append(_emphasis(name, open_tags, closes=closes))
        elif name == "a":
            out.append(_link_mark(attributes, url, open_tags, closes=closes))
        elif name not in _INLINE:
            out.append(" ")
    out.append(escape(unescape(html[at:]), quote=False))
    out.extend(LINK_END if name == "a" else f"</{name}>" for name in reversed(open_tags))
    safe = _SPACES.sub(" ", "".join(out)).strip()
    # Some styles print the number as a part of the text.
    return _NUMBER.sub("", safe) if numbered else safe


def finish_reference(html: str, record: Record, *, numbered: bool) -> str:
    """One list item of Typst as the HTML of a reference, without its links.

    Where another year stood in for the record's own, the result has `YEAR`; where the entry's
    address is shown, it is marked.

    Args:
        html: What Typst wrote.
        record: What it was given.
        numbered: Whether the style puts a number before each reference, which is left out.
    """
    url = record.entry.url if "<a" in html else None
    safe = sanitise(html, url, numbered=numbered)
    safe = ANY_MARKER.sub("", _with_missing_names(safe, record))
    safe = _with_stand_ins(safe, record, comma=True)
    for slip, mended in _SLIPS:
        safe = slip.sub(mended, safe)
    return restore(safe)


def finish_label(html: str, record: Record) -> str:
    """One citation of Typst as plain text, without the brackets around it."""
    text = plain_text(ANY_MARKER.sub("", sanitise(html)))
    inner = _OUTER.fullmatch(text)
    text = escape(inner[1] if inner else text, quote=False)
    return unescape(restore(_with_stand_ins(text, record, comma=False)))


def plain_text(html: str) -> str:
    """The text of sanitised HTML."""
    return _SPACES.sub(" ", unescape(_ANY_TAG.sub("", html))).strip()


def _emphasis(name: str, open_tags: list[str], *, closes: bool) -> str:
    if not closes:
        open_tags.append(name)
        return f"<{name}>"
    if open_tags and open_tags[-1] == name:
        open_tags.pop()
        return f"</{name}>"
    return ""


def _link_mark(attributes: str, url: str | None, open_tags: list[str], *, closes: bool) -> str:
    if closes:
        if open_tags and open_tags[-1] == "a":
            open_tags.pop()
            return LINK_END
        return ""
    href = _HREF.search(attributes)
    # Typst writes addresses its own way: with a final slash, other characters encoded.
    if not (href and url and unescape(href[1]).rstrip("/").startswith(url.rstrip("/")[:20])):
        return ""
    open_tags.append("a")
    return LINK_START


def _with_missing_names(html: str, record: Record) -> str:
    """The reference with the authors and editors that Typst left out.

    Its NLM styles print no authors; its AMA style no author when there is no title, no editors of
    a book around a chapter, and of a book without authors "eds." before the editors.
    """
    entry = record.entry
    label = _LEADING_LABEL.match(html)
    if label:
        html = f"{label[2]}, {label[1].rstrip('.')}. {html[label.end() :]}"
    if entry.authors and AUTHOR not in html:
        names = name_list(entry.authors, more=entry.has_more_authors)
        role = _role(len(entry.authors)) if record.has_editors_only else ""
        names = escape(clean(f"{names}{role}"), quote=False)
        html = f"{names}{'' if names.endswith('.') else '.'} {_LEADING_STOPS.sub('', html)}"
    if record.editors and EDITOR not in html:
        names = clean(f"{name_list(record.editors)}{_role(len(record.editors))}")
        names = escape(names, quote=False)
        html = _IN_BOOK.sub(lambda found: f"{found[0]}{names} ", html, count=1)
    return html


def _role(count: int) -> str:
    return ", ed." if count == 1 else ", eds."


def _with_stand_ins(html: str, record: Record, *, comma: bool) -> str:
    """The reference with "et al." in the place held for it, and the year's place marked."""
    if OTHERS in html:
        html = _OTHERS_AFTER_AND.sub(lambda m: f"{m[1] if comma else ''} et al.", html)
        html = _OTHERS_ALONE.sub(lambda m: f"{m[1] or ''} et al.", html)
    if not record.stand_in:
        return html
    if not record.shown_year.isdigit():
        # AMA says "Published online 2015" of an article without a volume.
        html = re.sub(rf"(?:Published|Preprint posted) online (?={record.stand_in})", "", html)
    return html.replace(record.stand_in, YEAR)
