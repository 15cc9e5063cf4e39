"""Given names that are ordinary words too, where a frame promises a name: "Grace Hill"."""

from __future__ import annotations

import re

from referable.checks.phi import lexicon
from referable.checks.phi.lexicon import fold
from referable.checks.phi.names import CAP, Name, Shape, is_proper

__all__ = ["given_at"]

_GIVEN_SLOT = re.compile(
    rf"[\"“‘'(*_ \t]{{0,3}}(?P<name>{CAP}(?<!['’]s)(?:[ ](?:[A-Z]\.|{CAP}(?<!['’]s))){{0,2}})"
)
_SLOT_ENDS = re.compile(
    r"[*_\"”’)]*(?:[.,;!?\n]|$|[ ](?:is|has|was|for|from|as|on|at|and)\b|['’]s\b)"
)


def given_at(text: str, position: int, limit: int, *, single: bool) -> Name | None:
    """The name that begins with an ordinary word which is a given name too: "Grace Hill".

    Args:
        text: The reading.
        position: Where the name should begin.
        limit: Offset the name may not pass.
        single: Whether a given name alone will do.
    """
    match = _GIVEN_SLOT.match(text, position, limit)
    if match is None:
        return None
    parts = tuple(fold(word.rstrip(".")) for word in match["name"].split())
    if not lexicon.is_given(parts[0]):
        return None
    if len(parts) == 1 and not (
        single and len(parts[0]) > 2 and _SLOT_ENDS.match(text, match.end())
    ):
        return None
    if len(parts) > 1 and not (parts[-1] in lexicon.surnames() or is_proper(parts[-1])):
        return None
    shape = Shape.GIVEN if len(parts) == 1 else Shape.FULL
    return Name(match.start("name"), match.end("name"), parts, shape)
