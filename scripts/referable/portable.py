"""File names that every computer takes: Windows keeps some for devices and refuses some signs."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_device", "why_not_portable"]

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_SIGNS = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def is_device(name: str) -> bool:
    """Whether Windows takes a name, with any ending, for a device."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def why_not_portable(path: str) -> str:
    """Why a path with forward slashes is not possible on some computer; empty when it is.

    Returns:
        A part of a sentence, without a full stop.
    """
    for name in path.split("/"):
        if is_device(name):
            return f"Windows keeps “{name.partition('.')[0]}” for a device"
        sign = _SIGNS.search(name)
        if sign:
            shown = sign.group() if sign.group().isprintable() else "invisible sign"
            return f"Windows takes no {shown} in a name"
        if name != name.rstrip(" ."):
            return "Windows drops a space or full stop at a name's end"
        if name != unicodedata.normalize("NFC", name):
            return "its accents are signs of their own, as some Macs write them, and no link fits"
    return ""
