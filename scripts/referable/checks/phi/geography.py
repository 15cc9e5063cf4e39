"""PHI-GEO (B): places smaller than a state that belong to a patient."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.facts import plain_street
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.names import AFTER_ORG, CAP, NOT_NAME
from referable.checks.phi.passages import Passage
from referable.checks.phi.states import STATE_CODES, STATE_NAMES

__all__ = ["find"]

_SUFFIX = (
    r"(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd|Boulevard|L(?:a)?ne?|C(?:our)?t|Pl(?:ace)?|Way|Ter(?:race)?|Cir(?:cle)?|Hwy|Highway|"
    r"Pkwy|Parkway|Loop|Trail|Tr|Rise|Row|Square|Sq|Alley|Crescent|Close|Mews|Gardens|Grove|Hill|View|Point|Run|Path|Walk|Bend|Crossing|Cove|"
    r"Heights|Ridge|Landing|Meadows?|Estates|Commons|Plaza|Pike|Turnpike|Route|Xing|Fork|Spur|Hollow|Creek)\b\.?"
)
_CITY = rf"(?:{CAP}(?:[ \t]+{CAP}){{0,2}})"
_STATE = r"(?:" + "|".join(STATE_CODES) + r"|" + "|".join(STATE_NAMES) + r"|Ore\.|Wash\.|Calif\.)"
_TAIL = rf"(?:,?[ \t]*(?:#[ ]?\w+|(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ss]te|No|[Ll]ot|[Ss]pace|Rm|Room|Bldg|Floor|Fl)\.?[ \t]*#?[\w-]+))?(?:(?:,?[ \t]*\n?[ \t]*|,?[ ]in[ ]){_CITY})?(?:,[ \t]*|[ \t]+|[ \t]*\n[ \t]*)?(?:{_STATE}\b)?(?:[ \t,]+|[ \t]*\n[ \t]*)?(?:\d{{5}}(?:-\d{{4}})?)?"
_ADDRESS = re.compile(
    rf"(?<![\w$.,/#-])\d{{1,6}}[a-zA-Z]?[ \t]+(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.?[ \t]+)?(?:(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))[ \t]+){{0,4}}?(?:(?<=[ \t])|)(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))[ \t]+{_SUFFIX}(?![\w-]){_TAIL}"
)
_BOX = re.compile(
    rf"\b(?:P\.?[ ]?O\.?[ ]?Box|Post Office Box|R\.?R\.?[ ]?#?\d+,?[ ]?Box|[Rr]ural [Rr]oute \d+,? [Bb]ox|[Rr]ural [Bb]ox)[ \t]*#?\d+\b(?:,?[ \t]*{_CITY})?(?:,?[ \t]*{_STATE}\b)?(?:[ \t]+\d{{5}}(?:-\d{{4}})?)?"
)
_LOOSE_ADDRESS = re.compile(
    rf"(?<![\w$.,/#-])\d{{1,6}}[ \t]+{CAP}(?:[ \t]+{CAP}){{1,4}}(?:,[ \t]*{_CITY})*(?:,?[ \t]*{_STATE}\b)?(?:[ \t]+\d{{5}}(?:-\d{{4}})?)?"
)
_LOW_ADDRESS = re.compile(
    r"(?<![\w$.,/#-])\d{1,6}[ \t]+(?:[nsew]|ne|nw|se|sw)?\.?[ \t]*(?:[a-z][a-z'’-]+[ \t]+|\d{1,3}(?:st|nd|rd|th)[ \t]+){1,3}(?:street|st|avenue|ave|road|rd|drive|blvd|boulevard|lane|ln|court|ct|terrace|circle|highway|hwy|loop)\b"
)
_FRAME = re.compile(
    r"\b(?:(?:my|her|his|their|home|mailing|billing|new|old|street|client['’]?s?|patient['’]?s?) (?:\w+ )?address(?:es)?(?: is| was| to|:|,|=)*|address(?:es)?(?: \w+){0,4}[:=]|(?:send|ship|mail|deliver|sent|where)[^?\n]{0,40}\?[ ]*(?:[a-z]+:)?|"
    r"i (?:now |once |still |used to )?live[ds]? (?:at|in|on)|(?:she|he|they) (?:now |still )?lives? (?:at|on)|living at|moved to|lives? at|"
    r"(?:send|mail|ship|post|deliver|drop|bill|forward|sent) (?:it|them|this|the \w+(?: \w+)?|my \w+|her \w+|his \w+) (?:to|at|off at)|sent to(?: me at)?|pick (?:me|her|him) up (?:at|from)|"
    r"(?:home|house) visit (?:at|to)|come to|meet me at|taxi to|here they are:|following:?|address with|it['’]s in|(?:home|house|place|apartment|condo|cabin|farm) (?:is )?(?:at|on)|resid(?:es|ing|ence) (?:at|on|in)|located at|here['’]s (?:\w+['’]s )?address:|(?:new|old|current|my|our|her|his) (?:place|house|apartment|flat|home) (?:is |will be )?(?:now )?(?:at )?|address[^?\n]{0,30}\?|\bwhere (?:do|does|did|should|can|is)\b[^?\n]{0,40}\?)[ \t\n]*(?:[a-z]+:[ ]*)?(?:it['’]?s |that['’]?s |i['’]?m at |sure,? |yes,? )?$"
)
_LIVES = re.compile(
    r"\b(?:she|he|client|patient) (?:now |still )?(?:lives|lived|grew up|works|farms|retired)\b[^.;\n]{0,50}\b(?:in|near|outside|of)[ ]+$|"
    r"\b(?:lives?|lived|living|resid(?:es|ed|ing)|grew up|raised|born(?: and raised)?|home|house|farm|ranch|cabin|retired|moved|drives? (?:over |up |down |in )?(?:all the way )?|commutes?|travels?|comes? (?:all the way )?|"
    r"came (?:all the way )?|originally|native|based|works?|stationed|settled|family)[ ]+(?:to us |in to us |here |us )?(?:in|from|near|outside|of|to|around|at|on|just outside)[ ]+(?:of )?(?:the )?(?:town of |city of |village of |small town of |little town of )?$"
)
_SUBJECT_FROM = re.compile(
    r"\b(?:client|patient|runner|cyclist|swimmer|dancer|teacher|nurse|farmer|welder|baker|carpenter|violinist|potter|logger|gardener|grandmother|grandfather|mother|mom|dad|father|woman|man|lady|gentleman|boy|girl|"
    r"retiree|widow|widower|veteran|musician|pianist|driver|mechanic|barista|student|golfer|climber|rower|skier|hiker|plumber|electrician|engineer|lawyer|firefighter|librarian|accountant|programmer|dentist|hairdresser|chef|"
    r"cellist|flutist|drummer|weaver|\d{2}[- ]year[- ]old(?: \w+)?|year-old|she|he|i['’]m|i am|her|his|who|octogenarian|teen(?:ager)?)\b[^.;\n]{0,30}?\b(?:from|in|of|near|outside)[ ]+(?:the )?(?:town of |city of |village of )?$"
)
_AILING_PART = re.compile(
    rf"\b(?:for|with) (?:a |an |the |her |his )?(?:{words.BODY}|{words.AILMENT})\b"
)
_CLIENT_IN = re.compile(
    r"\b(?:our|a|my|one|another|the) (?:[\w-]+ ){0,2}?(?:client|patient|regular) (?:in|from|near|outside)[ ]$|\b(?:her|his) (?:neighbou?rs?|friends|family|folks|house|farm|church) (?:in|from|near|outside)[ ]$"
)
_BETWEEN_COMMAS = re.compile(
    rf"(?:,|\n|[|(–—])[ \t]*(?P<town>{CAP}(?:[ \t]+{CAP}){{0,2}})[ \t]*(?=[,\n;|).]|$)"
)
_CAPS = re.compile(rf"{CAP}(?:[ \t]+{CAP}){{0,2}}")
_PREPOSITION = re.compile(
    r"\b(?:in|from|of|near|outside|to|around|at|via|past|beyond|between|leaving|left|reach|reached|above)[ \t]+(?:the[ \t]+)?(?:(?:small |little )?(?:town|city|village) of[ \t]+)?$"
)
_COUNTY = re.compile(rf"\b{CAP}(?:[ \t]+{CAP})?[ \t]+County\b")
_ZIP_LEAD = re.compile(
    rf"(?<![\w])(?:(?i:zip ?code|zip|postal code|postcode)(?: is|:)?[ \t]*|{_STATE},?[ \t\n]+"
    r"|(?i:(?:from|in|near|to|around|outside|for)[ ]|of the (?:client|patient)[^\n.]{0,30}:[ ]))$"
)
_BARE_ZIP = re.compile(r"^[ \t]*(?P<zip>\d{5}(?:-\d{4})?)[ \t]*$", re.MULTILINE)
_FIVE_DIGITS = re.compile(r"(?P<zip>\d{5}(?:-\d{4})?)(?![\d-])")
_DECIMALS = re.compile(r"\d\.\d{4,},")
_CORNER = re.compile(
    rf"\b(?:corner of|intersection of|(?:walks?|walked|drives?|drove|comes?|came|bikes?|rides?)(?: (?:over|in|down|up|all the way))? from(?=[ \t]+(?:the )?[A-Z][\w’'-]+[ ](?:and|&)[ ](?:\d|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|[A-Z]))|milepost \d+,(?:[ ]on)?|mile (?:marker )?\d+,(?:[ ]on)?|(?:lives?|house|home|apartment|farm|ranch|cabin|place|trailer) (?:at|on|near|by)(?: the corner of)?)[ \t]+(?P<road>(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))(?:[ \t]+{CAP})*(?:[ \t]+(?:and|&)[ \t]+(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))(?:[ \t]+{CAP})*)?)"
)
_GEOCODE = re.compile(r"(?<![\d.])-?\d{1,2}\.\d{4,},[ \t]*-?\d{2,3}\.\d{4,}")
_OURS = re.compile(
    r"\b(?:our|we|us|office|clinic|studio|practice|hospital|library|restaurant|venue|parking|bus|park|driver|pedestrians|entrance|workshop|class|conference|held|where:|"
    r"suite|store|school|church|hall|board|department|publisher|press|press,|directions|shop|cafe|café|market|pool|gym|pharmacy|return to|visit us|find us)\b"
)


def find(document: Document) -> Iterator[Finding]:  # noqa: C901, PLR0912 - a chain of early returns
    """All places of patients."""
    taken: list[tuple[int, int]] = []
    for finding in _addresses(document):
        taken.append((finding.start, finding.end))
        yield finding
    for match in document.at_numbers(_FIVE_DIGITS):
        if not (
            _ZIP_LEAD.search(document.text, max(0, match.start() - 24), match.start())
            or re.search(
                r"\b(?:zip|post(?:al )?code)",
                document.low[max(0, match.start() - 50) : match.start()],
            )
            or document.text[match.start() - 1 : match.start()] == "("
        ):
            continue
        passage = document.passage_at(match.start("zip"))
        if (
            passage is None
            or _inside(match.start("zip"), taken)
            or document.is_crowded(passage, "zip codes")
        ):
            continue
        labelled = (
            (
                re.search(r"\b(?:zip|postal|postcode)", document.sentence_text(match.start()))
                and (
                    document.speaks_of_one(passage)
                    or _AILING_PART.search(document.sentence_text(match.start()))
                    or re.search(
                        r"\b(?:clients?|patients?)\b", document.sentence_text(match.start())
                    )
                )
            )
            or (
                document.text[match.start() - 1 : match.start()] == "("
                and document.sentence_personal(match.start()) >= 3
            )
            or (
                re.search(
                    r"zip|post|from|in |near",
                    document.low[max(0, match.start() - 16) : match.start()],
                )
                and re.search(
                    r"\b(?:client|patient|female|male|man|woman|her|his|my)\b",
                    document.sentence_text(match.start()),
                )
            )
        )
        if set(match["zip"]) <= {"0", "-"}:
            continue
        if (labelled or document.personal_score(passage) >= 2) and not _is_ours(
            document, match.start("zip"), passage
        ):
            yield _geo(match.start("zip"), match.end("zip"), "a ZIP code")
    if document.personal:
        for match in _BARE_ZIP.finditer(document.text):
            if not _inside(match.start("zip"), taken):
                yield _geo(match.start("zip"), match.end("zip"), "a ZIP code")
    codes = (
        document.matches(_GEOCODE, low=False, digits=True)
        if _DECIMALS.search(document.text)
        else ()
    )
    for _, match in codes:
        passage = document.passage_at(match.start())
        if passage is not None and (
            document.personal_score(passage) >= 1
            or re.search(
                r"\b(?:patient|client|home visit|her|his)\b", document.sentence_text(match.start())
            )
        ):
            yield _geo(match.start(), match.end(), "a position on the map")
    for _, match in document.matches(
        _CORNER,
        frozenset(
            {
                "corner",
                "intersection",
                "lives",
                "live",
                "house",
                "home",
                "apartment",
                "farm",
                "ranch",
                "cabin",
                "place",
                "trailer",
                "milepost",
                "mile",
                "walks",
                "walked",
                "drives",
                "drove",
                "comes",
                "came",
                "bikes",
                "rides",
            }
        ),
        low=False,
    ):
        passage = document.passage_at(match.start())
        if (
            passage is not None
            and not _inside(match.start("road"), taken)
            and (
                document.personal_score(passage) >= 2
                or _ONE.search(document.sentence_text(match.start()))
            )
            and not _is_ours(document, match.start(), passage)
        ):
            taken.append(match.span("road"))
            yield _geo(match.start("road"), match.end("road"), "a street")
    yield from _towns(document, taken)


def _addresses(document: Document) -> Iterator[Finding]:
    seen: list[tuple[int, int]] = []
    for pattern in (_ADDRESS, _LOOSE_ADDRESS, _LOW_ADDRESS):
        for match in _numbered(document, pattern):
            start, end = match.start(), match.start() + len(match[0].rstrip(" \t\n,"))
            passage = document.passage_at(start)
            if passage is None or any(s < end and start < e for s, e in seen):
                continue
            if plain_street(match[0].split(",")[0]) in document.facts.addresses or any(
                plain_street(match[0]).startswith(a) for a in document.facts.addresses
            ):
                seen.append((start, end))
                continue
            _first, _ = document.sentence(start)
            before = document.low[max(passage.start, start - 60) : start]
            framed = _FRAME.search(before) is not None
            if pattern is not _ADDRESS and not framed:
                continue
            if not _place_tied(document, start, passage, framed=framed):
                continue
            seen.append((start, end))
            end = _until_sentence(document.text, start, end)
            yield _geo(start, end, "a street address")


def _numbered(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    yield from document.at_numbers(pattern, low=pattern is _LOW_ADDRESS)
    if pattern is _ADDRESS:
        for _, match in document.matches(_BOX, frozenset({"box"}), low=False, digits=True):
            yield match


def _until_sentence(text: str, start: int, end: int) -> int:
    """The end of an address; a following sentence's first word is no town."""
    match = re.search(r"\.[ \t]", text[start:end])
    return start + match.start() if match and match.start() > 12 else end


def _place_tied(document: Document, start: int, passage: Passage, *, framed: bool) -> bool:
    ours = _is_ours(document, start, passage)
    if re.search(
        r"\b(?:home|house) (?:visits?|calls?)\b", document.low[passage.start : passage.end]
    ) and document.is_weak(passage):
        return True
    if framed and not ours:
        return bool(
            document.personal_score(passage) >= 1
            or document.headed_personal(passage)
            or re.search(
                r"\b(?:my|me|i|her|his|she|he|client|patient|user|caller|guest)\b",
                document.sentence_text(start),
            )
        )
    if document.has_person(passage):
        return not ours
    if document.headed_personal(passage):
        return not ours
    return document.personal_score(passage) >= 2 and not ours and not document.is_event(passage)


_AT_HOME = re.compile(
    r"\b(?:(?:see|saw|treat\w*|visit\w*) (?:her|him) at home|(?:she|he|client|patient) lives|(?:her|his) (?:home|house|place|apartment|farm))\b"
)


def _is_ours(document: Document, start: int, passage: Passage) -> bool:
    first, last = document.sentence(start)
    near = document.low[max(first, start - 60) : min(last, start + 60)]
    if _AT_HOME.search(near):
        return False
    match = _OURS.search(
        re.sub(
            r"\b(?:our|one of our) (?:[\w-]+ ){0,2}?(?:clients?|patients?)\b|\bwe (?:saw|see|meet|met|work\w*|treat\w*|drove|drive|go|bring|travel|visit\w*|called|mail\w*|sent)\b",
            "",
            near,
        )
    )
    if match is None:
        return False
    return not (
        document.headed_personal(passage) and words.PERSONAL.search(document.low, first, last)
    )


def _geo(start: int, end: int, what: str, *, certain: bool = True) -> Finding:
    return Finding("phi-geo", start, end, what, "", certain, "Write the state only, or drop it.")


def _inside(position: int, taken: list[tuple[int, int]]) -> bool:
    return any(s <= position < e for s, e in taken)


def _towns(document: Document, taken: list[tuple[int, int]]) -> Iterator[Finding]:  # noqa: C901, PLR0912 - a chain of early returns
    low = document.low
    for town in _prepositions(document):
        if _inside(town.start(), taken):
            continue
        passage = document.passage_at(town.start())
        if passage is None or (
            document.personal_score(passage) < 1 and not document.sentence_personal(town.start())
        ):
            continue
        name = _town_name(town[0])
        if not name or (fold(name) in document.facts.towns and not document.has_person(passage)):
            continue
        end = town.start() + len(name)
        if re.match(r"[ ]+(?:may|can|must|should|will|could|might)\b", low[end : end + 12]):
            continue
        first, _ = document.sentence(town.start())
        before = low[max(first, town.start() - 56) : town.start()]
        if _ORG_IN.search(before):
            continue
        lives, subject = _LIVES.search(before), _SUBJECT_FROM.search(before)
        if not (lives or subject or _CLIENT_IN.search(before)):
            continue
        known = lexicon.is_place(name) or _CLIENT_IN.search(before) is not None
        if not known and not lives:
            continue
        sentence = document.sentence_text(town.start())
        if (
            re.search(r"\b(?:i|we|our)\b", sentence)
            and re.search(
                r"\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b", sentence
            )
            and not document.headed_personal(passage)
        ):
            continue
        before = re.sub(r"\bone of (?:our|my) (?:clients|patients)\b", "our client", before)
        if re.search(
            r"\b(?:patients|clients|people|we|participants|authors?|researchers?)\b[^.]{0,40}$",
            before,
        ) or words.STUDY.search(sentence):
            continue
        if document.is_team(passage) and not document.headed_personal(passage):
            continue
        if document.has_person(passage) or (
            document.sentence_personal(town.start()) >= 1
            and (
                subject
                or re.search(r"\b(?:she|he|i|my|her|his|client|patient|who|man|woman)\b", sentence)
            )
        ):
            yield _geo(town.start(), end, "a town")
    yield from _listed_towns(document, taken)
    yield from _loose_places(document, taken)
    for _, match in document.matches(_COUNTY, frozenset({"county"}), low=False):
        passage = document.passage_at(match.start())
        if passage is None or _inside(match.start(), taken):
            continue
        sentence = document.sentence_text(match.start())
        if (
            document.has_person(passage) or document.sentence_personal(match.start()) >= 3
        ) and not re.search(
            r"\b(?:we (?:serve|cover|travel|visit|are|see)|our (?:clinic|office|practice|clients|patients)|patients|clients|health department|sheriff|courthouse|fair|library)\b",
            sentence,
        ):
            yield _geo(match.start(), match.end(), "a county")


_STATE_WORDS = frozenset(w for s in STATE_NAMES for w in s.split()) | frozenset(STATE_CODES)
_ROAD = re.compile(
    rf"\b(?:on|off|near|along|up|down|by)[ ](?P<road>(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|Upper|Lower)\.?[ ])?(?:{CAP}[ ]){{1,2}}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Way|Circle|Loop|Highway|Hwy)\b\.?)"
)
_TOWN_STATE = re.compile(
    rf"(?<![\w’'-])(?P<town>{CAP}(?:[ ]{CAP}){{0,2}}),[ ](?:{_STATE})(?![\w-])"
)
_ONE = re.compile(
    r"\b(?:she|he|her|his|him|i|my|me|client|patient|mr|mrs|ms|woman|man|lady|gentleman|boy|girl|user|caller)\b"
)
_ORG_IN = re.compile(
    r"\b(?:clinics?|hospitals?|offices?|practices?|schools?|studios?|shops?|stores?|center|centre|therapists?|colleagues?|surgeons?|doctors?|physicians?|trained|studied|opened|founded|held|based|made|printed|published)[ ]+(?:\w+[ ]+)?(?:in|at|near|of|from|outside)[ ]+(?:the )?$"
)
_MINE = re.compile(
    r"\b(?:i|we|our|my)\b.*\b(?:practice|clinic|opened|therapist|studio|trained|licensed)\b|\b(?:opened|founded)\b"
)
_ANYBODY = re.compile(
    r"\b(?:clients|patients|people|participants|authors?|researchers?|anyone|everyone|you|your|we are|our (?:office|clinic|practice|studio)|university|college|hospital|course|conference|workshop|trial|study|team|meeting|convention|published|press)\b"
)


_FROM_TOWN = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ur|[Oo]ne|[Tt]he)[ ](?:[a-z-]+[ ])?(?P<town>{CAP}(?:[ ]{CAP})?)[ ](?={words.PERSON_NOUN}\b)(?!(?:[a-z]+[ ])?(?:therapists?|doctors?|surgeons?|physicians?|teachers?|instructors?|authors?|designers?|photographers?|providers?|practitioners?|writers?|printers?|researchers?|reporters?|lawyers?|trainers?)\b)"
)
_BESIDE = re.compile(
    r"\b(?:(?:i|we|she|he|they) (?:now )?(?:lives?|lived)|living|(?:the |her |his |my |our |yellow |white |blue |red )(?:house|home|place|trailer|farm|cabin|apartment) is)[ ](?P<where>(?:just |right )?(?:on the corner|on|at|across|next|behind|near|by|off|past|two|three|\d+|beside|opposite|between|above|over|up|down)\b[^.\n;!?]{4,90})"
)


def _loose_places(document: Document, taken: list[tuple[int, int]]) -> Iterator[Finding]:  # noqa: C901, PLR0912 - a chain of early returns
    """Towns and roads in passages that speak of one patient, whatever stands before them."""
    text = document.text
    for passage in document.passages:
        if document.is_team(passage) or document.is_study(passage) or document.is_policy(passage):
            continue
        if not document.speaks_of_one(passage):
            continue
        for match in _BESIDE.finditer(document.low, passage.start, passage.end):
            start, end = match.span("where")
            written = text[start:end]
            places = re.findall(r"[A-Z][\w'’-]+", written)
            if places and not (set(places) <= _STATE_WORDS) and not _inside(start, taken):
                taken.append((start, end))
                yield _geo(start, end, "a place somebody lives at", certain=False)
        for match in _FROM_TOWN.finditer(text, passage.start, passage.end):
            start, end = match.span("town")
            if (
                lexicon.is_place(match["town"])
                and fold(match["town"]) not in document.facts.towns
                and not _inside(start, taken)
                and not _ANYBODY.search(document.sentence_text(start))
            ):
                taken.append((start, end))
                yield _geo(start, end, "a town", certain=False)
        for match in _ROAD.finditer(text, passage.start, passage.end):
            start, end = match.span("road")
            if (
                plain_street(match["road"]) in document.facts.street_names
                or _inside(start, taken)
                or (
                    _is_ours(document, start, passage)
                    and not re.search(r"\b(?:lives?|house|home)\b", document.sentence_text(start))
                )
            ):
                continue
            taken.append((start, end))
            yield _geo(start, end, "a street")
        for match in _TOWN_STATE.finditer(text, passage.start, passage.end):
            start, end = match.span("town")
            sentence = document.sentence_text(start)
            if (
                _inside(start, taken)
                or fold(match["town"]) in document.facts.towns
                or (
                    match[0].endswith((" MD", " PA", " MA", " DO", " LA"))
                    and not lexicon.is_place(match["town"])
                )
                or _ANYBODY.search(sentence)
                or _MINE.search(sentence)
                or _ORG_IN.search(document.low, passage.start, start)
                or not (_ONE.search(sentence) or document.has_person(passage) or "year" in sentence)
            ):
                continue
            taken.append((start, end))
            yield _geo(start, end, "a town", certain=False)
        for town in _after_prepositions(document, passage):
            if _inside(town.start(), taken):
                continue
            name = _town_name(town[0])
            if not name or not lexicon.is_place(name) or fold(name) in document.facts.towns:
                continue
            start, end = town.start(), town.start() + len(name)
            sentence = document.sentence_text(start)
            if (
                _ANYBODY.search(sentence)
                or _MINE.search(sentence)
                or _ORG_IN.search(document.low, passage.start, start)
                or not (_ONE.search(sentence) or document.has_person(passage))
                or AFTER_ORG.match(text, end)
                or any(f.start < end and start < f.end for f in document.findings)
                or re.match(
                    r"[ ]+(?:may|can|must|should|will|could|might)\b", document.low[end : end + 12]
                )
            ):
                continue
            taken.append((start, end))
            yield _geo(start, end, "a town", certain=False)


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
            if town is not None:
                yield town


def _listed_towns(document: Document, taken: list[tuple[int, int]]) -> Iterator[Finding]:
    """Towns between commas in a line about a patient: "Z.F., 38, potter, Philomath"."""
    for passage in document.passages:
        if not document.has_person(passage) or document.is_team(passage):
            continue
        for match in _BETWEEN_COMMAS.finditer(document.text, passage.start, passage.end):
            start, end = match.span("town")
            if (
                _inside(start, taken)
                or not lexicon.is_place(match["town"])
                or lexicon.is_given(match["town"])
            ):
                continue
            if any(f.start <= start < f.end for f in document.findings):
                continue
            taken.append((start, end))
            yield _geo(start, end, "a town")


_DIRECTIONS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "old",
        "downtown",
        "upper",
        "lower",
    }
)


def _town_name(phrase: str) -> str:
    words_ = phrase.split()
    if (
        len(words_) > 1
        and fold(words_[0]) in _DIRECTIONS
        and lexicon.is_place(" ".join(words_[1:]))
    ):
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
