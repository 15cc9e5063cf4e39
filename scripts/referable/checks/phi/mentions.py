"""Names in other shapes: "Last, First", initials, lower case, echoes, workplaces."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.doings import AGED, OWNS, WITH_COMPLAINT
from referable.checks.phi.judging import add, judge
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import (
    CAP,
    NOT_NAME,
    Name,
    Shape,
    is_proper,
)
from referable.checks.phi.roles import has_public_role
from referable.checks.phi.states import STATE_NAMES

__all__ = ["echoes", "initialed", "initials", "last_first", "lower_case"]

_INITIALS = re.compile(r"[A-Z](?<![\w.&/-][A-Z])(?:\.[ ]?[A-Z]\.(?:[ ]?[A-Z]\.)?)(?![\w])")
_WRITTEN_INITIALS = re.compile(
    r"[A-Z][A-Z. ]{1,5}|(?:[^\W\d_]{1,3}\.[ ]?){1,3}(?:[^\W\d_]{1,3}\.?)?"
)
_LED_INITIALS = re.compile(
    r"\b(?:(?:[Cc]lient|[Pp]atient|[Pp]t|cl)[ ](?P<led>[A-Z]{2,3}\b|[A-Z]\b\.?)|(?:Mrs?|Ms)\.?[ ](?P<titled>[A-Z]\b\.?))(?![\w'’])"
)
_TREATED = re.compile(
    r"\b(?:treat(?:ed|ing)?|saw|see|seeing|seen|work(?:ed|ing)? (?:on|with)|massag(?:ed|ing)|helped|met)[ ]$"
)
_THREE_LETTERS = 6
_SIDE = re.compile(rf"[lrb][ ](?:\w+ )?{words.BODY}\b")
_VIGNETTE = re.compile(r"[ABCXYZ]$")
_NOT_INITIALS = frozenset(
    [
        "us",
        "u.s.",
        "d.c.",
        "p.t.",
        "m.d.",
        "n.p.",
        "d.o.",
        "p.m.",
        "a.m.",
        "r.n.",
        "n.d.",
        "l.m.t.",
        "i.e.",
        "e.g.",
        "p.o.",
        "u.k.",
        "e.u.",
        "u.n.",
        "d.p.t.",
        "ph.d.",
        "m.s.",
        "m.a.",
        "b.a.",
        "b.s.",
        "p.a.",
        "o.t.",
        "d.d.s.",
        "c.v.",
        "i.v.",
        "i.d.",
        "ii",
        "iii",
        "iv",
        "md",
        "do",
        "np",
        "pt",
        "pa",
        "rn",
        "id",
        "mr",
        "dr",
        "ok",
        "or",
    ]
)
_STATES = frozenset(fold(s) for s in (*STATE_NAMES, "Alberta", "Ontario", "Quebec", "Victoria"))
_COMMA = re.compile(
    rf"(?<![\w,’'])(?P<family>{CAP}),[ \t]+(?P<given>{CAP}(?:[ \t]+[A-Z]\.?)?)(?![\w’'])"
)
_AFTER_LOWER = re.compile(
    r"[a-z]+(?=[ \t]+(?P<next>[a-z][a-z'’-]*)|['’]s\b|,[ ]*(?:\(?\d{3}|an?[ ]|aged?[ ]|\d\d\b)|[ ]\()"
)


def last_first(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    for comma in re.finditer(r",[ \t]+(?=[A-Z])", document.text):
        start = comma.start()
        while start > 0 and (
            document.text[start - 1].isalpha() or document.text[start - 1] in "-'’"
        ):
            start -= 1
        family_first = _COMMA.match(document.text, start) if start < comma.start() else None
        if family_first is None:
            continue
        match = family_first
        family, given = fold(match["family"]), fold(match["given"].split()[0])
        if lexicon.given_names().get(given, True) or given in NOT_NAME or family in _STATES:
            continue
        if match["given"].endswith(("'s", "’s")):
            continue
        if re.search(r"[A-Z][\w’'-]+,?[ ]$", document.text[max(0, start - 20) : start]):
            continue  # "Ann Lee, Beth Cole": a list of whole names
        if family in NOT_NAME or family in document.facts.authors or lexicon.is_plain_given(family):
            continue
        if document.kind is SourceKind.BIBTEX and document.passage_at(match.start()) is None:
            continue
        name = Name(match.start(), match.end(), (given, family), Shape.FULL)
        if (
            family not in lexicon.surnames()
            and document.text[match.end() : match.end() + 1] not in "\n|,;\t"
        ):
            continue
        judge(document, name, 0, found)


def initials(document: Document, found: dict[tuple[int, int], Finding]) -> None:  # noqa: C901 - a chain of early returns
    titled = document.matches(
        _LED_INITIALS, frozenset({"client", "patient", "pt", "mr", "mrs", "ms", "cl"}), low=False
    )
    spans = [m.span() for m in _INITIALS.finditer(document.text)]
    spans += [
        (f.start, f.end)
        for p in (document.passages if "initials" in document.low else ())
        for f in p.fields
        if f.key.endswith("initials") and _WRITTEN_INITIALS.fullmatch(document.text, f.start, f.end)
    ]
    spans += [m.span("led" if m["led"] else "titled") for _, m in titled]
    for start, end in spans:
        if document.low[start:end] in _NOT_INITIALS or any(s <= start < e for s, e in found):
            continue
        passage = document.passage_at(start)
        if passage is None or (
            _VIGNETTE.match(document.text[start:end])
            and document.kind is SourceKind.MARKDOWN
            and document.low[max(0, start - 3) : start].rstrip()[-1:] not in "r.s"
        ):
            continue  # "client A" of a vignette is nobody's initial
        rest = document.text[end : end + 24]
        if _SIDE.match(document.low[start:end] + rest.lower()):
            continue  # "pt L chest": a side of the body
        if re.match(rf"[ \t]*(?:{CAP}|et al)", rest) and not re.match(
            r"[ \t]*(?:[A-Z][a-z]+ed|Has|Had|Was|Is)\b", rest
        ):
            continue  # "J. R. Smith" is an author's name or a full name found elsewhere
        before = document.text[max(passage.start, start - 30) : start]
        if re.search(rf"{CAP}(?:,)?[ \t]+(?:and[ \t]+)?$", before) and not re.search(
            r"(?:[Cc]lient|[Pp]atient|[Pp]t|Mrs?|Ms)\.?[ \t]+$", before
        ):
            continue
        tied = (
            re.search(
                r"(?:(?:client|patient|pt|cl|mrs?|ms)\.?(?: initials?:?)?[ \t]+|\binitials?:?(?: (?:is|are))?[ \t]+|\bcase(?: \d+)? ?\()$",
                before.lower(),
            )
            is not None
        )
        if document.is_policy(passage) and not document.headed_personal(passage):
            continue
        tied = tied or any(f.start == start and f.key.endswith("initials") for f in passage.fields)
        score = document.sentence_personal(start) + 2 * document.headed_personal(passage) + 3 * tied
        if words.STUDY.search(document.sentence_text(start)) and not tied:
            score -= 3
        if AGED.match(document.text, end):
            score += 2
        if end - start < _THREE_LETTERS and WITH_COMPLAINT.match(document.low, end):
            score += 2
        if _TREATED.search(before) and document.is_weak(passage):
            score += 2
        if score >= 3:
            add(found, document, start, end, "a person's initials")


_INITIAL_SURNAME = re.compile(
    rf"[A-Z](?<![\w.&/@'’-][A-Z])\.[ ]?(?:[A-Z]\.[ ]?){{0,2}}(?P<family>{CAP})(?![\w@])"
)


def _is_middle(document: Document, position: int) -> bool:
    """Whether an initial stands behind a given name, as in "Robert N. Butler"."""
    before = _GIVEN_BEFORE.search(document.text, max(0, position - 24), position)
    return before is not None and lexicon.is_plain_given(fold(before[1]))


_GIVEN_BEFORE = re.compile(rf"({CAP})[ ](?:[A-Z]\.[ ])?$")


def initialed(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Family names behind initials: "R. Haldane"."""
    for capital in document.capitals:
        if document.text[capital + 1 : capital + 2] != ".":
            continue
        match = _INITIAL_SURNAME.match(document.text, capital)
        if match is None:
            continue
        family = fold(match["family"])
        if (
            family in NOT_NAME
            or len(family) < 3
            or lexicon.eponyms() & {family}
            or not (
                family in lexicon.surnames()
                or is_proper(family)
                or _headed(document, match.start())
            )
            or document.text[max(0, match.start() - 2) : match.start()].strip(" \n") in {",", "&"}
            or _is_middle(document, match.start())
        ):
            continue
        words_ = (document.low[match.start()], family)
        judge(document, Name(match.start(), match.end(), words_, Shape.FULL), 0, found)


_LOW_DOUBT = re.compile(
    r"\b(?:worked with|treated|saw|helped)[ ](?P<name>[a-z]{3,})\b(?=[^.\n]*\.[ ](?:she|he)\b|,[ ](?:an?|our|the|\d)[ ])"
)
_NO_NAME = frozenset(
    {"her", "him", "them", "you", "man", "sun", "may", "see", "one", "many", "our"}
)
_LOW_LED = re.compile(
    r"\b(?:saw|seen|treated|worked (?:on|with)|booked|called?(?: back)?|ring|text|phone|remind|ask|squeeze in|fit in|rang|told|met|massaged|for|with|it['’]?s|this is|from)[ ]$"
)


_LOW_CALLED = re.compile(
    r"\b(?:treated|massaged|call(?:ed)?(?: back)?|ring|text|phone|remind|squeeze in|fit in)[ ]$"
)


def _headed(document: Document, position: int) -> bool:
    passage = document.passage_at(position)
    return passage is not None and document.headed_personal(passage)


def _lower_words(text: str, names: Iterable[str]) -> Iterator[re.Match[str]]:
    for name in sorted(names):
        at = text.find(name)
        while at >= 0:
            if not (at and (text[at - 1].isalnum() or text[at - 1] in "/.@&’'-_")):
                match = _AFTER_LOWER.match(text, at)
                if match is not None and match[0] == name:
                    yield match
            at = text.find(name, at + len(name))


def lower_case(
    document: Document, present: set[str], found: dict[tuple[int, int], Finding]
) -> None:
    """Names typed without capitals: a given name and a surname, or a given name in a client's line."""
    text = document.text
    plain = [
        n
        for n in present
        if len(n) > 2 and lexicon.given_names()[n] is False and n not in NOT_NAME and n in text
    ]
    doubtful = document.matches(_LOW_DOUBT, frozenset({"worked", "treated", "saw", "helped"}))
    for _passage, match in doubtful:
        if lexicon.is_given(match["name"]) and match["name"] not in _NO_NAME:
            name = Name(match.start("name"), match.end("name"), (match["name"],), Shape.GIVEN)
            judge(document, name, 2, found)
    if not plain:
        return
    for match in _lower_words(text, plain):
        following = match["next"] or ""
        surname = (
            len(following) > 2 and following not in NOT_NAME and lexicon.is_plain_surname(following)
        )
        end = match.end("next") if surname else match.end()
        shape = Shape.FULL if surname else Shape.GIVEN
        parts = (match[0], following) if surname else (match[0],)
        name = Name(match.start(), end, parts, shape)
        owns = OWNS.match(document.text, end)
        initial = re.compile(r"[ ][a-z]\.?(?![\w'’-])").match(text, end) if not surname else None
        if initial is not None and initial[0].strip() not in {"a", "i"}:
            end = initial.end()
            name = Name(match.start(), end, (match[0], initial[0].strip(" .")), Shape.INITIAL)
        led = _LOW_LED.search(text, max(0, match.start() - 24), match.start())
        reached = re.match(r",[ ]*\(?\d{3}", text[end : end + 8])
        if surname or owns or document.personal or led or reached or name.shape is Shape.INITIAL:
            strong = _LOW_CALLED.search(text, max(0, match.start() - 24), match.start())
            known = document.passage_at(match.start())
            strong = strong if known is not None and document.is_weak(known) else None
            judge(document, name, 2 if strong else 0 if surname or led else -1, found)


def echoes(document: Document, found: dict[tuple[int, int], Finding]) -> None:
    """Later and earlier mentions of a patient once named."""
    tokens = {
        fold(t)
        for finding in found.values()
        if finding.certain or document.personal
        for t in re.findall(r"[^\W\d_][^\W\d_'’-]+", document.text[finding.start : finding.end])
    }
    tokens = {
        t
        for t in tokens
        if len(t) > 2 and t not in NOT_NAME and t not in document.facts.single_names
    }
    if not document.personal:
        tokens = {
            t
            for t in tokens
            if re.search(rf"(?<![\w/.@-]){re.escape(t)}(?![\w/@-]|\.\w)", document.text) is None
        }
    if not tokens:
        return
    titles = r"(?:(?:Mr|Mrs|Ms|Miss|Mx)\.?[ \t]+)?"
    pattern = re.compile(
        rf"(?<![\w/.@’'-]){titles}(?:{'|'.join(sorted(map(re.escape, tokens)))})(?:[ \t]+(?:{'|'.join(sorted(map(re.escape, tokens)))}))*(?![\w@])",
        re.IGNORECASE,
    )
    taken = bytearray(len(document.text))
    for first, last in found:
        taken[first:last] = b"\1" * (last - first)
    for match in pattern.finditer(document.text):
        start, end = match.span()
        passage = document.passage_at(start)
        if passage is None or any(taken[start:end]) or document.is_crowded(passage, "echoes"):
            continue
        word = match[0].split()[-1]
        if not word[0].isupper() and (
            len(word) < 4 or not document.personal or lexicon.given_names().get(fold(word), True)
        ):
            continue
        if has_public_role(document, Name(start, end, (fold(word),), Shape.GIVEN)):
            continue
        add(found, document, start, end)
        document.note_person(found[(start, end)])
