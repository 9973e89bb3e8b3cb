"""The one duplex stream: its callback copies, fills and counts, and everything else happens elsewhere."""

import atexit
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples
from simulator.errors import DeviceError
from simulator.lines.devices import Devices, load_portaudio
from simulator.lines.quiet import put_sound_first
from simulator.lines.spool import Spool
from simulator.lines.workers import within

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

LATENCIES_S = (0.03, 0.06, 0.12)
"""Delays asked of the device in each direction, in seconds, tried in turn: sound servers round them to two or three
blocks, and some begin only with more. The library's own default is 0.1 s or more."""

LEAD_HOPS = (1, 1, 2)
"""Hops that are written ahead at each of these, to begin with; see `Lead`."""

BLOCKS_A_HOP = 2
"""Blocks in which the device hands over a hop: whole ones took 50 ms longer there and back on PulseAudio, thirds and
quarters came too late."""

QUEUE_S = 4.0
"""Seconds of sound that may wait for us before blocks are lost: longer than any pause of ours that was ever seen."""

SPOOL_S = 4.0
"""Seconds of the recruiter's sound that may be written ahead."""

PATIENCE_S = 0.1
"""One wait for a block, in seconds."""

N_WAITS = 6
"""Waits without a block after which the device is gone: unplugging is noticed within 1 s. They are counted, not timed,
so that a laptop that slept, or a program that was stopped and went on, is not taken for an unplugged device."""

START_WAITS = (25, 25, 50)
"""The same for the first block, by the try. A virtual microphone of PulseAudio begins when two seconds of silence that it
had made ready are over, and Bluetooth takes seconds; what ends instead of beginning is tried again at once."""

CLOSE_LIMIT_S = 1.0
"""Longest wait, in seconds, for a device to be let go: one whose sound server hangs never is."""

BREAK_LIMIT_S, REOPEN_LIMIT_S = 0.5, 1.0
"""Longest waits, in seconds, for a broken stream to be let go and to be opened again."""

BROKE_OFF = "the sound broke off; trying to get it back"
"""What is said, within a second, when no sound comes any more."""

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
        """Prepare; nothing is opened yet."""
        self._devices = devices
        self._portaudio: ModuleType = load_portaudio()
        self._stream: Any = None
        self._ended = threading.Event()
        self._n_clock = 0
        self._first: Block | None = None
        self._last_at = 0.0
        self._block_length = HOP_LENGTH * devices.sample_rate // (BLOCKS_A_HOP * SAMPLE_RATE)
        self._blocks: queue.Queue[Block] = queue.Queue(maxsize=round(QUEUE_S * devices.sample_rate / self._block_length))
        self.sample_rate = devices.sample_rate
        """Samples a second."""
        self.lead_hops = LEAD_HOPS[0]
        """Hops to write ahead to begin with; known once the stream has started."""
        self.spool = Spool(round(SPOOL_S * devices.sample_rate))
        """What will be played, and when."""
        self.n_dropped = 0
        """Samples that the device handed over and nobody fetched in time."""
        self.n_flawed = 0
        """Blocks before which the device says that it lost something, or had nothing to play."""
        self.trouble: Callable[[str], None] = lambda _words: None
        """Is told when the sound breaks off."""
        self.slowest_callback_s = 0.0
        """Longest time that the callback took."""

    def start(self) -> Self:
        """Open the devices and let sound flow; returns when the first block is there.

        Raises:
            DeviceError: If they do not open or do not begin; the message says why, and what to do.
        """
        put_sound_first()
        for latency_s, self.lead_hops, n_waits in zip(LATENCIES_S, LEAD_HOPS, START_WAITS, strict=True):
            self._open(latency_s)
            self._first = self._waited(n_waits)
            if self._first is not None:
                return self
            self.close()
        message = f"{_named(self._devices)} opened, but no sound comes; close other programs, or see: rehearse doctor"
        raise DeviceError(message)

    def close(self) -> None:
        """Stop at once and let the devices go; may be called twice, and does not wait for a device that is stuck."""
        self._let_go(CLOSE_LIMIT_S)

    def _let_go(self, limit_s: float) -> bool:
        """Tell whether the devices were let go in time."""
        stream, self._stream = self._stream, None
        if stream is None:
            return True
        done = within(limit_s, partial(_stopped, self._portaudio, stream))
        if not done:
            # The library would wait for the stuck device on the way out, and the program would never end.
            atexit.unregister(self._portaudio._exit_handler)  # noqa: SLF001 there is no public way
        return done

    def fetch(self) -> Block:
        """Wait for the next block of the microphone; a stream that broke off is told of, and opened again.

        Raises:
            DeviceError: If the device is gone.
        """
        first, self._first = self._first, None
        block = first or self._waited(N_WAITS)
        if block is None:
            self.trouble(BROKE_OFF)
            block = self._reopened()
        if block is None:
            raise DeviceError(GONE)
        return block

    def _waited(self, n_waits: int) -> Block | None:
        for _ in range(n_waits):
            try:
                return self._blocks.get(timeout=PATIENCE_S)
            except queue.Empty:
                if self._ended.is_set():
                    break
        return None

    def _reopened(self) -> Block | None:
        """Open the same devices again, on a busy machine or after a sound server's restart; None when they are gone."""
        for latency_s in LATENCIES_S[1:]:
            if not self._let_go(BREAK_LIMIT_S):
                return None
            # The clock goes on as if sound had flowed; it is the callback's own again once the stream is open.
            now = time.monotonic()
            self._n_clock, self._last_at = self._n_clock + round((now - self._last_at) * self.sample_rate), now
            block = self._waited(N_WAITS) if within(REOPEN_LIMIT_S, partial(self._open, latency_s)) else None
            if block is not None:
                return block
        return None

    def _open(self, latency_s: float) -> None:
        devices = self._devices
        self._ended.clear()
        try:
            stream = self._portaudio.Stream(
                device=devices.numbers, samplerate=devices.sample_rate,
                blocksize=self._block_length, channels=devices.n_channels, dtype="float32", latency=latency_s,
                callback=self._callback, finished_callback=self._ended.set,
            )  # fmt: skip
            stream.start()
        except (self._portaudio.PortAudioError, ValueError) as error:
            message = f"{_named(devices)} did not open ({error}); close other programs that use them, or see: rehearse doctor"
            raise DeviceError(message) from error
        self._stream = stream

    def _callback(self, heard: NDArray[np.float32], played: NDArray[np.float32], n: int, _time: object, status: Any) -> None:  # noqa: ANN401 the library is untyped
        begun = time.perf_counter()
        self._last_at = time.monotonic()
        at, self._n_clock = self._n_clock, self._n_clock + n
        self.spool.take(played[:, 0], at)
        played[:, 1:] = played[:, :1]
        self.n_flawed += bool(status)
        try:
            self._blocks.put_nowait(Block(at=at, samples=heard[:, 0].copy(), flawed=bool(status and status.input_overflow)))
        except queue.Full:
            self.n_dropped += n
        self.slowest_callback_s = max(self.slowest_callback_s, time.perf_counter() - begun)


def _stopped(portaudio: "ModuleType", stream: Any) -> None:  # noqa: ANN401 the library is untyped
    # A device that is gone complains when it is let go, and there is nothing left to do about it.
    for let_go in (stream.abort, stream.close):
        with suppress(portaudio.PortAudioError):
            let_go()


def _named(devices: Devices) -> str:
    return f"microphone {devices.microphone!r} and loudspeaker {devices.loudspeaker!r}"
