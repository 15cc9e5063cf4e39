"""PHI-R, other unique characteristics: an office, a first or an only one, a piece of news."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.elsewhere import is_history
from referable.checks.phi.model import Finding
from referable.checks.phi.passages import Passage
from referable.checks.phi.triggers import word_set

__all__ = ["find"]

_OFFICE = re.compile(
    r"\b(?:the|our|a|(?:20|19)\d\d) (?:former |current |retired |local |long-?time |sitting |acting |reigning |defending |newly elected |new |two-time |three-time )?(?:mayor|vice-?mayor|governor|lieutenant governor|attorney general|secretary of state|ambassador|sheriff|fire chief|police chief|postmaster|superintendent|city manager|town clerk|district attorney|county judge|school principal|high school principal|head coach|state senator|"
    r"state representative|congress(?:man|woman)|tv (?:anchor|meteorologist)|news anchor|radio host|weather ?(?:man|woman|presenter|caster|reporter)|news ?(?:reader|caster|presenter)|(?:state |county |national |world |local |high school )?(?:rodeo|homecoming|prom|beauty|fair|dairy|rose) (?:queen|princess|king)|(?:[\w-]+ ){0,2}(?:festival|parade|pageant|derby|round-?up|jubilee) (?:queen|princess|king|marshal)|(?:state|national|world|county|olympic|league|regional) (?:champion|medallist|medalist|record[- ]holder|finalist|spelling bee champion|winner)|bishop|rabbi|priest|imam|pastor|choir director|band director|football coach|basketball coach|county commissioner|city council(?:or|man|woman|member)|(?:judge|magistrate|treasurer|assessor|surveyor|coroner|clerk|poet laureate) (?:of|for|in) (?:our|the|this) (?:county|town|city|district|state|valley|parish)|champions? of (?:the )?(?:[\w-]+ ){0,2}(?:county|state|valley|world|league|rodeo|fair|racing|roll\w*|contest|games))\b"
)
_ONLY = re.compile(
    r"\b(?:the only|the first|the youngest|the oldest|the last|the tallest|the sole|one of (?:only )?(?:two|three)) (?:[\w-]+ ){1,6}?(?:(?:on|of|at|from|across|along) (?:the )?(?-i:[A-Z])\w+|in (?:the )?(?:town|county|state|valley|city|village|area|region|district|oregon|(?-i:[A-Z])\w+)|to (?:win|climb|swim|finish|run|serve|play|survive|have)|who (?:won|climbed|swam|finished|survived))\b"
    rf"|\b(?:the only|the first|the youngest|the oldest|the last) (?!therapist|clinician|doctor|provider|practitioner|trial|study)(?:[\w-]+ ){{0,3}}?(?:(?:wo)?man|girl|boy|{words.PERSON_NOUN})(?: ever| alive)? to (?!ask|call|see|know|say|tell|help|treat|use|be\b|come|arrive)[a-z]{{3,}}\b",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"\b(?:the|our|a) (?:(?:high|middle|local|small|fire|police|neighbou?ring) )?(?:town|county|state|village|city|valley|island|region|district|university|school|college|team|club|church|tribe)['’]s (?:current |new |only |first |last |former |retired |best |own |one |most |famous |lone |sole )?(?:[\w-]+ ){0,2}?(?!massage|clinic|practice|website|rules?|law|board|hospital|library)"
    rf"{words.PERSON_NOUN}\b"
    r"|\b(?:the|our) (?:town|county|village|city|valley|island|district|school|college|church|tribe)['’]s (?:only|first|last|one|lone) (?:[\w-]+ ){0,2}?(?:family|couple|household|twins?|triplets|siblings|sisters|brothers)\b"
    r"|\b(?:the|our) (?:town|village|county|city|valley|island|school|church)(?:['’]s)? (?:current |only |lone |fire |police |first |new |own )*(?:chief|sheriff|barber|baker|butcher|blacksmith|undertaker|postman|postmaster|librarian|vet|doctor|dentist|piano tuner|organist|crier|drunk|mayor|clerk|midwife|priest|pastor|constable|marshal|ferryman|lighthouse keeper|[\w-]+ (?:keeper|tuner|maker|vet))\b"
    r"|\b(?:the|its|our) only (?:[\w-]+ ){1,4}?(?:on|in|at|north|south|east|west|for|within|this side) (?:of )?(?:the )?(?:coast|town|county|state|valley|city|village|region|island|north|south|world|country|district|tribe|reservation|miles)\b"
    r"|\b(?:last|this) year['’]s (?:winner|champion|queen|king|marshal|valedictorian|finalist|(?:[\w-]+ ){1,3}(?:winner|champion|queen|king))\b"
    r"|\b(?:winner|champion|record[- ]holder|runner-up|valedictorian|grand marshal) (?:of|in|at) (?:the |this |last )(?!approach|idea|method|view|cause|work|technique|movement)"
    r"|\b(?:the|our|a) (?:goalkeeper|goalie|keeper|captain|quarterback|pitcher|catcher|setter|libero|striker|point guard|shortstop|coxswain|cox|stroke|concertmaster|first violin\w*|conductor|soloist|organist|principal \w+|lead singer|drummer|bassist|mascot) (?:of|for|in) (?:the|our|a) (?:[\w'’-]+ ){0,4}?(?:team|squad|crew|club|orchestra|symphony|choir|band|side|league)\b"
    r"|\b(?:surviving|remaining|one of the (?:two|three|four|five|six)) (?:[\w-]+ ){0,2}?(?:triplets?|quadruplets?|quintuplets?|siblings?|brothers?|sisters?|survivors?|members?|founders?|speakers?)\b"
)
_NEWS = re.compile(
    r"\b(?:was (?:on|in) the (?:local )?(?:news|paper|front page)|made (?:the )?(?:headlines|the news|the paper)|whose (?:story|accident|crash|rescue|trial|case) (?:was|made|ran)|as (?:seen|reported|read) (?:on|in) (?:the )?(?:news|tv|gazette|paper)|you (?:may|might|will|probably|surely) (?:have (?:seen|read|heard)|remember|know|recogni[sz]e) (?:about |of |that |from )*(?:her|him|the \w+|that \w+|this \w+)|survivor of the (?:\d{4}|(?-i:[A-Z])\w+)|won (?:the )?(?:lottery|bronze|silver|gold|olympic|world|state title|national)|the (?:crash|fire|shooting|accident|explosion|avalanche) (?:on|at) (?-i:[A-Z])\w+)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\b(?:tattoos? (?:of|that (?:says|reads)|reading)|birthmark (?:shaped|on|over)|tattooed (?:on|across|over|down|up) (?:her|his) \w+|missing (?:her|his) (?:left|right) \w+|prosthetic (?:eye|leg|arm)|glass eye|conjoined|six fingers|albin\w+|identical (?:twin|triplet)|one of (?:the )?(?:triplets|quadruplets|quintuplets))\b"
)

_SOMEBODY = rf"(?:{words.PERSON_NOUN}|(?:wo)?man|person|(?:young |old )?(?:fellow|couple|people|family|one|twins?))"
# "the woman whose barn fire was in the Gazette", "the pitcher who threw the no-hitter".
_DEED = re.compile(
    rf"\b(?:the|that|our) (?:[\w-]+ ){{0,2}}?{_SOMEBODY} (?:who|whose|that) (?:once |first |also |[a-z]+ly )?(?:[\w'’-]+ ){{0,3}}?"
    r"(?:won|threw|swam|climbed|crossed|rescued|saved|survived|was (?:adrift|shot|rescued|arrested|struck|bitten|attacked|kidnapped|elected|on (?:the|tv|television)|in (?:the|last|this))|were (?:in|on) the|sued|founded|invented|wrote|broke (?:the|a)|set (?:the|a)|scored|sang (?:at|for|in)|walked (?:across|from|the)|"
    r"rode (?:across|from|the)|ran (?:across|from|for)|rowed|sailed|flew|landed|lifted (?:a|the)|caught the|designed the|built the|painted the|reads? the (?:news|weather)|announces|plays the (?:organ|bells|carillon)|carved|hit the|pitched|lost (?:his|her|their) (?:house|farm|barn|home|boat)|burned down|made (?:the|it)|appeared|delivered|adopted|drives the (?:only|school|snow)|keeps the (?:light|bees|clock)|runs the (?:only|ferry|food|taco|coffee))\b[^.!?\n;]{0,80}"
)
_ROLE_OF = re.compile(
    r"\b(?:the|our) (?:new |former |current |retired |longtime |only )?(?:owner|chef|principal|head (?:coach|chef|nurse|teacher|librarian)|superintendent|director|conductor|organist|pastor|minister|chief|captain|dean|president|chair(?:man|woman|person)?|founder|brewmaster|winemaker|editor|voice|face|widow|wife|husband|son|daughter|mother|father|twin|brother|sister|parents?)(?: and \w+)? of (?:the|our|its) (?:[\w'’&-]+ ){0,3}?(?:truck|cart|shop|store|bakery|bar|tavern|brewery|winery|farm|orchard|dairy|mill|school|college|choir|orchestra|symphony|band|church|parish|temple|mosque|synagogue|team|paper|gazette|radio station|station|theater|theatre|museum|library|ferry|lighthouse|fire (?:hall|department)|department|triplets|quadruplets|quintuplets|sextuplets|mayor|sheriff|governor|victim|bride|murdered \w+)\b"
    r"|\b(?:the|our) (?:high |middle |grade |elementary |charter |fire |police |radio |local )?(?:school|district|college|university|church|parish|department|station|team|hospital|library|museum|orchestra|choir|theater|mill|brewery|bank|newspaper|paper)['’]s (?:[\w-]+ )?(?:principal|head coach|coach|superintendent|president|dean|pastor|priest|chief|captain|conductor|director|mascot|editor|founder|owner|organist)\b"
)
_RARE = re.compile(
    r"\b(?:an? (?:very |extremely |exceedingly )?rare (?:[\w-]+ ){0,2}?(?:condition|disease|syndrome|disorder|cancer|tumou?r|bone|blood|form)|one of (?:only |about |fewer than |just |some |the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve|twenty|thirty|forty|fifty|a hundred|a handful(?: of)?) (?:people|cases|patients|women|men|children|families|survivors)(?: (?:in|on|with|known|worldwide|ever|alive)\b[^.,;\n]{0,30})?|born (?:with (?:one|only|no|an extra|two|six|three)|without)\b[^.,;\n]{0,24}|"
    r"(?:shark|bear|cougar|lightning|avalanche|tsunami|plane[- ]crash|holocaust|polio|landslide|earthquake|sniper|shipwreck)[- ](?:attack |strike )?(?:survivor|victim)|struck by lightning|(?:retired|former|ex-?) ?(?:astronaut|olympian|senator|governor|congress\w+|nfl [\w-]+|nba [\w-]+|mlb [\w-]+|ballerina|rockette|spy|rodeo (?:clown|champion)|prisoner of war|pow)|an? (?:astronaut|olympian|olympic \w+)|"
    r"(?:triplets|quadruplets|quintuplets|sextuplets)|(?:last|only) (?:living |native |fluent |remaining |surviving )?(?:speaker|survivor|veteran|member|widow|witness) of (?:the|a|his|her|its|their)\b[^.,;\n]{0,30}|lost (?:both|one of|his|her) (?:\w+ )?(?:legs?|arms?|feet|foot|hands?|eyes?|sight|hearing|fingers?) (?:in|to|at|on|during)\b[^.,;\n]{0,24}|(?:eye ?patch|handlebar mustache|face tattoo|tattooed face|two different(?:ly)? colou?red eyes|waist-length (?:beard|hair)|seven feet tall|conjoined))\b"
)
_LIVED = re.compile(
    r"\b(?:won|took|holds?|set|broke) the (?:[\w-]+ ){0,3}?(?:title|championship|medal|record|cup|crown|pageant|derby|lottery|spelling bee)\b"
    r"|\b(?:survived|escaped|lived through|was in|were in|walked away from) the (?:[\w'’-]+ ){0,3}?(?:collapse|crash|fire|shooting|flood|explosion|avalanche|sinking|tornado|earthquake|landslide|attack|massacre|bombing|wreck)\b"
    r"|\b(?:a|the|an identical) twin (?:whose|of|brother|sister|who)\b[^.,;\n]{0,40}"
)
# Deeds, losses and offices with a place, a year or a season that lets people look them up.
_KNOWN_FOR = re.compile(
    r"\b(?:she|he|client|patient|who|whose (?:[\w-]+ ){1,2}?)[ ]?(?:once |also |just |has |had |recently |[a-z]+ly )?(?:founded|coached|starred|captained|led|built|wrote|composed|designed|drowned|died in|was (?:murdered|killed|shot|adrift|lost at|rescued|arrested|elected|crowned|named|featured)|"
    r"played (?:the lead|in|for)|plays (?:the )?(?:[\w-]+ )?(?:in|for|with) (?:the )?|sang (?:at|in|the)|sings (?:in|with) the|ran for|runs the|owns the|swam|climbed|crossed|won|competed|appeared on|was on|hosted|hosts|anchors)\b[^.!?;\n]{0,60}?(?:(?<=[ ])(?-i:[A-Z])[a-z]{2,}|\b(?:19|20)\d\d\b|\blast (?:spring|summer|fall|winter|year|season|month)|\bfor (?:\w+) days)\b"
    r"|\b(?:she|he|client|patient|who)[ ](?:once |also |has |had )?(?:fell|jumped|crashed|fainted|danced|skied|paddled|wrestled|fought|marched|spoke|performed|dove|proposed|studied|trained|toured|sailed|served|acted|modell?ed|cooked)\b[^.!?;\n]{0,30}?[ ](?:(?:with|at|in|for|off|on|from|aboard|under) )(?:the )(?-i:[A-Z][a-z]{3,})(?: (?-i:[A-Z])[a-z]+)?\b",
    re.IGNORECASE,
)
_STANDS_OUT = re.compile(
    r"\b(?:nobel (?:laureate|prize)|pulitzer|supreme court|laureate|(?:state|federal|circuit|appeals|municipal) (?:court )?(?:justice|judge)|(?:double|triple|quadruple|bilateral) amputee|conjoined|viral video|reality (?:show|tv)|(?:6|7|six|seven)[ -](?:foot|feet|ft)[ -](?:\w+)|[67]['’]\d{1,2}[\"”]|weigh(?:s|ed|ing) (?:[4-9]\d\d|(?:four|five|six|seven) hundred)|the (?:bride|groom|man|woman|girl|boy|guy|kid|lady) (?:from|in) (?:the|that) (?:[\w-]+ )?(?:video|photo|commercial|ad|billboard|show|film|movie|documentary|news|poster)|with (?:the|a) (?:parrot|monkey|python|snake|iguana|llama|falcon|ferret)\b|on (?:jeopardy|wheel of fortune|survivor|american idol|the voice|the bachelor\w*|oprah))\b"
)
_HEARD = re.compile(
    r"\b(?:(?:on|from) channel (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?:reads|read|does|did|presents) the (?:weather|news|morning show)|the voice (?:you|of the|behind)|you (?:hear|see|read about|saw) (?:her |him |about |it )?(?:on|in|every|about)\b[^.!?\n]{0,30}|you (?:read|heard) about|\byou(?:['’]d| would| may| might| will) (?:probably |surely )?(?:know|recogni[sz]e) (?:him|her)\b|\bads? on (?:channel|tv|the radio|the side)|from the (?:billboards?|commercials?|news|front page|tv show)|(?:her|his) (?:name|face|picture|photo|story) (?:is|was|has been) (?:on|in|all over) (?:the|every|a)\b[^.!?\n]{0,24})"
)
# "our client is the lighthouse keeper at the cape", "she is the bell ringer of the mission"
_KEEPER = re.compile(
    r"\b(?:(?:our|the|this|my|one|another|that|a) (?:[\w-]+ )?(?:client|patient|regular)|she|he)(?: is| was|['’]s|,) (?:the|our) "
    rf"(?!owner|author|founder|teacher of|instructor|director|therapist|first|last|same|next|mother|father|daughter|partner|member|other)(?:[\w'’-]+ ){{0,3}}?{words.PERSON_NOUN} (?:at|of|on|for|in|from) (?:the|our|this) (?:[\w'’-]+ ){{0,2}}?(?!class|course|clinic|practice|study|trial|paper|book|table|door|phone|day|week|month|family|house|back|neck)[\w'’-]+\b"
)
_RECORD = re.compile(
    rf"\b(?:world[- ]record|record[- ]holding|world[- ]famous|nationally ranked|hall[- ]of[- ]fame|prize[- ]winning) (?:[\w-]+ ){{0,2}}?(?!therapist|author|clinic|researcher|teacher|instructor|speaker){words.PERSON_NOUN}\b"
    r"|\bsurvivors? of (?:the|a) (?:[\w'’-]+ ){0,3}?(?:fire|crash|wreck|shooting|flood|explosion|avalanche|sinking|tornado|earthquake|landslide|collapse|bombing|massacre)\b"
    r"|\b(?:the|our) (?:town|village|county|city|valley|island|school|college|church|district)['’]s (?:only |lone |last |first )(?:[\w-]+ ){0,2}?(?:guard|chief|captain|agent|smith|marshal|cop|priest|nun|monk)\b"
    r"|\b(?:our|the|my|this) (?:[\w-]+ ){0,2}?(?:client|patient|regular) (?:once |also |used to |still )?(?:flew|piloted|captained|refereed|umpired|conducts|conducted|sings the|sang the|starred|invented|discovered|skippered|quarterbacked) [^.!?;\n]{4,60}"
)
_BIB = re.compile(r"\b(?:bib|jersey|race number|start number)(?: (?:number|no\.?|#))? ?#?\d{1,5}\b")
_TREATED = re.compile(
    rf"\b(?:has|have|had) (?:an? |his |her |their )?(?:[\w-]+ ){{0,2}}?(?:{words.AILMENT}|{words.BODY})\b"
    r"|\b(?:client|patient|pt|regulars?|we look after|we see|we loosen|hence our|among our|came (?:in|to (?:us|me))|on (?:our|my) table|she|he|this story|this case|(?:we|i) (?:treat|treated|saw|helped|help|work on|worked on|see)|her|his|comes (?:in|for|to (?:us|me)|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|every|each|here)|(?:sees|visits|saw|thanks?|finds) us|lies on|our (?:table|hands)|on our (?:list|books|schedule|roster)|an? case of|taught us)\b"
)
_CLIENTS = word_set("client patient regular she he")
_OURS = word_set("client clients patient patients regular regulars hence")
_SUBJECTS = word_set(
    "came comes visits sees lies gets thanks story case client patient pt her his she he clients patients treated saw helped regular regulars our we table us my"
)
# Words of which a pattern needs one in the passage; None where the list in triggers holds.
_NEEDS: tuple[tuple[re.Pattern[str], frozenset[str] | None], ...] = (
    (_OFFICE, None),
    (_ONLY, None),
    (_NOTED, None),
    (_NEWS, None),
    (_MARK, None),
    (
        _DEED,
        word_set(
            "won threw swam climbed crossed rescued saved survived shot arrested struck bitten attacked kidnapped elected tv television paper news gazette front fire sued founded invented wrote broke scored sang walked rode ran rowed sailed flew landed lifted caught designed built painted reads announces plays carved pitched burned appeared delivered adopted drives keeps runs adrift"
        ),
    ),
    (
        _ROLE_OF,
        word_set(
            "owner chef principal coach nurse superintendent director conductor organist pastor minister chief captain dean president chair chairman chairwoman founder brewmaster winemaker editor voice face widow wife husband son daughter mother father twin brother sister parents priest mascot"
        ),
    ),
    (
        _RARE,
        word_set(
            "rare born one survivor victim lightning astronaut olympian olympic retired former ex triplets quadruplets quintuplets sextuplets speaker veteran witness widow member lost patch mustache tattoo tattooed conjoined waist feet eyes"
        ),
    ),
    (_KEEPER, _CLIENTS),
    (_BIB, word_set("bib jersey race start")),
    (
        _RECORD,
        word_set(
            "world record nationally hall prize survivor survivors guard chief captain agent smith marshal cop priest nun monk flew piloted captained refereed umpired conducts conducted sings sang starred invented discovered skippered quarterbacked"
        ),
    ),
    (
        _LIVED,
        word_set("won took holds hold set broke survived escaped lived walked was were twin"),
    ),
    (
        _KNOWN_FOR,
        word_set(
            "fell jumped crashed fainted danced skied paddled wrestled fought marched spoke performed dove proposed studied trained toured sailed served acted modeled modelled cooked founded coached starred captained led built wrote composed designed drowned died murdered killed shot adrift lost rescued arrested elected crowned featured played plays sang sings ran runs owns swam climbed crossed won competed appeared hosted hosts anchors"
        ),
    ),
    (
        _STANDS_OUT,
        word_set(
            "nobel pulitzer supreme laureate justice judge amputee conjoined viral reality video commercial billboard documentary poster foot feet ft weighs weighed weighing parrot monkey python snake iguana llama falcon ferret jeopardy fortune survivor idol voice bachelor bachelorette oprah"
        ),
    ),
    (
        _HEARD,
        word_set(
            "know recognize recognise ad ads channel weather news voice hear see read saw heard billboard billboards commercial commercials front face picture photo name show"
        ),
    ),
)


def find(document: Document) -> Iterator[Finding]:
    """All traits that point to one patient."""
    for pattern, needed in _NEEDS:
        for passage, match in _candidates(document, pattern, needed or triggers.TRAITS):
            if document.text.startswith("Who ", match.start()) or is_history(document, passage):
                continue  # a question for all, or people long dead
            if document.is_study(passage) or (
                document.is_team(passage)
                and not document.is_personal(passage)
                # an owner, a founder or a director is in the trait itself
                and pattern not in {_ROLE_OF, _KNOWN_FOR}
            ):
                continue
            sentence = document.low[passage.start : passage.end]
            patient = _TREATED.search(sentence)
            if patient is None or not (
                words.PERSONAL.search(sentence)
                or words.PERSONAL_WEAK.search(sentence)
                or passage.has(_OURS)
            ):
                continue
            if re.search(
                r"\b(?:we are|our (?:clinic|practice|studio) (?:is|was)|is the only (?:clinic|practice|trial|study|drug))\b",
                sentence,
            ):
                continue
            yield Finding(
                "phi-trait",
                match.start(),
                match.end(),
                "a rare trait",
                "",
                False,
                "Leave the trait out, or write a role many people have (“an office worker”).",
            )


def _candidates(
    document: Document, pattern: re.Pattern[str], needed: frozenset[str]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    low = not any(pattern is cased for cased in (_ONLY, _NEWS, _KNOWN_FOR))
    for passage, match in document.matches(pattern, needed, low=low):
        if passage.has(_SUBJECTS) and (document.may_be_personal(passage) or passage.has(_OURS)):
            yield passage, match
