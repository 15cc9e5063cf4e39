"""The command that adds a page."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path, PurePosixPath

import click

from referable.commands.groups import SuggestingGroup
from referable.commands.shared import open_project, project_option
from referable.diagnostics import Diagnostics, ReferableError
from referable.portable import is_device

__all__ = ["address_of", "page"]


@click.group(cls=SuggestingGroup)
def page() -> None:
    """Add a page.

    \b
    Example:
      referable page add "Parking and access"
    """


@page.command()
@click.argument("title")
@click.option(
    "--in",
    "folder",
    default="",
    metavar="FOLDER",
    help="The folder below docs/ that it goes into, such as about.",
)
@project_option
def add(title: str, folder: str, directory: Path) -> None:
    """Write a page with this TITLE, ready to be filled in.

    Its address and place in the navigation follow from the title; `order:` at its top moves it.

    \b
    Examples:
      referable page add "Parking and access"
      referable page add "Our room" --in about
    """
    from referable.engines import mkdocs_runner
    from referable.starter import save

    root = directory.resolve()
    words = " ".join(title.split())
    name = address_of(words)
    if not name:
        raise ReferableError(
            f"“{title}” holds no letter that an address can be made of.",
            'Write a title in words, such as "Parking and access".',
        )
    inside = PurePosixPath(folder.strip("/").replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in folder:
        raise ReferableError(
            f"“{folder}” does not lie below docs/.", "Name a folder such as about."
        )
    open_project(root, Diagnostics())  # says what is wrong where this is not a site
    docs = Path(mkdocs_runner.load(root, Diagnostics()).docs_dir)
    path = docs / inside / f"{name}.md"
    if path.exists():
        raise ReferableError(
            f"{path.relative_to(root).as_posix()} exists already; nothing was written.",
            "Edit that page, or choose another title.",
        )
    quoted = json.dumps(words, ensure_ascii=False)
    save(
        path,
        f'---\ntitle: {quoted}\ndescription: "TODO: one sentence that search engines show"\n'
        f"order: 80\n---\n\n# {words}\n\nTODO: write the page here.\n",
    )
    click.echo(f"Wrote {path.relative_to(root).as_posix()}.")
    click.echo("Write where it says TODO; `referable serve` shows the page as you go.")


def address_of(title: str) -> str:
    """A title as the name of a file and an address: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    name = re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "").replace("’", "")).strip("-")[:60]
    return f"{name}-page" if is_device(name) else name
