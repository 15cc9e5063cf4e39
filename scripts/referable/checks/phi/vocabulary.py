"""The words that tell whose a fact is: a patient's, the practice's, a study's, an event's.

All patterns run on lower-case text.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from referable.checks.firstwords import split_words
from referable.checks.phi.passages import Passage
from referable.checks.phi.wordmarks import WordFlag, bit_of, place_bit

__all__ = [
    "AILMENT",
    "BODY",
    "CARE",
    "DOC_PERSONAL",
    "EVENT",
    "GENERIC",
    "HAS_MOTION",
    "HAS_WEAK",
    "OF_CLIENTS",
    "ORG",
    "PERSONAL",
    "PERSONAL_WEAK",
    "PERSON_NOUN",
    "POLICY",
    "STUDY",
    "TEAM",
    "Searchable",
    "Topic",
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
    r"replacement|hip op|knee op|transplant|bypass|c-section|cesarean|pregnan\w+|postpartum|migranes?|siatica|sciatca|swolen|"
    r"miscarriage|endometriosis|pelvic|long covid|covid|parkinson'?s|ms|multiple sclerosis|als|"
    r"dementia|alzheimer'?s|diabet\w+|neuropathy|hiv|hepatitis|lupus|lyme|shingles|epilepsy|"
    r"seizures?|asthma|copd|heart attack|blood (?:thinners?|clots?|pressure)|dvt|warfarin|eliquis|"
    r"tumou?rs?|tremors?|paralys\w+|amput\w+|scars?|scar tissue|burns?|fell|falls?|crash|accident|"
    r"rear-ended|wreck|tore|torn|hurts?|hurting|aching|tinnitus|diagnos\w+|symptoms?|flare-?ups?|"
    r"tennis elbow|golfer'?s elbow|thoracic outlet|piriformis|bell'?s palsy|addict\w+|rehab|"
    r"relapse|overdose|eating disorder|bipolar|therapy|medications?|meds|opioids?|gabapentin|"
    r"bend(?:ing)?|kneel(?:ing|s)?|squat(?:ting)?|crutch(?:es)?|canes?|walker|wheelchair|hobbl\w+|walked in|started (?:here|with us)|com(?:es?|ing) (?:here|to us)|coming for (?:her|his|their)|came (?:here|to us)|on (?:our|my|the) table|stenosis|steroid|cortisone|injections?|epidural|posture|trigger points?|adhesions?|tension|whiplashed|lymph|drainage|"
    r"\w{3,}(?:itis|algia|opathy|ectomy|plegia|paresis|collis|plasty|otomy|oedema|trophy|sclerosis|lordosis|kyphosis|stenosis|phobia|cephaly|myalgia|arthrosis|plexus|tremor)|sprained|achy|ache[ds]?|sciatic|bunions?|gout|ulcers?|wounds?|stitches|cast|brace|splint|sling|boot|crook|cricks?|pinched|locked|thawed|hip replacement|flu|fever|sick|ill|illness|hospice|dialysis|transplanted|pacemaker|port|bruis\w+|swollen|swelled|allerg\w+|lbp|tightness|wheez\w+|rashes|rash|cramped|diastasis|kyphosis|lordosis|hernias?|hernia\w+|eczema|psoriasis|hives|cellulitis|hypertension|osteopor\w+|osteopenia|spondyl\w+|ehlers|raynaud'?s|crohn'?s|colitis|ostomy|colostomy|catheter|stents?|hysterectomy|prostate|menopause|hot flashes|polio|palsy|varicose|neuroma|heel spurs?|leukemia|lymphoma|melanoma|anemia|hemophilia|thyroid|autism|adhd|ocd|hearing loss|blindness|cataracts?|glaucoma|gastritis|reflux|lie prone|lie on (?:her|his)|prone|supine)"
)
BODY = (
    r"(?:necks?|shoulders?|sholders?|shouldr|kne|nek|bakc|backs?|hips?|knees?|ankles?|wrists?|elbows?|jaw|spine|hamstrings?|"
    r"calf|calves|feet|foot|heels?|hands?|thumbs?|fingers?|arms?|legs?|ribs?|glutes?|traps?|"
    r"trapezius|quads?|psoas|it band|achilles|groin|forearms?|sacrum|si joint|tailbone|skull|"
    r"face|scalp|belly|abdomen|chest|muscles?|tendons?|sinus(?:es)?|toes?|torso|body|joints?|"
    r"shins?|thighs?|temples?|mouth|teeth|lungs?|ankles?|adductors?|abductors?|deltoids?|delts?|lats|pecs?|biceps|triceps|scalenes?|scm|gluteus|rhomboids?|levator|masseters?|soleus|gastroc\w*|peroneals?|tibialis|popliteus|diaphragm|ql|erectors?|"
    r"suboccipitals?|tfl|hip flexors?|flexors?|extensors?|infraspinatus|supraspinatus|subscap\w*|teres|serratus|pronators?|cuff|labrum|ligaments?|cartilage|vertebra\w*|coccyx|pelvis|collarbone|clavicle|scapula\w*|shoulder blades?|kneecaps?|patella|femur|shins?|nape|eyes?|ears?|skin|nerves?|breathing)"
)
CARE = (
    r"(?:sessions?|visits?|appointments?|appts?|treatments?|massages?|bodywork|intakes?|"
    r"follow-?ups?|bookings?|ap+oint?m\w{0,4}s?|aptmt|apptmt|mas+ages?|massge|(?:re)?book(?:ed)?|reschedul\w*|cancel(?:l?ed)?|no-show|copays?|"
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
    r"man\b|woman\b|person\b|teacher|listener|hands?\b|explanation|wait\b|portal|safety|rights|information|records?|details|names?|population|s\b|group|outcomes?|"
    r"reported|-|handout|leaflet|experience|form|forms|consent|list|base|handouts|facing|"
    r"choice|preference|preferences|cost|costs|does|do|if|or|is (?:asked|told|called|given|free|"
    r"welcome|on|in|over|under|at|unsure|stable|pregnant)|advice|materials?|centred|centered)"
)
_NO_PERSON = r"(?!(?:paper|center|order|number|water|other|another|shoulder|answer|letter|computer|summer|winter|december|october|november|september|chapter|poster|folder|power|layer|corner|roller|trigger|finger|cancer|tumor|floor|door|factor|error|doctor|provider|reviewer|author|editor|trainer|insurer|adjuster|carrier|employer|visitor|whether|after|under|over|ever|never|proper|better|later|longer|lower|upper|inner|outer|minor|major|prior|per|her|for|or|nor|poor|test|list|assist|wrist|fist|waist|exist|twist|register|newsletter|folder|sensor|monitor|elevator|motor|color|labor|favor|human|german|roman|woman's|plan|scan|span|tan|can|than)\b)"
PERSON_NOUN = rf"(?:{_NO_PERSON}[a-z-]{{2,}}(?:er|or|ist|ian|eer|ess|ant|wright|smith|wife|man|woman|person|mother|father|keeper)|nurse|student|vet|keeper|veteran|athlete|chef|cook|clerk|guide|pilot|monk|nun|judge|coach|aide|host|boy|girl|lady|guy|teen|kid|mom|dad|grandma|grandpa|retiree|widow|widower|cyclist|medic|mechanic|janitor|sergeant|apprentice|bride|groom)"
_PERSONAL = re.compile(
    rf"\b(?:{_POSS} {_GAP}(?:{AILMENT}|{CARE})\b"
    rf"|{_POSS} (?:[\w-]+ ){{0,2}}?{BODY}\b"
    r"|(?:my|her|his) (?:new |old |current |own )?(?:ssn|social|dob|birthday|date of birth|phone|cell|mobile|e-?mail|"
    r"address|home|number|licen[cs]e|driver'?s|passport|insurance|medicare|medicaid|card|credit|"
    r"account|visa|policy|plate|car|pump|pacemaker|hearing aids?|husband|wife|daughter|son|mom|"
    r"mother|dad|father|partner|kid|employer|surgeon|doctor|therapist|oncologist|ip|member|"
    r"claim|chart|adjuster|lawyer|attorney|maiden|last name|first name|name)\b"
    rf"|(?:she|he|i|i'm|i've|i’m|i’ve) (?:[\w'’-]+ ){{0,5}}?(?:{AILMENT})\b"
    r"|(?:she|he) (?:[\w'’-]+ ){0,2}?(?:came|comes|presented|complain\w*|reports?|reported|"
    r"arrived|was (?:referred|seen|treated|admitted|discharged|diagnosed|born)|is back|slept|"
    r"sleeps|booked|cancel\w*|missed|works (?:at|for|as)|lives|grew up|returned|moved)\b"
    r"|(?:she|he)(?:['’]s| is) (?:seen|treated|back|due|booked|here)\b"
    r"|i (?:[\w'’-]+ ){0,3}?(?:booked|came in|cancel\w*|reschedul\w*|need to move|moved|"
    r"have an appointment|was seen|saw|appointment|session|massage|visit|slot)\b"
    r"|(?:i'd|i would) like to (?:book|cancel|change|move|remove|share|update|reschedule|add)\b"
    r"|(?:(?m:^)|(?<=[.;:>)-][ ]))(?:patient|client|pt|cl)[ ](?:with|w/|who|in|on|from|aged|has|wrote|gave|brought)\b|\bcase(?: \d+)?[:.] ?(?:f|m|male|female|woman|man)\b|(?<![\w/.-])\d{1,2}/10(?![/\d])|\b(?:post-?op|s/p|status post|flexion \d|extension \d|pain \d{1,2}/10|tolerated)\b"
    r"|an? (?:[\w-]+ ){1,4}?(?:came|limped|hobbled|walked|drove|flew|rode) (?:in|to us|to me|to see|here|over)\b|\b(?:oldest|youngest|favou?rite|longest|weekly|monthly|wednesday|thursday|friday|saturday|monday|tuesday) regulars?\b|\b(?:el|la|una?|nuestr[ao]|mi|die|der|le) (?:paciente|cliente|patientin|cliente)\b|\bmi (?:cuello|espalda|rodilla|hombro|cadera|cabeza|mano)\b"
    rf"|(?:a|the|this|our|one|another|new|her|his|my) (?:[\w-]+ ){{0,3}}?(?:client|patient)\b"
    rf"(?!['’]?s?[ -]{_MODAL})"
    r"|(?:our|my|one of (?:our|my)) (?:[\w-]+ ){0,3}?(?:client\b(?!['’]?s)|patient\b(?!['’]?s)|(?<=one of our )(?:clients|patients)|(?<=one of my )(?:clients|patients))"
    r"(?! (?:should|may|can|must|will|would|satisfaction|privacy|portal|records|information))"
    r"|(?:patient|client|(?<!, )pt|cl)(?: is| was| has| had| paid| owes| called| wants| came| cancel\w*| works?| lives?| says| drives| asked| booked| born| sent| from|, | \(| presents?| presented| reports| states|"
    r" complains| c/o|:| name| #| id\b| no\b)"
    r"|(?:presented with|complain(?:s|ed|ing) of|c/o|re:? (?:her|his|my)|hx of|history of|s/p|dx|diagnosed with|"
    r"suffers from|suffered from|one of (?:our|my) (?:[\w-]+ ){0,3}?(?:clients|patients|regulars)\b|\d{2}[- ]year[- ]old [a-z]+ (?:[a-z]+(?:er|or|ist|ian|man|woman))\b|(?:admitted|discharged) \d|still limp\w*|(?:when )?we met (?:him|her)|satisfied customer|one of ours|\d{1,3}[- ](?:years?|yrs?)[- ]old (?!(?:adults?|women|men|people|children|participants|building|house|company|tree|study|review)\b)[a-z-]+(?<!s)|year[- ]old (?:male|female|man|woman|lady|gentleman|client|"
    r"patient|teacher|nurse|farmer|widow))\b"
    r"|(?:(?:sees|saw|visits?|visited) (?:us|me) for|came (?:in|to (?:us|me|see))|on (?:my|our) table|worked on (?:her|his)|treated her|"
    r"(?:treat|treating|visit|visited|visiting|see|seeing) (?:her|him)|case \d{1,3}[:.]|treated him|(?:on|off|from) (?:the|our|my) (?:massage )?table|saw her|saw him|helped her|helped him)\b"
    r")"
)
_SOMEONE_WITH = re.compile(
    rf"{PERSON_NOUN} (?:[\w-]+ ){{0,2}}?(?:with|whose) (?:an? |her |his )?(?:[\w-]+ ){{0,2}}?(?:{AILMENT}|{BODY})\b"
)
_ARTICLE = re.compile(r"\ban? (?:[\w-]+ ){0,3}?$")


_MOST_HEADINGS = 4096


class Topic:
    """Words and phrases of one subject, joined by "|"; whole words only.

    Args:
        pattern: The alternatives.
        marks: Signs that show the subject as well.
    """

    def __init__(self, pattern: str, *, marks: tuple[str, ...] = ()) -> None:
        self._full = re.compile(rf"\b(?:{pattern})\b")
        self._marks = marks
        self._headings: dict[str, bool] = {}
        first, other = split_words(pattern, closed=True)
        self._first = place_bit(first)
        other = [o for o in other if o not in marks]
        self._other = re.compile(rf"\b(?:{'|'.join(other)})\b") if other else None

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of its words in a lower-case text, or None."""
        return self._full.search(text, start, len(text) if end is None else end)

    def names(self, heading: str) -> bool:
        """Whether a heading speaks of the subject; many passages stand under one."""
        known = self._headings.get(heading)
        if known is None:
            if len(self._headings) > _MOST_HEADINGS:
                self._headings.clear()
            known = self._headings[heading] = self._full.search(heading) is not None
        return known

    def is_in(self, passage: Passage) -> bool:
        """Whether a passage speaks of the subject."""
        text, start, end = passage.low, passage.start, passage.end
        if passage.marks & self._first:
            match = self._full.match
            if any(match(text, at, end) for at in passage.places(self._first)):
                return True
            if self._other is not None and self._other.search(text, start, end):
                return True
        return any(text.find(mark, start, end) >= 0 for mark in self._marks)


class Searchable(Protocol):
    """What can be searched like a compiled pattern."""

    def search(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None:
        """The first match in a text, or None."""
        ...


class _Personal:
    """Finds words that speak of one patient; the costly pattern is tried only where it can match."""

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first such words in a lower-case text, or None."""
        end = len(text) if end is None else end
        found = _PERSONAL.search(text, start, end)
        if found is not None:
            return found
        return self.with_ailment(text, start, end)

    def with_ailment(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Words such as "a driver with a locked back"."""
        for link in (" with ", " whose "):
            at = text.find(link, start, end)
            while at >= 0:
                low = max(start, at - 48)
                opened = max(text.rfind("a ", low, at), text.rfind("an ", low, at))
                if opened >= 0:
                    match = _SOMEONE_WITH.search(text, opened, min(end, at + 60))
                    if match is not None and _ARTICLE.search(
                        text, max(start, match.start() - 40), match.start()
                    ):
                        return match
                at = text.find(link, at + 6, end)
        return None

    def is_in(self, passage: Passage, likely: int) -> bool:
        """Whether a passage has such words.

        Args:
            passage: Where to look.
            likely: The bit of words of which most patterns need one.
        """
        text, start, end = passage.low, passage.start, passage.end
        if passage.marks & likely or _has_sign(passage):
            if passage.marks & _LEADS and any(
                _PERSONAL.match(text, at, end) for at in passage.places(_LEADS)
            ):
                return True
            if _NOT_LED.search(text, start, end):
                return True
        if not passage.marks & _LINKS or not passage.marks & _HAS_SOMEONE.bit:
            return False
        return self.with_ailment(text, start, end) is not None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All such words, without those of somebody with an ailment."""
        return _PERSONAL.finditer(text, start, end)


_FIRST, _OTHER = split_words(
    _PERSONAL.pattern.removeprefix(r"\b(?:").removesuffix(")"), closed=False
)
_LEADS = place_bit(_FIRST)
_NOT_LED = re.compile(rf"\b(?:{'|'.join(_OTHER)})")
_LINKS = bit_of(frozenset({"with", "whose"}))
_MANY = bit_of(frozenset({"patients", "clients"}))
# Signs of a patient that are no words, or that two words make, by what is looked for first.
_SIGNS = (
    ("/", ("s/p", "/10", "c/o")),
    (":", ("re:",)),
    ("post", ("post-op", "post op")),
)
_OURS = ("our patients", "our clients", "my patients", "my clients")


def _has_sign(passage: Passage) -> bool:
    find, start, end = passage.low.find, passage.start, passage.end
    for first, signs in _SIGNS:
        if find(first, start, end) >= 0 and any(find(sign, start, end) >= 0 for sign in signs):
            return True
    return passage.marks & _MANY > 0 and any(find(ours, start, end) >= 0 for ours in _OURS)


PERSONAL_WEAK = re.compile(
    rf"\b(?:{AILMENT})\b|\b(?:{CARE})\b|(?<!sent )(?<!send )(?<!by )(?<!gave )(?<!give )(?<!hold )(?<!held )(?<!paid )(?<!date )(?<!look )(?<!mailed )(?<!write )(?<!wrote )\b(?:{BODY})\b|\b(?:client|patient(?! (?:man|woman|person|teacher|listener|hands?|explanation)\b)|satisfied customer|member of ours)\b"
)
OF_CLIENTS = re.compile(r"\b(?:clients?|patients?|pt)\b")
DOC_PERSONAL = re.compile(
    r"\b(?:in-?box|messages? (?:from|to)|voice-?mails?|transcripts?|intakes?|testimonials?|"
    r"client (?:stor(?:y|ies)|quotes?|notes?|log|list|roster|messages?|spotlight|of the month|"
    r"records?|file|photos?|feedback|reviews?|wins|success)|patient (?:stor(?:y|ies)|quotes?|"
    r"notes?|log|list|roster|messages?|spotlight|records?|file|photos?|feedback|reviews?|success)|"
    r"success stor(?:y|ies)|case (?:stor(?:y|ies)|notes?|log|reports?|stud(?:y|ies))|what (?:our )?"
    r"(?:clients|patients|people) (?:say|said|tell|write|wrote|think|have to say|sent|send)|kind words|thank-?you notes?|wait(?:ing)? ?list|"
    r"(?:appointment|session|soap|chart|treatment|visit|referral|progress) (?:notes?|book|list|"
    r"log|cards?|requests?)|(?:to ?day'?s|this week'?s|tomorrow'?s|monday'?s|friday'?s) "
    r"(?:schedule|appointments|clients|list)|call(?:-?back)? (?:log|list|notes?)|phone (?:log|notes?|messages?)|"
    r"sign-?in sheet|guest ?book|raves|love letters|notes (?:we|i) got|letters (?:from|to)|"
    r"who (?:i|we) saw|(?:new|my) clients|reminders? (?:to send|list|texts?)|"
    r"roster|list of (?:our )?(?:clients|patients)|birthday list|call list|no-?shows?|cancellations? (?:list|log)|scheduling (?:notes?|messages?))\b"
)
STUDY = Topic(
    r"et al|(?:first|last) (?:patient|participant) (?:in|out|enrolled|visit)|participants?|randomi[sz]ed|trials?|stud(?:y|ies)|cohort|review(?:ers)?|"
    r"systematic|meta-analysis|authors?|researchers?|investigators?|recruit(?:ed|ment)|enrol\w*|"
    r"baseline|95% ?ci|confidence|guidelines?|journal|published|doi|pmid|evidence|survey(?:ed)?|"
    r"certainty|comparator|usual care|pedro|amstar|(?:inclusion|exclusion) criteria|eligib\w+: (?:age|adults|aged)|(?:first|last) (?:patient|participant|subject) (?:in|out|visit|enrolled)(?=[:,])|journals?|and colleagues|sample|protocol|registr(?:y|ation|ered)|grant|funded|trial's|compared|versus|vs|questionnaires?|meta|outcomes|handbook|textbook|co-?authors?|disclosures|(?:massage|systematic|cochrane|literature|scoping|umbrella) reviews|jama|bmj|nejm|plos|(?:later|earlier|early|recent) (?:work|papers?) (?:is|are|was|on|by)|followed \d+ |\d+ (?:adults|women|men|children|nurses|runners|students|participants)(?= (?:with|who|aged|for))|foundation|awards?|fellowship|scholars?|dsm|isbn",
    marks=("[@", "95% ci", "95% confidence"),
)
EVENT = Topic(
    r"workshops?|conference|congress|keynote|5k|10k|agenda|aob|adjourned|abstains?|fire drill|class(?:es)?|(?<!of )courses?|seminar|webinar|open house|lecture|"
    r"talks?|lunch(?:eon)?|fundraiser|parade|picnic|retreat|fair|fundrais\w+|marathon|race|festival|symposium|meeting|convention|"
    r"when:|where:|doors open|rsvp|tickets?|register by|registration|concert|exhibit|"
    r"speakers?|panel|summit|training day|continuing education|ceus?|holidays?|closed|closing|"
    r"reopen\w*|reviewed|updated|last (?:updated|reviewed|checked|modified)|effective|accessed|retrieved|"
    r"published|posted|expires?|renew\w*|valid (?:until|through)|deadline|in effect|founded|"
    r"opened|opening|established|(?:office|opening|business|clinic|our|library) hours|hours:|version|revised|adopted|passed|signed into law|act of|statute"
)
ORG = Topic(
    r"our (?:office|clinic|practice|studio|front desk|address|number|phone|fax|team|rooms?|"
    r"location|door|building|e-?mail|main)|the (?:office|clinic|hospital|library|board|department|"
    r"front desk|insurer|adjuster|school|university|agency|center|centre)|board of|department of|"
    r"suite|ste\b|clinic|hospital|library|university|college|institute|association|foundation|"
    r"pharmacy|health (?:plan|system|department|center)|medical center|society|council|office|"
    r"billing department|call us|fax us|reach us|visit us|find us|write to us|contact us|email us|"
    r"e-mail us|parking|bus|directions|website|hotline|helpline|lifeline|crisis line|"
    r"poison (?:control|center)|toll-?free|customer service|member services|studio|gym|"
    r"provider (?:line|services|relations)|licens(?:e|ing) board|register|llc|inc\b|agency|"
    r"restaurant|cafe|café|venue|hall|church|park\b|where:|(?:office|opening|business|clinic|our|library) hours|hours:"
)
TEAM = Topic(
    r"lmt|lmts|rmt|bctmb|cmt|massage therapists?|licensed|our therapists?|front desk|receptionist|"
    r"office manager|joined (?:us|the (?:team|practice|clinic))|staff|our team|owner|founder|"
    r"founded|instructor|teacher of|graduate of|graduated|trained (?:at|in|with)|board[- ]certified|"
    r"practices? since|practicing since|specializ\w+|years of (?:experience|practice)|bio"
)
POLICY = Topic(
    r"never (?:publish|post|share|send|write|include|put|ask|store|collect)|do not (?:publish|post|"
    r"share|send|include|put|write|e-?mail|name|use)|don'?t (?:publish|post|share|send|include|put|"
    r"write|e-?mail|name|use)|leave out|must not|may not|such as|for example|for instance|"
    r"e\.g\.|(?<!my )(?<!her )(?<!his )(?<!client's )(?<!client’s )(?<!patient's )(?<!patient’s )policy(?! (?:is|no|number|#|id|holder|[a-z]{0,4}[ -]?\d))|placeholder|template|fill in|(?<!sam )sample|(?<!alex )example(?<!\.example)(?!\.(?:org|com|net)|\w*@| (?:health plan|mutual|insurance|street|clinical|clinic|family))|made-?up|invented|fictional|"
    r"replace (?:every|all|the|these|with)|your (?:name|text|own words) here|hypothetical|imagine (?:an? |someone |that |two |your )|suppose (?:an? |someone |that |your |you )|let['’]s say|say (?:jane|john) doe|instead of|we do not|we never|no names|please remove|identifiers? (?:are|include)|"
    r"safe harbor|hipaa|45 cfr|notice of privacy",
    marks=("45 cfr", "____"),
)
GENERIC = re.compile(r"\b(?:clients|patients|people|someone|anyone|everybody|everyone|your)\b")


_HAS_SOMEONE = WordFlag(PERSON_NOUN)
PERSONAL = _Personal()
HAS_WEAK = WordFlag(
    rf"{AILMENT}|{BODY}|{CARE}|client|patient|carpal|rotator|plantar|bulging|thoracic|frozen|slipped|drainage|lymph|lymphatic|herniated|dis[ck]|attack|elbow|elbows|started|snor\w+|exercises?|stretch\w*|treat(?:s|ed|ing)?|bedridden"
)
"""Whether words speak of bodies, ailments or visits."""
HAS_MOTION = WordFlag(
    r"lift(?:s|ed|ing)?|reach(?:es|ed)?|climb(?:s|ed)?|walk(?:s|ed|ing)?|sle(?:ep|eps|pt|eping)|sits?|stands?|stood|knelt|ran|runs?"
)
"""Whether words speak of moving; too common to tie a name by themselves."""
