"""What massage is said to do, by any verb: judged by its subject and object, not by the verb.

The other families know the verbs of relief. This one asks only whether a treatment stands as the
subject of a sentence, whether something of the body or of health stands behind the verb, and
whether the verb is one of the few that say nothing of an effect: "costs", "begins", "means".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from referable.checks.claims.document import Sentence
from referable.checks.claims.guards import clause_before, is_denied, is_exempt
from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.triggers import Trigger
from referable.checks.claims.words import CONDITION, DISEASE, MASSAGE

__all__ = ["TRIGGERS", "check", "check_unforeseen"]

_HEALTH = (
    rf"(?:{CONDITION}|{DISEASE}|blood(?! thinner)|cells?|gut|nerves?|brain|mind|tissues?|fascia"
    r"|muscles?|joints?|lungs?|liver|immun\w+|hormones?|oxygen|circulation|strength|grinding|fog"
    r"|risk of|sugar|breathing|bloat\w*|puff\w*|scars?|organs?|bones?|spine|ribs?|calves|legs?"
    r"|arms?|quiet|calm|peace|bab(?:y|ies)|mothers?|quality of sleep|vitality|stamina|hearts?)"
)
_NEUTRAL = (
    r"(?:is|was|has|does|vs|as|its|this|thus|plus|versus|always|sometimes|perhaps|hours|minutes"
    r"|(?:session|therapist|visit|oil|chair|group|trial|stud(?:y|ie)|client|patient|technique"
    r"|school|room|table|need|service|practice|program|programme|class|clas|licen[sc]e|board"
    r"|appointment|fee|state|law|dose|student|course|review|page|method|treatment|provider|order"
    r"|record|note|stroke|movement|benefit|effect|result|outcome|arm|score|user|right|hand|day"
    r"|week|package|gift|rate|price|plan|point|intervention|modalitie|type|kind|style|area"
    r"|lotion|tool|cup|stone|condition|symptom|injurie|therapie|exercise|massage)(?:s|es)"
    r"|means|includes?|covers|costs|takes|lasts|uses|involves|starts|begins|ends|needs|requires"
    r"|feels|seems|appears|remains|belongs|differs|varies|comes|goes|refers|describes|focuses"
    r"|looks|shows|aims|tries|tests|asks|compares|reports|lists|says|names|tells|adds|counts"
    r"|happens|depends|applies|consists|deserves|fits|suits|follows|costs|reaches|rests|carries"
    r"|exists|stays|stops at|leaves|causes|hurts|bruises|worsens|provokes|aggravates|poses|risks"
    r"|serves|treats people|presses|moves|slides|glides|stands|sits|matters|sounds|becomes|gets"
    r"|counts|competes|replaces|interferes)"
)
_DOES = re.compile(
    rf"\b(?:{MASSAGE}|(?:lymph|hands-on|weekly|deep|cranial|visceral|fascia|jaw|energy|slow"
    rf"|skilled|regular)"
    r" (?:work|sessions?|visits?|care|treatments?)|(?:a|each|every|one|our|my|this) (?:\w+ )?"
    r"(?:session|treatment|technique|protocol|method))"
    rf"(?: (?:for|of|on|to|during|after|in) (?:[\w'-]+ ){{0,3}}?(?!{_NEUTRAL}\b)[\w'-]+)??"
    rf"(?: \w+ly)? (?P<said>(?!{_NEUTRAL}\b)[a-z-]{{2,}}[a-rt-z]s\b)"
    rf"(?=[^.!?;:\n]{{1,60}}?\b{_HEALTH}\b)"
)
_DOING_WORDS = (
    "massage|bodywork|body$|deep$|swedish|myofascial|trigger|soft$|manual|lymph|cranio|cupping"
    "|reflexology|shiatsu|tuina|hot$|aromatherapy|hands$|weekly$|regular$|effleurage|therapeutic"
    "|neuromuscular|gua$|thai|kinesio|cranial|visceral|fascia|jaw$|energy$|slow$|skilled|a$|each$"
    "|every$|one$|our$|my$|this$"
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|uncertain|unknown|unclear|whether|guidelines?|recommend\w*|trials?"
    r"|stud(?:y|ies)|reviews?|compared|law|licens\w+|insur\w+|payers?|medicare|scope|code)\b"
)
_NUMBERS = (
    "Delete it, or give a number with its source: how many people, compared with what, at how "
    "many weeks."
)
_CITE = (
    "Cite a study of the library after the sentence ([@key]) and keep to its wording, or say what "
    "you do: “We see people with …”."
)

_TERMS = (
    term(
        "claim-uncited",
        rf"\b(?P<said>(?:{CONDITION}|hip pain|aches?)\b[^.!?;:\n]{{0,40}}? (?:settles?|eases?"
        rf"|fades?"
        r"|lifts?|loosens?|softens?|vanish(?:es)?|shrinks?|calms?|melts?|goes|lets go|disappears?"
        r"|clears?(?: up)?|resolves?|quiets?))\b[^.!?;:\n]{0,30}? (?:after|within|in|by|from"
        r"|with) (?:just |only |as little as |the (?:very )?|your )?(?:(?:an?|one|two|three"
        r"|four|five"
        r"|six|first|single|few|couple of|second|third|or) )+(?:visits?|sessions?|treatments?"
        r"|massages?|appointments?)\b",
        "visit|session|treatment|massage|appointment",
        "“{said}” claims a benefit, and no study is cited for it.",
        _CITE,
        cited_is_fine=True,
        wishes=True,
    ),
    term(
        "claim-uncited",
        r"\b(?:massages?|sessions?|visits?|bodywork|care|hours? with us) (?P<said>(?:means?|equals?"
        r"|brings?|adds up to) (?:fewer|less|more|better|deeper|faster|shorter|calmer|stronger)"
        r" \w+)",
        "mean|equal|bring|adds",
        "“{said}” claims a benefit, and no study is cited for it.",
        _CITE,
        cited_is_fine=True,
        wishes=True,
        unless=r"\b(?:paperwork|forms?|waiting|cost|fees?|calls?|bills?)\b",
    ),
    term(
        "claim-cure",
        r"\b(?:do(?:es)?n't|do not|does not|won't|will not) stand a chance\b|\b(?:mak(?:e|es|ing)"
        rf"|turn(?:s|ing)?) (?:(?:your|that|the) )?(?:\w+ ){{0,2}}?(?:{CONDITION}) (?:into )?(?:a "
        r"(?:distant )?memory|history)\b|\b(?:leav(?:e|es|ing)|put(?:s|ting)?) (?:it|(?:your |the "
        rf"|that |those )?(?:\w+ )?(?:{CONDITION})) behind(?: you)?\b|\bstays? (?:gone|away for"
        rf" good"
        r"|thawed|loose|pain[ -]free)\b|\b(?:results|relief) (?:that )?(?:lasts?|stays?)(?: and"
        r" lasts?)?(?=[.!,]|$)",
        "chance|memory|history|behind|stay|last",
        "“{said}” promises a lasting result; few studies followed people beyond some months.",
        "Say “may reduce …” with the weeks, the comparison and a citation, or say what you offer: "
        "“We work on …”.",
        denial=False,
        wishes=False,
        unless=r"\b(?:whether|how long|not know|unknown|if)\b",
    ),
    term(
        "claim-guarantee",
        r"\b(?:there is|there's|you will find|you'll find|find) no (?:better|finer|faster|surer"
        r"|safer"
        r"|gentler|stronger) (?:\w+ ){0,2}?(?:for|than|in|anywhere|to)\b"
        r"|\b(?:does|do|worked|working) wonders\b"
        r"|\bresults (?:from|in|after|with) (?:the |your |just |only )*(?:very )?(?:first|one|a"
        r" single)"
        r" (?:session|visit|treatment)|\bour (?:\w+ )?(?:hands|therapists?|sessions?|methods?)"
        r" (?:simply|just|always|never fail to|really) (?:deliver|work|get results)\b"
        r"|\b(?:walk|stand|sit|run|jump) (?:taller|straighter|lighter|higher) (?:after|with"
        r"|from)\b",
        "better$|finer|faster|surer|safer|gentler|stronger|wonders|results$|our$|taller|straighter"
        "|lighter|higher",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        unless=r"\b(?:seems|evidence|whether|trial|stud(?:y|ies))\b",
        denial=False,
    ),
    term(
        "claim-guarantee",
        r"\b(?:the )?(?:safest|gentlest|surest|fastest|quickest) (?:\w+ )?(?:treatment|therapy|way"
        r"|care|relief|remedy|method|technique|hands|path)\b|\bsleep(?:ing)? like (?:a"
        r" )?(?:bab(?:y|ies)"
        r"|log)\b|\b(?:come|walk|limp|hobble)s? in (?:\w+ ){0,2}?and (?:go home|leave|walk out"
        r"|dance out)"
        r"\b|\byour (?:\w+ ){0,2}?(?:back|neck|body|shoulders|feet|knees|muscles|legs) (?:will"
        r"|is going"
        r" to) (?:love|adore|sing|smile|feel new|purr)\b",
        "safest|gentlest|surest|fastest|quickest|sleep|come$|comes$|walk|limp|hobble|your$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        wishes=True,
    ),
    term(
        "claim-guarantee",
        r"\b(?:effects?|benefits?|value|power) of (?:\w+ ){0,4}?"
        rf"(?:{MASSAGE})\b[^.!?\n]{{0,50}} (?P<said>(?:is|are|has been|have been) (?:now |long "
        rf"|all )?"
        r"(?:well[ -]established|well[ -]documented|beyond (?:doubt|question|dispute)|settled"
        r"|undisputed|undeniable|no longer in doubt|a fact))\b"
        r"|\b(?:stud(?:y|ies)|trials?|reviews?|science|research)\b[^.!?\n]{0,40}?"
        r" (?P<told>prove[sd]?"
        r"|leaves? no doubt) (?:that |how )|\bscience agrees\b",
        "effect|benefit|value|power|stud|trial|review|science|research",
        "“{said}” is hardly ever literally true of a study result.",
        "Name the study and say what it found: “In a trial of … people, … [@key]”.",
    ),
    term(
        "claim-risk-free",
        r"\b(?:nobody|no one|no patient|no client|none of our \w+) (?:\w+ ){0,3}?(?:been |was "
        r"|is |gets )"
        r"(?:\w+ )?(?:harmed|hurt|injured|worse)\b|\b(?:gentle|safe|mild) enough for (?:anyone"
        r"|anybody"
        r"|everyone|everybody|all|any (?:age|body))\b",
        "nobody|one$|patient|client|none|enough",
        "“{said}” is true of no treatment: some people are sore afterwards, and rare harm is"
        " known.",
        "Say what is known: “About one in ten people had brief, minor discomfort in one survey "
        "[@cambron2007sideeffects]”.",
        denial=False,
        cited_is_fine=True,
    ),
    term(
        "claim-physiology",
        r"\b(?:turn|switch|shut|dial|block|interrupt|rewir|re-wir|retrain|scrambl|jam)\w*"
        r" (?:off |down"
        r" |out )?(?:(?:the|your|those|my|a) )?(?:\w+ )?(?:pain signals?|pain gates?|pain"
        r" receptors?"
        r"|stress hormones?|stress response|fight[ -]or[ -]flight|nervous system|cortisol)\b"
        r"|\b(?:stagnant|old|dirty|stale|bad) blood(?! (?:tests?|work|samples?|counts?|pressure"
        r"|thinner|draws?))\b|\b(?:roots?|root causes?|source) of"
        r" (?:your |the "
        rf"|every |tension |chronic )*(?:{CONDITION}),?[^.!?\n]{{0,20}}? (?:instead of|rather"
        rf" than|not"
        r" just) (?:\w+ )?(?:masking|the symptoms?|symptoms)\b|\btreats? the (?:root )?cause\b",
        "turn|switch|shut|dial|block|interrupt|rewir|retrain|scrambl|jam|stagnant|old$|dirty|stale"
        "|bad$|root|source|treat",
        "“{said}” is an effect on the body that no study here shows patients can feel.",
        "Delete it. If a study measured something patients feel, such as soreness, say that and "
        "cite it.",
        wishes=True,
    ),
)

TRIGGERS = (Trigger.of(_DOES, _DOING_WORDS), *triggers(_TERMS))
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Phrases that promise what massage does."""
    yield from check_terms(page, _TERMS)


def check_unforeseen(page: Page, taken: Container[int]) -> Iterator[Finding]:
    """Effects told with verbs that no list foresees.

    Args:
        page: The page.
        taken: Where the sentences begin about which something was said already.
    """
    for match in page.hits.matches(_DOES):
        sentence = page.document.sentence_at(match.start())
        if sentence is None or sentence.start in taken or _is_harmless(page, sentence, match):
            continue
        start, end = match.span("said")
        said = " ".join(page.document.text[start:end].split())
        yield Finding(
            "claim-uncited",
            start,
            end,
            f"“{said}” says what massage does, and no study is cited for it.",
            _CITE,
        )


def _is_harmless(page: Page, sentence: Sentence, match: re.Match[str]) -> bool:
    before = clause_before(sentence, match.start("said"))
    if page.sources(match.start()) or page.document.cited_for(match.start()):
        return True  # what is cited is judged by the verbs that say how sure it is
    return (
        is_exempt(page.document, sentence, match.start())
        or is_denied(sentence, *match.span("said"))
        or _HEDGED.search(sentence.text) is not None
        or re.search(r"\b(?:of|about|before|after|between|for) (?:\w+ )?$", before[:-1]) is not None
    )
