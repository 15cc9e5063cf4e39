"""PHI-CONTACT (D, E, F): telephone and fax numbers and e-mail addresses."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.facts import digits_of
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage

__all__ = ["find"]

_PHONE = re.compile(
    r"(?<![\w/.$#=-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)|\d{3})[ \t]{0,2}[-.\u00b7/–]?[ \t]{0,2}\d{3}[ \t]{0,2}[-.\u00b7/–]?[ \t]{0,2}(?:\d{4}|\d(?:[ ]\d){3})(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?![\w-]|\.\d|/\d)"
    r"|(?<=tel:)\+?[\d().-]{7,18}|(?<=tel:\+)[\d().-]{7,18}"
    r"|(?<![\w.])\+(?:[2-9]\d|[2-9]\d\d|7)[\s().-]?(?:\(?\d{1,5}\)?[\s.-]?){2,5}\d{2,4}(?!\d)"
    r"|(?<![\w/.$#=-])\d{3}[-.]\d{4}(?![\w-]|\.\d)"
    r"|(?<![\w/.$#=-])\d{3}[ ]?[x*~_•|][ ]?\d{3}[ ]?[x*~_•|][ ]?\d{4}(?![\w-])"
)
_DIGIT_WORD = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|ten|double|triple|hundred|thousand|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\d{1,4})"
_SPOKEN = re.compile(
    rf"(?<![\w-])(?:{_DIGIT_WORD}[\s,.…-]+(?:(?:dash|hyphen|space|dot|then|and)[\s,.…-]+)?){{3,}}{_DIGIT_WORD}(?![\w-])"
)
_WORD_VALUE = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_EMAIL = re.compile(
    r"(?<![\w.+-])(?P<user>[\w][\w.+-]*)@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)
_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.])(?P<user>[\w][\w+-]*(?:(?:\.|[ ]\.[ ]?|[ ]?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\{dot\}| dot )[ ]?)[\w+-]+)*)"
    r"[ ]?(?:\(at\)|\[at\]|\{at\}|<at>|(?<=[ ])at(?=[ ])|\(@\)|\[@\]|[ ]@[ ]?|@[ ])[ ]?"
    r"(?P<host>[\w-]+(?:(?:[ ]?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\{dot\}|<dot>)[ ]?|[ ]dot[ ]|[ ]?\.[ ]?)[\w-]+)*?"
    r"(?:[ ]?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\{dot\}|<dot>)[ ]?|[ ]dot[ ]|[ ]?\.[ ]?)(?:com|org|net|edu|gov|us|io|me|co|info|example|mail|uk|ca|test|de|fr|es|nl|it|ch|eu|nz|au|ie|mx|biz|dev|app|email|family))\b",
    re.IGNORECASE,
)
_MAYBE_HIDDEN = re.compile(
    r"[ (\[{<]dot[ )\]}>]|[(\[{<]at[)\]}>]|[(\[]@[)\]]|[(\[]\.[)\]]| @ |@ | at (?:gmail|yahoo|outlook|hotmail|icloud|aol|proton|comcast|\w+ ?\.(?:com|net|org))"
)
_CONSUMER = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|yahoo|ymail|icloud|me|mac|aol|proton(?:mail)?|pm|comcast|msn|live|gmx|zoho|fastmail|att|verizon|sbcglobal|peak|q)\.\w+$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:office|info|hello|contact|admin|support|press|editors?|editorial|billing|referrals?|privacy|appointments?|booking|help|team|staff|"
    r"webmaster|mail|enquiries|inquiries|questions|sales|service|customer\w*|frontdesk|front-desk|reception|hr|jobs|careers|media|"
    r"news|newsletter|noreply|no-reply|postmaster|abuse|security|accounts?|accounting|claims|permissions|library|registrar|"
    r"events?|registration|workshops?|training|education|licensing|board|records|fax|clinic|care|providers?|feedback|accessibility|"
    r"name|user|you|your\.?name|someone|first\.last|git|example|test|correspondence|web|legal|compliance|orders|subscriptions|obmt|"
    r"omb|community|volunteer|donate|director|manager|membership|president|secretary|treasurer|chair)[\w.+-]*$",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:my|her|his|their|client['’]?s?|patient['’]?s?|wife['’]?s|husband['’]?s|daughter['’]?s|son['’]?s|mom['’]?s|mother['’]?s)\b[^.\n]{0,30}$"
    r"|\b(?:call|text|reach|ring|phone|e-?mail|contact|message|fax|page|write|send|give)(?:s|ed|ing)? (?:me|her|him|them|a call|it)\b[^.\n]{0,40}$"
    r"|\b(?:sent|texted|reminder|voicemail|message)\b[^.\n]{0,30} (?:to|from)[ ]$|\b(?:cell|mobile|home phone|landline|whatsapp|voicemail from|call back|callback|text(?:ed)? from|reached at|registered|you can (?:call|text|reach|e-?mail))\b[^.\n]{0,24}$"
    r"|\b(?:your e-?mail is|is your number|your (?:phone )?number is|what['’]s your (?:\w+ )?(?:e-?mail|phone|number|cell)\??)[^.\n]{0,24}$|\?[ ]*(?:user:|client:|you can call)?[ ]*$"
)
_OURS = re.compile(
    r"\b(?:our|us|office|clinic|front desk|studio|practice|hospital|library|board|department|line|hotline|helpline|pharmacy|"
    r"insurer|plan|customer service|member services|provider|billing department|store|school|university|association|agency|council|"
    r"lifeline|poison|crisis|toll-free|medicare at|center|centre|restaurant|venue|gym|taxi|bus|transit|interpreter|vendor|supplier|"
    r"support|service|services|company|shop|register|permit|authority|ombudsman|attorney general|surgery center|radiology|imaging|"
    r"adjuster line|main number|switchboard|extension|emergency|dial)\b"
)
_HELPLINE = re.compile(r"^(?:8(?:00|33|44|55|66|77|88)|900)\d{7}$")


def find(document: Document) -> Iterator[Finding]:  # noqa: C901 - a chain of early returns
    """All telephone numbers and addresses that may be a patient's."""
    for match in document.at_numbers(_PHONE, back="(+", long=True):
        if (finding := _phone(document, match)) is not None:
            yield finding
    for match in _spoken_candidates(document):
        if (finding := _spoken(document, match)) is not None:
            yield finding
    if "@" in document.text:
        for match in _emails(document.text):
            if (finding := _email(document, match, hidden=False)) is not None:
                yield finding
    if _MAYBE_HIDDEN.search(document.low):
        for _, match in document.matches(_HIDDEN_EMAIL, low=False):
            if (finding := _email(document, match, hidden=True)) is not None:
                yield finding


def _emails(text: str) -> Iterator[re.Match[str]]:
    for sign in re.finditer("@", text):
        start = sign.start()
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "._+-"):
            start -= 1
        if start < sign.start() and (match := _EMAIL.match(text, start)) is not None:
            yield match


def _spoken_candidates(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.with_words(triggers.DIGIT_WORDS):
        if len(triggers.DIGIT_WORDS & passage.words) >= 3:
            yield from _SPOKEN.finditer(document.low, passage.start, passage.end)


def _tied(document: Document, start: int, passage: Passage) -> int:
    """0 harmless, 1 a person must look, 2 a patient's."""
    first, last = document.sentence(start)
    before = document.low[max(first, start - 70) : start]
    ours = _OURS.search(document.low, first, last)
    theirs = re.search(
        r"\b(?:my|me|i|she|he|her|his|him|client|patient|user)\b", document.low[first:last]
    )
    if (
        _MINE.search(before)
        and (theirs or not ours)
        and not (document.is_team(passage) and not theirs)
    ):
        return 0 if re.search(r"\b(?:call|text|reach) us\b", before) else 2
    if document.has_person(passage):
        return 2 if not ours or document.headed_personal(passage) else 1
    if ours and not document.headed_personal(passage):
        return 0
    if (
        theirs
        and document.may_be_personal(passage)
        and not document.is_policy(passage)
        and not document.is_team(passage)
    ):
        return 2
    if _hidden(document, start, passage):
        return 2
    if document.headed_personal(passage):
        return 0 if ours and not words.PERSONAL.search(document.low, first, last) else 2
    if document.sentence_personal(start) >= 3 and not document.is_policy(passage):
        return 2
    score = document.personal_score(passage)
    if document.is_org(passage) or document.is_team(passage) or document.is_event(passage):
        return 0
    return 2 if score >= 2 else 0


def _hidden(document: Document, start: int, passage: Passage) -> bool:
    """Whether a place stands in a comment or a hidden element, where nobody would look for it."""
    low = document.low
    opened = max(
        low.rfind("<!--", passage.start, start),
        low.rfind("{#", passage.start, start),
        low.rfind(" hidden", passage.start, start),
        low.rfind("%%", passage.start, start),
    )
    return (
        opened >= 0
        and max(low.rfind("-->", passage.start, start), low.rfind("#}", passage.start, start))
        < opened
    )


def _phone(document: Document, match: re.Match[str]) -> Finding | None:
    passage = document.passage_at(match.start())
    if passage is None or document.is_crowded(passage, "telephones"):
        return None
    digits = digits_of(re.sub(r"(?:x|ext\.?)\s?\d+$", "", match[0]))
    known = document.facts.telephones
    if digits in known or _HELPLINE.match(digits):
        return None
    if len(digits) == 7 and any(k.endswith(digits) for k in known if len(k) == 10):
        return None
    raw = match[0].strip()
    before = document.low[max(0, match.start() - 26) : match.start()]
    if re.search(
        r"(?:npi|pmid|pmc|doi|isbn|issn|nct|orcid|isrctn|grant|taxonomy|ein|tax id|cpt|icd|ssn|member|claim|account|acct|policy|mrn|chart|record|serial|lot|id)\W{0,3}(?:no\.?|number|#|:|is|id)?\W{0,3}$",
        before,
    ):
        return None
    if raw.isdigit() and (len(raw) != 10 or raw[0] in "01" or raw[3] in "01"):
        return None
    if raw.startswith("+") and not raw.startswith("+1") and not _is_number(raw):
        return None
    tied = _tied(document, match.start(), passage)
    if raw.isdigit() and tied < 2:
        return None
    if (
        len(digits) == 7
        and not document.personal
        and not re.search(
            r"(?:phone|cell|call|text|tel|number|mobile|home|reach|fax|ph|vm|msg)\W|\bat\W*$",
            document.sentence_text(match.start()),
        )
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

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(text, "US")))
    except phonenumbers.NumberParseException:
        return False


_NUMBER_OF = re.compile(
    r"\b(?:record|chart|member|claim|policy|account|card|case|file|id|mrn|licen[cs]e)(?: (?:no\.?|number|id))? (?:is |was |ends in |ending |ending in )?$"
)


def _spoken(document: Document, match: re.Match[str]) -> Finding | None:
    spoken = match[0]
    words_only = re.findall(r"[a-z]+", spoken)
    if len(words_only) < 4:
        return None
    digits = ""
    repeat = 1
    for spelled in re.findall(r"[a-z]+|\d+", spoken):
        if spelled in {"double", "triple"}:
            repeat = 2 if spelled == "double" else 3
            continue
        value = _WORD_VALUE.get(spelled, spelled if spelled.isdigit() else "")
        digits += value * repeat
        repeat = 1
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
    if re.fullmatch(r"(?:0?1?2?3?4?5?6?7?8?9?|9?8?7?6?5?4?3?2?1?0?)", digits):
        return None  # counting aloud
    before = document.low[max(0, match.start() - 50) : match.start()]
    number = len(digits) == 9 or re.search(
        r"\b(?:ssn|social|member|medicare|record|chart|account|card|licen[cs]e|claim|policy|plan|id|case)\b",
        before,
    )
    if _OURS.search(before) and not document.headed_personal(passage):
        return None
    code, what = (
        ("phi-number", "a number in words")
        if number
        else ("phi-contact", "a telephone number in words")
    )
    return Finding(code, match.start(), match.end(), what)


def _email(document: Document, match: re.Match[str], *, hidden: bool) -> Finding | None:
    passage = document.passage_at(match.start())
    if passage is None or document.is_crowded(passage, "e-mails"):
        return None
    dot = r"\s*(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\{dot\}|<dot>|\bdot\b|\.)\s*"
    user = re.sub(dot, ".", match["user"].lower())
    host = re.sub(dot, ".", match["host"].lower())
    if (
        hidden
        and " at " in match[0].lower()
        and "dot" not in match[0].lower()
        and not _CONSUMER.search(host)
    ):
        return None  # "ask at example.org" is a sentence
    if f"{user}@{host}" in document.facts.emails or host in document.facts.domains:
        return None
    start, end = match.span()
    before = document.low[max(0, start - 40) : start]
    if re.search(r"://[^\s]*$", before) or host.endswith((".png", ".jpg", ".md", ".js", ".css")):
        return None
    tied = _tied(document, start, passage)
    personal_looking = bool(_CONSUMER.search(host))
    role = bool(_ROLE.match(user)) or host.endswith((".gov", ".edu"))
    if role and not (tied == 2 and personal_looking):
        return None
    study = document.is_study(passage) or document.is_event(passage) or document.is_team(passage)
    if re.search(r"correspond\w*", before) or (study and tied < 2):
        return None
    if not tied and not (hidden and personal_looking):
        if not personal_looking or document.is_org(passage) or document.is_policy(passage):
            return None
        tied = 1
    return Finding(
        "phi-contact",
        start,
        end,
        "an e-mail address",
        "",
        tied == 2,
        "Remove it; contact goes through the practice's own address.",
    )
