"""A loopback server that answers as the registers do, well and badly."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from referable.project import Project
from referable.research.remote.http import Policy
from referable.research.remote.services import Services

ROOT = Path(__file__).parents[3]
ANSWERS = Path(__file__).parent / "answers"
NOTHING_FOUND = ANSWERS.joinpath("europepmc-nothing.json").read_bytes()
NO_NOTICES = ANSWERS.joinpath("crossref-no-notices.json").read_bytes()


@dataclass
class Reply:
    """One answer; `fault` is one of "", "truncated", "slow", "dropped"."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass
class Asked:
    """A request that arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Registers:
    """The server's script: what it answers to which path, and what it was asked."""

    def __init__(self) -> None:
        self.replies: list[tuple[str, str, list[Reply]]] = []
        self.asked: list[Asked] = []
        self.release = threading.Event()
        self.lock = threading.Lock()
        self.url = ""

    def on(self, path: str, *replies: Reply | dict | str, query: str = "") -> None:
        """Answer a path (and words in its query) in turn; the last reply is repeated."""
        made = [self._reply(reply) for reply in replies]
        self.replies.insert(0, (path, query, made))

    def work(self, doi: str, *replies: Reply | dict | str) -> None:
        self.on(f"/crossref/works/{doi}", *replies)

    def notices(self, doi: str, *replies: Reply | dict | str) -> None:
        self.on("/crossref/works", *replies, query=f"updates:{doi}")

    def pubmed(self, words: str, *replies: Reply | dict | str) -> None:
        self.on("/europepmc/search", *replies, query=words)

    @staticmethod
    def _reply(reply: Reply | dict | str) -> Reply:
        if isinstance(reply, Reply):
            return reply
        if isinstance(reply, str):
            return Reply(ANSWERS.joinpath(reply).read_bytes())
        return Reply(json.dumps(reply).encode())

    def answer(self, path: str, query: dict[str, str]) -> Reply:
        said = " ".join(query.values())
        with self.lock:
            for wanted, words, replies in self.replies:
                if path == wanted and words in said:
                    return replies.pop(0) if len(replies) > 1 else replies[0]
        if path == "/europepmc/search":
            return Reply(NOTHING_FOUND)
        if path == "/crossref/works":
            return Reply(NO_NOTICES)
        return Reply(b"Resource not found.", 404, {"Content-Type": "text/plain"})

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def handler_of(registers: Registers) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one piece: TCP would wait 40 ms between them

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            registers.asked.append(Asked(path, query, dict(self.headers)))
            reply = registers.answer(path, query)
            if reply.fault == "slow":
                registers.release.wait(5)
            if reply.fault == "dropped":
                self.close_connection = True
                self.connection.close()
                return
            length = len(reply.body) * (2 if reply.fault == "truncated" else 1)
            try:
                self.send_response(reply.status)
                headers = {"Content-Type": "application/json", **reply.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:
                pass
            if reply.fault:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


def connect(registers: Registers, project: Project, policy: Policy) -> Services:
    return Services.connect(
        project,
        policy=policy,
        environ={
            "REFERABLE_CROSSREF_URL": f"{registers.url}/crossref",
            "REFERABLE_DOI_URL": f"{registers.url}/doi/",
            "REFERABLE_EUROPEPMC_URL": f"{registers.url}/europepmc",
        },
    )
