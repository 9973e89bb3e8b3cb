"""What a recruiter's words announce: hired, turned down, second choice, or nothing decided yet.

Every cue is a few words with room between them, never a whole sentence, because a recogniser drops punctuation
and gets small words wrong.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from simulator.listening.phrases import phrases, plain
from simulator.verdict import Verdict

_PARTS = {
    "job": "job|position|role|place|post|spot|work|contract|vacancy|opening",
    "other": """
        someone|somebody|another|a+different|a+stronger|an+internal
        a|an|the|one+of+the other|others !way|ways|hand|day|side|thing|things|line|desk|room|office|week
        other candidate*|applicant*|people|person
        a|the candidate*|colleague|person|applicant* who|with|whose|from
    """,
    "chose": "go|goes|going|gone|went|chos*|choos*|decided|opted|select*|hire*|hiring|pick*|settled|appoint*|prefer*|taken|took|named",
    "leaves": """
        fall*|fell through|true|threw
        drop*|back*|pull* out
        say*|said no
        turn*|decline*|refuse* _3 down|it|us|offer
        decline*|withdraw*
        chang* _2 mind*
        not|never _2 accept|take|sign|start|join|come|work+out|show
    """,
    "day": "monday|tuesday|wednesday|thursday|friday|tomorrow|week|weekend|month|day|days|end+of|soon|shortly|early",
}

_SECOND = phrases(
    """
    close*|clear|strong|near|narrow|worthy second|seconds !round|interview|to+none
    second|2nd choice|pick|favourite|favorite|best|strongest|candidate|behind
    second|2nd on|in the|our list|line|ranking
    place*|put|rank*|finish*|stand|stood|came|come you? in|a|are? _1 second !round|interview|time
    you are|were|is _1 second $
    in|are second place
    our|my|are|were number two
    runner*|run+her|run+a|running up|ups|upper
    reserve|reserved|reserves|waiting|wait|weighting|standby list
    waitlist*
    are|be|as|have|in|on the|our|a|an? reserve|backup|back+up|standby|stand+by|fallback $
    named|keep*|put|have|hold* you|yours? _2 as|on|in the|our|a? reserve|backup|standby
    next|first in line
    next|first _2 on|in the|our|my list|line
    next|first|very|the person|one|name|number we|i would|will|am|are? call|ring|dial|phone
    if|should|unless|in+case _6 @leaves
    narrowly|only+just|very+nearly missed|lost|beaten|edged|pipped|had
    top of the|our reserve|waiting|list if
    """,
    _PARTS,
)
"""Says that somebody was ahead and this one comes next."""

_TIE = phrases(
    """
    down+to|between the? you|two|final+two|last+two|both
    two|one of you|us|the|two? two|final|finalists|stood
    """
)
"""Makes a second place of a refusal; says nothing by itself."""

_REFUSED = phrases(
    """
    not|unable !wait _3 mov*|tak*|progress*|proceed*|go*|continu*|carry* _4 forward|ahead|further
    not !wait _2 proceed*|progress*|continu*|go*|work* _1 with you|your
    not _3 successful*|selected|chosen|picked|shortlisted|accepted|through !everyone|all|anyone|everybody
    unsuccessful*|un+successful*
    you did|have|had not _1 get|got|gotten|made|make|won|win
    not _5 right|good|great|best|quite|strong|suitable fit|match|one|enough
    turn* you|your _1 down
    reject* you|your
    been|is|was rejected|declined|turned+down
    decided _1 against|not+to
    no longer consider*|in+the|under|available|open
    different|other|another direction|way|route
    is|was|be|afraid a no !brainer
    answer|verdict|decision _1 is|was no $
    afraid|sorry|unfortunately|sadly no|not $
    not _2 first+choice
    not going to work+out|happen|be+you
    filled the|that|this @job
    not _3 good|the|great|happy|better|best|answer|one|result|outcome|favour|favor news|answer|result|outcome
    not in your favour|favor
    bad|sad|disappointing news
    is|unfortunately|afraid|sorry|but|so not you|this+time|on+this+occasion|to+be
    not _2 make|made|making the+cut|the+list|the+grade
    missed out
    pass|passed|passing on you|your
    let|letting you down
    """,
    _PARTS,
)
"""Says no by itself."""

_ELSEWHERE = phrases(
    """
    chose|chosen|picked|hired|selected|went+with|gone+with them|him|her !up
    @chose !you|with+you _4 with|for|on|to? @other
    fill* _8 with @other
    offer*|gave|give*|going|goes|gone|went|award* _6 to @other
    @other _3 got|gets|has|have|had|was|were|is|been|accepted it|accepted|taken|chosen|selected|appointed|preferred|stronger|offered|better|the+offer|the+job|hired
    candidate*|applicant*|person|people|someone|somebody|others|other _4 stronger|better+suited|more+suited|closer+fit|closer+match|better+fit|better+match|more+experience*
    @job _3 filled|taken !by+you
    """,
    _PARTS,
)
"""Says that somebody else has it: a refusal, unless it did not happen."""

_OFFERED = phrases(
    """
    offer* you !some|any|advice|feedback|an+interview|another|a+second|a+chat|a+call|a+coffee|a+seat|a+slot|a+chance|a+word|help
    extend*|with|make|making|made you? an _2 offer !letter
    give|given|giving you the|this _1 @job
    offer*|give|giving the|this|that|a|you @job to|? you
    you _1 got|get|gotten|getting|landed|secured|won the @job
    you have _1 the @job !interview|description|ad|advert
    @job is|are _1 your|yours !to+lose|choice|call|decision
    it|offer is _1 your|yours !to+lose|choice|call|decision
    welcome|welcoming you? to? _1 aboard|abroad|a+board|on+board|onboard|board
    welcome|welcoming you? to the|our _1 team|family|crew|company|firm|group|department
    you are|were _3 hired|appointed
    you are|were our|the _1 first|top|preferred|successful|new|chosen|winning|strongest? choice|pick|candidate|applicant|hire|colleague !in|to|who|on
    you are|were _1 the+one|the+person|the+candidate we|they|i|for
    you have|were|are|had been? _2 selected|chosen|successful|accepted|picked|appointed
    application has|was|is been? _1 successful|accepted
    @chose _1 you !know|could|can|were|from|with|through|back|a+call|up|there|second|in|as+the|as+our+reserve
    filled|taken by you
    we want you $
    you are in $
    you _1 made it $
    you|you+will start on|next
    mov*|go* forward|ahead _1 with you|your
    you are our _1 new
    we _2 want you to|here|on|for|in|with !know|wait|come+in|call|hear|have+another|be+patient|meet
    like|love|want|delighted|pleased|happy|thrilled|excited|glad|wish|pleasure to _1 hire|employ|appoint|bring|welcome|take|have you
    like|love|want|invite for? you to come+and|come|be? join|start|work|accept|take
    you are|will|be? joining us|our|the
    congratulat*|congrats
    is|was a _1 yes
    answer|it is _1 yes
    it|there is _1 good|great|wonderful|fantastic|excellent|lovely news !but
    have|some _1 good|great|wonderful|fantastic|excellent|lovely news !but
    """,
    _PARTS,
)
"""Says yes, unless it is denied or supposed."""

_UNDECIDED = phrases(
    """
    not _4 decid*|finali*|settled|concluded|finished|voted|made+up|come+to+a|came+to+a|reached
    not _2 made|make|making|taken|take|had _3 decision|choice|mind*
    not _2 chosen|picked|selected|appointed|hired|filled _2 anyone|anybody|yet|it
    not|no _3 decision|news|verdict|outcome|result|word _4 yet|now|today|made|taken|reached|so+far|for+you|to+give
    no|an|any|the answer for|to|yet _4 yet|today|now|so+far
    decision|choice|answer|it _4 not _1 been _1 made|taken|reached|finali*|decided|signed
    decision _3 pending|to+come|on+hold
    undecided|un+decided|pending
    no _1 decision|decisions
    nothing _3 decided|final|settled|certain|official|definite
    nobody|no+one|neither _3 chosen|decided|picked|selected|been|a+yes
    still _4 interview*|decid*|consider*|review*|go*|discuss*|debat*|weigh*|wait*|process|looking|meeting|seeing|talk*|speak*|undecided|open|candidate*|people|applica*|making|comparing|thinking|finali*|see|meet|deliberat*|assess*
    yet to decide|make|be|choose|see|meet|finish|come|reach|hear
    not yet|there+yet|ready+yet|done+yet|quite+there
    early|soon to say|tell|know|give
    up in the air
    in the middle|process|midst of _3 interview*|decid*|review*|mak*|meet*|see*|choos*
    under _1 review|consideration|discussion
    few|couple|some|two|three|four|more|other|last|final|remaining _3 to see|meet|interview|talk|speak|do
    all|everything|is still? open until|till
    more|extra|little time|days to|before decide|we|the
    we are _1 waiting for|on|until|till
    remain* so|open until|till
    not _1 ready to|yet
    """
)
"""Says that nothing is decided, and counts less than a yes or a no."""

_PROMISED = phrases(
    """
    will|should|would|expect|hope|hoping|going|aim|aiming|plan|can _4 know|decide*|decision|answer|touch|back+to+you|hear|call+you _5 @day
    decision|decide|answer|choice _4 by|before|until|till|within|on|next|in _3 @day
    hear _4 by|before|within|next _3 @day
    """,
    _PARTS,
)
"""Names a day for the decision: says only that there is none."""

_DENIED = phrases("not|never|unable|without|hardly !only|just|long|wait")
_WISHED = phrases(
    """
    wish|wished we|i|that
    would|had have|hoped
    """
)
_SUPPOSED = phrases(
    """
    whether|weather|if|unless|until|till|suppose|supposing|before|once
    know|see|check|ask*|wonder*|decid*|out|decision|sure|tell+you|told|remember|on|about who|whom|what|which|when|how|why|to+whom
    """
)
_QUESTION = phrases("did|do|does|have|has|were|are|is|was|what|who|when|where|how|why|may|can|could|would|will|shall|which")
_FILLER = phrases("so|and|well|okay|ok|now|right|sorry|but|,|oh|ah|yes|um|uh")
_READ_AS = (
    (re.compile(r"\bcould not be (?:any )?(?:happier|prouder|more \w+) "), "am happy "),
    (re.compile(r"\bfilled (?=.*\bby you\b)"), "yours "),
)
"""Words that say the opposite of what they hold."""

_REACH = 6
"""Words before a cue in which a "not" still belongs to it: "we are not, at this time, able to offer you"."""


class _Cue(Enum):
    SECOND = auto()
    TIE = auto()
    NO = auto()
    YES = auto()
    UNDECIDED = auto()
    PROMISED = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A verdict found in words."""

    verdict: Verdict
    """What they announce."""

    end: int
    """One past the last character of the sentence that completes it."""


def read_verdict(text: str) -> Verdict | None:
    """Say what a recruiter's words announce; None when they announce nothing."""
    found = find_verdict(text)
    return found.verdict if found else None


def find_verdict(text: str) -> Announced | None:
    """Find the verdict in a recruiter's words, and where it is out.

    A second place is told in two steps ("we took someone else; you came second"), so the whole is weighed before
    the sentence is looked for that completes it.
    """
    cues: set[_Cue] = set()
    out: list[tuple[Verdict | None, int]] = []
    for sentence in re.finditer(r"[^.!?\u2026\n]+[.!?\u2026]*", text):
        cues |= _cues(sentence.group())
        out.append((_weighed(cues), sentence.end()))
    verdict = out[-1][0] if out else None
    if verdict is None:
        return None
    return Announced(verdict=verdict, end=next(end for found, end in out if found is verdict))


def _weighed(cues: set[_Cue]) -> Verdict | None:
    if _Cue.SECOND in cues or {_Cue.TIE, _Cue.NO} <= cues:
        return Verdict.RUNNER_UP
    for cue, verdict in (
        (_Cue.NO, Verdict.REJECTED), (_Cue.YES, Verdict.HIRED), (_Cue.UNDECIDED, Verdict.PENDING), (_Cue.PROMISED, Verdict.PENDING),
    ):  # fmt: skip
        if cue in cues:
            return verdict
    return None


def _cues(sentence: str) -> set[_Cue]:
    words = plain(sentence)
    for pattern, spelling in _READ_AS:
        words = pattern.sub(spelling, words)
    if sentence.rstrip().endswith("?") and _is_question(words):
        return set()
    found = {
        cue
        for cue, pattern in (
            (_Cue.SECOND, _SECOND), (_Cue.TIE, _TIE), (_Cue.NO, _REFUSED), (_Cue.UNDECIDED, _UNDECIDED),
            (_Cue.PROMISED, _PROMISED),
        )
        if any(not _SUPPOSED.search(_clause(words, match.start())) for match in pattern.finditer(words))
    }  # fmt: skip
    found |= {_claim(words, match.start(), _Cue.NO) for match in _ELSEWHERE.finditer(words)}
    found |= {_claim(words, match.start(), _Cue.YES) for match in _OFFERED.finditer(words)}
    return found - {_Cue.NOTHING}


def _claim(words: str, at: int, cue: _Cue) -> _Cue:
    """Weigh what stands before a cue: "not", "whether" and "I wish" turn it round."""
    before = _clause(words, at)
    if _SUPPOSED.search(before):
        return _Cue.NOTHING
    wished = cue is _Cue.YES and _WISHED.search(before)
    if not wished and not _DENIED.search(" ".join(before.split()[-_REACH:]) + " "):
        return cue
    return _Cue.UNDECIDED if cue is _Cue.NO or " yet " in words else _Cue.NO


def _clause(words: str, at: int) -> str:
    """Cut out what stands between the last comma or "but" and a place."""
    return re.split(r", |\bbut |\band (?=i |we |you )", words[:at])[-1]


def _is_question(words: str) -> bool:
    """Tell a sentence that asks from one that tells and then asks ("you have the job, all right?")."""
    while opening := _FILLER.match(words):
        words = words[opening.end() :]
    return _QUESTION.match(words) is not None
