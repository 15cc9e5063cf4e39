"""Runs MkDocs for the commands: building, and checking without output."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.diagnostics import Diagnostics, ReferableError
from referable.suppressions import apply_suppressions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from referable.compiler.session import Session
    from referable.engines.mkdocs import ReferablePlugin

__all__ = ["build", "cache_folder", "check", "load", "open_session", "plugin_of"]

# A preview is asked to leave unchanged pages alone, and knows better which they are.
_OF_NO_CONCERN = "A 'dirty' build is being performed"
_DOC_FILE = re.compile(r"(?:Doc file|in|page) '([^']+\.md)'")


def load(root: Path, diagnostics: Diagnostics | None, **overrides: Any) -> MkDocsConfig:
    """MkDocs's configuration, with our plugin in it whether or not `mkdocs.yml` names it.

    Args:
        root: The project's folder.
        diagnostics: Where the plugin puts problems; None lets it log them.
        overrides: Settings that win over `mkdocs.yml`.

    Raises:
        ReferableError: There is no `mkdocs.yml`, or it cannot be used.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.config import load_config  # noqa: PLC0415 # slow to import
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415

    from referable.engines.mkdocs import ReferablePlugin  # noqa: PLC0415

    file = root / "mkdocs.yml"
    if not file.is_file():
        raise ReferableError(
            f"There is no mkdocs.yml in {root}.",
            "Change to your site's folder, or make a site with `referable new my-site`.",
        )
    with _captured_log() as problems:
        try:
            config = load_config(str(file), **overrides)
        except ConfigurationError as error:
            details = "; ".join([*problems, str(error)])
            raise ReferableError(f"mkdocs.yml cannot be used: {details}") from error
        except SystemExit as error:
            raise ReferableError(f"mkdocs.yml cannot be used: {'; '.join(problems)}") from error
    plugin = config.plugins.get("referable")
    if plugin is None:
        plugin = ReferablePlugin()
        plugin.load_config({}, config_file_path=config.config_file_path)
        config.plugins["referable"] = plugin
    assert isinstance(plugin, ReferablePlugin)
    # MkDocs hands out one and the same plugin for every configuration that a process loads.
    plugin.diagnostics = diagnostics
    plugin.today = None
    return config


def plugin_of(config: MkDocsConfig) -> ReferablePlugin:
    """Our plugin in a configuration made by `load`."""
    plugin: Any = config.plugins["referable"]
    return plugin  # type: ignore[no-any-return]


def build(
    config: MkDocsConfig,
    site_dir: Path,
    diagnostics: Diagnostics,
    *,
    preview: str | None = None,
    dirty: bool = False,
) -> Session:
    """Build the site into a folder.

    Args:
        config: What `load` gave.
        site_dir: Where the site goes; an empty folder, unless the build is dirty.
        diagnostics: The collection that `load` was given.
        preview: The address of the preview that this is for; None for a site to publish.
        dirty: Whether files that say they have not changed stay as they are.

    MkDocs's own warnings (a dead link, a missing anchor) become `engine` diagnostics.

    Raises:
        ReferableError: MkDocs cannot build at all.
    """
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.exceptions import Abort, BuildError  # noqa: PLC0415

    config.site_dir = str(site_dir)
    with _captured_log() as problems:
        try:
            config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
            mkdocs_build(config, serve_url=preview, dirty=dirty)
            config.plugins.on_shutdown()
        except (Abort, BuildError) as error:
            raise ReferableError(f"The site cannot be built: {error}") from error
        except OSError as error:
            raise ReferableError(
                f"The site cannot be written: {error.strerror or error} ({error.filename}).",
                "Check that the disk is not full and that you may write there.",
            ) from error
    session = plugin_of(config).session
    assert session is not None
    _finish(problems, session, diagnostics)
    return session


def cache_folder(config: MkDocsConfig) -> str:
    """The folder for what can be computed again, relative to the project."""
    return str(plugin_of(config).config.cache)


def open_session(config: MkDocsConfig) -> Session:
    """The session of a site with its pages listed and its sources loaded, nothing rendered."""
    session, _, _ = _start(config)
    return session


def _start(config: MkDocsConfig) -> tuple[Session, MkDocsConfig, Files]:
    from mkdocs.structure.files import get_files, set_exclusions  # noqa: PLC0415

    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    set_exclusions(files, config)
    files = config.plugins.on_files(files, config=config)
    session = plugin_of(config).session
    assert session is not None
    return session, config, files


def check(
    config: MkDocsConfig,
    diagnostics: Diagnostics,
    *,
    ready: Callable[[Session], None] = lambda _: None,
) -> Session:
    """Compile every page without templates or output, to find every problem in the sources.

    Args:
        config: What `load` gave.
        diagnostics: The collection that `load` was given.
        ready: Called when the pages are known and before the first is compiled, for work that can
            go on meanwhile.
    """
    from mkdocs.structure.nav import get_navigation  # noqa: PLC0415
    from mkdocs.structure.pages import Page  # noqa: PLC0415

    with _captured_log() as problems:
        session, config, files = _start(config)
        ready(session)
        get_navigation(files, config)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            config.plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            assert page.markdown is not None
            page.markdown = config.plugins.on_page_markdown(
                page.markdown, page=page, config=config, files=files
            )
            page.render(config, files)
        plugin_of(config).end_rendering()
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.validate_anchor_links(
                    files=files, log_level=config.validation.links.anchors
                )
    _finish(problems, session, diagnostics)
    return session


@contextmanager
def _captured_log() -> Iterator[list[str]]:
    """Collects MkDocs's warnings instead of printing them."""
    messages: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(_OF_NO_CONCERN):
                messages.append(message)

    logger = logging.getLogger("mkdocs")
    handler = Handler(logging.WARNING)
    propagate, level = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)


def _finish(problems: list[str], session: Session, diagnostics: Diagnostics) -> None:
    session.settle()
    for message in problems:
        match = _DOC_FILE.search(message)
        path, line, column = "", None, None
        if match:
            page = session.pages.get(match.group(1))
            path = page.origins[0].path if page else f"{session.docs_dir}/{match.group(1)}"
            line, column = _place_of_link(session, match.group(1), message)
        diagnostics.report("engine", message, path, line, column)
    apply_suppressions(diagnostics, session.project.root)


def _place_of_link(session: Session, path: str, message: str) -> tuple[int | None, int | None]:
    """Where the link stands that MkDocs complains of: its messages quote it but give no line."""
    page = session.pages.get(path)
    if page is None or page.generated:
        return None, None
    for target in re.findall(r"link '([^']+)'|target '([^']+)'", message):
        needle = target[0] or target[1]
        for number, text in enumerate(page.body.split("\n"), 1):
            at = text.find(f"]({needle}")
            if at >= 0:
                return number + page.origins[0].offset, at + 3
    return None, None
