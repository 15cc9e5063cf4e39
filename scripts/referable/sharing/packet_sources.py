"""The packet's data from a session: the practice, the studies, and the site's own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referable.diagnostics import ReferableError
from referable.packet import PacketData, Sources, packet_data
from referable.packet.pages import read_specialty_page
from referable.sharing.job import practice_is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from referable.compiler.session import PageSource, Session

__all__ = ["session_packet_data"]

_REFER_PAGES = ("clinicians.md", "refer.md")
_VISIT_PAGES = ("contact.md", "first-visit.md")


def session_packet_data(session: Session, site_url: str = "") -> PacketData:
    """What the packet's documents say.

    Args:
        session: A session whose pages are listed.
        site_url: The site's address, for QR codes when practice.yml gives none.

    Raises:
        ReferableError: There is no practice.yml, or something in it is wrong.
    """
    project = session.project
    practice = project.practice
    if practice is None or not practice_is_whole(project):
        raise ReferableError(
            f"The packet needs {project.settings.practice} without a mistake.",
            "Run `referable check` and mend it.",
        )
    if practice.url is None and site_url:
        practice = practice.model_copy(update={"url": site_url})
    written = {
        page.path: page
        for page in session.pages.values()
        if page.path.startswith("specialties/") and not page.generated
    }
    texts = (project.read_text(f"{session.docs_dir}/{path}") or "" for path in written)
    specialty_pages = tuple(filter(None, map(read_specialty_page, texts)))
    treated = {
        *practice.treats,
        *(page.conditions[0] for page in specialty_pages if page.conditions),
    }
    keys = [k for k, s in project.synopses.items() if treated.intersection(s.facts.conditions)]
    sources = Sources(
        tuple(project.synopses.values()),
        project.vocabulary,
        {key: reference.text for key, reference in session.references(keys).items()},
        _addresses(session, written.values()),
        specialty_pages,
        refer_page=_first_of(session, _REFER_PAGES),
        visit_page=_first_of(session, _VISIT_PAGES),
    )
    return packet_data(practice, sources, project.today)


def _addresses(session: Session, written: Iterable[PageSource]) -> dict[str, str]:
    """Where each condition is read about: its specialty page, else its evidence page.

    Of two specialty pages that name a condition, the one that names it earlier is about it.
    """
    found: dict[str, str] = {}
    for slug in session.project.vocabulary.conditions:
        path = session.condition_path(slug)
        if path is not None:
            found[slug] = session.links.url(path)
    ranks: dict[str, int] = {}
    for page in written:
        for rank, slug in enumerate(_conditions(page.meta)):
            if rank < ranks.get(slug, rank + 1):
                ranks[slug] = rank
                found[slug] = session.links.url(page.path)
    return found


def _first_of(session: Session, paths: tuple[str, ...]) -> str:
    """The address of the first of these pages that the site has; else of its front page."""
    return next((session.links.url(path) for path in paths if path in session.pages), "")


def _conditions(meta: dict[str, object]) -> list[str]:
    found = meta.get("conditions")
    return [str(slug) for slug in found] if isinstance(found, list) else []
