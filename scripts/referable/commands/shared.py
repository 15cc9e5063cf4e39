"""What several commands share: options, printing, and the loading of a project."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from referable.diagnostics import Diagnostics
    from referable.project import Project

__all__ = [
    "format_option",
    "open_project",
    "print_diagnostics",
    "project_option",
    "shown_path",
    "today_option",
    "use_colour",
    "working",
]


def use_colour(stream: Any) -> bool:
    """Whether a stream is a terminal that wants colour (https://no-color.org)."""
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what is going on while nothing else is seen; elsewhere nothing."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{what} …", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r" + " " * (len(what) + 2) + "\r", err=True, nl=False)


def project_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `-C`, the site's folder."""
    return click.option(
        "-C",
        "--directory",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        help="The site's folder; the current one unless given.",
    )(command)


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github", "sarif"]),
        default="text",
        show_default=True,
        help="How problems are printed.",
    )(command)


def today_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--today`."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        metavar="YYYY-MM-DD",
        help="Judge dated facts as on this day; the computer's own day unless given.",
    )(command)


def print_diagnostics(
    diagnostics: Diagnostics,
    root: Path,
    form: str,
    *,
    notes: bool,
    texts: Mapping[str, str] | None = None,
) -> None:
    """Print problems in a format, with a closing line when it is text."""
    from referable.printers import FORMATS, more_about, summary
    from referable.rules import Severity

    shown = [d for d in diagnostics.sorted() if notes or d.severity is not Severity.NOTE]
    text = FORMATS[form](
        shown,
        root,
        colour=use_colour(sys.stdout),
        texts=texts,
        suppressed=diagnostics.suppressed,
    )
    if text:
        click.echo(text, nl=not text.endswith("\n"))
    if form == "text":
        if text:
            click.echo()
        hidden = len(diagnostics) - len(shown)
        more = f" {hidden} notes not shown; add --notes to see them." if hidden else ""
        if hidden == 1:
            more = " 1 note not shown; add --notes to see it."
        allowed = len(diagnostics.suppressed)
        if allowed:
            more += f" {allowed} allowed by an exception; `referable check --report` lists them."
        click.echo(summary(shown) + more)
        if shown:
            click.echo(more_about(shown))


def shown_path(path: Path, root: Path) -> str:
    """A path as a person would name it from the site's folder."""
    full = path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)


def open_project(root: Path, diagnostics: Diagnostics) -> Project:
    """The project in a folder, with the settings of its `mkdocs.yml`.

    Raises:
        ReferableError: There is no `mkdocs.yml`, or it cannot be used.
    """
    from referable.engines import mkdocs_runner

    config = mkdocs_runner.load(root, diagnostics)
    return mkdocs_runner.plugin_of(config).open_project(config)
