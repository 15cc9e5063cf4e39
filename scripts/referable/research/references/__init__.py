"""References in any CSL style, formatted by Typst, as HTML that is safe to put into a page."""

from __future__ import annotations

from referable.research.references.formatter import Reference, ReferenceFormatter
from referable.research.references.styles import ALIASES, DEFAULT_STYLE, STYLES

__all__ = ["ALIASES", "DEFAULT_STYLE", "STYLES", "Reference", "ReferenceFormatter"]
