"""Places where the words before or around promise a patient's name."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.doings import PERSON_ACTS
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.names import (
    CAP,
    NOT_NAME,
    Name,
    Shape,
    is_proper,
    name_at,
)
from referable.checks.phi.passages import Passage
from referable.checks.phi.unlikely import given_at

__all__ = ["addressed", "doubtful", "frames", "led", "listed", "restored", "scheduled", "subjects"]

_RELATIVE = (
    r"(?:husband|wife|spouse|partner|fianc[eé]e?|boyfriend|girlfriend|daughter|son|kids?|child|children|baby|toddler|"
    r"twins?|mother|mom|mum|mama|father|dad|papa|sister|brother|grandm(?:other|a)|grandf(?:ather)?|grandpa|"
    r"grandson|granddaughter|grandkids?|aunt|uncle|niece|nephew|cousin|stepson|stepdaughter|in-law|friend|neighbou?r|"
    r"roommate|caregiver|boss|guardian|dog)"
)
_TITLE = re.compile(
    r"(?<![\w/])(?:mr|mrs|ms|miss|mx|messrs|frau|herr|señora|señor|señorita|sra|mme|mlle|madame|monsieur|signora|signor)\b\.?[ \t]+"
)
_RANK = re.compile(
    r"(?<![\w/])(?:captain|capt|coach|pastor|reverend|rev|deacon|sergeant|sgt|officer|lieutenant|deputy|private|corporal|granny|grandma|grandpa|gramps|nana|auntie|aunt|uncle|old|little|big|poor|dear|sweet|young|miss|madame|señora|señor|abuela|tía)\b\.?[ ]+(?:(?:mr|mrs|ms)\.?[ ])?(?=[a-z'’-]+)"
)
_MANY = re.compile(
    r"\b(?:patients|clients|regulars|runners we see|people we (?:see|treat))\b[^.\n:]{0,60}:[ ]+|\b(?:our|my) (?:[\w-]+ ){0,2}?(?:patients|clients|regulars)(?:,[ ]+|[ ](?=[a-z'’. -]{0,8}[a-z'’-]+(?:,| and | & )))"
)
_BACK_TO_LIFE = re.compile(
    r"\b(?:got|getting|brought|helped|helping|treated|treating|put|saw|seen|eased|nursed|coached|worked (?:on|with))[ ](?=[A-Z])"
)
_IN_HEALTH = re.compile(
    rf"[^.\n]{{0,40}}\b(?:back|through|out of|over|after|to (?:her|his)|return|again|with (?:her|his))\b[^.\n]{{0,40}}\b(?:{words.AILMENT}|{words.BODY}|marathon|work|race|stairs|table|feet|saddle|bike|again)\b",
    re.IGNORECASE,
)
_FRAMES = (
    # certain: the words before say that a person's own name follows
    (re.compile(r"\b(?:my|her|his|the (?:client|patient)['’]?s?) (?:full |legal |real |first |last |given |family |married |maiden |middle |old |new |birth )*na?me?s?(?: is| was| are|['’]s|:)?,? (?:now |still |spelled |actually )?"), 3),
    (re.compile(r"\b(?:maiden|last|married|first|middle|former|family|full|legal|real|actual|true) name(?: is| was|['’]s|:)[ \t]*"), 3),
    (re.compile(r"\b(?:call|calls|called) (?:me|her|him) (?:by )?"), 2),
    (re.compile(r"\b(?:goes by|signs (?:her|his|all) (?:\w+ )?(?:e-?mails?|notes?|letters?|texts?|name)?(?: as)?|known (?:to \w+ |here |everywhere |by everyone |only |better ){0,3}as|nicknamed|nick-?name[:,]?(?: is)?|a\.?k\.?a\.?:?|née|nee|formerly|answers to)[ \t]+"), 3),
    (re.compile(rf"\b(?:nam(?:e|ed|es|ing)|call(?:ed|s|ing)?|christened|nicknamed|baptized) (?:him|her|them|(?:the|their|her|his|our|my) (?:[\w-]+ )?(?:{_RELATIVE}|boy|girl|firstborn|newborn))[ \t]+(?!back\b)"), 3),
    (re.compile(rf"\b{_RELATIVE} of (?:(?:our|my|the) (?:client|patient|regular)s?,? )?"), 3),
    (re.compile(r"\bspell(?:ed|s|ing)?[:,]? (?:(?:your|it|that|her|his|my|the) (?:[\w-]+ )?(?:name)?[^\w\n]{0,3}(?:out )?(?:(?:for me|please)[^\w\n]{1,3})?(?:(?:user|caller|client|patient|guest|customer|her|him)[ ]?:[ ]*)?(?:(?:it['’]?s|that['’]?s|sure|yes)[,:]? ){0,2})?"), 3),
    (re.compile(r"\b(?:said|says|asked|asks|shouted|whispered|laughed|yelled|giggled|replied|cried|called|told) (?=[\w'’-]+ (?:to|at|from|across) [a-z])"), 2),
    (re.compile(r"\b(?:my|our|her|his|the|from|see) (?:\w+ )?(?:notes?|files?|charts?|records?|folder|paperwork|dossier) (?:on|for|of|about|from) (?!the\b)"), 3),
    (re.compile(r"\b(?:soy|me llamo|mi nombre es|habla|le habla|je suis|je m['’]appelle|mon nom est|ich bin|ich hei(?:ß|ss)e|mein name ist|me chamo|meu nome é|mi chiamo|ako si)[ ]"), 3),
    (re.compile(r"^[ \t>*_-]*re:[ \t]*", re.MULTILINE), 2),
    (re.compile(r"\bname on (?:the|my|her|his) (?:account|file|card|chart|appointment|booking|insurance)(?:\?| is|:)?[ \t]*(?:[a-z]+:)?[ \t]*"), 3),
    (re.compile(r"\b(?:your|the) (?:\w+ ){0,2}?name\?[ \t\n]*(?:[a-z]+:)?[ \t]*(?:it['’]s |this is |i['’]m )?"), 3),
    (re.compile(r"\b(?:it['’]?s|it is|might be|maybe|be|booked|listed|file[sd]?|it|appointment|account|reservation) (?:\w+ )?under (?:the name (?:of )?|my \w+['’]s name,? )?"), 3),
    (re.compile(r"\bunder (?:the name (?:of )?|my \w+['’]s (?:last )?name,? |her \w+['’]s name,? |his \w+['’]s name,? )"), 3),
    (re.compile(r"\b(?:change|correct|update|switch|fix) (?:it|the name|my name|the last name|my last name|her name|his name)(?: \w+){0,3}? to[ \t]+"), 3),
    (re.compile(r"\b(?:add|list|put|make)[ \t]+(?=[^.\n]{2,40} as (?:a |an |my |the |her |his )?(?:guardian|emergency|contact|beneficiary|caregiver|second|authorized|guarantor|proxy|person))"), 3),
    (re.compile(r"\b(?:hello|hi|hey|good (?:morning|afternoon|evening))[,!.]? (?:\w+[,!.]? )?(?:this is|it['’]?s|i['’]?m|i am|my name['’]?s) "), 3),
    (re.compile(r"\b(?:patient|client|cleint|clinet|clent|pateint|patinet|pt|cl|customer|emergency contact|next of kin|contact person|insured|subscriber|claimant|policyholder|guarantor)(?: name)?(?:['’]s name)?(?: is| was|:|,| -| =)?[ \t]+"), 3),
    (re.compile(r"\b(?:client|patient|woman|man|runner|teacher|lady|gentleman|guy|girl|boy|someone|lad|mom|dad|nurse|farmer|cyclist|athlete|person|regular) (?:named|called|by the name of|we['’]ll call her|whose name is) "), 4),
    (re.compile(rf"\b(?:my|her|his|their|our|your|[a-z]+['’]s) (?:\w+ )?{_RELATIVE}(?:['’]s name)?(?:,| is| was|:| named| called| \()?[ \t]+"), 2),
    (re.compile(r"\bhappy (?:belated )?(?:birthday|\d+(?:st|nd|rd|th)(?: birthday)?|anniversary)(?: to)?(?: our \w+)?,? "), 3),
    (_TITLE, 2),
    (_RANK, 2),
    (re.compile(r"(?:^|[.,!?:][ ]|\b(?:hi|hello|hey),? )(?:it['’]?s|this is|im|i['’]m|its) ", re.MULTILINE), 2),
    (re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening))?[,! ]*(?=[a-z'’-]+(?: [a-z'’-]+)? (?:here|speaking|calling|writing)\b)", re.MULTILINE), 3),
    (re.compile(r"^[ \t>*_-]*(?=[\w'’-]+(?: [\w'’-]+)?, (?:if you|your|you|we|thank|please|happy|welcome|congrat))", re.MULTILINE), 2),
    (re.compile(r"[.!?,][ ](?:thank you|thanks|yours|love|gratefully|hugs)[.!,][ ](?=[\w'’-]+ [\w'’-]+[*_\"”’]*[ \t]*(?:\n|$))", re.MULTILINE), 2),
    (re.compile(r"\bthe (?=[a-z'’-]+ (?:family|families|twins|sisters|brothers|household|kids?|couple|girls?|boys?|lady|baby|woman|clan|siblings|place|house|home|farm|ranch)\b)"), 2),
    (re.compile(r"\b(?:sincerely|regards|thx|ty|tx|tysm|talk soon|see (?:you|ya)(?: then| soon)?|love|thanks(?: (?:again|so much|a lot|a million))?|thank you(?: (?:again|so much))?|cheers|best(?: wishes)?|yours(?: truly)?|warmly|xo+|gratefully|(?:grateful|happy|faithful|loyal|your) (?:patient|client|friend|fan)|hugs|take care|blessings|signed|respectfully|namaste|cordially|in gratitude)[,.!]*[ \t]*\n+[ \t>]*[-—–~*_]*[ \t]*(?:(?:a|your|an? ever) (?:grateful|happy|thankful|faithful|loyal) )?"), 2),
    (re.compile(r"\b(?:referring|referred|sending (?:us|me)|sent (?:us|me)|referral (?:of|for)|(?:see|saw|seen|treat|evaluate|accept) your patient,?|re|regarding):? (?:(?:our|your) (?:mutual )?(?:client|patient),? )?(?=[\w'’-]+ [\w.'’ -]{2,30}?,?[ (]*(?:dob|d\.o\.b|\(|for|with|who|age|\d))"), 3),
    (re.compile(r"\b(?:class|id|data-\w+|itemprop)=[\"'][^\"'\n]{0,30}\b(?:client|patient|reviewer|testimonial)(?:[ _-]?name)?\b[^>\n]{0,60}>[ ]*"), 3),
    (re.compile(r"[?&;](?:full_?|first_?|last_?|f|l|your_?|client_?|patient_?)?name=", re.MULTILINE), 3),
)  # fmt: skip
# Words after which a capitalised word is somebody who is treated, if the passage is about care.
_LEAD = re.compile(
    r"(?<!\w)(?:(?:story|case|recovery|hands?|knees?|hips?|shoulders?|wrists?|feet) of|"
    r"i['’]m|i am|this is|me,|it['’]s|from:?|with|for|from|to|about|meet|met|dear|hi,?|hello,?|hey,?|watch|ring|phone|confirmed for|took|it['’]?s|visit to|hug to|well soon,?|note to self:|i,|see|saw|seen|seeing|treated?|treating|massaged|massaging|helped|helping|remind|text|call|called|phone|phoned|e-?mail|squeeze|fit|pencil|schedule|bill|billed|charge|refund|reschedule|book|booked|cancel|cancell?ed for|move|moved|worked (?:on|with)|working (?:on|with)|follow up with|following up with|spoke (?:with|to|w/)|w/|check in (?:with|on)|checked in (?:with|on)|congrat\w*(?: to)?|kudos to|shout-?out to|thanks?(?: you)? to|welcome|birthday,?|\d+(?:st|nd|rd|th),?|subject:|discharge[d]?|re-?evaluate|assess(?:ed)?|evaluated|brought|regarding|re:|attn:?|note:|todo:?|todo -|fyi:?|take|ask(?:ed)?|tell|told|photo of|picture of|pic of|video of|x-?ray of|scan of|screenshot of|caption:?|alt:?|(?:bought|paid|booked|brought|signed|sent|left|donated|written up|requested) by)[ \t]+[\"“‘'(*_]*$"
)
_LOW_FAMILY = re.compile(r"[a-z]{4,}(?=['’]s\b|[ ,.;:)\n]|$)")
_CAPITAL = re.compile(rf"(?:{CAP})")
_LINE_SUBJECT = re.compile(
    rf"^[ \t]*+(?:(?:[-*+>#]++|\d+[.)]|\[[ x]\]|\d{{1,2}}:\d\d(?:[ ]?[ap]m)?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|[★⭐*✓]++)[ \t]*+)*+\[?(?P<name>{CAP}(?:[ \t]+{CAP}\.?){{0,2}})\]?(?:\([^)\n]*\))?"
    rf"(?=[ \t]*(?:[,(:;|–—⭐★\"“-]|$)|[ \t]+(?:c/o|s/p|w/|in for|here for|post-?op|{words.BODY}|{words.AILMENT}|{words.CARE})\b)",
    re.MULTILINE,
)
_MIDLINE_SUBJECT = re.compile(
    rf"(?P<name>{CAP}(?:[ \t]+{CAP}\.?)?)[ \t]*(?:\(|–[ \t]|—[ \t]|-[ \t]|:[ \t]|,[ \t]*(?:re[: ]|an?[ \t]))(?P<note>[^)\n.]{{2,60}})"
)
_SALUTATION = re.compile(
    rf"\b(?:Hi|Hello|Hey|Dear|Thank you(?: so much)?|Thanks(?: so much)?|Thx|Sorry|Congrats|Congratulations|Welcome(?: back)?|Aw|Oh|Love you|You rock|Great work|Way to go)[,!]?[ \t]+(?={CAP})|[,!][ \t]+(?={CAP}[!.]?[ \t]*(?:$|[.!]))",
    re.MULTILINE,
)
_SLOTTED = re.compile(
    rf"\d{{1,2}}(?::\d\d)?[ ]?(?:[ap]m?)?[ \t]+(?:-[ ]|– )?(?P<name>{CAP}(?:[ \t]+{CAP}\.?)?)(?=[ \t]+[\(a-z]|[ \t]*(?:$|[,;–—-]))",
    re.MULTILINE,
)


def led(document: Document) -> Iterator[tuple[Name, int]]:
    """Capitalised words after "treated", "called", "for" and the like."""
    text, low = document.text, document.low
    for passage in document.passages:
        if not (
            document.may_be_personal(passage)
            and (document.has_name_like(passage) or document.headed_personal(passage))
        ):
            continue
        for match in _CAPITAL.finditer(text, passage.start, passage.end):
            start = match.start()
            if (
                low[low.rfind(" ", 0, start - 1) + 1 : start - 1].lstrip("({[\"“‘'")
                not in triggers.LEAD_ENDS
            ):
                continue
            if fold(match[0]) in NOT_NAME:
                continue
            if _LEAD.search(low, max(passage.start, start - 20), start):
                name = name_at(text, start, min(len(text), start + 70), lower=False)
                if name is not None and not (
                    name.shape is Shape.PROPER
                    and _THING_FROM.search(low, max(passage.start, start - 50), start)
                ):
                    yield name, 1


def frames(document: Document) -> Iterator[tuple[Name, int]]:
    low = document.low
    for (pattern, strength), needed in zip(_FRAMES, triggers.FRAMES, strict=True):
        for passage, match in document.matches(pattern, needed):
            if strength < 3 and not _near_care(document, passage):
                continue
            limit = min(len(low), match.end() + 70)
            name = name_at(document.text, match.end(), limit, lower=strength > 1)
            if name is None and strength > 1:
                name = _unlikely(document, pattern, match.end(), limit, kin="niece" in needed)
            if name is None:
                continue
            if (
                pattern is _RANK
                and name.shape is Shape.UNKNOWN
                and not lexicon.is_given(name.words[0])
            ):
                continue
            naming = pattern is _TITLE or "call" in needed
            if naming and name.shape is Shape.UNKNOWN and document.text[name.start].isupper():
                name = replace(name, shape=Shape.PROPER)  # "Ms. Field": a word, but a name
            bare = match[0].rstrip()[-1:].isalpha()
            loose = bare and name.shape in {Shape.PAIR, Shape.PROPER, Shape.UNKNOWN}
            yield name, min(strength, 2) if loose and strength < _NAMED else strength


def _unlikely(
    document: Document, pattern: re.Pattern[str], at: int, limit: int, *, kin: bool
) -> Name | None:
    """A name that looks like none after a title, and an ordinary word that is one too."""
    if pattern is _TITLE:
        titled = _CAPITAL.match(document.text, at)
        if titled is not None and fold(titled[0]) in lexicon.eponyms() - NOT_NAME:
            return Name(*titled.span(), (fold(titled[0]),), Shape.PROPER)
        low_name = _LOW_FAMILY.match(document.text, at)
        if low_name is not None and (
            lexicon.is_plain_surname(low_name[0]) or is_proper(fold(low_name[0]))
        ):
            return Name(*low_name.span(), (low_name[0],), Shape.PROPER)
    if pattern is _RANK:
        return None
    return given_at(document.text, at, limit, single=kin or pattern is _TITLE)


# Frames so plain that even an unknown word in them is a name.
_NAMED = 4
# "the chair from Steelcase": things come from firms as well as from people.
_THING_FROM = re.compile(
    r"\b(?:the|an?|our|new|these|those|their) (?:[\w-]+ )?(?!note|letter|message|card|call|text|e-?mail|voicemail|request|quote|word|gift|story|photo|picture|client|patient|man|woman|runner|lady|gentleman|boy|girl|regular|couple|kid)[a-z]+ from $"
)


def _near_care(document: Document, passage: Passage) -> bool:
    """Whether a passage, or the one a signature closes, may be about a person's care."""
    if document.may_be_personal(passage):
        return True
    if document.kind is SourceKind.TEXT:
        return any(document.may_be_personal(p) for p in document.passages)
    previous = document.before(passage)
    return previous is not None and document.may_be_personal(previous)


def subjects(document: Document) -> Iterator[tuple[Name, int]]:
    """Names that a line of a list or log begins with, and names that a note in brackets follows."""
    for passage in document.passages:
        headed = document.headed_personal(passage)
        logged = document.kind in {SourceKind.TEXT, SourceKind.YAML} and (
            document.is_weak(passage) or document.is_personal(passage)
        )
        if headed or logged:
            for match in _LINE_SUBJECT.finditer(document.text, passage.start, passage.end):
                name = name_at(document.text, match.start("name"), match.end("name"), lower=False)
                if name is not None:
                    yield name, 1 + (name.shape is not Shape.UNKNOWN or document.personal)
        if headed or (document.has_name_like(passage) and document.is_weak(passage)):
            for match in _MIDLINE_SUBJECT.finditer(document.text, passage.start, passage.end):
                before = document.text[match.start() - 1 : match.start()]
                if not (before.isalnum() or before == ".") and words.PERSONAL_WEAK.search(
                    match["note"].lower()
                ):
                    name = name_at(
                        document.text, match.start("name"), match.end("name"), lower=False
                    )
                    if name is not None:
                        yield name, 1


def listed(document: Document) -> Iterator[tuple[Name, int]]:
    """The names of "our patients run on Sunday: Ike, Soledad and Tammy"."""
    for _, match in document.matches(
        _MANY, frozenset({"patients", "clients", "regulars", "people", "runners"})
    ):
        end = document.sentence(match.start())[1]
        at = match.end()
        for part in re.split(r"(,[ ]*(?:and[ ])?|[ ]and[ ]|[ ]&[ ])", document.text[at:end]):
            lead = re.match(r"(?:(?:old|little|big|young)[ ])?", part)
            begin = at + (lead.end() if lead else 0)
            name = name_at(document.text, begin, at + len(part), lower=False)
            if name is not None and name.start - begin < 6:
                yield name, 3
            at += len(part)


def restored(document: Document) -> Iterator[tuple[Name, int]]:
    """Names in a boast, even in the life of a therapist: "got Ann Lee back to her marathon"."""
    for passage, match in document.matches(_BACK_TO_LIFE, low=False):
        if document.has_name_like(passage):
            name = name_at(
                document.text, match.end(), min(passage.end, match.end() + 60), lower=False
            )
            if (
                name is not None
                and name.shape in {Shape.FULL, Shape.INITIAL, Shape.PAIR}
                and _IN_HEALTH.match(
                    document.text.replace("\n", " ")
                    if "\n" in document.text[name.end : name.end + 90]
                    else document.text,
                    name.end,
                )
            ):
                yield name, 4


def doubtful(document: Document) -> Iterator[tuple[Name, int]]:
    """Ordinary words that are names too, when what follows can only be a person: "Will limped in"."""
    given = lexicon.given_names()
    for passage in document.with_words(triggers.PRONOUNS | {"s", "free"}):
        for match in _CAPITAL.finditer(document.text, passage.start, passage.end):
            word = fold(match[0])
            if (
                not given.get(word)
                or len(word) < 3
                or document.text[match.start() - 1 : match.start()].isalnum()
            ):
                continue
            owned = match.end() - 2 * match[0].endswith(("'s", "’s"))
            if _OWNS_PART.match(document.low, owned):
                yield Name(match.start(), owned, (word,), Shape.GIVEN), 2
                continue
            sentence_end = document.sentence(match.start())[1]
            rest = document.low[match.end() : sentence_end]
            after = document.low[sentence_end : min(passage.end, sentence_end + 24)]
            acts = PERSON_ACTS.match(document.text, match.end())
            led_in = _TO_SOMEBODY.search(
                document.low, max(passage.start, match.start() - 26), match.start()
            )
            if _IS_WELL.match(document.low, match.end()):
                yield Name(match.start(), match.end(), (word,), Shape.GIVEN), 2
                continue
            if (acts and _PRONOUNS.search(rest[acts.end() - match.end() :])) or (
                led_in and (_PRONOUNS.search(rest) or _PRONOUNS.match(after))
            ):
                yield Name(match.start(), match.end(), (word,), Shape.GIVEN), 2


_OWNS_PART = re.compile(
    rf"['’]s (?:(?:low|upper|left|right|bad|sore|stiff|old|new|poor) )?(?:{words.BODY}|{words.AILMENT}|mom|mother|dad|father|wife|husband|daughter|son|sister|brother|kids?|surgeon|adjuster|insurance|appointment|appt)\b(?! day\b)"
)
_IS_WELL = re.compile(
    r"(?:,[^.,\n]{1,40},| \([^)\n]{1,40}\))? (?:has been|is|was|stayed) (?:[\w-]+ )?(?:pain|migraine|headache|symptom|crutch|cane)-free\b"
)
_PRONOUNS = re.compile(r".*?\b(?:she|he|her|his|him)\b", re.DOTALL)
_TO_SOMEBODY = re.compile(
    r"\b(?:(?:worked|work|spoke|talked) with|treated|saw|see|met|helped|told|asked|called|named|calls? (?:her|him)|(?:client|patient|regular|runner|friend)(?: is|,)?|with|for|from)[ ]$"
)


_BOOKED = re.compile(
    r"\b(?:appointments?|bookings?|schedule|slots|today|tomorrow|clients|patients|waitlist|visits)\b"
)


_LINE_AT = re.compile(
    r"^[ \t>*-]*(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?[ ]?(?:[ap]\.?m?\.?)?[ ]+(?:[-–—][ ])?[A-Za-z]",
    re.MULTILINE,
)
_LOW_SLOT = re.compile(
    r"^[ \t>*-]*\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]m?)?[ ]+(?:[-–—][ ])?(?P<initial>[a-z])\.?[ ](?P<family>[a-z]{4,})\b",
    re.MULTILINE,
)
_PROGRAM = re.compile(
    r"\b(?:conference|workshops?|registration|keynote|speakers?|panel|class(?:es)?|courses?|doors|lecture|welcome|opening|module|lesson)\b"
)
_LINES_OF_A_DAY = 3


def _is_day_sheet(document: Document, passage: Passage) -> bool:
    """Whether most lines of a passage begin with a time of day, as in a list of a day's clients."""
    known = passage.memo.get("day sheet")
    if known is None:
        known = 0
        if document.kind is SourceKind.TEXT and passage.digits:
            low, start, end = document.low, passage.start, passage.end
            lines = low.count("\n", start, end) + 1
            timed = lines >= _LINES_OF_A_DAY and len(_LINE_AT.findall(low, start, end))
            known = int(
                timed >= _LINES_OF_A_DAY
                and timed * 2 > lines
                and not _PROGRAM.search(low, start, end)
                and not _PROGRAM.search(passage.heading)
            )
        passage.memo["day sheet"] = known
    return bool(known)


def _times(document: Document) -> Iterator[tuple[Passage, re.Match[str]]]:
    for match in document.at_numbers(_SLOTTED, lengths=(1, 2)):
        if document.text[match.start() - 1 : match.start()] == ":":
            continue
        passage = document.passage_at(match.start())
        if passage is None:
            continue
        booked = _BOOKED.search(passage.heading) is not None or _is_day_sheet(document, passage)
        if booked or (
            document.may_be_personal(passage)
            and document.text.find(":", passage.start, passage.end) >= 0
        ):
            yield passage, match


def scheduled(document: Document) -> Iterator[tuple[Name, int]]:
    """Names after a time of day: "8:30 Krol ribs"."""
    for passage, match in _times(document):
        note = document.low[match.end() : match.end() + 24]
        sheet = _is_day_sheet(document, passage)
        if (
            words.PERSONAL_WEAK.match(note.lstrip(" (–—-,"))
            or sheet
            or _BOOKED.search(passage.heading)
        ):
            name = name_at(document.text, match.start("name"), match.end("name"), lower=False)
            if name is not None and name.words[0] not in lexicon.eponyms():
                yield (
                    replace(
                        name, shape=Shape.PROPER if name.shape is Shape.UNKNOWN else name.shape
                    ),
                    2 + sheet,
                )
    for passage in document.passages if document.kind is SourceKind.TEXT else ():
        if not _is_day_sheet(document, passage):
            continue
        for match in _LOW_SLOT.finditer(document.text, passage.start, passage.end):
            family = match["family"]
            if lexicon.is_plain_surname(family) or is_proper(family):
                letters = (match["initial"], family)
                yield Name(match.start("initial"), match.end("family"), letters, Shape.FULL), 3


def addressed(document: Document) -> Iterator[tuple[Name, int]]:
    """Names that a reply greets, when the reply also confirms care."""
    if not any(f.code == "review-reply" for f in document.findings):
        return
    confirmed = {
        id(document.passage_at(f.start)) for f in document.findings if f.code == "review-reply"
    }
    for match in _SALUTATION.finditer(document.text):
        passage = document.passage_at(match.start())
        if passage is not None and (id(passage) in confirmed or document.kind is SourceKind.REPLY):
            name = name_at(document.text, match.end(), match.end() + 40, lower=False)
            if name is not None:
                yield name, 3
