"""A site's sources opened without a site builder, for what needs no page rendered.

Loading MkDocs takes longer than setting half of the packet. A `mkdocs.yml` whose pages are simply
the files in `docs/` is read by ourselves; anything else in it that could change which pages there
are (a plugin, a hook, an exclusion, another file it builds on) is left to MkDocs.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from referable.compiler.links import Links
from referable.compiler.session import Session
from referable.compiler.site import add_pages
from referable.diagnostics import Diagnostics, ReferableError
from referable.project import Project, Settings

__all__ = ["open_plainly"]

_OWN = "referable"
_KNOWN_PLUGINS = frozenset({"search", _OWN})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
_CHANGES_PAGES = frozenset({"INHERIT", "hooks", "exclude_docs", "draft_docs"})


def open_plainly(
    root: Path, diagnostics: Diagnostics, today: dt.date | None = None
) -> tuple[Session, str] | None:
    """A session with its pages listed and its sources loaded, and the site's address.

    Args:
        root: The project's folder.
        diagnostics: Receives every problem of the sources.
        today: The day that was asked for; None for the computer's own.

    Returns:
        None when only MkDocs can tell which pages there are, or what is wrong with `mkdocs.yml`.
    """
    config = _read(root / "mkdocs.yml")
    options = _options(config) if config is not None else None
    if config is None or options is None or _CHANGES_PAGES & config.keys():
        return None
    docs_dir = config.get("docs_dir", "docs")
    directory_urls = config.get("use_directory_urls", True)
    site_url = config.get("site_url") or ""
    if not isinstance(docs_dir, str) or not isinstance(site_url, str):
        return None
    docs = root / docs_dir
    if not isinstance(directory_urls, bool) or Path(docs_dir).is_absolute() or not docs.is_dir():
        return None
    try:
        project = Project(root, Settings.from_mapping(options), diagnostics)
    except ReferableError:
        return None
    if today is not None:
        project.today, project.today_asked = today, True
    session = Session(project, Links(directory_urls), Path(docs_dir).as_posix())
    add_pages(session, _pages(docs))
    return session, site_url


def _read(file: Path) -> dict[str, Any] | None:
    import yaml  # noqa: PLC0415 - only here

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader
    except (OSError, ValueError, yaml.YAMLError):
        return None
    return found if isinstance(found, dict) else None


def _options(config: dict[str, Any]) -> dict[str, Any] | None:
    """Our plugin's options; None when another plugin could have its say about the pages."""
    plugins = config.get("plugins", ["search"])
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    if not isinstance(plugins, list):
        return None
    named: dict[str, Any] = {}
    for plugin in plugins:
        if isinstance(plugin, str):
            named[plugin] = {}
        elif isinstance(plugin, dict):
            named.update(plugin)
        else:
            return None
    own = named.get(_OWN) or {}
    return own if named.keys() <= _KNOWN_PLUGINS and isinstance(own, dict) else None


def _pages(docs: Path) -> list[str]:
    """The pages in the order and with the exceptions of MkDocs."""
    found = [p.relative_to(docs) for p in docs.rglob("*") if p.suffix in _MARKDOWN]
    return sorted(
        path.as_posix()
        for path in found
        if not any(part.startswith(".") for part in path.parts)
        and not (path.parts[0] == "templates" and len(path.parts) > 1)
        and not (path.name == "README.md" and (docs / path.with_name("index.md")).exists())
    )
