"""The programs that are compared: how each builds the same pages."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = ["PEERS", "Peer", "command_of"]

_SCRIPTS = Path(sys.executable).parent
_MKDOCS_BIBTEX = "mkdocs-bibtex==4.4.0"  # archived; the last there will be


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to build the pages.

    Attributes:
        name: Its name in the table.
        dialect: Which site of `corpus` it builds.
        bare: The peer that builds the same pages with the same engine, but without citations.
        command: Program and arguments; the program is sought beside this Python.
        synopses: Whether each study has a page, too. Such a row has no counterpart.
        slow: Whether one round is enough, because it takes a minute or more.
    """

    name: str
    dialect: str
    bare: str
    command: Sequence[str]
    synopses: bool = False
    slow: bool = False


PEERS = (
    Peer("mkdocs", "mkdocs", "mkdocs", ("mkdocs", "build", "-q")),
    Peer("referable plugin", "referable", "mkdocs", ("mkdocs", "build", "-q")),
    Peer("referable plugin, our templates", "designed", "mkdocs", ("mkdocs", "build", "-q")),
    Peer("referable build", "referable", "mkdocs", ("referable", "build")),
    Peer("zensical", "mkdocs", "zensical", ("zensical", "build")),
    Peer("referable + zensical", "referable", "zensical", ("referable", "build", "--engine", "zensical")),
    Peer("mkdocs-bibtex", "bibtex", "mkdocs", ("mkdocs", "build", "-q")),
    Peer("mkdocs-bibtex, CSL", "bibtex-csl", "mkdocs", ("mkdocs", "build", "-q"), slow=True),
    Peer(
        "referable build, study pages", "referable", "", ("referable", "build"),
        synopses=True, slow=True,
    ),
)  # fmt: skip


def command_of(peer: Peer, work: Path) -> list[str] | None:
    """The peer's command with the whole path of its program, or None when it cannot be had.

    mkdocs-bibtex is installed on first use into an environment of its own below `work`.
    """
    program, *arguments = peer.command
    folder = _SCRIPTS
    if peer.dialect.startswith("bibtex"):
        found = _mkdocs_bibtex(work / "mkdocs-bibtex")
        if found is None:
            return None
        folder = found
    elif "zensical" in peer.name and find_spec("zensical") is None:
        return None
    path = folder / program
    return [str(path), *arguments] if path.exists() else None


def _mkdocs_bibtex(home: Path) -> Path | None:
    """The scripts of an environment that holds mkdocs-bibtex, or None when none can be made."""
    scripts = home / _SCRIPTS.name
    if (home / ".installed").exists():
        return scripts
    versions = [f"{name}=={_version(name)}" for name in ("mkdocs", "mkdocs-material")]
    wanted = (_MKDOCS_BIBTEX, "pypandoc_binary", *versions)
    print("Installing mkdocs-bibtex into an environment of its own ...", file=sys.stderr)
    for step in (
        [sys.executable, "-m", "venv", str(home)],
        [str(scripts / "python"), "-m", "pip", "install", "--quiet", *wanted],
    ):
        if subprocess.run(step, capture_output=True, check=False).returncode:
            return None
    (home / ".installed").touch()
    return scripts


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
