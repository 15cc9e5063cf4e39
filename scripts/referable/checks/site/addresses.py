"""Whether an address leaves the site, and whose host it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from referable.checks.site.markup import clean_url

__all__ = ["Hosts"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):(.*)", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"[\\/]*([^\\/?#]*)")
_NETWORK_SCHEMES = frozenset({"http", "https", "ws", "wss", "ftp"})
# RFC 6761 and RFC 5737: these names and addresses never reach a stranger.
_LOCAL = re.compile(
    r"localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|192\.0\.2\.\d+|198\.51\.100\.\d+"
    r"|203\.0\.113\.\d+|0\.0\.0\.0"
)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The site's own hosts, in lower case and without `www.`."""

    own: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Hosts:
        """Hosts from names or whole addresses."""
        hosts = (_host(name) if "//" in name else name.strip().lower() for name in names)
        return cls(frozenset(h.removeprefix("www.") for h in hosts if h))

    def foreign(self, address: str) -> str | None:
        """The host an address leads to when it is not the site's own.

        Args:
            address: Anything that may stand in `src` or `href`.

        Returns:
            The host in lower case, or None when the address stays on the site or loads nothing
            (`data:`, `#part`, `mailto:`). “another host” when only the running page could tell.
        """
        host = _host(address)
        if host is None:
            return None
        name = host.removeprefix("www.")
        if name in self.own or _LOCAL.fullmatch(name):
            return None
        return host or "another host"

    def same_site(self, host: str) -> bool:
        """Whether a bare host is one of the site's own."""
        return host.lower().removeprefix("www.") in self.own


def _host(address: str) -> str | None:
    text = clean_url(address)
    scheme = _SCHEME.match(text)
    if scheme:
        if scheme[1].lower() not in _NETWORK_SCHEMES:
            return None
        rest = scheme[2]
        if not rest.startswith(("/", "\\")) and scheme[1].lower() == "https":
            return None  # on an https page this is a path, not a host
    elif text.startswith(("//", "\\\\", "/\\", "\\/")):
        rest = text
    else:
        return None
    authority = _AUTHORITY.match(rest)
    assert authority is not None  # the pattern also matches nothing
    host = authority[1].rpartition("@")[2].lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].rstrip(".")
