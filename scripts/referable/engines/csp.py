"""The Content-Security-Policy of every page: a wall around whatever slips through the checks.

Functions over HTML text; any engine may call them after it has rendered its pages. Scripts
in the page run only when they are the theme's own and are allowed by their hash, so a tracker
pasted into a page does not run, and nothing on the page can reach another host.
Source: W3C Content Security Policy Level 3; WHATWG HTML, 4.2.5.3 Pragma directives.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_entities
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from referable.checks.site.addresses import Hosts
from referable.checks.site.javascript import read_script
from referable.checks.site.markup import Raw, StartTag, Token, tokenize
from referable.checks.site.scripts import check_script
from referable.renaming import take_place

__all__ = [
    "apply_policy",
    "apply_to_folder",
    "headers_file",
    "policy_for",
    "script_hash",
    "script_styles",
    "untrusted_scripts",
]

# How the inline scripts of Material for MkDocs 9 and Zensical begin. Beginning alike is not
# enough: a script that calls, stores or redirects anything is not trusted either.
_THEME_SCRIPTS = (
    "__md_scope=new URL(",
    'var palette=__md_get("__palette")',
    'var tabs=__md_get("__tabs")',
    "var target=document.getElementById(location.hash.slice(1))",
    'var el=document.querySelector("[data-md-component=announce]")',
    'var el=document.querySelector("[data-md-component=outdated]")',
)
_NOT_RUN = re.compile(r"json|text/(?:template|plain|html|x-template|markdown)|math/", re.IGNORECASE)
_OWN_META = re.compile(
    r"<meta\b[^>]*?(?:http-equiv\s*=\s*[\"']?content-security-policy|name\s*=\s*[\"']?referrer)[\"']?"
    r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE,
)
_HEAD = re.compile(r"<head(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<!doctype[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<html(?:\s[^>]*)?>)?",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    r"\s*<meta\s+(?:charset\s*=|http-equiv\s*=\s*[\"']?content-type)[^>]*>", re.IGNORECASE
)
_STYLE_SHEET = re.compile(r"\s*[.#:@*\w][^{};]{0,200}\{[^{}]*:[^{}]*\}.*\}\s*\Z", re.DOTALL)
_PERMISSIONS = (
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), "
    "usb=()"
)
_LONGEST_HEADER_LINE = 2000  # Cloudflare Pages refuses longer lines in _headers

_FIXED = (
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("object-src", "'none'"),
    ("frame-src", "'none'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)


_INLINE = re.compile(
    r"<(script|style)\b[^>]*>.*?</\1|\sstyle\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Hashes:
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    style_attributes: tuple[str, ...]


def script_hash(text: str) -> str:
    """The hash source of an inline script or style, such as `'sha256-…'`.

    Args:
        text: Exactly what stands between the tags, or in a style attribute.
    """
    # Browsers normalise line ends before they hash.
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(plain.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def script_styles(script: str) -> frozenset[str]:
    """Hash sources of the style sheets that a theme's bundle writes into the page.

    Zensical's search box lives in a shadow root with a style sheet that its bundle carries as one
    string. Allowing that string by its hash keeps `style-src` free of `'unsafe-inline'`.

    Args:
        script: The text of the bundle.
    """
    return frozenset(
        script_hash(literal.value)
        for literal in read_script(script).strings
        if len(literal.value) > 500 and _STYLE_SHEET.match(literal.value)
    )


def apply_to_folder(site_dir: Path, *, trusted: Collection[str] = ()) -> list[str]:
    """Put its policy into every page of a built site, in place.

    Args:
        site_dir: The folder with the built site.
        trusted: As for `policy_for`.

    Returns:
        The policies, one for each page in order of path, for `headers_file`.
    """
    styles: set[str] = set()
    for bundle in sorted(site_dir.glob("assets/javascripts/bundle.*.min.js")):
        styles |= script_styles(bundle.read_text(encoding="utf-8", errors="replace"))
    policies = []
    # Pages of one theme carry the same few scripts and styles; what they allow is worked out once.
    known: dict[tuple[str, ...], str] = {}
    for path in sorted(site_dir.rglob("*.html")):
        page = _without_own_meta(path.read_text(encoding="utf-8", errors="replace"))
        inline = tuple(sorted({m.group() for m in _INLINE.finditer(page)}))
        policy = known.get(inline)
        if policy is None:
            policy = known[inline] = policy_for(page, trusted=trusted, styles=styles)
        policies.append(policy)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(_with_policy(page, policy), encoding="utf-8", newline="")
        take_place(beside, path)
    return policies


def policy_for(html: str, *, trusted: Collection[str] = (), styles: Collection[str] = ()) -> str:
    """The policy of one page.

    Args:
        html: The page.
        trusted: Hash sources (`script_hash`) of further inline scripts that may run. The theme's
            own are known.
        styles: Hash sources of style sheets that the theme writes into pages (`script_styles`).

    Returns:
        The value of the Content-Security-Policy, on one line.
    """
    return _policy(_hashes(tokenize(html), trusted, styles))


def apply_policy(html: str, *, trusted: Collection[str] = (), styles: Collection[str] = ()) -> str:
    """The page with its policy and `no-referrer` at the top of its head.

    They stand before anything that loads; only the declaration of the encoding may come first,
    because browsers look for it within the first 1,024 bytes. Applying it twice changes nothing.

    Args:
        html: The page.
        trusted: As for `policy_for`.
        styles: As for `policy_for`.
    """
    page = _without_own_meta(html)
    return _with_policy(page, policy_for(page, trusted=trusted, styles=styles))


def _with_policy(page: str, policy: str) -> str:
    escaped = html_entities.escape(policy, quote=False)
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{escaped}">'
        '<meta name="referrer" content="no-referrer">'
    )
    at = _place(page)
    return page[:at] + metas + page[at:]


def untrusted_scripts(html: str, *, trusted: Collection[str] = ()) -> list[tuple[int, int]]:
    """Line and column, from 1, of every inline script that the policy will not let run.

    Event handlers in attributes and `javascript:` links never run and are listed as well.

    Args:
        html: The page.
        trusted: As for `policy_for`.
    """
    offsets = []
    for token in tokenize(html):
        if isinstance(token, Raw) and _runs(token) and not _is_trusted(token.value, trusted):
            offsets.append(token.tag.offset)
        elif isinstance(token, StartTag):
            offsets.extend(
                attribute.offset
                for name, attribute in token.attributes.items()
                if re.match(r"on[a-z]{3,}\Z", name)
                or (name == "href" and attribute.value.strip()[:11].lower() == "javascript:")
            )
    return [
        (html.count("\n", 0, at) + 1, at - (html.rfind("\n", 0, at) + 1) + 1)
        for at in sorted(offsets)
    ]


def headers_file(policies: Iterable[str] = ()) -> str:
    """The contents of `_headers`, for hosts that send headers (Netlify, Cloudflare Pages).

    A header protects what a page's own policy cannot: framing by other sites, and files that
    are no pages. GitHub Pages ignores the file.

    Args:
        policies: The policies of all pages. Their hashes are allowed together, because the
            header counts for every page; when that makes the line too long for the host, the
            header leaves scripts and styles to the pages' own policies.
    """
    sources: dict[str, list[str]] = {}
    for policy in policies:
        for directive in policy.split(";"):
            name, *values = directive.split()
            known = sources.setdefault(name, [])
            known.extend(v for v in values if v not in known)
    if sources:
        for values in sources.values():
            if len(values) > 1 and "'none'" in values:
                values.remove("'none'")
        policy = "; ".join(" ".join((name, *sorted(v))) for name, v in sources.items())
    else:
        policy = _policy(_Hashes((), (), ()))
    policy += "; frame-ancestors 'none'"
    if len(policy) > _LONGEST_HEADER_LINE:
        fixed = "; ".join(f"{name} {value}" for name, value in _FIXED)
        policy = f"{fixed}; frame-ancestors 'none'"
    lines = (
        "/*",
        f"  Content-Security-Policy: {policy}",
        "  Referrer-Policy: no-referrer",
        "  X-Content-Type-Options: nosniff",
        "  X-Frame-Options: DENY",
        "  Cross-Origin-Opener-Policy: same-origin",
        f"  Permissions-Policy: {_PERMISSIONS}",
        "  Strict-Transport-Security: max-age=31536000",
    )
    return "\n".join(lines) + "\n"


def _policy(hashes: _Hashes) -> str:
    attributes = " ".join(("'unsafe-hashes'", *hashes.style_attributes))
    directives = (
        ("default-src", "'none'"),
        ("script-src", " ".join(("'self'", *hashes.scripts))),
        ("style-src", " ".join(("'self'", *hashes.styles))),
        ("style-src-attr", attributes if hashes.style_attributes else "'none'"),
        *_FIXED,
    )
    return "; ".join(f"{name} {value}" for name, value in directives)


def _hashes(
    tokens: Iterable[Token], trusted: Collection[str], known_styles: Collection[str]
) -> _Hashes:
    scripts: set[str] = set()
    styles: set[str] = set(known_styles)
    attributes: set[str] = set()
    for token in tokens:
        if isinstance(token, StartTag):
            style = token.attributes.get("style")
            if style is not None:
                attributes.add(script_hash(style.value))
        elif isinstance(token, Raw):
            if token.tag.name == "style":
                styles.add(script_hash(token.value))
            elif _runs(token) and _is_trusted(token.value, trusted):
                scripts.add(script_hash(token.value))
    return _Hashes(tuple(sorted(scripts)), tuple(sorted(styles)), tuple(sorted(attributes)))


def _runs(raw: Raw) -> bool:
    tag = raw.tag
    return (
        tag.name == "script"
        and "src" not in tag.attributes
        and bool(raw.value.strip())
        and not _NOT_RUN.search(tag.get("type"))
    )


def _is_trusted(text: str, trusted: Collection[str]) -> bool:
    if trusted and script_hash(text) in trusted:
        return True
    if not text.lstrip().startswith(_THEME_SCRIPTS):
        return False
    return not check_script(text, Hosts(frozenset()))


def _without_own_meta(html: str) -> str:
    head_end = re.search(r"</head\s*>|<body\b", html, re.IGNORECASE)
    end = head_end.start() if head_end else min(len(html), 20_000)
    return _OWN_META.sub("", html[:end]) + html[end:]


def _place(html: str) -> int:
    head = _HEAD.search(html)
    if head:
        at = head.end()
    else:
        opening = _OPENING.match(html)
        at = opening.end() if opening else 0
    charset = _CHARSET.match(html, at)
    return charset.end() if charset else at
