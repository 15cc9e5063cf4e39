"""PHI-WEB (N, O): addresses that lead to a patient, and internet addresses of visitors."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.accounts import accounts
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.network import addresses_of_devices
from referable.checks.phi.whose import is_public, names_one, tells_of_one
from referable.checks.phi.wordmarks import bit_of
from referable.checks.phi.wordsets import word_set

__all__ = ["find"]

_URL = re.compile(
    r"(?:(?:https?|hxxps?|s?ftp|webcal)://|(?<![\w@/.])www\.)[^\s<>\"'`\]]+|(?<![\w/@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|example|co|us|app|health|test)/[^\s<>\"'`)\]]+|(?<![\w/.:])/[\w./-]*\?[\w-]+=[^\s<>\"'`)\]]+",
    re.IGNORECASE,
)
_QUERY = re.compile(
    r"[?&;#/](?:(?:first|last|full|client|patient|user|pt|given|family|sur)?_?-?name|fname|lname|dob|birth\w*|patient\w*|client\w*|reason|symptoms?|condition|diagnosis|dx|email|phone|tel|ssn|mrn|member\w*|"
    r"complaint|chart\w*|appt\w*|appointment\w*|insurance\w*|address|zip|who|attendee|guest|invitee\w*|a1|answer_1)=(?P<value>[^&;\s#\"'<>)]{2,})",
    re.IGNORECASE,
)
_PORTAL = re.compile(
    r"/(?:patients?|clients?|charts?|records?|members?|profiles?|customers?|intakes?|appointments?|bookings?|visits?|encounters?|cases?|invoices?|results?|messages?|forms/submissions?|people|users?)/(?P<id>(?=[\w%.~@-]*[\d.@_-])[\w%.~@-]{3,}|\d{2,})",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"/(?:patients?|clients?|charts?|records?|intakes?|appointments?|encounters?|visits?|results?)/",
    re.IGNORECASE,
)
_RECORD_WORD = re.compile(
    r"/(?:p|c|u|patients?|clients?|charts?|records?|visits?|results?|intakes?|notes?|forms?|messages?|appointments?|bookings?|files?|d|s|share|folders?)(?:/|$)"
)
_CLINICAL_KEY = re.compile(
    r"name|dob|birth|email|phone|reason|symptom|condition|diag|dx|patient|client|ssn|mrn",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"[\[{<%$].*|(?:your|first|last|full|example|test|true|false|yes|no|new|referral|physicians?|clinicians?|providers?|general|us|contact|info|massage|appointment|all|any|\w)[-_+ ]?(?:name)?",
    re.IGNORECASE,
)
_PORTAL_HOST = re.compile(
    r"(?:portal|mychart|chart|ehr|emr|patient|client|records|myhealth|jane|simplepractice|healow|athena|booking|book|schedul|calendar|acuity|mindbody|vagaro|massagebook|clinicsense|drive|dropbox|photos|icloud|share|pics|instagram|facebook|flickr|imgur)",
    re.IGNORECASE,
)
_MY_PAGE = re.compile(
    r"\b(?:posted|shared|uploaded|my (?:\w+ )?(?:website|site|blog|page|profile|album|instagram|facebook|photos?|caringbridge|gofundme|results?|portal|mri|x-?ray|video|story|channel|linkedin|post)|"
    r"(?:her|his) (?:\w+ )?(?:website|site|blog|page|profile|album|instagram|facebook|photos?|caringbridge|gofundme|results?|portal|linkedin|channel|chart|record|post|story)|i['’]ve shared|files with you|(?:tells|told|writes|wrote|blogs?|posts?|shares?) (?:\w+ ){0,4}(?:at|on|here)|client['’]?s (?:page|profile|chart|blog|instagram)|patient['’]?s (?:page|profile|chart|blog|record))\b"
)
_PUBLIC_HOST = re.compile(
    r"(?:doi\.org|pubmed|ncbi\.nlm|nih\.gov|\.gov(?:/|$)|\.edu(?:/|$)|cochrane|bmj\.com|jamanetwork|springer|elsevier|wiley|sciencedirect|clinicaltrials|orcid\.org|amtamassage|ncbtmb|creativecommons|w3\.org|schema\.org|github\.com|europepmc|crossref|who\.int|researchgate|scholar\.google|thelancet|nejm|annals|tandfonline|sagepub|plos|frontiersin|mdpi|hindawi|biomedcentral|jospt|physio-pedia|wikipedia|openstreetmap)",
    re.IGNORECASE,
)
_PEOPLES = re.compile(
    r"(?:m\.|old\.|en-gb\.)?(?:instagram|facebook|fb|tiktok|gofundme|caringbridge|twitter|x|threads|strava|linkedin|youtube|youtu|venmo|flickr|imgur|pinterest|snapchat|givesendgo|mealtrain|medium|substack|tumblr|blogspot|wordpress|reddit|patreon|ko-fi|etsy|goodreads|letterboxd|soundcloud|bandcamp|twitch|ravelry|nextdoor|legacy|findagrave|ancestry|meetup|quora|weebly|wixsite|bsky|linktr|t|wa|paypal|cash|zillow|yelp|trustpilot|runkeeper|garmin|mapmyrun|alltrails)\.(?:com|org|net|be|app|social|ee|me|in)(?=/[\w@$])|(?:caringbridge|gofundme|mealtrain|postable|lotsahelpinghands)\.|[\w-]+\.(?:blogspot|wordpress|substack|tumblr|weebly|wixsite|livejournal|carrd|blog)\."
)
_SITE_LABEL = re.compile(
    r"(?:^|\n)[ \t>*_-]*(?:web ?(?:site|page)?|url|home ?page|blog|link)[*_]*[ ]?:[\s*_<>]*$"
)
# "/88120931/client-gait": a page that is named after one who is treated
_CLIENT_PATH = re.compile(
    r"/[^?#\s]*(?<![a-z])(?:client|patient|pt)s?[-_](?!portal|forms?|education|info|resources|rights|cent(?:er|re)|care|login|safety|handouts?|guide|stories|reviews|centered|first|experience|satisfaction|reported)[a-z0-9]"
)
_PROFILE = re.compile(
    r"(?:reddit\.com/u(?:ser)?/|linkedin\.com/in/|facebook\.com/(?:profile|people|groups?/)|/@[\w.]+|strava\.com/athletes/|venmo\.com/u/|bsky\.app/profile/|goodreads\.com/user|etsy\.com/(?:shop|people)/|paypal\.me/|cash\.app/|yelp\.com/user|maps/contrib/|gofundme|caringbridge|mealtrain|legacy\.com/us/obituaries|obituar)"
)
_MEETING = re.compile(
    r"(?:zoom\.us/(?:j|my|w)/|meet\.google\.com/|teams\.(?:microsoft|live)\.com/|doxy\.me/|whereby\.com/|webex\.com/(?:meet|join)|gotomeet|telehealth|vsee\.|calendly\.com/(?:events|invitees|cancellations|reschedulings)|acuityscheduling\.com/(?:schedule\.php\?|appointments))"
)
_RECORDS_OF = re.compile(
    r"\b(?:her|his|my|(?:client|patient|pt|mrs\.? \w+|mr\.? \w+|ms\.? \w+)['’]?s?)\b[^.\n]{0,50}\b(?:results?|records?|charts?|portal|images?|scans?|mri|x-?rays?|intake|forms?|files?|reports?|labs?|notes?|photos?|pictures?|video|recording|referral|prescription|invoice|superbill|receipt|booking|appointment|reminder|consent|waiver|folder|album|calendar|link|visit|session|telehealth)\b[^.\n]{0,30}$"
)
_OF_ANOTHER = re.compile(
    r"\b(?:doctor|surgeon|insurer|insurance|employer|school|clinic|physician|therapist|hospital|our|we|article|study|paper|policy|form)['’]?s?\b[^.\n]{0,24}$"
)
_POSSESSED = re.compile(r"\b(?:her|his|(?:client|patient|pt)['’]s)\b[^.\n]{0,30}$")
_MORE_HOSTS = word_set("ftp sftp hxxp hxxps webcal app be ee ly blog")
_HOST = re.compile(
    r"\b(?:her|his|my|client['’]?s?|patient['’]?s?|she|he|blogs?|diary|who)\b[^.\n@]{0,60}?\b(?:blogs?|pages?|sites?|website|web ?page|channel|fundraiser|shop|store|podcast|diary|journal|portfolio|homepage|url|link|address|domain|portal|log-?in|results?|records?|chart|writes|posts|at|is|under)\b[ ]?(?:is |at |on |called |was )?[:(=]?[ ]*(?P<host>(?:hxxps?://)?(?:[a-z0-9-]{2,40}(?:\.|[ ]?[\[({]\.[\])}][ ]?|[ ]?[\[({]dot[\])}][ ]?|[ ]dot[ ]))+(?:com|org|net|blog|me|io|co|us|info|app|test|example|social|site|page|online|life|shop|store)(?![\w@])(?:/[\w./-]*)?(?:[ ](?:slash|/)[ ][\w.-]+)*)"
)
_OWNERS = word_set("her his my client patient clients patients she he who blog blogs diary")
_OWNER_WORDS = bit_of(_OWNERS)
# One of these stands in whatever that finds.
_HOST_SIGNS = (
    ".com", ".org", ".net", ".blog", ".me", ".io", ".co", ".us", ".info", ".app", ".test", ".example", ".social", ".site", ".page", ".online",
    ".life", ".shop", ".store", " dot ", "[.]", "(.)", "(dot)", "[dot]",
)  # fmt: skip
_HOST_DOT = re.compile(r"[ ]?[\[({](?:\.|dot)[\])}][ ]?|[ ]dot[ ]")
_DIARY = re.compile(r"diary|journey|blog|recovery|story|fundrais|journal(?!s)|album|\bmy[-_]")
_OUR_PAGE = re.compile(
    r"\b(?:follow us|find us|like us|our (?:instagram|facebook|page|channel|profile|youtube|linkedin)|watch our|we post|see our|join us|tag us|visit us)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:clients?|patients?|she|he|her|his|hers|my|me|cyclists?|runners?|dancers?|teachers?|swimmers?|regulars?|family|one of our|our (?:\w+ )?(?:runner|cyclist|dancer|marathoner|farmer|nurse))\b"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\n]{1,40})\]:[ \t]*<?$", re.MULTILINE)


def _used_at(document: Document, start: int) -> int:
    """Where a link is used whose target is defined at a place; the place itself for any other."""
    line = document.low.rfind("\n", 0, start) + 1
    defined = _DEFINITION.match(document.low[line:start])
    if defined is None:
        return start
    used = document.low.find(f"[{defined['label']}]")
    return used if 0 <= used < line else start


_OWN_PAGE = re.compile(
    r"\b(?:her|his|client['’]s|patient['’]s|she|he)\b[^.\n]{0,40}\b(?:blogs?|pages?|site|website|channel|fundraiser|gofundme|instagram|facebook|profile|caringbridge|podcast|shop|etsy|strava|diary|feed)\b[^\n]{0,40}$"
)


_ALL_HOSTS = triggers.HOSTS | _MORE_HOSTS
# One of these stands in every address.
_SIGNS = ("/", "www.")


def find(document: Document) -> Iterator[Finding]:
    """All web and internet addresses and account names of patients."""
    for passage in document.with_words(_ALL_HOSTS):
        if all(document.low.find(sign, passage.start, passage.end) < 0 for sign in _SIGNS):
            continue
        for match in _URL.finditer(document.text, passage.start, passage.end):
            if (finding := _url(document, match)) is not None:
                yield finding
    yield from _hidden(document)
    yield from addresses_of_devices(document)
    yield from accounts(document)


def _hidden(document: Document) -> Iterator[Finding]:
    """Addresses without a scheme or with their dots hidden, where they are a patient's own."""
    if not document.marks & _OWNER_WORDS or not any(sign in document.low for sign in _HOST_SIGNS):
        return
    for passage, match in document.matches(_HOST, _OWNERS):
        start, end = match.span("host")
        host = _HOST_DOT.sub(".", match["host"])
        if host in document.facts.domains or _PUBLIC_HOST.search(host):
            continue
        if document.is_team(passage) or document.is_study(passage):
            continue
        if words.POLICY.search(document.sentence_text(start).replace(match["host"], "")):
            continue
        if document.text[start - 1 : start] == "@" or document.text[end : end + 1] == "@":
            continue
        yield _found(start, end, "a person's own page")


def _url(document: Document, match: re.Match[str]) -> Finding | None:  # noqa: C901, PLR0912 - a chain of early returns
    url = match[0].rstrip(".,;:!?)*_")
    start, end = match.start(), match.start() + len(url)
    passage = document.passage_at(start)
    if passage is None:
        return None
    query = _QUERY.search(url)
    bare = re.sub(r"^https?://(?:www\.)?", "", url.lower())
    host = bare.split("/")[0]
    if query and _tells_of_person(query, host) and not _PUBLIC_HOST.search(host):
        own = host in document.facts.domains
        if not own or _CLINICAL_KEY.search(query[0].split("=")[0]):
            return _found(start, end, "a web address with a person's details in it")
    if host in document.facts.domains:
        return None
    if _PUBLIC_HOST.search(bare):
        return None
    used = _used_at(document, start)
    passage = document.passage_at(used) or passage
    sentence = document.sentence_text(used)
    score = document.personal_score(passage)
    named = _person_in(document, bare)
    if _OWN_PAGE.search(document.low, passage.start, start) and not document.is_team(passage):
        return _found(start, end, "a person's own page")
    if (
        _PEOPLES.match(bare)
        and _SOMEBODY.search(document.low, passage.start, passage.end)
        and not _OUR_PAGE.search(sentence)
        and not (document.is_team(passage) or document.is_policy(passage))
        and (document.speaks_of_one(passage) or document.is_weak(passage) or named)
    ):
        return _found(start, end, "a person's own page")
    if (
        _DIARY.search(bare)
        and re.search(r"\b(?:her|his|my|client|patient)\b", sentence)
        and not _OUR_PAGE.search(sentence)
        and not document.is_study(passage)
        and not document.is_team(passage)
    ):
        return _found(start, end, "a person's own page")
    if (
        named
        and _SOMEBODY.search(sentence)
        and not document.is_team(passage)
        and not document.is_study(passage)
    ):
        return _found(start, end, "a link with a person's name in it")
    if (
        _PORTAL_HOST.search(host)
        and _RECORD_WORD.search(bare)
        and _SOMEBODY.search(sentence)
        and re.search(r"/(?=[\w-]*\d)[\w-]{4,}", bare)
    ):
        return _found(start, end, "a link to a patient's record or page")
    portal = _PORTAL.search(url)
    if portal and _leads_to_record(portal, host, url, score):
        return _found(start, end, "a link to a patient's record or page")
    if (
        named
        and (
            document.has_person(passage)
            or document.headed_personal(passage)
            or document.sentence_personal(start) >= 3
        )
        and not document.is_team(passage)
        and not document.is_event(passage)
    ):
        return _found(start, end, "a link with a person's name in it")
    if (
        _MY_PAGE.search(sentence)
        and document.may_be_personal(passage)
        and not document.is_study(passage)
        and not document.is_team(passage)
        and not re.search(
            r"\b(?:dr|our|we)\b",
            sentence[: max(0, start - document.sentence(start)[0])][-30:],
        )
    ):
        return _found(start, end, "a patient's own page")
    before = document.low[max(passage.start, used - 90) : used]
    if (
        document.headed_personal(passage)
        and _SITE_LABEL.search(before)
        and not document.is_team(passage)
    ):
        return _found(start, end, "a person's own page", certain=False)
    public = is_public(document, passage) and not document.speaks_of_one(passage)
    if (
        _CLIENT_PATH.search(bare)
        and not public
        and re.search(
            r"\b(?:the|our|a|this|one) (?:client|patient)\b|\b(?:she|he|her|his)\b", sentence
        )
    ):
        return _found(start, end, "a link to a patient's record or page")
    if _PROFILE.search(bare) and names_one(document, used) and not _OUR_PAGE.search(sentence):
        return None if public else _found(start, end, "a person's own page")
    if (
        _MEETING.search(bare)
        and not public
        and (tells_of_one(document, used, passage) or names_one(document, used))
    ):
        return _found(start, end, "a link to a patient's appointment")
    if (
        not public
        and _RECORDS_OF.search(before)
        and not _OF_ANOTHER.search(before)
        and bare.count("/")
        and not (" my " in f" {before}" and not document.may_be_personal(passage))
    ):
        return _found(start, end, "a link to a patient's record or page", certain=False)
    if not public and _POSSESSED.search(before) and not _OF_ANOTHER.search(before):
        return _found(start, end, "a patient's own page", certain=False)
    if (
        document.has_person(passage)
        and (_PORTAL_HOST.search(host))
        and bare.count("/") > 0
        and len(bare.split("/", 1)[1]) > 2
    ):
        return _found(start, end, "a link to a patient's record or page", certain=False)
    if (
        document.headed_personal(passage)
        and score >= 2
        and re.search(r"\d{4,}|[?&]\w+=", bare)
        and not re.search(r"\b(?:our|website|read|article|map|directions)\b", sentence)
    ):
        return _found(start, end, "a link out of a patient's message", certain=False)
    return None


def _tells_of_person(query: re.Match[str], host: str) -> bool:
    """Whether the value of a query is more than a placeholder or a page's own choice."""
    return bool(host) and _PLACEHOLDER.fullmatch(query["value"]) is None


def _leads_to_record(portal: re.Match[str], host: str, url: str, score: int) -> bool:
    """Whether a path such as /patients/48213 names one record."""
    number = portal["id"]
    if not re.search(r"\d", number) or re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    record = _RECORD.search(url) is not None
    if not (_PORTAL_HOST.search(host) or (score >= 1 and record)):
        return False
    return record or score >= 2


def _person_in(document: Document, bare: str) -> bool:
    path = bare.split("/", 1)[1] if "/" in bare else ""
    path = f"{bare.split('/', maxsplit=1)[0].rsplit('.', 1)[0]}/{path}"
    tokens = [fold(t) for t in re.findall(r"[^\W\d_]+", path)]
    given = lexicon.given_names()
    return any(
        given.get(a) is False
        and len(a) > 2
        and len(b) > 2
        and b in lexicon.surnames()
        and not document.facts.knows_person((a, b))
        for a, b in itertools.pairwise(tokens)
    ) or (
        len(tokens) > 0
        and any(given.get(t) is False and len(t) > 3 for t in tokens[:6])
        and any(sep in path for sep in (".", "_", "-"))
        and not any(document.facts.knows_person((t,)) for t in tokens)
    )


def _found(start: int, end: int, what: str, *, certain: bool = True) -> Finding:
    return Finding(
        "phi-web",
        start,
        end,
        what,
        "",
        certain,
        "Remove the link, or link to a page that is about no one.",
    )
