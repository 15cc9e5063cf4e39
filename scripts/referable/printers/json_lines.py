"""Diagnostics as JSON lines, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from referable.diagnostics import Diagnostic
from referable.rules import RULES

__all__ = ["format_json"]


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
                "title": RULES[d.code].title,
                "help": f"referable explain {d.code}",
            },
            ensure_ascii=False,
        )
        + "\n"
        for d in diagnostics
    )
