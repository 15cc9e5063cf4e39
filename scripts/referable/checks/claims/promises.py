"""Cures, guarantees, superlatives and safety without limits."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page

__all__ = ["TRIGGERS", "check"]

_BODY = (
    r"(?:you|your|the|chronic|neck|lower|back|shoulder|muscle|knee|hip|jaw|joint|nerve|that|those"
    r"|all|stubborn|any|every|even|years of|tension|poor|bad|old|deep|my|their|his|her) "
)
_TROUBLE = (
    r"(?:pains?|aches?|headaches?|migraines?|tension|stress|knots?|soreness|stiffness|spasms?"
    r"|posture|back|neck"
    r"|shoulders?|hips?|knees?|body|sciatica|injur(?:y|ies)|problems?|issues?|damage|aging"
    r"|arthritis|scar tissue|cellulite|symptoms?|conditions?|tmj|whiplash|carpal tunnel"
    r"|plantar fasciitis|insomnia|anxiety|tightness|swelling|inflammation|fibromyalgia"
    r"|discomfort|nerve pain)"
)
_SOFTER = (
    "Say “may reduce …” with the weeks, the comparison and a citation, or say what you offer: "
    "“We work on …”."
)
_NUMBERS = (
    "Delete it, or give a number with its source: how many people, compared with what, at how "
    "many weeks."
)

_TERMS = (
    term(
        "claim-cure",
        r"\b(?:cures?|cured|curing|curative)\b(?! meat)",
        "cure|curing|curative",
        "“{said}” promises more than any study of massage shows.",
        _SOFTER,
        unless=r"\b(?:no|find a|for a|until a|looking for a) (?:known )?cure\b|cure(?:d|s)? (?:rate"
        r"|meats?|ham|concrete|resin)|\b(?:claimed|fined|sued|advertised|boasted)\b[^.]{0,70}\bcure"
        r"|\bin 1(?:[5-8]\d\d|9[0-4]\d)\b[^.]{0,70}\bcured?\b"
        r"|\bcure for (?:last-minute|boredom|bad|miracle)"
        r"|\bthe cure (?:play(?:s|ed)|concert|album|songs?)\b",
    ),
    term(
        "claim-cure",
        r"(?:\b(?:massage\w*|bodywork|therapy|therapists?|treatments?|sessions?|touch|hands|we|i"
        r"|techniques?|methods?|approach|program|it|that|which|to|can|will|may|helps?"
        r"|naturally|and) |(?<![^\n]))"
        r"(?P<said>heal(?:s|ing|ed)?)\b(?= (?:you|your|the body|the mind|chronic|injur|back"
        r"|neck|pain|muscles?|tissues?|scars?|itself|themselves|trauma|faster|from|disc"
        r"|tendon|nerve|old)|[.!])",
        "heal",
        "“{said}” promises more than any study of massage shows.",
        _SOFTER,
        unless=r"\b(?:wounds?|fractures?|incisions?|bones?|skin|cuts?|burns?|ulcers?|until|once|when"
        r"|after|surgeon) (?:\w+ ){0,4}heal|heal(?:s|ed|ing)? (?:first|completely before)"
        r"|^\W*it healed\W*$|\bheal thyself\b",
    ),
    term(
        "claim-cure",
        r"\bhealing (?:touch|hands|power|powers|massage|session|sessions|treatment|treatments"
        r"|benefits|effects?|properties|energy|modality|journey"
        r"|arts?(?! (?:building|center|centre|plaza|district|suite|complex|house|collective)))\b"
        r"|\b(?:self-heal(?:ing)?|speeds? (?:up )?(?:the )?healing|promot(?:es?"
        r"|ing) (?:\w+ ){0,2}healing|accelerat(?:es?|ing) (?:\w+ ){0,2}healing"
        r"|heals? naturally)\b",
        "heal|self",
        "“{said}” promises more than any study of massage shows.",
        _SOFTER,
        unless=r"\b(?:college|school|institute|academy|university) (?:of|for) (?:the )?"
        r"healing arts\b",
    ),
    term(
        "claim-cure",
        r"\b(?:fix(?:es|ed|ing)?|correct(?:s|ing)?|revers(?:e|es|ed|ing)|eliminat(?:e|es|ed"
        r"|ing)|eradicat(?:e|es|ing)|eras(?:e|es|ing)|banish(?:es|ing)?|get(?:s|ting)? rid of"
        r"|put(?:s|ting)? an end to|ends?|undo(?:es|ing)?|(?:say|wave|kiss|bid)(?:s|ing)? (?:a "
        r"|your )?"
        r"(?:final )?(?:good-?bye|farewell|so long|bye|adieu)(?: to)?|melts? away|wip(?:e|es"
        r"|ing) out"
        r"|knocks? out|stamps? out|vanquish(?:es)?|heals?|healing|healed|conquers?|destroys?"
        r"|obliterat(?:e|es)|abolish(?:es)?|repairs?|mends?|sends? packing|rids? (?:you|yourself"
        r"|your"
        r" body) of|sav(?:e|es) (?:you|yourself) from|free(?:s)? (?:you|yourself) (?:from|of))"
        rf" (?:{_BODY}){{0,3}}(?:\w+ ){{0,1}}?{_TROUBLE}\b",
        "fix|correct|revers|eliminat|eradicat|eras|banish|get$|gets$|getting$|put$|puts$|putting$"
        "|end$|ends$|undo|say$|says$|saying$|wave|waving|kiss|bid$|bids$|bidding$|melt|wip|knock"
        "|stamp|vanquish|heal|conquer|destroy|obliterat|abolish|repair|mend$|mends$|send$|sends$|rid$"
        "|rids$|sav|free$|frees$",
        "“{said}” promises a result that no study of massage shows.",
        _SOFTER,
        wishes=True,
        begins=True,
        unless=r"\b(?:at|by|until|week|in|the) the end\b(?=[^.]*\bend\b)"
        r"|\b(?:until|once|when|while|after"
        r"|allow|wounds?|surgeon|fractures?|incisions?|bones?|skin|days?|weeks?) (?:\w+ ){0,6}heal",
    ),
    term(
        "claim-cure",
        r"\b(?:pain|headaches?|migraines?|sciatica|stiffness|tension|stress|anxiety|insomnia"
        r"|symptoms?"
        r"|soreness|problems?|injur(?:y|ies)) (?:will |is |are |becomes? |can |now )*(?:be )?"
        r"(?:a thing of the past|history|never (?:come back|return)|gone for ever|a distant memory"
        r"|no more)\b|\bno more (?:\w+ )?(?:pain|headaches?|migraines?|sciatica|stiffness|insomnia"
        r"|sleepless nights|stress|anxiety|tension)\b|\bnever (?:again )?(?:suffer|hurt|ache"
        r"|have|feel|"
        r"wake up with|live with|deal with|worry about) (?:\w+ ){0,3}?(?:pain|headaches?|migraines?"
        r"|sciatica|stiffness|insomnia|anxiety|tension)\b(?=[^.]*(?:again|[.!]|$))"
        r"|\b(?:good as new|like new again)\b"
        r"|\bpermanent(?:ly)? (?:\w+ )?(?:relie\w+|results?|solution|cure|fix|change|end"
        r"|eas\w+|free|remov\w+|resolv\w+|better|improve\w*|gone|pain-free)\b"
        r"|\b(?:resolv\w+|gone|go away|goes away|disappears?|pain[ -]free"
        r"|relief)(?: (?:for good|permanently|forever|once and for all))\b"
        r"|\b(?:become|be|live|leave|walk out|wake up|stay|get|go home) (?:\w+ )?(?:pain|headache"
        r"|migraine|symptom|ache|tension)[ -]free\b|\b(?:pain|headaches?|migraines?|sciatica"
        r"|symptoms?|tension|stiffness|plantar fasciitis|knots|aches?),? (?:all )?(?:gone"
        r"|vanish(?:es|ed)?"
        r"|disappears?|banished|solved|erased)\b|\bmakes? (?:\w+ ){1,4}(?:disappear|vanish"
        r"|go away)\b|\b(?:for good"
        r"|once and for all|forever)\b(?=[^.]{0,40}\b(?:pain|relief|headaches?|migraines?))",
        "permanent|good|once|forever|free|painfree|gone|vanish|disappear|banished|solved|erased"
        "|away|past|history|never|return|memory|more$|new$|again",
        "“{said}” promises a lasting result; few studies followed people beyond some months.",
        _SOFTER,
        unless=r"permanent (?:injury|damage|scar|disability|record)",
        wishes=True,
    ),
    term(
        "claim-guarantee",
        r"\bguarante(?:e|es|ed|eing)\b",
        "guarante",
        "“{said}” cannot be kept: no treatment works for everyone.",
        _NUMBERS,
        unless=r"\bguarantee (?:only )?one thing:"
        r"|(?:privacy|confidentiality|appointment|slot|price|spot|time)s? (?:\w+ )?guarante"
        r"|guarante\w+ (?:your |the |a |that )?(?:appointment|slot|price|spot|privacy"
        r"|confidentiality|issue|payment)|satisfaction survey",
    ),
    term(
        "claim-guarantee",
        r"\bor (?:your |full )?money[ -]back\b|\bmoney[ -]back (?:guarantee|promise|if you)"
        r"|\b(?:or|otherwise) (?:you (?:do not|don't|won't|will not) pay"
        r"|it is free|it's free|your (?:next )?(?:visit|session) is free|we refund|you pay nothing)"
        r"|\bno (?:relief|results?|improvement),? no (?:charge|fee|pay\w*)|\bmiracles?\b"
        r"|\b\d{2,3} ?(?:%|percent) (?:success|satisfaction|cure) rate\b",
        "money$|pay$|free$|refund|charge$|fee$|payment|miracle|rate$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
    ),
    term(
        "claim-guarantee",
        r"\b(?:every|each|all (?:of )?our|all) (?:patients?|clients?|one|person|people"
        r"|visitors?) (?:who \w+ )?(?:gets?|feels?|leaves?|recovers?|improves?|will|walks?|goes"
        r"|go) (?:\w+ )?"
        r"(?:better|relief|improve|recover|well|pain[ -]free|feel|get|away)",
        "every$|each$|all$",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
        begins=True,
    ),
    term(
        "claim-guarantee",
        r"\b(?:100 ?(?:%|percent)|one hundred percent) (?:effective|success\w*|satisf\w+"
        r"|relief|pain-free|results?|natural|guarantee\w*|success|recovery|better|of (?:our "
        r"|my )?(?:clients|patients|people) (?:\w+ )?(?:improve\w*|feel|recover\w*|get))",
        "100|hundred",
        "“{said}” is true of no treatment.",
        _NUMBERS,
    ),
    term(
        "claim-guarantee",
        r"\b(?:clinically |scientifically |medically |well[ -])?proven\b|\bscience proves\b"
        r"|\bdoctors agree\b|\b(?:research|studies|science) (?:has |have )?prove[sd]?\b",
        "proven|proves|prove|proved|doctors",
        "“{said}” is hardly ever literally true of a study result.",
        "Name the study and say what it found: “In a trial of … people, … [@key]”.",
    ),
    term(
        "claim-guarantee",
        r"\b(?:works? for (?:everyone|everybody|anyone|all)|always works|(?:never|cannot"
        r"|can't) fails?"
        r"|(?:works?|helps?|delivers?) (?:every|each) (?:single )?time|without fail"
        r"|no matter how (?:bad"
        r"|long|severe)|we promise (?:you )?(?:\w+ )?(?:relief|results?|less pain|improvement"
        r"|better)|(?:works|work) wonders|miraculous(?:ly)?"
        r"|instant(?:ly)? (?:relie\w+|pain relief|results?)|(?:see|get|feel|with|for|expect"
        r"|notice) immediate results?|life[ -]?changing (?:results|relief)"
        r"|magic(?:al)? (?:hands|touch|results)|will (?:definitely|certainly"
        r"|absolutely|surely|always) (?:help|relieve|improve|feel|work|reduce|ease)"
        r"|results you can (?:count|rely) on)\b",
        "works|wonders|miraculous|instant|immediate|life|lifechang|magic|definitely|certainly"
        "|absolutely|always|never|results|surely|time$|fail|matter|promise",
        "“{said}” promises a result to everyone.",
        _NUMBERS,
    ),
    term(
        "claim-guarantee",
        r"\bbest (?:deep[ -]tissue |medical |sports |therapeutic |prenatal )?(?:massages?"
        r"|massage therapists?|therapists?|bodywork(?:er)?|clinic|hands|treatment|care"
        r"|practice|results)(?: (?:in|for|around|near|on|you|available|anywhere|possible)\b"
        r"|[.!]|$)|\bvoted (?:the )?(?:best|#1)|#1\b|\bnumber one (?:massage|clinic|therap\w+"
        r"|choice|treatment)|(?<=\bthe )leading (?:\w+ )?(?:massage|clinic|practice|provider"
        r"|therap\w+|expert|medical massage)|\btop[ -]rated\b|\bworld[ -]class\b"
        r"|\b(?:unrivall?ed|unmatched|unbeatable|unsurpassed|unequall?ed|matchless|peerless"
        r"|incomparable)\b|\blike no other\b|\bsecond to none\b|\b(?:state|city|area|county|town"
        r"|region)'s (?:best|premier|leading|top|finest)\b|\b(?:nobody|no one|no other \w+"
        r"|no \w+) (?:\w+ ){0,2}?(?:does|do|treats?|knows?"
        r"|understands?|offers?|delivers?|compares?|comes close)\b[^.!?]{0,40}\b(?:better"
        r"|like (?:us|we)"
        r"|close|compares?)\b|\bpremier (?:massage|clinic"
        r"|medical|provider|therap\w+)|\bunparalleled\b|\bmost (?:skilled|experienced"
        r"|effective) (?:massage |medical |)?(?:therap\w+|clinic|practice|team|massage"
        r"|treatment)\b",
        "best$|voted$|#1|1|number$|leading$|top$|world$|unriv|unmatched|unbeatable|unsurpassed|unequal|matchless"
        "|peerless|incomparable|like$|nobody|no$|second$|state$|city$|area$|county$"
        "|town$|region$|premier|unparallel|most$",
        "“{said}” is a superlative that needs proof nobody has.",
        "Delete it, and say what can be checked: license, training in hours, certificates "
        "with their issuer.",
        unless=r"\bbest (?:supported|evidence|interest|time)",
        begins=True,
    ),
    term(
        "claim-risk-free",
        r"\b(?:risk[ -]free|no risks?(?: (?:at all|of|to|whatsoever|involved|with|or"
        r"|and))?(?! factors?| score| group| stratif)|without (?:any )?(?:risks?"
        r"|side effects)|no (?:known |adverse |negative |harmful |serious |real "
        r"|bad )?side[ -]effects?|(?:there are|has|have|with|without|carries|it has) (?:no "
        r"|any )?(?:known )?"
        r"adverse (?:effects?|reactions?)|(?:no|zero) danger|nothing to lose|never (?:causes?|does"
        r"|did) (?:any )?harm|(?:does|do)(?: not|n't) (?:cause|do) (?:any )?harm|(?:won't|will not)"
        r" (?:hurt|harm) you|(?:always|perfectly|totally|completely|entirely"
        r"|absolutely) (?:safe and|gentle and) (?:safe|gentle|effective)|zero (?:side[ -]effects?"
        r"|risks?)|(?:free (?:of"
        r"|from)) (?:any )?(?:risks?|side[ -]effects?)|side[ -]effect[ -]free"
        r"|safe for (?:everyone|everybody|anyone|all(?! of the|-)|every (?:age|body|patient"
        r"|client)|people of all ages)|(?:completely|perfectly|totally|entirely|absolutely"
        r"|always|inherently|100 ?%|100 percent) safe|safe (?:at|in|during|through|throughout"
        r"|for) (?:every|all|any|each|the whole|the entire) (?:\w+ (?:of )?)?(?:stages?|trimesters?"
        r"|ages?|phases?|pregnanc(?:y|ies)|conditions?|patients?|clients?|bod(?:y|ies))"
        r"|(?:no|zero|without) (?:\w+ )?(?:downsides?|drawbacks?|dangers?)"
        r"|nothing (?:\w+ ){0,2}?(?:can|could|will|ever) (?:\w+ )?(?:go|goes) wrong"
        r"|(?:anyone|anybody|everyone|everybody|all ages|people of (?:all"
        r"|any) ages?) can (?:safely "
        r"|also )?(?:have|get|receive|enjoy|benefit from|book) (?:an? )?(?:\w+ )?massages?"
        r"|safe for (?:both )?(?:mother|mom|you) and (?:your )?(?:baby|child)"
        r"|(?:cannot|can't|can not|will not|won't|never|nobody (?:is|was|has been|gets)"
        r"|no one (?:is|was|has been|gets)) (?:ever )?(?:be |been |get )?(?:hurt|harmed|injured)"
        r"(?: by| from| during| in| with)|(?:completely |totally "
        r"|perfectly )?harmless|(?:has|have|are|with) no contra-?indications|cannot (?:hurt"
        r"|harm)|can't (?:hurt|harm)|never (?:hurts?|harms?)|suitable for everyone)\b",
        "risk|side|safe|harmless|contraindication|indication|hurt|harm|injured|suitable|adverse"
        "|danger|lose|downside|drawback|wrong|anyone|anybody|everyone|everybody|ages",
        "“{said}” is not true of massage: about one in ten had minor discomfort in a clinic "
        "survey, and rare serious harm is on record.",
        "Say what is known about harm and cite it, for example “In a survey of 91 clients, "
        "10% had minor discomfort [@cambron2007sideeffects]”.",
        unless=r"\b(?:not|no treatment is|nothing is|never|isn't|nobody is"
        r"|hardly) (?:\w+ ){0,2}(?:risk[ -]free|free of risk|harmless|(?:completely|entirely"
        r"|always|perfectly) safe|safe for (?:every|all|any)|without)"
        r"|side[ -]effects? (?:were|was|had been|are) (?:\w+ )?(?:reported|recorded|seen"
        r"|mentioned|observed|noted|found|stated)|(?:reported|recorded|saw|found|had"
        r"|mentioned?|reports?|stated?|were|noted|observed|listed|listing) no (?:\w+ )?side"
        r"|no side effects? (?:reported|recorded|seen)|mistaken|myth",
    ),
)

TRIGGERS = triggers(_TERMS)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Promises of a cure, of a result for everyone, or of safety without limits."""
    return check_terms(page, _TERMS)
