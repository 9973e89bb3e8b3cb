"""When the interview was, as the caller says it: times that belong to the interview and to nothing else.

A call is full of other times: when to start, when an answer was promised, when they rang before. The words
of the clause decide, the nearest first; where they are silent, only a time that fits the brief counts.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from simulator.brief import Brief
from simulator.listening.dates import find_days
from simulator.listening.moments import Moment
from simulator.listening.slot import Slot
from simulator.listening.times import find_clock_times

_OURS = re.compile(
    r"\b(?:interview(?!ing (?:someone|somebody|others?|people|other|more))\w*(?:['\u2019]s)?|"
    r"entered? you|inter(?:view| you|net|n you|nship)"
    r"|(?:we|i|you) met|met (?:with )?(?:you|up|on)|(?:pleasure|good|nice|lovely|great|"
    r"grand) (?:to meet|meeting)(?: you| with you)?|to meet you|meeting(?: with you)?|"
    r"(?:i )?came (?:in|to|over|by|for)|come (?:in|and see|to see)"
    r"|had me (?:in|on|and|round|over|there)|have me in|you had me|(?:saw|seen) (?:you|me|us|by)|"
    r"was seen|you saw|(?:i )?sat (?:down|with|in|that|the|before)"
    r"|(?:spoke|talked|chatted|talking|speaking|sat) (?:to|with)|(?:our|the|a) (?:chat|talk|"
    r"conversation|panel|meeting|assessment|trial|test day)"
    r"|panel|assessment|was (?:in|there|with you|at your)|been in|(?:one|person|candidate) in|"
    r"in (?:to see|with) you|visited|tried out"
    r"|audition(?:ed)?|face to face|the o'clock|you were interviewing|showed me (?:round|around))\b",
    re.IGNORECASE,
)
"""Words of having been interviewed."""

_THEIRS = re.compile(
    r"\b(?:(?:i|we|you|they|she|he|who|somebody|someone)(?: \w+)? (?:called|rang|phoned|emailed|"
    r"e-mailed|wrote|texted|left|sent|applied|saw the|heard|got|received|read|missed|moved|lost|"
    r"started|quit|told|promised|turned)"
    r"|called|rang|ringed|rung|phoned|emailed|(?:i['\u2019]?ve|have) (?:called|left|sent|emailed|"
    r"applied)|voicemail|message|letter|e-?mail(?:ed)?|applied|application|advert(?:ised)?"
    r"|start(?:ing|ed)?|begin|beginning|training day|contract|birthday|weekend|holiday|vacation|"
    r"appointment|deadline|decid\w+|decision|answer|hear(?:ing|d)?|get back|let (?:me|us) know|told|"
    r"promised|said you|you said"
    r"|call(?:ing)? (?:you |me |me back |you back |back )?|ring(?:ing)? (?:you |me |back )|call back|"
    r"available|free|work(?:ed|ing|s)?|shift|bus|train|doctor|dentist|due|finish\w*|expect\w*|"
    r"apologi\w+|trip|offer\w*|flight|game|match)\b",
    re.IGNORECASE,
)
"""Words of something else that has a time."""

_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|til|before|next|every|each|from|for|(?<!to )see you(?: on)?|talk(?: to you)?|"
    r"speak(?: to you)?|tomorrow|starting|coming|upcoming|how about|what about|(?:a )?good|nice|"
    r"great|lovely)"
    r"(?: (?:on|the|this|then|around|about|at))*\s*)$",
    re.IGNORECASE,
)
"""Words just before a time that put it in the future, or in a wish."""

_PAST_FOR = re.compile(r"\b(?:interview\w*|in|met|up)(?: \w+){0,6} for(?: the| my| our)?\s*$", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:(?:can|could|may|shall|should|would|will) (?:i|we)|(?:i|we|you|they|he|she|"
    r"it)(?:['\u2019]ll| will(?! (?:be )?interviewed)| can| could| shall| might| may|['\u2019]re going to|"
    r"['\u2019]m going to)|gonna|going to"
    r"|won['\u2019]?t|will be|would be|let['\u2019]?s|i['\u2019]m (?:away|free|available|off|working|"
    r"seeing|flying|coming)|(?<!to )see you|want to come)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince(?: last| the)?\s*$", re.IGNORECASE)

_CLAUSE = re.compile(
    r"[.?!;:…]+|\s[\u2013—-]\s|,|\b(?:and|but|so|because|that|which|who|although|though|while|if|"
    r"when|then|plus)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.?!;…]+(?=\s|$)")
_JOIN = re.compile(
    r"^[\s,]*(?:(?:on|at|the|in|of|around|about|just|um|uh|it was|was it|that was|early|late|"
    r"first thing)[\s,]*){0,3}$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:or|on|at|the|it was|that was|well|um|uh|er|but|oh)\W+)*"
    r"(?:no|sorry|i mean|i meant|rather|actually|wait|hang on|hold on|make that|correction|my mistake|excuse me|pardon)\b"
    r"(?:\W+(?:no|sorry|i mean|i meant|rather|actually|wait|not|it was|that was|it['\u2019]s|make that|on|at|the|last|um|uh|er"
    r"|i think|i should say|my mistake|excuse me|pardon me|me))*\W*$",
    re.IGNORECASE,
)
"""What is said between a time and the one that it should have been."""

_ABBREVIATION = re.compile(r"\b[ap]\.\s?m\.", re.IGNORECASE)

_REACH = 90
"""Characters from a time to the words that say what it belongs to."""

_BEFORE = 60
"""Characters before a time that may say what it is for."""

_OTHER_CLAUSE = 25
"""Characters that a clause's border counts for: words of the same clause weigh more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """Moments said in one breath: `Tuesday the 17th at ten`."""

    moments: tuple[Moment, ...]
    """The moments, in order."""

    @property
    def start(self) -> int:
        return self.moments[0].start

    @property
    def end(self) -> int:
        return self.moments[-1].end


def read_whens(text: str, brief: Brief | None) -> tuple[Slot, ...]:
    """Find when the caller says that the interview was.

    Args:
        text: One utterance.
        brief: What is true; None, or one without `interviewed`, to take any time that belongs to an interview.

    Returns:
        The times, in order. A phrase fits when every part of it does; one whose clause does not speak of
        the interview is left out unless it fits.
    """
    then = brief.interviewed if brief is not None else None
    now = brief.called_at if brief is not None else None
    slots: list[Slot] = []
    before: _Phrase | None = None
    for phrase in _phrases(text):
        fits = None if then is None or now is None else _fits(phrase, then, now)
        corrects = before is not None and bool(_CORRECTION.match(text[before.end : phrase.start]))
        replaced = slots.pop() if corrects and slots else None
        ours = True if replaced else _belongs(text, phrase)
        if ours or (ours is None and fits):
            slots.append(_slot(text, phrase, then, fits=fits))
        before = phrase
    return tuple(slots)


def _fits(phrase: _Phrase, then: datetime, now: datetime) -> bool:
    then, now = then.replace(tzinfo=None), now.replace(tzinfo=None)
    return all(moment.fits(then, now) for moment in phrase.moments)


def _slot(text: str, phrase: _Phrase, then: datetime | None, *, fits: bool | None) -> Slot:
    said = _write([(moment.said, moment.is_clock) for moment in phrase.moments])
    wanted = "" if then is None else _write([(moment.form(then), moment.is_clock) for moment in phrase.moments])
    place = slice(phrase.start, phrase.end)
    return Slot(kind="when", text=text[place], start=phrase.start, end=phrase.end, fits=fits, said=said, wanted=wanted)


def _write(parts: list[tuple[str, bool]]) -> str:
    """Join days, then times: `Tuesday 17 November at 10:00`."""
    days = list(dict.fromkeys(said for said, is_clock in parts if not is_clock))
    clocks = list(dict.fromkeys(said for said, is_clock in parts if is_clock))
    between = " at " if clocks and clocks[0][0].isdigit() else ", "
    return between.join(part for part in (" ".join(days), " ".join(clocks)) if part)


def _phrases(text: str) -> list[_Phrase]:
    """Find what is said about time, the longest reading of each stretch, neighbours joined."""
    kept: list[Moment] = []
    for moment in sorted(find_days(text) + find_clock_times(text), key=lambda one: (one.start - one.end, one.start)):
        if all(moment.end <= other.start or other.end <= moment.start for other in kept):
            kept.append(moment)
    kept.sort(key=lambda moment: moment.start)
    groups: list[list[Moment]] = []
    for moment in kept:
        if groups and _JOIN.match(text[groups[-1][-1].end : moment.start]):
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return [_Phrase(moments=tuple(group)) for group in groups if not all(moment.clings for moment in group)]


def _belongs(text: str, phrase: _Phrase) -> bool | None:
    """Tell whether a time is the interview's (True), something else's (False), or nobody's in particular (None)."""
    before = text[max(0, phrase.start - _BEFORE) : phrase.start].rstrip()
    if _AHEAD.search(before + " ") and not (_PAST_FOR.search(before + " ") or _is_noun(text, phrase)):
        return False
    left, right = _sentence(text, phrase)
    ours = _nearest(_OURS, text, left, right, phrase)
    theirs = _nearest(_THEIRS, text, left, right, phrase)
    ahead = _nearest(_FUTURE, text, *_clause(text, phrase), phrase)
    if ahead is not None and not _is_noun(text, phrase):
        return False
    if ours is not None and (theirs is None or ours <= theirs):
        return True
    if theirs is not None:
        return False
    return True if _SINCE.search(before + " ") else None


def _is_noun(text: str, phrase: _Phrase) -> bool:
    """Tell whether the time names the interview itself: "my interview on Tuesday", "the Tuesday interview"."""
    near = text[max(0, phrase.start - 30) : phrase.end + 25]
    return bool(
        re.search(
            r"\b(?:the|my|our|your|that) (?:\w+ ){0,3}(?:interview|meeting|panel)|\w+day['\u2019]?s? interview",
            near,
            re.IGNORECASE,
        )
    )


def _sentence(text: str, phrase: _Phrase) -> tuple[int, int]:
    left = max(
        (cut.end() for cut in _SENTENCE.finditer(text, 0, phrase.start) if not _ABBREVIATION.search(text[: cut.end()][-5:])),
        default=0,
    )
    cut = _SENTENCE.search(text, phrase.end)
    return left, cut.start() if cut else len(text)


def _clause(text: str, phrase: _Phrase) -> tuple[int, int]:
    left = max((cut.end() for cut in _CLAUSE.finditer(text, 0, phrase.start)), default=0)
    cut = _CLAUSE.search(text, phrase.end)
    return left, cut.start() if cut else len(text)


def _nearest(words: re.Pattern[str], text: str, left: int, right: int, phrase: _Phrase) -> int | None:
    """Measure from the time to the nearest of `words` between `left` and `right`, borders of clauses added."""
    found = []
    for match in words.finditer(text, left, right):
        if match.end() <= phrase.start:
            gap = text[match.end() : phrase.start]
        elif match.start() >= phrase.end:
            gap = text[phrase.end : match.start()]
        else:
            continue
        found.append(len(gap) + _OTHER_CLAUSE * len(_CLAUSE.findall(gap)))
    nearest = min(found, default=_REACH + 1)
    return nearest if nearest <= _REACH else None
