"""A text under examination: what each of its passages is about, and whom it speaks of."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import re

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.citing import has_author_year, is_listed_reference, lists_authors
from referable.checks.phi.facts import KnownFacts
from referable.checks.phi.layout import Layout
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import has_name_like
from referable.checks.phi.passages import Passage
from referable.checks.phi.reading import Reading
from referable.checks.phi.speakers import (
    introduces_team,
    is_card,
    is_desk_note,
    is_of_single_patients,
    is_patients_voice,
)
from referable.checks.phi.wordmarks import bit_of

__all__ = ["Document"]

_STARS = re.compile(
    r"[★⭐]{2,}|\((?:google|yelp|facebook)\b|\b(?:google|yelp|facebook)[,:]? [1-5](?:\.\d)? stars?\b|\b[1-5] stars? (?:on|from) (?:google|yelp|facebook)\b"
)
_HIDDEN = re.compile(
    r"<!--|\{#|%%|[ ]hidden\b|\{% comment|^[ ]*#[ ]\w|display:[ ]?none", re.MULTILINE
)
# One of these stands wherever something is hidden.
_HIDING = ("<!--", "{#", "%%", " hidden", "{% comment", "# ", "display:")
_CASE = re.compile(r"\byear[- ]old\b[^.]{0,60}\b(?:presented|came|was (?:seen|referred|treated))\b")
_OUR_OWN = re.compile(r"\b(?:(?:our|my) (?:client|patient)|(?:the|one|this|a) client)\b(?!['’]?s)")
# Codes of findings that make their surroundings suspect, and how many passages around they do.
_CONTAGIOUS = frozenset({"phi-name", "phi-number", "phi-age", "phi-date", "phi-contact", "phi-geo"})
_REACH = 6
# Written lines from which on a page is long: most of what it names is then nobody's complaint.
_LONG = 8
# Codes of which one must be among them in a page that introduces staff: a day or a town alone is
# likely theirs.
_NAMING = frozenset({"phi-name", "phi-number", "phi-contact", "phi-age"})
_OF_ONE_LOOK = (
    "headed", "score", "names judged", "names found", "echoes", "zip codes", "dates", "ages", "telephones", "e-mails",
)  # fmt: skip
# Where stories, letters and notes on single patients lie.
_PERSONAL_PATH = re.compile(
    r"stor(?:y|ies)|case|client|patient|testimon|voices|letters?/|intake|inbox|handover|visits|vignette|messages|charts?|voicemail|chat|sms"
)
_BYGONE = 1990
# Fields of a bibliography that speak of a study unless somebody speaks in the first person.
_OF_STUDIES = frozenset({"abstract", "keywords", "mesh", "subject", "affiliation", "tldr"})
_STAR_WORDS = bit_of(frozenset({"google", "yelp", "facebook", "star", "stars"}))
_PERSONS = bit_of(triggers.PERSONS)
_VOICES = bit_of(triggers.VOICES)
_BODILY = words.HAS_WEAK.bit | words.HAS_MOTION.bit
_NO_VOICE = frozenset({SourceKind.REPLY, SourceKind.FILENAME, SourceKind.CSV})

# The top of a list in YAML; a file of that kind is no team page, whatever it is called.
_LISTS_PATIENTS = re.compile(r"^(?:clients|patients|waitlist|appointments)[ ]?:[ ]*$", re.MULTILINE)


class Document(Layout):
    """What every family of rules is given.

    Args:
        reading: The readable text with a way back to the written one.
        path: Of the source, for messages.
        kind: How it is read.
        facts: What is public.

    Attributes:
        personal: Whether title or path say that all of it is about single patients.
        team: Whether it introduces people of the practice.
        findings: What has been found so far.
        introduced: The words of the names it introduces as staff or clinicians, once asked for.
    """

    __slots__ = (
        "_aroused",
        "_is_page",
        "_known",
        "_people",
        "facts",
        "findings",
        "introduced",
        "path",
        "personal",
        "team",
    )

    def __init__(self, reading: Reading, path: str, kind: SourceKind, facts: KnownFacts) -> None:
        super().__init__(reading, kind)
        self.path = path
        self.facts = facts
        self.personal = is_of_single_patients(self, path)
        self.team = introduces_team(path) and not _LISTS_PATIENTS.search(self.low)
        self.introduced: frozenset[str] | None = None
        self.findings: list[Finding] = []
        self._people: dict[int, int] = {}
        self._aroused: set[int] = set()
        self._is_page: bool | None = None
        self._known: dict[str, int] = {}

    @property
    def is_policy_text(self) -> bool:
        """Whether any passage says that its values are to be replaced, or are samples."""
        return any(self.is_policy(p) for p in self.passages)

    @property
    def is_long_page(self) -> bool:
        """Whether it is a page of many paragraphs that nothing says is about single patients."""
        if self._is_page is None:
            self._is_page = (
                self.kind is SourceKind.MARKDOWN
                and not self.personal
                and not _PERSONAL_PATH.search(self.path.lower())
                and sum(bool(line.strip()) for line in self.text.splitlines()) >= _LONG
            )
        return self._is_page

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
        near = self.around(passage.start, 2, 1)
        return any(self.passages[n].start in self._people for n in near)

    def arouse(self) -> bool:
        """Prepare for a second look around what is certain; whether there is a reason for one.

        Where one patient is told of, the rest is seldom about something else: what was too weak
        a sign alone is enough there.
        """
        if self.kind is SourceKind.FILENAME:
            return False
        sure = [f for f in self.findings if f.certain and f.code in _CONTAGIOUS]
        if self.team and not any(f.code in _NAMING for f in sure):
            return False
        near = {n for f in sure for n in self.around(f.start, _REACH, _REACH)}
        self._aroused.update(
            p.start
            for p in (self.passages[n] for n in near)
            if not (words.POLICY.is_in(p) or self.is_reference(p))
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
                found = pattern.is_in(passage) or (heading and pattern.names(passage.heading))
            else:
                found = pattern.search(self.low, passage.start, passage.end) is not None
            known = int(found)
            passage.memo[name] = known
        return known

    def shows_anywhere(self, pattern: re.Pattern[str]) -> bool:
        """Whether any part of the text, or its path, matches a pattern; remembered."""
        known = self._known.get(pattern.pattern)
        if known is None:
            known = self._known[pattern.pattern] = int(
                pattern.search(self.low) is not None
                or pattern.search(self.path.lower().replace("-", " ")) is not None
            )
        return bool(known)

    def counts_years(self, pattern: re.Pattern[str]) -> int:
        """How many different years of a pattern before 1990 the text has; remembered."""
        known = self._known.get("years")
        if known is None:
            found = {int(y) for y in pattern.findall(self.low)}
            known = self._known["years"] = sum(y < _BYGONE for y in found)
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
                and words.POLICY.names(passage.heading)
            ):
                headed = False
            known = passage.memo["headed"] = int(headed)
        return bool(known)

    def _is_voice(self, passage: Passage) -> bool:
        """Whether a patient speaks in the passage, or a front desk notes what one wants."""
        if self.team or self.kind in _NO_VOICE:
            return False
        voice = is_patients_voice(self, passage)
        if voice is not None:
            return voice and not self.is_team(passage)
        return (is_desk_note(self, passage) or is_card(self, passage)) and not self.is_policy(
            passage
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
            known = passage.memo["personal"] = int(words.PERSONAL.is_in(passage, _PERSONS))
        return bool(known)

    def is_starred(self, passage: Passage) -> bool:
        """Whether a passage carries the stars of a review."""
        known = passage.memo.get("stars")
        if known is None:
            low, start, end = self.low, passage.start, passage.end
            possible = (
                passage.marks & _STAR_WORDS
                or low.find("★", start, end) >= 0
                or low.find("⭐", start, end) >= 0
            )
            known = int(possible and _STARS.search(low, start, end) is not None)
            passage.memo["stars"] = known
        return bool(known)

    def is_weak(self, passage: Passage) -> bool:
        """Whether a passage has any word of bodies, ailments or visits."""
        return passage.marks & words.HAS_WEAK.bit > 0

    def may_be_personal(self, passage: Passage) -> bool:
        """Whether a passage has anything to do with a person's body or visits."""
        return (
            passage.marks & _BODILY > 0
            or self.kind is SourceKind.BIBTEX
            or self.headed_personal(passage)
            or self.is_hidden(passage)
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
        known = passage.memo.get("reference")
        if known is None:
            known = passage.memo["reference"] = int(
                is_listed_reference(passage)
                or has_author_year(self.text, passage)
                or lists_authors(self.text, passage)
            )
        return bool(known)

    def is_hidden(self, passage: Passage) -> bool:
        """Whether a passage holds a comment or a hidden element."""
        known = passage.memo.get("hidden")
        if known is None:
            low, start, end = self.low, passage.start, passage.end
            known = passage.memo["hidden"] = int(
                any(low.find(sign, start, end) >= 0 for sign in _HIDING)
                and _HIDDEN.search(low, start, end) is not None
            )
        return bool(known)

    def is_study(self, passage: Passage) -> bool:
        """Whether a passage speaks of research."""
        if self.kind is SourceKind.BIBTEX and passage.heading in _OF_STUDIES:
            return not (
                passage.marks & _VOICES
                or _CASE.search(self.low, passage.start, passage.end)
                or _OUR_OWN.search(self.low, passage.start, passage.end)
            )
        return bool(self.shows(passage, "study", words.STUDY))

    def is_policy(self, passage: Passage) -> bool:
        """Whether a passage says what to write or not to write."""
        return bool(self.shows(passage, "policy", words.POLICY, heading=True))

    def is_org(self, passage: Passage) -> bool:
        """Whether a passage speaks of the practice or another organisation."""
        return bool(self.shows(passage, "org", words.ORG)) or self.is_public_row(passage)

    def is_event(self, passage: Passage) -> bool:
        """Whether a passage announces an event or dates a page."""
        return bool(self.shows(passage, "event", words.EVENT)) or self.is_public_row(passage)

    def is_public_row(self, passage: Passage) -> bool:
        """Whether a passage is a row of courses, suppliers or studies, by its columns."""
        return (
            self.kind is SourceKind.CSV
            and passage.form == "row"
            and _is_public_table(passage.heading)
        )

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


_PUBLIC_COLUMNS = re.compile(
    r"\b(?:courses?|class|workshops?|events?|teachers?|instructors?|speakers?|venue|suppliers?|vendors?|payers?|insurers?|plan|journal|authors?|doi|pmid|model|publisher|isbn)\b"
)
_PRIVATE_COLUMNS = re.compile(
    r"\b(?:clients?|patients?|pt|dob|birth\w*|age|complaint|reason|symptoms?|diagnosis|dx|condition|visits?|member|mrn|chart|policy|claim|injury|appointments?|referred|balance|attendees?|students?)\b"
)


@functools.lru_cache(maxsize=1024)
def _is_public_table(columns: str) -> bool:
    return _PUBLIC_COLUMNS.search(columns) is not None and _PRIVATE_COLUMNS.search(columns) is None


@functools.lru_cache(maxsize=4096)
def _is_personal_heading(heading: str) -> bool:
    return words.DOC_PERSONAL.search(heading) is not None
