"""Progress as a drawing: a dot a call, and week by week the mean with how far attempts differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache, partial

from simulator.reporting.history.past import PastCall
from simulator.reporting.history.progress import WHOLE, Week, points
from simulator.scoring.points import STEP_POINTS

WIDTH, HEIGHT = 1000, 200
"""Units of a chart's own drawing."""

MOST_TICKS = 8
"""Dates below a chart that leave room for their words on a phone."""

SHORTEST = timedelta(days=7)
"""A chart is a week long at least, so that one evening does not fill it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One step, or the whole score."""

    name: str
    """The step, or `WHOLE`."""

    dots: str
    """Each call, as an SVG path of points."""

    band: str
    """One standard deviation about the means, as a closed SVG path; empty with fewer than two weeks."""

    line: str
    """The means, as an SVG path."""

    ticks: tuple[tuple[float, str], ...]
    """The time axis: percent and words."""

    words: str
    """The same for those who do not see it."""


def charts(calls: Sequence[PastCall], weeks: Sequence[Week], parts: Sequence[str], zone: tzinfo | None) -> list[Chart]:
    """Draw steps over time, one drawing each.

    Args:
        calls: Oldest first.
        weeks: The same calls by week.
        parts: The steps, and `WHOLE`.
        zone: Where the learner is.
    """
    if not calls:
        return []
    scale = _Scale(calls[0].made_at, calls[-1].made_at)
    across = [scale.x(call.made_at) for call in calls]
    ticks = scale.ticks(zone)
    return [_chart(what, calls=calls, across=across, weeks=weeks, scale=scale, ticks=ticks) for what in parts]


def _chart(
    what: str, *, calls: Sequence[PastCall], across: Sequence[str], weeks: Sequence[Week], scale: "_Scale",
    ticks: tuple[tuple[float, str], ...],
) -> Chart:  # fmt: skip
    top = 100 if what == WHOLE else STEP_POINTS
    height = cache(partial(_y, top=top))  # ten thousand calls have some dozens of different points
    found = [(x, value) for x, call in zip(across, calls, strict=True) if (value := points(call, what)) is not None]
    means = [(scale.middle(week.monday), week.spreads[what]) for week in weeks if what in week.spreads]
    upper = [f"{x},{_y(mean.mean + (mean.sd or 0), top=top)}" for x, mean in means]
    lower = [f"{x},{_y(mean.mean - (mean.sd or 0), top=top)}" for x, mean in reversed(means)]
    several = len(means) > 1
    return Chart(
        name=what,
        dots="".join(f"M{x},{height(value)}h0" for x, value in found),
        band=f"M{' '.join([*upper, *lower])}Z" if several else "",
        line=f"M{' '.join(f'{x},{_y(mean.mean, top=top)}' for x, mean in means)}" if several else "",
        ticks=ticks,
        words=". ".join(f"Week of {week.monday}: {week.spreads[what].mean:.0f}" for week in weeks[-12:] if what in week.spreads),
    )


def _y(value: float, *, top: float) -> str:
    return f"{HEIGHT * (1 - min(max(value / top, 0.0), 1.0)):.1f}"


class _Scale:
    def __init__(self, first: datetime, last: datetime) -> None:
        short = max(SHORTEST - (last - first), timedelta())
        self._first, self._length = first - short / 2, max(last - first, SHORTEST)

    def x(self, when: datetime) -> str:
        return f"{WIDTH * min(max((when - self._first) / self._length, 0.0), 1.0):.1f}"

    def middle(self, monday: date) -> str:
        """Place a week's mean in its middle, and inside the drawing."""
        return self.x(datetime.combine(monday, time(12), tzinfo=self._first.tzinfo) + timedelta(days=3))

    def ticks(self, zone: tzinfo | None) -> tuple[tuple[float, str], ...]:
        days = max(self._length.days, 1)
        step = next(n for n in (1, 7, 14, 28, 91, 182, 364, 10**6) if days / n <= MOST_TICKS)
        moments = [(self._first + timedelta(days=n)).astimezone(zone) for n in range(0, days, step)]
        return tuple((round(100 * ((m - self._first) / self._length), 1), f"{m.day} {m:%b}") for m in moments)
