"""What may stand in a file's metadata: the practice and its people, software, standard phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from referable.practice import Practice

__all__ = [
    "NOBODY",
    "Known",
    "identifies",
    "is_boilerplate",
    "is_generic",
    "mask",
    "mentions_person",
]


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Words that may stand around a known name: "© 2026 by Alex Example, LMT. All rights reserved."
_AROUND = frozenset(
    [
        "copyright",
        "c",
        "r",
        "tm",
        "by",
        "the",
        "and",
        "of",
        "for",
        "a",
        "an",
        "all",
        "rights",
        "reserved",
        "photo",
        "photograph",
        "photos",
        "image",
        "images",
        "illustration",
        "illustrations",
        "drawing",
        "courtesy",
        "owner",
        "author",
        "credit",
        "studio",
        "inc",
        "llc",
        "pllc",
        "pc",
        "lmt",
        "cmt",
        "rmt",
        "bctmb",
        "mmp",
        "lmp",
        "massage",
        "therapy",
        "therapist",
        "licensed",
        "practice",
        "clinic",
        "team",
        "staff",
        "office",
        "website",
        "www",
        "com",
        "org",
        "net",
        "http",
        "https",
        "released",
        "under",
        "cc",
        "by-sa",
        "by-nc",
        "license",
        "creative",
        "commons",
    ]
)
_GENERIC = re.compile(
    r"""\s*(?:|[-.?]+|none|null|n/?a|unknown|anonymous|author|creator|artist|owner|user(?:\s*\d*)?|me
    |admin(?:istrator)?|default|guest|root|windows\s+user|microsoft\s+office\s+user|office\s+user|pc
    |apple|dell|hp(?:\s+inc\.?)?|hewlett-packard|lenovo|acer|asus|toshiba|sony|samsung|xerox|test
    |python-docx|openpyxl|xlsxwriter|libreoffice|openoffice|google|typst|latex|pandoc|reportlab
    |microsoft(?:\s+corporation)?|adobe(?:\s+systems)?|canva|scanner|scan|copier|printer)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BOILERPLATE = re.compile(
    r"""\s*(?:
      |creator:\s*gd-jpeg.*|.*\bIJG\s+JPEG\b.*|lavc[\d.]+|.*\bJPEGmini\b.*|.*\bjpeg-recompress\b.*
      |LEAD\s+Technologies.*|Intel\(R\).*JPEG.*|(?:handmade|created|made|edited|saved|exported|written|
      processed|optimized|compressed|converted|generated|file\s+written|drawn)\s+(?:with|by|in|using)\s+
      (?:the\s+)?[\w.()\ /:-]{0,80}|AppleMark|OLYMPUS\s+DIGITAL\s+CAMERA|SONY\s+DSC|DCIM\\?.*
      |KONICA\s+MINOLTA.*|MINOLTA\s+DIGITAL\s+CAMERA|SAMSUNG(?:\s+(?:CSC|DIGITAL\s+CAMERA|CAMERA\s+PICTURES))?
      |Digital\s+StillCamera|DIGITAL\s+CAMERA|Canon|Nikon|Kodak.*|<Digimax.*|Exif_JPEG_PICTURE|
      |screenshot|default|jpeg|image|picture|untitled(?:[\s-]?\d+)?|[\d.,:;\s-]{0,3}|\W*
      |(?:Adobe|GIMP|Inkscape|ImageMagick|Matplotlib|Paint|Photoshop|Typst|Software:?|Figma|Sketch|Canva)
      [\w.,:()\ /-]{0,80})\s*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# Identifiers that need no name: telephone, e-mail, record and birth numbers, card and SSN.
_IDENTIFIER = re.compile(
    r"""\b\d{3}-\d{2}-\d{4}\b|(?<!\d)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)
    |[\w.+-]+@[\w-]+\.[a-z]{2,}|\b(?:dob|d\.o\.b\.|born|mrn|chart|member\s+id|patient\s+id|case\s+no)\b
    \W{0,3}\S*\d""",
    re.IGNORECASE | re.VERBOSE,
)
_PATIENT = re.compile(
    r"\b(?:patients?|clients?|intake|chart|session|before|after|visit|appointment|dob|mrs?|ms|miss)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """Names that may be published: the practice, its people, and who made its pictures.

    Attributes:
        names: Each name as folded words.
    """

    names: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> Known:
        """Known names from plain names."""
        split = (tuple(_fold(w) for w in _WORD.findall(name)) for name in names)
        return cls(tuple(sorted({words for words in split if words}, key=lambda w: (-len(w), w))))

    @classmethod
    def of_practice(cls, practice: Practice | None, others: Iterable[str] = ()) -> Known:
        """The practice's own names.

        Args:
            practice: The facts of practice.yml, if they could be read.
            others: Further names, such as photographers named in photos.yml.
        """
        if practice is None:
            return cls.of(others)
        people = [p.name for p in practice.people]
        reversed_names = [f"{n.split()[-1]} {' '.join(n.split()[:-1])}" for n in people if " " in n]
        contacts = [*practice.numbers, practice.email]
        streets = [location.street for location in practice.locations]
        own = [practice.name, *people, *reversed_names, *contacts, *streets, *others]
        return cls.of(name for name in own if name)

    def explains(self, text: str) -> bool:
        """Whether a text says nothing but known names, years and standard words around them."""
        return not self.rest(text)

    def rest(self, text: str) -> list[str]:
        """The words of a text that are left when known names and standard words are taken out."""
        words = [_fold(w) for w in _WORD.findall(text)]
        for name in self.names:
            size = len(name)
            at = 0
            while at + size <= len(words):
                if tuple(words[at : at + size]) == name:
                    del words[at : at + size]
                else:
                    at += 1
        return [w for w in words if w not in _AROUND and not re.fullmatch(r"(?:19|20)\d\d", w)]


NOBODY = Known()


def is_boilerplate(text: str) -> bool:
    """Whether a comment is what cameras and programs write by themselves."""
    return len(text) < 300 and bool(_BOILERPLATE.fullmatch(text))


def is_generic(text: str) -> bool:
    """Whether an author is nobody in particular, such as “Microsoft Office User”."""
    return bool(_GENERIC.fullmatch(text))


def mentions_person(text: str, known: Known = NOBODY) -> bool:
    """Whether a text names a person who is not known to belong to the practice."""
    # The lists of names take a while to load, and most files have no text to look at.
    from referable.checks.phi.lexicon import fold, given_names  # noqa: PLC0415
    from referable.checks.phi.names import Shape, full_names  # noqa: PLC0415

    words = {fold(w) for w in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)}
    given = given_names()
    present = {w for w in words if w in given or w.split("-")[0] in given}
    for name in full_names(text, present):
        single = name.shape is Shape.GIVEN
        if single and not _PATIENT.search(text):
            continue
        if not known.explains(text[name.start : name.end]):
            return True
    return False


def identifies(text: str, known: Known = NOBODY) -> bool:
    """Whether a text names a person or carries a number or address that belongs to one."""
    if mentions_person(text, known):
        return True
    return any(not known.explains(m[0]) for m in _IDENTIFIER.finditer(text))


def mask(value: str) -> str:
    """A value with most letters hidden, so that a report does not repeat what it warns of."""
    words = value.split()[:4]
    shown = " ".join(w[0] + "…" for w in words)
    return f"“{shown}”"
