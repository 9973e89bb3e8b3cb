"""Goodbyes as recognisers write them: what sounds like "bye" at the very end, where a network that reads sees another word."""

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
)
_PATTERNS = tuple(re.compile(words, re.IGNORECASE | re.DOTALL) for words in _GOODBYES)
_DENIED = re.compile(r"\b(?:not|n't|no|never|without|don'?t need(?: any)?)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def read_plainly(text: str) -> tuple[Finding, ...]:
    """Find the goodbye that a text ends with; what is denied just before does not count."""
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match and not _DENIED.search(text[max(0, match.start() - 25) : match.start()]):
            return (Finding(act=Act.FAREWELL, start=match.start(), end=match.end(), confidence=SURE),)
    return ()
