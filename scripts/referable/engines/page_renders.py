"""Rendered pages: kept from one build to the next, and made on two cores.

Markdown is what a build spends most of its time on after templates. What it makes of a page depends
on few things, all known before: the text, the extensions, the addresses of the other pages and, for
directives and facts, the sources. So the result is kept under the digest of these. What is missing
is rendered by two: a copy of the process goes from the last page backwards, this one forwards.

A page that has anything to report is rendered by this process, each time, so that no message is
ever lost. Sites with plugins or Markdown extensions that we do not know to be free of other effects
are rendered by MkDocs as ever.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

import referable
from referable.compiler.extension import ReferableExtension
from referable.compiler.markup import PageReferences
from referable.engines.build_cache import build_cache
from referable.engines.page_sources import PageSources, digest
from referable.forking import can_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from referable.compiler.session import Session

__all__ = ["PageRenders"]

# Plugins that leave a page's Markdown and its rendering alone.
_PLUGINS = ("mkdocs.contrib.search", "material.plugins.search", "material.plugins.offline")
# Extensions that read nothing but the page. `meta` is MkDocs's own business.
_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"}
    | {"footnotes", "md_in_html", "nl2br", "sane_lists", "smarty", "tables", "toc"}
    | {"pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"}
    | {"pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"}
    | {"pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"}
    | {"pymdownx.tasklist", "pymdownx.tilde"}
)
_PACKAGES = ("Markdown", "mkdocs", "pymdown-extensions", "Pygments")
_KEPT_AT_ONCE = 200  # pages in memory at most before they are written
_KEY_LENGTH = 40  # characters of a digest
_WORTH_A_PROCESS = 24  # pages that take longer to render than a process takes to start


class PageRenders:
    """Renders MkDocs's pages in place of `Page.render`.

    Args:
        session: A session whose pages are complete.
        config: MkDocs's configuration.
        files: Every file of the site.
    """

    def __init__(self, session: Session, config: MkDocsConfig, files: Files) -> None:
        self._session = session
        self._config = config
        self._files = files
        self._cache = build_cache(session.project)
        self._context = _context(config, files, session)
        self._sources = PageSources(session)
        self._known: set[str] = set()
        self._keys: dict[str, tuple[int, str]] = {}
        self._made: dict[str, str] = {}
        self._used: list[str] = []
        self._helper: _Helper | None = None

    @classmethod
    def possible(cls, config: MkDocsConfig) -> bool:
        """Whether this configuration renders a page the same whenever and wherever it does so."""
        plugins = all(
            type(plugin).__module__.startswith((*_PLUGINS, "referable."))
            for plugin in config.plugins.values()
        )
        extensions = all(
            isinstance(e, ReferableExtension)
            or str(e).removeprefix("markdown.extensions.") in _EXTENSIONS
            for e in config.markdown_extensions
        )
        return plugins and extensions and _plain(config.mdx_configs) is not None

    def begin(self) -> None:
        """Look up what is kept, and start on the rest."""
        keys = {
            file: self._key(file.src_uri, page.body)
            for file in self._files.documentation_pages()
            if (page := self._session.pages.get(file.src_uri)) is not None
        }
        self._known = self._cache.known(keys.values())
        missing = [file.src_uri for file, key in keys.items() if key not in self._known]
        if len(missing) >= _WORTH_A_PROCESS and can_fork():
            if any(
                self._sources.shows_references(path, self._session.pages[path].body)
                for path in missing
            ):
                self._session.settle()  # the copy cannot wait for references that are being set
            if can_fork():
                self._helper = _Helper(missing, self._in_helper, self._keep)

    def take_over(self, page: Page) -> None:
        """Let a page be rendered by us."""
        page.render = partial(self._render, page)  # type: ignore[method-assign]

    def finish(self) -> None:
        """Keep what was made, and end what is going on."""
        if self._helper is not None:
            self._helper.stop()
            self._helper = None
        if self._made or self._used:
            self._cache.put(self._made, self._used)
        self._cache.close()
        self._made, self._used = {}, []

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        assert page.markdown is not None
        key = self._key(page.file.src_uri, page.markdown)
        kept = self._cache.get(key) if key in self._known else None
        if kept is not None:
            self._used.append(key)
            self._restore(page, kept)
            return
        made = self._helped(page.file.src_uri, key)
        if made is None:
            made = self._render_fresh(page, config, files)
        else:
            self._restore(page, made)
        if made is not None:
            self._made[key] = made
        if len(self._made) >= _KEPT_AT_ONCE:
            self._cache.put(self._made)
            self._made = {}

    def _keep(self, received: dict[str, str]) -> None:
        """Write what the copy has made of pages that are far ahead."""
        made = {text[:_KEY_LENGTH]: text[_KEY_LENGTH:] for text in received.values() if text}
        self._cache.put(made)
        self._known |= made.keys()

    def _helped(self, path: str, key: str) -> str | None:
        """What the copy made of a page, unless a plugin has changed the page meanwhile."""
        text = self._helper.take(path) if self._helper is not None else None
        return text[len(key) :] if text and text.startswith(key) else None

    def _render_fresh(self, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Render a page; the result as text, or None when anything was to be reported."""
        diagnostics = self._session.project.diagnostics
        before = diagnostics.reports
        with _listening() as records:
            Page.render(page, config, files)
        for record in records:
            logger = logging.getLogger(record.name)
            if logger.isEnabledFor(record.levelno):
                logger.handle(record)
        return None if records or diagnostics.reports != before else self._as_text(page)

    def _as_text(self, page: Page) -> str:
        deferred = self._session.deferred.get(page.file.src_uri)
        references = None
        if deferred is not None:
            citations, numbered = deferred
            references = [citations, numbered.numbers, numbered.places]
        links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
        return json.dumps(
            [
                page.content,
                [_toc_token(item) for item in page.toc],
                page._title_from_render,  # noqa: SLF001 # MkDocs reads it, and offers no other way
                sorted(page.present_anchor_ids or ()),
                links,
                references,
            ],
            ensure_ascii=False,
        )

    def _restore(self, page: Page, text: str) -> None:
        content, toc, title, anchors, links, references = json.loads(text)
        page.content = content
        page.toc = get_toc(toc)
        page._title_from_render = title  # noqa: SLF001
        page.present_anchor_ids = set(anchors)
        files = ((self._files.get_file_from_path(path), found) for path, found in links.items())
        page.links_to_anchors = {to: found for to, found in files if to is not None}
        if references is not None:
            citations, numbers, places = references
            path = page.file.src_uri
            numbered = PageReferences(self._session, path)
            numbered.numbers, numbered.places = numbers, places
            self._session.deferred[path] = (citations, numbered)

    def _in_helper(self, path: str) -> str:
        """In the copy: a page's key and its rendering, or nothing when there is to be reported."""
        file = self._files.get_file_from_path(path)
        assert file is not None
        page = file.page or Page(None, file, self._config)
        page.read_source(self._config)
        assert page.markdown is not None
        self._session.current_path = path
        try:
            text = self._render_fresh(page, self._config, self._files)
        except Exception:  # noqa: BLE001 # the original meets it again, and says what it is
            return ""
        made = "" if text is None else self._key(path, page.markdown) + text
        # The copy needs no page again, and would hold more than the original in the end.
        page.markdown, page.content, page.toc = "", "", get_toc([])
        self._session.forget(path)
        return made

    def _key(self, path: str, markdown: str) -> str:
        """The digest of everything that a page's rendering depends on."""
        known, key = self._keys.get(path, (0, ""))
        if not key or known != hash(
            markdown
        ):  # a plugin may have changed the page since the last time
            key = digest([self._context, path, markdown, *self._sources.behind(path, markdown)])
            self._keys[path] = (hash(markdown), key)
        return key


class _Helper:
    """A copy of this process that renders pages from the last one backwards.

    Args:
        paths: The pages, in the order they are asked for.
        render: Renders a page in the copy.
        keep: Is given what nobody has asked for yet when there is much of it, and keeps it.
    """

    def __init__(
        self,
        paths: list[str],
        render: Callable[[str], str],
        keep: Callable[[dict[str, str]], None],
    ) -> None:
        from multiprocessing import get_context  # noqa: PLC0415 # only where a process is started

        context = get_context("fork")
        self._places = {path: index for index, path in enumerate(paths)}
        self._next = len(paths) - 1  # the page the copy is at
        self._received: dict[str, str] = {}
        self._keep = keep
        self._receiver, sender = context.Pipe(duplex=False)
        self._paths = paths
        self._process = context.Process(
            target=_work, args=(paths, render, sender, self._receiver), daemon=True
        )
        self._process.start()
        sender.close()

    def take(self, path: str) -> str | None:
        """What the copy made of a page, waiting if it is at it; None when this process must."""
        place = self._places.get(path)
        if place is None:
            return None
        try:
            while self._next >= 0 and (self._next == place or self._receiver.poll()):
                self._received[self._paths[self._next]] = self._receiver.recv()
                self._next -= 1
        except (EOFError, OSError):  # the copy has ended
            self._next = -1
        if len(self._received) > _KEPT_AT_ONCE:
            wanted = self._received.pop(path, None)
            self._keep(self._received)
            self._received = {} if wanted is None else {path: wanted}
        if self._next < place:  # it would go on to what this process has done already
            self.stop()
        return self._received.pop(path, None)

    def stop(self) -> None:
        """End the copy; what it has made remains."""
        self._next = -1
        if not self._receiver.closed:
            self._process.kill()
            self._process.join()
            self._receiver.close()


def _work(
    paths: list[str], render: Callable[[str], str], sender: Connection, receiver: Connection
) -> None:
    receiver.close()
    for logger in (logging.getLogger(), logging.getLogger("mkdocs")):
        # What the copy meets, the original meets again and says. No handler at all would print it.
        logger.handlers[:] = [logging.NullHandler()]
    logging.getLogger("mkdocs").propagate = False
    try:
        for path in reversed(paths):
            sender.send(render(path))
    except (OSError, KeyboardInterrupt):
        pass  # nobody wants it any more


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Collects what MkDocs would log, at whatever level it is told to log."""
    records: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger = logging.getLogger("mkdocs")
    level, handlers, propagate = logger.level, logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [Listener()], False
    logger.setLevel(logging.INFO)
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def _context(config: MkDocsConfig, files: Files, session: Session) -> str:
    extensions = [e for e in config.markdown_extensions if not isinstance(e, ReferableExtension)]
    addresses = sorted((file.src_uri, file.url) for file in files)
    validation = {str(k): dict(v) for k, v in config.validation.items()}
    facts = [extensions, _plain(config.mdx_configs), config.use_directory_urls, validation]
    return digest(
        [
            _code_state(),
            *(_version(package) for package in _PACKAGES),
            json.dumps(facts, sort_keys=True, default=str),
            json.dumps(addresses),
            repr(session.project.settings),
            session.docs_dir,
        ]
    )


def _code_state() -> str:
    """Changes with any file of ours, also while we are being worked on."""
    folder = Path(referable.__file__).parent
    states = []
    for pattern in ("*.py", "*.html", "*.yml"):
        for path in folder.rglob(pattern):
            state = path.stat()
            states.append((str(path), state.st_mtime_ns, state.st_size))
    return repr(sorted(states))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _plain(value: Any) -> str | None:
    """A configuration as text that is the same in each run; None when it has no such text."""

    def named(part: Any) -> str:
        name = f"{getattr(part, '__module__', '')}.{part.__qualname__}"
        if "<" in name:
            raise TypeError(name)
        return name

    try:
        return json.dumps(value, sort_keys=True, default=named)
    except (TypeError, ValueError, AttributeError):
        return None


def _toc_token(item: AnchorLink) -> dict[str, Any]:
    children = [_toc_token(child) for child in item.children]
    return {"level": item.level, "id": item.id, "name": item.title, "children": children}
