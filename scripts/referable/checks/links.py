"""Links and frames of services for booking, messages and forms, where they are written.

The check of the built site finds the same; here the line is the one that the author wrote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load
from referable.checks.site.products import Kind, find_product
from referable.checks.site.services import NO_HOSTS, unlisted_service
from referable.diagnostics import Diagnostic

__all__ = ["check_links"]

# Code and comments are no links.
_HIDDEN = re.compile(
    r"^(?P<marks>[ ]{0,3}(?:`{3,}|~{3,}))[^\n]*\n.*?(?:^(?P=marks)[^\n]*$|\Z)"
    r"|(?P<tick>`+)[^`\n]+(?P=tick)|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_MESSENGERS = "whatsapp|viber|tg|skype|fb-messenger|sgnl|line"
_ADDRESS = rf"(?:(?:https?:)?//|(?:{_MESSENGERS}):)[^\s<>\"'\])|]+"
_ANY = re.compile(rf"//|\b(?:{_MESSENGERS}):", re.IGNORECASE)
_LINK = re.compile(
    rf"\[(?P<words>(?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,300}})\]\(\s*<?(?P<address>{_ADDRESS})"
    rf"|<(?P<tag>iframe|frame|embed|object|script|a|area)\b[^>]*?\b(?:src|data|href)\s*=\s*"
    rf"[\"']?(?P<attribute>{_ADDRESS})[^>]*>(?P<inside>[^<]{{0,80}})"
    rf"|(?P<bare>https?://[^\s<>\"'\])|]+)",
    re.IGNORECASE,
)
_LINKS = frozenset({"a", "area"})
_FRAMED = frozenset({Kind.BOOKING, Kind.MESSAGING, Kind.FORMS})


def check_links(
    text: str, path: str, allowed: Iterable[str] = (), own: Iterable[str] = ()
) -> list[Diagnostic]:
    """Services that are linked to and not listed, and services in frames, listed or not.

    Args:
        text: Markdown or HTML.
        path: Its file, for messages.
        allowed: Hosts that practice.yml lists with `baa: true`.
        own: Hosts or addresses of the site itself.
    """
    if not _ANY.search(text):
        return []
    hosts, listed = Hosts.of(own), Hosts.of(allowed)
    plain = _HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    starts = [0, *(m.end() for m in re.finditer("\n", plain))]
    found = []
    for finding in _findings(plain, hosts, listed):
        line = bisect_right(starts, finding.offset)
        column = finding.offset - starts[line - 1] + 1
        found.append(
            Diagnostic(
                finding.code, finding.message, path, line, column, finding.fix, finding.length
            )
        )
    return found


def _findings(text: str, hosts: Hosts, allowed: Hosts) -> Iterator[Finding]:
    for match in _LINK.finditer(text):
        name = next(n for n in ("address", "attribute", "bare") if match[n])
        address, offset = match[name].rstrip(".,;:!?*_"), match.start(name)
        tag = (match["tag"] or "a").lower()
        if tag in _LINKS:
            words = match["words"] or match["inside"] or ""
            finding = unlisted_service(address, hosts, allowed, offset, words)
            if finding is not None:
                yield finding
            continue
        host = NO_HOSTS.foreign(address)
        product = find_product(host, address) if host else None
        if host and product is not None and product.kind in _FRAMED:
            code = "site-script" if tag == "script" else "site-frame"
            yield foreign_load(code, host, address, offset)
