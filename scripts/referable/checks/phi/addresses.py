"""Street addresses, post boxes, corners and rooms of patients."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.facts import plain_street
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import CAP
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import STATE, Taken, geo, is_ours
from referable.checks.phi.whose import is_commented, is_public, names_one, tells_of_one
from referable.checks.phi.wordsets import word_set

__all__ = ["addresses", "corners"]

_SUFFIX = (
    r"(?:St(?:reet)?|Ave?(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd|Boulevard|L(?:a)?ne?|C(?:our)?t|Pl(?:ace)?|Way|Ter(?:race)?|Cir(?:cle)?|Hwy|Highway|"
    r"Pkwy|Parkway|Loop|Trail|Trl|Tr|Rise|Row|Square|Sq|Alley|Crescent|Cres|Close|Mews|Gardens|Grove|Hill|View|Point|Run|Path|Walk|Bend|Crossing|Cove|"
    r"Heights|Ridge|Landing|Meadows?|Estates|Commons|Plaza|Pike|Turnpike|Route|Xing|Fork|Spur|Hollow|Creek|STREET|AVENUE|AVE|ROAD|RD|DRIVE|DR|LANE|LN|COURT|CT|ST|BLVD|BOULEVARD|PLACE|PL|WAY|TERRACE|TER|CIRCLE|CIR|HWY|HIGHWAY|LOOP|TRAIL|TRL|RISE|ROW|CRESCENT|CLOSE|GROVE|HILL|VIEW|POINT|PATH|RIDGE|PARKWAY|PKWY)\b\.?"
)
_WORD = rf"(?:{CAP}\.?|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH)|[A-Z]\b)"
_CITY = rf"(?:{CAP}(?:[ \t]+{CAP}){{0,2}})"
_UNIT = r"(?:#[ ]?\w+|(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ss]te|No|[Ll]ot|[Ss]pace|[Ss]pc|Rm|Room|Bldg|Floor|Fl|[Tt]railer)\.?[ \t]*#?[\w-]+)"
_TAIL = rf"(?:,?[ \t]*{_UNIT})?(?:(?:,?[ \t]*\n?[ \t]*|,?[ ]in[ ]|[ ]+[-–—/·|][ ]+){_CITY})?(?:,[ \t]*|[ \t]+|[ \t]*\n[ \t]*)?(?:{STATE}\b)?(?:[ \t,]+|[ \t]*\n[ \t]*)?(?:\d{{5}}(?:-\d{{4}})?)?"
_ADDRESS = re.compile(
    rf"(?<![\w$.,/#-])\d{{1,6}}(?:[a-zA-Z]|[ ]?[½¼]|-\d{{1,4}}|[ ]1/2)?[ \t]+(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.?[ \t]+)?(?:"
    rf"(?:{_WORD}[ \t]+){{0,4}}?{_WORD}[ \t]+{_SUFFIX}(?:[ ](?:[NSEW]|NE|NW|SE|SW)\b)?"
    rf"|(?:Hwy|Highway|State Route|County Road|Co\.? Rd\.?|Route|Rte\.?|US|I|OR|SR|CR)[ -]*\d{{1,4}}[A-Z]?\b|(?:Calle|Avenida|Rue|Via|Camino|Paseo|Avenue|Broadway)\b(?:[ ]{CAP}){{0,3}})(?![\w-]){_TAIL}"
)
_BOX = re.compile(
    rf"(?<=address\? )Box[ ]\d+\b(?:,[ ]{_CITY})?|(?<=address: )Box[ ]\d+\b(?:,[ ]{_CITY})?|(?<=address is )Box[ ]\d+\b(?:,[ ]{_CITY})?|\b(?:(?:P\.?[ ]?O\.?|p\.?[ ]?o\.?)[ ]?[Bb]ox|Post Office Box|R\.?R\.?[ ]?#?\d+,?[ ]?Box|[Rr]ural [Rr]oute \d+,? [Bb]ox|[Rr]ural [Bb]ox|PMB|HC[ ]\d+,?[ ]Box)[ \t]*#?\d+\b(?:,?[ \t]*{_CITY})?(?:,?[ \t]*{STATE}\b)?(?:[ \t]+\d{{5}}(?:-\d{{4}})?)?"
)
_LOOSE_ADDRESS = re.compile(
    rf"(?<![\w$.,/#-])\d{{1,6}}[ \t]+{CAP}(?:[ \t]+{CAP}){{0,4}}(?:,[ \t]*{_CITY})*(?:,?[ \t]*{STATE}\b)?(?:[ \t]+\d{{5}}(?:-\d{{4}})?)?"
)
_LOW_ADDRESS = re.compile(
    r"(?<![\w$.,/#-])\d{1,6}[ \t]+(?:[nsew]|ne|nw|se|sw)?\.?[ \t]*(?:[a-z][a-z'’-]+[ \t]+|\d{1,3}(?:st|nd|rd|th)[ \t]+){1,3}(?:street|st|avenue|ave|av|road|rd|drive|dr|blvd|boulevard|lane|ln|court|ct|terrace|ter|circle|cir|highway|hwy|loop|place|pl|way|trail|trl|rise|row|crescent|grove|parkway|pkwy)\b(?!-)"
)
_NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|oh|hundred|thousand|and)"
_WORDED = re.compile(
    rf"\b(?i:{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,5}})[ ](?:(?:North|South|East|West|[NSEW])\.?[ ])?(?:(?:{CAP}|[A-Za-z]+(?:th|st|nd|rd))[ ]){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Way|Circle|Loop|Highway|Terrace|Boulevard|Blvd)\b(?:,[ ]{_CITY})?"
)
_STREET_NUMBER = re.compile(
    rf"(?:{CAP}[ ]){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Way|Circle|Loop|Terrace)\.?,?[ ](?:number|no\.?|#|at)[ ]?\d{{1,5}}\b|(?:Calle|Rue|Via|Camino)[ ](?:{CAP}[ ]?){{1,3}},?[ ]?\d{{1,5}}\b"
)
_NUMBERS_IN_WORDS = word_set(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand"""
)
_STREETS = word_set(
    "street st avenue ave road rd drive dr lane ln court ct place way circle loop highway terrace boulevard blvd calle rue via camino"
)
_ROOM = re.compile(
    rf"\b(?:[Rr]oom|[Rr]m|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]pace|[Ss]pc|[Ll]ot|[Cc]ottage|[Bb]ed|[Ss]ite|[Ss]uite|[Ss]lip)\.?[ ]?#?[\dA-Z][\dA-Z-]{{0,4}}(?:,[ ]|[ ](?:at|of|in)[ ](?:the[ ])?|[ ])(?P<home>{CAP}(?:[ ](?:{CAP}|of|at|the))*[ ](?:Assisted Living|Living|Manor|Village|Park|Court|Estates?|Apartments?|Apts|Villas?|Gardens|Terrace|House|Lodge|Homes?|Place|Center|Care|Rehab|Retirement|Senior|Commons|Towers?|Marina|Campground|RV|Mobile|Hall|Dorms?|Barracks|Hotel|Motel|Inn|Shelter|Hospice|Memory|Crossing|Ridge|Landing|Meadows?|Heights|Hills|Pointe?|Grove|Creek|Trace|Woods|Pines|Oaks|Acres|Plaza|Square|Station|Flats|Lofts|Residences?|Suites|Cottages|Farm|Arms|Terraces?)(?:[ ]{CAP})*)"
    rf"|\b(?:{CAP}[ ]){{1,3}}(?:Motel|Hotel|Inn|Lodge|Apartments?|Apts|Manor|Villas?|Towers?|Hall|Campground|Marina|Shelter|Assisted Living|Retirement|Mobile Home Park|RV Park),?[ ](?:[Rr]oom|[Rr]m|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]pace|[Ss]ite|[Ss]lip|#)\.?[ ]?#?\d\w{{0,4}}\b(?:,[ ](?:Hwy|Highway|Route)\.?[ ]\d+)?"
)
_ROOMS = word_set("room rm apt apartment unit space spc lot cottage bed site suite slip")
_FRAME = re.compile(
    r"\b(?:(?:my|her|his|their|home|mailing|billing|new|old|street|client['’]?s?|patient['’]?s?|pt['’]?s?) (?:\w+ )?addr(?:ess(?:es)?)?(?: is| was| to|:|,|=)*|addr(?:ess(?:es)?)?(?: \w+){0,4}[:=]|(?:send|ship|mail|deliver|sent|where)[^?\n]{0,40}\?[ ]*(?:[a-z]+:)?|"
    r"i (?:now |once |still |used to )?live[ds]? (?:at|in|on)|(?:she|he|they) (?:now |still )?lives? (?:at|on)|living at|mov(?:ed|ing|es?) to|lives? at|"
    r"(?:send|mail|ship|post|deliver|drop|bill|forward|sent|leave|bring|take|return) (?:it|them|this|(?:the|a|my|her|his|our) (?:\w+ ){1,3})\s?(?:to|at|off at):?|sent to(?: me at)?|by (?:mail|post)(?: to| at)?|(?:pick|picked) (?:me|her|him) up (?:at|from)|"
    r"(?:home|house) (?:visit|call)s?(?: (?:at|to|for))?:?|come to|meet (?:me|her|him) at|taxi to|uber to|here they are:|following:?|address with|it['’]s in|(?:home|house|place|apartment|condo|cabin|farm|trailer|ranch|moving|moves?)(?: is)?(?: at| on|:|,)|resid(?:es|ing|ence)(?: (?:at|on|in|is))?:?|located at|here['’]s (?:\w+['’]s )?address:|(?:new|old|current|my|our|her|his|client['’]s|patient['’]s) (?:place|house|apartment|flat|home|addr)(?: is| will be)?(?: now)?(?: at)?[:,]?|address[^?\n]{0,30}\?|\bwhere (?:do|does|did|should|can|is)\b[^?\n]{0,40}\?|(?:client|patient|pt|runner|she|he) (?:is )?(?:at|from|of)|(?:drove|driven|walk(?:s|ed)|dropped|go|goes|went) (?:her |him |home |over )*to|(?:visit|see|saw|treat(?:ed)?|visited) (?:the |our )?(?:patient|client|her|him|mrs\.? \w+|mr\.? \w+|ms\.? \w+) at|(?:gave|given)(?: us)?|lives?)[ \t\n]*(?:[a-z]+:[ ]*)?(?:it['’]?s |it is |that['’]?s |i['’]?m at |sure,? |yes,? )?$"
)
_DIRECTED = re.compile(r"\d{2,6}[ ]+(?:NW|NE|SW|SE|N\.|S\.|E\.|W\.)[ ]")
# Words before or after a loose "418 Alder" that make it a count.
_NO_STREET = re.compile(
    r"\d+[ \t]+(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Visits?|Sessions?|Minutes?|Weeks?|AM|PM|[A-Z]{2,})\b"
)
_CORNER = re.compile(
    rf"\b(?:corner of|intersection of|(?:walks?|walked|drives?|drove|comes?|came|bikes?|rides?)(?: (?:over|in|down|up|all the way))? from(?=[ \t]+(?:the )?[A-Z][\w’'-]+[ ](?:and|&)[ ](?:\d|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|[A-Z]))|milepost \d+,?(?:[ ]on)?|mile (?:marker )?\d+,?(?:[ ]on)?|(?:lives?|(?<!open )house|home|apartment|farm|ranch|cabin|place|trailer) (?:at|on|near|by|off)(?: the corner of| the [a-z]+ side of)?|(?i:my|her|his|client['’]s|patient['’]s) (?:street|road|block|lane|cross streets?) (?:is|are|:))[ \t]+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b)(?P<road>(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))(?:[ \t]+{CAP})*(?:[ \t]+(?:and|&)[ \t]+(?:{CAP}|\d{{1,3}}(?:st|nd|rd|th))(?:[ \t]+{CAP})*)?)"
)
_CORNER_WORDS = word_set(
    """street road block lane cross corner intersection lives live house home apartment farm ranch cabin place trailer milepost mile walks walked drives drove comes
    came bikes rides"""
)
_ONE = re.compile(
    r"\b(?:she|he|her|his|him|i|my|me|client|patient|mr|mrs|ms|woman|man|lady|gentleman|boy|girl|user|caller)\b"
)
_HOME_VISIT = re.compile(r"\b(?:(?:home|house)[ _-]?(?:visits?|calls?)|hv)\b")
_POSTED = re.compile(
    r"\b(?:superbill|receipt|invoice|statement|intake (?:packet|forms?)|heating pad|gift card|records?|chart|refund)\b"
)


def addresses(document: Document) -> Iterator[Finding]:
    """Numbered streets, boxes and rooms that belong to a patient."""
    seen: list[tuple[int, int]] = []
    for pattern in (_ADDRESS, _LOOSE_ADDRESS, _LOW_ADDRESS, _BOX):
        for match in _numbered(document, pattern):
            start, end = match.start(), match.start() + len(match[0].rstrip(" \t\n,"))
            passage = document.passage_at(start)
            if passage is None or any(s < end and start < e for s, e in seen):
                continue
            if _is_known(document, match[0]):
                seen.append((start, end))
                continue
            before = document.low[max(passage.start, start - 60) : start]
            framed = _FRAME.search(before) is not None
            loose = pattern in {_LOOSE_ADDRESS, _LOW_ADDRESS}
            if loose and (
                (not framed and not _DIRECTED.match(match[0])) or _NO_STREET.match(match[0])
            ):
                continue
            if not _is_tied(document, start, passage, framed=framed):
                continue
            seen.append((start, end))
            yield geo(start, _until_sentence(document.text, start, end), "a street address")
    yield from _in_words(document, seen)
    yield from _rooms(document, seen)


def _is_known(document: Document, written: str) -> bool:
    """Whether an address is one of the practice's."""
    known = document.facts.addresses
    return plain_street(written.split(",", maxsplit=1)[0]) in known or any(
        plain_street(written).startswith(a) for a in known
    )


def _numbered(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    if pattern is _BOX:
        boxes = document.matches(_BOX, frozenset({"box", "pmb"}), low=False, digits=True)
        yield from (match for _, match in boxes)
    else:
        yield from document.at_numbers(pattern, low=pattern is _LOW_ADDRESS, lengths=(1, 6))


def _in_words(document: Document, seen: list[tuple[int, int]]) -> Iterator[Finding]:
    """Streets whose number is a word, or comes last."""
    for passage in document.with_words(_STREETS):
        patterns = []
        if not _NUMBERS_IN_WORDS.isdisjoint(passage.words):
            patterns.append(_WORDED)
        if passage.digits:
            patterns.append(_STREET_NUMBER)
        for pattern in patterns:
            for match in pattern.finditer(document.text, passage.start, passage.end):
                start, end = match.span()
                if any(s < end and start < e for s, e in seen):
                    continue
                before = document.low[max(passage.start, start - 60) : start]
                if _is_tied(document, start, passage, framed=_FRAME.search(before) is not None):
                    seen.append((start, end))
                    yield geo(start, end, "a street address")


def _rooms(document: Document, seen: list[tuple[int, int]]) -> Iterator[Finding]:
    """A room or lot in a named house: "Room 214 at Willow Court Assisted Living"."""
    for passage, match in document.matches(_ROOM, _ROOMS, low=False):
        start, end = match.span()
        if any(s < end and start < e for s, e in seen) or is_public(document, passage):
            continue
        if tells_of_one(document, start, passage) or (
            (
                names_one(document, start)
                or _HOME_VISIT.search(document.low, passage.start, passage.end)
            )
            and not is_ours(document, start, passage)
        ):
            seen.append((start, end))
            yield geo(start, end, "a place somebody lives at")


def _until_sentence(text: str, start: int, end: int) -> int:
    """The end of an address; a following sentence's first word is no town."""
    match = re.search(r"\.[ \t]", text[start + 12 : end])
    return start + 12 + match.start() if match else end


_BETWEEN = re.compile(r"[*]*[ \t]*\n(?:[^\n]{0,60}\n){0,2}[ \t>?]*")


def _is_under_name(document: Document, start: int) -> bool:
    """Whether an address stands on the line below a patient's name, or below the workplace there."""
    return any(
        f.code == "phi-name" and f.end < start and _BETWEEN.fullmatch(document.text, f.end, start)
        for f in document.findings
    )


# "Bot: What is your address? User: ..." is asked of a caller.
_YOURS = re.compile(
    r"\b(?:what(?:['’]?s| is)|tell me|confirm|verify|give me|spell) your (?:[\w-]+ ){0,2}address[^?.\n]{0,20}[?.][\s\"]*(?:[a-z]+:[ ]*)?(?:it['’]?s |it is |that['’]?s |sure,? |yes,? )?$"
)


def _is_tied(document: Document, start: int, passage: Passage, *, framed: bool) -> bool:
    ours = is_ours(document, start, passage)
    if _HOME_VISIT.search(document.low, passage.start, passage.end) and (
        document.is_weak(passage) or names_one(document, start)
    ):
        return True
    sentence = document.sentence_text(start)
    if (
        framed
        and document.kind is SourceKind.TEXT
        and _YOURS.search(document.low, passage.start, start)
    ):
        return True
    if framed and not ours:
        return bool(
            document.personal_score(passage) >= 1
            or document.headed_personal(passage)
            or re.search(
                r"\b(?:my|me|i|her|his|she|he|client|patient|user|caller|guest)\b",
                sentence,
            )
            or (_POSTED.search(sentence) and not is_public(document, passage))
            or tells_of_one(document, start, passage)
        )
    if document.has_person(passage):
        return not ours or _is_under_name(document, start)
    if document.headed_personal(passage):
        return not ours
    if ours or document.is_event(passage):
        return False
    if document.team and not words.OF_CLIENTS.search(sentence):
        return False
    if document.personal_score(passage) >= 2:
        return True
    if is_commented(document, start, passage) and document.is_weak(passage):
        return True
    return tells_of_one(document, start, passage) > 0


def corners(document: Document, taken: Taken) -> Iterator[Finding]:
    """Roads that somebody lives on: "the corner of Second and Alder", "milepost 12 on ..."."""
    for _, match in document.matches(_CORNER, _CORNER_WORDS, low=False):
        passage = document.passage_at(match.start())
        if (
            passage is not None
            and not taken.holds(match.start("road"))
            and (
                document.personal_score(passage) >= 2
                or _ONE.search(document.sentence_text(match.start()))
            )
            and not is_ours(document, match.start(), passage)
        ):
            taken.add(*match.span("road"))
            yield geo(match.start("road"), match.end("road"), "a street")
