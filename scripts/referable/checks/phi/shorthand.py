"""Names as a front desk jots them down or as somebody hides them: "okafor 3pm lbp", "the Hendersons", "j0hn sm1th"."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.judging import add, judge
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import CAP, NOT_NAME, Name, Shape, is_proper
from referable.checks.phi.passages import Passage
from referable.checks.phi.triggers import word_set

__all__ = ["couples", "families", "jotted", "veiled"]

_AFTER_JOT = (
    rf"[ ]*(?:[-–—:,(/]|@|\d{{1,2}}(?::\d\d)?[ ]?(?:am|pm|a|p)?\b|(?:l|r|b/l|bilat|left|right|low|mid|upper|new|cx(?:'d|l|ed)?|resched\w*|resch|r/s|n/?s|lm|lvm|vm|cb|wants?|called|needs?|owes|pd|paid|rebook\w*|f/u|post|s/p|c/o)\b"
    rf"|(?:{words.BODY}|{words.AILMENT}|{words.CARE}|lbp|ha|ham|rc|tos|cts|pf)\b)"
)
# "okafor 3pm lbp", "- brandt, j: hip": a family name typed small at the head of a line.
_JOTTED = re.compile(
    rf"^[ \t]*(?:[-*•+]|\[[ x]?\]|\d+[.)]|\d{{1,2}}(?::\d\d)?[ ]?(?:am|pm|a|p)?[ ]*[-–—]?)?[ \t]*(?P<name>[a-z]{{3,}}(?:,?[ ][a-z]\.?)?)(?={_AFTER_JOT})",
    re.MULTILINE,
)
_INITIALED = re.compile(
    rf"^[ \t]*(?:[-*•+]|\[[ x]?\]|\d+[.)]|\d{{1,2}}(?::\d\d)?[ ]?(?:am|pm|a|p)?[ ]*[-–—]?)?[ \t]*(?P<name>[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?)(?=(?i:{_AFTER_JOT}))",
    re.MULTILINE,
)
# "call back shanice re: neck"
_CALLED = re.compile(
    r"\b(?:call(?:ed)?(?: back)?|ring|phone|text(?:ed)?|remind|squeeze in|fit in|lm for|lvm for|vm from|note to|note for|tell|ask)[ ](?P<name>[a-z]{4,})(?=[ ]*(?:re\b|about\b|[,:;.-]|today\b|tomorrow\b|back\b|(?:her|his|she|he|that|if|to)\b|$))",
    re.MULTILINE,
)
_NO_INITIALS = word_set(
    "aob asap eta tbd tba faq pdf hr csv url am pm pt ot md do dc np pa rn rx dx hx tx sx cx fx lbp rom oa ra ms als tmj tmd sij si qi ql it scm tfl acl mcl mri ct xr va wc mva pip soap hep poc eob cpt icd npi ein id ok no na tv pc ac dr mr st or wa ca co ny us uk eu new old all we he it ha rc tos cts pf dob ssn mrn lm vm cb us ins cc ps fyi re todo nb"
)
# What a small word at the head of a note may be besides a family name.
_NO_JOT = word_set(
    "http https www mailto tel call mail order week day park rose summer winter bill mark will may june april august book page hand hands foot back head neck rice bean berry brown white black green gray grey long short young small rich best good sharp strong noble love joy hope price cash rush lane street field woods banks brooks rivers hill hills stone ford bridge church bishop pope king prince duke major chase hunt fisher baker cook carpenter mason taylor parker porter potter turner walker weaver miller gardener farmer shepherd knight page ward wells frost snow storm"
)
_FAMILY = re.compile(rf"\b[Tt]he[ ](?P<name>{CAP}s)(?![\w'’-])(?![ ][A-Z])")
# Plurals that are no family: peoples, teams, hills.
_PEOPLES = word_set(
    "americans germans romans greeks vikings swedes danes finns rockies andes alps cascades pyrenees ducks beavers timbers blazers bahamas philippines netherlands olympics grammys beatles simpsons muppets mormons quakers amish jesuits"
)
_TWO = re.compile(rf"(?P<first>{CAP})(?:[ ](?:&|and|\+)[ ]|[ ]?/[ ]?)(?P<second>{CAP})(?![\w-])")
_SPACED = re.compile(
    r"(?<![\w'’.-])(?:[A-Za-z][ ]){2,}[A-Za-z](?:[ ]{2,}(?:[A-Za-z][ ]){1,}[A-Za-z])?(?![\w'’-])"
)
_LEET = re.compile(
    r"(?<![\w/.@#-])(?=[a-z]*[01345@$7])(?=(?:[^a-z\s]*[a-z]){2})[a-z][a-z01345@$7]{2,11}(?:[ ][a-z][a-z01345@$7]{2,11})?(?![\w/.@-])"
)
# Words of a treatment's note that mean nothing else.
_DESK = word_set("lbp pressure mins cx cxd resched resch superbill copay vm lvm appt")
_PLAIN = str.maketrans("01345@$7", "oleasast")
_DIGIT_INSIDE = re.compile(r"[01345@$7](?<=[a-z].)[a-z]")
# Two letters alone, without which no name has spaces between its letters.
_TWO_ALONE = re.compile(r" [A-Za-z] [A-Za-z](?![\w'’-])")


def _desk(document: Document, passage: Passage) -> bool:
    """Whether a passage is a note among a practice's own and no page for readers."""
    if document.kind in {SourceKind.REPLY, SourceKind.FILENAME, SourceKind.BIBTEX}:
        return False
    return (document.kind is SourceKind.TEXT or document.headed_personal(passage)) and (
        document.is_weak(passage) or document.personal or passage.has(_DESK)
    )


def jotted(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Small family names and bare initials at the head of a line of notes."""
    if document.kind is not SourceKind.TEXT and not document.personal:
        return
    for passage in document.passages:
        if (
            not _desk(document, passage)
            or document.is_study(passage)
            or document.is_policy(passage)
        ):
            continue
        for match in _JOTTED.finditer(document.text, passage.start, passage.end):
            parts = re.findall(r"[a-z]+", match["name"])
            known = lexicon.is_plain_surname(parts[0]) or lexicon.is_plain_given(parts[0])
            known = known or (len(parts[0]) > 4 and is_proper(parts[0]))
            if not known or parts[0] in NOT_NAME or parts[0] in _NO_JOT:
                continue
            name = Name(match.start("name"), match.end("name"), tuple(parts), Shape.GIVEN)
            judge(document, name, 2, found)
        for match in _CALLED.finditer(document.text, passage.start, passage.end):
            word = match["name"]
            if is_proper(word) and words.PERSONAL_WEAK.search(
                document.sentence_text(match.start())
            ):
                name = Name(match.start("name"), match.end("name"), (word,), Shape.GIVEN)
                judge(document, name, 2, found)
        for match in _INITIALED.finditer(document.text, passage.start, passage.end):
            letters = match["name"].replace(".", "").lower()
            start, end = match.span("name")
            if letters in _NO_INITIALS or any(s <= start < e for s, e in found):
                continue
            add(found, document, start, end, "a person's initials", certain=False)


def families(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Families who are treated: "hello to the Hendersons, who come every other Friday"."""
    if "The " not in document.text and "the " not in document.text:
        return
    for passage in document.with_words(frozenset({"the"})):
        if not document.has_name_like(passage) or not document.may_be_personal(passage):
            continue
        for match in _FAMILY.finditer(document.text, passage.start, passage.end):
            plural = fold(match["name"])
            single = next(
                (
                    s
                    for s in (plural[:-1], plural[:-2] if plural.endswith("es") else plural[:-1])
                    if lexicon.is_plain_surname(s) or (len(s) > 5 and is_proper(s))
                ),
                None,
            )
            if (
                single is None
                or plural in NOT_NAME
                or lexicon.is_ordinary(plural)
                or plural in _PEOPLES
                or "-" in plural
            ):
                continue
            name = Name(match.start("name"), match.end("name"), (single,), Shape.PROPER)
            judge(document, name, 2, found)


def couples(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """The other half of "Emeka & Funmi" where one of them is found."""
    places = {**{s: s for s, _ in found}, **{e: s for s, e in found}}
    if not places:
        return
    taken = bytearray(len(document.text))
    for first, last in found:
        taken[first:last] = b"\1" * (last - first)
    for match in _TWO.finditer(document.text):
        for mine, other in (("first", "second"), ("second", "first")):
            at = match.end(mine) if mine == "first" else match.start(mine)
            if at not in places or taken[match.start(other)]:
                continue
            word = fold(match[other])
            if word in NOT_NAME or not (lexicon.is_given(word) or is_proper(word)):
                continue
            if not document.facts.knows_person((word,)):
                add(found, document, match.start(other), match.end(other))
                break


def veiled(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Names with a space after each letter, or with digits for letters."""
    for match in _SPACED.finditer(document.text) if _TWO_ALONE.search(document.text) else ():
        parts = [re.sub(r" ", "", p) for p in re.split(r"[ ]{2,}", match[0])]
        joined = fold("".join(parts))
        known = any(
            lexicon.is_plain_given(p) or lexicon.is_plain_surname(p) for p in (parts[0], joined)
        )
        if len(joined) > 3 and (known or _begins_with_name(joined)):
            shape = Shape.FULL if len(parts) > 1 else Shape.GIVEN
            judge(
                document, Name(match.start(), match.end(), tuple(map(fold, parts)), shape), 1, found
            )
    for name in _with_digits(document):
        judge(document, name, 1, found)


def _with_digits(document: Document) -> Iterator[Name]:
    low = document.low
    if _DIGIT_INSIDE.search(low) is None:
        return
    for passage in document.passages:
        if not passage.digits or not document.may_be_personal(passage):
            continue
        for match in _LEET.finditer(low, passage.start, passage.end):
            if _DIGIT_INSIDE.search(match[0]) is None:
                continue
            parts = tuple(match[0].translate(_PLAIN).split())
            if lexicon.is_plain_given(parts[0]):
                shape = Shape.FULL if len(parts) > 1 else Shape.GIVEN
                yield Name(match.start(), match.end(), parts, shape)


def _begins_with_name(joined: str) -> bool:
    """Whether letters without spaces are a given name and a family name: "stellamarkham"."""
    return any(
        lexicon.is_plain_given(joined[:at])
        and (joined[at:] in lexicon.surnames() or is_proper(joined[at:]))
        for at in range(3, len(joined) - 2)
    )
