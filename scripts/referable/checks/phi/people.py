"""PHI-NAME (A): names, initials, nicknames, relatives and employers in a patient's context."""

from __future__ import annotations

from referable.checks.phi import lexicon
from referable.checks.phi.declared import cards, clients, columns, handles, owners
from referable.checks.phi.document import Document
from referable.checks.phi.employers import employers
from referable.checks.phi.judging import judge
from referable.checks.phi.leads import (
    addressed,
    doubtful,
    frames,
    led,
    listed,
    restored,
    scheduled,
    subjects,
)
from referable.checks.phi.lexicon import fold
from referable.checks.phi.mentions import (
    echoes,
    initialed,
    initials,
    last_first,
    lower_case,
)
from referable.checks.phi.model import Finding
from referable.checks.phi.names import (
    full_names,
    proper_names,
)
from referable.checks.phi.papers import filled, rolls, told
from referable.checks.phi.shorthand import couples, families, jotted, veiled
from referable.checks.phi.wordmarks import WordFlag

__all__ = ["find"]

_IS_GIVEN = WordFlag(lambda word: fold(word) in lexicon.given_names())
_NEVER = frozenset(
    [
        "in",
        "an",
        "my",
        "see",
        "you",
        "so",
        "to",
        "no",
        "as",
        "on",
        "or",
        "at",
        "do",
        "he",
        "she",
        "me",
        "we",
        "us",
        "it",
        "is",
        "be",
        "go",
        "man",
        "son",
        "general",
        "manual",
        "trigger",
    ]
)


def find(document: Document) -> list[Finding]:
    """All names that belong to a patient's context."""
    every = document.words.with_bit(_IS_GIVEN.bit)
    present = set() if document.low.isascii() else {fold(w) for w in every if not w.isascii()}
    present = (present | every) & lexicon.given_names().keys()
    names, text = lexicon.given_names(), document.text
    # An ordinary word such as "will" can be a name only where it has a capital.
    present = {
        n
        for n in present
        if not names[n] or (n not in _NEVER and (n.capitalize() in text or n.upper() in text))
    }
    found: dict[tuple[int, int], Finding] = {}
    for source in (
        clients,
        owners,
        cards,
        filled,
        told,
        rolls,
        handles,
        columns,
        frames,
        listed,
        restored,
        led,
        subjects,
        scheduled,
        doubtful,
        addressed,
    ):
        for name, strength in source(document):
            judge(document, name, strength, found)
    for passage in document.passages:
        if not document.has_name_like(passage):
            continue
        for name in full_names(document.text, present, passage.start, passage.end):
            judge(document, name, 0, found)
        if document.may_be_personal(passage) and (
            not document.is_study(passage) or document.headed_personal(passage)
        ):
            for name in proper_names(document.text, passage.start, passage.end):
                judge(document, name, 0, found)
    last_first(document, found)
    initialed(document, found)
    initials(document, found)
    lower_case(document, present, found)
    jotted(document, found)
    families(document, found)
    veiled(document, found)
    couples(document, found)
    for finding in found.values():
        document.note_person(finding)
    echoes(document, found)
    employers(document, found)
    return list(found.values())
