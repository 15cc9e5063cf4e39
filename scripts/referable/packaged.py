"""The starter's files and the design: in the installed package, or in this project's folders."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["design_folder", "starter_folder"]


def starter_folder() -> Path:
    """Where the starter lies."""
    packaged = Path(str(files("referable"))) / "starter_files"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[2]


def design_folder() -> Path:
    """Where the design lies that sites use with `design: true`."""
    return starter_folder() / "overrides"
