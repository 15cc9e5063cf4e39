"""What a run keeps of its pages: little, however many there are."""

from __future__ import annotations

import sys

import pytest

from referable.compiler import session as sessions
from referable.compiler.session import Session
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, page_renders
from referable.engines.page_renders import _Helper
from referable.project import Project

CITING = "# Home\n\nSee [@smith2019].\n\n- [one](a.md)\n\n::: references\n"


def test_a_check_lets_go_of_what_rendering_a_page_has_met(make_site):
    """Neither what a page's citations are, nor what its template is told, outlives its page."""
    root = make_site({"docs/index.md": CITING, "docs/a.md": CITING.replace("a.md", "index.md")})
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    pages = []

    session = mkdocs_runner.check(
        config,
        diagnostics,
        ready=lambda _session, files: pages.extend(files.documentation_pages()),
    )

    assert len(pages) >= 2
    assert (session.states, session.deferred) == ({}, {})
    for file in pages:
        assert "referable" not in file.page.meta
        assert "render" not in vars(file.page)


def test_marks_are_kept_of_so_many_pages_only(monkeypatch, tmp_path):
    """A page that was forgotten is scanned again, with the same result."""
    monkeypatch.setattr(sessions, "_MOST_SCANS", 3)
    session = Session(Project(tmp_path))
    texts = {f"{number}.md": f"Text [@key{number}]." for number in range(9)}
    first = {path: session.scan(path, text) for path, text in texts.items()}

    again = {path: session.scan(path, text) for path, text in texts.items()}

    assert first == again
    assert len(session._scans) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_pages_rendered_far_ahead_do_not_wait_in_memory(monkeypatch):
    """What the copy has made of pages that are not asked for yet is handed on to be kept."""
    monkeypatch.setattr(page_renders, "_KEPT_AT_ONCE", 5)
    paths = [f"{number}.md" for number in range(40)]
    kept: dict[str, str] = {}
    most = 0
    helper = _Helper(paths, str.upper, kept.update)

    while helper._next >= 0:  # until the copy has come from the last page to the first
        first = helper.take(paths[0])
        most = max(most, len(helper._received))
    helper.stop()

    assert first == "0.MD"
    assert most <= 5
    assert {**kept, **helper._received, paths[0]: first} == {path: path.upper() for path in paths}
