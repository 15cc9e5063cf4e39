"""E-mail addresses, plain and hidden from programs."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding
from referable.checks.phi.reaching import tie_of
from referable.checks.phi.wordmarks import bit_of

__all__ = ["emails"]

_EMAIL = re.compile(
    r"(?<![\w.+-])(?P<user>[\w][\w.+-]*)@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)
# Signs around "at" and "dot" that keep programs from reading an address.
_OPEN, _CLOSE = r"[(\[{<'\"‘“*_/|~-]", r"[)\]}>'\"’”*_/|~-]"
_DOT = rf"(?:[ ]?(?:{_OPEN}{{1,2}}(?:dot|d0t|punkt|point|punto|period|\.){_CLOSE}{{1,2}})[ ]?|[ ](?:dot|punkt|period)[ ]|[ ]?\.[ ]?)"
_AT = rf"(?:[ ]?{_OPEN}{{1,2}}(?:at|a|a t|ät|arroba|@|at sign|æt){_CLOSE}{{1,2}}[ ]?|[ ](?:at|arroba|at sign)[ ]|[ ]@[ ]?|@[ ])"
_TLD = r"(?:com|org|net|edu|gov|us|io|me|co|info|example|mail|uk|ca|test|de|fr|es|nl|it|ch|eu|nz|au|ie|mx|biz|dev|app|email|family|pub|live|xyz|at|se|no|dk|be|pl|jp)"
_HIDDEN = re.compile(
    rf"(?<![\w.])(?P<user>[^\W_][\w+-]*?(?:{_DOT}[^\W_][\w+-]*?)*){_AT}(?P<host>[^\W_](?:[\w-]*?[^\W_])?(?:{_DOT}[^\W_](?:[\w-]*?[^\W_])?)*?{_DOT}{_TLD})(?![a-z0-9])",
    re.IGNORECASE,
)
# "delia dot rourke at gmail": well-known hosts go without their ending.
_NAMED_HOST = re.compile(
    rf"(?<![\w.])(?P<user>[^\W_][\w+.-]*(?:{_DOT}[^\W_][\w+-]*)*)(?:{_AT}|@)(?P<host>gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|comcast|msn)(?![\w.])",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(
    r"(?<![\w.])(?:moc|gro|ten|ude)\.(?:liamg|oohay|kooltuo|liamtoh|duolci|loa|notorp|tsacmoc|[a-z]{3,20})@[\w.+-]{3,40}",
    re.IGNORECASE,
)
_MAYBE_HIDDEN = re.compile(
    rf"[ (\[{{<'\"‘“*_-](?:dot|punkt)[ )\]}}>'\"’”*_-]|{_OPEN}(?:at|a t|ät)[)\]}}>'\"’”*_-]|\w[(\[]a[)\]]\w|[(\[{{]@[)\]}}]|[(\[{{]\.[)\]}}]|[ ]@[ ]|@[ ]|@(?:gmail|yahoo|outlook|hotmail|icloud|aol|proton)(?![\w.])|\b(?:moc|ten|gro)\."
)
# One of these stands in whatever that finds, by what is looked for first; looking for them is many
# times faster.
_HIDING = (
    ("@", ("@ ", "@)", "@]", "@}", "@gmail", "@yahoo", "@hotmail", "@outlook", "@icloud")),
    ("at", ("at)", "at]", "at}", "at>", "_at_", "-at-")),
    ("a t", ("a t)", "a t]", "a t}")), (".)", ("(.)",)), (".]", ("[.]",)), (".}", ("{.}",)), ("a)", ("(a)",)), ("a]", ("[a]",)),
)  # fmt: skip
_HIDING_WORDS = bit_of(frozenset({"dot", "punkt", "ät", "moc", "ten", "gro"}))
_AT_HOST = re.compile(
    r" at (?:gmail|yahoo|outlook|hotmail|icloud|aol|proton|comcast|\w+ ?\.(?:com|net|org))"
)
_MARKS = re.compile(
    r"\s*(?:[(\[{<'\"‘“*_/|~-]*(?:dot|d0t|punkt|point|punto|period|\.)[)\]}>'\"’”*_/|~-]*)\s*",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"\b(?:dot|punkt|period)\b|_dot_", re.IGNORECASE)
_CONSUMER = re.compile(
    r"(?:gmail|googlemail|outlook|hotmail|yahoo|ymail|icloud|me|mac|aol|proton(?:mail)?|pm|comcast|msn|live|gmx|zoho|fastmail|att|verizon|sbcglobal|bellsouth|cox|charter|earthlink|frontier|centurylink|juno|rocketmail|tutanota|duck|hey|yandex|mail|web|t-online|peak|q)\.\w+$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:office|info|hello|contact|admin|support|press|editors?|editorial|billing|referrals?|privacy|appointments?|booking|help|team|staff|"
    r"webmaster|mail|enquiries|inquiries|questions|sales|service|customer\w*|frontdesk|front-desk|reception|hr|jobs|careers|media|"
    r"news|newsletter|noreply|no-reply|postmaster|abuse|security|accounts?|accounting|claims|permissions|library|registrar|"
    r"events?|registration|workshops?|training|education|licensing|board|records|fax|clinic|care|providers?|feedback|accessibility|"
    r"name|user|you|your\.?name|someone|first\.last|git|example|test|correspondence|web|legal|compliance|orders|subscriptions|obmt|"
    r"omb|community|volunteer|donate|director|manager|membership|president|secretary|treasurer|chair)[\w.+-]*$",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(r"^(?:from|to|reply-to|cc|sender|von|de)[ ]?:[^\n]{0,40}$", re.MULTILINE)
_FILES = (".png", ".jpg", ".md", ".js", ".css")


def emails(document: Document) -> Iterator[Finding]:
    """The e-mail addresses that may be a patient's."""
    if "@" in document.text:
        for match in _at_signs(document.text):
            if (finding := _email(document, match, hidden=False)) is not None:
                yield finding
    if not _may_be_hidden(document):
        return
    for pattern in (_HIDDEN, _NAMED_HOST):
        for _, match in document.matches(pattern, low=False):
            if (finding := _email(document, match, hidden=True)) is not None:
                yield finding
    for passage, match in document.matches(_BACKWARDS):
        if tie_of(document, match.start(), passage):
            yield _finding(match.start(), match.end(), certain=True)


def _may_be_hidden(document: Document) -> bool:
    """Whether a text has anything that an address can be hidden behind."""
    low = document.low
    hidden = document.marks & _HIDING_WORDS or any(
        first in low and any(sign in low for sign in signs) for first, signs in _HIDING
    )
    return bool(hidden and _MAYBE_HIDDEN.search(low)) or (
        " at " in low and _AT_HOST.search(low) is not None
    )


def _at_signs(text: str) -> Iterator[re.Match[str]]:
    for sign in re.finditer("@", text):
        start = sign.start()
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "._+-"):
            start -= 1
        if start < sign.start() and (match := _EMAIL.match(text, start)) is not None:
            yield match


def _email(document: Document, match: re.Match[str], *, hidden: bool) -> Finding | None:
    passage = document.passage_at(match.start())
    if passage is None or document.is_crowded(passage, "e-mails"):
        return None
    user = _MARKS.sub(".", match["user"].lower())
    host = _MARKS.sub(".", match["host"].lower())
    if "." not in host:
        host += ".com"
    if (
        hidden
        and " at " in match[0].lower()
        and not _SPELLED.search(match[0])
        and not _CONSUMER.search(host)
    ):
        return None  # "ask at example.org" is a sentence
    if f"{user}@{host}" in document.facts.emails or host in document.facts.domains:
        return None
    start, end = match.span()
    before = document.low[max(0, start - 40) : start]
    if re.search(r"://[^\s]*$", before) or host.endswith(_FILES):
        return None
    tied = tie_of(document, start, passage)
    consumer = bool(_CONSUMER.search(host))
    role = bool(_ROLE.match(user)) or (
        host.endswith((".gov", ".edu"))
        and not (tied == 2 and document.headed_personal(passage) and _WRITTEN_BY.search(before))
    )
    if role and not (tied == 2 and consumer):
        return None
    study = document.is_study(passage) or document.is_event(passage) or document.is_team(passage)
    if re.search(r"correspond\w*", before) or (study and tied < 2):
        return None
    if not tied and not (hidden and consumer):
        if not consumer or document.is_org(passage) or document.is_policy(passage):
            return None
        tied = 1
    return _finding(start, end, certain=tied == 2)


def _finding(start: int, end: int, *, certain: bool) -> Finding:
    return Finding(
        "phi-contact",
        start,
        end,
        "an e-mail address",
        "",
        certain,
        "Remove it; contact goes through the practice's own address.",
    )
