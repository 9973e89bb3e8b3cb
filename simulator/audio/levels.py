"""Levels: how loud samples are, and how much of them was cut off at full scale."""

import math

import numpy as np

from simulator.audio.clock import Samples

FULL_SCALE = 32767 / 32768
"""Largest positive sample of a 16-bit recording; at or beyond it the wave was probably cut off."""

BLOCK_LENGTH = 2**18
"""Samples squared at a time, so that an hour needs no second hour of memory."""


def rms_dbfs(samples: Samples) -> float:
    """Measure the mean level.

    Args:
        samples: Mono signal, shape `(n,)`, full scale +/-1.

    Returns:
        `10 * log10(mean(samples ** 2))`: 0 for a full-scale square wave, -3.01 for a full-scale
        sine, `-inf` for digital silence and for no samples at all.
    """
    # Summed in float64 and without BLAS, whose sum depends on the number of cores.
    blocks = range(0, len(samples), BLOCK_LENGTH)
    energy = sum(float(np.square(samples[i : i + BLOCK_LENGTH], dtype=np.float64).sum()) for i in blocks)
    return 10 * math.log10(energy / len(samples)) if energy else -math.inf


def peak_dbfs(samples: Samples) -> float:
    """Measure the loudest sample.

    Args:
        samples: Mono signal, shape `(n,)`, full scale +/-1.

    Returns:
        `20 * log10(max(abs(samples)))`: 0 at full scale, above 0 beyond it, `-inf` for digital
        silence and for no samples at all.
    """
    peak = max(float(samples.max()), -float(samples.min())) if len(samples) else 0.0
    return 20 * math.log10(peak) if peak else -math.inf


def share_clipped(samples: Samples) -> float:
    """Measure how much of a signal sits at full scale, where its wave was probably cut off.

    Clipping that happened before a later fader lies below full scale and is not seen.

    Args:
        samples: Mono signal, shape `(n,)`, full scale +/-1.

    Returns:
        Samples of magnitude `FULL_SCALE` or more, from 0 to 1 of all; 0 for no samples at all.
    """
    if not len(samples):
        return 0.0
    return float(np.count_nonzero((samples >= FULL_SCALE) | (samples <= -FULL_SCALE))) / len(samples)
