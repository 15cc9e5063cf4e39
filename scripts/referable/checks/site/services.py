"""Links to services for booking, messages and forms, which need a written agreement."""

from __future__ import annotations

import re

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding
from referable.checks.site.markup import clean_url
from referable.checks.site.products import Kind, find_product

__all__ = ["NO_HOSTS", "unlisted_service"]

NO_HOSTS = Hosts(frozenset())
_KINDS = frozenset({Kind.BOOKING, Kind.MESSAGING, Kind.FORMS})
_SCHEMES = ("whatsapp:", "viber:", "tg:", "skype:", "fb-messenger:", "sgnl:", "line:")
_PUBLIC = re.compile(r"\.(?:gov|mil)\Z")
# What a link says when a service that we do not know by name takes bookings behind it.
_BOOKS = re.compile(
    r"""\b(?:(?:book|schedule|reserve)\s+(?:(?:your|an?)\s+)?(?:now|online|here
        |(?:\w+\s+){0,2}(?:appointment|visit|session|massage|treatment|consultation)s?)\b
    |(?:online|internet)\s+(?:booking|scheduling)\b
    |(?:request|make)\s+(?:an\s+|your\s+)appointment\b
    |(?:complete|fill\s+(?:in|out)|start)\s+(?:your|the|our|an?)\s+(?:\w+\s+){0,2}
        (?:intake|health[\s-]history)\b
    |(?:text|message|chat\s+with)\s+us\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_WORDS = 80


def unlisted_service(
    address: str, hosts: Hosts, allowed: Hosts, offset: int = 0, words: str = ""
) -> Finding | None:
    """The finding for a link to a service that practice.yml does not list with `baa: true`.

    Args:
        address: Where the link leads.
        hosts: The site's own hosts.
        allowed: Hosts that are listed.
        offset: Where the address stands.
        words: What the link says; “Book now” tells a service that is not known by name.
    """
    address = clean_url(address)
    host = hosts.foreign(address)
    product = find_product(host, address) if host else None
    if address.lower().startswith(_SCHEMES):
        host = address.partition(":")[0].lower()
        return _finding(host, Kind.MESSAGING, "", address, offset)
    if host is None or any(_is_under(host, known) for known in allowed.own):
        return None
    if product is not None and product.kind in _KINDS:
        return _finding(product.name, product.kind, host, address, offset)
    books = len(words) <= _LONGEST_WORDS and _BOOKS.search(words) and not _PUBLIC.search(host)
    if product is None and books:
        return _finding("", Kind.BOOKING, host, address, offset)
    return None


def _finding(name: str, kind: Kind, host: str, address: str, offset: int) -> Finding:
    what = f"{name} ({kind}, {host})" if name and host else f"{name or host} ({kind})"
    who = name or host
    fix = f"Give a phone number instead: {who} offers no such agreement for it."
    if host:
        fix = (
            f"If {who} has signed a business associate agreement with you, write into "
            f"practice.yml: services: [{{host: {host}, baa: true}}]. If not, give a phone number "
            "instead."
        )
    return Finding(
        "site-link-unlisted",
        f"The link to {what} takes visitors to a service that practice.yml does not list with "
        "`baa: true`.",
        fix,
        offset,
        len(address) or 1,
    )


def _is_under(host: str, parent: str) -> bool:
    host = host.removeprefix("www.")
    return host == parent or host.endswith(f".{parent}")
