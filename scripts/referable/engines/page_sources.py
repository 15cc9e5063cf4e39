"""What a page's rendering depends on, as digests: the smaller the part, the less is made anew."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from referable.compiler.directives import Shows, shown_by
from referable.compiler.scanner import Kind, Mark
from referable.diagnostics import Diagnostics

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["PageSources", "digest"]

_NAMED = re.compile(r"^[ \t]*(key|condition):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def digest(parts: list[str]) -> str:
    """A digest of several texts that no other division of the same characters has."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode(errors="surrogatepass")
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


class PageSources:
    """The parts of a session's sources that pages show.

    Args:
        session: A session whose pages are complete.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._numeric = session.formatter.is_numeric

    def behind(self, path: str, markdown: str) -> list[str]:
        """What a page's rendering depends on beside its own text: the same while it is the same."""
        session = self._session
        found: dict[str, None] = {}
        for mark in session.scan(path, markdown).marks:
            if mark.kind is Kind.FACT:
                found[self._practice] = None
            elif mark.kind is Kind.CITATION:
                found.update(dict.fromkeys(self._of_citation(mark)))
            elif mark.name != "references":
                found.update(dict.fromkeys(self._of_directive(mark)))
        return list(found)

    def shows_references(self, path: str, markdown: str) -> bool:
        """Whether rendering may need formatted references."""
        return any(
            (mark.kind is Kind.DIRECTIVE and mark.name != "references")
            or (mark.kind is Kind.CITATION and not self._numeric)
            for mark in self._session.scan(path, markdown).marks
        )

    @cached_property
    def all_sources(self) -> str:
        """What may be shown at all beside the text of pages."""
        return digest([self._pages, self._research, self._practice])

    def _of_citation(self, mark: Mark) -> Iterator[str]:
        library = self._session.project.library
        for citation in mark.cluster.citations if mark.cluster is not None else ():
            key = citation.key
            yield f"{key}={library.slug(key) if key in library else ''}"
            if not self._numeric:
                yield self._entry(key)

    def _of_directive(self, mark: Mark) -> Iterator[str]:
        yield self._pages
        shows = shown_by(mark.name)
        if Shows.PRACTICE in shows:
            yield self._practice
            yield self._vocabulary
        if Shows.ADDRESS in shows:
            yield self._signature
        if Shows.RESEARCH in shows:
            options = {name: value.strip("\"'") for name, value in _NAMED.findall(mark.options)}
            yield self.research(**options)

    def research(self, key: str = "", condition: str = "") -> str:
        """The vocabulary, and the research on one study, on one condition, or all there is."""
        if key:
            return digest([self._vocabulary, self._study(key)])
        if condition:
            return digest([self._vocabulary, self._studies_of.get(condition, "")])
        return self._research

    def _study(self, key: str) -> str:
        """An entry, its synopsis, and where it is cited."""
        project = self._session.project
        slug = project.library.slug(key) if key in project.library else ""
        synopsis = project.digests.get(f"{project.settings.synopses}/{slug}.md", "")
        return digest([self._entry(key), synopsis, repr(self._session.cited_on.get(key))])

    @cached_property
    def _studies_of(self) -> dict[str, str]:
        """The studies on each condition."""
        found: dict[str, list[str]] = {}
        for key, synopsis in self._session.project.synopses.items():
            for slug in synopsis.facts.conditions:
                found.setdefault(slug, []).append(f"{key} {self._study(key)}")
        return {slug: digest(studies) for slug, studies in found.items()}

    def _entry(self, key: str) -> str:
        entry = self._session.project.library.get(key)
        return "" if entry is None else json.dumps([entry.type, entry.fields], sort_keys=True)

    @cached_property
    def _style(self) -> str:
        """The text of a citation style that is a file of the project."""
        file = self._session.project.root / self._session.project.settings.style
        try:
            return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        except OSError:
            return ""

    @cached_property
    def _today(self) -> str:
        project = self._session.project
        return f"{project.today} {'asked' if project.today_asked else ''}"

    @cached_property
    def _pages(self) -> str:
        """Where pages are, what those that a therapist wrote say of themselves, and the style.

        What generated pages say is in the sources that they are made of.
        """
        pages = [
            (p.path,) if p.generated else (p.path, p.title, sorted(p.meta.items(), key=str))
            for p in self._session.pages.values()
        ]
        return digest([self._today, self._style, repr(pages)])

    @cached_property
    def _vocabulary(self) -> str:
        return self._files(self._session.project.settings.conditions)

    @cached_property
    def _signature(self) -> str:
        """The address of the site and the license lines."""
        from referable.advertised import demanded_lines  # noqa: PLC0415 - few pages need it
        from referable.advertising import advertising  # noqa: PLC0415 - few pages need it

        practice = self._session.project.practice
        if practice is None:
            return ""
        required = advertising(practice, "", Diagnostics())
        return digest(
            [practice.url or "", *required.lines((practice.lead.id,)), *demanded_lines(required)]
        )

    @cached_property
    def _practice(self) -> str:
        """The files that are not research: the practice's facts and what stands beside them."""
        settings = self._session.project.settings
        research = (settings.library, settings.conditions, f"{settings.synopses}/")
        return digest(
            [
                self._today,
                *(
                    f"{path} {state}"
                    for path, state in sorted(self._session.project.digests.items())
                    if not path.startswith((*research, f"{self._session.docs_dir}/"))
                ),
            ]
        )

    @cached_property
    def _research(self) -> str:
        settings = self._session.project.settings
        files = self._files(settings.library, settings.conditions, f"{settings.synopses}/")
        return digest([files, repr(self._session.cited_on)])

    def _files(self, *starts: str) -> str:
        read = sorted(self._session.project.digests.items())
        return repr([(path, state) for path, state in read if path.startswith(starts)])
