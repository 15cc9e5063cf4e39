"""PHI-DATE and PHI-AGE (C): days and months of one person's life or care, and ages over 89."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.judging import is_history
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage

__all__ = ["DATE", "find"]

MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|märz|mai|juni|juli|oktober|dezember|"
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_ORDINAL_WORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|"
    r"sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL_WORD})"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d|nineteen[ -][a-z]+(?:[ -][a-z]+)?|two thousand(?: and)?(?: [a-z-]+)?|twenty[ -](?:oh[ -])?(?:[a-z]+teen|twenty(?:[ -][a-z]+)?|ten|eleven|twelve))"
_WEEKDAY = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)"
_MONTH_DAY = rf"(?<![\w])(?:{_WEEKDAY},?[ ]+(?:the[ ]+)?)?{MONTH}[ ]+(?:the[ ]+)?{_DAY}\b(?!:)(?:,?[ ]+(?:of[ ]+)?{_YEAR})?"
_DAY_MONTH = rf"(?<![\w./-])(?:{_WEEKDAY},?[ ]+)?(?:the[ ]+)?{_DAY}\.?(?:[ ]+(?:(?:day[ ]+)?of|de))?[ -]+{MONTH}\b(?:(?:,?[ ]+(?:of[ ]+|del?[ ]+)?|-){_YEAR})?"
_MONTH_YEAR = rf"(?<![\w-])(?:(?:mid|early|late)[- ])?{MONTH},?[ ]+(?:of[ ]+)?{_YEAR}\b"
_ISO = r"(?<![\w/.-])(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?![\d/-])"
_SLASH = r"(?<![\w/.$-])(?:0?[1-9]|[12]\d|3[01])(?P<sep>[-/.])(?:0?[1-9]|[12]\d|3[01])(?P=sep)(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
_SHORT = r"(?<![\w/.$-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]|[.-]\d)"
_MILITARY = (
    r"(?<![\w/.-])\d{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:19|20)?\d\d(?!\w)"
)
_DOTTED = r"(?<![\w/.$-])(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?!\d)"
_TOLD = r"\b(?:[a-z]+|\d{1,2}) slash (?:[a-z]+|\d{1,2})(?: slash (?:nineteen|twenty|two thousand|\d{2,4})(?:[ -](?:[a-z]+ty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|[a-z]+teen|oh[ -][a-z]+|ten|eleven|twelve))?)?"
_COMPACT = r"(?<![\w/.-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w-])"
_WEEKDAY_TIME = rf"(?<![\w]){_WEEKDAY}s?(?:[ ]+(?:morning|afternoon|evening))?(?:,?[ ]+(?:at|@)[ ]+|,?[ ]+)\d{{1,2}}(?::\d\d)?[ ]?(?:am|pm|a\.m\.|p\.m\.|o'clock|:\d\d)?"
DATE = re.compile(rf"{_MONTH_DAY}|{_DAY_MONTH}|{_MONTH_YEAR}|{_ISO}|{_SLASH}", re.IGNORECASE)
_WORDED = re.compile(rf"{_MONTH_DAY}|{_DAY_MONTH}|{_MONTH_YEAR}")
_NUMERIC = re.compile(rf"{_ISO}|{_SLASH}")
_HIGH_NUMBER = re.compile(r"(?:9\d|1[01]\d)(?!\d)")
_LIKE_WORDS = frozenset({"may", "march", "mars", "mar", "mai", "sept", "juni", "juli"})
_LOOSE_WORDS = (
    triggers.MONTHS | triggers.TIMES | triggers.HOLIDAYS | {"th", "st", "nd", "rd", "slash"}
)
_MAYBE_SHORT = re.compile(r"\d/\d|\d{8}|\d[a-zA-Z]{3}\d|\d\.\d\d\.")
_MAYBE_NUMERIC = re.compile(r"\d[-/.]\d{1,2}[-/.]\d")
_LOOSE = re.compile(
    rf"(?<![\d/.-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])|(?:thanksgiving|christmas(?: eve| day)?|easter(?: sunday)?|labor day|memorial day|new year['’]s(?: eve| day)?|halloween|valentine['’]s day|fourth of july|july fourth)(?:,? (?:of )?(?:19|20)\d\d)|(?:{_WEEKDAY},? )?the \d{{1,2}}(?:st|nd|rd|th)\b|{_SHORT}|{_COMPACT}|{_MILITARY}|{_DOTTED}|{_TOLD}|{_WEEKDAY_TIME}|(?<![\w-])(?:on|in|last|since|this|next|until|by) (?P<month>(?-i:January|February|March|April|May|June|July|August|September|October|November|December))\b(?![ ]+\d)",
    re.IGNORECASE,
)

_BIRTH = re.compile(
    r"\b(?:born(?: on| in)?|d\.?o\.?b\.?|date of birth|birth ?da(?:y|te)|birth-date|bday|b-day)\b|\bb\.(?=[ ]*$)|(?<![a-z])dob(?![a-z])"
    r"|\b(?:surgery|operation|procedure|visit|appt|appointment|session|intake|treatment|injury|accident|admission|admitted|discharged?|birth|seen|re-?exam|re-?eval\w*|follow-?up|onset|referral|scan|mri|x-?ray)(?: date| dates| on| was)?[ ]*[:=][ ]*$"
    r"|\b(?:visit|session|tx|treatment)(?: (?:no\.? ?)?\d{1,2})?,?[ ]$"
    r"|\b(?:first|last|next|initial|final|second|third) (?:visit|session|treatment|appointment|appt|massage)(?: was| on| is|:)*[ ]*$"
    r"|\b(?:the|her|his|my) (?:crash|accident|wreck|collision|injury|operation|surgery|fall|stroke|diagnosis|replacement|due date|birth) (?:was |is |happened |came |on )*$"
    r"|\b(?:naci[óo] el|geboren am|né[e]? le)[ ]*$"
    r"|\b(?:date of (?:loss|injury|service|accident|onset|surgery|visit|admission|discharge|death)|dos|dol|doa)\b"
)
_LIFE = re.compile(
    r"\b(?:born|dob|d\.o\.b|birth\w*|admitted|admission|discharged?|died|passed away|death|funeral|injur\w+|accident|crash\w*|"
    r"collision|rear-ended|fell|fall|surger(?:y|ies)|operation|operated|replacement|procedure|transplant|biops\w+|diagnos\w+|"
    r"seen|came|back|returned|stitches|op|opéré\w*|operad[ao]|operiert\w*|slipped|swelling|surgeon|visit(?:ed|s)?|sessions?|appointments?|appts?|appt|intake|treated|treatment|massage[ds]?|evaluated|"
    r"first saw|last saw|follow-?up|referred|referral|next|last|started|since|onset|delivered|delivery|due date|due|gave birth|"
    r"married|anniversary|moved|mri|x-?ray|scan|chemo|radiation|rehab|hospital\w*|stroke|cancel\w*|resched\w*|booked|no-show|"
    r"missed|arriv\w+|invoice|charged?|paid|date of (?:service|injury|loss|visit|onset)|dos|doi|dol|wreck|hit|hurt|tore|broke|slot|gone|"
    r"birthday|anniversaries|retired|turned|released|checked in|signed)\b"
)
_SUBJECT = re.compile(
    r"\b(?:she|he|her|his|hers|him|himself|herself|cook|patientin|paciente|i|i['’]m|i['’]ve|my|me|client|patient|pt|ms|mrs|mr|mom|mother|father|dad|husband|wife|daughter|son|kid|baby|year-old|"
    r"cyclist|runner|nurse|teacher|farmer|swimmer|dancer|violinist|carpenter|baker|driver|gardener|woman|man|boy|girl|lady|gentleman|fellow|guy|chap|your|regular|paciente|cliente|patientin)\b"
)
_PUBLIC_DATE = re.compile(
    r"\b(?:workshops?|conference|class(?:es)?|courses?|seminar|webinar|open house|lecture|talk|closed|closing|reopens?|holiday|"
    r"reviewed|updated|verified|as of|checked|last (?:updated|reviewed|checked)|effective|accessed|retrieved|published|posted|expires?|renew\w*|valid|deadline|"
    r"act of|statute|rule|law|founded|opened|opening|established|register|tickets?|rsvp|trials?|study|studies|participants|patients were|recruit\w*|enrol\w*|"
    r"licen[cs]ed?|certifi\w+|revised|version|effective|took effect|guideline|bulletin|policy|hours|vaccin\w+ clinic|issued|announced|court|settle\w+|"
    r"penalt\w+|fined?|hhs|ocr|cms|fda|ftc|congress|senate|board|newsletter|edition|volume|copyright|war|signed into)\b"
)
_AGE_NUMBER = r"(?:9\d|1[0-1]\d)"
_AGE_WORD = r"(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a |one )?hundred(?:[- ]and)?(?:[- ](?:one|two|three|four|five))?)"
_AGE = re.compile(
    rf"(?<![\w.$-])(?:{_AGE_NUMBER}|{_AGE_WORD})[ -]*(?:years?[ -]*old|y/?o\b|y\.o\.|yr\.?s?[ -]*old|yrs?\b(?= old| young)|years?[ -]*young|years? of age)"
    rf"|\b(?:age[ds]?|aged|age:|age is|turned|turning|turns|is|now|just|nearly|almost|at|oldest|eldest|will be|i['’]?m|i am|he['’]s|she['’]s)[ ]*[:=]?[ ]*(?:of )?(?P<bare>{_AGE_NUMBER}|ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))|one hundred(?: and)? (?:one|two|three|four|five))(?![\w%:/°]|[.,-]\d|[ -](?:minutes?|mins?|percent|days?|weeks?|months?|hours?|degrees?|visits?|sessions?|people|patients|participants|seconds|dollars|pounds|lbs?|kg|years of (?:experience|practice)|trials|studies|studied|adults|units))"
    rf"|(?<![\w.$-])(?P<birthday>9\d(?:st|nd|rd|th)|1[01]\d(?:st|nd|rd|th)|ninet(?:y-[a-z]+|ieth)|hundredth)[ -]birthday"
    rf"|[,(][ ]*(?P<inline>{_AGE_NUMBER}|{_AGE_WORD})(?=[ ]*[,);.])"
    rf"|(?<![\w.$/-])(?P<sexed>{_AGE_NUMBER})[ ]?(?:F|M|f|m|yof|yom)(?![\w’'-])"
    r"|\b(?:her|his|my) (?P<nth>9\d(?:st|nd|rd|th)|1[01]\d(?:st|nd|rd|th))(?! (?:visit|session|minute|street|floor|percentile))\b"
    r"|\b(?:well |long |far )?(?:past|beyond) (?:ninety|90)(?:[- ][a-z]+)?\b"
    r"|\b(?:nonagenarians?|centenarians?|supercentenarians?|in (?:her|his|my) (?:early |mid[- ]?|late )?(?:nineties|90s|90['’]s)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d) (?:years?|months?) (?:short of|from|shy of|past|over|to) (?:her |his |my |a |the )?(?:hundredth|hundred|100th|100|ninetieth|90th))\b"
)
_AGES_IN_WORDS = triggers.AGES | {"past", "beyond"}
_AGE_SAFE = re.compile(
    r"\b(?:participants?|trials?|study|studies|adults|aged \d+ (?:to|and|-)|range|mean|median|or older|or over|and older|and over|over|older than|"
    r"above|at least|minimum|between|from \d+ to|building|house|company|tree|tradition|practice|clinic|hospital|minutes?|safe harbor|"
    r"hipaa|ages over|write|cohort|people|residents|percent|cpt|members)\b|%"
)
_BORN_YEAR = re.compile(
    r"\b(?:born (?:in|around|about|circa)[ ]+|b\.[ ]?)(?P<year>1[89]\d\d)\b|\b(?:birth ?year|year of birth|yob)[ ]*[:=]?[ ]*(?P<yob>1[89]\d\d)\b"
)


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
    for match in _age_candidates(document):
        finding = _age(document, match)
        if finding is not None:
            yield finding
    for _, match in document.matches(_BORN_YEAR, triggers.BIRTH, digits=True):
        group = "year" if match["year"] else "yob"
        age = document.facts.this_year - int(match[group])
        passage = document.passage_at(match.start())
        if (
            89 < age < 125
            and passage is not None
            and (document.personal_score(passage) >= 1 or document.sentence_personal(match.start()))
        ):
            if re.search(
                r"\b(?:founded|pioneer|invented|developed|studied medicine|historian)\b",
                document.sentence_text(match.start()),
            ):
                continue
            yield Finding(
                "phi-age",
                match.start(group),
                match.end(group),
                "a birth year that tells an age over 89",
                "born",
                fix="Leave the year of birth out, or write “90 or older”.",
            )


def _candidates(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.passages:
        months = triggers.MONTHS & passage.words
        if not months or (
            months <= _LIKE_WORDS
            and not passage.digits
            and not any(
                m.capitalize() in document.text[passage.start : passage.end] for m in months
            )
        ):
            continue
        yield from _WORDED.finditer(document.low, passage.start, passage.end)
    if _MAYBE_NUMERIC.search(document.text):
        yield from document.at_numbers(_NUMERIC)


def _age_candidates(document: Document) -> Iterator[re.Match[str]]:
    done = 0
    for number in document.at_numbers(_HIGH_NUMBER):
        match = _AGE.search(document.low, max(done, number.start() - 14), number.end() + 24)
        if match is not None and match.start() <= number.start() < match.end():
            done = match.end()
            yield match
    for _, match in document.matches(_AGE, _AGES_IN_WORDS):
        if not match[0].lstrip(" (,")[0].isdigit():
            yield match


def _loose_candidates(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.passages:
        if not _LOOSE_WORDS.isdisjoint(passage.words) or (
            passage.digits
            and (
                document.text.find("/", passage.start, passage.end) >= 0
                or passage.form != "paragraph"
                or _MAYBE_SHORT.search(document.text, passage.start, passage.end)
            )
        ):
            if not (document.personal_score(passage) or document.has_person(passage)):
                continue
            yield from _LOOSE.finditer(document.text, passage.start, passage.end)


# Dates that stand for no day in templates.
_FILLED_IN = re.compile(r"(?:0000|1900|1970|2000|1234|9999)-0?1-0?1|(?:0?1/){2}(?:1900|1970|2000)")


def _date(document: Document, start: int, end: int, *, loose: bool) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    passage = document.passage_at(start)
    if passage is None or (document.kind is SourceKind.BIBTEX and passage.form != "note"):
        return None
    if document.is_crowded(passage, "dates"):
        return None
    if _FILLED_IN.fullmatch(document.text, start, end) and document.is_policy_text:
        return None
    low = document.low
    first, last = document.sentence(start)
    sentence = low[first:last].replace("_", " ")
    before = low[max(passage.start, start - 48) : start].rsplit("\n", 1)[-1]
    after = low[end : min(last, end + 30)]
    birth = _BIRTH.search(before) or re.match(
        r"\W{0,3}(?:birth|dob|is my birthday|is (?:her|his) birthday|\(dob\))", after
    )
    if birth and is_history(document, passage):
        return None
    if (
        birth
        and not re.search(r"\b(?:founder|pioneer|was born in sweden|historian)\b", sentence)
        and not _ancient(low[start : end + 8])
    ):
        if document.is_team(passage) and not document.personal_score(passage):
            return None
        if re.search(
            r"\b(?:idea|practice|clinic|company|method|baby shower|born from)\b", before[-24:]
        ):
            return None
        return _as_finding(document, start, end, birth[0].strip())
    if is_history(document, passage) and not document.has_person(passage):
        return None
    if document.facts.this_year - 140 > _year_of(low[start:end], document.facts.this_year):
        return None
    public = _PUBLIC_DATE.search(sentence)
    if document.kind is SourceKind.REPLY and any(
        f.code == "review-reply" for f in document.findings
    ):
        return _as_finding(document, start, end, "")
    subject = (
        _SUBJECT.search(sentence)
        or document.speaks_of_one(passage)
        or document.has_person(passage)
        or document.near_person(passage)
    )
    if document.kind is SourceKind.BIBTEX and document.is_weak(passage) and not loose:
        return (
            None
            if _PUBLIC_DATE.search(sentence) or document.is_study(passage)
            else _as_finding(document, start, end, "")
        )
    life = _LIFE.search(sentence)
    headed = document.headed_personal(passage)
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
        and not words.PERSONAL.search(sentence)
    ):
        tied = False
    if not tied and headed and not loose and not public:
        tied = not (document.is_org(passage) and not subject)
    return _as_finding(document, start, end, life[0] if life else "") if tied else None


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


def _ancient(date: str) -> bool:
    match = re.search(r"\b1[0-8]\d\d\b", date)
    return match is not None


def _age(document: Document, match: re.Match[str]) -> Finding | None:
    start = match.start()
    passage = document.passage_at(start)
    if passage is None or document.is_crowded(passage, "ages"):
        return None
    sentence = document.sentence_text(start)
    after = document.low[match.end() : match.end() + 28]
    if re.match(
        r"[ -]*(?:or|and) (?:older|over|above|up)|[ -]*(?:building|house|tree|tradition|practice|clinic|company|barn|oak)",
        after,
    ):
        return None
    before = document.low[max(0, start - 24) : match.start("bare") if match["bare"] else start]
    if re.search(
        r"\b(?:over|above|under|than|least|to|between|and|ages?|of people|–|-)[ ]*$", before
    ) and not re.search(r"\bage[d:]?[ ]*[:=]?[ ]*$", before):
        return None
    tied = document.personal_score(passage)
    named = document.has_person(passage)
    group = next((g for g in ("bare", "birthday", "inline", "sexed", "nth") if match[g]), None)
    if (
        _AGE_SAFE.search(sentence)
        and not named
        and not re.search(r"\b(?:client|patient|she|he|my)\b", sentence)
    ):
        return None
    subject = _SUBJECT.search(sentence) or re.search(
        r"\b(?:lady|gentleman|woman|man|male|female|grandm\w+|widow\w*|retiree|great-grand\w+|veteran|resident|who)\b",
        sentence,
    )
    stated = re.search(
        r"\b(?:she|he|client|patient|mother|father|grandm\w+|our oldest|our eldest)\b[^.,]{0,12}$",
        before,
    )
    if group in {"bare", "inline"} and not (
        named
        or (stated and not document.is_study(passage))
        or (tied >= 1 and subject)
        or (subject and document.sentence_personal(start))
    ):
        return None
    if group == "birthday" and re.search(
        r"\b(?:company|clinic|practice|town|city|library|school|hospital)['’]?s?\b", sentence
    ):
        return None
    group_of = match[0].lower()
    if (
        group is None
        and not (named or subject or tied)
        and not (group_of.endswith("ian") and document.is_weak(passage))
    ):
        return None
    if group_of.endswith("ians") and not named:
        return None
    if document.is_study(passage) and not named and not words.PERSONAL.search(sentence):
        return None
    at, to = (match.start(group), match.end(group)) if group else match.span()
    return Finding(
        "phi-age", at, to, "an age over 89", "age", fix="Write “90 or older” or leave the age out."
    )


def is_passage_dated(document: Document, passage: Passage) -> bool:
    """Whether a passage carries a full date, as an appointment or a record does."""
    return DATE.search(document.low, passage.start, passage.end) is not None
