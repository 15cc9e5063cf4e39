"""What a page of HTML would load, send, keep or redirect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load
from referable.checks.site.forms import check_forms, check_mail_link
from referable.checks.site.markup import (
    Attribute,
    EndTag,
    Raw,
    StartTag,
    Text,
    Token,
    clean_url,
    tokenize,
)
from referable.checks.site.products import Kind, find_product
from referable.checks.site.scripts import check_script
from referable.checks.site.services import NO_HOSTS, unlisted_service
from referable.checks.site.styles import check_style

__all__ = ["check_page"]

_IMAGE, _FRAME, _SCRIPT = "site-image", "site-frame", "site-script"
# Attributes that make the browser load something, by element. "*" stands for every element.
_LOADS: dict[str, dict[str, str]] = {
    "script": {"src": _SCRIPT, "href": _SCRIPT, "xlink:href": _SCRIPT, "data-src": _SCRIPT},
    "img": {
        "data-src": _IMAGE,
        "src": _IMAGE,
        "srcset": _IMAGE,
        "lowsrc": _IMAGE,
        "dynsrc": _IMAGE,
    },
    "source": {"data-src": _IMAGE, "src": _IMAGE, "srcset": _IMAGE},
    "video": {"data-src": _IMAGE, "src": _IMAGE, "poster": _IMAGE},
    "audio": {"data-src": _IMAGE, "src": _IMAGE},
    "track": {"src": _IMAGE},
    "bgsound": {"src": _IMAGE},
    "model": {"src": _IMAGE},
    "input": {"src": _IMAGE},
    "iframe": {"src": _FRAME, "data-src": _FRAME},
    "frame": {"src": _FRAME},
    "embed": {"src": _FRAME},
    "portal": {"src": _FRAME},
    "fencedframe": {"src": _FRAME},
    "object": {"data": _FRAME, "codebase": _FRAME, "classid": _FRAME},
    "applet": {"code": _FRAME, "archive": _FRAME, "codebase": _FRAME},
    "image": {"href": _IMAGE, "xlink:href": _IMAGE, "src": _IMAGE},
    "use": {"href": _IMAGE, "xlink:href": _IMAGE},
    "feimage": {"href": _IMAGE, "xlink:href": _IMAGE},
    "lineargradient": {"href": _IMAGE, "xlink:href": _IMAGE},
    "pattern": {"href": _IMAGE, "xlink:href": _IMAGE},
    "html": {"manifest": "site-connect"},
    "*": {
        "background": _IMAGE,
        "ping": "site-request",
        "attributionsrc": "site-request",
        "data-bg": _IMAGE,
        "data-background": _IMAGE,
        "data-background-image": _IMAGE,
        "data-lazy-src": _IMAGE,
        "data-srcset": _IMAGE,
    },
}
_SETS = frozenset({"srcset", "imagesrcset", "data-srcset"})
_REL = {
    "stylesheet": "site-style",
    "icon": _IMAGE, "apple-touch-icon": _IMAGE, "apple-touch-icon-precomposed": _IMAGE,
    "apple-touch-startup-image": _IMAGE, "mask-icon": _IMAGE, "fluid-icon": _IMAGE,
    "preconnect": "site-connect", "dns-prefetch": "site-connect", "prefetch": "site-connect",
    "prerender": "site-connect", "preload": "site-connect", "modulepreload": "site-connect",
    "manifest": "site-connect", "import": _SCRIPT, "serviceworker": _SCRIPT,
    "compression-dictionary": "site-connect", "expect": "site-connect",
}  # fmt: skip
_DATA_TYPES = re.compile(
    r"json|text/(?:template|plain|html|x-|markdown)|x-template|math/", re.IGNORECASE
)
_REFRESH = re.compile(r"^[\s\d.;,]*(?:url\s*=\s*)?[\"']?(.*?)[\"']?\s*$", re.IGNORECASE | re.DOTALL)
_WIDGETS = {
    "lite-youtube": "YouTube", "youtube-video": "YouTube", "lite-vimeo": "Vimeo",
    "amp-youtube": "YouTube", "amp-analytics": "AMP Analytics", "amp-pixel": "AMP",
    "gmp-map": "Google Maps", "gmp-map-3d": "Google Maps", "gmpx-store-locator": "Google Maps",
    "df-messenger": "Dialogflow", "elevenlabs-convai": "ElevenLabs",
    "stripe-buy-button": "Stripe", "stripe-pricing-table": "Stripe",
}  # fmt: skip
# Places that a service's script fills; without the script they are what is left of a paste.
_FILLED = re.compile(
    r"(?:\A|\s)(?:(?P<reCAPTCHA>g-recaptcha)|(?P<hCaptcha>h-captcha)|(?P<Turnstile>cf-turnstile)"
    r"|(?P<Facebook>fb-(?:comments|page|like|post|video|customerchat|share-button))"
    r"|(?P<Disqus>disqus_thread)|(?P<X>twitter-(?:tweet|timeline|follow-button))"
    r"|(?P<Instagram>instagram-media)|(?P<TikTok>tiktok-embed)|(?P<Elfsight>elfsight-app-\S+)"
    r"|(?P<Calendly>calendly-(?:inline|badge)-widget)|(?P<Trustpilot>trustpilot-widget)"
    r"|(?P<Yelp>yelp-review)|(?P<Pinterest>pin-it-button))(?:\s|\Z)"
)
_THEME_BUNDLE = re.compile(r"assets/javascripts/bundle\.[0-9a-f]+\.min\.js")
_HANDLER = re.compile(r"on[a-z]{3,}\Z")
_CLICK = re.compile(r"on(?:click|dblclick|mousedown|mouseup|touch\w+|key\w+|submit|change)\Z")
_MAX_DEPTH = 3


def check_page(
    text: str, hosts: Hosts, allowed_links: Hosts = NO_HOSTS, *, depth: int = 0
) -> list[Finding]:
    """Findings in a page, or a piece of HTML or SVG.

    Args:
        text: The markup.
        hosts: The site's own hosts.
        allowed_links: Hosts of booking and messaging services that may be linked to.
        depth: How many pages within pages (`srcdoc`, scripts) lie above this one.

    Returns:
        Findings with offsets into the text.
    """
    tokens = list(tokenize(text))
    found: list[Finding] = []
    for token in tokens:
        if isinstance(token, StartTag):
            found.extend(_loads(token, hosts))
            found.extend(_active(token, hosts, depth))
        elif isinstance(token, Raw):
            found.extend(_raw(token, hosts, depth))
    found.extend(_service_links(tokens, hosts, allowed_links))
    found.extend(_mail_links(tokens))
    found.extend(check_forms(tokens, hosts))
    found.extend(_theme_requests(tokens))
    return found


def _loads(tag: StartTag, hosts: Hosts) -> Iterator[Finding]:
    table = _LOADS.get(tag.name, {})
    everywhere = _LOADS["*"]
    for name, attribute in tag.attributes.items():
        code = table.get(name) or everywhere.get(name)
        if code is not None:
            for address in _addresses(name, attribute):
                host = hosts.foreign(address)
                if host:
                    yield foreign_load(code, host, clean_url(address), attribute.offset)
    if tag.name == "link":
        yield from _link_element(tag, hosts)
    elif tag.name == "meta":
        yield from _meta(tag, hosts)
    elif tag.name == "base":
        yield from _base(tag, hosts)
    elif tag.name in _WIDGETS:
        yield Finding(
            _FRAME,
            f"A widget of {_WIDGETS[tag.name]} is embedded.",
            "Link to it instead of embedding it.",
            tag.offset,
        )
    elif "class" in tag.attributes or "id" in tag.attributes:
        yield from _place_to_fill(tag)


def _place_to_fill(tag: StartTag) -> Iterator[Finding]:
    match = _FILLED.search(f"{tag.get('class')} {tag.get('id')}")
    if match:
        yield Finding(
            _FRAME,
            f"A place for a widget of {match.lastgroup} stands in the page.",
            "Delete it, or link to it instead of embedding it.",
            tag.offset,
        )


def _base(tag: StartTag, hosts: Hosts) -> Iterator[Finding]:
    start = tag.attributes.get("href")
    host = hosts.foreign(start.value) if start else None
    if start and host:
        yield foreign_load("site-redirect", host, start.value, start.offset)


def _addresses(name: str, attribute: Attribute) -> list[str]:
    value = attribute.value
    if name in _SETS:
        # Candidates are parted by a comma and a blank; a comma inside an address has none.
        return [
            part.strip().split()[0] for part in re.split(r",\s+|,(?=\S*//)", value) if part.strip()
        ]
    if name in {"ping", "attributionsrc", "archive"}:
        return value.split()
    return [value]


def _link_element(tag: StartTag, hosts: Hosts) -> Iterator[Finding]:
    codes = [_REL[rel] for rel in tag.get("rel").lower().split() if rel in _REL]
    if not codes:
        return
    code = codes[0]
    if code == "site-connect" and tag.get("as").lower() == "font":
        code = "site-font"
    for name in ("href", "imagesrcset"):
        attribute = tag.attributes.get(name)
        if attribute is None:
            continue
        for address in _addresses(name, attribute):
            host = hosts.foreign(address)
            if host:
                product = find_product(host, address)
                if product and product.kind is Kind.FONT and code == "site-style":
                    code = "site-font"
                yield foreign_load(code, host, clean_url(address), attribute.offset)


def _meta(tag: StartTag, hosts: Hosts) -> Iterator[Finding]:
    what = tag.get("http-equiv").lower()
    content = tag.attributes.get("content")
    if content is None:
        return
    if what == "refresh":
        match = _REFRESH.match(content.value)
        address = clean_url(match[1]) if match else ""
        host = hosts.foreign(address)
        if host:
            yield foreign_load("site-redirect", host, address, content.offset)
        elif address.lower().startswith("javascript:"):
            yield from _shifted(check_script(address[11:], hosts), content.offset)
    elif what == "set-cookie":
        yield Finding(
            "site-cookie",
            "The page sets a cookie.",
            "Delete it: this site needs no cookie.",
            tag.offset,
        )
    elif what == "link":
        match = re.match(r"\s*<([^>]*)>", content.value)
        host = hosts.foreign(match[1]) if match else None
        if match and host:
            yield foreign_load("site-connect", host, match[1], content.offset)


def _active(tag: StartTag, hosts: Hosts, depth: int) -> Iterator[Finding]:
    """Scripts and styles in attributes, and pages in `srcdoc`."""
    for name, attribute in tag.attributes.items():
        value = attribute.value
        if name == "style":
            yield from _shifted(check_style(value, hosts), attribute.offset)
        elif name in {"href", "xlink:href", "src", "action", "formaction", "data"}:
            address = clean_url(value)
            if address[:11].lower() == "javascript:":
                code = address[11:]
                found = _script(code, hosts, clicked=name.endswith("href"), depth=depth)
                yield from (f.at(attribute.offset) for f in found)
            elif (
                name in {"src", "data"}
                and address[:14].lower() == "data:text/html"
                and depth < _MAX_DEPTH
            ):
                inner = check_page(_data_text(address), hosts, depth=depth + 1)
                yield from (f.at(attribute.offset) for f in inner)
        elif name == "srcdoc" and depth < _MAX_DEPTH:
            inner = check_page(value, hosts, depth=depth + 1)
            yield from (f.at(attribute.offset) for f in inner)
        elif _HANDLER.match(name) and value:
            found = _script(value, hosts, clicked=bool(_CLICK.match(name)), depth=depth)
            yield from (f.at(attribute.offset) for f in found)


def _data_text(address: str) -> str:
    import base64  # noqa: PLC0415  (rarely needed)
    from urllib.parse import unquote  # noqa: PLC0415

    head, _, body = address.partition(",")
    if ";base64" in head.lower():
        try:
            return base64.b64decode(body + "==", validate=False).decode("utf-8", "replace")
        except ValueError:
            return ""
    return unquote(body)


def _shifted(found: list[Finding], by: int) -> Iterator[Finding]:
    return (finding.moved(by) for finding in found)


def _script(
    text: str, hosts: Hosts, *, clicked: bool = False, depth: int = 0
) -> tuple[Finding, ...]:
    if depth >= _MAX_DEPTH:
        return ()
    return _cached_script(text, hosts, clicked, depth)


@lru_cache(maxsize=512)
def _cached_script(text: str, hosts: Hosts, clicked: bool, depth: int) -> tuple[Finding, ...]:
    """Findings in an inline script; themes repeat the same few scripts on every page."""

    def markup(piece: str) -> list[Finding]:
        return check_page(piece, hosts, depth=depth + 1)

    return tuple(check_script(text, hosts, clicked=clicked, markup=markup, depth=depth))


def _raw(raw: Raw, hosts: Hosts, depth: int) -> Iterator[Finding]:
    if raw.tag.name == "style":
        yield from _shifted(check_style(raw.value, hosts), raw.offset)
    elif raw.tag.name == "script" and raw.value.strip():
        kind = raw.tag.get("type").lower()
        if kind in {"importmap", "speculationrules"}:
            yield from _json_addresses(raw, kind, hosts)
        elif not _DATA_TYPES.search(kind) or kind in {"text/x-javascript", "text/x-ecmascript"}:
            yield from _shifted(list(_script(raw.value, hosts, depth=depth)), raw.offset)


def _json_addresses(raw: Raw, kind: str, hosts: Hosts) -> Iterator[Finding]:
    try:
        json.loads(raw.value)
    except ValueError:
        return
    code = _SCRIPT if kind == "importmap" else "site-connect"
    for match in re.finditer(r'"((?:https?:)?//[^"\s]+)"', raw.value):
        host = hosts.foreign(match[1])
        if host:
            yield foreign_load(code, host, match[1], raw.offset + match.start(1))


def _service_links(tokens: Sequence[Token], hosts: Hosts, allowed: Hosts) -> Iterator[Finding]:
    """Links to services for booking and messages, judged with the words of the link."""
    link: Attribute | None = None
    words: list[str] = []
    for token in tokens:
        if isinstance(token, StartTag) and token.name in {"a", "area"}:
            if link is not None:
                yield from _service_link(link, words, hosts, allowed)
            link, words = token.attributes.get("href"), [token.get("aria-label")]
        elif link is not None and isinstance(token, Text):
            words.append(token.value)
        elif link is not None and isinstance(token, EndTag) and token.name == "a":
            yield from _service_link(link, words, hosts, allowed)
            link = None
    if link is not None:
        yield from _service_link(link, words, hosts, allowed)


def _service_link(
    link: Attribute, words: list[str], hosts: Hosts, allowed: Hosts
) -> Iterator[Finding]:
    said = " ".join(" ".join(words).split())
    finding = unlisted_service(link.value, hosts, allowed, link.offset, said)
    if finding is not None:
        yield finding


def _mail_links(tokens: Sequence[Token]) -> Iterator[Finding]:
    link: StartTag | None = None
    words: list[str] = []
    for token in tokens:
        if isinstance(token, StartTag) and token.name in {"a", "area"}:
            address = clean_url(token.get("href")).lower()
            link = token if address.startswith(("mailto:", "sms:", "smsto:")) else None
            words = [token.get("title"), token.get("aria-label")]
            if link is not None and token.name == "area":
                yield from check_mail_link(token.get("href"), " ".join(words), token.offset)
                link = None
        elif link is not None and isinstance(token, Text):
            words.append(token.value)
        elif link is not None and isinstance(token, EndTag) and token.name == "a":
            yield from check_mail_link(
                clean_url(link.get("href")), " ".join(words), link.attributes["href"].offset
            )
            link = None


def _theme_requests(tokens: Sequence[Token]) -> Iterator[Finding]:
    """What the theme's own bundle fetches from other hosts when a page asks for it."""
    tags = [t for t in tokens if isinstance(t, StartTag)]
    if not any(t.name == "script" and _THEME_BUNDLE.search(t.get("src")) for t in tags):
        return
    for tag in tags:
        classes = tag.get("class").split()
        if tag.get("data-md-component") == "source" and tag.get("href"):
            yield Finding(
                "site-request",
                "The theme asks a code host for facts about the repository on every visit.",
                "Delete `repo_url` from mkdocs.yml; link to the repository in the footer instead.",
                tag.offset,
            )
        elif "mermaid" in classes and tag.name in {"pre", "div"}:
            yield Finding(
                _SCRIPT,
                "A Mermaid diagram makes the theme load a script from unpkg.com.",
                "Save the diagram as an SVG picture and show that.",
                tag.offset,
            )
        elif "glightbox" in classes or "pyodide" in classes:
            yield Finding(
                _SCRIPT,
                "An element of this page makes the theme load a script from another host.",
                "Delete the class “glightbox” or “pyodide”.",
                tag.offset,
            )
