"""Text from registers in Markdown, where it must not act as markup."""

from __future__ import annotations

import html
import re

__all__ = ["plain"]

_MARKUP = re.compile(r"([\\`*_\[\]#|~])")
_LINK = re.compile(r"(https://doi\.org/10\.[^\s<>`]+)")


def plain(text: str) -> str:
    """Text that can do nothing in Markdown, but for the links to DOIs in it.

    Markup, tags and mentions of people lose their meaning.
    """
    pieces = _LINK.split(" ".join(text.split()))
    return "".join(piece if place % 2 else _inert(piece) for place, piece in enumerate(pieces))


def _inert(text: str) -> str:
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False)).replace("@", "&#64;")
