"""JSON-LD of the starter's pages, read by a real parser and compared with what the pages show."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

import pytest
from extruct.jsonld import JsonLdExtractor
from lxml import html as lxml_html
from pyld import jsonld
from schema_org import CONTEXT, properties_of

from referable.practice import weekdays_in

# Words that name a kind, not a fact, and so stand on no page.
_KINDS = {
    "audienceType", "credentialCategory", "inLanguage", "priceCurrency", "addressCountry",
    "propertyID", "codingSystem",
}  # fmt: skip
_ADDRESSES = {"@id", "url", "sameAs"}


def nodes_of(starter, page: str) -> list[dict]:
    return JsonLdExtractor().extract(starter.html(page))


def pages_with_data(starter) -> Iterator[str]:
    for file in sorted(starter.site.rglob("*.html")):
        if "application/ld+json" in file.read_text(encoding="utf-8"):
            yield file.relative_to(starter.site).as_posix()


def plain(text: str) -> str:
    """Text without spacing, punctuation or case."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if c.isalnum())


class Shown:
    """What a reader of a page can see or follow."""

    def __init__(self, source: str) -> None:
        tree = lxml_html.fromstring(source)
        self.links = {*tree.xpath("//body//@href"), *tree.xpath("//link[@rel='canonical']/@href")}
        self.dates = set(tree.xpath("//time/@datetime"))
        for unseen in tree.xpath("//script | //style | //template | //head"):
            unseen.drop_tree()
        self.text = plain(tree.text_content())

    def has(self, value: object) -> bool:
        return plain(str(value)) in self.text


def literals(node: object, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from literals(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from literals(value, key)
    else:
        yield key, node


def unseen(node: dict, shown: Shown, site_url: str) -> list[tuple[str, object]]:
    """Facts of a node that the page does not show."""
    found = []
    for key, value in literals(node):
        if key in {"@type", "@context", "dayOfWeek", "opens", "closes", *_KINDS}:
            continue
        if key in _ADDRESSES:
            known = str(value).startswith(site_url) or value in shown.links
        elif key == "lastReviewed":
            known = value in shown.dates
        elif key == "paymentAccepted":
            known = all(shown.has(part) for part in str(value).split(", "))
        else:
            known = shown.has(value)
        if not known:
            found.append((key, value))
    return found


@pytest.mark.slow
def test_every_page_shows_what_its_data_says(starter) -> None:
    """Condition, evidence, study and practice pages: no literal is only for machines."""
    pages = list(pages_with_data(starter))
    kinds = {p.split("/")[0] for p in pages}
    assert {"index.html", "clinicians", "about", "contact", "specialties", "evidence"} <= kinds
    wrong = {}
    for page in pages:
        shown = Shown(starter.html(page))
        for node in nodes_of(starter, page):
            missing = unseen(node, shown, "https://example.org")
            if missing:
                wrong[page] = missing
    assert wrong == {}


@pytest.mark.slow
def test_data_is_schema_org_and_nothing_else(starter) -> None:
    """Every node has a type of schema.org and only properties that type has."""

    def loader(url: str, options: dict) -> dict:
        assert url.rstrip("/") == "https://schema.org"
        return {
            "contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
            "document": CONTEXT,
        }  # fmt: skip

    def check(node: dict) -> None:
        if set(node) <= {"@value", "@type", "@language"} or set(node) == {"@id"}:
            return
        (kind,) = node["@type"]
        assert kind.startswith("http://schema.org/")
        names = {k.removeprefix("http://schema.org/") for k in node if not k.startswith("@")}
        assert not any(":" in name for name in names)
        assert names <= properties_of(kind.removeprefix("http://schema.org/"))
        for key, values in node.items():
            if not key.startswith("@"):
                for value in values:
                    check(value)

    for page in pages_with_data(starter):
        for node in nodes_of(starter, page):
            (expanded,) = jsonld.expand(node, {"documentLoader": loader})
            check(expanded)


def test_the_practice_says_how_to_refer(starter) -> None:
    """The home page names the people with licenses, fax, hours, languages and payers."""
    (node,) = nodes_of(starter, "index.html")
    assert node["@type"] == "MedicalBusiness"
    assert (node["telephone"], node["faxNumber"]) == ("541-555-0100", "541-555-0101")
    assert node["knowsLanguage"] == ["English", "Spanish"]
    assert "Example Health Plan" in node["paymentAccepted"]
    assert "Medicare" not in node["paymentAccepted"]
    assert [p["name"] for p in node["employee"]] == ["Alex Example", "Sam Sample"]
    assert node["employee"][0]["hasCredential"][0]["name"] == "Oregon license 00000"
    assert node["hasCredential"]["name"] == "Oregon massage facility permit FP-00000"
    assert {c["name"] for c in node["knowsAbout"]} >= {"Low back pain", "Migraine"}


def test_hours_are_those_in_the_footer(starter) -> None:
    """Days and times of the data are the ones that readers see, in another notation."""
    (node,) = nodes_of(starter, "contact/index.html")
    footer = " ".join(lxml_html.fromstring(starter.html("contact/index.html")).xpath(
        "//footer")[0].text_content().split())  # fmt: skip
    seen = re.findall(r"([A-Z][a-z]+day(?: to [A-Z][a-z]+day)?): (\d+) am to (\d+) pm", footer)
    assert [
        ([day.label for day in weekdays_in(days)], f"{int(a):02}:00", f"{int(b) + 12}:00")
        for days, a, b in seen
    ] == [(h["dayOfWeek"], h["opens"], h["closes"]) for h in node["openingHoursSpecification"]]


def test_credentials_name_who_granted_them(starter) -> None:
    """Certifications stand in the data of the page that lists them, each with its issuer."""
    (node,) = nodes_of(starter, "about/team/index.html")
    alex = node["employee"][0]
    issuers = {c["recognizedBy"]["name"] for c in alex["hasCredential"] if "recognizedBy" in c}
    assert issuers == {"NCBTMB", "Example School of Massage"}
    assert alex["knowsLanguage"] == ["English", "Spanish"]


def test_a_condition_page_names_its_code_date_and_sources(starter) -> None:
    """What a search engine needs of section 8, in one node."""
    (node,) = nodes_of(starter, "specialties/low-back-pain/index.html")
    assert node["@type"] == "MedicalWebPage"
    assert node["audience"]["audienceType"] == "Clinician"
    (about,) = node["about"]
    assert about["name"] == "Low back pain"
    assert {"@type": "MedicalCode", "codeValue": "M54.50", "codingSystem": "ICD-10-CM"} in about[
        "code"
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", node["lastReviewed"])
    assert len(node["citation"]) > 5
    assert node["publisher"]["@id"] == "https://example.org/#practice"


def test_a_page_cites_to_machines_what_it_cites_to_readers(starter) -> None:
    """The citations of each condition page are its references, in their order."""
    pages = [p for p in pages_with_data(starter) if p.startswith("specialties/")]
    assert len(pages) > 10
    for page in pages:
        for node in nodes_of(starter, page):
            if "citation" not in node:
                continue
            references = lxml_html.fromstring(starter.html(page)).xpath(
                "//ol[contains(@class,'references')]/li"
            )
            shown = [" ".join(item.text_content().split()) for item in references]
            assert len(shown) == len(node["citation"]), page
            for text, cited in zip(shown, node["citation"], strict=True):
                assert cited["name"].casefold()[:40] in text.casefold(), page


def test_a_synopsis_is_no_paper_of_ours(starter) -> None:
    """A study's page cites it: no citation tags, no evidence level, no rating anywhere."""
    file = next(f for f in sorted((starter.site / "evidence/studies").glob("*/index.html")))
    page = file.relative_to(starter.site).as_posix()
    (node,) = nodes_of(starter, page)
    assert node["@type"] == "MedicalWebPage"
    assert [c["@type"] for c in node["citation"]] == ["ScholarlyArticle"]
    assert node["reviewedBy"]
    for each in pages_with_data(starter):
        source = starter.html(each)
        assert "citation_" not in source.partition("<body")[0]
        data = json.dumps(nodes_of(starter, each))
        assert not re.search(
            'EvidenceLevel|aggregateRating|ratingValue|"@type": "(Physician|Review|Physiotherapy)"',
            data,
        )


def test_a_page_of_a_hostile_practice_stays_in_its_script(build) -> None:
    """Names with markup end no script element and are read back as they are."""
    built = build(
        {
            "practice.yml": 'name: "A </script><b>&\\u2028"\ntelephone: 541-555-0100\n'
            "scope: We do not diagnose, prescribe, adjust or change medicines. Red flags go back.\n"
            "people:\n  - {id: a, name: A, title: T, licenses: [{state: OR, number: '1', title: T,"
            " expires: 2099-12-31, verify_url: 'https://example.org'}]}\n",
            "docs/index.md": "# T\n\n::: refer\n",
            "mkdocs.yml": "site_name: T\ntheme: {name: material, custom_dir: overrides}\n"
            "plugins: [referable]\n",
            "overrides/main.html": '{% extends "base.html" %}{% block extrahead %}{% if page %}'
            '<script type="application/ld+json">{{ page.meta.referable.json_ld | safe }}</script>'
            "{% endif %}{% endblock %}",
        }
    )
    (node,) = JsonLdExtractor().extract(built.html())
    assert node["name"] == "A </script><b>&\u2028"
