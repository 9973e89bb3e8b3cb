"""What belongs to one channel of a call and what leaked into it from the other."""

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, Samples

LEAK_DB = -12.0
"""Level against the other channel below which a hop may be a leak; telephone hybrids and headsets leak at -20 or
less, a loudspeaker in the room at -15."""

EXPLAINED = 0.6
"""Share of a hop's energy that the other channel must account for; two people who talk at once share none."""

WINDOW_LENGTH = 16384
"""Samples in a window of the leak's estimate: the half that is kept holds paths up to 512 ms, a large hall's echo."""

REACH_HOPS = 16
"""Hops that sound takes at most to leak, its echoes in the room included: 512 ms."""

_SILENCE = 1e-10
"""Energy a sample, -100 dBFS, added so that nothing is divided by zero."""

Levels = NDArray[np.float64]
"""One number a hop, shape `(n_hops,)`."""


def own_sound(samples: Samples, other: Samples) -> Samples:
    """Silence the hops of a channel that only hold a quiet copy of the other.

    The path from one channel to the other is estimated over the whole call, as the filter that explains most of
    this channel by the other one. A hop in which that filter accounts for nearly everything, far below the other
    channel's level, is a leak; a hop in which somebody speaks as well is left as it is.

    Args:
        samples: A channel, shape `(n,)`.
        other: The channel that may leak into it, shape `(n,)`.

    Returns:
        A new array, shape `(n,)`; a last partial hop stays.

    """
    n_hops = len(samples) // HOP_LENGTH
    own = samples.copy()
    if n_hops * HOP_LENGTH < WINDOW_LENGTH or not other.any():
        return own
    rest = samples - _leak(samples, other)
    here, there, left = (_energy(signal, n_hops) for signal in (samples, other, rest))
    loudest = np.max([np.concatenate([np.zeros(k), there[: n_hops - k]]) for k in range(REACH_HOPS)], axis=0)
    quiet_copy = (left <= (1 - EXPLAINED) * here) & (here <= loudest * 10 ** (LEAK_DB / 10))
    own[: n_hops * HOP_LENGTH].reshape(n_hops, HOP_LENGTH)[quiet_copy] = 0.0
    return own


def same_sound(first: Samples, second: Samples) -> bool:
    """Tell whether both channels carry one and the same recording, equally loud or not."""
    energies = [float(np.square(channel, dtype=np.float64).sum()) for channel in (first, second)]
    if not all(energies):
        return False
    product = float(np.multiply(first, second, dtype=np.float64).sum())
    return product * product > 0.98 * energies[0] * energies[1]


def _energy(signal: Samples, n_hops: int) -> Levels:
    hops = signal[: n_hops * HOP_LENGTH].reshape(n_hops, HOP_LENGTH)
    energy: Levels = np.square(hops, dtype=np.float64).sum(axis=1)
    return energy


def _leak(samples: Samples, other: Samples) -> Samples:
    """Estimate what of `samples` is `other`, by Wiener's filter over half-overlapping windows."""
    path = _path(samples, other)
    block = WINDOW_LENGTH // 2
    n_blocks = -(-len(samples) // block)
    padded = np.concatenate([np.zeros(block), other, np.zeros(n_blocks * block - len(other))])
    leak = np.empty(n_blocks * block, dtype=np.float32)
    for i in range(n_blocks):  # overlap and save: the second half of each window is free of wrap-around
        spectrum = np.fft.rfft(padded[i * block : i * block + WINDOW_LENGTH]) * path
        leak[i * block : (i + 1) * block] = np.fft.irfft(spectrum, WINDOW_LENGTH)[block:]
    return leak[: len(samples)]


def _path(samples: Samples, other: Samples) -> NDArray[np.complex128]:
    window = np.hanning(WINDOW_LENGTH)
    step = WINDOW_LENGTH // 2
    cross = np.zeros(step + 1, dtype=np.complex128)
    power = np.zeros(step + 1)
    for at in range(0, len(samples) - WINDOW_LENGTH + 1, step):
        here, there = samples[at : at + WINDOW_LENGTH], other[at : at + WINDOW_LENGTH]
        if np.square(here).sum() > np.square(there).sum() * 10 ** (LEAK_DB / 10):
            continue  # somebody speaks here: the leak cannot be told from the voice
        spectrum = np.fft.rfft(there * window)
        cross += np.fft.rfft(here * window) * spectrum.conj()
        power += np.square(np.abs(spectrum))
    response = np.fft.irfft(cross / (power + _SILENCE * WINDOW_LENGTH), WINDOW_LENGTH)
    response[step:] = 0.0  # sound leaks later than it is made, never earlier
    return np.fft.rfft(response)
