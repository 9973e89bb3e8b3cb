"""One clock for everything: the index of the caller's samples at one rate."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples a second everywhere inside; what Silero, Moonshine and WebRTC AEC3 all take."""

HOP_LENGTH = 512
"""Samples from one decision to the next: the 32 ms chunk that Silero VAD is trained on."""

Samples: TypeAlias = NDArray[np.float32]
"""Mono audio, shape `(n,)`, full scale +/-1, always at `SAMPLE_RATE` unless a rate stands beside it."""


def to_samples(seconds: float) -> int:
    """Turn seconds into a count of samples; the one place where time is rounded."""
    return round(seconds * SAMPLE_RATE)


def to_seconds(n_samples: int) -> float:
    """Turn a count of samples into seconds with the three decimals that files carry."""
    return round(n_samples / SAMPLE_RATE, 3)


def on_pcm16_grid(samples: Samples) -> Samples:
    """Round samples to what 16-bit files can hold, so that a recording replays exactly.

    Args:
        samples: Mono signal, shape `(n,)`; beyond full scale is clipped.

    Returns:
        A new array, shape `(n,)`, with `out = clip(round(samples * 32768), -32768, 32767) / 32768`.
    """
    scaled: Samples = np.clip(np.rint(samples * np.float32(32768)), -32768, 32767).astype(np.float32)
    return scaled / np.float32(32768)
