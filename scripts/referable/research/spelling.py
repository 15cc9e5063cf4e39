"""American spelling of words that a record brings along in British spelling, and small letters."""

from __future__ import annotations

import re

__all__ = ["american", "in_sentence"]

# Stems, not words, so that "standardised", "standardising" and "Standardisation" are one line.
# Quotations and titles are never passed through here.
_STEMS = {
    "favour": "favor",
    "labour": "labor",
    "behaviour": "behavior",
    "colour": "color",
    "tumour": "tumor",
    "neighbour": "neighbor",
    "randomis": "randomiz",
    "standardis": "standardiz",
    "mobilis": "mobiliz",
    "visualis": "visualiz",
    "summaris": "summariz",
    "localis": "localiz",
    "specialis": "specializ",
    "utilis": "utiliz",
    "organis": "organiz",
    "recognis": "recogniz",
    "normalis": "normaliz",
    "generalis": "generaliz",
    "hospitalis": "hospitaliz",
    "catheteris": "catheteriz",
    "immobilis": "immobiliz",
    "categoris": "categoriz",
    "minimis": "minimiz",
    "oedema": "edema",
    "haem": "hem",
    "anaem": "anem",
    "ischaem": "ischem",
    "leukaem": "leukem",
    "anaesth": "anesth",
    "caesarean": "cesarean",
    "paediatr": "pediatr",
    "orthopaed": "orthoped",
    "gynaecolog": "gynecolog",
    "oesophag": "esophag",
    "diarrhoea": "diarrhea",
    "dysmenorrhoea": "dysmenorrhea",
    "analogue": "analog",
    "programme": "program",
    "centre": "center",
    "litre": "liter",
    "judgement": "judgment",
    "analysed": "analyzed",
    "analysing": "analyzing",
    "practis": "practic",
    "ageing": "aging",
    "unfavour": "unfavor",
    "lymphoedema": "lymphedema",
}
_PATTERN = re.compile(
    r"(?<![A-Za-z])(" + "|".join(sorted(_STEMS, key=len, reverse=True)) + ")", re.IGNORECASE
)


def american(text: str) -> str:
    """The text with British spellings of common medical words made American.

    Only whole words and their endings are touched; capitals are kept. It is meant for words of
    our own records, never for titles, names or quotations.
    """
    return _PATTERN.sub(_respell, text)


def in_sentence(text: str) -> str:
    """Text that began a sentence, for use inside one; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _respell(match: re.Match[str]) -> str:
    found = match[0]
    new = _STEMS[found.lower()]
    if found.isupper():
        return new.upper()
    return new.capitalize() if found[0].isupper() else new
