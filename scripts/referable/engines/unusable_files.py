"""Files in `docs/` that no engine can use: taken out of the site and reported, one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from referable.compiler.page_meta import front_matter_text
from referable.diagnostics import Diagnostics, ReferableError
from referable.rules import Severity
from referable.walking import find_loop, locked_folders, why_unusable
from referable.yamlsource import split_front_matter

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

    from referable.compiler.session import Session

__all__ = ["drop_unusable", "refuse_loops", "refuse_templates"]

_FIXES = {
    "link": "Delete the link, or put the file itself in its place.",
    "name": "Rename it, with plain letters, digits and hyphens.",
    "pipe": "Delete it.",
    "large": "Split it, or see what was pasted into it by mistake.",
}


def refuse_loops(docs_dir: Path) -> None:
    """Look for links that lead a walk through the pages round in circles.

    Raises:
        ReferableError: There is one; an engine would follow it until the disk is full. Or the
            folder itself may not be read.
    """
    if docs_dir.is_dir() and not os.access(docs_dir, os.R_OK | os.X_OK):
        raise ReferableError(
            f"The folder {docs_dir.name} cannot be read: you may not open it.",
            "Check whose it is, and that you may read it.",
        )
    found = find_loop(docs_dir)
    if found is not None:
        shown = found.relative_to(docs_dir.parent).as_posix()
        raise ReferableError(
            f"{shown} is a link to a folder that it lies in itself, so the site would never end.",
            "Delete the link; the folder that it leads to stays.",
        )


def drop_unusable(files: Files, session: Session) -> None:
    """Take out files that cannot be read, and pages whose address is taken, and report them.

    Args:
        files: The site's files; those of the theme have been left out.
        session: Whose docs folder and diagnostics count.
    """
    docs = Path(session.project.root / session.docs_dir)
    for folder in locked_folders(docs):
        why = "The folder cannot be read: you may not open it, and nothing in it is published."
        _report(session, folder.relative_to(docs).as_posix(), why)
    taken: dict[str, str] = {}
    for file in sorted(files, key=lambda f: f.src_uri):
        source = file.abs_src_path
        why = why_unusable(Path(source)) if source is not None else ""
        if why:
            files.remove(file)
            _report(session, file.src_uri, why)
        elif file.is_documentation_page() and file.inclusion.value > InclusionLevel.DRAFT.value:
            first = taken.setdefault(file.dest_uri, file.src_uri)
            if first != file.src_uri:
                files.remove(file)
                _report_twin(session, file.src_uri, first)


def _report(session: Session, path: str, why: str) -> None:
    shown = path.encode(errors="replace").decode()
    fix = next(
        (fix for word, fix in _FIXES.items() if word in why),
        "Check that the file exists and that you may read it.",
    )
    session.project.diagnostics.report(
        "file-unreadable", why, f"{session.docs_dir}/{shown}", fix=fix
    )


def _report_twin(session: Session, path: str, first: str) -> None:
    session.project.diagnostics.report(
        "page-conflict",
        f"This page and {session.docs_dir}/{first} would both be published as "
        f"{session.links.url(first)}.",
        f"{session.docs_dir}/{path}",
        1,
        fix="Rename one of them, or move its text into the other.",
        severity=Severity.ERROR,
    )


def refuse_templates(session: Session, paths: Iterable[str], folders: Iterable[str]) -> None:
    """Report pages that ask for a template that is not there; they get the usual one.

    Args:
        session: The session with its pages.
        paths: The pages to look at.
        folders: Where templates are looked for.
    """
    places = [Path(folder) for folder in folders]
    for path in paths:
        page = session.pages.get(path)
        name = page.meta.get("template") if page is not None else None
        if page is None or not name or any((p / str(name)).is_file() for p in places):
            continue
        source = page.origins[0].path
        text = session.project.read_text(source) or ""
        document = split_front_matter(text, source, Diagnostics()).document
        place = document.place(("template",)) if document is not None else (1, 1)
        session.project.diagnostics.report(
            "field-value",
            f"There is no template “{name}”.",
            source,
            *place,
            fix="Delete the line, or put the template into the theme's folder (custom_dir).",
            length=len("template"),
        )
        meta = {key: value for key, value in page.meta.items() if key != "template"}
        rewritten = front_matter_text(meta) + page.body
        session.pages[path] = replace(page, meta=meta, rewritten=rewritten)
