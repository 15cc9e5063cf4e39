"""PHI-DATE (C): days and months of one person's life or care; ages are looked for beside them."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.ages import ages
from referable.checks.phi.date_forms import (
    COMPACT_BIRTH,
    DATE,
    LOOSE,
    MAYBE_NUMERIC,
    MAYBE_SHORT,
    NUMERIC,
    WORDED,
)
from referable.checks.phi.date_signs import BIRTH, LIFE, OF_CARE, PUBLIC_DATE, SUBJECT
from referable.checks.phi.document import Document
from referable.checks.phi.judging import is_history
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import (
    is_public,
    is_terse,
    names_one,
    names_public_figure,
    tells_of_one,
)
from referable.checks.phi.wordmarks import place_bit
from referable.checks.phi.wordsets import word_set

__all__ = ["DATE", "FILLED_IN", "find"]

_MONTH_PLACES = place_bit(triggers.MONTHS)
_LIKE_WORDS = word_set("may march mars mar mai sept juni juli")
_LOOSE_WORDS = (
    triggers.MONTHS
    | triggers.TIMES
    | triggers.HOLIDAYS
    | {
        "th",
        "st",
        "nd",
        "rd",
        "slash",
        "independence",
        "juneteenth",
        "veterans",
        "presidents",
        "mlk",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty",
        "thirtieth",
        "thirty",
        "leap",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    }
)

_OUT_OF_TEN = re.compile(
    r"\b(?:pain|score[ds]?|level|vas|nrs|rating|rate[ds]?|headaches?|soreness|from|to|at|is|was|now|a|of|still|about|around|reports?)[ ]?[:=~]?[ ]?$"
)
_SCORED = re.compile(
    r"\b(?:pain|scores?|scored|vas|nrs|scale|rat(?:es?|ed|ing)|intensity|soreness|stiffness|fell|dropped|went|down)\b"
)
_COMPACT_AFTER = re.compile(
    rf"(?:\b(?:dob|d\.o\.b\.?|born|birth ?(?:date|day)|date of birth|bday|b-day|birthday|dos|date of service|ns|no-?show|resched\w*|appt|tx|hv|d/c|admit\w*|f/u)\b|d\.o\.b\.?)(?:[\s:=#(\"'*|.,-]{{0,5}}(?:is |was |on |of |the )?|[?.][\s\"”]{{1,3}}(?:[a-z]+: )?(?:it['’]?s |it is |that['’]?s )?)(?P<date>{COMPACT_BIRTH.pattern})"
)
_NEEDED_BY_COMPACT = word_set(
    "dob b born birth birthday birthdate bday dos date ns show appt tx hv turned turns turning rescheduled resched admit admitted"
)
_OF_ONE = word_set("she he her his him pt dx my admitted discharged female male mr mrs ms soap appt woman man")  # fmt: skip


def find(document: Document) -> Iterator[Finding]:
    """All dates and high ages of a patient."""
    for match in _candidates(document):
        finding = _date(document, match.start(), match.end(), loose=False)
        if finding is not None:
            yield finding
    for match in _loose_candidates(document):
        group = "month" if match["month"] else 0
        finding = _date(document, match.start(group), match.end(group), loose=True)
        if finding is not None:
            yield finding
    for passage, match in document.matches(_COMPACT_AFTER, _NEEDED_BY_COMPACT):
        if not is_public(document, passage):
            yield _as_finding(document, match.start("date"), match.end("date"), "date of birth")
    yield from ages(document)


def _candidates(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.with_words(triggers.MONTHS):
        months = triggers.MONTHS & passage.words
        if (
            months <= _LIKE_WORDS
            and not passage.digits
            and not any(
                m.capitalize() in document.text[passage.start : passage.end] for m in months
            )
        ):
            continue
        done = passage.start
        for at in passage.places(_MONTH_PLACES):
            if at < done or not _is_month(document, at):
                continue
            for match in WORDED.finditer(document.low, max(done, at - 50), passage.end):
                if match.start() > at:
                    break
                done = match.end()
                yield match
    if document.has_number_before(MAYBE_NUMERIC):
        yield from document.at_numbers(NUMERIC)


def _is_month(document: Document, at: int) -> bool:
    """Whether a word is a month; "may" and "march" are so with a capital or beside a number."""
    if document.text[at].isupper() or not document.low.startswith(("ma", "sept"), at):
        return True
    near = document.low[max(0, at - 14) : at + 18]
    return any(c.isdigit() for c in near) or " of may" in near or " of march" in near


def _loose_candidates(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.passages:
        if passage.has(_LOOSE_WORDS) or (
            passage.digits
            and (
                document.text.find("/", passage.start, passage.end) >= 0
                or passage.form != "paragraph"
                or any(
                    end - start > 7 or MAYBE_SHORT.match(document.text, end, passage.end)
                    for start, end in document.numbers_in(passage)
                )
            )
        ):
            if not (
                document.personal_score(passage)
                or document.has_person(passage)
                or passage.has(triggers.BIRTH)
                or (document.is_weak(passage) and _has_one(document, passage))
                or (document.kind is SourceKind.TEXT and document.is_weak(passage))
            ):
                continue
            yield from LOOSE.finditer(document.text, passage.start, passage.end)


def _has_one(document: Document, passage: Passage) -> bool:
    """Whether a passage has a word for one person."""
    return passage.has(_OF_ONE) or (passage.has(_CLIENT) and names_one(document, passage.start))


_CLIENT = frozenset({"client", "patient"})
# Dates that stand for no day in templates.
FILLED_IN = re.compile(r"(?:0000|1900|1970|2000|1234|9999)-0?1-0?1|(?:0?1/){2}(?:1900|1970|2000)")


def _date(document: Document, start: int, end: int, *, loose: bool) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    passage = document.passage_at(start)
    if passage is None or (document.kind is SourceKind.BIBTEX and passage.form != "note"):
        return None
    if document.is_crowded(passage, "dates"):
        return None
    if document.is_public_row(passage) and not document.has_person(passage):
        return None
    if FILLED_IN.fullmatch(document.text, start, end) and document.is_policy_text:
        return None
    low = document.low
    first, last = document.sentence(start)
    sentence = low[first:last].replace("_", " ")
    before = low[max(passage.start, start - 48) : start].rsplit("\n", 1)[-1].replace("_", " ")
    after = low[end : min(last, end + 30)]
    if low.endswith("/10", start, end) and _is_score(sentence, before, after):
        return None
    birth = BIRTH.search(before) or re.match(
        r"\W{0,3}(?:birth|dob|is my birthday|is (?:her|his) birthday|\(dob\))|[\"'>()–-]{1,4}(?:first|last|initial|final) (?:visit|session|treatment|appointment)\b",
        after,
    )
    if birth is None:
        birth = _ASKED.search(low[max(passage.start, start - 110) : start])
    if birth and is_history(document, passage):
        return None
    if (
        birth
        and not re.search(r"\b(?:founder|pioneer|was born in sweden|historian)\b", sentence)
        and _year_of(low[start : end + 8], document.facts.this_year) > _oldest(document)
    ):
        if _is_nobodys(document, passage, sentence, before):
            return None
        return _as_finding(document, start, end, birth[0].strip())
    if is_history(document, passage) and not document.has_person(passage):
        return None
    if not document.headed_personal(passage) and (
        before.endswith(("every ", "each "))
        or (before.endswith(" by ") and not document.has_person(passage))
        or _SUPPOSED.match(sentence)
        or names_public_figure(document, start)
    ):
        return None
    if _year_of(low[start:end], document.facts.this_year) <= _oldest(document):
        return None
    if _QUESTION_OF_HOUSE.search(before):
        return None
    if _is_long_ago(document, start, end, passage):
        return None
    public = PUBLIC_DATE.search(sentence) or _is_staffs(document, sentence)
    if document.kind is SourceKind.REPLY and any(
        f.code == "review-reply" for f in document.findings
    ):
        return _as_finding(document, start, end, "")
    subject = (
        SUBJECT.search(sentence)
        or document.speaks_of_one(passage)
        or document.has_person(passage)
        or document.near_person(passage)
    )
    if document.kind is SourceKind.BIBTEX and document.is_weak(passage) and not loose:
        return (
            None
            if PUBLIC_DATE.search(sentence)
            or document.is_study(passage)
            or _WAS_READ.search(before)
            else _as_finding(document, start, end, "")
        )
    life = LIFE.search(sentence)
    headed = document.headed_personal(passage)
    subject = subject or (headed and "your" in sentence)
    score = document.personal_score(passage)
    if loose and headed and not public and not before.strip(" \t*->•"):
        tied = True  # a line of a log that begins with its day
    elif loose:
        tied = bool(subject and life and (score >= 2) and not public)
        tied = tied or bool(document.has_person(passage) and not public)
    elif document.has_person(passage):
        tied = not (public and not life)
    elif public and not (headed and life and subject):
        tied = False
    else:
        tied = bool(subject and life and (document.sentence_personal(start) or score >= 2)) or (
            headed and (life is not None or score >= 3)
        )
    if not tied and not public and score >= 2 and subject and not loose:
        tied = True
    if (
        tied
        and document.is_team(passage)
        and not (headed or document.has_person(passage))
        and not (words.OF_CLIENTS if document.team else words.PERSONAL).search(sentence)
    ):
        tied = False
    if not tied and headed and not loose and not public:
        tied = not (document.is_org(passage) and not subject)
    if not tied and not public:
        tied = _is_told(document, start, passage, sentence, loose=loose, living=life is not None)
        tied = tied or (
            document.kind is SourceKind.TEXT
            and document.is_weak(passage)
            and not before.strip(" \t*->•")
            and not is_public(document, passage)
            and not (document.is_org(passage) or _READERS.search(sentence))
        )
    return _as_finding(document, start, end, life[0] if life else "") if tied else None


_QUESTION_OF_HOUSE = re.compile(
    r"\b(?:founded|open|opened|start|started|begin|began|established)\?[\"”*_ ]*$"
)
# What is done to a paper on a day: "Read 2024-11-02; see table 3".
_WAS_READ = re.compile(
    r"\b(?:re-?read|read|downloaded|printed|looked up|added|searched|abstracted|extracted|appraised|translated|cited|imported|found)(?: (?:the|a|this) (?:pdf|paper|article|copy|scan|full text|abstract))?(?: again| in full| twice)?(?: on|:)?[ ]$"
)


_STAFFS = re.compile(
    r"\b(?:she|he|her|his|him|my|me|client|patient|pt|treated|saw|booked|visit|appt|appointment|session)\b"
)


def _is_staffs(document: Document, sentence: str) -> bool:
    """Whether a sentence tells what somebody of the practice does: "Alex is back on the 30th"."""
    known = document.facts.single_names
    return (
        any(word in known for word in re.findall(r"[^\W\d_]+", sentence))
        and _STAFFS.search(sentence) is None
    )


_SUPPOSED = re.compile(
    r"\W*(?:suppose|imagine|picture|say|let['’]s say|what if)\b[^.\n]{0,24}\b(?:an?|your|the|someone)\b"
)


def _is_nobodys(document: Document, passage: Passage, sentence: str, before: str) -> bool:
    """Whether a labelled day is a therapist's, a rule's sample or the beginning of an idea."""
    return bool(
        (document.is_team(passage) and not document.personal_score(passage))
        or (words.POLICY.search(sentence) and not document.speaks_of_one(passage))
        or (
            document.is_study(passage)
            and not document.speaks_of_one(passage)
            and not _OF_INJURY.search(before)
        )
        or _BORN_THING.search(before[-24:])
    )


_OF_INJURY = re.compile(r"\bdoi[ ]*[:=]?[ ]*$")  # where a paper has no day but a number
_BORN_THING = re.compile(r"\b(?:idea|practice|clinic|company|method|baby shower|born from)\b")


def _is_long_ago(document: Document, start: int, end: int, passage: Passage) -> bool:
    """Whether a day is from before most living patients' lives, outside of records."""
    year = _year_of(document.low[start:end], document.facts.this_year)
    return year < document.facts.this_year - 75 and not (
        document.has_person(passage)
        or document.headed_personal(passage)
        or tells_of_one(document, start, passage)
    )


_ASKED = re.compile(
    r"\b(?:dates?|day|when|born|birthday|dob)\b[^\n?]{0,60}\?[\s>*_]*(?:[a-z]+[ ]?:[ ]*)?(?:it (?:was|is) |that was |on |i was born |born )?$"
)
_READERS = re.compile(
    r"\b(?:you|your|clients|patients|everyone|anyone|added|fixed|changed|removed|version|page)\b"
)


def _is_score(sentence: str, before: str, after: str) -> bool:
    """Whether "7/10" is a rating and no day in October or July."""
    if re.match(
        r"[ ]*(?:pain|sore\w*|intensity|on a|scale|at (?:rest|worst|best)|headache)",
        after,
    ):
        return True
    return _OUT_OF_TEN.search(before) is not None and _SCORED.search(sentence) is not None


def _is_told(
    document: Document,
    start: int,
    passage: Passage,
    sentence: str,
    *,
    loose: bool,
    living: bool,
) -> bool:
    """Whether a day belongs to what a sentence tells of one person."""
    level = tells_of_one(document, start, passage)
    if level > 1 or is_terse(document, start):
        return living or level > 1
    if OF_CARE.search(sentence) and not is_public(document, passage):
        return not (_READERS.search(sentence) or document.is_org(passage))
    return bool(level and living and not (loose and _READERS.search(sentence)))


def _as_finding(document: Document, start: int, end: int, clue: str) -> Finding:
    while start < end and document.text[start] in " \t":
        start += 1
    return Finding(
        "phi-date",
        start,
        end,
        "a date",
        clue,
        fix="Keep the year only, or write a duration such as “after six visits”.",
    )


def _year_of(date: str, this_year: int) -> int:
    match = re.search(r"(?:1[0-9]|20)\d\d", date)
    return int(match[0]) if match else this_year


def _oldest(document: Document) -> int:
    """The year before which nobody was born whom a practice treats."""
    return document.facts.this_year - 115
