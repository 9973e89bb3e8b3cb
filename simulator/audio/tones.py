"""The sounds of a telephone: the ring that the caller hears before somebody answers."""

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid, to_samples

RING_HZ = (440.0, 480.0)
"""The two tones of a North American ringing signal (ITU-T E.180)."""

RING_ON = to_samples(1.2)
"""Samples that one ring sounds; the real one takes 2 s, of which nobody learns anything."""

RING_OFF = to_samples(0.8)
"""Samples of silence after it."""

RING_LEVEL = 0.04
"""Amplitude of each tone: -25 dBFS together, about as loud as the recruiter."""

FADE = to_samples(0.01)
"""Samples over which a tone swells and dies away, so that it does not click."""


def ring() -> Samples:
    """Make one ring and the silence after it, shape `(RING_ON + RING_OFF,)`."""
    at = np.arange(RING_ON)
    shape = np.clip(np.minimum(at + 1, RING_ON - at) / FADE, 0.0, 1.0)
    tones = sum(np.sin(2 * np.pi * hz * at / SAMPLE_RATE) for hz in RING_HZ)
    return on_pcm16_grid(np.pad(RING_LEVEL * shape * tones, (0, RING_OFF)).astype(np.float32))
