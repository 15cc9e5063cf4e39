"""Person and corporate names of BibTeX author and editor fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referable.research.latex import decode

__all__ = ["Name", "ends_with_others", "parse_names"]

_NO_NAME = re.compile(r"(?:and|others|et\.?\s*al\.?)", re.IGNORECASE)
_ENDS_WITH_OTHERS = re.compile(
    r"(?:^|\sand)\s+(?:and\s+)?(?:others|et\.?\s*al\.?)\s*$", re.IGNORECASE
)
_TIE = re.compile(r"(?<!\\)~")
_EDGE_AND = re.compile(r"^(?:and\s+)+|(?:\s+and)+$", re.IGNORECASE)
_LONGEST = 2_000  # A longer "name" is no name, and reading it letter by letter takes long.


@dataclass(frozen=True, slots=True)
class Name:
    """One author or editor, decoded for display.

    Attributes:
        given: Given names or initials.
        particle: Lower-case particle such as "van den".
        family: Family name.
        suffix: "Jr", "III".
        literal: The whole name of an organisation, or of anything that is not a person's name;
            the other parts are empty then.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def display(self) -> str:
        """As spoken: "Paul A. van den Dolder", "Martin Luther King Jr"."""
        return self.literal or _join(" ", self.given, self.particle, self.family, self.suffix)

    @property
    def sort_name(self) -> str:
        """Family name first: "van den Dolder, Paul A.", "King, Martin Luther, Jr"."""
        return self.literal or _join(", ", self.short, self.given, self.suffix)

    @property
    def short(self) -> str:
        """The family name with its particle, or the organisation's name."""
        return self.literal or _join(" ", self.particle, self.family)


def parse_names(field: str) -> tuple[Name, ...]:
    """The people and organisations of an author or editor field, in order.

    Args:
        field: The field's raw text: "First von Last", "von Last, First" or "von Last, Jr, First"
            joined by " and "; a name in braces is an organisation.

    Returns:
        The names; a closing "and others" is left out (see `ends_with_others`). A name that fits
        no form is kept whole as a literal.
    """
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 # slow to import
        split_multiple_persons_names,
    )

    names = []
    for part in split_multiple_persons_names(field):
        raw = _EDGE_AND.sub("", part.strip()).strip(" ,\t\n")
        if raw and not _NO_NAME.fullmatch(raw):
            name = _parse_one(raw)
            if name.short or name.given:
                names.append(name)
    return tuple(names)


def ends_with_others(field: str) -> bool:
    """Whether the field ends with "and others", so that more people wrote than are named."""
    return _ENDS_WITH_OTHERS.search(field) is not None


# "Family, Given" and "Given M. Family" as nearly all are written: no braces, escapes, particles
# or suffixes. The full reading would agree, thirty times slower.
_WORD = r"[^\W\d_a-z][\w'’.-]*"
_PLAIN_INVERTED = re.compile(rf"({_WORD}(?: {_WORD})*), ({_WORD}(?: {_WORD})*)")
_PLAIN_DIRECT = re.compile(rf"({_WORD}(?: {_WORD})*) ({_WORD})")
# Braces only around accented letters: such a name can be decoded before it is taken apart.
_ACCENTS_ONLY = re.compile(r"(?:[^{}\\]++|\{\\[^{}\s,]{1,6}(?:\{[^{}\s,]{1,3}\})?\})*+")
_LOWER_START = re.compile(r"(?:^|[ ,])[^\W\d_]")


def _parse_one(raw: str) -> Name:
    shown = raw
    if "{" in raw and _ACCENTS_ONLY.fullmatch(raw):
        decoded = decode(raw)
        # A lower-case first letter is a particle's, which is for the full reading to find.
        if not any(found[0][-1].islower() for found in _LOWER_START.finditer(decoded)):
            shown = decoded
    plain = _PLAIN_INVERTED.fullmatch(shown)
    if plain:
        return Name(given=plain[2], family=plain[1])
    plain = _PLAIN_DIRECT.fullmatch(shown)
    if plain:
        return Name(given=plain[1], family=plain[2])
    if _is_one_group(raw) or len(raw) > _LONGEST:
        return Name(literal=decode(raw))
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 # slow to import
        parse_single_name_into_parts,
    )

    try:
        parts = parse_single_name_into_parts(_TIE.sub(" ", raw), strict=True)
    except ValueError:  # InvalidNameError: too many commas, a brace without its twin
        return Name(literal=decode(raw))
    first, von, last = parts.first, parts.von, parts.last
    if len(first) == 1 and not von and "," not in raw and first[0][:1].islower():
        # BibTeX reads "van Dolder" as particle and family; bibtexparser as given and family.
        first, von = [], first
    name = Name(
        given=decode(" ".join(first)),
        particle=decode(" ".join(von)),
        family=decode(" ".join(last)),
        suffix=decode(" ".join(parts.jr)),
    )
    return name if name.family else Name(literal=decode(raw))


def _is_one_group(raw: str) -> bool:
    """Whether one pair of braces encloses the whole name, and not just one accented letter."""
    if not (raw.startswith("{") and raw.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", raw, re.DOTALL):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return match.end() == len(raw) and not raw.startswith("{\\")
    return False


def _join(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)
