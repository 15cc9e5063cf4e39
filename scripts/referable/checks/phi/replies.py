"""REVIEW-REPLY: an answer in public that presumes the other person was treated.

45 CFR 164.502(a): that somebody is a patient may not be confirmed, even with thanks.
"""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from referable.checks.phi import triggers
from referable.checks.phi import vocabulary as words
from referable.checks.phi.document import Document
from referable.checks.phi.model import Finding, SourceKind
from referable.checks.phi.passages import Passage

__all__ = ["find"]

_YOU_WERE = re.compile(
    rf"\byour (?:[\w-]+ ){{0,3}}?(?:{words.BODY}|{words.AILMENT})\b|"
    r"\byour (?:[\w-]+ ){0,3}?(?:visits?|sessions?|appointments?|treatments?|massages?|experience (?:with us|here|at|on)|stay|time (?:with us|here|on (?:our|the) table)|first (?:visit|time)|last|next|progress|recovery|healing|"
    r"pain|neck|back|shoulders?|hips?|knees?|jaw|headaches?|migraines?|sciatica|surgery|injury|pregnancy|condition|symptoms|diagnosis|flare-?up|plan of care|care plan|therapist|intake|chart|records?|file|account|balance|"
    r"insurance|claim|copay|co-pay|deductible|invoice|bill|refund|payment|referral|package|gift (?:card|certificate)|voucher|bookings?|reservation|order|spot|slot|membership|cancell?ation|no-show|missed|reaction|bruis\w+|soreness|mobility|range of motion|posture|results?|goals?|stretches|homework|loyalty|business|patronage|trust in us|continued|"
    r"husband|wife|mother|mom|daughter|son|family['’]s|doctor|surgeon|marathon|race|card|payments?|form|reminder|text|voicemail|call on|e-?mail of|late arrival|complaint about (?:the|your) (?:session|massage|treatment))\b"
    r"|\b(?:you|you['’]ve|you['’]d|u) (?:[\w'’]+ ){0,2}?(?:came|come|visited|booked|cancell?ed|missed|arrived|were (?:late|seen|treated|a no|here|scheduled|given|charged|on (?:our|the)|so|in|our|such|able|sore|told|offered|unhappy with (?:the|your) (?:massage|session))|received|had (?:a|an|your|with|such)|told (?:us|me|your)|asked (?:us|me|for)|"
    r"mentioned|signed|no-?showed|rescheduled|owe|paid|felt|feel (?:better|sore|relief)|enjoyed|left (?:us|our|the (?:clinic|office|studio|table)|feeling)|walked (?:in|out)|saw|see (?:our|us)|stopped (?:in|by)|have been (?:a|coming|with|seeing|such)|have been (?:a|an|so|such|with|coming|seeing|one)|been (?:coming|with us|seeing)|are (?:a (?:client|patient|valued|joy|pleasure|delight|wonderful|great|dear)|one of our|feeling|sleeping|back|always welcome back|"
    r"out of pain|pain[- ]free|walking|running|moving|doing (?:so|much|better|well|great)|healing|recovering)|worked (?:so )?hard|brought|gave|called|texted|e-?mailed|sent|wanted|insisted|complained|wore|forgot|stayed|used|stood|lay|fell asleep|took|began|started|declined|refused|filled out|agreed|requested|scheduled|waited|did not (?:tell|mention|show|arrive)|didn['’]t (?:tell|mention|show|arrive|fill)|never (?:told|mentioned|showed)|get to (?:run|walk|sleep)|can (?:now|finally|sleep|run|walk|turn|lift)|made (?:it|progress)|trusted|chose|picked us|come (?:to see|back))\b"
    r"|\b(?:see|seeing|treat(?:ing|ed)?|work(?:ing|ed)? (?:with|on)|help(?:ing|ed)?|saw|serv(?:e|ing|ed)|refund(?:ed|ing)?|bill(?:ed|ing)?|massag(?:e|ed|ing)|welcom(?:e|ing|ed)|ha(?:ve|d|ving)|car(?:e|ing|ed) for|book(?:ed)?|squeez(?:e|ed) you|know(?:n|ing)?|charged|fit|getting|get|hav(?:e|ing)|hosting|told|offered|called|reminded|contacted|warned|asked|gave|give|seat(?:ed)?|support(?:ing|ed)?|assisting|assist(?:ed)?|been) you(?!r)\b(?! (?:may|might|can|could|would|should|think|want|need|have|are|were|left|for (?:your )?(?:feedback|review|comment|taking)|to (?:call|contact|reach|phone|speak|talk|know that (?:we|privacy))))"
    r"|\b(?:our|my|such a|a|one of our|favou?rite|loyal|valued|long-?time|regular|wonderful|great|dear|returning|best) (?:[\w-]+ ){0,2}?(?:clients?|patients?|customers?)\b(?= (?:for|since|like you|as you|who)| you\b|[,.!])"
    r"|(?<!any )(?<!a )(?<!each )(?<!every )\b(?:that|this|the|last|first|next) (?:\w+ )?(?:session|visit|appointment|treatment|massage)\b(?! (?:of|is|are|should|can|may|will|policy|notes?|class(?:es)?|workshops?|courses?|seminar|talk|therapy week|congress|conference|convention|association|board|school|college|profession|therapists?|study|trial)\b)"
    r"|\b(?:thank(?:s| you)|grateful|appreciate you|honou?red|glad|happy|delighted|thrilled|pleased|so good|great|lovely|pleasure) (?:[\w']+ )?(?:for|to|that|it was|you|we) (?:[\w']+ ){0,3}?(?:coming (?:in|by|to|back|all)|choosing us|choosing our|visiting|trusting|being (?:a|our|such)|stopping (?:in|by)|letting (?:us|me) (?:help|work|treat|care)|having you|see you|seeing us|booking|your (?:business|loyalty|trust|patronage|visit)|spending|sticking with|allowing (?:us|me)|treating|working on|helped|were able to help|could help|(?:help|ease|relieve|work|fix|loosen) )\b"
    r"|\byou were (?:never |not |only |also |just )?(?:charged|billed|seen|treated|refunded|booked|scheduled|late|offered)\b"
    r"|\b(?:see you (?:again|next|soon|on|at|back|in|this|for|monday|tuesday|wednesday|thursday|friday)|hope to see you|look(?:ing)? forward to (?:seeing|your next|working|having|our next|treating)|part of (?:our|the) (?:[\w-]+ ){0,2}(?:family|community of clients)|until next time|come back (?:and see us|soon|any ?time)|welcome (?:you )?back|back on (?:our|the|my) table|we miss(?:ed)? you|next time (?:you|we)|we (?:remember|recall|checked|reviewed|looked (?:up|at|into)|have no record|looked through|searched) (?:you|your|our (?:records|files|books|schedule|notes)|the (?:notes|chart|schedule)|of you)|according to (?:our|your|the) (?:records?|notes?|chart|files?|calendar|schedule)|(?:our|my) (?:records|notes|files|books|schedule|chart) (?:show|say|indicate|confirm|tell|reflect|have)|no record of (?:you|your|any|a (?:client|patient|visit))|you are not (?:a|our) (?:client|patient)|never been (?:a|our) (?:client|patient)|not (?:a|one of our) (?:client|patient)s?|we (?:have )?never (?:seen|treated|met) you)\b"
    r"|\b(?:when|since|after|while|because|as|the day|the time) you (?:\w+ )?(?:were here|came|come|left|visited|arrived|booked|first|last|called (?:to|us)|got|saw|started|had|were)\b"
    r"|\bwe['’]?(?:re| are) (?:so |very )?(?:glad|happy|sorry|pleased|delighted|thrilled) (?:that )?(?:\w+ ){0,4}?(?:massage|session|visit|treatment|appointment|therapist|helped|hurt|sore|bruise\w*|pain|neck|back|shoulder|hip|knee|relief|relax\w*|wait(?:ed)?)\b"
    r"|\b(?:sorry|apologi[sz]e|apologies|regret) (?:\w+ ){0,8}?(?:you (?:had|left|waited|felt|were|did|experienced|received|got)|pressure|bruis\w+|sore\w*|hurt you|running late|kept you|for the wait|double[- ]book\w+|massage|session|treatment|visit|appointment)\b"
)
_CONDITIONAL = re.compile(
    r"\b(?:if (?:you|anyone|someone)|whether (?:or not )?(?:you|anyone|someone|a person)|anyone who|any (?:patient|client|person)|someone is|(?<!tell )everyone|who is or is not|cannot (?:say|confirm|discuss|comment)|can['’]t (?:say|confirm|discuss|comment)|unable to (?:say|confirm|discuss)|not (?:able|allowed|permitted) to|may not (?:say|confirm|discuss)|"
    r"keeps? us from|prevents? us|do(?:es)? not allow|neither confirm|in general|all (?:of )?our (?:clients|patients)|our (?:clients|patients) are|each (?:client|patient)|every (?:client|patient)|people who|for example|we never (?:share|discuss|say|confirm|post|publish|name|comment))\b"
)
_REPLY_HEAD = re.compile(
    r"\b(?:(?:review|google|yelp|facebook|our|my|owner['’]?s?|public|draft|posted|business) (?:repl(?:y|ies)|responses?|answers?)|repl(?:y|ies) (?:to|we)|responses? (?:to|from)|response from the owner|owner (?:response|reply)|answering reviews|reply drafts?|drafts? (?:for|to|of|on) (?:the|a|an|our|that|this)\b[^\n]{0,40}\b(?:reviews?|stars?|yelp|google)|draft (?:answers?|responses?)|review responses?|our answers?|what we (?:wrote|said|answered)|social posts?|instagram post|facebook post|dm repl(?:y|ies))\b"
)
_REPLY_KEY = re.compile(
    r"^(?:(?:our|my|owner|owners|business|public|draft|review|google|yelp|posted|your|owner'?s?) )?(?:owner|us|answers?|comments? back|our comment|repl(?:y|ies)|responses?|owner response|answer back|reply text|comment back)(?: (?:text|body|draft|owner|to review))?$"
)
_REPLY_LINE = re.compile(
    r"^[ \t>*_-]*(?:(?:our|my|owner(?:['’]s)?|business|draft|suggested|posted|public) )?(?:repl(?:y|ied)|answer|comment back|response(?: from the owner)?|we (?:replied|wrote|answered)|i (?:replied|wrote|answered))[^:\n]{0,30}:"
    r"|^[ \t>*_-]*(?:a|answer|reply|r)[ ]?\((?:us|owner|me|we|practice|clinic|office|ours|from us)\)[*_]{0,2}:"
    r"|(?:^[ \t>*_-]*|[.?!] )(?:owner|practice|clinic|us|me|manager|the (?:owner|practice|clinic|office|team))[*_]{0,2}:"
    r"|\b(?:what (?:i|we) (?:wrote|said|posted|answered|replied|texted)(?: back)?|(?:text|message|note|wrote|texted|messaged) back|posted (?:on|to|under)[^:\n]{0,30}|on (?:google|yelp|facebook|nextdoor|instagram) (?:we|i) (?:said|wrote|posted|answered|replied)|to the (?:[\w-]+ )?(?:reviewer|person|client|patient|woman|man|lady|gentleman) who[^:\n]{0,40}|(?:reply|response|answer)[^:\n]{0,24}|"
    r"(?:fb|facebook|insta(?:gram)?|ig|nextdoor|google|yelp|social)(?: media)?(?: (?:post|draft|caption|story|reply|answer|comment|text|back)){1,3})[ ]?(?::|[–—-][ ])|\bdear (?:[\w-]+ )?reviewer,",
    re.MULTILINE,
)
_THANKS = re.compile(
    r"\b(?:(?:thank(?:s| you)|thx|sorry|glad|happy|delighted|thrilled|grateful|appreciate)\b[^.!?\n]{0,60}\b(?:review|stars?|feedback|kind words|rating|recommend\w*|shout-?out|comment|wonderful words|sweet words|kind note|post)|dear reviewer|hi (?:there )?reviewer)\b"
)
_LINE_WORDS = triggers.word_set(
    "reply replied answer comment response replies wrote answered owner practice clinic us me manager back posted said reviewer who post draft caption story team office"
)
_COLON = re.compile(r":|[–—-] |reviewer,")
_OTHER_READER = re.compile(
    r"\b(?:what to expect|how to (?:book|prepare)|before your|at your first|after your (?:first )?(?:visit|session)|first visit|faq)\b"
)
_FIX = (
    "A reply must not confirm that anyone is a patient, even to say thanks. Write: “Privacy law keeps us "
    "from discussing anyone's care here. Please call the office.”"
)


def find(document: Document) -> Iterator[Finding]:
    """All sentences of replies that confirm care."""
    for first, last in _replies(document):
        for match in _confirmations(document.low, first, last):
            start, end = document.sentence(match.start())
            sentence = document.low[max(start, first) : min(end, last)]
            if _IN_TRIAL.search(sentence) and not re.search(r"\byou(?:r|rs)?\b", sentence):
                continue  # "after the last session", said of a trial
            if _AT_EVENT.search(sentence) and _INVITES.search(match[0]):
                continue  # "thanks for stopping by our booth"
            third = re.search(r"\b(?:who|whose|he|she)\b", match[0])
            if (
                _CONDITIONAL.search(sentence)
                and not third
                and not re.search(
                    r"\byour (?:last |next |first )?(?:visit|session|appointment|treatment|balance|shoulder|back|neck)\b.*\b(?:on|was|were|helped|went)\b",
                    sentence,
                )
            ):
                continue
            yield Finding(
                "review-reply",
                match.start(),
                match.end(),
                "a confirmation that somebody was treated",
                "",
                True,
                _FIX,
                secret=False,
            )
            break
        else:
            yield from _third_person(document, first, last)


_AT_EVENT = re.compile(
    r"\b(?:booth|stand|fair|market|open house|class(?:es)?|workshops?|talks?|lecture|parade|tent|expo|fundraiser|picnic|lunch|conference|table at|at the (?:library|grange|plaza|park|riverfront|courthouse|finish|start|race|school|church|hall|brewery|farm))\b"
)
_INVITES = re.compile(
    r"\b(?:coming|stopp\w+|visit\w*|see(?:ing)? you|having you|join\w*|welcom\w+|came|come)\b"
)
_IN_TRIAL = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|certainty|comparator|usual care|groups?|placebo|sham|reviews? of|interval not|control|participants|weeks later|pooled|program|arms?|doses?)\b|\bp ?[<=>]|\bn ?="
)
_POOR_EXAMPLE = re.compile(
    r"\b(?:example|instance|poor|bad|wrong|never|don['’]t|do not|avoid|such as|instead of)\b"
)
_PRESUMES = re.compile(
    rf"\b(?:those|that|tight|stubborn|cranky) (?:[\w-]+ )?(?:{words.BODY}|{words.AILMENT})\b|\b(?:another chance|next (?:session|visit|massage|one) is (?:on|free|half)|on the house|make it (?:right|up to you)|part of (?:the|your|her|his|this) (?:comeback|recovery|journey|healing|progress|team effort)|(?:he|she|they|you) no-?show\w*|no-?showed|(?:intake|consent|health|history|booking) (?:form|notes?) (?:shows?|says?|lists?|has|had)|congratulations (?:again|on (?:the|your|walking|running|finishing|being))|(?:double|over)-?charg\w+|(?:less|more|lighter|deeper) pressure (?:this|next) time)\b|\b(?:by that name|on our (?:schedule|books|calendar|table|records?|list)|in our (?:books|records?|system|files?|calendar)|(?:working|worked) (?:on|with) (?:you|those|that)|"
    rf"(?:you|your)\b[^.!?\n]{{0,40}}\b(?:ago|last (?:week|month|year|spring|summer|fall|winter|time|visit)|yesterday|this morning|since (?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)))\b"
)
# What only somebody who was treated can be told: "glad the cupping did the trick".
_EASED = re.compile(
    rf"\b(?:hope|hoping|glad|happy|sorry|relieved|delighted|thrilled|pleased|great|wonderful|good)\b[^.!?\n]{{0,40}}\b(?:the|that|those|this) (?:[\w-]+ )?(?:{words.BODY}|{words.AILMENT}|cupping|pressure|bruis\w+|swelling|stretch\w*|exercises?|heat|hot stones?|oil|tape|session|massage|treatment)\b"
    r"|\b(?:keep (?:up|doing|at|on with|going with) (?:with )?(?:the|those|these|your) (?:[\w-]+ )?(?:stretch\w*|exercises?|walks?|icing|ice|home program|routine|hydrat\w+|water))\b"
    r"|\b(?:stretch\w*|exercises?|moves?|routine|homework|plan|handout|heat pack|ball|band|cream) (?:that )?(?:\w+ ){1,2}?(?:showed|gave|taught|sent|lent|made for) (?:to )?you\b"
    r"|\b(?:i|we|(?-i:[A-Z])?[a-z]+) (?:really |so |truly |always )?(?:enjoy(?:s|ed)?|love[sd]?|like[sd]?|remember(?:s|ed)?|miss(?:es|ed)?|ador\w+) (?:meeting|seeing|having|treating|working (?:with|on)|helping|chatting with|talking with|our (?:chats?|talks?|time)|your (?:visits?|stories|company|laugh))\b"
    r"|\byou (?:were|are|came|arrived|showed up) (?:[\w-]+ ){0,3}?(?:late|early|sore|tight|tense|relaxed|nervous|brave)\b|\byou told (?!the (?:world|internet))\w+\b|\b(?:glad|happy|thrilled|delighted|pleased|great|good|lovely) (?:to (?:hear|see|know|read) )?(?:that )?you(?:['’]re| are|['’]ve| have) (?:\w+ ){0,2}?(?:walk\w*|run\w*|sleep\w*|danc\w*|mov\w*|better|back|pain|feel\w*|heal\w*|recover\w*|well|up|out|garden\w*|golf\w*|play\w*|climb\w*|swim\w*|free|moving)\b|\bnext time (?:ask|tell|say|come|try|we|let|just|please|i)\b"
    rf"|\b(?:the|that|this) (?:[\w-]+ )?(?:{words.BODY}) (?:\w+ ){{0,2}}?(?:approves?|agrees?|thanks?|is (?:better|happy|happier|free|moving|back)|behaves?|held up|holds? up|came a long way|has come|loosened|let go|gave in)\b"
)
# Answers to one person who was here, by what they recall, thank for or make good.
_TO_ONE = re.compile(
    rf"\b(?:hope|hoping) (?:that )?(?:the|your) (?:baby|wedding|race|marathon|trip|move|move-in|surgery|new job|concert|recital|flight|drive|harvest)\b"
    rf"|\b(?:{words.BODY}|{words.AILMENT}|{words.CARE}|cupping|pressure) (?:that )?you (?:describe|mention|felt|had|got|received|booked|were given|asked)"
    r"|\bas (?:we|i|she|he|(?-i:[A-Z])?[a-z]+) (?:explained|told|discussed|agreed|warned|promised|showed|offered)\b"
    r"|\b(?:we|i) (?:said|say) (?:hi|hello|hey)\b|\b(?:say|tell \w+) (?:hi|hello) to (?:the|your|that) \w+"
    r"|\byou (?:have|had|['’]ve)(?: not|n['’]t| never) (?:been|come|booked|returned|visited|paid)\b|\byou left (?:early|before|after|without|happy|smiling|in a|with a)\b"
    r"|\b(?:says|send|sends) (?:hi|hello|hey|(?:her|his|their) (?:love|best|regards)|greetings|hugs)\b"
    r"|\bthank(?:s| you)(?: so much| again)? for the (?!(?:\w+ )?(?:reviews?|kind|kindness|stars?|feedback|rating|words?|shout|love|recommendation|mention|support|comments?|note|tag|share|follow|post|suggestion|question|heads|reminder|message)\b)\w+"
    rf"|\b(?:{words.BODY}|{words.AILMENT}) like (?:that|yours|this)\b|\b(?:that|this) (?:was|is|has been) (?:an? |one |some |quite an? )(?:\w+ )?(?:{words.AILMENT}|{words.BODY}|session|recovery|comeback)\b"
    r"|\bas (?:your|the) (?:[\w-]+ )?(?:therapist|practitioner|lmt|bodyworker|masseuse|provider)\b(?! (?:who|that) (?:founded|owns|runs))"
    r"|\b(?:our|the) (?:receptionist|front desk|therapist|team|staff|office manager) (?:remember|recall|told|explained|called|offered|reminded|says|said|has notes)\w*\b"
    r"|\bwe (?:waived|credited|refunded|comped|reversed|charged|billed|double-booked|rescheduled|called|texted|e-?mailed|reminded|extended|comp(?:ed)?|gave (?:you|up)|held (?:your|the)|kept (?:your|the))\b"
    r"|\bthe (?:trust|faith|confidence|hour|time|afternoon|tip|gift|hug|card|cookies|flowers) you\b"
    r"|(?<![\d,.])\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d\d?) (?:visits?|sessions?|appointments|massages|treatments|years of (?:\w+days|visits|massages?))\b(?! (?:to|or|of|are|is|may|can|for|per|a|in (?!and\b|,)|left|package|card))"
    r"|\b(?:one|two|three|four|five|six|eight|ten|twelve|several|a few|many) (?:weeks|months|years|winters|summers) of (?:mon|tues|wednes|thurs|fri|satur)days\b"
    r"|\b(?:we|i|he|she|they|(?:our|the) [a-z]+) did (?:\w+ ){0,2}?(?:call|leave|send|tell|text|warn|offer|explain|ask|try|reach|e-?mail|give|remind|note|charge|refund|see|treat|help|bill|apologi[sz]e)\b"
    r"|\b(?:another|the (?:next|other|previous|last)|one|a) (?:client|patient|person|guest)\b[^.!?\n]{0,50}\b(?:before|after|ahead of|next to) (?:you\b|your )"
    r"|\b(?:finish|continue|pick up|carry on with) (?:what|where) \w+ (?:started|left|began|stopped)\b"
    r"|\b(?:looked|looking|look) you up\b|\byou were last\b|\b(?:welcome to|joined|joining) the (?:[\w-]+ )?club\b"
    r"|\b(?:hope|hoping|glad|happy) (?:that )?(?:the|those|your|that) (?!(?:new )?(?:year|site|page|hours|post|tip|list|card|weather|answer|article)\b)[^.!?\n]{2,40}\b(?:feels?|is|are|goes|go|went|gets?|stays?|holds?|moves?|works?|seems?|looks?|behaves?) [^.!?\n]{0,20}(?:now|again|today|better|easier|shorter|lighter|smoother|quieter)\b"
    r"|\b(?:lovely|nice|great|good|wonderful|pleasure|joy|fun|honou?r|privilege|delight) (?:to (?:meet|see|have|help|treat|know|work with)|meeting|seeing|having|helping|treating|knowing|working with) you\b"
)
# What two people know of each other: no sentence for passers-by, unless it gives them a tip.
_SHARED = re.compile(
    rf"\b(?:that|those) (?:[\w-]+ )?(?:{words.BODY})\b(?! (?:is|are|need|may|can|get|become)\b)|\ban? (?:{words.BODY}) (?:that|which|like)\b"
    r"|\b(?:how|when|once|until|after) (?:the|that|your) (?:surgery|operation|cast|stitches|baby|procedure|scan|mri|test|wedding|race) (?:went|goes|is|comes?|came|was|are)\b"
    r"|\b(?:pain|headache|migraine|limp|crutch)[- ]?free club\b|\b(?:same|fun|here|quiet) without you\b|\bmiss(?:ed|ing)? you\b|\byou (?:always|still|often) (?:make|made|bring|ask|come|laugh|sing|sleep|snore|fall|tell|arrive|leave)\b"
    r"|\bif the (?:soreness|pain|swelling|bruis\w+|numbness|tingling|headache) (?:lasts|stays|returns|comes|gets|does|is)\b|\b(?:hugs|love|congrat\w*|best wishes) to you (?:and|both|all|on)\b|\bthe new (?:baby|hip|knee|arrival)\b"
    r"|\b(?:appointments?|records?|bookings?|visits?|sessions?|clients?|patients?|files?|charts?) (?:under|for|by|with|in|of) (?:your|that|this) name\b|\bhow far (?:you|your)\b"
)
_ANSWERS = re.compile(
    r"\b(?:hope|reply|keep|enjoyed|loved|you|your|us|he|she|record|look|charged|pleasure|glad|happy|sorry|thank\w*|we checked|checked|nobody|never|see you|hi|hello|dear|so good|honou?r|delighted)\b"
)


# Anything about the reader's body, visits or money; and what only somebody who was there did.
_YOURS = re.compile(
    rf"\b(?:your|ur) (?:[\w'’-]+ ){{0,3}}?(?:{words.BODY}|{words.AILMENT}|{words.CARE}|cupping|plan|policy|coverage|order|doctor|surgeon|employer|deposit|tip|towel|jacket|flight|wedding|baby|kids?|daughter|son|husband|wife|mom|dog|job|training|race|game)\b"
    r"|\byou (?:\w+ly |never |always |just |first |did |also |two |both |all |guys )?(?!rated|posted|shared|raised|asked|described|commented|reviewed|recommended|expressed|contacted|noted|needed|liked|wished|tagged|followed|received this|reached out|called this|named|used the word|learned|decided to (?:write|post|share))(?:[a-z]{3,}ed|came|went|got|did|lay|ran|slept|woke|fell|rode|drove|swam|brought|bought|spent|forgot|broke|hurt|lost|kept|quit|chose|wore|sat|stood|paid|met|held|drank|ate|said no|saw us|saw our)\b"
    r"|\b(?:tu|tus|su|sus|vuestr[ao]s?|dein\w*|ihr\w*|euer\w*|votre|vos|ta|ton|tes|seu|sua|il tuo|la tua|votre) (?:[\wáéíóúñüäöß]+ ){0,2}?(?:tratamiento|visita|sesi[óo]n|cita|masaje|espalda|cuello|hombros?|rodillas?|cadera|dolor|cabeza|pies?|mano|recuperaci[óo]n|besuch|termin|behandlung|massage|nacken|r[üu]cken|schulter|knie|h[üu]fte|schmerz\w*|kopf|visite|s[ée]ance|dos|cou|[ée]paule|genou|douleur|traitement|consulta|sess[ãa]o|costas|pesco[çc]o)\b"
    r"|\b(?:gracias por (?:tu|su) (?:visita|confianza)|confiar en nosotros|danke f[üu]r (?:deinen|ihren|euren) besuch|merci (?:pour|de) votre (?:visite|confiance))\b"
    r"|\b(?:squeeze|fit|fitted|squeezed|got|get|tucked|book(?:ed)?) you (?:in|back)\b|\b(?:being|been) (?:our|a|such a) (?:\w+ )?(?:client|patient|customer|guest)\b"
    r"|\b(?:the|a|that|this|our|one) (?:\w+ )?(?:man|woman|lady|guy|gentleman|girl|boy|person|fellow|voice|chef|coach|teacher|mayor|nurse|runner|dancer|drummer|singer|pastor|barista) (?:who|that|whose|with|behind|from)\b[^.!?]{0,80}"
    rf"\b(?:{words.BODY}|{words.AILMENT}|came in|visited|on our table)\b"
)
_IMPERATIVE = re.compile(
    r"(?:^|[,;:.!?]\s*|\band |\n\s*)(?:drink|walk|give|try|take|move|avoid|stretch|roll|rest|stand|breathe|lift|bend|let|warm|ice|protect|loosen|shake)\b"
)
_TEACHES = re.compile(r"\bhow to\b|^(?:join|learn|come)\b")
_GENERAL = re.compile(
    r"(?:^|[,;:.!?]\s*|\band )(?:drink|walk|give|try|take|keep|move|bring|wear|use|do|don['’]t|avoid|stretch|roll|rest|sit|stand|breathe|lift|bend|book|join|sign up|come|stop by|save|share|read|check|ask|let|warm|ice|protect|loosen|shake|remember)\b|\b(?:please (?:call|phone|write|e-?mail|contact|reach|bring|ask|send|use|see|check|read|visit|allow|arrive|note|let|tell)|call us|reach us|contact us|you can|you may|you will|you should|you need|you want|can you|do you|are you|would you|have you|did you (?:know|ever)|is your|if|when(?:ever)? your?|tips?|try|stretch|stand|sit|roll|breathe|how to|keep your|bend your|drop your|lift your|move your|rest your|(?:before|after|during|at) your (?:first |next |own )?(?:visit|session|appointment|massage)|how your|what your|ask your|tell your|talk to your|check your|your (?:feedback|comment|review|words|question|concerns?|doctor can|physician can|insurer|privacy|rights?|understanding|patience|interest|support|vote))\b"
)


# A sentence for everybody who reads the page.
_TO_ALL = re.compile(
    r"\b(?:review|article|study|class|workshop|post|page|handout is|video|you all|everyone|everybody|all of you|each of you|folks|tips?|(?:new|evening|holiday) hours|join us|who came|next class)\b"
)


def _confirmations(low: str, first: int, last: int) -> Iterator[re.Match[str]]:
    for match in _YOU_WERE.finditer(low, first, last):
        start = max(low.rfind(mark, first, match.start()) for mark in ".!?\n") + 1
        said = low[max(start, first) : match.start()].lstrip(' \n"“')
        advice = _IMPERATIVE.search(said) or _TEACHES.search(said)
        if not (match[0].startswith("your ") and advice):
            yield match
    if _ANSWERS.search(low, first, last):
        yield from _PRESUMES.finditer(low, first, last)
    for match in itertools.chain(
        _EASED.finditer(low, first, last), _TO_ONE.finditer(low, first, last)
    ):
        start = max(low.rfind(mark, first, match.start()) for mark in ".!?\n") + 1
        stops = [p for mark in ".!?\n" if (p := low.find(mark, match.end(), last)) >= 0]
        if not _TO_ALL.search(low[max(start, first) : min(stops, default=last)]):
            yield match
    for match in itertools.chain(
        _YOURS.finditer(low, first, last), _SHARED.finditer(low, first, last)
    ):
        start = max(low.rfind(mark, first, match.start()) for mark in ".!?\n") + 1
        stops = [p for mark in ".!?\n" if (p := low.find(mark, match.end(), last)) >= 0]
        said = low[max(start, first) : min(stops, default=last)].lstrip(' \n"“')
        if not _GENERAL.search(said):
            yield match


def _replies(document: Document) -> Iterator[tuple[int, int]]:
    for passage in document.passages:
        if document.kind is SourceKind.REPLY:
            yield passage.start, passage.end
            continue
        fields = [f for f in passage.fields if _is_reply_key(f.key)]
        if fields:
            for field in fields:
                yield (
                    field.start,
                    passage.end
                    if len(passage.fields) == 1
                    else max(field.end, _block_end(passage, field.start)),
                )
            continue
        if (
            (_is_reply_heading(passage.heading) or _answers_review(document, passage))
            and not document.is_policy(passage)
            and passage.form != "heading"
        ):
            yield passage.start, passage.end
            continue
        told = passage.has(_LINE_WORDS) and _COLON.search(document.low, passage.start, passage.end)
        line = (told and _REPLY_LINE.search(document.low, passage.start, passage.end)) or None
        if line is not None and not _POOR_EXAMPLE.search(line[0]):
            yield line.end(), passage.end
            continue
        kind = passage.has(triggers.THANKS)
        thanks = (kind and _THANKS.search(document.low, passage.start, passage.end)) or None
        if (
            thanks is not None
            and not document.is_policy(passage)
            and not _OTHER_READER.search(document.low, passage.start, passage.end)
        ):
            yield passage.start, passage.end


_REVIEWS_HEAD = re.compile(r"\b(?:reviews|testimonials|kind words|what (?:our )?clients say)\b")
_ABOUT_REVIEWS = re.compile(
    r"\b(?:how|why|when|never|without|about|policy|studies|systematic|cochrane|literature|trials|evidence)\b"
)
_OPENS_REPLY = re.compile(
    r"[\s>*_\"“-]*(?:thank(?:s| you)|so (?:glad|happy|sorry)|glad|happy|delighted|we(?:['’]re| are) (?:so )?(?:sorry|glad|happy)|sorry|dear|hi)\b"
)


def _answers_review(document: Document, passage: Passage) -> bool:
    """Whether a paragraph on a page of reviews thanks or answers whoever wrote one."""
    return (
        _is_over_reviews(passage.heading)
        and _OPENS_REPLY.match(document.low, passage.start, passage.end) is not None
    )


@functools.lru_cache(maxsize=4096)
def _is_over_reviews(heading: str) -> bool:
    return _REVIEWS_HEAD.search(heading) is not None and not _ABOUT_REVIEWS.search(heading)


@functools.lru_cache(maxsize=4096)
def _is_reply_key(key: str) -> bool:
    return _REPLY_KEY.match(key) is not None


@functools.lru_cache(maxsize=4096)
def _is_reply_heading(heading: str) -> bool:
    return _REPLY_HEAD.search(heading) is not None


def _block_end(passage: Passage, start: int) -> int:
    """Where a folded YAML value ends: at the next field, or with the passage."""
    later = [f.start for f in passage.fields if f.start > start]
    return min(later) - 1 if later else passage.end


def _third_person(document: Document, first: int, last: int) -> Iterator[Finding]:
    """A post that speaks of one client without a name still tells who may recognise themselves."""
    if document.kind is not SourceKind.REPLY:
        return
    for match in re.finditer(
        r"\b(?:lady|woman|gentleman|man|person|guy|client|patient|reviewer|customer|individual|party|author|poster) (?:who|that|behind)\b[^.!?\n]{0,40}? (?:was|were|left|is|has|had|came|missed|owes|never|did|refused|cancel\w*|booked|saw|paid|showed|stopped|quit|asked|signed|walked|sat|lay)\b|"
        r"\b(?:he|she) (?:has|had) (?:been )?(?:seeing|coming|booked|cancel\w+|missed|an? (?:open )?balance|paid|visited|treated|with us|our)\b|\b(?:she|he)(?:['’]s| is) (?:been )?(?:one of our|our|a|no longer a|seeing|coming) (?:client|patient|regular)\b|"
        r"\b(?:this|that|the) (?:client|patient|reviewer|customer|person|lady|woman|man|guy|gentleman) (?:\w+ ){0,2}?(?:was|came|had|missed|cancel\w*|owes|has|is|never|did|refused|showed|arrived|booked|told|signed|left|received)\b|\b(?:she|he) (?:was (?:a|our|late|seen)|came|missed|owes|cancel\w*|refused|never|booked|signed|had (?:a|an|her|his))\b|\bas (?:a|our) (?:client|patient)\b",
        document.low[first:last],
    ):
        yield Finding(
            "review-reply",
            first + match.start(),
            first + match.end(),
            "a confirmation that somebody was treated",
            "",
            True,
            _FIX,
            secret=False,
        )
        return
