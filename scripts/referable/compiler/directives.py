"""Directives: `::: name` with indented options, checked and rendered as HTML.

Each directive is a function registered by name with the options it takes; see the modules of
`referable.compiler.blocks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Flag, StrEnum, auto
from functools import lru_cache
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from referable.diagnostics import Diagnostics, did_you_mean
from referable.yamlsource import YamlDocument, load_yaml

if TYPE_CHECKING:
    from referable.compiler.scanner import Mark
    from referable.compiler.session import PageState, Session

__all__ = [
    "Context",
    "Option",
    "OptionKind",
    "Shows",
    "cited_by",
    "directive",
    "directive_names",
    "render_directive",
    "shown_by",
]

_MODULES = ("evidence", "library", "packet", "posts", "practice", "studies", "study")


class OptionKind(StrEnum):
    """What an option's value must be."""

    CHOICE = "choice"
    CHOICES = "choices"
    CONDITION = "condition"
    KEY = "key"
    NUMBER = "number"


class Shows(Flag):
    """Which sources a directive reads beside the titles and addresses of pages.

    What is kept of a page between builds is made anew when one of these has changed.
    """

    PRACTICE = auto()
    """The practice's facts and photos, and what the conditions it treats are called."""
    ADDRESS = auto()
    """Of all the practice's facts, the address of its site and the lines advertisements carry."""
    RESEARCH = auto()
    """The vocabulary, and entries and synopses: of the study that the option `key` names, or those
    on the condition that the option `condition` names, or all of them."""
    EVERYTHING = PRACTICE | RESEARCH


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a directive.

    Attributes:
        kind: What its value must be.
        choices: The allowed words, for choices.
        default: Value when it is left out.
        required: Whether it may not be left out.
    """

    kind: OptionKind
    choices: tuple[str, ...] = ()
    default: Any = None
    required: bool = False


@dataclass(slots=True)
class Context:
    """What a directive's renderer is given besides its options.

    Attributes:
        session: The compilation.
        state: The page it stands on.
        path: The file the user wrote.
        line: Its line there.
    """

    session: Session
    state: PageState
    name: str
    path: str
    line: int

    def report_empty(self, message: str, fix: str) -> None:
        """Report that the directive has nothing to show."""
        self.session.project.diagnostics.report(
            "directive-empty", message, self.path, self.line, fix=fix, length=4 + len(self.name)
        )

    def href(self, target: str, fragment: str = "") -> str:
        """Address of another page as written on this one."""
        return self.session.links.relative(self.state.source.path, target, fragment)

    def file_href(self, path: str) -> str:
        """Address of a file below the site's root as written on this page."""
        return self.session.links.to_file(self.state.source.path, path)

    def unique_id(self, name: str) -> str:
        """A name no other element of the page has, for ids inside a block."""
        self.state.used_names[name] += 1
        count = self.state.used_names[name]
        return name if count == 1 else f"{name}-{count}"

    def cite(self, *keys: str) -> str:
        """HTML that becomes a citation of these keys, numbered with the page's others."""
        from referable.compiler.citations import Citation, Cluster  # noqa: PLC0415 # cycle
        from referable.compiler.session import LiveCluster  # noqa: PLC0415

        source = "[" + "; ".join(f"@{k}" for k in keys) + "]"
        cluster = Cluster(tuple(Citation(k) for k in keys))
        self.state.clusters.append(LiveCluster(cluster, source, self.path, self.line, 1))
        return f'<sup id="fnref-cite-{len(self.state.clusters) - 1}"></sup>'


Renderer = Callable[[Context, Mapping[str, Any]], str]
Citing = Callable[["Session", Mapping[str, Any]], list[str]]


@dataclass(frozen=True, slots=True)
class _Directive:
    name: str
    render: Renderer
    shows: Shows
    cites: Citing | None = None
    options: Mapping[str, Option] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where options stand, and where problems with them go."""

    session: Session
    diagnostics: Diagnostics
    path: str
    line: int


_REGISTRY: dict[str, _Directive] = {}


def directive(
    name: str, shows: Shows = Shows.EVERYTHING, cites: Citing | None = None, **options: Option
) -> Callable[[Renderer], Renderer]:
    """Register a renderer under a directive's name.

    Args:
        name: The word after `:::`.
        shows: Which sources it reads; when in doubt, everything.
        cites: Gives the keys that it cites with these options, in order; None when it cites none.
        options: The options it takes, by name.
    """

    def register(render: Renderer) -> Renderer:
        _REGISTRY[name] = _Directive(name, render, shows, cites, options)
        return render

    return register


def shown_by(name: str) -> Shows:
    """Which sources a directive reads; everything for a name that is not known."""
    directive_names()
    found = _REGISTRY.get(name)
    return Shows.EVERYTHING if found is None else found.shows


def cited_by(session: Session, mark: Mark) -> list[str]:
    """Keys that a directive cites, in order, before it is rendered; one that is wrong cites none.

    What is wrong with it is reported when it is rendered.
    """
    directive_names()
    found = _REGISTRY.get(mark.name)
    if found is None or found.cites is None:
        return []
    values = _read_options(found, mark, _Place(session, Diagnostics(), "", 0))
    return [] if values is None else found.cites(session, values)


@lru_cache(maxsize=1)
def directive_names() -> tuple[str, ...]:
    """All directives, by name; the first call imports the modules that register them."""
    for module in _MODULES:
        import_module(f"referable.compiler.blocks.{module}")
    return tuple(sorted([*_REGISTRY, "references"]))


def render_directive(session: Session, state: PageState, mark: Mark, path: str, line: int) -> str:
    """HTML of a directive; a wrong name or option is reported and leaves nothing on the page."""
    diagnostics = session.project.diagnostics
    names = directive_names()
    found = _REGISTRY.get(mark.name)
    if found is None:
        near = did_you_mean(mark.name, names)
        diagnostics.report(
            "directive-unknown",
            f"“::: {mark.name}” is not a known block.",
            path,
            line,
            fix=f"Did you mean “::: {near[0]}”?" if near else f"Known blocks: {', '.join(names)}.",
            length=len(mark.name) + 4,
        )
        return f"<!-- unknown block {escape(mark.name)} -->"
    context = Context(session, state, mark.name, path, line)
    values = _read_options(found, mark, _Place(session, diagnostics, path, line))
    if values is None:
        return f"<!-- block {escape(mark.name)} left out: its options are wrong -->"
    return found.render(context, values)


def _read_options(found: _Directive, mark: Mark, place: _Place) -> dict[str, Any] | None:
    diagnostics = place.diagnostics
    document = load_yaml(mark.options, place.path, diagnostics, line_offset=place.line)
    if document is None:
        return None
    if document.data is None:
        document.data = {}
    if not isinstance(document.data, dict):
        diagnostics.report(
            "directive-option",
            "Options are written as `name: value`, one a line.",
            place.path,
            place.line + 1,
            fix=f"Options of “{found.name}”: {', '.join(found.options) or 'none'}.",
        )
        return None
    sound = True
    values = {name: option.default for name, option in found.options.items()}
    for name, value in document.data.items():
        option = found.options.get(name)
        if option is None:
            near = did_you_mean(name, found.options)
            known = ", ".join(found.options) or "none"
            problem = f"“{name}” is not an option of “::: {found.name}”."
            fix = f"Did you mean “{near[0]}”? " if near else ""
            _report_option(place, document, name, problem, f"{fix}Its options: {known}.")
            sound = False
            continue
        problem, fix = _check(option, value, place.session)
        if problem:
            _report_option(place, document, name, f"{name}: {problem}", fix)
            sound = False
        values[name] = (
            [value] if option.kind is OptionKind.CHOICES and isinstance(value, str) else value
        )
    for name, option in found.options.items():
        if option.required and name not in document.data:
            diagnostics.report(
                "directive-option",
                f"“::: {found.name}” needs the option “{name}”.",
                place.path,
                place.line,
                fix=f"Add a line indented by four spaces: `    {name}: …`.",
                length=len(found.name) + 4,
            )
            sound = False
    return values if sound else None


def _report_option(
    place: _Place, document: YamlDocument, name: str, message: str, fix: str
) -> None:
    line, column = document.place((name,))
    place.diagnostics.report(
        "directive-option", message, place.path, line, column, fix=fix, length=len(name)
    )


def _check(option: Option, value: Any, session: Session) -> tuple[str, str]:
    """What is wrong with a value and how to mend it; empty texts when nothing is."""
    match option.kind:
        case OptionKind.NUMBER:
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                return f"“{value}” is not a whole number.", "Write a number such as 5."
            return "", ""
        case OptionKind.CONDITION:
            return _one_of(value, session.project.vocabulary.conditions, "a known condition")
        case OptionKind.KEY:
            return _one_of(value, session.project.library.keys(), "a key of the library")
        case OptionKind.CHOICE:
            return _one_of(value, option.choices, "a choice here")
        case OptionKind.CHOICES:
            for item in [value] if isinstance(value, str) else value or []:
                problem = _one_of(item, option.choices, "a choice here")
                if problem[0]:
                    return problem
            return "", ""


def _one_of(value: Any, known: Any, what: str) -> tuple[str, str]:
    names = list(known)
    if value in names:
        return "", ""
    near = did_you_mean(str(value), names)
    fix = f"Did you mean “{near[0]}”? " if near else ""
    if len(names) <= 30:
        fix += f"Choose from: {', '.join(names)}."
    return f"“{value}” is not {what}.", fix
