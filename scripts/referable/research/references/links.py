"""The links of a reference: its DOI, PubMed record, free full text or web page."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from referable.research.references.markers import LINK_END, LINK_START, printable
from referable.research.references.markup import plain_text

if TYPE_CHECKING:
    from referable.research.entries import Entry

__all__ = ["with_links"]

_LINKED = re.compile(f"{LINK_START}(.*?){LINK_END}")
_DOI_LEAD = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi(?::\s?|\s))$", re.IGNORECASE)
_LONGEST_TITLE = 60
_ARXIV_DOI = "10.48550/arxiv."


def with_links(html: str, entry: Entry) -> tuple[str, str]:
    """A reference with its links, as HTML and as plain text.

    A DOI or an address that the style has printed becomes the link itself. The others follow in a
    group of their own; their names end with the study's title, because somebody who goes from link
    to link would otherwise hear "PubMed" forty times. The plain text has the DOI, but not the
    names of links.

    Args:
        html: The reference, sanitised, with the place of its address marked.
        entry: The entry.
    """
    links: list[str] = []
    html, url_linked = _link_address(html, entry)
    text = plain_text(html)
    doi, doi_url = entry.doi, entry.doi_url
    if doi and doi_url:
        html, doi_linked = _link_doi(html, doi, doi_url)
        if not doi_linked:
            links.append(_link(doi_url, f"doi:{doi}"))
            text = f"{text} doi:{doi}"
    elif entry.url and not url_linked:
        links.append(_link(entry.url, "Web page", f"of {_short_title(entry)}"))
    archive = entry.archive
    # The DOI that arXiv gives leads to the same page.
    if archive and archive[1] != entry.url and not (doi or "").lower().startswith(_ARXIV_DOI):
        name, address = archive
        shown = f"{name}:{entry.arxiv}" if entry.arxiv else name
        links.append(_link(address, shown, f"copy of {_short_title(entry)}"))
        text = f"{text} {shown}" if entry.arxiv else text
    if entry.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{entry.pmid}/"
        links.append(_link(address, "PubMed", f"record of {_short_title(entry)}"))
    if entry.pmcid:
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{entry.pmcid}/"
        links.append(_link(address, "Free full text", f"of {_short_title(entry)}"))
    if links:
        html = f'{html} <span class="reference-links">{" ".join(links)}</span>'
    return html, text


def _link_address(html: str, entry: Entry) -> tuple[str, bool]:
    if LINK_START not in html:
        return html, False
    url = entry.url
    if not url:
        return html.replace(LINK_START, "").replace(LINK_END, ""), False
    href = escape(url)
    return _LINKED.sub(lambda m: f'<a href="{href}" rel="noopener">{m[1]}</a>', html), True


def _link_doi(html: str, doi: str, url: str) -> tuple[str, bool]:
    shown = escape(doi, quote=False)
    start = html.rfind(shown)
    if start < 0:
        return html, False
    end = start + len(shown)
    lead = _DOI_LEAD.search(html, 0, start)
    start = lead.start() if lead else start
    link = f'<a href="{escape(url)}" rel="noopener">{html[start:end]}</a>'
    return f"{html[:start]}{link}{html[end:]}", True


def _link(url: str, text: str, of: str = "") -> str:
    label = f' aria-label="{escape(f"{text} {of}")}"' if of else ""
    return f'<a href="{escape(url)}" rel="noopener"{label}>{escape(text, quote=False)}</a>'


def _short_title(entry: Entry) -> str:
    title = printable(entry.title or entry.key)
    if len(title) <= _LONGEST_TITLE:
        return title
    return f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
