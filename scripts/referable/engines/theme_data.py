"""What the theme's templates are told, as plain values that both engines can hand over.

`theme_data` is the same for every page and reaches templates as `config.extra.referable`;
`page_data` belongs to one page and reaches them as `page.meta.referable`. Templates of the two
engines (Jinja and MiniJinja) only read attributes, so everything is spelled out here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from referable.compiler.facts import display
from referable.diagnostics import Diagnostics
from referable.engines import structured_data
from referable.engines.accent import accent_css
from referable.engines.edit_links import edit_links
from referable.research.spelling import american
from referable.sharing.tags import image_address

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session
    from referable.practice import Person, Practice

__all__ = ["THEME_SCRIPT", "layout_of", "page_address", "page_data", "theme_data"]

# Runs before the first paint, so that a page in chosen colours never flashes in the others. It
# is the one inline script of the theme; a policy allows it by its hash.
THEME_SCRIPT = (
    'try{document.documentElement.dataset.theme=localStorage.getItem("theme")||""}catch(e){}'
)

# The four words of the header, each shown when one of its pages exists.
_HEADER = (
    ("Refer", ("clinicians.md", "refer.md")),
    ("Conditions", ("specialties/index.md",)),
    ("Evidence", ("{evidence}/index.md",)),
    ("About", ("about/index.md", "about.md")),
)
_BILLED = frozenset({"covered", "covered_with_order", "authorized_only"})


def theme_data(session: Session) -> dict[str, Any]:
    """Facts for every page, of strings, numbers, lists and dictionaries only.

    Args:
        session: A session whose pages are complete.
    """
    header = _header(session)
    practice = session.project.practice
    reviewed = min((s.facts.reviewed.on for s in session.project.synopses.values()), default=None)
    accent = practice.accent if practice is not None else None
    return {
        "reviewed": display(reviewed) if reviewed else "",
        "reviewed_iso": reviewed.isoformat() if reviewed else "",
        "practice": _practice(practice) if practice is not None else None,
        "header": header,
        "footer": _footer(session, {item["path"] for item in header}),
        "refer_url": next((h["url"] for h in header if h["label"] == "Refer"), ""),
        "insurance_url": _url_if(session, "insurance-and-fees.md"),
        "feed_url": f"{session.project.settings.evidence_dir}/feed.xml",
        "theme_script": THEME_SCRIPT,
        "accent_css": accent_css(accent) if accent else "",
    }


def page_data(
    session: Session, path: str, site_url: str = "", *, code: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """Facts of one page.

    Args:
        session: A session whose pages are complete.
        path: The page's source path.
        site_url: The site's address, or an empty string while it has none.
        code: Draws an address as a QR code for the page's printed form; None where the theme
            prints none.
    """
    page = session.pages.get(path)
    if page is None:
        return {"layout": "page"}
    layout = layout_of(session, page)
    url = page_address(session, path, site_url)
    checked = structured_data.sources_checked(session, page)
    return {
        "layout": layout,
        "crumbs": _crumbs(session, path),
        "known_as": _known_as(session, page, layout),
        "codes": _codes(session, page, layout),
        "checked": (display(checked) or "") if checked and layout not in {"home", "study"} else "",
        "checked_iso": checked.isoformat() if checked else "",
        "json_ld": structured_data.page_json(session, page, layout, site_url),
        "address": url,
        "edit": edit_links(session, page),
        "image": image_address(session, path, site_url),
        "qr": code(url) if code is not None and url else "",
    }


def page_address(session: Session, path: str, site_url: str) -> str:
    """A page's whole address; empty while the site has none."""
    return f"{site_url.rstrip('/')}/{session.links.url(path)}" if site_url else ""


def layout_of(session: Session, page: PageSource) -> str:
    """Which layout a page has: its own `layout:`, or what its place in the site says."""
    named = page.meta.get("layout")
    if isinstance(named, str) and named:
        return named
    evidence = session.project.settings.evidence_dir
    path = page.path
    fixed = {
        "index.md": "home",
        "clinicians.md": "clinicians",
        "about/team.md": "team",
        "specialties/index.md": "conditions",
        f"{evidence}/index.md": "library",
    }
    if path in fixed:
        return fixed[path]
    if path.startswith("specialties/"):
        return "condition"
    if path.startswith(f"{evidence}/studies/"):
        return "study"
    return "evidence" if path.startswith(f"{evidence}/") and page.generated else "page"


def _practice(practice: Practice) -> dict[str, Any]:
    wait, replies, place = practice.opening, practice.replies, practice.location
    return {
        "name": practice.name,
        "sample": practice.sample,
        "tagline": practice.tagline,
        "telephone": practice.telephone,
        "telephone_link": _digits(practice.telephone),
        "fax": practice.fax,
        "fax_link": _digits(practice.fax),
        "email": practice.email,
        "wait": f"{wait.days} {'day' if wait.days == 1 else 'days'}" if wait else "",
        "wait_as_of": (display(wait.as_of) or "") if wait else "",
        "replies": _replies(replies.business_days) if replies else "",
        "accepts": practice.accepts_new_patients,
        "payers": [p.payer for p in practice.payers if p.status.value in _BILLED],
        "lead": _person(practice.lead),
        **_license_lines(practice),
        "address": [place.street, f"{place.city}, {place.state} {place.zip}"] if place else [],
        "hours": [h.text for h in place.hours] if place else [],
    }


def _license_lines(practice: Practice) -> dict[str, Any]:
    """What states want on every page: a line for each person, and the lines of the practice."""
    from referable.advertising import advertising  # noqa: PLC0415 # pydantic is slow to import

    required = advertising(practice, "", Diagnostics())
    people = [
        {
            "name": person.name,
            "line": line,
            "verify_url": person.licenses[0].verify_url or "",
            "npi": person.npi or "",
        }
        for person, (_, line) in zip(practice.people, required.people, strict=True)
    ]
    return {"people": people, "license_lines": list(required.of_the_practice)}


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "display": person.display,
        "title": person.title,
        "license": person.license,
        "verify_url": person.licenses[0].verify_url or "",
        "npi": person.npi or "",
    }


def _replies(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{days} business {'day' if days == 1 else 'days'}"


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit() or c == "+")


def _header(session: Session) -> list[dict[str, str]]:
    evidence = session.project.settings.evidence_dir
    found = []
    for label, candidates in _HEADER:
        for candidate in candidates:
            path = candidate.format(evidence=evidence)
            if path in session.pages:
                found.append({"label": label, "path": path, **_link(session, path)})
                break
    return [{**item, "section": posixpath.dirname(item["path"])} for item in found]


def _footer(session: Session, shown: set[str]) -> list[dict[str, str]]:
    """The other pages of the first level, in the order of the navigation."""
    pages = [
        p
        for p in session.pages.values()
        if "/" not in p.path
        and p.path not in shown
        and p.path not in {"index.md", "README.md"}
        and not p.generated
        and p.meta.get("nav") is not False
    ]
    pages.sort(key=lambda p: (_order(p), p.title.casefold()))
    return [{"label": _short_title(p), **_link(session, p.path)} for p in pages]


def _order(page: PageSource) -> float:
    order = page.meta.get("order")
    return float(order) if isinstance(order, int | float) else 1000.0


def _short_title(page: PageSource) -> str:
    return str(page.meta.get("nav_title") or page.title)


def _link(session: Session, path: str) -> dict[str, str]:
    return {"url": session.links.url(path)}


def _url_if(session: Session, path: str) -> str:
    return session.links.url(path) if path in session.pages else ""


def _crumbs(session: Session, path: str) -> list[dict[str, str]]:
    """The index pages of the folders above a page, from the top."""
    crumbs = []
    folder = posixpath.dirname(path)
    while folder:
        index = f"{folder}/index.md"
        if index in session.pages and index != path:
            label = _short_title(session.pages[index])
            crumbs.append({"label": label, **_link(session, index)})
        folder = posixpath.dirname(folder)
    return crumbs[::-1]


def _known_as(session: Session, page: PageSource, layout: str) -> list[str]:
    found: dict[str, None] = {}
    for slug in structured_data.conditions_of(session, page, layout):
        condition = session.project.vocabulary.conditions.get(slug)
        if condition is not None:
            found.update(dict.fromkeys(map(american, condition.synonyms)))
    return list(found)


def _codes(session: Session, page: PageSource, layout: str) -> list[str]:
    found: dict[str, None] = {}
    for slug in structured_data.conditions_of(session, page, layout):
        condition = session.project.vocabulary.conditions.get(slug)
        if condition is not None:
            found.update(dict.fromkeys(f"{c.code} {c.name}" for c in condition.icd10cm))
    return list(found)
