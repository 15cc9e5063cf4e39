"""One compilation: the project, its pages, and what rendering them has found so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from referable.compiler.links import Links
from referable.compiler.scanner import Kind, Scan, scan

if TYPE_CHECKING:
    from referable.compiler.citations import Cluster
    from referable.compiler.markup import PageReferences
    from referable.project import Project
    from referable.research.references import Reference, ReferenceFormatter

__all__ = ["Origin", "PageSource", "PageState", "Session"]


_MOST_SCANS = 1_024
"""Pages of which the marks are kept, so that memory stays flat over any number of them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the lines of a page's Markdown come from.

    Attributes:
        first: First line of the Markdown this concerns, from 1.
        path: The file the user wrote.
        offset: What to add to a line of the Markdown to get the line in that file.
    """

    first: int
    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page's Markdown before compilation.

    Attributes:
        path: Source path below `docs/`, as `specialties/migraine.md`.
        title: Title shown in lists.
        body: Markdown without front matter.
        origins: Where the lines come from, in order.
        meta: Front matter.
        generated: Whether we made the page.
        front_matter: Front matter as text, for generated pages.
        rewritten: The whole file as text for engines that would read the file otherwise than we
            do, or not at all.
    """

    path: str
    title: str
    body: str
    origins: tuple[Origin, ...]
    meta: dict[str, object] = field(default_factory=dict)
    generated: bool = False
    front_matter: str = ""
    rewritten: str | None = None


@dataclass(slots=True)
class LiveCluster:
    """A citation bracket met while rendering a page, with its place in the user's file."""

    cluster: Cluster
    source: str
    path: str
    line: int
    column: int


@dataclass(slots=True)
class PageState:
    """What rendering one page has met."""

    source: PageSource
    clusters: list[LiveCluster] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    wants_references: bool = False
    used_names: Counter[str] = field(default_factory=Counter)

    def place(self, line: int) -> tuple[str, int]:
        """File and line the user wrote, for a line of the page's Markdown."""
        found = self.source.origins[0]
        for origin in self.source.origins:
            if origin.first > line:
                break
            found = origin
        return found.path, line + found.offset


class Session:
    """State shared by all pages of one compilation.

    Args:
        project: The loaded sources.
        links: How pages are addressed.
        docs_dir: Folder of the pages, relative to the project, for messages.
    """

    def __init__(
        self, project: Project, links: Links | None = None, docs_dir: str = "docs"
    ) -> None:
        self.project = project
        self.links = links or Links()
        self.docs_dir = docs_dir
        self.pages: dict[str, PageSource] = {}
        self.states: dict[str, PageState] = {}
        self.defer_references = False
        self.keep_from_search = False  # numbers of citations, where the index is made after them
        self.deferred: dict[str, tuple[list[str], PageReferences]] = {}
        self.current_path: str | None = None
        self._shown: dict[str, tuple[int, list[str]]] = {}
        self._scans: dict[str, tuple[str, Scan]] = {}
        self._references: dict[str, Reference] = {}
        self._formatting: Callable[[], dict[str, Reference]] | None = None

    @cached_property
    def formatter(self) -> ReferenceFormatter:
        """Formats references in the site's style."""
        from referable.research.references import ReferenceFormatter  # noqa: PLC0415 # lazy

        settings = self.project.settings
        path, line = self.project.place_of_setting("style")
        return ReferenceFormatter(
            settings.style,
            self.project.root,
            self.project.root / settings.cache,
            self.project.diagnostics,
            path=path,
            line=line,
        )

    def scan(self, path: str, body: str) -> Scan:
        """The marks of a page, scanned once for each text."""
        known = self._scans.get(path)
        if known is not None and known[0] == body:
            return known[1]
        result = scan(body)
        if len(self._scans) >= _MOST_SCANS:
            del self._scans[next(iter(self._scans))]
        self._scans[path] = (body, result)
        return result

    def forget(self, path: str) -> None:
        """Let go of what rendering a page has met; for runs that write no pages."""
        self.states.pop(path, None)
        self.deferred.pop(path, None)

    def shown_keys(self, path: str) -> list[str]:
        """Keys a page cites, in its text or by its blocks, in the order of its references."""
        body = self.pages[path].body
        known = self._shown.get(path)
        if known is None or known[0] != hash(body):
            keys: dict[str, None] = {}
            for mark in self.scan(path, body).marks:
                if mark.kind is Kind.CITATION and mark.cluster is not None:
                    keys.update(dict.fromkeys(c.key for c in mark.cluster.citations))
                elif mark.kind is Kind.DIRECTIVE:
                    from referable.compiler.directives import cited_by  # noqa: PLC0415 # lazy

                    keys.update(dict.fromkeys(cited_by(self, mark)))
            known = self._shown[path] = (hash(body), list(keys))
        return known[1]

    def cited_keys(self, path: str) -> list[str]:
        """Keys a page cites in its text, in order, each once."""
        marks = self.scan(path, self.pages[path].body).marks
        keys = (
            c.key
            for m in marks
            if m.kind is Kind.CITATION and m.cluster is not None
            for c in m.cluster.citations
        )
        return list(dict.fromkeys(keys))

    @cached_property
    def cited_on(self) -> dict[str, list[str]]:
        """For each key, the pages a therapist wrote that cite it, in order of their paths."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.pages):
            if not self.pages[path].generated:
                for key in self.shown_keys(path):
                    found.setdefault(key, []).append(path)
        return found

    def references(self, keys: Iterable[str]) -> dict[str, Reference]:
        """Formatted references of those keys that the library has."""
        self.settle()
        wanted = list(dict.fromkeys(keys))
        library = self.project.library
        missing = [
            entry for key in wanted if key not in self._references and (entry := library.get(key))
        ]
        if missing:
            self._references.update(self.formatter.format(missing))
        return {key: self._references[key] for key in wanted if key in self._references}

    def prepare(self) -> None:
        """Begin to format every reference any page cites, in one go rather than page by page.

        Pages are rendered meanwhile, until `settle` or the first that needs a reference.
        """
        self.settle()
        keys: dict[str, None] = {}
        for path in self.pages:
            keys.update(dict.fromkeys(self.cited_keys(path)))
        library, known = self.project.library, self._references
        entries = [entry for key in keys if key not in known and (entry := library.get(key))]
        if entries:
            from referable.research.references.beside import (  # noqa: PLC0415 # lazy
                begin_formatting,
            )

            self._formatting = begin_formatting(self.formatter, entries)

    def settle(self) -> None:
        """Wait for references that are being formatted, and for what is reported about them."""
        formatting = self._formatting
        if formatting is not None:
            self._references.update(formatting())
            self._formatting = None

    def study_path(self, key: str) -> str | None:
        """Source path of a study's page, or None when it has none."""
        settings = self.project.settings
        if not settings.study_pages or key not in self.project.synopses:
            return None
        return f"{settings.evidence_dir}/studies/{self.project.library.slug(key)}.md"

    def condition_path(self, slug: str) -> str | None:
        """Source path of a condition's evidence page, or None when it has none."""
        path = f"{self.project.settings.evidence_dir}/{slug}.md"
        return path if path in self.pages else None

    def state(self, path: str, body: str) -> PageState:
        """A fresh state for rendering a page; pages unknown so far are taken as they are."""
        source = self.pages.get(path)
        if source is None:
            source = PageSource(path, path, body, (Origin(1, f"{self.docs_dir}/{path}", 0),))
        state = PageState(source)
        self.states[path] = state
        return state
