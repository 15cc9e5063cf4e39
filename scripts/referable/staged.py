"""What is about to be committed: a copy of exactly that, beside the files being edited."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from referable.diagnostics import ReferableError
from referable.git import Git, GitError

__all__ = ["HOOK", "Staged", "staged_copy"]

HOOK = """\
#!/bin/sh
# Checks what is about to be committed. Only errors stop a commit.
if ! command -v referable >/dev/null 2>&1; then
  echo "referable was not found, so this commit was not checked." >&2
  exit 0
fi
exec referable check --staged
"""
"""A git hook, `.git/hooks/pre-commit`; programs without the right path are told, not stopped."""

_CACHE = ".referable"
_CHANGED = ("diff", "--cached", "--name-only", "--relative", "-z", "--diff-filter=ACMRT")


@dataclass(frozen=True, slots=True)
class Staged:
    """A copy of a project as it would be committed.

    Attributes:
        root: The copy's folder.
        changed: The files that the commit would add or change, POSIX and relative to the root.
    """

    root: Path
    changed: frozenset[str]


@contextmanager
def staged_copy(root: Path) -> Iterator[Staged]:
    """A copy of what git would commit, for as long as the context lasts.

    Args:
        root: The project's folder: a git repository, or a folder in one.

    Yields:
        The copy. What can be computed again is shared with the project, so that it is quick.

    Raises:
        ReferableError: The folder is in no git repository, or git is not installed.
    """
    git, hooked = Git(root), _environment()
    try:
        prefix = git.run("rev-parse", "--show-prefix", env=hooked).strip()
        changed = _names(git.run(*_CHANGED, env=hooked))
        tracked = git.run("ls-files", "-z", env=hooked)
    except GitError as error:
        raise ReferableError(
            f"git cannot say what is staged: {error}",
            error.tip or "Run it in a folder that git keeps, or use `referable check`.",
        ) from error
    name = "referable-staged-"
    with tempfile.TemporaryDirectory(prefix=name, ignore_cleanup_errors=True) as folder:
        prefixed = f"--prefix={folder}/"
        git.run("checkout-index", "-z", "--stdin", prefixed, stdin=tracked, env=hooked)
        copy = Path(folder) / prefix
        copy.mkdir(parents=True, exist_ok=True)
        if (root / _CACHE).is_dir():
            with suppress(OSError):  # no rights to link: slower, and as right
                (copy / _CACHE).symlink_to(root / _CACHE, target_is_directory=True)
        yield Staged(copy.resolve(), changed)


def _names(output: str) -> frozenset[str]:
    return frozenset(name for name in output.split("\0") if name)


def _environment() -> dict[str, str]:
    """As git hands it to a hook, which runs at the top, for commands that run in the project."""
    names = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")
    return {n: str(Path(os.environ[n]).absolute()) for n in names if n in os.environ}
