"""The words with which whatever a pattern matches can begin, read off the pattern itself.

A pattern need then be tried only where one of them stands, which is many times faster than a
search. What cannot be read off is searched for as ever, so that nothing is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["first_words", "later_words", "split_words"]

_MOST = 400
"""First words of one pattern at most; what begins in more ways is searched for."""
_DEEPEST = 60
_SPACES = (" ", "[ ]", "[ \\t]", "\\s")
_TELLING = 4
_COMMON = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from",
    "had", "has", "have", "if", "in", "is", "it", "its", "may", "more", "no", "not", "of", "on",
    "one", "or", "our", "so", "than", "that", "the", "their", "them", "there", "they", "this",
    "to", "was", "we", "were", "when", "which", "who", "will", "with", "you", "your",
))  # fmt: skip
"""Words that tell passages apart so badly that it is not worth asking for them."""
_PLAIN = re.compile(r"[^\W\d_](?![?*+{])")
_OPENED = re.compile(r"\\b|\(\?<!\[a-z\]\)|\(\?<!\[?\\w[^)]*\)|\(\?<!\[\^\\W[^)]*\)")
_ENDED = ("\\b", "(?![a-z])")
_AROUND = re.compile(r"\(\?<?[=!]")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:))?")
_TIMES = re.compile(r"(?P<none>[?*]|\{0?,\d*\}|\{0\})\??|(?P<some>\+|\{\d+(?:,\d*)?\})\??")
_CLASS = re.compile(r"\[(?P<not>\^)?\]?(?:\\.|[^\]\\])*\]")


class _UnknownError(Exception):
    """A match can begin with anything."""


def first_words(pattern: str) -> frozenset[str] | None:
    """The first words of all matches, in lower case; None when they cannot be told.

    A word that ends with "*" stands for all that begin with it.

    Args:
        pattern: What is matched; each alternative has to begin at the beginning of a word.
    """
    found: set[str] = set()
    try:
        for alternative in alternatives(pattern):
            opened = _OPENED.match(alternative)
            if opened is None:
                return None
            for word in _walk(alternative[opened.end() :], "", 0):
                found.add(word)
                if len(found) > _MOST:
                    return None
    except _UnknownError:
        return None
    return frozenset(found)


def later_words(pattern: str) -> frozenset[str]:
    """Words of which every match holds one behind its first; none when they cannot be told.

    Of a pattern for "the (former )?(mayor|sheriff)" these are "former", "mayor" and "sheriff":
    a passage without them need not be searched, though "the" stands in all of them. The rarest
    are chosen; when every match can go on with a word such as "of", there are none.

    Args:
        pattern: What is matched.
    """
    found: set[str] = set()
    for alternative in _unfolded(pattern, 0):
        choices = [words for words in _after_spaces(alternative) if not _is_common(words)]
        if not choices:
            return frozenset()
        found |= min(choices, key=len)
        if len(found) > _MOST:
            return frozenset()
    return frozenset(found)


def _unfolded(pattern: str, depth: int) -> Iterator[str]:
    """The alternatives of a pattern, those of a group that all of it stands in as well."""
    for alternative in alternatives(pattern):
        opened = _OPENED.match(alternative)
        rest = alternative[opened.end() :] if opened is not None else alternative
        group = _GROUP.match(rest)
        if group is None or depth > _DEEPEST:
            yield rest
            continue
        end = _closing(rest)
        if _TIMES.match(rest, end):
            yield rest
            continue
        for inner in alternatives(rest[group.end() : end - 1]):
            yield from _unfolded(inner + rest[end:], depth + 1)


def _after_spaces(pattern: str) -> Iterator[frozenset[str]]:
    """For each space that all matches have, the words that can follow it."""
    place = 0
    while place < len(pattern):
        char = pattern[place]
        if char == "(":
            place = _closing(pattern[place:]) + place
            continue
        skipped = _CLASS.match(pattern, place) if char == "[" else None
        written = skipped[0] if skipped is not None else char
        place += 2 if char == "\\" else len(written)
        times = _TIMES.match(pattern, place)
        place = times.end() if times is not None else place
        if written in _SPACES and (times is None or times["none"] is None):
            try:
                words = frozenset(_walk(pattern[place:], "", 0))
            except _UnknownError:
                continue
            if len(words) <= _MOST:
                yield words


def _is_common(words: frozenset[str]) -> bool:
    """Whether nearly every text has one of some words."""
    return any(word in _COMMON or (word[-1:] == "*" and len(word) < _TELLING) for word in words)


def split_words(pattern: str, *, closed: bool) -> tuple[frozenset[str], list[str]]:
    """The first words of the alternatives whose can be told, and the other alternatives.

    Args:
        pattern: Alternatives, before each of which a boundary of words is put.
        closed: Whether one is put after each as well.
    """
    found: set[str] = set()
    other: list[str] = []
    for alternative in alternatives(pattern):
        group = _GROUP.match(alternative)
        parts = [alternative]
        if group is not None and group[0] == "(?:":
            end = _closing(alternative)
            if not _TIMES.match(alternative, end):
                inner = alternatives(alternative[group.end() : end - 1])
                parts = [part + alternative[end:] for part in inner]
        for part in parts:
            words = first_words(rf"\b(?:{part})" + closed * r"\b")
            if words is None:
                other.append(part)
            else:
                found |= words
    return frozenset(found), other


def alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between the bars that stand in no group."""
    depth = at = place = 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 2
            continue
        if char == "[" and (skipped := _CLASS.match(pattern, place)) is not None:
            place = skipped.end()
            continue
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            yield pattern[at:place]
            at = place + 1
        place += 1
    yield pattern[at:]


def _open(word: str) -> Iterator[str]:
    """A word of which only the beginning is known."""
    if not word:
        raise _UnknownError
    yield word + "*"


def _walk(  # one branch for each thing a pattern can go on with
    rest: str, word: str, depth: int
) -> Iterator[str]:
    """The words that begin with what has been read so far, and go on with the rest of a pattern."""
    if depth > _DEEPEST:
        raise _UnknownError
    while rest:
        if word and rest.startswith(_ENDED):
            yield word
            return
        if _AROUND.match(rest):
            rest = rest[_closing(rest) :]
        elif rest[0] == "^" or rest.startswith("\\b"):
            rest = rest.removeprefix("^" if rest[0] == "^" else "\\b")
        elif (group := _GROUP.match(rest)) is not None:
            yield from _group(rest, group.end(), word, depth)
            return
        elif (plain := _PLAIN.match(rest)) is not None:
            word += plain[0].lower()
            rest = rest[plain.end() :]
        else:
            yield from _step(rest, word, depth)
            return
    yield from _open(word)


def _step(rest: str, word: str, depth: int) -> Iterator[str]:
    """The words that go on with a single character, which may be repeated or left out."""
    letters, length = _letters(rest)
    times = _TIMES.match(rest, length)
    after = rest[times.end() if times is not None else length :]
    optional = times is not None and times["none"] is not None
    if not letters:
        if not word:
            raise _UnknownError
        yield word + "*" if letters is None else word
        if letters == "" and optional:
            yield from _walk(after, word, depth + 1)
        return
    if times is not None and times[0][0] != "?":
        # Repeated: what comes after the first of them is not looked at.
        yield from _open(word) if optional else (word + letter + "*" for letter in letters)
        return
    for letter in letters:
        yield from _walk(after, word + letter, depth + 1)
    if optional:
        yield from _walk(after, word, depth + 1)


def _group(rest: str, start: int, word: str, depth: int) -> Iterator[str]:
    end = _closing(rest)
    times = _TIMES.match(rest, end)
    after = rest[times.end() if times is not None else end :]
    again = times is not None and times["some"]
    for alternative in alternatives(rest[start : end - 1]):
        if again and not alternative:
            raise _UnknownError
        yield from _walk(alternative + ("." if again else after), word, depth + 1)
    if times is not None and times["none"]:
        yield from _walk(after, word, depth + 1)


def _letters(rest: str) -> tuple[str | None, int]:
    """What can come next and how long it is written.

    Letters; nothing when it is no letter; None when it can be anything.
    """
    char = rest[0]
    if char.isalpha():
        return char.lower(), 1
    if char == "\\":
        return (None if rest[1] in "wWDS" else ""), 2
    if char == ".":
        return None, 1
    return _class(rest) if char == "[" else ("", 1)


def _class(rest: str) -> tuple[str | None, int]:
    match = _CLASS.match(rest)
    if match is None:
        raise _UnknownError
    body = match[0][1:-1]
    if match["not"] or re.search(r"\\[wWDS]", body):
        return None, match.end()
    plain = re.sub(r"\\.", "", body)
    if plain.isalpha():
        return plain.lower(), match.end()
    return (None if any(map(str.isalpha, plain)) else ""), match.end()


def _closing(rest: str) -> int:
    """Where the group ends with which a pattern begins."""
    depth = place = 0
    while place < len(rest):
        char = rest[place]
        if char == "\\":
            place += 2
            continue
        if char == "[" and (skipped := _CLASS.match(rest, place)) is not None:
            place = skipped.end()
            continue
        depth += (char == "(") - (char == ")")
        place += 1
        if depth == 0:
            return place
    raise _UnknownError
