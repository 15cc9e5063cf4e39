"""Sentences that say massage helps: do they cite a study, and is the verb as careful as it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referable.checks.claims.benefits import (
    ADJECTIVE,
    ADJECTIVE_WORDS,
    IMPERATIVE,
    IMPERATIVE_WORDS,
    NOUN,
    NOUN_WORDS,
    PASSIVE,
    PASSIVE_WORDS,
    VERB,
    VERB_WORDS,
)
from referable.checks.claims.document import BlockKind, Sentence
from referable.checks.claims.grades import LEVEL, Level, allowed
from referable.checks.claims.guards import clause_before, is_denied, is_exempt
from referable.checks.claims.implied import TRIGGERS as IMPLIED
from referable.checks.claims.implied import is_promise, promised_level
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger
from referable.checks.claims.words import COMPETITOR, CONDITION, MASSAGE, OURS
from referable.research.synopses import Direction, Synopsis

__all__ = ["TRIGGERS", "check"]

_MASSAGE = re.compile(rf"\b(?:{MASSAGE})\b")
_OURS = re.compile(rf"\b(?:{OURS})\b")
_PRONOUN = re.compile(r"\b(?:it|this|they|these|that|which)\b")
_CONDITION = re.compile(rf"\b(?:{CONDITION})\b")
_STRICT_CONDITION = re.compile(
    r"\b(?!(?:neck|lower back|back|shoulders?|jaw|knees?|hips?|recovery|performance|postures?"
    r"|labor|concentration|mood)\b)"
    rf"(?:{CONDITION})\b|\b(?:neck|lower back|back|shoulders?|jaw|knees?|hips?) (?:problems?"
    r"|issues?|trouble|discomfort|complaints|injur\w+|conditions?)\b|\b(?:recovery"
    r"|performance|postures?|mood|labor|mobility)\b"
)
_COMPETITOR = re.compile(rf"\b(?:{COMPETITOR})\b")
_VERB_POSITION = re.compile(
    r"\b(?:to|can|may|might|could|will|would|should|and|or|helps?|also|probably|likely"
    r"|naturally|gently|quickly|effectively|sessions|treatments|we|they|slightly"
    r"|techniques)\s*$"
)
"""What stands before `lower` and `ease` where they are verbs."""
_UNCERTAIN = re.compile(r"\bvery uncertain\b|\buncertain\b")
_REPORT = re.compile(
    r"\b(?:found|reported|showed|saw|observed|measured|recorded|fell|was|were|had|compared"
    r"|concluded|judged|rated|graded)\b"
)
_SHOWN = re.compile(
    r"\b(?:shown|known|proven|proved|demonstrated|established|confirmed?)\b(?: \w+){0,2}?\s*$"
    r"|\b(?:stud(?:y|ies)|research|evidence|trials?|science|experts?|doctors"
    r"|reviews?) (?:\w+ ){0,3}?(?:show|shows|confirm|confirms|say|says|agree|agrees"
    r"|demonstrates?|proves?|indicates?|tells? us)\b"
)
_ASSERTED_TO = re.compile(
    r"\b(?:shown|known|proven|proved|demonstrated|found|likely|appears?|seems?|thought"
    r"|believed|said|able|helps?|tends?|continues?|works?"
    r"|documented)(?: \w+)? to (?:\w+ly )?$"
)
_LIKELY = re.compile(r"\b(?:probably|likely)\b")
_MAY = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|appears?|seems?|suggest(?:s|ed|ing)?"
    r"|potential(?:ly)?|thought to|believed to)\b"
)
_SERVICE = re.compile(
    r"\b(?:we|i|our team|our therapists?) (?:can |will |also )?(?:help|work with|see|treat"
    r"|support|assist) (?:\w+ )?(?:people|patients|clients|those|adults|women|athletes|anyone"
    r"|runners|you)\b"
)
_NOT_EFFECT = re.compile(
    r"^(?:helps?|leads? to|results? in)\b.{0,25}\b(?:us|find|decide|know|tell|explain|plan"
    r"|track|see whether|understand|book|you decide|the form|with (?:the )?(?:forms?"
    r"|paperwork|insurance|billing|parking|stairs))\b"
    r"|^(?:increas|improv|enhanc|reduc|lower)\w* (?:our|the (?:quality of (?:our|the)|price"
    r"|cost|wait|risk of bias|chance of error)|pressure|costs?|waiting|fees?)"
    r"|^(?:release|releases|releasing) (?:\w+ )?(?:form|records|information|of"
    r"|your (?:records|information))"
)
_LITTLE = re.compile(
    r"\b(?P<said>makes?|gives?|has|have|results? in) little (?:or|to) no (?:difference|effect"
    r"|benefit)\b"
)


TRIGGERS = (
    Trigger.of(VERB, VERB_WORDS, begins=True),
    Trigger.of(PASSIVE, PASSIVE_WORDS, begins=True),
    Trigger.of(ADJECTIVE, ADJECTIVE_WORDS),
    Trigger.of(NOUN, NOUN_WORDS, begins=True),
    Trigger.of(IMPERATIVE, IMPERATIVE_WORDS, begins=True),
    Trigger.of(_LITTLE, "little"),
    *IMPLIED,
)
"""What to look for, and the words that give it away."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A benefit claimed: where, in which sentence, and how sure it sounds."""

    start: int
    end: int
    sentence: Sentence
    level: Level
    """How certain evidence would have to be for this wording; `NONE` for a report in the past."""
    reports: bool = False
    """Whether it reports a result in the past tense."""


def check(page: Page) -> Iterator[Finding]:
    """Claims of benefit without a study, and claims surer than their study; one a sentence."""
    done: set[int] = set()
    for claims in (_claims, _implied, _imperatives, _little_difference):
        for claim in claims(page, done):
            finding = _judge(page, claim)
            if finding is not None and claim.sentence.start not in done:
                done.add(claim.sentence.start)
                yield finding


def _judge(page: Page, claim: _Claim) -> Finding | None:
    said = " ".join(page.document.text[claim.start : claim.end].split())
    sources = page.sources(claim.start)
    if not sources:
        if _has_unknown_citation(page, claim):
            return None
        return Finding(
            "claim-uncited",
            claim.start,
            claim.end,
            f"“{said}” claims a benefit, and no study is cited for it.",
            "Cite a study of the library after the sentence ([@key]) and keep to its wording, or "
            "say what you do: “We see people with …”.",
        )
    if _UNCERTAIN.search(claim.sentence.text):
        return None
    studies = [page.synopses[key] for key in sources if key in page.synopses]
    if claim.reports and page.own_key is None and _none_in_favor(studies):
        return _contradicted(claim, said, sources)
    if claim.level is Level.NONE or not studies:
        return None
    level = allowed(studies, claim.sentence.text)
    if claim.level <= level:
        return None
    if claim.level is Level.LOW and _says_level(claim.sentence.text, level):
        return None
    return Finding(
        "claim-strength",
        claim.start,
        claim.end,
        _strength_message(said, claim.level, level, sources),
        _strength_fix(level),
    )


def _none_in_favor(studies: list[Synopsis]) -> bool:
    """Whether the records hold results, and not one that favors massage or was not judged."""
    rows = [row.direction for study in studies for row in study.facts.outcomes]
    against = {Direction.NO_CLEAR_DIFFERENCE, Direction.COMPARATOR}
    return (
        bool(rows)
        and against.issuperset(rows)
        and not any(study.facts.guideline_recommendation for study in studies)
    )


def _contradicted(claim: _Claim, said: str, sources: tuple[str, ...]) -> Finding:
    who = " and ".join(f"@{key}" for key in sources[:2]) + (" …" if len(sources) > 2 else "")
    return Finding(
        "claim-strength",
        claim.start,
        claim.end,
        f"“{said}” reports a benefit, but no result on record of {who} favors massage.",
        "Report what the study found: “no clear difference in … between massage and …, at …”.",
    )


def _says_level(sentence: str, level: Level) -> bool:
    """Whether a sentence states the recorded certainty itself."""
    return level is not Level.NONE and any(
        re.search(rf"\b{level.label.replace(' ', '[ -]')}\b", found.group())
        for found in LEVEL.finditer(sentence)
    )


def _has_unknown_citation(page: Page, claim: _Claim) -> bool:
    """Whether a citation is there but its key is not; that is reported as such elsewhere."""
    return bool(page.document.cited_for(claim.start))


def _strength_message(said: str, claimed: Level, level: Level, sources: tuple[str, ...]) -> str:
    wording = {Level.HIGH: "is worded as certain", Level.MODERATE: "is worded as probable"}.get(
        claimed, "is worded as graded evidence"
    )
    who = " and ".join(f"@{key}" for key in sources[:2]) + (" …" if len(sources) > 2 else "")
    if level is Level.NONE:
        return f"“{said}” {wording}, but {who} states no certainty for it."
    return f"“{said}” {wording}, but {who} states {level.label} certainty."


def _strength_fix(level: Level) -> str:
    return {
        Level.NONE: "Report what was found in the past tense, with how many people, compared with "
        "what and when, and add “certainty was not graded”.",
        Level.VERY_LOW: "Write “the evidence is very uncertain about …”.",
        Level.LOW: "Write “may …”, with the comparison and the time.",
        Level.MODERATE: "Write “probably …”, with the comparison and the time.",
        Level.HIGH: "",
    }[level]


def _found(
    page: Page, pattern: re.Pattern[str], done: set[int]
) -> Iterator[tuple[re.Match[str], Sentence]]:
    """Where a pattern matches, with the sentence, outside questions and quotations.

    Sentences already reported are passed over.
    """
    document = page.document
    for match in page.hits.matches(pattern):
        sentence = document.sentence_at(match.start())
        if sentence is None or sentence.start in done:
            continue
        if not is_exempt(document, sentence, match.start()):
            yield match, sentence


def _claims(page: Page, done: set[int]) -> Iterator[_Claim]:
    for pattern in (VERB, ADJECTIVE):
        for match, sentence in _found(page, pattern, done):
            if _is_benefit(page, sentence, match):
                level = _level(sentence, match)
                yield _Claim(*match.span(), sentence, level, reports=bool(match["past"]))
    for match, sentence in _found(page, PASSIVE, done):
        clause = clause_before(sentence, match.start())
        if _STRICT_CONDITION.search(clause) and not is_denied(sentence, *match.span()):
            level = _present_level(match.group(), clause)
            yield _Claim(match.start(), match.end(), sentence, level)
    for match, sentence in _found(page, NOUN, done):
        if _is_offered_relief(page, sentence, match):
            yield _Claim(match.start(), match.end(), sentence, Level.NONE)


def _implied(page: Page, done: set[int]) -> Iterator[_Claim]:
    for trigger in IMPLIED:
        for match, sentence in _found(page, trigger.pattern, done):
            if is_promise(page, trigger.pattern, match, sentence):
                yield _Claim(*match.span(), sentence, promised_level(match))


def _imperatives(page: Page, done: set[int]) -> Iterator[_Claim]:
    """Headlines such as "Relieve your back pain"."""
    for match, sentence in _found(page, IMPERATIVE, done):
        block = sentence.block
        if match.start() == block.start and block.kind is not BlockKind.ROW:
            yield _Claim(*match.span(), sentence, Level.NONE)


def _subject(page: Page, sentence: Sentence, start: int) -> bool:
    """Whether what stands before a verb in its clause is massage, and nothing else is nearer."""
    clause = clause_before(sentence, start)
    ours = None
    for pattern in (_MASSAGE, _OURS):
        for found in pattern.finditer(clause):
            if ours is None or found.end() > ours:
                ours = found.end()
    if ours is None:
        return _PRONOUN.search(clause) is not None and _speaks_of_massage(page, sentence)
    other = max((found.end() for found in _COMPETITOR.finditer(clause)), default=0)
    return other <= ours or bool(_MASSAGE.search(clause))


def _speaks_of_massage(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence before speaks of massage and of nothing else."""
    document, block = page.document, sentence.block
    earlier = document.low[block.start : sentence.start]
    last = earlier[-160:]
    return bool(_MASSAGE.search(last)) and not _COMPETITOR.search(last)


def _is_benefit(page: Page, sentence: Sentence, match: re.Match[str]) -> bool:
    start, end = match.span()
    text, said = sentence.text, match.group()
    after = text[end - sentence.start :]
    if not _subject(page, sentence, start) or not _STRICT_CONDITION.search(text):
        return False
    # Where the verb holds its object ("chases headaches away"), the object is part of the match.
    rest = f"{said}{after}" if said.endswith((" away", " better", " easier")) else after
    object_ = re.split(r"[;:]|\. |, (?:but|and (?:we|you|your|our))\b", rest)[0][:160]
    clause = clause_before(sentence, start)
    if match["past"]:
        if not (_STRICT_CONDITION.search(object_) or _STRICT_CONDITION.search(clause)):
            return False
    elif not _CONDITION.search(object_) and not (
        match.group().startswith(("help", "work")) and re.fullmatch(r"[\s.!)]*", object_)
    ):
        return False
    if _NOT_EFFECT.match(text[start - sentence.start :]):
        return False
    if match.group() in {"lower", "ease"} and not _VERB_POSITION.search(clause):
        return False
    if _SERVICE.search(text[: end - sentence.start + 12]) and match.group().startswith("help"):
        return bool(VERB.search(_SERVICE.sub("", object_)))
    return not is_denied(sentence, start, end)


def _is_offered_relief(page: Page, sentence: Sentence, match: re.Match[str]) -> bool:
    start, end = match.span()
    text = sentence.text
    if is_denied(sentence, start, end):
        return False
    if _REPORT.search(text) and page.sources(start):
        return False
    if not _STRICT_CONDITION.search(text):
        return False
    return bool(
        _MASSAGE.search(text) or _SELLING.search(text) or sentence.block.kind is BlockKind.HEADING
    )


_SELLING = re.compile(
    r"\b(?:our|my) (?:\w+ ){0,2}(?:sessions?|treatments?|therap\w+|hands|techniques?|clinic"
    r"|table|clients|patients)\b|\bbook\b|\bcall (?:us|now|today)\b|\bget relief\b"
    r"|\bfind relief\b|\b(?:many|most|other|several) (?:\w+ )?(?:clients|patients|people|runners"
    r"|athletes) (?:\w+ )?(?:notice|report|find|feel|say|tell us|see|experience|enjoy|leave"
    r"|describe|wake)\b|\b(?:the|your|expected) results?:|\bafter (?:your|the|a|each"
    r"|one) (?:first |single )?(?:session|visit|treatment)\b"
)


def _level(sentence: Sentence, match: re.Match[str]) -> Level:
    """How certain evidence must be for the wording of a claim."""
    clause = clause_before(sentence, match.start())
    if match["past"]:
        return Level.NONE
    return _present_level(match.group(), clause)


def _present_level(said: str, clause: str) -> Level:
    """How certain evidence must be for a verb in the present tense."""
    infinitive = re.search(r"\bto (?:\w+ly )?$", clause)
    if infinitive and not _ASSERTED_TO.search(clause):
        return Level.NONE
    if _SHOWN.search(clause):
        return Level.HIGH
    if _LIKELY.search(f"{clause} {said}"):
        return Level.MODERATE
    if _MAY.search(f"{clause} {said}"):
        return Level.LOW
    if said.endswith("ing"):
        # "A trial of massage for easing pain" reports; it asserts nothing by itself.
        return Level.NONE
    return Level.HIGH


def _little_difference(page: Page, done: set[int]) -> Iterator[_Claim]:
    """`Massage probably makes little or no difference`: graded wording of a null result."""
    for match, sentence in _found(page, _LITTLE, done):
        if not page.sources(match.start()):
            continue
        clause = clause_before(sentence, match.start())
        level = Level.HIGH
        if _LIKELY.search(clause):
            level = Level.MODERATE
        elif _MAY.search(clause):
            level = Level.LOW
        yield _Claim(match.start(), match.end(), sentence, level)
