"""A practice's own repository: its workflows, its editor's settings, what git leaves alone."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from referable import __version__
from referable.diagnostics import ReferableError
from referable.git import Git, GitError
from referable.starting.answers import Answers

__all__ = ["PINS", "is_unsure", "read_package", "repository_files", "requirement"]

PINS = {
    "checkout": "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
    "setup-python": "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0",
    "upload-pages-artifact": (
        "actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1"
    ),
    "deploy-pages": "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5",
}
"""Actions by commit, as in this project's own workflows."""

_TEMPLATES = {
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/site.yml": "site.yml",
    ".github/workflows/evidence-watch.yml": "evidence-watch.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
}


def repository_files(answers: Answers | None, package: str = "") -> dict[str, str]:
    """Path and text of each file around the site's sources.

    Args:
        answers: What was asked; None for the sample practice.
        package: The line of `requirements.txt`; see `requirement`.
    """
    from referable.schemas import editor_files  # noqa: PLC0415 # makes schemas of pydantic models

    values = {
        **PINS,
        "practice": answers.practice if answers else "Example Clinical Massage",
        "repository": (answers.repository if answers else "") or "YOU/YOUR-REPOSITORY",
        "requirement": package or requirement(),
    }
    folder = files("referable") / "starting" / "templates"
    made = {
        path: _filled((folder / name).read_text("utf-8"), values)
        for path, name in _TEMPLATES.items()
    }
    return made | editor_files()


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@@([a-z-]+)@@", lambda match: values[match.group(1)], text)


def requirement() -> str:
    """The line of `requirements.txt` that installs this program.

    PEP 610 says where it came from. A file or a git repository on the internet is asked for again,
    a repository at the same commit; a clone of such a repository is asked for at the clone's
    commit, if that was pushed. Any other copy is asked for from the package index, below its next
    major version.
    """
    origin = _origin()
    address = str(origin.get("url", ""))
    if address.startswith("https://"):
        source = origin.get("vcs_info") or {}
        if source.get("vcs") == "git":
            return f"referable @ git+{address}@{source['commit_id']}"
        if "archive_info" in origin:
            return f"referable @ {address}"
    elif "dir_info" in origin and address.startswith("file://"):
        published = _of_clone(Path(url2pathname(urlsplit(address).path)))
        if published:
            return published
    first, _, _ = __version__.partition(".")
    return f"referable>={__version__},<{int(first) + 1}"


def is_unsure(line: str) -> bool:
    """Whether a line asks the package index although this very copy did not come from there."""
    return "@" not in line and bool(_origin())


def _origin() -> dict[str, Any]:
    """Where this copy was installed from; empty when that was the package index."""
    try:
        found: dict[str, Any] = json.loads(
            distribution("referable").read_text("direct_url.json") or "{}"
        )
    except (PackageNotFoundError, ValueError):
        return {}
    return found


def read_package(line: str) -> str:
    """The line that `--package` asks for; a bare git address gets the program's name before it.

    Raises:
        ReferableError: pip could not read it, or it installs something else.
    """
    from packaging.requirements import InvalidRequirement, Requirement  # noqa: PLC0415 # rare

    words = line.strip()
    if words.startswith("git+"):
        words = f"referable @ {words}"
    try:
        name = Requirement(words).name
    except InvalidRequirement:
        name = ""
    if name.casefold() != "referable" or "\n" in words:
        raise ReferableError(
            f"“{line}” does not say where Referable is.",
            'Write "referable @ git+https://github.com/OWNER/REPOSITORY@v'
            f'{__version__}", or "referable>={__version__}".',
        )
    return words


def _of_clone(folder: Path) -> str:
    """Where anybody finds the commit that a clone stands at; empty when nobody can."""
    git = Git(folder)
    try:
        top, address = git.top, git.try_run("remote", "get-url", "origin") or ""
        there = git.try_run("branch", "--remotes", "--contains", "HEAD")
    except GitError:  # git is not installed
        return ""
    address = re.sub(r"^(?:ssh://)?git@([\w.-]+)[:/]", r"https://\1/", address)
    if top is None or top.resolve() != folder.resolve() or not there:
        return ""
    return f"referable @ git+{address}@{git.head}" if address.startswith("https://") else ""
