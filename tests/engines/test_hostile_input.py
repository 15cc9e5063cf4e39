"""Files, names, links and settings that no list foresees: told in a sentence, and survived."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from referable.compiler.page_meta import front_matter_text
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.walking import files_below, find_loop

PAGE = "# T\n\nA [@smith2019].\n"
OTHER = {"docs/other.md": "# Other\n\nStill here [@smith2019].\n"}
MATERIAL = "theme: {name: material, font: false}\n"


def run(root: Path, *arguments: str, program: str = "referable") -> tuple[int, str, str]:
    """Run a command as a person would; its status, and what it says."""
    result = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert "Traceback" not in result.stderr
    assert "itself made a mistake" not in result.stderr
    return result.returncode, result.stdout, result.stderr


def seen(root: Path) -> list[str]:
    """What compiling the site reports, with places."""
    diagnostics = Diagnostics()
    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)
    assert all(d.message and d.reason and d.fix for d in diagnostics)
    return [f"{d.code} {d.place}" for d in diagnostics.sorted()]


FRONT = {
    "title that is a list": ("title: [a, b]", ["field-value docs/index.md:3:1"]),
    "title that is a group": ("title: {a: b}", ["field-value docs/index.md:3:1"]),
    "title with a fact": ('title: "{{ practice.name }}"', ["field-value docs/index.md:3:1"]),
    "title with a bare fact": (
        "title: {{ practice.name }}",
        ["field-value docs/index.md:3:1", "yaml-syntax docs/index.md:3:9"],
    ),
    "title that is a year": ("title: 2026", []),
    "title that is nothing": ("title:", []),
    "description that is a list": ("description: [a]", ["field-value docs/index.md:3:1"]),
    "template that is not there": ("template: no.html", ["field-value docs/index.md:3:1"]),
    "template outside the theme": (
        "template: ../../mkdocs.yml.html",
        ["field-value docs/index.md:3:1"],
    ),
    "hide that is a number": ("hide: 5", ["field-value docs/index.md:3:1"]),
    "search that is a word": ("search: no", ["field-value docs/index.md:3:1"]),
    "conditions that are a number": ("conditions: 7", ["field-value docs/index.md:3:1"]),
    "order that is a word": ("order: first", ["field-value docs/index.md:3:1"]),
    "misspelt name": ("descripton: Massage", ["field-unknown docs/index.md:3:1"]),
    "name of a theme's own": ("hero: Massage\nstate: Oregon", []),
    "date that does not exist": ("reviewed: 2026-13-45", []),
    "tag": ("hero: !x y", ["yaml-syntax docs/index.md:3:7"]),
    "list never closed": ("hero: [", ["yaml-syntax docs/index.md:3:7"]),
}


@pytest.mark.parametrize("case", FRONT)
def test_front_matter_that_cannot_be_used_costs_itself_only(build, case):
    """A wrong value is told at its line; the page's text stands, without a word of it."""
    line, expected = FRONT[case]
    built = build({"docs/index.md": f"---\nnav_title: Short\n{line}\n---\n{PAGE}"})

    assert expected == [f"{d.code} {d.place}" for d in built.diagnostics]
    assert "T A 1. References" in built.text()
    assert "nav_title" not in built.text()


@pytest.mark.parametrize(
    "text",
    [
        "Telephone: 541-555-0100\n\n# T\n\nA [@nobody].\n",
        "---\n---\n\n# T\n\nx\n\nA [@nobody].\n",
        "---\ntitle: T\n---\n\n\n\nA [@nobody].",
    ],
)
def test_engines_read_what_stands_there(build, text):
    """A first line with a colon is text, not MkDocs's front matter, and places stay right."""
    built = build({"docs/index.md": text})

    line = text.split("\n").index("A [@nobody].") + 1
    assert built.places("citation-unknown") == [f"docs/index.md:{line}:4"]
    assert ("541-555-0100" in text) == ("541-555-0100" in built.text())


def test_front_matter_of_ours_is_read_by_any_reader():
    """Odd names and values survive being written."""
    assert front_matter_text({"a b: c": "x: [", "d": None}) == (
        '---\n"a b: c": "x: ["\nd: null\n---\n\n'
    )
    assert front_matter_text({}) == "---\n{}\n---\n\n"


def dead_link(docs: Path) -> None:
    (docs / "dead.md").symlink_to("/nowhere/page.md")


def dead_picture(docs: Path) -> None:
    (docs / "dead.png").symlink_to("/nowhere/picture.png")


def link_to_itself(docs: Path) -> None:
    (docs / "self.md").symlink_to("self.md")


def pipe(docs: Path) -> None:
    os.mkfifo(docs / "pipe.md")


def odd_name(docs: Path) -> None:
    Path(os.fsdecode(os.fsencode(docs) + b"/caf\xe9.md")).write_text("# Odd\n")


def large_page(docs: Path) -> None:
    with (docs / "large.md").open("wb") as file:
        file.truncate(200_000_000)


UNUSABLE = {
    "docs/large.md": large_page,
    "docs/dead.md": dead_link,
    "docs/dead.png": dead_picture,
    "docs/self.md": link_to_itself,
    "docs/pipe.md": pipe,
    "docs/caf?.md": odd_name,
}


@pytest.mark.skipif(sys.platform == "win32", reason="such files are made on POSIX systems")
@pytest.mark.parametrize("path", UNUSABLE)
def test_a_file_that_cannot_be_read_is_left_out_and_told(make_site, path):
    """It is named with what to do; the other pages are checked, and no text check stumbles."""
    root = make_site({"docs/index.md": PAGE, **OTHER, "docs/bad.md": "# B\n\n[@nobody]\n"})
    try:
        UNUSABLE[path](root / "docs")
    except OSError:
        pytest.skip("this disk does not take such a name")

    status, out, _ = run(root, "check", "--format", "json")

    found = [json.loads(line) for line in out.splitlines()]
    assert sorted((d["code"], d["path"]) for d in found) == [
        ("citation-unknown", "docs/bad.md"),
        ("file-unreadable", path),
    ]
    assert status == 1


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_folder_named_like_a_page_and_hidden_files_are_no_pages(make_site, engine):
    """What MkDocs leaves out, Zensical leaves out, too: hidden files, and what is excluded."""
    config = "site_name: T\nplugins: [referable]\nexclude_docs: drafts/\n" + MATERIAL
    root = make_site(
        {
            "mkdocs.yml": config,
            "docs/index.md": PAGE,
            "docs/folder.md/deep.md": "# Deep\n",
            "docs/drafts/secret.md": "# Secret [@vandenberg2020]\n",
            "docs/drafts/secret.txt": "secret",
            "docs/.hidden.md": "# Hidden\n",
            "docs/table.csv": "a,b\n",
        }
    )

    status, _, errors = run(root, "build", "--engine", engine)

    site = root / "site"
    assert status == 0, errors
    assert (site / "table.csv").exists()
    assert (site / "folder.md/deep/index.html").exists()
    assert not [p for p in site.rglob("*") if "secret" in p.name or "hidden" in p.name]
    assert not [p for p in site.rglob("*.html") if "Secret" in p.read_text()]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("arguments", [["check"], ["build"], ["build", "--engine", "zensical"]])
def test_links_round_in_circles_are_refused(make_site, arguments):
    """Two links to the folder above would be walked for ever; one sentence names one of them."""
    root = make_site({"docs/index.md": PAGE, "docs/sub/page.md": PAGE})
    for name in ("one", "two"):
        (root / "docs/sub" / name).symlink_to("..")

    status, _, errors = run(root, *arguments)

    assert status == 2
    assert "docs/sub/one is a link to a folder that it lies in" in errors
    assert "Delete the link" in errors
    assert [p.name for p in files_below(root / "docs")] == ["index.md", "page.md"]
    assert find_loop(root / "docs") == root / "docs/sub/one"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_pages_behind_a_link_are_checked_as_they_are_published(make_site, tmp_path):
    """A linked folder of pages is no way around the checks."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/page.md").write_text("# P\n\nOur patient Mary Smith, born 4/5/1961.\n")
    facts = "name: P\ntelephone: 541-555-0100\n"
    root = make_site({"docs/index.md": PAGE, "practice.yml": facts})
    (root / "docs/linked").symlink_to(tmp_path / "elsewhere")

    _, out, _ = run(root, "check", "--format", "json")

    paths = {(d["code"], d["path"]) for d in map(json.loads, out.splitlines())}
    assert any(code.startswith("phi-") and p == "docs/linked/page.md" for code, p in paths)


def test_nesting_beyond_all_measure_costs_one_page(build):
    """The page is told at its line and left empty; the others are built."""
    stuck = "*" * 4000
    built = build({"docs/index.md": f"---\ntitle: T\n---\n# T\n\n{stuck}a{stuck}\n", **OTHER})

    assert [f"{d.code} {d.place}" for d in built.diagnostics] == ["page-too-deep docs/index.md:6"]
    assert "Still here" in built.text("other/index.html")


def test_ten_thousand_quotes_and_brackets_are_only_slow(build):
    """Marks repeated by a stuck key are shown; nothing is reported and nothing fails."""
    built = build({"docs/index.md": f"# T\n\n{'>' * 10_000} deep\n\n{'[' * 300}{']' * 300}\n"})

    assert built.diagnostics == []
    assert " deep</p>" in built.html()


def test_two_files_for_one_address(make_site):
    """The second of two pages with one address is named; Zensical does not stumble over it."""
    root = make_site({"docs/index.md": PAGE, "docs/a.md": "# A\n", "docs/a/index.md": "# A2\n"})

    assert seen(root) == ["page-conflict docs/a/index.md:1"]
    status, out, errors = run(root, "build", "--engine", "zensical")
    assert status == 1
    assert "docs/a.md would both be published as a/" in out
    assert "old site" in errors


def test_a_site_without_a_first_page_is_told(make_site):
    """It is a warning, and Zensical builds the rest."""
    root = make_site({"docs/other.md": "# O\n"})

    status, out, _ = run(root, "build", "--engine", "zensical")

    assert status == 0
    assert "docs/index.md: warning[home-missing]" in out
    assert (root / "site/other/index.html").exists()


SETUPS = {
    "not UTF-8": ("site_name: Caf\xe9\n".encode("latin-1"), "mkdocs.yml:1:15: The file is not"),
    "tabs": (b"site_name: T\ntheme:\n\tname: material\n", "mkdocs.yml:3:1: The line is indented"),
    "quotation mark": (b"site_name: 'T\n", "mkdocs.yml:1:12: A quotation mark is opened"),
    "empty": (b"", "site_name: Your practice"),
    "a list": (b"- a\n", "Begin it with a line such as"),
    "unknown plugin": (
        b"site_name: T\nplugins: [nosuch]\n",
        "mkdocs.yml:2: The plugin “nosuch” is not installed",
    ),
    "option": (
        b"site_name: T\nplugins: [{referable: {study_pages: maybe}}]\n",
        "mkdocs.yml:2: “study_pages” is either on or off",
    ),
    "folder outside": (
        b"site_name: T\nplugins: [{referable: {evidence_dir: ../../up}}]\n",
        "\u201cevidence_dir\u201d is a folder of the site",
    ),
}


@pytest.mark.parametrize("case", SETUPS)
def test_a_broken_set_up_is_one_sentence_with_what_to_do(make_site, case):
    """Status 2, the line where there is one, and what to write."""
    content, words = SETUPS[case]
    root = make_site({"mkdocs.yml": content, "docs/index.md": PAGE})

    status, _, errors = run(root, "check")

    assert status == 2
    assert words in errors
    assert "Try:" in errors or "Write one name" in errors


def test_a_set_up_without_a_folder_of_pages(make_site):
    """It says where pages belong."""
    root = make_site({"mkdocs.yml": "site_name: T\nplugins: [referable]\n"})

    status, _, errors = run(root, "check")

    assert status == 2
    assert "a folder named docs" in errors


def test_mkdocs_itself_says_why_it_stops(make_site):
    """Plain MkDocs ends with our sentence, not with a traceback."""
    root = make_site(
        {
            "mkdocs.yml": "site_name: T\nplugins: [{referable: {evidence_dir: /tmp}}]\n",
            "docs/index.md": PAGE,
        }
    )

    status, _, errors = run(root, "build", program="mkdocs")

    assert status == 1
    assert "is a folder of the site" in errors


def test_settings_are_told_at_their_line(make_site):
    """A style and a page of the navigation that do not exist are named where they are written."""
    config = f"site_name: T\n{MATERIAL}plugins:\n  - referable:\n      style: amaa\n"
    root = make_site(
        {"mkdocs.yml": config + "nav:\n  - index.md\n  - gone.md\n", "docs/index.md": PAGE}
    )
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    found = [f"{d.code} {d.place}" for d in diagnostics.sorted()]
    assert found == ["style-unknown mkdocs.yml:5", "engine mkdocs.yml:8"]


def test_synopses_of_names_that_differ_in_capitals(make_site):
    """The message says what the file should be called, not that there is no such study."""
    twin = "@article{A2019, author={B, C}, title={T}, journal={J}, year={2019}}\n"
    facts = "---\ndesign: rct\nconditions: [n]\npopulation: x\nintervention: x\n"
    facts += "conclusion: x\nreviewed: {on: 2026-11-01, by: E}\n---\n" + "word " * 70
    root = make_site(
        {
            "research/library.bib": twin + twin.replace("A2019", "a2019"),
            "research/conditions.yml": "conditions: {n: {name: N}}\n",
            "research/synopses/a2019.md": facts,
            "docs/index.md": "# T\n",
        }
    )
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    (found,) = [d for d in diagnostics if d.code == "synopsis-without-entry"]
    assert found.message.startswith("The synopsis of “a2019” belongs in a2019-")
    assert found.fix.startswith("Rename the file to a2019-")


@pytest.mark.parametrize("slug", ["index", "studies", "../up", "Neck pain"])
def test_a_condition_is_named_as_an_address_can_be(make_site, slug):
    """A short name that is a path, or another page's, is refused."""
    root = make_site(
        {"research/conditions.yml": f'conditions: {{"{slug}": {{name: N}}}}\n'}
        | {"docs/index.md": "# T\n"}
    )

    assert [s.partition(":")[0] for s in seen(root)] == ["field-value research/conditions.yml"]
