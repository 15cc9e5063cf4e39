"""Typst at work: batches of records in, the HTML of references and citations out."""

from __future__ import annotations

import json
import os
import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from referable.research.references.markers import BATCH, ENTRY, entry_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from referable.research.references.hayagriva import Record
    from referable.research.references.styles import Style

__all__ = ["Refused", "Set", "Typesetter"]

_BIBLIOGRAPHY = (
    "#bibliography(bytes(sys.inputs.data), title: none, full: true,"
    ' style: if sys.inputs.csl == "" { sys.inputs.style } else { bytes(sys.inputs.csl) })'
)
# An element around each citation keeps Typst from joining neighbours: "(Abel, 2010; Cook, 2015)".
_CITATIONS = '#for key in sys.inputs.keys.split(" ") { html.elem("data", cite(label(key))) }\n'
_ITEM = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_CITATION = re.compile(r"<data>(.*?)</data>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FIELD_FAULT = re.compile(r"\(r[0-9]+\.(.+?) at line [0-9]")
_THREADS = 4

_PROBE: dict[str, object] = {
    "type": "article",
    "title": "Title",
    "author": [{"name": "Author", "given-name": "A. B."}],
    "date": "2015",
    "parent": {"type": "periodical", "title": "Journal", "volume": "7"},
}


class Refused(Exception):  # noqa: N818 - it names what Typst did
    """Typst cannot set this; the message is its own, without the source excerpt."""


@dataclass(frozen=True, slots=True)
class Set:
    """What Typst made of a record: the inner HTML of its list item and of its citation."""

    item: str
    citation: str = ""


class Typesetter:
    """Sets records in one citation style.

    Typst is imported at the first use: a build that finds all references in its cache needs none.
    """

    def __init__(self, style: Style) -> None:
        self._style = style

    def is_numeric(self) -> bool:
        """Whether the style cites by number or by note rather than by author and date.

        Raises:
            Refused: The style itself cannot be used.
        """
        html = self._compile([_PROBE], cites=True)
        found = _CITATION.search(html)
        cited = _TAG.sub("", found[1]) if found else ""
        if not _ITEM.search(html):
            raise Refused("it prints no bibliography")
        return not re.search(r"[^\W\d_]", cited)

    def set(
        self, records: Iterable[Record], *, cites: bool
    ) -> Iterator[tuple[Record, Set | Refused]]:
        """Every record with what became of it, in the same order; a refused one costs no other.

        Typst works outside the interpreter's lock, so the next records are made and the last ones
        finished while it sets others.

        Args:
            records: What to set.
            cites: Whether their citations are wanted, as in author-date styles.
        """
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            jobs: deque[tuple[list[Record], Future[list[Set | Refused]]]] = deque()
            remaining = iter(records)
            while batch := list(islice(remaining, BATCH)):
                jobs.append((batch, pool.submit(self._set_batch, batch, cites=cites)))
            while jobs:
                batch, job = jobs.popleft()
                yield from zip(batch, job.result(), strict=True)

    def _set_batch(self, batch: Sequence[Record], *, cites: bool) -> list[Set | Refused]:
        try:
            marked = [record.marked(entry_marker(at)) for at, record in enumerate(batch)]
            html = self._compile(marked, cites=cites)
        except Refused as refused:
            if len(batch) == 1:
                return [refused]
            half = len(batch) // 2
            first, second = batch[:half], batch[half:]
            return [*self._set_batch(first, cites=cites), *self._set_batch(second, cites=cites)]
        citations = _CITATION.findall(html)
        items = _items_by_place(html, len(batch))
        results: list[Set | Refused] = []
        for at, record in enumerate(batch):
            if items[at]:
                results.append(Set(items[at], citations[at] if cites else ""))
            elif len(batch) == 1:
                results.append(Refused("nothing is left of it in this style"))
            else:
                results += self._set_batch([record], cites=cites)
        return results

    def _compile(self, records: Sequence[dict[str, object]], *, cites: bool) -> str:
        import typst  # noqa: PLC0415 - only when something is to be set

        keys = [f"r{at}" for at in range(len(records))]
        data = json.dumps(dict(zip(keys, records, strict=True)), ensure_ascii=False)
        style, csl = self._style.name, self._style.csl
        source = _CITATIONS + _BIBLIOGRAPHY if cites else _BIBLIOGRAPHY
        try:
            html: bytes = typst.compile(
                source.encode(),
                format="html",
                sys_inputs={"data": data, "style": style, "csl": csl, "keys": " ".join(keys)},
                ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            found = _FIELD_FAULT.search(str(error.message))
            raise Refused(found[1] if found else str(error.message)) from error
        except BaseException as error:
            # A bug in Typst arrives as a panic, which is no Exception.
            if type(error).__name__ != "PanicException":
                raise
            raise Refused("Typst broke down over it") from error
        return html.decode()


def _items_by_place(html: str, count: int) -> list[str]:
    """The list items by the place of their record, whatever order the style puts them in."""
    items = [""] * count
    found = _ITEM.findall(html)
    for item in found:
        mark = ENTRY.search(item)
        if mark:
            items[ord(mark[0]) - ord(entry_marker(0))] = item
    if count == 1 and found:
        items[0] = found[0]
    return items
