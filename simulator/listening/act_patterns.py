"""The textbook's own words for each act: plain sentences must never depend on a network's mood."""

import re

from simulator.listening.acts import Act, Finding

SURE = 0.95
"""Confidence of a pattern: each is worded so narrowly that it is hardly ever wrong."""

_JOB = r"(?=.*\b(interview\w*|position|job|role|decision|decided|application|news|result|outcome|feedback|hear from you)\b)"
_OPENING = r"(openings?|positions?|vacanc\w+|roles?|jobs?|opportunit\w+)"

_WORDS: dict[Act, tuple[str, ...]] = {
    Act.GREETING: (r"^\s*(hello|hi|hey|good (morning|afternoon|evening))\b",),
    Act.PURPOSE: (
        _JOB + r"\b(i'?m|i am|i was|just) (just )?(calling|ringing|phoning)( you)?( today)? (to|about|because|for|regarding|with)\b",
        _JOB + r"\b(wanted|like|love|calling) to (follow up|check in|find out|ask (if|whether|about)|hear (if|whether|about))\b",
        r"\bfollow(ing)? up on (my|the|our) (interview|application|meeting|conversation)\b",
    ),
    Act.ENTHUSIASM: (
        r"\b(very|really|so|still) (excited|interested|keen|enthusiastic|thrilled) (about|in|to|on)\b",
        r"\b(would|i'd) (really |still |so much )?love to (work (with|for|at)|join|be (a )?part)\b",
        r"\b(that'?s|that is|what) (such )?(a )?(wonderful|fantastic|great|amazing|brilliant|excellent|marvell?ous) news\b",
        r"\bi'?m (so |absolutely |really )?(thrilled|delighted|over the moon)\b",
        r"\bhope (so much )?(that )?i (can|could|will|may) (join|work (with|for|at))\b",
        r"\b(really|very much|so much) (enjoyed|liked) (meeting|our|the (interview|conversation)|talking|speaking)\b",
        r"\benjoyed (our|the) (conversation|interview|meeting)( very much| so much| a lot)\b",
    ),
    Act.ASK_DECISION: (
        r"\b(have|has) (you|they|the (team|panel)|there been|a decision|anything) [^.?!]{0,30}(decided|decision|been decided)\b",
        r"\b(if|whether) (you|you've|you have|they|they have|there|a decision)\b[^.?!]{0,30}\b(decided|decision)\b",
        r"\bwhen (do|will|might|would|can|could|should) (you|they|i|we)\b[^.?!]{0,30}\b(decide|decision|hear (back|from)|know more)\b",
        r"\bdid i get (it|the (job|position|role))\b",
    ),
    Act.ASK_NEXT_STEPS: (
        r"\b(what|any|about the|are the|know the) next steps?\b",
        r"\bwhat happens (now|next|from here)\b",
        r"\bwhen (do|would|should|can|could|will) i (start|begin|come in)\b",
        r"\b(what|which|any) (documents|papers|paperwork)\b[^.?!]{0,25}\b(bring|need|sign|send)\b",
        r"\bis there (a contract|anything i (should|need to|can) (do|bring|prepare|sign))\b",
    ),
    Act.ASK_FEEDBACK: (
        r"\b(could|can|may|might|would|is there|have you|do you have|grateful for|appreciate|like|love)\b[^.?!]{0,40}\bfeedback\b",
        r"\b(how|what|where) (could|can|might|should) i (improve|do better|have done (better|differently)|work on)\b",
        r"\bwhat i (could|can|should|might) (improve|do better|have done (better|differently)|work on)\b",
    ),
    Act.ASK_REASON: (
        r"\bwhy (i|we) (wasn'?t|was not|didn'?t|did not)\b[^.?!]{0,20}\b(chosen|selected|picked|get|make)\b",
        r"\bwhy (was|wasn't) (i|he|she|somebody|someone)\b[^.?!]{0,20}\b(chosen|selected|picked|turned down)\b",
        r"\bwhat made (the difference|you (choose|decide|pick|go))\b",
    ),
    Act.ASK_OTHER_OPENINGS: (
        rf"\b(are there|do you have|have you got|will there be|might there be)\b[^.?!]{{0,25}}\b(other|similar|different)\b[^.?!]{{0,15}}\b{_OPENING}\b",
    ),
    Act.ASK_KEEP_IN_MIND: (
        r"\b(keep|bear|have) me in mind\b",
        r"\bkeep my (cv|resume|details|name|number|application) (on|in) (file|record|mind|your)\b",
        rf"\b(let me know|call me|contact me|ring me|think of me|consider me) if (another|any other|a|any|something|anything)\b[^.?!]{{0,15}}({_OPENING})?[^.?!]{{0,6}}\b(opens?|comes?|becomes?|frees)\b",
    ),
    Act.ASK_ANOTHER_INTERVIEW: (
        r"\b(could|can|may|might|would|possible|chance)\b[^.?!]{0,40}\b(another|second|new) (interview|chance to interview)\b",
        r"\b(could|can|may|might) i (interview|be interviewed|try|apply) again\b",
    ),
    Act.WELL_WISH: (
        r"\bhave a (very |really )?(great|good|nice|lovely|wonderful|pleasant|beautiful) (day|week|weekend|evening|afternoon|morning|rest|one|time)\b",
        r"\bwish (you|everyone|all of you)\b[^.?!]{0,25}\b(best|well|luck|success|day|week|weekend|year)\b",
        r"\ball the best (to|for|with)\b",
    ),
    Act.FAREWELL: (
        r"\b(good[- ]?bye|bye([ -]bye)?( now| then| for now)?)[.!,\s]*$",
        # What recognisers write for "okay, bye" and "goodbye" when it is all they hear, or the last thing.
        r"(?:^|[.!?,;] ?)(?:[\w']+[ ,]+){0,2}(?:by|buy|bay|bite|dubai)[.!,\s]*$",
        r"\b(?:good|god|got|dot|go)(?:['\u2019]s)?[ ,-]+(?:by|bye|buy|bay|bite)[.!,\s]*$",
        r"\bthank(?:s| you),? (?:to |not |don't )?(?:by|bye|buy|dubai)[.!,\s]*$",
    ),
}  # fmt: skip

_PATTERNS = tuple((act, re.compile(words, re.IGNORECASE | re.DOTALL)) for act, several in _WORDS.items() for words in several)
_DENIED = re.compile(r"\b(not|n't|no|never|without|don'?t need( any)?)\s+(\w+\s+){0,3}$", re.IGNORECASE)


def read_plainly(text: str) -> tuple[Finding, ...]:
    """Find what a text does in the textbook's own words; what is denied just before does not count."""
    found = []
    for act, pattern in _PATTERNS:
        match = pattern.search(text)
        if match and not _DENIED.search(text[max(0, match.start() - 25) : match.start()]):
            found.append(Finding(act=act, start=match.start(), end=max(match.end(), match.start() + 1), confidence=SURE))
    return tuple(found)
