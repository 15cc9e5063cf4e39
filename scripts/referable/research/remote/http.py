"""A polite HTTP client: identified, paced, retried with patience, cached on disk.

Every trouble is a `RemoteError` that says in one sentence what happened. What was fetched is kept,
so a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import exceptions
from urllib3.exceptions import NewConnectionError

from referable.diagnostics import ReferableError

__all__ = ["Client", "OfflineError", "Policy", "RemoteError"]

_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK = 65_536
_TIMEOUTS = (exceptions.Timeout, TimeoutError)
_BROKEN = (exceptions.ChunkedEncodingError, exceptions.ContentDecodingError)


class RemoteError(ReferableError):
    """A service could not answer; the message is one sentence for a therapist."""


class OfflineError(RemoteError):
    """There is no way to the network at all; asking for more would be useless."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How the client behaves.

    Attributes:
        contact: An e-mail address for the services' staff, sent in the User-Agent; may be empty.
        timeout: Longest wait for a connection and between two pieces of an answer, in seconds.
        deadline: Longest time for one whole answer, in seconds.
        tries: How often one question is asked before giving up.
        backoff: First pause after a failure, in seconds; doubled each time.
        longest_wait: A service that asks for a longer pause is left alone, in seconds.
        interval: Shortest time between two requests to one host, in seconds.
        most_bytes: Largest answer that is read.
        fresh_for: How long a kept answer is used again.
        patience: Failed questions in a row after which a host is not asked again.
    """

    contact: str = ""
    timeout: float = 20.0
    deadline: float = 90.0
    tries: int = 4
    backoff: float = 1.0
    longest_wait: float = 120.0
    interval: float = 0.25
    most_bytes: int = 20_000_000
    fresh_for: dt.timedelta = dt.timedelta(days=7)
    patience: int = 3


class _TryAgainError(Exception):
    """A failure that may pass: what happened, and how long the service asked to wait."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(slots=True)
class _Host:
    """What is known of one host in this run."""

    interval: float
    next_at: float = 0.0
    answered: bool = False
    failures: int = 0


@dataclass
class Client:
    """Asks web services for JSON.

    Attributes:
        policy: How patient and how polite it is.
        cache: Folder for answers, or None to keep nothing.
        notify: Told in a sentence when there is a longer pause.
        sleep: Waits so many seconds.
        clock: Seconds that only go forward.
        now: The date and time in UTC, for the age of kept answers.
    """

    policy: Policy = field(default_factory=Policy)
    cache: Path | None = None
    notify: Callable[[str], None] = lambda _: None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False, repr=False)
    _session: requests.Session = field(default_factory=requests.Session, init=False, repr=False)

    def __post_init__(self) -> None:
        self._session.headers["User-Agent"] = _user_agent(self.policy.contact)
        self._session.max_redirects = 8
        # A no-op, so that passwords of ~/.netrc are never sent along; proxies still come from
        # the environment.
        self._session.auth = lambda request: request

    def get_json(
        self,
        service: str,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        accept: str = "application/json",
        absent: frozenset[int] = frozenset({404}),
        usable: Callable[[Any], bool] = lambda _: True,
    ) -> Any:
        """The JSON at an address, from the cache while it is fresh.

        Args:
            service: The service's name, for messages.
            url: The address.
            params: What to ask.
            accept: The wanted media type.
            absent: Statuses that mean "there is no such record".
            usable: Whether a parsed answer has the shape of this service's answers; one that has
                not is neither returned nor kept, since nothing may be concluded from it.

        Returns:
            The parsed answer, or None when there is no such record.

        Raises:
            OfflineError: Nothing can be reached.
            RemoteError: The service did not give a usable answer.
        """
        address = requests.Request("GET", url, params=params or {}).prepare().url or url
        kept = self._kept(address, accept)
        if kept is not None and (kept[0] is None or usable(kept[0])):
            return kept[0]
        status, body = self._ask(service, address, accept, absent)
        value = None if status in absent else self._parsed(service, body)
        if value is not None and not usable(value):
            raise _no_data(service)
        self._keep(address, accept, value)
        return value

    # -- asking -----------------------------------------------------------------------------

    def _ask(
        self, service: str, address: str, accept: str, absent: frozenset[int]
    ) -> tuple[int, bytes]:
        host = self._host(address)
        if host.failures >= self.policy.patience:
            raise RemoteError(
                f"{service} was not asked again, since it failed {host.failures} times in a row.",
                "Run the command again later; what was fetched is kept.",
            )
        reason = ""
        for attempt in range(1, self.policy.tries + 1):
            try:
                answer = self._ask_once(service, address, accept, host, absent)
            except _TryAgainError as trouble:
                reason = str(trouble)
                if attempt < self.policy.tries:
                    self._pause(service, reason, attempt, trouble.wait, host)
                continue
            except RemoteError:
                host.failures += 1
                raise
            host.failures = 0
            return answer
        host.failures += 1
        tries = "once" if self.policy.tries == 1 else f"{self.policy.tries} times"
        raise RemoteError(
            f"{service} {reason} (asked {tries}).",
            "Run the command again later; what was fetched is kept.",
        )

    def _ask_once(
        self, service: str, address: str, accept: str, host: _Host, absent: frozenset[int]
    ) -> tuple[int, bytes]:
        self._take_turn(host)
        started = self.clock()
        try:
            with self._session.get(
                address, headers={"Accept": accept}, timeout=self.policy.timeout, stream=True
            ) as response:
                host.answered = True
                self._heed_limits(response.headers, host)
                status = response.status_code
                if status in _RETRIED:
                    raise _TryAgainError(_why(status), self._wanted_wait(response.headers))
                if status in absent:
                    return status, b""
                if status != requests.codes.ok:
                    raise RemoteError(f"{service} refused the question (HTTP {status}).")
                return status, self._body(service, response, started)
        except _BROKEN:
            raise _TryAgainError("sent an answer that broke off") from None
        except _TIMEOUTS:
            raise _TryAgainError("took too long to answer") from None
        except exceptions.RequestException as error:
            raise self._unreachable(service, address, error, host) from None

    def _body(self, service: str, response: requests.Response, started: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self.policy.most_bytes:
                raise RemoteError(
                    f"{service} sent more than {self.policy.most_bytes:,} bytes for one question."
                )
            if self.clock() - started > self.policy.deadline:
                raise _TryAgainError("took too long to answer")
        return bytes(body)

    def _unreachable(
        self, service: str, address: str, error: exceptions.RequestException, host: _Host
    ) -> Exception:
        name = urlsplit(address).hostname or address
        if isinstance(error, exceptions.ProxyError):
            return OfflineError(
                f"The proxy set for this computer did not let the question to {name} through.",
                "Check the settings HTTPS_PROXY and HTTP_PROXY, or ask who set them.",
            )
        if isinstance(error, exceptions.SSLError):
            return RemoteError(
                f"The connection to {name} is not safe: its certificate could not be checked.",
                "Check the computer's clock; in an office, ask who looks after the network.",
            )
        reason = getattr(error.args[0], "reason", None) if error.args else None
        if isinstance(reason, NewConnectionError) and not host.answered:
            return OfflineError(
                f"There is no connection to {name}: the computer seems to be offline, or a "
                "firewall is in the way.",
                "Connect and run the command again; what was fetched is kept.",
            )
        if isinstance(error, exceptions.ConnectionError):
            return _TryAgainError("cut the connection")
        return RemoteError(f"{service} could not be asked ({type(error).__name__}).")

    # -- pacing -----------------------------------------------------------------------------

    def _host(self, address: str) -> _Host:
        name = urlsplit(address).netloc
        return self._hosts.setdefault(name, _Host(self.policy.interval))

    def _take_turn(self, host: _Host) -> None:
        wait = host.next_at - self.clock()
        if wait > 0:
            self.sleep(wait)
        host.next_at = self.clock() + host.interval

    def _heed_limits(self, headers: Mapping[str, str], host: _Host) -> None:
        """Slow down when the service says how many questions it allows in how many seconds."""
        limit = headers.get("X-Rate-Limit-Limit", "")
        span = headers.get("X-Rate-Limit-Interval", "").removesuffix("s")
        if limit.isdecimal() and span.isdecimal() and int(limit) > 0:
            host.interval = max(self.policy.interval, min(int(span) / int(limit), 10.0))

    def _wanted_wait(self, headers: Mapping[str, str]) -> float | None:
        """Seconds the service asks to wait, from Retry-After (RFC 9110, 10.2.3), or None."""
        wanted = headers.get("Retry-After", "").strip()
        if wanted.isdecimal():
            return float(wanted)
        with suppress(ValueError, TypeError, OverflowError):
            at = email.utils.parsedate_to_datetime(wanted)
            at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
            return max(0.0, (at - self.now()).total_seconds())
        return None

    def _pause(
        self, service: str, reason: str, attempt: int, wanted: float | None, host: _Host
    ) -> None:
        wait = wanted if wanted is not None else self.policy.backoff * 2 ** (attempt - 1)
        if wait > self.policy.longest_wait:
            host.failures = self.policy.patience
            raise RemoteError(
                f"{service} {reason} and asks to wait {wait / 60:,.0f} minutes.",
                "Run the command again after that time; what was fetched is kept.",
            )
        if wait >= 1:
            self.notify(f"{service} {reason}; waiting {wait:.0f} s.")
        self.sleep(wait)

    # -- keeping ----------------------------------------------------------------------------

    def _parsed(self, service: str, body: bytes) -> Any:
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise _no_data(service) from None

    def _file(self, address: str, accept: str) -> Path | None:
        if self.cache is None:
            return None
        name = hashlib.sha256(f"{accept} {address}".encode()).hexdigest()
        return self.cache / f"{name}.json"

    def _kept(self, address: str, accept: str) -> tuple[Any] | None:
        file = self._file(address, accept)
        if file is None:
            return None
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            kept = json.loads(file.read_bytes())
            age = self.now() - dt.datetime.fromisoformat(kept["stored"])
            if kept["address"] == address and dt.timedelta() <= age < self.policy.fresh_for:
                return (kept["value"],)
        return None

    def _keep(self, address: str, accept: str, value: Any) -> None:
        file = self._file(address, accept)
        if file is None:
            return
        kept = {"stored": self.now().isoformat(), "address": address, "value": value}
        with suppress(OSError):  # the cache is a convenience; a full disk must not stop the run
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=file.parent, suffix=".part", delete=False
            ) as part:
                json.dump(kept, part, ensure_ascii=False)
            Path(part.name).replace(file)


def _no_data(service: str) -> RemoteError:
    return RemoteError(
        f"{service} sent something that is no data, perhaps a network's sign-in page.",
        "Open any web page to sign in to the network, then run the command again.",
    )


def _why(status: int) -> str:
    if status == requests.codes.too_many_requests:
        return "is asked too often just now"
    return f"is out of order just now (HTTP {status})"


def _user_agent(contact: str) -> str:
    try:
        version = metadata.version("referable")
    except metadata.PackageNotFoundError:
        version = "0"
    usable = contact.isascii() and contact.isprintable() and "@" in contact and " " not in contact
    reach = f"; mailto:{contact}" if usable else ""
    return f"Referable/{version} (massage evidence library{reach})"
