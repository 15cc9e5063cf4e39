"""Models of the user's YAML: checked by pydantic, reported as diagnostics with line and fix."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo

from referable.diagnostics import Diagnostics, did_you_mean
from referable.yamlsource import Path, YamlDocument

__all__ = [
    "Model",
    "field_at",
    "is_mapping",
    "is_type_tag",
    "misspelt",
    "model_in",
    "report_problem",
    "told_once",
    "validate",
]


class Model(BaseModel):
    """Base of all models: frozen, no unknown fields, numbers accepted where words are meant."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, use_attribute_docstrings=True
    )


M = TypeVar("M", bound=Model)


def is_mapping(document: YamlDocument, path: str, diagnostics: Diagnostics, *, begin: str) -> bool:
    """Whether a document is a list of `name: value` lines; it is reported when it is not.

    Args:
        document: The YAML as read.
        path: The file, for messages.
        diagnostics: Receives `yaml-syntax`.
        begin: How its first line should begin, such as "`name: Your practice`".
    """
    if isinstance(document.data, dict):
        return True
    diagnostics.report(
        "yaml-syntax",
        f"{path} is not a list of `name: value` lines.",
        path,
        1,
        fix=f"Begin with {begin}.",
    )
    return False


def validate(
    model: type[M], document: YamlDocument, path: str, diagnostics: Diagnostics
) -> M | None:
    """Check a document against a model.

    Args:
        model: What the document should look like.
        document: The YAML as read.
        path: The file, for messages.
        diagnostics: Receives `field-unknown`, `field-missing` and `field-value`.

    Returns:
        The model, or None when something in it is an error. Unknown fields are reported and left
        out, so that one slip does not hide the other facts.
    """
    data = document.data
    slips: set[tuple[int | str, ...]] = set()
    for _ in range(2):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            problems = error.errors(include_url=False)
            unknown = [p["loc"] for p in problems if p["type"] == "extra_forbidden"]
            slips |= misspelt(problems)
            for problem in told_once(problems):
                if problem["loc"] not in slips:  # the slip itself is told
                    report_problem(model, problem, document, path, diagnostics)
            if len(unknown) != len(problems):
                return None
            data = _without(data, set(unknown))
    return None


def told_once(problems: list[Any]) -> list[Any]:
    """Problems without "too few items" where the items themselves are what is wrong."""
    places = [p["loc"] for p in problems]
    return [
        p
        for p in problems
        if p["type"] != "too_short"
        or not any(at != p["loc"] and at[: len(p["loc"])] == p["loc"] for at in places)
    ]


def misspelt(problems: list[Any]) -> set[tuple[int | str, ...]]:
    """The places of fields that are missing only because their name is there with a slip."""
    missing = [p["loc"] for p in problems if p["type"] == "missing"]
    return {
        (*at[:-1], near)
        for at in (p["loc"] for p in problems if p["type"] == "extra_forbidden")
        for near in did_you_mean(
            str(at[-1]), (str(m[-1]) for m in missing if m[:-1] == at[:-1]), limit=1
        )
    }


def _without(data: Any, paths: set[tuple[int | str, ...]], at: Path = ()) -> Any:
    if isinstance(data, dict):
        return {k: _without(v, paths, (*at, k)) for k, v in data.items() if (*at, k) not in paths}
    if isinstance(data, list):
        return [_without(v, paths, (*at, i)) for i, v in enumerate(data)]
    return data


def report_problem(
    model: type[BaseModel],
    problem: Any,
    document: YamlDocument,
    path: str,
    diagnostics: Diagnostics,
) -> None:
    """Report one problem that pydantic found, at its place and in plain words."""
    # A union or a validator adds segments that are no field of the file.
    location: Path = tuple(s for s in problem["loc"] if not is_type_tag(s))
    line, column = document.place(location)
    name = str(location[-1]) if location else path
    where = ".".join(str(s + 1) if isinstance(s, int) else s for s in location)
    if problem["type"] == "extra_forbidden":
        known = _fields_at(model, location[:-1])
        near = did_you_mean(name, known)
        fix = (
            f"Did you mean {_either(near)}?"
            if near
            else f"Known fields here: {', '.join(sorted(known))}."
        )
        diagnostics.report(
            "field-unknown",
            f"“{name}” is not a known field.",
            path,
            line,
            column,
            fix=fix,
            length=len(name),
        )
    elif problem["type"] == "missing":
        parent = ".".join(where.split(".")[:-1])
        inside = f" in {parent}" if parent else ""
        diagnostics.report(
            "field-missing",
            f"The field “{name}” is missing{inside}.",
            path,
            line,
            column,
            fix=f"Add a line `{name}: …`.",
        )
    else:
        message, fix = _explain(problem, where)
        field = field_at(model, location)
        if problem["type"] == "string_pattern_mismatch" and field is not None and field.description:
            message = f"“{problem['input']}” does not have the form of {where}."
            fix = " ".join(field.description.split())
        diagnostics.report("field-value", message, path, line, column, fix=fix, length=len(name))


def is_type_tag(segment: int | str) -> bool:
    """Whether a part of pydantic's location is no field of the file."""
    return isinstance(segment, str) and (segment.startswith("function-") or "[" in segment)


def _either(words: list[str]) -> str:
    return " or ".join(f"“{w}”" for w in words)


def _explain(problem: Any, where: str) -> tuple[str, str]:
    """A pydantic problem in plain words, and what to write."""
    value = problem.get("input")
    shown = f"“{value}”" if isinstance(value, str | int | float | bool) else "The value"
    kind, context = problem["type"], problem.get("ctx", {})
    if value is None:
        return f"{where} is left empty.", "Write a value after the colon, or delete the line."
    if kind in {"enum", "literal_error"}:
        choices = [c.strip(" '") for c in str(context["expected"]).replace(" or ", ", ").split(",")]
        near = did_you_mean(str(value), choices)
        fix = f"Did you mean {_either(near)}? " if near else ""
        return f"{shown} is not a choice for {where}.", f"{fix}Choose one of: {', '.join(choices)}."
    if kind == "value_error":
        text = str(context.get("error", problem["msg"]))
        message, _, fix = text.partition(" | ")
        return f"{where}: {message}", fix
    expected = {
        "string_type": "words",
        "int_type": "a whole number",
        "int_parsing": "a whole number",
        "int_from_float": "a whole number",
        "float_type": "a number",
        "float_parsing": "a number",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "date_type": "a date such as 2026-11-23",
        "date_parsing": "a date such as 2026-11-23",
        "date_from_datetime_parsing": "a date such as 2026-11-23",
        "list_type": "a list: one item a line, each beginning with a dash",
        "tuple_type": "a list: one item a line, each beginning with a dash",
        "dict_type": "a group of `name: value` lines",
        "model_type": "a group of `name: value` lines",
        "model_attributes_type": "a group of `name: value` lines",
        "too_short": "at least one item",
        "string_too_short": "words, not an empty text",
        "greater_than": f"more than {context.get('gt')}",
        "greater_than_equal": f"{context.get('ge')} or more",
        "less_than_equal": f"{context.get('le')} or less",
    }.get(kind)
    if expected:
        return f"{where} should be {expected}.", f"Write {expected}."
    return f"{where}: {problem['msg']}.", "Compare it with the example in the starter's file."


def _fields_at(model: type[BaseModel], location: Path) -> list[str]:
    """The names of the fields of the model at a place."""
    current: type[BaseModel] | None = model
    for segment in location:
        if isinstance(segment, int):
            continue
        info = current.model_fields.get(segment) if current else None
        found = model_in(info.annotation) if info else None
        if found is None and current is not None and info is None:
            continue  # a name chosen by the user, as in conditions: {low-back-pain: …}
        current = found
    return list(current.model_fields) if current else []


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field's type holds, in a list or by itself; None when it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = model_in(argument)
        if found:
            return found
    return None


def field_at(model: type[BaseModel], at: Path) -> FieldInfo | None:
    """The field at a place; None for a name the user chose, as in `training: {children: …}`."""
    current: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for name in at:
        if isinstance(name, int):
            continue
        found = _field_named(current, name) if current is not None else None
        if found is None:
            field = None
            continue
        field, current = found, model_in(found.annotation)
    return field


def _field_named(model: type[BaseModel], name: str) -> FieldInfo | None:
    for own, field in model.model_fields.items():
        alias = field.validation_alias
        others = alias.choices if isinstance(alias, AliasChoices) else ()
        if name == own or name in others:
            return field
    return None
