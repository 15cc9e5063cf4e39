"""Groups of commands that say all they hold and answer a misspelt command with the right one."""

from __future__ import annotations

import inspect
import re

import click

from referable.diagnostics import did_you_mean

__all__ = ["SuggestingGroup", "example_of"]

_EXAMPLE = re.compile(r"^Examples?:\n\s+(.+)$", re.MULTILINE)


class SuggestingGroup(click.Group):
    """A group in which `referable biuld` names `build`, and `sepcialty` names `specialty`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which somebody comes to need them."""
        del ctx
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their whole first sentence; nothing is cut."""
        del ctx
        rows = [(name, _first_sentence(command)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, and say of one that belongs to a command where it goes.

        Raises:
            UsageError: An option is unknown here; exit status 2.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            option = error.option_name
            for name, command in self.commands.items():
                if any(option in parameter.opts for parameter in command.params):
                    path = f"{ctx.command_path} {name} {option}"
                    ctx.fail(f"{option} goes after a command, such as: {path}")
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant.

        Raises:
            UsageError: There is none of that name; exit status 2.
        """
        name = args[0] if args else ""
        known_to_us = not name or name.startswith("-") or self.get_command(ctx, name) is not None
        if not known_to_us and not ctx.resilient_parsing:  # a shell that completes is told nothing
            known = self.list_commands(ctx)
            near = did_you_mean(name, known, limit=2)
            hint = (
                f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
            )
            if name == "help":
                hint = f"Write: {ctx.command_path} --help"
            ctx.fail(f"There is no command “{name}”. {hint}")
        return super().resolve_command(ctx, args)


def example_of(command: click.Command) -> str:
    """The first example of a command's help; empty when it has none."""
    found = _EXAMPLE.search(inspect.cleandoc(command.help or ""))
    return found[1] if found else ""


def _first_sentence(command: click.Command) -> str:
    text = " ".join(inspect.cleandoc(command.help or "").partition("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0]
