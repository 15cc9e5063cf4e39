"""What the practice's states want on advertising, on the pages of a built site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from referable.advertising import advertising, state_rules
from referable.checks.advertising import check_pages, visible_text
from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.practice import load_practice

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = {"FL": "MA00000", "WA": "MA 60000000"}
TITLES = {
    "MD": "Licensed Massage Therapist",
    "CA": "Certified Massage Therapist",
    "NC": "Licensed Massage and Bodywork Therapist",
}


def practice_yml(state: str, permit: str = "FP-1") -> str:
    title = TITLES.get(state, "Licensed Massage Therapist")
    number = NUMBERS.get(state, "00000")
    return f"""\
name: Example Clinical Massage
sample: true
tagline: Massage therapy
telephone: 541-555-0100
scope: We do not diagnose, prescribe, adjust joints or change a medicine. Red flags go back to you.
people:
  - {{id: a, name: Alex Example, title: {title}, licenses: [{{state: {state}, number: "{number}", title: {title}, expires: 2099-12-31, verify_url: "https://example.org"}}]}}
  - {{id: b, name: Sam Sample, title: {title}, licenses: [{{state: {state}, number: "{number}1", title: {title}, expires: 2099-12-31, verify_url: "https://example.org"}}]}}
establishment_license: {{state: {state}, number: {permit}, title: Massage facility permit, expires: 2099-12-31}}
locations: [{{name: Clinic, street: "1 Example Street, Suite 2", city: Sampleton, state: {state}, zip: "97000"}}]
"""


def required_in(text: str):
    practice = load_practice(text, "practice.yml", Diagnostics())
    assert practice is not None
    return advertising(practice, "practice.yml", Diagnostics())


def run(root: Path, *arguments: str) -> list[tuple[str, str, str]]:
    result = CliRunner().invoke(main, [*arguments, "-C", str(root), "--format", "json", "--notes"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    found = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return [(d["code"], d["severity"], d["path"]) for d in found if d["code"].startswith("ad-")]


def site_with_our_theme(make_site, text: str) -> Path:
    root = make_site(
        {
            "practice.yml": text,
            "docs/index.md": "# Start\n",
            "docs/a/b.md": "# Below\n",
            "mkdocs.yml": "site_name: T\nsite_url: https://example.org/\n"
            "theme: {name: material, custom_dir: overrides, font: false}\nplugins: [referable]\n",
        }
    )
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


@pytest.mark.slow
def test_every_page_of_the_starter_carries_the_lines(starter):
    """Name, title, license numbers and the permit stand on all pages, the lost page included."""
    required = required_in((ROOT / "practice.yml").read_text(encoding="utf-8"))
    assert len(required.lines()) == 3
    assert check_pages(starter.site, required) == []


@pytest.mark.parametrize("state", ["OR", "MD", "CA"])
def test_a_built_site_satisfies_its_state(make_site, state):
    """Our footer shows what the strictest rows ask for: a permit, a phrase, an address."""
    root = site_with_our_theme(make_site, practice_yml(state))
    assert run(root, "build") == []
    text = visible_text((root / "site/a/b/index.html").read_text(encoding="utf-8"))
    assert required_in(practice_yml(state)).lacking(text) == ()


def test_a_footer_of_ones_own_without_the_numbers_stops_the_build(make_site):
    """One missing line is one error that counts its pages; the old site stays."""
    root = site_with_our_theme(make_site, practice_yml("WA"))
    (root / "overrides/partials/rf-footer.html").write_text("<footer>Alex Example</footer>")
    (root / "overrides/partials/rf-header.html").write_text("")
    found = run(root, "build")
    assert {code for code, _, _ in found} == {"ad-license-missing", "ad-establishment-missing"}
    assert {severity for _, severity, _ in found} == {"error"}
    assert not (root / "site").exists()


@pytest.mark.parametrize("state", sorted(state_rules()))
@pytest.mark.parametrize("gone", range(4))
def test_each_state_misses_each_line(tmp_path, state, gone):
    """In every researched state a page without one of its lines is an error that names it."""
    required = required_in(practice_yml(state))
    wanted = [
        *(part for line in required.lines() for part in line.split(" · ")),
        *filter(None, [required.address, required.telephone]),
    ]
    missing = wanted[min(gone, len(wanted) - 1)]
    text = "\n".join(f"<p>{w}</p>" for w in wanted if w != missing)
    (tmp_path / "index.html").write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    found = check_pages(tmp_path, required)
    assert missing in " ".join(d.message for d in found)
    assert {d.path for d in found} == {"index.html"}


def test_what_nobody_sees_does_not_count(tmp_path):
    """A number in a script, a comment or the page's head is no number on the page."""
    required = required_in(practice_yml("OR"))
    lines = "\n".join(required.lines())
    (tmp_path / "index.html").write_text(
        f"<html><head><title>{lines}</title></head><body><!-- {lines} -->"
        f"<script>{lines}</script></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "old.html").write_text(
        '<meta http-equiv="refresh" content="0; url=/">', encoding="utf-8"
    )
    found = check_pages(tmp_path, required)
    assert len(found) == 5
    assert {d.path for d in found} == {"index.html"}


def test_an_unlisted_state_is_told_by_check(make_site):
    """Silence about Ohio is not permission."""
    root = make_site({"practice.yml": practice_yml("OH"), "docs/index.md": "# T\n"})
    assert run(root, "check") == [("ad-state-not-researched", "warning", "practice.yml")]


def test_the_day_can_be_given(make_site):
    """`--today` judges dated facts as on that day, in check and in build."""
    root = make_site({"practice.yml": practice_yml("IL"), "docs/index.md": "# T\n"})
    for command in ("check", "build"):
        result = CliRunner().invoke(
            main, [command, "-C", str(root), "--format", "json", "--today", "2100-01-01"]
        )
        assert result.stdout.count('"license-invalid"') == 3, result.output
