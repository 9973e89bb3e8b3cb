"""A person at a desk: hops of their voice in, hops of the recruiter's voice out, both on one clock at our rate."""

from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, on_pcm16_grid, to_samples
from simulator.audio.framer import Framer
from simulator.audio.hop import SILENCE, Hop
from simulator.lines.lead import Lead
from simulator.lines.rates import Resampler, held_back
from simulator.lines.spool import Spool
from simulator.lines.stream import Block


class Stream(Protocol):
    """A duplex audio device; see `DuplexStream`."""

    @property
    def sample_rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def lead_hops(self) -> int:
        """Hops to write ahead to begin with."""
        ...

    @property
    def spool(self) -> Spool:
        """What will be played, and when."""
        ...

    def fetch(self) -> Block:
        """Wait for the next block of the microphone."""
        ...


class Canceller(Protocol):
    """Takes the loudspeaker out of the microphone; see `EchoCanceller`."""

    @property
    def half_duplex(self) -> bool:
        """Whether an ordinary voice cannot be heard over the loudspeaker."""
        ...

    def feed(self, near: Samples, far: Samples) -> Samples:
        """Take one hop of both sides that sounded at the same index; return the cleaned one."""
        ...


DROWNED = to_samples(4.0)
"""Samples through which a voice would not be heard before the person is told; a canceller that does not know the room yet
needs two or three seconds of a loud voice."""

DROWNS = "Your loudspeaker drowns you: you are heard while the recruiter is silent. Turn it down, or use headphones."
"""What they are told, once a call."""


class Desk:
    """A line to a person; its clock is the device's, and nothing moves it: lost sound is silence of the same length."""

    def __init__(self, stream: Stream, canceller: Canceller | None, *, tell: Callable[[str], None] | None = None) -> None:
        """Take a stream that runs.

        Args:
            stream: The device; what it says of its lead holds from now on.
            canceller: Takes the echo out; None leaves it in, to measure it.
            tell: Tells the person that their loudspeaker drowns them; None when they know.
        """
        self._stream = stream
        self._canceller = canceller
        self._in = Resampler(stream.sample_rate, SAMPLE_RATE)
        self._out = Resampler(SAMPLE_RATE, stream.sample_rate)
        self._framer = Framer(HOP_LENGTH)
        self._ready: deque[Samples] = deque()
        self._far: deque[Samples] = deque([SILENCE] * stream.lead_hops)
        self._n_lost: int | None = None
        self._n_clock = 0
        self._tell = tell
        self._n_drowned = 0
        self._lead = Lead(stream.lead_hops)
        self._hold_back(held_back(stream.sample_rate))
        for _ in range(stream.lead_hops):
            self._hold_back(self._device_hop)

    @property
    def lead_hops(self) -> int:
        """Hops after which what is handed over is due at the loudspeaker."""
        return self._lead.n_hops

    def exchange(self, far: Samples) -> Hop:
        """Trade one hop: hand over what the recruiter says next, wait for what the microphone heard meanwhile.

        Args:
            far: The recruiter's samples, shape `(HOP_LENGTH,)`; heard `lead_hops` after this hop, and the device's delay.

        Raises:
            DeviceError: If the device is gone.
        """
        if self._lead.falls_short(self._stream.spool.n_late):
            self._hold_back(self._device_hop)
            self._far.append(SILENCE)
        self._stream.spool.put(self._out.feed(far))
        self._far.append(far)
        while not self._ready:
            self._take(self._stream.fetch())
        microphone, playing = self._ready.popleft(), self._far.popleft()
        near = microphone if self._canceller is None else self._canceller.feed(microphone, playing)
        self._mind_loudspeaker()
        n_lost, self._n_lost = self._n_lost, None
        return Hop(near=on_pcm16_grid(near), microphone=microphone, n_lost=n_lost)

    @property
    def _device_hop(self) -> int:
        return HOP_LENGTH * self._stream.sample_rate // SAMPLE_RATE

    def _hold_back(self, n_samples: int) -> None:
        self._stream.spool.put(np.zeros(n_samples, dtype=np.float32))

    def _mind_loudspeaker(self) -> None:
        drowned = self._tell is not None and self._canceller is not None and self._canceller.half_duplex
        self._n_drowned += HOP_LENGTH if drowned else 0
        if self._tell is not None and self._n_drowned >= DROWNED:
            self._tell(DROWNS)
            self._tell = None

    def _take(self, block: Block) -> None:
        n_missing = block.at - self._n_clock
        if n_missing or block.flawed:
            self._n_lost = (self._n_lost or 0) + n_missing * SAMPLE_RATE // self._stream.sample_rate
        self._n_clock = block.at + len(block.samples)
        samples = np.concatenate([np.zeros(n_missing, dtype=np.float32), block.samples])
        self._ready += [on_pcm16_grid(hop) for hop in self._framer.feed(self._in.feed(samples))]


def play(desk: Desk, sound: Samples, *, meanwhile: Callable[[Hop], bool] = lambda _hop: True) -> None:
    """Play a sound, hop by hop, its last hop filled up with silence.

    Args:
        desk: Where.
        sound: Shape `(n,)`.
        meanwhile: Takes each hop of the microphone; the sound stops once it says no.
    """
    padded = np.pad(sound, (0, -len(sound) % HOP_LENGTH))
    for hop in padded.reshape(-1, HOP_LENGTH):
        if not meanwhile(desk.exchange(hop)):
            return
