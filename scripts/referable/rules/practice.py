"""Rules about the facts in `practice.yml`: run out, overdue, contradictory, half said."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["PRACTICE"]

_E, _W = Severity.ERROR, Severity.WARNING

PRACTICE: tuple[Rule, ...] = (
    Rule(
        "license-invalid",
        _E,
        "A license, permit or certification is not valid",
        "Nobody may advertise or give massage on it, and the referrer who looks it up finds out.",
    ),
    Rule(
        "expires-soon",
        _W,
        "A license, certification or policy ends within 60 days",
        "Boards and insurers take weeks to renew, and the site must not outlive the paper.",
    ),
    Rule(
        "license-elsewhere",
        _W,
        "A place lies in a state where nobody is licensed",
        "A license holds only in the state that granted it.",
    ),
    Rule(
        "credential-incomplete",
        _W,
        "A credential lacks its date or its link",
        "A referrer trusts what can be looked up, and a credential without an end looks old.",
    ),
    Rule(
        "credential-unbacked",
        _W,
        "A title or letters stand on nothing listed here",
        "Boards treat a title that nobody granted as misleading advertising.",
    ),
    Rule(
        "fact-stale",
        _W,
        "A fact has run out or was not looked at for long",
        "An office that schedules by an old wait time does not refer again.",
    ),
    Rule(
        "payer-stale",
        _E,
        "A payer was not checked for 180 days",
        "Benefits change, and a patient who was told the wrong thing pays for it.",
    ),
    Rule(
        "payer-contradiction",
        _W,
        "A row of the insurance table contradicts itself or the payer's rule",
        "The referring office would send the wrong patient, or the patient a wrong expectation.",
    ),
    Rule(
        "safety-stale",
        _E,
        "A safety rule was not reviewed for 12 months",
        "What is safe is learned anew, and a referrer looks at the date.",
    ),
    Rule(
        "date-impossible",
        _E,
        "A date cannot be right",
        "A check dated in the future, or a paper that ends before it begins, discredits the rest.",
    ),
    Rule(
        "fact-contradiction",
        _W,
        "Two facts contradict each other",
        "The reader cannot tell which is meant, and one of them is wrong.",
    ),
    Rule(
        "scope-statement",
        _E,
        "The scope of practice is not stated",
        "A referrer has to know that you do not diagnose, prescribe or change treatment.",
    ),
    Rule(
        "promise-vague",
        _W,
        "A promise to report has no number",
        "“Regular updates” promises nothing; a clinic plans with days.",
    ),
    Rule(
        "good-faith-missing",
        _W,
        "There are fees and no Good Faith Estimate notice",
        "People who pay themselves must find the notice on the website (45 CFR 149.610(b)).",
    ),
)
