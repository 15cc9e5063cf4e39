"""How results are reported: significance, "no effect", percentages without people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from referable.checks.claims.document import Block, Sentence
from referable.checks.claims.guards import is_exempt
from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger

__all__ = ["TRIGGERS", "check"]

_NO_CLEAR = (
    "Write “no clear difference in … at … weeks” with the interval, and what the study could not "
    "rule out."
)

_TERMS = (
    term(
        "claim-significance",
        r"\bstatistical(?:ly)? (?:significan\w+|trend)|\b(?:(?:in|un)?significan(?:t|ce"
        r"|tly)) (?:(?:less|more|better|worse|fewer|greater|lower|higher|faster|slower|larger"
        r"|smaller)\b|(?:reduc|improv|decreas|increas|lower|chang|differ|benefi|relie|declin"
        r"|drop|gain|eas|help|fewer|short)\w*|(?:effects?|results?|findings?|associations?"
        r"|correlations?)\b|(?:at|in|for|over) (?:\w+ )?(?:\d|the p|short|long|pain"
        r"|function))"
        r"|\b(?:reduc|improv|decreas|increas|lower|differ|relie|declin|drop"
        r"|chang)\w* (?:\w+ ){0,3}?significantly\b|\b(?:not|no longer|was|were|highly|reached"
        r"|reach|approached|became) (?:\w+ )?significan(?:t|ce)\b(?! (?:other|swelling|pain"
        r"|injur))|\ba trend (?:toward|towards|to|in favou?r)\b|\btrended toward"
        r"|\bp ?[<=≤] ?0?\.0\d+\b(?=[^.]{0,30}\b(?:proves?|shows? that|means)\b)",
        "significan|trend",
        "“{said}” says only that chance is an unlikely explanation, not that the difference "
        "is large.",
        "Give the difference with its interval and scale, and how certain it is: “1.7 points "
        "lower on 0 to 10 (95% CI 1.2 to 2.2)”.",
        unless=r"\bclinically significant\b|\bsignificant other",
        denial=False,
    ),
    term(
        "claim-no-effect",
        r"(?<!little or )\b(?P<said>no (?:significant |measurable |detectable |real |overall "
        r"|added |such )?effects?)\b(?=[ ,.;)\n]|$)(?! sizes?)",
        "effect",
        "“{said}” says more than a study that found no clear difference can show.",
        _NO_CLEAR,
        denial=False,
        unless=r"\bno effect sizes?\b|is not (?:“|\"|')?no effect|\bnot\b[^.]{0,40}\bno effect",
    ),
    term(
        "claim-no-effect",
        r"\b(?:massage\w*|it|therapy|treatments?|bodywork|reflexology|cupping|release) (?:simply "
        r"|just |therefore "
        r")?(?P<said>(?:does(?: not|n't)|do(?: not|n't)) (?:work|help)|(?:is|are) (?:useless"
        r"|ineffective"
        r"|not effective)|ma(?:de|kes) no difference)\b",
        "massage|it$|therapy|treatment|bodywork|reflexology|cupping|release",
        "“{said}” says more than a study that found no clear difference can show.",
        _NO_CLEAR,
        denial=False,
        cited_only=True,
        begins=True,
    ),
    term(
        "claim-no-effect",
        r"\b(?P<said>(?:no|without|zero) (?:significant |measurable |detectable |real |overall "
        r"|such |therapeutic )?(?:influence|impact|bearing|value))\b",
        "influence|impact|bearing|value",
        "“{said}” says more than a study that found no clear difference can show.",
        _NO_CLEAR,
        denial=False,
        cited_only=True,
        unless=r"\bno evidence\b|\bnot\b[^.]{0,40}\bno (?:impact|influence)",
    ),
    term(
        "claim-no-effect",
        r"\bno evidence (?:of|for) (?:an? )?(?:\w+ )?(?:effects?|benefits?|differences?"
        r"|improvements?)\b|\bevidence (?:shows?|of) no (?:effect|benefit)\b",
        "evidence",
        "“{said}” can mean that nobody looked hard enough; it does not mean that there is none.",
        _NO_CLEAR,
        denial=False,
        unless=r"is not (?:the same as )?(?:evidence of|“|\")",
    ),
)
_NO_EVIDENCE_THAT = re.compile(
    r"\bno evidence (?:that|to (?:show|say|suggest)) (?:\w+ ){0,3}?(?:massage|it|treatment"
    r"|therapy|release|\w+)\b"
)
_SIGN = re.compile(r"%|percent\b|per cent\b")
_PERCENT = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d+)? ?(?:%|percent\b|per cent\b)")
_RESULT_AFTER = re.compile(
    r"^\s*(?:\)|,)?\s*(?:of (?:all |our |my |the |those |these |adult "
    r"|chronic )*(?:\w+ )?(?:people|patients|clients|adults|participants|subjects|women|men"
    r"|athletes|sufferers|users|workers|therapists|them|those|cases|physicians|doctors)"
    r"|(?:people|patients|clients|adults|participants|women|men)\b"
    r"|(?:less|fewer|more|better|lower|higher|faster|greater|reduction|improvement|decrease"
    r"|increase|drop|success|relief|decline|improved|reported|felt|had|got|saw)\b)"
)
_RESULT_BEFORE = re.compile(
    r"\b(?:by|in|to|of|a|an|up|dropped|fell|rose|falls|drops|cut|cuts|improved|improves|reduced"
    r"|decreased|down|lowered|about|around|nearly|almost|over|than|roughly|with)\s*(?:up to "
    r"|as much as |about |around |nearly |almost |over |more than )*$"
)
_NEAR = 40
"""Characters before a percentage that are read for words such as “by up to”."""
_RESULT_VERB = re.compile(
    r"\b(?:reduc|decreas|improv|lower|increas|fell|fall|drop|cut|relie|eas|gain|success|rate"
    r"|event|reaction|discomfort|sore|reported|responded)\w*"
)
_ABOUT_PEOPLE = re.compile(
    r"\b(?:pain|headache|migraine|stress|anxiety|sleep|symptom|cortisol|tension|depress|sore"
    r"|function|mobility|patients?|clients?|people|recover|event|reaction|inflamm|immun"
    r"|circulation|blood|disab|grip|opioid|medication)\w*"
)
_COUNTED = (
    r"(?:people|adults|patients|clients|women|men|participants|subjects|children|students|trials?"
    r"|studies|reviews?|visits?|athletes|workers|employees|therapists|veterans|physicians|doctors"
    r"|users|volunteers|couples|nurses|survivors|runners|mothers|babies|records|articles|cases"
    r"|sessions|practitioners|respondents|reports|massages|rcts)"
)
_NUMBER_OF_PEOPLE = re.compile(
    rf"\b(?:\d[\d,]*(?! per ?cent)(?: (?:\w+[ -]){{0,4}}?{_COUNTED}\b| (?:in|of) \d+\b|/\d+\b)"
    r"|n ?= ?\d"
    r"|of \d[\d,]*\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?!in |out "
    r"|of )"
    r"(?:\w+ ){0,2}(?:trials|studies|reviews|people|women|men|adults)\b"
    r"|(?:ci|confidence interval|interval)\b)"
)
_OUT_OF = re.compile(r"\b(?:in|of) (?:every )?\Z")
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|1?\d|20)"
_PEOPLE = r"(?:people|patients?|clients?|adults|women|men|runners|athletes|sufferers|users|workers)"
_SHARE = re.compile(
    rf"\b(?:{_SMALL} (?:out of|in|of) (?:every )?{_SMALL}|half of|(?<=a )third of|one[ -]third of"
    r"|(?:two|three|four)[ -](?:thirds|quarters|fifths) of|majority of)"
    rf" (?:our |the |all |my )?(?:\w+ )?{_PEOPLE}\b"
    r"(?=[^.!?]{0,60}\b(?:better|relief|reliev|improv|less pain|fewer|reduc|pain[ -]free|recover"
    r"|respond|benefit|return to work|back (?:to|at) work|sleep|walk|able to|less|no longer|without"
    r" pain|happier|calmer|stop(?:ped)? hurting))"
    r"|(?:(?<=\bby )|(?<=\bin ))(?P<cut>half|two[ -]thirds|three[ -]quarters)\b(?! of\b)"
    r"|(?<=\bby a )(?P<cut_by>third|quarter)\b"
)
_SHARE_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|majority|"
    + "|".join(f"{number}$" for number in range(1, 21))
)
"""Shares in words: “nine out of ten patients feel better”, “cut by half”."""
_NOT_A_RESULT = re.compile(
    r"\b(?:off|discount|deposit|fee|fees|price|cost|tip|gratuity|tax|coinsurance|copay"
    r"|deductible|refund|zoom|enlarg|width|scrolling|interval|i2|i²|sales|coverage|pays?"
    r"|covers?|insurance|plan pays|cancell?ation|consensus|commission|of the (?:first"
    r"|starting|baseline)|or 30%|30%|cotton|organic|natural|alcohol)\b"
)

TRIGGERS = (
    *triggers(_TERMS),
    Trigger.of(_SHARE, _SHARE_WORDS, begins=True),
)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Results reported by significance, as "no effect", or in percent of nobody knows how many."""
    yield from check_terms(page, _TERMS)
    yield from _no_evidence_that(page)
    counts = _Counts(page)
    yield from _percentages(page, counts)
    yield from _shares(page, counts)


def _no_evidence_that(page: Page) -> Iterator[Finding]:
    """`No evidence that`, where a cited study is reported; a denial without a study is fine."""
    document = page.document
    if "no evidence" not in document.low:
        return
    for match in _NO_EVIDENCE_THAT.finditer(document.low):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if not page.sources(match.start()):
            continue
        yield Finding(
            "claim-no-effect",
            match.start(),
            match.start() + len("no evidence"),
            "“no evidence” reads as proof that there is no effect.",
            _NO_CLEAR,
        )


def _percentages(page: Page, counts: _Counts) -> Iterator[Finding]:
    document = page.document
    for match in _percents(document.low):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if not _is_result(sentence, match) or counts.known_for(sentence):
            continue
        if page.own_key is not None and sentence.block.name:
            # Synopsis fields stand beside the number of participants.
            continue
        yield _of_how_many(document.text, match)


def _shares(page: Page, counts: _Counts) -> Iterator[Finding]:
    """Shares of people in words, which are percentages by another name."""
    document = page.document
    if page.own_key is not None:
        return
    for match in page.hits.matches(_SHARE):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        text = sentence.text
        if (match["cut"] or match["cut_by"]) and not (
            _RESULT_VERB.search(text) and _ABOUT_PEOPLE.search(text)
        ):
            continue
        if not _NOT_A_RESULT.search(text) and not counts.known_for(sentence):
            yield _of_how_many(document.text, match)


def _of_how_many(text: str, match: re.Match[str]) -> Finding:
    return Finding(
        "claim-percent",
        match.start(),
        match.end(),
        f"“{text[match.start() : match.end()]}”: of how many people is not said.",
        "Add the number of people in the same sentence, as in “10% of 91 clients”, or "
        "drop the percentage.",
    )


def _percents(low: str) -> Iterator[re.Match[str]]:
    """Numbers of percent; looking for the sign first is what makes this quick."""
    if "%" not in low and "per" not in low:
        return
    for sign in _SIGN.finditer(low):
        match = _PERCENT.search(low, max(sign.start() - 9, 0), sign.end())
        if match is not None and match.end() == sign.end():
            yield match


def _is_result(sentence: Sentence, match: re.Match[str]) -> bool:
    at = match.start() - sentence.start
    text = sentence.text
    after = text[match.end() - sentence.start :]
    if not _RESULT_AFTER.match(after) and not (
        _RESULT_BEFORE.search(text[max(at - _NEAR, 0) : at]) and _RESULT_VERB.search(text)
    ):
        return False
    return not _NOT_A_RESULT.search(text) and _ABOUT_PEOPLE.search(text) is not None


def _names_number(low: str, start: int, end: int | None = None) -> bool:
    """Whether a text says how many people there were; “one in three people” does not."""
    for match in _NUMBER_OF_PEOPLE.finditer(low, start, len(low) if end is None else end):
        if match.group()[0].isdigit() or not _OUT_OF.search(
            low[max(match.start() - 9, 0) : match.start()]
        ):
            return True
    return False


class _Counts:
    """Where a page says how many people were studied; each paragraph is read at most once.

    Args:
        page: The page.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._blocks: dict[int, bool] = {}

    def known_for(self, sentence: Sentence) -> bool:
        """Whether the reader can tell how many people a share is of.

        Their number stands in the same paragraph, or where the page cites the same study.
        """
        if self._is_counted(sentence.block):
            return True
        if self._page.own_key is not None:
            return _names_number(self._page.document.low, 0)
        return not self._studies.isdisjoint(self._page.sources(sentence.start))

    def _is_counted(self, block: Block) -> bool:
        counted = self._blocks.get(block.start)
        if counted is None:
            counted = _names_number(self._page.document.low, block.start, block.end)
            self._blocks[block.start] = counted
        return counted

    @cached_property
    def _studies(self) -> frozenset[str]:
        """The studies that the page cites beside a number of people."""
        found: set[str] = set()
        for mark in self._page.document.citations:
            if found.issuperset(mark.keys):
                continue
            block = self._page.document.block_at(mark.start)
            if block and self._is_counted(block):
                found.update(mark.keys)
        return frozenset(found)
