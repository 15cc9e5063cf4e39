"""The page that explains a rule: what was seen, why it matters, what to write instead.

Each rule has one, as `rules/explained/<code>.md`. The same text is printed by
`referable explain`, carried by the SARIF output and shown in the manual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules

import referable.rules as package
from referable.rules import RULES, Rule

__all__ = [
    "BAD",
    "GOOD",
    "SECTIONS",
    "Example",
    "Page",
    "Section",
    "parse_page",
    "read_page",
    "subjects",
]

BAD, GOOD = "Instead of", "Write"
SECTIONS = ("Why it matters", BAD, GOOD, "If it is wrong here")
"""The headings of every page, in order."""

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<marks>`{3,}) *(?P<language>[\w-]*)(?: +file=(?P<file>\S+))?[ ]*\n"
    r"(?P<text>.*?)^(?P=marks)[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text to write, or not to write.

    Attributes:
        language: The language of the text, such as `markdown`.
        file: Where it stands in a site; empty when it is not shown by a whole file.
        text: The text, with its last line end.
    """

    language: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its heading: its Markdown, and the examples in it."""

    heading: str
    markdown: str

    @property
    def blocks(self) -> tuple[str | Example, ...]:
        """Paragraphs and examples in order."""
        found: list[str | Example] = []
        at = 0
        for match in _FENCE.finditer(self.markdown):
            found += _paragraphs(self.markdown[at : match.start()])
            found.append(Example(match["language"], match["file"] or "", match["text"]))
            at = match.end()
        return (*found, *_paragraphs(self.markdown[at:]))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples that are whole files."""
        return tuple(b for b in self.blocks if isinstance(b, Example) and b.file)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that explains a rule.

    Attributes:
        code: The code in its heading.
        title: The rest of its heading.
        markdown: All of it, as written.
        sections: What was seen, under an empty heading, and the parts of `SECTIONS`.
    """

    code: str
    title: str
    markdown: str
    sections: tuple[Section, ...]

    def section(self, heading: str) -> Section:
        """The part under a heading.

        Raises:
            KeyError: The page has no such heading.
        """
        for section in self.sections:
            if section.heading == heading:
                return section
        raise KeyError(heading)


def parse_page(text: str) -> Page:
    """A page from its Markdown; headings inside examples do not count."""
    hidden = _FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    first, _, _ = text.partition("\n")
    code, _, title = first.removeprefix("# ").partition(": ")
    marks = list(_HEADING.finditer(hidden))
    ends = [m.start() for m in marks[1:]] + [len(text)]
    opening = text[len(first) : marks[0].start() if marks else len(text)]
    sections = [Section("", opening.strip())]
    for mark, end in zip(marks, ends, strict=True):
        sections.append(Section(mark[1].strip(), text[mark.end() : end].strip()))
    return Page(code, title.strip(), text, tuple(sections))


@cache
def read_page(code: str) -> Page | None:
    """The page of a rule, or None when it has none."""
    file = files("referable") / "rules" / "explained" / f"{code}.md"
    return parse_page(file.read_text(encoding="utf-8")) if file.is_file() else None


def subjects() -> dict[str, tuple[Rule, ...]]:
    """All rules by what they are about, in words; each rule once."""
    found: dict[str, tuple[Rule, ...]] = {}
    for info in iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{info.name}")
        exported = [getattr(module, name) for name in getattr(module, "__all__", ())]
        rules = [rule for group in exported if isinstance(group, tuple) for rule in group]
        # A code that two subjects share belongs to the one that RULES kept.
        own = tuple(r for r in rules if isinstance(r, Rule) and RULES.get(r.code) is r)
        if own:
            found[_subject(module.__doc__ or info.name)] = own
    return dict(sorted(found.items()))


def _subject(docstring: str) -> str:
    """What a module's rules are about, from "Rules about …"."""
    line = docstring.strip().partition("\n")[0].rstrip(".").removeprefix("Rules about ")
    return line[:1].upper() + line[1:]


def _paragraphs(markdown: str) -> list[str]:
    return [p.strip() for p in re.split(r"\n{2,}", markdown.strip()) if p.strip()]
