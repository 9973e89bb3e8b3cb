"""How recruiters announce a verdict: a few words of each wording with room between them, in the notation of `phrases`.

Never a whole sentence, because a recogniser drops punctuation and gets small words wrong.
"""

from simulator.listening.phrases import phrases

_PARTS = {
    "job": "job|position|role|place|post|spot|work|contract|vacancy|opening",
    "other": """
        someone|somebody|another|a+different|a+stronger|an+internal
        a|an|the|one+of+the other|others !way|ways|hand|day|side|thing|things|line|desk|room|office|week
        other candidate*|applicant*|people|person
        a|the candidate*|colleague|person|applicant* who|with|whose|from
    """,
    "chose": """
        go|goes|going|gone|went|chos*|choos*|decided|opted|select*|hire*|hiring|pick*|settled
        appoint*|prefer*|taken|took|named
    """,
    "got": """
        it|accepted|taken|chosen|selected|appointed|preferred|stronger|offered|better|hired
        the offer|job
    """,
    "better": """
        stronger
        better|more suited
        closer|better fit|match
        more experience*
    """,
    "inform": "know|decide*|decision|answer|touch|back+to+you|hear|call+you",
    "gladly": "like|love|want|delighted|pleased|happy|thrilled|excited|glad|wish|pleasure",
    "weighing": """
        interview*|decid*|consider*|review*|go*|discuss*|debat*|weigh*|wait*|process|looking|meeting|seeing|talk*|speak*
        undecided|open|candidate*|people|applica*|making|comparing|thinking|finali*|see|meet|deliberat*|assess*
    """,
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

SECOND = phrases(
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

TIE = phrases(
    """
    down+to|between the? you|two|final+two|last+two|both
    two|one of you|us|the|two? two|final|finalists|stood
    """
)
"""Makes a second place of a refusal; says nothing by itself."""

REFUSED = phrases(
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
    decide* _1 against
    decided _1 not+to
    unable|not+able _1 to offer !advice|feedback|any|more
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

ELSEWHERE = phrases(
    """
    chose|chosen|picked|hired|selected|went+with|gone+with them|him|her !up
    @chose !you|with+you _4 with|for|on|to? @other
    fill* _8 with @other
    offer*|gave|give*|going|goes|gone|went|award* _6 to @other
    @other _3 got|gets|has|have|had|was|were|is|been|accepted @got
    candidate*|applicant*|person|people|someone|somebody|others|other _4 @better
    @job _3 filled|taken !by+you
    """,
    _PARTS,
)
"""Says that somebody else has it: a refusal, unless it did not happen."""

OFFERED = phrases(
    """
    offer* you !some|any|advice|feedback|an+interview|another|a+second|a+chat|a+call|a+coffee|a+seat|a+slot|a+chance|a+word|help
    extend*|with|make|making|made you? an _2 offer !letter
    give|given|giving you the|this _1 @job
    offer*|give|giving the|this|that|a|you @job to|? you
    you _1 got|get|gotten|getting|landed|secured|won the @job
    you have _1 the @job !interview|description|ad|advert
    @job is|are _1 your|yours !to+lose|choice|call|decision
    it|offer is _1 your|yours !to+lose|choice|call|decision
    welcome|welcoming|come you? to? _1 aboard|abroad|a+board|on+board|onboard|board
    welcome|welcoming you? to the|our _1 team|family|crew|company|firm|group|department
    you are|were _3 hired|appointed
    you are|were our|the _1 first|top|preferred|successful|new|chosen|winning? choice|pick|candidate|applicant|hire !in|to|who|on
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
    @gladly to _1 hire|employ|appoint|bring|welcome|take|have|hand you
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

UNDECIDED = phrases(
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
    nobody|neither _3 chosen|decided|picked|selected|been|a+yes
    still _4 @weighing
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
    """,
    _PARTS,
)
"""Says that nothing is decided, and counts less than a yes or a no."""

PROMISED = phrases(
    """
    will|should|would|expect|hope*|going|aim*|plan|can _4 @inform _5 @day
    decision|decide|answer|choice _4 by|before|until|till|within|on|next|in _3 @day
    hear _4 by|before|within|next _3 @day
    hear from us|me _2 @day
    should|will no|know more _4 @day
    """,
    _PARTS,
)
"""Names a day for the decision: says only that there is none."""

HINTED = phrases(
    "unfortunately|regrettably|sadly|regret ,? !i _2 !hear|see|find|reach|open|remember _7 you|@job|application", _PARTS
)
"""Sounds like a refusal whose words were lost; the least that counts."""
