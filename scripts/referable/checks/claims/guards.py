"""What makes a claim none: a question, a quotation, a denial, a doubt, a wish."""

from __future__ import annotations

import re

from referable.checks.claims.document import Block, BlockKind, Document, Sentence

__all__ = ["clause_before", "is_about_not", "is_denied", "is_exempt", "is_hope"]

_CLAUSE_END = re.compile(
    r"[;:—–]|\s-\s|,?\s(?:but|although|though|however|whereas|while|yet)\s|"
    r",\s(?:and\s|so\s|then\s)?(?=(?:our |regular |the |a |deep tissue |swedish |therapeutic )?"
    r"(?:massage|bodywork|treatment|sessions?|therap\w+|techniques?|we|i|it|this)\b)|\)\s"
)
_DENIAL = re.compile(
    r"\b(?:not|n't|never|no|none|nobody|neither|nor|cannot|without|nothing|hardly|seldom"
    r"|rather than"
    r"|unproven|unknown|unclear|uncertain|unlikely|inconclusive|too (?:little|few|weak|small)"
    r"|little evidence"
    r"|whether|myths?|false|untrue|misconceptions?|claims? (?:that|about|to|of|like|such)"
    r"|avoid (?:saying|words|claim\w*)"
    r"|beyond|outside|instead of saying|far from|stops? short of|refuse\w*|declin\w+ to"
    r"|free of (?:any )?claims?|(?:be )?wary of|beware|skeptical of|suspicious of|distrust"
    r"|(?:have|may|might|could) (?:have |also |often )?(?:read|heard|seen|hear|read|see) (?:that|it"
    r"|ads|claims|of)|(?:some|other|many) (?:people|pages|sites|ads|websites|therapists)"
    r" (?:say|claim|promise|believe|write|think)|ads (?:that )?(?:say|claim|promise)"
    r"|do(?:es)?n't|didn't|can't|won't|isn't|aren't|hasn't|haven't|wasn't)(?![\w])"
)
_WISH = re.compile(
    r"\b(?:hop(?:e|es|ing|ed)|wish(?:es|ing)?|want(?:s|ing|ed)?|would like|aim(?:s|ing"
    r"|ed)? (?:to|at|is)|goals?"
    r"|ask(?:s|ed|ing)? (?:us|whether|if|about|for|how)|asked|expect(?:s|ing)?|"
    r"believ(?:e|es|ed|ing)|think|thought|propos\w+|argu(?:e|es|ed|ing)|hypothes\w+|tests?"
    r"|tested|to see|to find out|question|idea"
    r"|studied|stud(?:y|ies) of|looked at|trials? of|reviews? of|research (?:on|into|about)"
    r"|if|unless|until|theor\w+|in favou?r of|(?:often|sometimes|widely|commonly) said"
    r"|said to)\b"
)
_DENIED_AFTER = re.compile(
    r"^[^;:,]{0,120}?\b(?:(?:is|are|was|were|remains?|has|have)\s+(?:still\s+|also\s+)?(?:not"
    r"|un(?:known|clear|certain|proven|settled|tested)|"
    r"inconclusive|never|a myth|a question|open|disputed)|isn't|hasn't|haven't|aren't|cannot be)\b"
)
_NOTHING_AFTER = re.compile(r"^\s*(?:no|little or no|nothing|none|neither|nobody|few)\b(?! matter)")
_MYTH = re.compile(
    r"[\s\"“]*(?:myths?|misconceptions?|false|wrong|bad example|do not write"
    r"|don't say)\b[^.]{0,30}?[:—–-]"
)
_MENTIONED = re.compile(
    r"\b(?:is|are|as) (?:an? |the |only |just |merely )*(?:[\w-]+ ){0,2}?(?:book|books|title|titles"
    r"|slogans?|headlines?|catch ?phrases?|clich\u00e9s?|song|film|movie)\b"
)
"""Words about words: “Heal Your Back is a book title”."""
_RHETORICAL = re.compile(
    r"[\s\"“#]*(?:so )?why (?:not\b|\w+ .{0,60}\bwhen (?:you|there|massage)\b)"
)
"""Questions that assert: “Why take a pill when ...?”"""
_NOT_HEADING = re.compile(
    r"\b(?:not|never|no longer|myths?|misconceptions?|beliefs?|claims?|does(?:n't)|don't"
    r"|cannot|can't|do not send)\b"
)
_NOT_LEAD = re.compile(
    r"\b(?:not|never|cannot|no|avoid|myths?|n't)\b[^.!?]*:\s*$|\b(?:does not|do not|cannot"
    r"|never)\s*$"
)


_WINDOW = 400


def clause_before(sentence: Sentence, offset: int) -> str:
    """The words of the same clause before an offset of the document."""
    at = offset - sentence.start
    before = sentence.text[max(at - _WINDOW, 0) : at]
    return before[max((found.end() for found in _CLAUSE_END.finditer(before)), default=0) :]


def is_about_not(document: Document, block: Block) -> bool:
    """Whether a list or row stands under a heading or lead-in that says what massage is not."""
    if block.kind not in {BlockKind.ITEM, BlockKind.ROW}:
        return False
    if block.lead is not None:
        lead = document.blocks[block.lead]
        if _NOT_LEAD.search(document.low[lead.start : lead.end].rstrip()):
            return True
    if block.heading is None:
        return False
    heading = document.blocks[block.heading]
    return bool(_NOT_HEADING.search(document.low[heading.start : heading.end]))


def is_exempt(document: Document, sentence: Sentence, offset: int) -> bool:
    """Whether an offset stands in a question, a quotation or a list of what massage is not."""
    if sentence.text.rstrip(" \n|\"')”’").endswith("?") and not _RHETORICAL.match(sentence.text):
        return True
    if _MYTH.match(sentence.text) or _MENTIONED.search(sentence.text, offset - sentence.start):
        return True
    return document.is_quoted(offset) or is_about_not(document, sentence.block)


def is_hope(text: str) -> bool:
    """Whether a sentence speaks of hopes, aims, questions or topics of study."""
    return _WISH.search(text) is not None


def is_denied(sentence: Sentence, start: int, end: int, *, wishes: bool = True) -> bool:
    """Whether the words at a span are denied, doubted or only hoped for.

    Args:
        sentence: The sentence they stand in.
        start: Offset of the first of them in the document.
        end: Offset after the last one.
        wishes: Whether hopes, questions and topics of study count, too.
    """
    before = clause_before(sentence, start)
    if _DENIAL.search(before) or (wishes and _WISH.search(before)):
        return True
    after = sentence.text[end - sentence.start :]
    return bool(_NOTHING_AFTER.match(after) or _DENIED_AFTER.match(after))
