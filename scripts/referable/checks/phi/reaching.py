"""Whether a telephone number or an address reaches a patient, or the practice and others."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import is_commented, is_public, names_one, tells_of_one

__all__ = ["OURS", "tie_of"]

_MINE = re.compile(
    r"\b(?:my|her|his|their|client['’]?s?|patient['’]?s?|wife['’]?s|husband['’]?s|daughter['’]?s|son['’]?s|mom['’]?s|mother['’]?s)\b[^.\n]{0,30}$"
    r"|\b(?:call|text|reach|ring|phone|e-?mail|contact|message|fax|page|write|send|give|whatsapp|sms|dial)(?:s|ed|ing)? (?:me|her|him|them|a call|it|back)\b[^.\n]{0,40}$"
    r"|\b(?:sent|texted|reminder|voicemail|message)\b[^.\n]{0,30} (?:to|from)[ ]$|\b(?:cell|mobile|home phone|landline|whatsapp|voicemail from|call back|callback|text(?:ed)? from|reached at|registered|you can (?:call|text|reach|e-?mail))\b[^.\n]{0,24}$"
    r"|\byour (?:[\w-]+ ){1,4}(?:go(?:es)?|went|are sent|is sent) to[ ]$|\b(?:client|patient|runner|she|he)\b[^.\n]{0,50}\bcan be (?:asked|reached|contacted|written to)\b[^.\n]{0,24}$|\b(?:your e-?mail is|is your number|your (?:phone )?number is|what['’]s your (?:\w+ )?(?:e-?mail|phone|number|cell)\??)[^.\n]{0,24}$|\?[ ]*(?:user:|client:|you can call)?[ ]*$"
)
# "541-555-0140-Office": what a number is, not whose.
_MARKED = re.compile(r"(?<=\d)[ ]?-[ ]?(?:office|fax|work|desk)\b")
# What a patient asks a practice to send.
_WANTED = re.compile(
    r"\b(?:could|can|would|will) (?:you|someone|somebody)(?: please| kindly| also)? (?:send|mail|e-?mail|forward|post|ship|text|call|ring|fax)\b[^?\n]{0,70}$"
)
_THINGS = re.compile(
    r"\b(?:receipts?|superbills?|records?|exercises|appointments?|invoices?|statements?|reminders?|results|confirmation|schedule|massages?|sessions?|visits?|bill|intake)\b"
)
# Labels that a person's number has on a form or a card and a practice's has not.
_LABEL = re.compile(
    r"\b(?:emergency contact|next of kin|in case of emergency|ice|(?:home|cell|mobile|evening|daytime|alt(?:ernate)?)[ ]?(?:phone|number|tel|ph|no\.?|#)?|hm|cell?|mob|pager|caller(?: id)?|caller['’]s (?:number|phone)|spouse|husband|wife|son|daughter|mom|dad|mother|father|sister|brother|partner|neighbou?r|guardian|caregiver|lv ?msg|vm|v/m|cb|rtn call|call ?back)\b[^\n.]{0,24}$"
    r"|(?<![\w])[chmw][ ]?[:.)][ ]*$"
)
OURS = re.compile(
    r"\b(?:our|us|office|clinic|front desk|studio|practice|hospital|library|board|department|line|hotline|helpline|pharmacy|"
    r"insurer|plan|customer service|member services|provider|billing department|store|school|university|association|agency|council|"
    r"lifeline|poison|crisis|toll-free|medicare at|center|centre|restaurant|venue|gym|taxi|bus|transit|interpreter|vendor|supplier|"
    r"county (?:fire|sheriff|clerk|health|court|library)|fire (?:department|station|district)|plumb(?:er|ing)|heating|towing|locksmith|electrician|landlord|laundry|linens?|"
    r"support|service|services|company|shop|register|permit|authority|ombudsman|attorney general|surgery center|radiology|imaging|"
    r"adjuster line|main number|switchboard|extension|emergency|dial)\b"
)
# "call Jim at Ace about the door handle"
_AT_FIRM = re.compile(
    r"\b(?:[Cc]all|[Rr]ing|[Pp]hone|[Aa]sk|[Cc]ontact|[Ee]-?mail|[Ss]ee)[ ][A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?[ ](?:at|from|of)[ ](?:the[ ])?[A-Z]"
)
_ASKED = re.compile(
    r"\b(?:your|the|a|best|what|which) (?:\w+ ){0,3}?(?:e-?mail|phone|number|cell|address)\b[^?\n]{0,40}\?[\s>*_]*(?:[a-z]+[ ]?:[ ]*)?(?:it['’]?s |sure,? |yes,? )?$|\b(?:reach|call|text|e-?mail) you\b[^?\n]{0,20}\?[\s>*_]*(?:[a-z]+[ ]?:[ ]*)?$"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]{2}|[A-Z]\.[ ]?(?:[A-Z]\.)?)(?![\w.])")
_REMINDS = re.compile(
    r"\b(?:call|text|ring|remind|confirm|resched\w*|cell|mobile|client|patient|her|his)\b"
)
_READERS = re.compile(r"\b(?:you|your|we|us|our|clients|patients|everyone|anyone)\b")
_THEIRS = re.compile(r"\b(?:my|me|i|she|he|her|his|him|client|patient|user)\b")
_OUR_CLIENT = re.compile(
    r"\bour (?:[\w-]+ ){0,2}?(?:client|patient|regular|runner)\b|\bemergency contact\b|\b(?:hospital|home) (?:stay|visit)\b|\bus\b(?= (?:about|from|after|because|her|his|a))|\b(?:hospital|clinic|office|school|store|shop|library|gym|company|restaurant|university|pharmacy) (?:where|that) (?:she|he|my \w+|client|patient) (?:works?|teaches|is)\b"
)


def tie_of(document: Document, start: int, passage: Passage) -> int:  # noqa: C901, PLR0912 - a chain of early returns
    """Whom a number or an address reaches: 0 nobody private, 1 perhaps a patient, 2 a patient."""
    first, last = document.sentence(start)
    before = document.low[max(first, start - 70) : start]
    sentence = _OUR_CLIENT.sub(" client ", _MARKED.sub(" ", document.low[first:last]))
    ours = OURS.search(sentence)
    theirs = _THEIRS.search(sentence)
    if _ASKED.search(document.low[max(passage.start, start - 110) : start]):
        return 2
    if _AT_FIRM.search(document.text, first, start) and not (
        words.PERSONAL_WEAK.search(sentence) or words.OF_CLIENTS.search(sentence)
    ):
        return 0
    if (
        _MINE.search(before)
        and (theirs or not ours)
        and not (document.is_team(passage) and not theirs)
    ):
        return 0 if re.search(r"\b(?:call|text|reach) us\b", before) else 2
    if (
        _WANTED.search(before)
        and _THINGS.search(sentence)
        and not document.is_team(passage)
        and not document.is_policy(passage)
    ):
        return 2
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
    if is_commented(document, start, passage) and (
        document.is_weak(passage)
        or names_one(document, start, nouns=False)
        or _REMINDS.search(document.low, passage.start, passage.end)
    ):
        return 2
    if document.headed_personal(passage):
        return 0 if ours and not words.PERSONAL.search(document.low, first, last) else 2
    if document.sentence_personal(start) >= 3 and not document.is_policy(passage):
        return 2
    if (
        _LABEL.search(before)
        and not is_public(document, passage)
        and (document.is_weak(passage) or "emergency" in before or "kin" in before)
    ):
        return 2
    score = document.personal_score(passage)
    if document.is_org(passage) or document.is_team(passage) or document.is_event(passage):
        return 0
    if score >= 2:
        return 2
    level = tells_of_one(document, start, passage)
    if not level and document.is_weak(passage) and not is_public(document, passage):
        noted = document.kind is SourceKind.TEXT or _INITIALS.search(document.text, first, start)
        return int(bool(noted) and not _READERS.search(sentence))
    return level
