"""A room around a caller: what the loudspeaker plays comes back into their microphone, and the canceller takes it out."""

from dataclasses import dataclass

import numpy as np

from simulator.audio.clock import HOP_LENGTH, SAMPLE_RATE, Samples, to_samples
from simulator.call.session import Line
from simulator.events import Event
from simulator.listening.echo import EchoCanceller
from simulator.telephone.carrier import TelephoneLine

CALLER_DBFS = -23.0
"""Loudness of a caller at an ordinary distance, as the recorded callers have it."""

RECRUITER_DBFS = -23.0
"""Loudness of the recruiter's speech as it is played."""

LONGEST_S = 0.45
"""Longest delay and answer of a room together, in seconds of loudspeaker sound that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSettings:
    """A room, its loudspeaker and its microphone."""

    echo_db: float = 0.0
    """Loudness of the echo against an ordinary caller."""

    delay_s: float = 0.06
    """Seconds from handing a sample to the loudspeaker to hearing it; from 0 to 0.4."""

    drift_ppm: float = 0.0
    """By how many millionths the microphone's clock is slower; negative when it is faster."""

    noise_dbfs: float = -70.0
    """Loudness of the room itself."""

    reverberation_s: float = 0.35
    """Seconds in which a sound dies away by 60 dB."""

    seed: int = 0
    """Seed of the room's answer and of its noise."""


def answer(settings: RoomSettings) -> Samples:
    """Make up a room's answer to a click: the way across the desk, a few walls, and a tail; its energy is 1."""
    rng = np.random.default_rng([settings.seed, 1])
    n = to_samples(0.6 * settings.reverberation_s)
    decay = np.exp(-6.9 * np.arange(n) / (settings.reverberation_s * SAMPLE_RATE))
    heard = 0.03 * rng.standard_normal(n) * decay
    heard[:8] = 0
    heard[8] = 1.0
    for at in rng.integers(20, to_samples(0.03), 8):
        heard[at] += rng.uniform(-0.4, 0.4) * decay[at]
    return np.asarray(heard / np.sqrt(np.sum(heard**2)), dtype=np.float32)


class Room:
    """What a microphone hears of a loudspeaker."""

    def __init__(self, settings: RoomSettings) -> None:
        """Build the room."""
        self._settings = settings
        self._answer = answer(settings) * np.float32(10 ** ((CALLER_DBFS + settings.echo_db - RECRUITER_DBFS) / 20))
        self._noise = np.random.default_rng([settings.seed, 2])
        self._played: Samples = np.zeros(to_samples(LONGEST_S) + 2 * len(self._answer) + 2 * HOP_LENGTH, dtype=np.float32)
        self._at = 0

    def heard(self, far: Samples) -> Samples:
        """Take a hop that is played; return the hop that the microphone hears at the same index."""
        self._played = np.concatenate([self._played[HOP_LENGTH:], far])
        settings = self._settings
        index = np.arange(self._at, self._at + HOP_LENGTH)
        late = settings.delay_s * SAMPLE_RATE + settings.drift_ppm * 1e-6 * index
        self._at += HOP_LENGTH
        reach = len(self._answer) + HOP_LENGTH
        # One answer for the hop, read between its samples where the clocks have moved apart.
        whole = int(np.floor(late[0]))
        end = len(self._played) - whole
        played = self._played[max(end - reach - 1, 0) : end]
        echo = np.convolve(played, self._answer)[len(played) - HOP_LENGTH - 1 : len(played)]
        share = (late - whole).astype(np.float32)
        echo = echo[1:] * (1 - share) + echo[:-1] * share
        level = 10 ** (settings.noise_dbfs / 20)
        return np.asarray(echo + level * self._noise.standard_normal(HOP_LENGTH), dtype=np.float32)


class RoomLine:
    """Another line's caller, heard in a room with the loudspeaker on."""

    def __init__(self, caller: Line, settings: RoomSettings, telephone: TelephoneLine | None = None) -> None:
        """Put a caller into a room.

        Args:
            caller: Who speaks.
            settings: Where.
            telephone: What the loudspeaker plays of the recruiter's voice; the voice as it is when None.
        """
        self._telephone = telephone
        self._happened: list[Event] = []
        self._caller = caller
        self._room = Room(settings)
        self._canceller = EchoCanceller(delay=to_samples(settings.delay_s))

    def exchange(self, far: Samples) -> Samples | None:
        """Trade one hop; see `Line`."""
        if self._telephone is not None:
            far = self._telephone.carry(far, self._happened)
            self._happened = []
        near = self._caller.exchange(far)
        return None if near is None else self._canceller.feed(np.asarray(near + self._room.heard(far), dtype=np.float32), far)

    def notice(self, event: Event) -> None:
        """Let the caller learn what happened."""
        self._happened.append(event)
        self._caller.notice(event)
