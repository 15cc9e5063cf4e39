"""A site in a folder that may not be written, such as a backup or somebody else's."""

from __future__ import annotations

import os

import pytest

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner


def test_what_could_be_kept_is_kept_elsewhere(make_site, tmp_path):
    """Where the folder for it cannot be made, the site is built and checked all the same."""
    root = make_site({"docs/index.md": "# T\n\nWords [@smith2019].\n", ".referable": "a file\n"})
    diagnostics = Diagnostics()

    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.build(config, tmp_path / "out", diagnostics)

    assert "Words" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert [d.code for d in diagnostics if d.severity == "error"] == []
    assert (root / ".referable").read_text() == "a file\n"
    assert not str(mkdocs_runner.cache_folder(config)).startswith(str(root))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anywhere")
def test_a_read_only_folder_is_left_as_it_is(make_site, tmp_path):
    """Nothing is written beside the sources of somebody who must not write there."""
    root = make_site({"docs/index.md": "# T\n"})
    root.chmod(0o555)
    try:
        diagnostics = Diagnostics()
        mkdocs_runner.build(mkdocs_runner.load(root, diagnostics), tmp_path / "out", diagnostics)
    finally:
        root.chmod(0o755)

    assert (tmp_path / "out/index.html").is_file()
    assert not (root / ".referable").exists()
