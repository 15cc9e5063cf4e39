"""The command `explain`: what a problem's code means and what to write instead."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from referable.commands.shared import use_colour
from referable.diagnostics import ReferableError, did_you_mean

if TYPE_CHECKING:
    from referable.rules.pages import Page, Section

__all__ = ["explain"]

_WIDEST = 80
_JOINED = "\x1f"  # a space inside words that stay on one line
_ITEM = re.compile(r"(?:- |\d+\. )")


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the CODE of a problem means, why it matters and what to write instead.

    Without CODE, list them all.

    \b
    Examples:
      referable explain phi-name
      referable explain
    """
    colour = use_colour(sys.stdout)
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    if code is None:
        click.echo(_listing(width, colour=colour), nl=False)
        return
    click.echo(_explanation(code.strip().strip("[]").lower(), width, colour=colour), nl=False)


def _explanation(code: str, width: int, *, colour: bool) -> str:
    from referable.rules import RULES
    from referable.rules.pages import read_page

    rule = RULES.get(code)
    if rule is None:
        near = did_you_mean(code, RULES) or [known for known in RULES if code in known][:3]
        tip = " or ".join(f"`referable explain {name}`" for name in near)
        raise ReferableError(
            f"“{code}” is not the code of a problem.", tip or "`referable explain` lists them all."
        )
    page = read_page(code)
    if page is None:
        return f"{code}: {rule.title}\n\n{textwrap.fill(rule.why, width)}\n"
    return "".join(f"{line}\n" for line in _page(page, str(rule.severity), width, colour=colour))


def _page(page: Page, severity: str, width: int, *, colour: bool) -> Iterator[str]:
    heading = textwrap.wrap(f"{page.code}: {page.title}", width)
    yield from (_bold(line, colour=colour) for line in heading)
    yield f"({severity})"
    for section in page.sections:
        if section.heading:
            yield ""
            yield _bold(section.heading, colour=colour)
        yield from _blocks(section, width, colour=colour)


def _blocks(section: Section, width: int, *, colour: bool) -> Iterator[str]:
    for number, block in enumerate(section.blocks):
        if number or not section.heading:
            yield ""
        if isinstance(block, str):
            for item in re.split(r"\n(?=- |\d+\. )", block):
                mark = _ITEM.match(item)
                indent = " " * len(mark[0]) if mark else ""
                yield from _wrap(" ".join(item.split()), width, indent)
            continue
        if block.file:
            where = "what you would post" if block.file == "-" else block.file
            yield click.style(f"  {where}", dim=True) if colour else f"  {where}"
        for line in block.text.rstrip("\n").split("\n"):
            yield f"    {line}".rstrip()


def _wrap(words: str, width: int, indent: str) -> Iterator[str]:
    """Lines of a paragraph; what stands in backquotes is to be typed, and keeps to one line."""

    def keep(match: re.Match[str]) -> str:
        whole = match[0]
        return whole.replace(" ", _JOINED) if len(whole) + len(indent) <= width else whole

    lines = textwrap.wrap(
        re.sub(r"`[^`]+`\S?", keep, words), width, subsequent_indent=indent, break_on_hyphens=False
    )
    return (line.replace(_JOINED, " ") for line in lines)


def _listing(width: int, *, colour: bool) -> str:
    from referable.rules.pages import subjects

    rules = subjects()
    room = max(len(rule.code) for group in rules.values() for rule in group) + 2
    lines = []
    for subject, group in rules.items():
        lines += [_bold(line, colour=colour) for line in textwrap.wrap(subject, width)]
        for rule in group:
            title = textwrap.wrap(rule.title, max(width - room - 2, 30))
            lines += [f"  {rule.code:{room}}{title[0]}"]
            lines += [" " * (room + 2) + line for line in title[1:]]
        lines.append("")
    lines.append("`referable explain CODE` says more about one of them.")
    return "\n".join(lines) + "\n"


def _bold(text: str, *, colour: bool) -> str:
    return click.style(text, bold=True) if colour else text
