"""Addresses between pages, so that generated HTML links work wherever the site is put."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["Links"]


@dataclass(frozen=True, slots=True)
class Links:
    """Turns source paths such as `about/team.md` into addresses.

    Attributes:
        directory_urls: Whether pages are folders (`about/team/`) or files (`about/team.html`).
        to_sources: Whether the engine turns links to source files in HTML into addresses, as
            Zensical does and MkDocs does not.
    """

    directory_urls: bool = True
    to_sources: bool = False

    def url(self, source: str) -> str:
        """The page's address below the site's root; the root itself is the empty string."""
        stem = posixpath.splitext(source)[0]
        name = posixpath.basename(stem)
        if name in {"index", "README"}:
            folder = posixpath.dirname(stem)
            path = f"{folder}/" if folder else ""
            return quote(path if self.directory_urls else f"{path}index.html")
        return quote(f"{stem}/" if self.directory_urls else f"{stem}.html")

    def to_file(self, origin: str, path: str) -> str:
        """The address of a file below the site's root as written on a page."""
        if self.to_sources:
            return quote(posixpath.relpath(path, posixpath.dirname(origin) or "."))
        return quote(posixpath.relpath(path, posixpath.dirname(self.url(origin)) or "."))

    def relative(self, origin: str, target: str, fragment: str = "") -> str:
        """The address of a page as written on another page.

        Args:
            origin: Source path of the page the link stands on.
            target: Source path of the page it leads to.
            fragment: Id to jump to, without `#`.
        """
        anchor = f"#{fragment}" if fragment else ""
        if self.to_sources:
            return quote(posixpath.relpath(target, posixpath.dirname(origin) or ".")) + anchor
        goal = self.url(target)
        start = posixpath.dirname(self.url(origin))
        path = posixpath.relpath(goal or ".", start or ".")
        if goal.endswith("/") or not goal:
            path += "/"
        return path + anchor
