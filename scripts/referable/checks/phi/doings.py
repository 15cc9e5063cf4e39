"""What stands right after a name and shows that its bearer is a person, or one who is treated."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

from referable.checks.phi import vocabulary as words

__all__ = [
    "ACTS",
    "AGED",
    "CODED",
    "DID",
    "HE_OR_SHE",
    "OWNS",
    "PERSON_ACTS",
    "PRONOUN",
    "REACHED",
    "SCORES",
    "SOME_VERB",
    "SPEAKS_UP",
    "STRUGGLED",
    "WITH_COMPLAINT",
]

_VERB = (
    r"(?:came|comes|coming|presented|presents|complain\w*|arrived|struggled|struggles|suffered|suffers|told (?:us|me)|felt|feels|"
    r"could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|can['’]t|cannot|is back|is (?:now )?(?:pain|able|walking|running|sleeping|recovering|healing|here|due|"
    r"a \d|an \d|one of our|our (?:client|longest)|coming|seeing|doing (?:well|great|better)|pleased|thrilled|happy)|returned to|went back|slept|sleeps|noticed|walk(?:ed|s) (?:in|out|again|without)|had (?:a|an|her|his|two|three|been|knee|hip|back|neck|surgery|no)|"
    r"has (?:a|an|had|been|scoliosis|fibro|chronic|no|lupus|ms|sciatica|his|her)|was (?:diagnosed|referred|in |rear|treated|seen|admitted|discharged|having|able|unable|born|so|told|hit)|"
    r"underwent|tore|injured|hurt|fell|booked|cancell?ed|missed|resched\w+|no-?show\w*|needs (?:to|a|her|his)|wants (?:to|a|her|his)|likes (?:\w+ ){0,2}pressure|"
    r"reports?|reported|woke|walked|ran|limped|cried|swears|loves (?:her|his|our|deep)|started|stopped|began|finished|completed|recovered|broke|sprained|lives|worked|works (?:at|as|for)|"
    r"called|texted|wrote|writes|says|said|paid|owes|moved|turns|turned|celebrat\w+|lost|gained|regained|discharged|died|passed away|from [A-Z]|got (?:her|his|back|rear)|gets|tried|thought|did not|didn['’]t|never|"
    r"goes by|rated|scored|tolerated|responded|improved|improves|prefers|visits? (?:us|me)|visited|sees (?:us|me)|dances|hikes|plays|rides|drives|teaches (?:third|first|second|kinder|fourth|fifth|at)|described (?:her|his|the) (?:pain|jaw|back|neck|head)|had|has (?:[\w,-]+ ){0,8}?(?:bad|sore|stiff|frozen|new|tight|broken|torn|weak|numb|sick|burning|aching|swollen|stubborn|cranky|left|right|chronic) )"
)
DID = re.compile(
    rf"[’']?s?[ \t]*(?:,[^.,\n]{{1,60}},|\([^)\n]{{1,40}}\)|,(?=[ \t]+who))?[ \t]+(?:(?:has|had|who|also|first|then|just|finally|recently|always|now|still)[ \t]+){{0,2}}{_VERB}\b",
    re.IGNORECASE,
)
STRUGGLED = re.compile(
    r"(?:,[^.,\n]{1,60},)?[ \t]+(?:who )?(?:could(?:n['’]t| not| barely| hardly)|can (?:now|finally|again)|limp\w*|hobbl\w+|struggl\w+|suffer\w*|complain\w*|tore|"
    r"injured|hurt|fell|woke|slept|sleeps|recovered|walked (?:in|out|without)|came (?:in|to (?:us|see|me))|is (?:pain|back on|able to|walking|running|sleeping|recovering|healing))\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"[,;:.!)–—-]{0,2}\s+(?:she|he)(?:['’](?:s|d|ll))?[ \t]+[a-z]",
    re.IGNORECASE,
)
OWNS = re.compile(
    rf"(?:[’']s?|s[’'])[ \t]+(?:[\w-]+[ \t]+){{0,3}}?(?:{words.AILMENT}|{words.BODY}|{words.CARE}|mother|mom|dad|father|"
    r"husband|wife|daughter|son|kids?|child(?:ren)?|sister|brother|grand\w+|twins?|baby|parents?|boyfriend|girlfriend|spouse|widow|insurance|dob|birthday|phone|cell|number|address|e-?mail|story|results?|"
    r"surgeon|doctor|adjuster|goals?|home exercises?|before|after|photos?|file|folder|case|permission|consent|testimonial|review|words|husband|partner|employer|policy|medicare|card|chart)\b",
    re.IGNORECASE,
)
REACHED = re.compile(
    r"[ \t]*[,:(|-]?[ \t]*(?:\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|[\w.+-]+@\w|(?:dob|mrn|ssn|ph|cell)\b)",
    re.IGNORECASE,
)
# "Petra Nyland's is FP-8A42C1", "Odalys Ferrer, policy PIP 8817 2290".
CODED = re.compile(
    r"(?:['’]s?)?(?:[ ](?:is|are|was|has|=)|[ ]?[,:(|–—-])[ ]?(?:(?![A-Z]{2}[ ])[A-Za-z#.]+[ ]){0,3}#?(?=[A-Z]{0,5}[ -]?[\dA-Z-]*\d{2})(?!(?:19|20)\d\d\b|8(?:00|33|44|55|66|77|88)[- .]|[A-Z]{2}[ ]\d{5})[A-Z]{0,5}[ -]?\d[\dA-Z-]{3,}"
)
# "Bjarne: “Only the first time.”" in an interview.
SPEAKS_UP = re.compile(r"[*_]{0,2}:[*_]{0,2}[ ]*[\"“]")
# "Tilda 7→3", "Gideon, knee": how a course is jotted down.
SCORES = re.compile(
    r"[*_]*[ ]*[|:,(]?[ ]*\d{1,2}(?:/10)?[ ]*(?:→|->|=>|–|to\b|\||,)[ ]*\d{1,2}(?:/10)?(?![\d:.,/-])"
)
WITH_COMPLAINT = re.compile(
    rf"[*_]*[ ]?(?:[,:(>]|[–—-][ ]|\()[ ]?(?:(?:no|left|right|low|upper|frozen|sore|stiff|bad|new|new|tight)[ ])?(?:{words.BODY}|{words.AILMENT})\b(?! (?:pain scale|trial|study|test))"
)
AGED = re.compile(
    r"(?:[ ][A-Z][a-z]+)?[ \t]*(?:,[ \t]*|[ \t]*\([ \t]*|[ \t]+is[ \t]+(?:an?[ \t]+)?|[ \t]+-[ \t]+)(?:age[d]?[ \t]+)?(?:\d{1,3}\b(?!\s*(?:minutes?|hours?|weeks?|%|st|nd|th|:))(?!/)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?\b(?! (?:minutes?|hours?|percent|people|clients|patients|dollars)))"
)
# Anybody may do these; they show that a word is a person, not that the person is treated.
ACTS = re.compile(
    r"[’']?s?[ \t]*(?:,[^.,\n]{1,60},|\([^)\n]{1,40}\))?[ \t]+(?:(?:has|had|who|also|first|then|just|finally|recently|always|now|still|never|often|once|was|is|still|already|really|even|almost|nearly|simply|and (?:her|his|their) \w+)[ \t]+){0,3}"
    r"(?:asks?|asked|brings?|brought|sits?|sat|stands?|stood|naps?|napped|laugh\w*|smil\w+|joke[sd]?|rolled|rang|rings|phoned|e-?mailed|mentioned|wonders?|wondered|hopes?|hoped|wish\w*|thinks?|thought|knows|knew|feels|looks?|looked|comes|goes|went|gone|made|makes|took|takes|keeps|kept|found|"
    r"gives|gave|told|tells|saw|sees|heard|hears|met|knits?|knitted|gardens?|gardened|cooks?|cooked|bakes?|baked|sings?|sang|paints?|painted|builds?|built|drove|rode|swam|swims|climbs?|climbed|hiked|danced|jog\w*|farms?|fishes|fished|slipped|tripped|twisted|pulled|lifted|"
    r"lay|lies|relax\w*|breathed|exhaled|reach\w*|bent|bends|turned|signed|insist\w*|refus\w+|declin\w+|agreed|apologi[sz]\w+|thank\w*|hug\w*|wept|weeps|cries|sigh\w*|grins?|grinned|shrug\w*|snor\w+|sleeps|slept|left|leaves|arrives|enjoy\w*|hates?|hated|loves?|loved|likes?|liked|wants?|wanted|needs?|needed|"
    r"use[sd] to|can|could|will|would|won['’]t|wouldn['’]t|is|was|has|had|does|did|doesn['’]t|isn['’]t|wasn['’]t|hasn['’]t|hadn['’]t|couldn['’]t)\b",
    re.IGNORECASE,
)
PERSON_ACTS = re.compile(rf"(?:{ACTS.pattern})|(?:{DID.pattern})", re.IGNORECASE)
SOME_VERB = re.compile(r"[ ](?:[a-z]+ly[ ])?[a-z]{2,}(?:s|ed)[ ]")
HE_OR_SHE = re.compile(r"\b(?:she|he|her|his|him|herself|himself|she['’]s|he['’]s)\b")
