"""Forms, fields and mail links that would collect something about a visitor's health."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load
from referable.checks.site.markup import EndTag, StartTag, Text, Token, clean_url

__all__ = ["asks_for_health", "check_forms", "check_mail_link"]

_HEALTH = re.compile(
    r"""\bsymptoms?\b|\bdiagnos(?:is|es|ed|tic)\b|\bmedications?\b|\bmedicines?\b|\bprescriptions?\b
    |\bmeds?\b|\b(?:medical|health|surgical|family|injury|clinical|treatment|patient)[\s_\-]*
      (?:history|conditions?|concerns?|issues?|problems?|information|info|details|record|question)
    |\b(?:your|my|the|current|existing|any|main|primary|presenting|describe)[\s_\-]+
      (?:medical\s|health\s)?(?:conditions?|complaints?|injur(?:y|ies)|pain|ailments?)\b
    |\bchief[\s_\-]*complaint\b|\ballerg(?:y|ies|ic)\b|\bpregnan(?:t|cy)\b|\bdue[\s_\-]+date\b
    |\bdate[\s_\-]*of[\s_\-]*birth\b|\bbirth[\s_\-]?(?:date|day|year)\b|\bd\.?o\.?b\b\.?|\bbday\b
    |\bsocial[\s_\-]*security\b|\bssn\b|\bmedicare\b|\bmedicaid\b
    |\b(?:insurance|insurer|health[\s_\-]*plan|subscriber|member|policy|group|claim)[\s_\-]*
      (?:id|number|no\b|num|card|carrier|company|provider|details|information|info|name|plan)
    |\b(?:your|my)[\s_\-]+insurance\b|\bpain[\s_\-]*(?:level|scale|score|location|area|site|type|points?)\b
    |\b(?:areas?|location|site|level|scale|rate|describe)[\s_\-]*(?:of|your)?[\s_\-]*(?:the[\s_\-]+)?
      (?:your[\s_\-]+)?(?:pain|discomfort|injury|tension)\b
    |\bwhere\s+(?:does\s+it|do\s+you)\s+(?:hurt|feel|have)\b|\bwhat\s+hurts\b|\bhurts?\b.*\?
    |\b(?:reason|purpose)[\s_\-]*(?:for|of)[\s_\-]*(?:your[\s_\-]*)?(?:visit|appointment|treatment|booking|referral|coming|massage|contact)
    |\bwhat\s+brings\s+you\b|\bblood[\s_\-]*(?:pressure|type|thinners?|clots?)\b|\bsurger(?:y|ies)\b
    |\binjur(?:y|ies)\b|\bmrn\b|\bchart[\s_\-]*(?:number|no)\b|\bheart\s+condition\b|\bweight\b|\bheight\b
    |\btell\s+us\s+about\s+your\s+(?:pain|body|health|condition|injury)\b|\bpast\s+treatments?\b
    |\breferring\s+(?:doctor|physician|provider)\b|\bprimary\s+care\b|\bemergency[\s_\-]*contact\b
    |\bhiv\b|\bmental\s+health\b|\bdepress(?:ion|ed)\b|\bdisabilit(?:y|ies)\b|\bcontraindications?\b
    |\btherap(?:y|ist)\s+goals?\b|\bmedical\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What a mail link may not ask for. Words such as "referral" alone are business, not health.
_MAIL_HEALTH = re.compile(
    _HEALTH.pattern
    + r"""|\bpain\b|\bhurts?\b|\b(?:neck|back|shoulder|hip|knee|migraine|headache|sciatica)\b
    |\bpatient(?:'s|s)?[\s_\-]*(?:name|id|initials)\b|\bage\s*:|\bsex\s*:|\bgender\s*:
    |\bcondition\b|\bname\s+of\s+(?:the\s+)?patient\b|\bdescribe\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MAIL_TEXT = re.compile(
    r"\b(?:your|a\s+(?:description|list)\s+of|describe|us\s+about)\b.{0,40}"
    r"\b(?:symptoms?|conditions?|diagnos\w+|injur\w+|medical|health|medications?|pain|insurance)\b",
    re.IGNORECASE | re.DOTALL,
)
_PERSONAL = re.compile(
    r"\b(?:first|last|full|your|sur|given|family|patient)?[\s_\-]*name\b|\be-?mail\b|\btel(?:ephone)?\b"
    r"|\bphone\b|\bmobile\b|\bcell\b|\b(?:street|postal|home|mailing)?[\s_\-]*address\b|\bzip\b"
    r"|\bpostcode\b|\bmessage\b|\bcomments?\b|\bappointment\b|\bpreferred[\s_\-]*(?:date|time)\b|\bfax\b",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"search|filter|\bfind\b|\bsort\b|\bshow\b|browse|narrow|\bquery\b", re.IGNORECASE
)
_SEARCH_NAMES = frozenset({"q", "s", "query", "search", "keyword", "keywords", "term", "terms"})
_THEME = re.compile(r"\bmd-|__(?:palette|drawer|search|toc|nav|tabbed)|task-list|feedback")
_SKIPPED = frozenset({"hidden", "submit", "button", "reset", "image", "range", "color"})
_FIELDS = frozenset({"input", "textarea", "select"})
_STARTS_ANEW = _FIELDS | {"form", "h1", "h2", "h3", "section", "article", "table", "nav"}
_TYPED = frozenset({"email", "tel", "password", "file", "date", "datetime-local"})


def asks_for_health(text: str) -> bool:
    """Whether the words beside a field ask for something about the visitor's health."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-]", " ", text)
    return bool(_HEALTH.search(words) or _HEALTH.search(text))


def check_mail_link(address: str, words: str, offset: int) -> list[Finding]:
    """Findings in a `mailto:` or `sms:` link that invites clinical details.

    Args:
        address: The whole link.
        words: The words that are clicked, and the link's title.
        offset: Where the link stands.
    """
    prompts = _prompts(address)
    if not _MAIL_HEALTH.search(prompts) and not _MAIL_TEXT.search(words):
        return []
    return [
        Finding(
            "site-mail-prompt",
            "A mail link asks for details of somebody’s health.",
            "Keep the address and delete the prompt; e-mail is read by others on its way. Ask "
            "people to telephone.",
            offset,
            len(address),
        )
    ]


def _prompts(address: str) -> str:
    query = address.partition("?")[2]
    if not query:
        return ""
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)
    wanted = [value for name, value in pairs if name.lower() in {"subject", "body"}]
    return unquote("\n".join(wanted))


class _Form:
    """A form while its fields are being read."""

    def __init__(self, tag: StartTag) -> None:
        self.tag = tag
        marks = " ".join((tag.get("role"), tag.get("class"), tag.get("id"), tag.get("name"),
                          tag.get("aria-label")))  # fmt: skip
        self.search = bool(_SEARCH.search(marks))
        self.theme = bool(_THEME.search(marks)) or tag.get("method").lower() == "dialog"


def check_forms(tokens: Sequence[Token], hosts: Hosts) -> list[Finding]:
    """Findings about forms and fields.

    Args:
        tokens: The page as read by `tokenize`.
        hosts: The site's own hosts.
    """
    labels = _labels(tokens)
    found: list[Finding] = []
    form: _Form | None = None
    near: list[str] = []
    for token in tokens:
        if isinstance(token, Text):
            near.append(token.value)
            del near[:-6]
        elif isinstance(token, EndTag):
            form = None if token.name == "form" else form
            if token.name in {"button", "select"}:
                near.clear()
        elif isinstance(token, StartTag):
            if token.name == "form":
                form = _Form(token)
            found.extend(_started(token, form, hosts, labels, near))
            if token.name in _STARTS_ANEW:
                near.clear()
    return found


def _started(
    tag: StartTag, form: _Form | None, hosts: Hosts, labels: dict[str, str], near: list[str]
) -> list[Finding]:
    if tag.name == "form":
        return _target(tag, "action", hosts)
    found = _target(tag, "formaction", hosts) if tag.name in {"button", "input"} else []
    editable = tag.get("contenteditable") if "contenteditable" in tag.attributes else "false"
    if tag.name in _FIELDS or editable != "false":
        found.extend(_field(tag, form, _words(tag, labels, near)))
    return found


def _target(tag: StartTag, name: str, hosts: Hosts) -> list[Finding]:
    attribute = tag.attributes.get(name)
    if attribute is None:
        return []
    address = clean_url(attribute.value)
    host = hosts.foreign(address)
    if host:
        return [foreign_load("site-form-away", host, address, attribute.offset)]
    if address.lower().startswith(("mailto:", "http:")):
        how = "by unprotected e-mail" if address.lower().startswith("m") else "without encryption"
        if re.match(r"http:[\\/]*(?:localhost|127\.)", address, re.IGNORECASE):
            return []
        return [
            Finding(
                "site-form-away",
                f"A form sends what is typed {how}.",
                "Offer a phone number, a fax number or a printable form instead.",
                attribute.offset,
                len(address),
            )
        ]
    return []


def _labels(tokens: Sequence[Token]) -> dict[str, str]:
    """The words of each `<label for=…>`, and those around or in a field by the field's place.

    A list's first choice often asks the question: “Choose your condition”.
    """
    found = _choices(tokens)
    label: StartTag | None = None
    words: list[str] = []
    inside: list[str] = []
    for token in tokens:
        if isinstance(token, StartTag):
            if token.name == "label":
                label, words, inside = token, [], []
            elif label is not None and token.name in _FIELDS:
                inside.append(f"@{token.offset}")
        elif isinstance(token, Text):
            words.append(token.value)
        elif isinstance(token, EndTag) and token.name == "label" and label is not None:
            text = " ".join(" ".join(words).split())
            for key in (*inside, label.get("for")):
                if key:
                    found[key] = f"{found.get(key, '')} {text}".strip()
            label = None
    return found


def _choices(tokens: Sequence[Token]) -> dict[str, str]:
    """The first choice of each list, by the list's place."""
    found: dict[str, str] = {}
    place = ""
    for token in tokens:
        if isinstance(token, StartTag) and token.name == "select":
            place = f"@{token.offset}"
        elif place and isinstance(token, Text) and token.value.strip():
            found[place] = token.value.strip()
            place = ""
    return found


def _words(tag: StartTag, labels: dict[str, str], near: list[str]) -> str:
    own = (tag.get("name"), tag.get("placeholder"), tag.get("aria-label"), tag.get("title"),
           tag.get("autocomplete"), tag.get("id"))  # fmt: skip
    label = f"{labels.get(tag.get('id'), '')} {labels.get(f'@{tag.offset}', '')}".strip()
    before = "" if label else " ".join("".join(near).split())[-80:]
    return " | ".join(part for part in (*own, label, before) if part)


def _field(tag: StartTag, form: _Form | None, words: str) -> list[Finding]:
    kind = tag.get("type").lower() if tag.name == "input" else ""
    marks = f"{tag.get('class')} {tag.get('id')} {tag.get('name')}"
    if kind in _SKIPPED or "disabled" in tag.attributes or _THEME.search(marks):
        return []
    if form is not None and form.theme:
        return []
    searching = (
        kind == "search"
        or (tag.name == "input" and tag.get("name").lower() in _SEARCH_NAMES)
        or (form is not None and form.search)
        or bool(_SEARCH.search(words) and not re.search(r"\b(?:your|my)\b", words, re.IGNORECASE))
    )
    if searching:
        return []
    if asks_for_health(words):
        return [
            Finding(
                "site-health-field",
                "A field asks for something about the visitor’s health or insurance.",
                "Delete the field. Ask on the telephone, or offer a printable form.",
                tag.offset,
            )
        ]
    typed = kind in _TYPED
    if typed or (
        form is not None and kind not in {"checkbox", "radio"} and _PERSONAL.search(words)
    ):
        return [
            Finding(
                "site-personal-field",
                "A field asks who the visitor is.",
                "Delete the form and show your phone and fax number; a request for an "
                "appointment already says that somebody is a patient.",
                tag.offset,
            )
        ]
    if form is not None and tag.name == "textarea":
        return [
            Finding(
                "site-personal-field",
                "A field invites visitors to write freely.",
                "Delete the form and show your phone and fax number instead.",
                tag.offset,
            )
        ]
    return []
