"""What the registers have in common: a client, an address, a name, and questions below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from referable.research.remote.http import Client
from referable.research.remote.records import as_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Register"]

_JSON = "application/json"
_NO_SUCH_RECORD = frozenset({404})


@dataclass(frozen=True, slots=True)
class Register:
    """A register of papers that answers in JSON.

    Attributes:
        client: How to ask.
        base: The service's address.
    """

    service: ClassVar[str]
    """Its name, for messages."""

    client: Client
    base: str

    def ask(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        holds: str,
        accept: str = _JSON,
        absent: frozenset[int] = _NO_SUCH_RECORD,
    ) -> dict[str, Any]:
        """The answer to one question; empty where there is no such record.

        Args:
            path: Below the service's address, beginning with a slash.
            params: What to ask.
            holds: A name that every answer of this kind has; what comes without it is no answer.
            accept: The wanted media type.
            absent: Statuses that mean "there is no such record".

        Raises:
            RemoteError: The service did not give a usable answer.
        """
        answer = self.client.get_json(
            self.service,
            f"{self.base}{path}",
            params,
            accept=accept,
            absent=absent,
            usable=lambda value: as_dict(value).get(holds) is not None,
        )
        return as_dict(answer)
