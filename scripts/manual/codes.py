# ruff: noqa: INP001 - MkDocs loads it by its path
"""Adds a page for each code a problem can have, from the rules' own explanations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from referable.rules import RULES
from referable.rules.pages import read_page, subjects

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_FENCE_FILE = re.compile(r"^(`{3,} *[\w-]*) +file=(\S+)[ ]*$", re.MULTILINE)
_SERIOUS = {
    "error": "An error: it stops publication.",
    "warning": "A warning: somebody should look at it.",
    "note": "A note: it is only shown with `--notes`.",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The manual's files, with those of the codes."""
    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def pages() -> dict[str, str]:
    """The generated pages by path: the list of codes, and one page for each."""
    found = {"codes/index.md": _listing()}
    for code in RULES:
        page = read_page(code)
        if page is not None:
            found[f"codes/{code}.md"] = _page(page.markdown, str(RULES[code].severity))
    return found


def _page(markdown: str, severity: str) -> str:
    """A rule's page, with the file of each example as its title and the severity said."""
    heading, _, rest = markdown.partition("\n")
    titled = _FENCE_FILE.sub(lambda m: f'{m[1]} title="{_where(m[2])}"', rest)
    return f"{heading}\n\n*{_SERIOUS[severity]}*\n{titled}"


def _where(file: str) -> str:
    return "What you would post" if file == "-" else file


def _listing() -> str:
    lines = [
        "# All codes",
        "",
        "Every problem has a code, in brackets after its place: `error[phi-name]`.",
        "`referable explain phi-name` prints the page of a code in the terminal.",
    ]
    for subject, rules in subjects().items():
        lines += ["", f"## {subject}", "", "| Code | What it is | Kind |", "| --- | --- | --- |"]
        for rule in rules:
            name = f"[`{rule.code}`]({rule.code}.md)" if read_page(rule.code) else f"`{rule.code}`"
            lines.append(f"| {name} | {rule.title} | {rule.severity} |")
    return "\n".join(lines) + "\n"
