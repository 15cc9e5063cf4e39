"""JSON Schemas of the files a therapist writes, so that editors complete and explain each field.

Made from the models and options that check the files; what lies beside this module as
`<name>.json` is the same, for tools that only read files.
Source: JSON Schema draft 7, the newest that every YAML language server in use understands.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from referable.schemas.rewriting import enums_of, rewrite

if TYPE_CHECKING:
    from referable.validation import Model

__all__ = [
    "FILES",
    "editor_files",
    "editor_settings",
    "recommended_extensions",
    "schema",
    "schema_names",
    "schema_text",
    "shipped_schema",
]

FILES = {
    "practice": "practice.yml",
    "conditions": "research/conditions.yml",
    "synopsis": "research/synopses/*.md",
    "photos": "photos.yml",
    "mkdocs": "mkdocs.yml",
}
"""Which files of a site each schema is for."""

_FOLDER = ".vscode/schemas"


def schema_names() -> tuple[str, ...]:
    """The names of the schemas."""
    return tuple(FILES)


def _model(name: str) -> type[Model]:
    if name == "practice":
        from referable.practice import Practice  # noqa: PLC0415 # pydantic is slow to import

        return Practice
    if name == "conditions":
        from referable.research.conditions import Vocabulary  # noqa: PLC0415

        return Vocabulary
    if name == "synopsis":
        from referable.research.synopses import SynopsisFacts  # noqa: PLC0415

        return SynopsisFacts
    if name == "photos":
        from referable.photos import Photos  # noqa: PLC0415

        return Photos
    raise KeyError(name)


def _labels(model: type[Model]) -> dict[str, list[str]]:
    """For each set of words with labels, what each word means."""
    found: dict[str, list[str]] = {}
    for kind in enums_of(model):
        labels = [str(getattr(member, "label", "")) for member in kind]
        if any(labels):
            found[kind.__name__] = [
                label or str(member.value) for label, member in zip(labels, kind, strict=True)
            ]
    return found


@cache
def schema(name: str) -> dict[str, Any]:
    """The schema of a kind of file.

    Args:
        name: One of `schema_names()`.

    Raises:
        KeyError: There is no such schema.
    """
    if name == "mkdocs":
        from referable.schemas.setup import setup_schema  # noqa: PLC0415 # as the models

        made = setup_schema()
    else:
        model = _model(name)
        made = rewrite(model.model_json_schema(by_alias=True, mode="validation"), _labels(model))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **made,
        "title": FILES[name],
    }


def schema_text(name: str) -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def shipped_schema(name: str) -> dict[str, Any]:
    """The schema as it lies in the package."""
    text = (files("referable") / "schemas" / f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def editor_settings() -> dict[str, Any]:
    """Settings of Visual Studio Code for a site's folder."""
    return {
        "yaml.schemas": {f"./{_FOLDER}/{name}.json": glob for name, glob in FILES.items()},
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[markdown]": {"editor.wordWrap": "on", "editor.quickSuggestions": {"other": True}},
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
        "files.exclude": {"**/.referable": True, "**/.cache": True},
    }


def recommended_extensions() -> list[str]:
    """Extensions of Visual Studio Code that a site's folder recommends."""
    return ["redhat.vscode-yaml", "streetsidesoftware.code-spell-checker"]


def editor_files() -> dict[str, str]:
    """Every file that editors read in a site's folder: path and text."""
    made = {
        ".vscode/settings.json": _json(editor_settings()),
        ".vscode/extensions.json": _json({"recommendations": recommended_extensions()}),
    }
    return made | {f"{_FOLDER}/{name}.json": schema_text(name) for name in FILES}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
