"""Runs MkDocs for the commands: building, and checking without output."""

from __future__ import annotations

import errno
import gc
import logging
import os
import re
import tempfile
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

__all__ = ["build", "cache_folder", "cannot_write", "check", "load", "open_session", "plugin_of"]

# A preview is asked to leave unchanged pages alone, and knows better which they are.
_OF_NO_CONCERN = "A 'dirty' build is being performed"
_PAGES_AT_ONCE = 250  # checked before their remains are cleared away
_ELSEWHERE: dict[Path, tempfile.TemporaryDirectory[str]] = {}
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
        except (ConfigurationError, SystemExit) as error:
            _refuse_unreadable(file)
            raise _setup_error(root, problems or [str(error)]) from error
    if problems:
        _report_setup(root, problems, diagnostics)
    plugin = config.plugins.get("referable")
    if plugin is None:
        plugin = ReferablePlugin()
        plugin.load_config({}, config_file_path=config.config_file_path)
        config.plugins["referable"] = plugin
    assert isinstance(plugin, ReferablePlugin)
    # MkDocs hands out one and the same plugin for every configuration that a process loads.
    plugin.diagnostics = diagnostics
    plugin.today = None
    plugin.config.cache = _kept_in(root, str(plugin.config.cache))
    return config


def _kept_in(root: Path, cache: str) -> str:
    """The folder for what can be computed again; in a project that is read only, one elsewhere.

    That one lasts as long as this process.
    """
    folder = root / cache
    at = next(path for path in (folder, *folder.parents) if path.exists())
    if at.is_dir() and os.access(at, os.W_OK):
        return cache
    if folder not in _ELSEWHERE:
        _ELSEWHERE[folder] = tempfile.TemporaryDirectory(
            prefix="referable-", ignore_cleanup_errors=True
        )
    return _ELSEWHERE[folder].name


def _setup_error(root: Path, said: list[str]) -> ReferableError:
    """Why `mkdocs.yml` cannot be used: the first mistake in it, and where the others are."""
    from referable.engines.setup_faults import setup_faults  # noqa: PLC0415 # only after a fault

    faults = setup_faults(root, said)
    if not faults:
        return ReferableError(f"mkdocs.yml cannot be used: {'; '.join(said)}")
    first, *others = faults
    more = "".join(f" And {fault} {fault.fix}" for fault in others)
    return ReferableError(f"mkdocs.yml cannot be used. {first}", f"{first.fix}{more}")


def _report_setup(root: Path, said: list[str], diagnostics: Diagnostics | None) -> None:
    """Report what MkDocs found strange in `mkdocs.yml` and still can use.

    Raises:
        ReferableError: It is an option of ours, which we do not pass over.
    """
    from referable.engines.setup_faults import FILE, setup_faults  # noqa: PLC0415

    for fault in setup_faults(root, said):
        if "“referable”" in fault.message:
            raise ReferableError(f"mkdocs.yml cannot be used. {fault}", fault.fix)
        if diagnostics is not None:
            diagnostics.report("engine", fault.message, FILE, fault.line, fix=fault.fix)


def _refuse_unreadable(file: Path) -> None:
    """Say in our words where a configuration is no YAML, if that is what is wrong with it."""
    from referable.project import decode_text  # noqa: PLC0415 # only when there is a problem
    from referable.yamlsource import load_yaml  # noqa: PLC0415

    found = Diagnostics()
    text = decode_text(file.read_bytes(), file.name, found)
    # Marks such as !ENV, of which `load_yaml` knows nothing, are no mistake here.
    if load_yaml(text, file.name, found) is not None:
        found.remove([d for d in found if d.code != "file-encoding"])
    for problem in found.sorted():
        raise ReferableError(
            f"mkdocs.yml cannot be used. {problem.place}: {problem.message}", problem.fix
        )


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
    from jinja2 import TemplateError  # noqa: PLC0415 # with the rest of the engine
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.exceptions import Abort, BuildError  # noqa: PLC0415

    config.site_dir = str(site_dir)
    with _captured_log() as problems:
        try:
            config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
            mkdocs_build(config, serve_url=preview, dirty=dirty)
            config.plugins.on_shutdown()
        except (Abort, BuildError) as error:
            said = [*problems, "" if isinstance(error, Abort) else str(error)]
            details = " ".join(filter(None, said)) or str(error)
            raise ReferableError(f"The site cannot be built: {details}") from error
        except TemplateError as error:
            raise ReferableError(
                f"{_template(error, config)} cannot be used: {error}.",
                "Undo your last change to the design, or look at that line.",
            ) from error
        except OSError as error:
            raise cannot_write(error) from error
    session = plugin_of(config).session
    assert session is not None
    _finish(problems, session, diagnostics)
    return session


def cannot_write(error: OSError) -> ReferableError:
    """Why the new site cannot be written; the old one stays in any case."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        # The error may name any file at all: the one that was being copied, or none.
        return ReferableError(
            "The disk is full, so the new site cannot be written. The old one is as it was.",
            "Delete what you no longer need, and build again.",
        )
    where = f" ({error.filename})" if error.filename else ""
    return ReferableError(
        f"The site cannot be written: {error.strerror or error}{where}.",
        "Check that you may write there.",
    )


def _template(error: Exception, config: MkDocsConfig) -> str:
    """Which template is broken and in which line, as far as the error tells."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not file:
        return "A template of the design"
    path, root = Path(file), Path(config.config_file_path or ".").parent
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return f"The template {shown}, line {line}," if line else f"The template {shown}"


def cache_folder(config: MkDocsConfig) -> str:
    """The folder for what can be computed again, relative to the project."""
    return str(plugin_of(config).config.cache)


def open_session(config: MkDocsConfig) -> Session:
    """The session of a site with its pages listed and its sources loaded, nothing rendered."""
    session, _, _ = _start(config)
    return session


def _start(config: MkDocsConfig) -> tuple[Session, MkDocsConfig, Files]:
    from mkdocs.exceptions import Abort, BuildError  # noqa: PLC0415
    from mkdocs.structure.files import get_files, set_exclusions  # noqa: PLC0415

    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        files = get_files(config)
        set_exclusions(files, config)
        files = config.plugins.on_files(files, config=config)
    except (Abort, BuildError) as error:
        raise ReferableError(f"The site cannot be built: {error}") from error
    session = plugin_of(config).session
    assert session is not None
    return session, config, files


def check(
    config: MkDocsConfig,
    diagnostics: Diagnostics,
    *,
    ready: Callable[[Session, Files], None] = lambda _session, _files: None,
) -> Session:
    """Compile every page without templates or output, to find every problem in the sources.

    Args:
        config: What `load` gave.
        diagnostics: The collection that `load` was given.
        ready: Called with all files when the pages are known, before the first is compiled, for
            work that can go on meanwhile.

    Raises:
        ReferableError: MkDocs cannot read the site at all.
    """
    from mkdocs.structure.nav import get_navigation  # noqa: PLC0415
    from mkdocs.structure.pages import Page  # noqa: PLC0415
    from mkdocs.structure.toc import get_toc  # noqa: PLC0415

    with _captured_log() as problems:
        session, config, files = _start(config)
        ready(session, files)
        get_navigation(files, config)
        for number, file in enumerate(files.documentation_pages(), 1):
            page = file.page or Page(None, file, config)
            config.plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            assert page.markdown is not None
            page.markdown = config.plugins.on_page_markdown(
                page.markdown, page=page, config=config, files=files
            )
            page.render(config, files)
            # Nothing is written, so no text is needed again; a large site would fill the memory.
            page.markdown, page.content, page.toc = "", "", get_toc([])
            page.meta.pop("referable", None)
            vars(page).pop("render", None)
            session.forget(file.src_uri)
            if number % _PAGES_AT_ONCE == 0:
                gc.collect()
                gc.freeze()  # what is left stays, and need not be looked at again
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
        elif "'nav' configuration" in message:
            path, line = "mkdocs.yml", _line_in_nav(session.project.root, message)
        diagnostics.report("engine", message, path, line, column)
    apply_suppressions(diagnostics, session.project.root)


def _line_in_nav(root: Path, message: str) -> int | None:
    """Where the navigation names the page that MkDocs complains of."""
    named = re.search(r"'([^']+)' is included", message)
    lines = (root / "mkdocs.yml").read_bytes().splitlines()
    found = (n for n, line in enumerate(lines, 1) if named and named[1].encode() in line)
    return next(found, None)


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
