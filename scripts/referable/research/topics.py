"""Topics: what an outcome is about, as a noun that fits into a sentence.

Records name outcomes as their sources do: "Roland Disability Questionnaire (points lower than
usual care)". A sentence needs "disability (Roland Disability Questionnaire)", and must know
whether less of it is better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from referable.research.conditions import Domain
from referable.research.spelling import american
from referable.research.synopses import Measure, Outcome

__all__ = ["Topic", "is_plural", "lower_first", "make_topic"]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an outcome is about.

    Attributes:
        text: The noun, in small letters where English has them.
        less_is_better: Sentences may say "lower"; otherwise they say "better", which is true
            whichever way the scale runs.
        unit: A unit the record prints in parentheses, such as "US dollars".
        values: What each arm scored, as printed, or two empty texts.
        full: The record's own name in American spelling, for a place with room.
        told: Numbers that the record tells in words, such as "about 2 points lower on average",
            where it has neither an estimate nor what each arm scored; or nothing.
    """

    text: str
    less_is_better: bool
    unit: str
    values: tuple[str, str]
    full: str
    told: str


_LESS = frozenset(
    {
        Domain.PAIN,
        Domain.DISABILITY,
        Domain.ANXIETY,
        Domain.DEPRESSION,
        Domain.FATIGUE,
        Domain.SORENESS,
        Domain.HEADACHE_FREQUENCY,
        Domain.MEDICATION_USE,
        Domain.OTHER,
    }
)
# Less of these is not better, or the phrase holds a thing of each kind.
_TURNED = re.compile(
    r"\b(?:functions?|functional|functioning|relief|improve\w*|thresholds?|changes?|falls?|mood"
    r"|quality|ranges?|success|recover\w*|strength|force|flexib\w*|coping|satisf\w*"
    r"|benefits?|gains?|decreases?|reductions?|outcomes|outcome measures|detachment|markers"
    r"|overall result|result|without|SF-\d+|effective|cost-effectiveness)\b",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*\(([^()]*)\)")
_UNIT = re.compile(
    r"^(kg|mm|cm|hours|minutes|days|degrees|US dollars|percentage points|attacks per month)$",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"questionnaire|\bindex\b|\bscales?\b|inventory|\bVAS\b|\bSF-\d|\bcard\b|diary|likert"
    r"|\b[A-Z]{3,}-?[A-Z\d]*\b"
)
_DROPPED = re.compile(
    r"^(?:extra|adjusted|change|before to after|signed|random effects|allowing|effect of"
    r"|narrative|[-\u2212]?\d|VAS\b|(?:\d+-mm )?visual anal|p\b|unadjusted|pooled)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?!.*\b(?:acute|adults) and\b)[\w-]+(?: [\w-]+){0,3} and [\w-]+", re.IGNORECASE
)
_NUMBER = r"[-\u2212]?\d+(?:\.\d+)?%?"
_PAIR = re.compile(
    rf"(?<!to )(?<![\d.])({_NUMBER})\s+vs\.?\s+({_NUMBER})(?!\s+to\b)(?:\s+(cm|mm|kg|days?))?"
)
_BEFORE_AFTER = re.compile(rf"({_NUMBER} to {_NUMBER})\s+vs\.?\s+({_NUMBER} to {_NUMBER})")
# Numbers in words; a range of a scale, a dose or a number of weeks is none.
_TOLD = re.compile(
    r"\b(?:about|means?|median|ranged?|between|lower|higher|fell|rose)\b.*\d|\d.*\b(?:lower|higher)\b"
    r"|\d to [-\u2212]?\d[\d.]* with ",
    re.IGNORECASE,
)
_TRAILING_RANGE = re.compile(r"[\s,]*\b\d{1,3}\s*(?:-|\u2013|to)\s*\d{1,3}(?: scale)?$")
_NAMES = frozenset(
    [
        "Roland",
        "Roland-Morris",
        "Oswestry",
        "Pittsburgh",
        "Hamilton",
        "Athens",
        "Swedish",
        "Chinese",
        "Boston",
        "McGill",
        "Fonseca",
        "Cornell",
        "Levine",
        "Western",
        "Thai",
        "Tuina",
        "Shiatsu",
        "Hedges",
        "Cohen",
    ]
)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is a name or an abbreviation."""
    first, _, rest = text.partition(" ")
    word = first.strip("(,.;:")
    if not word or word in _NAMES or word[1:] != word[1:].lower() or not word[0].isupper():
        return text
    second = rest.partition(" ")[0]
    if second[:1].isupper() and second[1:2].islower():
        return text  # a title such as "Neck Disability Index"
    return text[0].lower() + text[1:]


_PREPOSITION = re.compile(
    r"\s(?:of|in|on|per|after|before|at|with|for|to|during|by|from|over|when|around|versus)\s"
)


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes "were"."""
    head = _PREPOSITION.split(phrase.strip(), maxsplit=1)[0].split(" (")[0]
    if re.fullmatch(r"(?:back|neck|shoulder|leg|knee|hip|arm|chest|jaw) and \w+ pain", head):
        return False
    if re.search(r"\band\b", head):
        return True
    last = head.rsplit(" ", 1)[-1].lower()
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "womac", "nes"))


def make_topic(outcome: Outcome) -> Topic:
    """The topic of an outcome, from its name and domain."""
    full = american(" ".join(outcome.name.split()))
    notes = [m[1].strip() for m in _PAREN.finditer(full)]
    units = [m[0] for note in notes if (m := _UNIT.match(note))]
    core = _PAREN.sub("", full).strip()
    values = _values(full)
    core = re.split(r":\s*(?=[-\d])", core)[0].strip(" ,;:")
    text = _text(core, notes, outcome)
    return Topic(
        text or outcome.domain.label,
        _less_is_better(outcome, text),
        units[0] if units else "",
        values,
        full,
        "" if any(values) else _told(notes),
    )


def _text(core: str, notes: list[str], outcome: Outcome) -> str:
    head, *chunks = [c.strip() for c in re.split("[,;]", core) if c.strip()] or [core]
    for index, chunk in enumerate(chunks):
        if _LIST.match(chunk) and not _DROPPED.match(chunk):
            # "pain, stiffness and function" is one thing, not pain in two subgroups
            head = ", ".join([head, *chunks[: index + 1]])
            chunks = chunks[index + 1 :]
            break
    asides = [c for c in chunks if not _DROPPED.match(c)]
    asides += [n for note in notes if (n := _instrument(note))]
    head = _TRAILING_RANGE.sub("", head).strip()
    if _is_instrument(head) and outcome.domain is not Domain.OTHER and not _is_ratio(outcome):
        asides.insert(0, head)
        head = outcome.domain.label
    text = lower_first(head)
    text = re.sub(r"^overall result", "the overall result", text)
    return f"{text} ({', '.join(lower_first(a) for a in asides)})" if asides else text


def _instrument(note: str) -> str:
    """The instrument a parenthesis names, without what it adds about it."""
    name = re.split(r"[;,]", note, maxsplit=1)[0].strip()
    if _DROPPED.match(name) or name.startswith(("SMD", "positive", "mean ", "AHRQ", "no ")):
        return ""
    return name if _INSTRUMENT.search(name) and len(name) < 60 else ""


def _is_instrument(head: str) -> bool:
    first = head.partition(" ")[0]
    if first.lower() in {"pain", "symptom", "function", "improvement", "at", "physical", "bodily"}:
        return False
    named = first in _NAMES or (len(first) > 2 and first.isupper())
    return named or bool(
        re.search(r"\b(?:questionnaire|index|inventory|scale)$", head, re.IGNORECASE)
    )


def _is_ratio(outcome: Outcome) -> bool:
    return outcome.measure in {Measure.RR, Measure.OR}


def _less_is_better(outcome: Outcome, text: str) -> bool:
    """Only where the domain, the record and the words all say so."""
    if outcome.higher_is_better is not False or outcome.domain not in _LESS:
        return False
    return not _TURNED.search(text)


def _told(notes: list[str]) -> str:
    """What a record's parentheses tell of its numbers, without the range of its scale."""
    for note in notes:
        parts = [part.strip() for part in note.split(";")]
        if parts and re.fullmatch(r"\d+\s*(?:-|\u2013|to)\s*\d+", parts[0]):
            del parts[0]
        text = "; ".join(parts)
        if _TOLD.search(text):
            return re.sub(r"(?<![\w.])-(?=\d)", "\u2212", text)
    return ""


def _values(full: str) -> tuple[str, str]:
    before_after = _BEFORE_AFTER.search(full)
    if before_after:
        return (f"from {before_after[1]}", f"from {before_after[2]}")
    pair = _PAIR.search(full)
    if not pair:
        return ("", "")
    unit = f" {pair[3]}" if pair[3] else ""
    return (f"{pair[1]}{unit}".replace("-", "\u2212"), f"{pair[2]}{unit}".replace("-", "\u2212"))
