"""`referable new`: from answers or questions to a complete site that builds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html as lxml_html

from referable import __version__
from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.starting import repository
from referable.starting.repository import PINS, requirement

pytestmark = pytest.mark.usefixtures("unknown_to_git")

ROOT = Path(__file__).resolve().parents[2]

ANSWERS = """\
practice: "Ann's \\"Quiet\\": Hands"
therapist: José Álvarez
credentials: LMT
state: Washington
license_number: "00123"
license_title: Licensed Massage Therapist
license_expires: 12/31/2027
license_register: https://doh.wa.gov/
npi: "1245319599"
telephone: (206) 555-0142
street: 1 Main Street
city: Tacoma
zip: "98401"
specialties: [low-back-pain, long-covid, fibromyalgia]
payers: [{payer: Sample Plan, status: covered_with_order}]
repository: quiet-hands/website
"""

TYPED = [
    "Quiet Hands", "Ann Lee", "LMT", "oregon", "00123", "Licensed Massage Therapist", "", "",
    "", "541 555 0177", "", "", "1 A Street", "Bend", "97701", "1, jaw pain", "", "", "", "",
]  # fmt: skip


def new(*arguments: str, typed: list[str] | None = None) -> Result:
    text = None if typed is None else "".join(f"{line}\n" for line in typed)
    return CliRunner().invoke(main, ["new", *arguments], input=text)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.yml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, unknown_to_git: Path) -> Path:
    """A site from answers, which tests only read."""
    del unknown_to_git  # which has to come first
    folder = tmp_path_factory.mktemp("made")
    (folder / "answers.yml").write_text(ANSWERS, encoding="utf-8")
    result = new(str(folder / "site"), "--from", str(folder / "answers.yml"))
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.mark.slow
def test_site_from_answers_builds_with_nothing_but_its_named_blanks(site, tmp_path):
    """It has no problem at all, and publishing is refused for what `new` named, and only that."""
    from referable.checks.placeholders import find_placeholders

    diagnostics = Diagnostics()
    config = mkdocs_runner.load(site, diagnostics)
    session = mkdocs_runner.build(config, tmp_path / "built", diagnostics)

    assert [d.place for d in diagnostics if d.severity != "note"] == []
    written = [p.origins[0].path for p in session.pages.values() if not p.generated]
    assert list(find_placeholders(site, ["practice.yml", *written]))
    home = lxml_html.parse(str(tmp_path / "built/index.html"))
    assert home.xpath("//link[contains(@href, 'assets/site.css')]")
    links = set(home.xpath("//main//a/@href"))
    assert {"specialties/fibromyalgia/", "specialties/low-back-pain/"} <= links
    assert not any("migraine" in link for link in links)


def test_facts_are_the_answers_and_nothing_invented(site):
    """What was asked is written; no credential of the sample's people is left."""
    text = (site / "practice.yml").read_text(encoding="utf-8")
    facts = yaml.safe_load(text)

    assert facts["name"] == 'Ann\'s "Quiet": Hands'
    (person,) = facts["people"]
    assert person["id"] == "jose-alvarez"
    assert person["licenses"][0]["number"] == "00123"
    assert {"liability_insurance", "certificates", "board_certification"}.isdisjoint(person)
    assert facts["treats"] == ["low-back-pain", "long-covid", "fibromyalgia"]
    assert facts["telephone"] == "206-555-0142"
    assert "establishment_license" not in facts
    assert facts["sample"] is True
    assert facts["payers"][0]["payer"] == "Sample Plan"
    config = yaml.safe_load((site / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_url"] == "https://quiet-hands.github.io/website/"
    assert config["site_name"] == facts["name"]


def test_every_section_that_was_not_asked_says_so(site):
    """A fact kept from the starter stands below a SAMPLE line, or names itself a sample."""
    text = (site / "practice.yml").read_text(encoding="utf-8")
    starter = (ROOT / "practice.yml").read_text(encoding="utf-8")
    asked = {
        "name",
        "sample",
        "tagline",
        "url",
        "telephone",
        "treats",
        "people",
        "locations",
        "payers",
    }
    for match in re.finditer(r"^([a-z_]+):", text, re.MULTILINE):
        if match[1] not in asked:
            before = text[: match.start()].splitlines()[-1]
            assert before.startswith("# SAMPLE: "), match[1]
            assert f"{match[1]}:" in starter


def test_a_site_without_an_address_names_that_blank(tmp_path):
    """Printed codes lead to the address, so it is one of the places that wait."""
    result = new(str(tmp_path / "s"), typed=TYPED)

    text = (tmp_path / "s/practice.yml").read_text(encoding="utf-8")
    line = text[: text.index("# url:")].count("\n") + 1
    assert f"practice.yml:{line}  The site's address" in result.output


def test_nothing_says_that_another_state_is_oregon(site):
    """The board and rules of the starter's state become blanks, never facts about another."""
    texts = [site / "practice.yml", *(site / "docs").rglob("*.md")]

    assert [f.name for f in texts if "Oregon" in f.read_text(encoding="utf-8")] == []
    assert "In Washington it is issued by TODO" in (site / "docs/about/team.md").read_text("utf-8")


def test_only_the_chosen_specialties_are_there_and_linked(site):
    """Others leave neither a page nor a link to one."""
    names = {f.stem for f in (site / "docs/specialties").glob("*.md")}
    assert names == {"index", "low-back-pain", "long-covid", "fibromyalgia"}
    text = (site / "docs/specialties/long-covid.md").read_text(encoding="utf-8")
    assert "neck-pain.md" not in text
    assert "[low back pain](low-back-pain.md)" in text


def test_the_practices_repository_depends_on_the_package(site):
    """It holds no templates or code of ours, and asks for this version below the next major."""
    assert not (site / "overrides").exists()
    assert not list(site.rglob("*.py"))
    line = (site / "requirements.txt").read_text().splitlines()[-1]
    assert line == requirement()
    assert re.fullmatch(r"referable(>=0\.[\d.]+,<1| @ git\+https://\S+@\S+)", line)
    for name in ("settings.json", "extensions.json"):
        assert (site / ".vscode" / name).is_file()


def test_workflows_use_the_very_pins_of_this_project(site):
    """Each action stands at a commit that a workflow here uses, and each workflow is YAML."""
    ours = "".join(f.read_text("utf-8") for f in (ROOT / ".github/workflows").glob("*.yml"))
    for pin in PINS.values():
        assert pin in ours
    for file in (site / ".github/workflows").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text)["jobs"]
        assert "@@" not in text
        for used in re.findall(r"uses: (.+)", text):
            assert re.search(r"@[0-9a-f]{40} # v", used)
            assert used in PINS.values()


def test_evidence_watch_is_the_one_that_runs_here(site):
    """Apart from the pins and from what is installed, the two workflows are the same."""

    def plain(path: Path) -> str:
        text = re.sub(r"uses: \S+ # \S+", "uses: pinned", path.read_text(encoding="utf-8"))
        return re.sub(r"(?s)- name: Install Referable\n.*?(?=      - name: )", "", text)

    name = ".github/workflows/evidence-watch.yml"
    assert plain(ROOT / name) == plain(site / name)


def test_the_first_version_is_committed(site):
    """git begins on main, in the therapist's name where it knew nobody; nothing is left over."""
    assert git(site, "status", "--porcelain") == ""
    assert (
        git(site, "log", "--format=%an|%s|%D").strip() == "José Álvarez|First version|HEAD -> main"
    )
    ignored = git(site, "check-ignore", "site/x", "outreach.csv", ".referable/x", "packet/a.pdf")
    assert len(ignored.splitlines()) == 4


def test_without_git_the_site_is_written_and_it_is_said(tmp_path, answers, monkeypatch):
    """A computer without git gets its site, and what to run later."""
    monkeypatch.setenv("PATH", str(tmp_path))

    result = new(str(tmp_path / "s"), "--from", str(answers))

    assert result.exit_code == 0
    assert "git is not installed" in result.output
    assert (tmp_path / "s/mkdocs.yml").is_file()


def test_inside_another_repository_nothing_is_committed(tmp_path, answers):
    """A folder of somebody's repository is left to them."""
    git(tmp_path, "init", "--quiet")

    result = new(str(tmp_path / "s"), "--from", str(answers))

    assert "belongs to the git repository" in result.output
    assert not (tmp_path / "s/.git").exists()


def test_questions_lead_to_a_site(tmp_path):
    """Eight questions, most with Enter, give a whole site; the kept answers are gone then."""
    result = new(str(tmp_path / "my site"), typed=TYPED)

    assert result.exit_code == 0, result.output
    assert "8 of 8" in result.output
    facts = yaml.safe_load((tmp_path / "my site/practice.yml").read_text(encoding="utf-8"))
    assert facts["people"][0]["licenses"][0]["state"] == "OR"
    names = {f.stem for f in (tmp_path / "my site/docs/specialties").glob("*.md")}
    assert names == {"index", "low-back-pain", "temporomandibular-disorder"}
    assert not list(tmp_path.glob("*.answers.yml"))
    assert 'cd "' in result.output


def test_a_wrong_answer_is_asked_again_kindly(tmp_path):
    """Each wrong answer is answered with what to write, and the question comes again."""
    typed = [*TYPED[:3], "Oregn", *TYPED[3:6], "31/12/2027", *TYPED[6:15], "foo", *TYPED[15:]]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    assert "“Oregn” is not a US state. Did you mean Oregon?" in result.output
    assert "“31/12/2027” is not a day" in result.output
    assert "There is no specialty “foo”." in result.output


def test_back_and_the_last_look_change_an_answer(tmp_path):
    """`back` returns to the question before; a number at the end opens one again."""
    typed = ["Quite Hands", "back", "Quiet Hands", *TYPED[1:-1], "2", "Ann Lee-Smith", "LMT", ""]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    facts = yaml.safe_load((tmp_path / "s/practice.yml").read_text(encoding="utf-8"))
    assert (facts["name"], facts["people"][0]["name"]) == ("Quiet Hands", "Ann Lee-Smith")


def test_back_returns_to_the_very_question_before(tmp_path):
    """Within a step, too: the other answers stay."""
    typed = [TYPED[0], "Ann Leee", "back", "Ann Lee", *TYPED[2:]]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    facts = yaml.safe_load((tmp_path / "s/practice.yml").read_text(encoding="utf-8"))
    assert (facts["name"], facts["people"][0]["name"]) == ("Quiet Hands", "Ann Lee")


def test_an_interruption_keeps_the_answers_and_new_goes_on(tmp_path):
    """What was typed before the end of input is not asked again."""
    stopped = new(str(tmp_path / "s"), typed=TYPED[:5])
    assert stopped.exit_code == 130
    assert "To go on: referable new" in stopped.output
    assert not (tmp_path / "s").exists()
    kept = yaml.safe_load((tmp_path / "s.answers.yml").read_text(encoding="utf-8"))
    assert kept["license_number"] == "00123"

    result = new(str(tmp_path / "s"), typed=TYPED[5:])

    assert result.exit_code == 0, result.output
    assert "What is your practice called?" not in result.output
    assert (tmp_path / "s/practice.yml").is_file()


def test_the_list_of_specialties_fits_a_window_and_tells_more_when_asked(tmp_path):
    """A line each with how certain the studies are; `? 1` says what they found, and asks again."""
    typed = [*TYPED[:15], "?", "? 1", "? nonsense", *TYPED[15:]]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    listed = result.output.partition("6 of 8")[2].partition("Which do you want")[0]
    assert len(listed.splitlines()) <= 24
    assert re.search(r"1  Low back pain \(.+ certainty\)\n", listed)
    told = result.output.partition("Which do you want")[2]
    assert "You can add more at any time" in told
    assert "  Low back pain: " in told
    assert "There is no specialty “nonsense”." in told


def test_an_insurer_is_a_name_and_back_returns_to_the_names(tmp_path):
    """A number is no insurer; `back` from what one pays leads to the names, not to another step."""
    typed = [*TYPED[:16], "2", "Acme, Sample Paln", "1", "back", "Acme", "2", *TYPED[17:]]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    assert "“2” is not a name." in result.output
    facts = yaml.safe_load((tmp_path / "s/practice.yml").read_text(encoding="utf-8"))
    assert facts["payers"][0]["payer"] == "Acme"
    assert facts["payers"][0]["status"] == "covered_with_order"
    assert facts["treats"][0] == "low-back-pain"
    assert "Sample Paln" not in str(facts)


def test_letters_that_need_backing_are_among_the_places_that_wait(tmp_path, answers):
    """What `check` says of them is named by `new`, above the line to fill in."""
    text = answers.read_text(encoding="utf-8").replace("LMT\n", "LMT, BCTMB\n", 1)
    answers.write_text(text, encoding="utf-8")

    result = new(str(tmp_path / "s"), "--from", str(answers))

    written = (tmp_path / "s/practice.yml").read_text(encoding="utf-8")
    line = next(n for n, t in enumerate(written.split("\n"), 1) if "letters BCTMB" in t)
    assert f"practice.yml:{line}  Until when you are certified" in result.output
    person = yaml.safe_load(
        written.replace("    # board_certification", "    board_certification").replace(
            "expires: …", "expires: 2028-03-31"
        )
    )["people"][0]
    assert person["board_certification"]["issuer"] == "NCBTMB"


def test_kept_answers_that_do_not_fit_are_asked_again(tmp_path):
    """A kept file that somebody spoilt loses only what cannot be used."""
    (tmp_path / "s.answers.yml").write_text("practice: Q\nstate: Nowhere\nzip: [1]\nnpi: 12\n")

    result = new(str(tmp_path / "s"), typed=TYPED[1:])

    assert result.exit_code == 0, result.output
    assert "What is your practice called?" not in result.output
    assert "Which state licensed you?" in result.output


def test_wrong_answers_in_a_file_are_problems_with_their_line(tmp_path):
    """Every problem of the file is named at once, and nothing is written."""
    file = tmp_path / "answers.yml"
    file.write_text(
        ANSWERS.replace("Washington", "Oregn").replace("fibromyalgia", "fibro") + "npy: 1\n"
    )

    result = new(str(tmp_path / "s"), "--from", str(file))

    assert result.exit_code == 1
    assert "answers.yml:4:1: error[field-value] state: “Oregn” is not a US state." in result.output
    assert "Did you mean fibromyalgia?" in result.output
    assert "answers.yml:17:1: error[field-unknown]" in result.output
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    "text", ["", "- a\n", "practice: [\n", "\0", "practice: 7\npayers: none\n"]
)
def test_a_file_that_is_no_list_of_answers_is_never_a_traceback(tmp_path, text):
    """Whatever the file holds, it ends in problems and exit status 1."""
    file = tmp_path / "answers.yml"
    file.write_text(text)

    result = new(str(tmp_path / "s"), "--from", str(file))

    assert result.exit_code == 1, result.output
    assert "answers.yml" in result.output


def test_existing_files_are_named_and_left(tmp_path, answers):
    """Nothing is overwritten; a clone of an empty repository is a fine place to begin."""
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet", "-b", "main")
    (folder / "notes.txt").write_text("mine")
    refused = new(str(folder), "--from", str(answers))
    assert refused.exit_code == 2
    assert "it holds notes.txt" in refused.output
    assert sorted(p.name for p in folder.iterdir()) == [".git", "notes.txt"]

    (folder / "notes.txt").unlink()
    result = new(str(folder), "--from", str(answers))

    assert result.exit_code == 0, result.output
    assert git(folder, "status", "--porcelain") == ""


def test_the_current_folder_can_become_the_site(tmp_path, answers):
    """`new .` writes into the folder one stands in, and that folder stays the same one."""
    folder = tmp_path / "here"
    folder.mkdir()
    node = folder.stat().st_ino
    command = [sys.executable, "-m", "referable", "new", ".", "--from", str(answers), "--no-git"]

    subprocess.run(command, cwd=folder, check=True, capture_output=True)

    assert (folder / "practice.yml").is_file()
    assert folder.stat().st_ino == node


def test_a_folder_that_cannot_be_written_is_said(tmp_path, answers):
    """A file in the way gives one sentence and leaves nothing half-written."""
    (tmp_path / "file").write_text("x")

    result = new(str(tmp_path / "file" / "s"), "--from", str(answers))

    assert result.exit_code == 2
    assert "cannot be written" in result.output or "is a file" in result.output
    assert not (tmp_path / ".s.new").exists()


def test_own_template_wins_over_the_packages(tmp_path, make_site):
    """A site with `design: true` takes the package's design, and a file of its own before it."""
    files = {
        "docs/index.md": "# Home\n\nText.\n",
        "mkdocs.yml": "site_name: T\ntheme: {name: material, custom_dir: overrides, font: false}\n"
        "plugins: [{referable: {design: true}}]\n",
        "overrides/partials/rf-footer.html": "<footer>mine</footer>",
    }
    root = make_site(files)
    diagnostics = Diagnostics()

    mkdocs_runner.build(mkdocs_runner.load(root, diagnostics), tmp_path / "out", diagnostics)

    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "<footer>mine</footer>" in page
    assert 'class="rf-header"' in page
    assert (tmp_path / "out/assets/site.css").is_file()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_names_with_spaces_accents_and_onedrive_are_fine(tmp_path, answers):
    """Folders as they are on people's computers, deep and accented, take a site."""
    folder = tmp_path / "OneDrive - Praxis für Hände" / "Site (1)" / "été"

    result = new(str(folder), "--from", str(answers))

    assert result.exit_code == 0, result.output
    assert git(folder, "status", "--porcelain") == ""


def test_zensical_takes_the_packages_design_too(tmp_path, make_site):
    """The second engine shows the same design, with the site's own file before the package's."""
    pytest.importorskip("zensical")
    from referable.engines import zensical

    files = {
        "docs/index.md": "# Home\n\nText.\n",
        "mkdocs.yml": "site_name: T\ntheme: {name: material, custom_dir: mine, font: false}\n"
        "plugins: [{referable: {design: true}}]\n",
        "mine/partials/rf-footer.html": "<footer>mine</footer>",
    }
    root = make_site(files)
    diagnostics = Diagnostics()
    (tmp_path / "out").mkdir()

    zensical.build(mkdocs_runner.load(root, diagnostics), tmp_path / "out", diagnostics)

    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "<footer>mine</footer>" in page
    assert 'class="rf-header"' in page
    assert (tmp_path / "out/assets/site.css").is_file()


def test_a_site_may_come_from_a_git_reference(tmp_path, answers):
    """--package names the place for requirements.txt; a bare git address gets the name before it."""
    place = "git+https://code.example.org/hands/referable.git@v0.1.0"

    for number, given in enumerate((place, f"referable @ {place}")):
        folder = tmp_path / f"s{number}"
        result = new(str(folder), "--from", str(answers), "--package", given)

        assert result.exit_code == 0, result.output
        assert (folder / "requirements.txt").read_text().splitlines()[-1] == f"referable @ {place}"
        assert "not installed from a release" not in result.output


@pytest.mark.parametrize("given", ["other>=1", "referable @@ x", "referable>=1\nevil", "-r x.txt"])
def test_a_place_that_pip_cannot_read_is_refused_first(tmp_path, given):
    """Nothing is written, and the message shows what a place looks like."""
    result = new(str(tmp_path / "s"), "--yes", "--package", given)

    assert result.exit_code == 2
    assert "referable @ git+https://github.com/" in result.output
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (
            {
                "url": "https://code.example.org/h/r.git",
                "vcs_info": {"vcs": "git", "commit_id": "a1"},
            },
            "referable @ git+https://code.example.org/h/r.git@a1",
        ),
        (
            {"url": "https://code.example.org/referable-0.1.0.whl", "archive_info": {}},
            "referable @ https://code.example.org/referable-0.1.0.whl",
        ),
        ({}, None),
        ({"url": "file:///nowhere", "dir_info": {}}, None),
        ({"url": "file:///nowhere", "vcs_info": {"vcs": "git", "commit_id": "a1"}}, None),
    ],
)
def test_a_site_asks_for_the_program_where_this_copy_came_from(monkeypatch, origin, line):
    """A public place is asked again; a place on this computer is of no use to anybody else."""
    monkeypatch.setattr(repository, "_origin", lambda: origin)

    found = requirement()

    assert found == (line or f"referable>={__version__},<1")
    assert repository.is_unsure(found) == (line is None and bool(origin))


def test_a_published_clone_is_asked_for_at_its_commit(monkeypatch, tmp_path):
    """What was cloned and pushed can be installed by anybody; a commit kept here cannot."""
    source, clone = tmp_path / "source", tmp_path / "clone"
    source.mkdir()
    git(source, "init", "--quiet", "-b", "main")
    named = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    git(source, *named, "commit", "--quiet", "--allow-empty", "-m", "One")
    git(tmp_path, "clone", "--quiet", str(source), str(clone))
    git(clone, "remote", "set-url", "origin", "git@code.example.org:hands/referable.git")
    commit = git(clone, "rev-parse", "HEAD").strip()
    monkeypatch.setattr(repository, "_origin", lambda: {"url": clone.as_uri(), "dir_info": {}})

    published = requirement()
    git(clone, *named, "commit", "--quiet", "--allow-empty", "-m", "Mine")
    unpublished = requirement()

    assert published == f"referable @ git+https://code.example.org/hands/referable.git@{commit}"
    assert unpublished == f"referable>={__version__},<1"


def test_a_word_of_a_name_chooses_a_specialty(tmp_path):
    """“jaw” stands for “Jaw pain”; the last look shows names, not addresses."""
    typed = [*TYPED[:15], "jaw, Low back", *TYPED[16:]]

    result = new(str(tmp_path / "s"), typed=typed)

    assert result.exit_code == 0, result.output
    assert "Jaw pain, Low back pain" in result.output.partition("What you said:")[2]


def test_questions_fit_a_narrow_terminal(tmp_path, monkeypatch):
    """No line that is asked or answered is longer than the terminal is wide."""
    monkeypatch.setenv("COLUMNS", "60")

    result = new(str(tmp_path / "s"), typed=["?", "Q", *TYPED[1:3], "x", *TYPED[3:]])

    asked = result.output.partition("What you said:")[0]
    assert [line for line in asked.splitlines() if len(line) > 60] == []
