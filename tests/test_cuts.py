"""Long segments are cut where nobody speaks."""

import numpy as np
import pytest

from simulator.audio.clock import SAMPLE_RATE, Samples
from simulator.listening.cuts import quiet_cuts


def noise_with_quiet(seconds: float, *quiet: tuple[float, float]) -> Samples:
    """Make noise with stretches of silence, all in seconds."""
    samples = np.random.default_rng(0).uniform(-0.5, 0.5, round(seconds * SAMPLE_RATE)).astype(np.float32)
    for start, end in quiet:
        samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] = 0.0
    return samples


@pytest.mark.parametrize("seconds", [0.0, 1.0, 4.0])
def test_short_segments_stay_whole(seconds: float) -> None:
    """A segment no longer than the longest is one piece, an empty one too."""
    n = round(seconds * SAMPLE_RATE)
    assert quiet_cuts(np.zeros(n, dtype=np.float32), 4 * SAMPLE_RATE) == [(0, n)]


def test_the_cut_falls_into_the_pause() -> None:
    """The cut lies inside the only pause of the second half, not in the longer one before it."""
    samples = noise_with_quiet(6.0, (0.5, 1.5), (3.0, 3.3))
    (start, cut), (after, end) = quiet_cuts(samples, 4 * SAMPLE_RATE)
    assert (start, after, end) == (0, cut, len(samples))
    assert 3.0 * SAMPLE_RATE < cut < 3.3 * SAMPLE_RATE


@pytest.mark.parametrize("seconds", [4.01, 5.0, 8.0, 8.01, 13.0, 31.0])
def test_pieces_are_neither_long_nor_splinters(seconds: float) -> None:
    """However long the segment, pieces follow each other without a gap and keep between a quarter and the whole length."""
    samples = noise_with_quiet(seconds)
    pieces = quiet_cuts(samples, 4 * SAMPLE_RATE)
    assert [start for start, _ in pieces] == [0, *(end for _, end in pieces[:-1])]
    assert pieces[-1][1] == len(samples)
    assert all(SAMPLE_RATE - SAMPLE_RATE // 5 <= end - start <= 4 * SAMPLE_RATE for start, end in pieces)
