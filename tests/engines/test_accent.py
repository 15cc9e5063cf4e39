"""A practice's own colour: whatever it is, everything drawn in it can be read."""

from __future__ import annotations

import re

import pytest

from referable.engines.accent import accent_css, contrast


@pytest.mark.parametrize(
    "accent", ["#1F4D46", "#ffff00", "#ff0000", "#FFFFFF", "#000000", "#7f7f7f", "#3366cc"]
)
def test_shades_of_any_colour_can_be_read(accent) -> None:
    """Links on paper and on tint, and words on buttons, reach 4.5:1 in both schemes."""
    css = accent_css(accent)
    day, night = re.findall(
        r"--accent:(\S+?);--accent-strong:(\S+?);--on-accent:(\S+?);--tint:(#\w+)", css
    )[:2]
    for paper, (main, strong, on_accent, tint) in (("#fbfaf7", day), ("#121816", night)):
        assert contrast(main, paper) >= 4.5
        assert contrast(main, tint) >= 4.5
        assert contrast(on_accent, main) >= 4.5
        assert contrast(on_accent, strong) >= 4.5


def test_a_readable_colour_stays_as_chosen() -> None:
    """Nothing is changed that need not be."""
    assert "--accent:#1f4d46" in accent_css("#1F4D46")


def test_contrast_of_black_and_white() -> None:
    """The formula's two ends."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
