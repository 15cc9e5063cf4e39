"""What a style sheet would load: imports, fonts and pictures from other hosts."""

from __future__ import annotations

import re

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load

__all__ = ["check_style"]

_SKIP = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n\r\f]?|\\([^\n0-9a-fA-F])")
_URL = re.compile(
    r"""@import\s*(?P<i>"[^"\n]*"|'[^'\n]*')"""
    r"""|(?P<before>@(?:import|namespace|document)\s+(?:[\w-]+\s+)?)?(?<![\w-])(?:url|src)\(\s*"""
    r"""(?P<u>"[^"\n]*"|'[^'\n]*'|[^)\s"']*)"""
    r"""|(?<=[\s(,])(?P<s>"(?:https?:)?//[^"\n]*"|'(?:https?:)?//[^'\n]*')""",
    re.IGNORECASE,
)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\Z", re.IGNORECASE)
_IMAGE_SET = re.compile(r"image-set\([^;}]*\Z|\bimage\([^;}]*\Z", re.IGNORECASE)


def check_style(text: str, hosts: Hosts) -> list[Finding]:
    """Findings in CSS.

    Args:
        text: A style sheet, or the value of a style attribute.
        hosts: The site's own hosts.

    Returns:
        Findings with offsets into the text.
    """
    if "//" not in text and "\\" not in text:
        return []
    plain = _SKIP.sub(lambda m: " " * len(m[0]), text)
    if "\\" in plain:
        plain = _ESCAPE.sub(_plain, plain)
    found = []
    for match in _URL.finditer(plain):
        if (match["before"] or "").lower().startswith(("@namespace", "@document")):
            continue
        address = (match["i"] or match["u"] or match["s"] or "").strip("\"'")
        host = hosts.foreign(address)
        if host is None:
            continue
        before = plain[max(0, match.start() - 600) : match.start()]
        if match["s"] and not _IMAGE_SET.search(before):
            continue
        found.append(foreign_load(_code(match, before, address), host, address, match.start()))
    return found


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        value = int(match[1], 16)
        char = chr(value) if 0 < value < 0x110000 else "\ufffd"
    else:
        char = match[2]
    return char


def _code(match: re.Match[str], before: str, address: str) -> str:
    if match["i"] or (match["before"] or "").lower().startswith("@import"):
        return "site-style"
    is_font = re.search(r"\.(?:woff2?|ttf|otf|eot)\b", address, re.IGNORECASE)
    return "site-font" if is_font or _FONT_FACE.search(before) else "site-image"
