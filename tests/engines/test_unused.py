"""The theme's bundles stay out of a site whose pages never ask for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, zensical

OWN = "<!doctype html><html lang=en><title>T</title><article>{{ page.content }}</article></html>"
CONFIG = "site_name: T\ntheme: {name: material, font: false, custom_dir: mine}\nplugins: [search, referable]\n"


def _assets(site: Path) -> set[str]:
    return {p.relative_to(site).as_posix() for p in (site / "assets").rglob("*") if p.is_file()}


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize("extends", [False, True], ids=["own", "extending"])
def test_only_what_pages_need_is_shipped(make_site, tmp_path, engine, extends) -> None:
    """Bundles go with templates of one's own, stay with templates on the theme's; own files stay."""
    main = '{% extends "base.html" %}' if extends else OWN
    root = make_site(
        {
            "mkdocs.yml": CONFIG,
            "docs/index.md": "# T\n",
            "docs/assets/javascripts/bundle.mine.js": "1",
            "mine/main.html": main,
            "mine/404.html": '{% extends "main.html" %}',
        }
    )
    site = tmp_path / "out"
    site.mkdir()
    diagnostics = Diagnostics()
    build = {"mkdocs": mkdocs_runner.build, "zensical": zensical.build}[engine]
    if engine == "zensical":
        pytest.importorskip("zensical")
    build(mkdocs_runner.load(root, diagnostics), site, diagnostics)

    assets = _assets(site)
    assert "assets/javascripts/bundle.mine.js" in assets
    theirs = {a for a in assets if "bundle." in a or "/main." in a} - {
        "assets/javascripts/bundle.mine.js"
    }
    assert bool(theirs) is extends
