"""Internet and hardware addresses of visitors' and patients' devices."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage
from referable.checks.phi.whose import is_public, names_one, tells_of_one

__all__ = ["addresses_of_devices"]

_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(
    rf"(?<![\w.:-])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w-]|\.\d)|(?<![\w:.])(?:[0-9a-f]{{1,4}}:){{3,7}}(?::?[0-9a-f]{{1,4}}){{1,4}}(?![\w:])|(?<![\w:.])(?:[0-9a-f]{{1,4}}:){{2,6}}:[0-9a-f]{{1,4}}(?::[0-9a-f]{{1,4}})*(?![\w:])",
    re.IGNORECASE,
)
_MAYBE_IP = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d|:[0-9a-f]{0,4}:[0-9a-f]{0,4}")
# Dots in brackets, in words or apart, and a last part that is masked.
_DOT = r"[ ]?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|[ ]dot[ ]|[ ]\.[ ]?|\.[ ]|,|_|-|·|\.)[ ]?"
_HIDDEN_IP = re.compile(
    rf"(?<![\w.:-]){_OCTET}(?:{_DOT}{_OCTET}){{2}}{_DOT}(?:{_OCTET}(?![\w%]|\.\d)|x{{1,3}}\b|\*{{1,3}}|\d?x{{2}}\b)"
)
_PLAIN_IP = re.compile(rf"(?:{_OCTET}\.){{3}}{_OCTET}")
_MAYBE_HIDDEN_IP = re.compile(
    r"[ ]?(?:[\[({](?:\.|dot)[\])}]|dot[ ]|[.,_·-])[ ]?\d{1,3}[ ]?(?:[\[({][.d]|dot[ ]|[.,_·-][ ]?\d|\.[x*])"
)
_MAC = re.compile(
    r"(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])",
    re.IGNORECASE,
)
_MAYBE_MAC = re.compile(r"[:-][0-9a-f]{2}[:-][0-9a-f]{2}[:-][0-9a-f]{2}[:-][0-9a-f]{2}[:-]")
_PAIRS = str.maketrans(dict.fromkeys("0123456789abcdef", "h") | {"-": ":", "h": "x"})
_CLUE = re.compile(
    r"\b(?:ip|ips|ip address|address|visitors?|logs?|logged|log-?in|sign(?:ed)? ?(?:in|up)|submitted|from|get|post|http|browser|blocked|session|request|device|client|patient|form|booked|booking|sender|user|router|wifi|remote|host|ping|referer|user-agent|forwarded|\d{3} \d+)\b"
)
_LOGGED = re.compile(
    r"\bip\b|log|visitor|get /|post /|\b(?:200|404|403)\b|form|book|sign|forwarded|remote|intake|submitted|appointment"
)
_SAFE = re.compile(
    r"\b(?:localhost|loopback|documentation|example(?<!\.example)|dns|subnet|gateway|bind|listen|serve|version|mkdocs|nginx|docker|rfc|private range|reserved|dev(?:elopment)?|preview)\b"
)
_DID = re.compile(
    r"[ ](?:has |had |just )?(?:booked|logged|signed|filled|sent|submitted|cancel\w+)\b"
)
_KEY = re.compile(
    r"\b(?:ip|ipv[46]|remote|remote addr\w*|client|visitor|user|host|sender|source|device|from)\b"
)
_OWNER = re.compile(r"\b(?:she|he|her|his|client['’]s|patient['’]s|my)\b")
_DEVICE = re.compile(
    r"\b(?:mac|hardware|bluetooth|wi-?fi|device|phone|watch|tablet|laptop|router|pump|monitor|cpap|sensor|ip|adapter)\b"
)
_FORWARDED = re.compile(r"\b(?:x-forwarded-for|x-real-ip|remote_addr|client[-_ ]ip)\b")
_DOCUMENTATION = tuple(
    ipaddress.ip_network(n)
    for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)


def addresses_of_devices(document: Document) -> Iterator[Finding]:
    """All internet and hardware addresses of a person's device."""
    done = 0
    for hint in _MAYBE_IP.finditer(document.low):
        match = _IP.search(document.low, max(done, hint.start() - 40), hint.end() + 40)
        if match is not None and match.end() > hint.start():
            done = match.end()
            if (finding := _ip(document, match)) is not None:
                yield finding
    if document.has_number_before(_MAYBE_HIDDEN_IP):
        for passage, match in document.matches(_HIDDEN_IP, digits=True):
            if not _PLAIN_IP.fullmatch(match[0]) and _is_hidden_ip(document, match, passage):
                yield _found(match.start(), match.end())
    if _may_have_mac(document.low):
        for passage, match in document.matches(_MAC, digits=True):
            sentence = document.sentence_text(match.start())
            if tells_of_one(document, match.start(), passage) or (
                _DEVICE.search(sentence) and names_one(document, match.start())
            ):
                yield _found(match.start(), match.end())


def _may_have_mac(low: str) -> bool:
    """Whether a text has pairs of characters between colons or hyphens."""
    if low.isascii():
        return ":hh:hh:hh:hh:" in low.translate(_PAIRS)
    return _MAYBE_MAC.search(low) is not None


def _is_hidden_ip(document: Document, match: re.Match[str], passage: Passage) -> bool:
    """Whether numbers apart are an internet address of somebody's."""
    sentence = document.sentence_text(match.start())
    if not re.search(r"\bip(?:v4| address)?\b|\blog(?:ged|s|in)?\b|\baddress\b", sentence):
        return False
    return bool(tells_of_one(document, match.start(), passage)) or names_one(
        document, match.start()
    )


def _ip(document: Document, match: re.Match[str]) -> Finding | None:
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        return None
    start = match.start()
    passage = document.passage_at(start)
    if passage is None:
        return None
    sentence = document.sentence_text(start)
    tied = (
        _OWNER.search(sentence) is not None
        or document.headed_personal(passage)
        or document.sentence_personal(start) >= 3
        or document.has_person(passage)
        or document.personal_score(passage) >= 2
        or any(f.start <= start < f.end and _KEY.search(f.key) for f in passage.fields)
        or tells_of_one(document, start, passage) > 0
        or (
            _DID.match(document.low, match.end()) is not None
            and document.is_weak(passage)
            and not is_public(document, passage)
        )
        or (
            _FORWARDED.search(sentence) is not None
            and any(document.is_weak(p) for p in document.passages)
        )
    )
    if address.is_loopback or address.is_unspecified or (_SAFE.search(sentence) and not tied):
        return None
    documentation = any(address in net for net in _DOCUMENTATION if net.version == address.version)
    if document.text[max(0, start - 3) : start] == "://" and not document.headed_personal(passage):
        return None
    if (address.is_private or documentation) and not tied:
        return None
    if not tied and not (_CLUE.search(sentence) and _LOGGED.search(sentence)):
        return None
    if re.search(r"\bv(?:ersion)?\.? ?$", document.low[max(0, start - 10) : start]):
        return None
    return _found(start, match.end())


def _found(start: int, end: int) -> Finding:
    return Finding(
        "phi-web",
        start,
        end,
        "an internet address of a person's device",
        "",
        True,
        "Remove it.",
    )
