"""The manual builds without a warning, and every command in it runs as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from manual_commands import PAGES, ROOT, blocks, examples

from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.photos import load_photos
from referable.rules import RULES
from referable.yamlsource import load_yaml

GUIDES = sorted(p for p in PAGES.rglob("*.md") if blocks(p))
DAY = "2026-11-23"
STARTER = ("docs", "research", "overrides", "practice.yml", "mkdocs.yml", "photos.yml")


def leave_out(site: Path) -> None:
    """Switch off what takes long and few commands are about: a page and a picture per study."""
    file = site / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    plugin = "  - referable:\n      study_pages: false\n      social_images: false\n"
    changed = re.sub(r"^  - referable:?\n", plugin, text, flags=re.MULTILINE)
    assert text != changed
    file.write_text(changed, encoding="utf-8")


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter, checked once, so that what can be computed again need not be."""
    root = tmp_path_factory.mktemp("warm") / "site"
    root.mkdir()
    for part in STARTER:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        elif source.exists():
            shutil.copyfile(source, root / part)
    leave_out(root)
    checked = type_in(["check", "-C", str(root)])
    assert checked.exit_code == 0, checked.output
    (root / ".gitignore").write_text("/.referable/\n/site/\n/packet/\n", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


@pytest.fixture
def folder(warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the starter as the folder that commands are typed in."""
    root = tmp_path / "site"
    shutil.copytree(warm, root)
    monkeypatch.chdir(root)
    return root


def type_in(words: list[str], text: str = ""):
    """Run a command; the starter's dated facts are judged as on the day they were written."""
    command = main
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    if "today" in {p.name for p in command.params} and "--today" not in words:
        words = [*words, "--today", DAY]
    return CliRunner().invoke(main, words, input=text, catch_exceptions=False)


@pytest.mark.slow
@pytest.mark.parametrize("page", GUIDES, ids=lambda p: p.relative_to(PAGES).as_posix())
def test_commands_run_as_shown(page, folder, monkeypatch):
    """Each command ends as the page says and prints the lines that stand below it."""
    for block in blocks(page):
        for number, shown in enumerate(block.commands):
            words = shown.words
            if words[0] == "cd":
                leave_out(Path(words[1]))
                monkeypatch.chdir(words[1])
            elif words[0] != "referable":
                assert "not run" in block.notes, f"{block.page}:{block.line}: {shown.command}"
            elif "not run" in block.notes:
                assert type_in([*words[1:], "--help"]).exit_code == 0, shown.command
            else:
                if words[1] == "posts":  # they lead to the studies' own pages
                    shutil.copyfile(ROOT / "mkdocs.yml", "mkdocs.yml")
                result = type_in(words[1:], block.notes.get("input", ""))
                last = number == len(block.commands) - 1
                expected = int(block.notes.get("exit", "0")) if last else 0
                assert result.exit_code == expected, f"{shown.command}\n{result.output}"
                for line in shown.answer:
                    assert line == "…" or line in result.output, shown.command


@pytest.mark.slow
def test_manual_builds_strictly(tmp_path):
    """No dead link, no missing anchor, no page outside the menu; a page for each code."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["-f", str(PAGES.parent / "mkdocs.yml"), "-d", str(tmp_path)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    for code in RULES:
        page = (tmp_path / "codes" / code / "index.html").read_text(encoding="utf-8")
        assert "file=docs/" not in page, code
        assert "```" not in page, code
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="https?://', page)


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.md")), ids=lambda p: p.stem)
def test_yaml_examples_can_be_read(page):
    """What stands in the manual as YAML is YAML, without a name twice."""
    for text in examples(page, "yaml"):
        problems = Diagnostics()
        load_yaml(re.sub(r"^---$", "", text, flags=re.MULTILINE), page.name, problems)
        assert problems.sorted() == []


def test_photo_entries_of_the_guide_are_complete():
    """The entries that the guide shows would be accepted as they are."""
    (text,) = examples(PAGES / "therapist" / "photos.md", "yaml")
    problems = Diagnostics()

    photos = load_photos(text, "photos.yml", problems)

    assert problems.sorted() == []
    assert photos is not None
    assert len(photos.photos) == 3


@pytest.mark.slow
def test_sentences_of_the_guide_pass_the_checks(folder):
    """What the guide tells people to write on a specialty page is not reported."""
    found = examples(PAGES / "therapist" / "specialty-page.md", "markdown")
    (folder / "docs" / "sample.md").write_text("# Sample\n\n" + "\n".join(found), "utf-8")

    result = type_in(["check", "docs/sample.md"])

    assert result.exit_code == 0, result.output


def test_notes_above_blocks_are_understood():
    """A misspelt note above a block would silently run what it should not."""
    known = re.compile(r"<!-- (?:not run: .+|exit \d|input: .+) -->|<!-- referable: .+ -->")
    for page in PAGES.rglob("*.md"):
        for line in page.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith("<!--"):
                assert known.fullmatch(line.strip()), f"{page.name}: {line}"


def test_manual_is_not_part_of_a_site_or_the_package():
    """The starter has no page of it, and the package does not carry it."""
    names = {p.name for p in (ROOT / "docs").rglob("*.md")}
    assert names.isdisjoint({"first-site.md", "the-checker.md", "add-a-check.md"})
    assert not list((ROOT / "scripts" / "referable").rglob("the-checker.md"))


def test_every_command_has_its_place_in_the_manual():
    """No command of the program is left unmentioned."""
    shown = {
        shown.words[1]
        for page in GUIDES
        for block in blocks(page)
        for shown in block.commands
        if shown.words[0] == "referable"
    }

    assert set(main.commands) <= shown


def test_replies_of_the_guide_are_judged_as_it_says():
    """The guide on reviews shows a reply that confirms care, and one that does not."""
    found = blocks(PAGES / "therapist" / "answer-a-review.md")

    assert ["1", "0"] == [b.notes.get("exit", "0") for b in found]
    assert all("input" in b.notes for b in found)
