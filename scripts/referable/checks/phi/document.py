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
from referable.checks.phi.names import has_name_like, is_family_name
from referable.checks.phi.passages import Passage, split_passages
from referable.checks.phi.reading import Reading

__all__ = ["Document"]

_END = re.compile(r"[.!?][\"'”’)*_]*\s+|\n(?=[ \t]*(?:[-*+>|#<]|\d+[.)] |[\w ]{1,25}:))")
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|ms|mrs|st|no|ave|vs|mt|prof|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])$"
)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽŻŹČĆĐİŞŐŰĞŘĚĀĒĪŌŪ](?<![^\W\d_][A-ZÀ-ÖØ-ÞŁŚŠŽŻŹČĆĐİŞŐŰĞŘĚĀĒĪŌŪ])"
)
_NUMBER = re.compile(r"\d+")
# A digit run after which, separators aside, at least six more digits follow.
_LONG_NUMBER = re.compile(r"\d(?=(?:[ \t().\u00b7/–x*~_•|-]{0,3}\d){6})")
_TEAM_PATH = re.compile(
    r"(?:^|[/_-])(?:team|staff|about|people|bios?|therapists?|instructors?|speakers?|authors?|credits|humans)(?:[/._-]|$)"
)
_STAR_WORDS = frozenset({"google", "yelp", "facebook", "star", "stars"})
_STARS = re.compile(
    r"[★⭐]{2,}|\((?:google|yelp|facebook)\b|\b(?:google|yelp|facebook)[,:]? [1-5](?:\.\d)? stars?\b|\b[1-5] stars? (?:on|from) (?:google|yelp|facebook)\b"
)
_AUTHOR_YEAR = re.compile(r"([A-Z][a-zà-ÿ'’-]{2,})(?: et al\.)?,? \(?(?:19|20)\d\d(?![\d-])")
_REFERENCE = re.compile(r"(?:19|20)\d\d;[ ]?\d+|\bet al\b|^\[\^?\d+\]:|\bdoi:", re.MULTILINE)
# "Furlan AD, Giraldo M, Baskwill A": authors as journals print them.
_AUTHORS = re.compile(r"(?:\b[A-ZÀ-Þ][\w'’-]+[ ][A-Z]{1,3}(?:,[ ]|\.[ ]|;[ ])){2}")
_HIDDEN = re.compile(
    r"<!--|\{#|%%|[ ]hidden\b|\{% comment|^[ ]*#[ ]\w|display:[ ]?none", re.MULTILINE
)
_LIST_PATH = re.compile(
    r"(?:^|[/_ -])(?:clients?|patients?|appointments?|bookings?|schedule)(?:[-_ ](?:list|log|notes|export|data|records))?\.\w+$"
)


# Codes of findings that make their surroundings suspect, and how many passages around they do.
_CONTAGIOUS = frozenset({"phi-name", "phi-number", "phi-age", "phi-date", "phi-contact", "phi-geo"})
_REACH = 6
_LONGEST_MESSAGE = 4_000
_FAR = 400
# A passage is judged this many times for one thing; what is over that repeats what is known.
_CROWD = 250
_OF_ONE_LOOK = (
    "headed", "score", "names judged", "names found", "echoes", "zip codes", "dates", "ages", "telephones", "e-mails",
)  # fmt: skip
_CASE = re.compile(r"\byear[- ]old\b[^.]{0,60}\b(?:presented|came|was (?:seen|referred|treated))\b")
# Fields of a bibliography that speak of a study unless somebody speaks in the first person.
_OF_STUDIES = frozenset({"abstract", "keywords", "mesh", "subject", "affiliation", "tldr"})


# A talk or a message in which a patient has the word: speakers, mail headers.
_TALK = re.compile(
    r"^[ \t>*_-]*(?:\[?\d{1,2}:\d\d(?:[ ]?[ap]m)?\]?[ \t-]*)?(?:user|caller|client|patient|guest|customer|visitor|her|him|she|he|them)(?:[ ]?\d)?[ ]?:[ \t]",
    re.MULTILINE,
)
_VOICE = re.compile(
    rf"\b(?:my|our (?:son|daughter|mother|father|baby)['’]s) (?:[\w'’-]+ ){{0,2}}?(?:{words.BODY}|{words.AILMENT}|appointment|appt|session|visit|massage)\b"
    rf"|\bi (?:can|could|cannot|can['’]t|have|had|hurt|threw|pulled|tweaked|injured|fell|slept|woke)\b[^.?!\n]{{0,30}}\b(?:{words.BODY}|{words.AILMENT})\b"
)
_ASKS = re.compile(
    r"\b(?:will|can|does|do|should|how|what|why|when|may) (?:i|my)\b[^.!\n]{0,80}\?|\b(?:in my (?:practice|clinic|work|experience)|my (?:clients|patients|practice|training))\b"
)
_GREETS = re.compile(
    r"\A\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hiya)\b|^(?:from|subject):[ ]|\b(?:thank(?:s| you)(?: so much| again)?|love|sincerely|warmly|cheers)[,.!]*[ ]*\n",
    re.MULTILINE,
)
_OFFICE = re.compile(
    r"\b(?:our (?:office|clinic|practice|policy|hours|team|clients|patients)|we (?:are open|accept|ask|offer|close)|your (?:order|referral|patient|provider)|dear (?:dr|doctor|colleague|provider|clinician|referrer)\w*)\b"
)
_CLINICIAN = re.compile(
    r",[ ](?:MD|M\.D\.|DO|NP|FNP(?:-C)?|DNP|PA(?:-C)?|PT|DPT|RN|DC|ND|LAc|CNM|OTR(?:/L)?|DDS|DMD|LCSW|PhD|PsyD)\b|\b(?:[Ii] refer|[Ii] send|[Mm]y (?:patients|practice))\b"
)
_THERAPIST = re.compile(
    r"\b(?:wash my hands|my (?:hands on|table|office|practice|studio|treatment room|training|teachers?|license|clients|patients)|i (?:am|became|have been) an? (?:[\w-]+ ){0,2}(?:massage|therapist|lmt)|step out of the room|i (?:will|may|use|offer|recommend|treat|treated|specialize|speciali[sz]e|graduated|trained|work with|teach|studied))\b"
)
_SPEAKS = frozenset({"i", "my", "our"})
_TO_READERS = re.compile(
    r"\b(?:you|your|yours|we ask|our (?:clients|patients)|please note|policy)\b"
)
_DESK = re.compile(
    r"\b(?:no[- ]?show(?:s|ed)?|resched\w*|cancel(?:s|led|ed)? (?!ation)|charge (?:the|her|his|my) card|card on file|late fee|wait ?list(?:ed)?|running late|left (?:a|me a|us a) (?:message|voicemail|vm)|voice ?mail|vm|cb|call(?:ed)? back|rang|wants (?:mon|tue|wed|thu|fri|sat|sun|am\b|pm\b|in\b|earlier|later)|squeeze (?:her|him|in)|fit (?:her|him) in|"
    r"pls (?:bill|call|book|ring|move)|please (?:bill|call back|ring|move|book)|walk-?in|owes|superbill|copay|soap note|new pt|pt)\b"
)


@dataclass(slots=True)
class Document:
    """What every family of rules is given.

    Attributes:
        path: Of the source, for messages.
        kind: How it is read.
        reading: The readable text with a way back to the written one.
        facts: What is public.
        passages: Its parts, in order.
        personal: Whether title or path say that all of it is about single patients.
        team: Whether it introduces people of the practice.
        text: The reading.
        low: The reading in lower case.
        findings: What has been found so far.
    """

    path: str
    kind: SourceKind
    reading: Reading
    facts: KnownFacts
    passages: list[Passage]
    personal: bool
    team: bool
    text: str
    low: str
    findings: list[Finding] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _numbers: list[tuple[int, int]] = field(default_factory=list)
    _long_numbers: list[tuple[int, int]] | None = None
    _capitals: list[int] | None = None
    _index: dict[str, list[int]] = field(default_factory=dict)
    _people: dict[int, int] = field(default_factory=dict)
    _aroused: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, reading: Reading, path: str, kind: SourceKind, facts: KnownFacts) -> Document:
        """Prepare a reading for the rules."""
        passages = split_passages(reading.text, kind)
        slug = re.sub(r"[-_/.]+", " ", path.lower())
        head = next((p for p in passages if p.form == "heading" or p.start < 400), None)
        title = reading.low[head.start : min(head.end, head.start + 160)] if head else ""
        if head and head.form != "heading":
            title = title.split("\n")[0]
            if len(title) > 89 or re.search(r"[.!?] ", title):
                title = ""  # a text that begins without one
        listed = kind in {SourceKind.YAML, SourceKind.CSV, SourceKind.TEXT} and _LIST_PATH.search(
            path.lower()
        )
        personal = bool(
            listed
            or words.DOC_PERSONAL.search(slug)
            or words.DOC_PERSONAL.search(title)
            or (kind is SourceKind.TEXT and _is_message(reading.low))
        )
        if words.POLICY.search(title) or re.search(
            r"\b(?:how|why|what|when|whether) (?:to|we|not|a|your)\b", title
        ):
            personal = False
        team = bool(_TEAM_PATH.search(path.lower()))
        document = cls(
            path, kind, reading, facts, passages, personal, team, reading.text, reading.low
        )
        document._starts = [p.start for p in passages]
        low = reading.low
        document._numbers = [m.span() for m in _NUMBER.finditer(reading.text)]
        for p in passages:
            p.words = set(_WORD.findall(low, p.start, p.end))
        for start, _end in document._numbers:
            if (holder := document.passage_at(start)) is not None:
                holder.digits = True
        return document

    def is_crowded(self, passage: Passage, what: str) -> bool:
        """Count one more of something in a passage; whether there are more than anybody reads."""
        count = passage.memo[what] = passage.memo.get(what, 0) + 1
        return count > _CROWD

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
        for passage in self.with_words(triggers) if triggers else self.passages:
            if digits and not passage.digits:
                continue
            for match in pattern.finditer(text, passage.start, passage.end):
                yield passage, match

    def with_words(self, wanted: frozenset[str]) -> list[Passage]:
        """The passages that have at least one of some words, in order."""
        index = self._index
        if not index:
            for number, passage in enumerate(self.passages):
                for word in passage.words:
                    index.setdefault(word, []).append(number)
        present = wanted & index.keys()
        if not present:
            return []
        found: set[int] = set()
        for word in present:
            found.update(index[word])
        return [self.passages[n] for n in sorted(found)]

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
        if long and self._long_numbers is None:
            self._long_numbers = [
                span for span in self._numbers if _LONG_NUMBER.match(self.text, span[0])
            ]
        text = self.low if low else self.text
        done = 0
        for number, _end in (self._long_numbers or ()) if long else self._numbers:
            start = number - 1 if back and number and text[number - 1] in back else number
            if start < done:
                continue
            match = pattern.match(text, start) or (
                pattern.match(text, number) if start < number else None
            )
            if match is not None:
                done = match.end()
                yield match

    @property
    def is_policy_text(self) -> bool:
        """Whether any passage says that its values are to be replaced, or are samples."""
        return any(self.is_policy(p) for p in self.passages)

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """Start and end of each run of digits."""
        return self._numbers

    @property
    def mixed_numbers(self) -> bool:
        """Whether digits stand right beside capitals, as in codes of cars, cards and accounts."""
        text = self.text
        return any(
            text[start - 1 : start].isupper() or text[end : end + 1].isupper()
            for start, end in self._numbers
        )

    @property
    def capitals(self) -> list[int]:
        """Where words with a capital begin."""
        if self._capitals is None:
            self._capitals = [m.start() for m in _CAPITAL.finditer(self.text)]
        return self._capitals

    def capitals_in(self, passage: Passage) -> list[int]:
        """Where words with a capital begin in a passage."""
        first = bisect.bisect_left(self.capitals, passage.start)
        return self.capitals[first : bisect.bisect_left(self.capitals, passage.end, first)]

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
        start = passage.sentences[index - 1]
        end = passage.sentences[min(index, len(passage.sentences) - 1)]
        # What is no sentence by its length is read around the place alone.
        return max(start, position - _FAR), min(end, position + _FAR)

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

    def arouse(self) -> bool:
        """Prepare for a second look around what is certain; whether there is a reason for one.

        Where one patient is told of, the rest is seldom about something else: what was too weak
        a sign alone is enough there.
        """
        if self.kind is SourceKind.FILENAME:
            return False
        sure = [f for f in self.findings if f.certain and f.code in _CONTAGIOUS]
        near: set[int] = set()
        for index in {bisect.bisect_right(self._starts, f.start) - 1 for f in sure}:
            near.update(range(max(0, index - _REACH), index + _REACH + 1))
        self._aroused.update(
            p.start
            for p in (self.passages[n] for n in near if n < len(self.passages))
            if not (
                words.POLICY.in_passage(self.low, p.start, p.end, p.words) or self.is_reference(p)
            )
        )
        if not self._aroused:
            return False
        for passage in self.passages:
            for known in _OF_ONE_LOOK:
                passage.memo.pop(known, None)
        places = {f.start for f in sure}
        if len(places) > 1 and not self.team and len(self._aroused) == len(self.passages):
            self.personal = True
        return True

    def shows(
        self, passage: Passage, name: str, pattern: words.Searchable, *, heading: bool = False
    ) -> int:
        """Whether a passage, or its heading, matches a pattern; remembered under a name."""
        known = passage.memo.get(name)
        if known is None:
            if isinstance(pattern, words.Topic):
                known = int(pattern.in_passage(self.low, passage.start, passage.end, passage.words))
            else:
                known = int(pattern.search(self.low, passage.start, passage.end) is not None)
            if heading and not known and pattern.search(passage.heading):
                known = 1
            passage.memo[name] = known
        return known

    def headed_personal(self, passage: Passage) -> bool:
        """Whether title, path or heading say that this is about single patients."""
        known = passage.memo.get("headed")
        if known is None:
            headed = (
                self.personal
                or passage.start in self._aroused
                or _is_personal_heading(passage.heading)
            )
            headed = headed or self.is_starred(passage)
            headed = headed or self._is_voice(passage)
            if (
                headed
                and not (self.personal or passage.start in self._aroused)
                and words.POLICY.search(passage.heading)
            ):
                headed = False
            known = passage.memo["headed"] = int(headed)
        return bool(known)

    def _is_voice(self, passage: Passage) -> bool:
        """Whether a patient speaks in the passage, or a front desk notes what one wants."""
        if self.kind in {SourceKind.REPLY, SourceKind.FILENAME, SourceKind.CSV} or self.team:
            return False
        low, start, end = self.low, passage.start, passage.end
        if not _SPEAKS.isdisjoint(passage.words) and _VOICE.search(low, start, end):
            return not (
                _ASKS.search(low, start, end)
                or self.is_team(passage)
                or _CLINICIAN.search(self.text, start, end)
                or _THERAPIST.search(low, start, end)
            )
        return (
            self.kind is SourceKind.TEXT
            and _DESK.search(low, start, end) is not None
            and not self.is_policy(passage)
            and not _TO_READERS.search(low, start, end)
        )

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
            if self.is_personal(passage):
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

    def speaks_of_one(self, passage: Passage) -> bool:
        """Whether a passage is about one patient: named, headed as such, or told of."""
        return (
            self.has_person(passage) or self.headed_personal(passage) or self.is_personal(passage)
        )

    def is_personal(self, passage: Passage) -> bool:
        """Whether a passage has words that speak of one patient."""
        known = passage.memo.get("personal")
        if known is None:
            known = passage.memo["personal"] = int(
                words.PERSONAL.in_passage(
                    self.low, passage.start, passage.end, passage.words, triggers.PERSONS
                )
            )
        return bool(known)

    def is_starred(self, passage: Passage) -> bool:
        """Whether a passage carries the stars of a review."""
        known = passage.memo.get("stars")
        if known is None:
            low, start, end = self.low, passage.start, passage.end
            possible = (
                not _STAR_WORDS.isdisjoint(passage.words)
                or low.find("★", start, end) >= 0
                or low.find("⭐", start, end) >= 0
            )
            known = int(possible and _STARS.search(low, start, end) is not None)
            passage.memo["stars"] = known
        return bool(known)

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
            or self.is_personal(passage)
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
        if self.shows(passage, "reference", _REFERENCE) or self._has_author_year(passage):
            return True
        known = passage.memo.get("authors")
        if known is None:
            found = _AUTHORS.search(self.text, passage.start, passage.end)
            known = passage.memo["authors"] = int(found is not None)
        return bool(known)

    def _has_author_year(self, passage: Passage) -> bool:
        """Whether a passage cites as in "Lopez 2021": a family name and a year."""
        known = passage.memo.get("author year")
        if known is None:
            known = passage.memo["author year"] = int(
                passage.digits
                and any(
                    m[1].lower() not in triggers.MONTHS and is_family_name(m[1])
                    for m in _AUTHOR_YEAR.finditer(self.text, passage.start, passage.end)
                )
            )
        return bool(known)

    def is_hidden(self, passage: Passage) -> bool:
        """Whether a passage holds a comment or a hidden element."""
        return bool(self.shows(passage, "hidden", _HIDDEN))

    def is_study(self, passage: Passage) -> bool:
        """Whether a passage speaks of research."""
        if self.kind is SourceKind.BIBTEX and passage.heading in _OF_STUDIES:
            return not (
                triggers.VOICES & passage.words
                or _CASE.search(self.low, passage.start, passage.end)
            )
        return bool(self.shows(passage, "study", words.STUDY))

    def is_policy(self, passage: Passage) -> bool:
        """Whether a passage says what to write or not to write."""
        return bool(self.shows(passage, "policy", words.POLICY, heading=True))

    def is_org(self, passage: Passage) -> bool:
        """Whether a passage speaks of the practice or another organisation."""
        return bool(self.shows(passage, "org", words.ORG))

    def is_event(self, passage: Passage) -> bool:
        """Whether a passage announces an event or dates a page."""
        return bool(self.shows(passage, "event", words.EVENT))

    def is_team(self, passage: Passage) -> bool:
        """Whether a passage introduces people of the practice."""
        return self.team or bool(self.shows(passage, "team", words.TEAM, heading=True))

    def sentence_personal(self, position: int) -> int:
        """How surely the sentence around a position speaks of one patient (0 to 3)."""
        sentence = self.sentence_text(position)
        score = 3 if words.PERSONAL.search(sentence) else 0
        if not score and words.PERSONAL_WEAK.search(sentence):
            score = 1
        return score


def _is_message(low: str) -> bool:
    """Whether a plain text is a patient's message or a talk with one."""
    if len(_TALK.findall(low)) > 1:
        return True
    return (
        len(low) < _LONGEST_MESSAGE
        and _GREETS.search(low) is not None
        and words.PERSONAL_WEAK.search(low) is not None
        and _OFFICE.search(low) is None
    )


@functools.lru_cache(maxsize=4096)
def _is_personal_heading(heading: str) -> bool:
    return words.DOC_PERSONAL.search(heading) is not None
