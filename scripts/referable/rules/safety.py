"""Rules about patients: nothing that identifies one is ever published.

The letters in the titles' comments are the paragraphs of 45 CFR 164.514(b)(2)(i).
"""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["SAFETY"]

_E, _W = Severity.ERROR, Severity.WARNING

SAFETY: tuple[Rule, ...] = (
    # (A) and, for relatives, employers and household members, (b)(2)(i)
    Rule(
        "phi-name",
        _E,
        "A person is named in a patient's context",
        "That somebody is a patient is private in itself; a first name and a town are enough.",
    ),
    # (B)
    Rule(
        "phi-geo",
        _E,
        "A patient's place is smaller than a state",
        "A town or street and an ailment point to one person.",
    ),
    # (C)
    Rule(
        "phi-date",
        _E,
        "A date belongs to a patient",
        "A day or month of birth or care lets neighbours and insurers work out who it was.",
    ),
    Rule(
        "phi-age",
        _E,
        "A patient's age is over 89",
        "So few people are that old that the age alone can identify one.",
    ),
    # (D), (E), (F)
    Rule(
        "phi-contact",
        _E,
        "A telephone, fax or e-mail may be a patient's",
        "It reaches one person, and shows that this person is a patient.",
    ),
    # (G) to (M) and (R)
    Rule(
        "phi-number",
        _E,
        "A number identifies a patient",
        "Record, plan, card and license numbers belong to one person and can be misused.",
    ),
    # (N), (O)
    Rule(
        "phi-web",
        _E,
        "A web address or internet address leads to a patient",
        "Whoever opens or logs it learns who the patient is.",
    ),
    # (P), (Q)
    Rule(
        "phi-image",
        _W,
        "A picture or recording may show a patient",
        "A face, a voice or a screenshot identifies a person by itself.",
    ),
    # (R): any other unique characteristic
    Rule(
        "phi-trait",
        _W,
        "A rare trait may point to one patient",
        "Neighbours recognize the only one of a kind without any name.",
    ),
    Rule(
        "review-reply",
        _E,
        "A reply confirms that somebody is a patient",
        "Practices have been fined for it: even thanks for a visit confirms the care.",
    ),
    Rule(
        "testimonial",
        _W,
        "A patient's words about results",
        "Publishing them needs a signed authorization, and they claim more than studies show.",
    ),
    Rule(
        "suppression",
        _E,
        "An exception lacks its code or its reason",
        "Nobody could later tell what was allowed, or why.",
    ),
)
