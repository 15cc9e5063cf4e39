"""The level of headings that a block brings along, so that no page skips one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referable.compiler.directives import Context

__all__ = ["level_below"]

_HEADING = re.compile(r"(#{1,4})[ \t]")


def level_below(context: Context) -> int:
    """The level just below the heading that a block stands under, between 2 and 5."""
    source = context.state.source
    above = source.body.split("\n")[: max(0, context.line - source.origins[0].offset)]
    for line in reversed(above):
        found = _HEADING.match(line)
        if found:
            return len(found.group(1)) + 1
    return 2
