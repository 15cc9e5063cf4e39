"""The command that begins a practice's own site."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referable.commands.shared import print_diagnostics, working
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from referable.starting.answers import Answers
    from referable.starting.specialties import Specialty

__all__ = ["new"]

_SHOWN = 24  # blanks that are named one by one
_ASK_ELSEWHERE = """\
This copy of Referable was not installed from a release. requirements.txt asks for the released one;
if there is none yet, the workflow on GitHub cannot install it. Then write there where it is:
  referable @ git+https://github.com/OWNER/REPOSITORY@TAG"""


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing; take the sample practice's facts.")
@click.option(
    "--from",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="ANSWERS.YML",
    help="Ask nothing; take the answers from this file.",
)
@click.option(
    "--package",
    default="",
    metavar="REQUIREMENT",
    help="Where the site gets Referable from, as pip reads it; the place this copy came from "
    "unless given.",
)
@click.option("--git/--no-git", default=True, help="Begin a git history with a first commit.")
def new(directory: Path, answers_file: Path | None, package: str, *, yes: bool, git: bool) -> None:
    """Make a new site in DIRECTORY: eight short questions, then a complete site that builds.

    Nothing is ever overwritten. Ctrl-C keeps what you answered; the same command goes on there.

    \b
    Examples:
      referable new my-site
      referable new my-site --yes
      referable new my-site --from answers.yml
      referable new my-site --package "referable @ git+https://github.com/OWNER/REPOSITORY@v0.1.0"

    \b
    A file of answers has these lines; those in brackets may be left out:
      practice: Quiet Hands Massage
      therapist: Alex Example
      credentials: LMT
      state: OR
      license_number: "00123"
      license_title: Licensed Massage Therapist
      [license_expires: 2027-12-31]
      [license_register: https://www.oregon.gov/obmt/]
      [npi: "ten digits"]
      telephone: 541-555-0100
      [fax: 541-555-0101]
      [email: office@example.org]
      street: 100 Example Street
      city: Sampleton
      zip: "97201"
      specialties: [low-back-pain, neck-pain]
      [payers: [{payer: Example Health Plan, status: covered_with_order}]]
      [site_url: https://quiet-hands.example]
      [repository: quiet-hands/website]
    """
    from referable.starter import begin_repository, create_site, refuse_existing
    from referable.starting.repository import is_unsure, read_package, requirement

    if yes and answers_file:
        raise ReferableError("--yes and --from exclude each other.", "Leave one of them out.")
    package = read_package(package) if package else requirement()
    refuse_existing(directory)
    answers: Answers | None = None
    known: Sequence[Specialty] = ()
    kept = directory.resolve().parent / f"{directory.resolve().name}.answers.yml"
    if not yes:
        known = _specialties()
        answers = _read(answers_file, known) if answers_file else _interview(kept, directory, known)
    today = dt.date.today()  # noqa: DTZ011 # a practice's own day
    with working("Writing the site"):
        count = create_site(directory, answers=answers, known=known, package=package, today=today)
    click.echo(f"{count} files in {directory}.")
    if git:
        name, email = (answers.therapist, answers.email) if answers else ("Referable", "")
        click.echo(begin_repository(directory, name, email))
    if not yes and not answers_file:
        kept.unlink(missing_ok=True)
    _say_what_is_left(directory, sample=answers is None)
    if is_unsure(package):
        click.echo(f"\n{_ASK_ELSEWHERE}")
    # Two lines: PowerShell knows no “&&”.
    click.echo(f"\nNext:\n  cd {_quoted(directory)}\n  referable serve")


def _specialties() -> Sequence[Specialty]:
    from referable.packaged import starter_folder
    from referable.starting.specialties import list_specialties

    with working("Reading the studies"):
        return list_specialties(starter_folder())


def _read(file: Path, known: Sequence[Specialty]) -> Answers:
    """The answers of a file; with a problem in it, it is printed and the command ends."""
    from referable.project import decode_text
    from referable.starting.answers import load_answers

    diagnostics = Diagnostics()
    text = decode_text(file.read_bytes(), file.name, diagnostics)
    answers = load_answers(text, file.name, tuple(s.slug for s in known), diagnostics)
    if len(diagnostics):
        print_diagnostics(diagnostics, file.resolve().parent, "text", notes=True)
    if answers is None:
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    return answers


def _interview(kept: Path, directory: Path, known: Sequence[Specialty]) -> Answers:
    """The answers of a person, some of which may be kept from an earlier try."""
    from referable.starting.answers import Answers
    from referable.starting.asking import Interview, usable

    interview = Interview(kept, lambda: known)
    saved = _saved(kept)
    if saved:
        interview.answers = usable(saved, lambda: known)
        click.echo(f"Your answers of last time are in {kept.name}; we go on where you stopped.\n")
    try:
        return Answers.model_validate(interview.run())
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\nStopped.", err=True)
        if interview.answers and kept.is_file():
            click.echo(
                f"What you answered is kept in {kept}. "
                f"To go on: referable new {_quoted(directory)}",
                err=True,
            )
        sys.exit(130)


def _saved(kept: Path) -> dict[str, Any]:
    from referable.project import decode_text
    from referable.yamlsource import load_yaml

    if not kept.is_file():
        return {}
    text = decode_text(kept.read_bytes(), kept.name, Diagnostics())
    document = load_yaml(text, kept.name, Diagnostics())
    return document.data if document and isinstance(document.data, dict) else {}


def _say_what_is_left(directory: Path, *, sample: bool) -> None:
    """Name each made-up fact and blank, so that nobody has to look for them."""
    from referable.starter import find_blanks

    if sample:
        click.echo(
            "It is a made-up practice: every fact in practice.yml is a sample, and "
            "`referable build --publish` refuses to go out with them."
        )
        return
    blanks = find_blanks(directory)
    click.echo(f"\nThe site builds. {len(blanks)} places wait for you before it can go out:")
    for blank in blanks[:_SHOWN]:
        click.echo(f"  {blank.path}:{blank.line}  {blank.what}")
    if len(blanks) > _SHOWN:
        click.echo(f"  … and {len(blanks) - _SHOWN} more; `referable build --publish` names them.")


def _quoted(directory: Path) -> str:
    text = str(directory)
    return f'"{text}"' if " " in text else text
