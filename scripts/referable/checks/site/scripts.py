"""What a script would send, keep or redirect: requests to other hosts, cookies, storage, trackers.

A script is judged by its calls, not by the words in it. A string with another host's address is a
finding only where it reaches a call that loads, sends or redirects; an address in a comment, in
a sentence or in a link that somebody must click is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from referable.checks.site.addresses import Hosts
from referable.checks.site.findings import Finding, foreign_load
from referable.checks.site.javascript import Script, StringLiteral, read_script
from referable.checks.site.products import product_called

__all__ = ["check_script"]

MarkupCheck = Callable[[str], list[Finding]]
"""Checks a piece of HTML that a script writes into the page."""

# Calls whose arguments are addresses that the browser goes to.
_CALLS = (
    (re.compile(r"(?<![\w$.])(?:(?:window|self|globalThis)\s*\.\s*)?fetch\s*\("), "site-request"),
    (re.compile(r"\bsendBeacon\s*\("), "site-request"),
    (re.compile(r"\bnew\s+(?:WebSocket|EventSource|WebTransport|Request|RTCPeerConnection)\s*\("),
     "site-request"),
    (re.compile(r"\baxios\s*(?:\.\s*\w+)?\s*\(|[$]\s*\.\s*(?:ajax|get|post|getJSON)\s*\("),
     "site-request"),
    (re.compile(r"(?<![\w$])(?!window\b)[\w$\])]+\s*\.\s*open\s*\("), "site-request"),
    (re.compile(r"(?<![\w$.])import\s*\(|\bimportScripts\s*\(|\bgetScript\s*\("), "site-script"),
    (re.compile(r"\bnew\s+(?:Shared)?Worker\s*\(|\bserviceWorker\s*\.\s*register\s*\("),
     "site-script"),
    (re.compile(r"\blocation\s*\.\s*(?:assign|replace)\s*\("), "site-redirect"),
    (re.compile(r"\bnew\s+FontFace\s*\("), "site-font"),
    (re.compile(r"\bnew\s+Audio\s*\("), "site-image"),
)  # fmt: skip
_ASSIGNMENTS = (
    (re.compile(r"\.\s*(?:src|srcset|poster|currentSrc)\s*=(?![=>])"), "site-image"),
    (re.compile(r"\.\s*(?:action|formAction)\s*=(?![=>])"), "site-form-away"),
    (re.compile(r"(?<![\w$])location(?:\s*\.\s*href)?\s*=(?![=>])"), "site-redirect"),
    (re.compile(r"(?<![\w$'\"])src\s*:"), "site-image"),
    (re.compile(r"(?<![\w$.])(?:import|from)\s*(?=['\"])"), "site-script"),
)
_SET_ATTRIBUTE = re.compile(r"\bsetAttribute(?:NS)?\s*\(")
_ATTRIBUTE_CODES = {
    "src": "site-image", "srcset": "site-image", "poster": "site-image", "data": "site-frame",
    "action": "site-form-away", "formaction": "site-form-away", "ping": "site-request",
    "xlink:href": "site-image",
}  # fmt: skip
_LINK_MADE = re.compile(r"([\w$]+)\s*=\s*[\w$.]*createElement\s*\(\s*['\"]link['\"]", re.IGNORECASE)
_MADE = re.compile(
    r"([\w$]+)\s*=\s*[\w$.]*createElement\s*\(\s*['\"](script|iframe|frame|embed)['\"]",
    re.IGNORECASE,
)
_HREF_SET = re.compile(r"([\w$]+)\s*\.\s*href\s*=(?!=)")
_MADE_BY_NAME = re.compile(r"([\w$]+)\s*=\s*[\w$.]*createElement\s*\(\s*[\w$]+\s*\)")
_WRITES_MARKUP = re.compile(
    r"\.\s*(?:innerHTML|outerHTML|srcdoc)\s*\+?=(?!=)|\binsertAdjacentHTML\s*\("
    r"|\bdocument\s*\.\s*write(?:ln)?\s*\(|\bcreateContextualFragment\s*\(|\bparseFromString\s*\("
    r"|\bsetHTMLUnsafe\s*\(|[$]\s*\(|\.\s*(?:append|prepend|html|after|before)\s*\("
)
_WRITES_STYLE = re.compile(
    r"\.\s*(?:style|cssText|backgroundImage|background|textContent|innerText)\b"
    r"|\binsertRule\s*\(|\breplaceSync\s*\(|\bsetProperty\s*\("
)
_COOKIE = re.compile(r"\bdocument\s*(?:\.\s*cookie\b|\[\s*['\"]cookie['\"]\s*\])|\bcookieStore\b")
_STORE = re.compile(
    r"\b(?:local|session)Storage\s*(?:\.\s*setItem\s*\(\s*(?P<arg>[^,)]*)"
    r"|\.\s*(?!(?:getItem|setItem|removeItem|clear|key|length)\b)(?P<name>[\w$]+)\s*=(?!=)"
    r"|\[(?P<index>[^\]]*)\]\s*=(?!=))"
    r"|(?<![\w$])(?P<alias>[\w$]+)\s*\.\s*setItem\s*\(\s*(?P<alias_arg>[^,)]*)"
    r"|(?<![\w$.])__md_set\s*\(\s*(?P<md>[^,)]*)"
)
_DATABASE = re.compile(r"\bindexedDB\s*\.\s*open\b|\bcaches\s*\.\s*open\b|\bopenDatabase\s*\(")
_WORKER = re.compile(r"\bserviceWorker\s*\.\s*register\s*\(")
_STORES = frozenset({"localStorage", "sessionStorage", "indexedDB"})
_RELAY = re.compile(r"(?:stuns?|turns?):[^\s/]", re.IGNORECASE)
_SENSOR = re.compile(
    r"\bgeolocation\s*\.\s*(?:getCurrentPosition|watchPosition)\b|\bgetUserMedia\s*\("
    r"|\bNotification\s*\.\s*requestPermission\b|\bPushManager\b|pushManager\s*\.\s*subscribe"
)
_BEACON = re.compile(r"\bsendBeacon\s*\(")
# What a visitor chose about the look of the page, and nothing about the visitor.
_HARMLESS_KEY = re.compile(
    r"theme|palette|colou?r|scheme|dark|light|contrast|font|text.?size|__tabs|__announce"
    r"|__outdated|__consent|__source|reduced?.?motion",
    re.IGNORECASE,
)
_URL_IN_TEXT = re.compile(r"\s*(?:(?:https?|wss?|ftp):)?[\\/]{2}([^\s\"'<>\\/]*)", re.IGNORECASE)
_WHOLE_URL = re.compile(r"(?:https?|wss?):[\\/]{2}[^\s\"'<>)]+", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:script|img|iframe|link|object|embed|form|video|audio|source|style|input|frame)\b",
    re.IGNORECASE,
)
_OWN_ORIGIN = re.compile(r"location\s*\.\s*(?:host|hostname|origin)|document\s*\.\s*domain")
_EVAL = re.compile(
    r"(?<![\w$.])(?:setTimeout|setInterval)\s*\(\s*(?=['\"])|"
    r"(?<![\w$.])(?:eval|execScript)\s*\(|(?<![\w$.])(?:new\s+)?Function\s*\(\s*[\w$'\"`]"
)
_NAMED = re.compile(r"([\w$]+)['\"]?\s*(?:=|:|\|\|=|\?\?=)\s*$")
_ASSIGNED = re.compile(r"(?<![\w$.])([\w$]+)\s*=(?![=>])([^;\n]{1,400})")
_FUNCTION = re.compile(r"function\s*[\w$]*\s*\(([^()]*)\)\s*\{|\(([^()]*)\)\s*=>")
_CALLED = re.compile(r"(?<![\w$.])([\w$]+)$")
_DECLARED = (
    r"function\s+{name}\s*\(([^()]*)\)|(?<![\w$.]){name}\s*=\s*(?:async\s*)?"
    r"(?:function\s*[\w$]*\s*\(([^()]*)\)|\(([^()]*)\)\s*=>|([\w$]+)\s*=>)"
)
_IN_TEMPLATE = re.compile(r"\$\{([^{}]*)\}")
_REACH = 1500
_DEPTH = 3


def check_script(
    text: str,
    hosts: Hosts,
    *,
    dormant: tuple[str, ...] = (),
    clicked: bool = False,
    markup: MarkupCheck | None = None,
    depth: int = 0,
) -> list[Finding]:
    """Findings in a script.

    Args:
        text: JavaScript.
        hosts: The site's own hosts.
        dormant: Beginnings of addresses that a theme's bundle carries but uses only on pages that
            ask for it, which are checked on their own.
        clicked: Whether the script runs only when somebody clicks, so that going to another
            page is the same as a link.
        markup: Checks HTML that the script writes.
        depth: How many scripts inside scripts lie above this one.

    Returns:
        Findings with offsets into the text.
    """
    script = read_script(text)
    reach = _Addresses(script, hosts, dormant)
    found = [
        *_trackers(script),
        *_state(script),
        *_requests(script, reach, clicked=clicked),
    ]
    if markup is not None and depth < _DEPTH:
        found.extend(_written(script, hosts, markup))
    if depth < _DEPTH:
        found.extend(_hidden(script, hosts, markup, depth))
    return _once(found)


def _once(found: list[Finding]) -> list[Finding]:
    return list({(f.code, f.message): f for f in reversed(found)}.values())[::-1]


def _trackers(script: Script) -> Iterator[Finding]:
    for at, product in product_called(script.code):
        yield Finding(
            "site-tracker",
            f"A script of {product.name} ({product.kind}) stands in the page.",
            product.instead,
            at,
        )


def _state(script: Script) -> Iterator[Finding]:
    match = _COOKIE.search(script.code)
    if match:
        yield Finding(
            "site-cookie",
            "A script uses cookies.",
            "Delete it: this site needs no cookie.",
            match.start(),
            len(match[0]),
        )
    for match in _STORE.finditer(script.code):
        key = next((g for g in match.groups() if g is not None and g != match["alias"]), "")
        if match["alias"] and ("torage" not in script.bare or _is_theme_store(script.code)):
            continue
        if _HARMLESS_KEY.search(key):
            continue
        yield Finding(
            "site-storage",
            f"A script keeps something about the visitor in the browser’s storage{_of(key)}.",
            "Delete it: only the choice of light or dark may be remembered.",
            match.start(),
            len(match[0]),
        )
    for pattern, code, message, fix in (
        (_DATABASE, "site-storage", "A script keeps a database in the visitor’s browser.",
         "Delete it: only the choice of light or dark may be remembered."),
        (_WORKER, "site-storage", "A script stays in the visitor’s browser as a service worker.",
         "Delete it: this site needs nothing that outlives the visit."),
        (_SENSOR, "site-storage", "A script asks for the visitor’s place, camera or messages.",
         "Delete it: this site needs none of them."),
        (_BEACON, "site-request", "A script sends a beacon about the visitor.",
         "Delete it: a beacon exists only to report what visitors do."),
    ):  # fmt: skip
        match = pattern.search(script.bare)
        if match:
            yield Finding(code, message, fix, match.start(), len(match[0]))
    yield from _spelled_store(script)


def _spelled_store(script: Script) -> Iterator[Finding]:
    """Storage and relays that a script names in a string, as `window["local" + "Storage"]`."""
    for literal in script.strings:
        before = script.bare[: literal.start].rstrip()[-1:]
        if literal.value in _STORES and before == "[":
            yield Finding(
                "site-storage",
                "A script reaches for the browser’s storage by a name in quotes.",
                "Delete it: only the choice of light or dark may be remembered.",
                literal.start,
                literal.end - literal.start,
            )
        elif _RELAY.match(literal.value) and "RTCPeerConnection" in script.bare:
            yield Finding(
                "site-request",
                "A script opens a direct line to another computer, which shows it the visitor’s "
                "address.",
                "Delete it: this site calls nobody.",
                literal.start,
                literal.end - literal.start,
            )


def _is_theme_store(code: str) -> bool:
    """Whether storage is only reached by the theme's own small function for it."""
    return "__md_set" in code


def _of(key: str) -> str:
    key = key.strip().strip("'\"`")
    return f" under “{key[:30]}”" if re.fullmatch(r"[\w.\- ]{1,60}", key) else ""


class _Addresses:
    """Which strings and names of a script lead to other hosts."""

    def __init__(self, script: Script, hosts: Hosts, dormant: tuple[str, ...]) -> None:
        self.script = script
        self.hosts = hosts
        self.literals: list[tuple[StringLiteral, str]] = []
        for literal in script.strings:
            host = self._host(literal, dormant)
            if host:
                self.literals.append((literal, host))
        self.names: dict[str, tuple[str, str, int]] = {}
        if self.literals:
            self._follow_names()

    def _host(self, literal: StringLiteral, dormant: tuple[str, ...]) -> str | None:
        value = literal.value
        match = _URL_IN_TEXT.match(value)
        # Names of XML vocabularies look like addresses, but nobody goes there.
        if not match or value.startswith(("http://www.w3.org/", *dormant)):
            return None
        name = match[1]
        if not name or name.startswith("${"):
            # The host itself is computed: "https://" + host.
            around = value + self.script.code[literal.end : literal.end + 60]
            if not name and len(value.strip()) > 12:
                return None
            return None if _OWN_ORIGIN.search(around) else "another host"
        if "." not in name and ":" not in name:
            return None
        return self.hosts.foreign(value)

    def _follow_names(self) -> None:
        code = self.script.bare
        for literal, host in self.literals:
            named = _NAMED.search(code, max(0, literal.start - 80), literal.start)
            name = named[1] if named else self._parameter(literal.start)
            if name:
                place = literal.start if named else -1
                self.names.setdefault(name, (host, literal.value, place))
        if self.names:
            for match in _ASSIGNED.finditer(code):
                if match[1] not in self.names:
                    hit = self.reached(match.start(2), match.end(2))
                    if hit:
                        self.names[match[1]] = (hit[0], hit[1], match.start())

    def _parameter(self, start: int) -> str:
        """The name under which a function of this script receives the string at a place.

        Trackers' snippets hand their address to a function that is called where it is written.
        """
        call = _call_around(self.script.bare, start)
        if call is None:
            return ""
        opening, index = call
        before = self.script.bare[max(0, opening - 80) : opening].rstrip()
        if before.endswith(("}", "})")):
            declared = _FUNCTION.search(self.script.bare)
        else:
            called = _CALLED.search(before)
            declared = called and re.search(
                _DECLARED.format(name=re.escape(called[1])), self.script.bare
            )
        names = next((g for g in declared.groups() if g is not None), "") if declared else ""
        parameters = [p.partition("=")[0].strip(" .") for p in names.split(",")]
        return parameters[index] if index < len(parameters) else ""

    def reached(self, start: int, end: int) -> tuple[str, str, int] | None:
        """Host, address and place of the first other host within a stretch of code."""
        for literal, host in self.literals:
            if start <= literal.start < end:
                return host, literal.value, literal.start
        if not self.names:
            return None
        for word in re.finditer(r"[\w$]+", self._spoken(start, end)):
            found = self.names.get(word[0])
            # Minified code reuses one-letter names, so those count only close by.
            if found and (len(word[0]) > 2 or found[2] < 0 or abs(found[2] - start) < 400):
                return found[0], found[1], start + word.start()
        return None

    def _spoken(self, start: int, end: int) -> str:
        """A stretch of code with the names that stand inside of templates."""
        inside = (m[1] for m in _IN_TEMPLATE.finditer(self.script.code, start, end))
        return " ".join((self.script.bare[start:end], *inside))


def _requests(script: Script, reach: _Addresses, *, clicked: bool) -> Iterator[Finding]:
    if not reach.literals:
        return
    bare = script.bare
    for pattern, code in _CALLS:
        if not (clicked and code == "site-redirect"):
            for match in pattern.finditer(bare):
                yield from _reached(reach, match, _arguments_end(bare, match.end()), code)
    yield from _assigned(script, reach, clicked=clicked)
    for match in _SET_ATTRIBUTE.finditer(bare):
        end = _arguments_end(bare, match.end())
        first = next((s for s in script.strings if match.end() <= s.start < end), None)
        name = first.value.lower() if first else ""
        attribute = _ATTRIBUTE_CODES.get(name, "")
        if name == "href" and _owner(bare, match.start()) in _made_links(script):
            attribute = "site-style"
        if attribute:
            yield from _reached(reach, match, end, attribute)


def _made_links(script: Script) -> set[str]:
    return {m[1] for m in _LINK_MADE.finditer(script.code)}


def _assigned(script: Script, reach: _Addresses, *, clicked: bool) -> Iterator[Finding]:
    """Addresses that are given to properties such as `src`."""
    bare = script.bare
    made = {m[1]: m[2].lower() for m in _MADE.finditer(script.code)}
    if any(literal.value == "script" for literal in script.strings):
        made.update({m[1]: "script" for m in _MADE_BY_NAME.finditer(bare)})
    for pattern, code in _ASSIGNMENTS:
        if clicked and code == "site-redirect":
            continue
        for match in pattern.finditer(bare):
            exact = code
            if code == "site-image":
                kind = made.get(_owner(bare, match.start()), "")
                exact = {"script": "site-script", "": code}.get(kind, "site-frame")
            yield from _reached(reach, match, _statement_end(bare, match.end()), exact)
    links = _made_links(script)
    for match in _HREF_SET.finditer(bare) if links else ():
        if match[1] in links:
            yield from _reached(reach, match, _statement_end(bare, match.end()), "site-style")


def _reached(reach: _Addresses, match: re.Match[str], end: int, code: str) -> Iterator[Finding]:
    hit = reach.reached(match.end(), end)
    if hit:
        host, address, at = hit
        yield foreign_load(code, host, address, at)


def _owner(bare: str, dot: int) -> str:
    match = re.search(r"([\w$]+)$", bare[max(0, dot - 60) : dot].rstrip(" .?\n"))
    return match[1] if match else ""


def _call_around(bare: str, place: int) -> tuple[int, int] | None:
    """The bracket that opens the call around a place, and how many arguments come before it."""
    depth = index = 0
    for at in range(place - 1, max(-1, place - 300), -1):
        char = bare[at]
        if char in ")]}":
            depth += 1
        elif char in "([{":
            if not depth:
                return (at, index) if char == "(" else None
            depth -= 1
        elif char == "," and not depth:
            index += 1
        elif char == ";" and not depth:
            return None
    return None


def _arguments_end(bare: str, start: int) -> int:
    depth = 1
    for at in range(start, min(len(bare), start + _REACH)):
        char = bare[at]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if not depth:
                return at
    return min(len(bare), start + _REACH)


def _statement_end(bare: str, start: int) -> int:
    depth = 0
    for at in range(start, min(len(bare), start + _REACH)):
        char = bare[at]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth < 0:
                return at
        elif (depth == 0 and (char == ";" or (char == "," and at > start + 1))) or (
            depth == 0 and char == "\n" and bare[start:at].strip()
        ):
            return at
    return min(len(bare), start + _REACH)


def _written(script: Script, hosts: Hosts, markup: MarkupCheck) -> Iterator[Finding]:
    """Findings in HTML and styles that a script writes into the page."""
    if _WRITES_MARKUP.search(script.bare):
        for literal in script.strings:
            if _MARKUP.search(literal.value):
                for finding in markup(literal.value):
                    yield finding.at(literal.start)
    if _WRITES_STYLE.search(script.bare):
        for literal in script.strings:
            value = literal.value
            if "url(" not in value and "@import" not in value:
                continue
            for match in _WHOLE_URL.finditer(value):
                host = hosts.foreign(match[0])
                if host:
                    yield foreign_load("site-image", host, match[0], literal.start)


def _hidden(
    script: Script, hosts: Hosts, markup: MarkupCheck | None, depth: int
) -> Iterator[Finding]:
    """Findings in code that a script keeps in a string and runs."""
    if (
        "eval" not in script.bare
        and "Function" not in script.bare
        and "setTimeout" not in script.bare
    ):
        return
    for match in _EVAL.finditer(script.bare):
        end = _arguments_end(script.bare, match.end())
        inside = [s for s in script.strings if match.start() <= s.start < end]
        for literal in inside:
            for finding in check_script(literal.value, hosts, markup=markup, depth=depth + 1):
                yield finding.at(literal.start)
        if not inside or "atob" in script.bare[match.start() : end]:
            yield Finding(
                "site-script-hidden",
                "A script runs code that it builds itself, so nobody can see what it does.",
                "Delete it, or use a version of the script in plain form.",
                match.start(),
                len(match[0]),
            )
