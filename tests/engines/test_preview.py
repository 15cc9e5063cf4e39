"""The live preview follows edits and survives broken files."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from previewing import preview, wait_for

from referable.engines.preview import running


def problems(address: str, page: str = "/") -> dict[str, Any]:
    url = f"{address}-/referable/problems.json?page={quote(page)}"
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


def wait_until(address: str, page: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The problems of a page once they are as wanted."""
    deadline = time.monotonic() + 60
    news: dict[str, Any] = {}
    while time.monotonic() < deadline:
        news = problems(address, page)
        if wanted(news):
            return news
        time.sleep(0.05)
    raise AssertionError(f"never came: {news}")


def codes(found: list[dict[str, Any]]) -> list[str]:
    return sorted(problem["code"] for problem in found)


@pytest.mark.slow
def test_preview_follows_edits_and_survives_broken_files(make_site):
    """An edit shows; a broken page, library and facts are reported; mending them shows again."""
    root = make_site({"docs/index.md": "# T\n\nFirst words [@smith2019].\n"})
    page, library = root / "docs/index.md", root / "research/library.bib"
    with preview(root) as address:
        wait_for(address, "First words")
        page.write_text("# T\n\nSecond words [@smith2019].\n")
        wait_for(address, "Second words")
        page.write_text("---\ntitle: [\n---\n# T\n\nThird words [@nobody].\n")
        wait_for(address, "Third words")
        good = library.read_text(encoding="utf-8")
        library.write_text("@article{broken, title = {Never closed\n\n" + good, encoding="utf-8")
        page.write_text("# T\n\nFourth words [@smith2019].\n")
        wait_for(address, "Fourth words")
        # An editor that saves by renaming a new file over the old one.
        beside = root / "docs/.index.md.tmp"
        beside.write_text("# T\n\nFifth words [@vandenberg2020].\n")
        beside.replace(page)
        wait_for(address, "Fifth words")
    log = (root / "serve.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "citation-unknown" in log
    assert "bib-syntax" in log


@pytest.mark.slow
def test_problems_stand_on_their_page_and_vanish(make_site):
    """A problem is told on its page with line and fix, elsewhere as elsewhere, until it is mended."""
    good = "# Two\n\nWords [@smith2019].\n"
    root = make_site({"docs/index.md": "# One\n\nWords.\n", "docs/two.md": good})
    with preview(root) as address:
        wait_for(address, "Words")
        (root / "docs/two.md").write_text("# Two\n\nWords [@smith2018].\n")

        here = wait_until(address, "/two/", lambda news: "citation-unknown" in codes(news["here"]))
        found = next(p for p in here["here"] if p["code"] == "citation-unknown")
        assert (found["path"], found["line"]) == ("docs/two.md", 3)
        assert "@smith2019" in found["fix"]
        home = problems(address)
        assert "citation-unknown" not in codes(home["here"])
        assert "citation-unknown" in codes(home["elsewhere"])
        # The whole check, which comes after the build, says so, too, and only once.
        settled = wait_until(address, "/two/", lambda news: not news["checking"])
        assert codes(settled["here"]).count("citation-unknown") == 1

        (root / "docs/two.md").write_text(good)
        wait_until(address, "/two/", lambda n: not n["here"] and not n["checking"])
    log = (root / "serve.log").read_text(encoding="utf-8")
    assert "docs/two.md:3:8: error[citation-unknown]" in log
    assert "mended: 1" in log


@pytest.mark.slow
def test_what_a_broken_file_hides_is_not_called_mended(make_site):
    """While practice.yml cannot be read, what else is wrong in it has not gone away."""
    practice = "name: Tiny\ntelephone: 541-555-0100\ntelefax: 541-555-0101\n"
    root = make_site({"docs/index.md": "# One\n\nWords.\n", "practice.yml": practice})
    with preview(root) as address:
        wait_for(address, "Words")
        wait_until(address, "/", lambda n: "field-unknown" in codes(n["elsewhere"] + n["here"]))
        (root / "practice.yml").write_text(practice.replace("name:", "name"))
        wait_until(address, "/", lambda n: "yaml-syntax" in codes(n["elsewhere"] + n["here"]))
    log = (root / "serve.log").read_text(encoding="utf-8")
    assert "yaml-syntax" in log
    assert "mended: " not in log


@pytest.mark.slow
def test_a_broken_configuration_leaves_the_last_good_site(make_site):
    """A mkdocs.yml that cannot be read is told in words; pages stay, and follow once it is mended."""
    root = make_site({"docs/index.md": "# One\n\nFirst words.\n"})
    config = (root / "mkdocs.yml").read_text()
    with preview(root) as address:
        wait_for(address, "First words")
        (root / "mkdocs.yml").write_text(config + "plugins: [\n")
        news = wait_until(address, "/", lambda news: bool(news["failure"]))
        assert "mkdocs.yml" in news["failure"]
        wait_for(address, "First words")
        (root / "mkdocs.yml").write_text(config.replace("Tiny", "Mended"))
        (root / "docs/index.md").write_text("# One\n\nSecond words.\n")
        page = wait_for(address, "Second words")
        assert "Mended" in page
        assert not problems(address)["failure"]
    assert "Traceback" not in (root / "serve.log").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_broken_template_is_named_with_its_line(make_site):
    """An override that cannot be read stops nothing, and its edit shows like any other."""
    config = "site_name: T\ntheme: {name: material, font: false, custom_dir: overrides}\n"
    root = make_site(
        {
            "mkdocs.yml": f"{config}plugins: [referable: {{design: true}}]\n",
            "docs/index.md": "# One\n",
            "overrides/partials/rf-footer.html": "<footer>First foot</footer>\n",
        }
    )
    footer = root / "overrides/partials/rf-footer.html"
    with preview(root) as address:
        wait_for(address, "First foot")
        footer.write_text("<footer>\n{% if %}</footer>\n")

        news = wait_until(address, "/", lambda news: bool(news["failure"]))

        assert "overrides/partials/rf-footer.html, line 2, cannot be used" in news["failure"]
        footer.write_text("<footer>Second foot</footer>\n")
        wait_for(address, "Second foot")
        assert wait_until(address, "/", lambda news: not news["failure"])


@pytest.mark.slow
def test_only_what_changed_is_written_and_search_stays_whole(make_site):
    """After an edit the other pages' files are untouched; a page that goes is gone everywhere."""
    config = "site_name: Tiny\ntheme: {name: material, font: false}\nplugins: [search, referable]\n"
    root = make_site(
        {
            "mkdocs.yml": config,
            "docs/index.md": "# One\n\nApples.\n",
            "docs/two.md": "# Two\n\nPears.\n",
            "docs/three.md": "# Three\n\nPlums.\n",
        }
    )
    with preview(root) as address:
        wait_for(address, "Apples")
        before = headers(f"{address}two/")
        (root / "docs/index.md").write_text("# One\n\nCherries.\n")
        wait_for(address, "Cherries")
        index = wait_for(f"{address}search/search_index.json", "Cherries")
        assert "Pears" in index
        assert "Apples" not in index
        assert "Pears" in wait_for(f"{address}two/", "Pears")
        assert before == headers(f"{address}two/")

        (root / "docs/three.md").unlink()
        (root / "docs/index.md").write_text("# One\n\nMelons.\n")
        wait_for(address, "Melons")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}three/", timeout=5)
        assert "Plums" not in wait_for(f"{address}search/search_index.json", "Melons")


def headers(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        return re.sub(rb"<script>.*?</script>", b"", answer.read(), flags=re.DOTALL).decode()


@pytest.mark.skipif(sys.platform == "win32", reason="ends programs without asking")
def test_a_closed_terminal_leaves_nothing_behind(make_site, tmp_path):
    """Ended by the system as by Ctrl+C, the preview removes what it has built."""
    root = make_site({"docs/index.md": "# T\n\nWords.\n"})
    kept = tmp_path / "temporary"
    kept.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "referable", "serve", "--no-open", "--port", str(port)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(kept)},
    )
    wait_for(f"http://127.0.0.1:{port}/", "Words")
    assert list(kept.iterdir())

    process.terminate()
    said, _ = process.communicate(timeout=30)

    assert "Stopped." in said
    assert "Traceback" not in said
    assert not list(kept.iterdir())


@pytest.mark.slow
def test_taken_ports_and_second_previews(make_site, tmp_path):
    """A port in use is told with another to try; the same site's preview is found running."""
    root = make_site({"docs/index.md": "# One\n\nWords.\n"})
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = serve(root, port)
    assert result.returncode == 2
    assert f"Another program uses port {port}." in result.stderr
    assert f"--port {port + 1}" in result.stderr

    with preview(root) as address:
        wait_for(address, "Words")
        again = serve(root, urlsplit(address).port)
        assert again.returncode == 0
        assert f"already running: {address}" in again.stdout


def serve(root: Path, port: int | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "referable", "serve", "--no-open", "--port", str(port)]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.slow
def test_a_preview_that_gave_way_to_another_program_is_found_again(make_site, monkeypatch, capsys):
    """It runs at the next port then; starting it once more leads there and starts no third."""
    root = make_site({"docs/index.md": "# One\n\nWords.\n"})
    with preview(root) as address:
        wait_for(address, "Words")
        port = int(address.rstrip("/").rpartition(":")[2])
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            taken = other.getsockname()[1]
            monkeypatch.setattr(running, "_candidates", lambda _: [taken, port])

            running.serve(root, open_browser=False)

    assert f"already running: {address}" in capsys.readouterr().out
