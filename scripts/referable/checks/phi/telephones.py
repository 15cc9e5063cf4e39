"""Telephone and fax numbers, in digits, in words and inside links."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi.document import Document
from referable.checks.phi.facts import digits_of
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.reaching import OURS, tie_of

__all__ = ["telephones"]

_PHONE = re.compile(
    r"(?<![\w/.$#=-])(?:(?:\+|00)?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[ \t]{0,2}[-.,:\u00b7/–—]?[ \t]{0,2}\d{3}[ \t]{0,2}[-.,:\u00b7/–—]?[ \t]{0,2}(?:\d{4}|\d\d[ .-]\d\d|\d(?:[ ]\d){3})(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\w|-(?![A-Za-z]{3,})|\.\d|/\d)"
    r"|(?<=tel:)\+?[\d().-]{7,18}|(?<=tel:\+)[\d().-]{7,18}|(?<=sms:)\+?[\d().-]{7,18}|(?<=sms:\+)[\d().-]{7,18}|(?<=wa\.me/)\+?\d{9,15}|(?<=phone=)\+?\d{9,15}"
    r"|(?<![\w.])(?:\+|00)(?:[2-9]\d|[2-9]\d\d|7)[\s().-]?(?:\(?\d{1,5}\)?[\s.-]?){2,5}\d{2,4}(?!\d)"
    r"|(?<![\w/.$#=-])\d{3}[ ]?[-.–][ ]?\d{4}(?![\w-]|\.\d)"
    r"|(?<![\w/.$#=-])\d{3}[ ]\d{4}(?![\w-]|\.\d|[ ]?[\d%])"
    r"|(?<![\w/.$#=-])\d{3}[ ]?[x*~_•|+>⋅∙\[\]-]{1,3}[ ]?\d{3}[ ]?[x*~_•|+>⋅∙\[\]-]{1,3}[ ]?\d{4}(?![\w-])"
    r"|(?<![\w/.$#=-])\(?\d{3}\)?[ \t]*[-.]?[ \t]*\n[ \t>*#]*\d{3}[-. ]?\d{4}(?![\w-])"
)
_LOCAL = re.compile(r"\d{3}[ ]?[-. –][ ]?\d{4}")
_CODES = re.compile(
    r"(?:npi|pmid|pmc|doi|isbn|issn|nct|orcid|isrctn|grant|taxonomy|ein|tax id|cpt|icd|ssn|serial|lot)\W{0,3}(?:no\.?|number|#|:|is|id)?\W{0,3}$"
)
_ACCOUNTS = re.compile(
    r"(?:member|claim|account|acct|policy|mrn|chart|record|id)\W{0,3}(?:no\.?|number|#|:|is|id)?\W{0,3}$"
)
_TEN_OR_ELEVEN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_SEPARATED = re.compile(r"\(\d{3}\)[ ]?\d{3}[- .]\d{4}|\d{3}([- .–])\d{3}\1\d{4}")
_HELPLINE = re.compile(r"^(?:8(?:00|33|44|55|66|77|88)|900)\d{7}$")
_CUE = re.compile(
    r"(?:phone|cell|call|text|tel|number|mobile|home|reach|fax|ph|vm|msg|ring|rang|rings|dial|pager|whatsapp|sms|line|voicemail|code|contact)\W|[#@]\W*$|\bat\W*$"
)
_DIGIT_WORD = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|ten|double|triple|hundred|thousand|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:thir|four|fif|six|seven|eigh|nine)teen|eleven|twelve|\d{1,4})"
_SPOKEN = re.compile(
    rf"(?<![\w-])(?:{_DIGIT_WORD}[\s,.…/·()\[\]-]+(?:(?:dash|hyphen|space|dot|then|and|pause|minus)[\s,.…-]+)?){{3,}}{_DIGIT_WORD}(?![\w-])"
)
_UNITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13",
    "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_FULL = 10
_NUMBER_OF = re.compile(
    r"\b(?:record|chart|member|claim|policy|account|card|case|file|id|mrn|licen[cs]e)(?: (?:no\.?|number|id))? (?:is |was |ends in |ending |ending in )?$"
)


def telephones(document: Document) -> Iterator[Finding]:
    """The telephone and fax numbers that may be a patient's."""
    for match in document.at_numbers(_PHONE, back="(+", long=True):
        if (finding := _phone(document, match)) is not None:
            yield finding
    for passage in document.with_words(triggers.DIGIT_WORDS):
        said = len(triggers.DIGIT_WORDS & passage.words)
        if said > 2 or (said and passage.digits):
            for match in _SPOKEN.finditer(document.low, passage.start, passage.end):
                if (finding := _spoken(document, match)) is not None:
                    yield finding


def _phone(document: Document, match: re.Match[str]) -> Finding | None:
    passage = document.passage_at(match.start())
    if passage is None or document.is_crowded(passage, "telephones"):
        return None
    raw = match[0].strip()
    digits = digits_of(re.sub(r"(?:x|ext\.?)\s?\d+$", "", raw))
    known = document.facts.telephones
    if digits in known or _HELPLINE.match(digits):
        return None
    if len(digits) == 7 and any(k.endswith(digits) for k in known if len(k) == 10):
        return None
    before = document.low[max(0, match.start() - 26) : match.start()]
    if _CODES.search(before) or (_ACCOUNTS.search(before) and not _SEPARATED.fullmatch(raw)):
        return None
    linked = before.endswith(("sms:", "sms:+", "wa.me/", "wa.me/+", "phone="))
    if raw.isdigit() and not linked and not _TEN_OR_ELEVEN.fullmatch(raw):
        return None
    if raw.startswith(("+", "00")) and not raw.startswith(("+1", "001")) and not _is_number(raw):
        return None
    tied = tie_of(document, match.start(), passage)
    if raw.isdigit() and tied < 2:
        return None
    local = _LOCAL.fullmatch(raw) is not None
    if (
        local
        and (not (document.personal or document.kind is SourceKind.TEXT) or " " in raw)
        and not _CUE.search(document.sentence_text(match.start()))
    ):
        return None
    if not tied:
        return None
    start, end = match.span()
    return Finding(
        "phi-contact",
        start,
        end,
        "a telephone number",
        "",
        tied == 2,
        "Remove it; contact goes through the practice's own phone.",
    )


@functools.cache
def _is_number(text: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - its tables take a tenth of a second to load

    plain = f"+{text[2:]}" if text.startswith("00") else text
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(plain, "US")))
    except phonenumbers.NumberParseException:
        return False


def digits_said(spoken: str) -> str:
    """The digits of numbers in words: "five four one, double oh, twenty-two" is 541, 00, 22."""
    digits, repeat, tens = "", 1, ""
    for said in re.findall(r"[a-z]+|\d+", spoken):
        if said in {"double", "triple"}:
            repeat = 2 if said == "double" else 3
        elif said in _TENS:
            digits += f"{tens}0" if tens else ""
            tens = _TENS[said]
        elif said == "hundred":
            digits += "00"
        elif said == "thousand":
            digits += "000"
        else:
            value = _UNITS.get(said, said if said.isdigit() else "")
            if tens:
                digits += tens + ("" if len(value) == 1 and value != "0" else "0")
                tens = ""
            digits += value * repeat
            repeat = 1
    return digits + (f"{tens}0" if tens else "")


def _spoken(document: Document, match: re.Match[str]) -> Finding | None:
    spoken = match[0]
    digits = digits_said(spoken)
    if len(re.findall(r"[a-z]+", spoken)) < (2 if len(digits) == _FULL else 3):
        return None
    passage = document.passage_at(match.start())
    if passage is None:
        return None
    labelled = _NUMBER_OF.search(
        document.low, max(passage.start, match.start() - 30), match.start()
    )
    if len(digits) >= 4 and labelled and document.may_be_personal(passage):
        return Finding("phi-number", match.start(), match.end(), "a number in words")
    if len(digits) < 7:
        return None
    if digits in document.facts.telephones or digits[-10:] in document.facts.telephones:
        return None
    if re.fullmatch(r"(?:0?1?2?3?4?5?6?7?8?9?(?:10)?|9?8?7?6?5?4?3?2?1?0?)", digits):
        return None  # counting aloud
    before = document.low[max(0, match.start() - 50) : match.start()]
    number = len(digits) == 9 or re.search(
        r"\b(?:ssn|social|member|medicare|record|chart|account|card|licen[cs]e|claim|policy|plan|id|case)\b",
        before,
    )
    if OURS.search(before) and not document.headed_personal(passage):
        return None
    code, what = (
        ("phi-number", "a number in words")
        if number
        else ("phi-contact", "a telephone number in words")
    )
    return Finding(code, match.start(), match.end(), what)
