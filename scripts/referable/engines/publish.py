"""Output beside the old site, swapped in whole: a failed build changes nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from referable.diagnostics import ReferableError
from referable.renaming import rename

__all__ = ["Staging", "staged_output"]

_PREFIX = ".referable-new-"
_OLD = ".referable-old-"


@dataclass(slots=True)
class Staging:
    """A folder to write a site into.

    Attributes:
        path: The folder; it takes the site's place only when `accept` was called.
        accepted: Whether it will.
    """

    path: Path
    accepted: bool = False

    def accept(self) -> None:
        """Let the new site take the old one's place when the block ends."""
        self.accepted = True


@contextmanager
def staged_output(site_dir: Path) -> Iterator[Staging]:
    """A new folder beside the site, swapped in at the end if it was accepted.

    Left-overs of builds that were killed are removed first. The swap is two renames on the same
    disk; if the second one fails, the old site is put back.

    Args:
        site_dir: Where the site is published.

    Raises:
        ReferableError: The folder cannot be written, or is not a built site.
    """
    _refuse_unsafe(site_dir)
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        _clean(site_dir)
        staging = Staging(Path(tempfile.mkdtemp(prefix=_PREFIX, dir=site_dir.parent)))
    except OSError as error:
        raise ReferableError(
            f"The site cannot be written to {site_dir}: {error.strerror or error}.",
            "Check that the disk is not full and that you may write there.",
        ) from error
    try:
        yield staging
        if staging.accepted:
            _swap(staging.path, site_dir)
    finally:
        shutil.rmtree(staging.path, ignore_errors=True)


def _refuse_unsafe(site_dir: Path) -> None:
    if site_dir.is_file():
        raise ReferableError(f"{site_dir} is a file, not a folder.", "Delete or rename it.")
    if (site_dir / "mkdocs.yml").exists() or (site_dir / ".git").exists():
        raise ReferableError(
            f"{site_dir} holds sources, not a built site.",
            "Set site_dir in mkdocs.yml to a folder of its own, such as site.",
        )


def _clean(site_dir: Path) -> None:
    """Remove what killed builds left; an old site without a successor is put back."""
    for left in site_dir.parent.glob(f"{_OLD}*"):
        if not site_dir.exists():
            rename(left, site_dir)
        else:
            shutil.rmtree(left, ignore_errors=True)
    for left in site_dir.parent.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)


def _swap(new: Path, site_dir: Path) -> None:
    new.chmod(0o755)  # mkdtemp makes it private
    old: Path | None = None
    try:
        if site_dir.exists():
            old = site_dir.parent / f"{_OLD}{os.getpid()}"
            rename(site_dir, old)
        rename(new, site_dir)
    except OSError as error:
        if old is not None and not site_dir.exists():
            rename(old, site_dir)
        raise ReferableError(
            f"The new site could not take the place of {site_dir}: {error.strerror or error}.",
            "Close programs that have files of it open and build again. The old site is as it was.",
        ) from error
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)
