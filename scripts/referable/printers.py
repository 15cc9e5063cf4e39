"""Printers: the same diagnostics as text for people, JSON lines for programs, or annotations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from referable.diagnostics import Diagnostic
from referable.rules import RULES, Severity

__all__ = ["FORMATS", "format_github", "format_json", "format_text", "summary"]

_REPEATS = 5  # the same message more often than this is only counted
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def format_text(
    diagnostics: Iterable[Diagnostic],
    root: Path,
    *,
    colour: bool = False,
    texts: Mapping[str, str] | None = None,
) -> str:
    """Diagnostics as text with an excerpt of the source, the reason and the fix.

    Args:
        diagnostics: What to print, in the order to print it.
        root: The project's folder, to read excerpts from.
        colour: Whether to use terminal colours.
        texts: Texts that are no files, by the path their diagnostics name.

    Returns:
        Several lines for each diagnostic; an empty string when there are none. The same message
        is printed five times and then counted.
    """
    cache = {path: _lines(text) for path, text in (texts or {}).items()}
    seen: Counter[tuple[str, str]] = Counter()
    blocks = []
    for diagnostic in diagnostics:
        kind = (diagnostic.code, diagnostic.message)
        seen[kind] += 1
        if seen[kind] <= _REPEATS:
            blocks.append(_text_block(diagnostic, root, cache, colour=colour))
    for (code, message), count in seen.items():
        if count > _REPEATS:
            blocks.append(f"… and {count - _REPEATS} more of [{code}] {message}\n")
    return "\n".join(blocks)


def _text_block(
    diagnostic: Diagnostic, root: Path, cache: dict[str, list[str]], *, colour: bool
) -> str:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    label = paint(f"{diagnostic.severity}[{diagnostic.code}]", _COLOURS[diagnostic.severity])
    lines = [f"{paint(diagnostic.place, '1')}: {label} {diagnostic.message}"]
    source = _source_line(diagnostic, root, cache)
    if source is not None and diagnostic.line is not None:
        number = str(diagnostic.line)
        shown, caret = _excerpt(source, diagnostic.column, diagnostic.length)
        lines.append(f"  {number} | {shown}")
        if caret:
            lines.append(f"  {' ' * len(number)} | {paint(caret, _COLOURS[diagnostic.severity])}")
    lines.append(f"  why: {diagnostic.reason}")
    if diagnostic.fix:
        lines.append(f"  fix: {diagnostic.fix}")
    return "\n".join(lines) + "\n"


def _source_line(diagnostic: Diagnostic, root: Path, cache: dict[str, list[str]]) -> str | None:
    if not diagnostic.path or diagnostic.line is None:
        return None
    if diagnostic.path not in cache:
        try:
            text = (root / diagnostic.path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return None
        cache[diagnostic.path] = _lines(text)
    lines = cache[diagnostic.path]
    if 0 < diagnostic.line <= len(lines):
        return lines[diagnostic.line - 1]
    return None


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


def format_json(diagnostics: Iterable[Diagnostic], root: Path, **unused: object) -> str:
    """Diagnostics as JSON lines: one object a line, keys in a fixed order."""
    del root, unused
    return "".join(
        json.dumps(
            {
                "code": d.code,
                "severity": str(d.severity),
                "path": d.path,
                "line": d.line,
                "column": d.column,
                "message": d.message,
                "reason": d.reason,
                "fix": d.fix,
            },
            ensure_ascii=False,
        )
        + "\n"
        for d in diagnostics
    )


def format_github(diagnostics: Iterable[Diagnostic], root: Path, **unused: object) -> str:
    """Diagnostics as GitHub workflow commands, which annotate the lines of a pull request.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    del root, unused
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    out = []
    for d in diagnostics:
        properties = {"file": d.path, "line": d.line, "col": d.column, "title": RULES[d.code].title}
        joined = ",".join(f"{k}={_escape_property(str(v))}" for k, v in properties.items() if v)
        body = d.message + (f"\n{d.fix}" if d.fix else "")
        out.append(f"::{levels[d.severity]} {joined}::{_escape_data(body)}\n")
    return "".join(out)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[..., str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
}


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """One closing line: "2 errors, 1 warning found." or "No problems found."."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    parts = [f"{n} {severity}{'' if n == 1 else 's'}" for severity, n in counts.items() if n]
    return f"{', '.join(parts)} found." if parts else "No problems found."
