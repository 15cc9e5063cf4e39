"""Films and sounds as telephones make them: where they say they were taken."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from referable.diagnostics import Diagnostic

__all__ = ["check_film"]

# The place as ISO 6709 in a text atom: "©xyz" in `udta`, or Apple's own key.
# Source: Apple, QuickTime File Format Specification, "User data text strings" and "Metadata".
_PLACE = re.compile(
    rb"[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?(?:CRS\w+)?/"
)
_KEY = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location\.ISO6709")


def check_film(path: Path) -> list[Diagnostic]:
    """Whether a film or sound says where it was made.

    Args:
        path: A file in QuickTime's container (.mp4, .mov, .m4a, ...); it is not read into memory.

    Returns:
        `media-location` when a place stands in it. A file that cannot be read gives none: the
        build reports it.
    """
    try:
        with path.open("rb") as stream:
            if not stream.seek(0, 2):
                return []
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                told = bool(_KEY.search(data) and _PLACE.search(data))
    except (OSError, ValueError):
        return []
    if not told:
        return []
    return [
        Diagnostic(
            "media-location",
            "The film says where it was made.",
            path.as_posix(),
            fix="Export it again without its place: telephones offer that under “Options” when "
            "a film is shared.",
        )
    ]
