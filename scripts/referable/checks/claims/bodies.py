"""What massage is said to do to the body: toxins, diseases, immunity, medicines."""

from __future__ import annotations

from collections.abc import Iterator

from referable.checks.claims.lexicon import check_terms, term, triggers
from referable.checks.claims.model import Finding, Page
from referable.checks.claims.words import DISEASE

__all__ = ["TRIGGERS", "check"]

_ACT = (
    r"(?:massages?|massage therapy|bodywork|therapy|treatments?|sessions?|we|i|techniques?"
    r"|drainage|reflexology|cupping|touch|it|work|can|may|will|could|might|to|helps?|that|which"
    r"|used|also|effectively|successfully|and|or|therapists?|compression|hands|specializ\w+ in)"
)
_HYGIENE = (
    r"\b(?:wash|wip(?:e|es|ed|ing)\b|clean|disinfect|saniti[sz]|sterili[sz]|launder|linens?\b"
    r"|sheets?\b|masks?\b|gloves?\b|vaccin|hand gel|stay home)"
)
"""A sentence about cleanliness, in which preventing an infection is no claim for massage."""
_DRUGS = (
    r"(?:opioids?|(?:\w+ )?pills?|pain ?killers?|(?:\w+ )?medications?|meds|(?:\w+ )?medicines?"
    r"|(?:\w+ )?drugs|nsaids|ibuprofen|surgery|surgeries|injections?|anti-?depressants?"
    r"|chemo(?:therapy)?|steroids|tylenol|statins|prescriptions?|(?:\w+ )?tablets?|pain relievers?"
    r"|muscle relax(?:ants?|ers?)|(?:cortisone|steroid) shots?|gabapentin|triptans?|inhalers?"
    r"|sleep(?:ing)? aids?|advil|aspirin)"
)

_TERMS = (
    term(
        "claim-detox",
        r"\bdetox(?:es|ing|ify|ifies|ifying|ification|ifier)?\b|\btoxins?\b"
        r"|\btoxic (?:build-?up|waste)|\b(?:poisons?|impurities|pollutants?|heavy metals"
        r"|by-?products)"
        r"(?: \w+){0,3} (?:out|away|from (?:your|the)|leave|leaves|gone)\b|\b(?:flush|clear"
        r"|remov|rid|drain"
        r"|wring|squeez|push|mov|purg|sweep|carr|releas|expel|eliminat)\w*(?: out| away"
        r"| of)?(?: \w+){0,2}"
        r" (?:poisons?|impurities|pollutants|by-?products|sludge)\b|\b(?:squeez|wring|push|mov"
        r"|purg|sweep"
        r"|carr|expel)\w*(?: out| away)?(?: \w+){0,2} waste\b(?! (?:time|of|money))"
        r"|\b(?:metabolic|cellular|muscle) waste(?: products?)?\b"
        r"|\blactic acid\b"
        r"|\bcleans(?:e|es|ing|ed) (?:your |the |of )?(?:\w+ )?(?:body|system|lymph\w*"
        r"|tissues?|organs?|muscles?|liver|blood|toxins|impurities)\b|\b(?:flush|clear|remov"
        r"|eliminat|rid|wash|drain)\w*(?: out| away)?(?: \w+){0,2} (?:waste|lactate"
        r"|impurities|uric acid|acids?)\b|\bpurif(?:y|ies|ying) (?:your |the )?(?:body|blood"
        r"|system)\b",
        "detox|toxin|toxic|waste|lactic|cleans|lactate|impurit|acid|purif|poison|pollutant|metals"
        "|byproduct|products|sludge",
        "“{said}” has no basis: massage has not been shown to remove anything from the body.",
        "Delete it. If a study measured something patients feel, such as soreness, say that "
        "and cite it.",
        unless=r"\b(?:alcohol|opioid|drug|inpatient|medical|addiction|substance)[ -]+(?:use )?detox"
        r"|detox\w* (?:program(?:me)?|unit|ward|center|centre|facility|clinic)|botulinum"
        r"|waste (?:bin|container|disposal|paper)|biohazard|citric|folic|amino|hyaluronic"
        r"|fatty|lactic acidosis|blood (?:lactate|lactic)",
    ),
    term(
        "claim-disease",
        rf"\b{_ACT} (?P<said>(?:treat(?:s|ing)?|combats?|fights?|fight(?:ing)?|prevents?"
        r"|preventing|ward(?:s|ing)? off|controls?|manages?|beat(?:s|ing)?|staves? off|staving off"
        r"|fends? off|guards? against|shields?(?: \w+)? (?:from|against)|delays?|postpones?"
        r"|protects? against|defeats?|conquers?|heals?|cures?) (?:off "
        r"|against )?(?:your |the |chronic |early |advanced |type 2 |common |serious "
        r"|stress-related |or |and |acute |severe |mild |many "
        rf"|most )*(?:{DISEASE}))\b(?!(?: |-)(?:patients?|survivors?|pain|symptoms?|related"
        r"|fatigue|clients|care|team|treatment|side effects|screening))",
        "treat|combat|fight|prevent|ward|control|manage|beat|stav|fend|guard|shield|delay|postpone"
        "|protect|defeat|conquer|heal|cure",
        "“{said}” says that massage treats or prevents a disease.",
        "Write “people living with …” and name the symptom that a cited study measured: “In "
        "people with …, pain was … [@key]”.",
        unless=_HYGIENE,
    ),
    term(
        "claim-disease",
        r"\b(?:massages?|bodywork|reflexology|lymphatic drainage|our (?:\w+ )?(?:therapy"
        r"|treatments?|sessions?)|therapeutic touch) (?:is|are"
        r"|as) (?:an? )?(?:\w+ )?(?:treatment|therapy|remedy|cure) (?:for|of"
        rf"|against) (?:{DISEASE})\b(?! (?:pain|symptoms|patients|survivors|fatigue))"
        r"|\b(?:kills?|shrinks?|destroys?|attacks?) (?:cancer|tumou?r)\w*|\b(?:slow(?:s|ing)?"
        r"|halt(?:s|ing)?|stop(?:s|ping)?) (?:the )?(?:progress(?:ion)?|growth"
        r"|spread) of (?:\w+ )?(?:cancer|disease|arthritis|dementia|parkinson'?s)",
        "remedy|kill|shrink|destroy|attack|slow|halt|stop|treatment|therapy|cure",
        "“{said}” says that massage treats a disease.",
        "Write “people living with …” and name the symptom that a cited study measured.",
        wishes=True,
    ),
    term(
        "claim-disease",
        r"\b(?:massages?|bodywork|therapy|treatments?|sessions?|we|it|can|may|will|could"
        r"|helps?|to|drainage|which|that|and) (?P<said>prevent(?:s|ing)? (?:(?:your|the"
        r"|future|sports?|further|work|soft tissue|muscle|repeat|common|new|those|overuse"
        r"|running|chronic|more|next|painful|tension|tissue) )*(?:injur(?:y|ies)|headaches?"
        r"|migraines?|pain|falls|sprains?|strains?|relapse\w*|flare-?ups?|surgery|problems"
        r"|adhesions|scarring|stretch marks|complications|recurrence|cramps?|soreness))\b",
        "prevent",
        "“{said}” promises prevention, which needs trials that followed people for long.",
        "Say what a cited study measured, or say what you do: “We work with runners on …”.",
        cited_is_fine=True,
    ),
    term(
        "claim-disease",
        rf"(?:(?<![^\n])|(?<=[.!?:#*-] ))(?P<told>(?:protect (?:yourself|your body) (?:from"
        rf"|against)"
        r"|ward off|fight|beat|prevent|treat|stave off|fend off|guard against|defeat|delay"
        r"|keep away) (?:your |the )?"
        rf"(?:{DISEASE}|arthritis|injur(?:y|ies)))\b",
        "protect$|ward$|fight$|beat$|prevent$|treat$|stave$|fend$|guard$|defeat$|delay$|keep$",
        "“{said}” says that massage treats or prevents a disease.",
        "Say what a cited study measured in whom, or say what you do: “We work with people who …”.",
        cited_is_fine=True,
        begins=True,
    ),
    term(
        "claim-disease",
        rf"\b(?P<said>(?:keep|stop|hold)(?:s|ing)? (?:your |the |their )?(?:{DISEASE}|arthritis)"
        r" (?:from (?:getting|growing|becoming|spreading|progressing|worsening|coming back"
        r"|returning|advancing)|under control|in remission)"
        rf"|slow(?:s|ing)? (?:down )?(?:your |the )?(?:{DISEASE}|arthritis)|(?:tames?"
        rf"|overcom(?:e|es)|defeats?|beats? back|revers(?:e|es)) (?:your |the )?(?:{DISEASE}"
        r"|arthritis))\b",
        "keep|stop|hold|slow|tame|overcom|defeat|beat|revers",
        "“{said}” says that massage treats or prevents a disease.",
        "Say what a cited study measured in whom, or say what you do: “We work with people who …”.",
        cited_is_fine=True,
        begins=True,
        wishes=True,
        unless=_HYGIENE,
    ),
    term(
        "claim-disease",
        rf"\b{_ACT} (?P<said>(?:(?:keep|hold)(?:s|ing)? (?:your |the )?(?:{DISEASE}) (?:at bay|away"
        r"|in check)|(?:reduc|lower|cut|decreas|minimi[sz])(?:e|es|s|ing)? (?:your |the )?(?:risk"
        r"|chances?"
        rf"|odds|likelihood) of (?:(?:getting|having|a|an|another) )*(?:{DISEASE}|injur(?:y|ies)"
        rf"|falls"
        rf"|surgery)|protects? (?:you |yourself |your body )?(?:from|against) (?:{DISEASE}"
        rf"|injur(?:y|ies))"
        rf"|works? against (?:{DISEASE})))\b",
        "bay$|away$|check$|risk|chance|odds|likelihood|protect|against",
        "“{said}” says that massage treats or prevents a disease.",
        "Say what a cited study measured in whom, or say what you do: “We work with people who …”.",
        cited_is_fine=True,
    ),
    term(
        "claim-disease",
        r"\banti-?inflammator(?:y|ies)\b(?! (?:drugs?|medicines?|medications?|gels?|pills?"
        r"|tablets?|creams?|agents?|painkillers?|diet|foods?|analgesics?|injections?))",
        "inflammator|antiinflam",
        "“{said}” describes a drug's action, not an outcome patients feel.",
        "Say what people felt in a cited study, such as less soreness, or delete it.",
        unless=r"\b(?:non-?steroidal|nsaids?|compared with (?:\w+ ){0,2}anti-inflammator|(?:take"
        r"|taking|took|topical|oral|and with|with) (?:an )?anti-inflammator(?:y|ies))",
    ),
    term(
        "claim-physiology",
        r"\b(?:boost|strengthen|stimulat|improv|enhanc|support|increas|rais|help"
        r"|build|activat|wak|fortif|bolster|reviv|sharpen)\w*(?: [\w']+){0,3}? (?:immun\w+"
        r"|(?:natural|own|body's|immune) defen[sc]es?|killer t-? ?cells?"
        r"|white blood cells?)\b|\bimmun(?:e|ity)[ -]boost\w*",
        "immun|defense|defence|killer|cells",
        "“{said}” is not something massage has been shown to do for health.",
        "Delete it, or report an outcome that patients feel, with its study.",
        cited_is_fine=True,
    ),
    term(
        "claim-physiology",
        r"\b(?:improv|increas|boost|enhanc|stimulat|promot|better|rais|get|speed|aid|support"
        r"|activat"
        r"|elevat|tone|ton|reviv|invigorat)(?:e|es|ed|ing"
        r"|s)?(?: [\w']+){0,3}? (?:circulation|venous return|vagus nerve|vagal tone|parasympathetic"
        r"|heart[ -]rate variability|collagen|nervous system|gut health|brain chemistry"
        r"|blood[ -]?flow|lymph(?:atic)?(?: flow| system"
        r"| drainage| circulation)?|oxygen(?:ation)?(?: delivery| flow)?|metabolism"
        r"|nerve function|detoxification)\b",
        "circulation|flow|bloodflow|lymph|oxygen|metabolism|nerve|detoxification|venous|vagus|vagal"
        "|parasympathetic|variability|collagen|nervous|gut|brain",
        "“{said}” is not an outcome that patients feel, and rests on weak evidence.",
        "Delete it, or report an outcome that patients feel, with its study.",
        cited_is_fine=True,
    ),
    term(
        "claim-physiology",
        r"\b(?:bring|deliver|send|push|pump|feed|flood|driv|carr|suppl|flush)(?:s|es|e|y|ies|ing"
        r"|ying)? (?:\w+ ){0,3}?(?:blood|oxygen|nutrients?|lymph)\b(?: and \w+)?"
        r" (?:\w+ )?(?:to|into|through|back|out|toward|where)\b",
        "blood|oxygen|nutrient|lymph",
        "“{said}” is a change inside the body, not an outcome that patients feel.",
        "Delete it, or report an outcome that patients feel, with its study.",
        cited_is_fine=True,
        unless=r"\bheart (?:pump|sends?)|\b(?:lab|sample|arter|vein|vessel|clot|bank|donat)",
    ),
    term(
        "claim-physiology",
        r"\b(?:gets?|keeps?|sets?|getting|keeping) (?:your |the |that )?(?:blood|lymph|energy|qi"
        r"|chi|juices"
        r"|fluids?) (?:flowing|moving|pumping|going|circulating)\b|\boxygenat(?:e|es|ing)\b"
        r"|\b(?:trigger|flood|stimulat|produc|rais|boost|increas|pump|elevat|lift|spik|enhanc|creat"
        r"|generat|prompt|unleash)(?:s|e|es|ing)?(?: \w+){0,3}?"
        r" (?:endorphins?|serotonin|dopamine|oxytocin|feel-good (?:hormones|chemicals))\b"
        r"|\b(?:cortisol|stress hormones?|inflammation)(?: levels?)? (?:drops?|falls?|goes down"
        r"|plummets?"
        r"|melts? away)\b|\blengthen(?:s|ing)?(?: \w+){0,2}? (?:fascia|muscles?|tissues?"
        r"|tendons?)\b",
        "get$|gets$|getting$|keep|set$|sets$|oxygenat|trigger|flood|stimulat|produc|rais|boost"
        "|increas|elevat|lift|spik|enhanc|creat|generat|prompt|unleash|pump|cortisol|stress$|inflammation|lengthen",
        "“{said}” is a change inside the body that massage has not been shown to bring about "
        "in a way patients notice.",
        "Delete it, or report an outcome that patients feel, with its study.",
        cited_is_fine=True,
        begins=True,
    ),
    term(
        "claim-physiology",
        r"\b(?:balanc|regulat|reset|rebalanc)\w*(?: \w+){0,2}? (?:hormones?|nervous system"
        r"|energy|chakras?|organs?|chi|qi|meridians?|hormonal)\b|\breleas(?:e|es"
        r"|ing)(?: \w+){0,3}? (?:endorphins?|serotonin|oxytocin|dopamine|stored (?:trauma"
        r"|emotions?)|emotional (?:trauma|blockages)|trauma|fascia|happy hormones|energy"
        r"|blockages?)\b|\b(?:endorphins?|serotonin|oxytocin) (?:release|levels (?:rise|go up"
        r"|increase))|\b(?:lower|reduc|decreas|cut|drop)(?:s|e|es"
        r"|ing)?(?: \w+){0,2}? (?:cortisol|stress hormones?)\b",
        "balanc|rebalanc|regulat|reset|releas|lower|reduc|decreas|cut|drop|endorphin"
        "|serotonin|oxytocin",
        "“{said}” is a change inside the body that massage has not been shown to bring about "
        "in a way patients notice.",
        "Delete it, or report an outcome that patients feel, with its study.",
        cited_is_fine=True,
    ),
    term(
        "claim-physiology",
        r"\bre-?align(?:s|ed|ing|ment)?\b(?=[^.]{0,30}\b(?:spine|body|posture|pelvis|hips?"
        r"|back|neck|joints?|muscles?|vertebrae|bones|structure)|$)|\b(?:put(?:s|ting)?"
        r"|bring(?:s|ing)?|restor\w+)(?: \w+){0,3}? (?:back )?(?:in|into|to)? ?(?:proper "
        r"|correct |natural )?alignment\b|\bbreak(?:s|ing)? (?:up"
        r"|down)(?: \w+){0,3}? (?:scar tissue|scars?|adhesions?|knots?|fascia|calcium"
        r"|cellulite|fat|tissue|calcifications?)\b|\b(?:lengthens|stretches out|melts"
        r"|dissolv\w+|smooths? out|releas(?:e|es|ing)|remov\w+|work(?:s"
        r"|ing)? out)(?: \w+){0,2}? (?:adhesions?|scar tissue|knots|calcium deposits"
        r"|cellulite)\b|\b(?:melt|loosen|soften|free|crush|grind|strip|shift|separat|unstick)"
        r"\w*(?: up| down| away)?(?: (?:your|the|old|stubborn|stuck|fascial|deep|those|surgical"
        r"|tight|and|any))* (?:adhesions?|scar tissue|scars|calcium deposits|cellulite"
        r"|fascial restrictions)\b",
        "align|realign|adhesion|scar|knots|calci|cellulite|break|tissue|restriction",
        "“{said}” describes a change that hands have not been shown to make.",
        "Say what you do and what you measure: “We work on the area and measure how far you "
        "can turn your neck.”",
    ),
    term(
        "claim-physiology",
        r"\b(?:reduc|lower|decreas|calm|fight|eas|reliev)(?:s|e|es"
        r"|ing)?(?: \w+){0,2}? inflammation\b",
        "inflammation",
        "“{said}” is a change inside the body, not an outcome that patients feel.",
        "Say what people felt in a cited study, such as less soreness, or delete it.",
        cited_is_fine=True,
    ),
    term(
        "claim-medication",
        r"\b(?:(?:instead|in place|in lieu) of|rather than|alternatives? (?:to|for)"
        r"|substitutes? for|replace(?:s|ment for|ments for)?|replacing|better than"
        r"|more (?:pleasurable and )?effective than|skip(?:ping)?|ditch(?:ing)?"
        r"|throw(?:ing)? (?:away|out)|no (?:more )?need for|no longer (?:needs?|needed|tak(?:e|es"
        r"|ing)|took"
        r"|rel(?:y|ies|ied) on|depends? on|us(?:e|es|ed|ing))|why (?:take|pop|reach for|swallow"
        r"|risk|have|rely on|choose|bother with)|(?:as|so) (?:good|well|effective|powerful) as"
        r"|avoid(?:ing)?|do(?:ing)? without"
        r"|without(?: the need for| having to take| resorting to| relying on)?"
        r"|wean(?:ing)? (?:yourself )?off(?: of)?|(?:get|getting|come|coming|stay"
        r"|staying) off(?: of)?|stop(?:ping)?(?: taking| using)?|quit(?:ting)?(?: taking)?"
        r"|give(?:ing)? up|cut(?:ting)? (?:back|down)(?: on)?|reduc(?:e|es|ing) (?:your "
        r"|the |their )?(?:need for|dependence on|reliance on|use of)|throw away"
        r"|cancel(?:ing|led)?|put(?:ting)? off|toss(?:ing)?|bin|dump(?:ing)?|shelv(?:e|ing)"
        r"|say(?:ing)? (?:no|goodbye|farewell) to|free(?:ing)? yourself (?:from|of)"
        r"|trad(?:e|ing)(?: in)?|swap(?:ping)?|kick(?:ing)?|before (?:you )?(?:reach(?:ing)? for"
        r"|try(?:ing)?|pop(?:ping)?))"
        r" (?:(?:your|the|their|a|any|these|those|having|taking|more|daily|expensive|back"
        r"|knee|harmful|prescription|addictive|strong|invasive|risky|dangerous|toxic|pain"
        rf"|costly|over-the-counter|blood pressure|need for|to|popping) )*{_DRUGS}\b",
        "opioid|pill|painkiller|killer|medic|meds|drug|nsaid|ibuprofen|surger|injection"
        "|antidepress|depressant|chemo|steroid|tylenol|statin|prescription|tablet|reliever|advil"
        "|aspirin|relaxant|relaxer|shot|gabapentin|triptan|inhaler|sleep",
        "“{said}” offers massage in place of medicine or surgery.",
        "Write “alongside usual care”, and send questions about medicines to the person who "
        "ordered them.",
        unless=r"\b(?:do not|don't|never|please|not) (?:\w+ ){0,3}(?:stop|change|skip|cut|wean|quit"
        r"|reduc|replac|give up|cancel|put off|toss|swap|trade)|\bnot (?:an? )?(?:\w+ )?"
        r"(?:substitute"
        r"|replacement|alternative|instead)|(?:were|was|are|is|been) (?:given|assigned"
        r"|randomi[sz]ed|allocated|told|asked|treated)|\brecommends?\b|\bguideline|non-?drug"
        r"|nonpharm|\bmay be stopped\b|\b(?:who|people|adults|those|group|arm|control"
        r"|labou?r) (?:\w+ ){0,4}without (?:\w+ )?(?:analges|drug|medic|surg)",
        wishes=True,
    ),
    term(
        "claim-medication",
        r"\b(?P<said>(?:leav(?:e|es|ing)|put(?:s|ting)?|shov(?:e|es|ing)|keep(?:s|ing)?)"
        rf" (?:(?:your|the|their|those|all|that) )*{_DRUGS} (?:back )?(?:in|on|at|behind)"
        r" (?:the |your |its )?(?:\w+ )?(?:drawer|cabinets?|bottle|shelf|cupboard|box|pharmacy"
        r"|past|behind|store))\b",
        "drawer|cabinet|bottle|shelf|cupboard|box|pharmacy|past|behind|store",
        "“{said}” offers massage in place of medicine or surgery.",
        "Write “alongside usual care”, and send questions about medicines to the person who "
        "ordered them.",
        unless=r"\b(?:child|locked?|reach of|safe|original|label)",
    ),
    term(
        "claim-medication",
        r"\b(?:drug-free|medication-free|pill-free|opioid-free"
        r"|surgery-free) (?:\w+ )?(?:relief|pain relief|solution|healing|cure|way to (?:end"
        r"|relieve|treat|cure|get rid of)|life)\b",
        "free",
        "“{said}” sets massage against medicine.",
        "Write “alongside usual care”, or “a non-drug option” with what a cited study found.",
    ),
)

TRIGGERS = triggers(_TERMS)
"""What to look for, and the words that give it away."""


def check(page: Page) -> Iterator[Finding]:
    """Effects on toxins, diseases, immunity and medicines."""
    return check_terms(page, _TERMS)
