"""What many calls say together: where it goes, how sure that is, what to practise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby, pairwise
from math import sqrt
from statistics import fmean
from typing import Any

from simulator.reporting.history.past import Missed, PastCall
from simulator.scoring.points import STEP_POINTS

WHOLE = "score"
"""The name of the whole score among the steps."""

FEWEST_CALLS = 6
"""Calls below which nothing is said about where it goes: how far attempts differ is not known well enough."""

CLEAR, CLEARER = 1.96, 3.2
"""A change counts when it is `CLEAR + CLEARER / (n - 2)` times its standard error. That is Student's t, within 0.05 from
four degrees of freedom on: one change in twenty that counts is chance all the same."""

RECENT = 10
"""Calls in which misses are counted for what to practise next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Several attempts at one thing."""

    n: int
    """How many."""

    mean: float
    """Their mean, in points."""

    sd: float | None
    """How far attempts differ: their standard deviation in points; None of fewer than two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The calls of a week."""

    monday: date
    """Its first day, local."""

    spreads: Mapping[str, Spread]
    """By step, and by `WHOLE`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where attempts go: the straight line that lies closest to them all."""

    n: int
    """How many attempts."""

    difference: float
    """Points by which the line rises from the first attempt to the last."""

    spread: float
    """How far single attempts lie from it: their standard deviation in points."""

    @property
    def is_clear(self) -> bool:
        """Whether the line rises or falls by more than attempts differ by chance."""
        error = self.spread * sqrt(12 * (self.n - 1) / (self.n * (self.n + 1)))
        return abs(self.difference) >= max((CLEAR + CLEARER / (self.n - 2)) * error, 1.0)


def own(calls: Sequence[PastCall]) -> tuple[list[PastCall], bool]:
    """Leave out calls in which a recorded caller rang; when there are no others, keep them.

    Returns:
        The calls, and whether they are the learner's own.
    """
    found = [call for call in calls if call.caller is None]
    return (found, True) if found or not calls else (list(calls), False)


def points(call: PastCall, what: str) -> float | None:
    """Read a step's points of 25, or the whole score of 100; None when it could not be judged."""
    if what == WHOLE:
        return call.score
    step = call.steps.get(what)
    return None if step is None or not step.of else STEP_POINTS * step.score / step.of


def spread(calls: Sequence[PastCall], what: str) -> Spread | None:
    """Sum up attempts at a step, or whole scores; None when there are none."""
    found = [value for call in calls if (value := points(call, what)) is not None]
    if not found:
        return None
    mean = fmean(found)
    # Not statistics.stdev, which takes ten times as long for digits that nobody sees.
    sd = sqrt(sum((value - mean) ** 2 for value in found) / (len(found) - 1)) if len(found) > 1 else None
    return Spread(n=len(found), mean=mean, sd=sd)


def weeks(calls: Sequence[PastCall], zone: tzinfo | None = None) -> list[Week]:
    """Sum up calls week by week; a week without calls is left out.

    Args:
        calls: Oldest first.
        zone: Where the learner is; this machine's when None.
    """

    def monday(call: PastCall) -> date:
        day = call.made_at.astimezone(zone).date()
        return day - timedelta(days=day.weekday())

    names = parts(calls)
    return [
        Week(monday=first, spreads={what: found for what in names if (found := spread(of_week, what)) is not None})
        for first, group in groupby(calls, key=monday)
        for of_week in [list(group)]
    ]


def parts(calls: Sequence[PastCall]) -> list[str]:
    """List the steps that these calls have, in their order, and the whole score at the end."""
    names: dict[str, object] = {}
    for call in calls:
        names.update(call.steps)
    return [*names, WHOLE]


def change(calls: Sequence[PastCall], what: str) -> Change | None:
    """Say where attempts go.

    Args:
        calls: Oldest first.
        what: A step, or `WHOLE`.

    Returns:
        The change from the first to the last; None when there are too few calls to say.
    """
    found = [value for call in calls if (value := points(call, what)) is not None]
    n = len(found)
    if n < FEWEST_CALLS:
        return None
    middle, mean = (n - 1) / 2, fmean(found)
    slope = sum((i - middle) * value for i, value in enumerate(found)) / (n * (n * n - 1) / 12)
    begin = mean - slope * middle
    spread_about = sqrt(sum((value - begin - slope * i) ** 2 for i, value in enumerate(found)) / (n - 2))
    return Change(n=n, difference=slope * (n - 1), spread=spread_about)


def trend_object(of_weeks: Sequence[Week], changes: Mapping[str, Change | None]) -> dict[str, Any]:
    """Write a trend as JSON."""
    return {
        "weeks": [
            {"monday": week.monday.isoformat()} | {name: asdict(found) for name, found in week.spreads.items()}
            for week in of_weeks
        ],
        "changes": {
            name: found and {"n": found.n, "difference": found.difference, "spread": found.spread, "clear": found.is_clear}
            for name, found in changes.items()
        },
    }


def best(calls: Sequence[PastCall]) -> PastCall | None:
    """Pick the call with the highest score, the first of equals."""
    return max((call for call in calls if call.score is not None), key=lambda call: call.score or 0, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Days in a row with a call."""

    now: int
    """Up to today, or to yesterday when today's call is still to come."""

    longest: int
    """The longest ever."""


def streak(calls: Sequence[PastCall], now: datetime) -> Streak:
    """Count days in a row, local days of `now`'s time zone."""
    days = sorted({call.made_at.astimezone(now.tzinfo).date() for call in calls})
    runs = list(_runs(days))
    goes_on = bool(days) and (now.date() - days[-1]).days <= 1
    return Streak(now=runs[-1] if goes_on else 0, longest=max(runs, default=0))


def _runs(days: Sequence[date]) -> Iterator[int]:
    length = 1
    for before, after in pairwise(days):
        if (after - before).days == 1:
            length += 1
        else:
            yield length
            length = 1
    if days:
        yield length


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to practise next."""

    missed: Missed | None
    """The check that was missed most of late; None when none was."""

    verdict: str
    """The verdict that was practised least."""


def advice(calls: Sequence[PastCall], missed: Sequence[Missed], verdicts: Sequence[str]) -> Advice:
    """Say what to practise next.

    Args:
        calls: All calls.
        missed: Misses of the newest, the most often missed first.
        verdicts: Those that there are, in the order in which equals are picked.
    """
    counts = {verdict: sum(call.verdict == verdict for call in calls) for verdict in verdicts}
    most = next((found for found in missed if found.n_missed), None)
    return Advice(missed=most, verdict=min(verdicts, key=lambda verdict: counts[verdict]))
