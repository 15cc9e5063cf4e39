"""Citation styles: the names Typst knows, the short names people use, and .csl files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.diagnostics import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ALIASES", "DEFAULT_STYLE", "STYLES", "Style", "StyleError", "find_style"]

DEFAULT_STYLE = "american-medical-association"

ALIASES = {
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "ama": DEFAULT_STYLE,
    "ama-11": DEFAULT_STYLE,
    "apa-7": "apa",
    "apa7": "apa",
    "asa": "american-sociological-association",
    "bmc": "biomed-central",
    "chicago": "chicago-author-date",
    "cse": "council-of-science-editors",
    "harvard": "harvard-cite-them-right",
    "icmje": "nlm-citation-sequence",
    "iso-690": "iso-690-author-date",
    "jama": DEFAULT_STYLE,
    "lancet": "the-lancet",
    "mdpi": "multidisciplinary-digital-publishing-institute",
    "mhra": "modern-humanities-research-association",
    "nlm": "nlm-citation-sequence",
    "springer": "springer-basic",
    "turabian": "turabian-author-date",
}
"""Names in common use that Typst does not know itself."""

# Typst's error for an unknown name lists no names, so they stand here; a test holds each of them
# against the installed Typst. "alphanumeric" is left out: Typst sets no bibliography with it.
STYLES = frozenset(
    """
    american-anthropological-association american-chemical-society american-geophysical-union
    american-institute-of-aeronautics-and-astronautics american-institute-of-physics
    american-medical-association american-meteorological-society american-physics-society
    american-physiological-society american-political-science-association
    american-psychological-association american-society-for-microbiology
    american-society-of-civil-engineers american-society-of-mechanical-engineers
    american-sociological-association angewandte-chemie annual-reviews annual-reviews-author-date
    apa associacao-brasileira-de-normas-tecnicas association-for-computing-machinery biomed-central
    bmj bristol-university-press british-medical-journal cell chicago-author-date
    chicago-fullnotes chicago-notes chicago-shortened-notes copernicus council-of-science-editors
    council-of-science-editors-author-date cse-citation-sequence-brackets-8th-edition
    cse-name-year current-opinion deutsche-gesellschaft-für-psychologie deutsche-sprache
    elsevier-harvard elsevier-vancouver elsevier-with-titles frontiers future-medicine
    future-science gb-7714-2005-numeric gb-7714-2015-author-date gb-7714-2015-note
    gb-7714-2015-numeric gost-r-705-2008-numeric harvard-cite-them-right ieee
    institute-of-electrical-and-electronics-engineers institute-of-physics-numeric
    iso-690-author-date iso-690-numeric karger mary-ann-liebert-vancouver mla mla-8
    modern-humanities-research-association modern-humanities-research-association-notes
    modern-language-association modern-language-association-8
    multidisciplinary-digital-publishing-institute nature nlm-citation-sequence
    nlm-citation-sequence-superscript pensoft plos public-library-of-science
    royal-society-of-chemistry sage-vancouver sist02 spie springer-basic
    springer-basic-author-date springer-fachzeitschriften-medizin-psychologie
    springer-humanities-author-date springer-lecture-notes-in-computer-science springer-mathphys
    springer-socpsych-author-date springer-vancouver taylor-and-francis-chicago-author-date
    taylor-and-francis-national-library-of-medicine the-institution-of-engineering-and-technology
    the-lancet thieme trends turabian-author-date turabian-fullnote-8 vancouver
    vancouver-superscript
    """.split()  # noqa: SIM905 - a list literal would be six times as long
)

# Asking Typst takes as long as setting a hundred references; a test holds these against it.
_AUTHOR_DATE = frozenset(
    """
    american-anthropological-association american-geophysical-union
    american-meteorological-society american-political-science-association
    american-psychological-association american-society-of-civil-engineers
    american-sociological-association annual-reviews-author-date apa
    associacao-brasileira-de-normas-tecnicas bristol-university-press chicago-author-date
    copernicus council-of-science-editors-author-date cse-name-year
    deutsche-gesellschaft-für-psychologie deutsche-sprache elsevier-harvard frontiers
    gb-7714-2015-author-date harvard-cite-them-right iso-690-author-date mla mla-8
    modern-language-association modern-language-association-8 pensoft springer-basic-author-date
    springer-humanities-author-date springer-socpsych-author-date
    taylor-and-francis-chicago-author-date turabian-author-date
    """.split()  # noqa: SIM905 - as above
)
_COMMON = ("ama", "apa", "vancouver", "chicago", "harvard", "bmj", "ieee")
_LARGEST_FILE = 2_000_000  # The longest published style has 180 kB.


class StyleError(Exception):
    """A style that cannot be used.

    Args:
        message: What is wrong, in plain words.
        fix: What to write instead.
        path: The .csl file concerned, or nothing when the name itself is wrong.
    """

    def __init__(self, message: str, fix: str, path: str = "") -> None:
        super().__init__(message)
        self.fix = fix
        self.path = path


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style as Typst takes it.

    Attributes:
        name: Typst's name of the style, or the path of the .csl file.
        csl: The text of the .csl file; empty for a style that Typst brings along.
    """

    name: str
    csl: str = ""

    @property
    def is_numeric(self) -> bool | None:
        """Whether it cites by number or by note; None for a file, which only Typst can tell."""
        return None if self.csl else self.name not in _AUTHOR_DATE

    @property
    def digest(self) -> str:
        """The same for the same style: its name, or what its file says."""
        return hashlib.sha256(f"{'' if self.csl else self.name}\0{self.csl}".encode()).hexdigest()


def find_style(name: str, root: Path) -> Style:
    """The style of a name or of a path relative to the project.

    Args:
        name: A style's name, a common short name such as "ama", or the path of a .csl file.
        root: The project's folder.

    Raises:
        StyleError: The name is not known, or the file cannot be read.
    """
    name = name.strip()
    if name.casefold().endswith((".csl", ".xml")) or "/" in name:
        return _read(name, root)
    folded = "-".join(name.casefold().replace("_", " ").split())
    known = ALIASES.get(folded, folded)
    if known in STYLES:
        return Style(known)
    near = did_you_mean(folded, STYLES | ALIASES.keys())
    guess = f"Did you mean {' or '.join(f'“{n}”' for n in near)}? " if near else ""
    raise StyleError(
        f"“{name}” is not a citation style that is known here.",
        f"{guess}Common styles: {', '.join(_COMMON)}. For any other, save its .csl file from "
        "zotero.org/styles in the project and write its path.",
    )


def _read(name: str, root: Path) -> Style:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise StyleError(
            f"The style file “{name}” lies outside the project.",
            "Copy it into the project, so that it is there wherever the site is built.",
        )
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise StyleError(f"“{name}” is too large for a style file.", _FETCH, name)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        near = did_you_mean(path.name, (p.name for p in root.rglob("*.csl")))
        guess = f"Did you mean {' or '.join(f'“{n}”' for n in near)}? " if near else ""
        raise StyleError(f"There is no style file “{name}”.", guess + _FETCH) from None
    except (OSError, ValueError) as error:
        raise StyleError(f"The style file “{name}” cannot be read.", _FETCH, name) from error
    if "<style" not in text:
        raise StyleError(f"The file “{name}” is not a citation style.", _FETCH, name)
    if "independent-parent" in text and "<bibliography" not in text:
        raise StyleError(
            f"The style file “{name}” only points to another style.",
            "Open it in an editor, look for `independent-parent`, and save the style named there.",
            name,
        )
    return Style(name, text)


_FETCH = "Save the style's .csl file from zotero.org/styles in the project and write its path."
