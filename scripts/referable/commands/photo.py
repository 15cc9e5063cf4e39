"""The command that takes a photo into the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referable.commands.groups import SuggestingGroup
from referable.commands.shared import project_option, shown_path
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    import datetime as dt

    from referable.checks.media.adding import Added, Candidate
    from referable.project import Project

__all__ = ["photo"]

_WHO = ("staff", "model", "stock", "client", "none")
_SAYS = {
    "media-location": "where it was made",
    "media-serial": "which camera or telephone made it",
    "media-date": "when it was taken",
    "media-person": "a person’s name",
    "media-comment": "a note",
    "media-thumbnail": "a small copy of itself, perhaps with what you cut off",
    "media-leftover": "something after the picture’s end",
}
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(cls=SuggestingGroup)
def photo() -> None:
    """Take a photo into the site: cleaned, upright, in a sensible size, with its entry.

    \b
    Example:
      referable photo add room.jpg
    """


@photo.command()
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@click.option("--as", "name", default="", help="The copy's name, such as treatment-room.")
@click.option("--who", type=click.Choice(_WHO), help="Who is on it; none when nobody is.")
@click.option("--name", "names", multiple=True, help="Staff on it, as in practice.yml; repeatable.")
@click.option("--alt", help="What it shows, for people who cannot see it.")
@click.option("--license", "license_", help="For stock photos: the license and where it is from.")
@click.option("--credit", default="", help="The photographer or agency, if to be named.")
@click.option(
    "--signed",
    type=_DAY,
    metavar="YYYY-MM-DD",
    help="Day of the model's release or client's authorization.",
)
@click.option("--expires", type=_DAY, metavar="YYYY-MM-DD", help="Its last day, if it names one.")
@click.option("--kept", default="", help="Where the paper is, such as “binder 3”; never a link.")
@click.option("--page", type=click.Path(path_type=Path), help="The page that will show it.")
def add(file: Path, directory: Path, name: str, page: Path | None, **options: Any) -> None:
    """Write a clean copy of FILE into docs/assets/photos and its entry into photos.yml.

    Says first what the photo gives away beside what it shows. Asks who is on it, unless the
    options say so. The original is not touched, and nothing is written over.

    \b
    Examples:
      referable photo add ~/Pictures/IMG_4032.jpg --as treatment-room
      referable photo add alex.jpg --who staff --name "Alex Example" --alt "Alex at the table"
      referable photo add hands.jpg --who stock --license "CC0, example.org" --alt "Two hands"
    """
    from referable.checks.media.adding import Answers, add_photo, name_for, read_photo
    from referable.checks.media.known import Known
    from referable.engines import mkdocs_runner

    root = directory.resolve()
    config = mkdocs_runner.load(root, Diagnostics())
    project = mkdocs_runner.plugin_of(config).open_project(config)
    docs_dir = shown_path(Path(config.docs_dir), root)
    candidate = read_photo(file, Known.of_practice(project.practice))
    _tell(candidate)
    who = options["who"] or _ask_who(candidate)
    if who == "none" and candidate.seen.faces:
        click.echo("You say that nobody is on it. If that is not so, correct `who:` in photos.yml.")
    facts = _ask_facts(who, options, project)
    alt = options["alt"]
    if alt is None:
        question = "What does it show, for somebody who cannot see it?"
        alt = _ask(question, "--alt “Treatment table by a window”", value_proc=_described)
    answers = Answers(
        who,
        name_for(candidate, name, alt),
        alt=alt.strip(),
        credit=options["credit"],
        kept=options["kept"],
        expires=_day(options["expires"]),
        **facts,
    )
    added = add_photo(project, docs_dir, candidate, answers)
    _report(added, answers.alt, project, docs_dir, candidate, page=page)


def _tell(candidate: Candidate) -> None:
    """What the photo gives away, and whom it shows."""
    from referable.checks.media.faces import Sight

    said = [d for d in candidate.traces if d.code in _SAYS]
    if said:
        click.echo(f"{candidate.path.name} gives away more than it shows:")
        for diagnostic in said:
            detail = diagnostic.message.partition("(")[2].rpartition(")")[0]
            click.echo(f"  - {_SAYS[diagnostic.code]}{f' ({detail})' if detail else ''}")
        click.echo("The copy will carry none of this.")
    else:
        click.echo(f"{candidate.path.name} gives away nothing beside what it shows.")
    if candidate.seen.sight is Sight.FACE:
        count = candidate.seen.faces
        click.echo(f"It shows {'a face' if count == 1 else f'{count} faces'}.")
    elif candidate.seen.sight is Sight.UNKNOWN:
        click.echo("Whether it shows a person could not be looked at on this computer.")


def _ask_who(candidate: Candidate) -> str:
    from referable.checks.media.faces import Sight

    nobody = candidate.seen.sight in {Sight.DRAWING, Sight.NO_FACE}
    click.echo("Who is on it? staff, model (somebody who poses), stock, client, or none.")
    kind = click.Choice(_WHO)
    default = "none" if nobody else None
    who: str = _ask(
        "Who", f"--who {'|'.join(_WHO)}", type=kind, default=default, show_choices=False
    )
    return who


def _ask_facts(who: str, options: dict[str, Any], project: Project) -> dict[str, Any]:
    """What the entry needs for this kind of photo, from the options or by asking."""
    if who == "staff":
        names = options["names"]
        if not names:
            known = [p.name for p in project.practice.people] if project.practice else []
            default = known[0] if len(known) == 1 else None
            listed = f" ({', '.join(known)})" if known else ""
            answer = _ask(f"Which of you{listed}? Commas between names", "--name", default=default)
            names = tuple(n.strip() for n in answer.split(",") if n.strip())
        return {"names": tuple(names)}
    if who == "stock":
        license_ = options["license_"] or _ask(
            "Its license, and where it is from", "--license “CC0, example.org”"
        )
        return {"license": license_.strip()}
    if who in {"model", "client"}:
        paper = "HIPAA authorization" if who == "client" else "release"
        signed = options["signed"]
        if signed is None:
            if who == "client":
                click.echo(
                    "A client's photo needs a signed HIPAA authorization that names this use. "
                    "A verbal yes is not enough. The form stays with you; only its date is noted."
                )
            signed = _ask(f"Day the {paper} was signed (2026-01-31)", "--signed", type=_DAY)
        return {"signed": _day(signed)}
    return {}


def _ask(question: str, option: str, **more: Any) -> Any:
    """An answer typed in; where nobody can type, the option to give instead."""
    try:
        return click.prompt(question, err=True, **more)
    except click.Abort as error:
        click.echo(err=True)
        raise ReferableError(
            f"This needs an answer: {question}", f"Give it with {option}."
        ) from error


def _described(typed: str) -> str:
    """What a photo shows, as typed; a question mark or a number says nothing to somebody blind."""
    if not any(char.isalpha() for char in typed):
        raise click.BadParameter("Say it as on the telephone, such as: Treatment table by a window")
    return typed


def _day(value: dt.datetime | None) -> str:
    return value.date().isoformat() if value is not None else ""


def _report(
    added: Added,
    alt: str,
    project: Project,
    docs_dir: str,
    candidate: Candidate,
    *,
    page: Path | None,
) -> None:
    size = f"{added.width} × {added.height} pixels, " if added.width else ""
    click.echo(f"Written: {docs_dir}/{added.file} ({size}{max(1, added.size // 1000)} kB)")
    click.echo(f"Entered: {project.settings.photos}, line {added.line}")
    docs = project.root / docs_dir
    folder = docs
    if page is not None:
        full = page if page.is_absolute() else Path.cwd() / page
        candidates = (full, project.root / page, docs / page)
        folder = next((p for p in candidates if p.is_relative_to(docs)), docs / "index.md").parent
    link = os.path.relpath(docs / added.file, folder).replace(os.sep, "/")
    text = alt.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    click.echo("Put this line where the photo should stand:")
    click.echo(f"\n  ![{text}]({link})\n")
    if page is None:
        click.echo(f"In a page in a folder of {docs_dir}/, write ../{link} there.")
    original = candidate.path.resolve()
    if original.is_relative_to(project.root):
        shown = shown_path(original, project.root)
        click.echo(
            f"The original is as it was. Delete {shown} or move it out of the site's folder, so "
            "that it is never published with what it gives away."
        )
