"""The command `referable`."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from referable import __version__
from referable.commands import packet, site, study
from referable.commands.completion import completion
from referable.commands.consoles import prepare_streams
from referable.commands.explain import explain
from referable.commands.groups import SuggestingGroup, example_of
from referable.commands.new import new
from referable.commands.outreach import outreach
from referable.commands.page import page
from referable.commands.photo import photo
from referable.commands.posts import posts
from referable.commands.publish import publish
from referable.commands.review import review
from referable.commands.schema import schema
from referable.commands.shared import use_colour
from referable.commands.specialty import specialty
from referable.diagnostics import ReferableError
from referable.mishap import told_mishap, wants_traceback

__all__ = ["main"]


class _Friendly(SuggestingGroup):
    """A group whose errors of ours become one sentence and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        prepare_streams()
        if os.environ.get("_REFERABLE_COMPLETE", "").startswith("powershell"):
            import referable.commands.powershell  # noqa: F401, PLC0415 # makes itself known to click
        if "NO_COLOR" in os.environ:  # https://no-color.org
            kwargs.setdefault("color", False)
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReferableError as error:
            label = click.style("Stopped", fg="red", bold=True)
            click.echo(f"{label if use_colour(sys.stderr) else 'Stopped'}: {error}", err=True)
            if error.tip:
                click.echo(f"Try: {error.tip}", err=True)
            ctx.exit(2)
        except (KeyboardInterrupt, click.Abort) as stopped:
            click.echo("\nStopped.", err=True)
            if isinstance(stopped, click.Abort) and not sys.stdin.isatty():
                click.echo("Try: --yes, where a command has it; nobody can answer here.", err=True)
            ctx.exit(130)
        except click.MissingParameter as error:
            raise _with_example(error) from error
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if wants_traceback():
                raise
            message, tip = _told(error)
            click.echo(f"Stopped: {message}", err=True)
            click.echo(f"Try: {tip}", err=True)
            ctx.exit(2)


def _told(error: Exception) -> tuple[str, str]:
    """What is wrong and what to do, where no command has words of its own for it."""
    if isinstance(error, OSError) and isinstance(error.filename, str):
        # Of a file that takes another one's place, it is the other that is held.
        name = error.filename2 if isinstance(error.filename2, str) else error.filename
        return (
            f"{name} cannot be read or written: {error.strerror or error}.",
            "Check that the disk is not full and that no other program has it open.",
        )
    return told_mishap(error), "undo your last change, and run the command again."


def _with_example(error: click.MissingParameter) -> click.UsageError:
    example = example_of(error.ctx.command) if error.ctx else ""
    hint = f" For example: {example}" if example else ""
    return click.UsageError(f"{error.format_message()}{hint}", error.ctx)


@click.group(cls=_Friendly, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Turn your practice's pages, facts and research into a website physicians refer from.

    \b
    Start:    referable new my-site
    Preview:  referable serve
    Check:    referable check
    Build:    referable build
    Publish:  referable publish
    Monthly:  referable review due

    \b
    Examples:
      referable COMMAND --help
      referable explain phi-name

    Exit status: 0 nothing wrong, 1 problems found, 2 the command or set-up was wrong.
    """


# In the order in which a practice comes to need them; the help lists them so.
for _command in (
    *(new, site.serve, site.check, explain, site.build, publish, review),
    *(page, specialty, study.study, photo),
    *(packet.packet, posts, outreach),
    *(schema, completion),
):
    main.add_command(_command)
