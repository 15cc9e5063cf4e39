"""PHI-AGE (C): ages over 89, said outright or by a year of birth."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.elsewhere import is_history
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import is_public, is_terse, tells_of_one
from referable.checks.phi.wordmarks import place_bit
from referable.checks.phi.wordsets import word_set

__all__ = ["ages"]

_HIGH_NUMBER = re.compile(r"(?:9\d|1[01]\d)(?!\d)")
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_AGE_NUMBER = r"(?:9\d|1[0-1]\d)"
_AGE_WORD = rf"(?:ninety(?:[- ]?{_ONES})?|(?:a |one )?hundred(?:[- ]and)?(?:[- ](?:one|two|three|four|five))?)"
_AGE = re.compile(
    rf"(?<![\w.$-])(?:{_AGE_NUMBER}|{_AGE_WORD})[ -]*(?:years?[ -]*old|y[/. -]?o\b|y\.o\.|yr\.?s?[ -]*old|yrs?\b(?= old| young)|years?[ -]*young|years? of age)"
    rf"|\b(?:age[ds]?|aged|age:|age is|turn|turned|turning|turns|so|is|now|just|nearly|almost|at|oldest|eldest|will be|be|of|i['’]?m|i am|he['’]s|she['’]s)[ ]*[:=]?[ ]*(?:of )?(?P<bare>{_AGE_NUMBER}|ninety(?:[- ]?{_ONES})|ninety(?=[ ]*(?:[,.;!?)\n]|$))|(?:(?<=turn )|(?<=turns )|(?<=turned )|(?<=turning ))ninety|(?:a|one) hundred(?: and)? (?:one|two|three|four|five)|(?<=turned )(?:a|one) hundred|(?<=be )(?:a|one) hundred(?= (?:in|this|next|on|soon|years?)))(?![\w%:/°]|[.,-]\d|[ -](?:minutes?|mins?|percent|days?|weeks?|months?|hours?|degrees?|visits?|sessions?|people|patients|participants|seconds|dollars|pounds|lbs?|kg|years of (?:experience|practice)|trials|studies|studied|adults|units|feet|miles|steps|points?|reps?|mm\b|cm\b|bpm\b))"
    rf"|(?<![\w.$-])(?P<birthday>9\d(?:st|nd|rd|th)|1[01]\d(?:st|nd|rd|th)|ninet(?:y-[a-z]+|ieth)|hundredth)[ -](?:birthday|year\b)"
    rf"|[,(/][ ]*(?P<inline>{_AGE_NUMBER}|{_AGE_WORD})(?=[ ]*(?:[,);./!]|yrs?\b(?! of)|years?[ ]*[,);|]))"
    rf"|(?<![\w.$/-])(?P<sexed>{_AGE_NUMBER})[ /-]?(?:F|M|f|m|yof|yom)(?![\w’'-])"
    rf"|\b[fmFM][ /,-]{{0,2}}(?P<sexed_first>{_AGE_NUMBER})(?![\w%°]|[.,-]\d)"
    rf"|^[ \t>*-]*(?P<leading>{_AGE_NUMBER})(?=,[ ](?:fe)?(?:male|man|woman|widow|retired))"
    r"|\b(?:her|his|my) (?P<nth>9\d(?:st|nd|rd|th)|1[01]\d(?:st|nd|rd|th))(?! (?:visit|session|minute|street|floor|percentile))\b"
    r"|\b(?:well |long |far )?(?:past|beyond) (?:ninety|90)(?:[- ][a-z]+)?\b"
    r"|\b(?P<roman>(?:xc(?:i{1,3}|iv|v|vi{1,3}|ix)?|ci{0,3}))[- ]years?[- ]old|\b(?:at|is|turned|age|aged) (?P<roman_bare>xc(?:i{1,3}|iv|v|vi{1,3}|ix)?)\b"
    rf"|\b(?:lived|seen|her|his|my|all) (?P<lived>{_AGE_NUMBER}|{_AGE_WORD}) (?:years|winters|summers|springs|birthdays)\b(?! of)"
    r"|\b(?:90|ninety)[- ](?:something|odd|ish|plus)\b(?![.,]? (?:am|can|may|should) i\b)|\bnine decades\b|\bin (?:her|his|my) tenth decade\b"
    r"|\b(?:nonagenarians?|centenarians?|supercentenarians?|in (?:her|his|my) (?:early |mid[- ]?|late )?(?:nineties|90s|90['’]s)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d) (?:years?|months?) (?:short of|from|shy of|past|over|to) (?:her |his |my |a |the )?(?:hundredth|hundred|100th|100|ninetieth|90th))\b",
    re.MULTILINE,
)
_IN_WORDS = (
    word_set("nonagenarian nonagenarians centenarian centenarians supercentenarian nineties ninety ninetieth hundredth hundred past beyond decades decade")
    | {"past", "beyond", "xc", "xci", "xcii", "xciii", "xciv", "xcv", "xcvi", "xcvii", "xcviii", "xcix", "ci", "cii"}
    | {f"ninety{one}" for one in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")}
)  # fmt: skip
_WORD_PLACES = place_bit(_IN_WORDS)
_GROUPS = (
    "bare",
    "birthday",
    "inline",
    "sexed",
    "sexed_first",
    "leading",
    "nth",
    "roman",
    "roman_bare",
    "lived",
)
_SAFE = re.compile(
    r"\b(?:participants?|trials?|study|studies|adults|aged \d+ (?:to|and|-)|range|mean|median|or older|or over|and older|and over|over|older than|"
    r"above|at least|minimum|between|from \d+ to|building|house|company|tree|tradition|practice|clinic|hospital|minutes?|safe harbor|"
    r"hipaa|ages over|write|cohort|people|residents|percent|cpt|members)\b|%"
)
_BORN_YEAR = re.compile(
    r"\b(?:born\b[^.;\n]{0,60}?|b\.[ ]?|dob:?(?: year| yr)?:? ?|d\.o\.b\.:? ?|birth ?date:? |birth ?yr:? )\b(?P<year>1[89]\d\d)\b(?![-/.]\d)|\b(?:birth ?year|year of birth|yob|class of)[ ]*[:=]?[ ]*(?P<yob>1[89]\d\d)\b"
)
_SUBJECT = re.compile(
    r"\b(?:she|he|her|his|hers|him|himself|herself|cook|patientin|paciente|i|i['’]m|i['’]ve|my|me|client|patient|pt|ms|mrs|mr|mom|mother|father|dad|husband|wife|daughter|son|kid|baby|year-old|"
    r"cyclist|runner|nurse|teacher|farmer|swimmer|dancer|violinist|carpenter|baker|driver|gardener|woman|man|boy|girl|lady|gentleman|fellow|guy|chap|your|regular|paciente|cliente|patientin|"
    r"male|female|grandm\w+|grandf\w+|widow\w*|retiree|great-grand\w+|veteran|resident|who|sex|aunt|uncle|neighbou?r|friend|born|gramps|granny|nana)\b"
)


def ages(document: Document) -> Iterator[Finding]:
    """All ages over 89 and years of birth that tell one."""
    yield from _answers(document)
    for match in _candidates(document):
        finding = _age(document, match)
        if finding is not None:
            yield finding
    for _, match in document.matches(_BORN_YEAR, triggers.BIRTH | {"class"}, digits=True):
        finding = _birth_year(document, match)
        if finding is not None:
            yield finding


def _birth_year(document: Document, match: re.Match[str]) -> Finding | None:
    group = "year" if match["year"] else "yob"
    age = document.facts.this_year - int(match[group])
    passage = document.passage_at(match.start())
    if not 89 < age < 125 or passage is None:
        return None
    if not (document.personal_score(passage) >= 1 or document.sentence_personal(match.start())):
        return None
    if re.search(
        r"\b(?:founded|pioneer|invented|developed|studied medicine|historian|class of)\b",
        document.sentence_text(match.start()),
    ):
        return None
    return Finding(
        "phi-age",
        match.start(group),
        match.end(group),
        "a birth year that tells an age over 89",
        "born",
        fix="Leave the year of birth out, or write “90 or older”.",
    )


_OF_OURS = re.compile(r"\b(?:our|my|we|us|i|clients?|patients?|pt|she|he|her|his|mrs?|ms)\b")
_PRICED = re.compile(r"\b(?:fees?|prices?|rates?|costs?|minutes)\b|\$")
_ASKED = re.compile(
    r"\b(?:how old|your age|age)\b[^\n?]{0,30}\?[\s>*_]*(?:[a-z]+[ ]?:[ ]*)?(?:i['’]?m |i am |she['’]?s |he['’]?s )?$"
)


def _answers(document: Document) -> Iterator[Finding]:
    """Ages that answer a question: "How old are you? User: 93"."""
    for number in document.at_numbers(_HIGH_NUMBER, lengths=(2, 3)):
        start = number.start()
        before = document.low[max(0, start - 70) : start]
        if "?" in before and _ASKED.search(before):
            yield _found(start, number.end())


def _found(start: int, end: int) -> Finding:
    return Finding(
        "phi-age",
        start,
        end,
        "an age over 89",
        "age",
        fix="Write “90 or older” or leave the age out.",
    )


def _candidates(document: Document) -> Iterator[re.Match[str]]:
    done = 0
    for number in document.at_numbers(_HIGH_NUMBER, lengths=(2, 3)):
        match = _AGE.search(document.low, max(done, number.start() - 14), number.end() + 24)
        if match is not None and match.start() <= number.start() < match.end():
            done = match.end()
            yield match
    for passage in document.with_words(_IN_WORDS):
        done = passage.start
        for at in passage.places(_WORD_PLACES):
            match = _AGE.search(document.low, max(done, at - 24), min(passage.end, at + 48))
            if match is not None and match.start() <= at + 12:
                done = match.end()
                if not match[0].lstrip(" (,/\t>*-")[:1].isdigit():
                    yield match


# "at 108 SW 2nd Street"
_STREET_AFTER = re.compile(
    r"[ ]+(?:nw|ne|sw|se|[nsew])\b|[ ]+(?:[\w’']+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|blvd|boulevard|court|way|highway)\b"
)
_OLD_THING = re.compile(
    r"\b(?:theat(?:re|er)|building|bridge|library|school|church|tree|hotel|mill|hall|club|company|bakery|inn|barn)[, ]+(?:is |turns |now |which is )*$"
)


# "If a client tells you, for example, “I'm 92”", "What if I turn 90?".
_SUPPOSED = re.compile(
    r"\bwhat if i\b|\bif (?:an?|your|any|some) (?:client|patient|caller|person|parent|mother|father|grand\w+)\b|\bif (?:some|any)(?:body|one)\b|\bfor example,? [\"“]"
)


def _is_nobodys(document: Document, passage: Passage, sentence: str) -> bool:
    """Whether a number is a fee or an age of somebody long dead."""
    if document.has_person(passage):
        return False
    if _SUPPOSED.search(sentence) and document.kind is SourceKind.MARKDOWN:
        return True
    return is_history(document, passage) or bool(
        _PRICED.search(sentence)
        and not (document.headed_personal(passage) or words.PERSONAL.search(sentence))
    )


_TIMES_AND_FEES = frozenset(
    {"minutes", "mins", "duration", "length", "fee", "fees", "price", "cost", "paid"}
)


def _is_in_another_column(passage: Passage, at: int) -> bool:
    """Whether a number of a table stands where minutes or fees do."""
    return any(f.start <= at <= f.end and f.key in _TIMES_AND_FEES for f in passage.fields)


def _age(document: Document, match: re.Match[str]) -> Finding | None:  # noqa: C901 - a chain of early returns
    start = match.start()
    passage = document.passage_at(start)
    if passage is None or document.is_crowded(passage, "ages"):
        return None
    if document.kind is SourceKind.CSV and _is_in_another_column(passage, match.end() - 1):
        return None
    sentence = document.sentence_text(start)
    after = document.low[match.end() : match.end() + 28]
    if re.match(
        r"[ -]*(?:or|and) (?:older|over|above|up)|[ -]*(?:building|house|tree|tradition|practice|clinic|company|barn|oak)",
        after,
    ):
        return None
    before = document.low[max(0, start - 24) : match.start("bare") if match["bare"] else start]
    if (
        _is_nobodys(document, passage, sentence)
        or _STREET_AFTER.match(after)
        or _OLD_THING.search(before)
    ):
        return None
    if re.search(
        r"\b(?:over|above|under|than|least|to|between|and|ages?|of people|–|-)[ ]*$",
        before,
    ) and not re.search(r"\bage[d:]?[ ]*[:=]?[ ]*$", before):
        return None
    if _of_myself(document, passage, match):
        return _found(*match.span("bare"))
    tied = document.personal_score(passage)
    named = document.has_person(passage)
    group = next((g for g in _GROUPS if match[g]), None)
    if (
        _SAFE.search(sentence)
        and not named
        and not re.search(r"\b(?:client|patient|she|he|my)\b", sentence)
    ):
        return None
    subject = _SUBJECT.search(sentence)
    if group in {
        "bare",
        "inline",
        "sexed_first",
        "leading",
        "roman_bare",
        "lived",
    } and not _is_somebodys(document, start, before, subject=subject is not None):
        return None
    if group == "birthday" and re.search(
        r"\b(?:company|clinic|practice|town|city|library|school|hospital)['’]?s?\b",
        sentence,
    ):
        return None
    said = match[0].lower()
    if (
        group is None
        and not (named or subject or tied)
        and not (document.is_weak(passage) and not is_public(document, passage))
        and not is_terse(document, start)
    ):
        return None
    if said.endswith("ians") and not named:
        return None
    if (
        document.is_study(passage)
        and not named
        and not (words.PERSONAL.search(sentence) and _OF_OURS.search(sentence))
    ):
        return None
    at, to = (match.start(group), match.end(group)) if group else match.span()
    return _found(at, to)


_MYSELF = re.compile(
    r"\bi(?: have| just|['’]ve| recently| finally|['’]m| am|['’]ll| will| be){0,3} (?:turn(?:ed|ing)?|be|am|now|only|almost|nearly|still) ?$|\bi(?:['’]?m| am) $"
)


def _of_myself(document: Document, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a writer of a message tells their own age: nobody of the practice is over 89."""
    if not match["bare"] or document.kind not in {SourceKind.TEXT, SourceKind.REPLY}:
        return False
    before = document.low[max(passage.start, match.start("bare") - 34) : match.start("bare")]
    return _MYSELF.search(before) is not None and not document.is_policy(passage)


def _is_somebodys(document: Document, start: int, before: str, *, subject: bool) -> bool:
    """Whether a bare number is the age of one person."""
    passage = document.passage_at(start)
    if passage is None:
        return False
    if document.has_person(passage):
        return True
    asked = document.low[max(passage.start, start - 60) : start]
    low_before = before if len(before) > 20 else asked
    if re.search(r"\b(?:how old|age)\b[^\n?]{0,30}\?\s*(?:\w+:)?\s*(?:i['’]?m )?$", asked):
        return True
    stated = re.search(
        r"\b(?:she|he|client|patient|mother|father|grandm\w+|our oldest|our eldest)\b[^.,]{0,12}$|\b(?:mr|mrs|ms|miss|madame|señora)\b\.?[ ][\w'’. -]{2,24}[,(]?[ ]*$",
        low_before,
    )
    if stated and not document.is_study(passage):
        return True
    if subject and (document.personal_score(passage) >= 1 or document.sentence_personal(start)):
        return True
    if is_public(document, passage):
        return False
    return is_terse(document, start) or tells_of_one(document, start, passage) > 1
