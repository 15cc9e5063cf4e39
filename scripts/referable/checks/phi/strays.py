"""Numbers of a patient behind labels nobody listed, weighed by what stands around them.

No single sign makes a number somebody's. A label such as "claim" or the name of an insurer, a
person in the sentence, a word of care, letters among the digits and the sign "#" each count a
little; the practice's own numbers, codes of procedures, registrations, prices and dates count
against. What reaches the threshold is reported. The weights are tuned on the tuning sets of
`tests/phi-corpus`.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.triggers import word_set

__all__ = ["find"]

_STRAY = re.compile(
    r"(?<![.,/$€£@+=_a-z\d])[A-Z]{0,6}-?\d[\dA-Z]{0,24}(?:[ /.-](?=[A-Z]{0,5}\d|[A-Z]\b)[\dA-Z]{1,24}){0,6}(?![\w%°@]|[.,:/]\d)"
)
# "A B one two three zero nine F", "K as in kilo, L, M, 4 8 2", "4 0 0 0  0 5 6 6": said aloud.
_SPELLED = re.compile(
    r"(?<![\w'’.-])(?:(?:[A-Z]|\d|zero|oh|one|two|three|four|five|six|seven|eight|nine|niner|double|triple|dash|hyphen)(?: (?:as in|like|for) [A-Za-z]+)?(?:[ ]?[,.][ ]|[ ]{1,3}|[ ]?-[ ]?)){5,24}(?:[A-Z]|\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)(?![\w'’])"
)
_SPELLED_DIGIT = re.compile(r"\d|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|niner?)\b")
_SAFE = re.compile(
    r"(?:\b(?:cpt|icd|icd-10|npi|doi|pmid|pmcid|isbn|issn|nct|version|page|pages|p|pp|highway|hwy|route|form|hcpcs|codes?|box|of|about|over|under|than|to|and|years?|since|in|until|from|by|@\w*)[.:=#]?[ ]*|\d[ ]*)$"
)
# What the number says of itself, in the words before it.
_SURE_LABEL = re.compile(
    r"\b(?:ssn|social|mrn|medrec|epic|clm|wc|hosp(?:ital)? label|claim|member|subscriber|hosp(?:ital)?\.? (?:no|id|number)|accession|csn|encounter|mychart|insured['’]s|policy|policyholder|auth|authorization|pre-?auth|medicare|medicaid|mbi|ohp|tricare|champva|pip|l&i|saif|wcb|workers['’]? comp|odl|cdl|dl|passport|vin|plates?|pacemaker|implants?|cochlear|stimulator|defibrillator|transmitter|hearing aids?|cpap|insulin pump|dexcom|medtronic|charts?|edipi|rx|"
    r"aetna|bcbs|blue ?cross|blue ?shield|regence|premera|kaiser|moda|providence|pacificsource|cigna|united ?healthcare|uhc|umr|humana|healthnet|health ?net|anthem|trillium|geico|state farm|allstate|progressive|usaa|farmers|liberty mutual|nationwide|sedgwick|samaritan|careoregon|molina|ambetter|triwest|asuris|adjuster)\b"
    r"|\b(?:face|voice|finger|thumb|palm|retina|iris)[ ]?(?:print|id|scan|template)\b"
)
_LABEL = re.compile(
    r"\b(?:ids?|no|number|num|nr|nbr|member|group|plan|serials?|ser|sn|lot|record|card|account|acct|licen[cs]e|lic|case|file|reference|ref|tag|badge|permit|prescription|confirmation|order|invoice|device|pump|frame|insurance|visa|ending|pin|locker|docket|voucher|participant|subject|package|bike|code|certificate|placard|chip|sponsor|tracking|folder|filed as|barcode|film|disc|unit|(?:patient|client|pt|chart)(?= #?$)|receipt|ticket|checking|savings|check)\b|#"
)
_BETWEEN = re.compile(r"(?<!\bno)(?<!\bnr)(?<!\bser)(?<!\bacct)(?<!\blic)\.|[\n;$%]")
# "4471902, that is her member number".
_LABEL_AFTER = re.compile(
    r"[\"”’')]{0,2}[ ]?(?:,|\(|is|was|being|-|–|—)[ ](?:that['’]?s|that is|which is|is|was|as)?[ ]?(?:her|his|the|my|their|client['’]?s?|patient['’]?s?)[ ](?:[\w-]+[ ]){0,2}(?:number|no\b|id\b|claim|member|policy|chart|record|plate|licen[cs]e|serial|account|code|card)"
)
_SURE_AFTER = re.compile(
    r"[ ,]{0,2}(?:per|says?|from|via|with) (?:the |her |his )?(?:adjuster|adj|insurer|carrier|claims)\b"
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d(?:[- ./]\d{1,2}){0,2}$|(?:1[5-9]|20)\d\d[- /](?:1[5-9]|20)?\d\d$|\d{1,2}[- ./]\d{1,2}[- ./]\d{2,4}$|[A-Z]\d\d(?:\.[\dA-Z]{1,4}|\d[A-Z\d]?)?$|97[01]\d\d$|9\d{4}$"
)
# "we file her under P00417": the number is the person's place in a cabinet.
_FILED = re.compile(
    r"\b(?:fil\w*|bill\w*|book\w*|list\w*|kept|keep|known|stored|her|him) [^.\n]{0,24}\b(?:under|as)[ ]$"
)
_DAY_FORM = re.compile(r"(\d{1,2})[- ./](\d{1,2})[- ./]\d{2,4}$")
_TOLL_FREE = re.compile(r"(?:1[- .])?\(?8(?:00|33|44|55|66|77|88)\)?[- .]\d{3}[- .]\d{4}")
_LETTERS_BEFORE = re.compile(r"[A-Z]{2,4}[ ]$")
# "she is participant MB-0147": in a study, but somebody we know.
_ENROLLED = re.compile(
    r"\b(?:is|was|as|be|being|id|number|no\.?|my|her|his) (?:study |trial )?(?:participant|subject|enrollee|volunteer)?(?: (?:number|no\.?|id|#))?[ :]*$"
)
_UNIT = re.compile(
    r"[ ]*(?:mg|mcg|ml|kg|lbs?|pounds|miles?|steps|feet|meters|metres|minutes?|mins?|hours?|days?|weeks?|visits?|sessions?|people|patients|adults|dollars|words|psi|times|[ap]m\b|st\b|street|avenue|ave|road|rd|[NSEW]{1,2}[ ])",
    re.IGNORECASE,
)
_PUBLIC_CODE = re.compile(
    r"\b(?:cpt|icd(?:-?\d+)?(?:-cm)?(?: codes?)?:?(?= $)|npi|doi|pmid|pmcid|isbn|issn|orcid|nct|isrctn|actrn|crd|prospero|grant|hcpcs|sku|upc|version|section|clause|chapter|figure|form(?= #?$)|model|taxonomy|ein|tax id|provider (?:id|number|no)|routing numbers?|(?:p\.?o\.? )?box)\b"
)
_OURS = re.compile(
    r"\b(?:our (?:\w+ )?(?:licen[cs]e|permit|policy|account|table|tables|printer|router|npi|tax|number|phone)|your|you|practice['’]?s|office['’]?s|clinic['’]?s|establishment|printers?|routers?|towels?|bottles|toner|warranty|recalls?|business|liability|malpractice|building|property|landlord|alarm|locksmith|sample|dummy|example)\b"
)
_PHONE_LIKE = re.compile(r"\d{3}[- .]?\d{3}[- .]?\d{4}$|\d{3}[- .]\d{4}$")
# Whoever wears or carries one of these is a patient of somebody.
_WORN = re.compile(
    r"\b(?:pacemaker|implants?|cochlear|stimulator|defibrillator|hearing aids?|cpap|insulin pump|dexcom|medtronic)\b"
)
_STATE = re.compile(r",[ ][A-Z]{2}[ ]$")
_ONES = re.compile(
    r"\b(?:she|he|her|hers|him|his|my)\b|\b(?:client|patient|pt|member|veteran|driver|user|caller)(?:['’]s)?\b|\b(?:the|a|that|our|this) (?:[\w-]+ ){0,2}?(?:man|woman|lady|guy|gentleman|runner|nurse|teacher|driver|child|boy|girl|roofer|farmer)\b|\b(?:lady|guy)\b|\bpatient[_ ]"
)
_PEOPLE = word_set(
    "she he her hers him his my client patient clients patients i pt man woman lady guy child roofer driver user caller veteran"
)
# Words of which a passage without a person needs one.
_LABEL_WORDS = word_set(
    "ssn mrn medrec epic clm wc hosp claim member subscriber policy auth authorization medicare medicaid mbi ohp tricare champva pip saif wcb odl cdl dl passport vin aetna bcbs regence premera kaiser moda providence pacificsource cigna uhc umr humana geico allstate usaa sedgwick careoregon hearing cpap pacemaker implant icd serial sn ser"
)
_NEEDED = 4


def find(document: Document) -> Iterator[Finding]:
    """All numbers that look like somebody's and that no other family has taken."""
    if document.kind in {SourceKind.FILENAME, SourceKind.CSV, SourceKind.REPLY}:
        return
    for passage, start, end, digits in _codes(document):
        if any(f.start < end and start < f.end for f in document.findings):
            continue
        if _TOLL_FREE.fullmatch(document.text, start, end):
            continue  # an insurer's line
        weight, labelled = _weigh(document, passage, start, end, digits)
        if weight >= _NEEDED:
            yield Finding(
                "phi-number",
                start,
                end,
                "a number that belongs to one person",
                "",
                labelled and document.has_person(passage),
            )


def _codes(document: Document) -> Iterator[tuple[Passage, int, int, int]]:  # noqa: C901 - a chain of early returns
    """What looks like a number of somebody's: passage, place, how many digits."""
    text = document.text
    done = end = 0
    passage: Passage | None = None
    for number, stop in document.numbers:
        # One digit matters only where it is one of many that are read out.
        if number < done:
            continue
        if number >= end:
            passage = document.passage_at(number)
            end = passage.end if passage is not None else 0
            if passage is not None and not _may_hold_code(document, passage):
                passage = None
        if passage is None:
            continue
        start = number
        while start > passage.start and (
            text[start - 1].isupper() or (text[start - 1] == "-" and text[start - 2].isupper())
        ):
            start -= 1
        match = _STRAY.match(text, start) or _STRAY.match(text, number)
        if match is None or (stop - number == 1 and len(match[0]) < 4):
            continue
        done = match.end()
        digits = sum(c.isdigit() for c in match[0])
        if digits >= 4 or (digits >= 3 and len(match[0]) - digits >= 2):
            yield passage, match.start(), match.start() + len(match[0].rstrip()), digits
    for passage in document.with_words(_SPEAKABLE):
        if not passage.has(_PEOPLE):
            continue
        for match in _SPELLED.finditer(text, passage.start, passage.end):
            digits = len(_SPELLED_DIGIT.findall(document.low, match.start(), match.end()))
            if digits >= 3:
                yield passage, match.start(), match.end(), digits


def _may_hold_code(document: Document, passage: Passage) -> bool:
    """Whether a passage has to do with anybody, or with something that has a number."""
    return (
        passage.has(_PEOPLE)
        or passage.has(_LABEL_WORDS)
        or document.is_weak(passage)
        or document.speaks_of_one(passage)
    )


# A label without which nothing that is read out can be a number of somebody's.
_SPEAKABLE = word_set(
    "id number card plate plates medicaid medicare member policy account claim ssn social license licence chart mrn code pin serial record visa passport vin"
)


def _is_like_date(value: str) -> bool:
    """Whether digits may be a day or a year: "71-20-33" is neither."""
    if not _DATE_LIKE.match(value):
        return False
    day = _DAY_FORM.match(value)
    if day is None:
        return True
    parts = int(day[1]), int(day[2])
    return min(parts) in range(1, 13) and max(parts) < 32


def _weigh(
    document: Document, passage: Passage, start: int, end: int, digits: int
) -> tuple[int, bool]:
    """How much speaks for a number of one person, and whether a label does."""
    text, low = document.text, document.low
    value = text[start:end]
    first, last = document.sentence(start)
    first = max(first, passage.start)
    sentence = low[first:last]
    before = low[max(first, start - 48) : start]
    near = _BETWEEN.split(before)[-1] if "?" not in before else before
    ones = _ONES.search(sentence) is not None
    sure, label = _SURE_LABEL.search(near), _LABEL.search(near)
    sure = sure or _SURE_AFTER.match(low, end)
    labelled = bool(sure or label or _LABEL_AFTER.match(low, end))
    if (
        not value.strip("0 -./")
        or (_is_like_date(value) and not (sure and label))
        or (
            _PHONE_LIKE.match(value)
            and not (sure or (label and _LETTERS_BEFORE.search(text, max(0, start - 5), start)))
        )
        or _UNIT.match(text, end)
        or re.sub(r"\W", "", value).lower() in document.facts.numbers
        or _PUBLIC_CODE.search(near)
        or (not labelled and _SAFE.search(before) and not (ones and _FILED.search(before)))
        or (
            document.is_study(passage)
            and not (sure and document.kind is SourceKind.TEXT)
            and not (ones and _ENROLLED.search(before))
        )
        or document.is_team(passage)
        or document.is_policy(passage)
        or (digits < 6 and not labelled and not _FILED.search(before))
    ):
        return 0, False
    told = document.speaks_of_one(passage)
    if not (ones or told or sure) or (
        digits == 5 and _STATE.search(text, max(0, start - 5), start)
    ):
        return 0, False
    weight = 2 * labelled + (sure is not None) + ones + (2 * told)
    weight += words.PERSONAL_WEAK.search(sentence) is not None
    weight += any(c.isalpha() for c in value) + (digits >= 6)
    weight += document.kind in {SourceKind.TEXT, SourceKind.BIBTEX} or document.is_hidden(passage)
    weight -= 2 * (not (ones or told or (sure and _WORN.search(near))))
    if not ones and _OURS.search(sentence):
        weight -= 3
    return weight, labelled
