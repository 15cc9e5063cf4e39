"""The command `schema`: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from referable.diagnostics import ReferableError, did_you_mean
from referable.renaming import take_place

__all__ = ["schema"]


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write into this folder instead of printing; without NAME, every schema.",
)
def schema(name: str | None, folder: Path | None) -> None:
    """Print or write the JSON Schemas that let editors explain practice.yml and the research files.

    NAME is practice, conditions, synopsis or photos.

    \b
    Examples:
      referable schema practice
      referable schema --write .vscode/schemas
    """
    from referable.schemas import FILES, schema_names, schema_text

    if name is not None and name not in schema_names():
        near = did_you_mean(name, schema_names())
        raise ReferableError(
            f"There is no schema “{name}”.",
            f"Did you mean “{near[0]}”?" if near else f"Schemas: {', '.join(schema_names())}.",
        )
    if folder is not None:
        for each in (name,) if name else schema_names():
            _write(folder / f"{each}.json", schema_text(each))
            click.echo(f"{folder / each}.json, for {FILES[each]}")
    elif name is not None:
        click.echo(schema_text(name), nl=False)
    else:
        for each in schema_names():
            click.echo(f"{each:<12}{FILES[each]}")


def _write(file: Path, text: str) -> None:
    temporary = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        take_place(temporary, file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ReferableError(
            f"{file} cannot be written: {error.strerror or error}.",
            "Choose a folder that you may write in.",
        ) from error
