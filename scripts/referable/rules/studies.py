"""Rules about studies, as the registers and their synopses know them."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["STUDIES"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

STUDIES: tuple[Rule, ...] = (
    Rule(
        "study-retracted",
        _E,
        "A study was retracted or withdrawn",
        "A physician who finds a retracted paper on the site will trust nothing else on it.",
    ),
    Rule(
        "study-concern",
        _W,
        "A journal doubts a study",
        "Its findings may not stand; readers should hear of the doubt from you.",
    ),
    Rule(
        "study-correction",
        _N,
        "A study was corrected",
        "The correction may change a number on the site.",
    ),
    Rule(
        "study-newer-version",
        _W,
        "A review has a newer version",
        "The newer version may say something else, and physicians read that one.",
    ),
    Rule(
        "study-is-notice",
        _E,
        "An entry is a notice about another paper",
        "A correction or retraction notice is no evidence for anything.",
    ),
    Rule(
        "study-doi-dead",
        _E,
        "A DOI leads nowhere",
        "The reader cannot open the study, and will ask whether it exists.",
    ),
    Rule(
        "study-other-paper",
        _E,
        "A DOI or PubMed number belongs to another paper",
        "The link beside the claim opens something else.",
    ),
    Rule(
        "study-field-wrong",
        _W,
        "A field differs from the registers",
        "The reference may be wrong, so that a librarian cannot find the paper.",
    ),
    Rule(
        "study-field-missing",
        _N,
        "The registers know more than the library",
        "Readers get a better reference, or a link to the free full text.",
    ),
    Rule(
        "study-unchecked",
        _N,
        "A study could not be checked",
        "Nobody knows yet whether it was retracted or corrected.",
    ),
)
