"""Cuts long segments where they are quietest, since recognizers are trained on short ones."""

import numpy as np

from simulator.audio.clock import Samples, to_samples

_WINDOW = to_samples(0.2)
"""Samples over which loudness is taken; shorter than the pause between two phrases."""

_STEP = to_samples(0.010)
"""Samples between two readings of loudness."""


def quiet_cuts(samples: Samples, longest: int) -> list[tuple[int, int]]:
    """Part a segment into pieces that are not too long, cutting at the quietest places.

    Args:
        samples: The segment, shape `(n,)`.
        longest: Samples in the longest piece; more than 0.4 s.

    Returns:
        Pieces `(start, end)` that follow each other from 0 to `n`; one piece when it is short enough. No piece
        is shorter than a quarter of `longest`, which would lose the words around it.
    """
    pieces: list[tuple[int, int]] = []
    start = 0
    while len(samples) - start > longest:
        first = start + longest // 2
        end = _quietest(samples, first, min(start + longest, len(samples) - longest // 4))
        pieces.append((start, end))
        start = end
    return [*pieces, (start, len(samples))]


def _quietest(samples: Samples, first: int, last: int) -> int:
    """Return the middle of the quietest window between two samples."""
    energy = np.concatenate([[0.0], np.cumsum(samples[first:last].astype(np.float64) ** 2)])
    if len(energy) <= _WINDOW:
        return last
    windows = energy[_WINDOW::_STEP] - energy[: len(energy) - _WINDOW : _STEP]
    return first + int(np.argmin(windows)) * _STEP + _WINDOW // 2
