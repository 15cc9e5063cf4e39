"""The command that puts the site online, and takes the last time back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.shared import project_option, use_colour, working
from referable.diagnostics import ReferableError

if TYPE_CHECKING:
    from referable.git import Git
    from referable.publishing import Change, Changes

__all__ = ["publish"]

_COLOURS = {"added": "green", "changed": "yellow", "removed": "red"}
_SHOWN = 15
_NO_REMOTE = """\
Committed here. There is no place on the internet for it yet; once only:
  1. Make an empty repository on GitHub.
  2. Run: git remote add origin https://github.com/YOU/YOUR-REPOSITORY.git
  3. On GitHub, in the repository: Settings, Pages, Source: “GitHub Actions”.
Then run `referable publish` again."""


@click.command()
@project_option
@click.option("--yes", is_flag=True, help="Do not ask; for programs.")
@click.option("--dry-run", is_flag=True, help="Check, build and show; change nothing.")
@click.option("--undo", is_flag=True, help="Take back the last publication.")
@click.pass_context
def publish(ctx: click.Context, directory: Path, *, yes: bool, dry_run: bool, undo: bool) -> None:
    """Check, build, show what will change, ask, then commit and push.

    A problem, a sample fact or a blank stops it before anything happens. What you see is what goes
    out: outreach.csv never does. Nothing is forced, and --undo takes the last time back.

    \b
    Examples:
      referable publish
      referable publish --dry-run
      referable publish --undo
    """
    from referable import publishing

    root = directory.resolve()
    git = publishing.open_repository(root)
    if undo:
        _undo(git, yes=yes, dry_run=dry_run)
        return
    _check_and_build(ctx, root)
    changes = publishing.find_changes(git)
    waiting = publishing.unpushed(git)
    _show(changes, _docs_dir(root))
    if not changes.wanted and waiting == 0:
        click.echo("Nothing changed since the last time; the site online is up to date.")
        return
    if not changes.wanted:
        earlier = "1 earlier commit has" if waiting == 1 else f"{waiting} earlier commits have"
        click.echo(f"{'This version has' if waiting is None else earlier} not been sent yet.")
    if dry_run:
        click.echo("Nothing was committed or sent (--dry-run).")
        return
    if not yes and not click.confirm("Publish this?", default=False):
        click.echo("Nothing was committed or sent.")
        return
    if changes.wanted:
        publishing.commit(git, changes, _subject(changes, _docs_dir(root)))
    _send(git)


def _check_and_build(ctx: click.Context, root: Path) -> None:
    from referable.commands.site import build

    try:
        ctx.invoke(build, directory=root, publish=True)
    except SystemExit as stop:
        if stop.code:
            click.echo("Mend what is named above, then run `referable publish` again.", err=True)
            raise


def _docs_dir(root: Path) -> str:
    from referable.commands.shared import shown_path
    from referable.engines import mkdocs_runner

    return shown_path(Path(mkdocs_runner.load(root, None).docs_dir), root)


def _show(changes: Changes, docs_dir: str) -> None:
    """What will go out: pages by name, other files after them."""
    pages = [c for c in changes.wanted if c.page(docs_dir)]
    others = [c for c in changes.wanted if not c.page(docs_dir)]
    if changes.wanted:
        click.echo("\nWhat will change:")
    _list(pages, "page", ((c, c.page(docs_dir).removesuffix(".md")) for c in pages))
    _list(others, "file", ((c, c.path) for c in others))
    if any(c.path == "practice.yml" for c in others):
        click.echo("  The facts of practice.yml stand on every page.")
    for path in changes.held:
        click.echo(f"  left out: {path}")


def _list(changes: list[Change], noun: str, named: Iterable[tuple[Change, str]]) -> None:
    painted = use_colour(sys.stdout)
    for number, (change, name) in enumerate(named):
        if number == _SHOWN:
            click.echo(f"  … and {len(changes) - _SHOWN} more {noun}s")
            break
        kind = change.kind.value
        label = click.style(kind, fg=_COLOURS[kind]) if painted else kind
        click.echo(f"  {noun} {label}: {name}")


def _subject(changes: Changes, docs_dir: str) -> str:
    """The commit's first line: "Publish: migraine, contact and 2 more"."""
    names = [c.page(docs_dir).removesuffix(".md") or c.path for c in changes.wanted]
    named = ", ".join(re.sub(r"[^\w./ -]", "", name) for name in names[:3])
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"Publish: {named}{more}"


def _send(git: Git) -> None:
    from referable.publishing import push

    with working("Sending"):
        address = push(git)
    if not address:
        click.echo(_NO_REMOTE)
        return
    click.echo(f"Sent to {address}.")
    found = re.search(r"github\.com[/:]([^/]+/[^/]+?)(?:\.git)?$", address)
    if found and git.branch == "main":
        click.echo(
            "GitHub checks and publishes it now, in a few minutes: "
            f"https://github.com/{found.group(1)}/actions"
        )
    elif found:
        click.echo(f"It is on the branch {git.branch}; what is merged into main goes online.")


def _undo(git: Git, *, yes: bool, dry_run: bool) -> None:
    from referable import publishing

    last = publishing.last_publication(git)
    if last is None:
        raise ReferableError(
            "No publication is left that could be taken back.",
            "`referable publish` makes them; `git log` shows all versions.",
        )
    if publishing.find_changes(git).wanted:
        raise ReferableError(
            "You have changes that are not published yet; undoing could mix them up.",
            "Publish them first, or put them aside with: git stash.",
        )
    sha, subject = last
    click.echo(f"The last publication: {subject}")
    for path in publishing.changed_by(git, sha)[:_SHOWN]:
        click.echo(f"  back as before: {path}")
    if dry_run:
        click.echo("Nothing was changed (--dry-run).")
        return
    if not yes and not click.confirm("Take it back?", default=False):
        click.echo("Nothing was changed.")
        return
    publishing.revert(git, sha, subject)
    click.echo("Taken back here.")
    _send(git)
