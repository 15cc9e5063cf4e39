"""Finds words and phrases that promise too much, and offers the safer wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from referable.checks.claims.guards import is_denied, is_exempt
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger
from referable.diagnostics import Severity

__all__ = ["Term", "check_terms", "term", "triggers"]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Words to look for and what to say about them.

    Attributes:
        code: The rule's code.
        pattern: What to find in the folded text; a group `said` narrows what is marked.
        needles: Beginnings of words, one of which every match holds or stands beside.
        begins: Whether every match begins with one of the needles.
        message: What is wrong; `{said}` stands for the words found.
        fix: What to write instead.
        unless: Words in the same sentence that make the phrase harmless.
        wishes: Whether hopes and questions make it harmless.
        denial: Whether a denial makes it harmless.
        cited_is_fine: Whether a citation in reach makes it harmless.
        cited_only: Whether it is wrong only as the report of a cited study.
        severity: A severity other than the rule's.
    """

    code: str
    pattern: re.Pattern[str]
    needles: tuple[str, ...]
    message: str
    fix: str
    unless: re.Pattern[str] | None = None
    wishes: bool = False
    cited_is_fine: bool = False
    severity: Severity | None = None
    denial: bool = True
    cited_only: bool = False
    begins: bool = False


def term(
    code: str,
    pattern: str,
    needles: str,
    message: str,
    fix: str,
    *,
    unless: str = "",
    wishes: bool = False,
    cited_is_fine: bool = False,
    severity: Severity | None = None,
    denial: bool = True,
    cited_only: bool = False,
    begins: bool = False,
) -> Term:
    """A term from its parts; `needles` are separated by a bar."""
    return Term(
        code,
        re.compile(pattern),
        tuple(needles.split("|")),
        message,
        fix,
        re.compile(unless) if unless else None,
        wishes,
        cited_is_fine,
        severity,
        denial,
        cited_only,
        begins,
    )


def triggers(terms: Iterable[Term]) -> tuple[Trigger, ...]:
    """What gives the terms away."""
    return tuple(Trigger(t, t.pattern, t.needles, t.begins) for t in terms)


def check_terms(page: Page, terms: Iterable[Term]) -> Iterator[Finding]:
    """What a page says with any of these terms, unless it is denied, asked or quoted."""
    for entry in terms:
        for match in page.hits.matches(entry):
            start, end = match.span("said") if "said" in entry.pattern.groupindex else match.span()
            if start < 0:
                start, end = match.span()
            if _is_harmless(page, entry, start, end):
                continue
            said = " ".join(page.document.text[start:end].split())
            yield Finding(
                entry.code, start, end, entry.message.format(said=said), entry.fix, entry.severity
            )


def _is_harmless(page: Page, entry: Term, start: int, end: int) -> bool:
    document = page.document
    sentence = document.sentence_at(start)
    if sentence is None:
        return True
    if entry.unless is not None and entry.unless.search(sentence.text):
        return True
    if is_exempt(document, sentence, start):
        return True
    if entry.denial and is_denied(sentence, start, end, wishes=entry.wishes):
        return True
    if entry.cited_only and not page.sources(start):
        return True
    return entry.cited_is_fine and bool(page.sources(start))
