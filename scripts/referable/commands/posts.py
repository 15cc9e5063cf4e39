"""The command that prints ready-to-post texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referable.commands.shared import project_option
from referable.diagnostics import Diagnostics, ReferableError, did_you_mean

if TYPE_CHECKING:
    from referable.project import Project

__all__ = ["posts"]


@click.command()
@click.argument("key", required=False)
@project_option
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    help="One length only, and nothing but the text.",
)
def posts(key: str | None, directory: Path, length: str | None) -> None:
    """Print texts to post about a study: what was found, against what, when, and how certain it is.

    KEY is a citation key of your library; without it, all studies are printed.

    \b
    Examples:
      referable posts cherkin2011massage
      referable posts cherkin2011massage --length short
    """
    from referable.engines import mkdocs_runner
    from referable.sharing.study_posts import study_posts

    root = directory.resolve()
    config = mkdocs_runner.load(root, Diagnostics())
    session = mkdocs_runner.open_session(config)
    project = session.project
    site_url = config.site_url or ""
    _refuse_what_cannot_be_posted(project, site_url)
    if key is not None and key not in project.synopses:
        near = did_you_mean(key, project.synopses)
        raise ReferableError(
            f"No study “{key}” has a synopsis.",
            f"Did you mean {near[0]}?" if near else "See the citation keys in your library.",
        )
    blocks: list[str] = []
    for wanted in [key] if key is not None else project.synopses:
        for post in study_posts(session, wanted, site_url):
            if length in {None, post.name}:
                title = f"{wanted}, {post.name}, {len(post.text)} characters"
                blocks.append(post.text if length else f"{title}\n\n{post.text}")
    if not blocks:
        raise ReferableError(
            f"The study needs more characters than a {length} post has.", "Take the next length."
        )
    click.echo("\n\n".join(blocks))
    sys.exit(0)


def _refuse_what_cannot_be_posted(project: Project, site_url: str) -> None:
    """Stop where a post would lack its license line, its link, or what a state demands."""
    from referable.advertising import advertising
    from referable.rules import Severity
    from referable.sharing.job import practice_is_whole

    facts = project.settings.practice
    if not practice_is_whole(project):
        raise ReferableError(
            f"Posts carry your license line, which needs {facts} without a mistake.",
            "Run `referable check` and mend it.",
        )
    unmet = Diagnostics()
    if project.practice is not None:
        advertising(project.practice, facts, unmet)
    for problem in unmet:
        if problem.severity is Severity.ERROR:
            raise ReferableError(problem.message, problem.fix)
    if project.practice is not None and not (project.practice.url or site_url):
        raise ReferableError(
            "Posts link to the study's page, and nothing says where your site is.",
            f"Add a line such as `url: https://your-practice.example` to {facts}.",
        )
