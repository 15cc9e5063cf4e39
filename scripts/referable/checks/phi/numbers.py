"""PHI-NUM (G to M and R): numbers that belong to one person."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from referable.checks.phi import triggers
from referable.checks.phi.codes import codes
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.plates import plates

__all__ = ["find", "is_vin"]

_VALUE = r"(?P<value>[A-Za-z]{0,5}[-#_]?[ ]?\d[\dA-Za-z]*(?:[ ./-]?(?:[A-Za-z]{0,4}|[A-Z]{2}-)\d[\dA-Za-z]*){0,7}|[A-Z]{2,4}[- ]?\d{2,}[\dA-Z-]*|\d)"
_LINK = r"(?:[ \t]*(?:number|numbers|num|no\.?|nr\.?|nbr|#|id|code|ending in|ends in|ending|ends|last four|last 4|digits|card|was|is|are|of|now|the|on file|called|reads|says|=|:|-|–|—|,|\(|\"|“|'|\n)){0,5}[ \t]*#?"
_ALWAYS = re.compile(
    r"(?<![a-z])(?P<what>ssn|ss(?= ?(?:#|no\b|number))|s\.s\.n\.?|soc(?:ial)?\.? ?sec(?:urity)?\.?|social(?= (?:is|number|no|#|ends|ending))|mrn|m\.r\.n\.|medical record|med rec|health record|(?:hospital|hosp\.?|clinic|treatment|intake) (?:record|file|chart)(?= ?(?:no\b|no\.|number|#|id| [a-z]{0,3}[ -]?\d{4}))|chart(?= ?(?:no|number|#|id|:|is \d| [a-z]{0,3}-?\d{4}))|"
    r"emr(?= ?(?:id|no|number|#))|ehr(?= ?(?:id|no|number|#))|empi|patient(?= ?(?:id|no\b|no\.|number|#|identifier|code| \d{3,}))|client(?= ?(?:id|no\b|no\.|number|#|identifier|code| \d{3,}))|pt(?= ?(?:id|#|no\b))|record(?= ?(?:no\b|no\.|number|#|id| [a-z]{0,3}-?\d{4}))|"
    r"member(?:ship)?(?= ?(?:id|no\b|no\.|number|#| [a-z]{0,4}\d{4}))|subscriber(?= ?(?:id|no\b|no\.|number|#| [a-z]{0,4}\d{4}))|beneficiary(?= ?(?:id|no\b|no\.|number|#))|policy ?holder(?= ?(?:id|no|number|#))|medicare(?= (?:id|no\b|no\.|number|#|card|is|beneficiary))|mbi|hicn|medicaid(?= (?:id|no\b|no\.|number|#|card|is))|"
    r"health plan(?= (?:id|no|number|#|beneficiary))|insurance(?= (?:id|no\b|no\.|number|#|card|member|policy))|group(?= ?(?:no\.|number|#| [a-z]{0,3}\d{3}))|policy(?= ?(?:no\b|no\.|number|#|id| [a-z]{0,4}[ -]?\d{2}))|rx ?bin|prior[- ]auth\w*|pre-?auth\w*|authori[sz]ation(?= ?(?:no\b|no\.|number|#|code|id|:| [a-z]{0,4}-?\d{4}))|auth(?= ?(?:no\b|no\.|number|#|code|id))|"
    r"claim(?= ?(?:no\b|no\.|number|#|id|:|is|[a-z]{0,4}[ -]?\d))|case(?= ?(?:no\b|no\.|number|# ?\d{4}|id| [a-z]{0,3}-?\d{4,}))|adjuster (?:file|ref)|file(?= (?:no\.|number|#))|l&i|workers['’]? comp\w*(?= (?:claim|no|number|#|case))|"
    r"rx(?= ?(?:no\b|no\.|number|#|\d))|prescription(?= ?(?:no\b|no\.|number|#))|study id|participant(?= ?(?:id|no\b|no\.|number|#| [a-z]{2,6}-?\d{3}| [a-z]\d?-\d{3}))|subject(?= ?(?:id|no\.|number|#))|va (?:file|claim|id|authorization)|(?:ohp|oregon health plan|medi-?cal|hmo|health card|hospital|hosp\.?|lab|unit)(?= (?:no\b|no\.|number|#|id))|veteran id|edipi|dod id|"
    r"account(?= ?(?:no\b|no\.|number|#|id|[a-z]{0,2}\d|is))|acct\.?(?= ?(?:no\b|no\.|number|#|\d|is|:))|iban|routing|bank account|checking|savings account|credit card|debit card|card(?= ?(?:no\b|no\.|number|#|on file|ending))|cc(?= ?(?:no|number|#))|cvv|cvc|venmo|(?:visa|mastercard|amex|discover)(?= (?:card )?(?:ending|ends))|gift (?:card|certificate)(?= ?(?:no|number|#|code))|package(?= ?(?:no\b|no\.|number|#|id))|"
    r"invoice(?= ?(?:no\b|no\.|number|#))|booking (?:ref\w*|id|code|no\.?|number|#)|confirmation(?= ?(?:no\b|no\.|number|#|code))|appointment (?:id|no\.?|number|#)|order(?= ?(?:no\.|number|#))|ticket(?= ?(?:no\.|number|#))|locker(?= ?(?:no|number|#))|"
    r"odl|cdl|driver['’]?s?['’]? ?(?:licen[cs]e|lic\.?|permit)|dl(?= ?(?:no\b|no\.|number|#|:|[a-z]?\d{5}))|licen[cs]e(?= ?(?:no\b|no\.|number|#|is|:| [a-z]{0,3}-?\d{5}))|passport|green card|visa(?= (?:no|number|#))|alien(?= (?:no|number|#))|tribal id|state id|id card|student(?= ?(?:id|no\.|number|#))|employee(?= ?(?:id|no\.|number|#))|badge(?= ?(?:no\.?|number|#|id))|certificate(?= ?(?:no\.|number|#))|birth certificate|"
    r"vin|vehicle|licen[cs]e plate|number plate|plates?|placard|permit(?= (?:no|number|#|placard))|tag(?= ?(?:no|number|#))|frame(?= ?(?:no\.?|number|#))|"
    r"serial|ser\.?(?= ?(?:no\b|no\.|number|#))|s/n|sn(?= ?[:#]| [a-z]{0,4}-?\d[\da-z-]{3,})|udi|lot(?= ?(?:no\b|no\.|number|#|code|[a-z]{0,2}\d))|model(?= (?:no|number|#)).{0,20}serial|device(?= ?(?:id|no\.?|number|#|serial))|implant(?= ?(?:id|no\.?|number|#|serial|card))|pacemaker|icd serial|insulin pump|pump(?= ?(?:no|number|#|serial|id))|hearing aids?(?= ?(?:no|number|#|serial|id))|cpap(?= ?(?:no|number|#|serial|id))|wheelchair(?= ?(?:no|number|#|serial|id))|prosthe\w+(?= ?(?:no|number|#|serial|id))|spinal cord stimulator|"
    r"id(?= ?(?:no\b|no\.|number|#|:|is| [a-z]{0,4}\d{4}| [a-z]-?\d{4}))|reference(?= ?(?:no\b|no\.|number|#))|ref(?= ?(?:no\b|no\.|number|#|:)))(?![a-z])"
    + _LINK.replace("\\n", "\\n")
    + r"[ \t]*",
)
_VALUE_RE = re.compile(_VALUE)
_SELF_EVIDENT = re.compile(
    r"^(?:ssn|ss|s\.s\.n|soc|social|mrn|m\.r\.n|medical record|med rec|health record|hospital (?:r|f|c)|hosp\.? (?:r|f|c)|clinic |treatment |intake |chart|emr|ehr|empi|patient|client|pt|member|subscriber|beneficiary|policy ?holder|mbi|hicn|medicaid|medicare|driver|dl|passport|"
    r"claim|credit card|debit card|iban|vin|licen[cs]e plate|number plate|placard|pacemaker|insulin pump|hearing|implant|cpap|spinal|rx|prescription|va |veteran|edipi|dod|insurance|health plan|prior|pre-?auth|bank account|green card|"
    r"workers|participant|study id|cvv|l&i|state id|birth cert|adjuster)"
)
_SSN = re.compile(r"(?<![\w.$#/-])(?!000|666)\d{3}(?P<sep>[- .–—])\d{2}(?P=sep)\d{4}(?![\w-]|\.\d)")
# "7 3 1 . 0 6 . 2 2 9 8", written in single boxes
_SINGLE_SSN = re.compile(
    r"(?<![\d.] )(?<!\d)\d[ |]\d[ |]\d[ |]{0,2}[-.–/|][ |]{0,2}\d[ |]\d[ |]{0,2}[-.–/|][ |]{0,2}\d[ |]\d[ |]\d[ |]\d(?![ |]?\d)"
)
_CARD = re.compile(
    r"(?<![\w./=-])(?:\d{4}(?:[ ]{1,2}|[ ]?[-–./·|_][ ]?)){3}\d{4}(?![\w-])|(?<![\w./=-])\d{4}[ -]\d{6}[ -]\d{5}(?![\w-])|(?<![\w./=#-])(?:3[47]\d{13}|[4-6]\d{15})(?![\w-])"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b")
_VIN = re.compile(
    r"(?<![\w/.=-])(?=[A-HJ-NPR-Z0-9]*\d)(?=[A-HJ-NPR-Z0-9]*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}(?![\w-])",
    re.IGNORECASE,
)
_MBI = re.compile(
    r"(?<![\w/-])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w-])"
)
_MAYBE_IBAN = re.compile(r"[A-Z]{2}\d\d[ ]?[A-Z0-9]{4}[ ]?[A-Z0-9]{4}")
_MAYBE_MBI = re.compile(r"\d[A-Z][A-Z0-9]\d-?[A-Z]")
_SEVENTEEN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_PLATE = re.compile(
    r"\b(?:(?:licen[cs]e|number|car|truck|van|vanity|oregon|washington|california) plates?|plates?(?= (?:number|no|#|is|reads?|says)|:| [A-Z0-9]{2,4}[ -]?\d)|(?:drives|driving|parked|parks) (?:a|an|her|his|the|in) [^.\n]{0,40}?plates?)(?: number| no\.?| #| is| was| reads| says|:|,| oregon| washington| california| idaho)*[ \t]*[\"“']?(?P<value>(?-i:[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,4}))\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^(?:0+|1+|9+|x+|123456789|1234567893|987654321|12345|1234|123|078051120|219099999|1eg4te5mk7[123]|12345678|a?1234567|0000|00000|000000|1234567890)$",
    re.IGNORECASE,
)
_SAFE_WORDS = re.compile(
    r"\b(?:npi|cpt|icd(?:-10)?|doi|pmid|pmcid|isbn|issn|orcid|nct|isrctn|actrn|crd|prospero|grant|taxonomy|lmt (?:licen[cs]e)?|our (?:licen[cs]e|policy|permit|npi|tax|ein)|ein|tax id|provider (?:id|number|no)|facility|"
    r"establishment|permit number of|hcpcs|invoice template|version|clause|section|page|chapter|table [a-z0-9]|figure|liability (?:policy|insurance)|malpractice|practice['’]?s|business (?:licen[cs]e|registration)|registry)\b"
)
_MASKED = re.compile(r"(?:[*•#]{3}|(?<!\w)[xX]{3})[- ]?(?:[*•#]{2}|[xX]{2})[- ]?\d{4}(?!\d)")
_MASKS = ("***", "•••", "###-", "### ##", "xxx", "XXX")
_LAST_FOUR = re.compile(
    r"\b(?:social|ssn?)\b[^.\n\d]{0,12}\b(?:ends?|ending)(?: in| with)?[ #:x*-]{0,6}(?P<ends>\d{4})(?!\d)|\blast (?:four|4)\b[^.\n]{0,24}\b(?:social|ssn|card|account|number)\b[^.\n\d]{0,16}(?P<value>\d{4})(?!\d)"
)
_UDI = re.compile(r"\(01\)\d{14}(?:\(\d\d\)[\w-]+)*")
_SPACED_SSN = re.compile(
    r"\b(?:ssn|social security|social)\b[^\d\n]{0,40}(?P<value>\d[\d \-.]{7,16}\d)"
)


_FAR_LABEL = re.compile(
    r"\b(?:(?:study|file|claim|case|record|chart|member|policy|account|card|id|license|licence|participant|subject|plan|device|serial|booking|invoice|tracking|reference)[ ](?:id|ids|number|no\.?|code)|mbi|mrn|ssn|vin|policy|plan|claim|chart|coverage|insurance|membership)\b[^.:;\n\d]{0,20}\b(?:of|for|on|from|with|through|at)\b[^.:;\n\d]{2,60}:[ ]*(?P<value>(?-i:[A-Z]{0,5}[- ]?\d[\dA-Z]*(?:[- ][\dA-Z]*\d[\dA-Z]*){0,4}))",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:client|patient|veteran|driver|member|her|his|my|man|woman|lady|runner|husband|wife|son|daughter|mother|father|mom|dad|regular|who)\b"
)
_MBI_LABEL = re.compile(
    r"\b(?:MBI|Medicare)\b[^.\n\d]{0,50}[:# ](?P<value>[1-9][A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{4})\b"
)


def find(document: Document) -> Iterator[Finding]:
    """All numbers of patients."""
    seen: list[tuple[int, int]] = []
    for finding in _all(document):
        if any(s < finding.end and finding.start < e for s, e in seen):
            continue
        seen.append((finding.start, finding.end))
        yield finding


def _all(document: Document) -> Iterator[Finding]:  # noqa: C901 - a chain of early returns
    yield from _patterns(document)
    for _, match in document.matches(_ALWAYS, triggers.NUMBERS, digits=True):
        value = _VALUE_RE.match(document.text, match.end())
        if value is None:
            continue
        if (finding := _labelled(document, match, value)) is not None:
            yield finding
    yield from _further(document)
    for _, match in document.matches(_SPACED_SSN, frozenset({"ssn", "social"}), digits=True):
        digits = re.sub(r"\D", "", match["value"])
        passage = document.passage_at(match.start())
        if passage is not None and len(digits) in {9, 4} and not _PLACEHOLDER.match(digits):
            yield _finding(match.start("value"), match.end("value"), "a Social Security number")
    masked = any(mask in document.text for mask in _MASKS)
    for match in _MASKED.finditer(document.text) if masked else ():
        yield _finding(match.start(), match.end(), "the end of a Social Security number")
    for _, match in document.matches(
        _LAST_FOUR, frozenset({"last", "social", "ssn", "ss"}), digits=True
    ):
        group = match.lastgroup or "value"
        yield _finding(match.start(group), match.end(group), "the end of a number")
    for match in _UDI.finditer(document.text) if "(01)" in document.text else ():
        yield _finding(match.start(), match.end(), "a device number")
    for _, match in document.matches(_PLATE, triggers.PLATES, low=False, digits=True):
        passage = document.passage_at(match.start())
        if passage is None or not re.search(r"\d", match["value"]):
            continue
        if re.search(
            r"\b(?:my|her|his|she|he|client|patient)\b", document.sentence_text(match.start())
        ):
            yield _finding(match.start("value"), match.end("value"), "a vehicle plate")


def _further(document: Document) -> Iterator[Finding]:
    """Numbers at a distance from their label, Medicare numbers after theirs, plates after a car."""
    for _, match in document.matches(_FAR_LABEL, triggers.NUMBERS, low=False, digits=True):
        passage = document.passage_at(match.start())
        if (
            passage is not None
            and sum(c.isdigit() for c in match["value"]) >= 4
            and not _PLACEHOLDER.match(re.sub(r"\W", "", match["value"]))
            and not document.is_policy(passage)
            and _OF_SOMEBODY.search(
                document.low, max(passage.start, match.start() - 24), match.start("value")
            )
        ):
            yield _finding(match.start("value"), match.end("value"), "a number of one person")
    for _, match in document.matches(
        _MBI_LABEL, frozenset({"mbi", "medicare"}), low=False, digits=True
    ):
        if not _PLACEHOLDER.match(match["value"].replace("-", "")):
            yield _finding(match.start("value"), match.end("value"), "a Medicare number")
    for start, end in plates(document):
        yield _finding(start, end, "a vehicle plate")
    for start, end, what in codes(document):
        yield _finding(start, end, what)


def _patterns(document: Document) -> Iterator[Finding]:  # noqa: C901, PLR0912 - a chain of early returns
    text = document.text
    long = any(end - start > 3 for start, end in document.numbers)
    for match in document.at_numbers(_SSN, long=True) if long else ():
        passage = document.passage_at(match.start())
        if passage is not None and not _PLACEHOLDER.match(re.sub(r"\D", "", match[0])):
            yield _finding(match.start(), match.end(), "a Social Security number")
    for start, end in document.numbers:
        if end - start == 9 and _is_in_boxes(document, start, end):
            yield _finding(start, end, "a Social Security number")
    for match in document.at_numbers(_CARD, long=True) if long else ():
        digits = re.sub(r"\D", "", match[0])
        passage = document.passage_at(match.start())
        if passage is None or re.search(
            r"(?:orcid|isbn|doi|pmid)\S*\W*$",
            document.low[max(0, match.start() - 24) : match.start()],
        ):
            continue
        if re.search(
            r"\b(?:test|sandbox|sample|dummy|fake)\b", document.sentence_text(match.start())
        ) and not re.search(r"\b(?:my|her|his)\b", document.sentence_text(match.start())):
            continue
        named = re.search(
            r"\b(?:card|visa|mastercard|amex|discover|cc|charge|debit|credit)\b",
            document.sentence_text(match.start()),
        )
        if luhn.is_valid(digits) or named:
            yield _finding(match.start(), match.end(), "a card number")
    if not document.mixed_numbers:
        return
    for _, match in (
        document.matches(_IBAN, low=False, digits=True) if _MAYBE_IBAN.search(text) else ()
    ):
        passage = document.passage_at(match.start())
        if passage is not None and iban.is_valid(match[0]) and not document.is_policy(passage):
            yield _finding(match.start(), match.end(), "a bank account number")
    for run in _SEVENTEEN.finditer(text):
        vin = _VIN.match(text, run.start())
        if vin is None:
            continue
        match = vin
        passage = document.passage_at(match.start())
        if passage is None:
            continue
        named = re.search(r"\b(?:vin|vehicle|car|truck)\b", document.sentence_text(match.start()))
        if (
            (is_vin(match[0]) and named)
            or (named and document.personal_score(passage) >= 1)
            or (is_vin(match[0]) and match[0].isupper())
        ):
            yield _finding(match.start(), match.end(), "a vehicle number")
    for match in document.at_numbers(_MBI) if _MAYBE_MBI.search(text) else ():
        passage = document.passage_at(match.start())
        if passage is not None and not _PLACEHOLDER.match(match[0].replace("-", "")):
            yield _finding(match.start(), match.end(), "a Medicare number")


def _is_in_boxes(document: Document, start: int, end: int) -> bool:
    """Whether nine digits are written one by one in three groups, which the reading joins."""
    first, _ = document.reading.span(start, end)
    return _SINGLE_SSN.match(document.reading.raw, first) is not None


def _labelled(document: Document, match: re.Match[str], value: re.Match[str]) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    what = match["what"]
    found = value["value"].rstrip(" ./-")
    plain = re.sub(r"\W", "", found).lower()
    digits = sum(c.isdigit() for c in found)
    passage = document.passage_at(match.start())
    gap = document.low[match.end("what") : match.end()]
    if (
        passage is None
        or digits < 3
        or not plain.strip("0")
        or (
            _PLACEHOLDER.match(plain)
            and not re.search(
                r"\b(?:her|his|my|client|patient)\b", document.sentence_text(match.start())
            )
        )
        or plain in document.facts.numbers
    ):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", found) and not re.search(
        r"[#:]|no\b|number|ending|last|digits", gap
    ):
        return None
    if re.match(r"[a-z]+[ ]", found):
        return None  # "claim for 1200"
    if re.match(r"(?:19|20)\d\d-\d\d-\d\d", found) or re.match(r"\d{1,2}/\d{1,2}/\d{2,4}", found):
        return None
    if not gap.strip() and digits < 5 and not (found[0].isalpha() and digits > 3):
        return None
    sentence = document.sentence_text(match.start())
    around = document.low[max(0, match.start() - 40) : match.start()] + what
    if _SAFE_WORDS.search(around) and not re.search(r"\b(?:my|her|his|client|patient)\b", around):
        return None
    if re.search(r"\b(?:phone|telephone|fax|call|tel|hotline)\b", gap + around[-14:]):
        return None
    if re.match(
        r"[ -]?(?:minutes?|mins?|visits?|sessions?|days?|weeks?|months?|years?|%|dollars|people|patients|participants|hours)\b",
        document.low[value.end() : value.end() + 14],
    ):
        return None
    tied = (
        document.personal_score(passage) >= 2
        or document.sentence_personal(match.start()) >= 3
        or document.has_person(passage)
        or re.search(r"\b(?:my|her|his|she|he|hers|client|patient|pt)\b", sentence) is not None
    )
    if what.startswith(("licen", "certificate", "permit")) and not re.search(
        r"driver|driving|dmv|\bmy\b|\bher\b|\bhis\b|patient|client", sentence
    ):
        tied = tied and document.headed_personal(passage) and not document.is_team(passage)
    evident = (bool(_SELF_EVIDENT.match(what)) and digits >= 4) or (
        what.startswith("auth") and digits >= 6
    )
    if (
        document.is_study(passage)
        and not document.sentence_personal(match.start()) >= 3
        and not re.match(r"ssn|mrn|medical rec", what)
    ):
        evident = False
        tied = tied and document.headed_personal(passage)
    if re.match(r"serial|s/n|sn|lot|udi|model|device", what) and re.search(
        r"\b(?:implants?|pump|pacemaker|hearing aids?|artificial|hip|knee|joint|cochlear|valve|stent|prosthe\w+|stim|stimulator|neurostimulator|cpap|insulin|defibrillator|device card)\b",
        sentence,
    ):
        tied = True
    if not tied and not evident:
        return None
    if not tied and document.is_policy(passage) and digits < 6:
        return None
    if not tied and re.search(
        r"\b(?:form|version|cms-?1500|hcfa|ub-?04|box|field|line)\b", sentence
    ):
        return None
    end = value.start() + len(found)
    return _finding(
        value.start(), end, _kind(what), clue=what if what.isalpha() else "", certain=True
    )


def _kind(what: str) -> str:
    for pattern, name in (
        (r"s\.?s\.?n|soc", "a Social Security number"),
        (
            r"mrn|m\.r\.n|med|chart|health rec|record|hosp|clinic|treatment|intake|emr|ehr|empi|patient|client|pt",
            "a record number",
        ),
        (
            r"member|subscr|benef|policy|mbi|hicn|health plan|insur|group|auth|prior|pre|rx",
            "a plan or authorization number",
        ),
        (
            r"driver|odl|dl|licen|passport|certif|state id|green|student|employee|badge",
            "a license or document number",
        ),
        (r"vin|vehicle|plate|placard|frame", "a vehicle number"),
        (
            r"serial|s/n|sn|udi|lot|device|implant|pace|pump|insulin|hearing|cpap|wheel|prosth|spinal",
            "a device number",
        ),
        (r"acc|iban|rout|bank|check|card|credit|debit|cc|cv|gift", "an account or card number"),
        (r"claim|case|workers|l&i|adjuster", "a claim number"),
    ):
        if re.match(pattern, what):
            return name
    return "a number that belongs to one person"


def _finding(start: int, end: int, what: str, clue: str = "", *, certain: bool = True) -> Finding:
    return Finding(
        "phi-number",
        start,
        end,
        what,
        clue,
        certain,
        "Delete the number; describe it if the text needs it (“the member ID on your card”).",
    )


_VIN_VALUE = {
    **{str(d): d for d in range(10)},
    **dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9],
            strict=True,
        )
    ),
}
_VIN_WEIGHT = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def is_vin(text: str) -> bool:
    """Whether 17 characters pass the check digit of a North American vehicle number.

    Source: 49 CFR 565.15.
    """
    letters = text.upper()
    if len(letters) != 17 or any(c not in _VIN_VALUE for c in letters):
        return False
    total = sum(_VIN_VALUE[c] * w for c, w in zip(letters, _VIN_WEIGHT, strict=True))
    return letters[8] == ("X" if total % 11 == 10 else str(total % 11))
