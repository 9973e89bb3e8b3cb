"""Samples that keep arriving, kept in one growing array."""

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples


class Tape:
    """What one channel has carried so far."""

    def __init__(self) -> None:
        """Start empty, with room for a minute."""
        self._samples: Samples = np.zeros(60 * SAMPLE_RATE, dtype=np.float32)
        self._n = 0

    def __len__(self) -> int:
        """Count the samples on the tape."""
        return self._n

    def append(self, block: Samples) -> None:
        """Add a block, shape `(n,)`, at the end."""
        while self._n + len(block) > len(self._samples):
            self._samples = np.concatenate([self._samples, np.zeros_like(self._samples)])
        self._samples[self._n : self._n + len(block)] = block
        self._n += len(block)

    def cut(self, start: int, end: int) -> Samples:
        """Return a view of samples `[start, end)`; what lies off the tape is left out."""
        return self._samples[max(start, 0) : min(end, self._n)]

    @property
    def samples(self) -> Samples:
        """A view of everything so far, shape `(n,)`."""
        return self._samples[: self._n]
