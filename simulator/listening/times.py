"""Words for times of day: "half past two", "10 30", "at ten", "after lunch", each with the minutes it allows."""

import re
from datetime import datetime

from simulator.listening.moments import EVENING, NOON, Moment
from simulator.listening.numbers import COUNT, either, value_of

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR = rf"(?P<hour>\d{{1,2}}|{either(_HOURS)})"
_HALF_DAY = r"(?: ?(?P<half>[ap])\.? ?m\b\.?)"
_ABOUT = r"(?P<about>(?:at )?(?:about|around|roughly|circa|maybe) )?"

_EXACT, _ROUND, _VAGUE = 15, 30, 45
"""Minutes that a time may be out: said with minutes, said as a whole hour, said with "about"."""

_HOURS_A_DAY, _MINUTES_AN_HOUR = 24, 60
_DAY = _HOURS_A_DAY * _MINUTES_AN_HOUR

_DIGITS = re.compile(rf"\b{_ABOUT}(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?![\d/]){_HALF_DAY}?", re.IGNORECASE)
_WITH_HALF_DAY = re.compile(rf"\b{_ABOUT}{_HOUR}(?:[ -](?P<minute>\d{{2}}|{COUNT}))?{_HALF_DAY}", re.IGNORECASE)
_O_CLOCK = re.compile(
    rf"(?<![:.])\b{_ABOUT}{_HOUR}(?::00)?(?P<minute>(?!))?(?P<half>(?!))? ?o['\u2019]?[ -]?clock\b", re.IGNORECASE
)
_PAST_TO = re.compile(
    rf"\b{_ABOUT}(?P<minute>half|(?:a )?quarter|{COUNT})(?: minutes?)? (?P<way>past|after|to|till|"
    rf"before) {_HOUR}\b{_HALF_DAY}?"
    r"(?! (?:days?|weeks?|people|months?|hours?|candidates?|years?|of)\b)",
    re.IGNORECASE,
)
_HALF_TWO = re.compile(rf"\b{_ABOUT}(?P<minute>half) {_HOUR}\b{_HALF_DAY}?(?P<way>(?!))?", re.IGNORECASE)
_AT = re.compile(
    rf"\b(?:(?P<about>(?:at )?(?:about|around) )|at )(?P<half>(?!))?{_HOUR}"
    rf"(?:[ -](?P<minute>\d{{2}}|fifteen|twenty|thirty|forty[ -]five|forty|fifty|oh \w+))?(?P<ish>[ -]?ish)?\b"
    r"(?!['\u2019/:.]\d)(?! (?:to(?! (?:see|meet|talk|speak)\b)|past|days?|weeks?|people|months?|minutes?|hours?|candidates?|"
    r"years?|percent|of|or|a)\b)",
    re.IGNORECASE,
)
_SLOT = re.compile(
    rf"\b(?:the|my|our|your|a)(?P<about>(?!))?(?P<half>(?!))? {_HOUR}(?:[ -](?P<minute>\d{{2}}|"
    rf"fifteen|thirty|forty[ -]five))?"
    r"(?= (?:interview|slot|appointment|panel)\b)",
    re.IGNORECASE,
)

_PARTS: tuple[tuple[str, str, int, int], ...] = (
    (r"first thing(?: in the morning)?", "first thing", 6 * 60, 10 * 60 + 30),
    (r"before lunch", "before lunch", 9 * 60, 13 * 60),
    (r"(?:just |right )?after lunch", "after lunch", 12 * 60, 16 * 60),
    (r"(?:at )?(?:lunchtime|lunch time|noon|midday)", "noon", 11 * 60 + 15, 14 * 60),
    (r"in the (?:late )?(?:early )?morning", "morning", 5 * 60, 12 * 60),
    (r"in the (?:late )?(?:early )?afternoon", "afternoon", 12 * 60, 18 * 60),
    (r"in the (?:early )?evening", "evening", 17 * 60, 23 * 60),
)
_CLINGING = (("morning", 5 * 60, 12 * 60), ("afternoon", 12 * 60, 18 * 60), ("evening|night", 16 * 60, 23 * 60 + 59))
_PART_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), said, low, high) for words, said, low, high in _PARTS)
_CLINGING_WORDS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), words.split("|")[0], low, high) for words, low, high in _CLINGING
)


def find_clock_times(text: str) -> list[Moment]:
    """Find every time of day in `text`, overlaps and all."""
    found = []
    for pattern in (_DIGITS, _WITH_HALF_DAY, _O_CLOCK, _PAST_TO, _HALF_TWO, _AT, _SLOT):
        found += [moment for match in pattern.finditer(text) if (moment := _clock(match)) is not None]
    for clings, table in ((False, _PART_WORDS), (True, _CLINGING_WORDS)):
        for words, said, low, high in table:
            found += [_part(match, said, low, high, clings=clings) for match in words.finditer(text)]
    return found


def _clock(match: re.Match[str]) -> Moment | None:
    groups = match.groupdict()
    hour, minute = value_of(groups["hour"]), _minutes(groups)
    if hour >= _HOURS_A_DAY or minute >= _MINUTES_AN_HOUR:
        return None
    at = hour * 60 + (-minute if (groups.get("way") or "").lower() in {"to", "till", "before"} else minute)
    slack = _VAGUE if groups.get("about") or groups.get("ish") else _EXACT if groups.get("minute") else _ROUND
    allowed = _readings(at, (groups.get("half") or "").lower())
    start = match.start("hour") if match.re is _SLOT else match.start()
    return Moment(
        start=start,
        end=match.end(),
        said=_written(_likely(allowed)),
        form=lambda moment: f"{moment:%H:%M}",
        fits=lambda then, _now: any(_apart(_minute_of(then), one) <= slack for one in allowed),
        is_clock=True,
    )


def _minutes(groups: dict[str, str | None]) -> int:
    said = (groups.get("minute") or "0").lower().removeprefix("a ")
    return {"half": 30, "quarter": 15}.get(said, value_of(said))


def _readings(at: int, half: str) -> tuple[int, ...]:
    """Minutes after midnight that a twelve-hour time may mean."""
    at %= _DAY
    if half:
        return ((at % 720) + (720 if half == "p" else 0),)
    return (at,) if at >= 13 * 60 else (at % 720, at % 720 + 720)


def _likely(allowed: tuple[int, ...]) -> int:
    """Choose the reading within working hours, from 7 to 19."""
    return next((one for one in allowed if 7 * 60 <= one < 19 * 60), allowed[0])


def _minute_of(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _apart(one: int, other: int) -> int:
    return min(abs(one - other), _DAY - abs(one - other))


def _written(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _part(match: re.Match[str], said: str, low: int, high: int, *, clings: bool) -> Moment:
    return Moment(
        start=match.start(),
        end=match.end(),
        said=said,
        form=_part_of_day,
        fits=lambda then, _now: low <= _minute_of(then) <= high,
        is_clock=True,
        clings=clings,
    )


def _part_of_day(moment: datetime) -> str:
    return "morning" if moment.hour < NOON else "afternoon" if moment.hour < EVENING else "evening"
