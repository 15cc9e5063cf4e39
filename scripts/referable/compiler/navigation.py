"""Navigation from what exists: folders are sections, front matter gives order and short titles."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session

__all__ = ["build_navigation"]


def build_navigation(session: Session) -> list[Any]:
    """The navigation, in the form of MkDocs's `nav`.

    A page's place is its `order:` (numbers first, then by title); `nav: false` leaves it out.
    Generated pages stand in it only where they name an order: study pages never do, since
    every page of the navigation is rendered into every page of the site.
    """
    tree: dict[str, list[PageSource]] = {}
    for page in session.pages.values():
        if page.meta.get("nav") is False or (page.generated and "order" not in page.meta):
            continue
        tree.setdefault(posixpath.dirname(page.path), []).append(page)
    return _section(tree, "")


def _section(tree: dict[str, list[PageSource]], folder: str) -> list[Any]:
    items: list[tuple[tuple[float, str], Any]] = []
    for page in tree.get(folder, ()):
        is_index = posixpath.basename(page.path) in {"index.md", "README.md"}
        key = (-1.0, "") if is_index else _sort_key(page, page.title)
        items.append((key, _entry(page)))
    for child in sorted({_child(path, folder) for path in tree} - {""}):
        inner = _section(tree, child)
        if not inner:
            continue
        index = next(
            (p for p in tree.get(child, ()) if posixpath.basename(p.path) == "index.md"), None
        )
        name = posixpath.basename(child).replace("-", " ").replace("_", " ").capitalize()
        title = str(index.meta.get("nav_title") or index.title) if index else name
        key = _sort_key(index, title) if index else (1000.0, title.casefold())
        items.append((key, inner[0] if index and len(inner) == 1 else {title: inner}))
    items.sort(key=lambda item: item[0])
    return [entry for _, entry in items]


def _child(path: str, folder: str) -> str:
    """The folder directly below `folder` on the way to `path`, or an empty string."""
    prefix = f"{folder}/" if folder else ""
    if not path or not path.startswith(prefix) or path == folder:
        return ""
    return prefix + path[len(prefix) :].split("/", maxsplit=1)[0]


def _sort_key(page: PageSource, title: str) -> tuple[float, str]:
    order = page.meta.get("order")
    number = float(order) if isinstance(order, int | float) else 1000.0
    return (number, title.casefold())


def _entry(page: PageSource) -> Any:
    """A page as MkDocs reads it; without a short title of its own the page tells its title."""
    short = page.meta.get("nav_title")
    return {str(short): page.path} if short else page.path
