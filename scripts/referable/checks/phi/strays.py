"""Numbers of a patient behind labels nobody listed: any long number in a passage about one person."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage

__all__ = ["find"]

_STRAY = re.compile(
    r"(?<![.,/$€£@+=_a-z\d])[A-Z]{0,5}-?\d[\dA-Z]{0,24}(?:[ -](?=[A-Z]{0,5}\d)[\dA-Z]{1,24}){0,5}(?![\w%°/@]|[.,:]\d)"
)
_SAFE = re.compile(
    r"(?:\b(?:cpt|icd|icd-10|npi|doi|pmid|pmcid|isbn|issn|nct|version|page|pages|p|pp|highway|hwy|route|form|hcpcs|codes?|box|of|about|over|under|than|to|and|years?|since|in|until|from|by|@\w*)[.:=#]?[ ]*|\d[ ]*)$"
)
_LABEL = re.compile(
    r"\b(?:ids?|no|number|num|nr|claim|member|group|policy|plan|plates?|serial|sn|lot|charts?|record|mrn|card|account|acct|dl|licen[cs]e|lic|case|file|auth|authorization|reference|ref|tag|badge|permit|passport|rx|prescription|confirmation|order|invoice|subscriber|device|implant|pump|vin|frame|medicare|medicaid|ohp|insurance|visa|ending|pin|locker|docket|policyholder|voucher|participant|subject|package|cdl|bike|frame)\b[^.\n;$%]{0,24}$|#[ ]?$"
)
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d(?:[- ]\d{1,2}){0,2}$|(?:19|20)\d\d[- ](?:19|20)?\d\d$|\d{1,2}[- ]\d{1,2}[- ]\d{2,4}$|\d{3}[- ]?\d{3}[- ]?\d{4}$|\d{3}[- ]\d{4}$|[A-Z]\d\d(?:\d[A-Z])?$|97[01]\d\d$"
)
_UNIT = re.compile(
    r"[ ]*(?:mg|mcg|ml|kg|lbs?|pounds|miles?|steps|feet|meters|metres|minutes?|hours?|days?|visits?|people|dollars|words|psi|times|[ap]m\b|st\b|street|avenue|ave|road|rd|[NSEW]{1,2}[ ])",
    re.IGNORECASE,
)


_ONES = re.compile(
    r"\b(?:she|he|her|hers|him|his|my)\b|\b(?:client|patient)['’]s\b|\b(?:a|the|our|one|this|last|new) (?:[\w-]+ ){0,2}?(?:client|patient)\b|\bpatient[_ ]"
)


_PEOPLE = frozenset(
    {
        "she",
        "he",
        "her",
        "hers",
        "him",
        "his",
        "my",
        "client",
        "patient",
        "clients",
        "patients",
        "i",
    }
)


def _numbers(document: Document) -> Iterator[tuple[Passage, re.Match[str]]]:
    """What looks like a number of somebody's, in passages that have a person at all."""
    done = 0
    for number, end in document.numbers:
        if number < done or end - number < 2:
            continue
        passage = document.passage_at(number)
        if passage is None or not (
            not _PEOPLE.isdisjoint(passage.words) or document.speaks_of_one(passage)
        ):
            continue
        before = document.text[number - 1 : number]
        start = number - 1 if before == "-" or before.isupper() else number
        match = _STRAY.match(document.text, start) or _STRAY.match(document.text, number)
        if match is not None:
            done = match.end()
            yield passage, match


def find(document: Document) -> Iterator[Finding]:
    """All numbers that look like somebody's and that no other family has taken."""
    if document.kind in {SourceKind.BIBTEX, SourceKind.FILENAME, SourceKind.CSV}:
        return
    for passage, match in _numbers(document):
        digits = sum(c.isdigit() for c in match[0])
        if digits < 4:
            continue
        if not document.speaks_of_one(passage) and not _ONES.search(
            document.sentence_text(match.start())
        ):
            continue
        start, end = match.start(), match.start() + len(match[0].rstrip())
        while start > passage.start and (
            document.text[start - 1].isupper() or document.text[start] == "-"
        ):
            start -= 1
        before = document.low[max(passage.start, start - 40) : start]
        labelled = _LABEL.search(before)
        if (
            (digits < 6 and not labelled)
            or (not labelled and _SAFE.search(before))
            or re.search(r"\b(?:cpt|icd|npi|doi|pmid|pmcid|isbn)\b", before)
            or _DATE_LIKE.match(match[0])
            or _UNIT.match(document.text, end)
            or re.sub(r"\W", "", match[0]).lower() in document.facts.numbers
            or any(f.start < end and start < f.end for f in document.findings)
            or document.is_study(passage)
            or document.is_team(passage)
            or document.is_policy(passage)
        ):
            continue
        yield Finding(
            "phi-number",
            start,
            end,
            "a number that belongs to one person",
            "",
            labelled is not None and document.has_person(passage),
        )
