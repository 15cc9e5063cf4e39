"""Mistakes in `mkdocs.yml`: what, at which line, and what to write, in words of ours."""

from __future__ import annotations

import pytest

from referable.diagnostics import Diagnostics, ReferableError
from referable.engines import mkdocs_runner

PAGE = {"docs/index.md": "# T\n"}


@pytest.mark.parametrize(
    ("setup", "place", "words", "fix"),
    [
        ("theme: material\n", "", "The site has no name", "site_name: Your practice"),
        ("theme: material\nsite_name:\n", ":2", "The site has no name", "site_name: Your practice"),
        ("site_name: [a, b]\n", ":1", "should be words", "in quotation marks"),
        ("- a\n", ":1", "not a list of `name: value` lines", "Begin it with"),
        ("", ":1", "not a list of `name: value` lines", "Begin it with"),
        ("site_name: T\nplugins:\n  - serch\n", ":3", "“serch” is not installed", "“search”?"),
        ("site_name: T\nplugins: {zzz: {}}\n", ":2", "“zzz” is not installed", "Delete it"),
        ("site_name: T\nplugins: search\n", ":2", "should be a list", "hyphen"),
        (
            "site_name: T\nplugins:\n  - referable:\n      stile: ama\n",
            ":4",
            "“referable” has no option “stile”",
            "“style”?",
        ),
        (
            "site_name: T\nplugins:\n  - referable:\n      packet: soon\n",
            ":4",
            "“packet” is either on or off, not “soon”",
            "packet: true",
        ),
        (
            "site_name: T\nplugins:\n  - referable:\n      style: 3\n",
            ":4",
            "“style” should be words",
            "quotation marks",
        ),
        (
            "site_name: T\nplugins:\n  - search:\n      lang: 3\n",
            ":4",
            "“search” cannot use its option “lang”",
            "manual",
        ),
        ("site_name: T\ntheme:\n  name: materal\n", ":3", "no theme “materal”", "name: material"),
        (
            "site_name: T\ntheme:\n  name: material\n  custom_dir: gone\n",
            ":4",
            "no folder “gone”",
            "custom_dir: overrides",
        ),
        (
            "site_name: T\nmarkdown_extensions:\n  - admonitio\n",
            ":3",
            "“admonitio” is not installed",
            "“admonition”?",
        ),
        (
            "site_name: T\nmarkdown_extensions:\n  - toc:\n      permalinkk: true\n",
            ":4",
            "“toc” has no option “permalinkk”",
            "“permalink”?",
        ),
        ("site_name: T\nnav: foo\n", ":2", "“nav” should be a list", "hyphen"),
        ("site_name: T\nsite_url: example\n", ":2", "no web address", "https://example.org/"),
        ("site_name: T\nuse_directory_urls: maybe\n", ":2", "on or off, not “maybe”", "true"),
        ("site_name: T\ndocs_dir: pages\n", ":2", "no folder “pages”", "Name the folder"),
        ("site_name: T\nsite_dir: docs\n", ":2", "would be deleted", "Delete the line"),
        ("site_name: T\nhooks: [gone.py]\n", ":2", "no file “gone.py”", "Correct its name"),
        ("site_name: T\nINHERIT: base.yml\n", ":2", "no file “base.yml”", "Correct its name"),
        (
            "site_name: T\nvalidation:\n  links: {anchors: loud}\n",
            ":2",
            "“validation” has a value that cannot be used. MkDocs says:",
            "Compare it",
        ),
        (
            "site_name: T\nsite_url: !ENV NOWHERE\nplugins:\n  - serch\n",
            ":4",
            "“serch” is not installed",
            "“search”?",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(make_site, setup, place, words, fix):
    """Nothing of it is in a programmer's words, but for what only MkDocs can tell."""
    root = make_site({**PAGE, "mkdocs.yml": setup})

    with pytest.raises(ReferableError) as told:
        mkdocs_runner.load(root, Diagnostics())

    assert f"mkdocs.yml{place}: " in str(told.value)
    assert words in str(told.value)
    assert "Config value" not in str(told.value)
    assert fix in told.value.tip


def test_a_setting_nobody_knows_is_a_warning(make_site):
    """The line does nothing, which its author cannot know; the site is built."""
    root = make_site(
        {
            **PAGE,
            "mkdocs.yml": "site_name: T\nsite_nam: X\nplugins:\n  - search:\n      langg: en\n",
        }
    )
    diagnostics = Diagnostics()
    mkdocs_runner.load(root, diagnostics)

    assert [(d.place, d.code, d.fix) for d in diagnostics.sorted()] == [
        ("mkdocs.yml:2", "engine", "Did you mean “site_name”?"),
        (
            "mkdocs.yml:5",
            "engine",
            "Delete the line, or look the option up in the plugin's manual.",
        ),
    ]


def test_several_mistakes_are_told_at_once(make_site):
    """Whoever mends the first knows of the second."""
    root = make_site({**PAGE, "mkdocs.yml": "site_name: T\nplugins:\n  - serch\n  - zzz\n"})

    with pytest.raises(ReferableError) as told:
        mkdocs_runner.load(root, Diagnostics())

    assert "mkdocs.yml:3: The plugin “serch”" in str(told.value)
    assert "And mkdocs.yml:4: The plugin “zzz” is not installed" in told.value.tip
