"""A line that repeats how a call began, and lets somebody go on from there."""

from collections.abc import Callable

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.call.session import Line
from simulator.events import Event

LINGER = to_samples(1.0)
"""Silence after a stretch before the line is closed, so that its last word is heard out."""


class PickedUp:
    """Gives the first samples of an earlier call, then those of a line; hangs up when the stretch is over.

    A call is a function of samples: with the same ones up to a moment, everything is at that moment as it was.
    """

    def __init__(self, before: Samples, line: Line, *, is_over: Callable[[Event], bool]) -> None:
        """Begin at the first sample.

        Args:
            before: How the call began, shape `(n,)`; samples after the last whole hop are left out.
            line: Who goes on. It follows from the beginning, so that its clock is the call's.
            is_over: Tells from each event whether the stretch is over.
        """
        self._before = before[: len(before) // HOP_LENGTH * HOP_LENGTH]
        self._line = line
        self._is_over = is_over
        self._over_at: int | None = None
        self._at = 0

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop of shape `(HOP_LENGTH,)`; None when the stretch is over or the line hung up."""
        near = self._line.exchange(far)
        old = self._before[self._at : self._at + HOP_LENGTH]
        self._at += HOP_LENGTH
        if len(old):
            return old
        if self._over_at is None:
            return near
        return np.zeros_like(far) if self._at < self._over_at + LINGER else None

    def notice(self, event: Event) -> None:
        """Learn what happened, and pass it on."""
        self._line.notice(event)
        if self._over_at is None and self._at >= len(self._before) and self._is_over(event):
            self._over_at = self._at
