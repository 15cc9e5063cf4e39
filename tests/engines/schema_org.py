"""What is needed of schema.org to read a page's JSON-LD without asking schema.org.

The context sets the vocabulary and which values are addresses, as https://schema.org does; the
table lists the properties that schema.org gives to each type we write, inherited ones included.
Source: https://schema.org/docs/schemas.html, the pages of the types.
"""

from __future__ import annotations

CONTEXT = {
    "@context": {
        "@vocab": "http://schema.org/",
        "type": "@type",
        "id": "@id",
        **{
            name: {"@id": f"http://schema.org/{name}", "@type": "@id"} for name in ("url", "sameAs")
        },
        "lastReviewed": {
            "@id": "http://schema.org/lastReviewed",
            "@type": "http://schema.org/Date",
        },
    }
}

_THING = "name description url sameAs identifier"
_ORGANIZATION = (
    f"{_THING} address telephone faxNumber email employee knowsAbout knowsLanguage hasCredential "
    "makesOffer areaServed department"
)
PROPERTIES = {
    "MedicalBusiness": f"{_ORGANIZATION} geo openingHoursSpecification paymentAccepted",
    "Organization": _ORGANIZATION,
    "Person": f"{_THING} jobTitle hasCredential knowsLanguage",
    "EducationalOccupationalCredential": f"{_THING} credentialCategory recognizedBy",
    "PropertyValue": f"{_THING} propertyID value",
    "PostalAddress": f"{_THING} streetAddress addressLocality addressRegion postalCode "
    "addressCountry",
    "GeoCoordinates": f"{_THING} latitude longitude",
    "OpeningHoursSpecification": f"{_THING} dayOfWeek opens closes",
    "Offer": f"{_THING} price priceCurrency itemOffered",
    "Service": _THING,
    "MedicalWebPage": f"{_THING} inLanguage lastReviewed reviewedBy audience about citation "
    "publisher",
    "MedicalAudience": f"{_THING} audienceType",
    "MedicalCondition": f"{_THING} code",
    "MedicalCode": f"{_THING} codeValue codingSystem",
    "ScholarlyArticle": _THING,
}


def properties_of(kind: str) -> set[str]:
    """The properties that schema.org lets a type have."""
    return set(PROPERTIES[kind].split())
