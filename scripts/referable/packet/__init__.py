"""The packet of PDFs that a therapist prints and leaves with a clinic."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from referable.packet.builder import MANIFEST, build_packet
    from referable.packet.data import Sources, packet_data
    from referable.packet.model import (
        Brief,
        Finding,
        LetterScale,
        PacketData,
        Reference,
        Specialty,
    )
    from referable.packet.paper import Paper

__all__ = [
    "MANIFEST",
    "Brief",
    "Finding",
    "LetterScale",
    "PacketData",
    "Paper",
    "Reference",
    "Sources",
    "Specialty",
    "build_packet",
    "packet_data",
]

_PLACES = {
    "MANIFEST": "builder",
    "build_packet": "builder",
    "Paper": "paper",
    "Sources": "data",
    "packet_data": "data",
}


def __getattr__(name: str) -> Any:
    """What the package offers, loaded when it is asked for: every build names a sheet of paper."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'model')}"), name)
