"""Whether a passage cites literature: entries of a list of references, authors and years."""

from __future__ import annotations

import re

from referable.checks.phi import triggers
from referable.checks.phi.names import is_family_name
from referable.checks.phi.passages import Passage

__all__ = ["has_author_year", "is_listed_reference", "lists_authors"]

_AUTHOR_YEAR = re.compile(r"([A-Z][a-zà-ÿ'’-]{2,})(?: et al\.)?,? \(?(?:19|20)\d\d(?![\d-])")
_REFERENCE = re.compile(
    r"(?:19|20)\d\d;[ ]?\d+|\bet al\b|\bdoi:"
    r"|\b(?:\d(?:st|nd|rd|th)|second|third|fourth|revised) ed(?:ition\b|\.)"
    # A footnote is one only if it says where something was printed.
    r"|^\[\^?\w+\]:[^\n]*(?:(?:19|20)\d\d|https?:|\b(?:doi|pmid|journal)\b|\beds?\.|\bpp?\.)",
    re.MULTILINE,
)
# "Furlan AD, Giraldo M, Baskwill A": authors as journals print them.
_AUTHORS = re.compile(r"(?:\b[A-ZÀ-Þ][\w'’-]+[ ][A-Z]{1,3}(?:,[ ]|\.[ ]|;[ ])){2}")


def is_listed_reference(passage: Passage) -> bool:
    """Whether a passage is written as an entry of a list of references."""
    return _REFERENCE.search(passage.low, passage.start, passage.end) is not None


def lists_authors(text: str, passage: Passage) -> bool:
    """Whether a passage names authors as journals print them."""
    return _AUTHORS.search(text, passage.start, passage.end) is not None


def has_author_year(text: str, passage: Passage) -> bool:
    """Whether a passage cites as in "Lopez 2021": a family name and a year."""
    return passage.digits and any(
        m[1].lower() not in triggers.MONTHS and is_family_name(m[1])
        for m in _AUTHOR_YEAR.finditer(text, passage.start, passage.end)
    )
