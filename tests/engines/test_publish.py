"""A failed, refused or killed build leaves the old site as it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from referable.diagnostics import ReferableError
from referable.engines.publish import staged_output

PAGE = "# T\n\nA [@smith2019].\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def run(root: Path, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "referable", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, **options)


def test_error_keeps_the_old_site(make_site):
    """After a good build, a build with an error changes no byte, and the next good one does."""
    root = make_site({"docs/index.md": PAGE})
    assert run(root, "build").returncode == 0
    before = tree(root / "site")

    (root / "docs/index.md").write_text("# T\n\nNew words [@nobody1900].\n")
    result = run(root, "build")

    assert result.returncode == 1
    assert "old site is as it was" in result.stderr
    assert before == tree(root / "site")
    (root / "docs/index.md").write_text("# T\n\nNew words [@smith2019].\n")
    assert run(root, "build").returncode == 0
    assert b"New words" in tree(root / "site")["index.html"]
    assert [] == [p.name for p in root.iterdir() if p.name.startswith(".referable-")]


def test_strict_keeps_the_old_site_on_a_warning(make_site):
    """With --strict a warning counts; without it the site is replaced."""
    root = make_site({"docs/index.md": "# T\n\n[gone](gone.md)\n"})

    assert run(root, "build", "--strict").returncode == 1
    assert not (root / "site").exists()
    assert run(root, "build").returncode == 0
    assert (root / "site/index.html").exists()


def test_full_disk_keeps_the_old_site(make_site):
    """When nothing more can be written, the build stops with a sentence and status 2."""
    root = make_site({"docs/index.md": PAGE})
    assert run(root, "build").returncode == 0
    before = tree(root / "site")

    def no_large_files() -> None:  # every file beyond 20 kB fails, as on a full disk
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    result = run(root, "build", preexec_fn=no_large_files)

    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "cannot be written" in result.stderr
    assert before == tree(root / "site")


def test_killed_build_keeps_the_old_site(make_site):
    """A build killed while it writes leaves the old site; the next build clears its traces."""
    pages = {f"docs/p{i}.md": PAGE for i in range(150)}
    root = make_site({"docs/index.md": PAGE, **pages})
    assert run(root, "build").returncode == 0
    before = tree(root / "site")
    process = subprocess.Popen(
        [sys.executable, "-m", "referable", "build"], cwd=root, stdout=subprocess.DEVNULL
    )
    while process.poll() is None:
        new = list(root.glob(".referable-new-*/p1/index.html"))
        if new:
            os.kill(process.pid, signal.SIGKILL)
            break
        time.sleep(0.01)
    process.wait()

    assert process.returncode == -signal.SIGKILL
    assert before == tree(root / "site")
    assert list(root.glob(".referable-new-*"))
    assert run(root, "build").returncode == 0
    assert not list(root.glob(".referable-new-*"))


def test_build_killed_between_the_two_renames_is_put_right(tmp_path):
    """When only the first rename was done, the next build starts by putting the old site back."""
    old = tmp_path / ".referable-old-123"
    old.mkdir()
    (old / "index.html").write_text("old")

    with staged_output(tmp_path / "site"):
        pass

    assert (tmp_path / "site/index.html").read_text() == "old"


def test_sources_are_never_replaced(tmp_path):
    """A site_dir that holds sources is refused."""
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n")

    with pytest.raises(ReferableError, match="sources"), staged_output(tmp_path):
        pass


def test_exception_leaves_nothing_behind(tmp_path):
    """An exception inside the block removes the new folder and keeps the old one."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")

    with pytest.raises(RuntimeError), staged_output(site) as staging:  # noqa: PT012
        (staging.path / "index.html").write_text("new")
        staging.accept()
        raise RuntimeError

    assert ["site"] == [p.name for p in tmp_path.iterdir()]
    assert (site / "index.html").read_text() == "old"
