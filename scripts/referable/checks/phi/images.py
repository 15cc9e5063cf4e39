"""PHI-IMAGE (P, Q): pictures, recordings and body prints of patients, by what is said of them."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import re
from collections.abc import Iterator

from referable.checks.phi import lexicon, triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.lexicon import fold
from referable.checks.phi.model import Finding
from referable.checks.phi.names import CAP

__all__ = ["find"]

_CAPTION = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]|\b(?:alt|title|caption|data-caption|aria-label)[ \t]*[=:][ \t]*[\"'](?P<attr>[^\"'\n]+)[\"']|^[ \t-]*(?:alt|caption|image_alt|alt_text|figcaption|photo|image_caption)[ \t]*:[ \t]*(?P<yaml>[^\n]+)$"
    r"|<figcaption[^>]*>(?P<fig>.*?)</figcaption>|^[*_(]*(?:photo|picture|pictured|image|video|caption|shown|above|below|left|right)[ \t]*(?:here|above|below)?[:,][ \t]*(?P<text>[^\n]+)$",
    re.IGNORECASE | re.MULTILINE,
)
_DECLARED = re.compile(
    r"\b(?:models?|stock|staff|posed|actor|actress|volunteer|illustration|drawing|diagram|sketch|drawn|painting|cartoon|icon|logo|map|plan of|forest plot|plot|graph|bar chart|chart of|chart showing|flow ?chart|table of|"
    r"screenshot of (?:the|our|this) (?:site|website|page|home ?page|search|menu|builder|terminal|settings)|empty|mannequin|skeleton|plastic|anatom\w+|silhouette|nobody|no one|sample|blank|template|mock-?up|with fake|made-?up|invented|demonstrat\w+ on (?:a|another|her|his) (?:colleague|therapist|staff)|colleague|therapist (?:alex|sam)|our (?:therapist|team|owner)|portrait of (?:our|the) (?:therapist|owner))\b"
)
_PATIENT = re.compile(
    r"\b(?:(?:client|patient) (?:lying|prone|supine|side-?lying|sitting|seated|standing|asleep|visible|face|holding|walking)|(?:two|three|four|five|both|several) (?:of (?:our|my) )?(?:[\w-]+ )?(?:clients|patients|regulars)|(?:a|our|my|one of our|the|happy|this|smiling|first|new|longtime|long-time|favou?rite|returning|regular|another|real|former) (?:[\w-]+ ){0,2}(?:client|patient)s?(?:['’]s)?|clients?['’]?s? (?:face|back|neck|shoulder|posture|hips?|legs?|knee|after|before|on|receiving|getting|smil\w+|during|enjoying|relax\w+|with|x-?ray|mri|progress|scar|bruise)|"
    r"patients?['’]?s? (?:face|back|neck|shoulder|posture|hips?|legs?|knee|after|before|on|receiving|getting|smil\w+|during|enjoying|relax\w+|x-?ray|mri|progress|scar|bruise)|before[ -](?:and|&|/)[ -]?after|before/after|(?:client|patient) since|on (?:our|my|the) table|progress (?:photo|picture|pic)|posture (?:photo|picture|pic|analysis)|(?:her|his) (?:face|back|shoulder|neck|hip|knee|mri|x-?ray|scan|scar|posture|smile|progress|legs?|arm|jaw|before|after)|"
    r"(?:photo|picture|selfie|video|snapshot|portrait|close-?up) of (?:her|him|a client|a patient|our client|the client|the patient)|selfie|group photo|with (?:her|his) (?:permission|consent|ok)|(?:one|two|three|some|a few|all|many) of (?:our|my) (?:[\w-]+ )?(?:regulars?|clients|patients|members)|(?:our|my|a) (?:[\w-]+ )?regulars?\b|(?:before|after|during|at|in|following|enjoying|receiving) (?:her|his|their) (?:\w+ ){0,2}?(?:treatment|session|massage|visit|appointment|cupping|intake|surgery))\b"
)
_SCREENSHOT = re.compile(
    r"\b(?:screen ?shots?|screen ?grab|screen ?cap(?:ture)?|photo|picture|scan|scanned copy|snapshot|copy|image|pic)s? of (?:[\w'’]+ ){0,4}(?:calendar|schedule|appointment(?:s| book)?|bookings?|text(?:s| message| thread| conversation)?|messages?|dms?|inbox|e-?mails?|voicemail|charts?|"
    r"intake(?: forms?)?|soap notes?|prescriptions?|rx|insurance cards?|sign-?in sheet|referral(?: form| letter| slip)|check|licen[cs]e|waiting list|waitlist|client list|invoice|x-?rays?|mris?|day ?planner|whiteboard|records?|session notes?|medical record|lab results?|thank-?you (?:card|note)|portal|review from)\b"
    r"|\b(?:picture|photo|screenshot|image|shot)\b[^.\n]{0,50}\b(?:client|patient|appointment|waiting) (?:list|names|schedule|book|board)\b|\b(?:client|patient|appointment) (?:list|names|schedule|board)\b[^.\n]{0,40}\b(?:in the (?:picture|photo|background)|visible)\b"
    r"|\b(?:calendar|schedule|appointment book|text thread|text message|inbox|chart|intake form|portal|booking (?:page|app)|day planner) (?:screen ?shot|screen ?grab|screen ?cap\w*|photo)\b"
)
_BIOMETRIC = re.compile(
    r"\b(?:finger ?prints?|thumb ?prints?|palm ?prints?|hand ?prints? scan|voice ?prints?|voice[ _](?:recording|template|samples?|memo)s?|retina(?:l)? scans?|iris scans?|face[ _](?:id|template|scan|map|geometry)|faceprints?|facial (?:template|recognition|scan|geometry)|palm scans?|hand geometry|(?:retinal?|iris|vein|palm|ear|lip|tongue)[ _-](?:patterns?|scans?|images?|prints?|maps?|templates?|files?|codes?|shapes?|geometry|captures?|readings?)|(?:her|his|(?:client|patient)['’]s) voice (?:on|in|from) (?:the |our |an? )?(?:answering|voice ?mail|recording|tape|file|clip|message|video|audio|phone)\w*|(?:face|voice|finger|thumb|palm)[ _](?:unlock|log-?in|sign-?in|scans?|samples?|templates?|hash(?:es)?|enrol\w*)|(?:dental|plaster|foot|hand|face) (?:cast|mou?ld|impression)s? of|dna (?:sample|profile|test|results?)|ear ?prints?|lip ?prints?|tongue ?prints?|keystroke (?:pattern|profile)|signature (?:scan|image)|scan of (?:her|his|the (?:client|patient)['’]s) signature|gait[ _](?:template|recording|video|signatures?|analysis (?:file|video|recording))|foot ?print scan|recording of (?:her|his|the client|the patient)(?:['’]s)? (?:voice|session)|body scan|3-?d scan|biometric\w*)\b"
)
_OWNED = re.compile(
    r"\b(?:her|his|my|client['’]?s?|patient['’]?s?|(?:client|patient|pt)_\w+|she|he|for (?:mr|mrs|ms)|mr|mrs|ms|(?:our|each|every|member) (?:\w+ )?(?:clients?|patients?)|each client|is stored|are stored|we store|store (?:the|a|his|her)|keeps?|kept|signs? in|recorded|attached|saved (?:as|to|in)|stored (?:as|in|at|under)|enrolled|hash|uploaded|on file|enclosed|file:|\.(?:wav|mp3|m4a|mp4|png|jpg|bin|dat|tpl|wsq))\b|['’]s "
)
_NEVER = re.compile(
    r"\b(?:never|no|not|don['’]t|do not|nor|without|neither|avoid|remove|refuse|policy|identifiers?|safe harbor|such as|including|include|bring|please|we ask|your|how to|may not|must not|cannot|can['’]t|if you|instead of)\b"
)
_NEVER_AFTER = re.compile(
    r"\b(?:protected health|health information|identif\w+|never|no longer|do not|don['’]t|must not|may not|cannot|can['’]t|is not|are not|not be|if you|instead of|policy|safe harbor)\b"
)
_OF_PATIENT = re.compile(
    r"\b(?:photos?|pictures?|selfies?|videos?|snapshots?|portraits?|close-?ups?|x-?rays?|scans?|pics?|reels?|clips?|footage|polaroids?|time-?lapses?|gifs?|tiktoks?) (?:of|with|showing|from) (?:her|his|him|(?:our|my|the|this|that) (?:[\w'’-]+ ){0,3}?(?:client|patient)|(?:to ?day|yesterday|tonight|this (?:morning|afternoon|week)|last (?:night|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]s (?:[\w'’-]+ ){0,3}?(?:client|patient)|(?:two|three|four|five|six|some|several|both|many|all)(?: of (?:our|my))? (?:[\w-]+ )?(?:clients|patients|regulars)|an? (?:[\w-]+ ){0,2}?(?:client|patient)|one of (?:our|my) (?:[\w-]+ )?(?:clients|patients|regulars))(?:['’]s)?\b|\b(?:photo|picture|video|image|clip|snapshot|x-?ray|scan|selfie) (?:(?:here|above|below|to the (?:left|right)|on the (?:left|right)|at the top|we took|i took) )?(?:shows?|is of|was taken|features?|captures?) (?:her|him|(?:our|the|this|a) (?:client|patient))\b|\b(?:voice ?mail|voice memo|recording|video|clip|audio|selfie|photo|picture) (?:that )?(?:our|the|a|my|one) (?:[\w-]+ )?(?:client|patient) (?:left|sent|made|recorded|took|posted)\b|\bin (?:the|this) (?:picture|photo|video|clip|shot)[:,]? (?:is |you see |we see )?(?:our|a|the|my) (?:[\w-]+ ){0,3}?(?:client|patient|regular)\b|\b(?:her|his) (?:mri|x-?ray|scan|photo|picture|selfie),? (?:\()?(?:here|left|right|above|below|attached|pictured)\b|\b(?:the|our|my|this|that|a) (?:client|patient)['’]s (?:x-?rays?|mri|scan|photo|picture|selfie|video|portrait)\b"
)
_SHOWN = re.compile(
    rf"\b(?:pictured|shown|in this (?:photo|picture|video|clip|shot)|photo(?:graph)?s?|video|picture|selfie|snapshot)(?: (?:here|above|below|is|of|with|shows|from))* (?:is |of )?(?-i:{CAP}|\b(?:client|patient|her|him)\b)",
    re.IGNORECASE,
)

# "Refer a patient" on a button labels no picture.
_NO_PICTURE = re.compile(r"\b(?:never|no|do not|don['’]t|refer|referring|send|sending)\b")
_POSTED = re.compile(
    r"\b(?:here(?:['’]s| is| are)|posting|posted|attached(?: is| are)?|see|check out|look at|sharing|shared|uploaded) (?:\w+ ){0,4}?(?:photos?|pics?|pictures?|selfies?|videos?|before[- ]and[- ]after|recordings?|voicemail|clip) (?:of|from|with) (?:\w+ ){0,2}?(?:client|patient|her|him|his|my|session|(?:her|his) \w+)\b"
)


_OF_ENTRY = re.compile(r"^[ \t-]*(?:client|patient|pt|member)(?:[_ -]\w+)?[ \t]*:", re.MULTILINE)


def find(document: Document) -> Iterator[Finding]:  # noqa: C901, PLR0912 - a chain of early returns
    """All mentions of a picture or recording that shows a patient."""
    for _, match in document.matches(_CAPTION, triggers.CAPTIONS):
        group = match.lastgroup or "alt"
        if match[group] is None:
            continue
        caption = match[group]
        passage = document.passage_at(match.start())
        if passage is None or _DECLARED.search(caption) or not caption.strip():
            continue
        hit = (
            _SCREENSHOT.search(caption)
            or _PATIENT.search(caption)
            or _BIOMETRIC.search(caption)
            or _body_of(document.text, match.start(group), match.end(group))
        )
        if (
            hit is None
            and document.has_person(passage)
            and document.personal_score(passage) >= 2
            and group == "alt"
        ):
            continue
        if hit is not None and not _NO_PICTURE.search(caption):
            offset = 0 if hit.string is document.text else match.start(group)
            yield _found(offset + hit.start(), offset + hit.end(), "a picture of a patient")
    for _, match in document.matches(_SCREENSHOT, triggers.PICTURES):
        if _prose(document, match.start()) and not _is_refused(document, match):
            yield _found(match.start(), match.end(), "a picture of records or messages")
    for _, match in document.matches(_OF_PATIENT, triggers.PICTURES):
        if _prose(document, match.start()) and not _is_refused(document, match):
            yield _found(match.start(), match.end(), "a picture of a patient")
    for _, match in document.matches(_BIOMETRIC, triggers.BIOMETRICS):
        sentence = document.sentence_text(match.start())
        passage = document.passage_at(match.start())
        if (
            passage is None
            or _NEVER.search(sentence)
            or (
                document.is_policy(passage)
                and not document.has_person(passage)
                and not re.search(
                    r"\b(?:(?:her|his|my) (?:retinal?|iris|palm|face|voice|finger|thumb|gait)|stored|kept|saved|recorded|enrolled|store|stores|keep|keeps|saves|records|opens|unlocks|of (?:the )?(?:patient|client))\b|\b(?:client|patient)['’]s (?:\w+ )?(?:finger|thumb|palm|voice|face|retinal?|iris|gait|vein|ear|lip|tongue|hand)",
                    sentence,
                )
            )
        ):
            continue
        if words.STUDY.search(sentence.replace(match[0], "")) and not words.PERSONAL.search(
            sentence
        ):
            continue
        keyed = document.low[passage.start : passage.end] if passage.form == "record" else sentence
        if _OWNED.search(sentence) or _OF_ENTRY.search(keyed):
            yield _found(match.start(), match.end(), "a body print or recording", certain=True)
    for _, match in document.matches(_POSTED, triggers.PICTURES):
        if not _is_refused(document, match):
            yield _found(match.start(), match.end(), "a picture or recording of a patient")


_BODY_OF = re.compile(rf"(?P<name>{CAP})['’]s (?:[a-z]+ )?{words.BODY}\b")


def _body_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where a caption shows a part of somebody's body: "Rolf's shoulder"."""
    for match in _BODY_OF.finditer(text, start, end):
        if lexicon.is_plain_given(fold(match["name"])):
            return match
    return None


def _is_refused(document: Document, match: re.Match[str]) -> bool:
    """Whether a sentence says that there is no such picture, or that it shows nobody treated."""
    sentence = document.sentence_text(match.start())
    first = document.sentence(match.start())[0]
    return (
        _NEVER.search(document.low, first, match.end()) is not None
        or _NEVER_AFTER.search(sentence) is not None
        or _DECLARED.search(sentence) is not None
    )


def _prose(document: Document, position: int) -> bool:
    passage = document.passage_at(position)
    return passage is not None and not (
        document.is_policy(passage) and not document.headed_personal(passage)
    )


def _found(start: int, end: int, what: str, *, certain: bool = False) -> Finding:
    return Finding(
        "phi-image", start, end, what, "", certain,
        "Remove it, or declare in photos.yml who is shown and that they agreed in writing.", secret=False,
    )  # fmt: skip
