"""Canvas: a small SVG writer, the marks that all plots share, and axes that survive any number."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from enum import Enum

from referable.research.synopses import Certainty, Direction

__all__ = ["Canvas", "Color", "DataTable", "Plot", "nice_ticks", "wrap"]


class Color(Enum):
    """The five colors of a plot; a page sets the properties, a lone file shows the fallbacks."""

    INK = "var(--rf-ink, #1B2422)"
    ACCENT = "var(--rf-accent, #1F4D46)"
    BAND = "var(--rf-band, #DFE3DE)"
    LINE = "var(--rf-line, #B9BDB6)"
    PAPER = "var(--rf-paper, #FBFAF7)"


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a plot, for the table that stands beside it.

    Attributes:
        caption: What the table holds.
        header: The column heads.
        rows: The cells, all text; as many in each row as there are heads.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with what a reader needs who does not see it.

    Attributes:
        svg: The inline SVG; empty when there is nothing to draw.
        title: Its title, also inside the SVG.
        description: One or two sentences, also inside the SVG.
        table: The same numbers as a table.
        left_out: What could not be drawn, each with its reason.
    """

    svg: str
    title: str
    description: str
    table: DataTable
    left_out: tuple[str, ...] = ()


_INVALID = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_AVERAGE = 0.54
"""Width of an average letter of the page's sans serif, in parts of the type size."""


def escape(text: str) -> str:
    """Text made safe for XML; characters that XML forbids are dropped."""
    return _INVALID.sub("", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    if not math.isfinite(value):
        value = 0.0
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in user units."""
    return len(text) * size * _AVERAGE


def wrap(text: str, width: float, size: float, most: int = 3) -> list[str]:
    """A text in lines that fit a width; what does not fit into the last line ends in "…"."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = f"{lines[-1].rstrip(' ,;')}…"
    return [fit(one, width, size) for one in lines]


def fit(text: str, width: float, size: float) -> str:
    """One line, cut with "…" where it is too long."""
    most = max(1, int(width / (size * _AVERAGE)))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@dataclass(slots=True)
class Canvas:
    """Collects shapes and text.

    Attributes:
        width: Width in user units.
        prefix: Begins every id, so that two plots on a page do not share one.
    """

    width: float
    prefix: str
    _parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        anchor: str = "start",
        bold: bool = False,
        soft: bool = False,
    ) -> None:
        """A line of text; soft text is a little lighter."""
        extra = ' font-weight="600"' if bold else ""
        extra += ' fill-opacity="0.78"' if soft else ""
        extra += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" '
            f'fill="{Color.INK.value}"{extra}>{escape(words)}</text>'
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        color: Color = Color.LINE,
        width: float = 1,
        dash: str = "",
    ) -> None:
        """A straight line."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{number(start[0])}" y1="{number(start[1])}" x2="{number(end[0])}" '
            f'y2="{number(end[1])}" stroke="{color.value}" stroke-width="{number(width)}"{dashes}/>'
        )

    def rect(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        """A filled rectangle; one without extent is not drawn."""
        if width > 0 and height > 0:
            self._parts.append(
                f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
                f'height="{number(height)}" fill="{color.value}"/>'
            )

    def circle(
        self,
        center: tuple[float, float],
        radius: float,
        *,
        fill: Color = Color.ACCENT,
        stroke: Color = Color.ACCENT,
        dash: str = "",
        width: float = 1.4,
    ) -> None:
        """A circle."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<circle cx="{number(center[0])}" cy="{number(center[1])}" r="{number(radius)}" '
            f'fill="{fill.value}" stroke="{stroke.value}" stroke-width="{number(width)}"{dashes}/>'
        )

    def polygon(
        self,
        points: list[tuple[float, float]],
        *,
        fill: Color = Color.INK,
        stroke: Color = Color.INK,
        dash: str = "",
    ) -> None:
        """A closed shape."""
        corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polygon points="{corners}" fill="{fill.value}" stroke="{stroke.value}" '
            f'stroke-width="1.4" stroke-linejoin="round"{dashes}/>'
        )

    def open_group(self, title: str) -> None:
        """Begins a group that shows a title when pointed at."""
        self._parts.append(f"<g><title>{escape(title)}</title>")

    def close_group(self) -> None:
        """Ends a group."""
        self._parts.append("</g>")

    def dots(self, x: float, y: float, certainty: Certainty | None, radius: float = 2.6) -> None:
        """The certainty mark: four dots, filled from the left; an open ring when not graded."""
        if certainty is None:
            self.circle((x + radius, y), radius, fill=Color.PAPER, stroke=Color.INK, width=1.1)
            return
        for index in range(4):
            filled = index < certainty.dots
            self.circle(
                (x + radius + index * 2.7 * radius, y),
                radius - 0.3,
                fill=Color.INK if filled else Color.PAPER,
                stroke=Color.INK,
                width=0.9,
            )

    def direction(
        self,
        center: tuple[float, float],
        radius: float,
        direction: Direction | None,
        *,
        dashed: bool = False,
    ) -> None:
        """A direction as a shape as well as a color.

        A filled circle favors massage, an open square shows no clear difference, a filled
        triangle pointing down favors the comparator, a cross cannot be compared; an open diamond,
        given None, is mixed.
        """
        x, y = center
        dash = "2 2" if dashed else ""
        light = Color.PAPER if dashed else None
        if direction is Direction.MASSAGE:
            self.circle(center, radius, fill=light or Color.ACCENT, dash=dash)
        elif direction is Direction.NO_CLEAR_DIFFERENCE:
            r = radius * 0.88
            square = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
            self.polygon(square, fill=Color.PAPER, dash=dash)
        elif direction is Direction.COMPARATOR:
            r = radius * 1.08
            down = [(x - r, y - r * 0.8), (x + r, y - r * 0.8), (x, y + r)]
            self.polygon(down, fill=light or Color.INK, dash=dash)
        elif direction is Direction.NOT_ESTIMABLE:
            r = min(radius * 0.6, 3.6)
            self.line((x - r, y - r), (x + r, y + r), color=Color.INK, width=1.2)
            self.line((x - r, y + r), (x + r, y - r), color=Color.INK, width=1.2)
        else:
            r = radius * 1.1
            diamond = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
            self.polygon(diamond, fill=Color.PAPER, stroke=Color.ACCENT, dash=dash)

    def arrow(self, tip: tuple[float, float], pointing: int, color: Color = Color.ACCENT) -> None:
        """A small arrowhead to the left (-1) or right (1), where an interval goes on."""
        x, y = tip
        self.polygon(
            [(x, y), (x - pointing * 6, y - 4), (x - pointing * 6, y + 4)],
            fill=color,
            stroke=color,
        )

    def finish(self, height: float, title: str, description: str) -> str:
        """The whole SVG."""
        name, about = f"{self.prefix}-title", f"{self.prefix}-desc"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="rf-plot" role="img" '
            f'aria-labelledby="{escape(name)} {escape(about)}" width="100%" '
            f'viewBox="0 0 {number(self.width)} {number(height)}" font-family="inherit">'
            f'<title id="{escape(name)}">{escape(title)}</title>'
            f'<desc id="{escape(about)}">{escape(description)}</desc>'
            f"{''.join(self._parts)}</svg>"
        )


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, zero among them if inside.

    Args:
        low: The least value; numbers that are not finite count as zero.
        high: The greatest value.
        most: About how many ticks to aim for.
    """
    low, high = sorted(v if math.isfinite(v) else 0.0 for v in (low, high))
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    if last - first > 50:  # the spread is lost in the size of the numbers
        return [low, high]
    return [index * step for index in range(first, last + 1)]
