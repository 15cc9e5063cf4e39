"""The polite client against a server that behaves well and badly."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from loopback_registers import Reply

from referable.research.remote.http import Client, OfflineError, Policy, RemoteError

DAY = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


class Clock:
    """Time that passes only while the client sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def read(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def client_of(policy: Policy, clock: Clock, cache: Path | None = None, **more: object) -> Client:
    return Client(policy, cache, sleep=clock.sleep, clock=clock.read, now=lambda: DAY, **more)


def test_a_question_is_identified_and_answered(registers, policy, clock):
    """The service learns who asks and how to reach them."""
    registers.on("/a", {"answer": "Côté"})

    answer = client_of(policy, clock).get_json("Crossref", f"{registers.url}/a", {"q": "x y"})

    assert answer == {"answer": "Côté"}
    asked = registers.asked[0]
    assert asked.query == {"q": "x y"}
    assert asked.headers["User-Agent"].startswith("Referable/")
    assert "mailto:office@example.org" in asked.headers["User-Agent"]


@pytest.mark.parametrize("contact", ["a@b\r\nX-Evil: 1", "Jörg@example.org", "no address", ""])
def test_an_unusable_contact_is_left_out(registers, policy, clock, contact):
    """A mistyped contact never breaks or forges the request."""
    registers.on("/a", {})

    client_of(replace(policy, contact=contact), clock).get_json("X", f"{registers.url}/a")

    assert "mailto" not in registers.asked[0].headers["User-Agent"]
    assert "X-Evil" not in registers.asked[0].headers


def test_absent_is_none_and_is_kept(registers, policy, clock, tmp_path):
    """A 404 is an answer: there is no such record."""
    client = client_of(policy, clock, tmp_path)

    assert client.get_json("X", f"{registers.url}/none") is None
    assert client.get_json("X", f"{registers.url}/none") is None
    assert len(registers.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_asked_again(registers, policy, clock, status):
    """Two failures and an answer make an answer, with growing pauses between."""
    registers.on("/a", Reply(status=status), Reply(status=status), {"ok": True})

    client = client_of(replace(policy, backoff=1), clock)

    assert client.get_json("X", f"{registers.url}/a") == {"ok": True}
    assert clock.slept == [1, 2]


def test_retry_after_in_seconds_is_obeyed(registers, policy, clock):
    """The service's own wish comes before our backoff, and the user is told."""
    told: list[str] = []
    registers.on("/a", Reply(status=429, headers={"Retry-After": "7"}), {"ok": True})

    client_of(policy, clock, notify=told.append).get_json("Crossref", f"{registers.url}/a")

    assert clock.slept == [7]
    assert told == ["Crossref is asked too often just now; waiting 7 s."]


def test_retry_after_as_a_date_is_obeyed(registers, policy, clock):
    """The other form that the standard allows."""
    at = email.utils.format_datetime(DAY + dt.timedelta(seconds=30), usegmt=True)
    registers.on("/a", Reply(status=503, headers={"Retry-After": at}), {"ok": True})

    client_of(policy, clock).get_json("X", f"{registers.url}/a")

    assert clock.slept == [30]


@pytest.mark.parametrize("nonsense", ["soon", "-5", "", "99999999999999999999999999 GMT"])
def test_nonsense_in_retry_after_means_our_own_pause(registers, policy, clock, nonsense):
    """An unreadable wish is no reason to fail."""
    registers.on("/a", Reply(status=503, headers={"Retry-After": nonsense}), {"ok": True})

    client_of(replace(policy, backoff=2), clock).get_json("X", f"{registers.url}/a")

    assert clock.slept == [2]


def test_a_very_long_wait_is_refused_at_once(registers, policy, clock):
    """Nobody sits two hours before a terminal; and the service is left alone after that."""
    registers.on("/a", Reply(status=429, headers={"Retry-After": "7200"}))
    client = client_of(policy, clock)

    with pytest.raises(RemoteError, match="asks to wait 120 minutes"):
        client.get_json("Crossref", f"{registers.url}/a")
    with pytest.raises(RemoteError, match="was not asked again"):
        client.get_json("Crossref", f"{registers.url}/b")

    assert len(registers.asked) == 1
    assert clock.slept == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=500), r"out of order just now \(HTTP 500\) \(asked 3 times\)"),
        (Reply(b'{"a": 1}', fault="truncated"), "an answer that broke off"),
        (Reply(fault="dropped"), "cut the connection"),
    ],
)
def test_a_lasting_fault_is_one_sentence(registers, policy, clock, reply, words):
    """After the last try the user reads what happened, and nothing is kept."""
    registers.on("/a", reply)

    with pytest.raises(RemoteError, match=words):
        client_of(policy, clock).get_json("Crossref", f"{registers.url}/a")

    assert len(registers.asked) == 3


def test_a_slow_service_is_given_up(registers, policy):
    """A service that never answers cannot hold the run."""
    registers.on("/a", Reply(b"{}", fault="slow"))
    client = Client(replace(policy, timeout=0.1, tries=1))

    with pytest.raises(RemoteError, match=r"took too long to answer \(asked once\)"):
        client.get_json("Crossref", f"{registers.url}/a")


def test_an_answer_that_drips_is_given_up(registers, policy):
    """The whole answer has a deadline, not just each piece of it."""
    registers.on("/a", {"a": "b" * 1000})
    ticks = iter(range(0, 100_000, 100))
    client = Client(replace(policy, tries=1), clock=lambda: float(next(ticks)))

    with pytest.raises(RemoteError, match="took too long"):
        client.get_json("Crossref", f"{registers.url}/a")


@pytest.mark.parametrize(
    "body", [b"<html>Sign in to Hotel-WiFi</html>", b"", b"\xff\xfe\x00", b'{"a": ', b"[" * 100_000]
)
def test_nonsense_is_a_sentence_and_is_not_kept(registers, policy, clock, tmp_path, body):
    """A sign-in page of a network is not taken for data, and not remembered as such."""
    registers.on("/a", Reply(body), {"ok": 1})
    client = client_of(policy, clock, tmp_path)

    with pytest.raises(RemoteError, match="something that is no data"):
        client.get_json("Crossref", f"{registers.url}/a")

    assert client.get_json("Crossref", f"{registers.url}/a") == {"ok": 1}


def test_a_huge_answer_is_refused(registers, policy, clock):
    """A run-away answer does not fill the memory."""
    registers.on("/a", {"a": "b" * 5000})

    with pytest.raises(RemoteError, match="more than 1,000 bytes"):
        client_of(replace(policy, most_bytes=1000), clock).get_json("X", f"{registers.url}/a")


def test_a_refusal_is_not_asked_again(registers, policy, clock):
    """A 403 will be a 403 the next second too."""
    registers.on("/a", Reply(status=403))

    with pytest.raises(RemoteError, match=r"refused the question \(HTTP 403\)"):
        client_of(policy, clock).get_json("Crossref", f"{registers.url}/a")

    assert len(registers.asked) == 1


def test_a_failing_host_is_left_alone_after_three_failures(registers, policy, clock):
    """A service that is down costs three waits, not one for each of 150 studies."""
    registers.on("/a", Reply(status=500))
    client = client_of(replace(policy, tries=1), clock)

    for place in range(6):
        with pytest.raises(RemoteError):
            client.get_json("Crossref", f"{registers.url}/a", {"n": str(place)})

    assert len(registers.asked) == 3


def test_requests_to_one_host_are_spaced(registers, policy, clock):
    """The pace holds, and slows when the service publishes a limit of its own."""
    limits = {"X-Rate-Limit-Limit": "2", "X-Rate-Limit-Interval": "1s"}
    registers.on("/a", Reply(b"{}", headers=limits))
    client = client_of(replace(policy, interval=0.25), clock)

    for place in range(3):
        client.get_json("X", f"{registers.url}/a", {"n": str(place)})

    assert clock.slept == [0.25, 0.5]


def test_kept_answers_go_stale(registers, policy, tmp_path):
    """A second run asks nothing; a week later it asks again."""
    registers.on("/a", {"n": 1}, {"n": 2})
    now = [DAY]
    for days, expected in ((0, 1), (6, 1), (7, 2)):
        now[0] = DAY + dt.timedelta(days=days)
        client = Client(policy, tmp_path, now=lambda: now[0])

        assert client.get_json("X", f"{registers.url}/a") == {"n": expected}

    assert len(registers.asked) == 2


def test_a_spoilt_cache_is_ignored(registers, policy, clock, tmp_path):
    """Half-written or foreign files in the cache folder do no harm."""
    registers.on("/a", {"n": 1})
    client_of(policy, clock, tmp_path).get_json("X", f"{registers.url}/a")
    file = next(tmp_path.glob("*.json"))
    for spoilt in (b"", b"[]", b'{"stored": "yesterday"}', b'{"stored": "2099-01-01"}', b"\xff"):
        file.write_bytes(spoilt)

        assert client_of(policy, clock, tmp_path).get_json("X", f"{registers.url}/a") == {"n": 1}


def test_a_cache_that_is_a_file_does_not_stop_the_run(registers, policy, clock, tmp_path):
    """Whatever stands in the cache's place, the answer arrives."""
    registers.on("/a", {"n": 1})
    (tmp_path / "cache").write_text("in the way")

    client = client_of(policy, clock, tmp_path / "cache")

    assert client.get_json("X", f"{registers.url}/a") == {"n": 1}


def test_offline_is_said_at_once(policy, clock):
    """No retries, no waiting: the computer is not connected."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(OfflineError, match="seems to be offline") as caught:
        client_of(policy, clock).get_json("Crossref", f"http://127.0.0.1:{port}/a")

    assert "what was fetched is kept" in caught.value.tip
    assert clock.slept == []


def test_the_proxy_of_the_environment_is_used(registers, policy, clock, monkeypatch):
    """In an office the question goes through the proxy."""
    monkeypatch.setenv("HTTP_PROXY", registers.url)
    registers.on("/works/10.1/x", {"through": "proxy"})

    answer = client_of(policy, clock).get_json("X", "http://register.example.org/works/10.1/x")

    assert answer == {"through": "proxy"}
    assert registers.asked[0].headers["Host"] == "register.example.org"


def test_a_dead_proxy_is_named_without_its_password(policy, clock, monkeypatch):
    """The sentence tells where to look and keeps the secret."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("HTTP_PROXY", f"http://user:geheim@127.0.0.1:{port}")

    with pytest.raises(OfflineError, match="proxy set for this computer") as caught:
        client_of(policy, clock).get_json("X", "http://register.example.org/")

    assert "geheim" not in f"{caught.value} {caught.value.tip}"


def test_passwords_of_netrc_stay_at_home(registers, policy, clock, monkeypatch, tmp_path):
    """A password that belongs to another program is not sent along."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password geheim\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    registers.on("/a", {})

    client_of(policy, clock).get_json("X", f"{registers.url}/a")

    assert "Authorization" not in registers.asked[0].headers


def test_what_is_kept_is_readable_json(registers, policy, clock, tmp_path):
    """The cache holds the answer and when it came, and no half-written files."""
    registers.on("/a", {"n": "Côté"})

    client_of(policy, clock, tmp_path).get_json("X", f"{registers.url}/a")

    (file,) = tmp_path.iterdir()
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["stored"], kept["value"]) == (DAY.isoformat(), {"n": "Côté"})


def test_a_loop_of_redirects_is_a_sentence(registers, policy, clock):
    """A resolver that sends in circles does not raise anything else."""
    registers.on("/a", Reply(status=302, headers={"Location": "/a"}))

    with pytest.raises(RemoteError, match="could not be asked"):
        client_of(policy, clock).get_json("X", f"{registers.url}/a")


def test_registers_are_never_imported_by_the_build():
    """The build has no way to the network: only commands import this package."""
    source = Path(__file__).parents[3] / "scripts/referable"
    importing = [
        str(file.relative_to(source))
        for file in source.rglob("*.py")
        if "research/remote" not in file.as_posix()
        and "research.remote" in file.read_text(encoding="utf-8")
        and file.relative_to(source) != Path("commands/study.py")
    ]

    assert importing == []
