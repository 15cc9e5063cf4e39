"""`referable review due`: what needs a look, the most urgent first, with file and line."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referable.cli import main

FROZEN = Path(__file__).resolve().parent / "fixtures/site-0.1"


def due(root: Path, day: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", "due", "-C", str(root), "--today", day, *arguments])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(FROZEN, tmp_path / "site"))
    (root / "photos.yml").write_text(
        "photos:\n"
        "  - file: images/room.jpg\n"
        "    who: model\n"
        "    release: {signed: 2025-01-01, expires: 2027-01-05}\n"
    )
    page = root / "docs/safety.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("---\n", "---\nreviewed: 2025-12-20\n", 1), encoding="utf-8")
    return root


def test_what_ends_comes_before_what_is_stale(site):
    """Overdue before due, ended papers before other work, then by day; each with its line."""
    found = [
        json.loads(line) for line in due(site, "2028-01-10", "--format", "json").stdout.splitlines()
    ]

    assert found[0]["what"].startswith("The release for images/room.jpg ends")
    assert found[1]["what"] == "The Oregon license of Ann Sample-Lee ends on 2027-12-31"
    lines = (site / "practice.yml").read_text(encoding="utf-8").split("\n")
    assert "expires: 2027-12-31" in lines[found[1]["line"] - 1]
    paths = {item["path"] for item in found}
    assert {"practice.yml", "docs/safety.md", "photos.yml"} <= paths
    assert any(path.startswith("research/synopses/") for path in paths)
    for item in found:
        assert item["fix"]
        assert (site / item["path"]).is_file()


def test_only_this_month_is_listed(site):
    """Before the month nothing but the wait time is due; a license is spoken of 60 days ahead."""
    soon = due(site, "2026-12-01")
    license_ahead = due(site, "2027-11-05", "--format", "json").stdout

    assert "practice.yml" in soon.stdout
    assert "wait time" in soon.stdout
    assert "docs/safety.md:2: due in 19 days" in soon.stdout
    assert "license of" not in soon.stdout
    assert '"urgency": "soon"' in license_ahead
    assert "The Oregon license of Ann Sample-Lee ends on 2027-12-31" in license_ahead


def test_repeated_work_is_counted_not_listed(site):
    """Thirty rules of one day are one item with a count; the exit status says that there is work."""
    result = due(site, "2028-01-10")

    assert result.exit_code == 1
    assert result.stdout.count("Read its source again") == 1
    assert "more like it" in result.stdout
    assert "overdue," in result.stdout


def test_studies_of_one_day_are_one_item_until_all_are_asked_for(site):
    """A year after the start every study is due at once; a hundred and fifty lines would frighten."""
    synopses = list((site / "research/synopses").glob("*.md"))
    for file in synopses:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"on: \d{4}-\d\d-\d\d", "on: 2026-11-23", text), encoding="utf-8")

    brief, whole = due(site, "2027-12-01").stdout, due(site, "2027-12-01", "--all").stdout

    assert brief.count("The synopsis of") == 1
    assert f"and {len(synopses) - 1} more studies of that day; add --all" in brief
    assert whole.count("The synopsis of") == len(synopses) > 2
    assert brief.splitlines()[-1] == whole.splitlines()[-1]


def test_nothing_due_is_said_and_is_status_0(make_site):
    """A site without dated facts has nothing to look at."""
    result = due(make_site({"docs/index.md": "# T\n"}), "2030-01-01")

    assert (result.exit_code, result.stdout) == (0, "Nothing is due this month.\n")
