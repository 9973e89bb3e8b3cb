"""Tells tones from voices: a ring, a beep and music have few pitches at a time, and teach nothing about a room."""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.spectra import QUIET, Signal

MOST_BINS = 5
"""Bins of 31 Hz that hold nine tenths of the energy of tones: two tones at once take 3 or 4, voices 7 to 50."""

_SHARE = 0.9

_KEPT = 0.7
"""Share of the past in what is looked at: single hops of a vowel may be nearly a tone, a tenth of a second is not."""

_TAPER: Signal = np.hanning(HOP_LENGTH)


class Tonal:
    """Follows one signal hop by hop."""

    def __init__(self) -> None:
        """Start in silence."""
        self._power: Signal = np.zeros(HOP_LENGTH // 2 + 1)

    def feed(self, samples: Samples) -> bool:
        """Take a hop, shape `(HOP_LENGTH,)`; tell whether there are tones and nothing else. Silence is none."""
        self._power = _KEPT * self._power + np.abs(np.fft.rfft(samples * _TAPER)) ** 2
        if np.mean(samples**2) < QUIET:
            return False
        loudest = np.sort(self._power)[-MOST_BINS:]
        return bool(loudest.sum() >= _SHARE * self._power.sum())
