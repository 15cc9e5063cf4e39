"""Pages that Markdown cannot render at all: reported at their line, and left empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from referable.compiler.session import Session

__all__ = ["guard_render"]

_NESTING = re.compile(r"[\s>*_+\[(-]*")


def guard_render(page: Page, session: Session) -> None:
    """Let a page that is nested beyond what Markdown follows be a problem, not the build's end."""
    render = page.render

    def guarded(config: MkDocsConfig, files: Files) -> None:
        try:
            render(config, files)
        except RecursionError:
            _report(page, session)
            page.content, page.toc = "", get_toc([])
            page.present_anchor_ids, page.links_to_anchors = set(), {}

    page.render = guarded  # type: ignore[method-assign]


def _report(page: Page, session: Session) -> None:
    path, body = page.file.src_uri, page.markdown or ""
    lines = body.split("\n")
    depths = [len(match[0]) for line in lines if (match := _NESTING.match(line))]
    source = session.state(path, body)
    place, line = source.place(depths.index(max(depths)) + 1)
    session.project.diagnostics.report(
        "page-too-deep",
        "Lists, quotes or emphasis are nested so deeply here that the page cannot be made.",
        place,
        line,
        fix="Look for marks such as > or * that were repeated by mistake, and delete them.",
    )
