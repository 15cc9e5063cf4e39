"""Rendered pages kept between builds, and made in two processes, are those of a plain build."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from small_synopsis import SYNOPSIS

from referable.engines.build_cache import BuildCache
from referable.engines.page_renders import PageRenders

PLAIN = "hooks: [hook.py]\n"  # a hook may do anything, so nothing is kept or shared out


def tree(folder: Path) -> dict[str, bytes]:
    skipped = {"sitemap.xml", "sitemap.xml.gz"}
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name not in skipped
    }


def build_apart(root: Path, site: str) -> subprocess.CompletedProcess[str]:
    """Build with plain MkDocs, in a process that may copy itself."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root / site)]
    return subprocess.run(
        command,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def many_pages() -> dict[str, str]:
    pages = {
        f"docs/p{i:02}.md": f"# Page {i}\n\nSee [@smith2019; @vandenberg2020]{{.x}} and "
        f"[next](p{(i + 1) % 40:02}.md#part).\n\n## Part\n\nText[^1] [@müller2022, p. {i}].\n\n"
        f"[^1]: A note.\n\n| a | b |\n|---|---|\n| {i} | {{{{ practice.name }}}} |\n"
        for i in range(40)
    }
    facts = (Path(__file__).parents[2] / "practice.yml").read_text(encoding="utf-8")
    return {"docs/index.md": "# Home\n\n[One](p01.md)\n", "practice.yml": facts, **pages}


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_two_processes_and_a_warm_build_give_the_same_site(make_site):
    """Forty pages by one process, by two, and from what was kept are the same bytes."""
    root = make_site(many_pages())
    config = (root / "mkdocs.yml").read_text()
    (root / "hook.py").write_text("def on_page_markdown(markdown, **_): return markdown\n")
    (root / "mkdocs.yml").write_text(config + PLAIN)
    assert build_apart(root, "plain").returncode == 0
    assert not (root / ".referable/cache/build.sqlite").exists()
    (root / "mkdocs.yml").write_text(config)

    cold, warm = build_apart(root, "cold"), build_apart(root, "warm")

    assert cold.returncode == warm.returncode == 0, cold.stderr + warm.stderr
    assert (root / ".referable/cache/build.sqlite").exists()
    assert tree(root / "plain") == tree(root / "cold")
    assert tree(root / "plain") == tree(root / "warm")


def test_what_a_helper_meets_is_reported_once_and_again(make_site):
    """An unknown key, a dead link and a dead anchor on any page are told once in each build."""
    files = many_pages()
    for name in ("docs/p02.md", "docs/p37.md"):
        files[name] += "\nBad [@nobody1900], [gone](gone.md), [anchor](p03.md#nowhere).\n"
    root = make_site(files)

    for run in ("cold", "warm", "changed"):
        if run == "changed":  # with references kept and pages to make, the copy begins at once
            for file in (root / "docs").glob("p*.md"):
                file.write_text(file.read_text() + "\nMore.\n")
        said = build_apart(root, run).stderr
        for page in ("p02.md", "p37.md"):
            assert said.count(f"docs/{page}:15:6: ") == 1, (run, said)
            assert said.count(f"'{page}' contains a link 'gone.md'") == 1, (run, said)
            assert said.count(f"'{page}' contains a link 'p03.md#nowhere'") == 1, (run, said)


def test_a_changed_source_shows_in_a_warm_build(build, make_site):
    """Text, a fact, a reference, a title and a page that appears: each is seen, nothing stale."""
    files = {
        "docs/index.md": "# Home\n\n{{ practice.name }} [@smith2019]. [Other](other.md)\n",
        "practice.yml": many_pages()["practice.yml"],
    }
    before = build({**files, "docs/other.md": "# Other\n"})
    assert "Example Clinical Massage" in before.text()
    library = (before.root / "research/library.bib").read_text()

    after = build(
        {
            "docs/index.md": files["docs/index.md"] + "\nNew words.\n",
            "research/library.bib": library.replace("Massage for backs", "Massage for shoulders"),
            "practice.yml": files["practice.yml"].replace(
                "Example Clinical Massage", "Example Bodywork"
            ),
        }
    )

    assert "Example Bodywork" in after.text()
    assert "Massage for shoulders" in after.text()
    assert "New words." in after.text()
    (after.root / "docs/other.md").unlink()
    gone = build({})
    assert any("other.md" in d.message for d in gone.diagnostics if d.code == "engine")


def test_a_study_page_learns_who_cites_it(build):
    """A synopsis says on which pages it is cited, also when only another page has changed."""
    key = "smith2019"
    files: dict[str, str | bytes] = {
        "research/conditions.yml": "conditions:\n  neck-pain: {name: Neck pain, group: Neck, summary: A pain.}\n",
        f"research/synopses/{key}.md": SYNOPSIS,
        "docs/index.md": "# Home\n",
        "docs/first.md": f"# First page\n\nHere [@{key}].\n",
        "docs/second.md": "# Second page\n",
    }
    page = f"evidence/studies/{key}/index.html"
    assert "Second page" not in build(files).text(page)

    again = build({"docs/second.md": f"# Second page\n\nAnd here [@{key}].\n"})

    assert "First page" in again.text(page)
    assert "Second page" in again.text(page)


@pytest.mark.parametrize(
    "content", [b"", b"no database " * 500, b"SQLite format 3\0" + b"\xff" * 99]
)
def test_a_broken_cache_is_begun_anew(build, content):
    """Whatever stands in the cache's file, the page is right and the next build finds a cache."""
    files = {
        "docs/index.md": "# Home\n\nWords [@smith2019].\n",
        ".referable/cache/build.sqlite": content,
    }

    built = build(files)

    assert "Words 1." in built.text()
    with sqlite3.connect(built.root / ".referable/cache/build.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_a_locked_cache_is_done_without(build):
    """Another program that holds the cache keeps nobody from building."""
    built = build({"docs/index.md": "# Home\n\nWords.\n"})
    other = sqlite3.connect(built.root / ".referable/cache/build.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert "Other words." in build({"docs/index.md": "# Home\n\nOther words.\n"}).text()
    finally:
        other.close()


def test_entries_of_a_week_ago_are_forgotten(tmp_path):
    """What no build has asked for in a week goes; what one has used stays."""
    import datetime as dt

    file, day = tmp_path / "kept.sqlite", dt.date(2026, 3, 1)
    BuildCache(file, day).put({"old": "1", "used": "2"})
    BuildCache(file, day + dt.timedelta(days=5)).put({}, ["used"])

    later = BuildCache(file, day + dt.timedelta(days=10))
    later.put({"new": "3"})

    assert later.known(["old", "used", "new"]) == {"used", "new"}
    assert later.get("used") == "2"
    later.close()


@pytest.mark.parametrize(
    "extra",
    ["hooks: [hook.py]\n", "markdown_extensions: [pymdownx.snippets]\n"],
)
def test_unknown_plugins_and_extensions_are_left_to_mkdocs(make_site, extra):
    """A page that may depend on more than we know is rendered anew each time."""
    from referable.engines import mkdocs_runner

    root = make_site({"docs/index.md": "# Home\n", "hook.py": "def on_env(env, **_): return env\n"})
    config = (root / "mkdocs.yml").read_text()
    if extra.startswith("markdown"):
        config = config[: config.index("markdown_extensions")]

    assert PageRenders.possible(mkdocs_runner.load(root, None))
    (root / "mkdocs.yml").write_text(config + extra)
    assert not PageRenders.possible(mkdocs_runner.load(root, None))
