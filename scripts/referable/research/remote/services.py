"""The services together, and what the study commands need of a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from referable.diagnostics import Diagnostics, ReferableError
from referable.research.conditions import Vocabulary
from referable.research.library import Library
from referable.research.remote.crossref import CROSSREF, Crossref
from referable.research.remote.doi import DOI_SYSTEM, DoiSystem
from referable.research.remote.europepmc import EUROPE_PMC, EuropePmc
from referable.research.remote.http import Client, Policy
from referable.research.synopses import Synopsis

__all__ = ["Progress", "Services", "StudyPaths", "StudyProject", "silent"]

Progress = Callable[[int, int, str], None]
"""Told how many of how many are done, and what comes next."""

_BASES = {
    "REFERABLE_CROSSREF_URL": CROSSREF,
    "REFERABLE_DOI_URL": DOI_SYSTEM,
    "REFERABLE_EUROPEPMC_URL": EUROPE_PMC,
}


class StudyPaths(Protocol):
    """Where a project keeps its studies, relative to its root."""

    @property
    def library(self) -> str:
        """The BibTeX library."""

    @property
    def synopses(self) -> str:
        """The folder of synopses."""

    @property
    def cache(self) -> str:
        """The folder for what can be fetched or computed again."""


class StudyProject(Protocol):
    """What the study commands use of a project."""

    @property
    def root(self) -> Path:
        """The project's folder."""

    @property
    def settings(self) -> StudyPaths:
        """Where its files are."""

    @property
    def diagnostics(self) -> Diagnostics:
        """Receives problems."""

    @property
    def library(self) -> Library:
        """The library."""

    @property
    def synopses(self) -> Mapping[str, Synopsis]:
        """Usable synopses by citation key."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The conditions."""


def silent(_done: int, _total: int, _what: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Services:
    """Crossref, the DOI system and Europe PMC, sharing one client."""

    crossref: Crossref
    doi: DoiSystem
    europepmc: EuropePmc

    @classmethod
    def connect(
        cls,
        project: StudyProject,
        *,
        contact: str = "",
        policy: Policy | None = None,
        notify: Callable[[str], None] = lambda _: None,
        environ: Mapping[str, str] = os.environ,
    ) -> Services:
        """The services for a project, with answers kept in its cache folder.

        Args:
            project: The project.
            contact: An e-mail address for the services' staff, such as the practice's.
            policy: How patient and polite to be.
            notify: Told when there is a longer pause.
            environ: May hold REFERABLE_CONTACT, and REFERABLE_CROSSREF_URL, REFERABLE_DOI_URL and
                REFERABLE_EUROPEPMC_URL for mirrors and tests.

        Raises:
            ReferableError: One of the addresses is not a web address.
        """
        policy = policy or Policy()
        reach = environ.get("REFERABLE_CONTACT") or contact or policy.contact
        client = Client(
            replace(policy, contact=reach),
            project.root / project.settings.cache / "remote",
            notify,
        )
        crossref, doi, europepmc = (_base(environ, name) for name in _BASES)
        return cls(Crossref(client, crossref), DoiSystem(client, doi), EuropePmc(client, europepmc))


def _base(environ: Mapping[str, str], name: str) -> str:
    base = environ.get(name) or _BASES[name]
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ReferableError(
            f"{name} is not a web address: {base}",
            f"Write it like {_BASES[name]}, or unset it.",
        )
    return base.rstrip("/")
