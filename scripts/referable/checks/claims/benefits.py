"""How a benefit is put into words: verbs, passive verbs, nouns and headlines."""

from __future__ import annotations

import re

from referable.checks.claims.words import CONDITION, MASSAGE

__all__ = [
    "ADJECTIVE",
    "ADJECTIVE_WORDS",
    "IMPERATIVE",
    "IMPERATIVE_WORDS",
    "NOUN",
    "NOUN_WORDS",
    "PASSIVE",
    "PASSIVE_WORDS",
    "VERB",
    "VERB_WORDS",
]

_PRESENT = (
    r"reliev(?:e|es|ing)|reduc(?:e|es|ing)|alleviat(?:e|es|ing)|sooth(?:e|es|ing)|lessens?"
    r"|lessening"
    r"|lowers|lowering|lower"
    r"|decreas(?:e|es|ing)|diminish(?:es|ing)?|improv(?:e|es|ing)|resolv(?:e|es|ing)|combats?"
    r"|combating|conquers?|calms|calming"
    r"|eases|easing|ease"
    r"|restor(?:e|es|ing)|enhanc(?:e|es|ing)|increas(?:e|es|ing)|boosts?|boosting"
    r"|speeds?(?: up)?|shortens?|shortening|accelerat(?:e|es|ing)"
    r"|stops?(?= (?:\w+ )?(?:pain|headaches?|migraines?|cramps?|spasms?))|tam(?:e|es|ing)"
    r"|beats(?= (?:back|neck|pain|stress|insomnia))|dissolv(?:e|es|ing)|releas(?:es|ing)"
    r"|(?<!myofascial )(?<!fascial )(?<!fascia )(?<!point )(?<!tissue )(?<!muscle )release"
    r"|loosens?|loosening|unlocks?|tackl(?:e|es|ing)|deactivat(?:e|es|ing)|minimi[sz](?:e|es"
    r"|ing)|relax(?:es)? away|takes? away|knocks? out|makes? (?:\w+ ){1,4}(?:disappear"
    r"|go away|vanish|better|easier)"
    r"|helps?(?: (?:to|you|your|people|patients|clients|them|those|with|against|women"
    r"|athletes|manage|and))?|benefits?(?= (?:people|patients|those|anyone|your|from|clients"
    r"|women|athletes))|(?<!point )(?<!tissue )(?<!body )(?<!hands-on )works?(?: (?:very "
    r"|really |so )?(?:well|best|great|wonders))?(?= (?:for|on|against) )"
    r"|(?:provid|offer|giv|bring|deliver)(?:e|es|s|ing)?(?: \w+){0,4}? (?:relief|benefits?"
    r"|reduction)|leads? to|results? in|allows?(?= (?:you|people|patients|them))|lets? you"
    r"|promot(?:e|es|ing)|supports?(?= (?:recovery|healing|better|faster|sleep))|address(?:es"
    r"|ing)?(?= (?:the root|root))"
    r"|(?:answer|solution|remedy|key|secret)(?= (?:to|for)\b)|makes a difference"
    r"|cuts|cutting|gets? you|gets? (?:your|the) \w+ moving"
    r"|(?:chases?|drives?|takes?|melts?|kneads?|rubs?|works?|sweeps?|coax(?:es)?|wash(?:es)?"
    r"|smooths?|brush(?:es)?|push(?:es)?|presses) (?:[\w-]+ ){1,4}?away"
    r"|calm(?= (?:[\w-]+ ){0,3}?(?:nerves?|minds?|anxi\w+|stress|nervous|muscles?|spasms?))"
    r"|brings? (?:down|back|on deeper)|takes? the edge off|manag(?:e|es|ing)"
    r"|frees?(?= (?:up )?(?:the"
    r"|your|tight|stuck|it|a|up)\b)|lifts?(?= (?:your|the|mood|spirits|depress))"
    r"|keeps?(?=[^.]{1,40}\b(?:away"
    r"|at bay|in check|down|under control)\b)|chases? away|drives? away|quiets?|quieting"
    r"|untangl(?:e|es)"
    r"|undo(?:es)?|counteract(?:s|ing)?|revers(?:es|ing)"
)
_PAST = (
    r"relieved|reduced|alleviated|soothed|lessened|lowered|decreased|diminished|improved"
    r"|resolved|eased|restored"
    r"|enhanced|increased(?= (?:range|mobility|flexibility))|shortened|helped|stopped|cleared"
    r"|worked(?= (?:for|against|on|better))|went away|disappeared|vanished|(?:gave"
    r"|brought|provided)(?: \w+){0,3}? relief"
    r"|did better|fell|dropped|beat(?= )|benefit(?:t)?ed|brought down|lifted|managed"
)
_HOW = r"(?:(?:very|highly|also|so|extremely|especially|particularly|quite|just as|as) )*"
_GOOD = r"(?:effective|beneficial|helpful|good|great|excellent|ideal|useful|perfect|powerful)"
_KIND = (
    r"wonderful|great|good|natural|gentle|safe|simple|powerful|perfect|ideal|excellent|effective"
    r"|lovely|sure|fast|quick|best|holistic|helpful|drug-free|reliable|time-tested|fantastic"
    r"|terrific|useful|surprisingly effective"
)
"""Praise that stands before "way to", "option for" and the like."""
ADJECTIVE = re.compile(
    rf"\b(?:(?P<present>(?:is|be|being|as) {_HOW}{_GOOD}(?: \w+){{0,2}}?"
    r"(?= (?:for|in|at|against|with|to|as)\b)"
    rf"|are {_HOW}{_GOOD}(?= (?:for|in|at|against|with|to)\b)"
    r"|(?:is|are|be|being|as) (?:also |often |such )*(?:an? |one of the )(?:\w+ly )?"
    rf"(?:{_KIND})(?:,? (?:and )?[\w-]+)? (?:way|means|tool|choice|option|remedy|method|answer"
    r"|solution|treatment|therapy|approach|ally|help)s?(?= (?:to|for|of|against|in|when|with)\b)"
    r"|(?:can|may|will|could) (?:also )?benefit)"
    r"|(?P<past>(?:was|were) (?:very |highly |more |most |as )?(?:effective|beneficial|helpful)))\b"
)
ADJECTIVE_WORDS = (
    "effective|beneficial|helpful|good$|great$|excellent|ideal|useful|perfect|powerful|benefit"
    "|wonderful|natural$|gentle$|safe$|simple$|lovely|sure$|fast$|quick$|best$|holistic|drug$"
    "|reliable|time$|fantastic|terrific|surprisingly"
)
"""Beginnings of words, without one of which `ADJECTIVE` finds nothing."""
VERB = re.compile(rf"\b(?:(?P<present>{_PRESENT})|(?P<past>{_PAST}))\b")
NOUN = re.compile(
    r"\b(?:get|find|found|experience|enjoy|discover|feel|achieve|gain|deliver"
    r"|lasting|fast|quick|real|natural|effective|holistic|true|drug-free|targeted|long-term"
    r"|long-lasting|much-needed|lasting,? \w+) (?:(?:real|lasting|fast|quick|natural"
    r"|effective|true|the|long-term|deep|immediate|lasting,|much-needed|welcome|some|your"
    r"|drug-free|targeted|pain|stress|headache|migraine|back pain|neck pain|tension|sciatica"
    r"|symptom) ){0,3}relief\b"
    r"|(?:(?<=\bfor )|(?<=\bwith ))relief\b|\brelief (?:from|of|for) (?=\w)|\b(?:pain|stress"
    r"|headache|migraine|sciatica|tension"
    r"|arthritis|anxiety|fibromyalgia|symptom|back pain|neck pain)[ -]relief\b(?! (?:medicine"
    r"|medication|drug|cream|gel|pill|option|in labo))"
    r"|\b(?:benefits?|advantages|effects|results?|perks) (?:of (?:\w+ ){1,4})?(?:include|are"
    r"|range|such as|like)\b"
    r"|\b(?:less|fewer|decreased|reduced|improved|increased|better|deeper|faster|greater"
    rf"|lower) (?:\w+ ){{0,2}}?(?:{CONDITION})\b|\b(?:pain-free|stress-free|headache-free)\b"
    r"|\breduction (?:in|of)\b|\bimprovements? in\b|\bfree (?:from|of) (?:pain|stress"
    r"|headaches|migraines)\b"
)
PASSIVE = re.compile(
    r"\b(?:(?:improves?|recovers?|heals?|responds?(?: \w+)? well|gets? better|eases?|melts? away"
    r"|disappears?"
    r"|resolves?)|be (?:relieved|reduced|eased|helped|managed|alleviated|improved|lowered)"
    r"|(?:is|are) (?:often |greatly |quickly )?(?:relieved|reduced|eased|helped|alleviated"
    r"|improved))"
    rf" (?:\w+ ){{0,2}}?(?:with|to|by|through|from|after|using"
    rf"|during) (?:[\w-]+ ){{0,5}}?(?:{MASSAGE}|(?:gentle|regular|skilled|our|hands-on|deep|slow"
    r"|weekly|targeted|specific|expert) (?:[\w-]+ ){0,3}(?:work|sessions?|treatments?|touch"
    r"|care))\b"
    r"|\b(?:fades?|settles?|lifts?|subsides?|goes away|dissolves?|loosens?|softens?|lets? go"
    r"|calms? down|shrinks?|unwinds?|eases?|melts? away|disappears?|improves?)"
    r" (?:\w+ ){0,2}?(?:once|when|as soon as|as|with|through|under|thanks to) (?:[\w-]+ ){0,4}?"
    rf"(?:{MASSAGE}|we (?:\w+ly )?(?:release|work|press|knead|treat|free|loosen|stretch|find)"
    r"|our (?:\w+ )?(?:hands|work|sessions?|care|touch))\b"
)
IMPERATIVE = re.compile(
    r"\b(?:relieve|reduce|ease|end|stop|get relief from|find relief from|beat|conquer"
    r"|soothe|alleviate|improve|melt away|say goodbye to|banish|get rid of|live without"
    r"|overcome|wake up without|massage away|move without|take control of|lower|fight|erase"
    r"|calm) (?:\w+ ){0,3}?"
    rf"(?:{CONDITION})\b"
)
VERB_WORDS = (
    "reliev|reduc|alleviat|sooth|lessen|lower|decreas|diminish|improv|resolv|combat|conquer"
    "|calm|eas|restor|enhanc|increas|boost|speed|shorten|accelerat|stop|tam|beat|dissolv|releas"
    "|loosen|unlock|tackl|deactivat|minimi|relax|take$|takes$|knock|make$|makes$|help|benefit"
    "|work$|works$|worked$|provid|offer|giv|bring|brought|deliver|lead|result|allow|let$|lets$"
    "|promot|support|address|answer$|solution$|remedy$|key$|secret$|cut|get$|gets$|manag|free$"
    "|frees$|lift|keep|chase|drive|quiet|untangl|undo|counteract|revers|clear|went$|disappear"
    "|vanish|gave$|did$|fell$|drop|melt|knead|rub$|rubs$|sweep|coax|wash|smooth|brush|push|presses"
)
"""The words that `VERB` begins with, or their beginnings; `$` ends a whole word."""
PASSIVE_WORDS = (
    "improve$|improves$|recover|heal|respond|get$|gets$|ease$|eases$|melt|disappear|resolve$"
    "|resolves$|be$|is$|are$|fade|settle|lift|subside|goes$|dissolve|loosen|soften|let$|lets$"
    "|calm|shrink|unwind"
)
"""The same for `PASSIVE`."""
NOUN_WORDS = (
    "get$|find$|found$|experience|enjoy|discover|feel$|achieve|gain$|deliver|lasting|fast$"
    "|quick$|real$|natural$|effective$|holistic|true$|drug$|targeted|long$|much$|relief|pain$"
    "|stress$|headache$|migraine$|sciatica|tension|arthritis|anxiety|fibromyalgia|symptom$"
    "|back$|neck$|benefit|advantage|effects$|result|perks|less$|fewer|decreased|reduced"
    "|improved|increased|better$|deeper|faster|greater|lower$|reduction|improvement|free$"
)
"""The same for `NOUN`."""
IMPERATIVE_WORDS = (
    "relieve$|reduce$|ease$|end$|stop$|get$|find$|beat$|conquer$|soothe$|alleviate$|improve$"
    "|melt$|say$|banish$|live$|overcome$|wake$|massage$|move$|take$|lower$|fight$|erase$|calm$"
)
"""The same for `IMPERATIVE`."""
