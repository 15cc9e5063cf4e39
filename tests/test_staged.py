"""What a commit would hold is checked, not what lies in the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from referable.diagnostics import ReferableError
from referable.staged import HOOK, staged_copy

GIT = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
NAMED = "Maria Lopez came to us with a stiff neck after a car crash.\n"
GOOD = "A client in her forties came to us with a stiff neck.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True,
        env={**os.environ, **GIT},
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A committed site without facts, in a folder with a space in its name."""
    root = tmp_path / "my site"
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: T\ntheme: {name: mkdocs}\nplugins: [referable]\n")
    (root / "docs" / "index.md").write_text("# Start\n")
    (root / ".gitignore").write_text(".referable/\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root


def check(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "referable", "check", "--staged", *arguments]
    return subprocess.run(
        command, cwd=site, capture_output=True, text=True, check=False, env={**os.environ, **GIT}
    )


def test_staged_words_count_and_later_edits_do_not(site):
    """A name that is staged is found, though the file was mended since; and the other way round."""
    page = site / "docs" / "story.md"
    page.write_text(NAMED)
    git(site, "add", ".")
    page.write_text(GOOD)
    found = check(site)
    git(site, "add", ".")
    page.write_text(NAMED)
    clean = check(site)

    assert found.returncode == 1
    assert "docs/story.md:1:1" in found.stdout
    assert clean.returncode == 0, clean.stdout


def test_other_files_do_not_stop_a_commit(site):
    """An old problem elsewhere is not the business of this commit."""
    (site / "docs" / "old.md").write_text(NAMED)
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "slipped in")
    (site / "docs" / "new.md").write_text(GOOD)
    git(site, "add", ".")

    assert check(site).returncode == 0


def test_a_change_to_shared_sources_is_checked_everywhere(site):
    """A study taken out of the library is missed on a page that the commit does not touch."""
    (site / "research").mkdir()
    entry = "@article{a2019, author = {A, B}, title = {T}, journal = {J}, year = {2019}}\n"
    other = "@article{b2019, author = {C, D}, title = {U}, journal = {J}, year = {2019}}\n"
    (site / "research" / "library.bib").write_text(entry + other)
    (site / "docs" / "page.md").write_text("They were compared.[@a2019]\n")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "a study")
    (site / "research" / "library.bib").write_text(other)
    git(site, "add", ".")

    result = check(site)

    assert result.returncode == 1
    assert "docs/page.md:1" in result.stdout
    assert "citation-unknown" in result.stdout


def write_hook(site: Path) -> None:
    hook = site / ".git" / "hooks" / "pre-commit"
    hook.write_text(HOOK)
    hook.chmod(0o755)


def commit(site: Path, *, command_in: Path | None) -> subprocess.CompletedProcess[str]:
    """Commit all changes; `referable` is found in a folder, or nowhere."""
    path = os.defpath
    if command_in is not None:
        command_in.mkdir()
        command = command_in / "referable"
        command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m referable \"$@\"\n")
        command.chmod(0o755)
        path = f"{command_in}{os.pathsep}{path}"
    return subprocess.run(
        ["git", "commit", "-a", "-m", "oops"], cwd=site, capture_output=True, text=True,
        check=False, env={**os.environ, **GIT, "PATH": path},
    )  # fmt: skip


def test_hook_stops_a_commit_with_an_error(site):
    """The hook of the manual keeps a name out of the history, also with `git commit -a`."""
    write_hook(site)
    (site / "docs" / "index.md").write_text(NAMED)

    stopped = commit(site, command_in=site.parent / "bin")

    assert stopped.returncode == 1
    assert "phi-name" in stopped.stdout + stopped.stderr
    assert git(site, "log", "--format=%s").split() == ["first"]


def test_hook_says_when_it_cannot_check(site):
    """Where the program is not found, the commit goes on and a line says why."""
    write_hook(site)
    (site / "docs" / "index.md").write_text("# Better\n")

    passed = commit(site, command_in=None)

    assert passed.returncode == 0
    assert "this commit was not checked" in passed.stderr


def test_manual_shows_the_hook():
    """What the manual asks people to save is what is tested here."""
    page = Path(__file__).parents[1] / "scripts" / "manual" / "pages" / "therapist"
    assert HOOK in (page / "the-checker.md").read_text(encoding="utf-8")


def test_site_in_a_folder_of_a_repository(site):
    """A site below the top of its repository is copied with its own paths."""
    git(site, "mv", "docs", "mkdocs.yml", "-k", ".")
    below = site / "practice site"
    (below / "docs").mkdir(parents=True)
    (below / "docs" / "index.md").write_text("# Below\n")
    git(site, "add", ".")

    with staged_copy(below) as staged:
        assert staged.changed == {"docs/index.md"}
        assert (staged.root / "docs" / "index.md").read_text() == "# Below\n"
        assert not (staged.root / "mkdocs.yml").exists()
    assert not staged.root.exists()


def test_folder_without_git_is_said_in_words(tmp_path):
    """Outside a repository the reason is a sentence and the way out is named."""
    with (
        pytest.raises(ReferableError, match="git cannot say what is staged"),
        staged_copy(tmp_path),
    ):
        pass


def test_published_hook_is_one_that_runs():
    """The hook for pre-commit names a command that exists and the files that a site has."""
    import re

    import yaml

    from referable.cli import main

    file = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
    (hook,) = yaml.safe_load(file.read_text(encoding="utf-8"))
    name, command, option = hook["entry"].split()

    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert name == "referable"
    assert option in [o for p in main.commands[command].params for o in p.opts]
    assert hook["pass_filenames"] is False
    for path in ("docs/a b.md", "site/practice.yml", "research/library.bib", "mkdocs.yml"):
        assert re.search(hook["files"], path), path
    assert not re.search(hook["files"], "README.md")
