"""The nouns of time talk: one thing said about when, and what it allows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

Test: TypeAlias = Callable[[datetime, datetime], bool]
"""Whether an interview at the first time fits, when the call is made at the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Words for a day or a time of day."""

    start: int
    """First character of the words."""

    end: int
    """One past their last character."""

    said: str
    """What was said, in one form: `Thursday`, `3 March`, `14:30`, `a week ago`."""

    form: Callable[[datetime], str]
    """How to write another time in the form of `said`."""

    fits: Test
    """What the words allow."""

    is_clock: bool = False
    """Whether it is a time of day and not a day."""

    clings: bool = False
    """Whether it means something only beside another moment: `morning` in `Tuesday morning`."""


NOON, EVENING = 12, 17
"""Hours at which the afternoon and the evening begin."""


def days_ago(nearest: int, furthest: int) -> Test:
    """Allow interviews from `nearest` to `furthest` days before the call, inclusive."""
    return lambda interviewed, called: nearest <= (called.date() - interviewed.date()).days <= furthest


def weekday_and_day(moment: datetime) -> str:
    """Write a day in full: `Tuesday 17 November`."""
    return f"{moment:%A} {moment.day} {moment:%B}"
