"""Ready-to-post texts about a study, in three lengths, composed from its record.

Every sentence about a result is the composed statement (`referable.research.statements`) or a
shorter form of it that keeps verb, comparator and time point. Certainty always stands beside it:
as the source states it, or "certainty not graded". Nothing is cut in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.research.spelling import american, in_sentence
from referable.research.statements import NOT_GRADED, Statement
from referable.research.synopses import Direction
from referable.sharing.leading import study_findings, topics

if TYPE_CHECKING:
    from referable.research.conditions import Vocabulary
    from referable.research.ranking import Finding
    from referable.research.synopses import Certainty, Synopsis

__all__ = ["LIMITS", "Post", "compose_posts"]

LIMITS = {"short": 280, "medium": 600, "long": 1500}
"""The most characters of each length, the link included as it is written."""

_IN_BRACKETS = re.compile(r" \([^()]*\)")
_NOT_RULED_OUT = re.compile(r"; the study could not rule out .*?(?=\.$)")
_NO_COMPARATOR = "nothing"
_NO_TIME = "Time point not stated"
_NEEDS_NUMBERS = re.compile(r"significan|no effect", re.IGNORECASE)
_NO_HARM = "Harm: not stated in what we read."
_FINDINGS_IN_LONG = 3


@dataclass(frozen=True, slots=True)
class Post:
    """One text.

    Attributes:
        name: short, medium or long.
        text: The text, ready to be pasted.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Source:
    """What stands around the findings of a study.

    Attributes:
        label: "Cherkin et al. 2011".
        about: The plain names of its conditions.
        url: Where the study's page is.
        signature: The lines that go on everything the practice publishes, or an empty string.
        demanded: Those of them that a state's rule asks for, or an empty string.
    """

    label: str
    about: str
    url: str
    signature: str
    demanded: str


def compose_posts(
    synopsis: Synopsis,
    vocabulary: Vocabulary,
    *,
    label: str,
    url: str,
    signature: str = "",
    demanded: str = "",
) -> tuple[Post, ...]:
    """The posts about one study; a length that cannot hold what it must say is left out.

    Args:
        synopsis: The study.
        vocabulary: Conditions and scales.
        label: How it is called, "Cherkin et al. 2011".
        url: The whole address of its page.
        signature: The license lines, which go on everything that advertises the practice; where
            there is no room, only what is demanded is kept, since the picture carries them all.
        demanded: Those of the lines that the rule of a state asks for.
    """
    source = _Source(label, topics(synopsis, vocabulary), url, signature, demanded)
    findings = study_findings(synopsis, vocabulary)
    makers = (_short, _medium, _long) if findings else (_plain_short, _plain_medium, _plain_long)
    posts = []
    for name, make in zip(LIMITS, makers, strict=True):
        drafts = make(synopsis, findings, source)
        text = next((draft for draft in drafts if len(draft) <= LIMITS[name]), None)
        if text is not None:
            posts.append(Post(name, text))
    return tuple(posts)


def certainty_phrase(certainty: Certainty | None, scale: str = "") -> str:
    """As a sentence: “Certainty: low (GRADE).” or “Certainty not graded.”."""
    if certainty is None:
        return f"{_capitalized(NOT_GRADED)}."
    return f"Certainty: {certainty.label} ({scale})." if scale else f"Certainty: {certainty.label}."


def _graded(text: str, statement: Statement) -> str:
    return f"{text} {certainty_phrase(statement.certainty, statement.certainty_scale)}"


def _short(synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source) -> Iterator[str]:
    del synopsis
    statement = findings[0].statement
    yield _joined(
        _graded(statement.text, statement), f"{source.label}.", source.signature, source.url
    )
    for text in _shorter(statement):
        yield _joined(_graded(text, statement), f"{source.label}.", source.demanded, source.url)
        yield _joined(_graded(text, statement), source.demanded, source.url)
    yield _joined(_graded(_bare(findings[0]), statement), source.demanded, source.url)


def _medium(synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source) -> Iterator[str]:
    statement = findings[0].statement
    head = f"{source.label}, {synopsis.facts.design.label.lower()}."
    body = _graded(statement.text, statement)
    count = len(synopsis.facts.outcomes)
    others = f"This is one of {count} results; the page has them all." if count > 1 else ""
    harms = _harms(synopsis)
    foot = _lines(source.url, source.signature)
    yield _lines(f"{head} {body}", others, harms, foot)
    yield _lines(f"{head} {body}", others, foot)
    yield _lines(f"{head} {body}", foot)
    yield _lines(body, source.url, source.demanded)


def _long(synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source) -> Iterator[str]:
    facts = synopsis.facts
    head = _heading(synopsis, source)
    shown = _spread(findings)
    told = [_graded(f.statement.text, f.statement) for f in shown]
    count = len(facts.outcomes)
    rest = f"These are {len(told)} of {count} results." if count > len(told) > 1 else ""
    limits = _limits(synopsis)
    foot = _lines(f"All results, harms and funding: {source.url}", source.signature)
    for number in range(len(told), 0, -1):
        yield _lines(
            head,
            *told[:number],
            rest if number == len(told) else "",
            _harms(synopsis),
            limits,
            foot,
        )
    yield _lines(head, told[0], _harms(synopsis), foot)
    yield _lines(head, told[0], foot)


def _heading(synopsis: Synopsis, source: _Source) -> str:
    """Which study it is. Its title is left out: many a title claims more than its results carry."""
    return f"{source.label}, {synopsis.facts.design.label.lower()} on {source.about}."


def _spread(findings: tuple[Finding, ...]) -> list[Finding]:
    """The first findings; one that points another way is among them when there is one."""
    first = list(findings[:_FINDINGS_IN_LONG])
    sides = {f.outcome.direction for f in first}
    if len(sides) == 1 and len(findings) > len(first):
        other = next((f for f in findings if f.outcome.direction not in sides), None)
        if other is not None:
            first[-1] = other
    return first


def _plain_short(
    synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source
) -> Iterator[str]:
    del findings
    conclusion, compared = _sentence(american(synopsis.facts.conclusion)), _compared(synopsis)
    yield _joined(f"{source.label}. {conclusion} {compared}", source.signature, source.url)
    yield _joined(f"{source.label}. {conclusion} {compared}", source.demanded, source.url)
    yield _joined(f"{conclusion} {compared}", source.demanded, source.url)
    brief = f"{source.label}, {synopsis.facts.design.label.lower()}: what it says on massage."
    yield _joined(f"{brief} {compared}", source.demanded, source.url)
    yield _joined(f"{brief} {_compared(synopsis, brief=True)}", source.demanded, source.url)


def _plain_medium(
    synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source
) -> Iterator[str]:
    del findings
    facts = synopsis.facts
    body = f"{_sentence(american(facts.conclusion))} {_compared(synopsis)}"
    foot = _lines(source.url, source.signature)
    yield _lines(f"{source.label}, {facts.design.label.lower()}. {body}", foot)
    yield _lines(body, source.url, source.demanded)


def _plain_long(
    synopsis: Synopsis, findings: tuple[Finding, ...], source: _Source
) -> Iterator[str]:
    del findings
    facts = synopsis.facts
    head = _heading(synopsis, source)
    body = f"{_sentence(american(facts.conclusion))} {_compared(synopsis)}"
    limits = _limits(synopsis)
    foot = _lines(f"More: {source.url}", source.signature)
    harms = _harms(synopsis) if facts.adverse_events else ""
    yield _lines(head, body, harms, limits, foot)
    yield _lines(head, body, foot)


def _compared(synopsis: Synopsis, *, brief: bool = False) -> str:
    """Comparator, time point and certainty of a study whose results compare no massage."""
    facts = synopsis.facts
    against = "; ".join(american(c) for c in facts.comparators) or _NO_COMPARATOR
    times = dict.fromkeys(american(o.timepoint) for o in facts.outcomes if o.timepoint)
    when = f"Time point: {'; '.join(times)}" if times else _NO_TIME
    if brief:
        against, when = "see the page" if facts.comparators else _NO_COMPARATOR, _NO_TIME
    best = facts.best_certainty
    sure = f"Highest certainty of its results: {best.label}." if best else certainty_phrase(None)
    return f"Compared with: {against}. {when}. {sure}"


def _harms(synopsis: Synopsis) -> str:
    told = synopsis.facts.adverse_events
    return f"Harm: {in_sentence(_sentence(american(told)))}" if told else _NO_HARM


def _limits(synopsis: Synopsis) -> str:
    """The first limitation that can stand by itself, without the numbers it speaks of."""
    for told in synopsis.facts.limitations:
        if not _NEEDS_NUMBERS.search(told):
            return f"Limit: {in_sentence(_sentence(american(told)))}"
    return ""


def _shorter(statement: Statement) -> Iterator[str]:
    """The statement, then ever shorter forms; what was compared, and when, always stays."""
    text = statement.text
    yield text
    text = _NOT_RULED_OUT.sub("", text)
    yield text
    kept = f"{statement.comparator} {statement.timepoint}"
    brackets = [
        b
        for b in _IN_BRACKETS.findall(text)
        if b.strip() not in kept and statement.comparator not in b
    ]
    # An interval goes last, and never out of a sentence that lives by it.
    for bracket in sorted(brackets, key=lambda b: ("CI" in b, -len(b))):
        if "CI" in bracket and f": {statement.numbers.partition(' (')[0]}" in text:
            text = re.sub(r": [^:]*\.$", ".", text)
            yield text
            return
        text = text.replace(bracket, "", 1)
        yield text


def _bare(finding: Finding) -> str:
    """Outcome, comparison, time point and side, when no sentence is short enough."""
    statement = finding.statement
    side = {
        Direction.MASSAGE: "favored massage",
        Direction.COMPARATOR: "favored the comparator",
        Direction.NO_CLEAR_DIFFERENCE: "no clear difference",
        Direction.NOT_ESTIMABLE: "cannot be compared",
    }[finding.outcome.direction]
    name = _capitalized(american(finding.outcome.name))
    return f"{name}, against {statement.comparator}, {statement.timepoint}: {side}."


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _lines(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
