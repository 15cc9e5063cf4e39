"""Commands for single studies: add, verify, watch. Only these go online."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referable.commands.groups import SuggestingGroup
from referable.commands.shared import (
    format_option,
    open_project,
    print_diagnostics,
    project_option,
)
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from referable.project import Project
    from referable.research.remote.services import Progress, Services
    from referable.research.remote.study_add import Preview

__all__ = ["study"]

_MARKDOWN = click.option(
    "--markdown",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to this file as Markdown.",
)


@click.group(cls=SuggestingGroup)
def study() -> None:
    """Add a study, compare the library with the registers, look for new ones.

    These commands ask Crossref, the DOI system and Europe PMC; no other command goes online.

    \b
    Examples:
      referable study add 26329399
      referable study verify
    """


_FRESH_FOR_ADDING = timedelta(hours=1)
"""How long `add` trusts what it fetched: enough to go on after a stop. A register that did not
know a new paper this morning may know it tonight."""


def _services(project: Project, fresh_for: timedelta | None = None) -> Services:
    from referable.research.remote.http import Policy
    from referable.research.remote.services import Services

    contact = project.practice.email if project.practice else ""
    policy = Policy() if fresh_for is None else Policy(fresh_for=fresh_for)
    return Services.connect(
        project, contact=contact, policy=policy, notify=lambda text: click.echo(text, err=True)
    )


@contextmanager
def _resumable() -> Iterator[None]:
    """Tells who breaks off that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(
            "Broken off. What was fetched is kept: run the command again to go on from here.",
            err=True,
        )
        raise


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
    """A progress bar on a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    bar: Any = None

    def show(done: int, total: int, what: str) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
            bar.__enter__()
        bar.label = f"{label} {what}"[:40]
        bar.update(done - bar.pos)

    try:
        yield show
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)


@study.command()
@click.argument("identifier", metavar="DOI|PMID|PMCID|URL")
@project_option
@click.option("--yes", is_flag=True, help="Write without asking.")
def add(identifier: str, directory: Path, *, yes: bool) -> None:
    """Fetch a study's record and write its entry and a synopsis to fill in.

    \b
    Examples:
      referable study add 10.1002/14651858.CD001929.pub3
      referable study add 26329399
    """
    from referable.research.remote.study_add import Outcome, study_add

    project = open_project(directory.resolve(), Diagnostics())

    def confirm(preview: Preview) -> bool:
        click.echo(preview.entry)
        click.echo(f"Found in: {', '.join(preview.sources)}")
        for warning in preview.warnings:
            click.echo(f"Note: {warning}")
        return yes or click.confirm("Write this entry and a synopsis to fill in?", default=True)

    with _progress("Asking") as progress:
        added = study_add(
            project,
            _services(project, _FRESH_FOR_ADDING),
            identifier,
            confirm=confirm,
            progress=progress,
        )
    click.echo(added.message)
    for path in added.paths:
        click.echo(f"  {path}")
    sys.exit(0 if added.outcome in {Outcome.ADDED, Outcome.DECLINED} else 1)


@study.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@project_option
@format_option
@_MARKDOWN
def verify(keys: tuple[str, ...], directory: Path, form: str, markdown: Path | None) -> None:
    """Compare the library with Crossref and Europe PMC: wrong fields, retractions, new versions.

    \b
    Examples:
      referable study verify
      referable study verify furlan2015backpain
    """
    from referable.research.remote.study_verify import study_verify

    root = directory.resolve()
    project = open_project(root, Diagnostics())
    for key in keys:
        if key not in project.library:
            raise ReferableError(f"The library has no entry “{key}”.")
    _ = project.synopses
    project.diagnostics = Diagnostics()
    with _resumable(), _progress("Checking") as progress:
        result = study_verify(project, _services(project), keys=keys, progress=progress)
    if markdown is not None:
        markdown.write_text(result.markdown(), encoding="utf-8", newline="\n")
    if result.problems or form != "text" or not result.stopped:
        # "No problems found" would be heard as an answer where nothing was asked.
        print_diagnostics(project.diagnostics, root, form, notes=True)
    if form == "text":
        click.echo(f"Checked {len(result.checked)}; could not check {len(result.unchecked)}.")
    if result.stopped:
        raise ReferableError(result.stopped)
    sys.exit(1 if result.problems else 0)


@study.command()
@click.argument("conditions", nargs=-1, metavar="[CONDITION]...")
@project_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="First day to look at.",
)
@click.option(
    "--seen",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Earlier lists; what stands in them is left out.",
)
@_MARKDOWN
def watch(
    conditions: tuple[str, ...],
    directory: Path,
    since: datetime | None,
    seen: Path | None,
    markdown: Path | None,
) -> None:
    """List new reviews, trials and guidelines for the site's conditions, with reasons.

    \b
    Examples:
      referable study watch
      referable study watch migraine --since 2026-01-01
    """
    from referable.research.remote.study_watch import study_watch

    project = open_project(directory.resolve(), Diagnostics())
    for slug in conditions:
        if slug not in project.vocabulary.conditions:
            raise ReferableError(
                f"“{slug}” is not in {project.settings.conditions}.",
                f"Known: {', '.join(project.vocabulary.conditions)}",
            )
    with _resumable(), _progress("Looking") as progress:
        result = study_watch(
            project,
            _services(project),
            today=project.today,
            since=since.date() if since else None,
            seen=seen.read_text(encoding="utf-8") if seen else "",
            conditions=conditions,
            progress=progress,
        )
    text = result.markdown()
    if markdown is not None:
        markdown.write_text(text, encoding="utf-8", newline="\n")
    click.echo(text, nl=False)
    if result.stopped:
        raise ReferableError(result.stopped)
    sys.exit(1 if result.findings else 0)
