"""The command `referable`: each command parses, calls, and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from referable import __version__
from referable.diagnostics import Diagnostics, ReferableError

__all__ = ["main"]

_ENGINES = ("mkdocs", "zensical")


class _Friendly(click.Group):
    """A group whose errors of ours become one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReferableError as error:
            click.echo(f"{_paint('Stopped', 'red')}: {error}", err=True)
            if error.tip:
                click.echo(f"Try: {error.tip}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(130)


def _paint(text: str, colour: str) -> str:
    return click.style(text, fg=colour, bold=True) if _use_colour(sys.stderr) else text


def _use_colour(stream: Any) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


@click.group(cls=_Friendly, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Turn your practice's pages, facts and research into a website physicians refer from.

    \b
    Start:    referable new my-site
    Preview:  referable serve
    Check:    referable check
    Build:    referable build

    Exit status: 0 nothing wrong, 1 problems found, 2 the command or set-up was wrong.
    """


def _project_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-C",
        "--directory",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        help="The site's folder; the current one unless given.",
    )(command)


def _format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How problems are printed.",
    )(command)


def _print(diagnostics: Diagnostics, root: Path, form: str, *, notes: bool) -> None:
    from referable.printers import FORMATS, summary
    from referable.rules import Severity

    shown = [d for d in diagnostics.sorted() if notes or d.severity is not Severity.NOTE]
    text = FORMATS[form](shown, root, colour=_use_colour(sys.stdout))
    if text:
        click.echo(text, nl=not text.endswith("\n"))
    if form == "text":
        hidden = len(diagnostics) - len(shown)
        more = f" {hidden} notes not shown; add --notes to see them." if hidden else ""
        click.echo(summary(shown) + more)


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_project_option
@_format_option
@click.option("--notes", is_flag=True, help="Show notes, too.")
def check(paths: tuple[str, ...], directory: Path, form: str, *, notes: bool) -> None:
    """Find every problem in the sources, without building.

    PATH limits what is shown to files or folders.

    \b
    Examples:
      referable check
      referable check docs/specialties
      referable check --format json > problems.jsonl
    """
    from referable.engines import mkdocs_runner

    root = directory.resolve()
    diagnostics = Diagnostics()
    mkdocs_runner.check(root, diagnostics)
    if paths:
        diagnostics = _only(diagnostics, root, paths)
    _print(diagnostics, root, form, notes=notes)
    sys.exit(1 if diagnostics.has_problems else 0)


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


@main.command()
@_project_option
@_format_option
@click.option("--engine", type=click.Choice(_ENGINES), default="mkdocs", show_default=True)
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes; site_dir of mkdocs.yml unless given.",
)
@click.option("--strict", is_flag=True, help="Warnings, too, keep the site from being replaced.")
@click.option("--notes", is_flag=True, help="Show notes, too.")
def build(  # click hands over one argument for each option
    directory: Path, form: str, engine: str, site_dir: Path | None, *, strict: bool, notes: bool
) -> None:
    """Build the site. With an error in it, the old site stays as it was.

    \b
    Examples:
      referable build
      referable build --engine zensical
    """
    from referable.engines import mkdocs_runner, zensical
    from referable.engines.publish import staged_output

    root = directory.resolve()
    diagnostics = Diagnostics()
    if site_dir is None:
        site_dir = Path(mkdocs_runner.load(root, diagnostics).site_dir)
    run = mkdocs_runner.build if engine == "mkdocs" else zensical.build
    with staged_output(site_dir.resolve()) as staging:
        session = run(root, staging.path, diagnostics)
        failed = diagnostics.has_problems if strict else diagnostics.has_errors
        if not failed:
            staging.accept()
    _print(diagnostics, root, form, notes=notes)
    if failed:
        click.echo("Nothing was published; the old site is as it was.", err=True)
        sys.exit(1)
    if form == "text":
        click.echo(f"{len(session.pages)} pages in {_shown(site_dir, root)}/")


def _shown(path: Path, root: Path) -> str:
    full = path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)


@main.command()
@_project_option
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


@main.command()
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
