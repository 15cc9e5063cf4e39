"""Where each page's picture for posts lies, and what it is a picture of."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["draws_images", "image_address", "image_path", "study_texts"]

FOLDER = "assets/social"
SIZE = (1200, 630)
"""Width and height in pixels, as the large networks ask for.

Source: https://ogp.me for the tags; 1.91 to 1 is what the networks crop to.
"""


def draws_images(session: Session, site_url: str) -> bool:
    """Whether pages get pictures: they carry license lines, and are named by whole addresses."""
    project = session.project
    return bool(site_url) and project.settings.social_images and project.practice is not None


def image_path(page: str) -> str:
    """The picture's path below the site's root.

    Args:
        page: The page's source path.
    """
    return f"{FOLDER}/{posixpath.splitext(page)[0]}.png"


def image_address(session: Session, page: str, site_url: str) -> str:
    """The picture's whole address, or an empty string when the page has none."""
    if not draws_images(session, site_url) or page not in session.pages:
        return ""
    return f"{site_url.rstrip('/')}/{quote(image_path(page))}"


def study_texts(session: Session, key: str) -> tuple[str, str]:
    """Title and description of a study's page for posts that link to it.

    A study's own title is often stronger than its results, and a description for search engines is
    cut short. A post shows who found what, in full, with the certainty.
    """
    from referable.compiler.blocks.studies import study_row  # noqa: PLC0415 # slow to import

    row = study_row(session, key)
    best = row.facts.best_certainty
    told = (
        f"The highest certainty among its results is {best.label}, as its authors graded it."
        if best
        else "Certainty not graded."
    )
    return f"{row.label}: {row.facts.design.label.lower()}", f"{row.facts.conclusion} {told}"
