"""Words of bodies and visits in turns of phrase that speak of neither: "in case of rain".

Whether a name is a patient's is told by the words around it. "Back in 1987", "the mouth of the
river" and "free of charge" have such words and mean nothing by them, so the rules read a text in
which they are blotted out. Every offset stays what it was.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

__all__ = ["without_idioms"]

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_ROOMS = "(?:room|building|store|shop|house|church|hall|page|card|book|bus|car|van|line|lot|theater|menu|brochure|form)"
# Under each word the phrases in which it means nothing of a body or a visit; "<>" stands for it.
_IDIOMS = {
    "case": r"\bin <>(?! of emergency)(?= (?:of|you|we|it|the|there|that|anyone|someone|things|plans)\b)|\b(?:worst|best|just in|in any|in that|upper|lower)[- ]<>|<> (?:in point|law)\b|\b(?:make|makes|made|making|state|stated) (?:the|a|its|his|her|their) <>",
    "charge": r"\bfree of <>|\b(?:in|take|takes|took|taking) <>",
    "session": r"\b(?:legislative|poster|jam|recording|breakout|plenary|question|q ?& ?a|brainstorming|listening|training|information) <>",
    "chart": r"\b(?:off the|bar|pie|flow|wall|pop|seating|size|paint|billboard) ?<>|<>[- ]topp\w+",
    "record": r"\b(?:world|track|gold|broken|course|state|school|league|vinyl|for the|off the|set a|sets a|setting a|broke the) <>|<>[- ](?:label|store|player|breaking|shop|deal|company|high|low|heat|snow|time|crowd)\b",
    "slot": r"<> (?:machines?|cars?)\b",
    "package": r"<> (?:deal|tour|holiday|store)s?\b",
    "balance": r"\b(?:work[- ]?life|bank|on|hang in the|tip the) <>|<> (?:sheets?|bikes?|beams?)\b",
    "book": r"<> (?:clubs?|signings?|fairs?|sales?|reviews?|lovers?|launch)\b|<> (?:the|a|your|our) (?:room|hall|venue|van|ferry|flight|hotel|table|church|campsite|band|speaker|caterer)\b",
    "treatment": r"\b(?:window|water|sewage|heat|royal|the silent) <>",
    "patient": r"\b(?:please |be |being |are |is |was |very |so |more )<>(?= (?:with|while|as|and|about)\b|[.!,])",
    "operation": r"\bhours of <>",
    "back": rf"\b<>(?= (?:then|when|home|door|yard|row|page|pages|cover|room|office|roads?|lot|gate|porch|fence|matter|issues?|catalog|order|to (?:school|work|the|back|top|normal|basics|nature)|and forth|in (?:1[89]|20[0-2]\d|the day|the \d|those|{_MONTH})))|\b(?:at|in|on) the <>(?= of (?:the|this|our|a|your) {_ROOMS})|\b(?:go|goes|went|come|comes|came|dates?|dating|dated|look|looking|looked|travel\w*|stepp?\w*|head\w*|giv(?:e|es|ing)|bring\w*|brought|welcome|welcomed|write|wrote|cut|cuts) <>(?= (?:to|in|at|on|for|with|over|through)\b|[.,!;])",
    "hand": r"\bon the other <>|\b(?:(?:by|at) |(?:second|first)[- ])<>|<>[- ](?:outs?|made|written|drawn|picked|painted|crafted|built|sewn|over|rail|rails)\b|\b(?:left|right)[- ]<> (?:side|turn|corner|column|lane)\b|\ball <> on deck|<> in hand\b",
    "head": r"\b<>(?= (?:of|for|to|over|north|south|east|west|start|coach|chef|office|librarian|teacher|down|up|out|into|gardener|baker|brewer|nurse|ranger|count|or tails|the|our)\b)",
    "face": r"<>(?= (?:of|to face|value|north|south|east|west|the)\b)",
    "feet": r"<>(?= (?:of|long|wide|tall|high|deep|away|above|below|from|square|under|over|in length|apart)\b)|\b(?:square|cubic|\d[\d,]*|cold) <>(?! (?:pain|massage|treatment|session))",
    "foot": r"\b(?:square|cubic|on|by) <>(?=[ .,;!])|<>(?= (?:of the (?:hill|hills|stairs|bridge|mountain|page|bed|street|pass|butte|falls)|traffic|bridge|path|race|note|notes|prints?|hills|ferry)\b)",
    "heart": r"\b(?:by|from|at|in|to) the <>(?= of)|\b(?:by|take|at) <>",
    "shoulder": r"<>(?= (?:season|of the (?:road|highway|hill)))",
    "neck": r"<>(?= (?:of the woods|and neck|of land)\b)",
    "elbow": r"<>(?= (?:room|grease)\b)",
    "thumb": r"\brule of <>|<>(?= (?:up|down|drive|drives|tack)\b)",
    "finger": r"<>(?= (?:crossed|foods?|paint\w*|puppets?)\b)",
    "mouth": r"\bword of <>|<>(?= of the (?:river|creek|bay|columbia|cave|canyon|harbor))",
    "chest": r"<>(?= of drawers)|\b(?:treasure|ice) <>",
    "rib": r"\bspare <>",
    "spine": r"<>(?= of (?:the|a|each|its) (?:book|books|range|mountains))",
    "body": r"\b(?:student|governing|public|legislative|heavenly|elected|advisory) <>|<>(?= (?:of (?:work|water|evidence|law)|text|copy|shop)\b)",
    "joint": r"<>(?= (?:venture|statement|effort|committee|meeting|project|session|account|custody|chiefs|work|letter)s?\b)",
    "muscle": r"<>(?= cars?\b)",
    "leg": r"\b(?:last|first|second|final|third|home) <>(?= of\b)",
    "fall": rf"\b<>(?= (?:on (?:a |the )?(?:{_DAY}|holiday|weekend|\d)|term|semester|colou?rs?|season|festival|fair|schedule|hours|leaves|foliage|newsletter|break|harvest|edition|catalog|classes|20\d\d)\b)|\b(?:this|last|next|every|each|early|late) <>",
    "crash": r"<>(?= (?:course|landing|test)s?\b)",
    "pain": r"\bgrowing <>|<>(?= points?\b)",
    "depression": r"\bgreat <>",
    "stroke": r"<>(?= of (?:luck|genius|midnight|a pen|the pen))|\b(?:breast|back|side|brush)[ -]?<>",
    "nerve": r"\b(?:had|has|have|of all) the <>|\b(?:hit|hits|struck|touched|touches) a <>|\b(?:lost|kept|keep|lose) (?:her|his|their|my|your) <>",
    "sore": r"<>(?= losers?\b)",
    "broken": r"<>(?= (?:link|links|window|windows|heater|elevator|record|printer|lock|door|glass|chair|pipe|pipes|boiler|furnace|english|hearts?|promises?)\b)",
    "temple": r"<>(?= (?:of|in|square|beth|university|block|grandin)\b)",
    "stiff": r"<>(?= (?:competition|drink|penalty|fines?|breeze|upper))",
    "knee": r"<>[- ]deep\b",
}  # fmt: skip
_PATTERNS = tuple(
    (word, re.compile(phrases.replace("<>", rf"({word}(?:s\b|\b))")))
    for word, phrases in _IDIOMS.items()
)
_BEFORE = 16
_AFTER = 32
# "Ms. Obi" has no multiple sclerosis; another title of the same length says so.
_TITLE = re.compile(r"\b[Mm]s(?=\.?[ \t]+[A-Z])")
# "Benton Hospice", a house.
_HOUSE = re.compile(r"(?<=[a-z] )Hospice\b")


def without_idioms(text: str, low: str) -> str:
    """A lower-case text of the same length in which such words are blotted out.

    Args:
        text: The text.
        low: The same in lower case.
    """
    blots = [(*m.span(), "mr") for m in _TITLE.finditer(text)]
    blots += [(*m.span(), "x" * 7) for m in _HOUSE.finditer(text)]
    for word, pattern in _PATTERNS:
        at = low.find(word)
        while at >= 0:
            for match in pattern.finditer(low, max(0, at - _BEFORE), at + _AFTER):
                if match.start(match.lastindex or 0) == at:
                    start, end = match.span(match.lastindex or 0)
                    blots.append((start, end, "x" * (end - start)))
            at = low.find(word, at + len(word))
    if not blots:
        return low
    pieces: list[str] = []
    done = 0
    for start, end, instead in sorted(blots):
        pieces += (low[done:start], instead)
        done = end
    pieces.append(low[done:])
    return "".join(pieces)
