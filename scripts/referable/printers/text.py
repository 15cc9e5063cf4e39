"""Diagnostics as text for people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from referable.diagnostics import Diagnostic
from referable.rules import Severity

__all__ = ["format_text", "more_about", "summary"]

_REPEATS = 5  # the same message more often than this is only counted
_TERSE = frozenset({"placeholder"})  # a list to work through: after the first, a line each
_NAMED = 5  # codes that the closing line names
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def format_text(
    diagnostics: Iterable[Diagnostic],
    root: Path,
    *,
    colour: bool = False,
    texts: Mapping[str, str] | None = None,
    **unused: object,
) -> str:
    """Diagnostics as text with an excerpt of the source, the reason and the fix.

    Args:
        diagnostics: What to print, in the order to print it.
        root: The project's folder, to read excerpts from.
        colour: Whether to use terminal colours.
        texts: Texts that are no files, by the path their diagnostics name.
        unused: Options of other printers.

    Returns:
        Several lines for each diagnostic; an empty string when there are none. The same message
        is printed five times and then counted; of blanks to fill in, all but the first of a kind
        in a file have one line.
    """
    del unused
    cache = {path: _lines(text) for path, text in (texts or {}).items()}
    seen: Counter[tuple[str, str]] = Counter()
    told: set[tuple[str, str, str]] = set()
    blocks: list[str] = []
    listing = False  # whether the last block is a list of single lines
    for diagnostic in diagnostics:
        kind = (diagnostic.code, diagnostic.message)
        seen[kind] += 1
        if seen[kind] > _REPEATS:
            continue
        words = (diagnostic.code, diagnostic.path, diagnostic.fix)
        if diagnostic.code in _TERSE and words in told:
            line = f"{_head(diagnostic, colour=colour)}\n"
            blocks[len(blocks) - listing :] = [blocks[-1] + line if listing else line]
            listing = True
            continue
        told.add(words)
        blocks.append(_text_block(diagnostic, root, cache, colour=colour))
        listing = False
    for (code, message), count in seen.items():
        if count > _REPEATS:
            blocks.append(f"… and {count - _REPEATS} more of [{code}] {message}\n")
    return "\n".join(blocks)


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _head(diagnostic: Diagnostic, *, colour: bool) -> str:
    """Where, how bad, and what."""
    severity = diagnostic.severity
    label = _paint(f"{severity}[{diagnostic.code}]", _COLOURS[severity], colour=colour)
    return f"{_paint(diagnostic.place, '1', colour=colour)}: {label} {diagnostic.message}"


def _text_block(
    diagnostic: Diagnostic, root: Path, cache: dict[str, list[str]], *, colour: bool
) -> str:
    lines = [_head(diagnostic, colour=colour)]
    source = _source_line(diagnostic, root, cache)
    if source is not None and diagnostic.line is not None:
        number = str(diagnostic.line)
        shown, caret = _excerpt(source, diagnostic.column, diagnostic.length)
        lines.append(f"  {number} | {shown}")
        if caret:
            caret = _paint(caret, _COLOURS[diagnostic.severity], colour=colour)
            lines.append(f"  {' ' * len(number)} | {caret}")
    lines.append(f"  why: {diagnostic.reason}")
    if diagnostic.fix:
        lines.append(f"  fix: {diagnostic.fix}")
    return "\n".join(lines) + "\n"


def _source_line(diagnostic: Diagnostic, root: Path, cache: dict[str, list[str]]) -> str | None:
    if not diagnostic.path or diagnostic.line is None:
        return None
    if diagnostic.path not in cache:
        try:
            data = (root / diagnostic.path).read_bytes()
        except OSError:
            return None
        cache[diagnostic.path] = _lines(_decoded(data))
    lines = cache[diagnostic.path]
    if 0 < diagnostic.line <= len(lines):
        return lines[diagnostic.line - 1]
    return None


def _decoded(data: bytes) -> str:
    """A file's text as its author sees it, in whatever encoding it is saved."""
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("utf-16" if wide else "cp1252", errors="replace")


def _lines(text: str) -> list[str]:
    # Not splitlines(), which also cuts at characters that no editor counts as line ends.
    return re.split(r"\r\n|\r|\n", text)


def _excerpt(source: str, column: int | None, length: int, width: int = 88) -> tuple[str, str]:
    """The part of a line around a column, and carets below it; tabs become one space."""
    source = source.replace("\t", " ")
    start = 0
    if column is not None and column > width - 20:
        start = column - 40
    shown = source[start : start + width]
    if start:
        shown = "…" + shown[1:]
    if start + width < len(source):
        shown = shown[:-1] + "…"
    if column is None:
        return shown, ""
    offset = max(column - 1 - start, 0)
    room = max(len(shown) - offset, 1)
    return shown, " " * offset + "^" * max(1, min(length, room))


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One closing line: "2 errors, 1 warning found." or "No problems found."."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    parts = [f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in counts.items() if n]
    return f"{', '.join(parts)} found." if parts else "No problems found."


def more_about(diagnostics: Iterable[Diagnostic]) -> str:
    """One line that names the command which explains the codes shown; empty when there are none."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    if not codes:
        return ""
    others = codes[1:_NAMED]
    left = len(codes) - len(others) - 1
    named = ", ".join(others) + (f" and {left} more" if left else "")
    also = f" (also: {named})" if others else ""
    return f"`referable explain {codes[0]}` says more{also}."
