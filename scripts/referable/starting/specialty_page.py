"""A specialty page from the evidence at hand: what can be composed, and blanks for the rest.

What the studies say is composed by the same rules as everywhere. Who to refer, red flags and what
a course looks like are a practice's own decisions, so each is a TODO that keeps the page from being
published until somebody has written it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.research.spelling import in_sentence
from referable.research.synopses import Design
from referable.starting.specialties import answer_box

if TYPE_CHECKING:
    from referable.project import Project

__all__ = ["PageParts", "compose_specialty_page"]


@dataclass(frozen=True, slots=True)
class PageParts:
    """What stands around a page.

    Attributes:
        slug: The condition.
        order: The page's place among its neighbors.
        evidence: The link to the condition's evidence page, or an empty string.
        reports: The link to what the practice reports and when, or an empty string.
        can_refer: Whether there are facts for `::: refer`.
    """

    slug: str
    order: int
    evidence: str = ""
    reports: str = ""
    can_refer: bool = True


def compose_specialty_page(project: Project, parts: PageParts) -> str:
    """The page's Markdown."""
    name = project.vocabulary.name(parts.slug)
    lower = in_sentence(name)
    sections = [
        _head(parts, name, lower),
        "\n".join(_lead(project, parts.slug, lower)),
        _WHO.format(name=lower),
        _evidence(project, parts, lower),
        _guidelines(project, parts.slug, lower),
        _COURSE,
        _report(parts),
    ]
    if parts.can_refer:
        sections.append("::: refer")
    if any(parts.slug in s.facts.conditions for s in project.synopses.values()):
        sections.append(f"::: evidence\n    condition: {parts.slug}\n    show: [review]")
    return "\n\n".join(s for s in sections if s) + "\n"


def _head(parts: PageParts, name: str, lower: str) -> str:
    title = f"Massage for {lower}"
    description = (
        f"Who to refer with {lower}, who to clear first, what studies found, and what you hear "
        "back from us."
    )
    return (
        f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\n"
        f"order: {parts.order}\nnav_title: {_quoted(name)}\nconditions: [{parts.slug}]\n---\n\n"
        f"# {title}"
    )


def _lead(project: Project, slug: str, lower: str) -> list[str]:
    """The composed answer, and the studies it rests on, which the brief takes its sources from."""
    answers = answer_box(project, slug).answers
    found = (s for answer in answers for s in (answer.statement, answer.contrast) if s is not None)
    keys = list(dict.fromkeys(statement.key for statement in found))[:3]
    if not keys:
        return [f"Our library holds no study that allows a statement on massage for {lower}."]
    cited = "; ".join(f"@{key}" for key in keys)
    return [
        f"::: evidence\n    condition: {slug}\n    show: [answer]\n",
        f"The box is composed from these studies.[{cited}]",
        "The table below shows what they compared, in whom, and until when.",
    ]


_WHO = """\
## Who to refer, who to clear first, who not to send

### Refer with {name}

- TODO: which groups gain most? One line for each, such as
  adults in whom it has lasted three months.

### Clear first with {name}

- TODO: who needs a clinician's written agreement beforehand?

### Do not send with {name}

- Anyone with a red flag in the box below.
- TODO: who should not come to you for this?

!!! danger "Red flags: do not send, act"
    - TODO: one red flag a line, from a guideline that you cite.

    If we meet one of these, we do not treat.
    We call emergency services where minutes count, and you the same day."""

_COURSE = """\
## What a course with us looks like

This is our practice's policy, not a study result.

- **First visit:** TODO: what you measure, and with which scale.
- **Course:** TODO: how many visits at most, how long, how often.
- **Stop:** TODO: at which visit you measure again, and what ends the course."""


def _evidence(project: Project, parts: PageParts, lower: str) -> str:
    held = [s for s in project.synopses.values() if parts.slug in s.facts.conditions]
    text = f"## What the evidence says about {lower}\n\n"
    if not held:
        return text + (
            f"Our library holds no study on {lower}. "
            "TODO: add one with `referable study add`, or say what you looked for and when."
        )
    text += f"::: evidence\n    condition: {parts.slug}\n    show: [table, forest]"
    if parts.evidence:
        link = f"[evidence on {lower}]({parts.evidence})"
        text += f"\n\nEvery study we hold, with downloads: {link}."
    return text


def _guidelines(project: Project, slug: str, lower: str) -> str:
    text = f"## What guidelines say about massage for {lower}\n\n"
    held = [s for s in project.synopses.values() if slug in s.facts.conditions]
    if any(s.facts.design is Design.GUIDELINE for s in held):
        return text + f"::: evidence\n    condition: {slug}\n    show: [guidelines]"
    return text + (
        f"Our library holds no guideline with a position on massage for {lower}, for or against."
    )


def _report(parts: PageParts) -> str:
    text = (
        "## What you hear back from us\n\n"
        "One page with the scores then and now, and a plain answer to continue, change or stop"
    )
    return text + (f": see [what we report and when]({parts.reports})." if parts.reports else ".")


def _quoted(text: str) -> str:
    return text if ": " not in text and text[:1].isalpha() else json.dumps(text, ensure_ascii=False)
