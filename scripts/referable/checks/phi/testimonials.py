"""TESTIMONIAL: words of patients, signed (an error) or not (a person must look).

45 CFR 164.508(a)(3): marketing with a patient's story needs a signed authorization.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.names import NOT_NAME, Name, Shape, name_at
from referable.checks.phi.passages import Field, Passage
from referable.checks.phi.roles import is_clinician

__all__ = ["find", "is_attribution_key"]

_SIGNED = re.compile(
    r"\n[ \t]*>[ \t]*[*_]{0,3}(?P<whoq>[A-Z][\w'’.-]+(?:[ \t]+[A-Z][\w'’.-]*){0,2}(?:[*_]{0,3}[ \t]*[,·•|/(–—-][^\n.]{2,40})?)[*_]{0,3}[ \t]*(?=\n|$)|(?:^|\n|[\"”’'.!?)>*_…][ \t]*|[ \t])(?:[—–―]+|--+|~|(?<=\n)[ \t]*-[ \t]|[\"”][ \t]*-[ \t]?(?=[*_]{0,3}[A-Z@]))[ \t]*[*_(]*(?P<who>[^\n]{2,90}?)[*_)]*[ \t]*(?=\n|$|</)",
    re.MULTILINE,
)
_SAID = re.compile(
    r"[\"”][ \t]*\([ \t]*(?P<who4>[A-Z][^\n()]{1,40})\)|[\"”][ \t]+(?P<who3>[A-Z][\w'’.-]+(?:[ \t]+[A-Z][\w'’.-]*)?)(?=,[ \t]|[ \t]*(?:\n|$))|[\"”][ \t]+(?P<who5>[A-Z][\w'’.-]+(?:[ ][A-Z][\w'’.-]*)?)[ \t]+(?:said|says|told|wrote|writes|texted|laughed|recalls|admits|jokes|joked|adds|added|put it)\b|[\"”][ \t]*,?[ \t]*(?:said|says|writes|wrote|told us|shared|shares|recalls|adds|added|from)[ \t]+(?P<who>[^\n.]{2,60})|(?P<who2>[A-Z][^\n.\"“]{1,40}?)[ \t]+(?:said|says|writes|wrote|told us|shared|shares|recalls)[:,][ \t]*[\"“]"
)
_SPEAKERS = frozenset({"i", "my", "me", "we", "our", "they"})
_DASHES = re.compile(r"[—–―~]|-[-\s]|\n[ \t]*>")
_MARKS = re.compile(r"[\"“”>]")
_CITE = re.compile(
    r"<(?P<tag>cite|figcaption|footer)[^>]*>[ \t\n]*(?P<who>[^<\n]{2,90})", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?<![\w])(?:i|my|me|i['’]m|i['’]ve|i['’]d|we|our (?:son|daughter|mother|father))\b"
)
_RESULT = re.compile(
    r"\b(?:pain[- ]?free|no longer|no more|finally|gone|disappeared|vanished|melted|thawed|cured|healed|fixed|saved|changed my|gave me (?:my|back|relief)|got my .{0,20} back|relief|relieved|better|improved|sleep(?:ing)? (?:again|through|all)|slept|"
    r"can (?:now|finally|turn|lift|run|walk|sleep|sit|reach|play|work|move|garden|dance|drive|pick)|able to|back (?:at|on|in|behind) (?:work|the|my|school)|best (?:thing|decision|hour)|back to (?:running|work|playing|my|the|yoga|golf|dancing|gardening|normal|lifting|swimming|climbing)|after (?:one|two|three|four|five|six|a few|just|only|several|my first|\d+) (?:\w+ )?(?:sessions?|visits?|treatments?|massages?)|"
    r"first (?:session|visit|time)|walked out|worked wonders|miracle|life[- ]?chang\w+|best massage|helped|eased|loosened|recommend|thank you|thanks to|grateful|again|without (?:pain|pills|headaches?|a headache)|years? of (?:pain|headaches?|migraines?)|new person|magic hands|healing hands|so much|amazing|wonderful|took away|from (?:\w+ ){1,4}to (?:never|none|zero|nothing|once|rarely|almost)|went away|never (?:again|felt|been)|got rid of|(?:is|are|feels?|moves?|works?|turns?|bends?) (?:like new|so much|better|quiet|again|free|fine now|loose)|moves again|(?:best|fastest|first) (?:time|race|night|year|week|month) (?:since|in|after)|best time|looser|lighter|taller|without wincing|can['’]t believe|unbelievable|worth every|(?:gave|given|threw|thrown|tossed|donated|sold|returned|retired|burned|put|hung|left|lost) (?:away |out |up |down )?(?:my|the) (?:\w+ )?(?:cane|walker|crutch\w*|brace|pills|wheelchair|collar|sling|boot|heating pad|ibuprofen|painkillers|stick|orthotics|splint)|given up (?:on )?\w+|stopped (?:tingling|hurting|aching|limping|burning|throbbing|clicking|waking)|(?:for the )?first time (?:since|in)|(?:\w+['’]s|the|my|our) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last) (?:sessions?|visits?|treatments?|massages?|appointments?)|lifesaver|godsend|like new|works magic|magic|cancel(?:l?ed) (?:it|my surgery|the surgery|surgery)|when (?:\w+ ){0,3}(?:doctors?|else|nothing|pills) (?:could|had|did|would|failed)|no surgery|off (?:the|my) (?:pills|meds|painkillers|cane|crutches)|don['’]t (?:need|hurt|ache|limp)|no longer need|knot|tell everyone|hands? down|hasn['’]t (?:hurt|come back)|haven['’]t (?:had|felt))\b"
)
_QUOTE = re.compile(
    r"[\"“](?P<said>[^\"”\n]{18,600}(?:\n[^\"”\n]{1,400}){0,6})[\"”]|(?:^[ \t]*>[^\n]*(?:\n|$))+|<blockquote[^>]*>[^<]{20,600}</",
    re.MULTILINE,
)
_WHOLE = re.compile(r"\S[\s\S]{24,1500}\S")
_REFERRER = re.compile(
    r"\b(?:md|m\.d|do|np|cnm|otr|ot|lac|mph|msw|fnp|dnp|pa-?c|pt|dpt|rn|phd|dc|nd|lcsw|physician|surgeon|doctor|dr|nurse practitioner|referring|provider|physical therapist|clinic|hospital|medical|orthop\w+|oncolog\w+|neurolog\w+|pediatric\w+|midwife|"
    r"cochrane|college|association|journal|guideline|review|board|institute|university|society|department|study|trial|participants?|et al|abstract|authors?|psalm|proverb|shakespeare|hippocrates|osler|seneca|aristotle|plato|unknown author|insurer|adjuster|editor)\b"
)
_ROLE_ONLY = re.compile(
    r"\b(?:client|patient|anonymous|runner|teacher|nurse|mother|mom|cyclist|athlete|farmer|customer|reviewer|retiree|veteran|marathoner|massage (?:fan|convert)|regular|happy|grateful|satisfied|office worker|musician|dancer|google|yelp|facebook)\b"
)
_TESTIMONIAL_HEAD = re.compile(
    r"\b(?:testimonials?|reviews?|what (?:our )?(?:clients|patients|people) (?:say|said|tell|write|wrote|think|have to say|sent|send)|from (?:our|my) (?:clients|patients)|kind words|success stor(?:y|ies)|client (?:stor(?:y|ies)|feedback|words|quotes?|love)|patient (?:stor(?:y|ies)|feedback|words|quotes?)|quotes|in their (?:own )?words|raves?|love letters|happy clients|feedback|guest ?book|shout-?outs?|thank-?you notes?)\b"
)
_STORY_KEY = re.compile(
    r"^(?:quote|quotes|testimonial|testimonials|review|review text|body|text|story|words|said|feedback|comment|client said|pull quote|blurb|excerpt)$"
)
_WHO_KEY = re.compile(
    r"^(?:author|by|from|name|client|patient|who|said by|attribution|reviewer|person|source|customer|signed|cite|credit|initials|byline|display name|first name|user)$"
)
_WHERE_KEY = re.compile(r"^(?:from|town|city|age|location|hometown|stars|rating)$")
# A place to fill in, whose line the reading has taken away: "my name is  and".
_BLANK = re.compile(r"__|[a-z][ ]{2,}[a-z]|\.\.\.\.")
_FIX = "Use outcomes of groups or published research instead; initials and a town still identify a person."


def is_attribution_key(key: str) -> bool:
    """Whether a field's name says whose words a quotation is."""
    return _WHO_KEY.match(key) is not None


def find(document: Document) -> Iterator[Finding]:
    """All quotations of patients with or without their names."""
    named: set[int] = set()
    for passage, who, end in [
        *_attributions(document),
        *_closing_lines(document),
        *_reviews(document),
    ]:
        finding = _attribution(document, passage, who, end)
        if finding is not None:
            named.add(passage.start)
            yield finding
            yield from _tail(document, finding, end)
    for passage in document.passages:
        yield from _story_fields(document, passage)
        yield from _unsigned(document, passage, named)


def _is_marked(document: Document, passage: Passage) -> bool:
    """Whether a passage has marks of quotation."""
    known = passage.memo.get("marks")
    if known is None:
        low, start, end = document.low, passage.start, passage.end
        find = low.find
        known = passage.memo["marks"] = int(
            find('"', start, end) >= 0
            or find("“", start, end) >= 0
            or find("”", start, end) >= 0
            or find(">", start, end) >= 0
        )
    return bool(known)


def _attributions(document: Document) -> Iterator[tuple[Passage, int, int]]:
    for passage in document.passages:
        low = document.low
        quotes = _is_marked(document, passage)
        spoken = quotes or passage.has(_SPEAKERS) or document.headed_personal(passage)
        if not spoken:
            previous = document.before(passage)
            spoken = previous is not None and _is_marked(document, previous)
        patterns = [
            _SIGNED if spoken and _DASHES.search(low, passage.start, passage.end) else None,
            _CITE if low.find("<", passage.start, passage.end) >= 0 else None,
            _SAID if quotes else None,
        ]
        for pattern in patterns:
            if pattern is None:
                continue
            for match in pattern.finditer(document.text, passage.start, passage.end):
                group = (
                    match.lastgroup
                    if match.lastgroup in {"who", "who2", "who3", "who4", "who5", "whoq"}
                    else "who"
                )
                yield passage, match.start(group), match.end(group)


_REVIEWED = re.compile(
    r"(?:[★⭐]+|\b\d(?:/5|(?: out)? of 5)? stars?\b|\breview(?:ed)?|\brating)[^\n]{0,24}\b(?:by|from)[: ]+(?P<who>[A-Z][^\n.,—–\"“]{1,50})"
)


def _reviews(document: Document) -> Iterator[tuple[Passage, int, int]]:
    """Names behind stars: "★★★★★ Reviewed by …"."""
    for passage in document.passages:
        if not document.is_starred(passage):
            continue
        for match in _REVIEWED.finditer(document.text, passage.start, passage.end):
            yield passage, match.start("who"), match.end("who")


def _closing_lines(document: Document) -> Iterator[tuple[Passage, int, int]]:
    """Short passages with a name right after a patient's quotation or heading in quotes."""
    for passage in document.passages:
        line = document.text[passage.start : passage.end].strip("\n #*_")
        if not line or len(line) > 60 or "\n" in line or line[-1] in ".:?!" or line[0] in "|<!":
            continue
        previous = document.before(passage)
        if previous is None or not _is_marked(document, previous):
            continue
        start = document.text.index(line, passage.start)
        yield passage, start, start + len(line)


def _attribution(document: Document, passage: Passage, who: int, end: int) -> Finding | None:
    text = document.text
    handle = _HANDLE.match(text, who, end)
    if handle is not None and (
        _headed(document, passage) or _is_patients_voice(document, passage, who)
    ):
        return Finding(
            "phi-name",
            handle.start(),
            handle.end(),
            "the name under a patient's words",
            "testimonial",
            True,
            _FIX,
        )
    name = name_at(text, who, end) or _initials_at(text, who, end)
    if name is None or document.facts.knows_person(name.words):
        return None
    signature = document.low[who:end]
    if _REFERRER.search(signature) or is_clinician(document, name):
        return None
    if (name.start - who) > 8:
        return None
    if not (
        document.is_starred(passage)
        or _is_patients_voice(document, passage, who)
        or _is_review_line(document, passage, name, end)
    ):
        return None
    if not (
        name.words[0] in lexicon.given_names() or len(name.words) > 1 or _headed(document, passage)
    ):
        return None
    return Finding(
        "phi-name",
        name.start,
        name.end,
        "the name under a patient's words",
        "testimonial",
        True,
        _FIX,
    )


_HANDLE = re.compile(r"@[\w.]{3,30}(?![\w@])")
_PLACED_AT = re.compile(
    r"[ \t]*[,|·•/(–—-]+[ \t]*(?:(?:of|from|in)[ ])?(?:(?P<town>[A-Z][\w'’.-]+(?:[ ][A-Z][\w'’.-]+){0,2})|(?:age )?\d{2}\b|(?:google|yelp|facebook|client|patient)\b)"
)


def _is_review_line(document: Document, passage: Passage, name: Name, end: int) -> bool:
    """Whether a quotation is signed as reviews are: initials, or a name with a town or an age."""
    spoken = document.low[passage.start : name.start]
    if len(spoken.strip(' \n>*_-—–"“')) < 12:
        previous = document.before(passage)
        spoken = document.low[previous.start : previous.end] if previous is not None else spoken
    if not _MARKS.search(spoken) or words.STUDY.search(spoken) or words.POLICY.search(spoken):
        return False
    placed = _PLACED_AT.match(document.text, name.end, end)
    if placed is not None and placed["town"] and not lexicon.is_place(placed["town"]):
        placed = None
    return placed is not None or name.shape is Shape.INITIAL


def _initials_at(text: str, start: int, end: int) -> Name | None:
    match = re.compile(
        r"[*_(\"\s]*(?P<initials>[A-Z]\.?[ ]?(?:[A-Z]\.?){1,2}|[A-Z]\.)(?=[\s,;*_)<(—-]|$)"
    ).match(text, start, end)
    if match is None or match["initials"].lower().strip(".") in {
        "md",
        "do",
        "np",
        "pt",
        "dc",
        "rn",
        "us",
        "uk",
    }:
        return None
    letters = tuple(re.sub(r"[^a-z]", "", match["initials"].lower()))
    return Name(match.start("initials"), match.end("initials"), letters, Shape.INITIAL)


def _headed(document: Document, passage: Passage) -> bool:
    return _is_praise(passage.heading) or _is_praise(document.path)


@functools.lru_cache(maxsize=4096)
def _is_praise(title: str) -> bool:
    """Whether a heading or path announces patients' words and not a rule about them."""
    plain = re.sub(r"[-_/.]", " ", title.lower())
    return (
        _TESTIMONIAL_HEAD.search(plain) is not None
        and not words.POLICY.search(plain)
        and not re.search(
            r"\b(?:why|how|no|never|without|instead|rules?|about|refer\w*|doctors?|physicians?|colleagues?)\b",
            plain,
        )
    )


def _is_patients_voice(document: Document, passage: Passage, position: int) -> bool:
    """Whether the words before an attribution are a patient's."""
    start = passage.start
    spoken = document.low[start:position]
    if len(spoken.strip(' \n>*_-—–"“')) < 12:
        previous = document.before(passage)
        spoken = (
            document.low[previous.start : previous.end]
            if previous is not None
            and (
                previous.form != "heading"
                or _MARKS.search(document.low, previous.start, previous.end)
            )
            else spoken
        )
    if words.STUDY.search(spoken):
        return False
    first = _FIRST.search(spoken) is not None
    about_care = (
        words.PERSONAL_WEAK.search(spoken) is not None or _RESULT.search(spoken) is not None
    )
    quoted = any(c in spoken for c in '"“>«') or "<blockquote" in spoken or "<q" in spoken
    if _headed(document, passage) or document.personal:
        return quoted or first or about_care
    return (
        (first and about_care)
        or (quoted and about_care and _RESULT.search(spoken) is not None)
        or (
            quoted
            and about_care
            and re.search(r"\b(?:alex|therapist|massage|session|visit|hands|pain)\b", spoken)
            is not None
        )
    )


def _tail(document: Document, name: Finding, end: int) -> Iterator[Finding]:
    """Town and age after the name of an attribution."""
    tail = document.text[name.end : end]
    match = re.match(
        r"[ \t]*[,(|/·•–—-]+[ \t]*(?:(?:from|of|in)[ \t]+)?(?P<town>[A-Z][\w'’.-]+(?:[ \t]+[A-Z][\w'’.-]+){0,2})",
        tail,
    )
    if (
        match is not None
        and (lexicon.is_place(match["town"]) or re.match(r",[ \t]*[A-Z]{2}\b", tail[match.end() :]))
        and match["town"].split()[0].lower() not in NOT_NAME
    ):
        start = name.end + match.start("town")
        yield Finding(
            "phi-geo",
            start,
            start + len(match["town"]),
            "a town",
            "testimonial",
            True,
            "Write the state only, or drop it.",
        )


def _story_fields(document: Document, passage: Passage) -> Iterator[Finding]:
    if len(passage.fields) < 2 and not _headed(document, passage):
        return
    stories = [f for f in passage.fields if _STORY_KEY.match(f.key)]
    headed = _headed(document, passage) or document.personal
    if not stories:
        return
    spoken = " ".join(document.low[f.start : _value_end(document, passage, f)] for f in stories)
    if words.STUDY.search(spoken) or not (
        headed
        or any(_WHERE_KEY.match(f.key) for f in passage.fields)
        or (
            _FIRST.search(spoken)
            and any(_WHO_KEY.match(f.key) for f in passage.fields)
            and not words.ORG.search(spoken)
        )
        or (
            _FIRST.search(spoken) and (words.PERSONAL_WEAK.search(spoken) or _RESULT.search(spoken))
        )
    ):
        return
    rest = document.low[passage.start : passage.end]
    for field in passage.fields:
        if not _WHO_KEY.match(field.key):
            continue
        if _REFERRER.search(document.low[field.start : field.end]) or re.search(
            r"\b(?:title|role|credentials?|specialty|position)[\"']?[ \t]*:[ \t]*[^\n]*(?:physician|surgeon|md|np|do|pt|nurse|doctor|clinic|professor|midwi\w+|therapist|referr\w+|provider|practitioner|chiropract\w+|acupunct\w+|dentist|psycholog\w+)\b",
            rest,
        ):
            return
        name = name_at(document.text, field.start, field.end) or _initials_at(
            document.text, field.start, field.end
        )
        if name is not None and is_clinician(document, name):
            return
        if name is not None and not document.facts.knows_person(name.words):
            yield Finding(
                "phi-name",
                name.start,
                name.end,
                "the name under a patient's words",
                "testimonial",
                True,
                _FIX,
            )
            return


_OF_OURS = re.compile(
    r"\b(?:says|said|told|tells|wrote|writes|texted|e-?mailed|texts?|puts? it|got|from|by) (?:us,? |me,? )?(?:[\w' -]{0,24}?)\b(?:one of (?:our|my)|(?:a|our|my|the|one|another) (?:[\w-]+ ){0,2}?(?:client|patient|regular|runner|gardener|grandmother|grandfather|teacher|nurse|retiree|cyclist|mother|father|customer)\b|\b(?:one|an?|another|our|the|this) (?:[\w-]+ ){0,2}?(?:client|patient|regular|runner|gardener|grandmother|grandfather|teacher|nurse|retiree|cyclist|mother|father|customer) (?:once |recently )?(?:told|wrote|said|says|texted|puts?|e-?mailed|shared|left)\b|whom? we (?:see|treat)|we (?:see|treat|got))"
)


def _value_end(document: Document, passage: Passage, field: Field) -> int:
    """Where a value ends that may run over several lines."""
    later = [f.start for f in passage.fields if f.start > field.end]
    return max(field.end, document.low.rfind("\n", field.end, min(later)) if later else passage.end)


def _is_alone(document: Document, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a quotation about a gone complaint is all its passage has."""
    rest = document.low[passage.start : match.start()] + document.low[match.end() : passage.end]
    return not rest.strip(" \n>*_-") and _GONE.search(match[0].lower()) is not None


_FIRST_PERSON = frozenset({"i", "my", "me"})
_GONE = re.compile(
    r"\b(?:no more|gone after|pain[- ]free|cured|disappeared|vanished|slept (?:through|all)|first time (?:since|in)|after (?:one|two|three|four|five|six|\d+) (?:sessions?|visits?|treatments?|massages?))\b"
)


def _unsigned(document: Document, passage: Passage, named: set[int]) -> Iterator[Finding]:
    text = document.low
    if passage.start in named or document.has_person(passage) or passage.form == "heading":
        return
    if not _is_marked(document, passage) and not (
        (_headed(document, passage) or document.is_starred(passage)) and passage.has(_FIRST_PERSON)
    ):
        return
    praised = _headed(document, passage) or document.is_starred(passage)
    if praised and not _is_marked(document, passage):
        stretches = list(_WHOLE.finditer(document.text, passage.start, passage.end))
    else:
        stretches = list(_QUOTE.finditer(document.text, passage.start, passage.end))
    for match in stretches:
        said = text[match.start() : match.end()]
        first = _FIRST.search(said) or _is_alone(document, passage, match)
        result = _RESULT.search(said)
        care = words.PERSONAL_WEAK.search(said)
        # "I no longer need the pills," says a grandmother we see on Mondays.
        care = care or _OF_OURS.search(
            text, max(passage.start, match.start() - 70), match.end() + 70
        )
        if not (first and care and (result or praised)) or "?" in said[-3:]:
            continue
        around = text[max(passage.start, match.start() - 120) : min(len(text), match.end() + 120)]
        following = document.after(passage)
        tail = text[match.end() : match.end() + 90] + (
            text[following.start : following.start + 80]
            if following is not None and following.form != "heading"
            else ""
        )
        if (
            words.STUDY.search(around)
            or _REFERRER.search(tail)
            or re.search(r"\b(?:my patients|our patients|i refer|we refer|i send)\b", said)
        ):
            continue
        if (
            document.is_policy(passage)
            or document.is_team(passage)
            or _BLANK.search(said)
            or re.search(
                r"\b(?:invented|made-?up|composite|example|script|say(?:ing)? something like|never|not|do not|instead|wrong|bad|illegal|claims? (?:like|such)|as in|ask|tell us)\b",
                text[max(passage.start, match.start() - 80) : match.start()],
            )
        ):
            continue
        yield Finding(
            "testimonial",
            match.start(),
            match.end(),
            "a patient's words about results",
            "",
            False,
            _FIX,
            secret=False,
        )
        return
