"""YAML with places: plain values plus the line and column of every key and item.

Scalars are read by the YAML 1.2 core rules, not 1.1: `08:00` stays a time written as text, `no`
stays a word, and `00123` keeps its zeros, as a licence number must.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from referable.diagnostics import Diagnostics
from referable.yamlfaults import explain_fault

__all__ = ["FrontMatter", "Path", "YamlDocument", "load_yaml", "split_front_matter"]

Path = tuple[str | int, ...]
"""Where a value stands: ("people", 0, "name")."""

_MAX_NODES = 200_000
_NULL = re.compile(r"~|null|Null|NULL|", re.ASCII)
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlDocument:
    """A YAML document as plain values.

    Attributes:
        data: Mappings, lists, strings, numbers, booleans, dates and None.
        places: Line and column (from 1) of the key, or item, at each path.
    """

    data: Any
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Iterable[str | int]) -> tuple[int, int]:
        """Line and column of the nearest existing ancestor of a path."""
        at = tuple(path)
        while at and at not in self.places:
            at = at[:-1]
        return self.places.get(at, (1, 1))


class _TooLargeError(Exception):
    pass


def load_yaml(
    text: str, path: str, diagnostics: Diagnostics, *, line_offset: int = 0
) -> YamlDocument | None:
    """Read one YAML document.

    Args:
        text: The YAML text.
        path: The file it stands in, for messages.
        diagnostics: Receives `yaml-syntax`, `yaml-duplicate-key` and `yaml-too-large`.
        line_offset: Lines of the file before the text (front matter starts after `---`).

    Returns:
        The document, or None when nothing in it can be used. An empty text gives None as data.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        fault = explain_fault(error, text)
        diagnostics.report(
            "yaml-syntax",
            fault.message,
            path,
            line_offset + fault.index + 1,
            fault.column,
            fix=fault.fix,
        )
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        diagnostics.report(
            "yaml-syntax",
            f"The file cannot be read as YAML: {_first_line(error)}.",
            path,
            line_offset + text.count("\n", 0, getattr(error, "position", 0)) + 1,
            fix="Look for odd characters pasted from another program and delete them.",
        )
        return None
    document = YamlDocument(None)
    if node is None:
        return document
    builder = _Builder(path, diagnostics, line_offset, document.places)
    try:
        document.data = builder.build(node, ())
    except (_TooLargeError, RecursionError):
        diagnostics.report(
            "yaml-too-large",
            "The YAML unfolds into far more than it shows: a reference (&name, *name) repeats "
            "itself.",
            path,
            line_offset + node.start_mark.line + 1,
            fix="Write the values out instead of using & and *.",
        )
        return None
    return document


class _Builder:
    """Turns a node tree into plain values and notes where each stands."""

    def __init__(
        self,
        path: str,
        diagnostics: Diagnostics,
        line_offset: int,
        places: dict[Path, tuple[int, int]],
    ) -> None:
        self.path = path
        self.diagnostics = diagnostics
        self.line_offset = line_offset
        self.places = places
        self.count = 0

    def build(self, node: yaml.Node, at: Path) -> Any:
        self.count += 1
        if self.count > _MAX_NODES or len(at) > 100:
            raise _TooLargeError
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            items = []
            for index, child in enumerate(node.value):
                self.places[(*at, index)] = self.mark(child)
                items.append(self.build(child, (*at, index)))
            return items
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node)

    def mark(self, node: yaml.Node) -> tuple[int, int]:
        return (self.line_offset + node.start_mark.line + 1, node.start_mark.column + 1)

    def mapping(self, node: yaml.MappingNode, at: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line, column = self.mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                braces = isinstance(key_node, yaml.MappingNode)  # as {{ practice.name }} gives
                self.diagnostics.report(
                    "yaml-syntax",
                    "Two braces {{ … }} mean something else to YAML."
                    if braces
                    else "A name must be a word, not a list or a group.",
                    self.path,
                    line,
                    column,
                    fix="Write the words themselves, in quotes."
                    if braces
                    else "Write `name: value`.",
                )
                continue
            key = str(key_node.value)
            if key in result:
                first = self.places[(*at, key)][0]
                self.diagnostics.report(
                    "yaml-duplicate-key",
                    f"“{key}” stands twice here; the first is on line {first}.",
                    self.path,
                    line,
                    column,
                    fix="Keep one of the two and delete the other.",
                    length=len(key),
                )
                continue
            self.places[(*at, key)] = (line, column)
            result[key] = self.build(value_node, (*at, key))
        return result

    def scalar(self, node: yaml.ScalarNode) -> Any:
        value: str = node.value
        if not str(node.tag).startswith("tag:yaml.org,2002:") or "python" in str(node.tag):
            line, column = self.mark(node)
            self.diagnostics.report(
                "yaml-syntax",
                f"“{node.tag}” is a special YAML mark that is not used here.",
                self.path,
                line,
                column,
                fix="Delete the word that begins with an exclamation mark.",
            )
            return value
        return value if node.style else _resolve_plain(value)


def _resolve_plain(value: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema, plus ISO dates."""
    if value in _BOOL:
        return _BOOL[value]
    if _NULL.fullmatch(value):
        return None
    first = value[0]
    if first.isdigit() or first in "+-.":
        if _INT.fullmatch(value) and len(value) < 300:
            return int(value)
        if _FLOAT.fullmatch(value):
            return float(value)
        match = _DATE.fullmatch(value)
        if match:
            try:
                return dt.date(*(int(part) for part in match.groups()))
            except ValueError:
                return value
    return value


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file cut in two.

    Attributes:
        document: The front matter, or None when there is none or it is broken.
        body: The text after the front matter.
        body_line: How many lines of the file come before the body.
    """

    document: YamlDocument | None
    body: str
    body_line: int


_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def split_front_matter(text: str, path: str, diagnostics: Diagnostics) -> FrontMatter:
    """Cut a Markdown text into its YAML front matter and its body.

    Args:
        text: The file's text, with any line endings.
        path: The file, for messages.
        diagnostics: Receives `front-matter` and the YAML codes.

    Returns:
        The two parts. Front matter that is never closed is reported, and the whole text is body.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening = _OPEN.match(text)
    if not opening:
        return FrontMatter(None, text, 0)
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        diagnostics.report(
            "front-matter",
            "The front matter opened by --- on line 1 is never closed.",
            path,
            1,
            fix="Put a line with only --- after the last line of the front matter.",
            length=3,
        )
        return FrontMatter(None, text, 0)
    raw = text[opening.end() : closing.start()]
    document = load_yaml(raw, path, diagnostics, line_offset=1)
    if document is not None and document.data is None:
        document.data = {}
    if document is not None and not isinstance(document.data, dict):
        diagnostics.report(
            "front-matter",
            "The front matter is not a list of `name: value` lines.",
            path,
            2,
            fix="Write each line as `name: value`.",
        )
        document = None
    body_line = text.count("\n", 0, closing.end())
    return FrontMatter(document, text[closing.end() :], body_line)
