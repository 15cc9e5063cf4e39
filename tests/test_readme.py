"""The README names what there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import click

from referable.cli import main
from referable.compiler.directives import directive_names
from referable.engines.mkdocs import ReferablePluginConfig

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_block_has_a_place_in_its_table():
    """A directive that is added or renamed is so in the README, too."""
    named = set(re.findall(r"`::: ([a-z-]+)`", section("What you write")))

    assert named == set(directive_names())


def test_every_option_of_the_plugin_is_described():
    """What can be set in mkdocs.yml is what the table lists."""
    rows = re.findall(r"^\| (`[^|]+`) \|", section("Options"), re.MULTILINE)

    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(dict(ReferablePluginConfig._schema))


def test_every_command_is_listed():
    """Each command, and each within a group, is named in its row."""
    rows = section("Commands")
    for name, command in main.commands.items():
        assert f"`{name}" in rows or f"`referable {name}" in rows, name
        if isinstance(command, click.Group) and name != "outreach":
            for inner in command.commands:
                if inner != "list":
                    assert re.search(rf"{name}[^|]*\b{inner}\b", rows), (name, inner)
