"""PHI-WEB (N, O): addresses that lead to a patient, and internet addresses of visitors."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import ipaddress
import itertools
import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding

__all__ = ["find"]

_URL = re.compile(
    r"(?:https?://|(?<![\w@/.])www\.)[^\s<>\"'`\]]+|(?<![\w/@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|example|co|us|app|health|test)/[^\s<>\"'`)\]]+|(?<![\w/.:])/[\w./-]*\?[\w-]+=[^\s<>\"'`)\]]+",
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
_IP = re.compile(
    r"(?<![\w.:-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)|(?<![\w:.])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,4}(?![\w:])|(?<![\w:.])(?:[0-9a-f]{1,4}:){2,6}:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*(?![\w:])",
    re.IGNORECASE,
)
_MAYBE_IP = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d|:[0-9a-f]{0,4}:[0-9a-f]{0,4}")
_IP_CLUE = re.compile(
    r"\b(?:ip|ips|ip address|address|visitors?|logs?|logged|log-?in|sign(?:ed)? ?(?:in|up)|submitted|from|get|post|http|browser|blocked|session|request|device|client|patient|form|booked|booking|sender|user|router|wifi|remote|host|ping|referer|user-agent|\d{3} \d+)\b"
)
_IP_SAFE = re.compile(
    r"\b(?:localhost|loopback|documentation|example(?<!\.example)|dns|subnet|gateway|bind|listen|serve|version|mkdocs|nginx|docker|rfc|private range|reserved|dev(?:elopment)?|preview)\b"
)
_IP_KEY = re.compile(
    r"\b(?:ip|ipv[46]|remote|remote addr\w*|client|visitor|user|host|sender|source|device|from)\b"
)
_NETWORK = re.compile(
    r"\b(?:client|patient|instagram|insta|ig|twitter|facebook|tiktok|handle|tag(?:ged)?|posted|tagging|follow)\b"
)
_SOCIAL = frozenset(
    [
        "client",
        "patient",
        "instagram",
        "insta",
        "ig",
        "twitter",
        "facebook",
        "tiktok",
        "handle",
        "tag",
        "tagged",
        "posted",
        "tagging",
        "follow",
        "she",
        "her",
        "his",
        "he",
        "my",
        "shout",
        "go",
        "guess",
        "proud",
        "congrats",
        "congratulations",
        "kudos",
        "thanks",
        "thank",
        "look",
        "well",
    ]
)
_CHEERED = re.compile(
    r"\b(?:shout-?out|way to go|congrat\w*|kudos|proud of|guess who|thanks? (?:to|you)|well done|look at|happy|cheer\w*|go,?|love|treat\w*|worked on|she|he|her|his|client|patient)\b"
)
_HANDLE = re.compile(r"@(?<![\w./@\[]@)(?P<name>[A-Za-z][\w.]{3,29})\b(?!\.\w+/)")


_PEOPLES = re.compile(
    r"(?:instagram|facebook|tiktok|gofundme|caringbridge|twitter|x|threads|strava|linkedin|youtube|youtu|venmo|flickr|imgur|pinterest|snapchat|givesendgo|mealtrain|medium|substack|tumblr|blogspot|wordpress)\.(?:com|org|net|be)(?=/[\w@])|(?:caringbridge|gofundme|mealtrain)\."
)
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


def find(document: Document) -> Iterator[Finding]:
    """All web and internet addresses of patients."""
    for _, match in document.matches(_URL, triggers.HOSTS, low=False):
        if (finding := _url(document, match)) is not None:
            yield finding
    done = 0
    for hint in _MAYBE_IP.finditer(document.low):
        match_ip = _IP.search(document.low, max(done, hint.start() - 40), hint.end() + 40)
        if match_ip is not None and match_ip.end() > hint.start():
            done = match_ip.end()
            if (finding := _ip(document, match_ip)) is not None:
                yield finding
    yield from _logins(document)
    if "@" in document.text:
        yield from _handles(document)


_LOGIN = re.compile(
    r"\b(?:my|her|his|client['’]s|patient['’]s) (?:\w+ )?(?:log-?in|user ?name|user id|handle|screen ?name|account name|skype|discord|reddit|gamertag|pin|password|passcode)\b[^.\n]{0,40}?(?:\bis|:|\bas|=)[ ]+[\"“]?(?P<name>[\w@.-]{4,40})"
    r"|(?<![\w/])(?P<handle>u/[\w-]{3,30}|live:[\w.]{3,40}|[\w.]{3,30}#\d{4})(?![\w/])",
    re.IGNORECASE,
)
_LOGINS = frozenset(
    [
        "login",
        "log",
        "username",
        "user",
        "handle",
        "screen",
        "account",
        "skype",
        "discord",
        "reddit",
        "gamertag",
        "pin",
        "password",
        "passcode",
        "u",
        "live",
    ]
)


def _logins(document: Document) -> Iterator[Finding]:
    """Names under which a person signs in or writes elsewhere."""
    for passage, match in document.matches(_LOGIN, _LOGINS, low=False):
        group = "name" if match["name"] else "handle"
        value = match[group].rstrip(".")
        if group == "name" and not re.search(r"[\d_@.]", value):
            continue
        if document.speaks_of_one(passage) or document.is_weak(passage):
            start = match.start(group)
            yield Finding("phi-web", start, start + len(value), "a person's account name")


def _handles(document: Document) -> Iterator[Finding]:
    for passage, match in document.matches(_HANDLE, _SOCIAL, low=False):
        sentence = document.sentence_text(match.start())
        sentence = re.sub(r"\bour (?:\w+ )?(?:client|patient)", "client", sentence)
        if re.search(r"\b(?:us at|our|follow us|photo by|credit|via)\b", sentence):
            continue
        opened = document.text.rfind("[", passage.start, match.start())
        if opened >= 0 and "]" not in document.text[opened : match.start()]:
            continue  # a citation
        if _CHEERED.search(sentence) and (
            document.is_weak(passage) or words.HAS_MOTION(passage.words)
        ):
            yield Finding("phi-web", match.start(), match.end(), "a person's account name")
            continue
        if not _NETWORK.search(sentence):
            continue
        if document.personal_score(passage) >= 2 or document.sentence_personal(match.start()) >= 3:
            yield Finding("phi-web", match.start(), match.end(), "a person's account name")


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
            r"\b(?:dr|our|we)\b", sentence[: max(0, start - document.sentence(start)[0])][-30:]
        )
    ):
        return _found(start, end, "a patient's own page")
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


def _ip(document: Document, match: re.Match[str]) -> Finding | None:
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        return None
    passage = document.passage_at(match.start())
    if passage is None:
        return None
    sentence = document.sentence_text(match.start())
    tied = (
        re.search(r"\b(?:she|he|her|his|client['’]s|patient['’]s|my)\b", sentence) is not None
        or document.headed_personal(passage)
        or document.sentence_personal(match.start()) >= 3
        or document.has_person(passage)
        or document.personal_score(passage) >= 2
        or any(f.start <= match.start() < f.end and _IP_KEY.search(f.key) for f in passage.fields)
    )
    if address.is_loopback or address.is_unspecified or (_IP_SAFE.search(sentence) and not tied):
        return None
    documentation = any(address in net for net in _DOCUMENTATION if net.version == address.version)
    if document.text[
        max(0, match.start() - 3) : match.start()
    ] == "://" and not document.headed_personal(passage):
        return None
    if (address.is_private or documentation) and not tied:
        return None
    if not tied and not (
        _IP_CLUE.search(sentence)
        and re.search(
            r"\bip\b|log|visitor|get /|post /|\b(?:200|404|403)\b|form|book|sign", sentence
        )
    ):
        return None
    if re.search(r"\bv(?:ersion)?\.? ?$", document.low[max(0, match.start() - 10) : match.start()]):
        return None
    return Finding(
        "phi-web",
        match.start(),
        match.end(),
        "an internet address of a person's device",
        "",
        True,
        "Remove it.",
    )


_DOCUMENTATION = tuple(
    ipaddress.ip_network(n)
    for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
