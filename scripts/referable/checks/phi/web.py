"""PHI-WEB (N, O): addresses that lead to a patient, and internet addresses of visitors."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import ipaddress
import itertools
import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding

__all__ = ["find"]

_URL = re.compile(
    r"(?:https?://|(?<![\w@/.])www\.)[^\s<>\"'`\]]+|(?<![\w/@.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|example|co|us|app|health|test)/[^\s<>\"'`)\]]+",
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
    r"\b(?:localhost|loopback|documentation|example|dns|subnet|gateway|bind|listen|serve|version|mkdocs|nginx|docker|rfc|private range|reserved|dev(?:elopment)?|preview)\b"
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
    ]
)
_HANDLE = re.compile(r"@(?<![\w./@\[]@)(?P<name>[A-Za-z][\w.]{3,29})\b(?!\.\w+/)")


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
    if "@" in document.text:
        yield from _handles(document)


def _handles(document: Document) -> Iterator[Finding]:
    for passage, match in document.matches(_HANDLE, _SOCIAL, low=False):
        sentence = document.sentence_text(match.start())
        sentence = re.sub(r"\bour (?:\w+ )?(?:client|patient)", "client", sentence)
        if not _NETWORK.search(sentence) or re.search(r"\b(?:us at|our|follow us)\b", sentence):
            continue
        if document.personal_score(passage) >= 2 or document.sentence_personal(match.start()) >= 3:
            yield Finding("phi-web", match.start(), match.end(), "a person's account name")


def _url(document: Document, match: re.Match[str]) -> Finding | None:  # noqa: C901 - a chain of early returns
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
    sentence = document.sentence_text(start)
    score = document.personal_score(passage)
    named = _person_in(document, bare)
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
        and any(given.get(t) is False and len(t) > 3 for t in tokens[:3])
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
        document.headed_personal(passage)
        or document.sentence_personal(match.start()) >= 3
        or document.has_person(passage)
        or document.personal_score(passage) >= 2
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
