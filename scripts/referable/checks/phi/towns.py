"""Towns, counties and areas that the words before tie to one person."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.judging import is_history
from referable.checks.phi.lexicon import fold
from referable.checks.phi.loosetowns import loose_places
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import AFTER_ORG, CAP
from referable.checks.phi.places import Taken, geo, is_ours
from referable.checks.phi.townlines import bare_lines, labelled, listed
from referable.checks.phi.townwords import (
    CARED_FOR,
    MODAL,
    ORG_IN,
    after_prepositions,
    is_authors_own,
    town_name,
)
from referable.checks.phi.whose import (
    names_one,
    tells_of_one,
)
from referable.checks.phi.wordsets import word_set

__all__ = ["towns"]

_WAY = r"(?:all the way |down |up |over |in |out |across |back |here |way )"
_LIVES = re.compile(
    rf"\b(?:drives?|drove|comes?|came|rides?|rode|bikes?|walks?|walked|flies|flew)[ ]{_WAY}{{0,2}}(?:from|out of)[ ]$|"
    r"\b(?:she|he|client|patient) (?:now |still )?(?:lives|lived|grew up|works|farms|retired)\b[^.;\n]{0,50}\b(?:in|near|outside|of)[ ]+$|"
    rf"\b(?:lives?|lived|living|resid(?:es|ed|ing)|grew up|raised|born(?: and raised)?|home|house|farm|ranch|cabin|retired|moved(?: here)?|"
    rf"commutes?|travels?|hail(?:s|ing)|originally|native|based|works?|stationed|settled|family|winters?|summers?)[ ]+(?:to us |in to us |here |us )?(?:way |right |clear )?(?:out |up |down |over |back )?(?:past|beyond|toward|in|from|near|outside|out of|of|to|around|at|on|just outside|by|up|past)[ ]+(?:of )?(?:the )?(?:town of |city of |village of |small town of |little town of |hamlet of |suburb of )?$"
)
_SUBJECT_FROM = re.compile(
    rf"\b(?:client|patient|(?:an?|our|one|the|my|her|his|this|that|retired|old|young) (?:[\w-]+ ){{0,2}}?{words.PERSON_NOUN}|someone|somebody|twins|sisters|brothers|person|runner|cyclist|grandmother|grandfather|mother|father|woman|man|gentleman|musician|\d{{2}}[- ]year[- ]old(?: \w+)?|year-old|she|he|i['’]m|i am|her|his|who|octogenarian|teen(?:ager)?|regular|couple|family)\b[^.;\n]{{0,30}}?\b(?:from|in|of|near|outside|out of|up in|over in|out in|down in)[ ]+(?:the )?(?:town of |city of |village of )?$"
)
_CLIENT_IN = re.compile(
    r"\b(?:our|a|my|one|another|the) (?:[\w-]+ ){0,2}?(?:client|patient|regular),? (?:in|from|near|outside|out of|over in|out in|up in)[ ]$|\b(?:her|his) (?:neighbou?rs?|friends|family|folks|house|farm|church) (?:in|from|near|outside)[ ]$"
)
_COUNTY = re.compile(rf"\b{CAP}(?:[ \t]+{CAP})?[ \t]+(?:County\b|Co\.(?![ ](?:Inc|Ltd))|Parish\b)")
_COUNTY_OFFICE = re.compile(
    r"[ ](?:Fire|Sheriff|Clerk|Health|Library|Court|Courthouse|Fair|Fairgrounds|Commission|Board|Department|Extension|Historical|Museum|Parks|Public|Search|Humane|Medical|Transit)"
)
_COUNTY_OF_ALL = re.compile(
    r"\b(?:we (?:serve|cover|travel|visit|are|see)|our (?:clinic|office|practice)|(?:people|adults|women|men|residents|anyone|everyone|serving|across|throughout) (?:\w+ ){0,4}|health department|sheriff|courthouse|fair|library|commissioners?|court)\b"
)
_OF_PATIENTS = re.compile(
    r"\b(?:a|one|two|three|our|another|my) (?:new )?(?:clients?|patients?)\b|\b(?:clients?|patients?) (?:from|in) [^.\n]{2,40}:"
)
_CLINICIAN = re.compile(
    r"\b(?:therapists?|doctors?|surgeons?|physicians?|neurologist|acupuncturist|chiropractor|dentist|psychologist|instructors?|speakers?|authors?|researchers?|professor|founder|pt|dpt|md|lmt|np|dc|nd|phd|rn),?[ ](?:who [a-z]+ )?(?:in|from|at|of|near)[ ](?:the )?$"
)
_PRACTICE = re.compile(r"\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b")
_MANY_BEFORE = re.compile(
    r"\b(?:patients|clients|people|we|participants|authors?|researchers?)\b[^.]{0,40}$"
)
_ONE_OF = re.compile(
    r"\bone of (?:our|my) (?:clients|patients)\b|\bwe (?:saw|see|met|treat(?:ed)?|helped|work(?:ed)? with)\b"
)
_AREA = re.compile(
    rf"\b(?:in|from|near|around|of|by|at|out|up|down|on|along|behind|above|below|past)[ ](?:the[ ])?(?P<area>(?:{CAP}[ ]){{1,3}}(?:Valley|River|Creek|Lake|Island|Butte|Canyon|Hills?|Beach|Bay|Harbor|Mountain|Prairie|Flats?|Grange|Reservation|Rancheria|Pueblo|Township|Twp\.?|Borough|Heights|[Nn]eighbou?rhood|[Dd]istrict|[Ss]ubdivision|[Aa]rea|[Ww]ard|[Pp]recinct|[Ss]uburb|[Pp]arish|[Qq]uarter|Mobile Home Park|Trailer Park|Estates|Apartments|Commons|Village))\b|\b(?P<numbered>(?:[Cc]ensus [Tt]racts?|[Bb]lock [Gg]roups?|[Pp]recincts?|[Ss]chool [Dd]istricts?|[Ww]ards?|[Hh]ouse [Dd]istricts?|[Ff]ire [Dd]istricts?|[Ff]ips(?: code)?|FIPS(?: code)?|GEOID|[Pp]arcel|[Tt]ax lot)[ ](?:no\.?[ ]|#[ ]?)?\d[\w.-]*)"
)
_AREA_WORDS = word_set(
    """valley river creek lake island butte canyon hill hills beach bay harbor mountain prairie flat flats grange reservation rancheria
    pueblo township twp borough heights neighborhood neighbourhood district subdivision area ward precinct suburb parish quarter park
    estates apartments commons village tract tracts precincts districts wards fips geoid parcel lot block"""
)


def towns(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns that the words before tie to one person, towns between commas, and counties."""
    for town in _prepositions(document):
        if (finding := _town(document, town, taken)) is not None:
            yield finding
    yield from listed(document, taken)
    yield from loose_places(document, taken)
    yield from _areas(document, taken)
    yield from labelled(document, taken)
    if document.kind in {SourceKind.TEXT, SourceKind.MARKDOWN}:
        yield from bare_lines(document, taken)
    for passage, match in document.matches(
        _COUNTY, frozenset({"county", "co", "parish"}), low=False
    ):
        if taken.holds(match.start()):
            continue
        if _COUNTY_OFFICE.match(document.text, match.end()):
            continue
        sentence = document.sentence_text(match.start())
        first = max(passage.start, match.start() - 50)
        if (
            document.has_person(passage)
            or document.sentence_personal(match.start()) >= 3
            or tells_of_one(document, match.start(), passage)
            or _OF_PATIENTS.search(document.low, first, match.end() + 2)
        ) and not _COUNTY_OF_ALL.search(sentence):
            taken.add(*match.span())
            yield geo(match.start(), match.end(), "a county")


def _town(document: Document, town: re.Match[str], taken: Taken) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    low = document.low
    start = town.start()
    passage = document.passage_at(start)
    if taken.holds(start) or passage is None:
        return None
    if document.personal_score(passage) < 1 and not document.sentence_personal(start):
        return None
    name = town_name(town[0])
    if not name or (fold(name) in document.facts.towns and not document.has_person(passage)):
        return None
    if is_history(document, passage):
        return None
    end = start + len(name)
    if MODAL.match(low, end):
        return None
    first, _ = document.sentence(start)
    before = low[max(first, start - 56) : start]
    if (ORG_IN.search(before) and not CARED_FOR.search(low, first, start)) or _CLINICIAN.search(
        before
    ):
        return None
    if document.is_event(passage) and not document.has_person(passage):
        return None
    lives, subject = _LIVES.search(before), _SUBJECT_FROM.search(before)
    client = _CLIENT_IN.search(before)
    if not (lives or subject or client) or not (lexicon.is_place(name) or client or lives):
        return None
    sentence = document.sentence_text(start)
    if (
        re.search(r"\b(?:i|we|our)\b", sentence)
        and _PRACTICE.search(sentence)
        and not document.headed_personal(passage)
    ):
        return None
    if _MANY_BEFORE.search(_ONE_OF.sub("our client", before)) or words.STUDY.search(sentence):
        return None
    if document.is_team(passage) and not document.headed_personal(passage):
        return None
    if is_authors_own(document, passage):
        return None
    if document.has_person(passage) or (
        document.sentence_personal(start) >= 1
        and (
            subject
            or re.search(
                r"\b(?:she|he|i|my|her|his|client|patient|who|man|woman|vet|veteran|pt)\b", sentence
            )
        )
    ):
        taken.add(start, end)
        return geo(start, end, "a town")
    return None


def _prepositions(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.with_words(triggers.LIVES):
        if document.may_be_personal(passage):
            yield from after_prepositions(document, passage)


def _areas(document: Document, taken: Taken) -> Iterator[Finding]:
    """Valleys, neighbourhoods, precincts and other parts of a state."""
    for passage, match in document.matches(_AREA, _AREA_WORDS, low=False):
        group = "area" if match["area"] else "numbered"
        start, end = match.span(group)
        if taken.holds(start) or document.is_team(passage) or document.is_study(passage):
            continue
        if AFTER_ORG.match(document.text, end):
            continue
        before = document.low[max(passage.start, start - 56) : start]
        lives = _LIVES.search(before) or _SUBJECT_FROM.search(before) or _CLIENT_IN.search(before)
        if group == "numbered":
            tied = tells_of_one(document, start, passage) or names_one(document, start)
        else:
            tied = bool(
                lives
                and not _MANY_BEFORE.search(_ONE_OF.sub("our client", before))
                and (tells_of_one(document, start, passage) or document.speaks_of_one(passage))
            )
        if tied and (group == "numbered" or not is_ours(document, start, passage)):
            taken.add(start, end)
            yield geo(start, end, "a part of a state")
