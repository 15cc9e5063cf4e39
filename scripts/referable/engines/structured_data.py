"""JSON-LD made from the same facts that a page shows, and never more than it shows.

No ratings of the practice by itself, and no `citation_*` tags: those describe a paper that the
page itself publishes, which a synopsis does not. No EvidenceLevel: schema.org's levels grade the
kind of study, not the certainty of what it found.
Source: schema.org MedicalBusiness, Person, MedicalWebPage, ScholarlyArticle.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from referable.compiler.scanner import Kind
from referable.engines.structured_practice import practice_node, publisher_node
from referable.research.entries import doi_link
from referable.research.spelling import american

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session

__all__ = ["conditions_of", "page_json", "sources_checked"]

_CONTEXT = "https://schema.org"
_PAGES = frozenset({"condition", "evidence", "study"})
_STUDY_KEYS: WeakKeyDictionary[Session, dict[str, str]] = WeakKeyDictionary()


def page_json(session: Session, page: PageSource, layout: str, site_url: str) -> str:
    """What a page says, as JSON-LD for a script element; empty when it says nothing of the kind.

    A page about evidence is a MedicalWebPage with what it cites; a page that shows the practice's
    facts is about a MedicalBusiness.
    """
    if layout in _PAGES:
        return _dump({"@context": _CONTEXT, **_evidence_node(session, page, layout, site_url)})
    node = practice_node(session, page, site_url)
    return _dump({"@context": _CONTEXT, **node}) if node else ""


def _evidence_node(
    session: Session, page: PageSource, layout: str, site_url: str
) -> dict[str, Any]:
    checked = sources_checked(session, page)
    practice = session.project.practice
    for_patients = page.meta.get("audience") == "patients"
    return {
        "@type": "MedicalWebPage",
        "name": page.title,
        "description": _description(session, page, layout),
        "url": f"{site_url.rstrip('/')}/{session.links.url(page.path)}" if site_url else "",
        "inLanguage": "en",
        "lastReviewed": checked.isoformat() if checked else "",
        "reviewedBy": [_reviewer(session, name) for name in _reviewers(session, page, layout)],
        "audience": {
            "@type": "MedicalAudience",
            "audienceType": "Patient" if for_patients else "Clinician",
        },
        "about": [_condition(session, slug, layout) for slug in _about(session, page, layout)],
        "citation": [_cited(session, key) for key in _keys(session, page, layout)],
        "publisher": publisher_node(practice, site_url) if practice is not None else None,
    }


def _description(session: Session, page: PageSource, layout: str) -> str:
    """The sentence that stands at the top of a page we made; others have none of their own."""
    if layout == "study":
        facts = (session.project.synopses[key].facts for key in _study_key(session, page))
        return american(next((fact.conclusion for fact in facts), ""))
    if layout == "evidence":
        known = session.project.vocabulary.conditions
        slugs = conditions_of(session, page, layout)
        return next((known[slug].summary for slug in slugs if slug in known), "")
    return ""


def _about(session: Session, page: PageSource, layout: str) -> list[str]:
    """The conditions of a page that it names; one it only counts studies of is not its subject."""
    slugs = conditions_of(session, page, layout)
    if layout != "condition":
        return slugs
    text = f"{page.title} {page.body}".casefold()
    return [s for s in slugs if session.project.vocabulary.name(s).casefold() in text]


def _condition(session: Session, slug: str, layout: str) -> dict[str, Any] | None:
    """A condition with its codes, which study pages do not show; None for a topic."""
    condition = session.project.vocabulary.conditions.get(slug)
    if condition is None or condition.kind.value != "condition":
        return None
    codes = [
        {"@type": "MedicalCode", "codeValue": c.code, "codingSystem": "ICD-10-CM"}
        for c in condition.icd10cm
    ]
    return {
        "@type": "MedicalCondition",
        "name": condition.name,
        "code": [] if layout == "study" else codes,
    }


def _reviewers(session: Session, page: PageSource, layout: str) -> list[str]:
    """Who compared the studies with their sources, where the page says so."""
    if layout == "study" or _shows_review(session, page):
        synopses = session.project.synopses
        keys = _review_keys(session, page, layout)
        return sorted({synopses[key].facts.reviewed.by for key in keys if key in synopses})
    return []


def _shows_review(session: Session, page: PageSource) -> bool:
    """Whether an evidence block on the page names the reviewers."""
    blocks = (
        m
        for m in session.scan(page.path, page.body).marks
        if m.kind is Kind.DIRECTIVE and m.name == "evidence"
    )
    return any("show:" not in m.options or "review" in m.options for m in blocks)


def _review_keys(session: Session, page: PageSource, layout: str) -> Iterable[str]:
    if layout == "study":
        return _study_key(session, page)
    slugs = set(conditions_of(session, page, layout))
    synopses = session.project.synopses
    return [key for key, s in synopses.items() if slugs.intersection(s.facts.conditions)]


def _reviewer(session: Session, name: str) -> dict[str, str]:
    practice = session.project.practice
    people = {p.name for p in practice.people} if practice is not None else set()
    return {"@type": "Person" if name in people else "Organization", "name": name}


def sources_checked(session: Session, page: PageSource) -> dt.date | None:
    """A page's own `reviewed:` date, or the day its studies were last compared with their sources.

    Of several studies the oldest day counts: that is what can be said of all of them.
    """
    own = page.meta.get("reviewed")
    if isinstance(own, dt.datetime):
        return own.date()
    if isinstance(own, dt.date):
        return own
    synopses = session.project.synopses
    cited = session.cited_keys if page.generated else session.shown_keys
    keys = {*cited(page.path), *_study_key(session, page)}
    days = [synopses[key].facts.reviewed.on for key in keys if key in synopses]
    return min(days, default=None)


def conditions_of(session: Session, page: PageSource, layout: str) -> list[str]:
    """Slugs of the conditions a page is about."""
    named = page.meta.get("conditions")
    if isinstance(named, list):
        return [str(slug) for slug in named]
    if layout == "evidence":
        return [page.path.rpartition("/")[2].removesuffix(".md")]
    synopses = session.project.synopses
    keys = [key for key in _study_key(session, page) if key in synopses]
    return [slug for key in keys for slug in synopses[key].facts.conditions]


def _keys(session: Session, page: PageSource, layout: str) -> Iterable[str]:
    if layout == "study":
        return _study_key(session, page)
    if layout == "evidence" and page.generated:
        return _review_keys(session, page, layout)  # all there are; its blocks need not be asked
    return session.shown_keys(page.path)


def _study_key(session: Session, page: PageSource) -> set[str]:
    """The key of the study whose page this is, as a set of one or none."""
    if not page.generated or "/studies/" not in page.path:
        return set()
    synopses = session.project.synopses
    known = _STUDY_KEYS.get(session)
    if known is None or len(known) != len(synopses):
        known = {path: key for key in synopses if (path := session.study_path(key))}
        _STUDY_KEYS[session] = known
    return {known[page.path]} if page.path in known else set()


def _cited(session: Session, key: str) -> dict[str, Any] | None:
    entry = session.project.library.get(key)
    if entry is None:
        return None
    node = {"@type": "ScholarlyArticle", "name": entry.title.rstrip(".")}
    if entry.doi:
        node["sameAs"] = doi_link(entry.doi)
    return node


def _dump(node: dict[str, Any]) -> str:
    """JSON without empty values, safe inside a script element."""
    text = json.dumps(_without_empty(node), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {k: _without_empty(v) for k, v in value.items()}
        return {k: v for k, v in kept.items() if v not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(v) for v in value if v is not None]
    return value
