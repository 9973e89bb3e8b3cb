"""The call as a drawing: two lanes of sound, and what happened when, as shapes in percent of the call's length."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import Samples
from simulator.reporting.page.card import Card
from simulator.reporting.page.transcript import Line
from simulator.reporting.page.wording import CHECKS, OVERLAPS, title_of
from simulator.reporting.plain import clock

BINS_PER_SECOND = 10
MOST_BINS = 1500
"""Points of a lane: finer than the pixels of a wide screen is waste."""

QUIETEST_DBFS = -55.0
"""Level that is drawn as a flat line; rooms are below, whispers above."""

LANE_WIDTH, LANE_HALF = 1000, 28
"""Units of a lane's own drawing: its width, and from its middle to its edge."""

TICK_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1800)
MOST_TICKS = 8
"""Marks on the time axis that still leave room for their words on a phone."""

NARROWEST_LABEL = 4.5
"""Percent of the width from which a pause has room for its length in words."""


LAST_MARK = 99.0
"""Percent of the width at which a mark still lies inside the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Something that lasted."""

    x: float
    """Where it begins, in percent of the call."""

    width: float
    """How long it lasted, in percent; never too thin to be seen."""

    kind: str
    """What it is, as a class name of the style sheet."""

    label: str
    """What it is, in words."""

    short: str = ""
    """Words that stand in the drawing; empty when there is no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something to listen to, as a button below the drawing."""

    at: float
    """When it happened, in seconds."""

    start: float
    """Where to play from, in seconds."""

    end: float
    """Where to stop, in seconds."""

    kind: str
    """What it is, as a class name of the style sheet."""

    label: str
    """What it is, in words."""

    text: str
    """What was said; empty when nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything that is drawn."""

    near: str
    """Outline of the caller's lane, as an SVG path."""

    far: str
    """Outline of the recruiter's lane."""

    turns: tuple[Band, ...]
    """Who held the floor."""

    pauses: tuple[Band, ...]
    """The recruiter's silences."""

    overlaps: tuple[Band, ...]
    """Where both spoke."""

    evidence: tuple[Band, ...]
    """What checks were decided on."""

    verdict: float | None
    """When the verdict was out, in percent."""

    ticks: tuple[tuple[float, str], ...]
    """The time axis: percent and words."""

    moments: tuple[Moment, ...]
    """The same for those who do not see the drawing, in order."""


def timeline(card: Card, lines: Sequence[Line], near: Samples, far: Samples, *, decided: float | None) -> Timeline:
    """Draw a call.

    Args:
        card: What happened.
        lines: Who held the floor when, as the transcript has it.
        near: The caller's channel, shape `(n,)`; may be empty.
        far: The recruiter's channel, shape `(n,)`; may be empty.
        decided: When the verdict was out, in seconds.
    """
    scale = _Scale(max(card.duration, 0.001))
    return Timeline(
        near=outline(near), far=outline(far),
        turns=tuple(scale.band(line.start, line.end, line.speaker, f"{line.speaker} speaks") for line in lines),
        pauses=tuple(scale.pause(a, b) for turn in card.turns for a, b in turn.pauses),
        overlaps=tuple(scale.band(o.start, o.end, o.kind, OVERLAPS.get(o.kind, o.kind)) for o in card.interruptions),
        evidence=tuple(_evidence(card, scale)), verdict=None if decided is None else scale.percent(decided),
        ticks=scale.ticks(), moments=tuple(sorted(_moments(card, decided), key=lambda m: m.at)),
    )  # fmt: skip


def outline(samples: Samples) -> str:
    """Trace the loudness of a channel, mirrored about its middle.

    Args:
        samples: Mono signal, shape `(n,)`; may be empty.

    Returns:
        A closed SVG path in a box `LANE_WIDTH` wide and `2 * LANE_HALF` high.
    """
    heights = _heights(samples)
    x = np.linspace(0, LANE_WIDTH, len(heights))
    upper = [f"{a:.0f},{LANE_HALF - h:.1f}" for a, h in zip(x, heights, strict=True)]
    lower = [f"{a:.0f},{LANE_HALF + h:.1f}" for a, h in zip(x[::-1], heights[::-1], strict=True)]
    return f"M{' '.join([*upper, *lower])}Z"


def _heights(samples: Samples) -> Samples:
    n_bins = int(np.clip(len(samples) * BINS_PER_SECOND // 16_000, 2, MOST_BINS))
    width = max(len(samples) // n_bins, 1)
    whole = np.zeros(n_bins * width, dtype=np.float32)
    whole[: len(samples[: len(whole)])] = samples[: len(whole)]
    power = np.square(whole.reshape(n_bins, width), dtype=np.float32).mean(axis=1)
    level_dbfs = 10 * np.log10(power + 1e-12)
    loudest = max(float(level_dbfs.max()), QUIETEST_DBFS + 20)
    heights: Samples = np.clip((level_dbfs - QUIETEST_DBFS) / (loudest - QUIETEST_DBFS), 0, 1) ** 1.6 * (LANE_HALF - 1) + 0.6
    return heights


class _Scale:
    def __init__(self, duration: float) -> None:
        self._duration = duration

    def percent(self, seconds: float) -> float:
        return round(min(max(100 * seconds / self._duration, 0.0), 100.0), 2)

    def band(self, start: float, end: float, kind: str, label: str, *, short: str = "") -> Band:
        x = min(self.percent(start), LAST_MARK)
        width = max(self.percent(end) - x, 0.4)
        return Band(x=x, width=round(width, 2), kind=kind, label=f"{clock(start)} {label}", short=short)

    def pause(self, start: float, end: float) -> Band:
        short = f"{end - start:.1f} s"
        roomy = self.percent(end) - self.percent(start) >= NARROWEST_LABEL
        return self.band(start, end, "silence", f"pause of {short}", short=short if roomy else "")

    def ticks(self) -> tuple[tuple[float, str], ...]:
        step = next((s for s in TICK_STEPS_S if self._duration / s <= MOST_TICKS), TICK_STEPS_S[-1])
        # The last one would run out of the drawing.
        return tuple((self.percent(at), clock(at)) for at in range(0, int(self._duration * 0.96) + 1, step))


def _evidence(card: Card, scale: _Scale) -> list[Band]:
    return [
        scale.band(found.start, found.end, "good" if check.passed else "bad", f"{title_of(CHECKS, check.id)}: {found.text[:120]}")
        for step in card.steps
        for check in step.checks
        if check.passed is not None
        for found in check.evidence
    ]


def _moments(card: Card, decided: float | None) -> list[Moment]:
    found = [
        Moment(at=o.start, start=o.start, end=o.end, kind=o.kind, label=OVERLAPS.get(o.kind, o.kind), text=o.text[:120])
        for o in card.interruptions
    ]
    found += [
        Moment(at=a, start=max(a - 1.0, 0.0), end=b + 0.5, kind="silence", label=f"A pause of {b - a:.1f} s", text="")
        for turn in card.turns
        for a, b in turn.pauses
    ]
    if decided is not None:
        turn = next((t for t in card.turns if t.speaker == "recruiter" and t.start < decided <= t.end + 0.01), None)
        start = max(turn.start, decided - 8.0) if turn else max(decided - 8.0, 0.0)
        found.append(Moment(at=decided, start=start, end=decided, kind="verdict", label="The verdict", text=""))
    return found
