"""Salvage: what can be used of a file in which something is wrong.

A field that need not be there is left out when its value is wrong, a list loses only the item that
is wrong, and only a field without which nothing works makes the whole unusable. Everything left out
is an error with its line, so that nothing is published by what is left.

A value without which nothing works is shown as it was written, where its validator takes the set of
such values from the context; a preview then still shows what else there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from referable.diagnostics import Diagnostics
from referable.validation import (
    Model,
    field_at,
    is_type_tag,
    misspelt,
    report_problem,
    told_once,
)
from referable.yamlsource import Path, YamlDocument

__all__ = ["Salvaged", "salvage"]

M = TypeVar("M", bound=Model)

_ROUNDS = 20
"""More than there are fields within fields."""


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[M]):
    """What a file gives.

    Attributes:
        value: The model, or None when nothing works without what is wrong.
        document: The document without what was left out, places included.
        is_whole: Whether nothing but unknown fields was left out.
    """

    value: M | None
    document: YamlDocument
    is_whole: bool


def salvage(
    model: type[M], document: YamlDocument, path: str, diagnostics: Diagnostics
) -> Salvaged[M]:
    """Check a document against a model and keep what can be used.

    Args:
        model: What the document should look like.
        document: The YAML as read.
        path: The file, for messages.
        diagnostics: Receives `field-unknown`, `field-missing` and `field-value`.
    """
    gone: set[Path] = set()
    told: set[Path] = set()
    as_written: set[str] = set()
    is_whole = is_usable = True
    for _ in range(_ROUNDS):
        rest = _without(document, gone)
        try:
            value = model.model_validate(rest.data, context=frozenset(as_written))
            return Salvaged(value, rest, is_whole)
        except ValidationError as error:
            before = frozenset(gone)
            problems = error.errors(include_url=False)
            # A field that is missing because of a slip in its name: the slip is told, and once.
            told |= {_in_the_file(at, document.data, before) for at in misspelt(problems)}
            for problem in told_once(problems):
                at = _in_the_file(problem["loc"], document.data, before)
                # A list that is empty because its items were wrong is not a second mistake.
                if not any(place[: len(at)] == at for place in told):
                    report_problem(model, {**problem, "loc": at}, document, path, diagnostics)
                told.add(at)
                unknown = problem["type"] == "extra_forbidden"
                is_whole = is_whole and unknown
                left_out = at if unknown else _least(model, at)
                if left_out is not None:
                    gone.add(left_out)
                elif isinstance(problem["input"], str) and problem["input"] not in as_written:
                    as_written.add(problem["input"])
                else:
                    is_usable = False
        if not is_usable:
            break
    return Salvaged(None, document, is_whole=False)


def _least(model: type[BaseModel], at: Path) -> Path | None:
    """The least that can be left out to be rid of a wrong place; None when that is everything."""
    for length in range(len(at), 0, -1):
        name = at[length - 1]
        if isinstance(name, int):
            return at[:length]
        field = field_at(model, at[:length])
        if field is None or not field.is_required():
            return at[:length]
    return None


def _in_the_file(location: tuple[int | str, ...], data: Any, gone: frozenset[Path]) -> Path:
    """A place that pydantic names, in the file as the user wrote it.

    Items that were left out before do not count for pydantic, and it calls a field that has two
    names by the first of them.
    """
    at: Path = ()
    for part in location:
        if is_type_tag(part):
            continue
        name = part
        if isinstance(part, int) and isinstance(data, list):
            kept = [i for i in range(len(data)) if (*at, i) not in gone]
            name = kept[part] if part < len(kept) else part
        elif isinstance(data, dict) and part not in data and isinstance(part, str):
            former = part.replace("license", "licence")
            name = former if former in data else part
        at = (*at, name)
        try:
            data = data[name]
        except (LookupError, TypeError):
            data = None
    return at


def _without(document: YamlDocument, gone: set[Path]) -> YamlDocument:
    """A document without some places; items that move up keep their lines."""
    if not gone:
        return document
    rest = YamlDocument(None)

    def copy(data: Any, at: Path, now: Path) -> Any:
        if at in document.places:
            rest.places[now] = document.places[at]
        if isinstance(data, dict):
            return {
                name: copy(value, (*at, name), (*now, name))
                for name, value in data.items()
                if (*at, name) not in gone
            }
        if isinstance(data, list):
            kept = [i for i in range(len(data)) if (*at, i) not in gone]
            return [copy(data[i], (*at, i), (*now, new)) for new, i in enumerate(kept)]
        return data

    rest.data = copy(document.data, (), ())
    return rest
