"""Every page of the built starter passes the Nu HTML checker, whichever engine built it."""

from __future__ import annotations

import json
import subprocess
import warnings
from pathlib import Path

import pytest
from install_nu import NuMissingError, command

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, zensical

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def nu() -> list[str]:
    """The checker's command; without one the tests are skipped with a warning that is seen."""
    try:
        return command()
    except NuMissingError as error:
        reason = f"HTML NOT CHECKED: {error}"
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(reason, UserWarning, stacklevel=1)
        pytest.skip(reason)


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter as each engine builds it."""
    if request.param == "mkdocs":
        return request.getfixturevalue("starter").site
    pytest.importorskip("zensical")
    out = tmp_path_factory.mktemp("zensical") / "site"
    out.mkdir()
    problems = Diagnostics()
    root = request.getfixturevalue("starter_root")
    zensical.build(mkdocs_runner.load(root, problems), out, problems)
    return out


def test_every_page_is_valid_html(nu: list[str], folder: Path) -> None:
    """No page has an error; policies are judged by the browser, which reads more than one file."""
    run = subprocess.run(
        [*nu, "--skip-non-html", "--errors-only", "--format", "json", "--exit-zero-always", str(folder)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    told = json.loads(run.stderr)["messages"]
    errors = {
        f"{Path(m['url']).relative_to(f'file:{folder}')}:{m.get('lastLine')}: {m['message']}"
        for m in told
        if m["type"] != "info"
    }
    assert sorted(errors) == []


def test_the_checker_is_awake(nu: list[str], tmp_path: Path) -> None:
    """A page with a fault has it named, so that silence means something."""
    page = tmp_path / "bad.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div></p>", encoding="utf-8")
    run = subprocess.run(
        [*nu, "--errors-only", "--format", "json", "--exit-zero-always", str(page)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert [m["type"] for m in json.loads(run.stderr)["messages"]].count("error") >= 1
