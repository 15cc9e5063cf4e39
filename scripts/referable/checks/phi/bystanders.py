"""Names of people who have another part in a page than that of a patient.

Mayors and coaches, whoever is to be asked or called, the author's own family, performers, players
of a team, people long dead, pets and skeletons. None of them is excepted where the sentence tells
of their own care.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import Name
from referable.checks.phi.passages import Passage

__all__ = ["is_bystander", "is_stray_mention"]

# An office or a calling right before the name.
_OFFICE = re.compile(
    r"\b(?:mayor|pastor|reverend|rev\.|father|fr\.|rabbi|imam|deacon|captain|chief|sheriff|deputy|principal|superintendent|alder(?:man|woman)|council(?:man|woman|or|member)|"
    r"commissioner|(?:city|county) (?:engineer|planner|manager|clerk|attorney)|(?:race|choir|festival|athletic|museum|program) director|organist|conductor|bandleader|ranger|coach|umpire|referee|barber|grocer|saddler|librarian|"
    r"(?:our|the) (?:accountant|bookkeeper|landlord|electrician|plumber|printer|neighbor|neighbour|web ?master|lawyer|banker|baker|florist|guide|founder|barber|photographer|friend),?) (?:[“\"'(])?$"
)
# "call Wade, evenings", "ask for Pauline": told to the reader.
_TURN_TO = re.compile(
    r"(?:^|[.!?;:,(–—-] ?|\b(?:and|or|please|else fails|just|then|should|can) |[*_|] ?|\n)(?:ask(?: for)?|tell|write to|call|text|e-?mail|see|talk to|speak (?:to|with)|contact|thank|reach) $"
)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|us|if all else|questions?)\b")
_ASK_FOR = re.compile(r"\bask for $")
# What shows that it is the named one who is treated.
_OWN_CARE = re.compile(
    r"\b(?:clients?|patients?|pt|dob|appointments?|resched\w+|back about|claim|diagnos\w+|chart|intake|voicemail|message|callback|refill|superbill|balance|co-?pay)\b"
    r"|\b(?:her|his|their) (?:[\w-]+ ){0,2}(?:back|neck|knees?|hips?|shoulders?|jaw|feet|foot|hands?|wrists?|pain|surgery|sessions?|visits?|massage|migraines?|headaches?|sciatica)\b"
)
_RELATIVE = re.compile(
    r"\b(?:my|our) (?:late |older |younger |big |little |dear |own |oldest |youngest )?(?:grand(?:mother|father|ma|pa|son|daughter)|mother|father|mom|dad|aunt|uncle|sisters?|brothers?|wife|husband|partner|son|daughter|cousin|nephew|niece|teacher|mentor),? (?:mr\.? |mrs\.? |ms\.? )?$"
)
# Who writes "I" here works here.
_AUTHOR_WORKS = re.compile(
    r"\bby [^\n]{3,40}, (?:lmt|rmt|cmt|lmbt|bctmb)\b|\bi (?:opened (?:here|this|the|my)|became a (?:massage )?therapist|have been a (?:massage )?therapist|trained (?:in|at|as)|graduated|went to (?:massage )?school|do this work)\b|\bwhy i (?:became|do|chose)\b|\bmy (?:own )?(?:practice|training|massage school|clients|first client|license)\b|\bdone our books\b"
)
_THING = re.compile(
    r"\b(?:dogs?|cats?|puppy|kitten|parrot|rabbit|goat|hen|horse|pony|fish|fern|skeleton|plant|ficus|labrador|terrier|poodle|beagle|van|robot|mascot|sourdough)\b[^\n]{0,60}\b(?:names? (?:is|was)|named|called|is|meet|answers to),? [\"“*_]*$"
)
_CAST = re.compile(
    r"\bwith $|\bstarring $|\bstars $|\bplayed by $|\bmusic by $|\bcake by $|\bmusic: (?:the )?$"
)
_CAST_AFTER = re.compile(
    r" as (?:the|a|an|dr|mr|mrs|ms|captain|king|queen|himself|herself)\b|['’]s (?:band|trio|quartet|choir)"
)
_TROUPE = re.compile(
    r"\b(?:trio|quartet|quintet|sisters|brothers|band|choir|orchestra|ensemble|theat(?:er|re)|cyclery|books|bookshop|midwives|hardware|project|language|soccer|little league|refuge|falls|park|trail|bridge|hall|garden|gardens|church|parish|prize|award|cup|birth center)$"
)
# "(Okafor, Lindgren, Tran)" of a relay, "1. Tobias Wren, Bend, 34:18", "Present: ...".
_RANKED = re.compile(r"(?:^|[\s|])(?:\d{1,3}\.|#\d{1,3}|1st|2nd|3rd|\dth)[ ]+[\"“*_]*$")
_TIMED = re.compile(
    r"[^\n.;]{0,40}?\b\d{1,2}:\d\d(?::\d\d|\.\d+)?\b(?! ?[ap]\.?m)|[^\n.;]{0,30} points?\b"
)
_ROLL = re.compile(
    r"(?:^|\n)[-*_ ]*(?:present|absent|excused|attending|attendance|regrets|apologies|in attendance|minutes(?: taken)? by|moved by|seconded by|chair|roster|line-?up|players|team|winners?|judges?|crew|cast|band|volunteers|helpers|hosts?|guests?)[*_]*:[*_ ]*[^\n]*$"
)
_SQUAD = re.compile(
    r"\b(?:team|relay|league|squad|line-?up|roster|match|tournament|race|won|winners?|second|third|finish(?:ed|ers)?|medal|state meet|record)\b"
)
_OLD_YEAR = re.compile(r"\b1[5-9]\d\d\b")
_SPEAKING = re.compile(
    r"(?:[,]? [^.\n]{0,30})?[ ](?:talked|spoke|speaks|talks|told us|presented|presents|lectured|opened with|opened the|argued|answered|moderated|chaired|demonstrated|read (?:a|from|her|his|the))\b"
)
_OCCASION = re.compile(
    r"\b(?:conference|podcast|episode|lecture|symposium|panel|posters?|keynote|minutes|adjourned|agenda)\b"
)
_SCRIPT = re.compile(
    r"\b(?:script|role-?play|what to say|read (?:it|this) aloud|(?:sample|practice|example) (?:call|dialogue|conversation))\b"
)
# "spoke with Desmond in service", "ask for Gretchen, customer since 2017".
_VENDORS_OWN = re.compile(
    r"(?: [a-z][\w’'-]+)?,? (?:in|from|at) (?:service|sales|support|shipping|billing|returns|parts|customer service|the warehouse)\b|, (?:our )?customer since\b"
)
# "Emil Zátopek, born on 19 September 1922 in Kopřivnice, won three golds".
_CAREER = re.compile(
    r",? (?:who )?(?:was )?(?:born|found) (?:on|in) [^.\n]{3,60}?,? (?:won|wrote|painted|composed|founded|discovered|invented|developed|published|became|had worn|led|taught|ran)\b"
)
_BOOK = re.compile(
    r"(?:[\"”*_]{1,3}|['’])(?: \((?:19|20)\d\d\))?,? (?:(?:a |the )?(?:book|film|novel|memoir|movie|directed) )?by (?:a |dr\.? )?[^\W\d_]"
)
_OURS = re.compile(
    r"\b(?:our|my|a|one) (?:own )?(?:clients?|patients?)\b(?! called)|\bcame to (?:us|me)\b|\bon (?:our|my) table\b"
)
_NOBODYS_ALONE = frozenset({"phi-date", "phi-geo", "phi-age", "phi-trait"})
_NAMING = frozenset(
    {"phi-name", "phi-number", "phi-contact", "phi-reply", "review-reply", "testimonial"}
)
_QUESTIONS = re.compile(r"faq|question|ask")
_SOMEBODY = re.compile(
    r"\b(?:she|he|her|his|him|clients?|patients?|man|woman|lady|girl|boy|my|me|i|runner|teacher|nurse|farmer|dancer|player|driver|worker)\b"
)
# Old years after which a page is one of history.
_MANY_YEARS = 3


def is_bystander(
    document: Document, passage: Passage, name: Name, frame: int, *, tied: bool
) -> bool:
    """Whether a name has another part in the page than a patient's.

    Args:
        document: The text.
        passage: In which the name stands.
        name: To judge.
        frame: How surely the words before it announce a patient's name.
        tied: Whether its sentence ties its bearer to care.
    """
    low = document.low
    first, last = document.sentence(name.start)
    if _is_of_book(document, passage):
        return _OURS.search(low, passage.start, passage.end) is None
    if _THING.search(low, max(passage.start, name.start - 90), name.start):
        return not _OWN_CARE.search(low, first, last)
    if document.personal or document.kind in {
        SourceKind.REPLY,
        SourceKind.CSV,
        SourceKind.FILENAME,
    }:
        return False
    if _RELATIVE.search(low, max(first, name.start - 40), name.start):
        return _works(document)
    if frame > 2 or _OWN_CARE.search(low, first, last):
        return False
    before = low[max(passage.start, name.start - 60) : name.start]
    if document.kind is not SourceKind.TEXT and _is_turned_to(document, before, first, last):
        return True
    if _VENDORS_OWN.match(low, name.end) or _CAREER.match(low, name.end):
        return not document.headed_personal(passage) or document.kind is SourceKind.TEXT
    if tied and not (_is_of_history(document) and not document.headed_personal(passage)):
        return False
    if document.kind is not SourceKind.MARKDOWN:
        return False
    weak = words.PERSONAL_WEAK.search(low, first, last) is not None
    return bool(
        (_OFFICE.search(before) and (document.is_long_page or not weak))
        or (
            _CAST.search(before)
            and (_CAST_AFTER.match(low, name.end) or _TROUPE.search(low, name.start, name.end))
        )
        or (frame < 2 and _TROUPE.search(low, name.start, name.end))
        or (_RANKED.search(before) and _TIMED.match(low, name.end))
        or _ROLL.search(low[passage.start : name.start])
        or (_is_of_history(document) and document.is_long_page)
        or (_SPEAKING.match(low, name.end) and document.shows_anywhere(_OCCASION))
        or (frame < 3 and document.is_long_page and document.shows_anywhere(_SCRIPT))
    )


def _is_turned_to(document: Document, before: str, first: int, last: int) -> bool:
    """Whether the reader is told to ask or call the one whose name comes next."""
    if not _TURN_TO.search(before):
        return False
    return _ASK_FOR.search(before) is not None or _YOU.search(document.low, first, last) is not None


def _is_of_book(document: Document, passage: Passage) -> bool:
    """Whether a passage is on a book or a film, whose title stands in it: "**Heidi**, by …"."""
    return (
        document.kind is SourceKind.MARKDOWN
        and not document.headed_personal(passage)
        and bool(document.shows(passage, "book", _BOOK))
    )


def is_stray_mention(document: Document, finding: Finding) -> bool:
    """Whether a day, town, age or trait stands alone on a long page that names no patient.

    A page of many paragraphs is full of them: when we opened, which road to take, who won. Where
    no patient is named and the sentence tells of nobody, they are left alone.
    """
    if finding.code not in _NOBODYS_ALONE or not document.is_long_page:
        return False
    if any(f.code in _NAMING for f in document.findings):
        return False
    passage = document.passage_at(finding.start)
    if passage is None:
        return False
    first, last = document.sentence(finding.start)
    if "?" in document.low[first : passage.end] and _QUESTIONS.search(document.path.lower()):
        return True
    return not (
        _SOMEBODY.search(document.low, first, last)
        and (
            words.PERSONAL_WEAK.search(document.low, first, last)
            or words.PERSONAL.search(document.low, first, last)
        )
    )


def _works(document: Document) -> bool:
    """Whether the one who writes "I" in a page works at the practice."""
    return document.kind is SourceKind.MARKDOWN and document.shows_anywhere(_AUTHOR_WORKS)


def _is_of_history(document: Document) -> bool:
    """Whether a page has so many old years that it tells of former times."""
    return document.counts_years(_OLD_YEAR) >= _MANY_YEARS
