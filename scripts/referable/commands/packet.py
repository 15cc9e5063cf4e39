"""The command that makes the PDFs to leave behind."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Literal

import click

from referable.commands.shared import (
    format_option,
    print_diagnostics,
    project_option,
    shown_path,
    today_option,
)
from referable.diagnostics import Diagnostics

__all__ = ["packet"]


@click.command()
@project_option
@format_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("packet"),
    show_default=True,
    help="Folder for the PDFs.",
)
@click.option(
    "--paper",
    type=click.Choice(["us-letter", "a4", "both"]),
    default="us-letter",
    show_default=True,
)
@today_option
@click.option("--for", "audience", metavar="PRACTICE", help="Who it is for: “Family Medicine”.")
def packet(  # click hands over one argument for each option
    directory: Path,
    form: str,
    out: Path,
    paper: Literal["us-letter", "a4", "both"],
    audience: str | None,
    *,
    today: dt.datetime | None,
) -> None:
    """Make the PDFs to print and leave behind: profile, briefs, brochure, cards, forms, letters.

    \b
    Examples:
      referable packet
      referable packet --for "Family Medicine"
      referable packet --paper a4 --out to-print
    """
    from referable.engines import mkdocs_runner
    from referable.packet import build_packet
    from referable.sharing.packet_sources import session_packet_data

    root = directory.resolve()
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.plugin_of(config).today = today.date() if today else None
    session = mkdocs_runner.open_session(config)
    target = out if out.is_absolute() else root / out
    data = session_packet_data(session, config.site_url or "")
    paths = build_packet(data, target, paper=paper, audience=audience, diagnostics=diagnostics)
    print_diagnostics(diagnostics, root, form, notes=False)
    if form == "text" and paths:
        click.echo(f"{len(paths)} documents in {shown_path(target, root)}/")
    sys.exit(1 if diagnostics.has_errors or not paths else 0)
