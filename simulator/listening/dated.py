"""Turns a person's words for a past moment, typed or said, into one date and time."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from simulator.listening.dates import find_days
from simulator.listening.moments import NOON, Moment
from simulator.listening.times import find_clock_times

FURTHEST_DAYS = 366
"""Days back that are looked through."""

USUAL_HOUR = 10
"""Hour taken when only the day was said."""

_SHORT_DAYS = {"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday",
               "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday"}  # fmt: skip
_SHORT_DAY = re.compile(rf"\b({'|'.join(_SHORT_DAYS)})\b\.?", re.IGNORECASE)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_FUTURE = re.compile(r"\b(next|tomorrow|coming|in an? \w+)\b", re.IGNORECASE)


def date_from_words(text: str, *, now: datetime) -> datetime | None:
    """Read "last Tuesday 10am", "17 November at half past two", "2026-11-17 10:00", "three days ago".

    Of several days that the words allow the latest counts, and the middle one of a stretch of days.

    Args:
        text: What was typed.
        now: Today, local time, without a zone.

    Returns:
        The moment, without a zone; None when the words name no day that is over.
    """
    words = _SHORT_DAY.sub(lambda match: _SHORT_DAYS[match[1].lower()], _DOTTED.sub(r"\3-\2-\1", text))
    exact = _exact(words)
    if exact is not None:
        return exact if exact <= now else None
    days = find_days(words)
    day = None if _FUTURE.search(words) else _day(days, now)
    if day is None:
        return None
    hour, minute = _clock(_without(words, days), day)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _exact(text: str) -> datetime | None:
    """Read a date, alone or with a time, as computers write it."""
    words = text.strip().replace("/", "-")
    try:
        moment = datetime.fromisoformat(words).replace(tzinfo=None)
    except ValueError:
        return None
    has_time = len(words) > len("2026-11-17")
    return moment if has_time else moment.replace(hour=USUAL_HOUR)


def _day(days: Sequence[Moment], now: datetime) -> datetime | None:
    if not days:
        return None
    longest = max(days, key=lambda moment: moment.end - moment.start)
    back = [n for n in range(FURTHEST_DAYS) if longest.fits(now - timedelta(days=n), now)]
    if not back:
        return None
    # A week-long stretch is a count that allows for rounding ("a week ago"): its middle was said.
    first_gap = next((i for i, n in enumerate(back) if n != back[0] + i), len(back))
    return now - timedelta(days=back[(first_gap - 1) // 2])


def _without(text: str, days: Sequence[Moment]) -> str:
    """Take the words for the day out: the 3 of "Nov 3 9am" is no hour."""
    longest = max(days, key=lambda moment: moment.end - moment.start)
    return f"{text[: longest.start]} {text[longest.end :]}"


def _clock(text: str, day: datetime) -> tuple[int, int]:
    """Find the time of day; words for a part of the day give an hour in its middle."""
    # "10am" alone, or "2.30", is plainer with a preposition: "the 3rd 10" is not a time, "at 10" is.
    found = [moment for moment in find_clock_times(text) + find_clock_times(f"at {text}") if moment.is_clock]
    for moment in found:
        if moment.said == "noon":
            return NOON, 0
        hour, _, minute = moment.said.partition(":")
        if hour.isdigit() and minute.isdigit():
            return int(hour), int(minute)
    quarters = [(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    fitting = [(h, m) for h, m in quarters if found and found[0].fits(day.replace(hour=h, minute=m), day)]
    return fitting[len(fitting) // 2] if fitting else (USUAL_HOUR, 0)
