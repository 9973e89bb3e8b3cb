"""What a recruiter's words announce: hired, turned down, runner-up, or nothing decided yet.

Written for words that a recogniser heard: punctuation may be missing, small words may be wrong, so every cue
is a few words with room between them, and never a whole sentence.
"""

import re

_JOB = r"(?:job|position|role|place|post|spot|offer|work)"
_OTHER = (
    r"(?:someone|somebody|some one|another|an other|(?:a|one) (?:different|stronger|better|more)|(?:an )?internal|one of the other"
    r"|(?:an|the) ?other|other (?:candidate|applicant|people)|(?:a|the) (?:candidate|colleague|person|applicant) (?:who|with|whose))"
)
_CHOSE = r"(?:g[oe]|going|gone|went|chos\w+|choos\w+|decided|opted|select\w+|hired?|hiring|pick\w*|settled|appoint\w+|prefer\w*|accept\w*)"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|tomorrow|week|weekend|month|days?|end|soon|shortly|early|later)"

_RUNNER_UP = (
    r"(?:close[rd]?|clear|strong|near|narrow|good|worthy) seconds?\b(?! (?:round|interview|to none))",
    r"(?:our|the|a|were|are|came|come|coming|finished|placed|ranked) (?:in |very )?(?:second|2nd) "
    r"(?:choice|pick|place|favou?rite|best|strongest|candidate|on (?:the|our) list|in line|behind)",
    r"(?:you|and) (?:came|come|finished|were|are|ranked) (?:in )?(?:a )?second\b(?! (?:round|interview|to none|later|ago))",
    r"\bsecond (?:on|in) (?:the|our) (?:list|line|ranking)", r"number two\b(?! (?:on|of) )",
    r"run+(?:er|ers|ing|or|a)[ -]?up", r"reserve[ds]? (?:list|candidate|place|choice)", r"(?:wait|waiting|weighting|standby|stand by) ?list",
    r"(?:on|in|as (?:a|our|the)) reserve\b", r"(?:our|a|the) (?:backup|back up|standby|stand by|fallback|fall back)\b",
    r"(?:next|first) (?:in line|(?:one |person )?(?:on|in) (?:the|our|my) (?:list|line))",
    r"(?:first|next) (?:person|one|name|call) (?:that )?(?:we|i) (?:will|would|call|ring|make)",
    r"(?:if|should|in case|unless) (?:\w+ ){1,7}?(?:falls? (?:through|true|threw|out)|(?:drop|back|pull)s? out|says? no|withdraws?"
    r"|(?:turn|decline|refuse|reject)s?(?: (?:it|us|our|the|down|offer))|declines?|changes? (?:his|her|their|your) minds?"
    r"|(?:does|do|did|can|could|should) not (?:\w+ )?(?:work out|accept|take|sign|start|join|come))",
    r"(?:narrowly|only just|very nearly|just) (?:missed|lost|beaten|edged|pipped)", r"by (?:a|the) (?:hair|whisker|narrowest|slimmest)",
)  # fmt: skip
"""Says that somebody was ahead, and that this one comes next."""

_TIE = (r"(?:down to|between) (?:you and|the two of you|the (?:last|final) two|two (?:people|candidates|of you))",)
"""Turns a refusal into a second place; says nothing by itself."""

_REFUSED = (
    r"not (?:\w+ ){0,2}?(?:mov\w+|tak\w+|progress\w*|proceed\w*|go(?:ing)?|continu\w+|carry\w*) (?:\w+ ){0,4}?(?:forward|ahead|further|on with you)",
    r"not (?:\w+ ){0,2}?(?:proceed\w*|progress\w*|continu\w+|go(?:ing)?) (?:\w+ )?with (?:you\b|your)",
    r"not (?:\w+ ){0,2}?(?:successful|successfully|selected|chosen|picked|accepted|shortlisted)", r"un ?success(?:ful|fully)?\b",
    r"you (?:did|have|had) not (?:\w+ )?(?:get|got|gotten|make|made|won|win)\b",
    r"not (?:\w+ ){0,2}?(?:the right|a good|a great|the best|quite the|quite a|an? \w+) (?:fit|match|choice)\b",
    r"turn(?:ed|ing)? (?:you|your \w+) down", r"\breject(?:ed|ing|ion)? (?:you|your)|been (?:rejected|turned down|declined)",
    r"(?:position|role|job|vacancy|place|post) (?:\w+ ){0,3}?(?:filled|given to|offered to|gone to|went to|goes to|taken)\b",
    r"(?:filled|field) (?:the|that|this) (?:position|role|job|vacancy|place|post)",
    r"decided (?:\w+ )?(?:against|not to)\b", r"no longer (?:consider|in the running|under|available|open)",
    r"(?:a|another|in a|the) (?:different|other)(?: direction| way)\b", r"in another direction",
    r"(?:it is|is|was|be|say|got|have) (?:a |an )?(?:no\b(?! (?:decision|news|problem|need|doubt|question|one|longer|idea|way|secret|surprise|record|trace|rush|trouble|hurry|answer|final))"
    r"|\"no\")(?: (?:from|this|for|on)\b| ?$)", r"answer (?:\w+ )?is no\b",
    r"(?:it is|unfortunately|afraid|sorry|but|so) (?:\w+ )?not (?:you|this time|on this occasion|to be)\b",
    r"not (?:\w+ ){0,2}?(?:good|the|great|happy|better) (?:\w+ ){0,2}?news", r"\bbad news\b",
    r"(?:not|never) (?:\w+ ){0,2}?(?:make|made|making) (?:the (?:cut|list|grade)|it\b)(?! (?:to the (?:phone|office)))", r"\bmissed out\b",
    r"(?:wish|would have (?:loved|liked|been \w+)|had hoped|like to have) (?:\w+ ){0,4}?(?:offer|hire|take|say yes|bring|join)",
    r"not be (?:\w+ )?(?:needing|requiring|joining|working)", r"(?:going|have|had) to pass\b(?! (?:you|this|it))",
)  # fmt: skip
"""Says no whatever stands before it."""

_ELSE = (
    _CHOSE + r" (?:\w+ ){0,4}?(?:with|for|on|to hire|to appoint|to take|to offer (?:it|the \w+) to)? ?" + _OTHER,
    r"(?:offer(?:ed|ing)?|gave|given|giving|go(?:es|ne|ing)?|went|award\w*) (?:\w+ ){0,4}?to " + _OTHER,
    _OTHER + r" (?:\w+ ){0,3}?(?:got|gets|has (?:accepted|taken)|was (?:chosen|selected|appointed|stronger|a better)|accepted) (?:it|the)?",
    r"(?:candidate|applicant|person|people|someone|somebody|others?) (?:\w+ ){0,4}?(?:stronger|better suited|more suited|closer (?:fit|match)|better (?:fit|match))",
)  # fmt: skip
"""Says that somebody else was taken: a refusal, unless it did not happen."""

_OFFERED = (
    r"(?:offer(?:ing|ed)?|after) you\b(?! (?:some|any|advice|feedback|an? (?:\w+ )?(?:interview|chat|call|coffee|drink|seat|time|slot|chance|word|update)))",
    r"(?:offer|give|giv\w+) (?:the|this|that|a) " + _JOB + r" to you", r"make you an (?:\w+ )?offer",
    r"you (?:\w+ )?(?:got|get|gotten|getting|have|landed|secured|won|made) (?:\w+ )?the (?:job|position|role|place|post|spot)\b",
    r"(?:job|position|role|place|post|spot) (?:\w+ ){0,2}?(?:yours|is your\b)", r"\bit(?: is| 's)? (?:\w+ )?yours\b",
    r"welcome (?:to )?(?:aboard|a ?board|on ?board|board|the (?:\w+ )?(?:team|family|crew|company|firm|group)|our (?:\w+ )?team)",
    r"welcom(?:e|ing) you (?:\w+ ){0,2}?(?:aboard|a ?board|on ?board|to|as|into|onto)\b",
    r"you (?:are|were) (?:\w+ ){0,2}?(?:hired|our (?:first|top|preferred|number one)? ?(?:choice|pick|candidate|person|new)"
    r"|(?:the )?(?:successful|chosen|winning) (?:candidate|applicant|one)|the (?:one|person|candidate) (?:we|they|i|that|for))",
    r"you have been (?:\w+ ){0,2}?(?:selected|chosen|successful|accepted|hired|picked)",
    r"you (?:were|are) (?:\w+ )?(?:selected|chosen|successful|accepted|picked)\b",
    r"your application (?:has been|was|is) (?:\w+ )?(?:successful|accepted)", _CHOSE + r" (?:\w+ )?(?:with |for |on )?you\b(?! (?:over the|know|could|can|were|from))",
    r"(?:like|love|want|delighted|pleased|happy|thrilled|excited|glad) (?:you )?to (?:\w+ )?(?:hire|employ|take|bring|have|welcome|get) you\b"
    r"(?= (?:on|as|with|join|start|in|here|aboard|board|work|part|become|come|to)\b| ?$| ?,)",
    r"(?:like|love|want|ask|invite) you to (?:come and |come |be )?(?:join|start|work|accept|take (?:the|this|up)|part of)",
    r"(?:you )?(?:will be|are) (?:joining|starting with|coming to work)\b", r"\bcongrat\w*", r"(?:it is|answer is) (?:a )?(?:\w+ )?yes\b",
    r"(?:it is|is) (?:\w+ )?(?:good|great|wonderful|fantastic|excellent) news\b",
)  # fmt: skip
"""Says yes, unless it is denied or supposed."""

_UNDECIDED = (
    r"(?:have|has|are|is|do|did) not (?:\w+ ){0,3}?(?:decid\w+|made (?:\w+ ){0,4}?(?:decision|choice|mind)|make (?:a|the|our) (?:\w+ )?decision|reached|come to|came to"
    r"|finali[sz]\w+|settled|chosen|concluded|signed|closed|complete[d]?|finished|picked|ready|through (?:all|every)|an answer)",
    r"not (?:\w+ ){0,3}?(?:a|any|the|final|been) (?:\w+ )?(?:decision|answer|news|verdict|outcome|result)\w* (?:\w+ ){0,4}?(?:yet|now|today|made|taken|reached)",
    r"not (?:\w+ )?(?:decided|final|finalized|finalised)\b", r"\bundecided\b|un decided", r"\bno (?:\w+ )?decisions?\b", r"nothing (?:\w+ ){0,3}?(?:decided|final|settled|certain|official)",
    r"(?:decision|choice|it|answer) (?:\w+ ){0,3}?not (?:\w+ )?been (?:\w+ )?(?:made|taken|reached|finali[sz]ed|decided)",
    r"still (?:\w+ ){0,3}?(?:interview\w*|deciding|consider\w*|review\w*|go(?:ing)? (?:through|over)|discuss\w*|debat\w*|weigh\w*|wait\w*|process|looking at|meeting|seeing"
    r"|talking to|speaking|undecided|open|pending|candidates?|people|applica\w+|making|comparing|thinking|finali[sz]ing|working (?:on|through|our)|to (?:see|meet|make|interview|decide))",
    r"yet to (?:\w+ )?(?:decide|make|be|choose|see|meet|finish|come|reach|hear)", r"(?:too|bit) (?:early|soon) to (?:say|tell|know|give)", r"up in the air",
    r"in the (?:middle|process) of (?:\w+ ){0,3}?(?:interview\w*|deciding|review\w*|mak\w+|meeting|seeing)", r"under (?:\w+ )?(?:review|consideration)\b",
    r"(?:few|couple|some|two|three|more|other|last|final|remaining) (?:\w+ ){0,3}?(?:to (?:see|meet|interview|talk|speak)|left to)", r"(?:process|decision) (?:\w+ )?(?:ongoing|on hold|on going|pending)",
    r"(?:more|another|extra|bit of|little) (?:\w+ )?(?:time|days?|week) (?:\w+ ){0,2}?(?:to (?:decide|make|choose)|before)",
)  # fmt: skip
"""Says that nothing is decided."""

_PROMISED = (
    r"(?:will|would|should|expect to|hope to|hoping to|going to|aim to|aiming to|plan to|can) (?:\w+ ){0,4}?(?:know|decide|decision|answer|in touch|back to you|let you know|hear|call you|be decided)"
    r" (?:\w+ ){0,5}?" + _DAY,
    r"(?:decision|decide|answer|choice|know|hear(?: back)?(?: from us)?) (?:\w+ ){0,4}?(?:by|before|until|till|within|on|next|in) (?:\w+ ){0,3}?" + _DAY,
)
"""Names a day for the decision; counts only when nothing else was announced."""

_DENIED = re.compile(r"\b(?:not|never|unable|neither|nor|without|hardly)\b(?! only| just| long)")
_WISHED = re.compile(r"\b(?:wish|would have|would not have|had hoped)\b")
_SUPPOSED = re.compile(r"\b(?:whether|weather|if|unless|until|who|whom|which|before|once|suppos\w+|in case|why|how|what|when)\b")
_ASKED = re.compile(
    r"^(?:(?:so|and|well|okay|ok|now|right|sorry|but|,) )*(?:did|do|does|have|has|were|are|is|was|what|who|when|where|how|why|may|can|could|would|will|shall)\b"
)
_REACH = 6
"""Words before a cue in which a "not" still belongs to it."""

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"[\u2018\u2019`]", "'"), (r"\bcan'?t\b|\bcannot\b", "can not"), (r"\bwon'?t\b", "will not"),
        (r"\b(have|has|had|did|do|does|is|are|was|were|could|would|should)n'?t\b", r"\1 not"), (r"\b(we|you|they|i)'?ve\b", r"\1 have"),
        (r"'re\b", " are"), (r"'ll\b", " will"), (r"'m\b", " am"), (r"'d\b", " would"), (r"\b(it|that|here|there|he|she|who|what)'s\b", r"\1 is"),
        (r"\byou are in the job\b", "you got the job"), (r"\bun fortunat", "unfortunat"), (r"could not be (?:\w+ )?(?:happier|prouder|more \w+)", "am happy"),
        (r"[,:()\u2013\u2014-]+", " , "), (r"[^\w', ]+", " "), (r"\s+", " "),
    )
)  # fmt: skip


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


_CUES = {
    "runner-up": _any_of(_RUNNER_UP), "tie": _any_of(_TIE), "refused": _any_of(_REFUSED), "else": _any_of(_ELSE),
    "offered": _any_of(_OFFERED), "undecided": _any_of(_UNDECIDED), "promised": _any_of(_PROMISED),
}  # fmt: skip
