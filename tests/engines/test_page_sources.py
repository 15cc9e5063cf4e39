"""What a directive says it shows is all it reads, so that nothing kept is ever stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from referable.compiler.directives import Shows, directive_names, render_directive, shown_by
from referable.compiler.scanner import Kind
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.engines.page_sources import PageSources
from referable.project import Project

CONDITION, KEY, OTHER = "low-back-pain", "furlan2015backpain", "albert2009cardiac"


class _Guarded(Project):
    """A project that notes which of its sources are read."""

    read: set[str]

    def _note(self, name: str) -> Any:
        self.read.add(name)
        return self.__dict__[name]

    practice = property(lambda self: self._note("practice"))  # type: ignore[assignment]
    synopses = property(lambda self: self._note("synopses"))  # type: ignore[assignment]
    vocabulary = property(lambda self: self._note("vocabulary"))  # type: ignore[assignment]


@pytest.fixture(scope="module")
def session(starter_root):
    session = mkdocs_runner.open_session(mkdocs_runner.load(starter_root, Diagnostics()))
    session.settle()
    return session


def marks(session) -> Iterator[tuple[str, Any]]:
    """One use of each directive with each kind of options, from the starter's pages."""
    seen = set()
    for path, page in session.pages.items():
        for mark in session.scan(path, page.body).marks:
            if mark.kind is Kind.DIRECTIVE and mark.name != "references":
                kind = (mark.name, "key:" in mark.options, "condition:" in mark.options)
                if kind not in seen:
                    seen.add(kind)
                    yield path, mark


def test_directives_read_only_what_they_say(session):
    """None that shows the practice reads a synopsis; none that shows research reads the practice."""
    used = set()
    project = session.project
    names = ("practice", "synopses", "vocabulary")
    _ = [getattr(project, name) for name in names]
    plain, project.__class__ = project.__class__, _Guarded
    try:
        for path, mark in marks(session):
            project.read = set()
            state = session.state(path, session.pages[path].body)
            render_directive(session, state, mark, path, 1)
            shows = shown_by(mark.name)
            if not shows & (Shows.PRACTICE | Shows.ADDRESS):
                assert "practice" not in project.read, mark.name
            if Shows.RESEARCH not in shows:
                assert "synopses" not in project.read, mark.name
            used.add(mark.name)
    finally:
        project.__class__ = plain
    assert {"study", "evidence", "library", "refer", "insurance", "team", "safety"} <= used
    assert set(directive_names()) >= used


def behind(session, markdown: str) -> list[str]:
    return PageSources(session).behind("page.md", markdown)


def edited(session) -> list[str]:
    """What stands behind a page that shows one study, one topic and the practice, part by part."""
    return [
        *behind(session, f"::: study\n    key: {KEY}\n"),
        *behind(session, f"::: evidence\n    condition: {CONDITION}\n"),
        *behind(session, "::: insurance\n"),
        *behind(session, "Words [@furlan2015backpain].\n"),
        *behind(session, "{{ practice.name }}\n"),
    ]


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        ("practice.yml", [5, 8]),
        (f"research/synopses/{KEY}.md", [1, 3]),
        (f"research/synopses/{OTHER}.md", []),
        ("research/conditions.yml", [1, 3, 6]),
    ],
)
def test_an_edit_reaches_what_shows_it_and_no_more(session, path, changed):
    """A changed file changes what stands behind the pages that show it, and behind no other."""
    digests = session.project.digests
    assert CONDITION not in session.project.synopses[OTHER].facts.conditions
    before = edited(session)
    kept = digests[path]
    digests[path] = "changed"
    try:
        after = edited(session)
    finally:
        digests[path] = kept

    assert len(before) == len(after)
    assert changed == [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
