"""Words that are in a PDF though nobody sees them: invisible, off the paper, or under a bar.

Source: ISO 32000-2, 8.5 (paths) and 9.3.6 (text rendering mode).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from referable.checks.media.known import mask

__all__ = ["hidden_words"]

_Box = tuple[float, float, float, float]
_INVISIBLE = 3
_NARROW, _LOW, _HIGH = 12, 5, 60
"""Points: a bar over words is longer than a bullet and no thicker than a few lines."""
_DARK = 0.1


@dataclass(frozen=True, slots=True)
class _Word:
    x: float
    y: float
    text: str
    mode: int


@dataclass(slots=True)
class _Page:
    """What has been drawn so far."""

    mode: int = 0
    fill: float = 0.0
    pending: list[_Box] = field(default_factory=list)
    bars: list[_Box] = field(default_factory=list)
    words: list[_Word] = field(default_factory=list)

    def operator(
        self, name: bytes, operands: list[Any], matrix: list[float], _text: list[float]
    ) -> None:
        if name == b"Tr" and operands:
            self.mode = int(operands[0])
        elif name == b"re" and len(operands) == 4:
            self.pending.append(_placed([float(v) for v in operands], matrix))
        elif name in {b"f", b"F", b"f*", b"B", b"b"}:
            if self.fill <= _DARK:
                self.bars.extend(box for box in self.pending if _is_bar(box))
            self.pending = []
        elif name in {b"n", b"S", b"s"}:
            self.pending = []
        else:
            self._colour(name, operands)

    def _colour(self, name: bytes, operands: list[Any]) -> None:
        if name == b"g" and operands:
            self.fill = float(operands[0])
        elif name in {b"rg", b"sc", b"scn"} and len(operands) == 3:
            self.fill = max(float(v) for v in operands)
        elif name == b"k" and len(operands) == 4:
            self.fill = 1.0 - float(operands[3])

    def text(
        self, text: str, matrix: list[float], place: list[float], _font: Any, _size: Any
    ) -> None:
        if text.strip():
            x, y = _moved(place[4], place[5], matrix)
            # White words on a dark bar are a heading; they are drawn in a light colour.
            mode = self.mode if self.fill <= 1 - _DARK else -1
            self.words.append(_Word(x, y, text.strip(), self.mode or mode))


def hidden_words(page: Any) -> Iterator[str]:
    """Why words of a page are in the file though nobody sees them.

    Args:
        page: A page as pypdf reads it.

    Yields:
        Ends of a sentence that begins with the page, with the words masked.
    """
    seen = _Page()
    page.extract_text(visitor_operand_before=seen.operator, visitor_text=seen.text)
    invisible = [w for w in seen.words if w.mode == _INVISIBLE]
    if invisible and not _is_scan(page):
        yield f"has invisible words: {mask(invisible[0].text)}."
    outside = [w for w in seen.words if not _is_on(page.mediabox, w)]
    if outside:
        yield f"has words outside of the paper: {mask(outside[0].text)}."
    for x0, y0, x1, y1 in seen.bars:
        covered = [
            w for w in seen.words if w.mode != -1 and x0 - 1 <= w.x <= x1 and y0 - 2 <= w.y <= y1
        ]
        if covered:
            yield f"has words under a black bar: {mask(covered[0].text)}."
            return


def _moved(x: float, y: float, matrix: list[float]) -> tuple[float, float]:
    return (
        x * matrix[0] + y * matrix[2] + matrix[4],
        x * matrix[1] + y * matrix[3] + matrix[5],
    )


def _placed(operands: list[float], matrix: list[float]) -> _Box:
    x, y, width, height = operands
    first, second = _moved(x, y, matrix), _moved(x + width, y + height, matrix)
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[0], second[0]),
        max(first[1], second[1]),
    )


def _is_bar(box: _Box) -> bool:
    return box[2] - box[0] > _NARROW and _LOW < box[3] - box[1] < _HIGH


def _is_on(paper: Any, word: _Word) -> bool:
    return bool(
        float(paper.left) - 2 <= word.x <= float(paper.right) + 2
        and float(paper.bottom) - 2 <= word.y <= float(paper.top) + 2
    )


def _is_scan(page: Any) -> bool:
    """Whether the page is a scanned picture, under which recognised words lie by design."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return objects is not None and any(
        o.get_object().get("/Subtype") == "/Image" for o in objects.get_object().values()
    )
