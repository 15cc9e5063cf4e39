"""Rules about what a practice says massage does, and how sure it says it is."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["CLAIMS"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CLAIMS: tuple[Rule, ...] = (
    # what is said about an effect
    Rule(
        "claim-uncited",
        _E,
        "A benefit is claimed without a study",
        "Advertising law asks for proof before publication, and a physician who finds a claim "
        "without its source stops reading.",
    ),
    Rule(
        "claim-strength",
        _E,
        "A claim is stronger than its evidence",
        "The wording tells a physician how sure the evidence is; a stronger verb than the study "
        "carries misleads.",
    ),
    Rule(
        "claim-certainty",
        _E,
        "A certainty is stated that no source gives",
        "Certainty is the source's judgment, not the practice's; an invented or raised grade "
        "costs all trust.",
    ),
    Rule(
        "claim-percent",
        _W,
        "A percentage stands without the number of people",
        "A percentage of an unknown number of people cannot be judged.",
    ),
    Rule(
        "claim-no-effect",
        _W,
        "A result is reported as no effect or no evidence",
        "A study that finds no clear difference has not shown that there is none.",
    ),
    Rule(
        "claim-significance",
        _W,
        "A result rests on significance",
        "A P value says nothing about how large an effect is or whether people notice it.",
    ),
    Rule(
        "claim-evidence-based",
        _W,
        "“Evidence-based” stands on a page without evidence",
        "The word promises studies; a page that cites none breaks the promise.",
    ),
    # words that no evidence carries
    Rule(
        "claim-cure",
        _E,
        "A cure or a permanent result is promised",
        "No study of massage shows a cure; boards and the Federal Trade Commission act on the "
        "word.",
    ),
    Rule(
        "claim-guarantee",
        _E,
        "A result or a rank is guaranteed",
        "No treatment works for everyone, and a superlative needs proof nobody has.",
    ),
    Rule(
        "claim-detox",
        _E,
        "Toxins, lactic acid or cleansing are mentioned as an effect",
        "Massage has not been shown to remove anything from the body; to a physician the word "
        "ends the conversation.",
    ),
    Rule(
        "claim-disease",
        _E,
        "Massage is said to treat or prevent a disease",
        "Treating a disease is outside a massage therapist's scope and beyond the evidence.",
    ),
    Rule(
        "claim-physiology",
        _W,
        "A change inside the body is claimed as a benefit",
        "Effects on immunity, circulation, hormones or scar tissue are not outcomes that patients "
        "feel, and most rest on no good evidence.",
    ),
    Rule(
        "claim-profession",
        _E,
        "The practice is described in words of another profession",
        "Diagnosis, prescription, physical therapy and adjustment belong to other licenses; "
        "boards act on it.",
    ),
    Rule(
        "claim-medication",
        _E,
        "Massage is offered in place of medicine or surgery",
        "A reader could stop a treatment they need.",
    ),
    Rule(
        "claim-risk-free",
        _E,
        "Massage is called free of risk",
        "Minor reactions are common and rare serious harm is on record.",
    ),
    # words about the practice
    Rule(
        "claim-hipaa",
        _E,
        "The practice or site is called HIPAA compliant or certified",
        "Nobody certifies it and no software can establish it; the claim itself can be deceptive.",
    ),
    Rule(
        "claim-credential",
        _W,
        "A credential is worded so that it misleads",
        "A physician reads it as a medical board's certificate or as a mark of quality.",
    ),
    Rule(
        "claim-payer",
        _W,
        "Medicare is said to be accepted",
        "Original Medicare does not cover stand-alone massage; the patient would be misled about "
        "the cost.",
    ),
    Rule(
        "claim-billing-code",
        _W,
        "A billing code is misused or quoted",
        "97112 is not massage, and the wording of the codes belongs to the American Medical "
        "Association.",
    ),
    Rule(
        "claim-referral-reward",
        _E,
        "Clinicians are offered something for a referral",
        "Paying for referrals is against federal and many states' law where insurers pay.",
    ),
    # the state of the evidence
    Rule(
        "study-superseded",
        _W,
        "A cited study has been replaced or is in doubt",
        "A newer version or a notice exists that a physician may already know.",
    ),
    Rule(
        "review-overdue",
        _W,
        "A review is past its date",
        "Newer studies or guidelines may have changed the answer.",
    ),
    Rule(
        "evidence-one-sided",
        _W,
        "Every cited result favors massage",
        "A page without null results reads as advertising, and the library may hold them.",
    ),
    Rule(
        "reading-grade",
        _N,
        "The page is hard to read",
        "Many patients, and clinicians in a hurry, will not finish it.",
    ),
)
