"""Finds how late the loudspeaker is heard, from the sound alone."""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples
from simulator.listening.spectra import QUIET, Signal

_WINDOW = 32 * HOP_LENGTH
"""Samples compared at a time: 1 s, of which half a second may be delay."""

_EVERY = 8
"""Hops from one comparison to the next."""

_LATEST = _WINDOW // 2
"""Longest delay that is looked for: half a second."""

_KEPT = 0.9
"""Share of what is known that remains at the next comparison: it forgets in some 3 s."""

_SURE = 12.0
"""How far a peak must stand out, in standard deviations; noise alone reaches 5, a room's echo 15 to 50."""


class EchoDelay:
    """Compares both ends by the phases of their spectra (GCC-PHAT), which loudness and rooms hardly change."""

    def __init__(self) -> None:
        """Start with silence."""
        self._near: Signal = np.zeros(_WINDOW)
        self._far: Signal = np.zeros(_WINDOW)
        self._taper: Signal = np.hanning(_WINDOW)
        self._common = np.zeros(_WINDOW + 1, dtype=np.complex128)
        self._n_hops = 0

    def feed(self, near: Samples, far: Samples) -> int | None:
        """Take a hop of both sides; return the delay in samples when this hop made it certain."""
        self._near = np.concatenate([self._near[HOP_LENGTH:], near])
        self._far = np.concatenate([self._far[HOP_LENGTH:], far])
        self._n_hops += 1
        if self._n_hops % _EVERY or np.mean(self._far**2) < QUIET:
            return None
        spectrum = np.fft.rfft(self._near * self._taper, 2 * _WINDOW) * np.conj(np.fft.rfft(self._far * self._taper, 2 * _WINDOW))
        self._common = _KEPT * self._common + spectrum / (np.abs(spectrum) + 1e-9)
        likeness = np.fft.irfft(self._common)[:_LATEST]
        best = int(np.argmax(likeness))
        return best if likeness[best] > _SURE * np.sqrt(np.mean(likeness**2)) else None
