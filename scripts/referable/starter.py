"""The starter: the site this project ships, as a new practice's own."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from referable.diagnostics import ReferableError
from referable.git import Git, GitError, has_git
from referable.packaged import starter_folder
from referable.renaming import rename

if TYPE_CHECKING:
    from referable.starting.answers import Answers
    from referable.starting.specialties import Specialty

__all__ = [
    "Blank",
    "begin_repository",
    "create_site",
    "find_blanks",
    "refuse_existing",
    "save",
    "starter_folder",
    "write",
]

_PARTS = ("docs", "research", "practice.yml", "photos.yml", "mkdocs.yml")
# What may lie in a folder that a site is written into: an empty clone, and what systems leave.
_MAY_EXIST = frozenset({".git", ".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that waits for the practice: a made-up fact or an empty place in a page.

    Attributes:
        path: The file.
        line: Its line.
        what: What belongs there.
    """

    path: str
    line: int
    what: str


def create_site(
    directory: Path,
    *,
    answers: Answers | None = None,
    known: Sequence[Specialty] = (),
    package: str = "",
    today: dt.date,
) -> int:
    """Write a complete site that builds.

    Args:
        directory: The new folder; it may exist if it is empty.
        answers: The practice's facts; None takes the sample practice's.
        known: The specialties there are, to look up those of the answers.
        package: The line that installs this program; found out unless given.
        today: The day, written where the answers say that something is so today.

    Returns:
        How many files were written.

    Raises:
        ReferableError: The folder holds files already, or cannot be written. Nothing is left
            half-written: the site is made beside the folder and moved into place.
    """
    from referable.starting.repository import repository_files  # noqa: PLC0415 # for `new` only

    directory = directory.resolve()
    refuse_existing(directory)
    temporary = directory.parent / f".{directory.name}.new"
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        _copy_starter(temporary)
        if answers is not None:
            _personalize(temporary, answers, known, today)
        shutil.rmtree(temporary / ".referable", ignore_errors=True)
        for path, text in repository_files(answers, package).items():
            write(temporary / path, text)
        count = sum(1 for p in temporary.rglob("*") if p.is_file())
        _move_in(temporary, directory)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise ReferableError(
            f"{directory} cannot be written: {error.strerror or error}.",
            "Check that the disk is not full and that you may write there.",
        ) from error
    return count


def _move_in(made: Path, directory: Path) -> None:
    """Move a finished site into its folder, and all of it out again where one part cannot be."""
    existed = directory.is_dir()  # it stays: somebody's terminal may stand in it
    directory.mkdir(exist_ok=True)
    moved = []
    try:
        for part in sorted(made.iterdir()):
            rename(part, directory / part.name)
            moved.append(directory / part.name)
    except OSError:
        for part in moved:
            rename(part, made / part.name)
        if not existed:
            directory.rmdir()
        raise
    made.rmdir()


def refuse_existing(directory: Path) -> None:
    """Stop when there is anything that a new site could overwrite.

    Raises:
        ReferableError: There is; it names the files.
    """
    if directory.is_file():
        raise ReferableError(f"{directory} is a file.", "Choose another name.")
    if not directory.is_dir():
        return
    existing = sorted(p.name for p in directory.iterdir() if p.name not in _MAY_EXIST)
    if existing:
        named = ", ".join(existing[:5])
        more = f" and {len(existing) - 5} more" if len(existing) > 5 else ""
        raise ReferableError(
            f"{directory} is not empty: it holds {named}{more}. Nothing was written.",
            "Choose a new folder, or move those files away.",
        )


def write(path: Path, text: str) -> None:
    """Write a text file as every file of a site is written: UTF-8, "\\n"."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def save(path: Path, text: str) -> None:
    """Write one new file of a site.

    Raises:
        ReferableError: It cannot be written.
    """
    try:
        write(path, text)
    except OSError as error:
        raise ReferableError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Check that the disk is not full and that you may write there.",
        ) from error


def _copy_starter(target: Path) -> None:
    """The starter's sources; its design is used from the package."""
    source = starter_folder()
    for part in _PARTS:
        origin = source / part
        if origin.is_dir():
            shutil.copytree(origin, target / part)
        elif origin.exists():
            shutil.copyfile(origin, target / part)
    config = target / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  custom_dir: overrides\n", "", text)
    text = re.sub(
        r"(?m)^  - referable(?::\n(?=      )|\n)",
        "  - referable:\n      design: true # the look comes with the program and its updates\n",
        text,
    )
    write(config, text)


def _personalize(root: Path, answers: Answers, known: Sequence[Specialty], today: dt.date) -> None:
    from referable.project import Project  # noqa: PLC0415 # for `new` only
    from referable.starting.facts import practice_yml  # noqa: PLC0415
    from referable.starting.pages import keep_specialties, write_state  # noqa: PLC0415
    from referable.starting.specialty_page import (  # noqa: PLC0415
        PageParts,
        compose_specialty_page,
    )

    chosen = [s for slug in answers.specialties for s in known if s.slug == slug]
    facts = root / "practice.yml"
    write(facts, practice_yml(answers, chosen, facts.read_text(encoding="utf-8"), today))
    docs = root / "docs"
    for number, specialty in enumerate(s for s in chosen if not s.ready):
        parts = PageParts(
            specialty.slug,
            200 + 10 * number,
            f"../evidence/{specialty.slug}.md",
            "../clinicians.md",
        )
        page = compose_specialty_page(Project(root), parts)
        write(docs / "specialties" / f"{specialty.slug}.md", page)
    keep_specialties(docs, answers.specialties)
    write_state(docs, answers.state)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    for field, value in (("site_name", answers.practice), ("site_url", answers.address)):
        line = f"{field}: {json.dumps(value, ensure_ascii=False)}"
        if not value:
            line = f"# {field}: https://…   # the site's address, once it has one"
        literal = line.replace("\\", r"\\")
        text = re.sub(rf"(?m)^{field}:.*$", literal, text, count=1)
    repository = answers.repository or "YOU/YOUR-REPOSITORY"
    text = text.replace(
        "      design: true ",
        "      # edit_url: https://github.com/"
        f"{repository}/edit/main # a link “Edit this page” below each\n      design: true ",
    )
    write(config, text)


def find_blanks(root: Path) -> list[Blank]:
    """What a new site still waits for, in order of file and line."""
    from referable.starting.facts import samples_left  # noqa: PLC0415 # for `new` only

    found = []
    practice = root / "practice.yml"
    if practice.is_file():
        text = practice.read_text(encoding="utf-8")
        found = [Blank("practice.yml", line, what) for line, what in samples_left(text)]
        found += _of_the_state(text)
        found += [
            Blank("practice.yml", number, "The site's address; printed codes lead there")
            for number, line in enumerate(text.split("\n"), 1)
            if line.startswith("# url:")
        ]
        found.sort(key=lambda blank: blank.line)
    for file in sorted((root / "docs").rglob("*.md")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if "TODO" in line:
                what = line.partition("TODO")[2].lstrip(": ").partition(".")[0]
                found.append(Blank(file.relative_to(root).as_posix(), number, what))
    return found


def _of_the_state(text: str) -> list[Blank]:
    """What the practice's state wants on every page and the facts lack."""
    from referable.advertising import advertising  # noqa: PLC0415 # for `new` only
    from referable.diagnostics import Diagnostics  # noqa: PLC0415
    from referable.practice import load_practice  # noqa: PLC0415

    practice = load_practice(text, "practice.yml", Diagnostics())
    found = Diagnostics()
    if practice is not None:
        advertising(practice, "practice.yml", found)
    return [Blank("practice.yml", d.line or 1, f"{d.message} {d.fix}".strip()) for d in found]


def begin_repository(directory: Path, name: str, email: str) -> str:
    """Put a new site under git, with a first commit.

    Args:
        directory: The site.
        name: Who commits, where git does not know anybody.
        email: Their address; may be empty.

    Returns:
        What was done or not, in a sentence.
    """
    if not has_git():
        return (
            "git is not installed, so the site has no history yet. Install it from "
            "https://git-scm.com/, then run in the site's folder: git init, git add -A, "
            'git commit -m "First version".'
        )
    git = Git(directory.resolve())
    top = git.top
    if top is not None and top.resolve() != directory.resolve():
        return f"The folder belongs to the git repository in {top}; commit it there yourself."
    try:
        if top is None:
            git.run("init", "--quiet")
            git.run("symbolic-ref", "HEAD", "refs/heads/main")
        named = git.set_missing_identity(name, email or "practice@localhost")
        git.run("add", "--all")
        git.run("commit", "--quiet", "--no-gpg-sign", "--no-verify", "-m", "First version")
    except GitError as error:
        return f"The site is written, but {error} Commit it yourself when that is mended."
    if named:
        return (
            f"git keeps the history from now on, in the name of {name}: it knew nobody on this "
            "computer, and was told so for this folder only."
        )
    return "git keeps the history from now on; the first version is committed."
