"""Whether the cited studies still stand, were reviewed lately, and show both sides."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from referable.checks.claims.guards import is_exempt
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger
from referable.diagnostics import Severity
from referable.research.synopses import Direction, Synopsis

__all__ = ["TRIGGERS", "check", "check_evidence_based"]

_BASED = re.compile(
    r"\b(?:evidence|research|science)[ -](?:based|informed|backed|led|driven)\b|\b(?:backed"
    r"|supported|driven|informed|guided|validated) by (?:the )?(?:latest |current |best |solid "
    r"|modern "
    r"|scientific |clinical )?(?:science|research|evidence|studies)\b|\b(?:grounded|rooted"
    r"|based) in (?:the )?"
    r"(?:latest |current |best |solid |modern |scientific |clinical )?(?:science|research"
    r"|evidence)\b"
    r"|\b(?:clinically|scientifically|medically) (?:tested|validated|researched|studied|supported"
    r"|backed"
    r"|sound)\b"
)
TRIGGERS = (
    Trigger.of(
        _BASED,
        "evidence|research|science|backed|supported|driven|informed|guided|validated|grounded"
        "|rooted|based|clinically|scientifically|medically",
        begins=True,
    ),
)
"""What to look for, and the words that give it away."""
_SHOWS_EVIDENCE = frozenset({"evidence", "studies", "evidence-map", "specialties"})
_CONDITIONS = re.compile(r"^conditions:[ \t]*\S", re.MULTILINE)
_REVIEWED = re.compile(
    r"^(?:reviewed|last_reviewed):[ \t]*(?:\n[ \t]+['\"]?on['\"]?:[ \t]*)?['\"]?(\d{4}-\d\d-\d\d)|"
    r"^reviewed:[ \t]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+['\"]?on['\"]?:[ \t]*['\"]?(\d{4}-\d\d-\d\d)",
    re.MULTILINE,
)
_RETRACTED = re.compile(r"\bretract|\bwithdrawn")
_REPLACED = re.compile(r"supersed|replaced|concern|outdated")
_DOUBTED = re.compile(
    r"\bsupersed|\breplaced|\bolder version|\bconcern|\bearlier version|\bsince updated"
)


def check_evidence_based(page: Page) -> Iterator[Finding]:
    """`Evidence-based` on a page that cites nothing."""
    document = page.document
    if page.cited() or any(name in _SHOWS_EVIDENCE for name, _ in document.directives):
        return
    for match in page.hits.matches(_BASED):
        sentence = document.sentence_at(match.start())
        if sentence is None or is_exempt(document, sentence, match.start()):
            continue
        if re.search(r"\b(?:not|never|no)\b", sentence.text[: match.start() - sentence.start]):
            continue
        said = document.text[match.start() : match.end()]
        yield Finding(
            "claim-evidence-based",
            match.start(),
            match.end(),
            f"“{said}” stands here without a single study.",
            "Cite a study for what you say ([@key]), link to a page that does and drop the word, "
            "or delete it.",
        )


def check(page: Page) -> Iterator[Finding]:
    """Retracted, replaced and long unreviewed studies, and pages that show one side only."""
    yield from _standing(page)
    yield from _overdue(page)
    if page.own_key is None and _CONDITIONS.search(page.document.text[: page.document.body_start]):
        yield from _one_sided(page)


def _standing(page: Page) -> Iterator[Finding]:
    document = page.document
    for mark in document.citations:
        for key in mark.keys:
            study = page.synopses.get(key)
            if study is None:
                continue
            status = study.facts.publication_status.casefold()
            sentence = document.sentence_at(mark.start)
            said = sentence.text if sentence is not None else ""
            if _RETRACTED.search(status):
                if not _RETRACTED.search(said):
                    yield Finding(
                        "study-retracted",
                        mark.start,
                        mark.end,
                        f"@{key} was retracted.",
                        "Take the citation and the claim out, or say in the same sentence that "
                        "the paper was retracted.",
                    )
            elif _REPLACED.search(status) and not _DOUBTED.search(said):
                yield Finding(
                    "study-superseded",
                    mark.start,
                    mark.end,
                    f"@{key} is recorded as “{study.facts.publication_status}”.",
                    "Cite the newer version, or say in the same sentence that this one was "
                    "replaced or is in doubt.",
                )


def _is_overdue(reviewed: dt.date, today: dt.date) -> bool:
    """Whether more than twelve months have passed."""
    try:
        due = reviewed.replace(year=reviewed.year + 1)
    except ValueError:  # 29 February
        due = dt.date(reviewed.year + 1, 3, 1)
    return today > due


def _overdue(page: Page) -> Iterator[Finding]:
    document = page.document
    head = document.text[: document.body_start]
    for match in _REVIEWED.finditer(head):
        group = 1 if match[1] else 2
        try:
            on = dt.date.fromisoformat(match[group])
        except ValueError:
            continue
        if _is_overdue(on, page.today):
            yield Finding(
                "review-overdue",
                match.start(group),
                match.end(group),
                f"The last review was on {on.isoformat()}, more than 12 months ago.",
                "Look for newer reviews, trials and guidelines, mend the text, and set the date "
                "of today's review.",
            )
    if page.own_key is not None:
        return
    late = [k for k in page.cited() if k in page.synopses]
    late = [k for k in late if _is_overdue(page.synopses[k].facts.reviewed.on, page.today)]
    if not late:
        return
    first = next(mark for mark in document.citations if set(mark.keys) & set(late))
    names = ", ".join(f"@{key}" for key in late[:3]) + (
        f" and {len(late) - 3} more" if len(late) > 3 else ""
    )
    yield Finding(
        "review-overdue",
        first.start,
        first.end,
        f"Synopses cited on this page were last reviewed more than 12 months ago: {names}.",
        "Compare each with its source, look for newer studies, and set `reviewed: on:` in "
        "research/synopses/.",
    )


def _rows(study: Synopsis) -> set[Direction]:
    return {o.direction for o in study.facts.outcomes} - {Direction.NOT_ESTIMABLE}


def _one_sided(page: Page) -> Iterator[Finding]:
    document = page.document
    cited = [page.synopses[key] for key in page.cited() if key in page.synopses]
    rows = [
        o for s in cited for o in s.facts.outcomes if o.direction is not Direction.NOT_ESTIMABLE
    ]
    if not rows or any(o.direction is not Direction.MASSAGE for o in rows):
        return
    here = {slug for study in cited for slug in study.facts.conditions}
    others = sorted(
        key
        for key, study in page.synopses.items()
        if here & set(study.facts.conditions) and _rows(study) - {Direction.MASSAGE}
    )
    known = {study.key for study in cited}
    others = [key for key in others if key not in known][:3]
    first = next(mark for mark in document.citations if set(mark.keys) & known)
    fix = (
        f"Report what did not work, too; the library holds {', '.join('@' + k for k in others)}."
        if others
        else "Look for trials and guidelines that found no difference, and say so if there are "
        "none."
    )
    yield Finding(
        "evidence-one-sided",
        first.start,
        first.end,
        f"All {len(rows)} results cited on this page favor massage.",
        fix,
        Severity.WARNING,
    )
