"""Adds rows to the list as it is written, and sees to it that the list stays private."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from referable.diagnostics import Diagnostics, ReferableError
from referable.outreach.contacts import COLUMNS, FILE, sniff
from referable.project import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["add_row", "report_tracked"]

_GITIGNORE = ".gitignore"


def add_row(root: Path, values: Mapping[str, str]) -> Iterator[str]:
    """Add a row, in the file's own delimiter and encoding.

    Args:
        root: The folder of the list.
        values: Cells by column.

    Yields:
        What was done, a sentence each.

    Raises:
        ReferableError: The list has no first line we know, holds the practice already, or cannot
            be written.
    """
    path = root / FILE
    try:
        data = path.read_bytes() if path.exists() else b""
        text = decode_text(data, FILE, Diagnostics())
        if not text.strip():
            data, text = b"", ",".join(COLUMNS) + "\n"
        table = sniff(text)
        if "practice" not in table.columns:
            raise ReferableError(
                f"The first line of {FILE} names no column “practice”.",
                f"Write this as its first line: {','.join(COLUMNS)}",
            )
        _refuse_double(text, table.delimiter, table.columns, values["practice"])
        lost = [n for n, value in values.items() if value and n not in table.columns]
        if lost:
            raise ReferableError(
                f"{FILE} has no column for {', '.join(lost)}.", "Add it to the first line."
            )
        out = io.StringIO()
        writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\r\n")
        if not data:
            writer.writerow(COLUMNS)
        writer.writerow([values.get(name, "") if name else "" for name in table.columns])
        _write(path, data, out.getvalue())
        yield f"{values['practice']} is in {FILE}."
        if _is_ignored(root) is False:
            ignore = root / _GITIGNORE
            known = ignore.read_text(encoding="utf-8") if ignore.exists() else ""
            gap = "" if known.endswith("\n") or not known else "\n"
            ignore.write_text(f"{known}{gap}{FILE}\n", encoding="utf-8", newline="\n")
            yield f"{FILE} was added to {_GITIGNORE}, so that it stays on your computer."
    except OSError as error:
        raise ReferableError(
            f"{FILE} cannot be written: {error.strerror or error}.",
            "Close it in your spreadsheet program, and try again.",
        ) from error


def _refuse_double(text: str, delimiter: str, columns: tuple[str, ...], practice: str) -> None:
    at = columns.index("practice")
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        if len(cells) > at and cells[at].strip().casefold() == practice.strip().casefold():
            raise ReferableError(
                f"“{practice}” is in {FILE} already, in row {number}.", "Change that row instead."
            )


def _write(path: Path, data: bytes, rows: str) -> None:
    """The old bytes with rows after them, put in place whole."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    elif _is_utf8(data):
        encoding = "utf-8"
    else:
        encoding = "cp1252"
    if not data:
        data = b"\xef\xbb\xbf"  # the mark by which spreadsheets see that it is UTF-8
    elif not data.decode(encoding, "replace").endswith(("\n", "\r")):
        rows = f"\r\n{rows}"
    try:
        added = rows.encode(encoding)
    except UnicodeEncodeError:  # a letter that the old encoding lacks
        data, added = b"\xef\xbb\xbf" + data.decode(encoding).encode(), rows.encode()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data + added)
        beside.replace(path)
    except OSError:  # a spreadsheet program may have the list open
        with suppress(OSError):
            beside.unlink()  # the copy is as private as the list
        raise


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def report_tracked(root: Path, diagnostics: Diagnostics) -> None:
    """Report a list that version control keeps, or would keep with the next commit."""
    if _git_says(root, "ls-files", "--error-unmatch"):
        diagnostics.report(
            "outreach-tracked",
            f"{FILE} is under version control, so that others may read it.",
            FILE,
            1,
            fix=f"Run: git rm --cached {FILE}   and add a line “{FILE}” to {_GITIGNORE}.",
        )
    elif _is_ignored(root) is False:
        diagnostics.report(
            "outreach-tracked",
            f"{FILE} is not named in {_GITIGNORE}, so the next commit may take it along.",
            FILE,
            1,
            fix=f"Add a line “{FILE}” to {_GITIGNORE}.",
        )


def _is_ignored(root: Path) -> bool | None:
    """Whether Git is told to ignore the list; None where there is no Git."""
    return _git_says(root, "check-ignore", "--quiet")


def _git_says(root: Path, *question: str) -> bool | None:
    """Git's yes or no to a question about the list; None where there is no Git."""
    command = ["git", "-C", str(root), *question, FILE]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: True, 1: False}.get(done.returncode)
