"""What belongs to one channel of a call and what leaked into it from the other."""

from typing import TypeAlias

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

Levels: TypeAlias = NDArray[np.float64]
"""One number a hop, shape `(n_hops,)`."""

Mask: TypeAlias = NDArray[np.bool_]
"""Yes or no for each hop, shape `(n_hops,)`."""


def leaked_hops(samples: Samples, other: Samples) -> Mask:
    """Find the hops of a channel that only hold a quiet copy of the other.

    The path from one channel to the other is estimated over the whole call, as the filter that explains most of
    this channel by the other one. A hop in which that filter accounts for nearly everything, far below the other
    channel's level, is a leak; a hop in which somebody speaks as well is none.

    Args:
        samples: A channel, shape `(n,)`.
        other: The channel that may leak into it, shape `(n,)`.

    Returns:
        True for each leak, shape `(n // HOP_LENGTH,)`; all False where the call is too short to tell.
    """
    n_hops = len(samples) // HOP_LENGTH
    if n_hops * HOP_LENGTH < WINDOW_LENGTH or not other.any():
        return np.zeros(n_hops, dtype=np.bool_)
    here, there, left = _energy(samples, n_hops), _energy(other, n_hops), _left(samples, other, n_hops)
    loudest = np.max([np.concatenate([np.zeros(k), there[: n_hops - k]]) for k in range(REACH_HOPS)], axis=0)
    quiet_copy: Mask = (left <= (1 - EXPLAINED) * here) & (here <= loudest * 10 ** (LEAK_DB / 10))
    return quiet_copy


def same_sound(first: Samples, second: Samples) -> bool:
    """Tell whether both channels carry one and the same recording, equally loud or not."""
    energies = [float(np.dot(channel, channel)) for channel in (first, second)]
    if not all(energies):
        return False
    product = float(np.dot(first, second))
    return product * product > 0.98 * energies[0] * energies[1]


def _energy(signal: Samples, n_hops: int) -> Levels:
    hops = signal[: n_hops * HOP_LENGTH].reshape(n_hops, HOP_LENGTH)
    energy: Levels = np.einsum("ij,ij->i", hops, hops).astype(np.float64)
    return energy


def _left(samples: Samples, other: Samples, n_hops: int) -> Levels:
    """Measure each hop of `samples` without what Wiener's filter explains by `other`, block after block.

    An hour is never held twice: each block of half a window is filtered, compared and forgotten.
    """
    path = _path(samples, other)
    block = WINDOW_LENGTH // 2
    energies: list[Levels] = []
    for at in range(0, len(samples), block):
        window = np.zeros(WINDOW_LENGTH)
        known = other[max(at - block, 0) : at + block]
        begin = block - (at - max(at - block, 0))
        window[begin : begin + len(known)] = known
        # Overlap and save: the second half of each window is free of wrap-around.
        leak: Samples = np.fft.irfft(np.fft.rfft(window) * path, WINDOW_LENGTH)[block:].astype(np.float32)
        rest = samples[at : at + block] - leak[: len(samples) - at]
        energies.append(_energy(rest, len(rest) // HOP_LENGTH))
    return np.concatenate(energies)[:n_hops]


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
