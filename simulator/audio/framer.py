"""Re-cuts blocks of any size into frames of one size, so that block size is invisible inside."""

from collections.abc import Iterator

import numpy as np

from simulator.audio.clock import Samples


class Framer:
    """Collects blocks and hands out whole frames; what is left waits for the next block."""

    def __init__(self, frame_length: int) -> None:
        """Start empty.

        Args:
            frame_length: Samples in a frame; at least 1.
        """
        self._frame_length = frame_length
        self._rest: Samples = np.zeros(0, dtype=np.float32)

    def feed(self, block: Samples) -> Iterator[Samples]:
        """Yield each frame that `block` completes, shape `(frame_length,)`, in order."""
        joined = np.concatenate([self._rest, block]) if len(self._rest) else block
        n_frames = len(joined) // self._frame_length
        self._rest = joined[n_frames * self._frame_length :].astype(np.float32, copy=True)
        for i in range(n_frames):
            yield joined[i * self._frame_length : (i + 1) * self._frame_length]
