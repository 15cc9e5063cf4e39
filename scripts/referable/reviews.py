"""What needs a look: facts, payers, licenses, studies, pages and photos, the most urgent first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from referable.diagnostics import Diagnostics
from referable.practice import dated_facts, day_of_judgment
from referable.practice.dated import SOON
from referable.yamlsource import YamlDocument, load_yaml, split_front_matter

if TYPE_CHECKING:
    from referable.project import Project

__all__ = ["Due", "Urgency", "reviews_due"]

_YEAR = dt.timedelta(days=365)
_MONTH = dt.timedelta(days=31)
_REVIEWED = re.compile(r"^reviewed:", re.MULTILINE)


class Urgency(StrEnum):
    """How soon something needs a look."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that needs a look.

    Attributes:
        day: The last day it is good as it stands.
        path: The file.
        line: Its line, from 1.
        what: What it is, in a sentence.
        fix: What to do.
        ends: Whether it ends by itself that day, as a license does.
        kin: What others of its day are called that may be told with it, such as studies.
    """

    day: dt.date
    path: str
    line: int
    what: str
    fix: str
    ends: bool = False
    kin: str = ""

    def urgency(self, today: dt.date) -> Urgency:
        """Whether its day has passed."""
        return Urgency.OVERDUE if self.day < today else Urgency.SOON


def reviews_due(
    project: Project, pages: Iterable[str], docs_dir: str = "docs", *, asked: bool = False
) -> list[Due]:
    """What is due within a month, or ends within sixty days; the most urgent first.

    Args:
        project: The site; its `today` is the day.
        pages: The pages a therapist wrote, below the docs folder.
        docs_dir: That folder, relative to the root.
        asked: Whether the day was asked for; a sample's facts are judged by their own otherwise.
    """
    today = project.today
    if project.practice is not None:
        today = day_of_judgment(project.practice, today, asked=asked)
    found = [
        *_facts(project),
        *_studies(project),
        *_pages(project, pages, docs_dir),
        *_photos(project, docs_dir),
    ]
    wanted = [d for d in found if d.day <= today + (SOON if d.ends else _MONTH)]
    # What has ended by itself shows readers something untrue, so it comes before other work.
    return sorted(wanted, key=lambda d: (d.day >= today, not d.ends, d.day, d.path, d.line, d.what))


def _facts(project: Project) -> Iterator[Due]:
    practice, path = project.practice, project.settings.practice
    if practice is None:
        return
    document = load_yaml(project.read_text(path) or "", path, Diagnostics()) or YamlDocument(None)
    for fact in dated_facts(practice):
        what = fact.what if not fact.ends else f"{fact.what} ends on {fact.until}"
        line = document.place(fact.path)[0]
        yield Due(fact.until, path, line, what, fact.fix, fact.ends)


def _studies(project: Project) -> Iterator[Due]:
    names = project.vocabulary.name
    for key, synopsis in project.synopses.items():
        on = synopsis.facts.reviewed.on
        text = project.read_text(synopsis.path) or ""
        found = _REVIEWED.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        about = ", ".join(names(slug) for slug in synopsis.facts.conditions[:2])
        yield Due(
            on + _YEAR,
            synopsis.path,
            line,
            f"The synopsis of {key} ({about}) was last compared with its source on {on}",
            f"Run `referable study verify {key}`, read it again, and write the day's date.",
            kin="studies",
        )


def _pages(project: Project, pages: Iterable[str], docs_dir: str) -> Iterator[Due]:
    """Pages whose front matter says when they were reviewed."""
    for page in pages:
        path = f"{docs_dir}/{page}"
        document = split_front_matter(project.read_text(path) or "", path, Diagnostics()).document
        meta = document.data if document else None
        if document is None or not isinstance(meta, dict):
            continue
        for field in ("reviewed", "last_reviewed"):
            value = meta.get(field)
            on = value.get("on") if isinstance(value, dict) else value
            if isinstance(on, dt.date):
                yield Due(
                    on + _YEAR,
                    path,
                    document.place((field,))[0],
                    f"The page was last reviewed on {on}",
                    "Look for newer reviews and guidelines, mend the text, and write the date.",
                )


def _photos(project: Project, docs_dir: str) -> Iterator[Due]:
    photos = project.load_photos(Diagnostics(), docs_dir)
    for photo in photos.photos if photos else ():
        line, _ = photos.place_of(photo.file) if photos else (None, None)
        for paper, name in ((photo.release, "release"), (photo.authorization, "authorization")):
            if paper is not None and paper.expires is not None:
                yield Due(
                    paper.expires,
                    project.settings.photos,
                    line or 1,
                    f"The {name} for {photo.file} ends on {paper.expires}",
                    "Ask the person again and write the new dates, or take the photo out.",
                    ends=True,
                )
