"""The command for the private list of visits: who is due, and a row for a new practice."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.shared import print_diagnostics, project_option, today_option
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from referable.outreach.due import Due

__all__ = ["outreach"]


@click.group(invoke_without_command=True)
@project_option
@today_option
@click.option("--days", default=0, metavar="N", help="Look N days ahead.")
@click.pass_context
def outreach(context: click.Context, directory: Path, today: dt.datetime | None, days: int) -> None:
    """List who is due for a call, a visit or a thank-you note.

    The list is outreach.csv beside mkdocs.yml, which a spreadsheet program opens. It stays on your
    computer: it is kept out of the site and out of version control. Write nothing about patients
    into it.

    \b
    Examples:
      referable outreach
      referable outreach --days 14
      referable outreach add "Elm Street Family Medicine" --manager "Pat Example"
    """
    root = directory.resolve()
    context.obj = root
    if context.invoked_subcommand is not None:
        return
    from referable.outreach.contacts import FILE, read_contacts
    from referable.outreach.due import find_due
    from referable.outreach.keeping import report_tracked
    from referable.project import decode_text

    diagnostics = Diagnostics()
    try:
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        raise ReferableError(
            f"There is no {FILE} in {root}.", 'Begin it: referable outreach add "Name of practice"'
        ) from None
    except OSError as error:
        raise ReferableError(
            f"{FILE} cannot be read: {error.strerror or error}.",
            "Close it in your spreadsheet program, and check that you may read it.",
        ) from error
    # How a spreadsheet saves a file is no fault of yours, so it is not reported.
    text = decode_text(data, FILE, Diagnostics())
    day = today.date() if today else dt.date.today()  # noqa: DTZ011 # a practice's own day
    contacts = read_contacts(text, FILE, day, diagnostics)
    report_tracked(root, diagnostics)
    click.echo(_as_text(find_due(contacts, day, ahead=days), day, days))
    if diagnostics.sorted():
        click.echo()
        print_diagnostics(diagnostics, root, "text", notes=False, texts={FILE: text})
    sys.exit(1 if diagnostics.has_problems else 0)


def _as_text(due: list[Due], day: dt.date, days: int) -> str:
    """What is due, under a heading for each kind."""
    from referable.outreach.due import Step

    span = f" and the next {days} days" if days else ""
    if not due:
        return f"Nothing is due on {day}{span}."
    lines: list[str] = []
    for step in Step:
        mine = [d for d in due if d.step is step]
        if not mine:
            continue
        lines += ["", step.heading] if lines else [step.heading]
        for item in mine:
            contact = item.contact
            whom = ", ".join(filter(None, (contact.manager, contact.telephone)))
            late = " (overdue)" if item.on < day else ""
            lines.append(f"  {item.on}{late}  {contact.practice}{f' ({whom})' if whom else ''}")
            lines.append(f"      {item.why}")
    return "\n".join(lines)


@outreach.command()
@click.argument("practice")
@click.option("--kind", default="", metavar="WORDS", help="Such as Family Medicine.")
@click.option("--manager", default="", metavar="NAME", help="Whom to call.")
@click.option("--telephone", default="", metavar="NUMBER")
@click.option("--visit", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@click.option("--notes", default="", metavar="WORDS", help="Nothing about patients.")
@click.pass_obj
def add(root: Path, /, visit: dt.datetime | None, **values: str) -> None:
    """Add a practice to the list, and begin the list if there is none.

    \b
    Examples:
      referable outreach add "Elm Street Family Medicine"
      referable outreach add "Elm Street Family Medicine" --visit 2027-02-03
    """
    from referable.outreach.keeping import add_row

    values["visit"] = visit.date().isoformat() if visit else ""
    for told in add_row(root, values):
        click.echo(told)
