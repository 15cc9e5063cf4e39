"""Results assured without a verb of healing: surprise, rivals, the body renewed, surgery spared."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.words import CONDITION, DISEASE, MASSAGE, OURS

__all__ = ["TRIGGERS", "check"]

_NUMBERS = (
    "Delete it, or give a number with its source: how many people, compared with what, at how "
    "many weeks."
)
_FELT = (
    "Delete it. If a study measured something patients feel, such as soreness, say that and cite "
    "it."
)
_BESIDE = (
    "Say “alongside usual care”, and leave the decision about the operation to the patient and "
    "the surgeon."
)
_GIVEN = (
    r"(?:sessions?|visits?|treatments?|massages?|bodywork|therapy|hands|program(?:me)?s?|we|i|it)"
)
_OPERATION = (
    r"(?:surger(?:y|ies)|operations?(?! room| hours)|(?:knee|hip|shoulder|joint|dis[ck]) "
    r"replacements?|spinal fusion|the (?:knife|scalpel)|going under|(?:cortisone|steroid) shots?"
    r"|injections?(?! sites?))"
)

_TERMS = (
    term(
        "claim-guarantee",
        rf"\b{_GIVEN} (?:will |can |could |is going to |'ll )?(?P<said>(?:have|has|get|gets|put"
        r"|puts) you (?:(?:right|straight|all the way|safely) )?(?:back (?:to|on|in|into|at)\b"
        r"|up and (?:about|running|moving)|climbing|running|walking|moving|dancing|sleeping"
        r"|playing|lifting|standing|bending|skipping|swimming|golfing|gardening))\b",
        "have$|has$|get$|gets$|put$|puts$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        wishes=True,
    ),
    term(
        "claim-guarantee",
        rf"\b(?:{MASSAGE}|{OURS})\b[^.!?;\n]{{0,80}}?\b(?P<said>(?:like|the way|as) (?:you|they|it"
        r"|he|she) used to|years younger|turns? back the clock|good as new)\b",
        "used$|younger$|clock$|new$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        wishes=True,
    ),
    term(
        "claim-guarantee",
        r"\bnothing (?:else |out there |in medicine )?(?:(?:works?|helps?|reliev\w+|eases?|sooth\w+"
        r"|treats?|calms?|does|is)\b[^.!?\n]{0,50}?\b(?:better|like|faster|quicker|as (?:well|much"
        r"|fast|effective))\b(?! than nothing)|beats\b|compares\b|comes close\b)",
        "nothing",
        "“{said}” is a superlative that needs proof nobody has.",
        "Delete it, and say what can be checked: license, training in hours, certificates with "
        "their issuer.",
        begins=True,
        unless=r"\b(?:seems|if|when|whether)\b",
    ),
    term(
        "claim-guarantee",
        r"\b(?:will|'ll|going to) be (?:truly |simply |quite |so )?(?P<said>(?:amazed|surprised"
        r"|astonished|astounded|stunned|delighted|thrilled|impressed|shocked|blown away)"
        rf"(?:[^.!?\n]{{0,60}}?\b(?:{CONDITION}|relief|better|gone|difference|changes?|feel))?)\b",
        "amazed|surprised|astonished|astounded|stunned|delighted|thrilled|impressed|shocked|blown",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        unless=r"\b(?:how (?:little|few|seldom|small)|price|bill|cost|charge)\b",
    ),
    term(
        "claim-guarantee",
        r"\b(?:our|my|these|this) (?:\w+ )?(?:methods?|approach(?:es)?|techniques?|treatments?"
        r"|system|protocols?|program(?:me)?s?|hands|therap(?:y|ies)|sessions?|massages?) "
        r"(?P<said>(?:(?:just|really|simply|truly|actually|always|do|does) )?(?:works?"
        r"|(?:gets?|gives?|produces?|brings?|delivers?) results))(?=\s*(?:[.!;,|\n]|$|because\b"
        r"|and\b|so\b))",
        "work$|works$|results$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        unless=r"\b(?:how|when|if|whether|where|what|see if)\b",
    ),
    term(
        "claim-guarantee",
        r"\bfeel(?:ing)? like (?:yourself again|your (?:old|younger|former) self|a new (?:person"
        r"|woman|man|body)|new again|a million)\b",
        "feel",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        begins=True,
        wishes=True,
    ),
    term(
        "claim-uncited",
        r"\b(?:natural|all-natural|drug-free|chemical-free|holistic|non-?invasive|pill-free)"
        r" (?:\w+ )?(?:ways?|paths?|routes?|answers?|solutions?|alternatives?|remed(?:y|ies)"
        r"|options?|keys?|secrets?) (?:to|for|out of|against)\b"
        rf"(?=[^.!?\n]{{0,60}}\b(?:{CONDITION}|{DISEASE}|yourself|feel|sleep|better|again)\b)",
        "natural|all$|drug|chemical|holistic|non$|noninvasive|pill",
        "“{said}” offers massage as an answer, and no study is cited for it.",
        "Cite a study of the library after the sentence ([@key]) and keep to its wording, or say "
        "what you do: “We see people with …”.",
        cited_is_fine=True,
        wishes=True,
        unless=r"\b(?:guideline|recommends?|stud(?:y|ies)|trials?|reviews?)\b",
    ),
    term(
        "claim-physiology",
        r"\b(?:strengthen|build|boost|support|charg|prim|keep|rais|fortif|sharpen|wak|rev"
        r"|jump-?start"
        r"|help)\w* (?:up )?(?:your |the |their |our |a )?(?:(?:body's|natural|own|whole) ){0,2}"
        r"(?:immun\w+|defen[cs]es|resistance to)\b",
        "strengthen|build|boost|support|charg|prim|keep|rais|fortif|sharpen|wak|rev|jump|help",
        "“{said}” is an effect on the body that no study here shows patients can feel.",
        _FELT,
        begins=True,
        wishes=True,
        cited_is_fine=True,
        unless=r"\b(?:immunosuppress|immune-suppress|weakened|vaccin|physician|doctor|oncologist)",
    ),
    term(
        "claim-physiology",
        r"\b(?:open(?:s|ing)?|feed(?:s|ing)?|nourish(?:es|ing)?|flood(?:s|ing)?|bath(?:es|ing)"
        r"|oxygenat(?:es?|ing)|(?:re)?hydrat(?:es?|ing)|(?:re)?awaken(?:s|ing)?"
        r"|rejuvenat(?:es?|ing)|renew(?:s|ing)?|revitali[sz](?:es?|ing)|regenerat(?:es?|ing)"
        r"|recharg(?:es?|ing)|energi[sz](?:es?|ing)|unblock(?:s|ing)?|unclog(?:s|ging)?"
        r"|decongest(?:s|ing)?|irrigat(?:es?|ing))(?: up| out)? (?:\w+ ){0,3}?(?:blood vessels?"
        r"|vessels|capillar(?:y|ies)|arteries|veins|tissues?|cells|organs|glands|nerve endings"
        r"|channels|meridians|chakras|lymph\w*|bloodstream|fascia|dis[ck]s|cartilage|collagen)\b",
        "open|feed|nourish|flood|bath|oxygenat|hydrat|rehydrat|awaken|reawaken|rejuvenat|renew"
        "|revitali|regenerat|recharg|energi|unblock|unclog|decongest|irrigat",
        "“{said}” is an effect on the body that no study here shows patients can feel.",
        _FELT,
        begins=True,
        wishes=True,
        cited_is_fine=True,
        unless=r"\b(?:wounds?|channels? of communication|window|office|surgeon|lab(?:oratory)?)\b",
    ),
    term(
        "claim-medication",
        r"\b(?:put(?:s|ting)? off|postpon(?:e|es|ing)|delay(?:s|ing)?|skip(?:s|ping)?|cancel(?:s"
        r"|ing)?|dodg(?:e|es|ing)|escap(?:e|es|ing)|stay(?:s|ing)? (?:away from|out of)|steer(?:s"
        r"|ing)? clear of|hold(?:s|ing)? off(?: on)?|spare(?:s|d)? (?:you|yourself|people|them)"
        r"|sav(?:e|es|ing) (?:you|yourself|people|them)(?: from)?|no (?:more )?need for)"
        r" (?:(?:a|an|the|that|your|their|any|another|costly|risky|unnecessary|back|spinal) ){0,3}"
        rf"{_OPERATION}\b|\bbefore (?:you )?(?:let(?:ting)? (?:anyone|anybody|a surgeon) (?:cut"
        rf"|operate)"
        r"|go(?:ing)? under the knife)",
        "put$|puts$|putting$|postpon|delay|skip|cancel|dodg|escap|stay|steer|hold|spare|sav|no$"
        "|before$",
        "“{said}” offers massage in place of an operation or an injection.",
        _BESIDE,
        begins=True,
        unless=r"\b(?:appointment|reschedul\w*|insur\w+|if your|tell us|call us|until after)\b",
    ),
)

TRIGGERS = triggers(_TERMS)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Assurances of results, and effects on the body that nobody can feel."""
    yield from check_terms(page, _TERMS)
