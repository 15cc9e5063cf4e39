"""Claims: what a text says massage does, measured against the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from referable.checks.claims import (
    assured,
    bodies,
    certainty,
    doings,
    efficacy,
    practice_words,
    promises,
    readability,
    results,
    standing,
)
from referable.checks.claims.document import Document
from referable.checks.claims.model import Finding, Page, Register
from referable.checks.claims.triggers import Triggers
from referable.diagnostics import Diagnostic
from referable.research.synopses import Synopsis

__all__ = ["TRIGGERS", "Register", "check_claims"]

_Check = Callable[[Page], Iterator[Finding]]
_FAMILIES: tuple[_Check, ...] = (
    promises.check,
    assured.check,
    bodies.check,
    practice_words.check,
    results.check,
    efficacy.check,
    doings.check,
    certainty.check,
    standing.check_evidence_based,
    standing.check,
)
TRIGGERS = Triggers(
    trigger
    for family in (
        promises,
        assured,
        bodies,
        practice_words,
        results,
        efficacy,
        doings,
        certainty,
        standing,
    )
    for trigger in family.TRIGGERS
)
"""What to look for in a text, and the words that give it away."""


def check_claims(
    text: str,
    path: str,
    library_keys: Collection[str],
    synopses: Mapping[str, Synopsis],
    *,
    register: Register,
    today: dt.date,
    first_line: int = 1,
    plain: bool = False,
) -> list[Diagnostic]:
    """Every claim of a text that goes further than the library carries.

    Args:
        text: A whole Markdown file, with or without its front matter; or part of one.
        path: The file, for messages. A file in a folder called `synopses` speaks about the study
            it is named after, so that its statements need no citation.
        library_keys: The citation keys of the library.
        synopses: The synopses at hand, by key.
        register: Whether patients or clinicians are addressed.
        today: The day reviews are measured against.
        first_line: Line of the file on which the text begins.
        plain: Whether the text is plain, such as a social post, and not Markdown.

    Returns:
        Diagnostics in order of their place. Exceptions in the text are not applied yet.
    """
    text = text.replace("\r\n", "\n")
    document = Document(text, plain=plain)
    own_key = _own_key(path, synopses)
    hits = TRIGGERS.find(document)
    page = Page(document, library_keys, synopses, register, today, hits, own_key)
    found = [_diagnostic(page, finding, path) for finding in _findings(page)]
    if first_line != 1:
        found = [replace(d, line=(d.line or 1) + first_line - 1) for d in found]
    return sorted(set(found), key=Diagnostic.sort_key)


def _own_key(path: str, synopses: Mapping[str, Synopsis]) -> str | None:
    """The study a file in the folder of synopses is about."""
    file = PurePosixPath(path)
    return file.stem if file.parent.name == "synopses" and file.stem in synopses else None


def _findings(page: Page) -> Iterator[Finding]:
    taken: set[int] = set()
    uncited: set[int] = set()
    for check in _FAMILIES:
        for finding in check(page):
            sentence = page.document.sentence_at(finding.start)
            place = sentence.start if sentence else finding.start
            taken.add(place)
            if finding.code == "claim-uncited":
                # Several families may see that one sentence lacks its study; it is said once.
                if place in uncited:
                    continue
                uncited.add(place)
            yield finding
    yield from doings.check_unforeseen(page, taken)
    if page.own_key is None and not page.document.plain:
        yield from readability.check(page)


def _diagnostic(page: Page, finding: Finding, path: str) -> Diagnostic:
    line, column = page.document.place(finding.start)
    return Diagnostic(
        finding.code,
        finding.message,
        path,
        line,
        column,
        finding.fix,
        finding.end - finding.start,
        finding.severity,
    )
