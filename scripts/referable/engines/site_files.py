"""Files that stand beside the pages: what search finds first, the feed of synopses, robots.txt."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from referable.compiler.downloads import Download, all_downloads
from referable.research.spelling import american

if TYPE_CHECKING:
    from collections.abc import Iterator

    from referable.compiler.session import Session

__all__ = ["site_files"]

_FEED_LENGTH = 20


def site_files(session: Session, site_url: str = "") -> Iterator[Download]:
    """The files, each with a function that makes its text.

    Args:
        session: A session whose pages are complete.
        site_url: The site's address; without one there is no feed and no robots.txt, since both
            need whole addresses.
    """
    yield Download("finder.json", "", partial(_finder, session))
    if session.project.practice is not None:
        from referable.sharing.contacts import contact_files  # noqa: PLC0415 # only for a practice

        for path, text in contact_files(session.project.practice).items():
            yield Download(path, "", partial(str, text))
    if session.project.synopses:
        from referable.compiler.library_index import library_index  # noqa: PLC0415 # slow to import

        yield from all_downloads(session)
        yield library_index(session)
    if site_url:
        root = site_url.rstrip("/")
        if session.project.synopses:
            path = f"{session.project.settings.evidence_dir}/feed.xml"
            yield Download(path, "", partial(_feed, session, root, path))
        robots = f"User-agent: *\nAllow: /\n\nSitemap: {root}/sitemap.xml\n"
        yield Download("robots.txt", "", partial(str, robots))


def _finder(session: Session) -> str:
    """Conditions, studies and pages with every word they go by: synonyms, codes, keys, DOIs.

    The engines' own search indexes hold the pages' text; these words stand on no page, or stand
    there where full text would drown them.
    """
    items = [*_conditions(session), *_studies(session), *_pages(session)]
    return json.dumps(items, ensure_ascii=False, separators=(",", ":"))


def _conditions(session: Session) -> Iterator[dict[str, Any]]:
    project = session.project
    if not (project.root / project.settings.conditions).exists():
        return  # and nothing slow to import is imported for an empty vocabulary
    own = {
        str(slug): page
        for page in session.pages.values()
        if not page.generated and isinstance(named := page.meta.get("conditions"), list)
        for slug in named
    }
    for slug, condition in session.project.vocabulary.conditions.items():
        path = own[slug].path if slug in own else session.condition_path(slug)
        if path is None:
            continue
        codes = [c.code for c in condition.icd10cm]
        yield {
            "u": session.links.url(path),
            "t": condition.name,
            "k": "Condition" if slug in own else "Evidence",
            "w": [condition.clinical_name, *condition.synonyms, *codes],
            "d": condition.summary,
        }


def _studies(session: Session) -> Iterator[dict[str, Any]]:
    if not session.project.synopses:
        return
    from referable.compiler.blocks.studies import study_row  # noqa: PLC0415 # slow to import

    for key in session.project.synopses:
        path, entry = session.study_path(key), session.project.library.get(key)
        if path is None or entry is None:
            continue
        row = study_row(session, key)
        names = [name.short for name in entry.authors]
        yield {
            "u": session.links.url(path),
            "t": f"{row.label}. {row.title}",
            "k": row.facts.design.label,
            "w": [key, entry.doi or "", entry.pmid or "", *names],
            "d": american(row.facts.conclusion),
        }


def _pages(session: Session) -> Iterator[dict[str, Any]]:
    for page in session.pages.values():
        if not page.generated and not page.meta.get("conditions"):
            yield {
                "u": session.links.url(page.path),
                "t": page.title,
                "k": "Page",
                "w": [str(page.meta.get("nav_title") or "")],
                "d": str(page.meta.get("description") or ""),
            }


def _feed(session: Session, root: str, path: str) -> str:
    """The newest synopses as an Atom feed; dates are those of their review, so builds repeat."""
    synopses = session.project.synopses
    newest = sorted(synopses, key=lambda k: (synopses[k].facts.reviewed.on, k), reverse=True)
    entries = "".join(_entry(session, key, root) for key in newest[:_FEED_LENGTH])
    practice = session.project.practice
    title = f"New synopses, {practice.name}" if practice is not None else "New synopses"
    author = practice.name if practice is not None else "The editors"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(title)}</title>\n"
        f"<id>{escape(root)}/{path}</id>\n"
        f'<link rel="self" href="{escape(root)}/{path}"/>\n'
        f"<author><name>{escape(author)}</name></author>\n"
        f"<updated>{_moment(synopses[newest[0]].facts.reviewed.on)}</updated>\n"
        f"{entries}</feed>\n"
    )


def _entry(session: Session, key: str, root: str) -> str:
    from referable.compiler.blocks.studies import study_row  # noqa: PLC0415 # slow to import

    path = session.study_path(key)
    if path is None:
        return ""
    row = study_row(session, key)
    url = escape(f"{root}/{session.links.url(path)}")
    return (
        f"<entry><title>{escape(f'{row.label}: {row.title}')}</title><id>{url}</id>"
        f'<link href="{url}"/><updated>{_moment(row.facts.reviewed.on)}</updated>'
        f"<summary>{escape(american(row.facts.conclusion))}</summary></entry>\n"
    )


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
