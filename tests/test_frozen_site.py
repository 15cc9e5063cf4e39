"""A site made with version 0.1 goes on building: `tests/fixtures/site-0.1` is never edited."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from lxml import html as lxml_html

from referable.checks.placeholders import find_placeholders
from referable.checks.sources import check_sources
from referable.commands.site import check_built, protect
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner

FROZEN = Path(__file__).resolve().parent / "fixtures/site-0.1"
DAY = dt.date(2026, 11, 23)
LATER = {"interval-missing"}
"""Warnings that came after version 0.1; they ask for a word and stop nothing."""


def test_site_of_the_first_version_builds_as_it_was_made(tmp_path):
    """Today's code finds nothing in it but the blanks that `new` named, and shows its pages."""
    root = tmp_path / "site-0.1"
    shutil.copytree(FROZEN, root)
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.plugin_of(config).today = DAY

    session = mkdocs_runner.build(config, tmp_path / "built", diagnostics)
    protect(tmp_path / "built")
    diagnostics.extend(check_built(tmp_path / "built", config))
    diagnostics.extend(check_sources(root, session.project.settings, session.docs_dir, DAY))

    told = [d for d in diagnostics if d.severity != "note"]
    assert [f"{d.place} {d.code}" for d in told if d.code not in LATER] == []
    assert {str(d.severity) for d in told} <= {"warning"}
    blanks = {d.line for d in find_placeholders(root, ["practice.yml"])}
    text = (root / "practice.yml").read_text(encoding="utf-8").split("\n")
    assert {n for n, line in enumerate(text, 1) if "# SAMPLE: " in line} <= blanks
    home = lxml_html.parse(str(tmp_path / "built/index.html"))
    words = " ".join(home.xpath("//main")[0].text_content().split())
    assert "Oregon LMT license 00123" in words
    assert "541-555-0178" in words
    page = lxml_html.parse(str(tmp_path / "built/specialties/low-back-pain/index.html"))
    assert page.xpath("//article//svg")
    assert page.xpath("//article//table")
    assert page.xpath("//sup//a")
