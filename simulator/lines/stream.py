"""The one duplex stream: its callback copies, fills and counts, and everything else happens elsewhere."""

import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.errors import DeviceError
from simulator.lines.devices import Devices, load_portaudio
from simulator.lines.spool import Spool

LATENCY_S = 0.03
"""Delay asked of the device in each direction, in seconds; sound servers round it up to two or three blocks. The
library's own default is 0.1 s or more."""

QUEUE_S = 4.0
"""Seconds of sound that may wait for us before blocks are lost: longer than any pause of ours that was ever seen."""

SPOOL_S = 4.0
"""Seconds of the recruiter's sound that may be written ahead."""

PATIENCE_S = 0.1
"""One wait for a block, in seconds."""

N_WAITS = 7
"""Waits without a block after which the device is gone: unplugging is noticed within 1 s. They are counted, not timed,
so that a laptop that slept, or a program that was stopped and went on, is not taken for an unplugged device."""

START_WAITS = 50
"""The same for the first block: sound servers wake slowly, Bluetooth takes seconds."""

GONE = "the microphone or the loudspeaker stopped answering; was it unplugged? See: rehearse doctor"
"""What is said of a device that is lost in mid-call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What the device handed over at once."""

    at: int
    """Its first sample on the device's clock."""

    samples: Samples
    """The microphone's sound, shape `(n,)`, at the device's rate."""

    flawed: bool
    """Whether the device says that it lost something before this."""


class DuplexStream:
    """Microphone and loudspeaker on one clock: the count of samples that the device has handed over."""

    def __init__(self, devices: Devices) -> None:
        """Open the devices, and start with `start`.

        Raises:
            DeviceError: If they do not open; the message says why, and what to do.
        """
        self._portaudio = load_portaudio()
        self.sample_rate = devices.sample_rate
        """Samples a second."""
        block_length = HOP_LENGTH * devices.sample_rate // SAMPLE_RATE
        self.spool = Spool(round(SPOOL_S * devices.sample_rate))
        """What will be played, and when."""
        self._blocks: queue.Queue[Block] = queue.Queue(maxsize=round(QUEUE_S * devices.sample_rate / block_length))
        self._n_clock = 0
        self.n_dropped = 0
        """Samples that the device handed over and nobody fetched in time."""
        self.slowest_callback_s = 0.0
        """Longest time that the callback took."""
        self._n_waits = START_WAITS
        self._ended = threading.Event()
        try:
            self._stream = self._portaudio.Stream(
                device=(devices.microphone, devices.loudspeaker), samplerate=devices.sample_rate, blocksize=block_length,
                channels=devices.n_channels, dtype="float32", latency=LATENCY_S, callback=self._callback,
                finished_callback=self._ended.set,
            )  # fmt: skip
        except (self._portaudio.PortAudioError, ValueError) as error:
            raise DeviceError(_refused(devices, error)) from error

    def start(self) -> Self:
        """Let sound flow.

        Raises:
            DeviceError: If the device refuses.
        """
        try:
            self._stream.start()
        except self._portaudio.PortAudioError as error:
            message = f"the audio device did not start ({error}); close other programs that use it, or see: rehearse doctor"
            raise DeviceError(message) from error
        return self

    def close(self) -> None:
        """Stop at once and let the devices go; may be called twice."""
        # A device that is gone complains when it is let go, and there is nothing left to do about it.
        with suppress(self._portaudio.PortAudioError):
            self._stream.abort()
        with suppress(self._portaudio.PortAudioError):
            self._stream.close()

    def fetch(self) -> Block:
        """Wait for the next block of the microphone.

        Raises:
            DeviceError: If the device stopped answering.
        """
        for _ in range(self._n_waits):
            try:
                block = self._blocks.get(timeout=PATIENCE_S)
            except queue.Empty:
                if self._ended.is_set():
                    break
            else:
                self._n_waits = N_WAITS
                return block
        raise DeviceError(GONE)

    def _callback(self, heard: NDArray[np.float32], played: NDArray[np.float32], n: int, _time: object, status: Any) -> None:  # noqa: ANN401 the library is untyped
        begun = time.perf_counter()
        at, self._n_clock = self._n_clock, self._n_clock + n
        self.spool.take(played[:, 0], at)
        played[:, 1:] = played[:, :1]
        try:
            self._blocks.put_nowait(Block(at=at, samples=heard[:, 0].copy(), flawed=bool(status and status.input_overflow)))
        except queue.Full:
            self.n_dropped += n
        self.slowest_callback_s = max(self.slowest_callback_s, time.perf_counter() - begun)


def _refused(devices: Devices, error: Exception) -> str:
    return (
        f"microphone {devices.microphone!r} and loudspeaker {devices.loudspeaker!r} did not open ({error}); "
        "close other programs that use them, or see: rehearse doctor"
    )
