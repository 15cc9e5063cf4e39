"""A page's front matter: which values are usable, and the page as every engine reads it alike."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from referable.diagnostics import Diagnostics, did_you_mean
from referable.yamlsource import FrontMatter, YamlDocument

__all__ = ["front_matter_text", "read_as_engines_do", "usable_meta"]

_WORDS = "words"
_KINDS: dict[str, tuple[str, tuple[type, ...]]] = {
    **dict.fromkeys(("title", "description", "nav_title", "subtitle", "icon"), (_WORDS, ())),
    **dict.fromkeys(("layout", "template", "audience", "status"), (_WORDS, ())),
    **dict.fromkeys(("share_title", "share_description"), (_WORDS, ())),
    **dict.fromkeys(("hide", "tags"), ("a list", (list, str))),
    "conditions": ("a list", (list,)),
    "search": ("a group", (dict,)),
    "order": ("a number", (int, float)),
}
_EXAMPLES = {
    _WORDS: '{name}: "your words"',
    "a list": "{name}: [one, another]",
    "a group": "{name}: {{exclude: true}}",
    "a number": "{name}: 10",
}
_FACT = re.compile(r"\{\{.*?\}\}")
# Names that the theme or we read in any form, so that a name near to them is a slip.
_KNOWN = frozenset(_KINDS) | {"nav", "reviewed", "last_reviewed", "author", "authors", "date"}
_KNOWN_TOO = frozenset({"comments", "social", "image", "links", "pin", "slug", "categories"})
_MKDOCS = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
# MkDocs takes a first line such as "Telephone: 541-555-0100" for front matter without marks.
_UNMARKED = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
# Where PyYAML may see something else than we do, or nothing: tags, merges, half a date.
_DOUBTFUL = re.compile(r"[!=<&*]|\d{4}-\d")
_NEAR = 0.8  # "titel" to "title"; "state" is further from "status"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def usable_meta(
    document: YamlDocument | None, path: str, diagnostics: Diagnostics
) -> dict[str, object]:
    """The values of a page's front matter that are of the kind their names promise.

    Args:
        document: The front matter; None when there is none, or none that can be read.
        path: The page's file, for messages.
        diagnostics: Receives `field-value` for the others, and `field-unknown` for slips.
    """
    if document is None:
        return {}
    found: dict[str, object] = {}
    for name, value in document.data.items():
        kind, types = _KINDS.get(name, ("", ()))
        if kind == _WORDS and isinstance(value, str) and _FACT.search(value):
            diagnostics.report(
                "field-value",
                "Facts in {{ … }} are filled in in a page's text, not above it.",
                path,
                *document.place((name,)),
                fix="Write the words themselves.",
                length=len(name),
            )
        if not kind or value is None or _is(value, kind, types):
            found[name] = value
        else:
            diagnostics.report(
                "field-value",
                f"{name} should be {kind}, not {_kind_of(value)}.",
                path,
                *document.place((name,)),
                fix=f"Write `{_EXAMPLES[kind].format(name=name)}`.",
                length=len(name),
            )
    for name in found.keys() - _KNOWN - _KNOWN_TOO:
        near = did_you_mean(name, _KNOWN, limit=1)
        if near and near[0] not in found and _is_slip(name, near[0]):
            diagnostics.report(
                "field-unknown",
                f"“{name}” is not a known name for a page's facts.",
                path,
                *document.place((name,)),
                fix=f"Did you mean “{near[0]}”?",
                length=len(name),
            )
    return found


def front_matter_text(values: Mapping[str, object]) -> str:
    """Front matter with each value as JSON: YAML that every reader takes for the same."""
    lines = [
        f"{_name(name)}: {json.dumps(value, ensure_ascii=False, default=str)}"
        for name, value in values.items()
    ]
    return "---\n" + "\n".join(lines or ["{}"]) + "\n---\n\n"


def read_as_engines_do(text: str, parts: FrontMatter, meta: Mapping[str, object]) -> str | None:
    """A page's text for engines, if they would read its own otherwise than we do; else None.

    Args:
        text: The file's text, with `\\n` line ends.
        parts: The text as we cut it.
        meta: What is usable of its front matter.
    """
    if parts.document is not None and len(meta) == len(parts.document.data):
        found = _MKDOCS.match(text)
        same = found is not None and text.count("\n", 0, found.end()) == parts.body_line
        if found is not None and same and _is_read(found[1], meta):
            return None
    elif not text.startswith("---") and not _UNMARKED.match(text):
        return None
    return front_matter_text(meta) + parts.body


def _is_read(raw: str, meta: Mapping[str, object]) -> bool:
    """Whether PyYAML reads these names at all."""
    if not meta:  # MkDocs takes an empty one for text
        return False
    if not _DOUBTFUL.search(raw):
        return True
    try:
        read = yaml.load(raw, _LOADER)  # noqa: S506 # a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(read, dict) and read.keys() == meta.keys()


def _is(value: object, kind: str, types: tuple[type, ...]) -> bool:
    if kind == _WORDS:
        return not isinstance(value, list | dict)
    return isinstance(value, types) and not isinstance(value, bool)


def _kind_of(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group"
    return f"“{value}”"


def _is_slip(written: str, meant: str) -> bool:
    """Whether one word is the other with a letter amiss: so near is no name of its own."""
    near = difflib.SequenceMatcher(None, written.casefold(), meant).ratio() >= _NEAR
    return near and written[:1].casefold() == meant[0]


def _name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII) else json.dumps(name)
