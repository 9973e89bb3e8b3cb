"""Makes every voice equally loud and equally prompt: trims its silence, sets its level."""

import numpy as np

from simulator.audio.clock import Samples, on_pcm16_grid, to_samples
from simulator.audio.levels import peak_dbfs, rms_dbfs

LEAD = to_samples(0.040)
"""Silence left before the first sound, in samples, so that a soft consonant is not cut."""

TAIL = to_samples(0.120)
"""Silence left after the last sound, in samples, so that it can ring out."""

SOUND_DB = -50.0
"""Level against a sentence's peak from which a sample counts as sound: a soft "f" is at -40 dB."""

TARGET_DBFS = -23.0
"""Level of speech: a telephone's, and the loudness that broadcasters agreed on (EBU R 128)."""

LOUDEST_PEAK_DBFS = -1.0
"""No sample is brought above this, even where the level then stays below `TARGET_DBFS`."""

FRAME_LENGTH = to_samples(0.020)
"""Samples in a frame whose level is looked at."""

GATE_DB = -30.0
"""Level against the loudest frame from which a frame counts as speech; below it are gaps between words."""


def trimmed(samples: Samples) -> Samples:
    """Cut silence around a sentence down to `LEAD` and `TAIL`.

    Args:
        samples: Mono signal, shape `(n,)`.

    Returns:
        A view, shape `(m,)` with `m <= n`; the whole when it is silent throughout, and nothing is added.
    """
    if not samples.any():
        return samples
    magnitude = np.abs(samples)
    sounding = np.flatnonzero(magnitude >= magnitude.max() * 10 ** (SOUND_DB / 20))
    return samples[max(0, sounding[0] - LEAD) : sounding[-1] + 1 + TAIL]


def levelled(samples: Samples) -> Samples:
    """Bring speech to `TARGET_DBFS`.

    Args:
        samples: Mono signal, shape `(n,)`.

    Returns:
        A new array on the 16-bit grid, shape `(n,)`; silence and no samples stay as they are.
    """
    if not samples.any():
        return on_pcm16_grid(samples)
    gain_db = min(TARGET_DBFS - speech_dbfs(samples), LOUDEST_PEAK_DBFS - peak_dbfs(samples))
    return on_pcm16_grid(samples * np.float32(10 ** (gain_db / 20)))


def speech_dbfs(samples: Samples) -> float:
    """Measure the level of the frames that hold speech, so that gaps between words do not count.

    Returns:
        The level, as `rms_dbfs`; that of the whole when it is shorter than a frame.
    """
    n_frames = len(samples) // FRAME_LENGTH
    if not n_frames:
        return rms_dbfs(samples)
    frames = samples[: n_frames * FRAME_LENGTH].reshape(n_frames, FRAME_LENGTH)
    energy = np.square(frames, dtype=np.float64).mean(axis=1)
    return rms_dbfs(frames[energy >= energy.max() * 10 ** (GATE_DB / 10)].ravel())
