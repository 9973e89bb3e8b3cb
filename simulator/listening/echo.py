"""Takes the recruiter's own voice out of the microphone, so that only the caller is heard."""

import math
from typing import Any

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.framer import Framer
from simulator.errors import AudioFormatError, EngineError
from simulator.listening.double_talk import DoubleTalk
from simulator.listening.echo_delay import EchoDelay
from simulator.listening.echo_filter import N_PARTITIONS, EchoFilter
from simulator.listening.reference import FASTEST, REACH, Reference
from simulator.listening.spectra import Signal
from simulator.listening.tonal import Tonal

PAIR_LENGTH = SAMPLE_RATE // 100
"""Samples that WebRTC's canceller takes at a time: 10 ms."""

_RECUT_LAG = PAIR_LENGTH - math.gcd(PAIR_LENGTH, HOP_LENGTH)
"""Samples by which hops cut from pairs lag behind, since no whole number of pairs makes a hop: 128."""

LAG = REACH + _RECUT_LAG + 128
"""Samples by which the cleaned signal lags behind the microphone, 17 ms; 128 of them are WebRTC's own (measured)."""

_AHEAD = 64
"""Samples by which a room's answer may begin before the delay that was measured."""

_DRIFT_SHARE = 0.5
"""Share of a measured drift that is believed at once."""

CLOSED = np.float32(10 ** (-40 / 20))
"""Loudness of what is left of an echo while the caller is silent: down by 40 dB more."""


class EchoCanceller:
    """Takes the echo away in three steps: a filter that learns the room, WebRTC's AEC3 on what is left, and a gate.

    The filter knows what is played and when; it hears the caller while AEC3 alone would silence them with the echo.
    AEC3 takes what a filter cannot know: a loudspeaker that distorts, a room that moves, the first second. The gate
    closes over the rest while nobody talks over it.
    """

    def __init__(self, *, delay: int = 0) -> None:
        """Start with an unknown room.

        Args:
            delay: Samples from playing a sound to hearing it in the microphone, as far as known; 0 to 8,000.

        Raises:
            EngineError: If the library is missing.
        """
        try:
            from pywebrtc_audio import AudioProcessor
        except (ImportError, OSError) as error:
            message = f"echo canceller did not load ({error}): pip install pywebrtc-audio"
            raise EngineError(message) from error
        self._processor: Any = AudioProcessor(sample_rate=SAMPLE_RATE, echo_cancellation=True)
        self._reference = Reference(max(delay - _AHEAD, 0))
        self._delay = EchoDelay()
        self._filter = EchoFilter()
        self._gate = DoubleTalk()
        self._tonal = Tonal()
        self._gain = np.float32(1.0)
        self._echo: Signal = np.zeros(HOP_LENGTH)
        self._held: Signal = np.zeros(REACH)
        self._near = Framer(PAIR_LENGTH)
        self._far = Framer(PAIR_LENGTH)
        self._hops = Framer(HOP_LENGTH)
        # With this much silence ahead every hop that goes in lets a whole one out.
        self._hops_ready = list(self._hops.feed(np.zeros(_RECUT_LAG, dtype=np.float32)))

    @property
    def half_duplex(self) -> bool:
        """Whether the loudspeaker is too loud, right now, for an ordinary voice to be heard over it."""
        return self._gate.half_duplex

    def feed(self, near: Samples, far: Samples) -> Samples:
        """Take one hop of both sides.

        Args:
            near: What the microphone heard, shape `(HOP_LENGTH,)`.
            far: What the loudspeaker was given at the same index of the clock, shape `(HOP_LENGTH,)`.

        Returns:
            The microphone without the loudspeaker, shape `(HOP_LENGTH,)`, on the 16-bit grid, `LAG` samples late.

        Raises:
            AudioFormatError: If either is of another shape or not finite.
        """
        for side in (near, far):
            if side.shape != (HOP_LENGTH,) or not np.isfinite(side).all():
                message = f"expected a finite hop of {HOP_LENGTH} mono samples, got shape {side.shape}"
                raise AudioFormatError(message)
        rest, echo, played = self._filtered(near, far)
        if self._tonal.feed(played):
            # AEC3 takes a ring for a room that it knows by then, and lets the first words after it through.
            played = np.zeros_like(played)
        for near_pair, far_pair in zip(self._near.feed(rest), self._far.feed(played), strict=True):
            cleaned = self._processor.process(np.ascontiguousarray(near_pair), np.ascontiguousarray(far_pair))
            self._hops_ready += self._hops.feed(cleaned)
        return on_pcm16_grid(self._gated(self._hops_ready.pop(0), echo))

    def _filtered(self, near: Samples, far: Samples) -> tuple[Samples, Signal, Samples]:
        found = self._delay.feed(near, far)
        if found is not None and not -_AHEAD // 8 <= found - self._reference.delay <= N_PARTITIONS * HOP_LENGTH // 3:
            self._reference.delay = float(max(found - _AHEAD, 0))
            self._filter.forget()
        joined = np.concatenate([self._held, near])
        self._held = joined[HOP_LENGTH:]
        played = self._reference.feed(far)
        rest, echo = self._filter.feed(joined[:HOP_LENGTH], played)
        moved = self._filter.moved()
        if moved is not None:
            self._reference.drift = min(max(self._reference.drift + _DRIFT_SHARE * moved, -FASTEST), FASTEST)
        return rest.astype(np.float32), echo, played.astype(np.float32)

    def _gated(self, cleaned: Samples, echo: Signal) -> Samples:
        # What comes out of AEC3 is half a hop old: the louder of two echoes is what may be left in it.
        louder = echo if np.dot(echo, echo) > np.dot(self._echo, self._echo) else self._echo
        self._echo = echo
        before, self._gain = self._gain, np.float32(1.0) if self._gate.lets_through(cleaned, louder) else CLOSED
        return cleaned * np.linspace(before, self._gain, HOP_LENGTH, dtype=np.float32)
