"""What is found without the network: goodbyes and wishes that recognisers write in other words, and one question.

Sounds like "bye" and "have a" are left of them. The question is "what happens next?", which is asked of films and of washing
machines, too; from such talk the network learnt to doubt it, but by itself and at the end of a sentence it is meant.
"""

import re

from simulator.listening.acts import Act, Finding

SURE = 0.95
"""Confidence of a pattern: each is worded so narrowly that it is hardly ever wrong."""

# There were forty patterns for the textbook's own words of other acts once; on kept-back text the network knew all but one
# of what they found by itself, and in nine lines they were wrong.
_GOODBYES = (
    r"\b(?:good[- ]?bye|bye(?:[ -]bye)?(?: now| then| for now)?)[.!,\s]*$",
    # What recognisers write for "okay, bye" and "goodbye" when it is all they hear, or the last thing.
    r"(?:^|[.!?,;] ?)(?:[\w']+[ ,]+){0,2}(?:by|buy|bay|bite|dubai)[.!,\s]*$",
    r"\b(?:good|god|got|dot|go)(?:['\u2019]s)?[ ,-]+(?:by|bye|buy|bay|bite)[.!,\s]*$",
    r"\bthank(?:s| you),? (?:to |not |don't )?(?:by|bye|buy|dubai)[.!,\s]*$",
    # All by itself at the end, of voices that it hears badly: the vowel is left, and something before it.
    r"(?:^|[.!?] ?)(?:don't|not|dot|got|could|good|to|top|the)[ -](?:by|buy|bye|bite|five|fight|fire|lie)(?: it)?[.!,\s]*$",
)
_WISH = re.compile(
    # "Have a" is said without weight: of an American's and a Scot's and others' voices little but the "a" is left.
    r"(?:^|[.!?,;] ?)(?:(?:i'?m|i am|from|of|half|haven't|i'm (?:at|in))(?: an?| it| the)+|how about(?: an?)?)"
    r" (?:lovely|great|wonderful|nice|good|fantastic|pleasant|beautiful|super|amazing|brilliant|fine|grand|blessed)"
    r" (?:rest of \w+ )?(?:day|afternoon|evening|weekend|week)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:^|[.!?,;] ?)(?:(?:so|and|well|okay|ok|right|great|now|then|um|uh|er)[, ]+)*"
    r"(?:where do (?:we|i) go from here|what happens (?:next|now|from here)|what(?:'s| is| comes) next)"
    r"(?:,? then|,? now| for me)?(?=[?.!]|$)",
    re.IGNORECASE,
)
_PATTERNS = (
    *((Act.FAREWELL, re.compile(words, re.IGNORECASE | re.DOTALL)) for words in _GOODBYES),
    (Act.WELL_WISH, _WISH),
    (Act.ASK_NEXT_STEPS, _NEXT),
)
_DENIED = re.compile(r"\b(?:not|n't|no|never|without|don'?t need(?: any)?)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def read_plainly(text: str) -> tuple[Finding, ...]:
    """Find the goodbye that a text ends with, and the others anywhere; what is denied just before does not count."""
    found: dict[Act, Finding] = {}
    for act, pattern in _PATTERNS:
        match = pattern.search(text)
        if match and act not in found and not _DENIED.search(text[max(0, match.start() - 25) : match.start()]):
            found[act] = Finding(act=act, start=match.start(), end=match.end(), confidence=SURE)
    return tuple(found.values())
