"""Tells what is left of the recruiter's voice from the caller talking over it."""

import math

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.spectra import QUIET, Signal

FIRST_REST_DB = -10.0
"""Level against the echo of what is left of it, before anything was learnt."""

LEAST_REST_DB = -28.0
"""The least that is believed of it: rooms and loudspeakers are never quite alike from one second to the next."""

MARGIN_DB = 6.0
"""How far above that level a sound must lie to be the caller's."""

SURE_HOPS = 2
"""Hops in a row above it that open the gate."""

OPEN_HOPS = 10
"""Hops for which it stays open after the last: syllables and short words have gaps."""

CALLER_DBFS = -23.0
"""Loudness of somebody who talks to a laptop at arm's length."""

_RISE_DB, _FALL_DB = 0.5, 0.05
"""How fast the level is learnt, up and down, in dB a hop in which there is an echo and nobody talks over it."""

_ECHO_KEPT = 0.8
"""Share of an echo's energy that still rings in the next hop: rooms die away by 60 dB in some 0.5 s."""


class DoubleTalk:
    """A gate that knows how loud the echo is and how much of it usually remains."""

    def __init__(self) -> None:
        """Start with an unknown room."""
        self.rest_db = FIRST_REST_DB
        """Level against the echo of what usually remains of it, in dB."""
        self._echo = 0.0
        self._n_above = 0
        self._n_open = 0

    @property
    def half_duplex(self) -> bool:
        """Whether an ordinary voice would drown in what is left of the echo: one side at a time is all there is then."""
        echo_dbfs = 10 * math.log10(self._echo + QUIET)
        return echo_dbfs + self.rest_db + MARGIN_DB > CALLER_DBFS

    def lets_through(self, cleaned: Samples, echo: Signal) -> bool:
        """Look at a hop.

        Args:
            cleaned: The microphone without the echo, shape `(HOP_LENGTH,)`.
            echo: The echo that was taken away, shape `(HOP_LENGTH,)`.

        Returns:
            Whether the caller may be in it: always where there is no echo.
        """
        self._echo = max(float(np.mean(echo**2)), _ECHO_KEPT * self._echo)
        energy = float(np.dot(cleaned, cleaned)) / HOP_LENGTH
        if self._echo < QUIET:
            self._n_above = self._n_open = 0
            return True
        level_db = 10 * math.log10((energy + 1e-12) / self._echo)
        above = level_db > self.rest_db + MARGIN_DB and energy > QUIET
        self._n_above = self._n_above + 1 if above else 0
        if self._n_above >= SURE_HOPS:
            self._n_open = OPEN_HOPS
        elif self._n_open:
            self._n_open -= 1
        if not self._n_open:
            step = _RISE_DB if level_db > self.rest_db else -_FALL_DB
            self.rest_db = min(max(self.rest_db + step, LEAST_REST_DB), FIRST_REST_DB)
        return self._n_open > 0
