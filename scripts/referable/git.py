"""Git, as far as a site needs it: never forced, and every failure said in plain words."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from referable.diagnostics import ReferableError

__all__ = ["Git", "GitError", "has_git"]


class GitError(ReferableError):
    """A git command that failed; `said` is what git wrote about it."""

    def __init__(self, message: str, tip: str = "", said: str = "") -> None:
        super().__init__(message, tip)
        self.said = said


def has_git() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


@dataclass(frozen=True, slots=True)
class Git:
    """Git in a folder.

    Attributes:
        folder: Where commands run.
    """

    folder: Path

    def run(
        self, *arguments: str, stdin: str | None = None, env: Mapping[str, str] | None = None
    ) -> str:
        """What a command prints.

        Raises:
            GitError: The command failed.
        """
        done = self._call(arguments, stdin, env)
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            last = said.splitlines()[-1] if said else f"status {done.returncode}"
            raise GitError(f"git {arguments[0]} did not work: {last}", said=said)
        return done.stdout

    def try_run(self, *arguments: str) -> str | None:
        """What a command prints, without the line end; None when it fails."""
        done = self._call(arguments, None, None)
        return None if done.returncode else done.stdout.strip()

    def _call(
        self, arguments: Iterable[str], stdin: str | None, env: Mapping[str, str] | None
    ) -> subprocess.CompletedProcess[str]:
        # English and without questions: what git says is read, and nobody sits at a pipe.
        fixed = {"LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_EDITOR": "true"}
        try:
            return subprocess.run(
                ["git", "-c", "core.quotepath=off", *arguments],
                cwd=self.folder,
                input=stdin,
                stdin=subprocess.DEVNULL if stdin is None else None,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
                env={**os.environ, **fixed, **(env or {})},
            )
        except OSError as error:
            raise GitError(
                "git is not installed.",
                "Install it from https://git-scm.com/ and open a new terminal.",
            ) from error

    @property
    def top(self) -> Path | None:
        """The top folder of the repository that holds this folder; None when there is none."""
        found = self.try_run("rev-parse", "--show-toplevel")
        return Path(found) if found else None

    @property
    def branch(self) -> str | None:
        """The branch that is checked out; None between branches."""
        return self.try_run("symbolic-ref", "--short", "HEAD")

    @property
    def head(self) -> str | None:
        """The newest commit; None before the first."""
        return self.try_run("rev-parse", "--verify", "--quiet", "HEAD")

    def set_missing_identity(self, name: str, email: str) -> bool:
        """Give this repository a name and an e-mail address where git knows none."""
        known = self.try_run("config", "user.name") and self.try_run("config", "user.email")
        if not known:
            self.run("config", "user.name", name)
            self.run("config", "user.email", email)
        return not known
