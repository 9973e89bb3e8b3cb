"""Tones of our own: ringing, the click of a receiver, a beep, the line going dead, and something to hold to."""

from collections.abc import Iterator

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples

LEVEL = 0.08
"""Amplitude of a tone: well below speech, which peaks near 0.5."""

RING_HZ = (440.0, 480.0)
"""The two tones of a North American ringing signal (ITU-T E.180)."""

RING_ON = to_samples(1.2)
"""Samples that one ring sounds; the real one takes 2 s, of which nobody learns anything."""

RING_OFF = to_samples(0.8)
"""Samples of silence after it."""

FADE = to_samples(0.008)
"""Samples over which a tone swells and dies away, so that it does not click."""

_SCALE_HZ = (261.6, 293.7, 329.6, 392.0, 440.0, 523.3)  # five tones of a scale and the octave: any order of them sounds kind
_NOTE = to_samples(0.42)


def ring() -> Samples:
    """Make one ring and the silence after it, shape `(RING_ON + RING_OFF,)`."""
    return np.pad(_tone(RING_HZ, RING_ON), (0, RING_OFF))


def click() -> Samples:
    """Pick up the receiver: two short knocks, 60 ms in all."""
    rng = np.random.default_rng(5)
    at = np.arange(to_samples(0.06))
    knocks = np.exp(-at / to_samples(0.003)) + 0.5 * np.exp(-np.abs(at - to_samples(0.035)) / to_samples(0.002))
    return np.asarray(LEVEL * knocks * rng.standard_normal(len(at)), dtype=np.float32)


def beep() -> Samples:
    """Sound the tone of an answering machine, half a second."""
    return _tone((880.0,), to_samples(0.5))


def hung_up() -> Samples:
    """Tell that the line is dead: three short tones."""
    tone, gap = _tone((425.0,), to_samples(0.25)), np.zeros(to_samples(0.25), dtype=np.float32)
    return np.concatenate([click(), gap, tone, gap, tone, gap, tone])


def hold_music(*, seed: int) -> Iterator[Samples]:
    """Play something to hold to, note by note and without end: a slow walk over five tones, the same for the same seed."""
    rng = np.random.default_rng([seed, 6])
    at = np.arange(_NOTE)
    swell = np.exp(-at / to_samples(0.25)) * np.minimum(at / FADE, 1.0)
    step = 2
    while True:
        step = int(np.clip(step + rng.integers(-2, 3), 0, len(_SCALE_HZ) - 1))
        turn = 2 * np.pi * _SCALE_HZ[step] * at / SAMPLE_RATE
        wave = np.sin(turn) + 0.3 * np.sin(2 * turn)
        yield np.asarray(0.5 * LEVEL * swell * wave, dtype=np.float32)


def _tone(hz: tuple[float, ...], n_samples: int) -> Samples:
    at = np.arange(n_samples)
    fade = np.clip(np.minimum(at, n_samples - at) / FADE, 0.0, 1.0)
    wave = sum((np.sin(2 * np.pi * each * at / SAMPLE_RATE) for each in hz), np.zeros(n_samples))
    return np.asarray(LEVEL * fade * wave / len(hz), dtype=np.float32)
