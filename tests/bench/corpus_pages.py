"""The workload's pages: headings, paragraphs with citations, lists, tables, admonitions, links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import corpus_words as words
from corpus_words import Chooser

__all__ = ["Page", "index_page", "make_pages"]

_SECTION = 20  # pages in one section of the navigation


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        path: Path below `docs/`.
        title: Its heading.
        text: Its Markdown, with front matter.
        citations: How many brackets with citations it holds.
    """

    path: str
    title: str
    text: str
    citations: int


def make_pages(seed: int, count: int, citations: int, keys: Sequence[str]) -> list[Page]:
    """That many pages, each with that many brackets of citations; the same for the same seed.

    About one bracket in six holds two or three keys, and one in six repeats a key of the page.
    """
    names = [_name(number) for number in range(count)]
    return [_Writer(seed, number, names, citations, keys).page() for number in range(count)]


def index_page(pages: Sequence[Page]) -> str:
    """The site's first page: links to all others by section."""
    lines = ["# Example practice", "", "We cite the research behind what we do."]
    section = ""
    for page in pages:
        folder = page.path.partition("/")[0]
        if folder != section:
            section = folder
            lines += ["", f"## {folder.replace('-', ' ').capitalize()}", ""]
        lines.append(f"- [{page.title}]({page.path})")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Name:
    path: str
    title: str
    technique: str
    condition: str


def _name(number: int) -> _Name:
    section, place = divmod(number, _SECTION)
    condition = words.CONDITIONS[section % len(words.CONDITIONS)]
    part = section // len(words.CONDITIONS)
    technique = words.TECHNIQUES[place]
    suffix = f" (part {part + 1})" if part else ""
    folder = condition.replace(" ", "-") + (f"-{part + 1}" if part else "")
    title = f"{technique[0].upper()}{technique[1:]} for {condition}{suffix}"
    return _Name(f"{folder}/{technique.replace(' ', '-').lower()}.md", title, technique, condition)


class _Writer:
    """Writes one page."""

    def __init__(
        self, seed: int, number: int, names: list[_Name], citations: int, keys: Sequence[str]
    ) -> None:
        self.choose = Chooser("page", seed, number, citations, len(keys))
        self.number, self.names, self.name = number, names, names[number]
        self.citations = citations
        self.waiting = list(reversed([*self.brackets(citations, keys)]))
        self.in_paragraph = max(1, -(-citations // 9))

    def brackets(self, count: int, keys: Sequence[str]) -> list[str]:
        choose = self.choose
        used: list[str] = []
        popular = keys[: max(10, len(keys) // 20)]
        found = []
        for _ in range(count):
            if used and choose.chance(0.16):
                group = [choose.one(used)]
            else:
                size = 1 if choose.chance(0.84) else choose.number(2, 3)
                group = list(
                    dict.fromkeys(
                        choose.one(popular if choose.chance(0.35) else keys) for _ in range(size)
                    )
                )
            used += group
            found.append("[" + "; ".join(f"@{key}" for key in group) + "]")
        return found

    def page(self) -> Page:
        name, paragraph, sentence = self.name, self.paragraph, self.sentence
        about = f"What the research says about {name.technique} for {name.condition}."
        bullets = "\n".join(f"- {sentence()}" for _ in range(3))
        parts = [
            f"---\ntitle: {name.title}\ndescription: {about}\n---",
            f"# {name.title}",
            paragraph(3),
            self.links(),
            "## What the evidence shows",
            paragraph(3),
            paragraph(3),
            "### Summary of findings",
            self.table(),
            paragraph(3),
            self.admonition(),
            f"## How we use {name.technique}",
            paragraph(3),
            bullets,
            paragraph(3),
            "## Limits of the evidence",
            paragraph(3),
            f"1. {sentence()}\n2. {sentence()}",
        ]
        if self.waiting:
            parts += [
                "## Further reading",
                " ".join(self.cited() for _ in range(len(self.waiting))),
            ]
        if self.number % 20 == 3:
            parts.append("Questions? Write to clinic@example.org or call us.")
        return Page(name.path, name.title, "\n\n".join(parts) + "\n", self.citations)

    def paragraph(self, sentences: int) -> str:
        left = self.in_paragraph
        out = []
        for at in range(sentences):
            if left and self.waiting and (sentences - at <= left or self.choose.chance(0.7)):
                left -= 1
                out.append(self.cited())
            else:
                out.append(self.sentence())
        return " ".join(out)

    def cited(self) -> str:
        return f"{self.sentence()[:-1]} {self.waiting.pop()}."

    def links(self) -> str:
        targets = [self.names[(self.number * step + 3) % len(self.names)] for step in (7, 13)]
        return "See also " + " and ".join(f"[{t.title}](../{t.path})" for t in targets) + "."

    def table(self) -> str:
        choose = self.choose
        rows = [
            f"| {choose.one(words.OUTCOMES)} | {choose.number(2, 31)} trials "
            f"| -0.{choose.number(10, 80)} | {choose.one(words.GRADES)} |"
            for _ in range(choose.number(4, 6))
        ]
        head = ["| Outcome | Studies | Effect | Certainty |", "| --- | --- | --- | --- |"]
        return "\n".join([*head, *rows])

    def admonition(self) -> str:
        kind = self.choose.one(("note", "warning", "tip"))
        title = self.choose.one(("Before you come", "When to wait", "How we read evidence"))
        return f'!!! {kind} "{title}"\n\n    {self.paragraph(2)}'

    def sentence(self) -> str:
        return self.choose.one(_SENTENCES)(self.choose, self.name)


_SENTENCES: tuple[Callable[[Chooser, _Name], str], ...] = (
    lambda c, n: (
        f"In {c.one(words.PEOPLE)}, {n.technique} {c.one(words.ADVERBS)} {c.one(words.VERBS)} "
        f"{c.one(words.OUTCOMES)} compared with {c.one(words.COMPARATORS)}."
    ),
    lambda c, _: (
        f"A trial of {c.number(24, 400)} {c.one(words.PEOPLE)} measured {c.one(words.OUTCOMES)} "
        f"with the {c.one(words.INSTRUMENTS)} after {c.number(2, 16)} weeks."
    ),
    lambda c, _: (
        f"The pooled standardized mean difference was -0.{c.number(10, 79)} (95% CI "
        f"-0.{c.number(80, 99)} to -0.0{c.number(1, 9)}), which most readers would call small."
    ),
    lambda c, _: (
        "Heterogeneity was considerable across studies, and the certainty of the evidence was "
        f"rated **{c.one(words.GRADES)}**."
    ),
    lambda _, n: (
        f"Our therapists use {n.technique} for {n.condition} only after a first talk that rules "
        "out red flags such as fever, unexplained weight loss or a recent accident."
    ),
    lambda c, _: (
        f"Effects on {c.one(words.OUTCOMES)} faded by {c.number(3, 12)} months, so we speak of "
        "further sessions openly and without promises."
    ),
    lambda c, _: (
        f"Sessions of {c.number(20, 90)} minutes, once or twice a week, were the most frequently "
        "studied dose."
    ),
    lambda c, _: (
        "Blinding was not possible, and expectations may explain part of the "
        f"*{c.one(words.OUTCOMES)}* result."
    ),
    lambda c, n: (
        f"When {n.technique} was added to {c.one(words.COMPARATORS)}, {c.one(words.OUTCOMES)} "
        f"{c.one(words.VERBS)} the change seen before by {c.number(3, 30)} points."
    ),
    lambda c, _: (
        "We found no study that reported serious harm; mild soreness affected about "
        f"{c.number(2, 18)}% of participants."
    ),
    lambda _, n: (
        f"People living with {n.condition} told interviewers that feeling heard mattered as much "
        "as the technique itself."
    ),
    lambda c, n: (
        f"Guidelines differ: some list {n.technique} as an option for {n.condition}, others ask "
        f"for larger trials with {c.one(words.OUTCOMES)} as the primary outcome."
    ),
)
