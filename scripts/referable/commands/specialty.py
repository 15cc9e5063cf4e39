"""The command that adds a specialty page from the evidence at hand."""

from __future__ import annotations

import posixpath
import re
import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.groups import SuggestingGroup
from referable.commands.shared import project_option, working
from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["specialty"]

_REPORTS = "clinicians.md"


@click.group(cls=SuggestingGroup)
def specialty() -> None:
    """Add a page on a condition you see, and list those there are.

    \b
    Examples:
      referable specialty list
      referable specialty add migraine
    """


@specialty.command(name="list")
@project_option
def list_(directory: Path) -> None:
    """List the conditions of the library, and what the evidence says of each.

    \b
    Example:
      referable specialty list
    """
    from referable.starting.specialties import evidence_line

    session = _session(directory.resolve())
    width = min(shutil.get_terminal_size((88, 24)).columns, 96)
    paged = {
        str(slug)
        for page in session.pages.values()
        if page.path.startswith("specialties/") and isinstance(page.meta.get("conditions"), list)
        for slug in page.meta["conditions"]  # type: ignore[attr-defined]
    }
    for slug, name in _conditions(session).items():
        click.secho(slug, bold=True, nl=False)
        click.echo(f"  {name}{', has a page' if slug in paged else ''}")
        line = evidence_line(session.project, (slug,))
        click.echo(textwrap.fill(line, width, initial_indent="    ", subsequent_indent="    "))


@specialty.command()
@click.argument("slug", metavar="CONDITION")
@click.option(
    "--from-starter",
    is_flag=True,
    help="Take the page that comes with Referable, where it has one, to make it your own.",
)
@project_option
def add(slug: str, directory: Path, *, from_starter: bool) -> None:
    """Write a specialty page: what the studies say is composed, the rest are questions to you.

    What says TODO is yours to write; `referable build --publish` refuses to go out before.

    \b
    Examples:
      referable specialty add migraine
      referable specialty add fibromyalgia
      referable specialty add migraine --from-starter
    """
    from referable.starter import save

    root = directory.resolve()
    session = _session(root)
    conditions = _conditions(session)
    name = _named(slug, {**conditions, **(_ready_names() if from_starter else {})})
    path = f"{session.docs_dir}/specialties/{name}.md"
    if (root / path).exists():
        raise ReferableError(f"{path} exists already; nothing was written.", "Edit that page.")
    if from_starter:
        text = _of_starter(name, root / session.docs_dir)
    elif name in conditions:
        text = _composed(session, name)
    else:
        raise _unknown(slug, tuple(conditions))
    save(root / path, text)
    click.echo(f"Wrote {path}.")
    blanks = text.count("TODO")
    if blanks:
        click.echo(f"{blanks} lines say TODO: they are yours to write, before it can go out.")
    elif from_starter:
        click.echo("Read every sentence: policies and visits must be what you do.")
    practice = session.project.practice
    if practice is not None and name in conditions and name not in practice.treats:
        click.echo(f"To name it first on the home page, add {name} to `treats:` in practice.yml.")
    if not from_starter and name in _ready_names():
        click.echo("Referable has a written page on it: see --from-starter.")


def _session(root: Path) -> Session:
    from referable.engines import mkdocs_runner

    with working("Reading the studies"):
        return mkdocs_runner.open_session(mkdocs_runner.load(root, Diagnostics()))


def _conditions(session: Session) -> dict[str, str]:
    """Slug and name of each condition; topics such as safety are no specialties."""
    from referable.research.conditions import Kind

    known = session.project.vocabulary.conditions.items()
    return {slug: c.name for slug, c in known if c.kind is Kind.CONDITION}


def _named(typed: str, known: dict[str, str]) -> str:
    """The slug that was meant: itself, the whole name, or the only one with a word in it."""
    name = typed.strip().casefold().removesuffix(".md")
    if name in known or name.replace(" ", "-") in known:
        return name if name in known else name.replace(" ", "-")
    whole = re.compile(rf"\b{re.escape(name)}\b")
    found = [slug for slug, words in known.items() if whole.search(f"{slug} {words}".casefold())]
    return found[0] if len(found) == 1 else name


def _unknown(slug: str, known: tuple[str, ...]) -> ReferableError:
    from referable.starting.answers import unknown_specialty

    if not known:
        return ReferableError("The site knows no conditions.", "Add research/conditions.yml.")
    message, _, fix = unknown_specialty(slug, known).partition(" | ")
    if fix.startswith("Did you mean"):
        fix += f" There are: {', '.join(known)}."
    return ReferableError(message, fix)


def _ready_names() -> dict[str, str]:
    from referable.packaged import starter_folder
    from referable.starting.specialties import starter_pages

    return {slug: page[0] for slug, page in starter_pages(starter_folder()).items()}


def _of_starter(name: str, docs: Path) -> str:
    from referable.packaged import starter_folder
    from referable.starting.pages import unlink

    ready = _ready_names()
    if name not in ready:
        raise ReferableError(
            f"Referable has no page on “{name}”.",
            f"It has: {', '.join(ready)}. Without --from-starter a page is composed.",
        )
    file = starter_folder() / "docs" / "specialties" / f"{name}.md"
    return unlink(file.read_text(encoding="utf-8"), f"specialties/{name}.md", docs)


def _composed(session: Session, slug: str) -> str:
    from referable.starting.specialty_page import PageParts, compose_specialty_page

    orders = [
        int(order)
        for page in session.pages.values()
        if page.path.startswith("specialties/")
        and isinstance(order := page.meta.get("order"), int | float)
    ]
    evidence = session.condition_path(slug)
    return compose_specialty_page(
        session.project,
        PageParts(
            slug,
            (max(orders, default=0) // 10 + 1) * 10,
            posixpath.relpath(evidence, "specialties") if evidence else "",
            f"../{_REPORTS}" if _REPORTS in session.pages else "",
            can_refer=session.project.practice is not None,
        ),
    )
