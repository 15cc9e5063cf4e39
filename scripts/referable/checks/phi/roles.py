"""Names that belong to somebody's public role: therapists, teachers, authors, referrers."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.names import Name

__all__ = ["has_public_role", "is_clinician", "is_introduced"]

_LETTERS = (
    r"(?:LMT|RMT|CMT|LMP|BCTMB|MD|M\.D\.|DO|D\.O\.|NP|FNP|FNP-C|DNP|PA-C|PA|PT|DPT|PhD|Ph\.D\.|RN|BSN|DC|ND|"
    r"LAc|MSW|LCSW|OT|OTR(?:/L)?|DDS|DMD|MPH|FACS|FACP|MBBS|MBChB|ATC|MS|MSc|MA|EdD|JD|Esq|CNM|CRNA|DPM|PsyD|SLP|CLT)"
)
_CREDENTIAL = re.compile(rf"[ \t]*[,(][ \t]*(?:[A-Z][A-Za-z.-]{{0,5}},?[ \t]+)?{_LETTERS}\b")
_ROLE_NOUN = (
    r"(?:(?:massage |physical |occupational |speech )?therapists?|instructors?|teachers? (?:at|of|for)|tutor|"
    r"authors?|founders?|co-?founders?|directors?|managers?|physicians?|surgeons?|speakers?|owners?|"
    r"researchers?|professors?|photographers?|designers?|keynote|physiotherapists?|anatomist|"
    r"osteopaths?|chiropractors?|acupuncturists?|midwi(?:fe|ves)|nurse practitioner|oncologist|"
    r"orthopedist|neurologist|pediatrician|internist|hospitalist|editors?|illustrators?|"
    r"receptionists?|administrators?|librarian|commissioner|senator|representative|president|"
    r"chair(?:man|woman|person)?|gymnast|composer|philosopher|scientist|statistician|epidemiologist|"
    r"examiner|assessor|coordinator|presenter|host|moderator|co-?author|trainers?|educators?|lecturer|"
    r"bookkeeper|biller|insurance agents?|web designer|singer|novelist|actor|actress|poet|painter|inventor|pioneer)"
)
_AFTER = re.compile(
    r"(?:[’']s)?[ \t]*(?:[,(][^,.()\n]{0,40}[,)])?[ \t]+(?:(?:has|have|had|also|will|who|first|then|both|and "
    r"(?:his|her|their) (?:team|colleagues|group))[ \t]+){0,3}"
    r"(?:teach(?:es|ing)?(?! me| us)|taught(?! me| us)|lectures?d?|present(?:s|ed|ing)? (?:the|a|at|on|her|his|two|new)|leads|led|lead the|"
    r"speaks|speaking (?:at|on|about)|spoke (?:at|on)|wrote (?:the|a|in|that|about|of)|writes (?:the|about|for|these)|"
    r"develop(?:s|ed)|founded|invented|describ(?:es|ed)|publish(?:es|ed)|"
    r"et al|and colleagues|and (?:his|her|their) (?:team|colleagues|group)|joined (?:us|the|our)|joins (?:us|our|the)|"
    r"practi[cs](?:es|ed|ing) (?:massage|in|at|since)|studied (?:at|with|massage|under|the)|sees (?:clients|patients|people)|"
    r"works? with (?:clients|patients|people|runners|cyclists|us|athletes|anyone|pregnant|babies|older|veterans)|"
    r"treats|specializ\w+|speciali[sz]es|trained|graduated|refers?\b|referred (?:the|a|an|her|his|their|\d+|many|several|patients)|"
    r"sends? (?:us|me|her|his|their|patients)|offers|holds?|earned|completed (?:her|his|their|a|the|training|\d+)|"
    r"(?:is|was|as) (?:a |an |our |the |its |one of )?(?:[\w-]+ ){0,5}"
    + _ROLE_NOUN
    + r"\b|reads the research|runs the (?:front|office|desk|practice)|answers the (?:phone|telephone)|"
    r"keeps the books|designed|photographed|illustrated|reviewed (?:this|the|these)|edits|edited|report(?:s|ed) (?:that|in (?:the|a|his|her|\d))|"
    r"found (?:that|no|a|massage|the)|showed|concluded|argued|measured|examined|proposed|introduced|coined|named|"
    r"directed|stars?|sang|sings|novel|concert|album|song|model\b|method|technique|test\b|sign\b|scale|"
    r"speaks|spoken|accepts|visits people|works (?:here|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|for us|mondays|tuesdays))"
    r"|[ \t]*(?:,[ \t]*)?(?:\([^)\n]{0,30}\)[ \t]*)?,[ \t]*(?:who (?:teaches|taught|leads|wrote|runs|founded|developed|trained|speaks|practices)|"
    r"(?:an? |our |the |its )?(?:[\w-]+ ){0,5}"
    + _ROLE_NOUN
    + r"\b|author of|editor of|formerly of|of the (?:university|college|clinic|hospital))"
    r"|[ \t]*\([^)\n]{0,60}\b(?:rehab\w*|therapy|clinic|hospital|health|university|college|medical|center|centre|institute|school|associates|orthop\w+|physio\w*|press|library|council|society|association|group)\b[^)\n]{0,30}\)"
    r"|(?:[ ](?:and|&)[ ](?-i:[A-Z])[\w’'-]+)?(?:[ \t]*\((?:19|20)\d\d|[ \t]*,?[ \t]+(?:19|20)\d\d\b(?!-))"
    r"|[ \t]*,[ ](?:who|which) (?:has |have |also )?(?:never )?(?:keeps?|kept|cleans?|prints?|printed|fixe[sd]|repairs?|built|builds|made|makes|delivers?|mends|mended|painted|draws?|drew|supplies|launders|washes|designed|donated|lent|lends|translated|proofread|runs|ran|hosts?|checks|read) (?:our|the|this|these|us|all)\b"
    r"|[’']s (?:[\w-]+ ){0,2}?(?:e-?books?|books?|website|podcast|articles?|essays?|chapter|lectures?|videos?|newsletter|column|classic|textbook|atlas|manual|translation|biography|paintings?|poems?|trilogy|memoir)\b"
    r"|[ ]\((?:our |the )?(?:landlord|accountant|bookkeeper|vendor|supplier|office manager|receptionist|front desk)\)"
    r"|\W{1,3}(?:speaking\W{1,3})?how (?:can|may) (?:i|we) help"
    r"|,[ ][^,\n]{2,40},[ ]\(?1?[ -]?8(?:00|33|44|55|66|77|88)\b"
    r"|,[ ][A-Z][^,\n]{3,50},[ ]1[5-9]\d\d\b"
    r"|[ ](?:leaves us|is leaving us|retires|opens? (?:her|his|their|a|the) (?:[\w-]+ )?(?:shop|store|studio|cafe|café|bakery|office|practice|clinic|restaurant|gallery|bookshop))\b"
    r"|[ ]for (?:an? |the |her |his )(?:[\w-]+ ){0,2}(?:portrait|headshot|logo|estimate|slides|biography|bio)\b"
    r"|[ ]at (?:the )?(?-i:[A-Z])[\w’'-]+(?:[ ](?-i:[A-Z])[\w’'-]+)*,? (?:who|which) (?:has|have|keeps?|lends?|makes?|sells?|washes|prints?)\b"
    r"|(?:,? (?-i:[A-Z])[\w’'-]+)?(?:,? and (?:[dm]rs?\. |ms\. )?(?-i:[A-Z])[\w’'-]+)? (?:disagree|agree|followed \d|randomi[sz]ed|compared|recruited|pooled|surveyed|enrolled|measured)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:dr|drs|prof|professor|doctor|instructors?|teachers?|tutors?|authors?|editors?|photographers?|photos?|"
    r"photograph|images?|credits?|illustrations?|therapists?|directors?|senator|rep|representative|governor|"
    r"president|judge|commissioner|saint|st|founders?|speakers?|hosted by|host|presenters?|presented by|"
    r"taught by|led by|written by|drawn by|taken by|words by|text by|translated by|designed by|design by|reviewed by|checked by|"
    r"edited by|created by|developed by|described by|invented by|published by|work of|works of|studied (?:with|under)|"
    r"trained (?:with|by|under)|student of|method of|named (?:after|for)|in memory of|biography of|"
    r"book by|novel by|song by|film by|directed by|starring|according to|(?<!review )(?<!story )(?<!words )(?<!quote )(?<!testimonial )(?<!bought )(?<!paid )(?<!goes )(?<!booked )(?<!seen )(?<!referred )(?<!brought )(?<!signed )(?<!requested )(?<!borrowed )(?<!rented )(?<!checked out )(?<!asked for )(?<!wanted )(?<!kept for )(?<!sent )(?<!left )(?<!off )(?<!lost )(?<!used )(?<!forgotten )(?<!called )(?<!picked up )(?<!cancelled )(?<!canceled )(?<!given )(?<!worn )(?<!told )(?<!go )(?<!going )(?<!went )(?<!note )(?<!notes )(?<!card )(?<!email )(?<!e-mail )(?<!message )(?<!text )by|surgeon|physician|"
    r"pediatrician|oncologist|orthopedist|neurologist|internist|midwife|chiropractor|acupuncturist|physical therapist|"
    r"physio(?:therapist)?|nurse|nurse practitioner|colleagues?|receptionist|office manager|manager|"
    r"massage therapist|tribute to|(?:(?:class(?:es)?|workshops?|courses?|trainings?|modules?|seminars?|webinars?|retreats?|intensives?|certifications?|apprenticeship|mentorship|internship|residency|podcast|interview|book|method) (?:with|from|under)|(?:learned|learnt|studied|trained|certified) (?:\w+ )?(?:with|from|under|by))|(?:run|ride|walk|race|swim|relay|concert|benefit|fundraiser) for|(?:^|[.!?(][ ])(?-i:Ask) for|"
    r"keynote:?|webmaster|contact person|privacy officer|verified by|prepared by|maintained by|copyright|©|\(c\)|"
    r"queen|king|emperor|empress|pope|tsar|czar|sir|dame|(?:[a-z]+ologist|statistician|mathematician|anatomist|historian|philosopher|nobel laureate|co-?founder|translator|webmaster|printer|electrician|carpenter|plumber|(?:pen|press|cover) by|(?:letter|comment|reply|response|editorial|commentary|correspondence|lecture|talk|paper|trial|study|studies|work|books?|foreword) (?:by|from|on|of)),?|"
    r"library|a visit to|university of|city of|county of|port of|lake|mount|mt|fort)(?:[ ](?:is|was))?[.:]?[ \t]*[\"“(*_]*)$",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:(?:her|his|their) own (?:\w+ ){0,2}(?:care|neck|back|shoulder|hip|knee|pain|migraines?|headaches?|jaw|"
    r"session|massage|treatment|sciatica|surgery|recovery|visits?|appointments?)|came (?:in|to (?:us|me|see)) (?:for|with|after)|is (?:also )?(?:a|our|my) "
    r"(?:client|patient)|as (?:a|our|my) (?:client|patient)|(?:,|was|has been|had been|became) (?:our|my|an?|one of our|one of my) (?:[\w-]+ ){0,3}?(?:client|patient)s?(?= (?:for|since|of|who|whose|with|from|until|here|and)\b|[.,;:)!?])|"
    r"(?:wrote|writes|written|told (?:us|me)|tells|spoke|speaks) (?:\w+ ){0,2}?(?:about|of|on) (?:her|his|their) (?:own )?(?:\w+ )?(?:knees?|hips?|backs?|necks?|shoulders?|jaw|feet|hands?|pain|sciatica|headaches?|migraines?|surgery|recovery|sessions?|visits?)|"
    r"we (?:treated|saw|worked on)|i (?:treated|saw|worked on)|"
    r"on (?:our|my) table|who (?:was|is|has been|had been) (?:treated|seen|helped|massaged) (?:here|by|for|with)|(?:comes|visits|sees) (?:in|us|me)? ?(?:every|weekly|monthly|each|for (?:her|his))|client since|patient since|"
    r"(?:her|his) (?:feet|foot|hands?|hips?|knees?|wrists?|back|neck|shoulders?|jaw|legs?|arms?|elbows?|thumbs?|ankles?|hamstrings?) (?:\w+ )?(?:burns?|aches?|hurts?|is|are|was|were|feels?|no longer|can|could|went|gave|locked|will|has|have|had)|"
    r"(?:comes?|came|visits?|sees us|lies (?:\w+ ){0,4}) ?(?:\w+ ){0,3}for (?:her|his) (?:feet|foot|hands?|hips?|knees?|wrists?|back|neck|shoulders?|jaw|legs?|arms?|elbows?|thumbs?|ankles?)|"
    r"booked (?:a|her|his)|(?:her|his) (?:sciatica|frozen shoulder|migraines?|neck pain|back pain|sessions?|appointment))\b"
)


# "the physical therapists of Riverbend (Ann Lee, Bo Ruiz)", "Thanks to our printers, Ann and Bo".
_LISTED_ROLE = re.compile(
    r"\b(?:therapists?|physicians?|doctors|surgeons?|nurses|midwives|colleagues|instructors?|teachers|speakers|authors?|editors?|trainers|researchers|clinicians|staff|board|council|volunteers)\b[^.()\n]{0,40}(?:\([^.()\n]{0,60}|(?::|\b(?:were|are|include|included|was))[ ](?:(?-i:[A-Z])[\w.’'-]+(?:,| and| &)?[ ]){0,6})$",
    re.IGNORECASE,
)


# "Ana Ruiz" and below it "Massage therapist": a card of somebody at work.
_ROLE_BELOW = re.compile(
    r"[*_]{0,2}(?:,[^\n]{0,30})?[ \t]*\n(?:[ \t]*\n)?[ \t>*_#-]*(?:(?:licensed|lead|senior|certified|registered|clinical|our|medical|sports)[ ]){0,2}(?:massage therapist|lmt|physical therapist|physician|surgeon|nurse practitioner|chiropractor|acupuncturist|osteopath|midwife|office manager|practice manager|receptionist|front desk|founder|owner|director|editor|photographer|instructor|bookkeeper)s?\b",
    re.IGNORECASE,
)
_VENDOR = re.compile(
    r"(?:^|[.!?:;]\s+|\n|[-*] )(?:please )?(?:ask|call|see|try|contact|e-?mail|write to|speak to|talk to)[ ]$",
    re.IGNORECASE,
)
_OF_ORG = re.compile(r"(?:,? (?-i:[A-Z])[\w’'-]+)?,? (?:at|of|from) (?:the )?(?-i:[A-Z])[\w’'-]+")


# "County health department, Linn: 541-967-3888"
_OFFICE_OF = re.compile(
    r"\b(?:departments?|offices?|county|boards?|agency|librar(?:y|ies)|hospitals?|courts?|schools?|buses|stations?)\b[^.,\n]{0,30}, $"
)
# The names before in "the report by Ueda and Marlowe", "Dr. Ann Weaver and J. M. Ortiz".
_NAMES_BEFORE = re.compile(
    r"(?:(?:(?:[Dd]rs?|[Pp]rof)\.[ ])?[A-Z][\w’'-]*\.?(?:[ ][A-Z][\w’'-]*\.?){0,3}(?:,[ ]|,?[ ](?:and|&)[ ])){1,4}$"
)
# The rest of "Jen, Kat and Marcus, the athletic trainers at ..."
_NAMES_AFTER = re.compile(
    r"(?:,[ ][A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?){0,4},?[ ](?:and|&)[ ][A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?(?=,[ ])"
)
_INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?)+$")
_TITLED = re.compile(r"[Dd]rs?\.[ ]|[Pp]rof\.[ ]")


def is_clinician(document: Document, name: Name) -> bool:
    """Whether letters after the name, or a title before it, show a clinician."""
    if _CREDENTIAL.match(document.text, name.end):
        return True
    before = document.text[max(0, name.start - 12) : name.start]
    return bool(re.search(r"\b(?:Dr|Drs|Prof|Professor|Doctor)\.?[ \t]*$", before))


def has_public_role(document: Document, name: Name) -> bool:
    """Whether the words around a name give it a role that is public.

    A clinician who is treated here is a patient again.
    """
    text = document.text
    start, end = document.sentence(name.start)
    public = (
        is_clinician(document, name)
        or (
            _VENDOR.search(text[max(0, name.start - 20) : name.start])
            and _OF_ORG.match(text, name.end)
        )
        or _LISTED_ROLE.search(text[start : name.start]) is not None
        or _AFTER.match(text, name.end) is not None
        or _ROLE_BELOW.match(text, name.end) is not None
        or _BEFORE.search(text[max(start - 4, name.start - 40, 0) : name.start]) is not None
        or _is_second(text, max(start - 4, 0), name)
        or _answers_phone(document, name)
        or ((more := _NAMES_AFTER.match(text, name.end)) and _AFTER.match(text, more.end()))
        or (
            text[name.end : name.end + 1] == ":"
            and _OFFICE_OF.search(document.low, max(start, name.start - 60), name.start) is not None
        )
    )
    return bool(public) and not _TREATED.search(document.low, start, end)


def _is_second(text: str, start: int, name: Name) -> bool:
    """Whether a name ends a list of names whose first has a public role."""
    led = _INITIALS.search(text, max(start, name.start - 8), name.start)
    end = led.start() if led is not None else name.start
    if text[end - 2 : end] not in {", ", "d ", "& "}:
        return False
    listed = _NAMES_BEFORE.search(text, max(start, end - 80), end)
    return listed is not None and (
        _TITLED.match(text, listed.start()) is not None
        or _BEFORE.search(text[max(start, listed.start() - 40) : listed.start()]) is not None
    )


# Where a page of staff names one: a heading, a bold line, the field of a record.
_TEAM_NAMES = re.compile(
    r"^(?:#{1,6}[ ]+|[-*][ ]+|[*_]{2}|[ \t]*(?:-[ ]+)?(?:full[ _])?name:[ ]*[\"']?|title:[ ]*[\"']?|Meet[ ])(?P<name>[A-Z][\w’'-]+(?:[ ][A-Z][\w.’'-]*){0,3})",
    re.MULTILINE,
)
_CREDENTIALED = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:[ ][A-Z][\w.’'-]*){1,3}),[ ](?:LMTs?|LMBT|RMT|CMT|BCTMB|DPT|PT|MD|DO|DC|NP|RN|ND|PhD|LAc)\b"
)


_TAUGHT = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:[ ][A-Z][\w.’'-]*){1,3})(?:,[^,.\n]{2,50},)?[ ](?:who |has |had |also ){0,2}(?:(?:taught|teaches)(?! (?:me|us|third|first|second|fourth|fifth|kinder|her|his|at))|wrote (?:the|a|an|two|three|\d+|this|several|many|books?)|founded|invented|developed the|directed|edited)\b"
)


def is_introduced(document: Document, name: Name) -> bool:
    """Whether a name is that of somebody whom the text introduces as staff or as a clinician.

    "Rosa Delgado, LMT" in a title makes "Rosa" of the next paragraph a therapist, unless Rosa is
    treated there.
    """
    known = document.introduced
    if known is None:
        found = [*_CREDENTIALED.finditer(document.text), *_TAUGHT.finditer(document.text)]
        if document.team:
            found += _TEAM_NAMES.finditer(document.text)
        known = document.introduced = frozenset(
            fold(word) for m in found for word in re.findall(r"[^\W\d_][\w’'-]+", m["name"])
        )
    if not known or not known.issuperset(w for w in name.words if len(w) > 1):
        return False
    passage = document.passage_at(name.start)
    if passage is None or document.headed_personal(passage):
        return False
    start, end = document.sentence(name.start)
    treated = _TREATED.search(document.low, start, end)
    if treated is not None and document.team and " own " in treated[0]:
        treated = None  # a therapist's way to the work
    return treated is None and not words.OF_CLIENTS.search(document.low, start, end)


_DESK = re.compile(
    r"[\"“][^\"”\n]{0,60}\b(?:massage|clinic|therapy|bodywork|office|studio|practice|wellness),? this is $"
)
_GREETED = re.compile(r"[ ]?(?:speaking)?[.!,]?(?:[\"”]|[ ]how (?:can|may))")


def _answers_phone(document: Document, name: Name) -> bool:
    """Whether a name is that of whom a telephone script has speak: "… Massage, this is Dolores."."""
    return (
        _GREETED.match(document.low, name.end) is not None
        and _DESK.search(document.low, max(0, name.start - 80), name.start) is not None
    )
