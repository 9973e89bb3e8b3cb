"""Words for days: weekdays, dates and spans back from the call, each with the days that it allows.

A grammar of our own: date parsers give one moment where callers give a range ("a week ago"), and know nothing
of what a recogniser makes of "Tuesday". Tolerances stand beside their words.
"""

import calendar
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.listening.moments import Moment, Test, days_ago, weekday_and_day
from simulator.listening.numbers import COUNT, RANK, either, ordinal, value_of

_HEARD_DAYS = {
    "mon": 0, "mun": 0, "tues": 1, "tue": 1, "twos": 1, "chews": 1, "choose": 1, "wednes": 2, "wens": 2, "wends": 2,
    "wed": 2, "thurs": 3, "thur": 3, "thirs": 3, "fri": 4, "fry": 4, "satur": 5, "sat": 5, "sun": 6,
}  # fmt: skip
"""What comes before `day`, with or without a gap: "twos day" is what recognisers make of Tuesday at times."""

_MONTHS = tuple(month.lower() for month in calendar.month_name)
_SHORT_MONTHS = tuple(month.lower() for month in calendar.month_abbr)

_DAY = rf"(?P<day>{either(_HEARD_DAYS)})(?:[ -]?day(?:['\u2019]?s)?)\b"
_MONTH = rf"(?P<month>(?:{either(_MONTHS[1:])}|{either(_SHORT_MONTHS[1:])}|sept)\b)"
_AMOUNT = rf"(?P<count>an?|the|{COUNT}|an? (?:couple|few)(?: of)?|couple(?: of)?|several)"
_GONE = r"(?: (?:ago|back|earlier|since|previously|gone|past)\b)"

_FIRST, _EARLY, _MIDDLE = range(1), range(3), range(1, 4)
"""Weekdays that are the first, the start and the middle of a week, Monday being 0."""

_PLAIN_DAYS = 28
"""Days back that a bare weekday may lie: callers follow up within weeks."""

_LOOSE_DAYS = 3
"""Days from which a count may be one out: "three days ago" fits two to four."""

_WEEKDAY = re.compile(
    rf"\b(?:(?P<week>a week(?: ago)? (?:last |on )?|the week before last,? (?:on )?|last week,? (?:on |the )?)"
    rf"|(?P<near>last|this past|this|past) )?{_DAY}"
    r"(?P<after> (?:before last|last week|of last week|the week before last|of the week before last"
    r"|of this week|this week|last|just gone|gone))?\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:the )?(?:(?P<rank>{RANK}|{COUNT})(?: day)?(?: of)? {_MONTH}"
    rf"|{_MONTH.replace('month', 'month2')} (?:the )?(?P<rank2>{RANK}|{COUNT}(?![:\w])))",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<rank>\d{1,2})\b")
_SLASHED = re.compile(r"\b(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/\d{2,4})?\b")
_THE_RANK = re.compile(
    rf"\b(?:the|on|since) (?P<rank>{RANK})(?P<of> of (?:the|this|last) month)?"
    r"(?=\s*(?:[.,;:?!\u2013—]|$|(?:at|in|for|with|when|and|to|so|about|around|we|i|you|was|were|but|"
    r"as|just|it|that|by)"
    r"\b))",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"\b(?P<more>(?:a little |just |well )?(?:over|more than|under|less than|nearly|almost|about|"
    rf"around|roughly|maybe) )?"
    rf"{_AMOUNT} (?P<unit>days?|weeks?|months?|fortnights?)(?: (?:and a half|or so|or two))?{_GONE}"
    rf"(?! (?:last|on)? ?(?:{either(_HEARD_DAYS)})[ -]?day)",
    re.IGNORECASE,
)

_CALENDAR: tuple[tuple[str, Callable[[datetime, datetime], bool]], ...] = (
    (r"the day before yesterday", days_ago(2, 2)),
    (r"yesterday", days_ago(1, 1)),
    (r"(?:earlier )?today|this (?:morning|afternoon|evening)", days_ago(0, 0)),
    (r"last night", days_ago(1, 1)),
    (r"the other (?:day|morning|afternoon|evening|week)", days_ago(1, 14)),
    (r"the week before last", lambda then, now: _weeks_back(then, now, 2)),
    (
        r"(?:the )?(?:start|beginning) of (?:the|this) week",
        lambda then, now: _weeks_back(then, now, 0) and then.weekday() in _EARLY,
    ),
    (r"(?:the )?(?:start|beginning) of last week", lambda then, now: _weeks_back(then, now, 1) and then.weekday() in _EARLY),
    (r"(?:the )?middle of (?:the|this) week", lambda then, now: _weeks_back(then, now, 0) and then.weekday() in _MIDDLE),
    (r"(?:the )?(?:middle|end) of last week", lambda then, now: _weeks_back(then, now, 1) and then.weekday() not in _FIRST),
    (
        r"(?:earlier|later) (?:in the|on in the|this) week|this (?:past )?week",
        lambda then, now: _weeks_back(then, now, 0),
    ),
    (
        r"(?:sometime |some time |late |early |in the )?last week|the (?:past|previous) week",
        lambda then, now: _weeks_back(then, now, 1),
    ),
    (r"last month", lambda then, now: _months_back(then, now) == 1),
    (r"(?:earlier )?this month", lambda then, now: _months_back(then, now) == 0),
)
"""Spans named by the calendar. `the other day` fits 1 to 14 days back: it says that it was not long ago."""

_CALENDAR_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), fits) for words, fits in _CALENDAR)


def find_days(text: str) -> list[Moment]:
    """Find every day that `text` speaks of, overlaps and all; longer phrases come with their parts."""
    found = [_back(match) for match in _BACK.finditer(text)]
    found += [_weekday(match) for match in _WEEKDAY.finditer(text)]
    found += [_date(match, match["rank"] or match["rank2"], match["month"] or match["month2"]) for match in _DATE.finditer(text)]
    found += [_numbered(match, int(match["rank"]), (int(match["month"]),)) for match in _ISO.finditer(text)]
    found += [_slashed(match) for match in _SLASHED.finditer(text)]
    found += [_the_rank(match) for match in _THE_RANK.finditer(text)]
    for words, fits in _CALENDAR_WORDS:
        found += [_relative(match, fits) for match in words.finditer(text)]
    return found


def _weeks_back(then: datetime, now: datetime, weeks: int) -> bool:
    """Tell whether `then` is in the week `weeks` before this one, with weeks that begin on Monday or on Sunday."""
    monday = now.date() - timedelta(days=now.weekday())
    sunday = now.date() - timedelta(days=(now.weekday() + 1) % 7)
    starts = (start - timedelta(weeks=weeks) for start in (monday, sunday))
    return then <= now and any(start <= then.date() < start + timedelta(days=7) for start in starts)


def _months_back(then: datetime, now: datetime) -> int:
    return (now.year - then.year) * 12 + now.month - then.month


def _relative(match: re.Match[str], fits: Test) -> Moment:
    return Moment(start=match.start(), end=match.end(), said=match[0].lower(), form=weekday_and_day, fits=fits)


def _back(match: re.Match[str]) -> Moment:
    """Read "two weeks ago". A week fits 5 to 9 days, two weeks 10 to 18; three days and more may be one out."""
    count = value_of(re.sub(r"^an? (?=couple|few)| of$", "", match["count"].lower())) or 1
    unit = match["unit"].lower().rstrip("s")
    size, slack = {"day": (1, 0), "week": (7, 2), "fortnight": (14, 4), "month": (30, 8)}[unit]
    slack = slack * min(count, 3) + (1 if unit == "day" and count >= _LOOSE_DAYS else 0)
    vague = bool(match["more"]) or "few" in match["count"].lower() or " or " in match[0]
    slack += (2 if unit == "day" else 3) if vague else (2 if "couple" in match["count"].lower() else 0)
    nearest = max(0 if unit == "day" and count == 0 else 1, count * size - slack)
    return _relative(match, days_ago(nearest, count * size + slack))


def _weekday(match: re.Match[str]) -> Moment:
    index = _HEARD_DAYS[match["day"].lower()]
    nearest, furthest = _weekday_span((match["week"] or match["near"] or "").lower(), (match["after"] or "").lower())
    near = days_ago(nearest, furthest)
    return Moment(
        start=match.start(),
        end=match.end(),
        said=calendar.day_name[index],
        form=lambda moment: f"{moment:%A}",
        fits=lambda then, now: then.weekday() == index and near(then, now),
    )


def _weekday_span(before: str, after: str) -> tuple[int, int]:
    """Days back that the words around a weekday allow; "last Tuesday" is either of the latest two."""
    words = before + after
    if "before last" in words:
        return 7, 21
    if "a week" in words:
        return 7, 14
    if "last week" in words:
        return 1, 13
    if "last" in words:
        return 1, 14
    return (0, 8) if "this" in words or "gone" in words or "past" in words else (0, _PLAIN_DAYS)


def _date(match: re.Match[str], rank: str, month: str) -> Moment:
    short = month.lower()[:3]
    return _numbered(match, value_of(rank), (_SHORT_MONTHS.index(short),))


def _slashed(match: re.Match[str]) -> Moment:
    """Read `3/11` either way round."""
    one, two = int(match["one"]), int(match["two"])
    return Moment(
        start=match.start(),
        end=match.end(),
        said=match[0],
        form=lambda moment: f"{moment.day}/{moment.month}",
        fits=lambda then, now: (then.day, then.month) in {(one, two), (two, one)} and then <= now,
    )


def _numbered(match: re.Match[str], day: int, months: tuple[int, ...]) -> Moment:
    month = calendar.month_name[months[0]] if 0 < months[0] < len(_MONTHS) else str(months[0])
    return Moment(
        start=match.start(),
        end=match.end(),
        said=f"{day} {month}",
        form=lambda moment: f"{moment.day} {moment:%B}",
        fits=lambda then, _now: then.day == day and then.month in months,
    )


def _the_rank(match: re.Match[str]) -> Moment:
    """Read "the third": in this month or the last one."""
    day = value_of(match["rank"])
    of_last = "last" in (match["of"] or "").lower()
    start = match.start() if match[0].lower().startswith("the") else match.start("rank")
    return Moment(
        start=start,
        end=match.end(),
        said=f"the {ordinal(day)}",
        form=lambda moment: f"the {ordinal(moment.day)}",
        fits=lambda then, now: then.day == day and _months_back(then, now) in ((1,) if of_last else (0, 1)),
    )
