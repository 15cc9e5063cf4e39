"""Names that the sentence itself calls a client's, or whose ailment it tells: whatever else speaks against them."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.names import CAP, NOT_NAME, Name, Shape, is_proper, name_at
from referable.checks.phi.triggers import word_set

__all__ = ["cards", "clients", "columns", "handles", "owners"]

_CLIENTS = frozenset({"client", "clients", "patient", "patients", "regular", "regulars"})
# What follows a client's name: ", our client for six years", "is a very easy client".
_CALLED = re.compile(
    r"(?:,?[ ](?:who[ ])?(?:is|was|became|remains|has been|had been|have been)(?:[ ](?:still|also|now|always))?[ ]|,[ ](?:who[ ](?:is|was)[ ])?|[ ]?\([ ]?|[ ][–—-][ ]|[ ]as[ ])"
    r"(?:(?:an?|our|my|another|that|one of (?:our|my|the)|the (?:practice|clinic|office)['’]s)[ ](?:(?!very patient)[\w'’-]+[ ]){0,4}?)"
    r"(?:clients?|patients?|regulars?)(?=[ ](?:for|since|of|who|whose|with|from|at|here|in|until|and|we|i|on|now|again|after)\b|[.,;:)!?\n]|[ ]?[–—-]|$)"
)
_AHEAD = re.compile(rf"{CAP}(?:[ ]{CAP}\.?){{0,3}}")
_GAP = 90
# "Eleanora Voss's back pain", "Wren's left hip".
_OWNED = re.compile(
    rf"['’]s?[ ](?:(?:low|lower|upper|left|right|bad|sore|stiff|old|new|poor|chronic|terrible|awful|stubborn|cranky|frozen|second|first|whole|labral|meniscal|torn|swollen|broken|pulled|strained|slipped|aching|tight|weak|numb|healed|repaired|operated|arthritic|herniated|bulging|partial|rotator|plantar|carpal|lumbar|cervical|thoracic)[ ]){{0,2}}(?:{words.AILMENT}|{words.BODY}|tears?)\b(?![ ](?:exercises?|book|program|method|workshop|class|course|protocol|school|chart|map|test|sign|model|trains?|lines?|care|stud(?:y|ies)|trial|paper|review|work\b))"
)
_OWNS_AT = ("'s ", "’s ", "s' ", "s’ ")


def clients(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of "Kit is a very easy client" and "Ann Lee, a patient of ours"."""
    for passage in document.with_words(_CLIENTS):
        for capital in document.capitals_in(passage):
            match = _AHEAD.match(document.text, capital, passage.end)
            if match is None or not _CALLED.match(document.low, match.end(), passage.end):
                continue
            first = fold(match[0].split()[0].rstrip("."))
            if first in NOT_NAME and not lexicon.is_given(first):
                continue
            name = name_at(document.text, capital, min(passage.end, capital + _GAP), lower=False)
            if name is None and match[0].isalpha() and lexicon.is_given(first):
                name = Name(match.start(), match.end(), (first,), Shape.GIVEN)  # "Hope is ..."
            if name is None or name.end < match.end() - 1:
                continue
            if name.shape is Shape.UNKNOWN and lexicon.is_given(name.words[0]):
                name = replace(name, shape=Shape.GIVEN)
            if name.shape is not Shape.UNKNOWN:
                yield name, 4


_HANDLE = re.compile(r"(?<![\w.])@(?P<given>[a-z]{3,})[._-]?(?P<family>[a-z]{3,})?\d{0,4}(?![\w@])")


def handles(document: Document) -> Iterator[tuple[Name, int]]:
    """Names that accounts spell out: "thanks @delphine.okafor for your visit"."""
    at = document.low.find("@")
    while at >= 0:
        match = _HANDLE.match(document.low, at)
        passage = document.passage_at(at)
        if match is not None and passage is not None and document.may_be_personal(passage):
            given, family = match["given"], match["family"]
            known = family and (lexicon.is_plain_surname(family) or is_proper(family))
            if lexicon.is_plain_given(given) and known:
                yield Name(match.start("given"), match.end(), (given, family), Shape.FULL), 2
        at = document.low.find("@", at + 1)


_CELL = re.compile(r"[^|\n]*\|")


def columns(document: Document) -> Iterator[tuple[Name, int]]:
    """The names over the columns of a table: "| Week | Amparo | Gregor |"."""
    for passage in document.marked(words.HAS_WEAK.bit):
        if passage.form != "row" or document.kind is SourceKind.CSV:
            continue
        head = document.text.find("\n", passage.start, passage.end)
        for match in _CELL.finditer(document.text, passage.start, max(head, passage.start)):
            cell = match[0][:-1].strip(" *_")
            if not cell[:1].isupper():
                continue
            start = match.start() + match[0].index(cell)
            name = name_at(document.text, start, start + len(cell), lower=False)
            if (
                name is not None
                and name.end >= start + len(cell) - 1
                and (name.shape is Shape.INITIAL or lexicon.is_plain_given(name.words[0]))
            ):
                yield name, 2


_ALONE = re.compile(
    rf"[\s#*_>|-]*(?P<name>{CAP}(?:[ ](?:de|la|van|von|der|del|bin|al|el)){{0,2}}(?:[ ]{CAP}\.?){{1,3}})[ *_|]*(?=\n|$)"
)
_CARDED = word_set(
    "client clients patient patients reason complaint dob born emergency diagnosis intake insurance referred goals"
)
_CARD_KEYS = word_set(
    "phone cell mobile e-mail email mail address tel telephone home dob born reason fax"
)
_CARD = 7


def cards(document: Document) -> Iterator[tuple[Name, int]]:
    """The name alone at the top of a card: its telephone number, address and reason stand below."""
    if document.team or document.kind not in {SourceKind.MARKDOWN, SourceKind.TEXT}:
        return
    if not (document.with_words(_CARD_KEYS) and document.with_words(_CARDED)):
        return
    for number, passage in enumerate(document.passages):
        match = _ALONE.match(document.text, passage.start, passage.end)
        if match is None:
            continue
        below = document.passages[number : number + _CARD]
        if any(p.has(_CARD_KEYS) for p in below) and any(p.has(_CARDED) for p in below):
            name = name_at(document.text, match.start("name"), match.end("name"), lower=False)
            if name is not None and name.shape in {Shape.FULL, Shape.PAIR}:
                yield name, 3


def owners(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of "cured Eleanora Voss's back pain", even in the life of a therapist."""
    text = document.text
    for passage in document.marked(words.HAS_WEAK.bit):
        for sign in _OWNS_AT:
            at = text.find(sign, passage.start, passage.end)
            while at >= 0:
                end = at + (sign[0] == "s")
                name = _owner(document, passage.start, end)
                if name is not None and _OWNED.match(document.low, end):
                    yield name, 4 if name.shape is Shape.FULL else 3
                at = text.find(sign, at + 2, passage.end)


def _owner(document: Document, start: int, end: int) -> Name | None:
    """The two words or more with capitals that end at a possessive."""
    first = end
    parts: list[str] = []
    while len(parts) < 3:
        begin = first
        while begin > start and (
            document.text[begin - 1].isalpha() or document.text[begin - 1] in "-'’"
        ):
            begin -= 1
        word = document.text[begin:first]
        if not word[:1].isupper() or (parts and fold(word) in NOT_NAME):
            break
        parts.insert(0, fold(word))
        first = begin
        if document.text[begin - 1 : begin] != " ":
            break
        first = begin - 1
    at = document.text.find(document.text[first:end].lstrip(), first)
    if len(parts) < 2 or parts[-1] in lexicon.eponyms() or parts[-1] in NOT_NAME:
        return None
    known = any(lexicon.is_given(p) or p in lexicon.surnames() or is_proper(p) for p in parts)
    plain = lexicon.is_given(parts[0]) or is_proper(parts[0])
    if not known or not plain or lexicon.is_place(" ".join(parts)):
        return None
    return Name(at, end, tuple(parts), Shape.FULL)
