"""Private characters that travel through Typst with an entry's text and come back with it.

They tell which entry a formatted reference belongs to, whether its authors were printed, and keep
characters that mean something to Typst's reader of bibliographies out of its sight. No text of a
library can hold them, because `clean` takes them out first.
"""

from __future__ import annotations

import re

__all__ = [
    "ANY_MARKER", "AUTHOR", "BATCH", "EDITOR", "ENTRY", "LINK_END", "LINK_START", "OTHERS",
    "YEAR", "clean", "entry_marker", "printable", "restore",
]  # fmt: skip

AUTHOR, EDITOR, OTHERS = "\ue010", "\ue011", "\ue012"
LINK_START, LINK_END = "\ue013", "\ue014"
YEAR = "\ue015"
BATCH = 500
"""How many entries go into one document: fewer cost start-up, more cost quadratic time."""

_FIRST = 0xE100
ENTRY = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + BATCH - 1)}]")
ANY_MARKER = re.compile(f"[{AUTHOR}{EDITOR}{chr(_FIRST)}-{chr(_FIRST + BATCH - 1)}]")

# A title's braces and dollars would be read as case protection and mathematics.
_MEANINGFUL = {ord(char): 0xE000 + at for at, char in enumerate("{}$\\")}
_MEANT = {hidden: char for char, hidden in _MEANINGFUL.items()}
_UNUSABLE = (
    "\x00-\x1f\x7f-\x9f\u2028\u2029"  # control characters, line ends
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # reversal of the reading direction
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all, and ours
)
_UNUSABLE_RUN = re.compile(f"[{_UNUSABLE}]+")
_CONCERNED = re.compile(rf"[{{}}$\\{_UNUSABLE}]")


def entry_marker(index: int) -> str:
    """The character that stands for the entry at this place of its batch."""
    return chr(_FIRST + index)


def printable(text: str) -> str:
    """The text on one line, without characters that cannot be shown or are ours."""
    return _UNUSABLE_RUN.sub(" ", text).strip() if _UNUSABLE_RUN.search(text) else text.strip()


def clean(text: str) -> str:
    """The text as Typst may have it: printable, and nothing in it that means anything."""
    return printable(text).translate(_MEANINGFUL) if _CONCERNED.search(text) else text.strip()


def restore(text: str) -> str:
    """The characters that `clean` hid, back in their places."""
    return text.translate(_MEANT)
