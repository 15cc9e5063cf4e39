"""Where names of people stand in a text, by their shape alone."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from referable.checks.phi import lexicon
from referable.checks.phi.lexicon import fold

__all__ = [
    "AFTER_ORG",
    "CAP",
    "NOT_NAME",
    "Name",
    "Shape",
    "full_names",
    "is_proper",
    "name_at",
    "proper_names",
]

_UP = "A-ZÀ-ÖØ-ÞŁŚŠŽŻŹČĆĐİŞŐŰĞŘĚĀĒĪŌŪ"
# "Ji-woo", "Mei-ling": of few names is the second part written small.
_SMALL = r"(?:woo|jun|jin|hee|min|young|hyun|soo|seo|ling|mei|hua|wei|yeon|hoon|sook|kyung|eun|won|chul|sik|rim|hwa|tae|yong|seok|suk|yun|yoon|jung|jae|ying|xin|fang|ning|ping|feng|jie|ha|ah|hye)\b"
_REST = rf"(?:[^\W\d_]|['’](?=[^\W\d_]))*(?:-(?:[{_UP}][^\W\d_]*|{_SMALL}))*"
CAP = rf"[{_UP}]{_REST}"
_PARTICLE = r"(?:de|la|las|los|van|von|der|den|di|da|dos|bin|al|el|y|du|le|ter|ten|af|av)"
_SEQUENCE = re.compile(
    rf"[{_UP}](?<![\w/.@#&’'-][{_UP}]){_REST}(?:\.(?=[ ,]))?(?:[ \t]+[\"“'‘(]{CAP}[\"”'’)])?"
    rf"(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{CAP}(?:\.(?=[\s,;:)\]\"'”’?!—–-]|$))?){{0,4}}"
)
_LOWER_SLOT = re.compile(
    r"[\"“‘'(*_ \t]{0,3}(?P<name>[^\W\d_]{2,}(?:-[^\W\d_]+)?(?:[ \t]+[^\W\d_][^\W\d_'’-]*\.?){0,2})"
)

# Capitalised words that are no part of a person's name.
NOT_NAME = lexicon.not_names()
AFTER_ORG = re.compile(
    r"[ \t]+(?:Clinic|Hospital|Center|Centre|University|College|School|Institute|Foundation|Society|"
    r"Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Lane|Library|Park|Hall|Church|Club|Method|Technique|"
    r"County|Creek|River|Lake|Mountain|Medical|Health|Memorial|Massage|Therapeutic|Insurance|Mutual|"
    r"Award|Prize|Scholarship|Fund|Trust|Bank|House|Building|Elementary|High|Middle|Museum|Theat|"
    r"Station|Stop\b|Peak\b|Butte\b|Canyon|Lodge|Springs\b|Beach\b|Lighthouse|Winery|Vineyard|Brewery|Café|Cafe\b|Bakery|Airport|Depot|Terminal|Transit|Mall|Market|Fair\b|Festival|Symphony|Orchestra|Choir|Fund\b|Auditorium|Stadium|Field|Bridge|Trail|Test|Sign|Scale|Index|Score|Syndrome|Disease|Criteria|"
    r"Questionnaire|Training|Seminars?|Press|Publishing|Books|Studio|Company|Co\b|Inc|LLC|& (?:Sons|Co))"
)


class Shape(StrEnum):
    """The shapes of names, surest first."""

    FULL = "full"
    INITIAL = "initial"
    PAIR = "pair"
    PROPER = "proper"
    GIVEN = "given"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that has the shape of a person's name.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        words: Its parts, folded; an initial is one letter.
        shape: What kind of name it looks like.
    """

    start: int
    end: int
    words: tuple[str, ...]
    shape: Shape


_MONTHS = frozenset({"april", "may", "june", "august"})
_CAPITAL = re.compile(CAP)
_MIXED = re.compile(
    rf"(?:Mc|Mac|O['’]|D['’]|De|La|Le|Van|Fitz)?[{_UP}][^\W\d_A-Z]+(?:['’]s)?(?:-[{_UP}][^\W\d_A-Z]+)?"
)
_CONTRACTION = re.compile(r"^[a-z]{1,5}'(?:m|d|ll|re|ve|t|s)$")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*(?:-[^\W\d_]+)*")


def _tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text, start, end))


def full_names(
    text: str, present: set[str], start: int = 0, end: int | None = None
) -> Iterator[Name]:
    """Names that contain a known given name.

    Args:
        text: The reading.
        present: The given names among the text's words, folded; everything else is passed over.
        start: Where to begin.
        end: Where to stop.
    """
    if not present:
        return
    for match in _SEQUENCE.finditer(text, start, len(text) if end is None else end):
        tokens = _tokens(text, match.start(), match.end())
        folded = [fold(t[0]) for t in tokens]
        index = 0
        while index < len(tokens):
            if folded[index] not in present and not (
                "-" in folded[index] and folded[index].split("-")[0] in present
            ):
                index += 1
                continue
            name, index = _from_given(text, tokens, folded, index)
            if name is not None:
                yield name


def _from_given(  # noqa: C901, PLR0912 - a chain of early returns
    text: str, tokens: list[re.Match[str]], folded: list[str], index: int
) -> tuple[Name | None, int]:
    """The name that begins at a given name, and the index after it."""
    first = index
    names = lexicon.given_names()
    ambiguous = names.get(folded[first], False) or folded[first] in NOT_NAME
    last = first
    for nxt in range(first + 1, min(first + 5, len(tokens))):
        word = folded[nxt]
        gap = text[tokens[nxt - 1].end() : tokens[nxt].start()]
        if (
            "\n" in gap
            or (len(gap.strip(" \t.\"“”'‘’()")) > 0)
            or (word in NOT_NAME and len(word) > 1)
        ):
            break
        if gap.startswith(".") and len(folded[nxt - 1]) > 1:
            break
        last = nxt
    while last > first and not tokens[last][0][0].isupper():
        last -= 1
    start, end = tokens[first].start(), tokens[last].end()
    words = tuple(folded[first : last + 1])
    if AFTER_ORG.match(text, end) or (
        text[end : end + 3] == " & "
        and not lexicon.is_given(re.split(r"[ <]", text[end + 3 : end + 40], maxsplit=1)[0])
    ):
        return None, last + 1
    if text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    if len(words) == 1:
        if len(words[0]) < 5 and tokens[first][0].isupper():
            return None, last + 1  # an abbreviation such as AMA
        if ambiguous and (words[0] in NOT_NAME or words[0] in _MONTHS):
            return None, last + 1
        return Name(start, end, words, Shape.UNKNOWN if ambiguous else Shape.GIVEN), last + 1
    second = text[tokens[first + 1].start() : tokens[first + 1].end()]
    if second.isupper() and 1 < len(second) < 4 and not tokens[first][0].isupper():
        return None, last + 1  # "Sherman KJ", an author in a reference
    if len(words[-1]) == 1:
        end += text[end : end + 1] == "."
        plain = all(len(w) == 1 for w in words[1:]) and len(words) == 2
        if text[tokens[last].start() : end] == "I":
            return (
                None if ambiguous else Name(start, tokens[first].end(), words[:1], Shape.GIVEN)
            ), last + 1
        return Name(start, end, words, Shape.INITIAL if plain else Shape.FULL), last + 1
    if ambiguous and not (
        lexicon.surnames().get(words[-1]) is False
        or (
            len(words) == 2 and len(words[1]) > 4 and words[0] not in _MONTHS and _is_rare(words[1])
        )
    ):
        return None, first + 1
    return Name(start, end, words, Shape.FULL), last + 1


def _is_rare(word: str) -> bool:
    """Whether a word is nothing but a proper noun, and no town's either: a family name, most likely."""
    return is_proper(word) and not lexicon.is_place(word) and word not in lexicon.given_names()


def _is_family(word: str) -> bool:
    return lexicon.is_plain_surname(word) and word not in NOT_NAME and not lexicon.is_ordinary(word)


def name_at(text: str, position: int, limit: int, *, lower: bool = True) -> Name | None:
    """The name that a frame such as "my name is" promises at a position, or None.

    Args:
        text: The reading.
        position: Where the name should begin.
        limit: Offset the name may not pass.
        lower: Whether a name in lower case counts, if its first word is a known given name.
    """
    match = _SLOT_CASED.match(text, position, limit)
    if match is not None:
        return _slot(text, match.start("name"), match.end("name"))
    if not lower:
        return None
    match = _LOWER_SLOT.match(text, position, limit)
    if match is None:
        return None
    tokens = _tokens(text, match.start("name"), match.end("name"))
    folded = [fold(t[0]) for t in tokens]
    known = lexicon.given_names().get(folded[0], True) is False or (
        len(folded) > 1 and folded[0] in lexicon.given_names() and _is_family(folded[1])
    )
    if folded[0] in NOT_NAME or not (known or (is_proper(folded[0]) and len(folded) > 1)):
        return None
    last = 0
    for nxt in range(1, len(tokens)):
        word = folded[nxt]
        if "\n" in text[tokens[nxt - 1].end() : tokens[nxt].start()]:
            break
        if word in NOT_NAME or not (
            lexicon.is_plain_surname(word) or len(word) == 1 or lexicon.is_plain_given(word)
        ):
            break
        last = nxt
    if not known and last == 0:
        if not (len(folded) > 1 and folded[1] in lexicon.surnames()):
            return None
        last = 1
    shape = Shape.GIVEN if last == 0 else Shape.FULL
    return Name(tokens[0].start(), tokens[last].end(), tuple(folded[: last + 1]), shape)


_SLOT_CASED = re.compile(
    r"[\"“‘'(*_ \t]{0,3}(?:(?i:mr|mrs|ms|miss|mx)\.?[ \t]+)?"
    rf"(?P<name>{CAP}(?:\.(?=[ ]?[{_UP}]))?(?:[ \t]?[{_UP}]\.)*"
    rf"(?:[ \t]+(?:[\"“‘(]{CAP}[\"”’)][ \t]+)?(?:{_PARTICLE}[ \t]+){{0,2}}{CAP}\b(?:(?<![^\W\d_][^\W\d_])\.)?){{0,3}})"
)


def _slot(text: str, start: int, end: int) -> Name | None:  # noqa: C901 - a chain of early returns
    tokens = _tokens(text, start, end)
    folded = [fold(t[0]) for t in tokens]
    if not tokens or (
        (folded[0] in NOT_NAME or folded[0] in lexicon.eponyms()) and not _rescued(folded)
    ):
        return None
    last = 0
    for nxt in range(1, len(tokens)):
        if folded[nxt] in NOT_NAME and len(folded[nxt]) > 1:
            break
        last = nxt
    while last > 0 and not tokens[last][0][0].isupper():
        last -= 1
    words = tuple(folded[: last + 1])
    stop = tokens[last].end()
    if text[stop - 2 : stop] in {"'s", "’s"}:
        stop -= 2
    if AFTER_ORG.match(text, stop):
        return None
    if len(words) > 1:
        shape = Shape.INITIAL if len(words[-1]) == 1 else Shape.FULL
        if shape is Shape.INITIAL:
            stop += text[stop : stop + 1] == "."
        if shape is Shape.FULL and words[0] not in lexicon.given_names():
            shape = Shape.PAIR if any(is_proper(w) for w in words) else Shape.UNKNOWN
        if len(words[0]) == 1:
            shape = Shape.INITIAL if all(len(w) == 1 for w in words) else Shape.FULL
        return Name(tokens[0].start(), stop, words, shape)
    if len(words[0]) == 1 or (len(words[0]) < 4 and tokens[0][0].isupper()):
        return None
    return Name(tokens[0].start(), stop, words, _single(folded[0]))


def _single(word: str) -> Shape:
    if word in lexicon.given_names():
        return Shape.GIVEN
    return Shape.PROPER if is_proper(word) else Shape.UNKNOWN


def is_proper(word: str) -> bool:
    """Whether a folded word is nothing but a proper noun: no ordinary word, town, disease or brand."""
    return (
        len(word) > 2
        and word not in NOT_NAME
        and not _CONTRACTION.search(word)
        and word not in lexicon.eponyms()
        and not lexicon.is_ordinary(word)
    )


_WORD_WITH_CAPITAL = re.compile(rf"[{_UP}][^\W\d_]+")


@functools.lru_cache(maxsize=65536)
def _is_name_like(word: str) -> bool:
    folded = fold(word)
    return folded not in NOT_NAME and (folded in lexicon.given_names() or is_proper(folded))


def has_name_like(text: str, start: int, end: int) -> bool:
    """Whether a stretch has any capitalised word that could be a person's name."""
    return any(map(_is_name_like, _WORD_WITH_CAPITAL.findall(text, start, end)))


def is_family_name(word: str) -> bool:
    """Whether a word can be a family name and is neither a given name nor a town."""
    folded = fold(word)
    return (
        folded not in NOT_NAME
        and not lexicon.is_given(folded)
        and not lexicon.is_place(folded)
        and (folded in lexicon.surnames() or is_proper(folded))
    )


def proper_names(text: str, start: int, end: int) -> Iterator[Name]:
    """Capitalised words of a passage that are neither known names nor anything else that is known."""
    run: list[re.Match[str]] = []
    given = lexicon.given_names()
    after_given = -1
    for token in _CAPITAL.finditer(text, start, end):
        word = fold(token[0])
        before = text[token.start() - 1 : token.start()] or " "
        joined = run and text[run[-1].end() : token.start()] in {" ", "  "}
        letters = token[0]
        good = not (before.isalnum() or before in "/.@#&’'-_\\") and not (
            letters.isupper() and len(letters) < 5
        )
        good = good and (
            letters[1:].islower()
            or _MIXED.fullmatch(letters) is not None
            or (letters.isupper() and len(letters) > 4)
        )
        if after_given >= 0 and text[after_given : token.start()] in {" ", "  "}:
            good = False  # the family name of a name found by its given name
            after_given = token.end()
        good = good and (
            is_proper(word)
            or (bool(joined) and word not in NOT_NAME and word not in lexicon.eponyms())
        )
        if run and not (joined and good):
            yield from _run(text, run)
            run = []
        if word in given:
            after_given = token.end()
        if good and word not in given:
            run.append(token)
        elif run:
            yield from _run(text, run)
            run = []
    if run:
        yield from _run(text, run)


def _run(text: str, run: list[re.Match[str]]) -> Iterator[Name]:
    start, end = run[0].start(), run[-1].end()
    if len(run) > 3 or AFTER_ORG.match(text, end) or text[end : end + 2] == " &":
        return
    if text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    initial = re.compile(r"[ \t]+[A-Z]\.?(?![\w’'-])").match(text, end)
    words = tuple(fold(t[0]) for t in run)
    if initial is not None and len(run) == 1:
        yield Name(start, initial.end(), (*words, initial[0].strip(" .").lower()), Shape.INITIAL)
    else:
        yield Name(start, end, words, Shape.PROPER if len(run) == 1 else Shape.PAIR)


def _rescued(folded: list[str]) -> bool:
    """Whether an ordinary word is a given name here, because a plain surname follows."""
    return (
        len(folded) > 1
        and folded[0] in lexicon.given_names()
        and folded[1] not in NOT_NAME
        and (lexicon.is_plain_surname(folded[1]) or len(folded[1]) == 1)
    )
