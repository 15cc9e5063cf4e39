"""The command that makes the PDFs to leave behind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from referable.commands.shared import (
    format_option,
    print_diagnostics,
    project_option,
    shown_path,
)
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from referable.compiler.session import Session
    from referable.packet import PacketData

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
@click.option("--for", "audience", metavar="PRACTICE", help="Who it is for: “Family Medicine”.")
def packet(  # click hands over one argument for each option
    directory: Path,
    form: str,
    out: Path,
    paper: Literal["us-letter", "a4", "both"],
    audience: str | None,
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

    root = directory.resolve()
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    session = mkdocs_runner.open_session(config)
    target = out if out.is_absolute() else root / out
    paths = build_packet(
        _data(session), target, paper=paper, audience=audience, diagnostics=diagnostics
    )
    print_diagnostics(diagnostics, root, form, notes=False)
    if form == "text" and paths:
        click.echo(f"{len(paths)} documents in {shown_path(target, root)}/")
    sys.exit(1 if diagnostics.has_errors or not paths else 0)


def _data(session: Session) -> PacketData:
    """What the documents say, from the project and its specialty pages."""
    from referable.packet import Sources, packet_data
    from referable.packet.pages import read_specialty_page

    project = session.project
    if project.practice is None:
        raise ReferableError(
            f"The packet needs {project.settings.practice}.", "Run `referable check` and mend it."
        )
    written = {
        page.path: page
        for page in session.pages.values()
        if page.path.startswith("specialties/") and not page.generated
    }
    texts = (project.read_text(f"{session.docs_dir}/{path}") or "" for path in written)
    specialty_pages = tuple(filter(None, map(read_specialty_page, texts)))
    addresses = {
        slug: session.links.url(path)
        for path, page in written.items()
        for slug in _conditions(page.meta)
    }
    references = session.references(project.synopses)
    sources = Sources(
        tuple(project.synopses.values()),
        project.vocabulary,
        {key: reference.text for key, reference in references.items()},
        addresses,
        specialty_pages,
    )
    return packet_data(project.practice, sources, project.today)


def _conditions(meta: dict[str, object]) -> list[str]:
    found = meta.get("conditions")
    return [str(slug) for slug in found] if isinstance(found, list) else []
