"""HTML of citations in the text and of the reference list, written for a screen reader's ear."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from referable.compiler.citations import Citation, collapse_runs
from referable.diagnostics import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from referable.compiler.session import LiveCluster, Session
    from referable.research.references import Reference

__all__ = ["PageReferences"]

_STRONG = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"\*(?=\S)([^*]+)(?<=\S)\*|(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)")


@lru_cache(maxsize=100_000)
def _address(slug: str) -> str:
    return quote(f"ref-{slug}")


@lru_cache(maxsize=100_000)
def _identifier(slug: str) -> str:
    return escape(f"ref-{slug}")


def _inline(text: str) -> str:
    """Words beside a citation as HTML, with emphasis as Markdown has it."""
    return _EMPHASIS.sub(r"<em>\1\2</em>", _STRONG.sub(r"<strong>\1</strong>", escape(text)))


class PageReferences:
    """Numbers a page's citations by first appearance and renders both ends of each link.

    Args:
        session: The compilation.
        path: The page's source path.
    """

    def __init__(self, session: Session, path: str) -> None:
        self.session = session
        self.path = path
        self.numbers: dict[str, int] = {}
        self.places: dict[str, list[int]] = {}
        self.count = 0

    def citation(self, live: LiveCluster) -> str:
        """The HTML of one citation bracket; unknown keys and stray parts are reported."""
        self.count += 1
        known = []
        for citation in live.cluster.citations:
            if citation.key in self.session.project.library:
                known.append(citation)
                self.numbers.setdefault(citation.key, len(self.numbers) + 1)
                self.places.setdefault(citation.key, []).append(self.count)
            else:
                self._report_unknown(citation, live)
        for part in live.cluster.stray:
            self.session.project.diagnostics.report(
                "citation-syntax",
                f"“{part}” in this citation names no study.",
                live.path,
                live.line,
                live.column,
                fix="Write each study as @key, separated by semicolons, or delete the part.",
                length=len(live.source),
            )
        unknown = [c for c in live.cluster.citations if c.key not in self.numbers]
        missing = "".join(
            f'<span class="citation-unknown">[@{escape(c.key)}]</span>' for c in unknown
        )
        if not known:
            return missing
        marks = f'class="citation" id="cite-{self.count}"'
        if self.session.keep_from_search:
            marks += ' data-search-exclude=""'
        if self.session.formatter.is_numeric:
            return f"<sup {marks}>{self._numeric(known)}</sup>{missing}"
        return f"<span {marks}>({self._author_date(known)})</span>{missing}"

    def _report_unknown(self, citation: Citation, live: LiveCluster) -> None:
        project = self.session.project
        near = did_you_mean(citation.key, project.library.keys())
        broken = self._place_of_broken(citation.key)
        fix = ""
        if broken:
            fix = f"Its entry at {broken} is broken: mend that, and it can be cited."
        elif near:
            entry = project.library.get(near[0])
            where = f" ({entry.path}:{entry.line})" if entry else ""
            others = f" Near, too: {', '.join(near[1:])}." if near[1:] else ""
            fix = f"Did you mean @{near[0]}{where}?{others}"
        elif not len(project.library):
            path = project.settings.library
            locked = any(
                d.code == "file-unreadable" and d.path == path for d in project.diagnostics
            )
            fix = f"{path} cannot be read: mend that." if locked else f"Add the study to {path}."
        else:
            fix = f"Use a key from {project.settings.library}, or add the study there."
        before = live.source[: 1 + citation.offset]
        column = (
            live.column + len(before) if "\n" not in before else len(before.rpartition("\n")[2]) + 1
        )
        project.diagnostics.report(
            "citation-unknown",
            f"No study in the library has the key “{citation.key}”.",
            live.path,
            live.line + before.count("\n"),
            column,
            fix=fix,
            length=len(citation.key) + 1,
        )

    def _place_of_broken(self, key: str) -> str:
        """Where the library holds an entry with this key that cannot be read, if it does."""
        codes = {"bib-syntax", "bib-key"}
        found = (d for d in self.session.project.diagnostics if d.code in codes)
        return next((d.place for d in found if f"'{key}'" in d.message), "")

    def _link(self, key: str, text: str, label: str) -> str:
        return f'<a href="#{self._anchor(key, href=True)}" aria-label="{escape(label)}">{text}</a>'

    def _anchor(self, key: str, *, href: bool = False) -> str:
        slug = self.session.project.library.slug(key)
        return _address(slug) if href else _identifier(slug)

    def _numeric(self, citations: list[Citation]) -> str:
        if all(c.is_plain for c in citations):
            by_number = {self.numbers[c.key]: c.key for c in citations}
            return ",".join(
                self._number(by_number, first)
                if first == last
                else f"{self._number(by_number, first)}–{self._number(by_number, last)}"
                for first, last in collapse_runs(list(by_number))
            )
        parts = []
        for c in citations:
            number = self.numbers[c.key]
            place = f"({escape(c.locator.replace('. ', '', 1))})" if c.locator else ""
            suffix = f" {_inline(c.suffix)}" if c.suffix else ""
            prefix = f"{_inline(c.prefix)} " if c.prefix else ""
            spoken = f"Reference {number}" + (f", {c.locator}" if c.locator else "")
            parts.append(f"{prefix}{self._link(c.key, str(number), spoken)}{place}{suffix}")
        return ", ".join(parts)

    def _number(self, by_number: Mapping[int, str], number: int) -> str:
        return self._link(by_number[number], str(number), f"Reference {number}")

    def _author_date(self, citations: list[Citation]) -> str:
        references = self.session.references(c.key for c in citations)
        parts = []
        for c in citations:
            reference = references.get(c.key)
            label = c.key
            if reference is not None:
                label = reference.year_label if c.suppress_author else reference.label
            prefix = f"{_inline(c.prefix)} " if c.prefix else ""
            rest = "".join(f", {_inline(t)}" for t in (c.locator, c.suffix) if t)
            parts.append(f"{prefix}{self._link(c.key, escape(label), f'Reference: {label}')}{rest}")
        return "; ".join(parts)

    def reference_list(self) -> str:
        """The page's references as one list with links back; empty when it cites nothing."""
        if not self.numbers:
            return ""
        references = self.session.references(self.numbers)
        keys = list(self.numbers)
        numeric = self.session.formatter.is_numeric
        if not numeric:
            keys.sort(key=lambda k: references[k].text.casefold() if k in references else k)
        items = "\n".join(self._item(key, references.get(key)) for key in keys)
        tag = "ol" if numeric else "ul"
        return f'<{tag} class="references" data-search-exclude="">\n{items}\n</{tag}>'

    def _item(self, key: str, reference: Reference | None) -> str:
        text = reference.html if reference is not None else escape(key)
        study = self.session.study_path(key)
        synopsis = ""
        if study is not None and study != self.path:
            href = self.session.links.relative(self.path, study)
            synopsis = f' <a class="reference-synopsis" href="{escape(href)}">Our synopsis</a>'
        return f'<li id="{self._anchor(key)}">{text}{synopsis} {self._back(key)}</li>'

    def _back(self, key: str) -> str:
        places, number = self.places[key], self.numbers[key]
        if len(places) == 1:
            return (
                f'<a class="reference-back" href="#cite-{places[0]}" '
                f'aria-label="Back to text, reference {number}">Back to text</a>'
            )
        links = ", ".join(
            f'<a href="#cite-{place}" aria-label="Back to text, reference {number}, '
            f'place {index} of {len(places)}">{index}</a>'
            for index, place in enumerate(places, 1)
        )
        return f'<span class="reference-back">Back to text: {links}</span>'
