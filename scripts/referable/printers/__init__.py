"""Printers: the same diagnostics as text for people, JSON lines, annotations or SARIF."""

from __future__ import annotations

from collections.abc import Callable

from referable.printers.github import format_github
from referable.printers.json_lines import format_json
from referable.printers.sarif import format_sarif
from referable.printers.text import format_text, more_about, summary

__all__ = [
    "FORMATS",
    "format_github",
    "format_json",
    "format_sarif",
    "format_text",
    "more_about",
    "summary",
]

FORMATS: dict[str, Callable[..., str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
