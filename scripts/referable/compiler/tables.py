"""Tables written in Markdown: header cells say what they head, cells name their column.

A screen reader announces a cell with its header by `scope`; the theme shows a table's rows as
cards on a phone, where `data-label` is the only trace of the header.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor

__all__ = ["TableHeaders"]

# What stands for stashed HTML, and for citations that are numbered later.
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03|\ue000[^\ue001]*\ue001")


class TableHeaders(Treeprocessor):
    """Adds `scope` to header cells and `data-label` to the others; what an author set stays."""

    def run(self, root: ET.Element) -> None:
        """Complete every table of the page, once inline Markdown is done."""
        for table in root.iter("table"):
            heads = table.findall("./thead/tr/th")
            for head in heads:
                head.attrib.setdefault("scope", "col")
            labels = [_plain(head) for head in heads]
            for row in table.iterfind("./tbody/tr"):
                for label, cell in list(zip(labels, row, strict=False))[1:]:
                    if label:
                        cell.attrib.setdefault("data-label", label)


def _plain(cell: ET.Element) -> str:
    return " ".join(_PLACEHOLDER.sub("", "".join(cell.itertext())).split())
