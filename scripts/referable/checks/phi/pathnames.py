"""Where a person's name stands among the parts of a path or slug."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.names import NOT_NAME, is_proper
from referable.checks.phi.triggers import word_set

__all__ = ["PUBLIC_PART", "person_in"]

_PERSONAL_PART = re.compile(
    r"(?:^|[^a-z])(?:clients?|patients?|pts?|intakes?|charts?|soap|before|after|testimonials?|case|dob|ssn|mrn|xrays?|x rays?|mri|scan|session|appointments?|appt|consent|"
    r"selfie|face|gait|posture|voice|memo|portrait of|insurance|card|referral|progress|posture|(?:week|day|month|visit|session) ?\d+|stor(?:y|ies)|spotlight|recovery|invoice|statements?|letters?|thank you|thanks|notes for|forms?|waivers?|release|authorization|signed|birthday|refunds?|receipts?|superbills?|records?|rx|prescription|voicemails?|review|thankyou|success|wins?|praise|kudos|raves|returns?|runs again|walks again|discharge|eval|evaluation|waitlist|dictation|handover|followup|follow up|emergency|accident|injury)(?:[^a-z]|$)"
)
_BODY_PART = re.compile(
    r"(?:^|[^a-z])(?:neck|shoulders?|back|hips?|knees?|ankles?|wrists?|elbows?|jaw|spine|foot|feet|hands?|scar|belly|legs?|arms?|sciatica|migraines?|scoliosis|surgery|injury|whiplash|pain|bruise|cupping|tmj|fibro|"
    r"(?:back|neck|knee|hip|shoulder|foot|head|jaw|heel|lowback)(?:pain|ache|injury|surgery|scar|brace)s?|lumbar|cervical|thoracic|ribs?|heel|thumb|calf|achilles|hamstring|bunion|crutches|frozen|bump|prenatal|mastectomy|lymphedema|treatment|massage|headaches?|rehab|therapy|concussion)(?:[^a-z]|$)"
)
PUBLIC_PART = re.compile(
    r"(?:^|[^a-z])(?:team|staff|about|therapists?|instructors?|authors?|speakers?|bios?|headshot|lmt|founder|drawing|diagram|anatomy|logo|icon|stock|model|models|library|research|evidence|studies|sources|references|trials|guidelines|synopses|techniques?|methods|modalities|conditions|anatomy|papers|articles|bibliography|pdfs|"
    r"clinic|hospital|room|studio|building|map|street|avenue|park|school|university|library|workshops?|courses?|class|classes|events|talks|teachers|conference|book|poster|book cover|museum|history|eponyms?|test|sign|cyst|disease|syndrome|tendon|method|dr)(?:[^a-z]|$)"
)


def person_in(  # noqa: C901, PLR0912 - a chain of early returns
    document: Document, low: str, tokens: list[tuple[str, int]]
) -> tuple[int, int] | None:
    """Where a name stands in a path, or None."""
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
    public = PUBLIC_PART.search(low) is not None
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
        if (personal or body) and not public and _is_initialed(document, parts, index):
            return start, nxt[2] if nxt else end
        if (
            is_proper(folded)
            and folded not in _NO_SURNAME
            and nxt
            and len(follows) == 1
            and index + 2 < len(parts)
            and _BODY_PART.search(f" {fold(parts[index + 2][0])} ")
        ):
            return start, nxt[2]
        if not public and (
            _led_family(document, parts, index, low)
            or (personal and body and _heads(document, parts, index))
        ):
            return start, end
        if _family_of(document, parts, index) and not public:
            return start, end
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
        if folded in NOT_NAME and not (
            nxt and (lexicon.is_plain_surname(follows) or is_proper(follows))
        ):
            continue
        if document.facts.knows_person((folded, follows)) or document.facts.knows_person((folded,)):
            continue
        if follows in document.facts.authors and not personal:
            return None
        surname = (
            nxt is not None
            and (len(follows) > 2 or (len(follows) == 2 and lexicon.is_plain_surname(follows)))
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
        led = index > 0 and fold(parts[index - 1][0]) in {"for", "re", "from"}
        if public and not personal and not (led and surname and not ambiguous):
            continue
        if (
            surname
            and not ambiguous
            and (lexicon.is_plain_surname(follows) or personal or body or led)
        ):
            return start, nxt[2] if nxt else end
        if (
            surname
            and ambiguous
            and (personal or body)
            and (lexicon.is_plain_surname(follows) or (is_proper(follows) and len(follows) > 3))
        ):
            return start, nxt[2] if nxt else end
        if nxt and not ambiguous and not public and _is_rare(document, follows):
            return start, nxt[2]
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


def _is_initialed(document: Document, parts: list[tuple[str, int, int]], index: int) -> bool:
    """Whether two parts are an initial and a family name, or a family name and an initial: "peterson-l"."""
    if index + 1 >= len(parts):
        return False
    first, second = fold(parts[index][0]), fold(parts[index + 1][0])
    if len(first) > 1 and len(second) > 1:
        return False
    family = first if len(first) > 1 else second
    return (
        len(family) > 3
        and (lexicon.is_plain_surname(family) or is_proper(family))
        and family not in NOT_NAME
        and family not in _NO_SURNAME
        and not lexicon.is_ordinary(family)
        and family not in document.facts.authors
        and not document.facts.knows_person((family,))
        # "neck-x-1": a body part and a letter are no name, nor is what stands right before the ending.
        and not _BODY_PART.search(f" {family} ")
    )


def _family_of(document: Document, parts: list[tuple[str, int, int]], index: int) -> bool:
    """Whether a part is a family after "the": "thank-you-card-from-the-hendersons"."""
    word = fold(parts[index][0])
    single = word.removesuffix("s")
    return (
        index > 0
        and fold(parts[index - 1][0]) == "the"
        and word.endswith("s")
        and (lexicon.is_plain_surname(single) or lexicon.is_plain_surname(word.removesuffix("es")))
        and not lexicon.is_ordinary(word)
        and not document.facts.knows_person((single,))
    )


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


def _is_rare(document: Document, follows: str) -> bool:
    """Whether the word after a given name can be nothing but a family name."""
    return (
        len(follows) > 3
        and is_proper(follows)
        and follows not in _NO_SURNAME
        and not lexicon.is_place(follows)
        and not lexicon.is_given(follows)
        and follows not in document.facts.authors
    )


def _led_family(
    document: Document, parts: list[tuple[str, int, int]], index: int, low: str
) -> bool:
    """Whether a part is a family name behind a paper's kind: "discharge-lemaire", "mri_hargreaves"."""
    word = fold(parts[index][0])
    return (
        index > 0
        and len(word) > 3
        and fold(parts[index - 1][0]) in _PAPERS
        and (lexicon.is_plain_surname(word) or is_proper(word))
        and not lexicon.is_ordinary(word)
        and word not in NOT_NAME
        and word not in _NO_SURNAME
        and not lexicon.is_place(word)
        and not _BODY_PART.search(f" {word} ")
        and word not in document.facts.authors
        and not document.facts.knows_person((word,))
        and not _SHOWN.search(low)
    )


def _heads(document: Document, parts: list[tuple[str, int, int]], index: int) -> bool:
    """Whether a family name stands before a part of a body: "hargreaves-shoulder-xray"."""
    word = fold(parts[index][0])
    return (
        index + 1 < len(parts)
        and len(word) > 3
        and _BODY_PART.search(f" {fold(parts[index + 1][0])} ") is not None
        and (lexicon.is_plain_surname(word) or lexicon.is_plain_surname(word.replace("'", "")))
        and not lexicon.is_ordinary(word)
        and not lexicon.is_place(word)
        and word not in NOT_NAME
        and word not in lexicon.eponyms()
        and word not in document.facts.authors
        and not document.facts.knows_person((word,))
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


# Kinds of papers and pictures that a practice files under whom they are about.
_PAPERS = word_set(
    "discharge intake consent referral invoice receipt superbill chart soap note notes letter xray xrays ray mri scan ct appt appointment session waiver refund voicemail vm thankyou thanks card progress eval evaluation before after form statement rx prescription release hipaa history claim auth bill copay file record records booking cancellation noshow reminder checkin followup up signed signature photo selfie gait posture client patient pt testimonial story review visit reschedule schedule calendar log order summary for from re mr mrs ms"
)
# What says that a paper is nobody's: a blank form, a sample.
_SHOWN = re.compile(
    r"(?:^|[^a-z])(?:blank|sample|template|example|demo|test|guide|how to)(?:[^a-z]|$)"
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
        "readme",
        "license",
        "licence",
        "changelog",
        "todo",
        "backup",
        "archive",
        "config",
        "makefile",
        "the",
        "and",
        "with",
        "for",
        "from",
        "after",
        "before",
    ]
)
