"""Keeps the private list out of the site, wherever somebody has put it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referable.diagnostics import Diagnostics

__all__ = ["is_private", "remove_private", "report_private"]

_NAME = re.compile(
    r"outreach.*\.(csv|tsv|txt|xls\w?|ods|numbers|json|ya?ml|db|bak)[~#]?$", re.IGNORECASE
)
_TABLES = frozenset({".csv", ".tsv", ".txt"})
_TELLING = frozenset({"called", "visit", "thanked", "follow_up", "attendees"})
_HEAD = 4096  # bytes; the first line is in them


def is_private(file: Path) -> bool:
    """Whether a file is the list: by its name, or by the columns of its first line."""
    if _NAME.search(file.name):
        return True
    if file.suffix.casefold() not in _TABLES:
        return False
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    from referable.outreach.contacts import sniff  # noqa: PLC0415 # few sites have such a table

    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    columns = set(sniff(head.decode(encoding, "replace")).columns)
    return {"practice", "manager"} <= columns and bool(columns & _TELLING)


def report_private(paths: Iterable[str], diagnostics: Diagnostics) -> None:
    """Report lists that lie among the pages.

    Args:
        paths: Where they lie, relative to the project.
        diagnostics: Receives `outreach-published`.
    """
    for path in paths:
        diagnostics.report(
            "outreach-published",
            "This is your private list of visits. It was kept out of the site.",
            path,
            1,
            fix="Move it to the folder that holds mkdocs.yml, and name it outreach.csv.",
        )


def remove_private(site: Path) -> None:
    """Delete every copy of the list from a folder that is about to be published."""
    for file in site.rglob("*"):
        if file.is_file() and is_private(file):
            file.unlink()
