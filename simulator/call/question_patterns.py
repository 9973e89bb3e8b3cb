"""How people ask: what opens a question, what they wrap it in, and what says that they have no more."""

import re

UNHEARD = re.compile(
    r"\b((could|can|would) you (please )?)?(say (that|it)|repeat (that|it|yourself)|come again)( again| once more)?\b(?! if)|"
    r"\b(didn.?t|did not|couldn.?t) (quite )?(catch|hear|get|understand) (that|you|it|what you)|"
    r"^\W*(sorry|pardon|what|excuse me|i beg your pardon)\W*\?|\bwhat (did you (just )?say|was that)( again)?\W*\?",
    re.IGNORECASE,
)
"""Asks to have the last line again."""

OPENS = re.compile(
    r"^\W*(?:(?:and|so|but|okay|ok|oh|well|um+|uh+|er+|yes|yeah|no|right|great|good|also|sorry|please|then|now|thanks|thank you|"
    r"i see|all right|alright|actually|just|hmm)\b[\s,.:;\u2013-]*)*"
    r"(?:(?:what|when|where|who|whom|whose|which|how|why)(?:.?s|.?re|.?d|.?ll)?\b(?! a (?:pity|shame|relief|surprise|lovely|great|nice))|"
    r"(?!have (?:a|an|the)\b|do (?:have|take|call|give)\b)(?:is|are|was|were|do|does|did|have|has|had|will|would|can|could|may|might|shall|should|am|isn.?t|aren.?t|don.?t|doesn.?t|won.?t"
    r"|can.?t|couldn.?t|wouldn.?t)(?:n.?t)? (?:i|you|we|they|he|she|it|there|this|that|the|a|an|my|your|our|any|anyone|anybody|"
    r"somebody|someone|people|staff|everyone|pay|interview|dogs?)\b|any (?:chance|idea|news|tips|feedback)\b)",
    re.IGNORECASE,
)
"""Begins as questions do, whatever stands before it; recognisers leave question marks out."""

WONDERS = re.compile(
    r"\b(i (was|am|'m) (just |also )?(wondering|curious)|i.?d (also )?(like|love) to (know|ask)|(wanted|like|want|need) to (ask|know)|"
    r"(could|can|would) you (please |maybe )?(tell|explain|say)|do you (happen to )?know|may i (just )?ask|let me ask|one (more|last|other) question)\b(?=(\W+\w+){3})",
    re.IGNORECASE,
)
"""Asks in a roundabout way."""

TAG = re.compile(r"(^|[,.] )\W*(right|okay|ok|yes|no|you know|huh|eh|isn.?t it|haven.?t you)\W*\?\s*$", re.IGNORECASE)
"""Only asks for a nod: "right?"."""

SECOND = re.compile(
    r"(?:,|;|\band\b|\balso\b)(?!\s+or\b)\s+(?:(?:and|also|then|so)\s+)?(?=(?:what|when|where|who|how|why|which|is there|are there|is it|do i|do you|"
    r"does|will i|will there|would i|would there|can i|can you|could i|could you|may i|should i|am i)\b)",
    re.IGNORECASE,
)
"""Where a second question begins within a sentence."""

POINTS_BACK = re.compile(
    r"^\W*((and|so|but|well)\W+)?(would|will|does|is|was|could|can|do you think) (that|it|this)\b.{0,12}"
    r"\b(problem|issue|okay|ok|all ?right|fine|possible|matter|count|work|complicated|held)\b(?!\W+if\b)",
    re.IGNORECASE,
)
"""A question about what was said just before it: "I have a trip booked. Would that be a problem?"."""

WANTS_MORE = re.compile(
    r"^\W*((um+|uh+|er+|well|oh|hmm|actually)\W+)*(yes|yeah|yep|actually|there (is|was)|one more|i do|just one|maybe one)\b",
    re.IGNORECASE,
)
"""Says yes to "anything else?"."""

FINISHED = re.compile(
    r"\b(that.?s|that is|that was|that will be|that.?ll be) (all|it|everything)\b|\b(nothing|no(thing)?) (else|more|further)\b|"
    r"\bno (more|further|other) questions?\b|\b(i.?m|we.?re) (all set|good|done)\b|\ball set\b",
    re.IGNORECASE,
)
"""Has nothing more to ask."""

DECLINES = re.compile(r"\b(no|not|nothing|that.?s (all|it|everything)|all (good|set|clear))\b", re.IGNORECASE)
"""Says no to it."""

LEAD = re.compile(
    r"^\W*(?:(?:and|so|but|okay|ok|oh|well|um+|uh+|er+|yes|yeah|no|right|great|also|sorry|please|actually|just|maybe|perhaps|thanks|"
    r"thank you|by the way|one (?:more|last) (?:thing|question)|another (?:thing|question)|before i (?:go|forget)|if i may(?: ask)?|"
    r"if you don.?t mind(?: me asking)?|out of curiosity|i have (?:a|one more|another) question)\b[\s,.:;\u2013-]*)+",
    re.IGNORECASE,
)
"""What people put before a question."""

WRAP = re.compile(
    r"^\W*(?:i (?:was|am|'m|'d be) (?:just )?(?:also )?(?:wondering|curious|interested)|i(?:'d| would) (?:also )?(?:like|love) to (?:know|ask)|"
    r"i (?:just )?(?:wanted|want|need|meant) to (?:ask|know|check)|(?:could|can|would|will) you (?:please |maybe |perhaps |just )?tell me|"
    r"(?:do|would|might) you (?:happen to )?know|(?:may|can|could|might) i (?:just )?(?:ask|check|know)|let me ask|"
    r"(?:have you )?(?:got )?any idea|is it possible to (?:know|say)|i forgot to ask)\b[\s,:]*(?:you )?(?:about|if|whether|to know)?\s*",
    re.IGNORECASE,
)
"""What people wrap a question in."""

ALL_OF_IT = re.compile(
    r"\b(next steps?|what happens (now|next|then)|what('s| is| comes) next|(go|going) from here|how does it go on)\b",
    re.IGNORECASE,
)
"""Wants to hear everything that comes, not one thing of it."""
