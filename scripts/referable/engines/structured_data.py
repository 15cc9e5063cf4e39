"""JSON-LD made from the same facts that a page shows, and never more than it shows.

No ratings of the practice by itself, and no `citation_*` tags: those describe a paper that the
page itself publishes, which a synopsis does not.
Source: schema.org MedicalBusiness, Person, MedicalWebPage, ScholarlyArticle.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from referable.research.entries import doi_link

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session
    from referable.practice import Location, Person, Practice

__all__ = ["conditions_of", "page_json", "practice_json", "sources_checked"]

_CONTEXT = "https://schema.org"
_PAGES = frozenset({"condition", "evidence", "study"})
_STUDY_KEYS: WeakKeyDictionary[Session, dict[str, str]] = WeakKeyDictionary()


def practice_json(session: Session, site_url: str = "") -> str:
    """The practice as MedicalBusiness with its people; empty without a practice."""
    practice = session.project.practice
    if practice is None:
        return ""
    url = site_url or practice.url or ""
    node: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "MedicalBusiness",
        "@id": f"{url.rstrip('/')}/#practice",
        "name": practice.name,
        "description": practice.tagline,
        "url": url,
        "telephone": practice.telephone,
        "faxNumber": practice.fax,
        "email": practice.email,
        "employee": [_person(p) for p in practice.people],
    }
    if practice.location is not None:
        node["address"] = _address(practice.location)
        node["openingHours"] = [f"{h.days} {h.open}-{h.close}" for h in practice.location.hours]
    return _dump(node)


def page_json(session: Session, page: PageSource, layout: str, site_url: str) -> str:
    """A page about evidence as MedicalWebPage with what it cites; empty for other pages."""
    if layout not in _PAGES:
        return ""
    url = f"{site_url.rstrip('/')}/{session.links.url(page.path)}" if site_url else ""
    checked = sources_checked(session, page)
    practice = session.project.practice
    node: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "MedicalWebPage",
        "name": page.title,
        "description": str(page.meta.get("description") or ""),
        "url": url,
        "inLanguage": "en",
        "lastReviewed": checked.isoformat() if checked else "",
        "audience": {"@type": "MedicalAudience", "audienceType": "Clinician"},
        "about": [
            {"@type": "MedicalCondition", "name": c.name}
            for slug in conditions_of(session, page, layout)
            if (c := session.project.vocabulary.conditions.get(slug)) is not None
            and c.kind.value == "condition"
        ],
        "citation": [_cited(session, key) for key in _keys(session, page, layout)],
    }
    if practice is not None:
        node["publisher"] = _publisher(practice, site_url)
    return _dump(node)


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
    keys = set(session.cited_keys(page.path)) | _study_key(session, page)
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
    if layout == "evidence":
        slugs = set(conditions_of(session, page, layout))
        synopses = session.project.synopses
        return [key for key, s in synopses.items() if slugs.intersection(s.facts.conditions)]
    return session.cited_keys(page.path)


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


def _person(person: Person) -> dict[str, Any]:
    licence = person.licences[0]
    credentials = [
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "license",
            "name": person.licence,
            "url": licence.verify_url,
        }
    ]
    node: dict[str, Any] = {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.title,
        "hasCredential": credentials,
    }
    if person.npi:
        node["identifier"] = {"@type": "PropertyValue", "propertyID": "NPI", "value": person.npi}
    return node


def _address(place: Location) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.state,
        "postalCode": place.zip,
        "addressCountry": "US",
    }


def _publisher(practice: Practice, site_url: str) -> dict[str, str]:
    root = (site_url or practice.url or "").rstrip("/")
    return {"@type": "MedicalBusiness", "@id": f"{root}/#practice", "name": practice.name}


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
