"""A practice's own repository: its workflows, its editor's settings, what git leaves alone."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files

from referable import __version__
from referable.starting.answers import Answers

__all__ = ["PINS", "repository_files", "requirement"]

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
    """The line of `requirements.txt` that installs this program, below its next major version.

    A program that was itself installed from a git repository is asked for from there, at the same
    commit or tag (PEP 610 says which); any other from the package index.
    """
    first, _, _ = __version__.partition(".")
    released = f"referable>={__version__},<{int(first) + 1}"
    try:
        record = distribution("referable").read_text("direct_url.json")
        origin = json.loads(record or "{}")
    except (PackageNotFoundError, ValueError):
        return released
    source = origin.get("vcs_info") or {}
    if source.get("vcs") != "git" or not str(origin.get("url", "")).startswith("https://"):
        return released
    return f"referable @ git+{origin['url']}@{source['commit_id']}"
