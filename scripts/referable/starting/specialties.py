"""Specialties: which there are, and what the evidence says of each in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from referable.diagnostics import Diagnostics
from referable.project import Project, Settings
from referable.research.conditions import Kind
from referable.yamlsource import split_front_matter

if TYPE_CHECKING:
    from referable.research.findings import AnswerBox

__all__ = ["Specialty", "answer_box", "evidence_line", "list_specialties", "starter_pages"]


@dataclass(frozen=True, slots=True)
class Specialty:
    """A specialty that a site can have a page on.

    Attributes:
        slug: Its name in addresses, as the page's file is called.
        name: Its name in words.
        conditions: The conditions of `conditions.yml` it is about.
        evidence: What the evidence says, in one line.
        ready: Whether the starter has a page on it; else one is made with blanks.
    """

    slug: str
    name: str
    conditions: tuple[str, ...]
    evidence: str
    ready: bool

    @property
    def certainty(self) -> str:
        """How certain that is, in the words at the line's end; empty where nothing can be said."""
        return self.evidence.rpartition("[")[2].rstrip("]") if self.evidence.endswith("]") else ""


def starter_pages(folder: Path) -> dict[str, tuple[str, tuple[str, ...], float]]:
    """Name, conditions and order of each specialty page in a starter's folder, by slug."""
    found = {}
    for file in sorted((folder / "docs" / "specialties").glob("*.md")):
        parts = split_front_matter(file.read_text(encoding="utf-8"), file.name, Diagnostics())
        meta = parts.document.data if parts.document else {}
        conditions = tuple(map(str, meta.get("conditions") or ()))
        if file.stem != "index" and conditions:
            name = str(meta.get("nav_title") or meta.get("title") or file.stem)
            found[file.stem] = (name, conditions, float(meta.get("order") or 1000))
    return dict(sorted(found.items(), key=lambda item: (item[1][2], item[0])))


def list_specialties(folder: Path) -> tuple[Specialty, ...]:
    """The starter's pages in their order, then the conditions that only have studies."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as cache:
        # Nothing is written into the installed package.
        return _list(folder, Project(folder, Settings(cache=cache)))


def _list(folder: Path, project: Project) -> tuple[Specialty, ...]:
    pages = starter_pages(folder)
    ready = [
        Specialty(slug, name, conditions, evidence_line(project, conditions), ready=True)
        for slug, (name, conditions, _) in pages.items()
    ]
    covered = {c for s in ready for c in s.conditions} | set(pages)
    studied = {c for s in project.synopses.values() for c in s.facts.conditions}
    others = [
        Specialty(slug, condition.name, (slug,), evidence_line(project, (slug,)), ready=False)
        for slug, condition in project.vocabulary.conditions.items()
        if condition.kind is Kind.CONDITION and slug in studied - covered
    ]
    return (*ready, *others)


def answer_box(project: Project, slug: str) -> AnswerBox:
    """The composed answers on one condition."""
    from referable.research.findings import compose_answer_box  # noqa: PLC0415 # only where shown

    years = {entry.key: entry.year for entry in project.library if entry.year}
    mine = [s for s in project.synopses.values() if slug in s.facts.conditions]
    return compose_answer_box(slug, mine, project.vocabulary, years)


def evidence_line(project: Project, conditions: Iterable[str]) -> str:
    """What the evidence says of some conditions: the first composed statement, and how certain.

    Nothing is added to it; where nothing can be said, the line says so.
    """
    for slug in conditions:
        for answer in answer_box(project, slug).answers:
            statement = answer.statement
            if statement is not None:
                certainty = (
                    f"{statement.certainty.label} certainty"
                    if statement.certainty
                    else statement.marked
                )
                text = re.sub(r"\s+", " ", statement.text)
                return f"{text} [{certainty}]" if certainty else text
    return "No study in the library allows a statement on massage here."
