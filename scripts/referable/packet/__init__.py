"""The packet of PDFs that a therapist prints and leaves with a clinic."""

from __future__ import annotations

from referable.packet.builder import MANIFEST, build_packet
from referable.packet.data import Sources, packet_data
from referable.packet.model import (
    Brief,
    Finding,
    LetterScale,
    PacketData,
    Paper,
    Reference,
    Specialty,
)

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
