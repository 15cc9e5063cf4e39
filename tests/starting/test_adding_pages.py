"""`specialty add`, `page add`: pages that build as they are, and refusals that help."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.project import Project
from referable.starting.specialty_page import PageParts, compose_specialty_page

FROZEN = Path(__file__).resolve().parents[1] / "fixtures/site-0.1"
ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A practice's site with one specialty page and few studies."""
    return Path(shutil.copytree(FROZEN, tmp_path / "site"))


def problems(root: Path) -> list[str]:
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    session = mkdocs_runner.check(config, diagnostics)
    from referable.checks.sources import check_sources

    project = session.project
    diagnostics.extend(check_sources(root, project.settings, session.docs_dir, project.today))
    return [f"{d.place} {d.code}" for d in diagnostics if d.severity != "note"]


def test_added_pages_have_no_problem(site):
    """A composed page, one of the starter's and a plain one check clean as they are."""
    before = problems(site)

    for command in (
        ("specialty", "add", "neck-pain"),
        ("specialty", "add", "long-covid"),
        ("specialty", "add", "Migraine"),
        ("page", "add", "Parking & access"),
        ("page", "add", "Our room", "--in", "about"),
    ):
        result = run(*command, "-C", str(site))
        assert result.exit_code == 0, result.output

    assert problems(site) == before
    assert (site / "docs/parking-and-access.md").is_file()
    assert (site / "docs/about/our-room.md").is_file()


@pytest.mark.parametrize(
    ("typed", "file"),
    [("headache", "tension-type-headache"), ("Neck pain", "neck-pain"), ("covid", "long-covid")],
)
def test_a_condition_is_found_by_what_people_call_it(site, typed, file):
    """Its name or a word of it will do, where only one condition has it."""
    result = run("specialty", "add", typed, "-C", str(site))

    assert result.exit_code == 0, result.output
    assert (site / f"docs/specialties/{file}.md").is_file()


def test_a_word_of_several_conditions_is_no_choice(site):
    """“pain” stands in many names, so they are listed."""
    result = run("specialty", "add", "pain", "-C", str(site))

    assert result.exit_code == 2
    assert "There is no specialty “pain”." in result.output


def test_page_says_what_the_evidence_says_and_asks_for_the_rest():
    """The lead is composed and cited; every practice decision is a TODO; front matter is whole."""
    parts = PageParts("migraine", 130, "../evidence/migraine.md", "../clinicians.md")

    text = compose_specialty_page(Project(ROOT), parts)

    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert "order: 130\nnav_title: Migraine\nconditions: [migraine]" in head
    lead = body.partition("## Who")[0]
    assert "[@" in lead
    assert "show: [answer]" in lead
    assert body.count("TODO") == 7
    assert "::: evidence\n    condition: migraine" in body


def test_page_without_a_study_says_so():
    """Nothing is made up where nothing is known."""
    project = Project(FROZEN)
    studied = {s for y in project.synopses.values() for s in y.facts.conditions}
    slug = next(s for s in project.vocabulary.conditions if s not in studied)

    text = compose_specialty_page(project, PageParts(slug, 10, can_refer=False))

    assert "Our library holds no study" in text
    assert "::: refer" not in text


def test_a_new_page_ends_with_its_review(site):
    """Who compared the studies, and when next, stands after everything else."""
    result = run("specialty", "add", "neck-pain", "-C", str(site))

    assert result.exit_code == 0, result.output
    text = (site / "docs/specialties/neck-pain.md").read_text(encoding="utf-8")
    assert text.endswith("::: evidence\n    condition: neck-pain\n    show: [review]\n")
    assert text.count("review]") == 1


def test_starters_page_links_only_where_there_is_a_page(site):
    """Links to specialties that the practice has no page on become words."""
    result = run("specialty", "add", "long-covid", "--from-starter", "-C", str(site))

    assert result.exit_code == 0, result.output
    text = (site / "docs/specialties/long-covid.md").read_text(encoding="utf-8")
    assert "[low back pain](low-back-pain.md)" in text
    assert "neck-pain.md" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("specialty", "add", "migrane"), "Did you mean migraine?"),
        (("specialty", "add", "safety"), "There is no specialty “safety”"),
        (("specialty", "add", "../../evil"), "There is no specialty"),
        (("specialty", "add", "low-back-pain"), "exists already"),
        (("specialty", "add", "sleep", "--from-starter"), "has no page"),
        (("page", "add", "Contact"), "exists already"),
        (("page", "add", "!?"), "holds no letter"),
        (("page", "add", "X", "--in", "../.."), "does not lie below docs/"),
        (("page", "add", "X", "--in", "C:\\temp"), "does not lie below docs/"),
    ],
)
def test_refusals_name_the_way_on(site, arguments, said):
    """Unknown, existing and unsafe names are refused with status 2, and nothing is written."""
    before = sorted(site.rglob("*.md"))

    result = run(*arguments, "-C", str(site))

    assert result.exit_code == 2
    assert said in result.output
    assert sorted(site.rglob("*.md")) == before


def test_page_that_cannot_be_written_is_one_sentence(site):
    """A file where a folder should be gives a sentence and status 2, not a traceback."""
    (site / "docs/rooms").write_text("x")

    result = run("page", "add", "Our room", "--in", "rooms", "-C", str(site))

    assert result.exit_code == 2
    assert "cannot be written" in result.output
