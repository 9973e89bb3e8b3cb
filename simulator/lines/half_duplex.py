"""One voice at a time, for rooms where the loudspeaker drowns everything that the microphone could hear."""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, Samples, to_samples

RINGS_OUT = to_samples(0.25)
"""Samples that a room goes on sounding after the loudspeaker."""


class HalfDuplex:
    """Closes the microphone while the loudspeaker sounds and shortly after; takes an echo canceller's place."""

    def __init__(self, *, delay: int) -> None:
        """Start with the microphone open.

        Args:
            delay: Samples from playing a sound to hearing it.
        """
        self._n_closed = -(-(delay + RINGS_OUT) // HOP_LENGTH)
        self._n_left = 0

    @property
    def half_duplex(self) -> bool:
        """Always: that is what it is for."""
        return True

    def feed(self, near: Samples, far: Samples) -> Samples:
        """Take one hop of both sides; return the microphone's, or silence."""
        self._n_left = self._n_closed if far.any() else max(self._n_left - 1, 0)
        return np.zeros_like(near) if self._n_left else near
