"""The command `referable`."""

from __future__ import annotations

import sys
from typing import Any

import click

from referable import __version__
from referable.commands import packet, site, study
from referable.commands.shared import use_colour
from referable.diagnostics import ReferableError

__all__ = ["main"]


class _Friendly(click.Group):
    """A group whose errors of ours become one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReferableError as error:
            label = click.style("Stopped", fg="red", bold=True)
            click.echo(f"{label if use_colour(sys.stderr) else 'Stopped'}: {error}", err=True)
            if error.tip:
                click.echo(f"Try: {error.tip}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(130)


@click.group(cls=_Friendly, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Turn your practice's pages, facts and research into a website physicians refer from.

    \b
    Start:    referable new my-site
    Preview:  referable serve
    Check:    referable check
    Build:    referable build

    Exit status: 0 nothing wrong, 1 problems found, 2 the command or set-up was wrong.
    """


for _command in (site.new, site.serve, site.check, site.build, packet.packet, study.study):
    main.add_command(_command)
