"""The files below a folder, as engines find them: links followed, but never round in circles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

__all__ = ["files_below", "find_loop", "locked_folders", "why_unusable"]

_Id = tuple[int, int]
_PAGES = frozenset({".md", ".markdown"})
_LARGEST_PAGE = 5_000_000  # bytes; no page is, and checking one would take minutes


def files_below(folder: Path) -> Iterator[Path]:
    """Every usable file below a folder, in order of its path; loops are not entered."""
    yield from sorted(_walk(folder, frozenset()))


def find_loop(folder: Path) -> Path | None:
    """A link below a folder that leads to a folder it lies in itself, or None."""
    return next(_loops(folder, frozenset()), None)


def locked_folders(folder: Path) -> list[Path]:
    """The folders below one without loops that may not be read, in order of their paths."""
    found: list[Path] = []

    def note(error: OSError) -> None:
        if isinstance(error, PermissionError):
            found.append(Path(error.filename))

    for _, below, _ in os.walk(folder, onerror=note, followlinks=True):
        below[:] = [name for name in below if not name.startswith(".")]  # of no site
    return sorted(found)


def why_unusable(path: Path) -> str:
    """Why a file cannot be part of a site, as a sentence; empty when it can."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return "The file's name has a letter that cannot be read as text."
    try:
        about = path.stat()
    except OSError as error:
        if path.is_symlink():
            return "The file is a link that leads to no file."
        return f"The file cannot be read: {error.strerror or error}."
    if not stat.S_ISREG(about.st_mode):
        return "This is no file with a content, but a pipe or device."
    if path.suffix.lower() in _PAGES and about.st_size > _LARGEST_PAGE:
        size, most = about.st_size // 1_000_000, _LARGEST_PAGE // 1_000_000
        return f"The page is too large: {size} MB of text, where {most} MB are a long book."
    if not os.access(path, os.R_OK):
        return "The file cannot be read: you may not open it."
    return ""


def _walk(folder: Path, above: frozenset[_Id]) -> Iterator[Path]:
    files, folders, above = _listed(folder, above)
    yield from (path for path in files if not why_unusable(path))
    for path in folders:
        if not _leads_up(path, above):
            yield from _walk(path, above)


def _loops(folder: Path, above: frozenset[_Id]) -> Iterator[Path]:
    _, folders, above = _listed(folder, above)
    for path in folders:
        if _leads_up(path, above):
            yield path
        else:
            yield from _loops(path, above)


def _listed(folder: Path, above: frozenset[_Id]) -> tuple[list[Path], list[Path], frozenset[_Id]]:
    """Files, folders, and the folders above those; nothing of a folder that cannot be read."""
    files: list[Path] = []
    folders: list[Path] = []
    try:
        about = folder.stat()
        with os.scandir(folder) as entries:
            for entry in entries:
                (folders if entry.is_dir() else files).append(Path(entry.path))
    except OSError:
        return [], [], above
    return files, sorted(folders), above | {(about.st_dev, about.st_ino)}


def _leads_up(folder: Path, above: frozenset[_Id]) -> bool:
    if not folder.is_symlink():
        return False
    about = folder.stat()
    return (about.st_dev, about.st_ino) in above
