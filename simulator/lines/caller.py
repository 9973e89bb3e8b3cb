"""Plays a recorded caller into a call: each clip when its cue comes, silence otherwise."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.events import Event, LineEnded, LineStarted, LineStopped, PauseStarted
from simulator.lines.fixture import Cue, FixtureTurn


@dataclass(slots=True, kw_only=True)
class _Floor:
    """What the caller knows of the recruiter's turns: the last sample index of each happening."""

    started: int = -1
    ended: int = -1
    paused: int = -1
    talking: bool = False


class RecordedCaller:
    """A line whose near end is a fixture's clips; its clock is the samples it has handed over."""

    def __init__(self, turns: list[FixtureTurn], clips: list[Samples]) -> None:
        """Prepare the clips; the first waits for its cue."""
        self._waiting = list(zip(turns, clips, strict=True))
        self._clip: Samples = np.zeros(0, dtype=np.float32)
        self._clip_from = 0
        self._clip_until = 0
        self._hang_up_at: int | None = None
        self._at = 0
        self._floor = _Floor()

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop: take what the recruiter plays, give what the caller says at the same time.

        Args:
            far: The recruiter's samples, shape `(HOP_LENGTH,)`; a recording does not listen to them.

        Returns:
            The caller's samples of the same hop; None once the caller has hung up.
        """
        if self._hang_up_at is not None and self._at >= self._hang_up_at:
            return None
        self._cue_next()
        near = np.zeros_like(far)
        lo, hi = max(self._clip_from, self._at), min(self._clip_until, self._at + HOP_LENGTH)
        if lo < hi:
            near[lo - self._at : hi - self._at] = self._clip[lo - self._clip_from : hi - self._clip_from]
        self._at += HOP_LENGTH
        return near

    def notice(self, event: Event) -> None:
        """Learn what happened, so that cues can be met."""
        floor = self._floor
        match event:
            case LineStarted():
                floor.started, floor.talking = event.at, True
            case PauseStarted():
                floor.paused = event.at
            case LineEnded():
                floor.ended, floor.talking = event.at, False
            case LineStopped():
                floor.talking = False
            case _:
                pass

    def _cue_next(self) -> None:
        if not self._waiting or self._at < self._clip_until:
            return
        turn, clip = self._waiting[0]
        cued = self._cued_at(turn.cue)
        if cued is None:
            return
        self._waiting.pop(0)
        # A cue may lie a little in the past (the clip before it was still sounding): then the clip starts now.
        self._clip_from = max(cued + to_samples(turn.delay), self._at)
        self._clip_until = self._clip_from + len(clip)
        self._clip = clip
        self._hang_up_at = self._clip_until if turn.hang_up else None

    def _cued_at(self, cue: Cue) -> int | None:
        floor = self._floor
        match cue:
            case Cue.AFTER if floor.ended >= self._clip_from and floor.ended >= 0 and not floor.talking:
                return max(floor.ended, self._clip_until)
            case Cue.DURING if floor.started >= self._clip_until and floor.started >= 0:
                return floor.started
            case Cue.PAUSE if floor.paused >= self._clip_until and floor.started >= self._clip_until and floor.paused >= 0:
                return floor.paused
            case _:
                return None
