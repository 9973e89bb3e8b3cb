"""The band of a telephone: 300 to 3400 Hz and eight bits of mu-law, as ITU-T G.711 has it."""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples, to_samples

LOW_HZ, HIGH_HZ = 300.0, 3400.0
"""What a telephone lets through."""

N_TAPS = 255
"""Length of the filter: its edges are 200 Hz wide."""

DELAY = to_samples(0.004)
"""Most that any pitch that a telephone lets through is delayed; from 500 to 3000 Hz it is 1 ms."""

MU = 255.0
"""How far mu-law bends (G.711)."""


class TelephoneBand:
    """Filters and quantises a signal block by block; blocks of any size give the same signal within rounding."""

    def __init__(self) -> None:
        """Start with silence behind it."""
        self._taps = _taps()
        self._past = np.zeros(N_TAPS - 1, dtype=np.float32)

    def feed(self, samples: Samples) -> Samples:
        """Pass samples through, shape `(n,)` in and out, at most `DELAY` samples late."""
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
    return _soonest(ideal * np.blackman(N_TAPS))


def _soonest(taps: NDArray[np.float64]) -> Samples:
    """Rearrange a filter so that it answers as soon as one of its loudness at each pitch can.

    That is the one of minimum phase, by way of the cepstrum (Oppenheim and Schafer); as it was, it answered 8 ms late.
    """
    n = 32 * N_TAPS
    loudness = np.maximum(np.abs(np.fft.rfft(taps, n)), 1e-4)
    cepstrum = np.fft.irfft(np.log(loudness), n)
    cepstrum[1 : n // 2] *= 2
    cepstrum[n // 2 + 1 :] = 0
    return np.asarray(np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), n)[:N_TAPS], dtype=np.float32)
