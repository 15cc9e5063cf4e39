"""The posts about a study of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from referable.advertising import license_line
from referable.compiler.blocks.studies import study_row
from referable.sharing.posts import Post, compose_posts

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["study_posts"]


def study_posts(session: Session, key: str) -> tuple[Post, ...]:
    """The posts about one study, with the address of its page and the practice's license line.

    Args:
        session: A session whose pages are listed.
        key: The citation key of a study with a synopsis.

    Returns:
        Nothing when practice.yml gives no `url:`, since a post without its link would be a claim
        without its source.
    """
    project = session.project
    practice, path = project.practice, session.study_path(key)
    if practice is None or practice.url is None or path is None:
        return ()
    return compose_posts(
        project.synopses[key],
        project.vocabulary,
        label=study_row(session, key).label,
        url=f"{practice.url.rstrip('/')}/{session.links.url(path)}",
        signature=license_line(practice.lead),
    )
