"""Commands for the whole site: check, build, serve."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.shared import (
    format_option,
    open_project,
    print_diagnostics,
    project_option,
    shown_path,
    today_option,
    use_colour,
    working,
)
from referable.diagnostics import Diagnostic, Diagnostics, ReferableError
from referable.project import Project
from referable.suppressions import apply_suppressions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from referable.compiler.session import Session

__all__ = ["build", "check", "serve"]

_ENGINES = ("mkdocs", "zensical")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@project_option
@format_option
@today_option
@click.option("--notes", is_flag=True, help="Show notes, too.")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check a built site in this folder instead of the sources.",
)
@click.option("--staged", is_flag=True, help="Check what git would commit; for a git hook.")
@click.option(
    "--report",
    is_flag=False,
    flag_value="-",
    metavar="[FILE]",
    help="Write a report for the site's owner, to FILE or to standard output.",
)
def check(
    paths: tuple[str, ...],
    directory: Path,
    form: str,
    site: Path | None,
    today: dt.datetime | None,
    *,
    notes: bool,
    staged: bool,
    report: str | None,
) -> None:
    """Find every problem in the sources, without building.

    PATH limits what is shown to files or folders. A single - reads a text from standard input: a
    reply to a review or a post, before it goes out. With --staged only errors count.

    \b
    Examples:
      referable check
      referable check docs/specialties
      referable check --site site
      referable check - < reply.txt
      referable check --report report.md
    """
    from referable.commands import checking
    from referable.engines import mkdocs_runner

    if staged:
        sys.exit(_check_staged(directory.resolve(), form, today, notes=notes))
    root = directory.resolve()
    diagnostics = Diagnostics()
    texts: dict[str, str] = {}
    if paths == ("-",):
        texts["-"] = _typed_in()
        diagnostics.extend(_check_reply(root, texts["-"]))
    else:
        config = mkdocs_runner.load(root, diagnostics)
        mkdocs_runner.plugin_of(config).today = today.date() if today else None
        if site is not None:
            diagnostics.extend(check_built(site.resolve(), config))
            root = site.resolve()
        else:
            with working("Checking"):
                session = _check_sources(config, diagnostics)
            if report is not None:
                told = checking.report_on(session, diagnostics, report)
                click.echo(told, nl=False, err=report != "-")
                if report == "-":
                    sys.exit(1 if diagnostics.has_problems else 0)
            if paths:
                diagnostics.extend(checking.check_strays(session.project, session.docs_dir, paths))
                diagnostics = checking.only(diagnostics, root, paths)
    print_diagnostics(diagnostics, root, form, notes=notes, texts=texts)
    sys.exit(1 if diagnostics.has_problems else 0)


def _typed_in() -> str:
    """A text from standard input, which may be somebody's keyboard."""
    from referable.project import decode_text

    if sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
        click.echo(f"Paste the text and press Enter; then press {end}.", err=True)
    return decode_text(sys.stdin.buffer.read(), "-", Diagnostics())


def protect(site: Path) -> None:
    """Put the policy into every page; pictures and documents are clean already."""
    from referable.engines.csp import apply_to_folder, headers_file, script_hash
    from referable.engines.theme_data import THEME_SCRIPT

    policies = apply_to_folder(site, trusted={script_hash(THEME_SCRIPT)})
    (site / "_headers").write_text(headers_file(policies), encoding="utf-8", newline="\n")


def _untold(built: list[Diagnostic], diagnostics: Diagnostics) -> list[Diagnostic]:
    """Problems of the built site without those already told at the line that the author wrote."""
    told = {d.message for d in diagnostics if d.code == "site-link-unlisted"}
    return [d for d in built if d.message.partition(" The same stands in ")[0] not in told]


def _placeholders(session: Session) -> list[Diagnostic]:
    from referable.checks.placeholders import find_placeholders

    settings = session.project.settings
    pages = (p.origins[0].path for p in session.pages.values() if not p.generated)
    return list(
        find_placeholders(session.project.root, [settings.practice, "mkdocs.yml", *sorted(pages)])
    )


def _check_reply(root: Path, text: str) -> list[Diagnostic]:
    """The problems of a text that is to be posted."""
    from referable.checks.phi import SourceKind
    from referable.checks.sources import check_file

    project = Project(root)
    if (root / "mkdocs.yml").is_file():
        project = open_project(root, Diagnostics())
    return check_file(text, "-", SourceKind.REPLY, project)


def check_built(site: Path, config: MkDocsConfig) -> list[Diagnostic]:
    """The problems of a built site: what leaves it or keeps state about a visitor."""
    from urllib.parse import urlsplit

    from referable.checks.site import check_site
    from referable.engines import mkdocs_runner

    host = urlsplit(config.site_url or "").hostname
    cache = Path(config.config_file_path or ".").parent / mkdocs_runner.cache_folder(config)
    project = mkdocs_runner.plugin_of(config).open_project(config)
    project.diagnostics = Diagnostics()  # the facts are reported where the sources are checked
    allowed = project.practice.allowed_hosts if project.practice is not None else ()
    own = {host} if host else set()
    found = check_site(site, own, allowed, cache_file=cache / "site-checks.json")
    return found + _license_lines(site, project)


def _license_lines(site: Path, project: Project) -> list[Diagnostic]:
    """What the practice's states want on every page of a built site, and is not there."""
    from referable.advertising import advertising
    from referable.checks.advertising import check_pages

    if project.practice is None:
        return []
    return check_pages(site, advertising(project.practice, "", Diagnostics()))


def _advertising(project: Project, diagnostics: Diagnostics) -> None:
    """What the facts lack for the advertising rules of the practice's states."""
    if project.practice is not None:
        from referable.advertising import advertising

        advertising(project.practice, project.settings.practice, diagnostics)


def _check_sources(config: MkDocsConfig, diagnostics: Diagnostics) -> Session:
    """Compile every page and run every check on the sources."""
    from referable.checks.sources import check_sources
    from referable.engines import mkdocs_runner

    session = mkdocs_runner.check(config, diagnostics)
    project = session.project
    _advertising(project, diagnostics)
    diagnostics.extend(
        check_sources(project.root, project.settings, session.docs_dir, project.today)
    )
    apply_suppressions(diagnostics, project.root)
    return session


def _check_staged(root: Path, form: str, today: dt.datetime | None, *, notes: bool) -> int:
    """Check what git would commit; the exit status, which warnings leave at 0."""
    from referable.commands import checking
    from referable.engines import mkdocs_runner
    from referable.staged import staged_copy

    with staged_copy(root) as staged:
        diagnostics = Diagnostics()
        config = mkdocs_runner.load(staged.root, diagnostics)
        mkdocs_runner.plugin_of(config).today = today.date() if today else None
        session = _check_sources(config, diagnostics)
        diagnostics = checking.only_staged(diagnostics, staged, session.project.settings)
        print_diagnostics(diagnostics, staged.root, form, notes=notes)
    return 1 if diagnostics.has_errors else 0


@click.command()
@project_option
@format_option
@click.option(
    "--engine",
    type=click.Choice(_ENGINES),
    default="mkdocs",
    show_default=True,
    help="The site builder that makes the pages.",
)
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; site_dir of mkdocs.yml unless given.",
)
@today_option
@click.option("--strict", is_flag=True, help="Warnings, too, keep the site from being replaced.")
@click.option("--publish", is_flag=True, help="Refuse sample facts and blanks, before going out.")
@click.option("--notes", is_flag=True, help="Show notes, too.")
def build(  # click hands over one argument for each option
    directory: Path,
    form: str,
    engine: str,
    site_dir: Path | None,
    today: dt.datetime | None,
    *,
    strict: bool,
    publish: bool,
    notes: bool,
) -> None:
    """Build the site. With an error in it, the old site stays as it was.

    \b
    Examples:
      referable build
      referable build --engine zensical
      referable build --publish
    """
    from referable.commands import checking
    from referable.engines import mkdocs_runner
    from referable.engines.publish import staged_output

    root = directory.resolve()
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.plugin_of(config).today = today.date() if today else None
    site_dir = site_dir or Path(config.site_dir)
    run: Callable[[MkDocsConfig, Path, Diagnostics], Session] = mkdocs_runner.build
    if engine == "zensical":
        from referable.engines.zensical import build as run
    project = mkdocs_runner.plugin_of(config).open_project(config)
    docs_dir = shown_path(Path(config.docs_dir), root)
    checked = None
    # A folder without practice.yml is nobody's practice, and cannot name its patients.
    if (root / project.settings.practice).exists():
        from referable.checks.sources import check_sources_beside

        # The text checks use the other core while the engine builds.
        checked = check_sources_beside(root, project.settings, docs_dir, project.today)
    with working("Building the site"), staged_output(site_dir.resolve()) as staging:
        try:
            session = run(config, staging.path, diagnostics)
        except ReferableError:  # what was found before may well be the reason
            apply_suppressions(diagnostics, root)
            if diagnostics.has_problems:
                print_diagnostics(diagnostics, root, form, notes=notes)
            raise
        if checked is not None:
            diagnostics.extend(checked.result())
            protect(staging.path)
            _advertising(session.project, diagnostics)
            diagnostics.extend(_untold(check_built(staging.path, config), diagnostics))
        if publish:
            diagnostics.extend(_placeholders(session))
        apply_suppressions(diagnostics, root)
        failed = diagnostics.has_problems if strict else diagnostics.has_errors
        if not failed:
            staging.accept()
    print_diagnostics(diagnostics, root, form, notes=notes)
    checking.keep_report(session, diagnostics)
    if failed:
        click.echo("Nothing was published; the old site is as it was.", err=True)
        sys.exit(1)
    if form == "text":
        click.echo(f"{len(session.pages)} pages in {shown_path(site_dir, root)}/")


@click.command()
@project_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port to use; 8000, or the next free one, unless given.",
)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the web browser.")
def serve(directory: Path, port: int | None, *, open_browser: bool) -> None:
    """Show the site on this computer and follow every change.

    Problems are told here and on the page they concern, and vanish when they are mended. A file
    that is broken for a moment stops nothing.

    \b
    Examples:
      referable serve
      referable serve --port 8080 --no-open
    """
    from referable.engines.preview import serve as run

    run(
        directory.resolve(),
        port=port,
        open_browser=open_browser,
        colour=use_colour(sys.stdout),
    )
