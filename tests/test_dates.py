"""Days and times of day allow what people mean by them, and only times of the interview count."""

from datetime import datetime

import pytest

from simulator.brief import Brief
from simulator.listening.dates import find_days
from simulator.listening.times import find_clock_times
from simulator.listening.whens import read_whens

TUESDAY = datetime(2026, 11, 17, 10)  # noqa: DTZ001 - a brief's times are local
SUNDAY = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - a brief's times are local
BRIEF = Brief(interviewed=TUESDAY, calling=SUNDAY)


def allows(words: str, then: datetime = TUESDAY, now: datetime = SUNDAY) -> bool:
    """Tell whether the longest time in `words` allows an interview at `then`, in a call at `now`."""
    found = [moment for moment in find_days(words) + find_clock_times(words) if not moment.clings]
    return max(found, key=lambda moment: moment.end - moment.start).fits(then, now)


def verdict(text: str, brief: Brief | None = BRIEF) -> bool | None:
    """Tell whether the time said fits; None when none of the interview was said."""
    fits = [slot.fits for slot in read_whens(text, brief)]
    return all(fits) if fits else None


@pytest.mark.parametrize(
    "words",
    [
        "Tuesday", "last Tuesday", "on twos day", "tues day", "17 November", "the seventeenth of November", "November 17th",
        "November seventeenth", "the 17th of November", "the seventeenth", "2026-11-17", "17/11", "11/17/2026", "five days ago",
        "5 days back", "four days ago", "about a week ago", "a week ago", "a few days ago", "the other day", "earlier this week",
        "earlier in the week", "the start of the week", "last week", "this month", "10:00", "10 a.m.", "ten o'clock", "at ten",
        "10 am", "ten to ten", "around half past nine", "in the morning", "before lunch", "at about half ten", "at 10 15",
        "at 10:00 o'clock",
    ],
)  # fmt: skip
def test_words_that_allow_tuesday_at_ten(words: str) -> None:
    """Called on Sunday the 22nd, each of these may be Tuesday the 17th at ten."""
    assert allows(words)


@pytest.mark.parametrize(
    "words",
    [
        "Thursday", "last Friday", "fri day", "18 November", "the third of March", "March 3rd", "the third", "3/11", "yesterday",
        "today", "the day before yesterday", "two weeks ago", "two days ago", "last month", "the week before last",
        "a fortnight back", "half past two", "14:30", "quarter to three", "at three", "2 p.m.", "in the afternoon",
        "after lunch", "ten thirty pm", "10:30", "seven o'clock", "at 11:00 o'clock",
    ],
)  # fmt: skip
def test_words_that_do_not(words: str) -> None:
    """And none of these may."""
    assert not allows(words)


@pytest.mark.parametrize(("days", "expected"), [(4, False), (5, True), (9, True), (10, False)])
def test_a_week_ago_is_five_to_nine_days(days: int, *, expected: bool) -> None:
    """`A week ago` allows two days either way, and not three."""
    now = datetime(2026, 11, 10 + days, 9)  # noqa: DTZ001 - a brief's times are local
    then = datetime(2026, 11, 10, 15)  # noqa: DTZ001 - a brief's times are local
    assert allows("a week ago", then, now) is expected


@pytest.mark.parametrize(("day", "expected"), [(20, True), (13, True), (6, False)])
def test_last_friday_is_either_of_the_latest_two(day: int, *, expected: bool) -> None:
    """People mean the one just gone or the one in last week."""
    assert allows("last Friday", datetime(2026, 11, day, 10)) is expected  # noqa: DTZ001 - a brief's times are local


@pytest.mark.parametrize(("minute", "expected"), [(0, True), (30, True), (45, True), (46, False)])
def test_about_is_within_three_quarters_of_an_hour(minute: int, *, expected: bool) -> None:
    """`Around ten` allows 45 minutes, and not 46."""
    assert allows("around ten", TUESDAY.replace(minute=minute)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "We met on Tuesday.",
        "I came in on the seventeenth, for the panel.",
        "I was interviewed last Tuesday at ten.",
        "You had me in five days back.",
        "I left a message on Thursday about my interview on Tuesday.",
        "Could you tell me how my interview on Tuesday went?",
        "It was a pleasure to meet you on Tuesday morning.",
        "I was the ten o'clock interview on the seventeenth.",
        "I interviewed on Tuesday and you said you'd decide by Friday.",
        "I've been thinking about it since Tuesday.",
        "Priya Raman, Tuesday at ten.",
    ],
)
def test_times_of_the_interview_that_fit(text: str) -> None:
    """The day or time of the interview is recognised among other times."""
    assert verdict(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "We met on Thursday.",
        "Thank you for my interview yesterday.",
        "I interviewed with you last Tuesday at three.",
        "I was in for the panel on the third.",
    ],
)
def test_times_of_the_interview_that_do_not_fit(text: str) -> None:
    """One part that is wrong makes the whole wrong."""
    assert verdict(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "You said you'd call by Tuesday.",
        "I can start on Tuesday.",
        "I rang last week.",
        "Have a good weekend.",
        "I'll call back at ten.",
        "I'll ring you on Tuesday.",
        "See you on Tuesday.",
        "Until Tuesday then.",
        "Can I come in on Tuesday?",
        "I work on Tuesdays.",
        "I got your letter this morning.",
        "Good morning.",
        "The second interview went well.",
        "The shop opens at noon.",
        "I have an interview elsewhere next Tuesday.",
        "May I ask something?",
        "",
    ],
)
def test_times_of_other_things_are_left_alone(text: str) -> None:
    """Starting, calling and promising have their own times, even on the interview's weekday."""
    assert verdict(text) is None


def test_a_vague_clause_counts_only_when_it_fits() -> None:
    """Where no word speaks of the interview, the right day helps and a wrong one does no harm."""
    assert verdict("Is it about the Tuesday?") is True
    assert verdict("Is it about the Friday?") is None


def test_said_and_wanted_stand_in_one_form() -> None:
    """Advice can set the two side by side: `Thursday at 15:00` and `Tuesday at 10:00`."""
    (slot,) = read_whens("We met on Thursday at three.", BRIEF)
    assert (slot.text, slot.said, slot.wanted, slot.fits) == ("Thursday at three", "Thursday at 15:00", "Tuesday at 10:00", False)
    (slot,) = read_whens("I came in on March the third.", BRIEF)
    assert (slot.said, slot.wanted) == ("3 March", "17 November")


def test_without_a_brief_any_time_of_an_interview_is_taken() -> None:
    """What cannot be compared fits neither way."""
    (slot,) = read_whens("I had my interview two weeks ago.", None)
    assert (slot.text, slot.fits, slot.wanted) == ("two weeks ago", None, "")
    assert read_whens("You can call me at ten.", None) == ()


@pytest.mark.parametrize("text", [
    "I came in on Tuesday to see you.", "I came to see you on Tuesday.", "I was in at ten to see you.",
])  # fmt: skip
def test_coming_to_see_somebody_is_no_plan(text: str) -> None:
    """To have come to see somebody is to have met them; to see them on Tuesday is ahead."""
    assert [slot.fits for slot in read_whens(text, BRIEF)] == [True]


@pytest.mark.parametrize(("text", "fits"), [
    ("I interviewed on Thursday? Or, no, sorry, Tuesday, it was Tuesday.", [True]),
    ("My interview was on Friday, I mean last Tuesday.", [True]),
    ("We met on Tuesday, wait, no, it was Thursday.", [False]),
    ("I had my interview on Tuesday, sorry to ring so early.", [True]),
])  # fmt: skip
def test_a_time_that_is_taken_back_is_not_held_against_them(text: str, fits: list[bool]) -> None:
    """Who puts a day right has said the right one; what was meant in the end counts."""
    assert [slot.fits for slot in read_whens(text, BRIEF)] == fits
