"""Records: forms, tables, lists and YAML where the key says what the value is."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.dates import DATE
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import Shape, name_at
from referable.checks.phi.passages import Field, Passage
from referable.checks.phi.roles import has_public_role
from referable.checks.phi.triggers import word_set

__all__ = ["find"]

_PATIENT_KEY = re.compile(
    r"\b(?:clients?|patients?|pt|dob|date of birth|birth ?da(?:y|te)|diagnos[ie]s|dx|complaint|chief complaint|cc|symptoms?|condition|reason(?: for visit)?|why|mrn|insur(?:ance|ed)|subscriber|guarantor|emergency contact|next of kin|"
    r"last visit|visit dates?|visits|next visit|next appt|appointment|appt|session|sessions|treated|treatment|date of (?:service|injury|loss)|dos|doi|injury|onset|surgery|medications?|meds|allergies|areas?|pain(?: level| score)?|problem|"
    r"referred by|copay|balance|owes|paid|no shows?|waitlist|intake|chart|soap|member id|claim|policy holder|goals?|testimonial|story|before|after|seen on|seen|follow up|case|client devices?|patient devices?|therapist seen|presenting|history|hx|complains of|preferred pressure|pressure)\b"
)
_ORG_KEY = re.compile(
    r"\b(?:hours|website|title|credentials?|licen[cs]es?|bio|npi|venue|speakers?|instructors?|presenter|price|cost|ticket|publisher|version|repo|theme|nav|plugins|author|authors|maintainer|copyright|doi|journal|pmid|issn|isbn|languages|"
    r"training|role|position|topic|course|ceu|sponsor|photographer|credit|services|carrier|fees?|payer|location|suite|parking|design|population|participants|comparators|outcomes|interval|reviewed|issuer|certificates|taxonomy)\b"
)
_NAME_KEY = re.compile(
    r"^(?:(?:client|patient|pt|full|legal|first|last|family|given|middle|preferred|maiden|former|guest|customer|contact|emergency contact|insured|subscriber|policy ?holder|guarantor|parent|guardian|spouse|partner|husband|wife|mother|father|mom|dad|daughter|son|child|caregiver|"
    r"attendee|billing|responsible party|next of kin|referred|booked|member|beneficiary|caller|sender|winner|recipient|reviewer|employee|claimant|adjuster|respondent|visitor|registrant|student|rider|runner|athlete|player|swimmer|cyclist|dancer)[ -]*(?:['’]s )?(?:name|names|last name|first name)?|names?|first|last|who|nick ?names?|aka|alias|surname|person|people|pt|re|regarding|for|from|to|with|attn|bill to|ship to|patients|clients|appointment (?:for|with)|session (?:for|with)|"
    r"emergency contact(?: person)?|in case of emergency|ice|next of kin|household|relatives?|family|kids|children|siblings|user|invoice to|on behalf of|subject|featuring|starring|model name|shown|pictured|caption|alt|title|signed(?: by)?|initials|.*\b(?:client|patient)(?: name)?s?)$"
)
_SURE_NAME_KEY = re.compile(
    r"\b(?:client|patient|pt|insured|subscriber|guarantor|emergency|next of kin|spouse|maiden|policy ?holder|parent|guardian|claimant|husband|wife|mother|daughter|son|testimonial|nick ?name)\b"
)
_DATE_KEY = re.compile(
    r"^(?:d\.?o\.?b\.?|date of birth|birth ?(?:date|day)|born(?: on)?|bday|b day|(?:last|next|first|visit|session|appointment|appt|treatment|service|injury|surgery|admission|discharge|admitted|discharged|onset|intake|accident|seen|death|died|procedure|follow up|referral|exam|op|due|delivery)[ -]?(?:dates?|day|on|visit|seen|appt|appointment)?s?|visits?|visit dates?|dates? of (?:service|injury|loss|visit|onset|surgery|birth|death|accident|admission|discharge|referral)|dos|doi|dol|dates?|when|day|time|appointments?|sessions?|last seen|seen on|surgery|booked|slot|follow ups?|started|ended|first seen|last seen)$"
)
_PHONE_KEY = re.compile(
    r"^(?:(?:home|cell|mobile|work|client|patient|contact|emergency|day|evening|his|her|my|best|alt|alternate|primary|secondary|other)[ -]*)?(?:phones?|telephone|tel|cell|mobile|fax|number|ph|cell phone|mobile phone|text|whatsapp|contact|landline)(?: number| no| #)?s?$"
)
_EMAIL_KEY = re.compile(r"^(?:.*\b)?(?:e-?mail|mail)(?: address)?$")
_PLACE_KEY = re.compile(
    r"^(?:(?:home|mailing|billing|street|client|patient|postal|residential|shipping|work|his|her|my)[ -]*)?(?:address|addr|street|city|town|zip(?: ?code)?|postcode|postal code|county|lives|lives in|hometown|home town|residence|neighbou?rhood|location|from|area code|home|city state|city/state|city & state)(?: line)?(?: \d)?$"
)
_JOB_KEY = re.compile(
    r"^(?:employer|works? at|work ?place|company|school|job|place of work|church|team|gym|attends)$"
)
_AGE_KEY = re.compile(r"^(?:age|aged|years|yrs|pt age|patient age|client age)$")
_HANDLE_KEY = re.compile(
    r"^(?:instagram|facebook|twitter|handle|ig|profile|url|link|web(?:site)?|page|username|user|venmo|login)$"
)
_ID_KEY = re.compile(
    r"^(?:.*\b(?:lot|udi|device|implant|ssn|mrn|id|no|number|#|acct|account|policy|claim|member|chart|record|plate|vin|licen[cs]e|passport|serial|auth|rx|medicare|medicaid|card)\b.*)$"
)
# Keys whose value is one person's whatever stands beside them.
_EVIDENT_KEY = re.compile(
    r"^(?:(?:client|patient|pt|insured|subscriber|her|his|my)[ ]?)?(?:ssn?|social security|social|mrn|med ?rec|medical record|chart|health record|patient|client|pt|mr(?=[ ]?(?:no|num|nbr|number|id|#))|case(?=[ ]?(?:no|num|nbr|number|id|#))|file(?=[ ]?(?:no|num|nbr|number|#))|hosp(?:ital)?(?=[ ]?(?:no|num|nbr|number|id|#))|csn|encounter|claim|member|subscriber|policy|plan|medicare|medicaid|mbi|auth(?:orization)?|prior auth|dl|driver'?s?'? licen[cs]e|odl|passport|plate|licen[cs]e plate|vin|implant|pacemaker|device|udi|acct|account)(?:[ ]?(?:no|nos|num|nbr|nr|number|id|ids|identifier|ref|reference|code|serial|last ?4|last four|#))?[ .#]*$"
)
_EVIDENT_ALONE = re.compile(r"^(?:policy|plan|auth|device|social|account)$")
_EVIDENT_VALUE = re.compile(
    r"(?=[^\d\n]{0,8}\d)[A-Z]{0,6}[ #-]?\d[\dA-Z]*(?:[ ./-][\dA-Z]{1,10}){0,6}"
)
# Keys that hold a name as often; only a number with letters is one of theirs.
_CODED_KEYS = frozenset({"patient", "client", "pt"})
_VANITY_VALUE = re.compile(r"[A-Z0-9]{4,8}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,5}")
_SHOWN_NUMBER = re.compile(r"^(?:0+|1+|9+|x+|123456789|12345|1234|987654321)$", re.IGNORECASE)
# Keys that many lists have; beside them something must speak of a person.
_VAGUE_KEY = re.compile(
    r"^(?:reason|why|areas?|before|after|goals?|session|sessions|story|history|problem|visits?|paid|balance|claim|condition|treatment|pressure)$"
)
_PERSON_COLUMN = re.compile(
    r"^(?:zip(?: code)?|postcode|dob|birth\w*|age|address|street|gender|sex|last visit|respondent|satisfaction|score|nps|allerg\w+)$"
)
_PART_KEY = re.compile(
    r"^(?:first|last|first name|last name|given name|surname|family name|full name|respondent|rider|runner|athlete|player|swimmer|cyclist|dancer)$"
)
_LAST_INITIAL = re.compile(r"[A-Z][\w'’-]+,[ ]?[A-Z]\.?(?=$|[\s|,;])")
_PLAIN_KEYS = word_set(
    "title alt caption subject re from to when names people user family name names"
)
_EMPTY = re.compile(
    r"^(?:[-–—_.\s/xX?#*]*|n/?a|none|unknown|tbd|yes|no|true|false|null|~|required|optional|redacted|withheld|\[.*\]|<.*>|\{.*|\(.*\)|\$.*|your .*|the .*|as (?:on|in) .*|see .*|same|first.*last.*|last.*first.*|name|full name|jane doe|john doe|mm/dd/yyyy|yyyy-mm-dd|xxx.*|example.*|sample.*)$",
    re.IGNORECASE,
)


def find(document: Document) -> Iterator[Finding]:
    """The identifying values of records that are about a patient."""
    for passage in document.passages:
        if passage.fields:
            weight = _weight(document, passage)
            if weight > 0:
                yield from _values(document, passage, weight)
            if passage.digits or weight > 0:
                yield from _evident(document, passage)


def _evident(document: Document, passage: Passage) -> Iterator[Finding]:
    """Numbers whose key alone says that they are one person's: "claimno", "ssn_last4", "plate"."""
    for field in passage.fields:
        key = field.key
        if not _EVIDENT_KEY.match(key) or _EVIDENT_ALONE.match(key):
            continue
        value = document.text[field.start : field.end].strip("\"' ")
        plain = re.sub(r"\W", "", value)
        digits = sum(c.isdigit() for c in plain)
        plate = "plate" in key and _VANITY_VALUE.fullmatch(value)
        if (
            not (plate or (digits >= 4 and _EVIDENT_VALUE.fullmatch(value)))
            or (key in _CODED_KEYS and not re.search(r"[A-Z]", value))
            or _EMPTY.match(value)
            or _SHOWN_NUMBER.match(re.sub(r"\D", "", plain))
            or plain.lower() in document.facts.numbers
            or re.match(r"(?:19|20)\d\d-\d\d-\d\d$", value)
            or document.is_policy(passage)
            or document.is_team(passage)
            or document.is_study(passage)
        ):
            continue
        what, fix = (
            "a number that belongs to one person",
            "Delete the number; describe it if the text needs it.",
        )
        yield Finding("phi-number", field.start, field.start + len(value), what, key, True, fix)


@functools.lru_cache(maxsize=4096)
def _side(key: str) -> tuple[bool, bool]:
    """Whether a key speaks of a patient, and whether of a practice."""
    return _PATIENT_KEY.search(key) is not None, _ORG_KEY.search(key) is not None


def _weight(document: Document, passage: Passage) -> int:  # noqa: C901 - a chain of early returns
    """How surely a record is a patient's: 0 no, 1 by its neighbours, 2 by its own keys."""
    keys = [f.key for f in passage.fields]
    sides = [_side(k) for k in keys]
    patient, org = sum(p for p, _ in sides), sum(o for _, o in sides)
    if document.headed_personal(passage) or document.has_person(passage):
        patient += 2
    if any(
        document.low[f.start : f.end].strip("\"' ") in {"patient", "client"} for f in passage.fields
    ):
        patient += 2
    if (
        patient == 0
        and document.is_weak(passage)
        and any(_NAME_KEY.match(k) for k in keys)
        and any(_DATE_KEY.match(k) for k in keys)
    ):
        patient += 1
    if (
        document.kind is SourceKind.CSV
        and org == 0
        and any(_NAME_KEY.match(k) for k in keys)
        and any(_PHONE_KEY.match(k) or _EMAIL_KEY.match(k) or _PERSON_COLUMN.match(k) for k in keys)
    ):
        patient += 2
    head = passage.heading
    if re.search(
        r"\b(?:clients?|patients?|appointments?|schedule|bookings?|waitlist|intake|roster|testimonials?|reviews?)\b",
        head,
    ) and not re.search(r"\b(?:for|info|our|portal|policy|forms?|hours)\b", head):
        patient += 1
    if document.is_team(passage) or (document.is_event(passage) and not patient):
        org += 1
    if document.is_study(passage) and not document.has_person(passage):
        org += 2
    if any(p for p, _ in sides) and all(
        _VAGUE_KEY.match(k) for k, (p, _) in zip(keys, sides, strict=True) if p
    ):
        others = [
            k
            for k in keys
            if _NAME_KEY.match(k)
            or _PHONE_KEY.match(k)
            or _EMAIL_KEY.match(k)
            or _PERSON_COLUMN.match(k)
        ]
        if not others and not document.speaks_of_one(passage):
            patient -= sum(p for p, _ in sides)
    if patient == 0 or org > patient:
        return 0
    return (
        2
        if patient - org >= 2
        or (patient > 0 and org == 0 and len(keys) > 1)
        or document.has_person(passage)
        else 1
    )


def _values(document: Document, passage: Passage, weight: int) -> Iterator[Finding]:
    for field in passage.fields:
        value = document.text[field.start : field.end].strip("\"' ")
        if not value or _EMPTY.match(value) or len(value) > 160:
            continue
        finding = _value(document, field, value, weight)
        if finding is not None:
            yield finding
            if finding.code == "phi-date":
                for later in DATE.finditer(document.low, finding.end, field.end):
                    yield replace(finding, start=later.start(), end=later.end())


def _value(document: Document, field: Field, value: str, weight: int) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    key, start = field.key, field.start
    if _NAME_KEY.match(key):
        named = _name(document, field, weight)
        if named is not None or not (_PLACE_KEY.match(key) and lexicon.is_place(value)):
            return named
    if weight < 2 and not document.headed_personal(
        document.passage_at(start) or document.passages[0]
    ):
        return None
    if _DATE_KEY.match(key):
        match = DATE.search(document.low, start, field.end) or re.compile(
            r"(?<![\d.])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|(?<!\d)(?:19|20)\d{6}(?!\d)|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?:at )?\d{1,2}(?::\d\d)?"
        ).search(document.low, start, field.end)
        if match is None or _policy_value(value):
            return None
        return Finding(
            "phi-date",
            match.start(),
            match.end(),
            "a date",
            key,
            True,
            "Keep the year only, or write a duration such as “after six visits”.",
        )
    if _PHONE_KEY.match(key) and sum(c.isdigit() for c in value) >= 7:
        digits = re.sub(r"\D", "", value)
        if digits[-10:] in document.facts.telephones or re.match(
            r"1?8(?:00|33|44|55|66|77|88)\d{7}$", digits
        ):
            return None
        return Finding(
            "phi-contact",
            start,
            start + len(value),
            "a telephone number",
            key,
            True,
            "Remove it; contact goes through the practice's own phone.",
        )
    if _EMAIL_KEY.match(key) and "@" in value:
        host = value.lower().rsplit("@", 1)[1]
        if host in document.facts.domains or value.lower() in document.facts.emails:
            return None
        return Finding(
            "phi-contact",
            start,
            start + len(value),
            "an e-mail address",
            "",
            True,
            "Remove it; contact goes through the practice's own address.",
        )
    if (
        _PLACE_KEY.match(key)
        and (re.search(r"[A-Z]|\d", value) or document.personal)
        and len(value) < 90
    ):
        if fold(value) in document.facts.towns and not document.headed_personal(
            document.passage_at(start) or document.passages[0]
        ):
            return None
        if re.fullmatch(r"(?:Oregon|Washington|California|[A-Z]{2})", value) or value.lower() in {
            "usa",
            "united states",
            "main clinic",
            "room 1",
            "room 2",
        }:
            return None
        if any(
            a in " ".join(re.findall(r"[\w'’-]+", fold(value)))
            for a in document.facts.addresses
            if a
        ):
            return None
        return Finding(
            "phi-geo",
            start,
            start + len(value),
            "an address or town",
            key,
            True,
            "Write the state only, or drop it.",
        )
    if _JOB_KEY.match(key) and re.search(r"[A-Z]", value):
        return Finding(
            "phi-name",
            start,
            start + len(value),
            "a patient's workplace or school",
            key,
            True,
            "Name a role instead, such as “a nurse”.",
        )
    if _AGE_KEY.match(key) and re.fullmatch(r"(?:9\d|1[01]\d)(?: ?(?:yo|y/o|years?))?", value):
        return Finding(
            "phi-age",
            start,
            start + len(value),
            "an age over 89",
            key,
            True,
            "Write “90 or older” or leave the age out.",
        )
    if _HANDLE_KEY.match(key) and re.match(r"@[\w.]{3,}$", value):
        return Finding(
            "phi-web", start, start + len(value), "a person's account name", key, True, "Remove it."
        )
    if (
        _ID_KEY.match(key)
        and re.search(r"\d{3,}", value)
        and re.fullmatch(r"[\w #./-]{4,30}", value)
        and not re.match(r"(?:19|20)\d\d(?:-\d\d){0,2}$", value)
        and not re.search(r"\b(?:npi|phone|fax|cpt|icd|code|pmid|doi|minutes|page)\b", key)
    ):
        return Finding(
            "phi-number",
            start,
            start + len(value),
            "a number that belongs to one person",
            key,
            True,
            "Delete the number; describe it if the text needs it.",
        )
    return None


def _policy_value(value: str) -> bool:
    return (
        bool(
            re.search(
                r"\b(?:within|days?|weeks?|per|or|if|required|format|e\.g\.)\b", value.lower()
            )
        )
        and len(value) > 24
    )


def _name(document: Document, field: Field, weight: int) -> Finding | None:  # noqa: C901 - a chain of early returns
    key = field.key
    last_first = _LAST_INITIAL.match(document.text, field.start, field.end)
    if last_first is not None and weight:
        return Finding("phi-name", last_first.start(), last_first.end(), "a name", key)
    name = name_at(document.text, field.start, field.end)
    if name is None:
        initials = re.match(
            r"(?:[A-Z]\.[ ]?){1,3}(?=$|[\s,(])|[A-Z]{2,3}(?=$|[\s,(])",
            document.text[field.start : field.end],
        )
        if (
            initials is not None
            and (
                _SURE_NAME_KEY.search(key)
                or key == "initials"
                or (weight == 2 and key not in {"name", "title", "alt", "caption"})
            )
            and (
                key == "initials"
                or initials[0].lower() not in {"na", "or", "pt", "mva", "tmj", "mri"}
            )
        ):
            return Finding(
                "phi-name", field.start, field.start + initials.end(), "a person's initials", key
            )
        return None
    if name.start - field.start > 10 or document.facts.knows_person(name.words):
        return None
    if has_public_role(document, name) or words.ORG.search(document.low, field.start, field.end):
        return None
    if (
        key
        in {
            "title",
            "alt",
            "caption",
            "subject",
            "re",
            "for",
            "to",
            "with",
            "from",
            "when",
            "model name",
            "team",
        }
        and name.shape == Shape.UNKNOWN
    ):
        return None
    if (
        key in {"title", "alt", "caption", "subject", "people", "names", "user"}
        and weight < 2
        and name.shape is not Shape.FULL
    ):
        return None
    if name.shape in {Shape.UNKNOWN, Shape.PAIR} and key in {"title", "alt", "caption", "subject"}:
        return None
    sure = _SURE_NAME_KEY.search(key) is not None or document.headed_personal(
        document.passage_at(field.start) or document.passages[0]
    )
    sure = sure or (weight == 2 and _PART_KEY.match(key) is not None)
    rest = document.text[name.end : field.end].strip()
    listed = weight == 2 and name.shape is Shape.PROPER and key not in _PLAIN_KEYS
    if not sure and (
        (name.shape in {Shape.UNKNOWN, Shape.PROPER} and not listed)
        or (rest and rest[0] not in ",(-–—;:|")
    ):
        return None
    if name.shape is Shape.UNKNOWN and not (_SURE_NAME_KEY.search(key) or weight == 2):
        return None
    length = field.end - field.start
    if length > 60 and not _SURE_NAME_KEY.search(key):
        return None
    return Finding(
        "phi-name",
        name.start,
        name.end,
        "a name",
        key,
        weight == 2 or bool(_SURE_NAME_KEY.search(key)),
    )
