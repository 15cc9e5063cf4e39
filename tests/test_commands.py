"""The commands as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "referable", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_new_site_builds_without_a_problem(tmp_path):
    """`new --yes` writes a whole site, and it builds as it is."""
    made = run(tmp_path, "new", "my-site", "--yes")
    assert made.returncode == 0, made.stderr
    site = tmp_path / "my-site"

    result = run(site, "build")

    assert result.returncode == 0, result.stdout
    assert "No problems found." in result.stdout
    assert (site / "site/specialties/low-back-pain/index.html").exists()
    assert (site / "site/evidence/studies/cherkin2011massage/index.html").exists()
    assert "site/" in (site / ".gitignore").read_text()


def test_new_never_overwrites(tmp_path):
    """A folder with files in it is refused and left as it is."""
    (tmp_path / "s").mkdir()
    (tmp_path / "s/mine.txt").write_text("mine")

    result = run(tmp_path, "new", "s", "--yes")

    assert result.returncode == 2
    assert "not empty" in result.stderr
    assert ["mine.txt"] == [p.name for p in (tmp_path / "s").iterdir()]
    assert ["s"] == [p.name for p in tmp_path.iterdir()]


def test_check_shows_only_what_was_asked_for(make_site):
    """A path limits what is shown, and the status follows."""
    root = make_site({"docs/index.md": "# T\n\n[@nobody1900]\n", "docs/fine.md": "# Fine\n"})

    assert run(root, "check").returncode == 1
    assert run(root, "check", "docs/fine.md").returncode == 0
    assert run(root, "check", "docs/gone.md").returncode == 2


def test_text_shows_place_excerpt_reason_and_fix(make_site):
    """A message reads as path, line, column, what, the line itself, why, and what to write."""
    root = make_site({"docs/index.md": "# T\n\nSo [@smith2091].\n"})

    result = run(root, "check")

    assert result.stdout == (
        "docs/index.md:3:5: error[citation-unknown] No study in the library has the key “smith2091”.\n"
        "  3 | So [@smith2091].\n"
        "    |     ^^^^^^^^^^\n"
        "  why: The reader would find a claim without its source.\n"
        "  fix: Did you mean @smith2019 (research/library.bib:1)?\n"
        "\n"
        "1 error found.\n"
        "`referable explain citation-unknown` says more.\n"
    )


def test_json_lines_hold_every_part(make_site):
    """Each problem is one JSON object with the same parts."""
    root = make_site({"docs/index.md": "# T\n\nSo [@smith2091].\n"})

    (line,) = run(root, "check", "--format", "json").stdout.splitlines()

    found = json.loads(line)
    expected = "code severity path line column message reason fix title help"
    assert expected.split() == list(found)
    assert ("docs/index.md", 3, 5) == (found["path"], found["line"], found["column"])


def test_github_format_annotates_the_line(make_site):
    """The workflow command names file, line and column, and escapes what would break it."""
    root = make_site({"docs/index.md": "# T\n\nSo [@smith2091; 50%, all].\n"})

    lines = run(root, "check", "--format", "github").stdout.splitlines()

    assert lines[0].startswith("::warning file=docs/index.md,line=3,col=4,title=")
    assert "“50%25, all”" in lines[0]
    assert lines[1].startswith("::error file=docs/index.md,line=3,col=5,title=")


def test_exception_with_a_reason_is_taken(make_site):
    """A suppression needs its code and a reason; without a reason it allows nothing."""
    allowed = "# T\n\n<!-- referable: allow citation-unknown: the entry follows next week -->\nSo [@nobody].\n"
    root = make_site({"docs/index.md": allowed})
    assert run(root, "check").returncode == 0

    (root / "docs/index.md").write_text(allowed.replace(": the entry follows next week", ""))
    assert run(root, "check").returncode == 1


def test_command_outside_a_site_says_what_to_do(tmp_path):
    """Without mkdocs.yml the message says where to go; the status is 2."""
    result = run(tmp_path, "build")

    assert result.returncode == 2
    assert "no mkdocs.yml" in result.stderr
    assert "referable new" in result.stderr


def test_misspelt_option_is_answered_with_the_right_one(tmp_path):
    """Click's suggestion reaches the user, with status 2."""
    result = run(tmp_path, "build", "--engin", "mkdocs")

    assert result.returncode == 2
    assert "--engine" in result.stderr


PRACTICE = """\
name: Tiny
telephone: 541-555-0100
people:
  - id: a
    name: A Example
    title: Licensed Massage Therapist
    licenses: [{state: OH, number: "1", title: Licensed Massage Therapist}]
"""


def test_no_packet_is_printed_from_mistaken_facts(make_site):
    """Paper cannot be taken back: a wrong value is told, and nothing is made."""
    practice = f"{PRACTICE}fees: [{{minutes: 30, price: free}}]\n"
    root = make_site({"docs/index.md": "# T\n", "practice.yml": practice})

    result = run(root, "packet")

    assert result.returncode == 1
    assert "practice.yml:8:22: error[field-value]" in result.stdout
    assert "No documents: first mend practice.yml." in result.stdout
    assert not (root / "packet").exists()


def test_posts_say_what_they_need(make_site):
    """Without an address a post would be a claim without its source; mkdocs.yml may give it."""
    files = {"docs/index.md": "# T\n", "practice.yml": PRACTICE}
    root = make_site(files)

    result = run(root, "posts")

    assert result.returncode == 2
    assert "nothing says where your site is" in result.stderr
    assert "Add a line such as `url: https://" in result.stderr

    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text()}\nsite_url: https://example.org/\n")
    assert "nothing says where" not in run(root, "posts").stderr
