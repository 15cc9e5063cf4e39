"""The starter: the site this project ships, copied for a new practice."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path

from referable.diagnostics import ReferableError

__all__ = ["create_site"]

_PARTS = ("docs", "research", "overrides", "practice.yml", "mkdocs.yml")
_GITIGNORE = "/site/\n/packet/\n/.referable/\n/.cache/\n/.venv/\noutreach.csv\n.DS_Store\n"


def create_site(directory: Path, *, practice_name: str | None = None) -> int:
    """Write a complete site that builds.

    Args:
        directory: The new folder; it may exist if it is empty.
        practice_name: The practice's name, put into `practice.yml` and `mkdocs.yml`.

    Returns:
        How many files were written.

    Raises:
        ReferableError: The folder holds files already, or cannot be written. Nothing is left
            half-written: the site is made beside the folder and moved into place.
    """
    if directory.is_file():
        raise ReferableError(f"{directory} is a file.", "Choose another name.")
    if directory.is_dir() and any(directory.iterdir()):
        raise ReferableError(
            f"{directory} is not empty; nothing was written.", "Choose a new folder."
        )
    source = starter_folder()
    temporary = directory.parent / f".{directory.name}.new"
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        for part in _PARTS:
            origin = source / part
            if origin.is_dir():
                shutil.copytree(origin, temporary / part)
            elif origin.exists():
                shutil.copyfile(origin, temporary / part)
        (temporary / ".gitignore").write_text(_GITIGNORE, encoding="utf-8", newline="\n")
        if practice_name:
            _rename(temporary / "practice.yml", "name", practice_name)
            _rename(temporary / "mkdocs.yml", "site_name", practice_name)
        if directory.is_dir():
            directory.rmdir()
        temporary.rename(directory)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise ReferableError(
            f"{directory} cannot be written: {error.strerror or error}.",
            "Check that the disk is not full and that you may write there.",
        ) from error
    return sum(1 for p in directory.rglob("*") if p.is_file())


def starter_folder() -> Path:
    """Where the starter lies: in the installed package, or in this project's own folders."""
    packaged = Path(str(files("referable"))) / "starter_files"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2]


def _rename(path: Path, field: str, value: str) -> None:
    """Replace one top-level value in a YAML file, keeping its comments."""
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = path.read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^{field}:.*$", lambda _: f"{field}: {quoted}", text, count=1)
    path.write_text(text, encoding="utf-8", newline="\n")
