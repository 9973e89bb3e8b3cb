"""The band of a telephone: 300 to 3400 Hz and eight bits of mu-law, as ITU-T G.711 has it."""

import numpy as np

from simulator.audio.clock import SAMPLE_RATE, Samples

LOW_HZ, HIGH_HZ = 300.0, 3400.0
"""What a telephone lets through."""

N_TAPS = 255
"""Length of the filter: its edges are 200 Hz wide, and it delays by half its length, 8 ms."""

MU = 255.0
"""How far mu-law bends (G.711)."""


class TelephoneBand:
    """Filters and quantises a signal block by block; blocks of any size give the same signal within rounding."""

    def __init__(self) -> None:
        """Start with silence behind it."""
        self._taps = _taps()
        self._past = np.zeros(N_TAPS - 1, dtype=np.float32)

    def feed(self, samples: Samples) -> Samples:
        """Pass samples through, shape `(n,)` in and out, `N_TAPS // 2` samples late."""
        whole = np.concatenate([self._past, samples])
        self._past = whole[len(whole) - (N_TAPS - 1) :]
        return mu_law(np.convolve(whole, self._taps, mode="valid").astype(np.float32))


def mu_law(samples: Samples) -> Samples:
    """Round samples to the 256 steps of mu-law; same shape, beyond full scale is clipped."""
    clipped = np.clip(samples, -1.0, 1.0)
    bent = np.sign(clipped) * np.log1p(MU * np.abs(clipped)) / np.log1p(MU)
    steps = np.rint(bent * 127.0) / 127.0
    return np.asarray(np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(MU)) / MU, dtype=np.float32)


def _taps() -> Samples:
    at = np.arange(N_TAPS) - N_TAPS // 2
    low, high = 2 * LOW_HZ / SAMPLE_RATE, 2 * HIGH_HZ / SAMPLE_RATE
    ideal = high * np.sinc(high * at) - low * np.sinc(low * at)
    return np.asarray(ideal * np.blackman(N_TAPS), dtype=np.float32)
