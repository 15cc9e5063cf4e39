"""Every fault of a register in each study command: a sentence, nothing concluded, nothing kept."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from click.testing import CliRunner
from loopback_registers import Registers, Reply, connect

from referable.commands.study import study
from referable.project import Project
from referable.research.remote.http import OfflineError, Policy, RemoteError
from referable.research.remote.services import Services
from referable.research.remote.study_add import Added, Outcome, study_add
from referable.research.remote.study_verify import study_verify
from referable.research.remote.study_watch import last_look, study_watch

DOI = "10.1001/archinte.161.8.1081"
TODAY = dt.date(2026, 11, 23)
PLACES = (f"/crossref/works/{DOI}", "/crossref/works", f"/doi/{DOI}", f"/doi/api/handles/{DOI}",
          "/europepmc/search")  # fmt: skip
ENTRY = """@article{cherkin2001massage,
  author = {Cherkin, Daniel C.}, title = {Randomized trial}, journal = {Arch Intern Med},
  year = {2001}, doi = {10.1001/archinte.161.8.1081}, pmid = {11322842}}
"""
SYNOPSIS = """---
design: rct
conditions: [neck-pain, low-back-pain]
population: Adults
intervention: Massage
conclusion: Little.
reviewed: {'on': 2026-11-23, by: A}
---
Body.
"""
FAULTS = {
    "429": (Reply(status=429), "asked too often"),
    "500": (Reply(status=500), r"out of order just now \(HTTP 500\)"),
    "slow": (Reply(b"{}", fault="slow"), "took too long to answer"),
    "truncated": (Reply(b'{"message": {}}', fault="truncated"), "broke off"),
    "dropped": (Reply(fault="dropped"), "cut the connection"),
    "page": (Reply(b"<html>Sign in</html>"), "something that is no data"),
    "list": (Reply(b"[]"), "something that is no data"),
    "foreign": (Reply(b'{"status": "please sign in"}'), "something that is no data"),
    "refused": (Reply(status=403), r"refused the question \(HTTP 403\)"),
}
faults = pytest.mark.parametrize(("reply", "words"), FAULTS.values(), ids=FAULTS)


@pytest.fixture
def policy() -> Policy:
    return Policy(timeout=0.2, tries=2, backoff=0, interval=0, patience=99)


@pytest.fixture
def site(project: Project) -> Project:
    (project.root / "research/library.bib").write_text(ENTRY, encoding="utf-8")
    (project.root / "research/synopses/cherkin2001massage.md").write_text(
        SYNOPSIS, encoding="utf-8"
    )
    return Project(project.root)


def fail(registers: Registers, reply: Reply) -> None:
    for place in PLACES:
        registers.on(place, reply)


def heal(registers: Registers) -> None:
    registers.replies.clear()
    registers.work(DOI, "crossref-cherkin2001.json")
    registers.pubmed("11322842", "europepmc-cherkin2001.json")
    registers.pubmed(DOI, "europepmc-cherkin2001.json")


def add(project: Project, services: Services) -> Added:
    return study_add(project, services, DOI, confirm=lambda _: True)


@faults
def test_add_writes_nothing_and_works_afterwards(  # noqa: PLR0917 # fixtures
    registers, project, services, policy, reply, words
):
    """One error that says what each register did; the next run is not misled by it."""
    fail(registers, reply)

    with pytest.raises(RemoteError, match=words):
        add(project, services)
    assert not (project.root / "research/library.bib").exists()
    registers.release.set()
    heal(registers)

    assert add(project, connect(registers, project, policy)).outcome is Outcome.ADDED


@faults
def test_verify_concludes_nothing(  # noqa: PLR0917 # fixtures
    registers, site, services, policy, reply, words
):
    """No study is called wrong, dead or retracted; each is said not to have been checked."""
    fail(registers, reply)

    result = study_verify(site, services)

    assert {p.code for p in result.problems} == {"study-unchecked"}
    assert re.search(words, " ".join(p.message for p in result.problems))
    assert list(result.unchecked) == ["cherkin2001massage"]
    registers.release.set()
    heal(registers)

    assert study_verify(site, connect(registers, site, policy)).checked == ["cherkin2001massage"]


@faults
def test_watch_does_not_remember_a_look_that_failed(registers, site, services, reply, words):
    """Each condition says why; the next look begins where the last complete one ended."""
    fail(registers, reply)

    watch = study_watch(site, services, today=TODAY)

    assert set(watch.troubles) == {"neck-pain", "low-back-pain"}
    assert all(re.search(words, trouble) for trouble in watch.troubles.values())
    assert watch.findings == []
    assert last_look(site) is None


def test_nobody_knows_the_study(registers, project, site, services):
    """404 everywhere: add says so in a sentence, verify calls the DOI dead, watch finds nothing."""
    added = study_add(project, services, "10.5555/nowhere", confirm=lambda _: True)

    assert added.outcome is Outcome.NOT_FOUND
    assert "study-doi-dead" in {p.code for p in study_verify(site, services).problems}
    assert study_watch(site, services, today=TODAY).complete


def test_the_proxy_of_the_office_is_used_by_each_command(
    registers, project, site, policy, monkeypatch
):
    """All three commands reach a register that only the proxy can reach."""
    monkeypatch.setenv("HTTP_PROXY", registers.url)
    heal(registers)
    there = "http://register.example.org"
    names = ("crossref", "doi", "europepmc")
    environ = {f"REFERABLE_{name.upper()}_URL": f"{there}/{name}" for name in names}
    services = Services.connect(project, policy=policy, environ=environ)
    empty = Project(project.root / "elsewhere")

    assert add(empty, services).outcome is Outcome.ADDED
    assert study_verify(site, services).checked == ["cherkin2001massage"]
    assert study_watch(site, services, today=TODAY).complete
    assert {asked.headers["Host"] for asked in registers.asked} == {"register.example.org"}


def test_offline_each_command_says_so_at_once(registers, project, site, policy):
    """One attempt, one sentence; nothing is retried and nothing else is asked."""
    registers.url = "http://127.0.0.1:9"
    empty = Project(project.root / "elsewhere")

    with pytest.raises(OfflineError, match="seems to be offline"):
        add(empty, connect(registers, empty, policy))
    assert "seems to be offline" in study_verify(site, connect(registers, site, policy)).stopped
    watch = study_watch(site, connect(registers, site, policy), today=TODAY)
    assert "seems to be offline" in watch.stopped
    assert last_look(site) is None


def test_an_interrupted_addition_goes_on_where_it_stopped(registers, project, policy):
    """Ctrl-C at the question writes nothing, and the second run asks no register again."""
    heal(registers)

    def interrupt(_: object) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study_add(project, connect(registers, project, policy), DOI, confirm=interrupt)
    assert not (project.root / "research/library.bib").exists()
    registers.asked.clear()

    assert add(project, connect(registers, project, policy)).outcome is Outcome.ADDED
    assert registers.asked == []


def test_an_interrupted_look_goes_on_where_it_stopped(registers, site, policy):
    """The condition already looked at is not asked about again, and no date was remembered."""

    def interrupt(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study_watch(site, connect(registers, site, policy), today=TODAY, progress=interrupt)
    assert last_look(site) is None
    first = [asked.query["query"] for asked in registers.asked]
    registers.asked.clear()

    assert study_watch(site, connect(registers, site, policy), today=TODAY).complete
    assert [asked.query["query"] for asked in registers.asked] != first
    assert len(registers.asked) == 1


def test_an_answer_kept_by_an_older_version_is_not_trusted_when_it_is_no_answer(
    registers, site, services
):
    """What an earlier run kept is looked at as closely as what arrives."""
    heal(registers)
    study_verify(site, services)
    for file in (site.root / ".referable/cache/remote").iterdir():
        kept = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'"value": .*', '"value": ["x"]}', kept), encoding="utf-8")
    registers.asked.clear()

    again = study_verify(site, services)

    assert registers.asked
    assert again.checked == ["cherkin2001massage"]


def test_add_asks_again_about_what_nobody_knew_some_hours_ago(registers, project, monkeypatch):
    """A paper that was too new in the morning is found later the same day."""
    for name, place in (("CROSSREF", "crossref"), ("DOI", "doi"), ("EUROPEPMC", "europepmc")):
        monkeypatch.setenv(f"REFERABLE_{name}_URL", f"{registers.url}/{place}")
    (project.root / "mkdocs.yml").write_text("site_name: Sample\n", encoding="utf-8")
    (project.root / "docs").mkdir()
    command = ["add", DOI, "--yes", "-C", str(project.root)]

    first = CliRunner().invoke(study, command)
    heal(registers)
    at_once = CliRunner().invoke(study, command)
    for kept in project.root.rglob("*.json"):
        answer = json.loads(kept.read_text(encoding="utf-8"))
        stored = dt.datetime.fromisoformat(answer["stored"]) - dt.timedelta(hours=2)
        kept.write_text(json.dumps(answer | {"stored": stored.isoformat()}), encoding="utf-8")
    later = CliRunner().invoke(study, command)

    assert "No register knows" in first.output
    assert "No register knows" in at_once.output
    assert "Added" in later.output


@pytest.fixture
def whole(site: Project) -> Project:
    """The site with the files that the commands look for."""
    (site.root / "mkdocs.yml").write_text("site_name: Sample\n", encoding="utf-8")
    (site.root / "docs").mkdir()
    return site


def test_nothing_asked_is_not_called_no_problems(whole, monkeypatch):
    """Offline, `verify` says how much it could not check, and gives nobody an all-clear."""
    for name in ("CROSSREF", "DOI", "EUROPEPMC"):
        monkeypatch.setenv(f"REFERABLE_{name}_URL", "http://127.0.0.1:9/nobody")

    told = CliRunner().invoke(study, ["verify", "-C", str(whole.root)])

    assert told.exit_code != 0
    assert "Checked 0; could not check 1." in told.output
    assert "No problems found" not in told.output


@pytest.mark.parametrize("command", ["verify", "watch"])
def test_who_breaks_off_is_told_that_nothing_is_lost(whole, monkeypatch, command):
    """Ctrl+C in the middle of the library leaves what was fetched, and says so."""

    def break_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"referable.research.remote.study_{command}.study_{command}", break_off)

    told = CliRunner().invoke(study, [command, "-C", str(whole.root)])

    assert told.exit_code != 0
    assert "run the command again to go on from here" in told.output
