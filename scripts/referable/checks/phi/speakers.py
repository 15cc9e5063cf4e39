"""Who has the word: a whole text or a passage in a patient's voice, or in the practice's own."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import vocabulary as words
from referable.checks.phi.layout import Layout
from referable.checks.phi.model import SourceKind
from referable.checks.phi.passages import Passage
from referable.checks.phi.wordmarks import bit_of

__all__ = [
    "introduces_team",
    "is_card",
    "is_clinicians",
    "is_desk_note",
    "is_of_single_patients",
    "is_patients_voice",
]

_TEAM_PATH = re.compile(
    r"(?:^|[/_-])(?:team|staff|about|people|bios?|therapists?|instructors?|speakers?|authors?|credits|humans)(?:[/._-]|$)"
)
_LIST_PATH = re.compile(
    r"(?:^|[/_ -])(?:clients?|patients?|appointments?|bookings?|schedule)(?:[-_ ](?:list|log|notes|export|data|records))?\.\w+$"
)
_LONGEST_MESSAGE = 4_000
# A talk or a message in which a patient has the word: speakers, mail headers.
_TALK = re.compile(
    r"^[ \t>*_-]*(?:\[?\d{1,2}:\d\d(?:[ ]?[ap]m)?\]?[ \t-]*)?(?:user|caller|client|patient|guest|customer|visitor|her|him|she|he|them)(?:[ ]?\d)?[ ]?:[ \t]",
    re.MULTILINE,
)
_VOICE = re.compile(
    rf"\b(?:my|our (?:son|daughter|mother|father|baby)['’]s) (?:[\w'’-]+ ){{0,2}}?(?:{words.BODY}|{words.AILMENT}|appointment|appt|session|visit|massage)\b"
    r"|\bi (?:now )?(?:sleep|slept|walk|stand|sit|wake|turn|lift|drive|run|climb|kneel) [^.?!\n]{0,30}\b(?:again|through the night|without (?:pain|waking))\b"
    rf"|\bi (?:can|could|cannot|can['’]t|have|had|hurt|threw|pulled|tweaked|injured|fell|slept|woke)\b[^.?!\n]{{0,30}}\b(?:{words.BODY}|{words.AILMENT})\b"
)
_ASKS = re.compile(
    r"\b(?:will|can|does|do|should|how|what|why|when|may) (?:i|my)\b[^.!\n]{0,80}\?|\b(?:in my (?:practice|clinic|work|experience)|my (?:clients|patients|practice|training))\b"
)
_GREETS = re.compile(
    r"\A\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hiya)\b|^(?:from|subject):[ ]|\b(?:thank(?:s| you)(?: so much| again)?|love|sincerely|warmly|cheers)[,.!]*[ ]*\n",
    re.MULTILINE,
)
_OFFICE = re.compile(
    r"\b(?:our (?:office|clinic|practice|policy|hours|team|clients|patients)|we (?:are open|accept|ask|offer|close)|your (?:order|referral|patient|provider)|dear (?:dr|doctor|colleague|provider|clinician|referrer)\w*)\b"
)
_CLINICIAN = re.compile(
    r",[ ](?:MD|M\.D\.|DO|NP|FNP(?:-C)?|DNP|PA(?:-C)?|PT|DPT|RN|DC|ND|LAc|CNM|OTR(?:/L)?|DDS|DMD|LCSW|PhD|PsyD)\b|\b(?:[Ii] refer|[Ii] send|[Mm]y (?:patients|practice))\b"
)
_THERAPIST = re.compile(
    r"\b(?:wash my hands|my (?:hands on|table|office|practice|studio|treatment room|training|teachers?|license|clients|patients)|i (?:am|became|have been) an? (?:[\w-]+ ){0,2}(?:massage|therapist|lmt)|step out of the room|i (?:will|may|use|offer|recommend|treat|treated|specialize|speciali[sz]e|graduated|trained|work with|teach|studied))\b"
)
_TO_READERS = re.compile(
    r"\b(?:you|your|yours|we ask|our (?:clients|patients)|please note|policy)\b"
)
_DESK = re.compile(
    r"\b(?:no[- ]?show(?:s|ed)?|resched\w*|cancel(?:s|led|ed)? (?!ation)|charge (?:the|her|his|my) card|card on file|late fee|wait ?list(?:ed)?|running late|left (?:a|me a|us a) (?:message|voicemail|vm)|voice ?mail|vm|cb|call(?:ed)? back|rang|wants (?:mon|tue|wed|thu|fri|sat|sun|am\b|pm\b|in\b|earlier|later)|squeeze (?:her|him|in)|fit (?:her|him) in|"
    r"pls (?:bill|call|book|ring|move)|please (?:bill|call back|ring|move|book)|walk-?in|owes|superbill|copay|soap note|new pt|pt)\b"
)
# A card of one person: "Reason for visit: rotator cuff", under "Client info".
_CARD = re.compile(
    r"^[ \t>*_-]*(?:reason(?: for (?:visit|treatment|massage|appointment|call|referral))?|(?:chief |main |presenting )?complaint|cc|here for|needs)\**[ ]?:\**[ \t]*(?P<what>[^\n_<{[(?]{3,80})$"
    r"|^\W*(?:client|patient|pt) (?:info(?:rmation)?|details|data|card|profile|sheet)\W*$",
    re.MULTILINE,
)
_CARDED = bit_of(frozenset({"reason", "complaint", "cc", "here", "needs", "info", "information", "details", "data", "card", "profile", "sheet"}))  # fmt: skip
_SPEAKS = bit_of(frozenset({"i", "my", "our"}))


def introduces_team(path: str) -> bool:
    """Whether a path says that a text introduces people of the practice."""
    return _TEAM_PATH.search(path.lower()) is not None


def is_of_single_patients(layout: Layout, path: str) -> bool:
    """Whether title or path say that all of a text is about single patients."""
    kind, low = layout.kind, layout.low
    title = _title(layout)
    if words.POLICY.search(title) or re.search(
        r"\b(?:how|why|what|when|whether) (?:to|we|not|a|your)\b", title
    ):
        return False
    listed = kind in {SourceKind.YAML, SourceKind.CSV, SourceKind.TEXT} and _LIST_PATH.search(
        path.lower()
    )
    return bool(
        listed
        or words.DOC_PERSONAL.search(re.sub(r"[-_/.]+", " ", path.lower()))
        or words.DOC_PERSONAL.search(title)
        or (kind is SourceKind.TEXT and _is_message(low))
    )


def _title(layout: Layout) -> str:
    """The title of a text in lower case; empty when it begins without one."""
    head = next((p for p in layout.passages if p.form == "heading" or p.start < 400), None)
    if head is None:
        return ""
    title = layout.low[head.start : min(head.end, head.start + 160)]
    if head.form == "heading":
        return title
    title = title.split("\n")[0]
    return "" if len(title) > 89 or re.search(r"[.!?] ", title) else title


def is_patients_voice(layout: Layout, passage: Passage) -> bool | None:
    """Whether somebody who tells of their own body is a patient; None when nobody does."""
    low, start, end = layout.low, passage.start, passage.end
    if not passage.marks & _SPEAKS or not _VOICE.search(low, start, end):
        return None
    return not (
        _ASKS.search(low, start, end)
        or _CLINICIAN.search(layout.text, start, end)
        or _THERAPIST.search(low, start, end)
    )


_FIRM = re.compile(
    r"^[ \t>*_-]*(?:company|vendor|supplier|instructor|teacher|title|role|position|licen[cs]e(?: no\.?| number)?|npi|clinic|practice|course|venue|publisher|specialty|speaker|author)[*_]*[ ]?:|\bdr\.?[ ](?=[a-z])",
    re.MULTILINE,
)


def is_clinicians(layout: Layout, passage: Passage) -> bool:
    """Whether a passage is a card of a clinician, a teacher or a firm."""
    return (
        _CLINICIAN.search(layout.text, passage.start, passage.end) is not None
        or _FIRM.search(layout.low, passage.start, passage.end) is not None
    )


def is_desk_note(layout: Layout, passage: Passage) -> bool:
    """Whether a front desk notes what one person wants."""
    low, start, end = layout.low, passage.start, passage.end
    return (
        layout.kind is SourceKind.TEXT
        and _DESK.search(low, start, end) is not None
        and not _TO_READERS.search(low, start, end)
    )


def is_card(layout: Layout, passage: Passage) -> bool:
    """Whether a passage is a card or form that somebody has filled in for one patient."""
    if (
        layout.kind not in {SourceKind.TEXT, SourceKind.MARKDOWN}
        or not passage.marks & _CARDED
        or not passage.digits
    ):
        return False
    match = _CARD.search(layout.low, passage.start, passage.end)
    return match is not None and (
        match["what"] is None or words.PERSONAL_WEAK.search(match["what"]) is not None
    )


def _is_message(low: str) -> bool:
    """Whether a plain text is a patient's message or a talk with one."""
    if len(_TALK.findall(low)) > 1:
        return True
    return (
        len(low) < _LONGEST_MESSAGE
        and _GREETS.search(low) is not None
        and words.PERSONAL_WEAK.search(low) is not None
        and _OFFICE.search(low) is None
    )
