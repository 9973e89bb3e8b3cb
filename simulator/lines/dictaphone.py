"""Records one thing that somebody says, from the moment they begin until they say that they are done."""

from collections.abc import Callable
from queue import Empty, Full, Queue
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from simulator.audio.clock import SAMPLE_RATE, Samples, on_pcm16_grid
from simulator.errors import DeviceError

MOST_SECONDS = 120.0
"""Longest thing that is recorded; nobody says more in one turn of such a call."""

BLOCK_S = 0.05
"""Length of the blocks that the device is asked for."""


class Dictaphone:
    """The microphone that the system would take."""

    def __init__(self) -> None:
        """Find the microphone.

        Raises:
            DeviceError: If there is none, or no PortAudio.
        """
        advice = "make the fixture from text with --text FILE"
        try:
            import sounddevice
        except (ImportError, OSError) as error:
            message = f"PortAudio is missing, so nothing can be recorded; {advice}"
            raise DeviceError(message) from error
        try:
            found = sounddevice.query_devices(kind="input")
        except (sounddevice.PortAudioError, ValueError) as error:
            message = f"there is no microphone to record with; plug one in, or {advice}"
            raise DeviceError(message) from error
        self._device = sounddevice
        self._rate = int(found["default_samplerate"])

    def record(self, until: Callable[[], object]) -> Samples:
        """Record.

        Args:
            until: Returns when enough was said.

        Returns:
            Samples, shape `(n,)`, on the 16-bit grid.

        Raises:
            DeviceError: If the microphone fails, or what was said is too long.
        """
        length = int(self._rate * BLOCK_S)
        blocks: Queue[NDArray[np.float32]] = Queue(maxsize=int(MOST_SECONDS / BLOCK_S))
        lost: list[int] = []

        def take(heard: NDArray[np.float32], n: int, _time: object, _status: Any) -> None:  # noqa: ANN401 the library is untyped
            try:
                blocks.put_nowait(heard[:, 0].copy())
            except Full:
                lost.append(n)

        try:
            with self._device.InputStream(samplerate=self._rate, channels=1, dtype="float32", blocksize=length, callback=take):
                until()
        except self._device.PortAudioError as error:
            message = f"the microphone failed: {error}"
            raise DeviceError(message) from error
        if lost:
            message = f"expected at most {MOST_SECONDS:.0f} s in one turn; say it in two"
            raise DeviceError(message)
        heard = np.concatenate([*_drained(blocks), np.zeros(0, dtype=np.float32)])
        same: Samples = heard if self._rate == SAMPLE_RATE else soxr.resample(heard, self._rate, SAMPLE_RATE)
        return on_pcm16_grid(same)


def _drained(blocks: "Queue[NDArray[np.float32]]") -> list[NDArray[np.float32]]:
    found: list[NDArray[np.float32]] = []
    while True:
        try:
            found.append(blocks.get_nowait())
        except Empty:
            return found
