"""The recruiter's voice as the microphone will hear it: late by the way through the devices, on the microphone's clock."""

import math

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.listening.spectra import Signal

REACH = 16
"""Samples on either side from which one between samples is made."""

LATEST = SAMPLE_RATE
"""Longest delay in samples that can be made up for; sound systems keep less than half a second."""

FASTEST = 1.5e-4
"""Largest difference between two clocks, as a share: sound cards differ by up to 100 millionths."""

_OFFSETS = np.arange(-REACH, REACH + 1)[::-1]


class Reference:
    """Delays the far end by `delay` and stretches it by `drift`; what comes out lags `REACH` samples more."""

    def __init__(self, delay: int) -> None:
        """Start with silence behind.

        Args:
            delay: Samples from playing a sound to hearing it; 0 to `LATEST`.
        """
        self._past: Signal = np.zeros(LATEST + 2 * REACH + HOP_LENGTH)
        self.delay = float(min(max(delay, 0), LATEST))
        """Samples by which it is delayed now."""
        self.drift = 0.0
        """Samples by which the delay grows with every sample."""

    def feed(self, far: Samples) -> Signal:
        """Take a hop of the far end; return the hop that the microphone hears now, shape `(HOP_LENGTH,)`."""
        self._past = np.concatenate([self._past[HOP_LENGTH:], far])
        self.delay = min(max(self.delay + self.drift * HOP_LENGTH, 0.0), float(LATEST))
        # Clocks move apart by a twentieth of a sample a hop at most: one fraction will do for all of it.
        whole = math.floor(self.delay)
        start = len(self._past) - HOP_LENGTH - REACH - whole
        away = _OFFSETS + (self.delay - whole)
        kernel = np.sinc(away) * (0.5 + 0.5 * np.cos(np.pi * away / REACH)) * (np.abs(away) < REACH)
        sound: Signal = np.convolve(self._past[start - REACH : start + HOP_LENGTH + REACH], kernel, mode="valid")
        return sound
