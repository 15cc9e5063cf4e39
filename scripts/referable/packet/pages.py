"""What a specialty page of the site already says, so that its brief says the same.

A page whose front matter names `conditions:` gives the studies its opening cites, and the lists
under its headings "Refer …", "Clear first …" and "Do not send …".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from referable.compiler.citations import parse_cluster
from referable.diagnostics import Diagnostics
from referable.yamlsource import split_front_matter

__all__ = ["SpecialtyPage", "read_specialty_page"]

_HEADINGS = (("refer", "refer"), ("clear", "clear"), ("do not", "avoid"))


@dataclass(frozen=True, slots=True)
class SpecialtyPage:
    """A specialty page as the packet sees it.

    Attributes:
        conditions: The slugs it is about.
        keys: The citation keys of its opening, in order, each once.
        refer: Whom to send.
        clear: Whom to clear first.
        avoid: Whom not to send.
    """

    conditions: tuple[str, ...]
    keys: tuple[str, ...] = ()
    refer: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


def read_specialty_page(text: str) -> SpecialtyPage | None:
    """Read a page; None when its front matter names no condition."""
    # The page's own problems are reported where the site is made.
    parts = split_front_matter(text, "", Diagnostics())
    data = parts.document.data if parts.document else None
    conditions = data.get("conditions") if isinstance(data, dict) else None
    if not isinstance(conditions, list):
        return None
    opening = re.split(r"^## ", parts.body, maxsplit=1, flags=re.MULTILINE)[0]
    lists: dict[str, tuple[str, ...]] = {}
    for heading, body in re.findall(
        r"^### ([^\n]+)\n(.*?)(?=^#|^!!!|\Z)", parts.body, flags=re.MULTILINE | re.DOTALL
    ):
        name = next((n for start, n in _HEADINGS if heading.casefold().startswith(start)), "")
        if name and name not in lists:
            lists[name] = tuple(_items(body))
    return SpecialtyPage(tuple(map(str, conditions)), _keys(opening), **lists)


def _keys(text: str) -> tuple[str, ...]:
    found = re.findall(r"\[([^\[\]]*@[^\[\]]*)\]", re.sub(r"`[^`]*`", "", text))
    clusters = filter(None, map(parse_cluster, found))
    return tuple(dict.fromkeys(c.key for cluster in clusters for c in cluster.citations))


def _items(body: str) -> Iterable[str]:
    for item in re.split(r"^[-*+] ", body, flags=re.MULTILINE)[1:]:
        text = _plain(item.split("\n\n")[0])
        if text and "{{" not in text and "below" not in text:
            yield text


def _plain(markdown: str) -> str:
    """Running text without citations, links and emphasis."""
    text = re.sub(r"\s*\[[^\[\]]*@[^\[\]]*\]", "", markdown)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = text.replace(" (see below)", "")
    text = re.sub(r"(\*\*|__|\*|`)(.+?)\1", r"\2", text)
    return re.sub(r"\s+", " ", text).strip()
