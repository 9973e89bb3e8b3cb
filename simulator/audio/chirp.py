"""A sound that finds itself again: played through a room, it tells how long it took and how much of it came back."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.levels import rms_dbfs

LENGTH = to_samples(0.5)
"""Samples of the chirp."""

BAND_HZ = (300.0, 3400.0)
"""Where it begins and ends: what telephones, laptops' loudspeakers and voices have in common."""

LEVEL_DBFS = -23.0
"""Its level, the recruiter's own, so that what comes back of it is what comes back of them."""

LONGEST_DELAY = to_samples(0.9)
"""Samples that the way back may take; Bluetooth loudspeakers need up to 0.3 s."""

RINGS_OUT = to_samples(0.1)
"""Samples after the chirp in which a room still gives most of it back."""

CLEAR = 8.0
"""Height of the correlation's peak, in standard deviations of the rest, from which it is the chirp: noise alone stays
below 5.5 in a search through 0.9 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What came back."""

    delay: int
    """Samples from playing to hearing."""

    level_db: float
    """Level heard, without the room's noise, against the level played; negative when it came back weaker."""


def chirp() -> Samples:
    """Make the chirp, shape `(LENGTH,)`: a tone that rises evenly in octaves, swelling and dying away."""
    at = np.arange(LENGTH) / SAMPLE_RATE
    low, high = BAND_HZ
    octaves = np.log(high / low)
    seconds = LENGTH / SAMPLE_RATE
    phase = 2 * np.pi * low * seconds / octaves * (np.exp(at / seconds * octaves) - 1)
    sweep = np.sin(phase) * np.hanning(LENGTH)
    gain = 10 ** ((LEVEL_DBFS - rms_dbfs(sweep.astype(np.float32))) / 20)
    return on_pcm16_grid((gain * sweep).astype(np.float32))


def find_chirp(heard: Samples, *, noise_dbfs: float) -> Echo | None:
    """Find the chirp in what was heard from the moment on at which it began to be played.

    Args:
        heard: Shape `(n,)` with `n >= LENGTH + LONGEST_DELAY`; shorter finds less late echoes.
        noise_dbfs: Level of the room when nothing sounds.

    Returns:
        The echo; None when nothing of it can be told from noise, as with headphones.
    """
    n_lags = min(LONGEST_DELAY, len(heard) - LENGTH)
    if n_lags <= 0 or not heard.any():
        return None
    sound = chirp()
    n = 1 << (len(heard) + LENGTH).bit_length()
    correlation = np.fft.irfft(np.fft.rfft(heard, n) * np.fft.rfft(sound, n).conj(), n)[:n_lags]
    strength = np.abs(correlation)
    delay = int(strength.argmax())
    rest = np.concatenate([correlation[: max(delay - LENGTH // 8, 0)], correlation[delay + LENGTH // 8 :]])
    spread = float(rest.std()) if len(rest) else 0.0
    if strength[delay] < CLEAR * max(spread, 1e-12):
        return None
    window = heard[delay : delay + LENGTH + RINGS_OUT]
    energy = max(float(np.square(window, dtype=np.float64).mean()) - 10 ** (noise_dbfs / 10), 1e-12) * len(window)
    return Echo(delay=delay, level_db=10 * float(np.log10(energy / float(np.square(sound, dtype=np.float64).sum()))))
