"""A small body chart for a specialty's card: where in the body its conditions are felt.

Drawn for this project: one figure seen from behind, with a mark where the complaint sits, as
therapists draw it in their notes. What has no one place tints the whole figure.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

__all__ = ["body_chart"]

_HEAD = '<circle cx="20" cy="6.6" r="4.4"/>'
_BODY = (
    "M17.8 11.2C17.8 13.4 17.2 14.2 14.8 14.8C11.6 15.6 9.9 16.8 9.3 20.2C8.7 23.8 8 27.6 6.6 32.6"
    "C6.1 34.6 8.3 35.6 9.2 33.6C10.7 29.8 11.6 26.8 12.4 23.2C13.2 26.4 13.3 28.2 12.6 31"
    "C11.7 34.6 11.9 38.4 12.7 42.6C13.3 46.2 13 48.6 13.6 55.4C13.8 57.2 16.9 57.2 17 55.4"
    "C17.3 48.6 17.8 46.2 18.2 43.6C18.6 41 19.2 38.6 20 36.2C20.8 38.6 21.4 41 21.8 43.6"
    "C22.2 46.2 22.7 48.6 23 55.4C23.1 57.2 26.2 57.2 26.4 55.4C27 48.6 26.7 46.2 27.3 42.6"
    "C28.1 38.4 28.3 34.6 27.4 31C26.7 28.2 26.8 26.4 27.6 23.2C28.4 26.8 29.3 29.8 30.8 33.6"
    "C31.7 35.6 33.9 34.6 33.4 32.6C32 27.6 31.3 23.8 30.7 20.2C30.1 16.8 28.4 15.6 25.2 14.8"
    "C22.8 14.2 22.2 13.4 22.2 11.2"
)


def _spot(x: float, y: float, radius: float) -> str:
    return f'<circle class="rf-spot" cx="{x}" cy="{y}" r="{radius}"/>'


_BAND = '<path class="rf-spot" d="M15.7 5.6a4.4 4.4 0 0 1 8.6 0v1.6h-8.6z"/>'
_ONE_SIDE = '<path class="rf-spot" d="M20 2.2a4.4 4.4 0 0 1 0 8.8z"/>'
_PLACES = {
    "low-back-pain": _spot(20, 28.5, 3.8),
    "neck-pain": _spot(20, 13.4, 2.9),
    "desk-work": _spot(20, 13.4, 2.9),
    "tension-type-headache": _BAND,
    "migraine": _ONE_SIDE,
    "temporomandibular-disorder": _spot(16.4, 8.6, 1.8),
    "shoulder-pain": _spot(27.6, 18, 2.9),
    "repetitive-strain": _spot(9.6, 28.2, 2.6),
    "knee-osteoarthritis": _spot(24.6, 43.6, 2.5),
    "plantar-heel-pain": _spot(24.8, 55.2, 1.9),
    "sports-recovery": _spot(15.6, 38, 2.5) + _spot(24.4, 38, 2.5),
    "pregnancy-and-labour": _spot(20, 31.6, 3.4),
}


def body_chart(conditions: Iterable[str]) -> Markup:
    """The chart of the first of these conditions that has a place; else the whole figure, tinted.

    Args:
        conditions: Slugs of the vocabulary.
    """
    place = next((_PLACES[slug] for slug in conditions if slug in _PLACES), "")
    kind = "rf-chart-mark" if place else "rf-chart-mark rf-chart-mark--whole"
    return Markup(  # noqa: S704 # drawn here
        f'<svg class="{kind}" viewBox="5 1 30 57" width="30" height="57" aria-hidden="true">'
        f'{_HEAD}<path d="{_BODY}"/>{place}</svg>'
    )
