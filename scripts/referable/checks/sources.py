"""All text checks over a project's sources; files that have not changed are not checked again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path, PurePosixPath

from referable import __version__
from referable.checks.cache import ResultCache, code_state
from referable.checks.claims import check_claims
from referable.checks.media import (
    DOCUMENT_SUFFIXES,
    IMAGE_SUFFIXES,
    Known,
    check_document,
    check_image,
)
from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.diagnostics import Diagnostic, Diagnostics
from referable.project import Project, Settings, decode_text

__all__ = ["check_file", "check_sources", "check_sources_beside"]

_KINDS = {
    ".md": SourceKind.MARKDOWN,
    ".markdown": SourceKind.MARKDOWN,
    ".yml": SourceKind.YAML,
    ".yaml": SourceKind.YAML,
    ".bib": SourceKind.BIBTEX,
    ".csv": SourceKind.CSV,
    ".txt": SourceKind.TEXT,
    ".html": SourceKind.MARKDOWN,
}
# Every part begins with a key, so that nothing but keys and locators can hide in a bracket.
_CITATION = re.compile(r"\[-?@[\w:.#$%&+?<>~/-]+(?:;\s*-?@[\w:.#$%&+?<>~/-]+)*\]")
_PATIENT_PAGES = "patients"


@dataclass(frozen=True, slots=True)
class _File:
    """A source to check: its path in the project and how to read it."""

    path: str
    kind: SourceKind


class _Checker:
    """Checks files of one project.

    Args:
        root: The project's folder.
        settings: Where its sources are.
        docs_dir: Folder of the pages, relative to the root.
        today: The run's day.
    """

    def __init__(self, root: Path, settings: Settings, docs_dir: str, today: dt.date) -> None:
        self.project = Project(root, settings, Diagnostics(), today)
        self.docs_dir = docs_dir

    @cached_property
    def facts(self) -> KnownFacts:
        """What is public: the practice's own facts and the library's authors."""
        authors = (author.sort_name for entry in self.project.library for author in entry.authors)
        return KnownFacts.from_practice(self.project.practice, library_names=authors)

    def files(self) -> Iterator[_File]:
        """Every text source, in order of its path."""
        settings = self.project.settings
        folders = [self.docs_dir, settings.synopses]
        singles = [settings.practice, settings.library, settings.conditions]
        seen: set[str] = set()
        for folder in folders:
            for file in sorted((self.project.root / folder).rglob("*")):
                path = file.relative_to(self.project.root).as_posix()
                if file.is_file() and path not in seen:
                    seen.add(path)
                    yield _File(path, _KINDS.get(file.suffix.lower(), SourceKind.FILENAME))
        for path in singles:
            file = self.project.root / path
            if path not in seen and file.is_file():
                yield _File(path, _KINDS.get(file.suffix.lower(), SourceKind.TEXT))

    def check(self, file: _File, text: str) -> list[Diagnostic]:
        """The problems of one file: its name, what may identify a patient, what it claims."""
        found = check_text(file.path, file.path, SourceKind.FILENAME, self.facts)
        if file.kind is SourceKind.FILENAME:
            return found + self.check_media(file.path)
        found += check_text(_without_citations(text, file.kind), file.path, file.kind, self.facts)
        if file.kind is SourceKind.MARKDOWN and self.project.synopses:
            found += check_claims(
                text,
                file.path,
                self.project.library.keys(),
                self.project.synopses,
                register="patient" if _is_for_patients(text) else "clinician",
                today=self.project.today,
            )
        return found

    def check_media(self, path: str) -> list[Diagnostic]:
        """What a picture or a document gives away beside what it shows."""
        suffix = PurePosixPath(path).suffix.lower()
        full = self.project.root / path
        if suffix in IMAGE_SUFFIXES:
            return check_image(full, name=path, known=self.known)
        if suffix in DOCUMENT_SUFFIXES:
            return check_document(full, name=path, known=self.known)
        return []

    @cached_property
    def known(self) -> Known:
        """Names that may stand in pictures and documents."""
        return Known.of_practice(self.project.practice)

    def context(self) -> str:
        """A digest of everything but the file itself that a result depends on."""
        digest = hashlib.sha256(f"{__version__} {self.project.today:%Y-%m} {code_state()}".encode())
        settings = self.project.settings
        for path in (settings.practice, settings.library, settings.conditions):
            file = self.project.root / path
            digest.update(file.read_bytes() if file.is_file() else b"-")
        folder = self.project.root / settings.synopses
        for file in sorted(folder.glob("*.md")) if folder.is_dir() else ():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()


def check_sources(
    root: Path, settings: Settings, docs_dir: str, today: dt.date
) -> list[Diagnostic]:
    """The problems of all text sources of a project.

    Args:
        root: The project's folder.
        settings: Where its sources are.
        docs_dir: Folder of the pages, relative to the root.
        today: The run's day.

    Returns:
        Diagnostics in order of path and place. Exceptions in the sources are already applied.
    """
    checker = _Checker(root, settings, docs_dir, today)
    cache = ResultCache(root / settings.cache / "checks.json", checker.context())
    found: list[Diagnostic] = []
    for file in checker.files():
        readable = file.kind is not SourceKind.FILENAME
        data = _read(root / file.path)
        if data is None:
            continue  # reported where the project is loaded
        digest = hashlib.sha256(file.path.encode() + b"\0" + data).hexdigest()
        known = cache.get(digest)
        if known is None:
            text = decode_text(data, file.path, Diagnostics()) if readable else ""
            known = cache.put(digest, checker.check(file, text))
        found.extend(known)
    cache.save()
    return sorted(found, key=Diagnostic.sort_key)


def check_file(text: str, path: str, kind: SourceKind, project: Project) -> list[Diagnostic]:
    """The problems of one text that is not part of the site, such as a reply to a review."""
    checker = _Checker(project.root, project.settings, "docs", project.today)
    found = check_text(text, path, kind, checker.facts)
    found += check_claims(
        text,
        path,
        checker.project.library.keys(),
        checker.project.synopses,
        register="patient",
        today=project.today,
        plain=True,
    )
    return sorted(found, key=Diagnostic.sort_key)


def check_sources_beside(
    root: Path, settings: Settings, docs_dir: str, today: dt.date
) -> Future[list[Diagnostic]]:
    """As `check_sources`, in a process of its own where that is cheap to start."""
    if "fork" in get_all_start_methods() and (os.cpu_count() or 1) > 1:
        pool = ProcessPoolExecutor(1, mp_context=get_context("fork"))
        future = pool.submit(check_sources, root, settings, docs_dir, today)
        pool.shutdown(wait=False)
        return future
    future = Future()
    future.set_result(check_sources(root, settings, docs_dir, today))
    return future


def _without_citations(text: str, kind: SourceKind) -> str:
    """Text with citation brackets blanked in place: their keys hold authors' names and years."""
    if kind is not SourceKind.MARKDOWN or "@" not in text:
        return text
    return _CITATION.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def _is_for_patients(text: str) -> bool:
    head = text[:1000].partition("\n---")[0] if text.startswith("---") else ""
    return f"audience: {_PATIENT_PAGES}" in head


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
