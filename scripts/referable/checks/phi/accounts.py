"""Names under which a patient signs in, pays or writes elsewhere."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import is_public, names_one, tells_of_one
from referable.checks.phi.wordsets import word_set

__all__ = ["accounts"]

_NETWORKS = r"(?:instagram|insta|ig|facebook|fb|messenger|twitter|x|tiktok|tik tok|snapchat|snap|threads|bluesky|bsky|mastodon|linkedin|pinterest|youtube|twitch|reddit|discord|skype|telegram|whatsapp|signal|wechat|line|kik|viber|venmo|cash ?app|zelle|paypal|strava|garmin|fitbit|peloton|myfitnesspal|goodreads|etsy|onlyfans|tumblr|flickr|steam|xbox|psn|facetime|imessage)"
_NAMED = re.compile(
    rf"\b{_NETWORKS}(?: (?:is|handle|name|account|user(?:name)?|id|page|profile|tag|to))*\b(?: \([a-z ]{{3,20}}\))?[ ]?(?:[:=]|,|\(|[ ]-[ ]|is|as|at|under)?[ ]*[\"“'(]?(?P<name>@[ ]?[\w.-]{{3,40}}|\$[a-z]\w{{2,30}}|(?=[\w.-]*[\d_.]|[a-z]+[A-Z])[A-Za-z][\w.-]{{2,40}}[\w])",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    rf"(?<![\w@])(?P<name>@[\w.]{{3,40}}|[A-Za-z][\w-]*(?:[_]|\d)[\w.-]*)[\"”')]?,? (?:on|over on|at) {_NETWORKS}\b",
    re.IGNORECASE,
)
_NETWORK_WORDS = word_set(
    """instagram insta ig facebook fb messenger twitter x tiktok tik snapchat snap threads bluesky bsky mastodon linkedin pinterest
    youtube twitch reddit discord skype telegram whatsapp signal wechat line kik viber venmo cash cashapp zelle paypal strava garmin
    fitbit peloton goodreads etsy tumblr flickr steam xbox psn facetime"""
)
_LOGIN = re.compile(
    r"\b(?:my|her|his|client['’]?s?|patient['’]?s?|pt['’]?s?|portal|booking|account|app|online|new|their)\b (?:\w+ ){0,2}?(?:log-?in|user ?name|user ?id|userid|handle|screen ?name|account name|skype|discord|reddit|gamertag|pin|password|passcode|pw)\b[^.\n]{0,40}?(?:\bis|:|\bas|=|\bto)?[ ]+[\"“]?(?P<name>(?=[\w@.-]*[\d_@]|[\w-]+\.\w|(?-i:[\w.-]*[a-z][A-Z]))[\w@.-]{4,40})"
    r"|\b(?:client|patient|pt) (?:user ?name|login|user|handle|id)[ :=]+(?P<user>[\w@.-]{4,40})"
    r"|\buser(?: ?name)?[ :=]+(?P<named>(?=[\w.-]*\d)[A-Za-z][\w.-]{3,39})\b"
    r"|(?<![\w/])(?P<handle>u/[\w-]{3,30}|live:[\w.]{3,40}|[\w.]{3,30}#\d{4})(?![\w/])",
    re.IGNORECASE,
)
_LOGINS = word_set(
    "login log username user userid handle screen account skype discord reddit gamertag pin password passcode pw u live"
)
_NETWORK = re.compile(
    r"\b(?:client|patient|instagram|insta|ig|twitter|facebook|tiktok|handle|tag(?:ged)?|posted|tagging|follow|telegram|venmo|snapchat|x handle|threads|strava|bluesky|mastodon|paid)\b"
)
_SOCIAL = word_set(
    """client patient instagram insta ig twitter facebook tiktok handle tag tagged posted tagging follow she her his he my shout go guess
    proud congrats congratulations kudos thanks thank look well telegram venmo snapchat threads strava paid"""
)
_CHEERED = re.compile(
    r"\b(?:my table|our table|limp\w*|without groaning|shout-?out|way to go|congrat\w*|kudos|proud of|guess who|thanks? (?:to|you)|well done|look at|happy|cheer\w*|go,?|love|treat\w*|worked on|she|he|her|his|client|patient)\b"
)
_HANDLE = re.compile(r"@(?<![\w./@\[]@)[ ]?(?P<name>[A-Za-z][\w.-]{3,29})\b(?!\.\w+/)")
_OURS = re.compile(
    r"\bthanks?(?: you)? to @\S+ for (?:the|a|an|this|reporting|fixing|spotting|adding)\b|\b(?:us at|our|follow us|find us|tag us|photo by|credit|via|we)\b"
)
_OUR_PERSON = re.compile(
    r"\bour (?:[\w-]+ ){0,2}?(?:client|patient|runner|regular|dancer|cyclist|swimmer|teacher|marathoner)\b|\bwe (?:saw|treated|worked|helped)\b"
)
_SIGNS = re.compile(
    r"\b(?:signs?|signed|posts?|posted|writes?|reviews?|reviewed|tweets?|goes by|known|plays|streams|comments?|commented|registered|listed)\b[^.\n]{0,30}?\b(?:as|by|under)\b[ ][\"“'(]?(?P<name>[A-Za-z][\w.-]{3,40}\w)"
)
_SIGN_WORDS = word_set(
    """sign signs signed post posts posted write writes review reviews reviewed tweets goes known plays streams comments comment
    commented registered listed"""
)
_KEY = re.compile(
    rf"^(?:(?:client|patient|her|his)[ ]?)?(?:{_NETWORKS}|handle|social|socials|user ?name|user|login|screen ?name|user ?id|account|website|url|link|profile|page|blog|homepage|fundraiser|go ?fund ?me|caring ?bridge|crowdfund\w*|memorial|obituary|story|channel|registry|feed|listing|(?:intake|consent|health|history)[ ]?(?:form|record|file|link)|chart|record|photo|video|portal|album|folder)(?: (?:handle|name|account|id|url|link))?$"
)
_PERSON_KEY = re.compile(
    r"\b(?:clients?|patients?|pt|initials|dx|diagnosis|complaint|condition|dob|mrn|visits?)\b"
)
_VALUE = re.compile(r"@?[A-Za-z][\w.-]{2,40}|https?://\S+|(?:[a-z0-9-]+\.)+[a-z]{2,8}(?:/\S*)?")


def accounts(document: Document) -> Iterator[Finding]:
    """All account names of patients."""
    yield from _logins(document)
    yield from _named(document)
    yield from _signed(document)
    yield from _keyed(document)
    if "@" in document.text:
        yield from _handles(document)


def _found(start: int, end: int) -> Finding:
    return Finding("phi-web", start, end, "a person's account name", "", True, "Remove it.")


def _logins(document: Document) -> Iterator[Finding]:
    """Names for signing in."""
    for passage, match in document.matches(_LOGIN, _LOGINS, low=False):
        group = match.lastgroup or "handle"
        value = match[group].rstrip(".")
        if group != "handle" and not re.search(r"[\d_@.]|[a-z][A-Z]", value):
            continue
        if is_public(document, passage) and not document.speaks_of_one(passage):
            continue
        if (
            document.speaks_of_one(passage)
            or document.is_weak(passage)
            or names_one(document, match.start())
        ):
            start = match.start(group)
            yield _found(start, start + len(value))


def _is_account(value: str) -> bool:
    """Whether a word is more than an ordinary one: a sign, a digit, or capitals inside."""
    bare = value.lstrip("@$ ")
    return (
        value[0] in "@$"
        or any(c.isdigit() or c == "_" for c in bare)
        or re.search(r"[a-z][A-Z]", bare) is not None
        or ("." in bare.strip(".") and not re.fullmatch(r"(?:[\w-]+\.)+(?:com|org|net)", bare))
    )


def _named(document: Document) -> Iterator[Finding]:
    """Names behind that of a network: "her IG: ..." and "... on Strava"."""
    for passage in document.with_words(_NETWORK_WORDS):
        if is_public(document, passage) and not document.speaks_of_one(passage):
            continue
        for pattern in (_NAMED, _NAMED_AFTER):
            for match in pattern.finditer(document.text, passage.start, passage.end):
                start, end = match.span("name")
                value = document.text[start:end].rstrip(".")
                if not _is_account(value) or _is_ours(document, start, value):
                    continue
                if tells_of_one(document, start, passage) or names_one(document, start):
                    yield _found(start, start + len(value))


def _signed(document: Document) -> Iterator[Finding]:
    """Names somebody writes under: "she signs her reviews as ..."."""
    for passage, match in document.matches(_SIGNS, _SIGN_WORDS, low=False):
        value = match["name"]
        if (
            _is_account(value)
            and "." not in value
            and names_one(document, match.start(), nouns=False)
            and not is_public(document, passage)
        ):
            yield _found(*match.span("name"))


def _is_ours(document: Document, start: int, value: str) -> bool:
    """Whether an account is the practice's own."""
    sentence = _OUR_PERSON.sub("client", document.sentence_text(start))
    host = value.lower().removeprefix("www.")
    return host in document.facts.domains or (
        _OURS.search(sentence) is not None
        and re.search(r"\b(?:client|patient|her|his|she|he|my)\b", sentence) is None
    )


def _keyed(document: Document) -> Iterator[Finding]:
    """Account names and pages in records of patients."""
    for passage in document.passages:
        for field in passage.fields:
            if not _KEY.match(field.key):
                continue
            value = document.text[field.start : field.end].strip("\"' ")
            if not _VALUE.fullmatch(value) or value.lower() in {
                "true",
                "false",
                "none",
                "null",
            }:
                continue
            if lexicon.is_ordinary(value) or _is_own_page(document, value):
                continue
            if _is_patients(document, passage, field.start) or (
                field.key.startswith(("client ", "patient "))
                and "/" in value
                and not document.is_policy(passage)
            ):
                yield _found(field.start, field.start + len(value))


def _is_own_page(document: Document, value: str) -> bool:
    host = re.sub(r"^https?://(?:www\.)?", "", value.lower()).split("/")[0]
    return host in document.facts.domains


def _is_patients(document: Document, passage: Passage, start: int) -> bool:
    if is_public(document, passage) or document.is_org(passage):
        return False
    if _PERSON_KEY.search(passage.heading) or any(
        _PERSON_KEY.search(f.key) for f in passage.fields
    ):
        return True
    return document.headed_personal(passage) or tells_of_one(document, start, passage) > 1


def _handles(document: Document) -> Iterator[Finding]:
    for passage, match in document.matches(_HANDLE, _SOCIAL, low=False):
        sentence = _OUR_PERSON.sub("client", document.sentence_text(match.start()))
        if re.search(r"\b(?:us at|our|follow us|photo by|credit|via)\b", sentence):
            continue
        opened = document.text.rfind("[", passage.start, match.start())
        if opened >= 0 and "]" not in document.text[opened : match.start()]:
            continue  # a citation
        if match[0][1] == " " and not _NETWORK.search(sentence):
            continue  # "9 am @ the studio"
        if _CHEERED.search(sentence) and (
            document.is_weak(passage) or passage.marks & words.HAS_MOTION.bit
        ):
            yield _found(match.start(), match.end())
            continue
        if not _NETWORK.search(sentence):
            continue
        if (
            document.personal_score(passage) >= 2
            or document.sentence_personal(match.start()) >= 3
            or tells_of_one(document, match.start(), passage)
            or re.search(r"\b(?:her|his|client['’]s|patient['’]s)\b", sentence)
        ):
            yield _found(match.start(), match.end())
