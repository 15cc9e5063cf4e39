"""`{{ practice.telephone }}`: the practice's facts in running text."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from referable.diagnostics import did_you_mean

if TYPE_CHECKING:
    from referable.compiler.scanner import Mark
    from referable.compiler.session import Session

__all__ = ["display", "fact_text"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}|])")


def fact_text(session: Session, mark: Mark, path: str, line: int, column: int) -> str:
    """The Markdown that stands for a fact; an unknown one is reported and shown as written."""
    report = session.project.diagnostics.report
    root, _, name = mark.name.partition(".")
    practice = session.project.practice
    if root != "practice" or not name:
        near = did_you_mean(root, ["practice"])
        report(
            "fact-unknown",
            f"“{mark.name}” is not a fact.",
            path,
            line,
            column,
            fix=f"Write {{{{ practice.{name or 'name'} }}}}."
            if near
            else "Facts begin with “practice.”, as {{ practice.telephone }}. "
            "To show the braces themselves, put them in `backquotes`.",
            length=len(mark.text),
        )
        return _SPECIAL.sub(r"\\\1", mark.text)
    if practice is None:
        report(
            "fact-unknown",
            f"“{mark.name}” cannot be filled in: there is no usable {session.project.settings.practice}.",
            path,
            line,
            column,
            fix=f"Mend {session.project.settings.practice} first.",
            length=len(mark.text),
        )
        return _SPECIAL.sub(r"\\\1", mark.text)
    from referable.practice import fact  # noqa: PLC0415 # pydantic is slow to import

    try:
        value = fact(practice, name)
    except LookupError as error:
        known = list(error.args[0])
        near = did_you_mean(name.rpartition(".")[2], known)
        report(
            "fact-unknown",
            f"practice.yml has no “{name}”.",
            path,
            line,
            column,
            fix=f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(sorted(known))}.",
            length=len(mark.text),
        )
        return _SPECIAL.sub(r"\\\1", mark.text)
    text = display(value)
    if text is None:
        report(
            "fact-unknown",
            f"“{mark.name}” is empty or holds several values.",
            path,
            line,
            column,
            fix=f"Fill it in in {session.project.settings.practice}, or name one value inside it.",
            length=len(mark.text),
        )
        return _SPECIAL.sub(r"\\\1", mark.text)
    return _SPECIAL.sub(r"\\\1", text)


def display(value: Any) -> str | None:
    """A fact as words: dates as "November 20, 2026", lists joined; None when there is nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return f"{value:%B} {value.day}, {value.year}"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, tuple) and value and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return None
