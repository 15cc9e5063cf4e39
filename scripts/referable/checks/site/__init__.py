"""The check of a built site, whichever engine built it: nothing leaves it or follows a visitor."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from referable.checks.cache import ResultCache, code_state
from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load
from referable.checks.site.pages import check_page
from referable.checks.site.scripts import check_script
from referable.checks.site.styles import check_style
from referable.diagnostics import Diagnostic

__all__ = ["check_site", "check_text"]

_PAGES = frozenset({".html", ".htm", ".xhtml", ".svg"})
_SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
_MANIFESTS = frozenset({".webmanifest"})
_RULE_FILES = frozenset({"_redirects", "_headers", ".htaccess"})
_MAX_BYTES = 16_000_000
_THEME_FILE = re.compile(
    r"(?:^|/)assets/javascripts/(?:bundle|workers/search)\.[0-9a-f]+\.min\.js\Z"
)
# Addresses that the bundles of Material for MkDocs 9 and Zensical carry. They are used only on
# pages that ask for them, and `pages` reports such pages; CSP stops them in any case.
_DORMANT = (
    "https://unpkg.com/resize-observer-polyfill",
    "https://unpkg.com/iframe-worker",
    "https://unpkg.com/mermaid@",
    "https://unpkg.com/pyodide@",
    "https://cdn.jsdelivr.net/pyodide/",
    "https://unpkg.com/ace-builds@",
    "https://unpkg.com/glightbox@",
    "https://api.github.com/repos/${",
    "https://api.github.com/users/${",
    "https://${e}/api/v4/projects/${",
)
_STYLESHEET = re.compile(r"<\?xml-stylesheet[^>]*\bhref\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\s[^>]*rel=[\"']?canonical[\"']?[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"href=[\"']?([^\"'\s>]+)", re.IGNORECASE)


def check_site(
    site_dir: Path,
    own_hosts: Iterable[str] = (),
    allowed_link_hosts: Iterable[str] = (),
    cache_file: Path | None = None,
) -> list[Diagnostic]:
    """Everything in a built site that calls another host or keeps something about a visitor.

    Args:
        site_dir: The folder with the built site.
        own_hosts: Hosts or addresses of the site itself; when empty, the `CNAME` file or the
            canonical address of the home page is believed.
        allowed_link_hosts: Hosts of booking and messaging services that may be linked to.
        cache_file: Keeps results between runs, so that unchanged files are not checked again.

    Returns:
        Diagnostics in order of path and place. A problem that stands on several pages is
        reported once, at the first, with the number of pages.
    """
    hosts = Hosts.of(own_hosts)
    if not hosts.own:
        hosts = Hosts.of(_claimed_hosts(site_dir))
    allowed = Hosts.of(allowed_link_hosts)
    context = f"{code_state()} {sorted(hosts.own)} {sorted(allowed.own)}"
    cache = ResultCache(cache_file, context) if cache_file else None
    grouped: dict[tuple[str, str], tuple[Diagnostic, set[str]]] = {}
    for path in _files(site_dir):
        name = path.relative_to(site_dir).as_posix()
        for diagnostic in _check_cached(path, name, hosts, allowed, cache):
            key = (diagnostic.code, diagnostic.message)
            grouped.setdefault(key, (diagnostic, set()))[1].add(name)
    if cache is not None:
        cache.save()
    return sorted(
        (_counted(first, len(names)) for first, names in grouped.values()), key=Diagnostic.sort_key
    )


def check_text(
    text: str,
    name: str,
    own_hosts: Iterable[str] = (),
    allowed_link_hosts: Iterable[str] = (),
) -> list[Diagnostic]:
    """The same checks for one file's text.

    Args:
        text: What stands in the file.
        name: Its path within the site; the ending decides how it is read.
        own_hosts: As for `check_site`.
        allowed_link_hosts: As for `check_site`.
    """
    findings = _findings(text, name, Hosts.of(own_hosts), Hosts.of(allowed_link_hosts))
    return sorted(set(_placed(findings, text, name)), key=Diagnostic.sort_key)


def _files(site_dir: Path) -> list[Path]:
    known = _PAGES | _SCRIPTS | _MANIFESTS | {".css", ".xml", ".json"}
    return sorted(
        path
        for path in site_dir.rglob("*")
        if (path.suffix.lower() in known or path.name in _RULE_FILES) and path.is_file()
    )


def _claimed_hosts(site_dir: Path) -> Iterator[str]:
    with contextlib.suppress(OSError):
        yield (site_dir / "CNAME").read_text(encoding="utf-8", errors="replace").strip()
    try:
        home = (site_dir / "index.html").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    link = _CANONICAL.search(home)
    href = _HREF.search(link[0]) if link else None
    if href and "//" in href[1]:
        yield href[1]


def _check_cached(
    path: Path, name: str, hosts: Hosts, allowed: Hosts, cache: ResultCache | None
) -> list[Diagnostic]:
    if cache is None:
        return _check_file(path, name, hosts, allowed)
    try:
        digest = hashlib.sha256(name.encode() + b"\0" + path.read_bytes()).hexdigest()
    except OSError:
        return _check_file(path, name, hosts, allowed)
    known = cache.get(digest)
    return cache.put(digest, _check_file(path, name, hosts, allowed)) if known is None else known


def _check_file(path: Path, name: str, hosts: Hosts, allowed: Hosts) -> list[Diagnostic]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            if path.suffix.lower() == ".json":
                return []
            message = f"The file is larger than {_MAX_BYTES // 1_000_000} MB and was not checked."
            return [
                Diagnostic("site-unchecked", message, name, fix="Split the file, or delete it.")
            ]
        data = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        return [Diagnostic("site-unchecked", message, name, fix="Build the site again.")]
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = data.decode(encoding, "replace")
    return _placed(_findings(text, name, hosts, allowed), text, name)


def _findings(text: str, name: str, hosts: Hosts, allowed: Hosts) -> list[Finding]:
    base = name.rsplit("/", 1)[-1]
    suffix = "." + base.rpartition(".")[2].lower() if "." in base[1:] else ""
    if suffix in _PAGES:
        return check_page(text, hosts, allowed)
    if suffix in _SCRIPTS:
        dormant = _DORMANT if _THEME_FILE.search(name) else ()
        return check_script(
            text, hosts, dormant=dormant, markup=lambda piece: check_page(piece, hosts, depth=1)
        )
    if suffix == ".css":
        return check_style(text, hosts)
    if suffix == ".xml":
        return list(_xml_styles(text, hosts))
    if suffix in _MANIFESTS or base == "manifest.json":
        return list(_manifest(text, hosts))
    if base in _RULE_FILES:
        return list(_server_rules(text, base, hosts))
    return []


def _xml_styles(text: str, hosts: Hosts) -> Iterator[Finding]:
    for match in _STYLESHEET.finditer(text):
        host = hosts.foreign(match[1])
        if host:
            yield foreign_load("site-style", host, match[1], match.start(1))


def _manifest(text: str, hosts: Hosts) -> Iterator[Finding]:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return
    for match in re.finditer(r'"(?:src|start_url|url|action)"\s*:\s*"([^"]+)"', text):
        address = match[1].replace("\\/", "/")
        host = hosts.foreign(address)
        if host:
            yield foreign_load("site-image", host, address, match.start(1))


def _server_rules(text: str, base: str, hosts: Hosts) -> Iterator[Finding]:
    """Redirects to other hosts and cookies in files that a host reads."""
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.split()
        if base == "_headers":
            if line.strip().lower().startswith("set-cookie:"):
                yield Finding(
                    "site-cookie",
                    "The host is told to set a cookie.",
                    "Delete the line: this site needs no cookie.",
                    offset,
                )
        elif words and not words[0].startswith("#"):
            redirect = base == "_redirects" or words[0].lower().startswith(("redirect", "rewrite"))
            for word in words[1:] if redirect else ():
                host = hosts.foreign(word)
                if host:
                    yield foreign_load("site-redirect", host, word, offset + line.index(word))
        offset += len(line)


def _placed(findings: list[Finding], text: str, name: str) -> list[Diagnostic]:
    if not findings:
        return []
    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", text))
    placed = []
    for finding in findings:
        offset = min(max(finding.offset, 0), len(text))
        line = bisect_right(starts, offset)
        column = offset - starts[line - 1] + 1
        length = max(1, min(finding.length, 200))
        placed.append(
            Diagnostic(finding.code, finding.message, name, line, column, finding.fix, length)
        )
    return placed


def _counted(first: Diagnostic, pages: int) -> Diagnostic:
    if pages == 1:
        return first
    message = f"{first.message} The same stands in {pages} files."
    return Diagnostic(
        first.code, message, first.path, first.line, first.column, first.fix, first.length
    )
