"""Records: forms, tables, lists and YAML where the key says what the value is."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi import lexicon
from referable.checks.phi.dates import DATE, FILLED_IN
from referable.checks.phi.document import Document
from referable.checks.phi.fieldnames import name_of
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Field, Passage

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
    r"attendee|billing|responsible party|next of kin|referred|booked|member|beneficiary|caller|sender|winner|recipient|reviewer|employee|claimant|adjuster|respondent|visitor|registrant|student|rider|runner|athlete|player|swimmer|cyclist|dancer)[ -]*(?:['’]s )?(?:name|names|last name|first name)?|names?|first|last|whom?|to whom|nick ?names?|aka|alias|given|initial|(?:last|surname|family)[ -]initial|emergency|surname|person|people|pt|re|regarding|for|from|to|with|attn|bill to|ship to|patients|clients|appointment (?:for|with)|session (?:for|with)|"
    r"emergency contact(?: person)?|in case of emergency|ice|next of kin|household|relatives?|family|kids|children|siblings|user|invoice to|on behalf of|subject|featuring|starring|model name|(?:your|the|my|legal|full|first|last|print(?:ed)?) name|name (?:you go by|on (?:the|your|my|her|his) .{2,30}|as on .{2,30})|what (?:should|do|can) we call you|who (?:can|should|may) we (?:call|contact|reach).*|shown|shows|showing|depicts|pictured|caption|alt|title|signed(?: by)?|initials|.*\b(?:client|patient)(?: name)?s?)$"
)
_DATE_KEY = re.compile(
    r"^(?:d\.?o\.?b\.?|date of birth|birth ?(?:date|day)|born(?: on)?|bday|b day|(?:last|next|first|visit|session|appointment|appt|treatment|service|injury|surgery|admission|discharge|admitted|discharged|onset|intake|accident|seen|death|died|procedure|follow up|referral|exam|op|due|delivery)[ -]?(?:dates?|day|on|visit|seen|appt|appointment)?s?|visits?|visit dates?|dates? of (?:service|injury|loss|visit|onset|surgery|birth|death|accident|admission|discharge|referral)|dos|doi|dol|dates?|when|day|time|appointments?|sessions?|last seen|seen on|surgery|booked|slot|follow ups?|started|ended|first seen|last seen|(?:reviewed|posted|written|received|said|wrote) on)$"
)
# Days that only care has; each stands alone in a list of YAML.
_CARE_DATE_KEY = re.compile(
    r"^(?:visit|session|treatment|appointment|appt|surgery|injury|admission|discharge)[ -]?(?:dates?|days?)$"
)
_PHONE_KEY = re.compile(
    r"^(?:(?:home|cell|mobile|work|client|patient|contact|emergency|day|evening|his|her|my|best|alt|alternate|primary|secondary|other)[ -]*)?(?:phones?|telephone|tel|cell|mobile|fax|number|ph|cell phone|mobile phone|text|whatsapp|contact|landline)(?: number| no| #)?s?$"
)
_EMAIL_KEY = re.compile(r"^(?:.*\b)?(?:e-?mail|mail)(?: address)?$")
_PLACE_KEY = re.compile(
    r"^(?:(?:home|mailing|billing|street|client|patient|postal|residential|shipping|work|his|her|my)[ -]*)?(?:address|addr|street|city|town|zip(?: ?code)?|postcode|postal code|county|lives|lives in|hometown|home town|residence|neighbou?rhood|location|from|area code|home|city state|city/state|city & state|pick ?up|drop ?off|destination|house|trip (?:from|to)|(?:visit|pick ?up|drop ?off|home visit|delivery|new|old|current|previous) (?:address|location|point)|deliver(?:y|ed)?(?: to)?|ship to|mail to|moved (?:to|from)|where to|seen at|resid(?:es|ing)(?: in)?|living in|based in|birthplace|place of birth|village|parish|region)(?: line)?(?: \d)?$"
)
_CAR_KEY = re.compile(
    r"^(?:(?:client|patient|her|his|my)[ ]?)?(?:cars?|vehicle|auto|truck|van|tag|parking)$"
)
_PLATE = re.compile(r"(?<![\w-])(?:\d{3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{3,4})(?![\w-])")
_POSITION_KEY = re.compile(
    r"^(?:lat|latitude|lon|lng|long|longitude|coordinates?|coords|gps|geo|position|location|latlon|latlng)$"
)
_POSITION = re.compile(r"-?\d{1,3}\.\d{3,}(?:[ ]?[,;][ ]?-?\d{1,3}\.\d{3,})?")
_JOB_KEY = re.compile(
    r"^(?:employer|works? at|work ?place|company|school|job|place of work|church|team|gym|attends)$"
)
_AGE_KEY = re.compile(r"^(?:age|aged|years|yrs|pt age|patient age|client age)$")
_HANDLE_KEY = re.compile(
    r"^(?:instagram|facebook|twitter|handle|ig|profile|url|link|web(?:site)?|page|username|user|venmo|login)$"
)
_ID_KEY = re.compile(
    r"^(?:ref|reference|.*\b(?:lot|udi|device|implant|ssn|mrn|id|no|number|#|acct|account|policy|claim|member|chart|record|plate|vin|licen[cs]e|passport|serial|auth|rx|medicare|medicaid|card)\b.*)$"
)
# Keys whose value is one person's whatever stands beside them.
_EVIDENT_KEY = re.compile(
    r"^(?:(?:client|patient|pt|insured|subscriber|her|his|my)[ ]?)?(?:ssn?|social security|social|mrn|med ?rec|medical record|chart|health record|patient|client|pt|mr(?=[ ]?(?:no|num|nbr|number|id|#))|case(?=[ ]?(?:no|num|nbr|number|id|#))|file(?=[ ]?(?:no|num|nbr|number|#))|hosp(?:ital)?(?=[ ]?(?:no|num|nbr|number|id|#))|csn|encounter|claim|member|subscriber|policy|plan|medicare|medicaid|mbi|auth(?:orization)?|prior auth|vehicle(?=[ ]?(?:no|num|nbr|number|tag|plate|reg|id|#))|vehicle (?:tag|plate|reg(?:istration)?)|dl|driver'?s?'? licen[cs]e|odl|passport|plate|licen[cs]e plate|vin|implant|pacemaker|device|udi|acct|account)(?:[ ]?(?:no|nos|num|nbr|nr|number|id|ids|identifier|ref|reference|code|serial|last ?4|last four|#))?[ .#]*$"
)
_RECORD_KEY = re.compile(r"^(?:record|rec)[ ]?(?:no|num|nbr|number|id|#)[ .#]*$")
_CHARTED = re.compile(
    r"\b(?:outcomes?|complaint|diagnosis|dx|pain|problem|visits?|sessions?|condition|improve\w*|treat\w*|dob|symptoms?|goals?)\b"
)
_EVIDENT_ALONE = re.compile(r"^(?:policy|plan|auth|device|social|account)$")
_EVIDENT_VALUE = re.compile(
    r"(?=[^\d\n]{0,8}\d)[A-Z]{0,6}[ #-]?\d[\dA-Z]*(?:[ ./-][\dA-Z]{1,10}){0,6}"
)
# Keys that hold a name as often; only a number with letters is one of theirs.
_CODED_KEYS = frozenset({"patient", "client", "pt"})
_VANITY_VALUE = re.compile(r"[A-Z0-9]{4,8}|[A-Z0-9]{2,4}[ -][A-Z0-9]{2,5}")
# Keys that only a person who is treated or insured has.
_TELLING_KEY = re.compile(
    r"^(?:dob|date of birth|birth ?(?:date|day)|ssn|mrn|diagnos[ie]s|dx|chief complaint|complaint|complains of|patient|client|pt|client name|patient name)$"
)
_SHOWN_NUMBER = re.compile(r"^(?:0+|1+|9+|x+|123456789|12345|1234|987654321)$", re.IGNORECASE)
# Keys that many lists have; beside them something must speak of a person.
_VAGUE_KEY = re.compile(
    r"^(?:reason|why|areas?|before|after|goals?|session|sessions|story|history|problem|visits?|paid|balance|claim|condition|treatment|pressure)$"
)
_PERSON_COLUMN = re.compile(
    r"^(?:zip(?: code)?|postcode|dob|birth\w*|age|address|street|gender|sex|last visit|respondent|satisfaction|score|nps|allerg\w+)$"
)
# Columns of a list of visits.
_VISIT_COLUMN = re.compile(
    r"^(?:therapist|practitioner|visit|session|minutes|mins|duration|tips?|fee(?: (?:waived|charged|paid))?|no ?shows?|slot|waived|cancel\w*|rebooked?|late|arrived)$"
)
# A table that begins with one of these lists firms, and whom to call there.
_FIRM_COLUMNS = frozenset({"company", "vendor", "supplier", "firm", "business", "brand", "store"})
_OF_RECORDS = re.compile(
    r"\b(?:clients?|patients?|appointments?|schedule|bookings?|waitlist|intake|roster|testimonials?|reviews?)\b"
)
_OF_OURS = re.compile(r"\b(?:for|info|our|portal|policy|forms?|hours)\b")
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
        charted = _RECORD_KEY.match(key) and _CHARTED.search(passage.heading)
        if _EVIDENT_ALONE.match(key) or not (_EVIDENT_KEY.match(key) or charted):
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


@functools.lru_cache(maxsize=4096)
def _heads_records(heading: str) -> bool:
    """Whether a heading stands over patients' records."""
    return _OF_RECORDS.search(heading) is not None and not _OF_OURS.search(heading)


@functools.lru_cache(maxsize=4096)
def _marks(key: str) -> tuple[bool, bool, bool, bool]:
    """Whether a key is that of a name, of a date, of a way to reach somebody, or of a person."""
    return (
        _NAME_KEY.match(key) is not None,
        _DATE_KEY.match(key) is not None,
        _PHONE_KEY.match(key) is not None or _EMAIL_KEY.match(key) is not None,
        _PERSON_COLUMN.match(key) is not None,
    )


def _weight(document: Document, passage: Passage) -> int:  # noqa: C901 - a chain of early returns
    """How surely a record is a patient's: 0 no, 1 by its neighbours, 2 by its own keys."""
    if document.is_public_row(passage) and not document.speaks_of_one(passage):
        return 0
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
        and any(_marks(k)[0] for k in keys)
        and any(_marks(k)[1] for k in keys)
    ):
        patient += 1
    if (
        document.kind is SourceKind.CSV
        and all(_VISIT_COLUMN.match(k) for k, (_, o) in zip(keys, sides, strict=True) if o)
        and any(_marks(k)[0] for k in keys)
        and any(any(_marks(k)[2:]) or _VISIT_COLUMN.match(k) for k in keys)
    ):
        if keys[0] in _FIRM_COLUMNS and not patient:
            return 0
        patient += 2 + org
    patient += _heads_records(passage.heading)
    if document.is_team(passage) or (document.is_event(passage) and not patient):
        org += 1
    if document.is_study(passage) and not document.has_person(passage):
        org += 2
    if any(p for p, _ in sides) and all(
        _VAGUE_KEY.match(k) for k, (p, _) in zip(keys, sides, strict=True) if p
    ):
        others = any(name or reach or person for name, _, reach, person in map(_marks, keys))
        if not others and not document.speaks_of_one(passage):
            patient -= sum(p for p, _ in sides)
    patient += any(_TELLING_KEY.match(k) for k in keys)
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
        named = name_of(document, field, weight)
        if named is not None or not (_PLACE_KEY.match(key) and lexicon.is_place(value)):
            return named
    if (
        weight < 2
        and not document.headed_personal(document.passage_at(start) or document.passages[0])
        and not (document.kind is SourceKind.YAML and _CARE_DATE_KEY.match(key))
    ):
        return None
    if _DATE_KEY.match(key):
        if FILLED_IN.fullmatch(value) and document.is_policy_text:
            return None
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
    if (
        _PHONE_KEY.match(key)
        and sum(c.isdigit() for c in value) >= 7
        and not re.match(r"[A-Z]{2}", value)
    ):
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
    plate = _PLATE.search(value) if _CAR_KEY.match(key) else None
    if plate is not None:
        return Finding(
            "phi-number",
            start + plate.start(),
            start + plate.end(),
            "a vehicle plate",
            key,
            True,
            "Delete the number; describe it if the text needs it.",
        )
    if _POSITION_KEY.match(key) and _POSITION.fullmatch(value):
        return Finding(
            "phi-geo",
            start,
            start + len(value),
            "a position on the map",
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
