"""The command that lets a shell complete commands and options."""

from __future__ import annotations

import click

__all__ = ["completion"]

_SHELLS = ("bash", "zsh", "fish", "powershell")
_HOW = {
    "bash": 'Put this line at the end of ~/.bashrc:\n#   eval "$(referable completion bash)"',
    "zsh": 'Put this line at the end of ~/.zshrc:\n#   eval "$(referable completion zsh)"',
    "fish": (
        "Run once:\n#   referable completion fish > ~/.config/fish/completions/referable.fish"
    ),
    "powershell": (
        "Open your profile, which may have to be made first:\n"
        "#   if (!(Test-Path $PROFILE)) { New-Item -Force $PROFILE }; notepad $PROFILE\n"
        "# Put this line at its end:\n"
        "#   referable completion powershell | Out-String | Invoke-Expression\n"
        "# Should Windows refuse to run the profile, allow your own scripts once:\n"
        "#   Set-ExecutionPolicy -Scope CurrentUser RemoteSigned"
    ),
}


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what lets your shell complete commands and options with the Tab key.

    Put one line into your shell's start-up file and open a new terminal. The Windows command
    prompt is not served; PowerShell and Git Bash are.

    \b
    bash: put into ~/.bashrc    eval "$(referable completion bash)"
    zsh:  put into ~/.zshrc     eval "$(referable completion zsh)"
    fish: run once
      referable completion fish > ~/.config/fish/completions/referable.fish
    PowerShell: put into $PROFILE
      referable completion powershell | Out-String | Invoke-Expression

    \b
    Example:
      referable completion bash
    """
    from click.shell_completion import get_completion_class

    import referable.commands.powershell  # noqa: F401 # makes itself known to click

    found = get_completion_class(shell)
    assert found is not None
    root = ctx.find_root().command
    script = found(root, {}, "referable", "_REFERABLE_COMPLETE")
    click.echo(f"# {_HOW[shell]}")
    # Not source(): for bash it starts one to see whether it is new enough.
    click.echo(script.source_template % script.source_vars())
