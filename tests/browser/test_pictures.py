"""Pages look as they did when somebody last looked at them and accepted it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pictures import ALLOWED, MODES, REFERENCE, SHOT, difference, show, take
from PIL import Image, ImageDraw

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("label", MODES)
def test_pages_look_as_accepted(browser, site, label) -> None:
    """Each main page type agrees with its reference picture, blocks of letters aside."""
    wrong = []
    for name, now in take(browser, site, MODES[label], SHOT).items():
        reference = Image.open(REFERENCE / label / f"{name}.png").convert("L")
        share, where = difference(reference, now)
        if share > ALLOWED:
            seen = show(f"{label}-{name}", reference, now, where)
            wrong.append(f"{name}: {share:.1%} differs, see {seen}")
    assert not wrong, "\n".join([*wrong, "If this is meant: make screenshots-accept"])


def test_a_broken_layout_is_noticed(browser, site) -> None:
    """A page without its stylesheet, or without its panel, does not pass for the accepted one."""
    mode = MODES["laptop"]
    (whole,) = take(browser, site, mode, ("condition",)).values()
    (again,) = take(browser, site, mode, ("condition",)).values()
    (narrow,) = take(browser, site, replace(mode, width=1000), ("condition",)).values()
    gone = whole.copy()
    ImageDraw.Draw(gone).rectangle((325, 30, 425, 150), fill=250)  # where the refer panel stands
    assert difference(whole, again)[0] == 0
    assert difference(whole, narrow.resize(whole.size))[0] > ALLOWED
    assert difference(whole, gone)[0] > ALLOWED
