"""The words that tell whose a fact is: a patient's, the practice's, a study's, an event's.

All patterns run on lower-case text.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

__all__ = [
    "AILMENT",
    "BODY",
    "CARE",
    "DOC_PERSONAL",
    "EVENT",
    "GENERIC",
    "HAS_MOTION",
    "HAS_WEAK",
    "ORG",
    "PERSONAL",
    "PERSONAL_WEAK",
    "POLICY",
    "STUDY",
    "TEAM",
    "WordFlag",
]

AILMENT = (
    r"(?:(?:head|back|neck|tooth|tummy|stomach|heart)?aches?|pains?|painful|migraines?|sciatica|"
    r"frozen shoulder|surger(?:y|ies)|operation|injur(?:y|ies|ed)|sprain\w*|strain(?:ed)?|whiplash|"
    r"scoliosis|fibromyalgia|fibro|carpal tunnel|strokes?|cancer|chemo\w*|radiation|mastectomy|"
    r"lumpectomy|lymph(?:o)?edema|edema|swelling|insomnia|anxiety|depression|ptsd|panic|tendin\w+|"
    r"tendonitis|plantar fasci\w+|fasciitis|spasms?|cramps?|knots?|numb(?:ness)?|tingling|"
    r"herniat\w+|bulging disc|slipped disc|dis[ck]s?|arthritis|osteoarthritis|rheumatoid|bursitis|"
    r"impingement|rotator cuff|acl|meniscus|concussion|vertigo|dizziness|tmj|tmd|jaw clenching|"
    r"clenching|bruxism|stiff(?:ness)?|sore(?:ness)?|limp\w*|fracture[ds]?|broken|dislocat\w+|"
    r"replacement|hip op|knee op|transplant|bypass|c-section|cesarean|pregnan\w+|postpartum|"
    r"miscarriage|endometriosis|pelvic|long covid|covid|parkinson'?s|ms|multiple sclerosis|als|"
    r"dementia|alzheimer'?s|diabet\w+|neuropathy|hiv|hepatitis|lupus|lyme|shingles|epilepsy|"
    r"seizures?|asthma|copd|heart attack|blood (?:thinners?|clots?|pressure)|dvt|warfarin|eliquis|"
    r"tumou?rs?|tremors?|paralys\w+|amput\w+|scars?|scar tissue|burns?|fell|falls?|crash|accident|"
    r"rear-ended|wreck|tore|torn|hurts?|hurting|aching|tinnitus|diagnos\w+|symptoms?|flare-?ups?|"
    r"tennis elbow|golfer'?s elbow|thoracic outlet|piriformis|bell'?s palsy|addict\w+|rehab|"
    r"relapse|overdose|eating disorder|bipolar|therapy|medications?|meds|opioids?|gabapentin|"
    r"bend(?:ing)?|kneel(?:ing|s)?|squat(?:ting)?|crutch(?:es)?|canes?|walker|wheelchair|hobbl\w+|walked in|started (?:here|with us)|comes? (?:here|to us)|came (?:here|to us)|on (?:our|my|the) table|stenosis|steroid|cortisone|injections?|epidural|posture|trigger points?|adhesions?|tension|whiplashed|lymph|drainage)"
)
BODY = (
    r"(?:necks?|shoulders?|backs?|hips?|knees?|ankles?|wrists?|elbows?|jaw|spine|hamstrings?|"
    r"calf|calves|feet|foot|heels?|hands?|thumbs?|fingers?|arms?|legs?|ribs?|glutes?|traps?|"
    r"trapezius|quads?|psoas|it band|achilles|groin|forearms?|sacrum|si joint|tailbone|skull|"
    r"face|scalp|belly|abdomen|chest|muscles?|tendons?|sinus(?:es)?|toes?|torso|body|joints?|"
    r"shins?|thighs?|temples?|mouth|teeth|lungs?|ankles?)"
)
CARE = (
    r"(?:sessions?|visits?|appointments?|appts?|treatments?|massages?|bodywork|intakes?|"
    r"follow-?ups?|bookings?|(?:re)?book(?:ed)?|reschedul\w*|cancel(?:l?ed)?|no-show|copays?|"
    r"co-pays?|deductible|balance|invoices?|superbills?|claims?|referrals?|chart|records?|"
    r"x-?rays?|mris?|scans?|prescription|insurance|progress|recovery|range of motion|slot|"
    r"soap notes?|soap|case|cupping|charge[ds]?|receipts?|refund|gift card|gift certificate|"
    r"package|paperwork|waiting list|waitlist|check-?in|home program|stretches)"
)
_POSS = r"(?:my|her|his|hers)"
_GAP = r"(?:[\w'’-]+ ){0,3}?"
_MODAL = (
    r"(?:should|may|can|must|will|would|might|needs?|has to|have to|wants?|prefers?|asks?|is seen|"
    r"calls?|signs?|pays?|brings?|who|whose|with(?:out)?|satisfaction|privacy|education|care|"
    r"portal|safety|rights|information|records?|details|names?|population|s\b|group|outcomes?|"
    r"reported|-|handout|leaflet|experience|form|forms|consent|list|base|handouts|facing|"
    r"choice|preference|preferences|cost|costs|does|do|if|or|is (?:asked|told|called|given|free|"
    r"welcome|on|in|over|under|at|unsure|stable|pregnant)|advice|materials?|centred|centered)"
)
PERSONAL = re.compile(
    rf"\b{_POSS} {_GAP}(?:{AILMENT}|{CARE})\b"
    rf"|\b{_POSS} (?:[\w-]+ ){{0,2}}?{BODY}\b"
    r"|\b(?:my|her|his) (?:new |old |current |own )?(?:ssn|social|dob|birthday|date of birth|phone|cell|mobile|e-?mail|"
    r"address|home|number|licen[cs]e|driver'?s|passport|insurance|medicare|medicaid|card|credit|"
    r"account|visa|policy|plate|car|pump|pacemaker|hearing aids?|husband|wife|daughter|son|mom|"
    r"mother|dad|father|partner|kid|employer|surgeon|doctor|therapist|oncologist|ip|member|"
    r"claim|chart|adjuster|lawyer|attorney|maiden|last name|first name|name)\b"
    rf"|\b(?:she|he|i|i'm|i've|i’m|i’ve) (?:[\w'’-]+ ){{0,5}}?(?:{AILMENT})\b"
    r"|\b(?:she|he) (?:[\w'’-]+ ){0,2}?(?:came|comes|presented|complain\w*|reports?|reported|"
    r"arrived|was (?:referred|seen|treated|admitted|discharged|diagnosed|born)|is back|slept|"
    r"sleeps|booked|cancel\w*|missed|works (?:at|for|as)|lives|grew up|returned|moved)\b"
    r"|\bi (?:[\w'’-]+ ){0,3}?(?:booked|came in|cancel\w*|reschedul\w*|need to move|moved|"
    r"have an appointment|was seen|saw|appointment|session|massage|visit|slot)\b"
    r"|\b(?:i'd|i would) like to (?:book|cancel|change|move|remove|share|update|reschedule|add)\b"
    rf"|\b(?:a|the|this|our|one|another|new|her|his|my) (?:[\w-]+ ){{0,3}}?(?:client|patient)\b"
    rf"(?!['’]?s?[ -]{_MODAL})"
    r"|\b(?:our|my|one of (?:our|my)) (?:[\w-]+ ){0,3}?(?:client\b(?!['’]?s)|patient\b(?!['’]?s)|(?<=one of our )(?:clients|patients)|(?<=one of my )(?:clients|patients))"
    r"(?! (?:should|may|can|must|will|would|satisfaction|privacy|portal|records|information))"
    r"|\b(?:patient|client|pt|cl)(?: is| was| has| had| paid| owes| called| wants| came| cancel\w*| works?| lives?| says| drives| asked| booked| born| sent| from|, | \(| presents?| presented| reports| states|"
    r" complains| c/o|:| name| #| id\b| no\b)"
    r"|\b(?:presented with|complain(?:s|ed|ing) of|c/o|re:? (?:her|his|my)|hx of|history of|s/p|dx|diagnosed with|"
    r"suffers from|suffered from|year[- ]old (?:male|female|man|woman|lady|gentleman|client|"
    r"patient|teacher|nurse|farmer|widow))\b"
    r"|\b(?:(?:sees|saw|visits?|visited) (?:us|me) for|came (?:in|to (?:us|me|see))|on (?:my|our) table|worked on (?:her|his)|treated her|"
    r"treated him|saw her|saw him|helped her|helped him)\b"
)
PERSONAL_WEAK = re.compile(
    rf"\b(?:{AILMENT})\b|\b(?:{CARE})\b|\b(?:{BODY})\b|\b(?:client|patient|member of ours)\b"
)
DOC_PERSONAL = re.compile(
    r"\b(?:in-?box|messages? (?:from|to)|voice-?mails?|transcripts?|intakes?|testimonials?|"
    r"client (?:stor(?:y|ies)|quotes?|notes?|log|list|roster|messages?|spotlight|of the month|"
    r"records?|file|photos?|feedback|reviews?|wins|success)|patient (?:stor(?:y|ies)|quotes?|"
    r"notes?|log|list|roster|messages?|spotlight|records?|file|photos?|feedback|reviews?|success)|"
    r"success stor(?:y|ies)|case (?:stor(?:y|ies)|notes?|log|reports?|stud(?:y|ies))|what (?:our )?"
    r"(?:clients|patients|people) (?:say|said|tell)|kind words|thank-?you notes?|wait(?:ing)? ?list|"
    r"(?:appointment|session|soap|chart|treatment|visit|referral|progress) (?:notes?|book|list|"
    r"log|cards?|requests?)|(?:to ?day'?s|this week'?s|tomorrow'?s|monday'?s|friday'?s) "
    r"(?:schedule|appointments|clients|list)|call(?:-?back)? (?:log|list|notes?)|phone (?:log|notes?|messages?)|"
    r"sign-?in sheet|guest ?book|raves|love letters|notes (?:we|i) got|letters (?:from|to)|"
    r"who (?:i|we) saw|(?:new|my) clients|reminders? (?:to send|list|texts?)|"
    r"roster|list of (?:our )?(?:clients|patients)|birthday list|call list|no-?shows|cancellations? (?:list|log)|scheduling (?:notes?|messages?))\b"
)
STUDY = re.compile(
    r"\b(?:et al|participants?|randomi[sz]ed|trials?|stud(?:y|ies)|cohort|review(?:ers)?|"
    r"systematic|meta-analysis|authors?|researchers?|investigators?|recruit(?:ed|ment)|enrol\w*|"
    r"baseline|95% ?ci|confidence|guidelines?|journal|published|doi|pmid|evidence|survey(?:ed)?|"
    r"journals?|colleagues|sample|protocol|registr(?:y|ation|ered)|grant|funded|trial's|compared|versus|vs|questionnaires?|meta|outcomes|handbook|textbook|foundation|awards?|fellowship|scholars?|dsm|isbn)\b|\[@"
)
EVENT = re.compile(
    r"\b(?:workshops?|conference|keynote|class(?:es)?|courses?|seminar|webinar|open house|lecture|"
    r"talks?|retreat|fair|fundrais\w+|marathon|race|festival|symposium|meeting|convention|"
    r"when:|where:|doors open|rsvp|tickets?|register by|registration|concert|exhibit|"
    r"speakers?|panel|summit|training day|continuing education|ceus?|holidays?|closed|closing|"
    r"reopen\w*|reviewed|updated|last (?:updated|reviewed|checked|modified)|effective|accessed|retrieved|"
    r"published|posted|expires?|renew\w*|valid (?:until|through)|deadline|in effect|founded|"
    r"opened|opening|established|hours|version|revised|adopted|passed|signed into law|act of|statute)\b"
)
ORG = re.compile(
    r"\b(?:our (?:office|clinic|practice|studio|front desk|address|number|phone|fax|team|rooms?|"
    r"location|door|building|e-?mail|main)|the (?:office|clinic|hospital|library|board|department|"
    r"front desk|insurer|adjuster|school|university|agency|center|centre)|board of|department of|"
    r"suite|ste\b|clinic|hospital|library|university|college|institute|association|foundation|"
    r"pharmacy|health (?:plan|system|department|center)|medical center|society|council|office|"
    r"billing department|call us|fax us|reach us|visit us|find us|write to us|contact us|email us|"
    r"e-mail us|parking|bus|directions|website|hotline|helpline|lifeline|crisis line|"
    r"poison (?:control|center)|toll-?free|customer service|member services|studio|gym|"
    r"provider (?:line|services|relations)|licens(?:e|ing) board|register|llc|inc\b|agency|"
    r"restaurant|cafe|café|venue|hall|church|park\b|where:|hours)\b"
)
TEAM = re.compile(
    r"\b(?:lmt|lmts|rmt|bctmb|cmt|massage therapists?|licensed|our therapists?|front desk|receptionist|"
    r"office manager|joined (?:us|the (?:team|practice|clinic))|staff|our team|owner|founder|"
    r"founded|instructor|teacher of|graduate of|graduated|trained (?:at|in|with)|board[- ]certified|"
    r"practices? since|practicing since|specializ\w+|years of (?:experience|practice)|bio)\b"
)
POLICY = re.compile(
    r"\b(?:never (?:publish|post|share|send|write|include|put|ask|store|collect)|do not (?:publish|post|"
    r"share|send|include|put|write|e-?mail|name|use)|don'?t (?:publish|post|share|send|include|put|"
    r"write|e-?mail|name|use)|leave out|must not|may not|such as|for example|for instance|"
    r"e\.g\.|policy|placeholder|template|fill in|sample|example|made-?up|invented|fictional|"
    r"hypothetical|instead of|we do not|we never|no names|please remove|identifiers? (?:are|include)|"
    r"safe harbor|hipaa|45 cfr|notice of privacy)\b"
)
GENERIC = re.compile(r"\b(?:clients|patients|people|someone|anyone|everybody|everyone|your)\b")


class WordFlag:
    """Answers whether any of a set of words matches a pattern; each word is tried once only."""

    def __init__(self, pattern: str) -> None:
        self._match = re.compile(pattern).fullmatch
        self._seen: set[str] = set()
        self._hits: set[str] = set()

    def __call__(self, found: AbstractSet[str]) -> bool:
        """Whether one of the words matches."""
        new = found - self._seen
        if new:
            self._seen.update(new)
            self._hits.update(w for w in new if self._match(w))
        return not self._hits.isdisjoint(found)


HAS_WEAK = WordFlag(
    rf"{AILMENT}|{BODY}|{CARE}|client|patient|frozen|slipped|drainage|lymph|lymphatic|herniated|dis[ck]|attack|elbow|elbows|started|snor\w+|exercises?|stretch\w*"
)
"""Whether words speak of bodies, ailments or visits."""
HAS_MOTION = WordFlag(
    r"lift(?:s|ed|ing)?|reach(?:es|ed)?|climb(?:s|ed)?|walk(?:s|ed|ing)?|sle(?:ep|eps|pt|eping)|sits?|stands?|stood|knelt|ran|runs?"
)
"""Whether words speak of moving; too common to tie a name by themselves."""
