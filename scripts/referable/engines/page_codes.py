"""QR codes of the pages' addresses, for print: each takes longer to draw than a page to compile."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version

from referable.engines.build_cache import BuildCache

__all__ = ["PageCodes"]

_MASK = 2


class PageCodes:
    """Draws QR codes, and keeps them from one build to the next.

    Args:
        cache: Where they are kept.
        addresses: The addresses that will be asked for; a known code is found only for these.
    """

    def __init__(self, cache: BuildCache, addresses: Iterable[str]) -> None:
        self._cache = cache
        self._maker = version("segno")
        self._known = cache.known(self._key(address) for address in addresses)
        self._made: dict[str, str] = {}
        self._used: list[str] = []

    def svg(self, address: str) -> str:
        """The code of an address as SVG; empty for an empty address."""
        if not address:
            return ""
        key = self._key(address)
        kept = self._cache.get(key) if key in self._known else None
        if kept is not None:
            self._used.append(key)
            return kept
        from referable.packet.qr import qr_drawing  # noqa: PLC0415 # only where codes are drawn

        # A page prints sharply, so the quickest pattern will do; a fax may not.
        self._made[key] = qr_drawing(address, mask=_MASK)
        return self._made[key]

    def finish(self) -> None:
        """Keep what was drawn."""
        self._cache.put(self._made, self._used)
        self._made, self._used = {}, []

    def _key(self, address: str) -> str:
        return "qr " + blake2b(f"{self._maker} {address}".encode(), digest_size=20).hexdigest()
