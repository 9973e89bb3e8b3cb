"""Turns the device's sample rate into ours and back, block after block, with a delay that is known."""

import numpy as np
import soxr

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples

QUALITY = "LQ"
"""soxr's lowest quality with a filter: 16 bits deep, flat to 5 kHz, and it keeps back 1 to 15 ms where "HQ" keeps 26 to 50."""


class Resampler:
    """One direction of a stream."""

    def __init__(self, source: int, target: int) -> None:
        """Start in silence.

        Args:
            source: Samples a second that come in.
            target: Samples a second that go out.
        """
        self._stream = None if source == target else soxr.ResampleStream(source, target, 1, dtype="float32", quality=QUALITY)

    def feed(self, samples: Samples) -> Samples:
        """Resample the next block, shape `(n,)`; what comes out may be more or less, and lags a little."""
        if self._stream is None:
            return samples
        resampled: Samples = self._stream.resample_chunk(samples)
        return resampled


def held_back(sample_rate: int) -> int:
    """Count the samples at `sample_rate` that a resampler from our rate may still owe after any hop."""
    resampler = Resampler(SAMPLE_RATE, sample_rate)
    hop = np.zeros(HOP_LENGTH, dtype=np.float32)
    owed, n_out = 0, 0
    # The pattern of what it hands out repeats within two seconds, at 44.1 kHz too.
    for n_in in range(HOP_LENGTH, 2 * SAMPLE_RATE, HOP_LENGTH):
        n_out += len(resampler.feed(hop))
        owed = max(owed, n_in * sample_rate // SAMPLE_RATE - n_out)
    return owed
