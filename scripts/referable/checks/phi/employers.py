"""Workplaces and schools of patients: "she welds at ...", "a ranger from ... Park"."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.judging import add, is_history
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.names import CAP
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import is_terse
from referable.checks.phi.wordsets import word_set

__all__ = ["employers"]

_EMPLOYER = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:[\w-]+ ){0,4}?(?:at|for)|employed (?:at|by)|employer(?: is|:)|"
    r"job at|manager at|nurse at|teacher at|teaches (?:[\w-]+ ){0,3}at|taught (?:[\w-]+ ){0,3}at|(?:lunch|cleaning|tea|dinner|crossing) (?:lady|guard) at|(?:prunes|picks|plants|brews|mills|sorts|fishes|logs|paints|nurses) at|(?:cuts?|pours?|poured|delivers?|delivered|drives?|drove|fries|frames|lays|laid|hangs|types|codes|builds|built|repairs|shears|milks|guards|manages|managed|sells?|sold|counts|digs|dug|prints|presses|irons|pumps|plows|ploughs|bales|stitches) (?:[\w'’-]+ ){0,3}?(?:at|for|with)|professor at|(?:rn|lpn|cna|aide) at|driver for|clerk at|coach at|principal (?:at|of)|"
    r"pastor (?:at|of)|barista at|cook at|server at|mechanic at|engineer at|secretary at|line at|floor at|(?:officer|sergeant|deputy|ranger|firefighter|paramedic|lieutenant|captain|driver|nurse|teacher|clerk|pilot|agent|member) (?:with|of)|foreman at|shift at|student at|"
    r"goes to|attends|(?:boss|job|desk|colleagues?|co-?workers?|office|team) (?:at|with)|occupation:[^.\n]{0,30} at|\w{2,}(?:ist|er|ian|ant|ef|man|woman|or) at|shifts at|crates at|boxes at|nights at|days at|enrolled at|plays for|runs for|owner of|owns|(?:client|patient|pt)['’]s (?:work|workplace|job|employer)[:=]|(?:keeps|kept|minds|sweeps|stocks|cleans|fixes|packs|loads|sorts|tends|shelves|bakes|welds|sews|guts|hauls|delivers|answers|preaches|tutors|lectures|volunteers) (?:[\w'’-]+ ){0,3}?(?:at|for|with)|(?:then|later|before that|previously|afterwards) (?:at|with|for)|(?:spent|did|put in) (?:an? |one |two |three |four |five |six |\d+ |some |many |her |his |my |whole |first |last )+(?:years?|months?|seasons?|summers?|winters?|decades?|shifts?) (?:at|with|for)|(?:dances|sings|plays|pitches|skates|rides|rows|swims|performs|drums|acts|cooks|drives|volunteers|interns|temps|ushers) (?:with|for|at)|(?:pitcher|catcher|goalie|goalkeeper|striker|quarterback|kicker|runner|rider|skater|dancer|singer|player|drummer|violinist|cellist|bassist|driver|cook|baker|chef|welder|reporter|lineman|pilot|captain|coach|usher|deacon|chaplain|dean|intern|temp|tech|technician|cashier|custodian|student|junior|senior|sophomore|freshman|professor) (?:for|with|of|at|in)) (?:the )?(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
_ORG_KIND = r"(?:Works|Market|Brewing|Brewery|Park|Symphony|Orchestra|Choir|Opera|Ballet|School|Elementary|Academy|College|University|Mill|Mills|Foods|Inc|LLC|Corp|Co|Company|Farms?|Bank|Store|Stores|Department|Depot|Bakery|Winery|Vineyards?|Nursery|Ranch|Shop|Garage|Diner|Cafe|Café|Restaurant|Grill|Inn|Hotel|Lodge|Logistics|Trucking|Construction|Lumber|Timber|Dairy|Cannery|Shipyard|Airlines|Library|Museum|Theat(?:er|re)|Roofing|Plumbing|Electric|Seafoods?|Fisheries|Salon|Books|Hardware|Motors|Auto|Steel|Paper|Casino|Police|Sheriff|Fire|Forest|Service|Transit|Post|Prison|Church|Mission|Industries|Systems|Labs?|Technologies|Freight|Lines|Grocery|Co-op|Coop|Outfitters|Yards?|Foundry|Pottery|Press|Times|Gazette|Radio|League|Team)"
_AT_ORG = re.compile(
    r"(?:\b(?:is|was|am|comes|came|visiting|['’][sm])[ ](?:here[ ])?(?:from|with|at)[ ](?:the[ ])?|\b(?:runs|owns|manages|keeps|tends)[ ](?:the[ ])?|"
    rf"\b(?:{words.PERSON_NOUN}|[a-z]+ers|section|half|crew|ranger|welder|brewer)\b[^.,\n]{{0,40}}?(?:[ ](?:from|at|of|with|for)[ ](?:the[ ])?|[ ]\()"
    rf"|\b(?:[Ss]he|[Hh]e|[Cc]lient|[Pp]atient|who)[ ](?!was|had|went|came|is\b)[a-z]+s[ ](?:[a-z]+[ ]){{0,3}}?(?:at|for|with)[ ](?:the[ ])?)"
    rf"(?P<org>(?:{CAP}[ ]){{1,3}}{_ORG_KIND})\b"
)
# "the Hood River Hose Co. firefighter"
_ORG_FIRST = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Oo]ur|[Tt]hat|[Tt]his)[ ](?P<org>(?:{CAP}[ ]){{1,3}}{_ORG_KIND})\.?[ ](?:[a-z]+[ ])?(?:{words.PERSON_NOUN}|client|patient)\b"
)
_HAS_ORG = words.WordFlag(_ORG_KIND.lower())
_ADDRESSED = triggers.ROADS | {"or", "suite", "unit", "mobile", "fax", "dock", "phone"}
_WORKER = re.compile(
    r"\b(?:client|patient|she|he|her|his|i|i['’]m|year-old|man|woman|runner|someone|my|clients|patients|sergeant|officer|came)\b"
)
_ORG_NAME = re.compile(rf"(?:{CAP}|\d+)(?:[ \t]+(?:{CAP}|of|and|&|the|\d+))*")


_AT_WORK = words.WordFlag(
    "|".join(sorted(triggers.EMPLOYERS - {"at", "with", "of", "line"}))
    + r"|taught|prunes|picks|plants|pours?|poured|brews|fishes|paints|nurses|cuts?|delivers?|delivered|drives?|drove|fries|frames|lays|laid|hangs|types|codes|builds|built|repairs|shears|milks|guards|manages|managed|sells?|sold|counts|digs|dug|prints|presses|irons|pumps|plows|bales|stitches|keeps|kept|minds|sweeps|stocks|cleans|fixes|packs|loads|sorts|tends|shelves|bakes|welds|sews|guts|hauls|delivers|answers|preaches|tutors|lectures|volunteers|job|workplace|spent|did|put|dances|sings|pitches|skates|rows|swims|deacon|chaplain|usher|dean|intern|temp|tech|senior|\w{2,}(?:ist|er|ian|ant|ef|man|woman|or)|line|floor|boss|desk|shifts?|crates|boxes|nights|days|occupation|colleagues?|office|team"
)


_LEADS_TO_WORK = frozenset(
    {
        "at",
        "for",
        "by",
        "with",
        "of",
        "to",
        "the",
        "is",
        "in",
        "employer:",
        "work:",
        "workplace:",
        "job:",
        "attends",
        "owns",
    }
)


def _workplaces(document: Document) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage in document.with_words(triggers.WORKERS):
        if not (passage.marks & _AT_WORK.bit and document.may_be_personal(passage)):
            continue
        for capital in document.capitals_in(passage):
            before = document.low[max(passage.start, capital - 12) : capital].rsplit(maxsplit=1)
            if not before or before[-1] not in _LEADS_TO_WORK:
                continue
            first = max(passage.start, capital - 70)
            for match in _EMPLOYER.finditer(document.text, first, capital + 1):
                if match.end() == capital:
                    yield passage, match


def _at_work(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Workplaces known by their kind: "a ranger from … Park", "he welds at … Works"."""
    for passage in document.with_words(triggers.WORKERS):
        if not passage.marks & _HAS_ORG.bit or not document.may_be_personal(passage):
            continue
        if document.is_team(passage):
            continue
        for match in chain(
            _AT_ORG.finditer(document.text, passage.start, passage.end),
            _ORG_FIRST.finditer(document.text, passage.start, passage.end),
        ):
            sentence = document.sentence_text(match.start())
            if (
                words.STUDY.search(sentence)
                or words.EVENT.search(sentence)
                or is_history(document, passage)
                or fold(match["org"]) in document.facts.phrases
                or any(s < match.end("org") and match.start("org") < e for s, e in found)
            ):
                continue
            if (
                words.PERSONAL.search(sentence)
                or (words.PERSONAL_WEAK.search(sentence) and _WORKER.search(sentence))
                or _is_of_patient(document, passage, sentence)
            ):
                what = "a patient's workplace or school"
                add(found, document, match.start("org"), match.end("org"), what, certain=False)


# A firm alone on a line between a name and an address.
_FIRM_LINE = re.compile(
    rf"^[ \t>?]{{0,6}}(?P<org>(?:{CAP}[ ](?:(?:of|and|&)[ ])?){{1,4}}{_ORG_KIND})\.?[ \t]*(?=\n[ \t>?]*(?:\S+[ ]){{0,3}}?\d)",
    re.MULTILINE,
)


def _on_letterheads(
    document: Document, found: dict[tuple[int, int], Finding]
) -> Iterator[tuple[int, int]]:
    for passage in document.with_words(_ADDRESSED):
        if not (passage.marks & _HAS_ORG.bit and document.speaks_of_one(passage)):
            continue
        if document.is_team(passage):
            continue
        for match in _FIRM_LINE.finditer(document.text, passage.start, passage.end):
            span = match.span("org")
            if fold(match["org"]) not in document.facts.phrases and not any(
                s < span[1] and span[0] < e for s, e in found
            ):
                yield span


_SUBJECT = re.compile(
    r"\b(?:she|he|who|i|her|his|my|she['’]s|he['’]s|i['’]m|husband|wife|daughter|son|mother|father)\b"
)


def _is_of_patient(document: Document, passage: Passage, sentence: str) -> bool:
    """Whether a sentence goes on about a patient whom its passage names."""
    return document.has_person(passage) and _SUBJECT.search(sentence) is not None


_KIND = rf"(?:{_ORG_KIND}|General|Hospital|Clinic|Medical Center|Mutual|Express|Supply|Security|Staffing|Packing|Produce|Florists?|Flowers|Security|District|Schools|Products|Dry|Mart)"
# What a found name is said to be of: "Ike is from Linn County Library", "Eulalia, lunch lady at …".
_NAMED_AT = re.compile(
    rf"(?:[*_]{{0,2}}[ ](?:is[ ]|was[ ]|comes[ ]|works[ ])?(?:here[ ]|over[ ])?(?:from|of|with|at)[ ]|,[ ](?:an?[ ]|the[ ]|our[ ])?(?:[a-z-]+[ ]){{1,3}}(?:at|for|with|of|from)[ ]|,?[ ]\()(?:the[ ])?"
    rf"(?P<org>(?:{CAP}[ ](?:(?:of|and|&)[ ])?){{1,3}}{_KIND}|{CAP}[ ]&[ ]{CAP}|(?:post office|cannery|fire station|courthouse|library|hospital|grocery|sawmill|mill)[ ](?:in|on|at|of)[ ]{CAP}(?:[ ]{CAP})?)"
)
# The line between a found name and an address.
_FIRM_UNDER = re.compile(
    rf"[*]*[ \t]*\n[ \t>?*]*(?:c/o[ ]|at[ ])?(?P<org>(?:the[ ])?(?:{CAP}|[a-z]+)(?:[ ,]+(?:{CAP}|of|and|&|the|in|at|on|office)){{0,5}}?)[*]*[ \t]*\n(?:[ \t>?]*[^\W\d][^\n\d:,.!?]{{3,48}}\n)?[ \t>?]*(?:\d{{1,5}}[ ][\dA-Z]|P\.?[ ]?O\.?[ ]Box)"
)
_PLAIN_PLACE = re.compile(
    rf"\b(?:[Ww]orks?|[Ww]orked|[Ww]orking|[Jj]obs?|[Ss]hifts?|[Ee]mployed|delivers?|drives?|cooks?|cleans?|sorts?|packs?)\b[^.,;\n]{{0,20}}?\b(?:at|for|in)[ ](?P<org>the[ ](?:[a-z]+[ ])?(?:cannery|mill|post office|hospital|school|library|bakery|brewery|store|shop|garage|diner|cafe|hotel|plant|factory|warehouse|dairy|nursery|vineyard|shipyard|docks?|prison|jail|courthouse|bank|market|church|station|nursing home|sawmill|quarry|mine|casino|restaurant|grocery|pharmacy|dealership|co-op)[ ](?:on|in|at|of)[ ]{CAP}(?:[ ]{CAP}){{0,2}})"
)
_WORKS = word_set(
    "work works worked working job jobs shift shifts employed deliver delivers drive drives cook cooks clean cleans sort sorts pack packs"
)


# "new pt, lunch lady, Hoover Elementary, plantar fasciitis"
_BETWEEN_COMMAS = re.compile(rf",[ ](?P<org>(?:{CAP}[ ]){{1,3}}{_ORG_KIND})(?=[,.;\n]|$)")


def _in_jottings(document: Document) -> Iterator[tuple[int, int]]:
    """Workplaces between commas in a line written as in a chart."""
    for passage in document.with_words(triggers.WORKERS | {"pt", "new"}):
        if passage.marks & _HAS_ORG.bit and document.is_weak(passage):
            for match in _BETWEEN_COMMAS.finditer(document.text, passage.start, passage.end):
                if is_terse(document, match.start()):
                    yield match.span("org")


def _beside_names(
    document: Document, found: dict[tuple[int, int], Finding]
) -> Iterator[tuple[int, int]]:
    """Workplaces right behind a patient's name, or on the line below it."""
    ends = [f.end for f in document.findings if f.code == "phi-name"]
    for end in [*ends, *(last for _, last in found)]:
        for pattern in (_NAMED_AT, _FIRM_UNDER):
            match = pattern.match(document.text, end)
            if match is not None:
                yield match.span("org")
    for passage, match in document.matches(_PLAIN_PLACE, _WORKS, low=False):
        sentence = document.sentence_text(match.start())
        if _SUBJECT.search(sentence) and (
            document.speaks_of_one(passage) or words.PERSONAL_WEAK.search(sentence)
        ):
            yield match.span("org")


def employers(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    _at_work(document, found)
    for start, end in _on_letterheads(document, found):
        add(found, document, start, end, "a patient's workplace or school", certain=False)
    for start, end in chain(list(_beside_names(document, found)), _in_jottings(document)):
        passage = document.passage_at(start)
        known = fold(document.text[start:end]) in document.facts.phrases
        if passage is None or known or document.is_team(passage):
            continue
        if not any(s < end and start < e for s, e in found):
            add(found, document, start, end, "a patient's workplace or school", certain=False)
    for passage, match in _workplaces(document):
        org = _ORG_NAME.match(document.text, match.end())
        if (
            org is None
            or fold(org[0]) in document.facts.phrases
            or not document.may_be_personal(passage)
            or (document.is_event(passage) and not document.speaks_of_one(passage))
        ):
            continue
        sentence = document.sentence_text(match.start())
        if (
            document.is_team(passage)
            or words.STUDY.search(sentence)
            or words.EVENT.search(sentence)
            or is_history(document, passage)
        ):
            continue
        subject = (
            document.has_person(passage)
            or _WORKER.search(sentence) is not None
            or is_terse(document, match.start())
        )
        weak = words.PERSONAL_WEAK.search(sentence) is not None
        if (
            words.PERSONAL.search(sentence)
            or (subject and (weak or (_SUBJECT.search(sentence) and document.is_weak(passage))))
            or _is_of_patient(document, passage, sentence)
            or document.headed_personal(passage)
        ):
            add(found, document, org.start(), org.end(), "a patient's workplace or school")
