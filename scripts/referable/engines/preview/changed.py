"""Builds for the preview: only pages whose content, facts or theme have changed are written.

A plugin of its own beside ours, so that an ordinary build knows nothing of previews. MkDocs's
"dirty" build lets each file say whether it has changed; we answer by what the page would show
rather than by the age of its file, so that nothing is stale.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.plugins import BasePlugin, event_priority

from referable.engines.made_file import MadeFile
from referable.engines.page_sources import digest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from referable.compiler.session import Session

__all__ = ["ChangedPages", "Memory"]


@dataclass(slots=True)
class Memory:
    """What the last good build showed.

    Attributes:
        shown: For each file below the site, a digest of what it was made from.
        found: For each page below the site, a digest of its text and its entries in the search
            index.
    """

    shown: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[str, list[Any]]] = field(default_factory=dict)


class _NoOptions(base.Config):  # type: ignore[no-untyped-call]
    pass


class ChangedPages(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """Tells MkDocs which files have changed since the last build.

    Args:
        memory: What the last good build showed; replaced by what this one shows when it is done.
        session: Gives the session of the build.
    """

    def __init__(self, memory: Memory, session: Callable[[], Session]) -> None:
        self.memory = memory
        self._session = session
        self._nav: Navigation
        self._shown: dict[str, str] = {}
        self._found: dict[str, tuple[str, list[Any]]] = {}

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let every page be read; reading is quick, and titles must be known."""
        del config
        for file in files.documentation_pages():
            _set_modified(file, modified=True)
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the pages of the navigation, which any page may show."""
        del config, files
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compare what each file would show with what it shows."""
        around = digest(
            [
                repr([(page.title, page.url) for page in self._nav.pages]),
                repr(config.extra.get("referable")),
                repr((config.site_name, config.copyright, config.extra_css, config.theme.name)),
                _folder_state(config.theme.custom_dir),
            ]
        )
        site = Path(config.site_dir)
        for file in files:
            shown = self._state_of(file, around)
            if shown is None:  # a file of the theme or of the therapist: MkDocs asks its age
                continue
            self._shown[file.dest_uri] = shown
            known = self.memory.shown.get(file.dest_uri) == shown
            modified = not known or not (site / file.dest_uri).exists()
            _set_modified(file, modified=modified)
        self._follow_search(config)
        return env

    @event_priority(100)  # before search writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the search index, and remove what is no longer part of the site."""
        index = _search_index(config)
        if index is not None:
            for path, (text, entries) in self.memory.found.items():
                if path in self._shown and path not in self._found:
                    index.entries.extend(entries)
                    self._found[path] = (text, entries)
        for gone in self.memory.shown.keys() - self._shown.keys():
            with suppress(PermissionError):  # Windows removes no file that is being sent
                (Path(config.site_dir) / gone).unlink(missing_ok=True)
        self.memory.shown, self.memory.found = self._shown, self._found

    def _state_of(self, file: File, around: str) -> str | None:
        page = file.page
        if page is not None:
            return digest([around, self._finished(page), repr(page.meta), str(page.toc)])
        if isinstance(file, MadeFile):
            return file.state
        content = file._content  # noqa: SLF001 # a generated file has no age to ask for
        if content is None:
            return None
        return digest([content if isinstance(content, str) else content.hex()])

    def _finished(self, page: Page) -> str:
        """The page's HTML with everything that will be put into it."""
        deferred = self._session().deferred.get(page.file.src_uri)
        if deferred is None:
            return page.content or ""
        citations, references = deferred
        return "\n".join((page.content or "", *citations, references.reference_list()))

    def _follow_search(self, config: MkDocsConfig) -> None:
        """Remember what each page adds to the search index."""
        index = _search_index(config)
        if index is None:
            return
        add = index.add_entry_from_context

        def remember(page: Page) -> None:
            path = page.file.dest_uri
            about = [page.meta.get("search"), page.meta.get("tags"), page.meta.get("title")]
            text = digest([page.content or "", repr(page.title), page.url, repr(about)])
            known, entries = self.memory.found.get(path, ("", []))
            if known == text:  # only the theme has changed around it
                index.entries.extend(entries)
            else:
                before = len(index.entries)
                add(page)
                entries = index.entries[before:]
            self._found[path] = (text, entries)

        index.add_entry_from_context = remember


def _set_modified(file: File, *, modified: bool) -> None:
    file.is_modified = lambda: modified  # type: ignore[method-assign]


def _search_index(config: MkDocsConfig) -> Any:
    """The index of the search plugin, Material's or MkDocs's own; None when there is none."""
    for name in ("material/search", "search"):
        plugin = config.plugins.get(name)
        if plugin is not None:
            return getattr(plugin, "search_index", None)
    return None


def _folder_state(folder: str | None) -> str:
    """Changes with any file of the theme's own folder."""
    if not folder:
        return ""
    files = (p for p in Path(folder).rglob("*") if p.is_file())
    return repr(sorted((str(p), p.stat().st_mtime_ns) for p in files))
