"""Links from a page to the files it is made of, where a code host lets one edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from referable.compiler.directives import Shows, shown_by
from referable.compiler.scanner import Kind

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session

__all__ = ["edit_links"]


def edit_links(session: Session, page: PageSource) -> list[dict[str, str]]:
    """What one edits to change a page: a label and an address for each file, the main one first.

    Empty unless `edit_url` is set, for the address tells every reader where the sources are.

    Args:
        session: A session whose pages are complete.
        page: The page.
    """
    settings = session.project.settings
    if not settings.edit_url:
        return []
    origin = page.origins[0].path
    links = [_link(settings.edit_url, "Edit this page", origin)]
    studies = f"{settings.evidence_dir}/studies/"
    if page.generated and page.path.startswith(studies):
        key = origin.removeprefix(f"{settings.synopses}/").removesuffix(".md")
        entry = next(
            (e for e in session.project.library if session.project.library.slug(e.key) == key), None
        )
        links = [_link(settings.edit_url, "Edit this synopsis", origin)]
        if entry is not None:
            links.append(_link(settings.edit_url, "See its library entry", entry.path, entry.line))
    elif _shows_practice(session, page):
        links.append(_link(settings.edit_url, "Edit the practice’s facts", settings.practice))
    return links


def _shows_practice(session: Session, page: PageSource) -> bool:
    return any(
        mark.kind is Kind.FACT
        or (mark.kind is Kind.DIRECTIVE and Shows.PRACTICE in shown_by(mark.name))
        for mark in session.scan(page.path, page.body).marks
        if mark.name != "references"
    )


def _link(base: str, label: str, path: str, line: int | None = None) -> dict[str, str]:
    address = f"{base.rstrip('/')}/{quote(path)}"
    if line is not None:  # an editing form opens at the top; the view of a file opens at a line
        address = address.replace("/edit/", "/blob/", 1) + f"#L{line}"
    return {"label": label, "url": address}
