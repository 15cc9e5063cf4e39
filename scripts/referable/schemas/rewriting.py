"""Turns pydantic's JSON Schema into the plain one that YAML editors show well."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

__all__ = ["enums_of", "rewrite"]

_WORDS = {
    "npi": "NPI",
    "cpr expires": "CPR expires",
    "url": "Address",
    "zip": "ZIP code",
    "id": "Id",
    "icd10cm": "ICD-10-CM codes",
    "mic": "Changes people notice",
    "min": "Lowest score",
    "max": "Highest score",
    "p": "P value",
    "faq": "FAQ",
}
_KEPT = ("type", "enum", "enumDescriptions", "pattern", "format", "minimum", "maximum")


def enums_of(annotation: Any) -> Iterator[type[Enum]]:
    """Every enum inside a model or an annotation, each as often as it is met."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from enums_of(field.annotation)
    else:
        for argument in get_args(annotation):
            yield from enums_of(argument)


def rewrite(made: dict[str, Any], labels: dict[str, list[str]]) -> dict[str, Any]:
    """A schema of draft 7 with plain titles, one-line descriptions and no room for null.

    Words may be written as numbers where the models take numbers for words.

    Args:
        made: What pydantic gives for a model.
        labels: What the words of each enum mean, by the enum's name.
    """
    definitions = made.get("$defs", {})
    result = _object(made)
    result["definitions"] = {name: _definition(d) for name, d in sorted(definitions.items())}
    for name, meanings in labels.items():
        result["definitions"][name]["enumDescriptions"] = meanings
    return result


def _definition(value: dict[str, Any]) -> dict[str, Any]:
    return _object(value) if value.get("type") == "object" else _value(value)


def _object(value: dict[str, Any]) -> dict[str, Any]:
    """A group of fields."""
    properties = {name: _field(name, field) for name, field in value.get("properties", {}).items()}
    result: dict[str, Any] = {"type": "object"}
    if value.get("description"):
        result["description"] = _one_line(value["description"])
    result["properties"] = properties
    if value.get("required"):
        result["required"] = list(value["required"])
    result["additionalProperties"] = False
    return result


def _field(name: str, value: dict[str, Any]) -> dict[str, Any]:
    words = name.replace("_", " ")
    result: dict[str, Any] = {"title": _WORDS.get(words, words.capitalize())}
    if value.get("description"):
        result["description"] = _one_line(value["description"])
    result |= _value(value)
    if isinstance(value.get("default"), bool | int | float | str) and value["default"] != "":
        result["default"] = value["default"]
    return result


def _value(value: dict[str, Any]) -> dict[str, Any]:
    """What a value must be, without its title and description."""
    if "anyOf" in value:
        allowed = [_value(part) for part in value["anyOf"] if part.get("type") != "null"]
        return allowed[0] if len(allowed) == 1 else {"anyOf": allowed}
    if "$ref" in value:
        # Draft 7 reads nothing beside a reference, hence the list of one.
        name = value["$ref"].rpartition("/")[2]
        return {"allOf": [{"$ref": f"#/definitions/{name}"}]}
    if "allOf" in value:
        (only,) = value["allOf"]
        return _value(only)
    if "enum" in value:
        return {k: value[k] for k in ("type", "enum", "enumDescriptions") if k in value}
    kind = value.get("type")
    if kind == "array":
        return _array(value)
    if kind == "object":
        return {"type": "object", "additionalProperties": _value(value["additionalProperties"])}
    if kind == "string" and not {"pattern", "format"} & value.keys():
        return {"type": ["string", "number"]}
    kept = {k: value[k] for k in _KEPT if k in value}
    if "exclusiveMinimum" in value:
        kept["exclusiveMinimum"] = value["exclusiveMinimum"]
    return kept


def _array(value: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {"type": "array"}
    if "prefixItems" in value:
        result["items"] = [_value(item) for item in value["prefixItems"]]
        result["additionalItems"] = False
    else:
        result["items"] = _value(value.get("items", {}))
    if "minItems" in value:
        result["minItems"] = value["minItems"]
    return result


def _one_line(text: str) -> str:
    return " ".join(text.split())
