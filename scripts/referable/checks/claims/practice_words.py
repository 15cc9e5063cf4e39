"""How a practice describes itself: profession, credentials, payers, codes, rewards."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page
from referable.diagnostics import Severity

__all__ = ["TRIGGERS", "check"]

_US = (
    r"(?:we|i|our (?:\w+ )?(?:therapists?|team|staff|clinic|practice|massage therapists?)|my|our"
    r"|massage therapists?|he|she|they)"
)
_SCOPE = (
    "Use the words of your license: “assess” for what you find, “plan of care with your "
    "clinician” for what comes next."
)

_TERMS = (
    term(
        "claim-profession",
        rf"\b{_US} (?:can |will |also |then |carefully |first |may |expertly "
        r"|accurately )*(?P<said>(?:diagnos(?:e|es|ed|ing)|prescrib(?:e|es|ed|ing)))\b",
        "diagnos|prescrib",
        "“{said}” is what other licensed professions do.",
        _SCOPE,
        unless=r"diagnosed by|prescribed by|your (?:doctor|physician|clinician) (?:\w+ )?(?:diagnos"
        r"|prescrib)",
    ),
    term(
        "claim-profession",
        rf"\b{_US} (?:can |will |also |then |carefully |first |may |help )*(?P<said>(?:tell|show"
        r"|explain to) you (?:exactly |precisely )?(?:what is|what's) (?:wrong|causing|behind|going"
        r" on in)|(?:find|identif(?:y|ies)|pinpoint|determine|uncover|discover|detect)s?(?: out)?"
        r" (?:the |its |your )?(?:(?:root|true|real|exact|underlying|hidden) )*(?:causes?|sources?"
        r"|reasons?) (?:of|for|behind) (?:your|the|their|every|each|any) (?:\w+ ){0,2}?"
        r"(?:pains?|headaches?|migraines?|symptoms?|problems?|conditions?|numbness|dysfunction))\b",
        "tell|show|explain|find|identif|pinpoint|determine|uncover|discover|detect",
        "“{said}” is diagnosis, which other licensed professions do.",
        _SCOPE,
        wishes=True,
    ),
    term(
        "claim-profession",
        rf"\b(?:{_US}|clinic|practice|including|includes?|services?|offer\w*|provid\w*|get"
        rf"|book|specializ\w+ in) (?:\w+ ){{0,4}}?(?P<said>(?:physical therap(?:y|ists?)"
        r"|physio(?:therapy|therapists?)?|(?:spinal |chiropractic |joint |gentle "
        r"|neck )+(?:adjustments?|manipulations?)|chiropractic(?: care)?|psychotherapy"
        r"|medical (?:diagnos[ie]s|treatment)|(?:a |full |free )?diagnos[ie]s))\b",
        "physical|physio|adjustment|manipulation|chiropractic|psychotherapy|diagnos|medical",
        "“{said}” belongs to another profession's license.",
        _SCOPE,
        unless=r"\b(?:alongside|work(?:s|ing)? (?:closely )?with|refer\w*"
        r"|(?:my|her|his) (?:own )?physical therapist"
        r"|your (?:physical therapist|physio\w*|chiropractor|doctor|clinician)|next to|beside"
        r"|from your|not|ordered"
        r"|order|diagnosis codes?|icd|in addition to|after|before|near|coordinat\w+|send"
        r"|see a|compar\w+|guideline|trial|study|review|doctor's|clinician's|referr\w+"
        r"|with a diagnosis|your diagnosis|the diagnosis|licensed physical therapist)\b",
        wishes=True,
    ),
    term(
        "claim-profession",
        r"\b(?:we|i|our (?:\w+ )?(?:therapists?|sessions?|treatments?|massage|techniques?)"
        r"|massage|bodywork|it) (?:\w+ ){0,2}?(?P<said>(?:gently )?(?:adjust|crack|pop"
        r"|thrust|re-?position|set)(?:s|ing)? (?:your |the |any |misaligned "
        r"|stuck )*(?:spine|necks?|joints?|vertebrae|backs?|hips?|pelvis|ribs?|bones?"
        r"|discs?))\b",
        "spine|neck|joint|vertebra|back|hip|pelvis|rib|bone|disc",
        "“{said}” is joint manipulation, outside a massage therapist's scope.",
        "Say what you do to soft tissue: “We work on the muscles around the neck.”",
    ),
    term(
        "claim-profession",
        r"\b(?P<said>(?:(?:physical therapy|physiotherapy|chiropractic(?: care)?|psychotherapy)"
        r" (?:and|&|plus|\+) (?:\w+ )?massage(?: therapy)?(?= (?:under|in one|in our|at our)\b"
        r"|[ ]*[.!]|$)|(?:pain|headache|back(?: pain)?|neck|spine|sports injury|migraine"
        r"|injury|tmj|oncology|massage|medical massage|soft[ -]tissue|lymphedema|fascia"
        r"|pregnancy|rehab\w*|orthopedic|scar|muscle|myofascial|trigger point) specialists?"
        r"|(?:our|is a|are) specialists?(?: in)?|doctors? of massage|massage doctors?"
        r"|muscle doctors?|physicians? of (?:touch|bodywork)))\b",
        "specialist|doctor|physician|physical|physio|chiropractic|psychotherapy",
        "“{said}” reads as a medical specialty.",
        "Name the course instead: “40-hour certificate in oncology massage (issuer, year)”.",
        unless=r"\b(?:your|see an?|see the|to an?|to the|by an?|from an?) (?:\w+ )?(?:pain|headache"
        r"|spine|medical|orthopedic) specialists?\b(?!.*\bour\b)|specialty certificate"
        r"|certified .{0,40}specialist by|specialist certificate",
    ),
    term(
        "claim-profession",
        r"\b(?P<said>(?:dr\.?|doctor) [a-z][\w'-]+(?: [a-z][\w'-]+)?,? (?:an? |our |the "
        r"|your )?(?:licensed "
        r"|certified |medical |lead |head )*(?:massage (?:therapist|practitioner)|lmt|bodyworker"
        r"|rmt))\b",
        "dr$|doctor$",
        "“{said}” reads as a physician’s title.",
        "Write the name with the title of the license: “Alex Example, LMT, license number …”.",
        begins=True,
    ),
    term(
        "claim-hipaa",
        r"\b(?:meets?|exceeds?|satisf(?:y|ies)|passe[sd]|fulfil\w*|adheres? to|conforms? (?:to"
        r"|with)"
        r"|approved (?:by|under)) (?:\w+ ){0,3}?(?:hipaa|hippa)\b"
        r"|\b(?:hipaa|hippa)[ -]+(?:and \w+[ -]+)?(?:complian(?:t|ce)|certifi(?:ed|cation)"
        r"|approved|safe|secured?|guaranteed|ready|friendly|protected)\b|\b(?:complies|comply"
        r"|compliant|complying|in compliance|certified) (?:fully )?(?:with|under|by"
        r"|for) (?:all )?(?:hipaa|hippa)\b",
        "hipaa|hippa",
        "“{said}” cannot be shown: nobody certifies it, and no software can establish it.",
        "Say what you do: “This site has no forms and loads nothing from other companies. We "
        "check each page for patient details.”",
    ),
    term(
        "claim-credential",
        r"\bboard[ -]certified\b(?! (?:in therapeutic massage|physicians?|doctors?|surgeons?"
        r"|\w+olog(?:y|ists?)|internists?|pediatricians?|psychiatrists?|nurse|neuro\w+|family"
        r"|physiatrists?|orthop\w+|specialists? in|internal|emergency|gynec\w+))",
        "board",
        "“{said}” does not say which board; a physician thinks of a medical one.",
        "Write “Board Certified in Therapeutic Massage and Bodywork (NCBTMB)” with the "
        "expiry date, or “licensed by …”.",
        unless=r"ncbtmb|bctmb|national certification board",
        severity=Severity.ERROR,
    ),
    term(
        "claim-credential",
        r"\bnpi[ -](?:certified|approved|accredited|licensed|endorsed|qualified"
        r"|verified provider)\b|\b(?:certified|approved|accredited|endorsed|licensed) (?:by"
        r"|through|with|under) (?:the )?(?:npi|npp?es|cms|medicare|national provider)\b",
        "npi|nppes|npes|cms|certified|approved|accredited|endorsed|licensed",
        "“{said}” makes a number look like a mark of quality; anyone in health care may have "
        "an NPI.",
        "Write only “NPI 1234567893” with your own number.",
    ),
    term(
        "claim-payer",
        r"\bmedicare (?:(?:is|are|patients|clients|and medicaid|insurance|plans?|\/|&"
        r"|medicaid|now|also|always) )*(?:accepted|covered|welcome[ds]?|covers (?:massage"
        r"|your|our)|pays? for (?:massage|your|our)|approved|provider|billed)\b"
        r"|\b(?:accept(?:s|ing)?|take|takes|taking|bill|bills|billing|covered (?:by|under)"
        r"|enrolled (?:in|with)|participat\w+ (?:in|with)|in[ -]network with) (?:(?:all|most"
        r"|major|original|insurance|traditional|both|insurances?|including|medicaid|and"
        r"|vision|your|directly|with|to|blue cross|aetna|va"
        r"|tricare) ?,? )*medicare\b(?! (?:advantage|part c|supplement))"
        r"|\b(?:use|apply|bring|spend) (?:your |the )?medicare (?:benefits?|card|coverage"
        r"|insurance)\b"
        r"|\bmedicare (?:benefits?|card|coverage) (?:here|(?:is|are) welcome|appl(?:y|ies))"
        r"|\bmedicare (?:patients?|clients?|members?|users?)\b[^.!?]{0,25}\b(?:we|i) (?:can |will "
        r"|also "
        r"|gladly )?(?:bill|accept|welcome|take|file|submit)\b",
        "medicare",
        "“{said}” misleads: Original Medicare does not cover stand-alone massage.",
        "Write “Original Medicare does not cover massage therapy. Some Medicare Advantage "
        "plans do, with an order; we check each plan.”",
        unless=r"\bmedicare advantage\b|\bdoes not\b|\bdon't\b|\bdo not\b",
    ),
    term(
        "claim-billing-code",
        r"\b97112\b",
        "97112",
        "97112 is neuromuscular re-education, not neuromuscular therapy or massage.",
        "Delete the code. Massage is 97124; manual therapy is 97140 where payer and training "
        "allow.",
        unless=r"\bnot\b|\bnever\b|\bisn't\b|\bdon't\b|\bcannot\b",
    ),
    term(
        "claim-billing-code",
        r"therapeutic procedure,? (?:1|one) or more areas,? each 15 minutes"
        r"|including effleurage,? petrissage,? and/?(?:or)? tapotement"
        r"|manual therapy techniques \((?:eg|e\.g\.),? (?:connective|mobili[sz]ation)",
        "procedure|tapotement|techniques",
        "“{said}” is the code book's own wording, which belongs to the American Medical "
        "Association.",
        "Describe the service in your own words: “massage, billed for each 15 minutes”.",
    ),
)

_TREAT = (
    r"lunch(?:es)?|dinners?|gifts?|free|cards?|treats?|rewards?|bonus(?:es)?|coffees?|donuts?"
    r"|bagels?|baskets?|tickets?|wine|chocolates?|spa (?:day|visit)s?|discounts?|credits?|donat\w+"
    r"|\d+ dollars|\$ ?\d+|on us|on the house|vouchers?|massages? (?:free|on)"
)
"""Things of value."""
_REWARD_TERMS = (
    term(
        "claim-referral-reward",
        r"\breferral (?:bonus(?:es)?|rewards?|fees?|gifts?|incentives?|credits?|discounts?"
        r"|commissions?|kickbacks?|perks?|prizes?|program(?:me)? (?:with )?rewards?"
        r"|thank[ -]?you gifts?|raffle|points)\b"
        r"|\b(?:gift ?cards?|gift certificates?|\$ ?\d+|cash|free (?:massages?|sessions?"
        r"|lunch(?:es)?)|bonus(?:es)?|commissions?|rewards?|vouchers?|discounts?|raffle"
        r"|credit)\b[^.!?]{0,60}\b(?:for|when|each time|every time|with|after"
        r"|per) (?:\w+ ){0,4}?(?:refer(?:s|ral|rals|red|ring)?|patients? (?:you|your)"
        r"|patient (?:you )?send|new patients?)\b"
        r"|\b(?:refer|send)(?:s|ring|ing)? (?:us )?(?:\w+ ){0,4}?(?:patients?|clients?|people"
        r"|friends?|family"
        r"|colleagues?|relatives?|neighbors?|someone)\b[^.!?]{0,60}\b(?:get|gets|receive|receives"
        r"|earn|earns|win|enjoy"
        r"|and we(?:'ll| will) (?:give|pay|send|thank))\b[^.!?]{0,50}(?:gift|\$ ?\d|%|free"
        r"|bonus|credit|card|reward|massage|lunch|voucher)"
        r"|\bfor (?:every|each|any|your next|all) (?:new )?(?:referrals?|patients? (?:that )?(?:you"
        rf"|your \w+) (?:sends?|refers?))\b[^.!?]{{0,50}}\b(?:{_TREAT})\b"
        r"|\b(?:clinics?|offices?|practices?|doctors?|physicians?|providers?|teams?|staff|nurses?"
        r"|anyone|whoever|those|partners?) (?:who|that|which) (?:sends?|refers?)\b[^.!?]{0,60}"
        rf"\b(?:{_TREAT})\b",
        "referral|refer|send|patient",
        "“{said}” offers something of value for a referral.",
        "Delete it. Thank referrers with a prompt letter back, never with anything of value.",
    ),
)

TRIGGERS = triggers((*_TERMS, *_REWARD_TERMS))
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Words that belong to other professions, and misleading credentials, payers and codes."""
    yield from check_terms(page, _TERMS)
    if page.register == "clinician":
        yield from check_terms(page, _REWARD_TERMS)
