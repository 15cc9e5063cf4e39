"""Towns, counties, neighbourhoods and roads of patients."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.elsewhere import PART_OF
from referable.checks.phi.facts import plain_street
from referable.checks.phi.judging import is_history
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import AFTER_ORG, CAP, NOT_NAME
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import DIRECTIONS, STATE, Taken, geo, is_ours, is_place
from referable.checks.phi.states import COUNTRIES, STATE_CODES, STATE_NAMES
from referable.checks.phi.townlines import bare_lines, labelled, listed
from referable.checks.phi.whose import (
    is_public,
    names_one,
    names_public_figure,
    tells_of_one,
)
from referable.checks.phi.wordsets import word_set

__all__ = ["loose_places", "towns"]

_WAY = r"(?:all the way |down |up |over |in |out |across |back |here |way )"
_LIVES = re.compile(
    r"\b(?:she|he|client|patient) (?:now |still )?(?:lives|lived|grew up|works|farms|retired)\b[^.;\n]{0,50}\b(?:in|near|outside|of)[ ]+$|"
    rf"\b(?:lives?|lived|living|resid(?:es|ed|ing)|grew up|raised|born(?: and raised)?|home|house|farm|ranch|cabin|retired|moved(?: here)?|drives? {_WAY}?|"
    rf"commutes?|travels?|comes? {_WAY}?|came {_WAY}?|drove {_WAY}?|hail(?:s|ing)|originally|native|based|works?|stationed|settled|family|winters?|summers?)[ ]+(?:to us |in to us |here |us )?(?:in|from|near|outside|out of|of|to|around|at|on|just outside|by|up|past)[ ]+(?:of )?(?:the )?(?:town of |city of |village of |small town of |little town of |hamlet of |suburb of )?$"
)
_SUBJECT_FROM = re.compile(
    rf"\b(?:client|patient|(?:an?|our|one|the|my|her|his|this|that|retired|old|young) (?:[\w-]+ ){{0,2}}?{words.PERSON_NOUN}|someone|somebody|twins|sisters|brothers|person|runner|cyclist|grandmother|grandfather|mother|father|woman|man|gentleman|musician|\d{{2}}[- ]year[- ]old(?: \w+)?|year-old|she|he|i['’]m|i am|her|his|who|octogenarian|teen(?:ager)?|regular|couple|family)\b[^.;\n]{{0,30}}?\b(?:from|in|of|near|outside|out of|up in|over in|out in|down in)[ ]+(?:the )?(?:town of |city of |village of )?$"
)
_CLIENT_IN = re.compile(
    r"\b(?:our|a|my|one|another|the) (?:[\w-]+ ){0,2}?(?:client|patient|regular),? (?:in|from|near|outside|out of|over in|out in|up in)[ ]$|\b(?:her|his) (?:neighbou?rs?|friends|family|folks|house|farm|church) (?:in|from|near|outside)[ ]$"
)
_CAPS = re.compile(rf"{CAP}(?:[ \t]+{CAP}){{0,2}}")
_PREPOSITION = re.compile(
    r"\b(?:in|from|of|near|outside|to|around|at|via|past|beyond|between|leaving|left|reach|reached|above|by)[ \t]+(?:the[ \t]+)?(?:(?:small |little )?(?:town|city|village|hamlet|suburb) of[ \t]+)?$"
)
_MODAL = re.compile(r"[ ]+(?:may|can|must|should|will|could|might)\b")
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
_STATE_WORDS = frozenset(w for s in STATE_NAMES for w in s.split()) | frozenset(STATE_CODES)
_ROAD = re.compile(
    rf"\b(?:on|off|at|near|along|up|down|by|from|to)[ ](?:of[ ])?(?P<road>(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|Upper|Lower)\.?[ ])?(?:{CAP}[ ]){{1,2}}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Way|Circle|Loop|Highway|Hwy)\b\.?|(?:Highway|Hwy\.?|State Route|County Road|Route)[ ]\d+\w?)"
)
_TOWN_STATE = re.compile(rf"(?<![\w’'-])(?P<town>{CAP}(?:[ ]{CAP}){{0,2}}),[ ](?:{STATE})(?![\w-])")
_ONE = re.compile(
    r"\b(?:she|he|her|his|him|i|my|me|client|patient|mr|mrs|ms|woman|man|lady|gentleman|boy|girl|user|caller)\b"
)
_ORG_IN = re.compile(
    r"\b(?:clinics?|hospitals?|offices?|practices?|schools?|studios?|shops?|stores?|center|centre|therapists?|colleagues?|surgeons?|doctors?|physicians?|trained|studied|opened|founded|held|based|made|printed|published)[ ]+(?:\w+[ ]+)?(?:in|at|near|of|from|outside)[ ]+(?:the )?$"
)
_CLINICIAN = re.compile(
    r"\b(?:therapists?|doctors?|surgeons?|physicians?|neurologist|acupuncturist|chiropractor|dentist|psychologist|instructors?|speakers?|authors?|researchers?|professor|founder|pt|dpt|md|lmt|np|dc|nd|phd|rn),?[ ](?:who [a-z]+ )?(?:in|from|at|of|near)[ ](?:the )?$"
)
_MINE = re.compile(
    r"\b(?:i|we|our|my)\b.*\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b|\b(?:opened|founded)\b"
)
# A therapist who writes of a grandfather has a grandfather; a patient's voice is headed as such.
_AUTHORS_OWN = re.compile(
    r"(?:^|[.!?\n][ ]?)\W*(?:and |but )?my (?:late |own |great[- ])?(?:grand(?:mother|father|parents|ma|pa)|mother|father|parents|aunt|uncle|teacher|first teacher|mentor|family|people)(?:,[^,.\n]{2,50},)? (?:was|were|had|came|grew|ran|kept|taught|worked|farmed|lived|used)\b"
)
_PRACTICE = re.compile(r"\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b")
_ANYBODY = re.compile(
    r"\b(?:clients|patients|people|participants|authors?|researchers?|anyone|everyone|you|your|we are|our (?:office|clinic|practice|studio)|university|college|hospital|course|conference|workshop|trial|study|team|meeting|convention|published|press)\b"
)
_MANY_BEFORE = re.compile(
    r"\b(?:patients|clients|people|we|participants|authors?|researchers?)\b[^.]{0,40}$"
)
_ONE_OF = re.compile(
    r"\bone of (?:our|my) (?:clients|patients)\b|\bwe (?:saw|see|met|treat(?:ed)?|helped|work(?:ed)? with)\b"
)
_FROM_TOWN = re.compile(
    rf"(?:\b(?:[Aa]n?|[Oo]ur|[Oo]ne|[Tt]he|[Tt]his|[Tt]hat)[ ](?:[a-z-]+[ ])?|^[ \t>*-]*)(?P<town>(?:(?:North|South|East|West|Downtown|Upper|Lower)[ ])?{CAP}(?:[ ]{CAP})?)[ ](?=(?:[a-z-]+[ ])?(?:{words.PERSON_NOUN}|client|patient|regular)\b)(?!(?:[a-z]+[ ])?(?:[a-z]+ologists?|chiropractors?|pioneers?|therapists?|doctors?|surgeons?|physicians?|teachers?|instructors?|authors?|designers?|photographers?|providers?|practitioners?|writers?|printers?|researchers?|reporters?|lawyers?|trainers?)\b)",
    re.MULTILINE,
)
_BESIDE = re.compile(
    r"\b(?:(?:i|we|she|he|they|client|patient|pt|who) (?:now |still )?(?:lives?|lived)|living|(?:the |her |his |my |our |yellow |white |blue |red )(?:house|home|place|trailer|farm|cabin|apartment) is)[ ](?P<where>(?:just |right |out |up |down |over |way )?(?:on the corner|on|at|across|next|behind|near|by|off|past|two|three|\d+|beside|opposite|between|above|over|up|down|along)\b[^.\n;!?]{4,90})"
)
_SIGNED = re.compile(
    rf"(?:[–—(*-]|^|\n|\bby[ ]|[Ss]igned,?[ ])[ \t*_]*(?:[A-Z]\.(?:[ ]?[A-Z]\.)?(?:[ ]{CAP})?|{CAP}(?:[ ][A-Z]\w{{0,2}}\.?)?|(?:a|an|your)[ ][a-z -]{{3,40}}?|[A-Z][a-z]+ of \w+)(?:,| from| in| of)[ ](?P<town>{CAP}(?:[ ]{CAP}){{0,2}})(?=[*_ ]*(?:$|\n|[,.:)\"“”(<]))",
    re.MULTILINE,
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


_CARED_FOR = re.compile(
    r"\b(?:taken|ambulance|admitted|rushed|airlifted|transferred|surgery|operated|infusion|chemo|stayed|rehab)\b[^.;\n]{0,50}\b(?:hospital|clinic|er|center|centre) (?:in|at|near|outside) (?:the )?$|\b(?:her|his|my) (?:[\w-]+ )?(?:nursing home|hospital|school|work|office|shop|clinic) (?:in|at|near|outside) $"
)


def _town(document: Document, town: re.Match[str], taken: Taken) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    low = document.low
    start = town.start()
    passage = document.passage_at(start)
    if taken.holds(start) or passage is None:
        return None
    if document.personal_score(passage) < 1 and not document.sentence_personal(start):
        return None
    name = _town_name(town[0])
    if not name or (fold(name) in document.facts.towns and not document.has_person(passage)):
        return None
    if is_history(document, passage):
        return None
    end = start + len(name)
    if _MODAL.match(low, end):
        return None
    first, _ = document.sentence(start)
    before = low[max(first, start - 56) : start]
    if (_ORG_IN.search(before) and not _CARED_FOR.search(low, first, start)) or _CLINICIAN.search(
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
    if _is_authors_own(document, passage):
        return None
    if document.has_person(passage) or (
        document.sentence_personal(start) >= 1
        and (
            subject
            or re.search(r"\b(?:she|he|i|my|her|his|client|patient|who|man|woman)\b", sentence)
        )
    ):
        taken.add(start, end)
        return geo(start, end, "a town")
    return None


def _is_authors_own(document: Document, passage: Passage) -> bool:
    """Whether a page's writer tells of a relative or a teacher of their own."""
    return (
        document.kind is SourceKind.MARKDOWN
        and not document.headed_personal(passage)
        and _AUTHORS_OWN.search(document.low, passage.start, passage.end) is not None
        and not words.OF_CLIENTS.search(document.low, passage.start, passage.end)
    )


_QUOTES = ('"', "“", "”", ">", "★", "⭐")
_SENT = word_set(
    "note notes card cards review reviews letter testimonial feedback thank thanks signed"
)
_PEOPLE = word_set(
    "she he her his him i my me client patient mr mrs ms woman man lady gentleman boy girl user caller"
)


def loose_places(document: Document, taken: Taken) -> Iterator[Finding]:
    """Towns and roads in passages that speak of one patient, whatever stands before them."""
    for passage in document.passages:
        if _is_authors_own(document, passage):
            continue
        if not (
            document.is_weak(passage)
            or passage.marks & words.HAS_MOTION.bit
            or document.speaks_of_one(passage)
        ):
            continue
        quoted = any(document.text.find(mark, passage.start, passage.end) >= 0 for mark in _QUOTES)
        if not (quoted or len(document.capitals_in(passage)) > 1 or passage.has(_PEOPLE)):
            continue
        if (
            document.is_team(passage)
            or document.is_study(passage)
            or document.is_policy(passage)
            or is_history(document, passage)
        ):
            continue
        yield from _beside(document, passage, taken)
        yield from _roads(document, passage, taken)
        if quoted or passage.has(_SENT):
            yield from _signed(document, passage, taken)
        yield from _by_origin(document, passage, taken)
        if document.speaks_of_one(passage) or _is_told(document, passage):
            yield from _with_state(document, passage, taken)
            yield from _after_any(document, passage, taken)


def _is_told(document: Document, passage: Passage) -> bool:
    """Whether any sentence of a passage with a capital has a word for one person."""
    known = passage.memo.get("told")
    if known is None:
        known = passage.memo["told"] = int(
            not is_public(document, passage)
            and _ONE.search(document.low, passage.start, passage.end) is not None
        )
    return bool(known)


def _beside(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    if not (document.speaks_of_one(passage) or _is_told(document, passage)):
        return
    for match in _BESIDE.finditer(document.low, passage.start, passage.end):
        start, end = match.span("where")
        places = re.findall(r"[A-Z][\w'’-]+", document.text[start:end])
        if places and not (set(places) <= _STATE_WORDS) and not taken.holds(start):
            taken.add(start, end)
            yield geo(start, end, "a place somebody lives at", certain=False)


def _by_origin(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town in "a Brownsville grandmother"."""
    for match in _FROM_TOWN.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        if (
            is_place(match["town"])
            and fold(match["town"]) not in document.facts.towns
            and not taken.holds(start)
            and not _ANYBODY.search(document.sentence_text(start))
            and (document.speaks_of_one(passage) or tells_of_one(document, start, passage))
        ):
            taken.add(start, end)
            yield geo(start, end, "a town", certain=False)


def _roads(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    for match in _ROAD.finditer(document.text, passage.start, passage.end):
        start, end = match.span("road")
        if (
            plain_street(match["road"]) in document.facts.street_names
            or taken.holds(start)
            or not (document.speaks_of_one(passage) or tells_of_one(document, start, passage))
            or (
                is_ours(document, start, passage)
                and not re.search(r"\b(?:lives?|house|home)\b", document.sentence_text(start))
            )
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a street")


def _with_state(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town in "Lebanon, Oregon"."""
    for match in _TOWN_STATE.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        sentence = document.sentence_text(start)
        cared_for = _CARED_FOR.search(document.low, passage.start, start) is not None
        if (
            taken.holds(start)
            or fold(match["town"]) in document.facts.towns
            or (
                match[0].endswith((" MD", " PA", " MA", " DO", " LA"))
                and not lexicon.is_place(match["town"])
            )
            or (_ANYBODY.search(sentence) and not cared_for)
            or _MINE.search(sentence)
            or (_ORG_IN.search(document.low, passage.start, start) and not cared_for)
            or not (
                _ONE.search(sentence)
                or document.has_person(passage)
                or "year" in sentence
                or names_one(document, start)
            )
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a town", certain=False)


def _after_any(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """Known towns after any preposition."""
    for town in _after_prepositions(document, passage):
        if taken.holds(town.start()):
            continue
        name = _town_name(town[0])
        if not name or not lexicon.is_place(name) or fold(name) in document.facts.towns:
            continue
        start, end = town.start(), town.start() + len(name)
        sentence = document.sentence_text(start)
        cared_for = _CARED_FOR.search(document.low, passage.start, start) is not None
        if (
            _MINE.search(sentence)
            or (_ANYBODY.search(sentence) and not cared_for)
            or (_ORG_IN.search(document.low, passage.start, start) and not cared_for)
            or not (
                _ONE.search(sentence) or document.has_person(passage) or names_one(document, start)
            )
            or AFTER_ORG.match(document.text, end)
            or names_public_figure(document, start)
            or any(f.start < end and start < f.end for f in document.findings)
            or _MODAL.match(document.low, end)
        ):
            continue
        taken.add(start, end)
        yield geo(start, end, "a town", certain=False)


def _signed(document: Document, passage: Passage, taken: Taken) -> Iterator[Finding]:
    """The town under a quotation: "— M., Philomath"."""
    for match in _SIGNED.finditer(document.text, passage.start, passage.end):
        start, end = match.span("town")
        if (
            not taken.holds(start)
            and is_place(match["town"])
            and not document.facts.knows_person((fold(match["town"]),))
            and not any(f.start <= start < f.end and f.secret for f in document.findings)
        ):
            taken.add(start, end)
            yield geo(start, end, "a town", certain=False)


def _prepositions(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.with_words(triggers.LIVES):
        if document.may_be_personal(passage):
            yield from _after_prepositions(document, passage)


def _after_prepositions(document: Document, passage: Passage) -> Iterator[re.Match[str]]:
    """Capitalised words after "in", "from", "the town of" and the like."""
    for capital in document.capitals_in(passage):
        if document.text[capital - 1 : capital] == " " and _PREPOSITION.search(
            document.low, max(passage.start, capital - 32), capital
        ):
            town = _CAPS.match(document.text, capital)
            part = PART_OF.search(document.low, max(passage.start, capital - 24), capital)
            if town is not None and part is None:
                yield town


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


def _town_name(phrase: str) -> str:
    words_ = phrase.split()
    if fold(words_[0]) in COUNTRIES:
        return ""
    if len(words_) > 1 and fold(words_[0]) in DIRECTIONS and lexicon.is_place(" ".join(words_[1:])):
        return phrase
    if lexicon.is_place(phrase):
        return phrase
    while words_ and fold(words_[-1]) in NOT_NAME:
        words_.pop()
    if not words_ or (fold(words_[0]) in NOT_NAME and not lexicon.is_place(" ".join(words_))):
        return ""
    name = " ".join(words_)
    while len(words_) > 1 and not lexicon.is_place(name):
        words_.pop()
        name = " ".join(words_)
    if fold(name) in {fold(s) for s in STATE_NAMES} or name.upper() in STATE_CODES:
        return ""
    return name
