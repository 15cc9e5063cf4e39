"""The QR codes on printed pages lead where they should, and are drawn once."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from referable.engines.build_cache import BuildCache
from referable.engines.page_codes import PageCodes

ADDRESSES = [
    "https://example.org/",
    "https://example.org/evidence/studies/furlan2015backpain/",
    "https://example.org/%C3%BCber-uns/" + "a" * 120 + "/",
]


def read(svg: str) -> str:
    """What a reader sees in a code, drawn eight pixels to a module."""
    cv2 = pytest.importorskip("cv2")
    import numpy as np

    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    picture = np.full((size * 8, size * 8), 255, np.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v", svg):
        left, top, run = int(x) * 8, int(y) * 8, int(width) * 8
        picture[top : top + 8, left : left + run] = 0
    return cv2.QRCodeDetector().detectAndDecode(picture)[0]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_finds_the_address(tmp_path, address):
    """Each code is read by a program that is not ours."""
    codes = PageCodes(BuildCache(tmp_path / "kept.sqlite", dt.date(2026, 1, 1)), ADDRESSES)

    assert address == read(codes.svg(address))


def test_codes_are_kept(tmp_path):
    """A second build finds the code that the first drew; an empty address has none."""
    cache = BuildCache(tmp_path / "kept.sqlite", dt.date(2026, 1, 1))
    first = PageCodes(cache, ADDRESSES)
    drawn = first.svg(ADDRESSES[0])
    assert first.svg("") == ""
    first.finish()
    (key,) = [key for key in [first._key(ADDRESSES[0])] if cache.known([key])]
    cache.put({key: "<svg>kept</svg>"})

    assert PageCodes(cache, ADDRESSES).svg(ADDRESSES[0]) == "<svg>kept</svg>" != drawn
