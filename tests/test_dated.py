"""What people type for the day of their interview is understood, or refused."""

from datetime import datetime

import pytest

from simulator.listening.dated import date_from_words

NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 local time, a Sunday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("last Tuesday 10am", "2026-11-17 10:00"),
        ("2026-11-17 10:00", "2026-11-17 10:00"),
        ("2026-11-17", "2026-11-17 10:00"),
        ("2026-11-17T14:30", "2026-11-17 14:30"),
        ("17.11.2026 09:15", "2026-11-17 09:15"),
        ("17/11 14:00", "2026-11-17 14:00"),
        ("Tuesday", "2026-11-17 10:00"),
        ("tues 2pm", "2026-11-17 14:00"),
        ("last thur., 15:45", "2026-11-19 15:45"),
        ("10am last tuesday", "2026-11-17 10:00"),
        ("17 November at half past two", "2026-11-17 14:30"),
        ("Nov 3 9am", "2026-11-03 09:00"),
        ("Tuesday, 17 November 2026, 10:00", "2026-11-17 10:00"),
        ("the 17th at 3", "2026-11-17 15:00"),
        ("yesterday at noon", "2026-11-21 12:00"),
        ("3 days ago 2:30 pm", "2026-11-19 14:30"),
        ("a week ago", "2026-11-15 10:00"),
        ("two weeks ago", "2026-11-08 10:00"),
        ("today 8am", "2026-11-22 08:00"),
    ],
)
def test_a_past_day_is_understood(text: str, moment: str) -> None:
    """Dates, weekdays and spans back are read, with a time or without one."""
    assert date_from_words(text, now=NOW) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("text", ["", "soon", "tomorrow", "next tuesday", "2027-01-01", "2026-13-45", "in a week", "10am"])
def test_what_is_no_past_day_is_refused(text: str) -> None:
    """The future, nonsense, and a time without a day give nothing."""
    assert date_from_words(text, now=NOW) is None
