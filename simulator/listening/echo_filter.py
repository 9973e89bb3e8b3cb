"""Learns the way from the loudspeaker through the room to the microphone, and subtracts what comes along it.

A Kalman filter over partitions in the frequency domain (Enzner and Vary 2006; Kuech, Mabande and Enzner 2014): how fast it
learns follows from how sure it is and how loud everything else is, so that it stands still while the caller talks.
"""

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE
from simulator.listening.spectra import N_BINS, QUIET, Signal, Spectrum

N_PARTITIONS = 8
"""Hops of the room's answer that are learnt: 0.26 s."""

_STEADY = 0.999
"""How much of the way stays as it is from hop to hop."""

_FADING = 0.7
"""How much less a later part of the room's answer is expected to be."""

_OTHERS_KEPT = 0.6
"""Share of the past in the estimate of everything that is not echo."""

_EVERY = 16
"""Hops of loudspeaker sound from one look at the drift to the next: half a second."""

_SETTLED = 48
"""Hops after which the way is known well enough to see it drift."""

_LIKE = 0.6
"""Likeness of two ways from which they are one that has moved."""

_RADIANS = np.arange(N_BINS) / N_BINS * np.pi
_HZ = np.arange(N_BINS) / N_BINS * SAMPLE_RATE / 2
_LOW_HZ, _HIGH_HZ = 200.0, 3000.0
_BAND = (_HZ > _LOW_HZ) & (_HZ < _HIGH_HZ)
"""Bins in which voices are strong and a movement of 2 samples is less than half a turn."""


class EchoFilter:
    """Adapts to one room, hop by hop."""

    def __init__(self) -> None:
        """Start with silence behind."""
        self._sounds: Spectrum = np.zeros((N_PARTITIONS, N_BINS), dtype=np.complex128)
        self._last: Signal = np.zeros(HOP_LENGTH)
        self._others: Signal = np.zeros(N_BINS)
        self.forget()

    def forget(self) -> None:
        """Begin to learn afresh."""
        self._way: Spectrum = np.zeros((N_PARTITIONS, N_BINS), dtype=np.complex128)
        self._doubt = np.tile(_FADING ** np.arange(N_PARTITIONS)[:, None], (1, N_BINS))
        self._way_before: Spectrum | None = None
        self._n_hops = self._n_loud = self._n_since = 0

    def feed(self, near: Signal, far: Signal) -> tuple[Signal, Signal]:
        """Take a hop of both sides at the same index, each of shape `(HOP_LENGTH,)`.

        Returns:
            The microphone without the echo, and the echo.
        """
        spectrum = np.fft.rfft(np.concatenate([self._last, far]))
        self._last = far
        self._sounds = np.concatenate([spectrum[None, :], self._sounds[:-1]])
        echo = np.fft.irfft(np.sum(self._sounds * self._way, axis=0))[HOP_LENGTH:]
        rest = near - echo
        self._learn(np.fft.rfft(np.concatenate([np.zeros(HOP_LENGTH), rest])))
        self._n_hops += 1
        self._n_since += 1
        self._n_loud += bool(np.mean(far**2) > QUIET)
        return rest, echo

    def _learn(self, rest: Spectrum) -> None:
        power = np.abs(self._sounds) ** 2
        self._others = _OTHERS_KEPT * self._others + (1 - _OTHERS_KEPT) * np.abs(rest) ** 2
        speed = self._doubt / (np.sum(power * self._doubt, axis=0) + 2 * self._others + QUIET)
        # Only the first half of a step is a room's answer; the second would be heard before its cause.
        step = np.fft.irfft(speed * np.conj(self._sounds) * rest, axis=1)
        step[:, HOP_LENGTH:] = 0
        self._way = self._way + np.fft.rfft(step, axis=1)
        known = _STEADY**2 * (1 - 0.5 * speed * power) * self._doubt
        self._doubt = known + (1 - _STEADY**2) * np.abs(self._way) ** 2

    def moved(self) -> float | None:
        """Say by how much the way has become longer, in samples a sample; None when it is not time to tell."""
        if self._n_loud < _EVERY:
            return None
        self._n_loud = 0
        before, n_hops, self._way_before = self._way_before, self._n_since, self._way
        self._n_since = 0
        if before is None or self._n_hops < _SETTLED:
            return None
        common = np.sum(self._way * np.conj(before), axis=0)[_BAND]
        strength, turn = np.abs(common), np.angle(common)
        norm = np.sqrt(np.sum(np.abs(self._way) ** 2, axis=0)[_BAND] * np.sum(np.abs(before) ** 2, axis=0)[_BAND])
        if strength.sum() < _LIKE * (norm.sum() + 1e-12):
            return None
        longer = -np.sum(strength * _RADIANS[_BAND] * turn) / (np.sum(strength * _RADIANS[_BAND] ** 2) + 1e-12)
        return float(longer) / (n_hops * HOP_LENGTH)
