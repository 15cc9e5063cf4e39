"""What stands near a day and tells whose it is: a birth, a visit, a subject, or an event for all."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re

__all__ = ["BIRTH", "LIFE", "OF_CARE", "PUBLIC_DATE", "SUBJECT"]

BIRTH = re.compile(
    r"\b(?:born(?: on| in)?|d\.?o\.?b\.?|date of birth|b(?:irth|rith|irht|rth) ?da(?:y|te)|birth-date|bday|b-day)\b|\bb\.(?=[ ]*$)|(?<![a-z])dob(?![a-z])"
    r"|\b(?:surgery|operation|procedure|visit|appt|appointment|session|intake|treatment|injury|accident|admission|admitted|discharged?|birth|seen|re-?exam|re-?eval\w*|follow-?up|onset|referral|scan|mri|x-?ray)(?: date| dates| on| was)?[ ]*[:=][ ]*$"
    r"|\b(?:visit|session|tx|treatment)(?: (?:no\.? ?)?\d{1,2})?,?[ ]$"
    r"|\b(?:first|last|next|initial|final|second|third) (?:visit|session|treatment|appointment|appt|massage)(?: was| on| is|:)*[ ]*$"
    r"|\b(?:the|her|his|my) (?:crash|accident|wreck|collision|injury|operation|surgery|fall|stroke|diagnosis|replacement|due date|birth) (?:was |is |happened |came |on )*$"
    r"|\b(?:naci[óo] el|nacid[ao](?: el)?|fecha de nacimiento|geb\.?(?:oren)?(?: am)?|geburtsdatum|né[e]? le|date de naissance|doi)[ ]*[:=]?[ ]*$"
    r"|\b(?:loss|injury|service|accident|onset|admit(?:ted)?|discharge|death) (?:of|on|was)[ ]$"
    r"|\b(?:date of (?:loss|injury|service|accident|onset|surgery|visit|admission|discharge|death)|dos|dol|doa|edd|lmp)\b"
)
LIFE = re.compile(
    r"\b(?:born|dob|d\.o\.b|birth\w*|admitted|admission|discharged?|died|passed away|death|funeral|injur\w+|accident|crash\w*|"
    r"collision|rear-ended|fell|fall|surger(?:y|ies)|operation|operated|replacement|procedure|transplant|biops\w+|diagnos\w+|"
    r"seen|came|back|went out|gave out|locked up|seized|swollen|returned|stitches|op|opéré\w*|operad[ao]|operiert\w*|slipped|swelling|surgeon|visit(?:ed|s)?|sessions?|appointments?|appts?|appt|intake|treated|treatment|massage[ds]?|evaluated|"
    r"first saw|last saw|follow-?up|referred|referral|next|last|started|since|onset|delivered|delivery|due date|due|gave birth|"
    r"married|anniversary|moved|mri|x-?ray|scan|chemo|radiation|rehab|hospital\w*|stroke|cancel\w*|resched\w*|booked|no-show|"
    r"missed|wants|arriv\w+|invoice|charged?|paid|date of (?:service|injury|loss|visit|onset)|dos|doi|dol|wreck|hit|hurt|tore|broke|slot|gone|"
    r"birthday|anniversaries|retired|turned|loss|adjuster|released|checked (?:in|out)|loaned|lent|borrowed|signed)\b"
)
SUBJECT = re.compile(
    r"\b(?:she|he|her|his|hers|him|himself|herself|cook|patientin|paciente|i|i['’]m|i['’]ve|my|me|client|patient|pt|ms|mrs|mr|mom|mother|father|dad|husband|wife|daughter|son|kid|baby|year-old|"
    r"cyclist|runner|nurse|teacher|farmer|swimmer|dancer|violinist|carpenter|baker|driver|gardener|woman|man|boy|girl|lady|gentleman|fellow|guy|chap|regular|paciente|cliente|patientin)\b"
)
PUBLIC_DATE = re.compile(
    r"\b(?:workshops?|conference|class(?:es)?|courses?|seminar|webinar|open house|lecture|talk|closed|closing|reopens?|holiday|"
    r"reviewed|updated|verified|as of|checked|last (?:updated|reviewed|checked)|effective|accessed|retrieved|published|posted|expires?|renew\w*|valid|deadline|"
    r"act of|statute|rule|law|rev|minutes(?= of|, )|founded|opened|opening|established|register|tickets?|rsvp|trials?|study|studies|participants|patients were|recruit\w*|enrol\w*|"
    r"licen[cs]ed?|certifi\w+|revised|version|effective|took effect|guideline|bulletin|policy|hours|vaccin\w+ clinic|issued|announced|court|settle\w+|"
    r"penalt\w+|fined?|hhs|ocr|cms|fda|ftc|congress|senate|board|newsletter|edition|volume|copyright|war|signed into|speaks|speaking|lectures?|lecturing|teaches|theat(?:re|er)|charter|treaty|corrected|correction|errat(?:um|a)|retract\w*|appendix|fundrais\w*|parade|concert|webinars?|podcast|picnic|potluck|last day is|minutes of|next meeting|rev\.? (?=\d))\b"
)  # Words of care that need no "she": "Admitted 5/3, discharged 5/9".
OF_CARE = re.compile(
    r"\b(?:admitted|discharged?|admission|readmitted|d/c|post-?op|s/p|operated|surgery|stitches|sutures|cast|(?:appt|soap|doi|dol|dos|dob|tx|resched\w*|no-?show\w*)|consult|x-?ray|mri|onset|chemo)\b"
)
