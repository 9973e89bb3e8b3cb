"""Measures a desk: what its room sounds like, and what of the loudspeaker comes back into the microphone."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.audio.chirp import LENGTH, LONGEST_DELAY, Echo, chirp, find_chirp
from simulator.audio.clock import HOP_LENGTH, Samples, to_samples
from simulator.audio.hop import SILENCE, Hop
from simulator.audio.levels import rms_dbfs
from simulator.lines.desk import Desk, play

SETTLING = to_samples(0.5)
"""Samples left out at first: devices click when they are opened, and gain controls find their level."""

LISTENING = to_samples(2.0)
"""Samples in which the room is heard: who talks in it makes pauses of a second."""

AFTER = LONGEST_DELAY + to_samples(0.3)
"""Samples heard after a chirp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMeasures:
    """What was measured."""

    room: Samples
    """The room while nobody was asked to speak, shape `(n,)`."""

    echo: Echo | None
    """What came back of the loudspeaker; None when nothing did."""

    always_zero: bool
    """Whether the microphone never gave anything but exact zeros."""

    @property
    def noise_dbfs(self) -> float:
        """Level of the room; `-inf` when the microphone gives exact zeros."""
        return rms_dbfs(self.room)


def measure_room(desk: Desk) -> RoomMeasures:
    """Listen to the room, then play a chirp twice and find it; takes six seconds.

    Args:
        desk: Without an echo canceller.

    Raises:
        DeviceError: If the device is gone.
    """
    heard = record(desk, SETTLING + LISTENING)
    room = heard[SETTLING:]
    answers = [_chirped(desk) for _ in range(2)]
    found = [find_chirp(answer, noise_dbfs=rms_dbfs(room)) for answer in answers]
    always_zero = not any(part.any() for part in (heard, *answers))
    # One of two may be hidden by a door; two that differ are chance, unless one is far the stronger.
    echoes = sorted((echo for echo in found if echo is not None), key=lambda echo: -echo.level_db)
    return RoomMeasures(room=room, echo=echoes[0] if echoes else None, always_zero=always_zero)


def record(desk: Desk, n_samples: int, *, level: Callable[[float], None] = lambda _dbfs: None) -> Samples:
    """Record the microphone, shape `(n,)` with `n >= n_samples`; tell the level of each hop meanwhile."""
    hops: list[Samples] = []

    def keep(hop: Hop) -> bool:
        hops.append(hop.microphone)
        level(rms_dbfs(hop.microphone))
        return True

    play(desk, np.zeros(n_samples, dtype=np.float32), meanwhile=keep)
    return np.concatenate(hops)


def _chirped(desk: Desk) -> Samples:
    """Play a chirp and return what was heard from the hop on in which it began to be played."""
    hops: list[Samples] = []

    def keep(hop: Hop) -> bool:
        hops.append(hop.microphone)
        return True

    play(desk, np.pad(chirp(), (0, AFTER)), meanwhile=keep)
    for _ in range(desk.lead_hops):
        keep(desk.exchange(SILENCE))
    return np.concatenate(hops)[desk.lead_hops * HOP_LENGTH :][: LENGTH + AFTER]
