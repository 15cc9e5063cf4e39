"""Whether two ways of writing a title, a name, a journal or a page range mean the same.

Services differ in capitals, accents, punctuation, abbreviations and page styles. None of that is a
mistake in a library, so none of it may be reported as one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile

from referable.research.names import Name

__all__ = [
    "same_issue",
    "same_journal",
    "same_name",
    "same_pages",
    "same_title",
    "simplified",
    "title_likeness",
]

_APART = re.compile(r"[^\w]+|_")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SMALL_WORDS = frozenset({"and", "de", "der", "des", "die", "et", "for", "in", "of", "on", "the"})
# Letters that no Unicode decomposition takes apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_GREEK = {
    "\N{GREEK SMALL LETTER ALPHA}": " alpha ",
    "\N{GREEK SMALL LETTER BETA}": " beta ",
    "\N{GREEK SMALL LETTER GAMMA}": " gamma ",
    "\N{GREEK SMALL LETTER DELTA}": " delta ",
    "\N{GREEK SMALL LETTER KAPPA}": " kappa ",
}
_PAGE = re.compile(r"([a-z]*)0*([0-9]+)([a-z.0-9]*)")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")


def simplified(text: str) -> str:
    """Lower-case words without accents and punctuation: "Côté & Søn's" becomes "cote and son s"."""
    text = text.replace("&", " and ").casefold()
    for letter, word in _GREEK.items():
        text = text.replace(letter, word)
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_APART.sub(" ", bare).split())


def _joined(text: str) -> str:
    return simplified(text).replace(" ", "")


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1."""
    first, second = simplified(one), simplified(other)
    if not first or not second:
        return 0.0
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def same_title(mine: str, theirs: str, subtitle: str = "") -> bool:
    """Whether two titles are the same but for spelling habits.

    Args:
        mine: The title in the library.
        theirs: The title a service gives.
        subtitle: A subtitle that the service keeps apart; it may be present in mine or not.
    """
    first = _joined(mine)
    wanted = {_joined(theirs), _joined(f"{theirs} {subtitle}")}
    if first in wanted:
        return True
    # A service may leave out the subtitle, or a library may.
    whole = _joined(f"{theirs} {subtitle}")
    short, long = sorted((first, whole), key=len)
    marks = (":", ". ", " - ", "?")
    heads = {_joined(t.partition(m)[0]) for t in (mine, theirs) for m in marks if m in t}
    return len(short) >= 15 and long.startswith(short) and short in heads


def same_name(mine: Name, theirs: Name) -> bool:
    """Whether two names can be one person's: family names agree, given names do not clash."""
    if mine.literal or theirs.literal:
        first, second = _joined(mine.display), _joined(theirs.display)
        return first == second or difflib.SequenceMatcher(None, first, second).ratio() > 0.8
    # "van den Dolder" may be split anywhere between particle, family and given name.
    families = {_joined(mine.short), _joined(mine.family)}
    others = {_joined(theirs.short), _joined(theirs.family)}
    if not families & others and not _ends_alike(families, others):
        return False
    ours, yours = _joined(mine.given)[:1], _joined(theirs.given)[:1]
    return not ours or not yours or ours == yours


def _ends_alike(ours: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one family name is the end of the other, as with double names and particles."""
    return any(
        len(min(one, other, key=len)) >= 4 and (one.endswith(other) or other.endswith(one))
        for one in ours
        for other in others
    )


def same_journal(mine: str, names: Iterable[str]) -> bool:
    """Whether a journal's name is one of these names, or an abbreviation of one, or the reverse."""
    return any(_journal_alike(mine, name) for name in names)


def _journal_alike(one: str, other: str) -> bool:
    first, second = (_journal_words(text) for text in (one, other))
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    short, long = sorted((first, second), key=lambda words: sum(map(len, words)))
    return _abbreviates(short, long)


def _journal_words(text: str) -> list[str]:
    # MEDLINE adds the place to tell journals apart: "Spine (Phila Pa 1976)".
    bare = _BRACKETS.sub(" ", text)
    head = re.split(r"\s*[:=]\s", bare)[0]
    return [word for word in simplified(head).split() if word not in _SMALL_WORDS]


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether each short word begins the long word in its place, as ISO 4 abbreviations do."""
    return len(short) == len(long) and all(
        full.startswith(part) or _contracts(part, full)
        for part, full in zip(short, long, strict=True)
    )


def _contracts(part: str, full: str) -> bool:
    """Whether a word is a contraction with the same ends, such as "natl" of "national"."""
    letters = iter(full)
    return len(part) >= 3 and part[0] == full[:1] and all(char in letters for char in part)


def same_pages(mine: str, theirs: str) -> bool:
    """Whether two page ranges or article numbers mean the same.

    "1081-8" is "1081-1088"; "e123" is "123"; a service that knows the first page alone agrees with
    a range that begins there.
    """
    first, second = _pages(mine), _pages(theirs)
    if first == second:
        return True
    if not first or not second:
        return False
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return False


def _pages(text: str) -> list[tuple[str, ...]]:
    """First and last page as comparable pieces; an article number is one page."""
    bare = _DASH.sub("-", text.casefold().split(";")[0].split(",")[0].strip())
    pieces = [piece for piece in bare.split("-") if piece][:2]
    if len(pieces) == 2:
        first, last = pieces
        shared = "".join(takewhile(str.isalpha, first))
        digits_first, digits_last = first.removeprefix(shared), last.removeprefix(shared)
        if digits_first.isdecimal() and digits_last.isdecimal():
            missing = len(digits_first) - len(digits_last)
            digits_last = digits_first[:missing] + digits_last if missing > 0 else digits_last
            pieces = [shared + digits_first, shared + digits_last]
    found = [_page(piece) for piece in pieces]
    return found[:1] if len(found) == 2 and found[0] == found[1] else found


def _page(text: str) -> tuple[str, ...]:
    match = _PAGE.fullmatch(text.replace(" ", ""))
    if not match:
        return (simplified(text),)
    letters, digits, rest = match.groups()
    # "e" before an electronic page comes and goes; other letters (S for supplement) count.
    return (letters if letters not in {"e", "p", "pp"} else "", digits, rest)


def same_issue(mine: str, theirs: str) -> bool:
    """Whether two volumes or issues mean the same: "3--4" is "3/4", "09" is "9"."""
    first, second = _issue(mine), _issue(theirs)
    if first == second:
        return True
    # "1", "1 Suppl" and "Suppl 1" are one issue to some services and two to others.
    return {word for word in first if word.isdecimal()} == {
        word for word in second if word.isdecimal()
    } and any(word.startswith("suppl") for word in (*first, *second))


def _issue(text: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " ", simplified(text))
    words = [word.lstrip("0") or "0" for word in apart.split()]
    return [word for word in words if word not in {"no", "issue", "vol", "part", "pt"}]
