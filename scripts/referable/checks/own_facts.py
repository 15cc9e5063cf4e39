"""What practice.yml says of the practice itself, where a stranger's address or number may stand.

Its places, permits and licenses are the practice's own by the field they stand in, whatever they
look like; everything else in the file is checked as elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from referable.diagnostics import Diagnostic, Diagnostics
from referable.yamlsource import Path, load_yaml

__all__ = ["without_own_facts"]

_PLACE = frozenset({"name", "street", "city", "state", "zip", "telephone", "fax"})


def without_own_facts(text: str, path: str, found: list[Diagnostic]) -> list[Diagnostic]:
    """The problems that are not about the practice's own address, number or town.

    Args:
        text: The text of practice.yml.
        path: Its path.
        found: The problems of that text.
    """
    if not any(d.code.startswith("phi-") and d.line for d in found):
        return found
    document = load_yaml(text, path, Diagnostics())
    if document is None:
        return found
    own: dict[int, list[str]] = {}
    for at, value in _own(document.data):
        own.setdefault(document.place(at)[0], []).append(value)
    lines = text.split("\n")
    return [d for d in found if not _is_own(d, lines, own.get(d.line or 0, []))]


def _is_own(found: Diagnostic, lines: list[str], values: list[str]) -> bool:
    if not found.code.startswith("phi-") or not values or not found.line or not found.column:
        return False
    said = lines[found.line - 1][found.column - 1 :][: found.length].strip(" \"'")
    return any(said in value for value in values)


def _own(data: Any) -> Iterator[tuple[Path, str]]:
    """The values that can only be the practice's own, with their places."""
    if not isinstance(data, dict):
        return
    for name in ("telephone", "fax"):
        yield from _value((name,), data.get(name))
    yield from _listed(("area_served",), data.get("area_served"))
    for at, place in _entries(("locations",), data.get("locations")):
        for name in _PLACE & place.keys():
            yield from _value((*at, name), place[name])
    permit = next((n for n in ("establishment_license", "establishment_licence") if n in data), "")
    if isinstance(data.get(permit), dict):
        yield from _value((permit, "number"), data[permit].get("number"))
    for at, person in _entries(("people",), data.get("people")):
        yield from _value((*at, "npi"), person.get("npi"))
        for name in ("licenses", "licences"):
            for inner, granted in _entries((*at, name), person.get(name)):
                yield from _value((*inner, "number"), granted.get("number"))


def _value(at: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str | int) and str(value):
        yield at, str(value)


def _listed(at: Path, values: Any) -> Iterator[tuple[Path, str]]:
    for index, value in enumerate(values if isinstance(values, list) else ()):
        yield from _value((*at, index), value)


def _entries(at: Path, values: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict):
            yield (*at, index), value
