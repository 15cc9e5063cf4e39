"""Names that are nobody's who is treated here: of history, fiction, things, methods and places."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import lexicon
from referable.checks.phi.document import Document
from referable.checks.phi.doings import ACTS, AGED, DID, HE_OR_SHE, OWNS, REACHED, SCORES
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import SourceKind
from referable.checks.phi.names import CAP, Name, Shape
from referable.checks.phi.passages import Passage
from referable.checks.phi.states import COUNTRIES, STATE_NAMES
from referable.checks.phi.wordsets import word_set

__all__ = [
    "ADDRESSED",
    "DISCOVERED",
    "OF_CARE",
    "PART_OF",
    "is_history",
    "is_made_up",
    "is_of_things",
    "is_place_here",
]

_MADE_UP = re.compile(
    r"\b(?:is|are|was|were) (?:an? |all |both )?(?:invented|made[- ]up|fictional|fictitious|imaginary|composites?|not (?:a )?real)\b|\b(?:invented|made[- ]up|fictional|fictitious|imaginary|composite) (?:person|people|clients?|patients?|names?|characters?|stor(?:y|ies)|vignettes?|examples?)\b|\bno (?:real )?(?:client|patient|person) is (?:described|meant|shown)\b"
)
_PRODUCT = re.compile(
    r"\b(?:can mean|charley horse|slang|apps?|app store|downloads?|exports?|pdfs?|software|plugins?|subscription|ios|android|bluetooth|brands?|devices? (?:such|like)|generic|tablets|mg|trademark|registered mark|tools? (?:are|is|called))\b|®|™|\b(?:version|ver\.?|v|update|release) ?\d+\.\d+\b"
)
_LONG_AGO = re.compile(
    r"\b1[5-8]\d\d\b|\(19[0-3]\d ?[-–—] ?(?:19|20)\d\d\)|\b(?:in|since|until|from|by|before|of|around) (?:the )?(?:(?-i:[A-Z])[a-z]+ )?19[0-4]\d(?:s)?\b|\bwhich later became\b|\bpublish(?:ing|ed) (?:her|his|their) first\b|\bas (?:the |an )?(?:assistant|apprentice) to\b|\buntil 19[5-7]\d\b|\bfrom 19\d\d (?:to|until|through) 19[0-8]\d\b|\b(?:died|passed away)\b[^.\n]{0,40}\b19[0-4]\d\b|\b(?:19th|18th|17th|nineteenth|eighteenth|early twentieth)[- ]century\b|\b(?:father|mother|inventor) of (?:modern|swedish|massage|physical|the)\b|\b(?:president|king|queen|emperor|pope|pharaoh|senator|general) (?-i:[A-Z])",
)
# Without a digit or one of these nothing of the kind is said.
_OF_OLD = word_set(
    "century father mother inventor president king queen emperor pope pharaoh senator general"
)
_FICTION = re.compile(
    r"\bin (?:the|this|that|her|his|a) (?:short )?(?:story|book|novel|film|movie|play|song|tale|myth|legend|fable|poem|comic)\b|\bin [\"“*_]+[^\"”*_\n]{3,60}[\"”*_]+|\bin (?:nearly |almost )?every (?:book|novel|episode|story|film)\b|\bonce upon a time\b|\b(?:fictional|imaginary|made-?up|invented)\b"
)
OF_CARE = re.compile(r"\b(?:dob|birth\w*|clients?|patients?)\b")
_AILING = re.compile(
    r"\b(?:her|his|my) (?:[\w-]+ ){0,2}?(?:pain|back|neck|knees?|hips?|shoulders?|surgery|visits?|sessions?|appointments?|sciatica|migraines?|phone|address)\b|\b(?:came|comes) (?:in|to (?:us|me))\b|\bon (?:our|my) table\b"
)
# Nobody thanks a lotion, limps with it or says that it is allergic.
ADDRESSED = re.compile(
    r"\b(?:thank(?:s| you)|letting me|let me|work on your|limp\w*|allerg\w+|prefers?|wants|likes|dislikes|no (?:oil|lotion|cream|scent|music)|your (?:scar|back|neck|hip|knee|shoulder))\b"
)
# "Lost cat! Gray, answers to Wilbur", "our fern, Gerald".
_PET = re.compile(
    r"\blost (?:cat|dog|parrot|rabbit)\b[^\n]{0,50}$|\b(?:cats?|dogs?|puppy|kittens?|parrot|rabbits?|goats?|hens?|chickens|horse|pony|fish|ferns?|skeleton|plants?|ficus|sourdough|van|robot|spider|owl|geese|goose|crow) (?:is |are |was )?(?:called|named|answers to),? $|\bour (?:[\w-]+ )?(?:cat|dog|parrot|rabbit|fern|plant|skeleton|table|kettle|printer|boiler|van|bike|robot|mascot|teapot|sourdough starter),? $"
)
_OF_ONE = re.compile(r"\b(?:her|his|she|he|clients?|patients?|sessions?|appointment)\b")
# "the circle of Willis": a part of a body after whom it was found by.
PART_OF = re.compile(
    r"\b(?:muscles?|fascia|nodes?|circle|foramen|canal|triangle|ligament|lines?|angle|tubercle|bursa|duct|plexus|bundle|fossa|pouch|signs?|tests?|laws?|cells|fibers|fibres|organ|sphincter|crypts|islets|islands) of (?:the )?$"
)
_STATES = frozenset(fold(s) for s in STATE_NAMES) | COUNTRIES
_IN_PLACES = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Bb]etween|[Ss]erv(?:e|es|ing)|[Aa]cross|[Aa]round|[Oo]utside|[Tt]owns of|[Ww]e (?:drive|travel|go|come) to)[ ](?:{CAP}(?:[ ]{CAP})?(?:, and|,| and| or)[ ])*$"
)
DISCOVERED = re.compile(
    r"(?:[’']s?|s[’'])[ ](?!(?:blood|lab|recent|last|latest|first)\b)(?:[a-z-]+[ ]){0,2}(?:tests?(?! results?)|signs?|syndromes?|labels?|laws?|rules? of|classification|criteria|criterion|index|lines?(?= of (?:pull|force))|theor(?:y|ies)|models?|methods?|techniques?|triangle|nodes|reflex(?:es)?|dogs|experiments?|hypothes[ie]s|textbooks?|treatise|manoeuvres?|maneuvers?|taxonomy|charts? of|grades|lectures?|disease|palsy|trials?|papers?|stud(?:y|ies)|data|findings|editorial|commentary|reply|letter to the)\b|[ ](?:syndrome|disease|palsy|fractures?|neuroma|cysts?|contracture|lesions?|deformity|phenomenon|reflex|classification|criteria|bod(?:y|ies)|duct|maneuver|manoeuvre)\b"
)
_KINDS_OF = re.compile(
    r"\b(?:diseases?|syndromes?|palsy|charley horses?|slang|the words?|can mean|signs?|tests?|manoeuvres?|maneuvers?|arteritis|methods?|techniques?|strokes?, |schools of|criteria|scales?|scores?|oils?|herbs?|essential|creams?|lotions?|teas?|flowers?|trees?|breeds?|shiatsu|swedish|counterstrain|reflexology|massage after)\b"
)


def is_made_up(document: Document, passage: Passage) -> bool:
    """Whether a passage says that the people in it do not exist."""
    return bool(document.shows(passage, "made up", _MADE_UP))


def is_history(document: Document, passage: Passage) -> bool:
    """Whether a passage tells of people long dead and of no patient."""
    known = passage.memo.get("history")
    if known is None:
        low, start, end = document.low, passage.start, passage.end
        known = int(
            (passage.digits or passage.has(_OF_OLD))
            and _LONG_AGO.search(document.text, start, end) is not None
            and not document.headed_personal(passage)
            and OF_CARE.search(low, start, end) is None
            and not _AILING.search(low, start, end)
        )
        passage.memo["history"] = known
    return bool(known)


def is_of_things(document: Document, passage: Passage, name: Name, frame: int) -> bool:
    """Whether a name stands in a list of methods, diseases or products, or in history."""
    if document.headed_personal(passage) or document.kind is SourceKind.BIBTEX:
        return False
    first, last = document.sentence(name.start)
    if frame < 2 and lexicon.eponyms().intersection(
        part for word in name.words for part in word.split("-")
    ):
        return not (
            ACTS.match(document.text, name.end)
            or REACHED.match(document.text, name.end)
            or (
                name.shape is Shape.FULL
                and (
                    (frame and lexicon.is_plain_given(name.words[0]))
                    or document.shows(passage, "she", HE_OR_SHE)
                    or OWNS.match(document.text, name.end)
                    or DID.match(document.text, name.end)
                    or AGED.match(document.text, name.end)
                )
            )
        )
    if _PET.search(
        document.low, max(passage.start, name.start - 60), name.start
    ) and not _OF_ONE.search(document.low, first, last):
        return True
    if frame < 2 and PART_OF.search(document.low, max(first, name.start - 24), name.start):
        return True
    if is_history(document, passage) or _FICTION.search(document.low, first, last):
        return True
    if (
        name.shape in {Shape.PAIR, Shape.PROPER}
        and lexicon.is_place(name.words[0])
        and len(name.words) > 1
        and name.words[-1] not in lexicon.surnames()
        and frame < 3
        and not document.shows(passage, "she", HE_OR_SHE)
    ):
        return True
    if document.shows(passage, "product", _PRODUCT) and not document.shows(
        passage, "she", HE_OR_SHE
    ):
        return True
    if (
        frame > 1
        or (frame and name.shape is not Shape.PAIR)
        or name.shape in {Shape.FULL, Shape.INITIAL}
    ):
        return False
    human = (
        document.shows(passage, "she", HE_OR_SHE)
        or ACTS.match(document.text, name.end)
        or DID.match(document.text, name.end)
        or OWNS.match(document.text, name.end)
        or AGED.match(document.text, name.end)
        or REACHED.match(document.text, name.end)
        or ADDRESSED.search(document.low, first, last)
        or SCORES.match(document.text, name.end)
    )
    if human or document.is_hidden(passage):
        return False
    return bool(_KINDS_OF.search(document.low, first, last)) or any(
        lexicon.eponyms().intersection(fold(w).split("-"))
        for w in re.findall(r"[^\W\d_][\w'’-]+", document.text[first:last])
        if w[0].isupper() or not lexicon.is_ordinary(w)  # "still" is no Andrew Still
    )


def is_place_here(document: Document, name: Name) -> bool:
    """Whether a name is a state, or one of the towns after "in", "between" and the like."""
    if len(name.words) == 1 and name.words[0] in _STATES:
        after_preposition = re.search(
            r"\b(?:in|from|of|to|across|outside|near|for)[ ]$",
            document.low[max(0, name.start - 9) : name.start],
        )
        return not lexicon.is_given(name.words[0]) or after_preposition is not None
    if name.shape not in {Shape.PROPER, Shape.GIVEN, Shape.PAIR}:
        return False
    place = lexicon.is_place(" ".join(name.words)) or name.shape is not Shape.GIVEN
    return (
        place and _IN_PLACES.search(document.text, max(0, name.start - 70), name.start) is not None
    )
