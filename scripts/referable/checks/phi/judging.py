"""Whether a name belongs to a patient: what speaks for it, and what against."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterable

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import (
    Name,
    Shape,
)
from referable.checks.phi.passages import Passage
from referable.checks.phi.roles import has_public_role

__all__ = ["add", "judge"]

_VERB = (
    r"(?:came|comes|coming|presented|presents|complain\w*|arrived|struggled|struggles|suffered|suffers|told (?:us|me)|felt|feels|"
    r"could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|can['’]t|cannot|is back|is (?:now )?(?:pain|able|walking|running|sleeping|recovering|healing|here|due|"
    r"a \d|an \d|one of our|our (?:client|longest)|coming|seeing|doing (?:well|great|better)|pleased|thrilled|happy)|returned to|went back|slept|sleeps|noticed|walk(?:ed|s) (?:in|out|again|without)|had (?:a|an|her|his|two|three|been|knee|hip|back|neck|surgery|no)|"
    r"has (?:a|an|had|been|scoliosis|fibro|chronic|no|lupus|ms|sciatica|his|her)|was (?:diagnosed|referred|in |rear|treated|seen|admitted|discharged|having|able|unable|born|so|told|hit)|"
    r"underwent|tore|injured|hurt|fell|booked|cancell?ed|missed|resched\w+|no-?show\w*|needs (?:to|a|her|his)|wants (?:to|a|her|his)|likes (?:\w+ ){0,2}pressure|"
    r"reports?|reported|woke|walked|ran|limped|cried|swears|loves (?:her|his|our|deep)|started|stopped|began|finished|completed|recovered|broke|sprained|lives|worked|works (?:at|as|for)|"
    r"called|texted|wrote|writes|says|said|paid|owes|moved|turns|turned|celebrat\w+|lost|gained|regained|discharged|died|passed away|from [A-Z]|got (?:her|his|back|rear)|gets|tried|thought|did not|didn['’]t|never|"
    r"goes by|rated|scored|tolerated|responded|improved|improves|prefers|visits? (?:us|me)|visited|sees (?:us|me)|dances|hikes|plays|rides|drives|teaches (?:third|first|second|kinder|fourth|fifth|at)|described (?:her|his|the) (?:pain|jaw|back|neck|head)|had)"
)
_DID = re.compile(
    rf"[’']?s?[ \t]*(?:,[^.,\n]{{1,60}},|\([^)\n]{{1,40}}\)|,(?=[ \t]+who))?[ \t]+(?:(?:has|had|who|also|first|then|just|finally|recently|always|now|still)[ \t]+){{0,2}}{_VERB}\b",
    re.IGNORECASE,
)
_STRUGGLED = re.compile(
    r"(?:,[^.,\n]{1,60},)?[ \t]+(?:who )?(?:could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|limp\w*|hobbl\w+|struggl\w+|suffer\w*|complain\w*|tore|"
    r"injured|hurt|fell|woke|slept|sleeps|recovered|walked (?:in|out|without)|came (?:in|to (?:us|see|me))|is (?:pain|back on|able to|walking|running|sleeping|recovering|healing))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r",?[ \t]+(?:she|he)[ \t]+(?:could|couldn|can|had|has|was|came|said|told|walked|is|wept|cried|limped)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(
    rf"(?:[’']s?|s[’'])[ \t]+(?:[\w-]+[ \t]+){{0,3}}?(?:{words.AILMENT}|{words.BODY}|{words.CARE}|mother|mom|dad|father|"
    r"husband|wife|daughter|son|insurance|dob|birthday|phone|cell|number|address|e-?mail|story|results?|"
    r"surgeon|doctor|adjuster|goals?|home exercises?|before|after|photos?|file|folder|case|testimonial|review|words|husband|partner|employer|policy|medicare|card|chart)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"[ \t]*[,:(|-]?[ \t]*(?:\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|[\w.+-]+@\w|(?:dob|mrn|ssn|ph|cell)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:the|an?|her|his|my|our|your|of|at|in|on|from|near|by|via|their|this|that|use|using)[ ]$"
)
_AGED = re.compile(
    r"[ \t]*(?:,[ \t]*|[ \t]*\([ \t]*|[ \t]+is[ \t]+(?:an?[ \t]+)?|[ \t]+-[ \t]+)(?:age[d]?[ \t]+)?\d{1,3}\b(?!\s*(?:minutes?|hours?|weeks?|%|st|nd|th|:))(?!/)"
)
_CREDIT_KEY = re.compile(
    r"^(?:authors?|editors?|creators?|maintainers?|contributors?|translators?|reviewers?|reviewed by|checked by|by|verified by|speakers?|instructors?|teachers?|presenters?|photographers?|photo credit|"
    r"credits?|illustrators?|designers?|publisher|copyright|site author|owner|host|contact|organizers?|therapists?|staff|funding|funder|sponsors?|title|journal|intervention|comparators?|population|url|source)$"
)
_PLACED = re.compile(
    r"\b(?:in|near|outside|(?<!hear )(?<!heard )(?<!note )(?<!letter )(?<!message )(?<!card )(?<!call )from)[ ]$"
)


def judge(
    document: Document, name: Name, frame: int, found: dict[tuple[int, int], Finding]
) -> None:
    if (name.start, name.end) in found or any(s <= name.start < e for s, e in _near(found, name)):
        return
    passage = document.passage_at(name.start)
    if (
        passage is None
        or document.facts.knows_person(name.words)
        or _is_ordinary(document, name, frame)
    ):
        return
    if name.words[-1] in document.facts.authors and (
        document.is_study(passage) or document.kind is SourceKind.BIBTEX
    ):
        return
    if has_public_role(document, name) or _is_credited(document, passage, name):
        return
    if (
        name.shape is Shape.PROPER
        and lexicon.is_place(name.words[0])
        and _PLACED.search(document.low, max(0, name.start - 24), name.start)
    ):
        return  # a town; geography asks whose
    if (
        name.shape is Shape.GIVEN
        and lexicon.eponyms().intersection(name.words[0].split("-"))
        and frame < 2
    ):
        return
    score = frame + _score(document, passage, name, frame)
    needed = {
        Shape.FULL: 2,
        Shape.INITIAL: 2,
        Shape.GIVEN: 2,
        Shape.PAIR: 2,
        Shape.PROPER: 3,
        Shape.UNKNOWN: 5,
    }[name.shape]
    if score < needed:
        return
    add(found, document, name.start, name.end, certain=score > needed)


def _is_credited(document: Document, passage: Passage, name: Name) -> bool:
    """Whether a field such as `authors:` holds the name, outside of testimonials and the like."""
    if document.headed_personal(passage) or "testimonial" in passage.heading:
        return False
    return any(f.start <= name.start < f.end and _CREDIT_KEY.match(f.key) for f in passage.fields)


def _is_ordinary(document: Document, name: Name, frame: int) -> bool:
    """Whether a single word is used without a capital elsewhere, so that it is no name."""
    if frame > 1 or len(name.words) > 1 or document.personal or document.kind is SourceKind.REPLY:
        return False
    word = name.words[0]
    return (
        word.isalpha()
        and re.search(rf"(?<![\w/.@-]){re.escape(word)}(?![\w/@-]|\.\w)", document.text) is not None
    )


def _near(found: dict[tuple[int, int], Finding], name: Name) -> Iterable[tuple[int, int]]:
    return [key for key in found if key[0] <= name.start < key[1]] if len(found) < 200 else ()


def _score(document: Document, passage: Passage, name: Name, frame: int) -> int:
    text = document.text
    sentence = document.sentence_text(name.start)
    headed = document.headed_personal(passage)
    personal = words.PERSONAL.search(sentence) is not None
    weak = words.PERSONAL_WEAK.search(sentence) is not None
    owns = _OWNS.match(text, name.end) is not None
    score = 2 + (personal and weak) if personal or weak else int(document.is_weak(passage))
    score += 3 * headed + 2 * owns + 2 * (document.kind is SourceKind.BIBTEX)
    score += _DID.match(text, name.end) is not None
    score += _PRONOUN.match(text, name.end) is not None
    score += _STRUGGLED.match(text, name.end) is not None
    score += _AGED.match(text, name.end) is not None
    score += 2 * (_REACHED.match(text, name.end) is not None)
    score += name.shape is Shape.INITIAL
    score += document.is_hidden(passage)
    score -= name.shape is Shape.PROPER and lexicon.is_place(name.words[0])
    if (
        name.shape is Shape.PROPER
        and not frame
        and _ARTICLE.search(document.low, max(0, name.start - 8), name.start)
    ):
        score -= 2
    if frame and name.shape is Shape.GIVEN and not (personal or weak or document.is_weak(passage)):
        score -= 1
    if headed or (frame > 2 and not document.team):
        return score
    if words.STUDY.search(sentence) or document.is_reference(passage):
        score -= 2 if personal and weak else 4
    if document.is_team(passage) or words.EVENT.search(sentence):
        score -= 1 if personal and weak else 3
    if words.POLICY.search(sentence):
        score -= 1
    if not personal and not frame and words.GENERIC.search(sentence):
        score -= 1
    return score


def add(
    found: dict[tuple[int, int], Finding],
    document: Document,
    start: int,
    end: int,
    what: str = "a name",
    *,
    certain: bool = True,
) -> None:
    clue = _clue(document, start, end)
    found[(start, end)] = Finding("phi-name", start, end, what, clue, certain)


def _clue(document: Document, start: int, end: int) -> str:
    first, last = document.sentence(start)
    for pattern in (words.PERSONAL_WEAK, words.PERSONAL):
        for match in pattern.finditer(document.low, first, last):
            if match.end() <= start or match.start() >= end:
                return match[0]
    passage = document.passage_at(start)
    headed = words.DOC_PERSONAL.search(passage.heading) if passage is not None else None
    return headed[0] if headed is not None else ""
