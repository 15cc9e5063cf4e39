"""The command that lists what needs a look."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.groups import SuggestingGroup
from referable.commands.shared import project_option, today_option, use_colour, working
from referable.diagnostics import Diagnostics

if TYPE_CHECKING:
    from referable.reviews import Due

__all__ = ["review"]

_SHOWN = 20


@click.group(cls=SuggestingGroup)
def review() -> None:
    """Say what needs a look.

    \b
    Example:
      referable review due
    """


@review.command()
@project_option
@today_option
@click.option("--all", "everything", is_flag=True, help="List all of them, not the first twenty.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How they are printed.",
)
def due(directory: Path, today: dt.datetime | None, form: str, *, everything: bool) -> None:
    """List what needs a look this month, the most urgent first, with file, line and what to do.

    The wait time, payers, licenses and insurance that end, safety rules, synopses and pages whose
    last review is a year ago, photo releases. Exit status: 0 nothing is due, 1 something is.

    \b
    Examples:
      referable review due
      referable review due --today 2027-01-31
      referable review due --all --format json
    """
    from referable.engines import mkdocs_runner
    from referable.reviews import reviews_due

    root = directory.resolve()
    diagnostics = Diagnostics()
    with working("Looking"):
        config = mkdocs_runner.load(root, diagnostics)
        mkdocs_runner.plugin_of(config).today = today.date() if today else None
        session = mkdocs_runner.open_session(config)
        project = session.project
        written = [p.path for p in session.pages.values() if not p.generated]
        found = reviews_due(project, sorted(written), session.docs_dir, asked=today is not None)
    if form == "json":
        for item in found:
            click.echo(json.dumps(_as_dict(item, project.today), ensure_ascii=False))
    else:
        _print(found, project.today, everything=everything)
        if diagnostics.has_errors:
            click.echo("Some files have errors, and may hide more: run `referable check`.")
    sys.exit(1 if found else 0)


def _as_dict(item: Due, today: dt.date) -> dict[str, object]:
    return {
        "urgency": item.urgency(today).value,
        "day": item.day.isoformat(),
        "path": item.path,
        "line": item.line,
        "what": item.what,
        "fix": item.fix,
    }


def _print(found: list[Due], today: dt.date, *, everything: bool) -> None:
    from referable.reviews import Urgency

    if not found:
        click.echo("Nothing is due this month.")
        return
    colours = {Urgency.OVERDUE: "red", Urgency.SOON: "yellow"}
    painted = use_colour(sys.stdout)
    groups = _grouped(found, apart=everything)
    most = len(groups) if everything else _SHOWN
    for item, others in groups[:most]:
        urgency = item.urgency(today)
        label = _when(item.day, today)
        label = click.style(label, fg=colours[urgency]) if painted else label
        click.echo(f"{item.path}:{item.line}: {label}: {item.what}.")
        if others and item.kin:
            click.echo(f"  and {len(others)} more {item.kin} of that day; add --all to see them")
        elif others:
            click.echo(f"  and {len(others)} more like it, to line {others[-1].line}")
        click.echo(f"  do: {item.fix}")
    if len(groups) > most:
        click.echo(f"… and {len(groups) - most} more; add --all to see them.")
    late = sum(item.urgency(today) is Urgency.OVERDUE for item in found)
    click.echo(f"\n{late} overdue, {len(found) - late} due soon.")


def _grouped(found: list[Due], *, apart: bool) -> list[tuple[Due, list[Due]]]:
    """Each item with those that only repeat it: same file, day and remedy, or kin of one day."""
    groups: dict[tuple[str, dt.date, str], tuple[Due, list[Due]]] = {}
    for item in found:
        key = (item.path, item.day, item.fix)
        if item.kin and not apart:
            key = ("", item.day, item.kin)
        if key in groups:
            groups[key][1].append(item)
        else:
            groups[key] = (item, [])
    return list(groups.values())


def _when(day: dt.date, today: dt.date) -> str:
    days = (day - today).days
    if days < 0:
        return f"overdue by {-days} day{'' if days == -1 else 's'}"
    if days == 0:
        return "due today"
    return f"due in {days} day{'' if days == 1 else 's'}"
