"""Commands for the whole site: check, build, serve, new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.shared import (
    format_option,
    open_project,
    print_diagnostics,
    project_option,
    shown_path,
)
from referable.diagnostics import Diagnostic, Diagnostics, ReferableError
from referable.project import Project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from referable.compiler.session import Session

__all__ = ["build", "check", "new", "serve"]

_ENGINES = ("mkdocs", "zensical")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@project_option
@format_option
@click.option("--notes", is_flag=True, help="Show notes, too.")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Check a built site in this folder instead of the sources.",
)
def check(
    paths: tuple[str, ...], directory: Path, form: str, site: Path | None, *, notes: bool
) -> None:
    """Find every problem in the sources, without building.

    PATH limits what is shown to files or folders. A single - reads a text from standard input: a
    reply to a review or a post, before it goes out.

    \b
    Examples:
      referable check
      referable check docs/specialties
      referable check --site site
      referable check - < reply.txt
    """
    from referable.checks.sources import check_sources
    from referable.engines import mkdocs_runner

    root = directory.resolve()
    diagnostics = Diagnostics()
    texts: dict[str, str] = {}
    if paths == ("-",):
        texts["-"] = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        diagnostics.extend(_check_reply(root, texts["-"]))
    else:
        config = mkdocs_runner.load(root, diagnostics)
        if site is not None:
            diagnostics.extend(check_built(site.resolve(), config))
            root = site.resolve()
        else:
            session = mkdocs_runner.check(config, diagnostics)
            project = session.project
            diagnostics.extend(
                check_sources(root, project.settings, session.docs_dir, project.today)
            )
            if paths:
                diagnostics = _only(diagnostics, root, paths)
    print_diagnostics(diagnostics, root, form, notes=notes, texts=texts)
    sys.exit(1 if diagnostics.has_problems else 0)


def protect(site: Path) -> None:
    """Strip what pictures and documents give away, and put the policy into every page."""
    from referable.checks.media import (
        DOCUMENT_SUFFIXES,
        IMAGE_SUFFIXES,
        strip_document,
        strip_image,
    )
    from referable.engines.csp import apply_to_folder, headers_file, script_hash
    from referable.engines.theme_data import THEME_SCRIPT

    for file in sorted(p for p in site.rglob("*") if p.is_file()):
        suffix = file.suffix.lower()
        if suffix in IMAGE_SUFFIXES:
            strip_image(file, file)
        elif suffix in DOCUMENT_SUFFIXES:
            strip_document(file, file)
    policies = apply_to_folder(site, trusted={script_hash(THEME_SCRIPT)})
    (site / "_headers").write_text(headers_file(policies), encoding="utf-8", newline="\n")


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
    return check_site(site, {host} if host else set(), cache_file=cache / "site-checks.json")


def _only(diagnostics: Diagnostics, root: Path, paths: tuple[str, ...]) -> Diagnostics:
    """The problems in some files or folders."""
    wanted = []
    for path in paths:
        full = Path(path).resolve()
        if not full.exists():
            raise ReferableError(f"There is no file or folder {path}.")
        if not full.is_relative_to(root):
            raise ReferableError(f"{path} is not part of the site in {root}.")
        wanted.append(full.relative_to(root))
    found = Diagnostics()
    found.extend(d for d in diagnostics if any(Path(d.path).is_relative_to(w) for w in wanted))
    return found


@click.command()
@project_option
@format_option
@click.option("--engine", type=click.Choice(_ENGINES), default="mkdocs", show_default=True)
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; site_dir of mkdocs.yml unless given.",
)
@click.option("--strict", is_flag=True, help="Warnings, too, keep the site from being replaced.")
@click.option("--publish", is_flag=True, help="Refuse sample facts and blanks, before going out.")
@click.option("--notes", is_flag=True, help="Show notes, too.")
def build(  # click hands over one argument for each option
    directory: Path,
    form: str,
    engine: str,
    site_dir: Path | None,
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
    from referable.engines import mkdocs_runner
    from referable.engines.publish import staged_output

    root = directory.resolve()
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    site_dir = site_dir or Path(config.site_dir)
    run = mkdocs_runner.build
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
    with staged_output(site_dir.resolve()) as staging:
        session = run(config, staging.path, diagnostics)
        if checked is not None:
            diagnostics.extend(checked.result())
            protect(staging.path)
            diagnostics.extend(check_built(staging.path, config))
        if publish:
            diagnostics.extend(_placeholders(session))
        failed = diagnostics.has_problems if strict else diagnostics.has_errors
        if not failed:
            staging.accept()
    print_diagnostics(diagnostics, root, form, notes=notes)
    if failed:
        click.echo("Nothing was published; the old site is as it was.", err=True)
        sys.exit(1)
    if form == "text":
        click.echo(f"{len(session.pages)} pages in {shown_path(site_dir, root)}/")


@click.command()
@project_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the web browser.")
def serve(directory: Path, port: int, *, open_browser: bool) -> None:
    """Show the site on this computer and follow every change.

    \b
    Examples:
      referable serve
      referable serve --port 8080 --no-open
    """
    from referable.engines import mkdocs_runner

    mkdocs_runner.serve(directory.resolve(), address=f"127.0.0.1:{port}", open_browser=open_browser)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing; take the sample practice's facts.")
def new(directory: Path, *, yes: bool) -> None:
    """Make a new site in DIRECTORY from the starter.

    \b
    Examples:
      referable new my-site
      referable new my-site --yes
    """
    from referable.starter import create_site

    name = None
    if not yes:
        name = click.prompt("What is your practice called?", default="Example Clinical Massage")
    written = create_site(directory, practice_name=name)
    click.echo(f"{written} files in {directory}. Next: cd {directory} && referable serve")
