"""Sound on its way to the loudspeaker, addressed by the device's own clock: what comes too late is left out."""

import numpy as np

from simulator.audio.clock import Samples


class Spool:
    """A ring that one thread writes and the device's thread reads; neither waits for the other.

    Both sides only add to their own index, so whole numbers are all that the two threads share.
    """

    def __init__(self, length: int) -> None:
        """Start with nothing written.

        Args:
            length: Samples that fit; more than are ever written ahead.
        """
        self._ring: Samples = np.zeros(length, dtype=np.float32)
        self.written = 0
        """One past the last sample that was put in."""
        self.read = 0
        """One past the last sample that the device took."""
        self.n_late = 0
        """Samples that came when their moment was over."""

    def put(self, samples: Samples) -> None:
        """Add samples, shape `(n,)`, behind the last ones; those whose moment is over count as late and stay unheard."""
        end = self.written + len(samples)
        self.n_late += max(min(self.read, end) - self.written, 0)
        self._copy(self.written, samples)
        self.written = end

    def take(self, out: Samples, at: int) -> None:
        """Fill `out`, shape `(n,)`, with the samples from index `at` on; zeros where none were put in time."""
        n = min(max(self.written - at, 0), len(out))
        start = at % len(self._ring)
        first = min(n, len(self._ring) - start)
        out[:first] = self._ring[start : start + first]
        out[first:n] = self._ring[: n - first]
        out[n:] = 0.0
        self.read = at + len(out)

    def _copy(self, at: int, samples: Samples) -> None:
        start = at % len(self._ring)
        first = min(len(samples), len(self._ring) - start)
        self._ring[start : start + first] = samples[:first]
        self._ring[: len(samples) - first] = samples[first:]
