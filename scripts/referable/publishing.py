"""Publishing through git: what will go out, and how the last time is taken back.

Nothing is ever forced; a commit holds only what was shown; lists of people to visit and what is
made again by a command never enter it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from referable.diagnostics import ReferableError
from referable.git import Git, GitError
from referable.outreach.guard import is_private

__all__ = [
    "Change",
    "Changes",
    "Kind",
    "commit",
    "find_changes",
    "last_publication",
    "open_repository",
    "push",
    "revert",
    "unpushed",
]

_TRAILER = "Referable-Publish"
_UNDO = "Referable-Undo"
_ANSWERS = re.compile(r"\.answers\.yml$", re.IGNORECASE)
_MADE = ("site/", "packet/", ".referable/", ".cache/", ".venv/")


class Kind(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs from the last commit; the path counts from the site's folder."""

    path: str
    kind: Kind

    def page(self, docs_dir: str = "docs") -> str:
        """The page's path below the docs folder, or an empty string for other files."""
        path = PurePosixPath(self.path)
        if path.suffix.lower() == ".md" and path.is_relative_to(docs_dir):
            return path.relative_to(docs_dir).as_posix()
        return ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the last commit.

    Attributes:
        wanted: What will be committed.
        held: What is left out because it must not be public, or can be made again.
    """

    wanted: tuple[Change, ...]
    held: tuple[str, ...]


def open_repository(root: Path) -> Git:
    """Git in a site's folder, in a state that can be published.

    Raises:
        ReferableError: There is no repository, no branch, or work that is half done.
    """
    git = Git(root)
    if git.top is None:
        raise ReferableError(
            f"{root} has no git history, so there is nothing to publish with.",
            'Run: git init, git add -A, git commit -m "First version".',
        )
    if git.branch is None:
        raise ReferableError(
            "git stands between branches, so a new version would belong to none.",
            "Run: git switch main.",
        )
    folder = Path(git.run("rev-parse", "--absolute-git-dir").strip())
    for name, what in (
        ("MERGE_HEAD", "merge"), ("REVERT_HEAD", "revert"), ("rebase-merge", "rebase"),
    ):  # fmt: skip
        if (folder / name).exists():
            raise ReferableError(
                f"A {what} is half done in this folder.",
                f"Finish it, or give it up with: git {what} --abort.",
            )
    public = _split(git.try_run("ls-tree", "-r", "-z", "--name-only", "HEAD") or "")
    private = [p for p in public if _must_stay(root / p)]
    if private:
        raise ReferableError(
            f"{private[0]} is part of the repository, and everybody would read it.",
            f'Run: git rm --cached "{private[0]}", and commit that. If it was pushed before, it '
            "stays in the history there: ask for help to remove it.",
        )
    return git


def find_changes(git: Git) -> Changes:
    """What differs from the last commit, in order of path."""
    prefix = git.run("rev-parse", "--show-prefix").strip()
    listed = git.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", ".")
    wanted, held = [], []
    for line in _split(listed):
        state, path = line[:2], line[3:].removeprefix(prefix)
        if path.startswith(_MADE) or _must_stay(git.folder / path):
            held.append(path)
        elif "D" in state and not (git.folder / path).exists():
            wanted.append(Change(path, Kind.REMOVED))
        else:
            kind = Kind.ADDED if state in {"??", "A ", "AM"} else Kind.CHANGED
            wanted.append(Change(path, kind))
    return Changes(tuple(sorted(wanted, key=lambda c: c.path)), tuple(sorted(held)))


def _must_stay(file: Path) -> bool:
    """Whether a file is for nobody else: the list of visits, or answers kept while asking."""
    return bool(_ANSWERS.search(file.name)) or is_private(file)


def _split(listed: str) -> list[str]:
    return [part for part in listed.split("\0") if part]


def commit(git: Git, changes: Changes, subject: str) -> None:
    """Commit what is wanted and nothing else, whatever else is staged.

    Raises:
        GitError: Git refuses, such as for want of a name.
    """
    paths = "\0".join(change.path for change in changes.wanted)
    from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
    git.set_missing_identity("The practice", "practice@localhost")
    git.run("add", "--all", *from_input, stdin=paths)
    message = f"{subject}\n\n{_TRAILER}: {len(changes.wanted)}\n"
    git.run("commit", "--quiet", "--only", "-m", message, *from_input, stdin=paths)


def remote_of(git: Git) -> str | None:
    """The remote that the branch goes to: its own, else origin, else the only one."""
    named = git.try_run("config", f"branch.{git.branch}.remote")
    remotes = (git.try_run("remote") or "").split()
    if named in remotes:
        return named
    if "origin" in remotes:
        return "origin"
    return remotes[0] if len(remotes) == 1 else None


def unpushed(git: Git) -> int | None:
    """How many commits the remote does not have, as far as known; None when it has none."""
    remote = remote_of(git)
    if remote is None or git.head is None:
        return None
    there = f"refs/remotes/{remote}/{git.branch}"
    if git.try_run("rev-parse", "--verify", "--quiet", there) is None:
        return None
    return int(git.run("rev-list", "--count", f"{there}..HEAD").strip())


def push(git: Git) -> str:
    """Send the branch to its remote, never by force.

    Returns:
        The remote's address, or an empty string when there is none.

    Raises:
        ReferableError: It was refused; the work is kept in the commit.
    """
    remote = remote_of(git)
    if remote is None:
        return ""
    branch = git.branch
    try:
        git.run("push", "--set-upstream", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    except GitError as error:
        raise _explain(error, remote, branch or "main") from error
    return git.try_run("remote", "get-url", remote) or remote


def _explain(error: GitError, remote: str, branch: str) -> ReferableError:
    """A refused push in plain words; what was committed is safe."""
    said = error.said.casefold()
    kept = "Your changes are committed here and not lost."
    if "fetch first" in said or "non-fast-forward" in said or "stale info" in said:
        return ReferableError(
            f"The site was changed in the meantime at {remote}, perhaps in the browser. {kept}",
            f"Run: git pull --rebase {remote} {branch}, then `referable publish` again.",
        )
    if "workflow" in said and "scope" in said:
        return ReferableError(
            f"You are signed in, but may not change the workflows of {remote}. {kept}",
            "Sign in with GitHub Desktop, or run `gh auth refresh -s workflow`, and publish again.",
        )
    if any(w in said for w in ("authentication", "permission", "denied", "403", "username")):
        return ReferableError(
            f"{remote} does not let you in. {kept}",
            "Sign in, such as with GitHub Desktop or `gh auth login`, and publish again.",
        )
    if any(w in said for w in ("not found", "does not appear to be", "does not exist")):
        return ReferableError(
            f"There is no repository where {remote} points to. {kept}",
            f"Make it, or correct the address: git remote set-url {remote} ADDRESS.",
        )
    if "resolve host" in said or "unable to access" in said or "timed out" in said:
        return ReferableError(
            f"{remote} cannot be reached; is this computer online? {kept}",
            "Run `referable publish` again when it is.",
        )
    return ReferableError(f"{error} {kept}", "Mend that and run `referable publish` again.")


def last_publication(git: Git) -> tuple[str, str] | None:
    """Commit and subject of the last publication that has not been taken back."""
    log = git.try_run("log", "--first-parent", "--format=%H%x1f%s%x1f%B%x00") or ""
    undone: set[str] = set()
    for record in log.split("\0"):
        if record.count("\x1f") < 2:
            continue
        sha, subject, body = record.strip("\n").split("\x1f", 2)
        taken_back = re.search(rf"^{_UNDO}: ([0-9a-f]{{40}})$", body, re.MULTILINE)
        if taken_back:
            undone.add(taken_back.group(1))
        elif re.search(rf"^{_TRAILER}: \d+$", body, re.MULTILINE) and sha not in undone:
            return sha, subject
    return None


def changed_by(git: Git, sha: str) -> tuple[str, ...]:
    """The files that a commit changed."""
    listed = git.run("diff-tree", "--no-commit-id", "--name-only", "-r", "-z", sha)
    return tuple(_split(listed))


def revert(git: Git, sha: str, subject: str) -> None:
    """Take a commit back by a new one; what was published stays in the history.

    Raises:
        ReferableError: Later changes stand in the way; everything is as it was.
    """
    try:
        git.run("revert", "--no-commit", sha)
    except GitError as error:
        git.try_run("revert", "--abort")
        raise ReferableError(
            "Later changes touch the same lines, so the last publication cannot be taken back by "
            "itself. Nothing was changed.",
            "Mend the pages by hand and publish again.",
        ) from error
    message = f"Undo: {subject}\n\n{_UNDO}: {sha}\n"
    git.set_missing_identity("The practice", "practice@localhost")
    try:
        git.run("commit", "--quiet", "-m", message)
    except GitError:
        git.try_run("revert", "--abort")
        raise
