"""Completion in PowerShell, which click does not know: its script, and the answers it reads."""

from __future__ import annotations

import os

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from referable.commands.consoles import in_plain_letters

__all__ = ["PowerShellComplete"]

# The words go over in the environment, one a line: no rule of quoting stands between, and a
# backslash stays one. ASCII, because what a console makes of other letters depends on its age.
_SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName '%(prog_name)s', '%(prog_name)s.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
    $env:COMP_WORDS = ($before | ForEach-Object { $_.Extent.Text }) -join "`n"
    $env:COMP_WORD = "$wordToComplete"
    $env:%(complete_var)s = 'powershell_complete'
    try {
        & $commandAst.GetCommandName() 2>$null | ForEach-Object {
            $kind, $value, $help = "$_" -split "`t", 3
            if ($kind -eq 'plain') {
                [System.Management.Automation.CompletionResult]::new(
                    $value, $value, 'ParameterValue', $help)
            } else {
                [System.Management.Automation.CompletionCompleters]::CompleteFilename(
                    $wordToComplete) |
                    Where-Object { $kind -ne 'dir' -or $_.ResultType -eq 'ProviderContainer' }
            }
        }
    } finally {
        $env:COMP_WORDS = $null
        $env:COMP_WORD = $null
        $env:%(complete_var)s = $null
    }
}
"""


@add_completion_class
class PowerShellComplete(ShellComplete):
    """Completion in PowerShell 5 and later; each answer is `kind TAB value TAB help`."""

    name = "powershell"
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is completed, and that one."""
        words = [_unquoted(w) for w in os.environ.get("COMP_WORDS", "").split("\n")]
        return words[1:], _unquoted(os.environ.get("COMP_WORD", ""))

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """What may stand there; PowerShell replaces the whole word, so `--option=` is kept."""
        found = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if not (equals and option.startswith("--")):
            return found
        return [
            CompletionItem(f"{option}={item.value}", item.type, item.help)
            for item in found
            if item.type == "plain"
        ]

    def format_completion(self, item: CompletionItem) -> str:
        """One line of the answer; PowerShell takes no empty help."""
        help_ = " ".join(in_plain_letters(item.help or "").split())
        return f"{item.type}\t{item.value}\t{help_ or item.value}"


def _unquoted(word: str) -> str:
    for quote in "\"'":
        if word.startswith(quote):
            return word[1:].removesuffix(quote)
    return word
