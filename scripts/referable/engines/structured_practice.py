"""The practice as JSON-LD: what a page shows of it, and nothing beyond.

Every page's footer shows the name, the people with their licenses, address, telephone, fax and
hours. What the rest may hold depends on the blocks and facts that stand on the page.
Source: schema.org MedicalBusiness, LocalBusiness, Person, EducationalOccupationalCredential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from referable.compiler.scanner import Kind

if TYPE_CHECKING:
    import datetime as dt

    from referable.compiler.session import PageSource, Session
    from referable.practice import EstablishmentLicense, License, Location, Person, Practice

__all__ = ["practice_node", "publisher_node", "shown_blocks"]

_BLOCKS = frozenset(
    {"access", "at-a-glance", "credentials", "fees", "insurance", "locations", "refer", "team"}
)


def shown_blocks(session: Session, page: PageSource) -> frozenset[str]:
    """Names of the blocks on a page, and of the practice's facts it names in its text."""
    marks = session.scan(page.path, page.body).marks
    return frozenset(m.name for m in marks if m.kind in {Kind.DIRECTIVE, Kind.FACT})


def practice_node(session: Session, page: PageSource, site_url: str) -> dict[str, Any]:
    """The practice as a page shows it; empty for a page that is not about the practice."""
    practice = session.project.practice
    shown = shown_blocks(session, page)
    if practice is None or not shown & _BLOCKS:
        return {}
    root = _root(practice, site_url)
    day = session.project.practice_day
    place = practice.location
    node: dict[str, Any] = {
        "@type": "MedicalBusiness",
        "@id": f"{root}/#practice",
        "name": practice.name,
        "url": f"{root}/" if root else "",
        "telephone": practice.telephone,
        "faxNumber": practice.fax,
        "address": _address(place) if place else None,
        "openingHoursSpecification": _hours(place) if place else [],
        "hasCredential": _permit(practice.establishment_license),
        "employee": [_person(p, shown, root, day) for p in practice.people],
    }
    if "practice.tagline" in shown:
        node["description"] = practice.tagline
    if "practice.email" in shown:
        node["email"] = practice.email
    if shown & {"refer", "access"}:
        node["knowsLanguage"] = list(practice.languages)
    if shown & {"refer", "at-a-glance", "insurance"}:
        node["paymentAccepted"] = ", ".join(practice.billed)
    if "specialties" in shown:
        node["knowsAbout"] = _treated(session, practice)
    if "fees" in shown:
        node["makesOffer"] = [_offer(fee.minutes, fee.price) for fee in practice.fees]
        node["paymentAccepted"] = (
            ", ".join((*practice.payment, *practice.billed))
            if ("insurance" in shown)
            else ", ".join(practice.payment)
        )
    if "locations" in shown:
        node["areaServed"] = list(practice.area_served)
        node["sameAs"] = list(practice.profiles)
        node["geo"] = _geo(place) if place else None
        node["department"] = [
            _department(practice, other, root) for other in practice.locations[1:]
        ]
    return node


def publisher_node(practice: Practice, site_url: str) -> dict[str, str]:
    """The practice as the one who publishes a page."""
    root = _root(practice, site_url)
    return {"@type": "MedicalBusiness", "@id": f"{root}/#practice", "name": practice.name}


def _root(practice: Practice, site_url: str) -> str:
    return (site_url or practice.url or "").rstrip("/")


def _treated(session: Session, practice: Practice) -> list[dict[str, str]]:
    """The conditions of the home page by the names that the list of specialties gives them."""
    pages = (session.pages.get(f"specialties/{slug}.md") for slug in practice.treats)
    return [
        {"@type": "MedicalCondition", "name": str(page.meta.get("nav_title") or page.title)}
        for page in pages
        if page is not None
    ]


def _person(person: Person, shown: frozenset[str], root: str, day: dt.date) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Person",
        "@id": f"{root}/#person-{person.id}",
        "name": person.name,
        "jobTitle": person.title,
        "hasCredential": [_license(granted) for granted in person.licenses],
    }
    if person.npi:
        node["identifier"] = {"@type": "PropertyValue", "propertyID": "NPI", "value": person.npi}
    if "team" in shown:
        node["description"] = person.bio
        node["knowsLanguage"] = list(person.languages)
        node["sameAs"] = list(person.profiles)
    if "credentials" in shown:
        board = person.board_certification
        if board is not None and (board.expires is None or board.expires >= day):
            node["hasCredential"].append(_credential("certification", board.name, board.issuer))
        node["hasCredential"] += [
            _credential("certificate", c.name, c.issuer)
            for c in person.certificates
            if c.expires is None or c.expires >= day
        ]
    return node


def _license(granted: License) -> dict[str, Any]:
    from referable.advertising import license_number  # noqa: PLC0415 # pydantic is slow to import

    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "license",
        "name": license_number(granted),
        "url": granted.verify_url,
    }


def _credential(kind: str, name: str, issuer: str) -> dict[str, Any]:
    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": kind,
        "name": name,
        "recognizedBy": {"@type": "Organization", "name": issuer},
    }


def _permit(permit: EstablishmentLicense | None) -> dict[str, Any] | None:
    if permit is None:
        return None
    from referable.advertising import establishment_line  # noqa: PLC0415

    return {
        "@type": "EducationalOccupationalCredential",
        "credentialCategory": "license",
        "name": establishment_line(permit),
    }


def _offer(minutes: int, price: int) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "price": str(price),
        "priceCurrency": "USD",
        "itemOffered": {"@type": "Service", "name": f"{minutes} minutes"},
    }


def _department(practice: Practice, place: Location, root: str) -> dict[str, Any]:
    return {
        "@type": "MedicalBusiness",
        "name": place.name,
        "url": f"{root}/" if root else "",
        "telephone": place.telephone or practice.telephone,
        "faxNumber": place.fax or practice.fax,
        "address": _address(place),
        "geo": _geo(place),
        "openingHoursSpecification": _hours(place),
    }


def _address(place: Location) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.state,
        "postalCode": place.zip,
        "addressCountry": "US",
    }


def _geo(place: Location) -> dict[str, Any] | None:
    if place.geo is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": place.geo.latitude,
        "longitude": place.geo.longitude,
    }


def _hours(place: Location) -> list[dict[str, Any]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [day.label for day in hours.weekdays],
            "opens": hours.open,
            "closes": hours.close,
        }
        for hours in place.hours
    ]
