"""How far the caller's voice stands out of what sounds around it: below some level a recogniser writes other sentences."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples
from simulator.listening.segments import PAD
from simulator.scoring.stretch import Stretch

Powers = NDArray[np.float64]
"""Power in each octave, shape `(n_frames, n_octaves)`."""

OCTAVES_HZ = (177, 354, 707, 1414, 2828, 5657)
"""Edges of the octaves in which words are told apart; each counts the same, so that a hum in one is one of five."""

QUIETEST, QUIET = 5, 20
"""Percentiles of an octave's power within speech in which only what sounds around it is heard: between words and in the
closures of consonants the voice is gone for a moment. Further away nothing is measured: many microphones let the room in
only together with the voice, so that a silence between words says nothing."""

SWELL, MOST_SWELL_DB = 0.8, 6.0
"""What does not sound evenly is louder than its quiet moments by this part of the distance between the two percentiles, up to
so many decibels. Hiss, pink noise and traffic had 1 to 3 dB between them, three and four others talking 6 to 8, which harm more
than hiss of the same level, and a voice in a quiet room 11 to 17, which is its own. With it one limit does for all of them."""

MOST_DB = 20.0
"""What stands out further is clear, and no octave makes up for another by more."""

LEAST_DB = -15.0
"""What lies this far below the sounds around it is gone."""

FAINTEST_DBFS = -65.0
"""A frame quieter than this was silenced by a machine, or is so quiet that it needs no measuring."""

LEAST = to_samples(1.0)
"""Samples of sound without which nothing can be said."""

_FRAME_LENGTH, _HOP_LENGTH = 512, 256
_SMOOTH = 2
"""Frames of which the mean is taken: 48 ms in all."""

_BLOCK = to_samples(20.0)
"""Samples looked at in one go."""


def clarity_db(stretches: Sequence[Stretch], near: Samples) -> float | None:
    """Measure the caller's voice over what sounds at the same time.

    Args:
        stretches: The caller's speech in order.
        near: Their channel, shape `(n,)`, full scale +/-1.

    Returns:
        The mean of `10 * log10(voice / surroundings)` over the octaves, at most `MOST_DB`; None when they said too little.
    """
    powers = np.concatenate([np.zeros((0, len(OCTAVES_HZ) - 1)), *(_powers(block) for block in _blocks(stretches, near))])
    powers = powers[powers.sum(axis=1) > 10 ** (FAINTEST_DBFS / 10)]
    if len(powers) * _HOP_LENGTH < LEAST:
        return None
    smooth = np.mean([powers[k : len(powers) - _SMOOTH + 1 + k] for k in range(_SMOOTH)], axis=0)
    around = _around(smooth)
    voice = np.maximum(smooth.mean(axis=0) - around, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        over = 10 * np.log10(voice / around)
    return float(np.mean(np.clip(np.nan_to_num(over, nan=LEAST_DB), LEAST_DB, MOST_DB)))


def _around(powers: Powers) -> Powers:
    """Estimate the mean power of what sounds around the voice, shape `(n_octaves,)`."""
    quietest, quiet = np.percentile(powers, [QUIETEST, QUIET], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        swell = np.minimum(np.nan_to_num(quiet / quietest, nan=1.0), 10 ** (MOST_SWELL_DB / 10))
    return np.asarray(quiet * swell**SWELL)


def _blocks(stretches: Sequence[Stretch], near: Samples) -> Iterator[Samples]:
    """Cut out the speech and the moments before and after it, none of them twice."""
    done = 0
    for stretch in stretches:
        start, end = max(stretch.start - PAD, done), min(stretch.end + PAD, len(near))
        yield from (near[at : min(at + _BLOCK, end)] for at in range(start, end, _BLOCK))
        done = max(done, end)


def _powers(block: Samples) -> Powers:
    """Measure each octave in each frame; a full-scale sine has -3 dB."""
    if len(block) < _FRAME_LENGTH:
        return np.zeros((0, len(OCTAVES_HZ) - 1))
    window = np.hanning(_FRAME_LENGTH)
    frames = np.lib.stride_tricks.sliding_window_view(block.astype(np.float64), _FRAME_LENGTH)[::_HOP_LENGTH]
    spectra = np.square(np.abs(np.fft.rfft(frames * window))) * 2 / (_FRAME_LENGTH * np.sum(np.square(window)))
    edges = np.round(np.array(OCTAVES_HZ) * _FRAME_LENGTH / SAMPLE_RATE).astype(int)
    return np.asarray(np.add.reduceat(spectra[:, : edges[-1]], edges[:-1], axis=1))
