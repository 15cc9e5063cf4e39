"""A text under examination: its reading, its passages, and what each of them is about."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.facts import KnownFacts
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import has_name_like
from referable.checks.phi.passages import Passage, split_passages
from referable.checks.phi.reading import Reading

__all__ = ["Document"]

_END = re.compile(r"[.!?][\"'”’)*_]*\s+|\n(?=[ \t]*(?:[-*+>|#<]|\d+[.)] |[\w ]{1,25}:))")
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|ms|mrs|st|no|ave|vs|mt|prof|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])$"
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
# A digit run after which, separators aside, at least six more digits follow.
_LONG_NUMBER = re.compile(r"\d(?<!\d\d)(?=(?:[ \t().\u00b7/–-]{0,3}\d){6})")
_TEAM_PATH = re.compile(
    r"(?:^|[/_-])(?:team|staff|about|people|bios?|therapists?|instructors?|speakers?|authors?|credits|humans)(?:[/._-]|$)"
)
_STARS = re.compile(r"[★⭐]{2,}")
_REFERENCE = re.compile(r"(?:19|20)\d\d;[ ]?\d+|\bet al\b|^\[\^?\d+\]:|\bdoi:", re.MULTILINE)
_HIDDEN = re.compile(
    r"<!--|\{#|%%|[ ]hidden\b|\{% comment|^[ ]*#[ ]\w|display:[ ]?none", re.MULTILINE
)
_LIST_PATH = re.compile(
    r"(?:^|[/_ -])(?:clients?|patients?|appointments?|bookings?|schedule)(?:[-_ ](?:list|log|notes|export|data|records))?\.\w+$"
)


@dataclass(slots=True)
class Document:
    """What every family of rules is given."""

    path: str
    kind: SourceKind
    reading: Reading
    facts: KnownFacts
    passages: list[Passage]
    personal: bool
    team: bool
    findings: list[Finding] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _numbers: list[int] | None = None
    _long_numbers: list[int] = field(default_factory=list)
    _people: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, path: str, kind: SourceKind, facts: KnownFacts) -> Document:
        """Prepare a reading for the rules."""
        passages = split_passages(reading.text, kind)
        slug = re.sub(r"[-_/.]+", " ", path.lower())
        head = next((p for p in passages if p.form == "heading" or p.start < 400), None)
        title = reading.low[head.start : min(head.end, head.start + 160)] if head else ""
        if head and head.form != "heading":
            title = title.split("\n")[0] if len(title.split("\n")[0]) < 90 else ""
        listed = kind in {SourceKind.YAML, SourceKind.CSV, SourceKind.TEXT} and _LIST_PATH.search(
            path.lower()
        )
        personal = bool(
            listed or words.DOC_PERSONAL.search(slug) or words.DOC_PERSONAL.search(title)
        )
        if words.POLICY.search(title) or re.search(
            r"\b(?:how|why|what|when|whether) (?:to|we|not|a|your)\b", title
        ):
            personal = False
        team = bool(_TEAM_PATH.search(path.lower()))
        document = cls(path, kind, reading, facts, passages, personal, team)
        document._starts = [p.start for p in passages]
        low = reading.low
        for p in passages:
            p.words = set(_WORD.findall(low, p.start, p.end))
            p.digits = _DIGIT.search(low, p.start, p.end) is not None
        return document

    @property
    def text(self) -> str:
        """The reading."""
        return self.reading.text

    @property
    def low(self) -> str:
        """The reading in lower case."""
        return self.reading.low

    def passage_at(self, position: int) -> Passage | None:
        """The passage a position stands in."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.passages[index].end:
            return None
        return self.passages[index]

    def matches(
        self,
        pattern: re.Pattern[str],
        triggers: frozenset[str] = frozenset(),
        *,
        low: bool = True,
        digits: bool = False,
    ) -> Iterator[tuple[Passage, re.Match[str]]]:
        """The matches of a pattern in the passages that can hold one.

        Args:
            pattern: What to look for.
            triggers: Words of which a passage needs at least one; empty asks for none.
            low: Whether to search the lower-case reading.
            digits: Whether a passage needs a digit.
        """
        text = self.low if low else self.text
        for passage in self.passages:
            if (digits and not passage.digits) or (triggers and triggers.isdisjoint(passage.words)):
                continue
            for match in pattern.finditer(text, passage.start, passage.end):
                yield passage, match

    def at_numbers(
        self, pattern: re.Pattern[str], *, low: bool = False, back: str = "", long: bool = False
    ) -> Iterator[re.Match[str]]:
        """The matches of a pattern that begins with a number; much faster than searching for it.

        Args:
            pattern: What to look for; tried where a run of digits begins.
            low: Whether to read the lower-case reading.
            back: Characters that may stand before the number and belong to the match.
            long: Whether the match has at least seven digits.
        """
        if self._numbers is None:
            self._numbers = [m.start() for m in _NUMBER.finditer(self.text)]
            self._long_numbers = [m.start() for m in _LONG_NUMBER.finditer(self.text)]
        text = self.low if low else self.text
        done = 0
        for number in self._long_numbers if long else self._numbers:
            start = number - 1 if back and number and text[number - 1] in back else number
            if start < done:
                continue
            match = pattern.match(text, start) or (
                pattern.match(text, number) if start < number else None
            )
            if match is not None:
                done = match.end()
                yield match

    def before(self, passage: Passage) -> Passage | None:
        """The passage before this one."""
        index = bisect.bisect_left(self._starts, passage.start) - 1
        return self.passages[index] if index >= 0 else None

    def after(self, passage: Passage) -> Passage | None:
        """The passage after this one."""
        index = bisect.bisect_right(self._starts, passage.start)
        return self.passages[index] if index < len(self.passages) else None

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence a position stands in."""
        passage = self.passage_at(position)
        if passage is None:
            return max(0, position - 80), position + 80
        if not passage.sentences:
            low = self.low
            ends = [
                m.end()
                for m in _END.finditer(low, passage.start, passage.end)
                if low[m.start()] != "."
                or not _ABBREVIATION.search(low, max(0, m.start() - 5), m.start())
            ]
            passage.sentences = [passage.start, *ends, passage.end]
        index = bisect.bisect_right(passage.sentences, position)
        return passage.sentences[index - 1], passage.sentences[
            min(index, len(passage.sentences) - 1)
        ]

    def sentence_text(self, position: int) -> str:
        """The sentence around a position, in lower case."""
        start, end = self.sentence(position)
        return self.low[start:end]

    def note_person(self, finding: Finding) -> None:
        """Remember that a patient is spoken of in the finding's passage."""
        passage = self.passage_at(finding.start)
        if passage is not None:
            self._people[passage.start] = self._people.get(passage.start, 0) + 1

    def has_person(self, passage: Passage) -> bool:
        """Whether a patient was found in the passage."""
        return passage.start in self._people

    def near_person(self, passage: Passage) -> bool:
        """Whether a patient was found in the passage before or after."""
        if not self._people or self.kind in {SourceKind.BIBTEX, SourceKind.YAML}:
            return False
        index = bisect.bisect_left(self._starts, passage.start)
        near = self.passages[max(0, index - 2) : index + 2]
        return any(p.start in self._people for p in near)

    def _flag(
        self, passage: Passage, name: str, pattern: re.Pattern[str], *, heading: bool = False
    ) -> int:
        known = passage.memo.get(name)
        if known is None:
            possible = name != "personal" or not triggers.PERSONS.isdisjoint(passage.words)
            known = int(
                possible and pattern.search(self.low, passage.start, passage.end) is not None
            )
            if heading and not known and pattern.search(passage.heading):
                known = 1
            passage.memo[name] = known
        return known

    def headed_personal(self, passage: Passage) -> bool:
        """Whether title, path or heading say that this is about single patients."""
        known = passage.memo.get("headed")
        if known is None:
            headed = self.personal or _is_personal_heading(passage.heading)
            headed = headed or _STARS.search(self.low, passage.start, passage.end) is not None
            if headed and not self.personal and words.POLICY.search(passage.heading):
                headed = False
            known = passage.memo["headed"] = int(headed)
        return bool(known)

    def personal_score(self, passage: Passage) -> int:
        """How surely a passage speaks of one patient: 0 not at all, 3 surely."""
        known = passage.memo.get("score")
        if known is not None and (known == 3 or passage.memo.get("people") == len(self._people)):
            return known
        passage.memo["people"] = len(self._people)
        score = 0
        if self.has_person(passage):
            score = 3
        else:
            if self.near_person(passage):
                score = 1 + self.is_weak(passage)
            if self._flag(passage, "personal", words.PERSONAL):
                score = max(score, 2)
            elif self.is_weak(passage):
                score = max(score, int(self.headed_personal(passage)))
            if self.headed_personal(passage):
                score += 2
            if self.is_study(passage) or (
                self.is_policy(passage) and not self.headed_personal(passage)
            ):
                score -= 2
        score = max(0, min(3, score))
        passage.memo["score"] = score
        return score

    def is_weak(self, passage: Passage) -> bool:
        """Whether a passage has any word of bodies, ailments or visits."""
        known = passage.memo.get("weak")
        if known is None:
            known = passage.memo["weak"] = int(words.HAS_WEAK(passage.words))
        return bool(known)

    def may_be_personal(self, passage: Passage) -> bool:
        """Whether a passage has anything to do with a person's body or visits."""
        return bool(
            self.headed_personal(passage)
            or self.is_weak(passage)
            or self.kind is SourceKind.BIBTEX
            or self.is_hidden(passage)
            or words.HAS_MOTION(passage.words)
            or self._flag(passage, "personal", words.PERSONAL)
        )

    def has_name_like(self, passage: Passage) -> bool:
        """Whether a passage has a capitalised word that could be a person's name."""
        known = passage.memo.get("names")
        if known is None:
            known = passage.memo["names"] = int(
                has_name_like(self.text, passage.start, passage.end)
            )
        return bool(known)

    def is_reference(self, passage: Passage) -> bool:
        """Whether a passage is an entry of a list of references."""
        return bool(self._flag(passage, "reference", _REFERENCE))

    def is_hidden(self, passage: Passage) -> bool:
        """Whether a passage holds a comment or a hidden element."""
        return bool(self._flag(passage, "hidden", _HIDDEN))

    def is_study(self, passage: Passage) -> bool:
        """Whether a passage speaks of research."""
        return bool(self._flag(passage, "study", words.STUDY))

    def is_policy(self, passage: Passage) -> bool:
        """Whether a passage says what to write or not to write."""
        return bool(self._flag(passage, "policy", words.POLICY, heading=True))

    def is_org(self, passage: Passage) -> bool:
        """Whether a passage speaks of the practice or another organisation."""
        return bool(self._flag(passage, "org", words.ORG))

    def is_event(self, passage: Passage) -> bool:
        """Whether a passage announces an event or dates a page."""
        return bool(self._flag(passage, "event", words.EVENT))

    def is_team(self, passage: Passage) -> bool:
        """Whether a passage introduces people of the practice."""
        return self.team or bool(self._flag(passage, "team", words.TEAM, heading=True))

    def sentence_personal(self, position: int) -> int:
        """How surely the sentence around a position speaks of one patient (0 to 3)."""
        sentence = self.sentence_text(position)
        score = 3 if words.PERSONAL.search(sentence) else 0
        if not score and words.PERSONAL_WEAK.search(sentence):
            score = 1
        return score


@functools.lru_cache(maxsize=4096)
def _is_personal_heading(heading: str) -> bool:
    return words.DOC_PERSONAL.search(heading) is not None
