"""The name that a field of a record holds: "Client: Ann Lee", `user: m.okonkwo`, "Initials: G. T."."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.names import Shape, is_proper, name_at
from referable.checks.phi.passages import Field
from referable.checks.phi.roles import has_public_role
from referable.checks.phi.triggers import word_set

__all__ = ["name_of"]

_SURE_NAME_KEY = re.compile(
    r"\b(?:client|patient|pt|insured|subscriber|guarantor|emergency|next of kin|spouse|maiden|policy ?holder|parent|guardian|claimant|husband|wife|mother|daughter|son|testimonial|nick ?name|go by|on your|on my|we call)\b"
)
_PART_KEY = re.compile(
    r"^(?:first|last|first name|last name|given name|surname|family name|full name|respondent|rider|runner|athlete|player|swimmer|cyclist|dancer)$"
)
_LAST_INITIAL = re.compile(r"[A-Z][\w'’-]+,[ ]?[A-Z]\.?(?=$|[\s|,;])")
_PLAIN_KEYS = word_set(
    "title alt caption subject re from to when names people user family name names"
)
_LOGIN = re.compile(r"(?P<given>[a-z]+)(?P<dot>[._-]?)(?P<family>[a-z]{3,})?\d{0,4}(?=$|[\"' ])")
_PERSON_KEYS = word_set("client patient pt user username login member reviewer author who")


def _login_at(text: str, field: Field) -> tuple[int, int] | None:
    """Where a value is a name as accounts are called: "m.okonkwo", "hbancroft62"."""
    match = _LOGIN.match(text, field.start, field.end)
    if match is None:
        return None
    given, family = match["given"], match["family"]
    if match["dot"] and family:
        known = lexicon.is_plain_surname(family) or is_proper(family)
        told = known and (len(given) == 1 or lexicon.is_given(given))
    else:
        rest = given[1:]
        told = len(rest) > 3 and lexicon.is_plain_surname(rest) and not lexicon.is_ordinary(given)
        told = told and match.end() > match.end("given")
    return match.span() if told else None


def name_of(document: Document, field: Field, weight: int) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    """The name of somebody treated that a field holds, or None.

    Args:
        document: The text.
        field: A named value.
        weight: How surely the record is a patient's, from 1.
    """
    key = field.key
    last_first = _LAST_INITIAL.match(document.text, field.start, field.end)
    if last_first is not None and weight:
        return Finding("phi-name", last_first.start(), last_first.end(), "a name", key)
    if key in _PERSON_KEYS and (login := _login_at(document.text, field)) is not None:
        return Finding("phi-name", *login, "a name", key)
    name = name_at(document.text, field.start, field.end)
    if name is None:
        initials = re.match(
            r"(?:[A-Z]\.[ -]{0,2}){1,4}(?=$|[\s,(])|[A-Z]{2,3}(?=$|[\s,(])|[A-Z](?=\s*$)",
            document.text[field.start : field.end],
        )
        if (
            initials is not None
            and len(initials[0]) == 1
            and not key.endswith(("initial", "initials"))
        ):
            initials = None
        if (
            initials is not None
            and (
                _SURE_NAME_KEY.search(key)
                or key.endswith(("initials", "initial"))
                or (weight == 2 and key not in {"name", "title", "alt", "caption"})
            )
            and (
                key.endswith("initials")
                or initials[0].lower() not in {"na", "or", "pt", "mva", "tmj", "mri"}
            )
        ):
            return Finding(
                "phi-name", field.start, field.start + initials.end(), "a person's initials", key
            )
        return None
    if name.start - field.start > 10 or document.facts.knows_person(name.words):
        return None
    if has_public_role(document, name) or words.ORG.search(document.low, field.start, field.end):
        return None
    if (
        key
        in {
            "title",
            "alt",
            "caption",
            "subject",
            "re",
            "for",
            "to",
            "with",
            "from",
            "when",
            "model name",
            "team",
        }
        and name.shape == Shape.UNKNOWN
    ):
        return None
    if (
        key in {"title", "alt", "caption", "subject", "people", "names", "user"}
        and weight < 2
        and name.shape is not Shape.FULL
    ):
        return None
    if name.shape in {Shape.UNKNOWN, Shape.PAIR} and key in {"title", "alt", "caption", "subject"}:
        return None
    sure = _SURE_NAME_KEY.search(key) is not None or document.headed_personal(
        document.passage_at(field.start) or document.passages[0]
    )
    sure = sure or (weight == 2 and _PART_KEY.match(key) is not None)
    rest = document.text[name.end : field.end].strip()
    listed = weight == 2 and name.shape is Shape.PROPER and key not in _PLAIN_KEYS
    if not sure and (
        (name.shape in {Shape.UNKNOWN, Shape.PROPER} and not listed)
        or (rest and rest[0] not in ",(-–—;:|")
    ):
        return None
    if name.shape is Shape.UNKNOWN and not (_SURE_NAME_KEY.search(key) or weight == 2):
        return None
    length = field.end - field.start
    if length > 60 and not _SURE_NAME_KEY.search(key):
        return None
    return Finding(
        "phi-name",
        name.start,
        name.end,
        "a name",
        key,
        weight == 2 or bool(_SURE_NAME_KEY.search(key)),
    )
