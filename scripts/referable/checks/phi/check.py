"""The text check: from a text to diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from referable.checks.phi.bystanders import is_stray_mention
from referable.checks.phi.document import Document
from referable.checks.phi.facts import KnownFacts
from referable.checks.phi.messages import fix_of, message_of
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.reading import read_text
from referable.checks.phi.registry import FAMILIES
from referable.diagnostics import Diagnostic
from referable.rules import Severity
from referable.suppressions import read_exemptions, without_exemptions

# Codes of findings that show that a passage speaks of one patient.
_TELLING = frozenset({"phi-name", "phi-number", "phi-age"})

__all__ = ["check_text"]


def check_text(text: str, path: str, kind: SourceKind, facts: KnownFacts) -> list[Diagnostic]:
    """The problems of one text, by place; exceptions that the text makes are not applied yet.

    Args:
        text: The text as written, or a path for `SourceKind.FILENAME`.
        path: Its path for messages, POSIX and relative to the project.
        kind: How to read it.
        facts: What is public and never flagged.
    """
    reading = read_text(without_exemptions(text))
    document = Document(reading, path, kind, facts)
    _run(document)
    if document.arouse():
        first = document.findings
        document.findings = []
        _run(document)
        document.findings = _merged(first, document.findings)
    chosen = [f for f in _without_doubles(document.findings) if not is_stray_mention(document, f)]
    private = frozenset(
        word
        for f in chosen
        if f.secret
        for word in re.findall(r"\w+", reading.low[f.start : f.end])
        if len(word) > 1
    )
    problems = [d for f in chosen for d in _diagnostics(document, f, private)]
    if kind is not SourceKind.FILENAME:
        problems += read_exemptions(text, path)[1]
    return sorted(problems, key=Diagnostic.sort_key)


def _run(document: Document) -> None:
    """Let every family look once."""
    for family in FAMILIES:
        for finding in family(document):
            document.findings.append(finding)
            if finding.code in _TELLING and finding.certain:
                document.note_person(finding)


def _merged(first: list[Finding], second: list[Finding]) -> list[Finding]:
    """Both looks together; what only the second one saw is not certain."""
    taken = bytearray(max((f.end for f in (*first, *second)), default=0))
    for f in first:
        taken[f.start : f.end] = b"\1" * (f.end - f.start)
    later = [f for f in second if not any(taken[f.start : f.end])]
    return first + [replace(f, certain=False) for f in later]


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """One finding for each place and code; a longer span wins over a shorter one inside it."""
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -(f.end - f.start), not f.certain)):
        if any(
            c.start <= finding.start
            and finding.end <= c.end
            and (c.code == finding.code or c.secret == finding.secret)
            for c in chosen[-12:]
        ):
            continue
        chosen.append(finding)
    return chosen


def _diagnostics(
    document: Document, finding: Finding, private: frozenset[str]
) -> Iterator[Diagnostic]:
    """One diagnostic for each line the finding stands on."""
    severity = Severity.ERROR if finding.certain else Severity.WARNING
    message = message_of(finding, document.text[finding.start : finding.end], private)
    fix = fix_of(finding)
    start, end = document.reading.span(finding.start, finding.end)
    if document.kind is SourceKind.FILENAME:
        yield Diagnostic(
            finding.code, message, document.path, None, None, fix, end - start, severity
        )
        return
    raw = document.reading.raw
    at = start
    for piece in raw[start:end].split("\n"):
        lead = len(piece) - len(piece.lstrip())
        if piece.strip() and (at == start or finding.secret):
            line, column = document.reading.place(at + lead)
            length = len(piece.strip())
            yield Diagnostic(
                finding.code, message, document.path, line, column, fix, length, severity
            )
        at += len(piece) + 1
