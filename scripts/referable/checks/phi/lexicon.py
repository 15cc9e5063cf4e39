"""Lists of names and places that ship with the package, read once when first needed."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import unicodedata
from importlib import resources

__all__ = [
    "eponyms",
    "fold",
    "given_names",
    "is_given",
    "is_ordinary",
    "is_place",
    "is_plain_given",
    "is_plain_surname",
    "not_names",
    "organisation_words",
    "places",
    "surnames",
]


def fold(word: str) -> str:
    """A word in lower case without accents or possessive, for looking it up."""
    lowered = word.lower().replace("’", "'")
    lowered = lowered.removesuffix("'s")
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ł", "l")


@functools.cache
def _names(file: str) -> dict[str, bool]:
    """Each name, and whether it is also an ordinary word."""
    text = (resources.files(__package__) / "data" / file).read_text(encoding="utf-8")
    return {
        line.rstrip("*"): line.endswith("*") for line in text.split("\n") if line and line[0] != "#"
    }


def given_names() -> dict[str, bool]:
    """Given names, folded; True marks one that is also an ordinary word."""
    return _names("given-names.txt")


def surnames() -> dict[str, bool]:
    """Frequent surnames, folded; True marks one that is also an ordinary word."""
    return _names("surnames.txt")


def places() -> dict[str, bool]:
    """US towns, folded; True marks one that is also an ordinary word."""
    return _names("places.txt")


@functools.cache
def _ordinary() -> frozenset[str]:
    return frozenset(_names("ordinary-words.txt"))


@functools.cache
def eponyms() -> frozenset[str]:
    """Words that name a disease, a test, a method, a medicine or a company, folded."""
    return frozenset(word for line in _names("eponyms-and-brands.txt") for word in line.split())


@functools.cache
def not_names() -> frozenset[str]:
    """Words that a capital does not make a person's name, folded."""
    return frozenset(word for line in _names("not-names.txt") for word in line.split())


@functools.cache
def organisation_words() -> frozenset[str]:
    """Words that end the name of a firm, a house or a public body, folded."""
    return frozenset(word for line in _names("organisation-words.txt") for word in line.split())


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("ness", ""), ("iness", "y"),
)  # fmt: skip


# Endings of learned words, of which no list is complete.
_LEARNED = (
    "ology", "ologist", "therapy", "therapist", "ation", "ations", "ition", "ization", "isation", "ement", "ability", "ibility",
    "eneity", "icity", "ality", "osity", "graphy", "metry", "pathy", "pathic", "itis", "osis", "algia", "ectomy", "plasty", "ically",
    "ously", "istic", "ically", "ional", "ative", "iveness", "fulness", "lessness", "ship", "hood", "ized", "ised", "izing", "logical",
    "puncture", "pressure", "dynamic", "dynamics", "kinetics", "centric", "genic", "oscopy", "ometer", "tronic", "ware", "wise",
)  # fmt: skip


_PREFIXES = (
    "un", "non", "re", "pre", "post", "over", "under", "out", "mis", "dis", "anti", "inter", "intra", "multi", "semi",
    "sub", "super", "co", "bio", "micro", "neuro", "cardio", "myo", "hyper", "hypo", "tele", "self", "fore", "up",
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a word is an ordinary English word, in any of its forms."""
    return _is_known(fold(word), 2)


def _is_known(folded: str, depth: int) -> bool:
    known = _ordinary()
    if folded in known:
        return True
    if len(folded) > 8 and folded.endswith(_LEARNED):
        return folded not in given_names() and folded not in surnames()
    if "-" in folded:
        return all(part and _is_known(part, depth) for part in folded.split("-"))
    if depth > 1 and folded.startswith(_PREFIXES) and _is_prefixed(folded):
        return True
    for ending, instead in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) > 2:
            base = folded[: len(folded) - len(ending)] + instead
            if base in known or (len(base) > 3 and base[-1] == base[-2] and base[:-1] in known):
                return True
            if depth > 1 and len(base) > 3 and _is_known(base, depth - 1):
                return True
    return False


def _is_prefixed(folded: str) -> bool:
    """Whether what follows a prefix is an ordinary word: "unblinded"."""
    rests = (folded.removeprefix(p) for p in _PREFIXES if folded.startswith(p))
    return any(len(rest) > 3 and _is_known(rest, 1) for rest in rests)


def is_given(word: str) -> bool:
    """Whether a word is a given name, even if it is an ordinary word too."""
    folded = fold(word)
    return folded in given_names() or (
        "-" in folded and all(p in given_names() for p in folded.split("-"))
    )


def is_plain_given(word: str) -> bool:
    """Whether a word is a given name and nothing else."""
    return given_names().get(fold(word)) is False


def is_plain_surname(word: str) -> bool:
    """Whether a word is a frequent surname and nothing else."""
    return surnames().get(fold(word)) is False


def is_place(phrase: str) -> bool:
    """Whether a phrase is the name of a US town."""
    return fold(phrase) in places()
