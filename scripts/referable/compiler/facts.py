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

_SPECIAL = re.compile(r"[\\`*_\[\]<>{}|&]")


def fact_text(session: Session, mark: Mark, path: str, line: int, column: int) -> str:
    """The Markdown that stands for a fact; an unknown one is reported and shown as written."""
    text, message, fix = _look_up(session, mark.name)
    if not message:
        return _literal(text)
    if session.project.practice_is_broken:
        return _literal(mark.text)  # one message about the file is enough
    session.project.diagnostics.report(
        "fact-unknown", message, path, line, column, fix=fix, length=len(mark.text)
    )
    return _literal(mark.text)


def _literal(text: str) -> str:
    """Text as Markdown that shows it as it is, in any place Markdown allows text."""
    return _SPECIAL.sub(lambda m: f"&#{ord(m.group())};", text)


def _look_up(session: Session, full_name: str) -> tuple[str, str, str]:
    """A fact's text, or what is wrong and how to mend it."""
    file = session.project.settings.practice
    root, _, name = full_name.partition(".")
    if root != "practice" or not name:
        fix = (
            "Facts begin with “practice.”, as {{ practice.telephone }}. "
            "To show the braces themselves, put them in `backquotes`."
        )
        if did_you_mean(root, ["practice"]):
            fix = f"Write {{{{ practice.{name or 'name'} }}}}."
        return "", f"“{full_name}” is not a fact.", fix
    practice = session.project.practice
    if practice is None:
        message = f"“{full_name}” cannot be filled in: there is no usable {file}."
        return "", message, f"Mend or add {file} first."
    from referable.practice import fact  # noqa: PLC0415 # pydantic is slow to import

    try:
        value = fact(practice, name)
    except LookupError as error:
        known = list(error.args[0])
        near = did_you_mean(name.rpartition(".")[2], known)
        fix = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(sorted(known))}."
        return "", f"{file} has no “{name}”.", fix
    text = display(value)
    if text is None:
        message = f"“{full_name}” is empty or holds several values."
        return "", message, f"Fill it in in {file}, or name one value inside it."
    return text, "", ""


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
