"""How days, months and times are written: in digits, in words, in between, and hidden."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

__all__ = [
    "COMPACT_BIRTH",
    "DATE",
    "LOOSE",
    "MAYBE_NUMERIC",
    "MAYBE_SHORT",
    "NUMERIC",
    "WORDED",
]

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|märz|mai|juni|juli|oktober|dezember|"
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_ORDINAL_WORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|"
    r"sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)"
)
_CARDINAL_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twenty|thirty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th|<sup>(?:st|nd|rd|th)</sup>)?|{_ORDINAL_WORD})"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d|nineteen[ -](?:hundred[ -](?:and[ -])?)?[a-z]+(?:[ -][a-z]+)?|two thousand(?: and)?(?: [a-z-]+)?|twenty[ -](?:oh[ -])?(?:[a-z]+teen|twenty(?:[ -][a-z]+)?|ten|eleven|twelve))"
_WEEKDAY = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)"
_PART_OF = r"(?:(?:the[ ]+)?(?:first|second|third|fourth|last)[ ]+(?:week|weekend|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:the[ ]+)?(?:very[ ]+)?(?:last day|ides|middle|end|start|beginning)|(?:the[ ]+)?weekend)[ ]+(?:of|in)[ ]+"
_MONTH_DAY = rf"(?<![\w])(?:{_WEEKDAY}\.?,?[ ]+(?:the[ ]+)?)?{_MONTH}(?:[ ]+(?:the[ ]+)?|,[ ]|[-/.])(?:{_DAY}|{_CARDINAL_WORD}(?=,?[ ]+{_YEAR}))\b(?!:\d)(?:(?:,?[ ]+(?:of[ ]+|in[ ]+)?|,|[-/.]){_YEAR}|[-/]\d\d\b)?"
_DAY_MONTH = rf"(?<![\w./-])(?:{_WEEKDAY}\.?,?[ ]+)?(?:the[ ]+)?{_DAY}\.?(?:[ ]+(?:(?:day[ ]+)?(?:of|in)|de))?[ ./-]+{_MONTH}\b(?:(?:,?[ ]+(?:of[ ]+|del?[ ]+)?|[-/.,]){_YEAR}|[-/]\d\d\b)?"
_YEAR_FIRST = rf"(?<![\w./-])(?:19|20)\d\d[ ,./-]{{1,2}}(?:{_MONTH}[ ./-]{{1,2}}{_DAY}|{_DAY}[ ./-]{{1,2}}{_MONTH})\b"
_MONTH_YEAR = (
    rf"(?<![\w-])(?:{_PART_OF}|(?:mid|early|late)[- ])?{_MONTH}(?:,?[ ]+(?:of[ ]+)?|[-/]){_YEAR}\b"
)
_ISO = r"(?<![\w/.-])(?:19|20)\d\d[ ]?(?:[-/.])[ ]?(?:0?[1-9]|1[0-2])[ ]?[-/.][ ]?(?:0?[1-9]|[12]\d|3[01])(?![\d/-])"
_SLASH = r"(?<![\w/.$-])(?:0?[1-9]|[12]\d|3[01])[ ]?(?P<sep>[-–—/.\\|⁄∕])[ ]?(?:0?[1-9]|[12]\d|3[01])[ ]?(?P=sep)[ ]?(?:(?:19|20)\d\d|['’]?\d\d)(?![\d/]|[.-]\d)"
_SHORT = r"(?<![\w/.$-])(?:(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])|(?:1[3-9]|2\d|3[01])/(?:0[1-9]|1[0-2]))(?![\d/%]|[.-]\d)"
_MILITARY = r"(?<![\w/.-])\d{1,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:(?:19|20)?\d\d)?(?!\w)|(?<![\w/.-])(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\d{1,2}(?!\w)"
_ROMAN = r"(?<![\w/.-])\d{1,2}[. /-][ ]?(?-i:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)[. /-][ ]?(?:(?:19|20)\d\d|\d\d)(?!\w)"
_DOTTED = r"(?<![\w/.$-])(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?!\d)"
_TOLD = r"\b(?:[a-z]+|\d{1,2}) slash (?:[a-z]+|\d{1,2})(?: slash (?:nineteen|twenty|two thousand|\d{2,4}|[a-z]+)(?:[ -](?:[a-z]+ty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|[a-z]+teen|oh[ -][a-z]+|ten|eleven|twelve|one|two|three|four|five|six|seven|eight|nine))?)?"
_COMPACT = r"(?<![\w/.-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:t\d{4}(?:\d\d)?z?)?(?![\w-])"
# "on the twenty-third": a day of this month; lower ordinals count visits as often.
_ORDINAL_DAY = r"(?:on|since|until|by|before|after|for) the (?:eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)(?=[ ]*(?:[,.;:)!?\n\"”]|$|(?:and|at|with|because|but|but|she|he|i|we|when|for|in the (?:morning|afternoon|evening))\b))"
# "the tenth of the tenth", "leap day of 1952".
_OF_MONTHS = rf"(?<=the ){_ORDINAL_WORD} of the {_ORDINAL_WORD}\b(?! (?:month|week|year|visit|session))|\bleap day\b"
_MONTH_OF_YEAR = (
    r"(?<![\d/.-])(?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?![\d/-])"
    r"|(?<![\w/.-])(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])(?![\w/.-])"
)
_WEEKDAY_TIME = rf"(?<![\w]){_WEEKDAY}s?\.?(?:[ ]+(?:morning|afternoon|evening))?(?:,?[ ]+(?:at|@)[ ]*|,?[ ]+)\d{{1,2}}(?::\d\d)?[ ]?(?:am|pm|a\.m\.|p\.m\.|o'clock|:\d\d)?(?![ ]?(?:minute|min\b|hour|sessions?|visits?|%|weeks?|days?|/))"
_HOLIDAY = r"(?:thanksgiving(?: day| weekend)?|christmas(?: eve| day| week)?|easter(?: sunday| monday| weekend)?|labor day|memorial day|presidents['’]? day|veterans['’]? day|new year['’]?s?(?: eve| day)?|halloween|valentine['’]?s day|mother['’]s day|father['’]s day|independence day|juneteenth|columbus day|mlk day|groundhog day|st\.? patrick['’]s day|boxing day|good friday|ash wednesday|palm sunday|leap day|fourth of july|july fourth|rosh hashanah|yom kippur|hanukkah|diwali|eid)"
_ON_HOLIDAY = rf"(?<![\w-])(?:{_HOLIDAY}(?:,? (?:of |in )?(?:(?:19|20)\d\d|last year|this year))|(?:on|since|until|after|before|around|over|by|last|this|at|the (?:day|eve|morning|night|evening|week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?:after|before|of)|(?:an? |\d |one |two |three |four |five |six )?(?:days?|weeks?) (?:after|before)) {_HOLIDAY}\b)"
_LONE_MONTH = r"(?<![\w-])(?:on|in|last|since|this|next|until|by|from|every|each|around|before|after|through|started|starting) (?:(?:early|mid|late)[- ])?(?P<month>(?-i:January|February|March|April|May|June|July|August|September|October|November|December))\b(?![ ]+\d)|(?<![\w-])(?:early|mid|late)[- ](?-i:January|February|March|April|May|June|July|August|September|October|November|December)\b(?![ ]+\d)"

DATE = re.compile(rf"{_MONTH_DAY}|{_DAY_MONTH}|{_MONTH_YEAR}|{_ISO}|{_SLASH}", re.IGNORECASE)
"""A day or a month with its year, in any case of letters."""
WORDED = re.compile(
    rf"{_YEAR_FIRST}|{_MONTH_DAY}|{_DAY_MONTH}|{_MONTH_YEAR}|(?<!\w){_PART_OF}{_MONTH}\b"
)
"""A day or month with the month's name, in a lower-case text."""
NUMERIC = re.compile(rf"{_ISO}|{_SLASH}")
"""A full date in digits."""
MAYBE_SHORT = re.compile(r"[a-zA-Z]{3}(?:\d|\b)|\.\d\d\.|[. /-][ ]?[IVX]+[. /-]|-\d\d\b")
"""What follows a number that may be a date in a short form."""
MAYBE_NUMERIC = re.compile(r"[ ]?[-–—/.\\|⁄∕][ ]?\d{1,2}[ ]?[-–—/.\\|⁄∕][ ]?['’]?\d")
LOOSE = re.compile(
    rf"{_MONTH_OF_YEAR}|{_ON_HOLIDAY}|(?:{_WEEKDAY},? )?the \d{{1,2}}(?:st|nd|rd|th)\b(?! (?:visit|session|time|street|century|floor|percentile|rib|grade|day of))|{_ORDINAL_DAY}|{_OF_MONTHS}|{_SHORT}|{_COMPACT}|{_MILITARY}|{_ROMAN}|{_DOTTED}|{_TOLD}|{_WEEKDAY_TIME}|{_LONE_MONTH}",
    re.IGNORECASE,
)
"""Forms that are dates only where a patient is spoken of."""
COMPACT_BIRTH = re.compile(
    r"(?<!\d)(?:(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[12]\d|3[01])[ ]?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d{6}|\d{1,2}-\d{1,2}(?![ ]?(?:weeks?|wks?|days?|visits?|x\b|times|sessions?|min|hours?|months?|years?|/10))|\d{1,2}[. /-][ ]?[ivx]{1,4}[. /-][ ]?(?:19|20)?\d\d)(?!\d|[-/])"
    rf"|(?:{_CARDINAL_WORD}|oh[- ](?:one|two|three|four|five|six|seven|eight|nine))[ /,-]+{_CARDINAL_WORD}[ /,-]+(?:nineteen|twenty|two thousand|[a-z]+ty)\b(?:[ -][a-z]+)?(?:[ -](?:one|two|three|four|five|six|seven|eight|nine)\b)?"
)
"""Digits without separators, or words, that only a label such as "DOB" makes a date."""
