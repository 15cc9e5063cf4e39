"""Whether a name belongs to a patient: what speaks for it, and what against."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterable

from referable.checks.phi import lexicon
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.names import (
    CAP,
    Name,
    Shape,
)
from referable.checks.phi.passages import Passage
from referable.checks.phi.roles import has_public_role
from referable.checks.phi.states import STATE_NAMES

__all__ = ["PERSON_ACTS", "add", "is_history", "judge"]

_VERB = (
    r"(?:came|comes|coming|presented|presents|complain\w*|arrived|struggled|struggles|suffered|suffers|told (?:us|me)|felt|feels|"
    r"could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|can['’]t|cannot|is back|is (?:now )?(?:pain|able|walking|running|sleeping|recovering|healing|here|due|"
    r"a \d|an \d|one of our|our (?:client|longest)|coming|seeing|doing (?:well|great|better)|pleased|thrilled|happy)|returned to|went back|slept|sleeps|noticed|walk(?:ed|s) (?:in|out|again|without)|had (?:a|an|her|his|two|three|been|knee|hip|back|neck|surgery|no)|"
    r"has (?:a|an|had|been|scoliosis|fibro|chronic|no|lupus|ms|sciatica|his|her)|was (?:diagnosed|referred|in |rear|treated|seen|admitted|discharged|having|able|unable|born|so|told|hit)|"
    r"underwent|tore|injured|hurt|fell|booked|cancell?ed|missed|resched\w+|no-?show\w*|needs (?:to|a|her|his)|wants (?:to|a|her|his)|likes (?:\w+ ){0,2}pressure|"
    r"reports?|reported|woke|walked|ran|limped|cried|swears|loves (?:her|his|our|deep)|started|stopped|began|finished|completed|recovered|broke|sprained|lives|worked|works (?:at|as|for)|"
    r"called|texted|wrote|writes|says|said|paid|owes|moved|turns|turned|celebrat\w+|lost|gained|regained|discharged|died|passed away|from [A-Z]|got (?:her|his|back|rear)|gets|tried|thought|did not|didn['’]t|never|"
    r"goes by|rated|scored|tolerated|responded|improved|improves|prefers|visits? (?:us|me)|visited|sees (?:us|me)|dances|hikes|plays|rides|drives|teaches (?:third|first|second|kinder|fourth|fifth|at)|described (?:her|his|the) (?:pain|jaw|back|neck|head)|had)"
)
_DID = re.compile(
    rf"[’']?s?[ \t]*(?:,[^.,\n]{{1,60}},|\([^)\n]{{1,40}}\)|,(?=[ \t]+who))?[ \t]+(?:(?:has|had|who|also|first|then|just|finally|recently|always|now|still)[ \t]+){{0,2}}{_VERB}\b",
    re.IGNORECASE,
)
_STRUGGLED = re.compile(
    r"(?:,[^.,\n]{1,60},)?[ \t]+(?:who )?(?:could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|limp\w*|hobbl\w+|struggl\w+|suffer\w*|complain\w*|tore|"
    r"injured|hurt|fell|woke|slept|sleeps|recovered|walked (?:in|out|without)|came (?:in|to (?:us|see|me))|is (?:pain|back on|able to|walking|running|sleeping|recovering|healing))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r",?[ \t]+(?:she|he)[ \t]+(?:could|couldn|can|had|has|was|came|said|told|walked|is|wept|cried|limped)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(
    rf"(?:[’']s?|s[’'])[ \t]+(?:[\w-]+[ \t]+){{0,3}}?(?:{words.AILMENT}|{words.BODY}|{words.CARE}|mother|mom|dad|father|"
    r"husband|wife|daughter|son|insurance|dob|birthday|phone|cell|number|address|e-?mail|story|results?|"
    r"surgeon|doctor|adjuster|goals?|home exercises?|before|after|photos?|file|folder|case|permission|consent|testimonial|review|words|husband|partner|employer|policy|medicare|card|chart)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"[ \t]*[,:(|-]?[ \t]*(?:\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|[\w.+-]+@\w|(?:dob|mrn|ssn|ph|cell)\b)",
    re.IGNORECASE,
)
_WORK_OF = re.compile(r"\bthe[ ]$")
_ARTICLE = re.compile(
    r"\b(?:the|an?|her|his|my|our|your|of|at|in|on|from|near|by|via|their|this|that|use|using)[ ]$"
)
_AGED = re.compile(
    r"[ \t]*(?:,[ \t]*|[ \t]*\([ \t]*|[ \t]+is[ \t]+(?:an?[ \t]+)?|[ \t]+-[ \t]+)(?:age[d]?[ \t]+)?\d{1,3}\b(?!\s*(?:minutes?|hours?|weeks?|%|st|nd|th|:))(?!/)"
)
_CREDIT_KEY = re.compile(
    r"^(?:authors?|editors?|creators?|maintainers?|contributors?|translators?|reviewers?|reviewed by|checked by|by|verified by|speakers?|instructors?|teachers?|presenters?|photographers?|photo credit|"
    r"credits?|illustrators?|designers?|publisher|copyright|site author|owner|host|contact|organizers?|therapists?|staff|funding|funder|sponsors?|title|journal|intervention|comparators?|population|url|source)$"
)
_PLACED = re.compile(
    r"\b(?:in|near|outside|(?<!hear )(?<!heard )(?<!note )(?<!letter )(?<!message )(?<!card )(?<!call )from)[ ]$"
)


# Anybody may do these; they show that a word is a person, not that the person is treated.
_ACTS = re.compile(
    r"[’']?s?[ \t]*(?:,[^.,\n]{1,60},|\([^)\n]{1,40}\))?[ \t]+(?:(?:has|had|who|also|first|then|just|finally|recently|always|now|still|never|often|once|was|is|still|already|really|even|almost|nearly|simply|and (?:her|his|their) \w+)[ \t]+){0,3}"
    r"(?:asks?|asked|brings?|brought|sits?|sat|stands?|stood|naps?|napped|laugh\w*|smil\w+|joke[sd]?|rolled|rang|rings|phoned|e-?mailed|mentioned|wonders?|wondered|hopes?|hoped|wish\w*|thinks?|thought|knows|knew|feels|looks?|looked|comes|goes|went|gone|made|makes|took|takes|keeps|kept|found|"
    r"gives|gave|told|tells|saw|sees|heard|hears|met|knits?|knitted|gardens?|gardened|cooks?|cooked|bakes?|baked|sings?|sang|paints?|painted|builds?|built|drove|rode|swam|swims|climbs?|climbed|hiked|danced|jog\w*|farms?|fishes|fished|slipped|tripped|twisted|pulled|lifted|"
    r"lay|lies|relax\w*|breathed|exhaled|reach\w*|bent|bends|turned|signed|insist\w*|refus\w+|declin\w+|agreed|apologi[sz]\w+|thank\w*|hug\w*|wept|weeps|cries|sigh\w*|grins?|grinned|shrug\w*|snor\w+|sleeps|slept|left|leaves|arrives|enjoy\w*|hates?|hated|loves?|loved|likes?|liked|wants?|wanted|needs?|needed|"
    r"use[sd] to|can|could|will|would|won['’]t|wouldn['’]t|is|was|has|had|does|did|doesn['’]t|isn['’]t|wasn['’]t|hasn['’]t|hadn['’]t|couldn['’]t)\b",
    re.IGNORECASE,
)
PERSON_ACTS = re.compile(rf"(?:{_ACTS.pattern})|(?:{_DID.pattern})", re.IGNORECASE)
_AFTER_DASH = re.compile(r"[—–―~]|--")
_SOME_VERB = re.compile(r"[ ](?:[a-z]+ly[ ])?[a-z]{2,}(?:s|ed)[ ]")
_PUBLIC_LIFE = re.compile(
    r"\b(?:teach(?:es|ing|ers?)?|taught|found(?:ed|er|ers)|wrote|writes|written|books?|textbooks?|invent\w*|publish\w*|professors?|degrees?|diplomas?|licen[cs]\w+|practi[cs]es|credentials?|directors?|authors?|studied|lectures?|research\w*|institutes?|university|college|"
    r"school of|methods?|techniques?|historian|history|centur(?:y|ies)|pioneers?|invited|hosts?|hosting|speak(?:s|ers?|ing)?|spoke|presents|presented (?:at|on|a|the)|refers|refer|referring|sends (?:us|me|people|patients)|physicians?|clinicians?|dr|drs|md|phd|lmt|dpt|pt|rn|np|colleagues?|staff|team|"
    r"photograph(?:s|ed|er|ers|y)?|illustrat\w*|design\w*|drawn|drew|paint(?:ed|er|ing) by|copyright|licensed|translat\w+|edited|editors?|manag\w+|accountant|bookkeep\w+|attorney general|landlord|owner|owns|supplier|vendor|sponsor\w*|donat\w+|volunteer\w*|council\w*|"
    r"elected|mayor|senator|represent\w+|governor|president|judge|minister|king|queen|saint|actor|actress|singer|song|album|film|movie|novel|poem|poet|character|fairy tale|in the (?:story|book|film|play|song|tale)|brand|company|inc|llc|printing|painted|mural|forms|correspond\w+|hospitals|rehabilitation|"
    r"museum|theat(?:er|re)|clinic in|foundation|award|prize|scholarship|named (?:after|for)|memorial|champion|olympic\w*|league|concert|band|orchestra|symphony|choir|podcast|radio|television|tv|website|software|app|plugin|font|typeface|theme|library card)\b"
)
_HE_OR_SHE = re.compile(r"\b(?:she|he|her|his|him|herself|himself|she['’]s|he['’]s)\b")


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
    if has_public_role(document, name) or _is_credited(document, passage, name):
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
        and _PLACED.search(document.low, max(0, name.start - 24), name.start)
    ):
        return  # a town; geography asks whose
    if frame < 3 and _is_place_here(document, name):
        return
    if _DISCOVERED.match(document.text, name.end) and frame < 3:
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
    if frame < 4 and _is_of_things(document, passage, name, frame):
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
    needed = {
        Shape.FULL: 2,
        Shape.INITIAL: 2,
        Shape.GIVEN: 2,
        Shape.PAIR: 2,
        Shape.PROPER: 3,
        Shape.UNKNOWN: 5,
    }[name.shape]
    if score < needed:
        return
    passage.memo["names found"] = passage.memo.get("names found", 0) + 1
    add(found, document, name.start, name.end, certain=score > needed)


# Names that stand for anybody, unless the text speaks of one patient and of no sample.
_NOBODY = frozenset(
    {("john", "doe"), ("jane", "doe"), ("jane", "q", "public"), ("john", "q", "public")}
)
# Found names of a crowded passage after which the rest of them is believed unread.
_MANY = 100
_PRODUCT = re.compile(
    r"\b(?:apps?|app store|downloads?|exports?|pdfs?|software|plugins?|subscription|ios|android|bluetooth|brands?|devices? (?:such|like)|generic|tablets|mg|trademark|registered mark|tools? (?:are|is|called))\b|®|™|\b\d+\.\d+\b"
)
_LONG_AGO = re.compile(
    r"\b1[5-8]\d\d\b|\b(?:in|since|until|from|by|before|of|around) (?:the )?(?:(?-i:[A-Z])[a-z]+ )?19[0-4]\d(?:s)?\b|\b(?:19th|18th|17th|nineteenth|eighteenth|early twentieth)[- ]century\b|\b(?:father|mother|inventor) of (?:modern|swedish|massage|physical|the)\b|\b(?:president|king|queen|emperor|pope|pharaoh|senator|general) (?-i:[A-Z])",
)


_FICTION = re.compile(
    r"\bin (?:the|this|that|her|his|a) (?:short )?(?:story|book|novel|film|movie|play|song|tale|myth|legend|fable|poem|comic)\b|\bonce upon a time\b|\b(?:fictional|imaginary|made-?up|invented)\b"
)


def is_history(document: Document, passage: Passage) -> bool:
    """Whether a passage tells of people long dead and of no patient."""
    known = passage.memo.get("history")
    if known is None:
        low, start, end = document.low, passage.start, passage.end
        known = int(
            _LONG_AGO.search(document.text, start, end) is not None
            and not document.headed_personal(passage)
            and _OF_CARE.search(low, start, end) is None
            and not _AILING.search(low, start, end)
        )
        passage.memo["history"] = known
    return bool(known)


_OF_CARE = re.compile(r"\b(?:dob|birth\w*|clients?|patients?)\b")
_AILING = re.compile(
    r"\b(?:her|his|my) (?:[\w-]+ ){0,2}?(?:pain|back|neck|knees?|hips?|shoulders?|surgery|visits?|sessions?|appointments?|sciatica|migraines?|phone|address)\b|\b(?:came|comes) (?:in|to (?:us|me))\b|\bon (?:our|my) table\b"
)


def _is_of_things(document: Document, passage: Passage, name: Name, frame: int) -> bool:
    """Whether a name stands in a list of methods, diseases or products, or in history."""
    if document.headed_personal(passage) or document.kind is SourceKind.BIBTEX:
        return False
    first, last = document.sentence(name.start)
    if frame < 2 and lexicon.eponyms().intersection(
        part for word in name.words for part in word.split("-")
    ):
        return not (
            _ACTS.match(document.text, name.end)
            or _REACHED.match(document.text, name.end)
            or (
                name.shape is Shape.FULL
                and (
                    document.shows(passage, "she", _HE_OR_SHE)
                    or _OWNS.match(document.text, name.end)
                    or _DID.match(document.text, name.end)
                    or _AGED.match(document.text, name.end)
                )
            )
        )
    if is_history(document, passage) or _FICTION.search(document.low, first, last):
        return True
    if (
        name.shape in {Shape.PAIR, Shape.PROPER}
        and lexicon.is_place(name.words[0])
        and len(name.words) > 1
        and name.words[-1] not in lexicon.surnames()
        and frame < 3
    ):
        return True
    if document.shows(passage, "product", _PRODUCT) and not document.shows(
        passage, "she", _HE_OR_SHE
    ):
        return True
    if frame or name.shape in {Shape.FULL, Shape.INITIAL}:
        return False
    human = (
        document.shows(passage, "she", _HE_OR_SHE)
        or _ACTS.match(document.text, name.end)
        or _DID.match(document.text, name.end)
        or _OWNS.match(document.text, name.end)
        or _AGED.match(document.text, name.end)
        or _REACHED.match(document.text, name.end)
    )
    if human or document.is_hidden(passage):
        return False
    return bool(_KINDS_OF.search(document.low, first, last)) or any(
        lexicon.eponyms().intersection(fold(w).split("-"))
        for w in re.findall(r"[^\W\d_][\w'’-]+", document.text[first:last])
    )


_STATES = frozenset(fold(s) for s in STATE_NAMES)
_IN_PLACES = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Bb]etween|[Ss]erv(?:e|es|ing)|[Aa]cross|[Aa]round|[Oo]utside|[Tt]owns of)[ ](?:{CAP}(?:[ ]{CAP})?(?:, and|,| and| or)[ ])*$"
)
_DISCOVERED = re.compile(
    r"(?:[’']s?|s[’'])[ ](?!(?:blood|lab|recent|last|latest|first)\b)(?:[a-z-]+[ ]){0,2}(?:tests?(?! results?)|signs?|syndromes?|labels?|laws?|rules? of|classification|criteria|criterion|index|lines?(?= of (?:pull|force))|theor(?:y|ies)|models?|methods?|techniques?|triangle|nodes|reflex(?:es)?|dogs|experiments?|hypothes[ie]s|textbooks?|treatise|manoeuvres?|maneuvers?|taxonomy|charts? of|grades|lectures?|disease|palsy|trials?|papers?|stud(?:y|ies)|data|findings|editorial|commentary|reply|letter to the)\b"
)


def _is_place_here(document: Document, name: Name) -> bool:
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


_KINDS_OF = re.compile(
    r"\b(?:diseases?|syndromes?|palsy|signs?|tests?|manoeuvres?|maneuvers?|arteritis|methods?|techniques?|strokes?, |schools of|criteria|scales?|scores?|oils?|herbs?|essential|creams?|lotions?|teas?|flowers?|trees?|breeds?|shiatsu|swedish|counterstrain|reflexology|massage after)\b"
)


def _is_credited(document: Document, passage: Passage, name: Name) -> bool:
    """Whether a field such as `authors:` holds the name, outside of testimonials and the like."""
    if document.headed_personal(passage) or "testimonial" in passage.heading:
        return False
    return any(f.start <= name.start < f.end and _CREDIT_KEY.match(f.key) for f in passage.fields)


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


def _score(document: Document, passage: Passage, name: Name, frame: int) -> int:
    text = document.text
    sentence = document.sentence_text(name.start)
    headed = document.headed_personal(passage)
    personal = words.PERSONAL.search(sentence) is not None
    weak = words.PERSONAL_WEAK.search(sentence) is not None
    owns = _OWNS.match(text, name.end) is not None
    score = 2 + (personal and weak) if personal or weak else int(document.is_weak(passage))
    score += 3 * headed + 2 * owns + 2 * (document.kind is SourceKind.BIBTEX)
    score += _DID.match(text, name.end) is not None
    score += _PRONOUN.match(text, name.end) is not None
    score += _STRUGGLED.match(text, name.end) is not None
    score += _AGED.match(text, name.end) is not None
    score += 2 * (_REACHED.match(text, name.end) is not None)
    score += name.shape is Shape.INITIAL
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
    if headed or (frame > 2 and not document.team):
        return score
    if not document.is_weak(passage) and document.shows(passage, "public life", _PUBLIC_LIFE):
        score -= 2
    score = max(score, _prior(document, passage, name, frame, sentence) - 1)
    if words.STUDY.search(sentence) or document.is_reference(passage):
        score -= 2 if personal and weak else 4
    if document.is_team(passage) or words.EVENT.search(sentence):
        score -= 1 if personal and weak else 3
    if words.POLICY.search(sentence):
        score -= 1
    if not personal and not frame and words.GENERIC.search(sentence):
        score -= 1
    return score


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
    spoken_of = _HE_OR_SHE.search(rest) is not None
    acts = (
        _ACTS.match(document.text, name.end)
        or _DID.match(document.text, name.end)
        or (spoken_of and _SOME_VERB.match(document.text, name.end))
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
