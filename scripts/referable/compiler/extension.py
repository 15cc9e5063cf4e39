"""The Python-Markdown extension: citations, facts and directives, in any engine that runs it.

How a page passes through:

1. A preprocessor scans the source (see `scanner`). Facts become text. Directives become stashed
   HTML. Each citation becomes a token of private-use characters, which no other part of Markdown
   touches.
2. A tree processor puts tokens in code and in attributes back as they were written, turns those in
   headings into elements that the table of contents leaves out, and adds the heading of the
   reference list.
3. A postprocessor numbers the citations in the order they stand in the finished HTML. Tokens in raw
   HTML that an author wrote are put back. An engine that asks for it (`defer_references`) gets
   comments in their place, and the finished HTML from `put_deferred`: a search index that reads
   the page in between is not troubled with numbers, nor with a third more elements to parse.

Tokens pass through inline processing as ordinary text: a pattern of our own would be tried on every
piece of text of every page, which is where Python-Markdown spends its time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from referable.compiler.directives import render_directive
from referable.compiler.facts import fact_text
from referable.compiler.markup import PageReferences
from referable.compiler.scanner import Kind, Mark
from referable.compiler.session import LiveCluster, PageState, Session
from referable.compiler.tables import TableHeaders

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["ReferableExtension", "makeExtension", "put_deferred"]

_OPEN, _CLOSE, _BLOCK_OPEN, _BLOCK_CLOSE = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = re.compile("[\ue000-\ue003]")
_TOKEN = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_BLOCK = re.compile(rf"{_BLOCK_OPEN}(\d+){_BLOCK_CLOSE}")
# The toc extension leaves out elements whose id begins with "fnref", as ours must be.
_LIVE = re.compile(rf'<sup id="fnref-cite-(\d+)"></sup>|{_TOKEN.pattern}')
_LIVE_IN_HEADING = '<sup id="fnref-cite-'
_DEFERRED = re.compile(rf"<!--{_TOKEN.pattern}-->")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})
_PLACEHOLDER = '<div data-referable="references"></div>'


class ReferableExtension(Extension):
    """Citations, facts and directives.

    Args:
        session: The compilation; when None (an engine that only knows the extension's name), the
            project is loaded from the option `root`.
        options: `root` and any option of `referable.project.Settings`.
    """

    def __init__(self, session: Session | None = None, **options: Any) -> None:
        super().__init__()
        self.session = session
        self.options = options
        self.state: PageState | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; their priorities place them around Markdown's own."""
        if self.session is None:
            self.session = _session_for(self.options)
        md.registerExtension(self)
        if "@" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("@")  # as in Pandoc, \\@ is a plain at sign
        md.preprocessors.register(_Expand(md, self), "referable-expand", 40)
        md.preprocessors.register(_StashBlocks(md, self), "referable-blocks", 27)
        md.treeprocessors.register(_Settle(md, self), "referable-settle", 7)
        md.treeprocessors.register(TableHeaders(md), "referable-tables", 6)
        md.postprocessors.register(_Number(md, self), "referable-number", -10)

    def reset(self) -> None:
        """Forget the page before the next one."""
        self.state = None

    def begin(self, md: Markdown, body: str) -> PageState:
        """The state of the page about to be rendered."""
        assert self.session is not None
        path = self.session.current_path or _zensical_path(md) or "page.md"
        self.state = self.session.state(path, body)
        return self.state


class _Processor:
    md: Markdown

    def __init__(self, md: Markdown, extension: ReferableExtension) -> None:
        super().__init__(md)  # type: ignore[call-arg]
        self.extension = extension


class _Expand(_Processor, Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        body = "\n".join(lines).lstrip("\n")
        session = self.extension.session
        assert session is not None
        state = self.extension.begin(self.md, body)
        scan = session.scan(state.source.path, body)
        if not scan.marks and not _PRIVATE.search(body):
            return lines
        out: list[str] = []
        at = 0
        for mark in scan.marks:
            out.append(_PRIVATE.sub("", body[at : mark.start]))
            line, column = scan.place(mark.start)
            path, line = state.place(line)
            out.append(self.replacement(mark, state, path, line, column))
            at = mark.end
        out.append(_PRIVATE.sub("", body[at:]))
        return "".join(out).split("\n")

    def replacement(self, mark: Mark, state: PageState, path: str, line: int, column: int) -> str:
        session = self.extension.session
        assert session is not None
        if mark.kind is Kind.FACT:
            return fact_text(session, mark, path, line, column)
        if mark.kind is Kind.CITATION:
            assert mark.cluster is not None
            live = LiveCluster(mark.cluster, mark.text, path, line, column)
            state.clusters.append(live)
            return f"{_OPEN}{len(state.clusters) - 1}{_CLOSE}"
        if mark.name == "references":
            state.wants_references = True
            html = _PLACEHOLDER
        else:
            html = render_directive(session, state, mark, path, line)
            if not html:  # what has nothing to show leaves no empty paragraph either
                return "\n\n"
        state.blocks.append(html)
        return f"\n\n{_BLOCK_OPEN}{len(state.blocks) - 1}{_BLOCK_CLOSE}\n\n"


class _StashBlocks(_Processor, Preprocessor):
    """Puts directives' HTML out of Markdown's reach, once its white space has been normalised."""

    def run(self, lines: list[str]) -> list[str]:
        state = self.extension.state
        if state is None or not state.blocks:
            return lines
        blocks = state.blocks

        def stash(match: re.Match[str]) -> str:
            return self.md.htmlStash.store(blocks[int(match.group(1))])

        return [_BLOCK.sub(stash, line) if _BLOCK_OPEN in line else line for line in lines]


class _Settle(_Processor, Treeprocessor):
    """Decides, once inline Markdown is done, which tokens are citations."""

    def run(self, root: ET.Element) -> None:
        state = self.extension.state
        if state is None or not state.clusters:
            return
        self.restore_stashed(state)
        live = self.walk(root, state)
        if not live and not any("fnref-cite-" in block for block in state.blocks):
            return
        if not state.wants_references:
            assert self.extension.session is not None
            heading = ET.SubElement(root, "h2", {"id": "references"})
            heading.text = self.extension.session.project.settings.references_title
            ET.SubElement(root, "div", {"data-referable": "references"})

    def restore_stashed(self, state: PageState) -> None:
        """Put back tokens in HTML that an author or another extension set aside."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(blocks):
            if isinstance(block, str) and _OPEN in block:
                blocks[index] = _restored(block, state, escaped=True)

    def walk(self, root: ET.Element, state: PageState) -> bool:
        """Restore tokens in code and attributes, mark headings; whether any citation is left."""
        live = False
        for element in root.iter():
            if element.tag in _CODE:
                # Text after a nested element belongs to the code, too; its own tail does not.
                for part in element.iter():
                    part.text = _restored(part.text, state)
                    if part is not element:
                        part.tail = _restored(part.tail, state)
            for name, value in element.items():
                if _OPEN in value:
                    element.set(name, _restored(value, state))
            if element.tag in _HEADINGS:
                live = _mark_heading(element) or live
            elif not live:
                live = _OPEN in (element.text or "") or _OPEN in (element.tail or "")
        return live


def _restored(text: str | None, state: PageState, *, escaped: bool = False) -> Any:
    """Text with tokens as their source; atomic strings stay atomic."""
    if not text or _OPEN not in text:
        return text

    def source(match: re.Match[str]) -> str:
        written = state.clusters[int(match.group(1))].source
        return escape(written) if escaped else written

    return type(text)(_TOKEN.sub(source, text))


def _mark_heading(heading: ET.Element) -> bool:
    """Turn a heading's tokens into elements whose id keeps them out of its anchor and title."""
    found = False
    for element in list(heading.iter()):
        if element.text and _OPEN in element.text:
            head, *rest = _TOKEN.split(element.text)
            element.text = head
            for offset, sup in enumerate(_superscripts(rest)):
                element.insert(offset, sup)
            found = True
    for parent in list(heading.iter()):
        for index in range(len(parent) - 1, -1, -1):
            child = parent[index]
            if child.tail and _OPEN in child.tail:
                head, *rest = _TOKEN.split(child.tail)
                child.tail = head
                for offset, sup in enumerate(_superscripts(rest), 1):
                    parent.insert(index + offset, sup)
                found = True
    return found


def _superscripts(parts: list[str]) -> Iterator[ET.Element]:
    """Elements for what `_TOKEN.split` gives: number, text after it, number, text, number, text."""
    for number, tail in zip(parts[::2], parts[1::2], strict=True):
        sup = ET.Element("sup", {"id": f"fnref-cite-{number}"})
        sup.tail = tail
        yield sup


class _Number(_Processor, Postprocessor):
    def run(self, text: str) -> str:
        state, session = self.extension.state, self.extension.session
        if state is None or session is None or not (state.clusters or state.wants_references):
            return text
        if not (_OPEN in text or _PLACEHOLDER in text or _LIVE_IN_HEADING in text):
            return text  # the toc extension hands over every heading, too
        page = PageReferences(session, state.source.path)
        citations: list[str] = []

        def number(match: re.Match[str]) -> str:
            html = page.citation(state.clusters[int(match[1] or match[2])])
            if not session.defer_references:
                return html
            citations.append(html)
            return f"<!--{_OPEN}{len(citations) - 1}{_CLOSE}-->"

        text = _LIVE.sub(number, text)
        if session.defer_references:
            session.deferred[state.source.path] = (citations, page)
            return text
        return _with_list(text, page.reference_list)


def _with_list(text: str, reference_list: Callable[[], str]) -> str:
    return text.replace(_PLACEHOLDER, reference_list(), 1) if _PLACEHOLDER in text else text


def put_deferred(session: Session, path: str, content: str) -> str:
    """A page's HTML with its citations and reference list in their places.

    Args:
        session: A session with `defer_references`.
        path: The page's source path.
        content: What the Markdown engine made of the page.
    """
    deferred = session.deferred.pop(path, None)
    if deferred is None:
        return content
    citations, page = deferred
    if citations:
        content = _DEFERRED.sub(lambda match: citations[int(match[1])], content)
    return _with_list(content, page.reference_list)


def _zensical_path(md: Markdown) -> str | None:
    """The page's path as Zensical tells it, through a preprocessor that holds the context."""
    if "rendering_context" not in md.preprocessors:
        return None
    page = getattr(md.preprocessors["rendering_context"], "page", None)
    return getattr(page, "path", None)


_SESSIONS: dict[tuple[tuple[str, str], ...], Session] = {}


def _session_for(options: dict[str, Any]) -> Session:
    """The session of a project, loaded once for all pages an engine renders by extension name."""
    from referable.compiler.site import open_session  # noqa: PLC0415 # only for such engines

    key = tuple(sorted((name, str(value)) for name, value in options.items()))
    if key not in _SESSIONS:
        _SESSIONS[key] = open_session(Path(str(options.get("root", "."))), options)
    return _SESSIONS[key]


def makeExtension(**options: Any) -> ReferableExtension:
    """The extension, by the name Python-Markdown looks for."""
    return ReferableExtension(**options)
