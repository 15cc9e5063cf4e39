"""Keeps private files out of what MkDocs publishes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from referable.outreach.guard import is_private, report_private

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from referable.compiler.session import Session

__all__ = ["keep_out"]


def keep_out(files: Files, session: Session) -> None:
    """Take the list of visits out of a site's files, and report that it was among them."""
    root = session.project.root
    found = []
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source is None or file.is_documentation_page() or not is_private(source):
            continue
        files.remove(file)
        inside = source.is_relative_to(root)
        found.append(source.relative_to(root).as_posix() if inside else source.name)
    report_private(sorted(found), session.project.diagnostics)
