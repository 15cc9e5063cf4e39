"""Groups of commands that answer a misspelt one with the right one."""

from __future__ import annotations

import click

from referable.diagnostics import did_you_mean

__all__ = ["SuggestingGroup"]


class SuggestingGroup(click.Group):
    """A group in which `referable biuld` names `build`, and `sepcialty` names `specialty`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant.

        Raises:
            UsageError: There is none of that name; exit status 2.
        """
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            known = self.list_commands(ctx)
            near = did_you_mean(name, known, limit=2)
            hint = (
                f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
            )
            ctx.fail(f"There is no command “{name}”. {hint}")
        return super().resolve_command(ctx, args)
