"""Papers in which a name can only be a patient's: filled-in cards, answers, loans, follow-ups, lists of a day."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.names import CAP, Name, Shape, is_proper, name_at
from referable.checks.phi.passages import Passage
from referable.checks.phi.speakers import is_clinicians
from referable.checks.phi.unlikely import given_at
from referable.checks.phi.wordsets import word_set

__all__ = ["filled", "rolls", "told"]

_GAP = 70
_ADDRESS_WORDS = triggers.ROADS | {"or", "oregon", "apt", "unit", "suite"}
_WHOLE = rf"{CAP}(?:[ ](?:[A-Z]\.|{CAP}|al-{CAP}|de|la|van|von|der|bin)){{1,3}}"
# What a paper says of one person, the name first.
_FILLED = (
    (re.compile(rf"^[ \t>*_-]*(?:(?:full|legal|client|your)[ ])?[Nn]ame[*_]*[ ]?:[*_ \t]*(?={_WHOLE}[ \t]*\n(?:[^\n]*\n){{0,3}}?[ \t>*_-]*(?:[Pp]hone|[Cc]ell|[Mm]obile|[Tt]el(?:ephone)?|[Aa]ddress|[Hh]ome|DOB|[Dd]ate of [Bb]irth|E-?mail|[Zz]ip)[*_]*[ ]?:[ \t*_]*\S)", re.MULTILINE), word_set("name")),
    (re.compile(rf"\b(?:Mr|Mrs|Ms)\.?[ ](?:and|&)[ ](?:Mr|Mrs|Ms|Dr)\.?[ ](?={CAP})"), word_set("mr mrs ms")),
    (re.compile(rf"\b(?:[Rr]eal|[Aa]ctual|[Tt]rue)[ ]name[ ](?={CAP})"), word_set("name")),
    (re.compile(rf"\b(?:asked|requested|printed|copied|wanted|saved|kept|found|ordered|fetched)[ ](?:for[ ])?(?:by|for)[ ](?={_WHOLE}[ ]?[,(][ ]?(?:MRN|DOB|mrn|dob|client|patient|pt\b|our|who|chart|age))"), word_set("asked requested printed copied wanted saved kept found ordered fetched")),
    (re.compile(rf"(?:^[ \t>*-]*|(?<=[.!?] ))(?={CAP}[ ](?:got|had|has had|is getting|gets)[ ](?:the|her|his|that|a new)[ ](?:new |left |right |other |bad |second )?(?:hip|knee|shoulder|back|wrist|foot|ankle|elbow|neck|disc)s?\b)", re.MULTILINE), word_set("hip knee shoulder back wrist foot ankle elbow neck disc hips knees")),
    (re.compile(rf"(?=\b{_WHOLE}[ ](?:now[ ]|still[ ])?lives?[ ](?:at|on)[ ](?:\d|P\.?[ ]?O))"), word_set("lives live")),
    (re.compile(rf"(?:^|(?<=[.!?] ))(?={CAP}[ ](?:now[ ]|still[ ])?lives?[ ](?:at|on|off|near|in)[ ](?:\d|P\.?O\b|{CAP}))", re.MULTILINE), word_set("lives live")),
    (re.compile(rf"\b[Tt]he[ ](?={CAP}[ ](?:family|couple|twins|kids|sisters|brothers|household)[ ](?:is|are|wants?|comes?|has|have|needs?|called|booked|rebooked|reschedul\w+|cancell?ed|at[ ]\d|on[ ](?:Mon|Tue|Wed|Thu|Fri|Sat)\w*)\b)"), word_set("family couple twins kids sisters brothers household")),
    (re.compile(rf"\b[Ww]hy[ ](?:is|was|does|did|has)[ ](?={CAP}[ ](?:so|still|always|been|get|feel|look|limp|guard)\b[^.\n?]{{0,30}}(?:tense|tight|stiff|sore|tender|numb|guard\w*|limp\w*|late|tired|side|worse|hurting|dizzy|swollen))"), word_set("why")),
    (re.compile(rf"\b[Hh]ere(?:['’]?s| is| are)[ ](?={CAP}(?:[ ]{CAP})?['’]s?[ ](?:new |home |mailing |cell |billing )*(?:address|number|phone|cell|e-?mail|dob|chart|file|birthday)\b)"), word_set("here heres")),
    (re.compile(rf"\b(?:[Bb]illing|[Mm]ailing|[Hh]ome|[Ss]hipping)[ ]address(?:[ ]for)?[ ]?:?[ \t]*\n?[ \t>]*(?={_WHOLE}[ \t]*[,\n][ \t\n>]*(?:\d|P\.?O\.?[ ]))"), word_set("address")),
    (re.compile(rf"\b(?:[Ff]ollow(?:ing)?[ -]?up|[Cc]heck(?:ing)? (?:in|back)|[Tt]ouch base|[Rr]echeck|[Ss]chedule a recheck) (?:with )?(?={_WHOLE}[ ](?:again[ ])?(?:in|after)[ ](?:an?|the|\d+|two|three|four|five|six|eight|ten|twelve|next)[ ](?:couple of |few |next )?(?:days?|weeks?|months?|visits?|sessions?)\b)"), word_set("follow following check checking touch recheck schedule")),
    (re.compile(rf"\b(?:[Mm]y|[Ii])\b[^\n]{{0,120}}\b(?:correct|change|update|fix|switch)(?:ed)?[ ](?:it|that|this)[ ]to[ ](?:Dr\.?[ ])?(?={_WHOLE})"), word_set("correct change update fix switch corrected changed updated fixed switched")),
    (re.compile(rf"\b(?:work(?:ed)?|session|treatment|massage|hands|cupping|release)[ ](?:on|with)[ ](?=(?:Mr|Mrs|Ms|Miss)\.?[ ]{CAP})"), word_set("work worked session treatment massage hands cupping release")),
    (re.compile(rf"\b(?:[Tt]hink(?:ing)?|thought|[Rr]emember(?:ed|ing)?|[Rr]ecall(?:ed)?|dream(?:ed|ing)?)[ ](?:often[ ])?(?:of[ ]|about[ ])?(?={CAP}(?:[ ]{CAP})?,[ ](?:the|a|my|our|who)[ ][^.\n]{{0,60}}\b(?:{words.AILMENT}|{words.BODY})\b)"), word_set("think thinking thought remember remembered remembering recall recalled dream dreamed dreaming")),
    (re.compile(rf"\b(?:[Ll]ove|[Mm]iss)[ ]you,?[ ](?={CAP}(?:[ ]{CAP})?[ ]?!)"), word_set("love miss")),
    (re.compile(rf"\b(?:(?:[Mm]ade|[Dd]rawn|[Ww]ritten|[Pp]rinted|[Ss]et up|[Ss]aved|[Cc]opied)[ ]for|,[ ]for)[ ](?={CAP}[ ][A-Z]\.(?:[ ,;)}}\n]|$))"), word_set("for")),
)  # fmt: skip
# A name over an address, as on a letter or an envelope; a workplace may stand between.
_OVER_ADDRESS = re.compile(
    rf"^[ \t>?*]*(?P<name>{_WHOLE})[*]*[ \t]*\n(?:[ \t>?]*\n)?(?:[ \t>?]*[^\W\d][^\n\d:,.!?]{{3,48}}\n){{0,2}}[ \t>?]*(?:\d{{1,5}}[ ][\dA-Z]|P\.?[ ]?O\.?[ ]Box)",
    re.MULTILINE,
)
_BUSINESS = re.compile(
    r"\b(?:invoice|purchase order|quote|estimate|vendor|supplier|landlord|attn|catalog|wholesale|distributor|publisher|press|conference|keynote|speaker|workshop|course|instructor|venue|restaurant|hotel)\b"
)
_LOANED = re.compile(
    rf"\b(?:[Ll]oaned|[Ll]ent|[Oo]n loan|[Cc]hecked out|[Ss]igned out|[Rr]ented|[Bb]orrowed|[Ww]ent home|[Ss]ent home)(?: out)? (?:to|by|with) (?={CAP})"
)
_LOANS = word_set("loaned lent loan checked signed rented borrowed home")
_RETURNED = re.compile(
    r"\b(?:s/n|serial|sn|asset|unit no|tag|return(?:s|ed)?|due|bring\w* back|back (?:by|on))\b"
)
# Words that are names here whatever else they are.
_MINE = re.compile(
    rf"(?:\b(?:[Mm]y|[Hh]er|[Hh]is|[Cc]lient['’]s|[Pp]atient['’]s) (?:first |full |real |given )?name(?: is|['’]s| was|:)|\b(?:[Ee]verybody|[Ee]veryone|[Tt]hey all|[Pp]eople) calls? (?:me|her|him)|\bI go by) (?={CAP}(?:[ ]{CAP})?(?:[ \t]*[.,;!?)\n–—-]|[ ](?:and|but|from|here)\b|$))"
)
_NAMED = word_set("name call calls go")
# "They had six on the couples list: Oriel, Tunde, Skip".
_ROLL = re.compile(
    r"\b(?:(?:list|waitlist|schedule|roster|book|books|sheet|callbacks|reminders|no-?shows|cancell?ations|today|tomorrow|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|clients|patients|regulars|massages|sessions|appointments|visits)\b[^.\n:]{0,40}|(?:they|we|i) (?:had|have|saw|did) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b[^.\n:]{0,60}):[ ]+(?=[a-z])"
)
_ROLLS = word_set(
    "list waitlist schedule roster book books sheet callbacks reminders today tomorrow monday tuesday wednesday thursday friday saturday clients patients regulars massages sessions appointments visits had have saw did"
)
_NO_ROLL = re.compile(
    r"\b(?:staff|team|teachers?|instructors?|speakers?|therapists?|volunteers?|interns?|students|vendors?|suppliers?|authors?|songs?|play ?lists?|band|choir|films?|movies?|books?|muscles|oils|scents|cats?|dogs?|hens|pets|plants|on duty|shifts?|committee|board|present|attending|towns?|streets?|stops?|clinics?|doctors?|winners?|muses|beatles)\b"
)
_ITEM = re.compile(r"(?:,[ ]*(?:and[ ])?|[ ]and[ ]|[ ]&[ ])")
_FEW = 3
_DAY = 60
"""People of one list at most."""


def filled(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of cards, loans and notes that tell where somebody lives or when they come again."""
    if document.kind is SourceKind.YAML and "letting us" in document.low:
        for match in _FOR_LETTING.finditer(document.text):
            name = name_at(document.text, *match.span("name"), lower=False)
            if name is not None:
                yield name, 4
    if document.team or document.kind in {SourceKind.FILENAME, SourceKind.CSV}:
        return
    yield from _tagged(document)
    for pattern, needed in _FILLED:
        for passage, match in document.matches(pattern, needed, low=False):
            name = _name_here(document, passage, match.end())
            if name is not None and not _is_public(document, passage, name):
                yield _as_person(name), 4
    yield from _over_addresses(document)
    for passage, match in document.matches(_LOANED, _LOANS, low=False):
        name = _name_here(document, passage, match.end())
        if (
            name is not None
            and _RETURNED.search(document.low, passage.start, passage.end)
            and not _is_public(document, passage, name)
        ):
            yield name, 4


_TAG = re.compile(
    rf"#(?:[Tt]eam|[Gg]o|[Hh]eal|[Ff]or|[Gg]et[Ww]ell|[Pp]ray(?:ers)?[Ff]or)_?(?={CAP})"
)
_FOR_LETTING = re.compile(
    rf"^[ \t-]*(?:to|name|who|person)[ ]?:[ ]*[\"']?(?=(?P<name>{_WHOLE})[\"']?[ \t]*\n[ \t]*(?:for|why|reason|what)[ ]?:[^\n]*\b(?:letting us|allowing us|her|his|their)\b)",
    re.MULTILINE,
)
_TAGS = ("#team", "#go", "#heal", "#for", "#get", "#pray")


def _tagged(document: Document) -> Iterator[tuple[Name, int]]:
    """The names in "#TeamHenrietta"."""
    if not any(tag in document.low for tag in _TAGS):
        return
    for match in _TAG.finditer(document.text):
        name = name_at(document.text, match.end(), match.end() + _GAP, lower=False)
        if name is not None and lexicon.is_given(name.words[0]):
            yield _as_person(name), 3


def _over_addresses(document: Document) -> Iterator[tuple[Name, int]]:
    roads = document.with_words(_ADDRESS_WORDS)
    if not roads or not document.marks & words.HAS_WEAK.bit or _BUSINESS.search(document.low):
        return
    for match in _OVER_ADDRESS.finditer(document.text):
        passage = document.passage_at(match.start("name"))
        name = name_at(document.text, match.start("name"), match.end("name"), lower=False)
        if name is None:
            name = given_at(document.text, match.start("name"), match.end("name"), single=False)
        if (
            passage is not None
            and name is not None
            and not _is_public(document, passage, name)
            and (lexicon.is_given(name.words[0]) or name.words[-1] in lexicon.surnames())
            and (lexicon.is_given(name.words[0]) or not lexicon.is_place(name.words[0]))
        ):
            yield _as_person(name), 4


def told(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of "My name is Tuppence", ordinary words though they may be."""
    if document.team:
        return
    for passage, match in document.matches(_MINE, _NAMED, low=False):
        name = _name_here(document, passage, match.end())
        if name is not None and (document.may_be_personal(passage) or _is_alone(document)):
            yield name, 4


def rolls(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of a list of a day: "They had 6 on the back list: Oriel, Tunde, Skip"."""
    if document.team or not (document.kind is SourceKind.TEXT or document.personal):
        return
    for passage, match in document.matches(_ROLL, _ROLLS):
        first, end = document.sentence(match.start())
        if _NO_ROLL.search(document.low, first, match.end()) or document.is_event(passage):
            continue
        at, names = match.end(), []
        for part in _ITEM.split(document.text[at:end].split("\n")[0].rstrip(". ")):
            names.append(_rolled(document, document.text.find(part, at), part))
            at = document.text.find(part, at) + len(part)
        people = [name for name in names if name is not None]
        plain = [name for name in people if lexicon.is_given(name.words[0])]
        if _DAY >= len(people) == len(names) >= _FEW and len(plain) * 2 > len(people):
            for name in people:
                yield name, 4


def _rolled(document: Document, start: int, part: str) -> Name | None:
    """One of a list: a word or two with capitals and nothing else."""
    bare = re.match(
        rf"(?P<name>{CAP}(?:-[a-z]+)?(?:[ ]{CAP}\.?)?)(?:[ ]\([^)]*\)|[ ](?:at[ ])?\d[\d:apm]*)?[.]?$",
        part,
    )
    if bare is None:
        return None
    parts = tuple(fold(w) for w in bare["name"].split())
    if document.facts.knows_person(parts):
        return None
    return Name(
        start, start + len(bare["name"]), parts, Shape.GIVEN if len(parts) == 1 else Shape.FULL
    )


def _name_here(document: Document, passage: Passage, start: int) -> Name | None:
    """The name at a place where only a name can stand."""
    name = name_at(document.text, start, min(passage.end, start + _GAP), lower=False)
    if name is not None:
        return _as_person(name)
    return given_at(document.text, start, min(passage.end, start + _GAP), single=True)


def _as_person(name: Name) -> Name:
    if name.shape in {Shape.UNKNOWN, Shape.PROPER, Shape.PAIR}:
        return replace(name, shape=Shape.FULL if len(name.words) > 1 else Shape.GIVEN)
    return name


def _is_alone(document: Document) -> bool:
    """Whether a text is a message of a line or two."""
    return document.kind is SourceKind.TEXT and len(document.text) < _GAP * 3


def _is_public(document: Document, passage: Passage, name: Name) -> bool:
    """Whether a card is a clinician's or a firm's."""
    return (
        document.is_team(passage)
        or document.is_event(passage)
        or is_clinicians(document, passage)
        or not (lexicon.is_given(name.words[0]) or is_proper(name.words[0]))
    )
