"""Reading `practice.yml`, and looking up one of its facts by name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from referable.diagnostics import Diagnostics
from referable.practice.model import Practice
from referable.practice.review import review_practice
from referable.salvage import salvage
from referable.validation import Model, is_mapping
from referable.yamlsource import load_yaml

__all__ = ["fact", "facts_of", "load_practice"]

# Earlier sites wrote these names; they go on meaning the same.
_FORMER = {
    "licence": "license",
    "licences": "licenses",
    "establishment_licence": "establishment_license",
}


def load_practice(
    text: str,
    path: str,
    diagnostics: Diagnostics,
    *,
    today: dt.date | None = None,
    asked: bool = False,
) -> Practice | None:
    """Read `practice.yml`.

    Args:
        text: The file's text.
        path: Its path, for messages.
        diagnostics: Receives every problem with its line.
        today: The day of the run; when None, nothing is said about facts that grow old.
        asked: Whether that day was asked for. A sample's made-up facts are judged by the day
            they were written unless it was.

    Returns:
        The practice without what is wrong in it, each of which is an error; None when nothing works
        without what is wrong: the name, the telephone, or everybody who treats.
    """
    document = load_yaml(text, path, diagnostics)
    if document is None:
        return None
    if not is_mapping(document, path, diagnostics, begin="`name: Your practice`"):
        return None
    found = salvage(Practice, document, path, diagnostics)
    practice = found.value
    if practice is None:
        return None
    if not isinstance(document.data.get("sample", False), bool):
        # Whatever was meant, made-up facts must never pass for real ones.
        practice = practice.model_copy(update={"sample": True})
    review_practice(
        practice,
        found.document,
        path,
        diagnostics,
        today=today,
        asked=asked,
        is_whole=found.is_whole,
    )
    return practice


def fact(practice: Practice, name: str) -> Any:
    """The value at a dotted path such as `lead.name` or `people.0.npi`.

    Raises:
        LookupError: When there is no such fact; its argument lists the names known there.
    """
    value: Any = practice
    for part in name.split("."):
        if isinstance(value, tuple) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
            continue
        names = facts_of(value)
        known = part if part in names else _FORMER.get(part, part)
        if known not in names:
            raise LookupError(names)
        value = value[known] if isinstance(value, dict) else getattr(value, known)
    return value


def facts_of(value: Any) -> list[str]:
    """The names of the facts directly inside a value."""
    if isinstance(value, Model):
        computed = [
            n for n, v in vars(type(value)).items() if isinstance(v, property) and n[0] != "_"
        ]
        return [*type(value).model_fields, *computed]
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, tuple):
        return [str(i) for i in range(len(value))]
    return []
