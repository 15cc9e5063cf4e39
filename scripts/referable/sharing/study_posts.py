"""The posts about a study of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referable.advertised import demanded_lines
from referable.advertising import advertising
from referable.compiler.blocks.studies import study_row
from referable.diagnostics import Diagnostics
from referable.sharing.posts import Post, compose_posts

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["study_posts"]


def study_posts(session: Session, key: str, site_url: str = "") -> tuple[Post, ...]:
    """The posts about one study, with the address of its page and the practice's license lines.

    Args:
        session: A session whose pages are listed.
        key: The citation key of a study with a synopsis.
        site_url: The site's address where practice.yml gives none.

    Returns:
        Nothing when nobody says where the site is, since a post without its link would be a claim
        without its source; and nothing when the facts lack what a state demands on advertisements.
    """
    project = session.project
    practice, path = project.practice, session.study_path(key)
    address = (practice.url if practice is not None else None) or site_url
    if practice is None or not address or path is None:
        return ()
    unmet = Diagnostics()
    required = advertising(practice, project.settings.practice, unmet)
    if unmet.has_errors:
        return ()  # no text could show what a state demands
    lead = (practice.lead.id,)
    return compose_posts(
        project.synopses[key],
        project.vocabulary,
        label=study_row(session, key).label,
        url=f"{address.rstrip('/')}/{session.links.url(path)}",
        signature=_in_text(required.lines(lead)),
        demanded=_in_text(demanded_lines(required, lead)),
    )


def _in_text(lines: tuple[str, ...]) -> str:
    return " · ".join(lines)
