"""What is wrong with `mkdocs.yml`, in our words and at its line.

MkDocs says which option it refuses, in a programmer's words and without a line. So the file is
looked through again by ourselves, and MkDocs's own words serve only where we find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from referable.diagnostics import Diagnostics, did_you_mean
from referable.project import Settings, decode_text
from referable.yamlsource import YamlDocument, load_yaml

__all__ = ["FILE", "SetupFault", "setup_faults"]

FILE = "mkdocs.yml"
_OPTION = re.compile(r"Config value '([^']+)': (.*)", re.DOTALL)
_OF_PLUGIN = re.compile(r"Plugin '([^']+)' option '([^']+)'")
_AS_LIST = "Write each on a line of its own, indented, that begins with a hyphen: `  - …`."


@dataclass(frozen=True, slots=True)
class SetupFault:
    """One mistake in `mkdocs.yml`.

    Attributes:
        line: Its line, or None when it is something that is not there.
        message: What is wrong.
        fix: What to write instead.
    """

    line: int | None
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{FILE}:{self.line}" if self.line else FILE
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Setup:
    """`mkdocs.yml` as read, and the folder it lies in."""

    root: Path
    document: YamlDocument

    @property
    def data(self) -> dict[str, Any]:
        return self.document.data if isinstance(self.document.data, dict) else {}

    def fault(self, at: Iterable[str | int], message: str, fix: str) -> SetupFault:
        path = tuple(at)
        known = path[:1] and path[0] in self.data
        return SetupFault(self.document.place(path)[0] if known else None, message, fix)


def setup_faults(root: Path, said: Iterable[str]) -> list[SetupFault]:
    """What MkDocs complains of, from the first line to the last.

    Args:
        root: The project's folder.
        said: What MkDocs said, one complaint each.
    """
    text = decode_text((root / FILE).read_bytes(), FILE, Diagnostics())
    document = load_yaml(text, FILE, Diagnostics())
    if document is None:
        return []
    setup = _Setup(root, document)
    if not setup.data:
        begin = "Begin it with a line such as: site_name: Your practice"
        return [SetupFault(1, "The file is not a list of `name: value` lines.", begin)]
    found: dict[SetupFault, None] = {}
    for complaint in said:
        match = _OPTION.match(complaint)
        if match is None:
            found.update(dict.fromkeys(_inherited(setup)))
            continue
        option, words = match.groups()
        ours = list(_CHECKS[option](setup, option, words)) if option in _CHECKS else []
        found.update(dict.fromkeys(ours or [_in_their_words(setup, option, words)]))
    return sorted(found, key=lambda fault: (fault.line or 0, fault.message))


def _in_their_words(setup: _Setup, option: str, words: str) -> SetupFault:
    if option in setup.data and option not in _options():
        near = did_you_mean(option, _options())
        fix = f"Did you mean “{near[0]}”?" if near else "Delete the line, or look for a slip in it."
        return setup.fault((option,), f"“{option}” is no setting; the line does nothing.", fix)
    said = words.strip().splitlines()[0].rstrip(".")
    return setup.fault(
        (option,),
        f"“{option}” has a value that cannot be used. MkDocs says: {said}.",
        "Compare it with the mkdocs.yml of a new site (`referable new`), or delete it there.",
    )


def _options() -> list[str]:
    from mkdocs.config.defaults import MkDocsConfig  # noqa: PLC0415 # only after a fault

    return [name for name, _ in MkDocsConfig()._schema]  # noqa: SLF001 # offered no other way


# -- options by their kind ----------------------------------------------------------------------


def _words(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    value = setup.data.get(option)
    if value is None and option == "site_name":
        yield setup.fault(
            (option,),
            "The site has no name, which every page and every link to it shows.",
            "Write a line such as: site_name: Your practice",
        )
    elif value is not None and not isinstance(value, str):
        yield setup.fault(
            (option,),
            f"“{option}” should be words, and is read as something else.",
            f"Put it in quotation marks: {option}: 'Your words'",
        )


def _address(setup: _Setup, option: str, words: str) -> Iterator[SetupFault]:
    value = setup.data.get(option)
    if isinstance(value, str):
        yield setup.fault(
            (option,),
            f"“{value}” is no web address: links to the site would lead nowhere.",
            f"Write it whole, with https:// before it: {option}: https://example.org/",
        )
    yield from _words(setup, option, words)


def _switch(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    if not isinstance(setup.data.get(option), bool):
        yield setup.fault(
            (option,),
            f"“{option}” is either on or off, not “{setup.data.get(option)}”.",
            f"Write {option}: true, or {option}: false.",
        )


def _several(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    value = setup.data.get(option)
    if not isinstance(value, list):
        yield setup.fault((option,), f"“{option}” should be a list.", _AS_LIST)
        return
    for index, name in enumerate(value):
        if option == "hooks" and not (setup.root / str(name)).is_file():
            yield setup.fault(
                (option, index),
                f"There is no file “{name}” in this folder.",
                "Correct its name, or delete the line.",
            )


def _pages_folder(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    name = setup.data.get(option, "docs")
    if not isinstance(name, str) or not (setup.root / name).is_dir():
        fix = "Put your pages into a folder named docs beside mkdocs.yml."
        if option in setup.data:
            fix = "Name the folder that holds your pages, or delete the line: it is docs then."
        yield setup.fault((option,), f"There is no folder “{name}” with pages in it.", fix)


def _site_folder(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    yield setup.fault(
        (option,) if option in setup.data else ("docs_dir",),
        "The finished site and the pages it is made of would lie in one folder, and the pages "
        "would be deleted.",
        "Delete the line: the pages are then in docs, the site in site.",
    )


def _inherited(setup: _Setup) -> Iterator[SetupFault]:
    name = setup.data.get("INHERIT")
    if name is not None and not (setup.root / str(name)).is_file():
        yield setup.fault(
            ("INHERIT",),
            f"There is no file “{name}”, from which settings should be taken.",
            "Correct its name, or delete the line.",
        )


# -- themes, plugins, extensions ----------------------------------------------------------------


def _theme(setup: _Setup, option: str, _: str) -> Iterator[SetupFault]:
    theme = setup.data.get(option)
    given = theme if isinstance(theme, dict) else {"name": theme}
    known = sorted(e.name for e in entry_points(group="mkdocs.themes"))
    name = given.get("name")
    if name is not None and name not in known:
        near = did_you_mean(str(name), known) or ["material"]
        yield setup.fault(
            (option, "name"),
            f"There is no theme “{name}” on this computer, so no page can be shown.",
            f"Write name: {near[0]} under theme:.",
        )
    folder = given.get("custom_dir")
    if folder is not None and not (setup.root / str(folder)).is_dir():
        yield setup.fault(
            (option, "custom_dir"),
            f"There is no folder “{folder}”, where your own templates should be.",
            "Write custom_dir: overrides, or make the folder.",
        )


def _plugins(setup: _Setup, option: str, words: str) -> Iterator[SetupFault]:
    value = setup.data.get(option)
    known = sorted({e.name.rpartition("/")[2] for e in entry_points(group="mkdocs.plugins")})
    if not isinstance(value, list | dict):
        yield setup.fault((option,), f"“{option}” should be a list.", _AS_LIST)
        return
    for at, name, options in _named(option, value):
        if name.rpartition("/")[2] not in known:
            near = did_you_mean(name, known)
            fix = f"Did you mean “{near[0]}”?" if near else "Delete it, or have it installed first."
            yield setup.fault(at, f"The plugin “{name}” is not installed on this computer.", fix)
        elif name == "referable":
            yield from _our_options(setup, at, options)
    of_plugin = _OF_PLUGIN.match(words)
    if of_plugin is not None and of_plugin[1] != "referable":
        yield from _their_option(setup, value, of_plugin[1], of_plugin[2], words)


def _named(option: str, value: Any) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, Any]]]:
    """Where each plugin or extension stands, its name, and its options."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for index, item in items:
        if isinstance(value, dict):
            yield (option, index), str(index), item if isinstance(item, dict) else {}
        elif isinstance(item, dict):
            for name, options in item.items():
                yield (option, index, name), str(name), options if isinstance(options, dict) else {}
        else:
            yield (option, index), str(item), {}


def _our_options(
    setup: _Setup, at: tuple[str | int, ...], options: dict[str, Any]
) -> Iterator[SetupFault]:
    known = {f.name: f.type for f in fields(Settings)}
    for name, value in options.items():
        if name not in known:
            near = did_you_mean(name, known)
            fix = f"Did you mean “{near[0]}”?" if near else f"Its options: {', '.join(known)}."
            yield setup.fault((*at, name), f"The plugin “referable” has no option “{name}”.", fix)
        elif known[name] == "bool" and not isinstance(value, bool):
            message = f"“{name}” is either on or off, not “{value}”."
            yield setup.fault((*at, name), message, f"Write {name}: true, or {name}: false.")
        elif known[name] == "str" and not isinstance(value, str):
            message = f"“{name}” should be words, and is read as something else."
            yield setup.fault((*at, name), message, "Put the value in quotation marks.")


def _their_option(
    setup: _Setup, value: Any, plugin: str, name: str, words: str
) -> Iterator[SetupFault]:
    reason = words.strip().splitlines()[0].rpartition(f"'{name}': ")[2].rstrip(".")
    for at, known, options in _named("plugins", value):
        if known.rpartition("/")[2] == plugin.rpartition("/")[2] and name in options:
            problem = (
                f"The plugin “{plugin}” cannot use its option “{name}”. MkDocs says: {reason}."
            )
            if reason.endswith(f": {name}"):  # only a name that is not known ends so
                problem = f"The plugin “{plugin}” has no option “{name}”; the line does nothing."
            yield setup.fault(
                (*at, name),
                problem,
                "Delete the line, or look the option up in the plugin's manual.",
            )


def _extensions(setup: _Setup, option: str, words: str) -> Iterator[SetupFault]:
    value = setup.data.get(option)
    if not isinstance(value, list | dict):
        yield setup.fault((option,), f"“{option}” should be a list.", _AS_LIST)
        return
    short = sorted(e.name for e in entry_points(group="markdown.extensions"))
    for at, name, options in _named(option, value):
        if name not in short and not _importable(name):
            near = did_you_mean(name, short)
            fix = f"Did you mean “{near[0]}”?" if near else "Delete it, or have it installed first."
            message = f"The Markdown extension “{name}” is not installed on this computer."
            yield setup.fault(at, message, fix)
        elif f"'{name}'" in words:
            yield from _extension_options(setup, at, name, options)


def _importable(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _extension_options(
    setup: _Setup, at: tuple[str | int, ...], name: str, options: dict[str, Any]
) -> Iterator[SetupFault]:
    from markdown import Markdown  # noqa: PLC0415 # only after a fault

    try:
        known = Markdown().build_extension(name, {}).config
    except Exception:  # noqa: BLE001 # an extension that fails without options, too
        known = {}
    unknown = [option for option in options if option not in known] if known else []
    for option in unknown:
        near = did_you_mean(str(option), known)
        fix = f"Did you mean “{near[0]}”?" if near else f"Its options: {', '.join(sorted(known))}."
        message = f"The Markdown extension “{name}” has no option “{option}”."
        yield setup.fault((*at, option), message, fix)
    if not unknown:
        yield setup.fault(
            at,
            f"The Markdown extension “{name}” cannot be used with its options here.",
            "Delete its options, or look them up in its manual.",
        )


_Check = Callable[[_Setup, str, str], Iterator[SetupFault]]
_CHECKS: dict[str, _Check] = {
    **dict.fromkeys(("site_name", "site_description", "site_author", "copyright"), _words),
    **dict.fromkeys(("site_url", "repo_url"), _address),
    **dict.fromkeys(("use_directory_urls", "strict"), _switch),
    **dict.fromkeys(("nav", "extra_css", "extra_javascript", "extra_templates"), _several),
    **dict.fromkeys(("hooks", "watch"), _several),
    "docs_dir": _pages_folder,
    "site_dir": _site_folder,
    "theme": _theme,
    "plugins": _plugins,
    "markdown_extensions": _extensions,
}
