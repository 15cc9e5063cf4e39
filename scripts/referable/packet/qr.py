"""QR codes as vector drawings."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["qr_code", "qr_drawing"]

BORDER = 4


@lru_cache(maxsize=256)
def qr_code(address: str) -> dict[str, str] | None:
    """A QR code for a web address as SVG, with the address in a form to read aloud.

    The error correction is M (15 percent), which a folded or faxed sheet still survives; the white
    border of four modules that the standard asks for is part of the drawing.

    Args:
        address: Where the code leads; an empty one gives None.

    Source: ISO/IEC 18004.
    """
    if not address:
        return None
    svg = qr_drawing(address)
    shown = re.sub(r"^https?://(www\.)?", "", address).rstrip("/")
    return {"svg": svg, "shown": shown, "address": address}


@lru_cache(maxsize=256)
def qr_drawing(text: str, error: str = "m", mask: int | None = None) -> str:
    """A QR code for any text as SVG.

    Args:
        text: What it holds.
        error: The level of error correction: l, m, q or h.
        mask: The pattern laid over the code, 0 to 7; None for the best of the eight by the
            standard's points, which takes eight times as long. Every reader reads each.
    """
    import segno  # noqa: PLC0415 - only documents with codes need it

    code = segno.make(text, error=error, micro=False, boost_error=False, mask=mask)
    return _svg([bytes(row) for row in code.matrix])


def _svg(matrix: list[bytes]) -> str:
    """Dark runs of each row as one path; rows overlap by a hair, so that no viewer shows seams."""
    size = len(matrix) + 2 * BORDER
    runs = [
        f"M{found.start() + BORDER} {y + BORDER}h{len(found.group())}v1.04h-{len(found.group())}z"
        for y, row in enumerate(matrix)
        for found in re.finditer(b"\x01+", row)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{"".join(runs)}"/></svg>'
    )
