"""All text checks over a project's sources; files that have not changed are not checked again."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from referable import __version__
from referable.checks.cache import ResultCache, code_state
from referable.checks.claims import check_claims
from referable.checks.endings import TEXTS
from referable.checks.fact_claims import check_fact_claims
from referable.checks.links import check_links
from referable.checks.media import Known
from referable.checks.media.alts import MARK, find_silent_pictures, is_declared
from referable.checks.media.survey import check_media
from referable.checks.own_facts import without_own_facts
from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.diagnostics import Diagnostic, Diagnostics
from referable.forking import can_fork
from referable.photos import Photos, Who, plain_path
from referable.project import Project, Settings, decode_text
from referable.suppressions import cover, read_exemptions
from referable.walking import files_below

__all__ = ["check_file", "check_sources", "check_sources_beside"]

_KINDS = {
    ".md": SourceKind.MARKDOWN,
    ".markdown": SourceKind.MARKDOWN,
    ".yml": SourceKind.YAML,
    ".yaml": SourceKind.YAML,
    ".bib": SourceKind.BIBTEX,
    ".csv": SourceKind.CSV,
    ".tsv": SourceKind.CSV,
    ".html": SourceKind.MARKDOWN,
    ".htm": SourceKind.MARKDOWN,
    **dict.fromkeys(TEXTS, SourceKind.TEXT),
}
_TEMPLATES = "overrides"
_SET_UP = "mkdocs.yml"
_TEMPLATE_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#-?.*?#\}", re.DOTALL)
# Calendars and contact cards: the words before a line's colon are the format's, not a person's.
_KEYED = frozenset({".ics", ".vcf"})
_PROPERTY = re.compile(
    r"^(?:(?:BEGIN|END|VERSION|PRODID|UID|DTSTAMP)\b.*|[A-Z][A-Z-]*[^:\n]*:)", re.MULTILINE
)
# Every part begins with a key, so that nothing but keys and locators can hide in a bracket.
_CITATION = re.compile(r"\[-?@[\w:.#$%&+?<>~/-]+(?:;\s*-?@[\w:.#$%&+?<>~/-]+)*\]")
_PATIENT_PAGES = "patients"
_STUDY_LINK = re.compile(r"https?://\S+/studies/([\w-]+)(?:/|\.html)")


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
        facts = [settings.practice, settings.library, settings.conditions, settings.photos]
        seen: set[str] = set()
        for folder in folders:
            for file in files_below(self.project.root / folder):
                path = file.relative_to(self.project.root).as_posix()
                if path not in seen:
                    seen.add(path)
                    yield _File(path, _kind(path))
        for file in files_below(self.project.root / _TEMPLATES):
            if file.suffix == ".html":
                yield _File(file.relative_to(self.project.root).as_posix(), SourceKind.MARKDOWN)
        for path in (*facts, _SET_UP):
            file = self.project.root / path
            if path not in seen and file.is_file():
                yield _File(path, _KINDS.get(file.suffix.lower(), SourceKind.TEXT))

    def check(self, file: _File, text: str) -> list[Diagnostic]:
        """The problems of one file: its name, what may identify a patient, what it claims."""
        found = check_text(file.path, file.path, SourceKind.FILENAME, self.facts)
        if file.kind is SourceKind.FILENAME:
            return found
        if file.kind is SourceKind.MARKDOWN:
            found += check_links(text, file.path, self.services, self.own_hosts)
        found += check_text(_without_citations(text, file.kind), file.path, file.kind, self.facts)
        if file.path == self.project.settings.practice:
            found = without_own_facts(text, file.path, found)
            found += check_fact_claims(
                text,
                file.path,
                self.project.library.keys(),
                self.project.synopses,
                today=self.project.today,
            )
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

    def check_media(self, paths: list[str], silent: dict[str, bytes]) -> list[Diagnostic]:
        """What pictures and documents give away, whom they show, and which nobody describes.

        Args:
            paths: Files that are no text.
            silent: Pages that may show pictures without words.
        """
        diagnostics = Diagnostics()
        project, settings = self.project, self.project.settings
        photos = project.load_photos(diagnostics, self.docs_dir)
        found = check_media(
            project.root,
            paths,
            docs_dir=self.docs_dir,
            photos=photos,
            photos_path=settings.photos,
            known=Known.of_practice(project.practice, photos.credits if photos else ()),
            cache_file=project.root / settings.cache / "media.json",
        )
        for path, data in silent.items():
            text = decode_text(data, path, Diagnostics())
            found.extend(find_silent_pictures(text, path, self.docs_dir, photos))
        return [*diagnostics, *found, *self._missing_photos()]

    def without_declared(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Problems without those about pictures of people whom photos.yml declares."""
        if not any(d.code == "phi-image" for d in found):
            return found
        photos = self.project.load_photos(Diagnostics(), self.docs_dir)
        if photos is None or not photos.photos:
            return found
        return [d for d in found if d.code != "phi-image" or not self._is_declared(d, photos)]

    def _is_declared(self, found: Diagnostic, photos: Photos) -> bool:
        if found.line is None:
            return False
        if found.path == self.project.settings.photos:
            entry = photos.entry_at(found.line)
            return entry is not None and entry.who is not Who.NONE
        lines = (self.project.read_text(found.path) or "").split("\n")
        line = lines[found.line - 1] if found.line <= len(lines) else ""
        return is_declared(found, line, self.docs_dir, photos)

    def _missing_photos(self) -> Iterator[Diagnostic]:
        """Portraits and photos of rooms that practice.yml names and that are not there."""
        practice, path = self.project.practice, self.project.settings.practice
        if practice is None:
            return
        docs = self.project.root / self.docs_dir
        portraits = [person.portrait for person in practice.people]
        for photo in (*portraits, *(location.photo for location in practice.locations)):
            if photo and not (docs / plain_path(photo)).is_file():
                text = self.project.read_text(path) or ""
                at = text.find(photo)
                yield Diagnostic(
                    "photo-missing",
                    f"The photo “{photo}” is not in {self.docs_dir}/.",
                    path,
                    text.count("\n", 0, at) + 1 if at >= 0 else None,
                    fix="Add it with `referable photo add`, or delete the line.",
                )

    @cached_property
    def services(self) -> tuple[str, ...]:
        """Hosts of booking and messaging services that may be linked to."""
        practice = self.project.practice
        return practice.allowed_hosts if practice is not None else ()

    @cached_property
    def own_hosts(self) -> tuple[str, ...]:
        """The site's own address."""
        practice = self.project.practice
        return (practice.url,) if practice is not None and practice.url else ()

    def context(self) -> str:
        """A digest of everything but the file itself that a result depends on."""
        digest = hashlib.sha256(f"{__version__} {self.project.today:%Y-%m} {code_state()}".encode())
        settings = self.project.settings
        for path in (settings.practice, settings.library, settings.conditions):
            file = self.project.root / path
            digest.update(file.read_bytes() if file.is_file() else b"-")
        folder = self.project.root / settings.synopses
        for file in (f for f in files_below(folder) if f.suffix == ".md"):
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
        Diagnostics in order of path and place. Exceptions in the sources are not applied yet.
    """
    checker = _Checker(root, settings, docs_dir, today)
    cache = ResultCache(root / settings.cache / "checks.json", checker.context())
    found: list[Diagnostic] = []
    others: list[str] = []
    silent: dict[str, bytes] = {}
    for file in checker.files():
        readable = file.kind is not SourceKind.FILENAME
        if not readable:
            others.append(file.path)
        data = _read(root / file.path) if readable else b""
        if data is None:
            continue  # reported where the project is loaded
        if MARK in data and file.kind is SourceKind.MARKDOWN:
            silent[file.path] = data
        digest = hashlib.sha256(file.path.encode() + b"\0" + data).hexdigest()
        known = cache.get(digest)
        if known is None:
            text = decode_text(data, file.path, Diagnostics()) if readable else ""
            known = cache.put(digest, checker.check(file, _readable(text, file.path)))
        found.extend(known)
    cache.save()
    found.extend(checker.check_media(others, silent))
    collected = Diagnostics()
    collected.extend(checker.without_declared(found))
    return collected.sorted()


def check_file(text: str, path: str, kind: SourceKind, project: Project) -> list[Diagnostic]:
    """The problems of one text that is not part of the site, such as a reply to a review.

    A post that links to the page of one study is checked as a text about that study.
    """
    checker = _Checker(project.root, project.settings, "docs", project.today)
    found = check_text(text, path, kind, checker.facts)
    slugs = set(_STUDY_LINK.findall(text))
    keys = [k for k in checker.project.synopses if checker.project.library.slug(k) in slugs]
    claims = check_claims(
        text,
        f"synopses/{keys[0]}.md" if len(keys) == len(slugs) == 1 else path,
        checker.project.library.keys(),
        checker.project.synopses,
        register="patient",
        today=project.today,
        plain=True,
    )
    found += [replace(d, path=path) for d in claims]
    return sorted(cover(found, read_exemptions(text)[0])[0], key=Diagnostic.sort_key)


def check_sources_beside(
    root: Path, settings: Settings, docs_dir: str, today: dt.date
) -> Future[list[Diagnostic]]:
    """As `check_sources`, in a process of its own where that is cheap to start."""
    if can_fork():
        pool = ProcessPoolExecutor(1, mp_context=get_context("fork"))
        future = pool.submit(check_sources, root, settings, docs_dir, today)
        pool.shutdown(wait=False)
        return future
    future = Future()
    future.set_result(check_sources(root, settings, docs_dir, today))
    return future


def _kind(path: str) -> SourceKind:
    """How a file is read. A copy that an editor left, `page.md~`, is read as text too."""
    if path.endswith("~"):
        return SourceKind.TEXT
    return _KINDS.get(PurePosixPath(path).suffix.lower(), SourceKind.FILENAME)


def _readable(text: str, path: str) -> str:
    """Text with what only a program reads blanked in place."""
    if PurePosixPath(path).suffix.lower() in _KEYED:
        return _PROPERTY.sub(lambda m: " " * len(m[0]), text)
    if path.startswith(f"{_TEMPLATES}/"):
        return _TEMPLATE_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


def _without_citations(text: str, kind: SourceKind) -> str:
    """Text with citation brackets blanked in place: their keys hold authors' names and years."""
    if kind is not SourceKind.MARKDOWN or "@" not in text:
        return text
    return _CITATION.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return "\n".join(" " * len(line) for line in match.group().split("\n"))


def _is_for_patients(text: str) -> bool:
    head = text[:1000].partition("\n---")[0] if text.startswith("---") else ""
    return f"audience: {_PATIENT_PAGES}" in head


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
