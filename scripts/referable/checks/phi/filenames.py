"""Names and identifiers inside file names, slugs and link targets."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import NOT_NAME, is_proper

__all__ = ["find", "find_in_path"]

_TARGET = re.compile(
    r"\]\([ \t]*<?(?P<md>[^)\s>]+(?:[ ][^)\s>]+)*?)>?(?:[ \t]+[\"'][^\n]*?[\"'])?[ \t]*\)|(?:src|href|poster|data-[\w-]+|content)[ \t]*=[ \t]*[\"'](?P<attr>[^\"'\n]+)[\"']"
    r"|(?<![\w/])(?P<bare>/?(?:[\w%+.-]+/)*[\w%+.-]+\.(?:jpe?g|png|webp|heic|gif|tiff?|pdf|docx?|xlsx?|csv|mp4|mov|m4a|mp3|wav|txt|md|html?|ics|eml|vcf|zip|pages|odt|avif|svg))(?![\w/])",
    re.IGNORECASE,
)
_SLUG = re.compile(r"(?<![\w/.-])[a-z]{2,}(?:[-_][a-z]{2,})+(?![\w/-])")
_IN_URL = re.compile(r"(?:://|www\.)\S*$")
_PERSONAL_PART = re.compile(
    r"(?:^|[^a-z])(?:clients?|patients?|pts?|intakes?|charts?|soap|before|after|testimonials?|case|dob|ssn|mrn|xrays?|x rays?|mri|scan|session|appointments?|appt|consent|"
    r"selfie|face|gait|posture|voice|memo|portrait of|insurance|card|referral|progress|posture|stor(?:y|ies)|spotlight|recovery|invoice|receipt|superbill|records?|rx|prescription|voicemail|review)(?:[^a-z]|$)"
)
_BODY_PART = re.compile(
    r"(?:^|[^a-z])(?:neck|shoulders?|back|hips?|knees?|ankles?|wrists?|elbows?|jaw|spine|foot|feet|hands?|scar|belly|legs?|arms?|sciatica|migraines?|scoliosis|surgery|injury|whiplash|pain|bruise|cupping|tmj|fibro|"
    r"frozen|bump|prenatal|mastectomy|lymphedema|treatment|massage|headaches?|rehab|therapy|concussion)(?:[^a-z]|$)"
)
_PUBLIC_PART = re.compile(
    r"(?:^|[^a-z])(?:team|staff|about|therapists?|instructors?|authors?|speakers?|bios?|headshot|lmt|founder|drawing|diagram|anatomy|logo|icon|stock|model|models|library|research|evidence|studies|sources|references|trials|guidelines|synopses|techniques?|methods|modalities|conditions|anatomy|papers|articles|bibliography|pdfs|"
    r"clinic|hospital|room|studio|building|map|street|avenue|park|school|university|library|workshop|course|class|conference|book|poster|book cover|museum|history|eponyms?|test|sign|cyst|disease|syndrome|tendon|method|dr)(?:[^a-z]|$)"
)
_TELLING = re.compile(
    r"client|patient|intake|chart|soap|dob|ssn|mrn|claim|member|record|case|rx|invoice|acct|account|screen ?shot|calendar|schedule|appointment|before|"
    r"after|insurance|consent|print|gait|voice|selfie|mr[s ]|ms |pt |scan|x ?ray|mri|testimonial|session"
)
_NUMBERED = re.compile(
    r"(?:^|[^a-z])(?:mrn|ssn|dob|patient|client|pt|chart|claim|member|record|case|rx|invoice|acct|account|id|card|insurance|policy|licen[cs]e|dl|passport|plate|vin)[ #]*(?:(?:no|num|number|id|front|back|copy)[ ]*)?(?P<value>[a-z]{0,5}\d{3,}[\d ]*)"
)
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[ ]?[01]\d[ ]?[0-3]\d|[01]?\d [0-3]?\d (?:19|20)?\d\d)(?!\d)"
)


_PICTURED = re.compile(
    r"(?:^|[^a-z])(?:clients?|patients?)(?:[^a-z].*)?[ ](?:jpe?g|png|webp|heic|gif|tiff?|mp4|mov|m4a|mp3|wav)$"
)
_FOR_PATIENTS = re.compile(
    r"(?:^|[^a-z])(?:education|forms?|blank|icons?|rooms?|chairs?|entrance|door|portal|guides?|welcome|parking|info|information|handouts?|leaflets?|journey|rights|safety|waiting|area|gowns?|blankets?|lift|ramp|faq|first|new|for|sample|template|example|survey|graph|chart|figure|flow|numbers|per|hours|poster|banner|cover|og|social|card blank)(?:[^a-z]|$)"
)


def find(document: Document) -> Iterator[Finding]:
    """Names inside the targets of links and pictures, and in bare file names."""
    if document.kind is SourceKind.FILENAME:
        yield from find_in_path(document, document.text, 0, {})
        return
    if document.kind is SourceKind.REPLY:
        return
    judged: dict[str, bool] = {}
    if document.kind is SourceKind.BIBTEX:
        for _, match in document.matches(_SLUG, low=False):
            yield from find_in_path(document, match[0], match.start(), judged)
    for match in _targets(document):
        group = match.lastgroup or "bare"
        if group == "bare" and _IN_URL.search(
            document.text, max(0, match.start() - 80), match.start()
        ):
            continue
        if match[group]:
            yield from find_in_path(document, match[group], match.start(group), judged)


def _targets(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.passages:
        if (
            not triggers.FILES.isdisjoint(passage.words)
            or document.text.find("](", passage.start, passage.end) >= 0
        ):
            yield from _TARGET.finditer(document.text, passage.start, passage.end)


def find_in_path(
    document: Document, path: str, offset: int, judged: dict[str, bool]
) -> Iterator[Finding]:
    """What a path tells about a patient; each name is reported once per document."""
    if re.match(r"(?:https?:)?//|mailto:|tel:|data:|#", path) or judged.get(path):
        return
    judged[path] = True
    spaced = _spaced(path)
    low = spaced.lower()
    folded = re.findall(r"[a-z]+", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", spaced)))
    given = lexicon.given_names()
    if _TELLING.search(low) is None and not any(w in given or is_proper(w) for w in folded):
        return
    tokens = [(m[0], m.start()) for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", spaced)]
    person = _person(document, low, tokens)
    if person is not None:
        start, end = person
        yield Finding(
            "phi-name",
            offset + start,
            offset + end,
            "a person's name in a file name",
            "",
            True,
            "Rename the file after what it shows, such as “shoulder-exercise.jpg”.",
        )
    for match in _NUMBERED.finditer(low):
        if re.match(r"case (?:19|20)\d\d|.*20\d\d$", match[0].strip()) and not re.match(
            r".*(?:mrn|ssn|dob|patient|client|pt|chart|claim)", match[0]
        ):
            continue
        yield Finding(
            "phi-number",
            offset + match.start("value"),
            offset + len(low[: match.end("value")].rstrip()),
            "a patient's number in a file name",
            "",
            True,
            "Rename the file without the number.",
        )
        return
    phone = re.search(r"(?<!\d)\d{3} \d{3} \d{4}(?!\d)", low)
    if phone is not None and re.sub(r"\D", "", phone[0]) not in document.facts.telephones:
        yield Finding(
            "phi-contact",
            offset + phone.start(),
            offset + phone.end(),
            "a telephone number in a file name",
            "",
            True,
            "Rename the file without the number.",
        )
    date = _DATE.search(low)
    if date is not None and (
        person is not None
        or re.search(
            r"(?:^|[^a-z])(?:dob|clients?|patients?|records?|intake|appointments?|appt|charts?|soap|session|surgery|xray|mri|progress|before|after)(?:[^a-z]|$)",
            low,
        )
    ):
        yield Finding(
            "phi-date",
            offset + date.start(),
            offset + date.end(),
            "a date in a file name",
            "",
            True,
            "Rename the file without the day.",
        )
    pictured = _PICTURED.search(low) and not _FOR_PATIENTS.search(low)
    if (
        person is None
        and not _PUBLIC_PART.search(low)
        and (
            pictured
            or re.search(
                r"(?:^|[^a-z])(?:screen ?shots? (?:of )?(?:calendar|schedule|appointments?|texts?|messages?|inbox|chart|portal)|(?:calendar|schedule|appointments?|text|inbox|chart|portal|voicemail) screen ?shots?|intake (?:form )?(?:scan|photo|filled|signed|completed)|(?:scan|photo) (?:of )?(?:intake|chart|insurance card)|"
                r"before (?:and )?after|(?:client|patient)s? (?:photo|picture|pic|selfie|face|gait|posture|voice|memo|video|xray|x ray|mri|scan|voice|portrait|smil\w+|on table|results?|progress)|(?:xray|mri|scan) (?:of )?(?:client|patient)|(?:clients?|patients?)[a-z0-9 ]* (?:face|prone|supine|on table|undressed|shirtless|visible|voice|video|testimonial|interview|back view|naked|draped)|(?:text|dm|sms|chat|e ?mail|messages?|voicemail)[a-z0-9 ]* (?:from|with|of) (?:a |our |the )?(?:client|patient)|insurance card (?:front|back|scan|photo)|signed consent|fingerprint|voice ?print|gait (?:video|capture))(?:[^a-z]|$)",
                low,
            )
        )
    ):
        yield Finding(
            "phi-image",
            offset,
            offset + len(path),
            "a picture or recording of a patient",
            "",
            False,
            "Remove it, or declare in photos.yml who is shown and that they agreed in writing.",
            secret=False,
        )


def _spaced(path: str) -> str:
    """The path with its separators as spaces, of the same length."""
    return re.sub(r"[-_/.+%]", " ", path)


def _person(document: Document, low: str, tokens: list[tuple[str, int]]) -> tuple[int, int] | None:  # noqa: C901, PLR0912 - a chain of early returns
    given = lexicon.given_names()
    parts: list[tuple[str, int, int]] = []
    for word, start in tokens:
        camel = (
            list(re.finditer(r"[A-Z]?[a-z'’]+|[A-Z]+(?![a-z])", word))
            if re.search(r"[a-z][A-Z]", word)
            else []
        )
        if camel:
            parts += [(m[0], start + m.start(), start + m.end()) for m in camel]
        else:
            parts.append((word, start, start + len(word)))
    personal = _PERSONAL_PART.search(low) is not None
    body = _BODY_PART.search(low) is not None or words.HAS_WEAK({w.lower() for w, _, _ in parts})
    public = _PUBLIC_PART.search(low) is not None
    for index, (word, start, end) in enumerate(parts):
        folded = fold(word)
        nxt = parts[index + 1] if index + 1 < len(parts) else None
        follows = fold(nxt[0]) if nxt else ""
        if (
            folded == "old"
            and nxt
            and lexicon.is_plain_given(follows)
            and not public
            and not document.facts.knows_person((follows,))
        ):
            return start, nxt[2]
        if (
            folded not in given
            and folded[-1:] == "s"
            and given.get(folded[:-1]) is False
            and nxt
            and _BODY_PART.search(f" {follows} ")
            and not document.facts.knows_person((folded[:-1],))
        ):
            return start, end
        if (
            is_proper(folded)
            and nxt
            and len(follows) == 1
            and index + 2 < len(parts)
            and _BODY_PART.search(f" {fold(parts[index + 2][0])} ")
        ):
            return start, nxt[2]
        if folded not in given or len(folded) < 3:
            if folded in {"mr", "mrs", "ms"} and nxt and len(follows) > 2:
                return nxt[1], nxt[2]
            if (
                folded in _RANKS
                and nxt
                and (lexicon.is_given(follows) or lexicon.is_plain_surname(follows))
                and not public
                and not document.facts.knows_person((follows,))
            ):
                return start, nxt[2]
            if (
                lexicon.is_plain_surname(folded)
                and nxt
                and given.get(follows) is False
                and (personal or body)
                and not public
            ):
                return start, nxt[2]
            if (
                (
                    personal
                    and re.search(r"clients?|patients?|intake|testimonial", low)
                    and not public
                    and folded not in NOT_NAME
                    and len(folded) > 4
                    and lexicon.is_plain_surname(folded)
                )
                and (
                    index == 0
                    or fold(parts[index - 1][0])
                    in {"client", "patient", "intake", "testimonial", "pt"}
                    or len(parts[index - 1][0]) == 1
                )
                and (
                    not document.facts.knows_person((folded,))
                    and folded not in document.facts.authors
                )
            ):
                return start, end
            if (
                nxt
                and _proper_pair(document, folded, follows)
                and (personal or body)
                and not public
            ):
                return start, nxt[2]
            if (
                is_proper(folded)
                and len(folded) > 3
                and not lexicon.is_place(folded)
                and re.search(r"(?:^|[^a-z])(?:clients?|patients?|testimonials?)[^a-z]", low)
                and not public
                and not document.facts.knows_person((folded,))
                and folded not in _NO_SURNAME
            ):
                return start, end
            continue
        ambiguous = given[folded]
        if folded in NOT_NAME and not (nxt and lexicon.is_plain_surname(follows)):
            continue
        if document.facts.knows_person((folded, follows)) or document.facts.knows_person((folded,)):
            continue
        if follows in document.facts.authors and not personal:
            return None
        surname = (
            nxt is not None
            and len(follows) > 2
            and follows not in NOT_NAME
            and follows not in _NO_SURNAME
            and (
                follows in lexicon.surnames()
                or (
                    len(follows) > 3
                    and not _BODY_PART.search(f" {follows} ")
                    and not _PERSONAL_PART.search(f" {follows} ")
                    and (personal or body)
                    and follows.isalpha()
                )
            )
        )
        if nxt and nxt[1] - end > 1 and not ambiguous:
            surname = surname and low[end : nxt[1]].strip() == ""
        if public and not personal:
            continue
        if surname and not ambiguous and (lexicon.is_plain_surname(follows) or personal or body):
            return start, nxt[2] if nxt else end
        if surname and ambiguous and (personal or body) and lexicon.is_plain_surname(follows):
            return start, nxt[2] if nxt else end
        if nxt and not ambiguous and _is_pair(document, low, start, nxt[2], follows):
            return start, nxt[2]
        initial = nxt is not None and len(follows) == 1
        before = fold(parts[index - 1][0]) if index else ""
        if (
            not ambiguous
            and (initial or before in {"for", "re"})
            and before in {"for", "re", "ask", "client", "patient", "to"}
        ):
            return start, nxt[2] if initial and nxt else end
        if not ambiguous and (personal or body or document.personal):
            return start, nxt[2] if initial and nxt else end
    return None


def _is_pair(document: Document, low: str, start: int, end: int, follows: str) -> bool:
    """Whether a file is named by two words alone, a given name and a word that nothing else explains."""
    stem = re.match(r"[ ]*[a-z]{2,5}$", low[end:]) is not None and (
        start == 0 or document.text[start - 1 : start] in "/ "
    )
    return (
        stem
        and len(follows) > 3
        and follows not in NOT_NAME
        and follows not in _NO_SURNAME
        and not lexicon.is_place(follows)
    )


def _proper_pair(document: Document, first: str, second: str) -> bool:
    """Whether two words of a file name are nothing but proper nouns."""
    if first in lexicon.surnames() and is_proper(second) and second not in lexicon.surnames():
        first, second = second, first
    return (
        is_proper(first)
        and len(second) > 2
        and second not in NOT_NAME
        and second not in _NO_SURNAME
        and first not in _NO_SURNAME
        and (is_proper(second) or second in lexicon.surnames())
        and first not in document.facts.authors
    )


_RANKS = frozenset(
    [
        "granny",
        "grandma",
        "grandpa",
        "gramps",
        "nana",
        "auntie",
        "aunt",
        "uncle",
        "coach",
        "captain",
        "pastor",
        "miss",
        "lady",
        "baby",
        "mom",
        "dad",
        "mum",
        "mama",
        "papa",
    ]
)
_NO_SURNAME = frozenset(
    [
        "jpg",
        "jpeg",
        "png",
        "webp",
        "heic",
        "gif",
        "tif",
        "tiff",
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "csv",
        "mp4",
        "mov",
        "mp3",
        "wav",
        "txt",
        "md",
        "html",
        "htm",
        "ics",
        "eml",
        "vcf",
        "zip",
        "avif",
        "svg",
        "images",
        "image",
        "img",
        "assets",
        "docs",
        "static",
        "media",
        "files",
        "photos",
        "content",
        "index",
        "the",
        "and",
        "with",
        "for",
        "from",
        "after",
        "before",
    ]
)
