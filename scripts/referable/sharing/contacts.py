"""Contact cards: a vCard for each person, as a file and as a QR code, with the license lines in it.

Version 4.0, with the fields and type names that programs written for 3.0 read as well.

Source: RFC 6350 for 4.0, RFC 2426 for 3.0.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from referable.advertising import advertising
from referable.diagnostics import Diagnostics
from referable.sharing.offers import size_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from referable.practice import Person, Practice

__all__ = ["ContactCard", "contact_card", "contact_code", "contact_files", "vcard"]

_OCTETS = 75
_IN_CODE = ("BEGIN", "VERSION", "N", "FN", "ORG", "TEL", "URL", "NOTE", "END")
_SPECIAL = re.compile(r"([\\,;])")
_PARTICLES = frozenset({"al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di"}) | {
    "dos", "du", "el", "la", "las", "le", "los", "st.", "van", "von",
}  # fmt: skip


def contact_path(person: Person) -> str:
    """The card's path below the site's root."""
    return f"downloads/{person.id}.vcf"


def contact_files(practice: Practice | None) -> dict[str, str]:
    """Each person's card by its path below the site's root."""
    people = practice.people if practice is not None else ()
    return {contact_path(p): vcard(p, practice) for p in people if practice is not None}


def vcard(person: Person, practice: Practice) -> str:
    """The card as text, with the line ends and the folding that the standard asks for."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(person, practice))


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a page shows of a card.

    Attributes:
        path: Where its file lies, below the site's root.
        size: The file's size in words.
        code: The QR code as SVG.
    """

    path: str
    size: str
    code: Markup


def contact_card(person: Person, practice: Practice) -> ContactCard:
    """A person's card as a page shows it."""
    code = Markup(contact_code(person, practice))  # noqa: S704 # drawn by ourselves
    size = size_in_words(len(vcard(person, practice).encode()))
    return ContactCard(contact_path(person), size, code)


def contact_code(person: Person, practice: Practice) -> str:
    """A QR code that holds the card itself, so that nobody learns who scanned it, as SVG.

    It has what an address book needs and no more: a code that holds less is read from further away.
    """
    from referable.packet.qr import qr_drawing  # noqa: PLC0415 # only where it is shown

    lines = (x for x in _lines(person, practice) if re.split("[;:]", x)[0] in _IN_CODE)
    svg = qr_drawing("\r\n".join([*lines, ""]), error="l")  # a screen does not smudge
    label = f"Contact card of {escape(person.name)} as a QR code"
    return svg.replace(
        "<svg ", f'<svg role="img" aria-label="{label}" width="280" height="280" ', 1
    )


def _lines(person: Person, practice: Practice) -> Iterator[str]:
    family, given = _family_and_given(person.name)
    letters = ",".join(_text(part.strip()) for part in person.credentials.split(",") if part)
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "KIND:individual"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'{practice.url}#{person.id}').urn}"
    yield f"FN:{_text(person.name)}"
    yield f"N:{_text(family)};{_text(given)};;;{letters}"
    yield f"ORG:{_text(practice.name)}"
    yield f"TITLE:{_text(person.title)}"
    yield f"TEL;TYPE=work,voice:{practice.telephone}"
    if practice.fax:
        yield f"TEL;TYPE=work,fax:{practice.fax}"
    if practice.email:
        yield f"EMAIL;TYPE=work:{practice.email}"
    place = practice.location
    if place is not None:
        parts = ("", "", place.street, place.city, place.state, place.zip, "United States")
        yield f"ADR;TYPE=work:{';'.join(map(_text, parts))}"
    if practice.url:
        yield f"URL;TYPE=work:{practice.url}"
    yield f"NOTE:{_text(_note(person, practice))}"
    yield "END:VCARD"


def _note(person: Person, practice: Practice) -> str:
    required = advertising(practice, "", Diagnostics())
    parts = list(required.lines((person.id,)))
    if person.npi:
        parts.append(f"NPI {person.npi}")
    if practice.sample:
        parts.append("Sample, not a real practice")
    return ". ".join(parts)


def _family_and_given(name: str) -> tuple[str, str]:
    """The parts that version 3.0 asks for; a particle goes with the family name."""
    *given, family = name.split() or [name]
    while given and given[-1].casefold() in _PARTICLES:
        family = f"{given.pop()} {family}"
    return (family, " ".join(given)) if given else ("", family)


def _text(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value).replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut into pieces of 75 octets, never inside a character."""
    pieces: list[str] = []
    piece, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > _OCTETS:
            pieces.append(piece)
            piece, length = "", 1  # the space that marks a continued line counts
        piece += character
        length += octets
    return "\r\n ".join([*pieces, piece])
