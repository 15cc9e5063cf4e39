"""`referable publish`: shows, asks, commits and pushes; takes back; and never what is private."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referable.cli import main

pytestmark = pytest.mark.usefixtures("unknown_to_git")

SITE = {
    "docs/index.md": "# Home\n\nText.\n",
    "docs/about.md": "# About\n\nText.\n",
    ".gitignore": "/site/\n/.referable/\n",
}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def publish(root: Path, *arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["publish", "-C", str(root), *arguments], input=typed)


def begin(root: Path) -> Path:
    """A history with one commit, as `referable new` leaves it."""
    git(root, "init", "--quiet", "-b", "main")
    git(root, "config", "user.name", "T")
    git(root, "config", "user.email", "t@example.org")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "First version")
    return root


@pytest.fixture
def site(make_site) -> Path:
    return begin(make_site(SITE))


@pytest.fixture
def remote(site: Path, tmp_path: Path) -> Path:
    """A bare repository that the site is pushed to."""
    bare = tmp_path / "remote.git"
    bare.mkdir()
    git(bare, "init", "--quiet", "--bare", "-b", "main")
    git(site, "remote", "add", "origin", str(bare))
    return bare


def test_what_is_shown_is_what_goes_out(site, remote):
    """Pages added, changed and removed and other files are named, committed and pushed."""
    (site / "docs/new.md").write_text("# New\n")
    (site / "docs/index.md").write_text("# Home\n\nMore text.\n")
    (site / "docs/about.md").unlink()
    (site / "notes.txt").write_text("x")

    result = publish(site, typed="y\n")

    assert result.exit_code == 0, result.output
    for line in (
        "page added: new",
        "page changed: index",
        "page removed: about",
        "file added: notes.txt",
    ):
        assert f"  {line}\n" in result.output
    assert (
        git(remote, "log", "-1", "--format=%s", "main") == "Publish: about, index, new and 1 more"
    )
    assert git(site, "status", "--porcelain") == ""


def test_asking_is_the_default_and_no_changes_nothing(site, remote):
    """Without a yes, as at the end of input, nothing is committed or sent."""
    (site / "docs/new.md").write_text("# New\n")
    before = git(site, "rev-parse", "HEAD")

    assert "Nothing was committed" in publish(site, typed="\n").output
    assert "--dry-run" in publish(site, "--dry-run").output

    assert git(site, "rev-parse", "HEAD") == before
    assert git(remote, "branch", "--list") == ""


@pytest.mark.parametrize(
    "name", ["outreach.csv", "lists/Outreach-2026.xlsx", "s.answers.yml", ".venv/x.py"]
)
def test_private_lists_never_enter_a_commit(site, remote, name):
    """Not even when somebody has staged them by hand."""
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("name,telephone\n")
    git(site, "add", "--force", name)
    (site / "docs/new.md").write_text("# New\n")

    result = publish(site, "--yes")

    assert result.exit_code == 0, result.output
    assert f"left out: {name}" in result.output
    assert name not in git(remote, "ls-tree", "-r", "--name-only", "main").splitlines()


def test_private_list_under_another_name_is_known_by_its_columns(site, remote):
    """A copy of the list that somebody renamed is left out, too."""
    (site / "practices.csv").write_text("practice,manager,visit\nFamily Medicine,Jo,2026-11-02\n")

    result = publish(site, "--yes")

    assert "left out: practices.csv" in result.output
    assert "practices.csv" not in git(remote, "ls-tree", "-r", "--name-only", "main")


def test_private_list_that_is_already_committed_stops_everything(site, remote):
    """It says how to take it out, and that history keeps it."""
    (site / "outreach.csv").write_text("x")
    git(site, "add", "--force", "outreach.csv")
    git(site, "commit", "--quiet", "-m", "oops")

    result = publish(site, "--yes")

    assert result.exit_code == 2
    assert "git rm --cached" in result.output
    assert git(remote, "branch", "--list") == ""


def test_a_problem_stops_it_before_anything_happens(site, remote):
    """An error or a blank in the sources is named, and no commit is made."""
    before = git(site, "rev-parse", "HEAD")
    (site / "docs/new.md").write_text("# New\n\nTODO: write\n")
    blank = publish(site, "--yes")
    (site / "docs/new.md").write_text("# New\n\n[@nobody1900]\n")
    error = publish(site, "--yes")

    assert (blank.exit_code, error.exit_code) == (1, 1)
    assert "placeholder" in blank.output
    assert "citation-unknown" in error.output
    assert git(site, "rev-parse", "HEAD") == before


def test_without_a_remote_it_commits_and_says_how_to_set_one_up(site):
    """The work is kept, and the three steps are named."""
    (site / "docs/new.md").write_text("# New\n")

    result = publish(site, "--yes")

    assert result.exit_code == 0
    assert "git remote add origin" in result.output
    assert git(site, "log", "-1", "--format=%s") == "Publish: new"


def test_a_commit_that_was_not_sent_is_sent_next_time(site, tmp_path, make_site):
    """After a remote is set up, the same command sends what was committed before."""
    (site / "docs/new.md").write_text("# New\n")
    publish(site, "--yes")
    bare = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(bare))
    git(site, "remote", "add", "origin", str(bare))

    sent = publish(site, "--yes")
    again = publish(site, "--yes")

    assert "Sent to" in sent.output
    assert "up to date" in again.output
    assert git(bare, "rev-parse", "main") == git(site, "rev-parse", "HEAD")


def test_a_change_made_elsewhere_is_never_overwritten(site, remote, tmp_path):
    """A push that would need force is refused with what to do; both versions stay."""
    publish(site, "--yes")
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(remote), str(other))
    (other / "docs/index.md").write_text("# Home\n\nFrom the browser.\n")
    begin_again = ("-c", "user.name=O", "-c", "user.email=o@example.org")
    git(other, *begin_again, "commit", "--quiet", "-am", "Edited in the browser")
    git(other, "push", "--quiet")
    there = git(remote, "rev-parse", "main")
    (site / "docs/about.md").write_text("# About\n\nChanged here.\n")

    result = publish(site, "--yes")

    assert result.exit_code == 2
    assert "git pull --rebase origin main" in result.output
    assert git(remote, "rev-parse", "main") == there
    assert git(site, "log", "-1", "--format=%s") == "Publish: about"
    git(site, "pull", "--quiet", "--rebase", "origin", "main")
    assert publish(site, "--yes").exit_code == 0
    assert "Edited in the browser" in git(remote, "log", "--format=%s", "main")


def test_undo_takes_the_last_publication_back_and_then_the_one_before(site, remote):
    """Each undo is a commit of its own, pushed; history is kept."""
    publish(site, "--yes")
    for number in (1, 2):
        (site / "docs/index.md").write_text(f"# Home\n\nText {number}.\n")
        publish(site, "--yes")

    first = publish(site, "--undo", "--yes")
    after_first = (site / "docs/index.md").read_text()
    publish(site, "--undo", "--yes")

    assert "back as before: docs/index.md" in first.output
    assert after_first == "# Home\n\nText 1.\n"
    assert (site / "docs/index.md").read_text() == "# Home\n\nText.\n"
    assert git(remote, "rev-parse", "main") == git(site, "rev-parse", "HEAD")
    assert "No publication is left" in publish(site, "--undo", "--yes").output


def test_undo_is_refused_over_unpublished_work_and_conflicts(site, remote):
    """Neither unsaved changes nor later edits of the same lines are ever lost."""
    (site / "docs/index.md").write_text("# Home\n\nA.\n")
    publish(site, "--yes")
    (site / "docs/index.md").write_text("# Home\n\nB.\n")
    unsaved = publish(site, "--undo", "--yes")
    git(site, "commit", "--quiet", "-am", "By hand")
    conflict = publish(site, "--undo", "--yes")

    assert unsaved.exit_code == conflict.exit_code == 2
    assert "not published yet" in unsaved.output
    assert "Nothing was changed" in conflict.output
    assert (site / "docs/index.md").read_text() == "# Home\n\nB.\n"
    assert git(site, "status", "--porcelain") == ""


def test_site_in_a_folder_of_a_larger_repository(tmp_path, make_site):
    """Only the site's own files go out; names with spaces, accents and brackets are fine."""
    root = make_site({**SITE, "docs/été [1].md": "# Été\n"})
    (tmp_path / "other.txt").write_text("1")
    begin(tmp_path)
    (root / "docs/été [1].md").write_text("# Été\n\nMore.\n", encoding="utf-8")
    (root / "docs/with space.md").write_text("# Space\n")
    (tmp_path / "other.txt").write_text("2")

    result = publish(root, "--yes")

    assert result.exit_code == 0, result.output
    changed = git(tmp_path, "-c", "core.quotepath=off", "show", "--name-only", "--format=", "HEAD")
    assert set(changed.splitlines()) == {"tiny/docs/été [1].md", "tiny/docs/with space.md"}
    assert git(tmp_path, "status", "--porcelain") == "M other.txt"


def test_states_in_which_it_cannot_publish_are_said(make_site, site, monkeypatch):
    """No history, no branch, a merge half done, no git at all: a sentence each, and status 2."""
    git(site, "checkout", "--quiet", "--detach")
    detached = publish(site)
    git(site, "checkout", "--quiet", "main")
    (site / ".git/MERGE_HEAD").write_text(git(site, "rev-parse", "HEAD") + "\n")
    merging = publish(site)
    (site / ".git/MERGE_HEAD").unlink()
    monkeypatch.setenv("GIT_DIR", str(site / "nowhere"))
    bare = publish(site)
    monkeypatch.setenv("PATH", "")
    without = publish(site)

    found = [detached, merging, bare, without]
    assert [r.exit_code for r in found] == [2, 2, 2, 2]
    for result, words in zip(
        found, ["git switch main", "git merge --abort", "git init", "not installed"], strict=True
    ):
        assert words in result.output


def test_a_question_that_nobody_can_answer_names_the_option(site, remote):
    """A program that runs the command without a keyboard is told how; nothing is sent."""
    (site / "docs/new.md").write_text("# New\n")

    result = publish(site, typed="")

    assert result.exit_code == 130
    assert "Try: --yes" in result.output
    assert git(remote, "branch", "--list") == ""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            (
                "refusing to allow an OAuth App to create or update workflow "
                "`.github/workflows/site.yml` without `workflow` scope"
            ),
            "may not change the workflows",
        ),
        ("Permission to maria/website.git denied to somebody.", "does not let you in"),
    ],
)
def test_a_refusal_by_the_host_is_said_with_what_to_do(site, remote, said, told):
    """The words are GitHub's; the commit is kept, and the next step is named."""
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ncat <<'END' >&2\n{said}\nEND\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (site / "docs/new.md").write_text("# New\n")

    result = publish(site, "--yes")

    assert result.exit_code == 2, result.output
    assert told in result.output
    assert "GitHub Desktop" in result.output
    assert "committed here and not lost" in result.output
