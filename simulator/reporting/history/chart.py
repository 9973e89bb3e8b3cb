"""Progress as a drawing: a dot a call, and week by week the mean with how far attempts differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from simulator.reporting.history.past import PastCall
from simulator.reporting.history.progress import WHOLE, Week, points
from simulator.scoring.check import STEP_POINTS

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


def chart(calls: Sequence[PastCall], weeks: Sequence[Week], what: str, zone: tzinfo | None) -> Chart:
    """Draw one step over time.

    Args:
        calls: Oldest first; at least one.
        weeks: The same calls by week.
        what: The step, or `WHOLE`.
        zone: Where the learner is.
    """
    scale = _Scale(calls[0].made_at, calls[-1].made_at, top=100 if what == WHOLE else STEP_POINTS)
    found = [(call.made_at, value) for call in calls if (value := points(call, what)) is not None]
    # A week's mean stands in its middle, and inside the drawing.
    means = [
        (datetime.combine(week.monday, time(12), tzinfo=zone or calls[0].made_at.tzinfo) + timedelta(days=3), week.spreads[what])
        for week in weeks
        if what in week.spreads
    ]
    upper = [scale.at(when, mean.mean + (mean.sd or 0)) for when, mean in means]
    lower = [scale.at(when, mean.mean - (mean.sd or 0)) for when, mean in reversed(means)]
    several = len(means) > 1
    return Chart(
        name=what,
        dots="".join(f"M{scale.at(when, value)}h0" for when, value in found),
        band=f"M{' '.join([*upper, *lower])}Z" if several else "",
        line=f"M{' '.join(scale.at(when, mean.mean) for when, mean in means)}" if several else "",
        ticks=scale.ticks(zone),
        words=". ".join(f"Week of {week.monday}: {week.spreads[what].mean:.0f}" for week in weeks[-12:] if what in week.spreads),
    )


class _Scale:
    def __init__(self, first: datetime, last: datetime, *, top: float) -> None:
        short = max(SHORTEST - (last - first), timedelta())
        self._first, self._length = first - short / 2, max(last - first, SHORTEST)
        self._top = top

    def at(self, when: datetime, value: float) -> str:
        x = WIDTH * min(max((when - self._first) / self._length, 0.0), 1.0)
        y = HEIGHT * (1 - min(max(value / self._top, 0.0), 1.0))
        return f"{x:.1f},{y:.1f}"

    def ticks(self, zone: tzinfo | None) -> tuple[tuple[float, str], ...]:
        days = max(self._length.days, 1)
        step = next(n for n in (1, 7, 14, 28, 91, 182, 364, 10**6) if days / n <= MOST_TICKS)
        moments = [(self._first + timedelta(days=n)).astimezone(zone) for n in range(0, days, step)]
        return tuple((round(100 * ((m - self._first) / self._length), 1), f"{m.day} {m:%b}") for m in moments)
