"""Reads the commands that the manual shows, with what is said about each block."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "scripts" / "manual" / "pages"

_BLOCK = re.compile(
    r"(?P<notes>(?:^[ ]*<!-- [^\n]* -->\n)*)^(?P<indent>[ ]*)```console\n(?P<text>.*?)^[ ]*```",
    re.MULTILINE | re.DOTALL,
)
_NOTE = re.compile(r"<!-- (?P<name>not run|exit|input)(?:: | )(?P<value>.*) -->")


@dataclass(frozen=True)
class Shown:
    """A command as the manual shows it, with the answer shown below it."""

    command: str
    answer: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command.partition(" < ")[0])


@dataclass(frozen=True)
class Block:
    """A block of commands and what the comment above it says.

    `not run: why` keeps it from being run; `exit 1` is the status of its last command;
    `input: text` is what its command reads.
    """

    page: str
    line: int
    commands: tuple[Shown, ...]
    notes: dict[str, str]


def blocks(page: Path) -> list[Block]:
    """All blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(text):
        notes = {n["name"]: n["value"] for n in _NOTE.finditer(match["notes"])}
        lines = [line.removeprefix(match["indent"]) for line in match["text"].splitlines()]
        line = text[: match.start()].count("\n") + 1
        found.append(Block(page.name, line, tuple(_commands(lines)), notes))
    return found


def _commands(lines: list[str]) -> list[Shown]:
    found: list[Shown] = []
    for line in lines:
        if line.startswith("$ "):
            found.append(Shown(line[2:], ()))
        else:
            last = found.pop()
            found.append(Shown(last.command, (*last.answer, line)))
    return found


def examples(page: Path, language: str) -> list[str]:
    """The texts of a page's blocks in a language other than commands."""
    text = page.read_text(encoding="utf-8")
    pattern = rf"^```{language}(?: [^\n]*)?\n(.*?)^```"
    return re.findall(pattern, text, re.MULTILINE | re.DOTALL)
