"""How results are reported: significance, "no effect", percentages without people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.claims.document import Sentence
from referable.checks.claims.guards import is_exempt
from referable.checks.claims.lexicon import check_terms, term
from referable.checks.claims.model import Finding, Page

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
    r"\b(?:by|in|to|of|a|an|up|about|around|nearly|almost|over|than|roughly|with)\s*(?:up to "
    r"|as much as |about |around |nearly |almost |over |more than )*$"
)
_RESULT_VERB = re.compile(
    r"\b(?:reduc|decreas|improv|lower|increas|fell|fall|drop|cut|relie|eas|gain|success|rate"
    r"|event|reaction|discomfort|sore|reported|responded)\w*"
)
_ABOUT_PEOPLE = re.compile(
    r"\b(?:pain|headache|migraine|stress|anxiety|sleep|symptom|cortisol|tension|depress|sore"
    r"|function|mobility|patients?|clients?|people|recover|event|reaction|inflamm|immun"
    r"|circulation|blood|disab|grip|opioid|medication)\w*"
)
_NUMBER_OF_PEOPLE = re.compile(
    r"\b\d[\d,]* (?:\w+[ -]){0,4}?(?:people|adults|patients|clients|women|men|participants"
    r"|subjects|children|students|trials?|studies|reviews?|visits?|athletes|workers|employees"
    r"|therapists|veterans|physicians|doctors|users|volunteers|couples|nurses|survivors"
    r"|runners|mothers|babies|records|articles|cases|sessions|practitioners|respondents"
    r"|reports|massages|rcts)\b"
    r"|\bn ?= ?\d|\bof \d[\d,]*\b|\b\d+ (?:in|of) \d+\b|\b\d+/\d+\b|\b(?:two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve) (?:\w+ ){0,2}?(?:trials|studies|reviews|people"
    r"|women|men|adults)\b"
    r"|\b(?:ci|confidence interval|interval)\b"
)
_NOT_A_RESULT = re.compile(
    r"\b(?:off|discount|deposit|fee|fees|price|cost|tip|gratuity|tax|coinsurance|copay"
    r"|deductible|refund|zoom|enlarg|width|scrolling|interval|i2|i²|sales|coverage|pays?"
    r"|covers?|insurance|plan pays|cancell?ation|consensus|commission|of the (?:first"
    r"|starting|baseline)|or 30%|30%|cotton|organic|natural|alcohol)\b"
)

TRIGGERS = tuple((entry, entry.needles) for entry in _TERMS)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Results reported by significance, as "no effect", or in percent of nobody knows how many."""
    yield from check_terms(page, _TERMS)
    yield from _no_evidence_that(page)
    yield from _percentages(page)


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


def _percentages(page: Page) -> Iterator[Finding]:
    document = page.document
    studies: frozenset[str] | None = None
    for match in _percents(document.low):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if not _is_result(sentence, match):
            continue
        if studies is None:
            studies = _studies_with_numbers(page)
        if _counted(page, sentence, studies):
            continue
        if page.own_key is not None and sentence.block.name:
            # Synopsis fields stand beside the number of participants.
            continue
        said = document.text[match.start() : match.end()]
        yield Finding(
            "claim-percent",
            match.start(),
            match.end(),
            f"{said} of how many people is not said.",
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
    before = sentence.text[: match.start() - sentence.start]
    after = sentence.text[match.end() - sentence.start :]
    if _NOT_A_RESULT.search(sentence.text) or not _ABOUT_PEOPLE.search(sentence.text):
        return False
    if _RESULT_AFTER.match(after):
        return True
    return bool(_RESULT_BEFORE.search(before) and _RESULT_VERB.search(sentence.text))


def _counted(page: Page, sentence: Sentence, studies: frozenset[str]) -> bool:
    """Whether the reader can tell how many people a percentage is of.

    Their number stands in the same paragraph, or where the page cites the same study elsewhere.
    """
    document, block = page.document, sentence.block
    if _NUMBER_OF_PEOPLE.search(document.low, block.start, block.end):
        return True
    if page.own_key is not None:
        return bool(_NUMBER_OF_PEOPLE.search(document.low))
    return not studies.isdisjoint(page.sources(sentence.start))


def _studies_with_numbers(page: Page) -> frozenset[str]:
    """The studies that the page cites beside a number of people."""
    document = page.document
    found: set[str] = set()
    for mark in document.citations:
        if found.issuperset(mark.keys):
            continue
        block = document.block_at(mark.start)
        if block and _NUMBER_OF_PEOPLE.search(document.low, block.start, block.end):
            found.update(mark.keys)
    return frozenset(found)
