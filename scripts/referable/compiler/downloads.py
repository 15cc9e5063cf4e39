"""Downloads: references for reference managers, outcomes for spreadsheets, as files of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from referable.research import exports

if TYPE_CHECKING:
    from referable.compiler.session import Session
    from referable.research.entries import Entry

__all__ = [
    "Download",
    "all_downloads",
    "condition_downloads",
    "library_downloads",
    "study_downloads",
]


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered beside a page.

    Attributes:
        path: Its path below the site's root.
        label: What the link says.
        write: Gives the file's text; a page that only links to the file never asks for it.
        about: The `key` of the study or the `condition` whose research it is made of; empty for
            all research, None when there may be more to it.
    """

    path: str
    label: str
    write: Callable[[], str]
    about: Mapping[str, str] | None = None


_FORMATS: tuple[tuple[str, str, Callable[[Iterable[Entry]], str]], ...] = (
    ("bib", "BibTeX", exports.to_bibtex),
    ("ris", "RIS", exports.to_ris),
    ("json", "CSL-JSON", exports.to_csl_json),
)


def study_downloads(session: Session, key: str) -> tuple[Download, ...]:
    """The reference of one study in each format."""
    folder = f"{session.project.settings.evidence_dir}/studies"
    stem = f"{folder}/{session.project.library.slug(key)}"
    return tuple(_references(session, stem, [key], {"key": key}))


def condition_downloads(session: Session, slug: str) -> tuple[Download, ...]:
    """The references and outcomes of one condition."""
    keys = [k for k, s in session.project.synopses.items() if slug in s.facts.conditions]
    stem = f"{session.project.settings.evidence_dir}/{slug}"
    about = {"condition": slug}
    return (*_references(session, stem, keys, about), *_outcomes(session, stem, keys, about))


def library_downloads(session: Session) -> tuple[Download, ...]:
    """All references and outcomes."""
    stem = f"{session.project.settings.evidence_dir}/library"
    entries = list(session.project.library.keys())
    outcomes = list(session.project.synopses)
    return (*_references(session, stem, entries, {}), *_outcomes(session, stem, outcomes, {}))


def all_downloads(session: Session) -> Iterator[Download]:
    """Every file that a generated page offers."""
    settings = session.project.settings
    if not session.project.synopses:
        return
    if settings.study_pages:
        for key in session.project.synopses:
            yield from study_downloads(session, key)
    if settings.evidence_pages:
        for slug in session.project.vocabulary.conditions:
            if session.condition_path(slug):
                yield from condition_downloads(session, slug)
        yield from library_downloads(session)


def _references(
    session: Session, stem: str, keys: Iterable[str], about: Mapping[str, str]
) -> Iterator[Download]:
    library = session.project.library
    entries = [entry for key in keys if (entry := library.get(key))]
    for suffix, label, write in _FORMATS:
        yield Download(f"{stem}.{suffix}", label, partial(write, entries), about)


def _outcomes(
    session: Session, stem: str, keys: Iterable[str], about: Mapping[str, str]
) -> Iterator[Download]:
    library = session.project.library
    synopses = [session.project.synopses[key] for key in keys]
    # Each row names its study in full, so that a table is of use without the references.
    entries = {s.key: entry for s in synopses if (entry := library.get(s.key))}
    # The mark lets spreadsheets see that the file is UTF-8.
    yield Download(
        f"{stem}-outcomes.csv",
        "Outcomes as CSV",
        lambda: "\ufeff" + exports.outcomes_csv(synopses, entries),
        about,
    )
    yield Download(
        f"{stem}-outcomes.json",
        "Outcomes as JSON",
        partial(exports.outcomes_json, synopses, entries),
        about,
    )
