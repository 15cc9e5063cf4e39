"""Whether a name belongs to a patient: what speaks for it, and what against."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterable

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.bystanders import is_bystander
from referable.checks.phi.document import Document
from referable.checks.phi.doings import (
    ACTS,
    AGED,
    CODED,
    DID,
    HE_OR_SHE,
    OWNS,
    PRONOUN,
    REACHED,
    SCORES,
    SOME_VERB,
    SPEAKS_UP,
    STRUGGLED,
    WITH_COMPLAINT,
)
from referable.checks.phi.elsewhere import (
    ADDRESSED,
    DISCOVERED,
    OF_CARE,
    is_history,
    is_made_up,
    is_of_things,
    is_place_here,
)
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import (
    Name,
    Shape,
)
from referable.checks.phi.passages import Passage
from referable.checks.phi.places import STATE
from referable.checks.phi.roles import has_public_role, is_introduced
from referable.checks.phi.states import COUNTRIES
from referable.checks.phi.triggers import word_set

__all__ = ["add", "is_history", "judge"]

_IN_STATE = re.compile(rf",[ ]{STATE}\b")
_WORK_OF = re.compile(r"\bthe[ ]$")
_ARTICLE = re.compile(
    r"\b(?:the|an?|her|his|my|our|your|of|at|in|on|from|near|by|via|their|this|that|use|using)[ ]$"
)
_CREDIT_KEY = re.compile(
    r"^(?:authors?|editors?|creators?|maintainers?|contributors?|translators?|reviewers?|reviewed by|checked by|by|verified by|speakers?|instructors?|teachers?|presenters?|photographers?|photo credit|"
    r"credits?|illustrators?|designers?|publisher|copyright|site author|owner|host|contact|organizers?|therapists?|staff|funding|funder|sponsors?|suppliers?|vendors?|company|school|course|title|journal|intervention|comparators?|population|url|source)$"
)
_PLACED = re.compile(
    r"\b(?:in|of|near|outside|(?<!hear )(?<!heard )(?<!note )(?<!letter )(?<!message )(?<!card )(?<!call )from)[ ]$"
)


_AFTER_DASH = re.compile(r"[—–―~]|--")
_PUBLIC_LIFE = re.compile(
    r"\b(?:teach(?:es|ing|ers?)?|taught|found(?:ed|er|ers)|wrote|writes|written|books?|textbooks?|invent\w*|publish\w*|professors?|degrees?|diplomas?|licen[cs]\w+|practi[cs]es|credentials?|directors?|authors?|studied|lectures?|research\w*|institutes?|university|college|"
    r"school of|methods?|techniques?|historian|history|centur(?:y|ies)|pioneers?|invited|hosts?|hosting|speak(?:s|ers?|ing)?|spoke|presents|presented (?:at|on|a|the)|refers|refer|referring|sends (?:us|me|people|patients)|physicians?|clinicians?|dr|drs|md|phd|lmt|dpt|pt|rn|np|colleagues?|staff|team|"
    r"photograph(?:s|ed|er|ers|y)?|illustrat\w*|design\w*|drawn|drew|paint(?:ed|er|ing) by|copyright|licensed|translat\w+|edited|editors?|manag\w+|accountant|bookkeep\w+|attorney general|landlord|owner|owns|supplier|vendor|sponsor\w*|donat\w+|volunteer\w*|council\w*|"
    r"elected|mayor|senator|represent\w+|governor|president|judge|minister|king|queen|saint|actor|actress|singer|song|album|film|movie|novel|poem|poet|character|fairy tale|in the (?:story|book|film|play|song|tale)|brand|company|inc|llc|printing|painted|mural|forms|correspond\w+|hospitals|rehabilitation|"
    r"museum|theat(?:er|re)|clinic in|foundation|award|prize|scholarship|named (?:after|for)|memorial|champion|olympic\w*|league|concert|band|orchestra|symphony|choir|podcast|radio|television|tv|website|software|app|plugin|font|typeface|theme|library card)\b"
)


def judge(  # noqa: C901, PLR0912 - a chain of early returns
    document: Document, name: Name, frame: int, found: dict[tuple[int, int], Finding]
) -> None:
    if (name.start, name.end) in found or any(s <= name.start < e for s, e in _near(found, name)):
        return
    passage = document.passage_at(name.start)
    if passage is None or document.facts.knows_person(name.words):
        return
    if document.is_crowded(passage, "names judged"):
        if passage.memo.get("names found", 0) > _MANY:
            found[name.start, name.end] = Finding("phi-name", name.start, name.end, "a name")
        return
    if _is_ordinary(document, name, frame):
        return
    if name.words in _NOBODY and (
        document.is_policy_text or not words.PERSONAL.search(document.sentence_text(name.start))
    ):
        return
    if name.words[-1] in document.facts.authors and (
        document.is_study(passage) or document.kind is SourceKind.BIBTEX
    ):
        return
    if (
        document.kind is SourceKind.BIBTEX
        and document.is_study(passage)
        and passage.heading in {"abstract", "keywords"}
    ):
        listed = passage.heading == "keywords" and lexicon.is_plain_given(name.words[0])
        if name.shape is not Shape.FULL or not (listed or frame > 1):
            return
    if _is_staffs_relative(document, name):
        return
    if has_public_role(document, name) or _is_credited(document, passage, name, frame):
        return
    if frame < 3 and is_introduced(document, name):
        return
    if name.words[-1] == "day" and re.search(r"['’]s", document.text[name.start : name.end]):
        return
    if (
        name.shape is Shape.PROPER
        and not frame
        and lexicon.is_place(name.words[0])
        and document.text[max(0, name.start - 2) : name.start] == ", "
    ):
        return
    if (
        name.shape in {Shape.PROPER, Shape.GIVEN}
        and lexicon.is_place(name.words[0])
        and (document.is_long_page or not document.low.endswith("of ", 0, name.start))
        and _PLACED.search(document.low, max(0, name.start - 24), name.start)
    ):
        return  # a town; geography asks whose
    if frame < 3 and is_place_here(document, name):
        return
    if name.words[0] in _CONTRACTED:
        return  # "I'd like to come in"
    if (frame < 2 or name.shape is Shape.PROPER) and " ".join(name.words) in document.facts.towns:
        return  # the practice's own town
    if len(name.words) == 1 and name.words[0] in COUNTRIES and frame < 3:
        return  # "Ireland was super fun"
    if (
        frame < 3
        and lexicon.is_place(" ".join(name.words))
        and _IN_STATE.match(document.text, name.end)
    ):
        return  # "Monroe, Oregon"; geography asks whose
    if frame < 3 and _is_organisation(name):
        return  # "Willamette Linen", "Benton Hospice"
    if DISCOVERED.match(document.text, name.end) and frame < 3:
        return  # "Kendall's muscle tests"
    if (
        name.shape is Shape.UNKNOWN
        and len(name.words) == 1
        and frame < 3
        and not (name.words[0] in lexicon.surnames() or name.words[0] in lexicon.given_names())
    ):
        return  # "Interpreter", the head of a line
    led_by = re.search(r"([^\W\d_]+)[ ]$", document.low[max(0, name.start - 20) : name.start])
    if led_by is not None and led_by[1] in lexicon.eponyms() and frame < 3:
        return  # a product after its maker
    if (
        name.shape is Shape.GIVEN
        and lexicon.eponyms().intersection(name.words[0].split("-"))
        and frame < 2
    ):
        return
    if passage.form == "heading" and name.shape is Shape.UNKNOWN and len(name.words) == 1:
        return  # "# Cases"
    if frame < 4 and is_of_things(document, passage, name, frame):
        return
    if is_made_up(document, passage) or (name.words[0] in _PUBLIC_TITLES and len(name.words) > 1):
        return
    score = frame + _score(document, passage, name, frame)
    if (
        name.shape is Shape.UNKNOWN
        and len(name.words) > 1
        and frame < 3
        and not any(w in lexicon.surnames() or w in lexicon.given_names() for w in name.words)
    ):
        return  # "Client Personal Information"
    if name.shape is Shape.UNKNOWN and len(name.words) == 1 and frame > 0:
        score += name.words[0] in lexicon.surnames()
    tied = _is_tied(document, passage, name)
    if is_bystander(document, passage, name, frame, tied=tied):
        return
    if document.is_long_page and frame < 3 and not tied:
        score -= 3
    needed = {
        Shape.FULL: 2,
        Shape.INITIAL: 2,
        Shape.GIVEN: 2,
        Shape.PAIR: 2,
        Shape.PROPER: 3,
        Shape.UNKNOWN: 5,
    }[name.shape]
    if score < needed and not (score == needed - 1 and _is_likely(document, passage, name)):
        return
    passage.memo["names found"] = passage.memo.get("names found", 0) + 1
    add(found, document, name.start, name.end, certain=score > needed)


def _is_organisation(name: Name) -> bool:
    """Whether a name ends as those of firms and public houses do; "Shirley Temple" does not."""
    if len(name.words) < 2 or name.words[-1] not in lexicon.organisation_words():
        return False
    return name.words[-1] not in lexicon.surnames() or not lexicon.is_plain_given(name.words[0])


_CONTRACTED = word_set("i'd i'm i've i'll i’d i’m i’ve i’ll we're we'd you'll you’ll you're")
_ONE_TREATED = re.compile(r"\b(?:dob|birth\w*|(?:a|our|my|the|one) (?:client|patient))\b")


def _is_tied(document: Document, passage: Passage, name: Name) -> bool:
    """Whether the sentence of a name ties its bearer to care, or the passage is a patient's."""
    sentence = _own_sentence(document, name)
    return (
        document.headed_personal(passage)
        or (
            words.PERSONAL.search(sentence) is not None
            and words.PERSONAL_WEAK.search(sentence) is not None
        )
        or _ONE_TREATED.search(sentence) is not None
        or any(
            sign.match(document.text, name.end) is not None
            for sign in (STRUGGLED, AGED, REACHED, CODED, SCORES)
        )
    )


# What a firm is called by behind a proper name.
_PUBLIC_TITLES = word_set(
    "president senator governor king queen pope emperor prince princess saint sir dame justice"
)


# Names that stand for anybody, unless the text speaks of one patient and of no sample.
_NOBODY = frozenset(
    {("john", "doe"), ("jane", "doe"), ("jane", "q", "public"), ("john", "q", "public")}
)
# Found names of a crowded passage after which the rest of them is believed unread.
_MANY = 100


# A therapist may tell of an ailment of their own.
_OWN = re.compile(r"\b(?:her|his|their) own\b")


_RELATIVE_OF = re.compile(
    r"([^\W\d_]+)['’]s (?:[a-z]+ )?(?:aunt|uncle|wife|husband|partner|mother|father|sister|brother|son|daughter|grand\w+|cousin|niece|nephew|twin|dog|cat),? $"
)


def _is_staffs_relative(document: Document, name: Name) -> bool:
    """Whether a name is that of a relative of somebody of the practice: "Alex's aunt Theodosia"."""
    led = _RELATIVE_OF.search(document.low, max(0, name.start - 40), name.start)
    return led is not None and fold(led[1]) in document.facts.single_names


def _is_likely(document: Document, passage: Passage, name: Name) -> bool:
    """Whether a whole name that little speaks for or against stands in a passage on care."""
    return (
        name.shape is Shape.FULL
        and document.is_weak(passage)
        and not document.team
        and not lexicon.is_place(" ".join(name.words))
        and not lexicon.eponyms().intersection(name.words)
        and not _ARTICLE.search(document.low, max(0, name.start - 8), name.start)
    )


def _is_credited(document: Document, passage: Passage, name: Name, frame: int) -> bool:
    """Whether a field such as `authors:` holds the name, outside of testimonials and the like."""
    if document.headed_personal(passage) or "testimonial" in passage.heading:
        return False
    if document.low.find('"reviewbody"', passage.start, passage.end) >= 0:
        return False  # the author of a review in a page's structured data is a client
    # "title: How Mr. Abdi got his sleep back" credits nobody.
    told = frame > 1 or OWNS.match(document.text, name.end) or DID.match(document.text, name.end)
    return any(
        f.start <= name.start < f.end
        and _CREDIT_KEY.match(f.key)
        and not (f.key == "title" and (told or document.text[f.start - 2 : f.start - 1] == "="))
        for f in passage.fields
    )


def _is_ordinary(document: Document, name: Name, frame: int) -> bool:
    """Whether a single word is used without a capital elsewhere, so that it is no name."""
    if frame > 1 or len(name.words) > 1 or document.personal or document.kind is SourceKind.REPLY:
        return False
    word = name.words[0]
    return (
        word.isalpha()
        and re.search(rf"(?<![\w/.@-]){re.escape(word)}(?![\w/@-]|\.\w)", document.text) is not None
    )


def _near(found: dict[tuple[int, int], Finding], name: Name) -> Iterable[tuple[int, int]]:
    return [key for key in found if key[0] <= name.start < key[1]] if len(found) < 300 else ()


def _score(document: Document, passage: Passage, name: Name, frame: int) -> int:  # noqa: C901 - a sum of many signs
    text = document.text
    sentence = _own_sentence(document, name)
    headed = document.headed_personal(passage)
    personal = words.PERSONAL.search(sentence) is not None
    weak = words.PERSONAL_WEAK.search(sentence) is not None
    owns = OWNS.match(text, name.end) is not None
    score = 2 + (personal and weak) if personal or weak else int(document.is_weak(passage))
    score += 3 * headed + 2 * owns + 2 * (document.kind is SourceKind.BIBTEX)
    score += DID.match(text, name.end) is not None
    score += PRONOUN.match(text, name.end) is not None
    score += STRUGGLED.match(text, name.end) is not None
    score += AGED.match(text, name.end) is not None
    score += 2 * (REACHED.match(text, name.end) is not None)
    score += 2 * (CODED.match(text, name.end) is not None)
    score += name.shape is Shape.INITIAL
    if name.shape in {Shape.FULL, Shape.INITIAL, Shape.GIVEN}:
        score += 2 * (SCORES.match(text, name.end) is not None)
        score += WITH_COMPLAINT.match(document.low, name.end) is not None
    score += (personal or document.is_weak(passage)) and SPEAKS_UP.match(text, name.end) is not None
    # A note among the practice's own that speaks of a body speaks of a client's.
    score += document.kind is SourceKind.TEXT and weak and not document.is_event(passage)
    score += document.is_hidden(passage)
    score -= name.shape is Shape.PROPER and lexicon.is_place(name.words[0])
    if (
        name.shape in {Shape.PROPER, Shape.UNKNOWN}
        and not frame
        and _ARTICLE.search(document.low, max(0, name.start - 8), name.start)
    ):
        score -= 2
    if frame and name.shape is Shape.GIVEN and not (personal or weak or document.is_weak(passage)):
        score -= 1
    if headed or frame > 3 or (frame > 2 and not document.team):
        return score
    if not document.is_weak(passage) and document.shows(passage, "public life", _PUBLIC_LIFE):
        score -= 2
    score = max(score, _prior(document, passage, name, frame, sentence) - 1)
    if words.STUDY.search(sentence) or document.is_reference(passage):
        score -= 2 if personal and weak else 4
    if document.team and _OWN.search(sentence) and not OF_CARE.search(sentence):
        score -= 2
    if document.is_team(passage) or words.EVENT.search(sentence):
        score -= 1 if personal and weak else 3
    if words.POLICY.search(sentence):
        score -= 1
    if (
        not personal
        and not frame
        and words.GENERIC.search(sentence)
        and not ADDRESSED.search(sentence)
    ):
        score -= 1
    return score


def _own_sentence(document: Document, name: Name) -> str:
    """The sentence of a name, in lower case; a comment in the source ends it too."""
    start, end = document.sentence(name.start)
    opened = document.low.rfind("<!--", start, name.start)
    closed = document.low.find("-->", name.end, end)
    return document.low[max(start, opened) : end if closed < 0 else closed]


def _prior(document: Document, passage: Passage, name: Name, frame: int, sentence: str) -> int:
    """What a name weighs when nothing gives its bearer a public part.

    On a practice's site a person who is no therapist, teacher, author or referrer is most likely
    somebody who is treated there.
    """
    if (
        document.kind is SourceKind.BIBTEX
        or document.is_study(passage)
        or document.is_team(passage)
        or document.is_event(passage)
        or document.is_policy(passage)
        or words.ORG.search(sentence)
        or document.shows(passage, "public life", _PUBLIC_LIFE)
    ):
        return 0
    if _AFTER_DASH.search(document.text, max(0, name.start - 4), name.start):
        return 0  # under a quotation; the testimonials look at those
    rest = document.low[name.end : min(passage.end, name.end + 160)]
    spoken_of = HE_OR_SHE.search(rest) is not None
    acts = (
        ACTS.match(document.text, name.end)
        or DID.match(document.text, name.end)
        or (spoken_of and SOME_VERB.match(document.text, name.end))
    )
    human = 2 * spoken_of + (acts is not None) + (frame > 0)
    if name.shape in {Shape.FULL, Shape.INITIAL}:
        return 1 + human
    if name.shape in {Shape.GIVEN, Shape.PAIR}:
        return human + (human > 1)
    return human + (acts is not None) if spoken_of and name.shape is Shape.PROPER else 0


def add(
    found: dict[tuple[int, int], Finding],
    document: Document,
    start: int,
    end: int,
    what: str = "a name",
    *,
    certain: bool = True,
) -> None:
    clue = _clue(document, start, end)
    found[(start, end)] = Finding("phi-name", start, end, what, clue, certain)


def _clue(document: Document, start: int, end: int) -> str:
    first, last = document.sentence(start)
    for pattern in (words.PERSONAL_WEAK, words.PERSONAL):
        for match in pattern.finditer(document.low, first, last):
            if match.end() <= start or match.start() >= end:
                return match[0]
    passage = document.passage_at(start)
    headed = words.DOC_PERSONAL.search(passage.heading) if passage is not None else None
    return headed[0] if headed is not None else ""
