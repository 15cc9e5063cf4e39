"""The command that makes the PDFs to leave behind."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from referable.commands.shared import (
    format_option,
    print_diagnostics,
    project_option,
    shown_path,
    today_option,
)
from referable.diagnostics import Diagnostics

if TYPE_CHECKING:
    from referable.compiler.session import Session

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
    help="The size of the paper.",
)
@today_option
@click.option("--notes", is_flag=True, help="Show notes, too.")
@click.option("--for", "audience", metavar="PRACTICE", help="Who it is for: “Family Medicine”.")
def packet(  # click hands over one argument for each option
    directory: Path,
    form: str,
    out: Path,
    paper: Literal["us-letter", "a4", "both"],
    audience: str | None,
    *,
    today: dt.datetime | None,
    notes: bool,
) -> None:
    """Make the PDFs to print and leave behind: profile, briefs, brochure, cards, forms, letters.

    \b
    Examples:
      referable packet
      referable packet --for "Family Medicine"
      referable packet --paper a4 --out to-print
    """
    from referable.packet import build_packet
    from referable.packet.typesetter import embedded_fonts
    from referable.sharing.job import practice_is_whole
    from referable.sharing.packet_sources import session_packet_data

    # Typst and its fonts load beside what is read meanwhile.
    threading.Thread(target=embedded_fonts, daemon=True).start()
    gc.set_threshold(50_000, 20, 100)
    root = directory.resolve()
    diagnostics = Diagnostics()
    session, site_url = _open(root, diagnostics, today.date() if today else None)
    target = out if out.is_absolute() else root / out
    if session.project.practice is not None and not practice_is_whole(session.project):
        print_diagnostics(diagnostics, root, form, notes=notes)
        if form == "text":
            click.echo(f"No documents: first mend {session.project.settings.practice}.")
        sys.exit(1)
    data = session_packet_data(session, site_url)
    paths = build_packet(data, target, paper=paper, audience=audience, diagnostics=diagnostics)
    print_diagnostics(diagnostics, root, form, notes=notes)
    if form == "text" and paths:
        click.echo(f"{len(paths)} documents in {shown_path(target, root)}/")
    sys.exit(1 if diagnostics.has_errors or not paths else 0)


def _open(root: Path, diagnostics: Diagnostics, today: dt.date | None) -> tuple[Session, str]:
    """The site's sources, without MkDocs wherever it has no say in them."""
    from referable.engines.plain_site import open_plainly

    opened = open_plainly(root, diagnostics, today)
    if opened is not None:
        return opened
    from referable.engines import mkdocs_runner

    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.plugin_of(config).today = today
    return mkdocs_runner.open_session(config), config.site_url or ""
