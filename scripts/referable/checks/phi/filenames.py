"""Names and identifiers inside file names, slugs and link targets."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import is_proper
from referable.checks.phi.passages import Passage
from referable.checks.phi.pathnames import PUBLIC_PART, person_in
from referable.checks.phi.triggers import word_set

__all__ = ["find", "find_in_path"]

_TARGET = re.compile(
    r"\]\([ \t]*<?(?P<md>[^)\s>]+(?:[ ][^)\s>]+)*?)>?(?:[ \t]+[\"'][^\n]*?[\"'])?[ \t]*\)|(?:src|href|poster|data-[\w-]+|content)[ \t]*=[ \t]*[\"'](?P<attr>[^\"'\n]+)[\"']"
    r"|(?<![\w/])(?P<bare>/?(?:[\w%+.-]+/)*[\w%+.-]+\.(?:jpe?g|png|webp|heic|gif|tiff?|pdf|docx?|xlsx?|csv|mp4|mov|m4a|mp3|wav|txt|md|html?|ics|eml|vcf|zip|pages|odt|avif|svg))(?![\w/])",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"(?<![\w/.-])(?:[a-z]{2,}(?:[-_][a-z]+)+|(?:for|with|from|re|ask)[-_][A-Z][a-z]+|[A-Z][a-z]{2,}[-_][A-Z])(?![\w/-])"
)
_SLUG_KEYS = word_set(
    "slug id key page path file permalink url link anchor folder image photo picture img alias aliases redirect redirects cover thumbnail thumb hero album gallery attachment attachments document documents"
)
_TAG_KEYS = frozenset({"tags", "keywords", "categories", "topics"})
_IN_URL = re.compile(r"(?:://|www\.)\S*$")
_TELLING = re.compile(
    r"\d{3} \d{3} \d{4}|client|patient|intake|chart|soap|dob|ssn|mrn|claim|member|record|case|rx|invoice|acct|account|screen ?shot|calendar|schedule|appointment|before|"
    r"after|insurance|consent|print|gait|voice|selfie|mr[s ]|ms |pt |scan|x ?ray|mri|testimonial|session"
)
_NUMBERED = re.compile(
    r"(?:^|[^a-z])(?:mrn|ssn|dob|patients?|clients?|pt|charts?|claims?|member|records?|cases?|rx|invoice|acct|account|id|card|insurance|policy|licen[cs]e|dl|passport|plate|vin)[ #]*(?:(?:no|num|number|id|front|back|copy)[ ]*)?(?P<value>[a-z]{0,5}\d{3,}[\d ]*)"
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
    yield from _in_library(document, judged)
    if document.kind in {SourceKind.YAML, SourceKind.MARKDOWN}:
        for passage in document.passages:
            if passage.form == "record":
                yield from _slugs(document, passage, judged)
    for match in _targets(document):
        group = match.lastgroup or "bare"
        if group == "bare" and _IN_URL.search(
            document.text, max(0, match.start() - 80), match.start()
        ):
            continue
        if match[group]:
            yield from find_in_path(document, match[group], match.start(group), judged)


def _in_library(document: Document, judged: dict[str, bool]) -> Iterator[Finding]:
    """Names in the slugs and file fields of a bibliography."""
    if document.kind is not SourceKind.BIBTEX:
        return
    for _, match in document.matches(_SLUG, low=False):
        given, _, rest = match[0].partition("-")
        if given[:1].isupper() and len(rest) == 1 and lexicon.is_plain_given(given):
            yield _named(match.start(), match.end())  # "Rosamund-T" among keywords
        else:
            yield from find_in_path(document, match[0], match.start(), judged)
    for passage in document.passages:
        if passage.heading == "file":
            path = document.text[passage.start : passage.end]
            yield from find_in_path(document, path, passage.start, judged)


def _slugs(document: Document, passage: Passage, judged: dict[str, bool]) -> Iterator[Finding]:
    """Names in the slugs of a record: `slug: wanda-firth-hip`, `tags: [knee, eleanor-v]`."""
    for field in passage.fields:
        if field.key in _SLUG_KEYS:
            for match in _SLUG.finditer(document.text, field.start, field.end):
                yield from find_in_path(document, match[0], match.start(), judged)
        elif field.key in _TAG_KEYS:
            for match in _SLUG.finditer(document.text, field.start, field.end):
                given, _, rest = match[0].partition("-")
                if len(rest) == 1 and lexicon.is_plain_given(given):
                    yield _named(match.start(), match.end())


def _targets(document: Document) -> Iterator[re.Match[str]]:
    for passage in document.passages:
        if passage.has(triggers.FILES) or document.text.find("](", passage.start, passage.end) >= 0:
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
    person = person_in(document, low, tokens)
    if person is not None:
        yield _named(offset + person[0], offset + person[1])
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
            r"(?:^|[^a-z])(?:dob|clients?|patients?|records?|intake|appointments?|appt|charts?|soap|session|surgery|xray|mri|progress|before|after|discharges?|admissions?|admitted|superbills?|eob|accident|injury|re ?eval\w*|no ?shows?|vm|voice ?mail|(?:visit|tx|session) (?:(?:19|20)\d\d )?\d\d? \d\d?(?: (?:19|20)\d\d)? [a-z]+|dx|rx|visit notes?|treatment notes?|follow ?up)(?:[^a-z]|$)",
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
        and not PUBLIC_PART.search(low)
        and (
            pictured
            or re.search(
                r"(?:^|[^a-z])(?:screen ?shots? (?:of )?(?:calendar|schedule|appointments?|texts?|messages?|inbox|chart|portal)|(?:calendar|schedule|appointments?|text|inbox|chart|portal|voicemail) screen ?shots?|screen ?recording[a-z0-9 ]* (?:calendar|schedule|appointments?|inbox|chart|portal|messages?)|(?:signed|scanned|completed|filled(?: in| out)?)[a-z0-9 ]* intakes?|intake (?:forms? )?(?:scan|scanned|photo|filled|signed|completed)|(?:scan|photo) (?:of )?(?:intake|chart|insurance card)|"
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


def _named(start: int, end: int) -> Finding:
    return Finding(
        "phi-name",
        start,
        end,
        "a person's name in a file name",
        "",
        True,
        "Rename the file after what it shows, such as “shoulder-exercise.jpg”.",
    )


def _spaced(path: str) -> str:
    """The path with its separators as spaces, of the same length."""
    return re.sub(r"[-_/.+%]", " ", path)
