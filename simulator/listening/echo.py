"""Takes the recruiter's own voice out of the microphone, so that only the caller is heard."""

import math
from typing import Any

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.audio.framer import Framer
from simulator.errors import AudioFormatError, EngineError

PAIR_LENGTH = SAMPLE_RATE // 100
"""Samples that WebRTC's canceller takes at a time: 10 ms."""

_RECUT_LAG = PAIR_LENGTH - math.gcd(PAIR_LENGTH, HOP_LENGTH)
"""Samples by which hops cut from pairs lag behind, since no whole number of pairs makes a hop: 128."""

LAG = _RECUT_LAG + 128
"""Samples by which the cleaned signal lags behind the microphone, half a hop; 128 of them are WebRTC's own (measured)."""


class EchoCanceller:
    """WebRTC's AEC3 for one stream of hops; 2 % of one core."""

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
        self._processor: Any = AudioProcessor(
            sample_rate=SAMPLE_RATE, echo_cancellation=True, stream_delay_ms=round(1000 * delay / SAMPLE_RATE)
        )
        self._near = Framer(PAIR_LENGTH)
        self._far = Framer(PAIR_LENGTH)
        self._hops = Framer(HOP_LENGTH)
        # With this much silence ahead every hop that goes in lets a whole one out.
        self._hops_ready = list(self._hops.feed(np.zeros(_RECUT_LAG, dtype=np.float32)))

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
        for near_pair, far_pair in zip(self._near.feed(near), self._far.feed(far), strict=True):
            cleaned = self._processor.process(np.ascontiguousarray(near_pair), np.ascontiguousarray(far_pair))
            self._hops_ready += self._hops.feed(on_pcm16_grid(cleaned))
        return self._hops_ready.pop(0)
