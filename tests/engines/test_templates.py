"""The theme's files are those that MkDocs would find, though fewer folders are walked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PLAIN = "site_name: Tiny\ntheme: {name: material, font: false, custom_dir: overrides}\n"
OURS = f"{PLAIN}plugins: [search, referable]\n"


def build(root: Path, config: str, site: str) -> Path:
    """Build with plain MkDocs."""
    (root / "mkdocs.yml").write_text(config + "extra: {generator: false}\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(root / site)]
    subprocess.run(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return root / site


def test_every_file_of_the_theme_and_of_ones_own_folder_is_there(make_site):
    root = make_site(
        {
            "docs/index.md": "# Home\n",
            "overrides/main.html": '{% extends "base.html" %}{% block styles %}{% endblock %}',
            "overrides/css/own.css": "a { color: red }",
            "overrides/.private/notes.css": "never published",
            "overrides/css/.hidden/x.css": "never published",
        }
    )

    plain, ours = build(root, PLAIN, "plain"), build(root, OURS, "ours")

    def files(site: Path) -> set[str]:
        return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}

    assert "css/own.css" in files(ours)
    assert "assets/images/favicon.png" in files(ours)
    assert not [name for name in files(ours) if "private" in name or "hidden" in name]
    assert files(plain) - files(ours) == set()


def test_a_template_is_compiled_once_and_again_when_it_has_changed(make_site):
    root = make_site({"docs/index.md": "# Home\n", "overrides/main.html": "<p>First</p>"})
    first = build(root, OURS, "site") / "index.html"
    assert first.read_text() == "<p>First</p>"
    compiled = {p: p.stat().st_mtime_ns for p in (root / ".referable/cache/templates").iterdir()}
    assert compiled

    build(root, OURS, "site")
    assert {p: p.stat().st_mtime_ns for p in compiled} == compiled

    (root / "overrides/main.html").write_text("<p>Other</p>")
    assert (build(root, OURS, "site") / "index.html").read_text() == "<p>Other</p>"
