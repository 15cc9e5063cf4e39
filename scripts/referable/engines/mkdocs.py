"""The MkDocs plugin: hands the compiler MkDocs's files and pages, and its pages to MkDocs."""

from __future__ import annotations

import datetime as dt
import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from referable.compiler.extension import ReferableExtension, put_deferred
from referable.compiler.links import Links
from referable.compiler.navigation import build_navigation
from referable.compiler.session import Session
from referable.compiler.site import add_pages
from referable.diagnostics import Diagnostics, ReferableError
from referable.engines.build_cache import build_cache
from referable.engines.design import is_designed, use_design
from referable.engines.made_file import MadeFile
from referable.engines.page_codes import PageCodes
from referable.engines.page_guard import guard_render
from referable.engines.page_renders import PageRenders
from referable.engines.page_sources import PageSources
from referable.engines.pictures import check_photos, finish_pictures
from referable.engines.private_files import keep_out
from referable.engines.site_files import site_files
from referable.engines.templates import quicken
from referable.engines.theme_data import page_address, page_data, theme_data
from referable.engines.unusable_files import drop_unusable, refuse_loops, refuse_templates
from referable.engines.unused import drop_unused
from referable.project import Project, Settings
from referable.rules import Severity
from referable.sharing.publication import Publication, begin

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

__all__ = ["ReferablePlugin", "ReferablePluginConfig"]

log = logging.getLogger("mkdocs.plugins.referable")

_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.NOTE: logging.DEBUG,
}
_DEFAULTS = Settings()


class ReferablePluginConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options; each is described at `referable.project.Settings`."""

    practice = c.Type(str, default=_DEFAULTS.practice)
    library = c.Type(str, default=_DEFAULTS.library)
    synopses = c.Type(str, default=_DEFAULTS.synopses)
    conditions = c.Type(str, default=_DEFAULTS.conditions)
    photos = c.Type(str, default=_DEFAULTS.photos)
    style = c.Type(str, default=_DEFAULTS.style)
    study_pages = c.Type(bool, default=_DEFAULTS.study_pages)
    evidence_pages = c.Type(bool, default=_DEFAULTS.evidence_pages)
    evidence_dir = c.Type(str, default=_DEFAULTS.evidence_dir)
    references_title = c.Type(str, default=_DEFAULTS.references_title)
    cache = c.Type(str, default=_DEFAULTS.cache)
    design = c.Type(bool, default=_DEFAULTS.design)
    packet = c.Type(bool, default=_DEFAULTS.packet)
    packet_paper = c.Type(str, default=_DEFAULTS.packet_paper)
    social_images = c.Type(bool, default=_DEFAULTS.social_images)
    edit_url = c.Type(str, default=_DEFAULTS.edit_url)


class ReferablePlugin(BasePlugin[ReferablePluginConfig]):  # type: ignore[no-untyped-call]
    """Runs the compiler inside MkDocs.

    Attributes:
        diagnostics: Where problems go. A caller that prints them itself (`referable build`) puts
            its own collection here; otherwise they are logged when the build ends.
        today: The day by which dated facts are judged; the computer's own when None.
    """

    def __init__(self) -> None:
        self.diagnostics: Diagnostics | None = None
        self.session: Session | None = None
        self.publication: Publication | None = None
        self.today: dt.date | None = None
        self._renders: PageRenders | None = None
        self._codes: PageCodes | None = None
        self._command = ""
        self._thresholds = gc.get_threshold()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs is doing; defining this keeps the plugin alive between rebuilds."""
        del dirty
        self._command = command

    @event_priority(50)  # before search, which reads a template of the theme
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project and register the Markdown extension."""
        # Pages leave little garbage, but the collector walks through everything loaded to find it.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        try:
            project = self.open_project(config)
            refuse_loops(Path(config.docs_dir))
        except ReferableError as error:
            raise PluginError(f"{error} {error.tip}") from error
        use_design(config, project.settings)
        quicken(config.theme, project.root / project.settings.cache / "templates")
        root = project.root
        docs_dir = Path(config.docs_dir)
        try:
            shown = docs_dir.resolve().relative_to(root).as_posix()
        except ValueError:
            shown = docs_dir.as_posix()
        self.session = Session(project, Links(config.use_directory_urls), shown)
        # Citations and the reference list reach the page after the search index has read it: a
        # study is found by its own page, not by every page that cites it.
        self.session.defer_references = True
        config.markdown_extensions = [e for e in config.markdown_extensions if not _is_ours(e)]
        extension: Any = ReferableExtension(self.session)
        config.markdown_extensions.append(extension)
        if not config.extra.get("generator") and "generator" not in config.extra:
            config.extra["generator"] = False
        return config

    def open_project(self, config: MkDocsConfig) -> Project:
        """The project that a configuration describes, with nothing loaded yet."""
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        settings = Settings.from_mapping(dict(self.config))
        project = Project(
            root, settings, Diagnostics() if self.diagnostics is None else self.diagnostics
        )
        if self.today is not None:
            project.today, project.today_asked = self.today, True
        return project

    @event_priority(-50)  # after plugins that add pages of their own
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Compile the list of pages, add the generated ones, and write the navigation."""
        session = self.open_session()
        self._renders = self._codes = None
        session.pages.clear()
        keep_out(files, session)
        drop_unused(files, config)
        drop_unusable(files, session)
        written = [f.src_uri for f in files.documentation_pages()]
        add_pages(session, written)
        refuse_templates(session, written, config.theme.dirs)
        for page in session.pages.values():
            if page.rewritten is not None:
                existing = files.get_file_from_path(page.path)
                assert existing is not None
                existing.content_string = page.rewritten
            if page.generated:
                content = page.front_matter + page.body
                file = File.generated(config, page.path, content=content)
                file.inclusion = InclusionLevel.NOT_IN_NAV
                files.append(file)
        if config.nav is None:
            config.nav = build_navigation(session)
        site_url = config.site_url or ""
        sources = PageSources(session)
        for made in site_files(session, site_url):
            if files.get_file_from_path(made.path) is None:
                about = made.about
                state = sources.all_sources if about is None else sources.research(**about)
                files.append(MadeFile.of(config, made.path, made.write, f"{site_url} {state}"))
        facts = theme_data(session)
        # Nobody prints a preview, whose address leads to this computer.
        if is_designed(config, session.project.settings) and self._command != "serve":
            addresses = [page_address(session, path, site_url) for path in session.pages]
            self._codes = PageCodes(build_cache(session.project), addresses)
        config.extra["referable"] = {**facts, "search_index": "search/search_index.json"}
        gc.freeze()  # the library, for one
        return files

    def on_nav(self, nav: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Start on downloads and pictures for posts, which are made while the pages are."""
        del files
        self.publication = begin(
            self.open_session(),
            config.site_url or "",
            config.site_description or "",
            preview=self._command == "serve",
        )
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what is loaded out of the collector's way."""
        del config, files
        gc.freeze()
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the extension which page is about to be rendered."""
        session = self.open_session()
        if self._renders is None and PageRenders.possible(config):
            self._renders = PageRenders(session, config, files)
            self._renders.begin()
        if self._renders is not None:
            self._renders.take_over(page)
        guard_render(page, session)
        session.current_path = page.file.src_uri
        page.meta["referable"] = page_data(
            session,
            page.file.src_uri,
            config.site_url or "",
            code=self._codes.svg if self._codes is not None else None,
        )
        return markdown

    @event_priority(-75)  # after search has read the page
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Put citations and the reference list into the finished page."""
        del config, nav
        if page.content is not None:
            page.content = put_deferred(self.open_session(), page.file.src_uri, page.content)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the pictures, and report what was found unless a caller collects it."""
        gc.unfreeze()
        gc.set_threshold(*self._thresholds)
        session = self.open_session()
        session.current_path = None
        session.settle()
        self.end_rendering()
        if self.publication is not None:
            self.publication.publish(Path(config.site_dir))
        finish_pictures(session, Path(config.site_dir), config.site_url or "")
        if self.diagnostics is not None:
            return
        check_photos(session)
        root = session.project.root
        if session.project.diagnostics.reports:
            _log(session.project.diagnostics, root)
        if session.project.diagnostics.has_errors and self._command != "serve":
            raise Abort("Referable found errors; see above.")
        if self._command == "build":
            gc.freeze()  # the process ends here, and need not look for garbage once more

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing running."""
        del error
        self.end_rendering()
        if self.publication is not None:
            self.publication.stop()

    def end_rendering(self) -> None:
        """Keep what was made of the pages for the next build."""
        if self._renders is not None:
            self._renders.finish()
            self._renders = None
        if self._codes is not None:
            self._codes.finish()
            self._codes = None

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the sources that lie outside `docs/`."""
        del builder, config
        session = self.open_session()
        for path in session.project.source_paths():
            if (session.project.root / path).exists():
                server.watch(str(session.project.root / path))
        return server

    def open_session(self) -> Session:
        """The session of the build that is going on.

        Raises:
            ReferableError: There is none yet.
        """
        if self.session is None:
            raise ReferableError("The plugin was used before MkDocs read its configuration.")
        return self.session


def _log(diagnostics: Diagnostics, root: Path) -> None:
    from referable.printers import format_text  # noqa: PLC0415 # most builds have nothing to say
    from referable.suppressions import apply_suppressions  # noqa: PLC0415

    apply_suppressions(diagnostics, root)
    for diagnostic in diagnostics.sorted():
        log.log(_LEVELS[diagnostic.severity], format_text([diagnostic], root).rstrip())


def _is_ours(extension: object) -> bool:
    return isinstance(extension, ReferableExtension) or extension in {
        "referable",
        "referable.compiler.extension",
    }
