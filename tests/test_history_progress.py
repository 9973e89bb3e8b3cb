"""Progress is told only where it is more than chance."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from simulator.reporting.history.chart import HEIGHT, WIDTH, charts
from simulator.reporting.history.past import Missed
from simulator.reporting.history.progress import (
    WHOLE,
    Streak,
    advice,
    best,
    change,
    own,
    points,
    spread,
    streak,
    weeks,
)
from tests.histories import BEGIN, past


def test_a_rise_within_the_spread_is_no_progress() -> None:
    """+4 between calls that differ by 10 says nothing; +40 does."""
    differ = [-10, 10, -10, 10, -10, 10, -10, 10, -10, 10]
    little = change([past(60 + d + round(4 * i / 9), days=i) for i, d in enumerate(differ)], WHOLE)
    much = change([past(40 + d + round(40 * i / 9), days=i) for i, d in enumerate(differ)], WHOLE)
    assert little is not None
    assert much is not None
    assert (little.is_clear, much.is_clear) == (False, True)
    assert little.spread == pytest.approx(10.5, abs=1)


def test_chance_is_rarely_called_progress() -> None:
    """Of attempts that only differ by chance, no more than one in fifteen is said to have changed."""
    rng = np.random.default_rng(0)
    told = 0
    for n in (6, 10, 40):
        for _ in range(300):
            found = change([past(round(x)) for x in rng.normal(60, 10, n)], WHOLE)
            told += found is not None and found.is_clear
    assert told / 900 < 1 / 15


def test_few_calls_say_nothing() -> None:
    """With fewer than six calls nothing is said about where it goes; equal calls have not changed."""
    assert change([past(50)] * 5, WHOLE) is None
    same = change([past(50)] * 6, WHOLE)
    assert same is not None
    assert not same.is_clear
    assert change([past(None)] * 9, WHOLE) is None


def test_weeks_begin_on_monday() -> None:
    """Calls are summed up by week in the learner's own days, with the spread where there are two."""
    found = weeks([past(50, days=0), past(70, days=6), past(90, days=7)], UTC)
    assert [str(week.monday) for week in found] == ["2026-03-02", "2026-03-09"]
    assert found[0].spreads[WHOLE].mean == 60
    assert found[0].spreads[WHOLE].sd == pytest.approx(14.14, abs=0.01)
    assert (found[1].spreads[WHOLE].n, found[1].spreads[WHOLE].sd) == (1, None)
    assert "ending" not in found[0].spreads


def test_what_could_not_be_judged_does_not_count() -> None:
    """A step that could not be judged has no points, and one judged in part is scaled to 25."""
    assert points(past(None), WHOLE) is None
    assert points(past(50), "ending") is None
    assert points(past(50), "nothing") is None
    assert points(past(50, silence=10), "silence") == 10
    assert spread([], WHOLE) is None


def test_the_first_of_equals_is_the_best() -> None:
    """The best call is the one with the highest score, and the earliest of equals."""
    found = best([past(None), past(80, number=2), past(90, number=3), past(90, number=4)])
    assert found is not None
    assert found.id == 3
    assert best([]) is None


@pytest.mark.parametrize(
    ("days", "today", "found"),
    [
        ([], 0, Streak(now=0, longest=0)),
        ([0], 0, Streak(now=1, longest=1)),
        ([0, 1, 1, 2], 2, Streak(now=3, longest=3)),
        ([0, 1, 2], 3, Streak(now=3, longest=3)),
        ([0, 1, 2], 4, Streak(now=0, longest=3)),
        ([0, 1, 3], 3, Streak(now=1, longest=2)),
    ],
)
def test_days_in_a_row_are_counted(days: list[int], today: int, found: Streak) -> None:
    """A streak holds while today's call can still come, and ends after a day without."""
    now = BEGIN + timedelta(days=today, hours=5)
    assert streak([past(50, days=day) for day in days], now) == found


def test_recorded_callers_are_nobodys_progress() -> None:
    """Calls of recorded callers count only while there are no others, and that is said."""
    mine, theirs = past(50), past(90, caller="rejected-asks-for-feedback")
    assert own([mine, theirs]) == ([mine], True)
    assert own([theirs]) == ([theirs], False)
    assert own([]) == ([], True)


def test_advice_names_what_was_missed_and_the_rarest_news() -> None:
    """What to practise next is the check missed most, and the verdict that came least."""
    missed = [Missed(step="silence", check="held_silence", n_missed=3, n_judged=5)]
    found = advice([past(50)], missed, ["hired", "rejected"])
    assert (found.missed, found.verdict) == (missed[0], "rejected")
    assert advice([], [Missed(step="a", check="b", n_missed=0, n_judged=9)], ["hired"]).missed is None


def test_a_chart_stays_in_its_frame() -> None:
    """Every dot lies inside the drawing, one call stands in the middle, and no date is said twice."""
    (one,) = charts([past(100)], weeks([past(100)], UTC), [WHOLE], UTC)
    assert one.dots == f"M{WIDTH / 2},0.0h0"
    assert one.band == one.line == ""
    assert charts([], [], [WHOLE], UTC) == []
    calls = [past(10 * i, days=20 * i) for i in range(10)]
    (many,) = charts(calls, weeks(calls, UTC), [WHOLE], UTC)
    xy = [pair.removesuffix("h0").split(",") for pair in many.dots.split("M")[1:]]
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in xy)
    assert len({words for _, words in many.ticks}) == len(many.ticks) <= 8


def test_days_are_the_learners_own() -> None:
    """A call late on Sunday in one place is one on Monday in another."""
    late = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    call = past(50, days=(late - BEGIN) / timedelta(days=1))
    east = datetime(2026, 1, 1, tzinfo=UTC).astimezone().tzinfo
    assert str(weeks([call], UTC)[0].monday) == "2026-03-02"
    assert weeks([call], east)
