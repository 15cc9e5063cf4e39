"""What a tired reader needs in a message: the line as it looks in the editor, and the real cause."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys

import pytest
from small_synopsis import SYNOPSIS

from referable.diagnostics import Diagnostic
from referable.engines import mkdocs_runner
from referable.printers import format_text

LINE = "@article{smith2019, author = {Müller, Ann}, title = {T}, year = 2019}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_line_is_shown_as_it_looks_in_the_editor(tmp_path, encoding):
    """However the file is saved: no strange signs in the place of its words."""
    (tmp_path / "library.bib").write_bytes(LINE.encode(encoding))
    shown = format_text([Diagnostic("file-encoding", "M", "library.bib", 1, 31)], tmp_path)

    assert "  1 | @article{smith2019, author = {Müller, Ann}" in shown


def test_a_citation_of_a_broken_entry_leads_to_it(build):
    """The entry is there, so "add the study" would be the wrong advice."""
    built = build(
        {
            "docs/index.md": "# T\n\n[@open2020; @smith2019]\n",
            "research/library.bib": "@article{open2020, title = {Never closed, year = 2020}\n"
            + LINE,
        }
    )
    (told,) = [d for d in built.diagnostics if d.code == "citation-unknown"]

    assert told.fix == (
        "Its entry at research/library.bib:1 is broken: mend that, and it can be cited."
    )


def test_both_lists_of_lines_are_told_alike(build):
    """A file that should be `name: value` lines and is not: which file, and how to begin it."""
    built = build(
        {
            "docs/index.md": "# T\n",
            "practice.yml": "- a\n",
            "research/conditions.yml": "words\n",
            "research/synopses/smith2019.md": SYNOPSIS,
        }
    )
    told = [d for d in built.diagnostics if d.code == "yaml-syntax"]

    assert [(d.message, d.fix) for d in told] == [
        ("practice.yml is not a list of `name: value` lines.", "Begin with `name: Your practice`."),
        ("research/conditions.yml is not a list of `name: value` lines.", "Begin with `conditions:`."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/any/file.js"), "The disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (OSError(errno.EACCES, "Permission denied", "site"), "Permission denied (site)."),
        (OSError(errno.EIO, "Input/output error"), "cannot be written: Input/output error."),
    ],
)
def test_what_keeps_a_site_from_being_written(error, words):
    """A full disk is called so, and no file is blamed that has nothing to do with it."""
    told = mkdocs_runner.cannot_write(error)

    assert words in str(told)
    assert "None" not in str(told)
    assert "/any/file.js" not in str(told)


@pytest.mark.skipif(not shutil.which("setpriv") and os.geteuid() == 0, reason="root reads all")
@pytest.mark.parametrize("locked", ["docs/care", "research/synopses", "docs"])
def test_a_folder_that_may_not_be_read_is_told(make_site, locked):
    """Its pages would vanish from the site without a word."""
    root = make_site(
        {
            "docs/index.md": "# T\n",
            "docs/care/page.md": "# P\n",
            "research/conditions.yml": "conditions:\n  neck-pain: {name: Neck pain}\n",
            "research/synopses/smith2019.md": SYNOPSIS,
        }
    )
    # Root may read everything, unless it gives up the right to.
    alone = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    command = [sys.executable, "-m", "referable", "check"]
    (root / locked).chmod(0)
    try:
        done = subprocess.run(
            [*(alone if os.geteuid() == 0 else []), *command],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (root / locked).chmod(0o755)

    assert done.returncode in {1, 2}
    assert f"{locked}: error[file-unreadable] The folder cannot be read" in done.stdout or (
        "The folder docs cannot be read" in done.stderr
    )
