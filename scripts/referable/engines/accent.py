"""The practice's own colour, with shades that can be read on paper and in the dark.

Source of the contrast formula: WCAG 2.2, definition of relative luminance and contrast ratio.
"""

from __future__ import annotations

__all__ = ["accent_css", "contrast"]

_Colour = tuple[int, int, int]

_PAPER, _DARK_PAPER = "#fbfaf7", "#121816"
_WHITE, _NEAR_BLACK = "#ffffff", "#0e1a17"
_READABLE = 7.0  # above the 4.5:1 of level AA, so that the tint behind text keeps 4.5:1, too
_STEP = 0.04


def accent_css(accent: str) -> str:
    """CSS that puts an accent in place of the theme's; its shades always reach their contrast.

    The colour is darkened for the light scheme and lightened for the dark one only as far as
    reading asks for.

    Args:
        accent: A colour as `#rrggbb`.
    """
    light = _until_readable(_parse(accent), _parse(_PAPER), (0, 0, 0))
    dark = _until_readable(_parse(accent), _parse(_DARK_PAPER), (255, 255, 255))
    day = _variables(light, _PAPER, _mix(light, (0, 0, 0), 0.25), 0.1)
    night = _variables(dark, _DARK_PAPER, _mix(dark, (255, 255, 255), 0.25), 0.12)
    return (
        f"@media screen{{:root{{{day}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{night}}}}}"
        f":root[data-theme=dark]{{{night}}}}}"
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    return _ratio(_parse(one), _parse(other))


def _variables(accent: _Colour, paper: str, strong: _Colour, tint: float) -> str:
    on_accent = max((_WHITE, _NEAR_BLACK), key=lambda c: _ratio(_parse(c), accent))
    tinted = _mix(_parse(paper), accent, tint)
    return (
        f"--accent:{_text(accent)};--accent-strong:{_text(strong)};"
        f"--on-accent:{on_accent};--tint:{_text(tinted)}"
    )


def _until_readable(colour: _Colour, paper: _Colour, towards: _Colour) -> _Colour:
    share = 0.0
    shade = colour
    while _ratio(shade, paper) < _READABLE and share < 1:
        share += _STEP
        shade = _mix(colour, towards, share)
    return shade


def _parse(text: str) -> _Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _text(colour: _Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _mix(one: _Colour, other: _Colour, share: float) -> _Colour:
    red, green, blue = (round(a + (b - a) * min(share, 1)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _ratio(one: _Colour, other: _Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (
        c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
