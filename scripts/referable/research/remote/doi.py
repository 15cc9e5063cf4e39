"""The DOI system: whether a DOI exists, and what its registration agency says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from referable.research.remote.crossref import parse_work
from referable.research.remote.records import RemoteRecord
from referable.research.remote.register import Register

__all__ = ["DOI_SYSTEM", "DoiSystem"]

DOI_SYSTEM = "https://doi.org"
_SERVICE = "doi.org"
_CSL = "application/vnd.citationstyles.csl+json"
_EXISTS = frozenset({1, 200})  # 200: the DOI exists but carries no value of the asked type


@dataclass(frozen=True, slots=True)
class DoiSystem(Register):
    """Asks the DOI system."""

    service: ClassVar[str] = _SERVICE
    base: str = DOI_SYSTEM

    def exists(self, doi: str) -> bool:
        """Whether the DOI is registered with any agency.

        Raises:
            RemoteError: The resolver did not give a usable answer.
        """
        path = f"/api/handles/{quote(doi, safe='/')}"
        answer = self.ask(path, {"type": "URL"}, holds="responseCode")
        return answer.get("responseCode") in _EXISTS

    def record(self, doi: str) -> RemoteRecord | None:
        """What the DOI's agency says, by content negotiation; None when it says nothing.

        Raises:
            RemoteError: The agency did not give a usable answer.
        """
        absent = frozenset({204, 404, 406, 410})
        facts = self.ask(f"/{quote(doi, safe='/')}", holds="title", accept=_CSL, absent=absent)
        return parse_work(facts, _SERVICE) if facts else None
