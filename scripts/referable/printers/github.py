"""Diagnostics as annotations of a pull request."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from referable.diagnostics import Diagnostic
from referable.rules import RULES, Severity

__all__ = ["format_github"]


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
        more = f"`referable explain {d.code}` says more."
        body = "\n".join(part for part in (d.message, d.fix, f"Why: {d.reason}", more) if part)
        out.append(f"::{levels[d.severity]} {joined}::{_escape_data(body)}\n")
    return "".join(out)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
